//! Training: the optimiser, a run from step to step, its checkpoints, and one step explained.

pub mod adam;
pub mod checkpoint;
pub mod crew;
pub mod explanation;
pub mod mistakes;
pub mod trainer;
pub mod weights;
