//! Drawing, generic over plotters' backends: canvas in the browser, SVG for tests and files. Plots take slices, never a trainer.

pub mod colour;
pub mod curves;
pub mod heat_map;
pub mod line;
mod spec;
