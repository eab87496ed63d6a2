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
//!
//! # Words and shapes
//!
//! A batch has B pairs of questions of at most T tokens; the embedding has D numbers a token, a vector H. `v1` and `v2`, \[B, H\], are the vectors of
//! questions 1 and 2, of length 1; S = v1 · v2ᵀ, \[B, B\]. An anchor is a row or a column of S, its positive the cell on the diagonal, its negatives the
//! others. A term is a hinge, weight · \[margin − positive + negative\]₊, for every anchor. A gradient is called `d` and the name of what it is the
//! gradient of, and has its shape. `docs/glossary.md` has all words.
//!
//! # Examples
//!
//! The rows of this matrix are satisfied, one column is not:
//!
//! ```
//! use ndarray::array;
//! use tripletscope::loss::{self, Along, LossConfig, Mistakes, Negative, Reduction, Term};
//!
//! let s = array![[0.9_f64, 0.0], [0.68, 0.95]];
//! let hardest = |along| LossConfig::Triplet {
//!     terms: vec![Term { negative: Negative::Hardest, along, margin: 0.25, weight: 1.0 }],
//!     reduction: Reduction::Sum,
//!     mistakes: Mistakes::default(),
//! };
//! assert_eq!(loss::evaluate(s.view(), &hardest(Along::Rows)).loss, 0.0);
//! let columns = loss::evaluate(s.view(), &hardest(Along::Columns));
//! assert!((columns.loss - 0.03).abs() < 1e-12);
//! ```
//!
//! One step on the built-in questions, in the run that a link of the page describes:
//!
//! ```
//! use std::sync::Arc;
//! use tripletscope::{data::Dataset, page::link, training::trainer::Trainer};
//!
//! # fn main() -> Result<(), tripletscope::error::Error> {
//! let link = link::parse("v=1&loss=both&seed=7&batchSize=8");
//! let dataset = Dataset::builtin("questions", &link.builtin_config())?;
//! let mut trainer = Trainer::new(Arc::new(dataset), link.run_config()?)?;
//! let report = trainer.step()?;
//! assert_eq!((report.step, report.terms.len()), (1, 4));
//! # Ok(())
//! # }
//! ```

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
