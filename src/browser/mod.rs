//! The package's interface for JavaScript: thin methods over the core. Nothing else in the crate knows that browsers exist.
//!
//! Matrices are flat row-major `Float32Array`s, token ids `Uint32Array`s; configurations and reports are plain objects. Whatever does not fit
//! throws an `Error` whose sentence names the field, the value and what is allowed, and whose `problem` holds the same in parts.

#![allow(clippy::missing_errors_doc, reason = "what is thrown is said above, once for all")]

pub mod arrays;
mod canvas;
pub mod crew;
pub mod dataset;
pub mod links;
pub mod loss;
pub mod map;
pub mod model;
pub mod plots;
pub mod trainer;
mod types;
mod values;
pub mod verdict;
pub mod views;
pub mod weights;

use wasm_bindgen::prelude::*;

/// Writes a panic's message to the console before the instance stops.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
}
