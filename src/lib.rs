//! The core of tripletscope: the course's Siamese network, every triplet loss with row and column terms, and what a run reports.
//!
//! Imports run one way: settings ← loss, layers, data ← encoder ← trainer ← verdict ← browser. Nothing but `browser` knows that browsers exist.

pub mod adam;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod checkpoint;
pub mod data;
pub mod encoder;
pub mod error;
pub mod evaluation;
pub mod explanation;
pub mod gradients;
pub mod initialise;
pub mod layers;
pub mod link;
pub mod loss;
pub mod matmul;
pub mod metrics;
pub mod order;
pub mod plots;
pub mod real;
pub mod settings;
pub mod trainer;
pub mod verdict;
