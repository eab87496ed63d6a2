//! The plane in which vectors spread most (principal axes), followed from batch to batch.
//!
//! With C the covariance and Q an orthonormal basis, Q ← orth(C·Q) turns Q towards C's largest eigenvectors. Each batch starts from the basis of the
//! one before, so that few rounds are enough; within the basis the eigenvectors are found exactly (Rayleigh–Ritz). The two axes are then turned, within
//! their plane, to lie as those before did.

use crate::numeric::sort::sorted;
use ndarray::{Array1, Array2, ArrayView2, Axis};

/// Directions that are followed: more than two, so that the second is found soon even where the third is as large.
const WIDTH: usize = 4;
/// The variance on the axes changes by less than this share of it from round to round: they are found.
const PRECISE: f64 = 1e-10;
/// Jacobi's sweeps over a matrix of [`WIDTH`] rows.
const SWEEPS: usize = 12;

/// Where vectors stand in their plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Projected {
    /// [N, 2], from the mean.
    pub points: Array2<f64>,
    /// Of the variance; 0 where there is none.
    pub share: f64,
    /// Are the axes found, and not only near?
    pub exact: bool,
    /// |mean vector|².
    pub collapse: f64,
}

/// The basis and the axes of the batch before.
#[derive(Debug, Clone, Default)]
pub struct PrincipalPlane {
    basis: Vec<Array1<f64>>,
    axes: Option<[Array1<f64>; 2]>,
}

impl PrincipalPlane {
    /// Takes the search on by at most so many rounds, for vectors [N, H].
    pub fn follow(&mut self, vectors: ArrayView2<f32>, rounds: usize) -> Projected {
        let size = vectors.ncols();
        if self.basis.first().is_none_or(|q| q.len() != size) {
            *self = Self { basis: orthonormal(&start(size)), axes: None };
        }
        let wide = vectors.mapv(f64::from);
        let mean = wide.mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(size));
        let centred = wide - &mean;
        let total: f64 = centred.iter().map(|x| x * x).sum();
        let (mut held, mut exact) = (0.0, total == 0.0);
        let mut found = self.basis.clone();
        for _ in 0..rounds {
            if exact {
                break;
            }
            let images: Vec<Array1<f64>> = self.basis.iter().map(|q| image(&centred, q)).collect();
            let inner = Array2::from_shape_fn((images.len(), images.len()), |(i, j)| self.basis[i].dot(&images[j]));
            let (values, turns) = eigen(inner);
            found = turns.iter().map(|turn| combined(&self.basis, turn)).collect();
            let now = values.iter().take(2).sum();
            exact = f64::abs(now - held) <= PRECISE * total;
            held = now;
            self.basis = orthonormal(&turns.iter().map(|turn| combined(&images, turn)).collect::<Vec<_>>());
        }
        let second = found.get(1).cloned().unwrap_or_else(|| Array1::zeros(size));
        let axes = self.aligned(&[found[0].clone(), second]);
        let mut points = Array2::zeros((vectors.nrows(), 2));
        axes.iter().enumerate().for_each(|(k, axis)| points.column_mut(k).assign(&centred.dot(axis)));
        Projected { points, share: if total == 0.0 { 0.0 } else { held / total }, exact, collapse: mean.dot(&mean) }
    }

    /// The same plane with its axes turned, or mirrored, as close as can be to those before.
    fn aligned(&mut self, axes: &[Array1<f64>; 2]) -> [Array1<f64>; 2] {
        let before = self.axes.as_ref().unwrap_or(axes);
        let [[a, b], [c, d]] = before.each_ref().map(|old| axes.each_ref().map(|axis| old.dot(axis)));
        let square = |x: f64, y: f64| x * x + y * y;
        let sign = if square(a - d, b + c) > square(a + d, b - c) { -1.0 } else { 1.0 };
        let (x, y) = (a + sign * d, b - sign * c);
        let length = square(x, y).sqrt();
        let (cos, sin) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
        let turned = [combined(axes, &[cos, sin]), combined(axes, &[-sign * sin, sign * cos])];
        self.axes = Some(turned.clone());
        turned
    }
}

/// C·q, but for the factor 1/N.
fn image(centred: &Array2<f64>, q: &Array1<f64>) -> Array1<f64> {
    let mut image = Array1::zeros(q.len());
    centred.rows().into_iter().for_each(|x| image.scaled_add(x.dot(q), &x));
    image
}

/// Directions that look like none in particular.
fn start(size: usize) -> Vec<Array1<f64>> {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let number = |k: usize, h: usize| ((1 + k + h * (2 * k + 1)) as f64 * GOLDEN).fract() - 0.5;
    (0..WIDTH.min(size)).map(|k| (0..size).map(|h| number(k, h)).collect()).collect()
}

fn combined(list: &[Array1<f64>], weights: &[f64]) -> Array1<f64> {
    let mut sum = Array1::zeros(list[0].len());
    list.iter().zip(weights).for_each(|(x, &weight)| sum.scaled_add(weight, x));
    sum
}

