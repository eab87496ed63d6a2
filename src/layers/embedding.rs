//! Embedding: a row of the table [V, D] per token.
//!
//! Everything that happens to a token before the recurrence depends on the token alone, so the layer hands on each **distinct** token of the batch
//! once: x [U, D], and for each of the N·T places the row of x that stands there. At the course's size that is 4,541 rows instead of 32,768.

use super::{fit, matrix};
use crate::real::Real;
use ndarray::{Array2, ArrayView2};

const NOT_SEEN: u32 = u32::MAX;

/// The distinct tokens of a batch.
pub struct Cache<R> {
    /// Distinct tokens in the order of their first appearance, U.
    distinct: Vec<u32>,
    /// For each place of the tokens, the row of `x` that stands there.
    pub places: Vec<u32>,
    /// Row of `distinct` per token of the vocabulary, while it is being built.
    row_of: Vec<u32>,
    x: Vec<R>,
    dim: usize,
}

impl<R: Real> Default for Cache<R> {
    fn default() -> Self {
        Self { distinct: vec![], places: vec![], row_of: vec![], x: vec![], dim: 1 }
    }
}

impl<R: Real> Cache<R> {
    /// x [U, D]: the embeddings of the distinct tokens.
    pub fn x(&self) -> ArrayView2<'_, R> {
        matrix(&self.x, self.dim)
    }
}

/// Looks up `tokens` in `table` [V, D].
pub fn forward<R: Real>(table: &Array2<R>, tokens: impl Iterator<Item = u32>, cache: &mut Cache<R>) {
    let (vocabulary, dim) = table.dim();
    cache.row_of.resize(vocabulary, NOT_SEEN);
    for token in cache.distinct.drain(..) {
        cache.row_of[token as usize] = NOT_SEEN;
    }
    cache.places.clear();
    for token in tokens {
        let row = &mut cache.row_of[token as usize];
        if *row == NOT_SEEN {
            *row = cache.distinct.len() as u32;
            cache.distinct.push(token);
        }
        cache.places.push(*row);
    }
    cache.dim = dim;
    fit(&mut cache.x, cache.distinct.len() * dim);
    for (x, &token) in cache.x.chunks_exact_mut(dim).zip(&cache.distinct) {
        x.copy_from_slice(table.row(token as usize).as_slice().expect("row-major"));
    }
}

/// dtable += dx at the rows of the distinct tokens; dx [U, D].
pub fn backward<R: Real>(cache: &Cache<R>, dx: &[R], dtable: &mut Array2<R>) {
    for (dx, &token) in dx.chunks_exact(cache.dim).zip(&cache.distinct) {
        dtable.row_mut(token as usize).iter_mut().zip(dx).for_each(|(d, &g)| *d += g);
    }
}
