//! The core of tripletscope: the course's Siamese network, every triplet loss with row and column terms, and what a run reports.
//!
//! | module | what it holds |
//! |---|---|
//! | [`error`] | what can be wrong with input; imports nothing of ours |
//! | [`settings`] | every knob, in one table |
//! | [`numeric`] | real numbers, matrix products, stable sorting |
//! | [`loss`] | terms, negatives, candidates and gradients: the rulebook |
//! | [`network`] | parameters, layers, the encoder and its gradients |
//! | [`data`] | question pairs: files, vocabulary, split, batches |
//! | [`measures`] | what a step reports, and what the held-out pairs say |
//! | [`training`] | Adam, a run, its checkpoints, one step explained |
//! | [`page`] | links |
//! | [`verdict`] | runs over many seeds, compared |
//! | [`plots`] | curves and colour maps |
//! | `browser` | the WebAssembly boundary |
//!
//! A module imports only from modules above it in this table; a test holds that. Nothing but `browser` knows that browsers exist.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod browser;
pub mod data;
pub mod error;
pub mod loss;
pub mod measures;
pub mod network;
pub mod numeric;
pub mod page;
pub mod plots;
pub mod settings;
pub mod training;
pub mod verdict;
