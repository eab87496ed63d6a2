//! Mean over time: y_n = Σ_t weight(t, n) · h_tn, with weight 1/T over all steps, or one over the number of real tokens (the masked mean).
//!
//! Backward: dh_tn += weight(t, n) · dy_n. A question without a real token has no mean: y = 0, and no gradient.

use super::PADDING;
use super::zeros;
use crate::real::Real;
use serde::{Deserialize, Serialize};

/// Which steps the mean is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pooling {
    /// All T steps, padding included: the course.
    Mean,
    /// Real tokens only.
    MaskedMean,
}

/// The weights of a batch, [T, N].
pub struct Cache<R> {
    /// Of each step of each question in its mean.
    pub weights: Vec<R>,
    questions: usize,
}

impl<R: Real> Default for Cache<R> {
    fn default() -> Self {
        Self { weights: vec![], questions: 1 }
    }
}

/// y [N, H] from hidden states [T, N, H] of `questions` with these tokens.
pub fn forward<'a, R: Real>(
    pooling: Pooling,
    questions: impl ExactSizeIterator<Item = &'a [u32]>,
    hidden: &[R],
    y: &mut Vec<R>,
    cache: &mut Cache<R>,
) {
    cache.questions = questions.len();
    cache.weights.clear();
    for (n, tokens) in questions.enumerate() {
        let steps = tokens.len();
        cache.weights.resize(cache.questions * steps, R::zero());
        let counts = |&&token: &&u32| pooling == Pooling::Mean || token != PADDING;
        let weight = R::one() / R::of(tokens.iter().filter(counts).count().max(1) as f64);
        for (t, token) in tokens.iter().enumerate() {
            cache.weights[t * cache.questions + n] = if counts(&token) { weight } else { R::zero() };
        }
    }
    let size = hidden.len() / cache.weights.len();
    zeros(y, cache.questions * size);
    for (row, weights) in hidden.chunks_exact(cache.questions * size).zip(cache.weights.chunks_exact(cache.questions)) {
        for ((y, h), &weight) in y.chunks_exact_mut(size).zip(row.chunks_exact(size)).zip(weights) {
            y.iter_mut().zip(h).for_each(|(y, &h)| *y += weight * h);
        }
    }
}

/// Adds to dh [H], the gradient of question n's hidden state at step t, what comes from dy_n [H].
#[inline]
pub fn backward<R: Real>(cache: &Cache<R>, t: usize, n: usize, dy: &[R], dh: &mut [R]) {
    let weight = cache.weights[t * cache.questions + n];
    dh.iter_mut().zip(dy).for_each(|(d, &g)| *d += weight * g);
}
