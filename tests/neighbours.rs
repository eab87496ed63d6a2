//! The plane of the neighbours: the same bits everywhere (`tests/web.rs`), what is apart stays apart, and what is near stays near, by naive counting.

use crate::common::directions;
use ndarray::{Array2, ArrayView2, Axis};
use tripletscope::measures::neighbours::{Neighbourhood, embed};
use tripletscope::measures::principal::PrincipalPlane;

fn embedded(vectors: &Array2<f32>) -> Neighbourhood {
    embed(vectors.view(), |_, _, _| {})
}

/// Unit vectors around that many directions that are at right angles, `noise` away from them.
fn groups(count: usize, each: usize, size: usize, noise: f64) -> Array2<f32> {
    let number = |n: usize, h: usize| ((n * 7919 + h * 104_729 + 13) as f64 * 0.754_877_666).fract() - 0.5;
    let mut all = Array2::from_shape_fn((count * each, size), |(n, h)| (noise * number(n, h) + f64::from(u8::from(h == n / each))) as f32);
    for mut row in all.rows_mut() {
        let length = row.dot(&row).sqrt();
        row /= length;
    }
    all
}

/// Of each row the others, nearest first.
fn ranks(rows: ArrayView2<f64>) -> Vec<Vec<usize>> {
    let far = |i: usize, j: usize| (&rows.row(i) - &rows.row(j)).mapv(|x| x * x).sum();
    let of = |i: usize| {
        let mut others: Vec<usize> = (0..rows.nrows()).filter(|&j| j != i).collect();
        others.sort_by(|&a, &b| far(i, a).total_cmp(&far(i, b)));
        others
    };
    (0..rows.nrows()).map(of).collect()
}

/// Trustworthiness (Venna and Kaski 2001): what is near in the plane and not near in truth counts by how far it is.
fn trust(truth: &[Vec<usize>], plane: &[Vec<usize>], k: usize) -> f64 {
    let n = truth.len();
    let rank = |i: usize, j: usize| 1 + truth[i].iter().position(|&other| other == j).expect("one of the others");
    let lies: usize = (0..n).flat_map(|i| plane[i][..k].iter().map(move |&j| rank(i, j).saturating_sub(k))).sum();
    1.0 - 2.0 * lies as f64 / (n * k * (2 * n - 3 * k - 1)) as f64
}

#[test]
fn the_plane_has_the_agreed_bits_and_is_told_of_on_its_way() {
    let vectors = Array2::from_shape_vec((400, directions::SIZE), directions::vectors()).expect("whole rows");
    let (found, again) = (embedded(&vectors), embedded(&vectors));
    assert_eq!(found, again);
    let hash = directions::hash(&found.points);
    assert_eq!(hash, directions::HASH, "the hash is {hash:#018x}");
    let (mut told, mut last) = (0, Vec::new());
    embed(vectors.view(), |round, rounds, points| {
        told += 1;
        assert_eq!((round, rounds, points.len()), (told, 500, 800));
        last = points.to_vec();
    });
    assert!(told == 500 && last.iter().all(|x| x.is_finite()));
}

#[test]
fn groups_that_are_apart_stay_apart() {
    let (count, each) = (6, 50);
    let found = embedded(&groups(count, each, 20, 0.4));
    assert_eq!(found.each, 16);
    let plane = ranks(found.points.mapv(f64::from).view());
    let strangers = (0..count * each).flat_map(|i| plane[i][..16].iter().filter(move |&&j| j / each != i / each)).count();
    assert_eq!(strangers, 0, "those nearest to each are of its own group");
}

#[test]
fn it_keeps_more_of_what_is_near_than_the_principal_plane() {
    let vectors = groups(9, 40, 24, 0.9);
    let found = embedded(&vectors);
    let truth = ranks(vectors.mapv(f64::from).view());
    let plane = ranks(found.points.mapv(f64::from).view());
    let principal = ranks(PrincipalPlane::default().follow(vectors.view(), 240).points.view());
    let share = |plane: &[Vec<usize>]| {
        let kept = (0..truth.len()).map(|i| plane[i][..16].iter().filter(|j| truth[i][..16].contains(j)).count()).sum::<usize>();
        kept as f64 / (16 * truth.len()) as f64
    };
    assert!((found.kept - share(&plane)).abs() < 2e-3, "{} is not {}", found.kept, share(&plane));
    assert!((found.kept_by_principal - share(&principal)).abs() < 2e-3, "{} is not {}", found.kept_by_principal, share(&principal));
    assert!(found.kept > found.kept_by_principal + 0.2, "{} after {}", found.kept, found.kept_by_principal);
    let (ours, theirs) = (trust(&truth, &plane, 16), trust(&truth, &principal, 16));
    assert!(1.0 - ours < 0.5 * (1.0 - theirs), "{ours} after {theirs}");
}

#[test]
fn few_vectors_and_equal_ones_have_a_plane_too() {
    for count in 1..9 {
        let found = embedded(&groups(1, count, 5, 0.5));
        assert_eq!(found.each, [0, 0, 0, 1, 1, 1, 2, 2][count - 1], "{count}");
        assert!(found.points.dim() == (count, 2) && found.points.iter().all(|x| x.is_finite()));
    }
    let equal = embedded(&groups(1, 60, 5, 0.0));
    assert!(equal.points.iter().all(|x| x.is_finite()) && equal.points.axis_iter(Axis(0)).all(|p| p.len() == 2));
}
