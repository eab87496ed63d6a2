//! Mean over time: y_n = Σ_t weight(t, n) · h_tn, with weight 1/T over all steps, or one over the number of real tokens (the masked mean).
//!
//! Backward: dh_tn += weight(t, n) · dy_n. A question without a real token has no mean: y = 0, and no gradient.

use super::order::Order;
use super::{ABSENT, PADDING, zeros};
use crate::numeric::real::Real;
use serde::{Deserialize, Serialize};

/// Which steps the mean is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pooling {
    /// All T steps, padding included: the course.
    Mean,
    /// Real tokens only.
    MaskedMean,
    /// Over the H units of each step in the place of the steps: the mean over the wrong axis, [N, T] instead of [N, H]. A mistake to be studied.
    Units,
}

impl Pooling {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mean, Self::MaskedMean, Self::Units];

    /// As settings and files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::MaskedMean => "masked-mean",
            Self::Units => "units",
        }
    }

    fn counts(self, token: u32) -> bool {
        token != ABSENT && (self != Self::MaskedMean || token != PADDING)
    }

    /// Numbers in y of questions of so many steps.
    pub fn width(self, steps: usize, hidden: usize) -> usize {
        if self == Self::Units { steps } else { hidden }
    }

    /// The number of steps after which nothing of a question counts any more.
    pub fn length(self, tokens: &[u32]) -> usize {
        tokens.iter().rposition(|&token| self.counts(token)).map_or(0, |last| last + 1)
    }
}

/// The weight of each row of the hidden states in its question's mean.
#[derive(Default)]
pub struct Cache<R> {
    /// Row by row, as in [`Order`].
    pub weights: Vec<R>,
    /// The step that each row is of, where its mean is over units.
    steps: Vec<usize>,
}

/// y [N, H] from hidden states, row by row as in `order`, of questions with these tokens [N, T].
pub fn forward<R: Real>(pooling: Pooling, order: &Order, tokens: &[u32], hidden: &[R], y: &mut [R], cache: &mut Cache<R>) {
    let questions = order.questions.len();
    let (width, size) = (tokens.len() / questions, y.len() / questions);
    zeros(&mut cache.weights, order.rows());
    cache.steps.clear();
    if pooling == Pooling::Units {
        return units(order, hidden, size, y, cache);
    }
    for (position, &n) in order.questions.iter().enumerate() {
        let tokens = &tokens[n * width..][..width];
        let weight = R::one() / R::of(tokens.iter().filter(|&&token| pooling.counts(token)).count().max(1) as f64);
        for (t, _) in tokens.iter().take(order.steps()).enumerate().filter(|&(_, &token)| pooling.counts(token)) {
            cache.weights[order.step(t).start + position] = weight;
        }
    }
    y.fill(R::zero());
    for t in 0..order.steps() {
        for (row, &n) in order.step(t).zip(&order.questions) {
            let weight = cache.weights[row];
            y[n * size..][..size].iter_mut().zip(&hidden[row * size..][..size]).for_each(|(y, &h)| *y += weight * h);
        }
    }
}

/// y [N, T]: the mean of each step's units.
fn units<R: Real>(order: &Order, hidden: &[R], size: usize, y: &mut [R], cache: &mut Cache<R>) {
    let units = hidden.len() / order.rows().max(1);
    cache.weights.fill(R::one() / R::of(units as f64));
    y.fill(R::zero());
    for t in 0..order.steps() {
        for (row, &n) in order.step(t).zip(&order.questions) {
            y[n * size + t] = cache.weights[row] * hidden[row * units..][..units].iter().copied().sum::<R>();
            cache.steps.push(t);
        }
    }
}

/// Adds to dh `[H]`, the gradient of one row of the hidden states, what comes from its question's dy `[H]`.
#[inline]
pub fn backward<R: Real>(cache: &Cache<R>, row: usize, dy: &[R], dh: &mut [R]) {
    let weight = cache.weights[row];
    match cache.steps.get(row) {
        Some(&t) => dh.iter_mut().for_each(|d| *d += weight * dy[t]),
        None => dh.iter_mut().zip(dy).for_each(|(d, &g)| *d += weight * g),
    }
}
