//! The encoder's layers, one file each: `forward` fills a cache that `backward` reads.
//!
//! Shapes use one alphabet: N questions (both sides of a batch: N = 2B), T steps, U distinct tokens, V vocabulary, D embedding, H hidden.
//! What changes from batch to batch lives in caches and spaces that keep their memory, so that a step allocates nothing once they are warm.
//! A gradient is `d` and the name of what it is the gradient of, has its type, and is added to.

pub mod cell;
pub mod embedding;
pub mod lstm;
pub mod mean;
pub mod normalize;
pub mod order;

use crate::numeric::real::Real;
use ndarray::{ArrayView2, ArrayViewMut2};

/// A flat row-major slice as a matrix of `columns`.
pub(crate) fn matrix<R: Real>(values: &[R], columns: usize) -> ArrayView2<'_, R> {
    ArrayView2::from_shape((values.len() / columns, columns), values).expect("whole rows")
}

/// The same, to write to.
pub(crate) fn matrix_mut<R: Real>(values: &mut [R], columns: usize) -> ArrayViewMut2<'_, R> {
    ArrayViewMut2::from_shape((values.len() / columns, columns), values).expect("whole rows")
}

/// Makes `buffer` hold `length` zeros, keeping its memory.
pub(crate) fn zeros<R: Real>(buffer: &mut Vec<R>, length: usize) {
    buffer.clear();
    buffer.resize(length, R::zero());
}

/// Makes `buffer` hold `length` values that the caller will overwrite.
pub(crate) fn fit<R: Real>(buffer: &mut Vec<R>, length: usize) {
    buffer.resize(length, R::zero());
}

/// The token that fills a question up to its batch's length.
pub const PADDING: u32 = 1;
/// No token at all: what stands behind a question's last step where the other side of its batch is longer.
pub const ABSENT: u32 = u32::MAX;
