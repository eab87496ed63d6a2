//! Losses on a similarity matrix S [B, B], S_ij = cosine(question 1 of pair i, question 2 of pair j), and where they ask for it on A and C, the
//! similarities of the questions 1 and of the questions 2 with each other.
//!
//! S may have K further columns, [B, B + K]: texts that are no question 2 of the batch. They are candidates of every row, and of nothing else.
//!
//! The diagonal of S holds the positives p_i = S_ii. Row i has question 1 as its anchor, column i question 2; "columns" is the same rule on Sᵀ.
//!
//! ```text
//! triplet   loss = reduce_i Σ_terms weight · [margin − p_i + n_i]₊          n_i: the term's negative, see `negative`
//! softmax   loss = reduce_i −ln softmax(scale · S)_ii                       over the candidates, see `softmax`
//! ```
//!
//! Gradient of a triplet term, where its hinge is positive: −w at (i, i) and +w · ∂n_i/∂S at the cells that n_i is made of, w = weight (÷ B for the
//! mean); zero elsewhere. Reference: Schroff, Kalenichenko, Philbin, "FaceNet" (2015), and the course's notebooks for the two terms.

mod config;
mod direction;
mod mistakes;
mod negative;
mod presets;
mod report;
mod softmax;
mod triplet;

pub use config::{Along, EVEN, Looks, LossConfig, Named, Negative, Reduction, Term};
pub use direction::{Direction, Similarities};
pub use mistakes::Mistakes;
pub use presets::{DEFAULT_PRESET, presets};
pub use report::{Detail, LossReport, TermReport};

use crate::error::{Allowed, Error, Result};
use crate::numeric::real::Real;
use crate::settings::Value;
use ndarray::ArrayView2;

/// Loss, gradient and report for any matrices of at least two rows: S [B, B + K], the others [B, B].
///
/// # Panics
/// If S has fewer columns than rows or fewer than two rows, or a matrix is not there though the loss looks at it; [`check_matrix`] and [`LossConfig::looks`] tell a user.
pub fn evaluate<'a, R: Real>(similarities: impl Into<Similarities<'a, R>>, config: &LossConfig) -> LossReport<R> {
    judge(&similarities.into(), config, false)
}

/// The same, and of every term what it leaves out and what each direction gives.
///
/// # Panics
/// As [`evaluate`].
pub fn evaluate_in_detail<'a, R: Real>(similarities: impl Into<Similarities<'a, R>>, config: &LossConfig) -> LossReport<R> {
    judge(&similarities.into(), config, true)
}

fn judge<R: Real>(s: &Similarities<R>, config: &LossConfig, detail: bool) -> LossReport<R> {
    let (rows, columns) = s.across.dim();
    assert!(columns >= rows && rows >= 2, "a similarity matrix has at least 2 rows, and no fewer columns, not {rows}×{columns}");
    match config {
        LossConfig::Triplet { terms, reduction, mistakes } => triplet::evaluate(s, terms, (*reduction, *mistakes), detail),
        LossConfig::Softmax { along, scale, balance, reduction, mistakes } => {
            softmax::evaluate(s, (*along, *balance, *mistakes), R::of(*scale), *reduction, detail)
        }
    }
}

/// The flat row-major `values`, called `name` in messages, as a [B, B + K] matrix, K = `further`, or a sentence that says why they are none.
///
/// # Errors
/// A batch of fewer than two pairs, another number of values than B·(B + K), or a value that is not finite.
pub fn check_matrix<'a>(name: &str, values: &'a [f32], batch_size: usize, further: usize) -> Result<ArrayView2<'a, f32>> {
    if batch_size < 2 {
        return Err(Error::value("batchSize", batch_size, Allowed::TwoPairs));
    }
    let columns = batch_size.saturating_add(further);
    if Some(values.len()) != batch_size.checked_mul(columns) {
        let allowed =
            if further == 0 { Allowed::Square { batch: batch_size } } else { Allowed::Exactly { count: batch_size.saturating_mul(columns) } };
        return Err(Error::length(name, values.len(), allowed));
    }
    if let Some(place) = values.iter().position(|x| !x.is_finite()) {
        return Err(Error::value(format!("{name}[{place}]"), Value::Number(values[place].into()), Allowed::Finite));
    }
    Ok(ArrayView2::from_shape((batch_size, columns), values).expect("the length was checked"))
}
