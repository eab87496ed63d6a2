//! What every threshold makes of cosines.

use super::metrics::descending;

/// The ROC curve: the share of non-duplicates above a threshold and that of duplicates, for every threshold from the strictest on.
/// Cosines and labels of pairs of both kinds; the first point is (0, 0), the last (1, 1).
pub fn roc(pairs: &[(f64, bool)]) -> Vec<[f64; 2]> {
    let duplicates = pairs.iter().filter(|pair| pair.1).count();
    let others = pairs.len() - duplicates;
    let (mut hits, mut misses) = (0, 0);
    let mut points = vec![[0.0, 0.0]];
    for group in descending(pairs).chunk_by(|a, b| a.0 == b.0) {
        let found = group.iter().filter(|pair| pair.1).count();
        hits += found;
        misses += group.len() - found;
        points.push([misses as f64 / others as f64, hits as f64 / duplicates as f64]);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::metrics::area_under_curve;

    #[test]
    fn the_area_under_the_points_is_the_auc_with_ties_too() {
        let pairs = [(0.9, true), (0.8, true), (0.8, false), (0.5, false), (0.5, false), (0.4, true), (0.1, false)];
        let points = roc(&pairs);
        assert_eq!((points[0], points[2], points[points.len() - 1]), ([0.0, 0.0], [0.25, 2.0 / 3.0], [1.0, 1.0]));
        let area: f64 = points.windows(2).map(|p| (p[1][0] - p[0][0]) * (p[0][1] + p[1][1]) / 2.0).sum();
        assert!((area - area_under_curve(&pairs)).abs() < 1e-12);
    }
}
