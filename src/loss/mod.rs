//! Losses on a similarity matrix S [B, B], S_ij = cosine(question 1 of pair i, question 2 of pair j).
//!
//! The diagonal holds the positives p_i = S_ii. Row i has question 1 as its anchor, column i question 2; "columns" is the same rule on Sᵀ.
//!
//! ```text
//! triplet   loss = reduce_i Σ_terms weight · [margin − p_i + n_i]₊          n_i: the term's negative, see `negative`
//! softmax   loss = reduce_i −ln softmax(scale · S)_ii                       along rows, columns, or the mean of both
//! ```
//!
//! Gradient of a triplet term, where its hinge is positive: −w at (i, i) and +w · ∂n_i/∂S at the cells that n_i is made of, w = weight (÷ B for the
//! mean); zero elsewhere. Reference: Schroff, Kalenichenko, Philbin, "FaceNet" (2015), and the course's notebooks for the two terms.

mod config;
mod negative;
mod presets;
mod softmax;
mod triplet;

pub use config::{Along, LossConfig, Negative, Reduction, Term};
pub use negative::closest;
pub use presets::{DEFAULT_PRESET, presets};

use crate::error::{Allowed, Error, Result};
use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView2};

/// What a loss makes of one similarity matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct LossReport<R> {
    /// The loss, after the reduction.
    pub loss: R,
    /// dLoss/dS, [B, B].
    pub gradient: Array2<R>,
    /// One report per term; a softmax loss is a single term without partners.
    pub terms: Vec<TermReport<R>>,
}

/// What one term makes of it, anchor by anchor: every list is B long.
#[derive(Debug, Clone, PartialEq)]
pub struct TermReport<R> {
    /// After the weight, before the reduction.
    pub cost: Vec<R>,
    /// The negative n_i; NaN where the anchor has no candidate.
    pub negative: Vec<R>,
    /// Column of the negative used along the row; −1 where none is (a mean has no single partner).
    pub row_partner: Vec<i32>,
    /// Row of the negative used along the column; −1 where none is.
    pub column_partner: Vec<i32>,
}

/// Loss, gradient and report for any square matrix of at least two rows.
///
/// # Panics
/// If the matrix is not square or smaller than 2×2; [`check_matrix`] tells a user.
pub fn evaluate<R: Real>(similarity: ArrayView2<R>, config: &LossConfig) -> LossReport<R> {
    let (rows, columns) = similarity.dim();
    assert!(rows == columns && rows >= 2, "a similarity matrix is square with at least 2 rows, not {rows}×{columns}");
    match config {
        LossConfig::Triplet { terms, reduction } => triplet::evaluate(similarity, terms, *reduction),
        LossConfig::Softmax { along, scale, reduction } => softmax::evaluate(similarity, *along, R::of(*scale), *reduction),
    }
}

/// The flat row-major `values` as a [B, B] matrix, or a sentence that says why they are none.
///
/// # Errors
/// A batch of fewer than two pairs, another number of values than B², or a value that is not finite.
pub fn check_matrix(values: &[f32], batch_size: usize) -> Result<ArrayView2<'_, f32>> {
    if batch_size < 2 {
        return Err(Error::value("batchSize", batch_size, Allowed::TwoPairs));
    }
    if Some(values.len()) != batch_size.checked_mul(batch_size) {
        return Err(Error::length("similarity", values.len(), Allowed::Square { batch: batch_size }));
    }
    if let Some(place) = values.iter().position(|x| !x.is_finite()) {
        return Err(Error::value(format!("similarity[{place}]"), values[place], Allowed::Finite));
    }
    Ok(ArrayView2::from_shape((batch_size, batch_size), values).expect("the length was checked"))
}
