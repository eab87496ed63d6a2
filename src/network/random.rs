//! Random numbers that weights start from. References: Glorot and Bengio 2010; Saxe et al. 2014 for orthogonal.

use crate::numeric::real::Real;
use rand_distr::{Distribution, StandardNormal, StandardUniform};
use rand_pcg::Pcg64Mcg;

/// The bound of Glorot's uniform numbers: √(6/(rows + columns)).
pub fn glorot((rows, columns): (usize, usize)) -> f64 {
    (6.0 / (rows + columns) as f64).sqrt()
}

/// Uniform from −bound to bound.
pub fn uniform<R: Real>(values: &mut [R], bound: f64, rng: &mut Pcg64Mcg) {
    for value in values {
        let unit: f64 = StandardUniform.sample(rng);
        *value = R::of((2.0 * unit - 1.0) * bound);
    }
}

/// Normal around 0.
pub fn normal<R: Real>(values: &mut [R], deviation: f64, rng: &mut Pcg64Mcg) {
    for value in values {
        let unit: f64 = StandardNormal.sample(rng);
        *value = R::of(unit * deviation);
    }
}

/// Rows of a Gaussian matrix made orthonormal one after the other (modified Gram–Schmidt, in f64); `width` is at least the number of rows.
pub fn orthogonal<R: Real>(values: &mut [R], width: usize, rng: &mut Pcg64Mcg) {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for target in values.chunks_exact_mut(width) {
        let mut row: Vec<f64> = (0..width).map(|_| StandardNormal.sample(rng)).collect();
        for done in &rows {
            let along: f64 = dot(&row, done);
            row.iter_mut().zip(done).for_each(|(x, &d)| *x -= along * d);
        }
        let norm = dot(&row, &row).sqrt();
        row.iter_mut().for_each(|x| *x /= norm);
        target.iter_mut().zip(&row).for_each(|(t, &x)| *t = R::of(x));
        rows.push(row);
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
