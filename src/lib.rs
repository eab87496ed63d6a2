//! The core of tripletscope: the course's Siamese network, every triplet loss with row and column terms, and what a run reports.
//!
//! Imports run one way: settings ← loss, layers ← encoder. Nothing here knows that browsers exist.

pub mod adam;
pub mod encoder;
pub mod error;
pub mod initialise;
pub mod layers;
pub mod loss;
pub mod matmul;
pub mod metrics;
pub mod real;
pub mod settings;
