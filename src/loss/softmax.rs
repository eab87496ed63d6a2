//! The softmax family: cross-entropy of scale · S against the positives.
//!
//! Along rows (multiple negatives ranking, Henderson et al. 2017): cost_i = ln Σ_j exp(scale · S_ij) − scale · S_ii. Columns: the same on Sᵀ.
//! Averaged: λ times the one and 1 − λ times the other, the mean for λ = ½ (CLIP, Radford et al. 2021). Left, right: the sum is over S_ii and A_ij
//! or C_ij, j ≠ i. Four: one sum over row i, column i, A_ij and C_ij, j ≠ i, in which S_ii stands twice (Li et al., "GTE", 2023).
//!
//! Each candidate x gets scale · exp(scale · x) / Σ, and S_ii minus the sum of what the candidates get: never 1 − p, which has no digits left
//! where the positive has nearly all of the probability.

use super::config::{Along, Join, Reduction};
use super::direction::{Direction, Similarities};
use super::mistakes::Mistakes;
use super::report::{LossReport, TermReport};
use crate::numeric::real::Real;

pub(super) fn evaluate<R: Real>(
    s: &Similarities<R>,
    (along, balance, mistakes): (Along, f64, Mistakes),
    scale: R,
    reduction: Reduction,
    detail: bool,
) -> LossReport<R> {
    let (batch, columns) = s.across.dim();
    let factor = R::of(reduction.factor(batch));
    let (directions, how) = (mistakes.directions(along), along.looks().1);
    let balance = if mistakes.transposed { 1.0 - balance } else { balance };
    let shares = if directions.len() > 1 { [balance, 1.0 - balance] } else { [1.0, 0.0] };
    let mut report = LossReport::of(s);
    let mut term = TermReport::of(s.across.dim(), directions, detail);
    let mut powers = vec![R::zero(); directions.len() * columns];
    for i in 0..batch {
        if how == Join::Together {
            let entropy = cross_entropy(s, directions, i, scale, &mut powers);
            add(&mut report, &mut term, directions, i, (R::one(), factor * scale), &entropy, &powers);
            continue;
        }
        for (direction, share) in directions.chunks(1).zip(shares).filter(|(_, share)| *share > 0.0) {
            let (share, powers) = (R::of(share), &mut powers[..columns]);
            let entropy = cross_entropy(s, direction, i, scale, powers);
            add(&mut report, &mut term, direction, i, (share, share * factor * scale), &entropy, powers);
        }
    }
    // A softmax has no single partner.
    (term.left_partner, term.right_partner) = (None, None);
    report.loss = term.cost.iter().copied().sum::<R>() * factor;
    report.terms.push(term);
    report
}

/// The cross-entropy of one anchor, and Σ.
struct CrossEntropy<R> {
    cost: R,
    total: R,
}

/// Over the positive and the candidates of these directions; leaves in `powers`, B + K for each line, exp(scale · x) of each candidate, 0 at i.
fn cross_entropy<R: Real>(s: &Similarities<R>, directions: &[Direction], i: usize, scale: R, powers: &mut [R]) -> CrossEntropy<R> {
    let (columns, positive) = (s.across.ncols(), s.positive(i));
    let lines = || directions.iter().map(|&direction| s.line(direction, i));
    let others = |line: ndarray::ArrayView1<R>| line.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &x)| x).fold(positive, Real::larger);
    let top = lines().map(others).fold(positive, Real::larger);
    let power = |x: R| (scale * (x - top)).exp();
    for (line, powers) in lines().zip(powers.chunks_mut(columns)) {
        line.iter().zip(powers.iter_mut()).for_each(|(&x, made)| *made = power(x));
        powers[i] = R::zero();
        powers[line.len()..].fill(R::zero());
    }
    let rest: R = powers.iter().copied().sum();
    let across = directions.iter().filter(|direction| direction.across() == **direction).count();
    let copies = R::of(across.max(1) as f64);
    let total = copies * power(positive) + rest;
    let cost = if positive == top { (copies - R::one() + rest).ln_1p() } else { total.ln() - scale * (positive - top) };
    CrossEntropy { cost, total }
}

/// Adds `share` times the cost, and `pull` times its gradient, which `powers` tells.
fn add<R: Real>(
    report: &mut LossReport<R>,
    term: &mut TermReport<R>,
    directions: &[Direction],
    i: usize,
    (share, pull): (R, R),
    entropy: &CrossEntropy<R>,
    powers: &[R],
) {
    term.cost[i] += share * entropy.cost;
    let pull = pull / entropy.total;
    for (&direction, powers) in directions.iter().zip(powers.chunks(powers.len() / directions.len())) {
        report.line_mut(direction, i).iter_mut().zip(powers).for_each(|(g, &x)| *g += pull * x);
        let back = pull * powers.iter().copied().sum::<R>();
        report.gradient[[i, i]] -= back;
        if let Some(detail) = &mut term.detail {
            detail.line_mut(direction, i).iter_mut().zip(powers).for_each(|(g, &x)| *g += pull * x);
            detail.line_mut(direction.across(), i)[i] -= back;
        }
    }
}
