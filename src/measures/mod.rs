//! What is measured: on a batch at every step, and on the held-out pairs.

pub mod evaluation;
pub mod intervals;
pub mod measuring;
pub mod metrics;
pub mod sample;
