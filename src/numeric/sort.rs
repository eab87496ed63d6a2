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

fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

#[cfg(test)]
mod tests {
    use super::{order, sorted};

    #[test]
    fn equal_things_stay_as_they_came() {
        let things = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(sorted(&things, |a, b| a.0.cmp(&b.0)), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        assert_eq!(order(4, |a, b| things[b].0.cmp(&things[a].0)), [0, 2, 1, 3]);
    }
}
