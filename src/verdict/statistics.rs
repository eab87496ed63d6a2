//! Quantiles, and what chance alone would do.

use crate::numeric::sort::{order, sorted};

/// With linear interpolation between neighbours: 0 is the least value, ½ the median, 1 the greatest.
///
/// # Panics
/// Without values.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let sorted = sorted(values, f64::total_cmp);
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// Two-sided sign test, P = min(1, 2 Σ_{k ≤ min} C(n, k) / 2ⁿ): if neither were better, each seed that differs would be a toss of a coin.
pub fn sign_test(better: usize, worse: usize) -> f64 {
    let n = better + worse;
    // In logarithms: 2⁻ⁿ may be less than what a number can hold.
    let mut log_share = -(n as f64) * std::f64::consts::LN_2;
    let mut tail = libm::exp(log_share);
    for k in 1..=better.min(worse) {
        log_share += libm::log((n - k + 1) as f64 / k as f64);
        tail += libm::exp(log_share);
    }
    (2.0 * tail).min(1.0)
}

/// The medians that the two-sided sign test does not refuse at this level, as the least and the greatest: from the k-th smallest difference to the k-th
/// largest. Nothing is assumed of how the differences are distributed. None where so few differences refuse no median at all.
pub fn median_interval(differences: &[f64], level: f64) -> Option<(f64, f64)> {
    let sorted = sorted(differences, f64::total_cmp);
    let n = sorted.len();
    let refused = (0..=n / 2).take_while(|&k| sign_test(k, n - k) <= level).count();
    (refused > 0).then(|| (sorted[refused - 1], sorted[n - refused]))
}

/// Holm's correction: how small p must be shrinks with the number of comparisons that are made, so each p grows instead.
///
/// S. Holm, "A simple sequentially rejective multiple test procedure" (1979).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut least: f64 = 0.0;
    for (rank, &k) in order(p.len(), |a, b| p[a].total_cmp(&p[b])).iter().enumerate() {
        least = least.max((p.len() - rank) as f64 * p[k]).min(1.0);
        adjusted[k] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!([0.0, 0.25, 0.5, 0.75, 1.0].map(|share| quantile(&values, share)), [1.0, 1.75, 2.5, 3.25, 4.0]);
        assert_eq!(quantile(&[7.0], 0.25), 7.0);
    }

    #[test]
    fn the_sign_test_counts_tosses() {
        for (better, worse, p) in [
            (5, 0, 2.0 / 32.0),
            (8, 2, 2.0 * (1.0 + 10.0 + 45.0) / 1024.0),
            (2, 8, 2.0 * (1.0 + 10.0 + 45.0) / 1024.0),
            (0, 0, 1.0),
            (3, 3, 1.0),
            // 2 · Σ_{k ≤ 900} C(2000, k) / 2²⁰⁰⁰ in exact integers.
            (1100, 900, 8.457_089_535_503_927e-6),
        ] {
            assert!((sign_test(better, worse) / p - 1.0).abs() < 1e-10, "{better} to {worse}: {}", sign_test(better, worse));
        }
        assert!((sign_test(20, 0) * 2_f64.powi(19) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_interval_of_a_median_holds_what_the_sign_test_does_not_refuse() {
        let differences: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        // 5 to 15 are refused, 6 to 14 are not: from the sixth to the fifteenth.
        assert_eq!(median_interval(&differences, 0.05), Some((6.0, 15.0)));
        for median in 1..20 {
            let below = differences.iter().filter(|&&d| d < f64::from(median) + 0.5).count();
            let inside = f64::from(median) + 0.5 > 6.0 && f64::from(median) + 0.5 < 15.0;
            assert_eq!(sign_test(below, 20 - below) > 0.05, inside, "{median}");
        }
        assert_eq!(median_interval(&differences[..6], 0.05), Some((15.0, 20.0)));
        assert_eq!(median_interval(&differences[..5], 0.05), None);
        assert_eq!(median_interval(&[], 0.05), None);
    }

    #[test]
    fn holm_multiplies_the_least_most_and_keeps_the_order() {
        let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12) && a.len() == b.len();
        assert!(close(&holm(&[0.01, 0.04, 0.03, 0.005]), &[0.03, 0.06, 0.06, 0.02]));
        assert!(close(&holm(&[0.6, 0.5]), &[1.0, 1.0]));
        assert!(holm(&[]).is_empty());
    }
}
