//! Sorting. The standard library's sorts are compiled once for each kind of thing and comparison, some eight kilobytes of WebAssembly each: here one of them,
//! which sorts places, serves all.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The places 0 to `count` − 1 in order; those that are equal stay as they are.
pub fn order(count: usize, compare: impl Fn(usize, usize) -> Ordering) -> Vec<usize> {
    places(count, &compare)
}

/// The things in order; those that are equal stay as they are.
pub fn sorted<T: Clone>(things: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    order(things.len(), |a, b| compare(&things[a], &things[b])).into_iter().map(|place| things[place].clone()).collect()
}

/// A map of these pairs. The standard library's `collect` would sort them first.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in pairs {
        map.insert(key, value);
    }
    map
}

/// The greatest scores but that of the place `but`, greatest first, with their places; of equals the first.
pub fn greatest(scores: impl Iterator<Item = f32>, but: usize, most: usize) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(most + 1);
    for (place, score) in scores.enumerate() {
        let full = best.len() == most;
        if place == but || (full && best.last().is_none_or(|&(_, least)| score <= least)) {
            continue;
        }
        best.insert(best.partition_point(|&(_, other)| other >= score), (place, score));
        best.truncate(most);
    }
    best
}

fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

#[cfg(test)]
mod tests {
    use super::{greatest, order, sorted};

    #[test]
    fn equal_things_stay_as_they_came() {
        let things = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(sorted(&things, |a, b| a.0.cmp(&b.0)), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        assert_eq!(order(4, |a, b| things[b].0.cmp(&things[a].0)), [0, 2, 1, 3]);
    }

    #[test]
    fn the_greatest_are_the_first_of_all_in_order() {
        let scores = [0.5_f32, 0.9, -1.0, 0.9, 0.5, 0.7];
        let sorted = |but: usize| {
            let mut all: Vec<_> = scores.into_iter().enumerate().filter(|&(place, _)| place != but).collect();
            all.sort_by(|a, b| b.1.total_cmp(&a.1));
            all
        };
        for (but, most) in (0..7).flat_map(|but| (0..8).map(move |most| (but, most))) {
            let all = sorted(but);
            assert_eq!(greatest(scores.into_iter(), but, most), all[..most.min(all.len())], "{most} but {but}");
        }
    }
}
