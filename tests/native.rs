//! All native tests in one program: it is compiled and linked once, and none waits for another's last test. A further file of tests needs its line here.
#![cfg(not(target_arch = "wasm32"))]

mod common {
    pub mod agreed;
    pub mod close;
    pub mod directions;
    pub mod golden;
    pub mod numbers;
    pub mod oracle;
    pub mod shortcuts;
}

mod agreed;
mod arrays;
mod builtin;
mod cases;
mod crew;
mod data;
mod diverged;
mod edition_runs;
mod editions;
mod evaluation;
mod full_size;
mod goldens;
mod heldout;
mod links;
mod measures;
mod mistakes;
mod negatives;
mod neighbours;
mod properties;
mod reading;
mod saved;
mod shortcuts;
mod tokenizers;
mod training;
mod vectors;
mod weights;
mod witness;
