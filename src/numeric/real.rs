//! The scalar of the whole numeric core: `f32` in the product, `f64` in the tests.
//!
//! One source serves both, so that what finite differences check in `f64` is what runs in the page. Every operation is either exact IEEE
//! arithmetic or written here and in `libm` (compiled in), never the platform's: the same inputs give the same bits in a browser and natively.

use ndarray::{LinalgScalar, ScalarOperand};
use std::fmt::{Debug, Display};
use std::iter::Sum;
use std::ops::{AddAssign, DivAssign, MulAssign, Neg, SubAssign};

/// A floating-point number that the core can train with.
pub trait Real:
    LinalgScalar
    + ScalarOperand
    + PartialOrd
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + Sum
    + Debug
    + Display
    + Default
    + Send
    + Sync
{
    /// Not a number: the mark of "no candidate" in reports.
    const NAN: Self;
    /// Below every finite number.
    const NEG_INFINITY: Self;
    /// The nearest value of this type.
    fn of(x: f64) -> Self;
    /// This value, exactly.
    fn to_f64(self) -> f64;
    /// √x, correctly rounded.
    fn sqrt(self) -> Self;
    /// eˣ.
    fn exp(self) -> Self;
    /// eˣ for |x| ≤ 80; within 2e-7 of its size for `f32`.
    fn quick_exp(self) -> Self;
    /// ln x.
    fn ln(self) -> Self;
    /// ln (1 + x), with all digits where x is small.
    fn ln_1p(self) -> Self;
    /// Hyperbolic tangent; within 4e-7 of the exact value for `f32`.
    fn tanh(self) -> Self;
    /// 1 / (1 + e⁻ˣ); within 4e-7 of the exact value for `f32`.
    fn sigmoid(self) -> Self;

    /// Not a number?
    fn is_nan(self) -> bool {
        self.partial_cmp(&self).is_none()
    }
    /// The larger of two numbers; `other` where they do not compare.
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        if self > other { self } else { other }
    }
}

/// Is every number finite, and no further from zero than `most`?
pub fn all_within<R: Real>(values: &[R], most: f64) -> bool {
    let most = R::of(most);
    // NaN compares as false; without a way out inside a block the comparisons run side by side.
    values.chunks(256).all(|block| block.iter().fold(true, |all, &x| all & (x <= most) & (x >= -most)))
}

impl Real for f32 {
    const NAN: Self = f32::NAN;
    const NEG_INFINITY: Self = f32::NEG_INFINITY;
    #[inline(always)]
    fn of(x: f64) -> Self {
        x as f32
    }
    #[inline(always)]
    fn to_f64(self) -> f64 {
        f64::from(self)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f32::sqrt(self)
    }
    fn exp(self) -> Self {
        libm::expf(self)
    }
    /// 2ⁿ·eʳ with n whole and |r| ≤ ln 2 / 2, eʳ by its series, without branches, so that loops over it become SIMD.
    #[inline(always)]
    fn quick_exp(self) -> Self {
        /// 1.5 · 2²³: what is added to it is rounded to a whole number, which then stands in its last bits.
        const WHOLE: f32 = 12_582_912.0;
        /// ln 2 in two parts: n times the first is exact.
        const LN_2: [f32; 2] = [0.693_145_75, 1.428_606_8e-6];
        let shifted = self * std::f32::consts::LOG2_E + WHOLE;
        let n = shifted - WHOLE;
        let r = self - n * LN_2[0] - n * LN_2[1];
        let p = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0].iter().fold(1.0 / 5040.0, |p, c| p * r + c);
        f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23))
    }
    fn ln(self) -> Self {
        libm::logf(self)
    }
    fn ln_1p(self) -> Self {
        libm::log1pf(self)
    }
    /// A rational minimax approximation without branches, so that loops over it become SIMD.
    /// Coefficients: Eigen, `generic_fast_tanh_float` (MPL 2.0).
    #[inline(always)]
    fn tanh(self) -> Self {
        const SATURATED: f32 = 9.0;
        let x = self.clamp(-SATURATED, SATURATED);
        let s = x * x;
        let p = -2.760_768_5e-16 * s + 2.000_188e-13;
        let p = p * s - 8.604_672e-11;
        let p = p * s + 5.122_297e-8;
        let p = p * s + 1.485_722_4e-5;
        let p = p * s + 6.372_619_3e-4;
        let p = (p * s + 4.893_524_6e-3) * x;
        let q = 1.198_258_4e-6 * s + 1.185_347_1e-4;
        let q = q * s + 2.268_434_6e-3;
        let q = q * s + 4.893_525e-3;
        p / q
    }
    #[inline(always)]
    fn sigmoid(self) -> Self {
        0.5 + 0.5 * Real::tanh(0.5 * self)
    }
}

impl Real for f64 {
    const NAN: Self = f64::NAN;
    const NEG_INFINITY: Self = f64::NEG_INFINITY;
    fn of(x: f64) -> Self {
        x
    }
    fn to_f64(self) -> f64 {
        self
    }
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    fn exp(self) -> Self {
        libm::exp(self)
    }
    fn quick_exp(self) -> Self {
        libm::exp(self)
    }
    fn ln(self) -> Self {
        libm::log(self)
    }
    fn ln_1p(self) -> Self {
        libm::log1p(self)
    }
    fn tanh(self) -> Self {
        libm::tanh(self)
    }
    fn sigmoid(self) -> Self {
        1.0 / (1.0 + libm::exp(-self))
    }
}

#[cfg(test)]
mod tests {
    use super::Real;

    #[test]
    fn quick_exp_stays_within_its_stated_error() {
        for i in -80_000..=80_000 {
            let x = i as f32 * 1e-3;
            let exact = f64::from(x).exp();
            assert!((f64::from(x.quick_exp()) / exact - 1.0).abs() < 2e-7, "exp({x})");
        }
        assert_eq!(0.0_f32.quick_exp(), 1.0);
    }

    #[test]
    fn fast_tanh_and_sigmoid_stay_within_their_stated_error() {
        for i in -120_000..=120_000 {
            let x = i as f32 * 1e-4;
            let exact = f64::from(x);
            assert!((f64::from(Real::tanh(x)) - exact.tanh()).abs() < 4e-7, "tanh({x})");
            assert!((f64::from(x.sigmoid()) - exact.sigmoid()).abs() < 4e-7, "sigmoid({x})");
        }
        assert_eq!(Real::tanh(0.0_f32), 0.0);
        assert!(Real::tanh(f32::NAN).is_nan(), "NaN must not be hidden");
    }
}
