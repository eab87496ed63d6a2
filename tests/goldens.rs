//! The crate against the numbers of the independent float64 reference, in `f64` and in the product's `f32`.
#![cfg(not(target_arch = "wasm32"))]

mod common {
    pub mod close;
    pub mod golden;
}

use common::close::{assert_close, wide};
use common::golden::{self, Goldens, LossCase, matrix};
use tripletscope::loss::{self, LossReport};
use tripletscope::real::Real;

/// Allowed difference, relative above 1 and absolute below: rounding in another order, nothing else.
const F64: f64 = 1e-10;
/// The same for a loss on a given matrix in `f32`.
const F32_LOSS: f64 = 2e-5;

fn check_loss<R: Real>(what: &str, report: &LossReport<R>, case: &LossCase, tolerance: f64) {
    assert_close(&format!("{what}: loss"), &[report.loss.to_f64()], &[case.loss], tolerance);
    assert_close(&format!("{what}: gradient"), &wide(&report.gradient), &case.gradient, tolerance);
    assert_eq!(report.terms.len(), case.terms.len(), "{what}: terms");
    for (term, expected) in report.terms.iter().zip(&case.terms) {
        assert_close(&format!("{what}: cost"), &wide(&term.cost), &expected.cost, tolerance);
        if let Some(negative) = &expected.negative {
            let negative: Vec<f64> = negative.iter().map(|x| x.unwrap_or(f64::NAN)).collect();
            assert_close(&format!("{what}: negative"), &wide(&term.negative), &negative, tolerance);
        }
        let none = vec![-1; term.cost.len()];
        assert_eq!(term.row_partner, *expected.row_partner.as_ref().unwrap_or(&none), "{what}: row partners");
        assert_eq!(term.column_partner, *expected.column_partner.as_ref().unwrap_or(&none), "{what}: column partners");
    }
}

fn check_losses<R: Real>(goldens: &Goldens, tolerance: f64) {
    for golden in &goldens.losses {
        let s = matrix::<R>(&golden.similarity, golden.size);
        for case in &golden.cases {
            let config = goldens.config(&case.config);
            check_loss(&format!("{}, {config:?}", golden.name), &loss::evaluate(s.view(), &config), case, tolerance);
        }
    }
}

#[test]
fn losses_agree_with_the_reference() {
    check_losses::<f64>(&golden::load(), F64);
}

#[test]
fn losses_in_single_precision_agree_with_the_reference() {
    check_losses::<f32>(&golden::load(), F32_LOSS);
}

#[test]
fn the_presets_are_those_of_the_reference() {
    let goldens = golden::load();
    let presets = loss::presets();
    for (name, value) in &goldens.presets {
        let preset = presets.iter().find(|(preset, _)| preset == name);
        let (_, config) = preset.unwrap_or_else(|| panic!("{name} is a preset"));
        let judged = |config| loss::evaluate(matrix::<f64>(&goldens.losses[3].similarity, goldens.losses[3].size).view(), config);
        let expected = goldens.config(value);
        assert_eq!(judged(config).loss, judged(&expected).loss, "{name}");
        assert_eq!(config.term_count(), expected.term_count(), "{name}");
    }
}

#[test]
fn published_values_come_out() {
    let goldens = golden::load();
    for golden in &goldens.published {
        let s = matrix::<f64>(&golden.similarity, golden.size);
        let report = loss::evaluate(s.view(), &goldens.config(&golden.config));
        assert!((report.loss - golden.value).abs() <= golden.tolerance, "{}: {} is not {}", golden.name, report.loss, golden.value);
    }
}
