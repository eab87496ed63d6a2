//! L2 normalisation of each row: v = y / r with r = √max(Σ y², 1e−12). Rows may share a norm, that of all of them together: a mistake to be studied.
//!
//! Backward: dy = (dv − v·(v·dv)) / r; where the floor holds, r is constant and dy = dv / r.

use super::fit;
use crate::numeric::real::Real;
use serde::{Deserialize, Serialize};

const FLOOR: f64 = 1e-12;

/// Which rows have a norm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalise {
    /// Each its own.
    #[default]
    Each,
    /// All questions of one side of a batch one together, as where the axis of the sum is forgotten.
    Batch,
}

impl Normalise {
    /// Is it the one that a configuration need not name?
    pub fn is_default(&self) -> bool {
        *self == Self::Each
    }
}

/// What backward needs.
#[derive(Default)]
pub struct Cache<R> {
    /// Each norm, and whether it was floored.
    pub norms: Vec<(R, bool)>,
    /// So many rows share a norm; of the last ones fewer may be left.
    pub group: usize,
    /// N.
    pub rows: usize,
}

/// v [N, H] from y [N, H], of which `group` rows share a norm.
pub fn forward<R: Real>(y: &[R], size: usize, group: usize, v: &mut Vec<R>, cache: &mut Cache<R>) {
    fit(v, y.len());
    cache.norms.clear();
    (cache.group, cache.rows) = (group, y.len() / size.max(1));
    for (v, y) in v.chunks_mut(size * group).zip(y.chunks(size * group)) {
        let square: R = y.iter().map(|&x| x * x).sum();
        let floored = square < R::of(FLOOR);
        let norm = if floored { R::of(FLOOR) } else { square }.sqrt();
        v.iter_mut().zip(y).for_each(|(v, &y)| *v = y / norm);
        cache.norms.push((norm, floored));
    }
}

/// dy `[H]` of question n from all dv [N, H], where the forward pass gave v [N, H].
pub fn backward<R: Real>(cache: &Cache<R>, n: usize, v: &[R], dv: &[R], dy: &mut [R]) {
    let (norm, floored) = cache.norms[n / cache.group];
    let size = dy.len();
    let shared = n / cache.group * cache.group * size..;
    let rows = cache.group * size;
    let together = v[shared.clone()].iter().zip(&dv[shared]).take(rows);
    let along: R = if floored { R::zero() } else { together.map(|(&v, &d)| v * d).sum() };
    for ((dy, &v), &dv) in dy.iter_mut().zip(&v[n * size..]).zip(&dv[n * size..]) {
        *dy = (dv - v * along) / norm;
    }
}
