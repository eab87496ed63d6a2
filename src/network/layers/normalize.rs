//! L2 normalisation of each row: v = y / r with r = √max(Σ y², 1e−12).
//!
//! Backward: dy = (dv − v·(v·dv)) / r; where the floor holds, r is constant and dy = dv / r.

use super::fit;
use crate::numeric::real::Real;

const FLOOR: f64 = 1e-12;

/// The norms of the rows, N, and whether each was floored.
#[derive(Default)]
pub struct Cache<R> {
    norms: Vec<(R, bool)>,
}

impl<R> Cache<R> {
    /// N.
    pub fn rows(&self) -> usize {
        self.norms.len()
    }
}

/// v [N, H] from y [N, H].
pub fn forward<R: Real>(y: &[R], size: usize, v: &mut Vec<R>, cache: &mut Cache<R>) {
    fit(v, y.len());
    cache.norms.clear();
    for (v, y) in v.chunks_exact_mut(size).zip(y.chunks_exact(size)) {
        let square: R = y.iter().map(|&x| x * x).sum();
        let floored = square < R::of(FLOOR);
        let norm = if floored { R::of(FLOOR) } else { square }.sqrt();
        v.iter_mut().zip(y).for_each(|(v, &y)| *v = y / norm);
        cache.norms.push((norm, floored));
    }
}

/// dy [H] of question n from dv [H], where the forward pass gave v.
pub fn backward<R: Real>(cache: &Cache<R>, n: usize, v: &[R], dv: &[R], dy: &mut [R]) {
    let (norm, floored) = cache.norms[n];
    let along: R = if floored { R::zero() } else { v.iter().zip(dv).map(|(&v, &d)| v * d).sum() };
    for ((dy, &v), &dv) in dy.iter_mut().zip(v).zip(dv) {
        *dy = (dv - v * along) / norm;
    }
}