/// Gram–Schmidt, twice to be exact; a direction that the others already hold is replaced by one of the coordinates'.
fn orthonormal(list: &[Array1<f64>]) -> Vec<Array1<f64>> {
    let mut done: Vec<Array1<f64>> = Vec::new();
    for x in list {
        let unit = |x: &Array1<f64>| {
            let mut left = x.clone();
            for q in done.iter().chain(&done) {
                let along = q.dot(&left);
                left.scaled_add(-along, q);
            }
            let norm = left.dot(&left).sqrt();
            (norm > 1e-9 * x.dot(x).sqrt()).then(|| left / norm)
        };
        let coordinate = |h| Array1::from_shape_fn(x.len(), |k| f64::from(u8::from(k == h)));
        let next = unit(x).or_else(|| (0..x.len()).find_map(|h| unit(&coordinate(h))));
        done.extend(next);
    }
    done
}

/// Eigenvalues, largest first, and eigenvectors of a small symmetric matrix, by Jacobi's rotations.
fn eigen(mut a: Array2<f64>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = a.nrows();
    let mut v = Array2::eye(size);
    for _ in 0..SWEEPS {
        for (p, q) in (0..size).flat_map(|p| (p + 1..size).map(move |q| (p, q))) {
            rotate(&mut a, &mut v, p, q);
        }
    }
    let order = sorted(&(0..size).collect::<Vec<_>>(), |&i, &j| a[[j, j]].total_cmp(&a[[i, i]]));
    (order.iter().map(|&k| a[[k, k]]).collect(), order.iter().map(|&k| v.column(k).to_vec()).collect())
}

/// Makes a[p][q] zero.
fn rotate(a: &mut Array2<f64>, v: &mut Array2<f64>, p: usize, q: usize) {
    if a[[p, q]] == 0.0 {
        return;
    }
    let theta = (a[[q, q]] - a[[p, p]]) / (2.0 * a[[p, q]]);
    let tan = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let cos = 1.0 / (tan * tan + 1.0).sqrt();
    let sin = tan * cos;
    let turned = |x: f64, y: f64| (cos * x - sin * y, sin * x + cos * y);
    for k in 0..a.nrows() {
        (a[[k, p]], a[[k, q]]) = turned(a[[k, p]], a[[k, q]]);
        (v[[k, p]], v[[k, q]]) = turned(v[[k, p]], v[[k, q]]);
    }
    for k in 0..a.nrows() {
        (a[[p, k]], a[[q, k]]) = turned(a[[p, k]], a[[q, k]]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vectors whose variance along coordinate h is about 4^−h, of no particular order.
    fn spread(rows: usize, size: usize, phase: f64) -> Array2<f32> {
        Array2::from_shape_fn((rows, size), |(n, h)| {
            let x = ((n * 7919 + h * 104_729 + 13) as f64 * 0.754_877_666 + phase).fract() - 0.5;
            (x * 0.5_f64.powi(h as i32) + 0.3) as f32
        })
    }

    #[test]
    fn the_plane_holds_as_much_of_the_variance_as_any() {
        let vectors = spread(300, 6, 0.0);
        let found = PrincipalPlane::default().follow(vectors.view(), 200);
        assert!(found.exact);
        let wide = vectors.mapv(f64::from);
        let centred = &wide - &wide.mean_axis(Axis(0)).unwrap();
        let covariance = centred.t().dot(&centred);
        let (values, turns) = eigen(covariance.clone());
        for (value, turn) in values.iter().zip(&turns) {
            let turn = Array1::from(turn.clone());
            let left = covariance.dot(&turn) - &turn * *value;
            assert!(left.iter().all(|x| x.abs() < 1e-9), "no eigenvector: {left}");
        }
        let most = (values[0] + values[1]) / values.iter().sum::<f64>();
        assert!((found.share - most).abs() < 1e-8, "{} is not {most}", found.share);
        let on_axes: f64 = found.points.iter().map(|x| x * x).sum();
        assert!((on_axes / values.iter().sum::<f64>() - most).abs() < 1e-8);
    }

    #[test]
    fn axes_lie_as_those_of_the_batch_before() {
        let (vectors, next) = (spread(200, 5, 0.0), spread(200, 5, 0.001));
        let mut plane = PrincipalPlane::default();
        let before = plane.follow(vectors.view(), 200);
        let mirrored = plane.follow((-&next).view(), 200);
        let after = plane.follow(next.view(), 200);
        let apart = |a: &Array2<f64>, b: &Array2<f64>| (a - b).iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        assert!(apart(&before.points, &after.points) < 0.2 && apart(&mirrored.points, &-after.points) < 1e-6);
    }

    #[test]
    fn equal_vectors_and_a_single_number_have_no_plane_to_fail_on() {
        let equal = PrincipalPlane::default().follow(Array2::ones((4, 3)).view(), 5);
        assert_eq!((equal.share, equal.exact, equal.collapse), (0.0, true, 3.0));
        assert!(equal.points.iter().all(|&x| x == 0.0));
        let line = PrincipalPlane::default().follow(spread(9, 1, 0.0).view(), 50);
        assert!((line.share - 1.0).abs() < 1e-12 && line.points.column(1).iter().all(|&x| x == 0.0));
        let plane = PrincipalPlane::default().follow(spread(9, 2, 0.0).view(), 50);
        assert!((plane.share - 1.0).abs() < 1e-12);
    }
}
