//! The softmax family: cross-entropy of scale · S against the diagonal.
//!
//! Along rows (multiple negatives ranking, Henderson et al. 2017): cost_i = ln Σ_j exp(scale · S_ij) − scale · S_ii, and
//! dcost_i/dS_ij = scale · (softmax(scale · S_i·)_j − [i = j]). Columns: the same on Sᵀ. Averaged: the mean of both (CLIP, Radford et al. 2021).

use super::config::{Along, Reduction};
use super::{LossReport, TermReport};
use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView1, ArrayView2, ArrayViewMut1};

pub(super) fn evaluate<R: Real>(s: ArrayView2<R>, along: Along, scale: R, reduction: Reduction) -> LossReport<R> {
    let batch = s.nrows();
    let factor = R::of(reduction.factor(batch));
    let (rows, columns) = match along {
        Along::Rows => (1.0, 0.0),
        Along::Columns => (0.0, 1.0),
        Along::Averaged | Along::Harder => (0.5, 0.5),
    };
    let mut gradient = Array2::zeros(s.dim());
    let mut cost = vec![R::zero(); batch];
    for (i, cost) in cost.iter_mut().enumerate() {
        if rows > 0.0 {
            *cost += cross_entropy(s.row(i), i, scale, R::of(rows), factor, gradient.row_mut(i));
        }
        if columns > 0.0 {
            *cost += cross_entropy(s.column(i), i, scale, R::of(columns), factor, gradient.column_mut(i));
        }
    }
    let loss = cost.iter().copied().sum::<R>() * factor;
    let term = TermReport { cost, negative: vec![R::NAN; batch], row_partner: vec![-1; batch], column_partner: vec![-1; batch] };
    LossReport { loss, gradient, terms: vec![term] }
}

/// share · cross-entropy of one line against its cell i; adds share · factor times its gradient.
fn cross_entropy<R: Real>(line: ArrayView1<R>, i: usize, scale: R, share: R, factor: R, mut gradient: ArrayViewMut1<R>) -> R {
    let top = line.iter().copied().fold(R::NEG_INFINITY, Real::larger);
    let power = |x: R| (scale * (x - top)).exp();
    let total: R = line.iter().map(|&x| power(x)).sum();
    let pull = share * factor * scale;
    for (j, (g, &x)) in gradient.iter_mut().zip(line).enumerate() {
        *g += pull * (power(x) / total - if i == j { R::one() } else { R::zero() });
    }
    share * (total.ln() - scale * (line[i] - top))
}
