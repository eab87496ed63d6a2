//! A plane in which what is alike stands together: t-SNE by Barnes and Hut (van der Maaten 2014), whose tree is that of the crate `barnes-hut-tree`.
//!
//! Each vector is drawn to its K nearest ones, by cosine, and to all of them alike, where t-SNE would weigh them by a Gaussian: so no function is asked whose last bit
//! depends on the machine. The start is the principal plane, so nothing is drawn at random, and every sum runs in one order.

use super::principal::PrincipalPlane;
use crate::numeric::matmul::{Packed, multiply_packed};
use crate::numeric::sort::greatest;
use barnes_hut_tree::{BarnesHutTree, Dim, Morton};
use ndarray::{Array2, ArrayView2, Axis};
use std::collections::BTreeMap;

/// Each is drawn to so many at most.
const MOST: usize = 16;
/// Rounds of the descent, and those of them in which what is alike is drawn together more strongly, so many times.
const ROUNDS: usize = 500;
const DRAWN: usize = 125;
const DRAWN_BY: f32 = 12.0;
/// Barnes and Hut's θ: what is seen under a smaller angle counts as one point.
const THETA: f32 = 0.5;
/// The start's deviation along its first axis, and how far what stands at one place is put apart.
const SPREAD: f64 = 1e-4;
const APART: f64 = 1e-6;
/// Rounds that the search for the principal plane may take.
const SEARCH: usize = 240;
/// Rows that are compared with all others at once.
const BLOCK: usize = 64;

/// Where vectors stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbourhood {
    /// [N, 2].
    pub points: Array2<f32>,
    /// Each was drawn to so many.
    pub each: usize,
    /// The share of those that are among the same number of nearest ones in the plane.
    pub kept: f64,
    /// The same of the principal plane.
    pub kept_by_principal: f64,
}

/// Finds the plane, for vectors [N, H] of length 1; `heard` is told the round, how many there are, and where the points are then: x, y, x, y, …
pub fn embed(vectors: ArrayView2<f32>, mut heard: impl FnMut(usize, usize, &[f32])) -> Neighbourhood {
    let each = drawn_to(vectors.nrows());
    let near = nearest_each(vectors, each);
    let principal = PrincipalPlane::default().follow(vectors, SEARCH).points;
    let flat = if each == 0 { principal.iter().map(|&x| x as f32).collect() } else { descend(&near, start(&principal), &mut heard) };
    let points = Array2::from_shape_vec((vectors.nrows(), 2), flat).expect("x and y of each");
    Neighbourhood { kept: kept(points.view(), &near), kept_by_principal: kept(principal.mapv(|x| x as f32).view(), &near), each, points }
}

/// The largest power of two that a third of the others holds.
fn drawn_to(rows: usize) -> usize {
    let third = rows.saturating_sub(1) / 3;
    if third == 0 { 0 } else { MOST.min(1 << third.ilog2()) }
}

/// Of each vector, those with the largest cosines.
fn nearest_each(vectors: ArrayView2<f32>, each: usize) -> Vec<Vec<usize>> {
    let (mut packed, mut space, mut near) = (Packed::default(), Vec::new(), Vec::new());
    packed.pack(vectors.t());
    for block in vectors.axis_chunks_iter(Axis(0), BLOCK) {
        let mut cosines = Array2::zeros((block.nrows(), vectors.nrows()));
        multiply_packed(block, &packed, cosines.view_mut(), &mut space);
        for row in cosines.rows() {
            near.push(greatest(row.iter().copied(), near.len(), each).into_iter().map(|(i, _)| i).collect());
        }
    }
    near
}

/// The principal plane, small, with no two points at one place.
fn start(principal: &Array2<f64>) -> Vec<f32> {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    let deviation = (principal.column(0).iter().map(|x| x * x).sum::<f64>() / principal.nrows() as f64).sqrt();
    let scale = if deviation > 0.0 { SPREAD / deviation } else { 0.0 };
    principal.iter().enumerate().map(|(k, x)| (x * scale + (k as f64 * GOLDEN).fract() * APART) as f32).collect()
}

