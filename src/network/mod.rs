//! The network: its parameters and their initial values, its layers, the encoder made of them, and gradients.

pub mod encoder;
pub mod encoders;
pub mod gradients;
pub mod initialise;
pub mod layers;
pub mod parameters;
mod random;
