//! How values are spread.

/// The share of the values in each of some bins of equal width from −end to end; what lies beyond counts in the outer ones.
pub fn histogram(values: &[f32], end: f64, bins: usize) -> Vec<f64> {
    let mut shares = vec![0.0; bins];
    for &value in values {
        let bin = (f64::from(value) / end + 1.0) / 2.0 * bins as f64;
        shares[(bin.max(0.0) as usize).min(bins - 1)] += 1.0 / values.len() as f64;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_the_ends_belong_to_the_outer_bins() {
        assert_eq!(histogram(&[-1.0, -0.5, 0.0, 1.0], 1.0, 4), [0.25, 0.25, 0.25, 0.25]);
        assert_eq!(histogram(&[2.0 + 1e-6, -2.0 - 1e-6, 1.98, 0.2], 2.0, 2), [0.25, 0.75]);
        assert_eq!(histogram(&[], 1.0, 3), [0.0; 3]);
    }
}
