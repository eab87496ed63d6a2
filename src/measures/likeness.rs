//! The order of pairs in which like ones stand side by side: the leaves of the average-link tree, found along chains of nearest neighbours
//! (Murtagh 1983) in O(B²). Where two clusters join, those of their ends meet that are most alike.

use ndarray::ArrayView2;

/// Pairs that have joined.
struct Cluster {
    members: Vec<u32>,
    /// To each cluster by its index: the mean likeness of their pairs.
    nearness: Vec<f64>,
}

/// The pairs in order, for S [B, B]; two pairs are as alike as the mean of S_ij and S_ji says.
pub fn order(s: ArrayView2<f32>) -> Vec<u32> {
    let alike = |i: u32, j: u32| (f64::from(s[[i as usize, j as usize]]) + f64::from(s[[j as usize, i as usize]])) / 2.0;
    let pairs = 0..s.nrows() as u32;
    let mut clusters: Vec<Option<Cluster>> =
        pairs.clone().map(|i| Some(Cluster { members: vec![i], nearness: pairs.clone().map(|j| alike(i, j)).collect() })).collect();
    let mut chain: Vec<usize> = Vec::new();
    for _ in 1..s.nrows() {
        let (a, b) = neighbours(&clusters, &mut chain);
        merge(&mut clusters, a.min(b), a.max(b), &alike);
    }
    clusters.into_iter().flatten().next().map_or(Vec::new(), |cluster| cluster.members)
}

/// Follows the chain until two clusters are each other's nearest, and takes them off it.
fn neighbours(clusters: &[Option<Cluster>], chain: &mut Vec<usize>) -> (usize, usize) {
    if chain.is_empty() {
        chain.extend(clusters.iter().position(Option::is_some));
    }
    loop {
        let (last, before) = (chain[chain.len() - 1], chain.len().checked_sub(2).map(|k| chain[k]));
        let next = nearest(clusters, last, before);
        if before == Some(next) {
            chain.truncate(chain.len() - 2);
            return (last, next);
        }
        chain.push(next);
    }
}

/// The cluster nearest to one; of equal ones the one before it in the chain, so that chains end.
fn nearest(clusters: &[Option<Cluster>], own: usize, before: Option<usize>) -> usize {
    let nearness = |k: usize| clusters[own].as_ref().expect("it is in the chain").nearness[k];
    let others = (0..clusters.len()).filter(|&k| k != own && clusters[k].is_some());
    before.into_iter().chain(others).reduce(|best, k| if nearness(k) > nearness(best) { k } else { best }).expect("two are left")
}

/// Puts the second cluster into the first.
fn merge(clusters: &mut [Option<Cluster>], a: usize, b: usize, alike: &impl Fn(u32, u32) -> f64) {
    let [first, second] = [a, b].map(|k| clusters[k].take().expect("it is in the chain"));
    let (m, n) = (first.members.len() as f64, second.members.len() as f64);
    let nearness: Vec<f64> = first.nearness.iter().zip(&second.nearness).map(|(x, y)| (m * x + n * y) / (m + n)).collect();
    for (other, &near) in clusters.iter_mut().zip(&nearness) {
        if let Some(other) = other {
            other.nearness[a] = near;
        }
    }
    clusters[a] = Some(Cluster { members: joined(first.members, second.members, alike), nearness });
}

/// One after the other, each as it is or turned round: the first of those ways that bring the most alike ends together.
fn joined(a: Vec<u32>, b: Vec<u32>, alike: &impl Fn(u32, u32) -> f64) -> Vec<u32> {
    let ends = |turned: bool, list: &[u32]| if turned { (list[list.len() - 1], list[0]) } else { (list[0], list[list.len() - 1]) };
    let meeting = |(x, y): (bool, bool)| alike(ends(x, &a).1, ends(y, &b).0);
    let ways = [(false, false), (false, true), (true, false), (true, true)];
    let (x, y) = ways.into_iter().reduce(|best, way| if meeting(way) > meeting(best) { way } else { best }).expect("there are four");
    let turned = |turn: bool, mut list: Vec<u32>| {
        if turn {
            list.reverse();
        }
        list
    };
    [turned(x, a), turned(y, b)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};

    #[test]
    fn like_pairs_stand_side_by_side() {
        let s = array![[1.0, 0.1, 0.9, 0.0_f32], [0.1, 1.0, 0.0, 0.8], [0.9, 0.2, 1.0, 0.1], [0.0, 0.8, 0.1, 1.0]];
        assert_eq!(order(s.view()), [0, 2, 1, 3]);
    }

    #[test]
    fn every_pair_stands_once_whatever_is_equal() {
        for size in [0, 1, 2, 3, 8, 33] {
            let patterns: [fn(usize, usize) -> f32; 3] =
                [|_, _| 0.5, |i, j| ((i * 7 + j * 13) % 5) as f32 / 5.0, |i, j| ((i * 31 + j * 17) % 97) as f32];
            for pattern in patterns {
                let mut order = order(Array2::from_shape_fn((size, size), |(i, j)| pattern(i, j)).view());
                order.sort_unstable();
                assert_eq!(order, (0..size as u32).collect::<Vec<_>>());
            }
        }
    }
}
