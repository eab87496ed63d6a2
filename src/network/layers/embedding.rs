//! Embedding: a row of the table [V, D] per token.
//!
//! Everything that happens to a token before the recurrence depends on the token alone, so the layer hands on each **distinct** token of the batch
//! once, in the order of their ids: x [U, D], and for each place the row of x that stands there. At the course's size that is 4,366 rows instead of
//! 32,768. Going back, only the tokens that a gradient reaches are taken: `select`.

use super::{fit, matrix};
use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView2};

const NONE: u32 = u32::MAX;

/// The distinct tokens of a batch.
#[derive(Default)]
pub struct Cache<R> {
    /// In the order of their ids, U.
    distinct: Vec<u32>,
    /// For each place of the tokens, the row of `x` that stands there.
    pub places: Vec<u32>,
    /// Row of `distinct` per token of the vocabulary.
    row_of: Vec<u32>,
    x: Vec<R>,
    dim: usize,
    selected: Selection<R>,
}

/// Some of the distinct tokens.
#[derive(Default)]
struct Selection<R> {
    /// Their ids, in order.
    tokens: Vec<u32>,
    /// Which row of the selection a row of `x` has become, U.
    slots: Vec<u32>,
    x: Vec<R>,
}

impl<R: Real> Cache<R> {
    /// x [U, D]: the embeddings of the distinct tokens.
    pub fn x(&self) -> ArrayView2<'_, R> {
        matrix(&self.x, self.dim)
    }

    /// The rows of x that are selected.
    pub fn selected(&self) -> ArrayView2<'_, R> {
        matrix(&self.selected.x, self.dim)
    }

    /// The ids of the selected tokens.
    pub fn selected_tokens(&self) -> &[u32] {
        &self.selected.tokens
    }

    /// Which of the selected rows stands at a place.
    pub fn slot(&self, place: usize) -> usize {
        self.selected.slots[self.places[place] as usize] as usize
    }

    /// Selects the tokens that stand at these places.
    pub fn select(&mut self, places: impl Iterator<Item = usize>) {
        let Selection { tokens, slots, x } = &mut self.selected;
        slots.clear();
        slots.resize(self.distinct.len(), NONE);
        for place in places {
            slots[self.places[place] as usize] = 0;
        }
        tokens.clear();
        x.clear();
        for ((slot, &token), row) in slots.iter_mut().zip(&self.distinct).zip(self.x.chunks_exact(self.dim)) {
            if *slot != NONE {
                *slot = tokens.len() as u32;
                tokens.push(token);
                x.extend_from_slice(row);
            }
        }
    }
}

/// Looks up `tokens` in `table` [V, D].
pub fn forward<R: Real>(table: &Array2<R>, tokens: impl Iterator<Item = u32>, cache: &mut Cache<R>) {
    let (vocabulary, dim) = table.dim();
    cache.row_of.clear();
    cache.row_of.resize(vocabulary, NONE);
    cache.places.clear();
    for token in tokens {
        cache.row_of[token as usize] = 0;
        cache.places.push(token);
    }
    cache.distinct.clear();
    for (token, row) in (0..).zip(&mut cache.row_of) {
        if *row != NONE {
            *row = cache.distinct.len() as u32;
            cache.distinct.push(token);
        }
    }
    cache.dim = dim;
    fit(&mut cache.x, cache.distinct.len() * dim);
    for (x, &token) in cache.x.chunks_exact_mut(dim).zip(&cache.distinct) {
        x.copy_from_slice(table.row(token as usize).as_slice().expect("row-major"));
    }
    for place in &mut cache.places {
        *place = cache.row_of[*place as usize];
    }
}
