//! Comparison of whole lists of numbers.

use tripletscope::numeric::real::Real;

/// Every number as `f64`.
pub fn wide<'a, R: Real>(numbers: impl IntoIterator<Item = &'a R>) -> Vec<f64> {
    numbers.into_iter().map(|x| x.to_f64()).collect()
}

/// Asserts that both lists agree within `tolerance` · max(1, |expected|); NaN agrees with NaN only.
pub fn assert_close(what: &str, actual: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(actual.len(), expected.len(), "{what}: length");
    for (place, (&a, &e)) in actual.iter().zip(expected).enumerate() {
        let agree = (a - e).abs() <= tolerance * e.abs().max(1.0) || (a.is_nan() && e.is_nan());
        assert!(agree, "{what} [{place}]: {a} is not {e}");
    }
}