/// To whom each is drawn and how strongly, both ways: all weights add up to one.
fn bonds(near: &[Vec<usize>]) -> Vec<Vec<(usize, f32)>> {
    let mut bonds: Vec<BTreeMap<usize, f32>> = vec![BTreeMap::new(); near.len()];
    let each = 0.5 / near.iter().map(Vec::len).sum::<usize>() as f32;
    for (i, list) in near.iter().enumerate() {
        for &j in list {
            *bonds[i].entry(j).or_default() += each;
            *bonds[j].entry(i).or_default() += each;
        }
    }
    bonds.into_iter().map(|list| list.into_iter().collect()).collect()
}

/// Descends with momentum and a gain for each coordinate, as van der Maaten and Hinton (2008) do.
fn descend(near: &[Vec<usize>], mut points: Vec<f32>, heard: &mut impl FnMut(usize, usize, &[f32])) -> Vec<f32> {
    let bonds = bonds(near);
    let (mut speed, mut gains) = (vec![0.0; points.len()], vec![1.0_f32; points.len()]);
    let rate = (near.len() as f32 / (4.0 * DRAWN_BY)).max(50.0);
    let mut tree = BarnesHutTree::<f32, u64, 2>::empty();
    for round in 0..ROUNDS {
        let (drawn, momentum) = if round < DRAWN { (DRAWN_BY, 0.5) } else { (1.0, 0.8) };
        tree.rebuild_uniform(&points);
        let slope = slope(&tree, &bonds, drawn, &points);
        for (k, slope) in slope.into_iter().enumerate() {
            gains[k] = if (slope > 0.0) == (speed[k] > 0.0) { (gains[k] * 0.8).max(0.01) } else { gains[k] + 0.2 };
            speed[k] = momentum * speed[k] - rate * gains[k] * slope;
            points[k] += speed[k];
        }
        centre(&mut points);
        heard(round + 1, ROUNDS, &points);
    }
    points
}

/// A quarter of dKL/dy of each coordinate: bonds draw together, and all push each other away.
fn slope(tree: &BarnesHutTree<f32, u64, 2>, bonds: &[Vec<(usize, f32)>], drawn: f32, points: &[f32]) -> Vec<f32> {
    let mut stack = <Dim<2> as Morton<2>>::empty_stack();
    let (mut pushed, mut total) = (Vec::with_capacity(bonds.len()), 0.0);
    for i in 0..bonds.len() {
        let (mut push, mut sum) = ([0.0; 2], 0.0);
        tree.compute_non_edge_forces(i, THETA * THETA, points, &mut push, &mut sum, stack.as_mut());
        pushed.push(push);
        total += sum;
    }
    let slope = |(i, list): (usize, &Vec<(usize, f32)>)| {
        let mut slope = pushed[i].map(|push| -push / total.max(f32::MIN_POSITIVE));
        for &(j, bond) in list {
            let far = [0, 1].map(|axis| points[2 * i + axis] - points[2 * j + axis]);
            let pull = drawn * bond / (1.0 + far[0] * far[0] + far[1] * far[1]);
            slope = [slope[0] + pull * far[0], slope[1] + pull * far[1]];
        }
        slope
    };
    bonds.iter().enumerate().flat_map(slope).collect()
}

/// Moves the mean to the middle.
fn centre(points: &mut [f32]) {
    let count = (points.len() / 2).max(1) as f32;
    for axis in 0..2 {
        let mean = points[axis..].iter().step_by(2).sum::<f32>() / count;
        points[axis..].iter_mut().step_by(2).for_each(|x| *x -= mean);
    }
}

/// The share of those that are near which are near in the plane too.
fn kept(points: ArrayView2<f32>, near: &[Vec<usize>]) -> f64 {
    let (mut found, mut all) = (0, 0);
    for (of, near) in near.iter().enumerate() {
        let closeness = points.rows().into_iter().map(|p| -(p[0] - points[[of, 0]]).powi(2) - (p[1] - points[[of, 1]]).powi(2));
        let shown = greatest(closeness, of, near.len());
        found += shown.iter().filter(|(i, _)| near.contains(i)).count();
        all += near.len();
    }
    if all == 0 { 1.0 } else { f64::from(found as u32) / f64::from(all as u32) }
}
