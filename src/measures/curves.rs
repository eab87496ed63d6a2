//! What is drawn of cosines: how they are spread, and what every threshold makes of them.

use super::metrics::descending;

/// The share of the values in each of some bins of equal width from −end to end; what lies beyond counts in the outer ones.
pub fn histogram(values: &[f32], end: f64, bins: usize) -> Vec<f64> {
    let mut shares = vec![0.0; bins];
    for &value in values {
        let bin = (f64::from(value) / end + 1.0) / 2.0 * bins as f64;
        shares[(bin.max(0.0) as usize).min(bins - 1)] += 1.0 / values.len() as f64;
    }
    shares
}

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
    fn shares_add_up_and_the_ends_belong_to_the_outer_bins() {
        assert_eq!(histogram(&[-1.0, -0.5, 0.0, 1.0], 1.0, 4), [0.25, 0.25, 0.25, 0.25]);
        assert_eq!(histogram(&[2.0 + 1e-6, -2.0 - 1e-6, 1.98, 0.2], 2.0, 2), [0.25, 0.75]);
        assert_eq!(histogram(&[], 1.0, 3), [0.0; 3]);
    }

    #[test]
    fn the_area_under_the_points_is_the_auc_with_ties_too() {
        let pairs = [(0.9, true), (0.8, true), (0.8, false), (0.5, false), (0.5, false), (0.4, true), (0.1, false)];
        let points = roc(&pairs);
        assert_eq!((points[0], points[2], points[points.len() - 1]), ([0.0, 0.0], [0.25, 2.0 / 3.0], [1.0, 1.0]));
        let area: f64 = points.windows(2).map(|p| (p[1][0] - p[0][0]) * (p[0][1] + p[1][1]) / 2.0).sum();
        assert!((area - area_under_curve(&pairs)).abs() < 1e-12);
    }
}
