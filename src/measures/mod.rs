//! What is measured: on a batch at every step, and on the held-out pairs; and what pictures of them need.

pub mod evaluation;
pub mod histogram;
pub mod in_batches;
pub mod intervals;
pub mod likeness;
pub mod map;
pub mod measuring;
pub mod metrics;
pub mod neighbours;
pub mod principal;
pub mod roc;
pub mod sample;
