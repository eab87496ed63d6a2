//! Training: the optimiser, a run from step to step, its checkpoints, and one step explained.

pub mod adam;
mod asked;
pub mod checkpoint;
pub mod config;
pub mod crew;
pub mod explanation;
pub mod mistakes;
pub mod trainer;
pub mod weights;
