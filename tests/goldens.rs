//! The crate against the numbers of the independent float64 reference, in `f64` and in the product's `f32`.

use crate::common::close::{assert_close, wide};
use crate::common::golden::{self, Batch, Decisions, Goldens, LossCase, Network, Retrieval, Run, Shape, Weights, matrix};
use tripletscope::loss::{self, LossReport};
use tripletscope::measures::metrics;
use tripletscope::network::encoder::{Encoder, Normalise, Tokens, Workspace};
use tripletscope::network::encoders::Kind;
use tripletscope::network::gradients::Gradients;
use tripletscope::network::layers::mean::Pooling;
use tripletscope::network::parameters::{Parameters, TENSOR_NAMES};
use tripletscope::numeric::real::Real;
use tripletscope::training::adam::{Adam, AdamConfig};

/// Allowed difference, relative above 1 and absolute below: rounding in another order, nothing else.
const F64: f64 = 1e-10;
/// The same for a loss on a given matrix in `f32`.
const F32_LOSS: f64 = 2e-5;
/// The same through the whole encoder in `f32`, whose tanh is within 3e-7.
const F32_ENCODER: f64 = 2e-4;

fn check_loss<R: Real>(what: &str, report: &LossReport<R>, case: &LossCase, tolerance: f64) {
    assert_close(&format!("{what}: loss"), &[report.loss.to_f64()], &[case.loss], tolerance);
    assert_close(&format!("{what}: gradient"), &wide(&report.gradient), &case.gradient, tolerance);
    let sides = [(&report.left_gradient, &case.left_gradient), (&report.right_gradient, &case.right_gradient)];
    for (gradient, expected) in sides.into_iter().filter_map(|(gradient, expected)| Some((gradient, expected.as_ref()?))) {
        assert_close(&format!("{what}: gradient of one side"), &wide(gradient.as_ref().expect("the side was given")), expected, tolerance);
    }
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
        assert_eq!(term.left_partner, expected.left_partner, "{what}: left partners");
        assert_eq!(term.right_partner, expected.right_partner, "{what}: right partners");
    }
}

fn check_losses<R: Real>(goldens: &Goldens, tolerance: f64) {
    for golden in goldens.losses.iter().chain(&goldens.same_side.losses).chain(&goldens.further.losses) {
        for case in &golden.cases {
            let config = goldens.config(&case.config);
            check_loss(&format!("{}, {config:?}", golden.name), &golden.matrices.evaluate::<R>(golden.size, &config), case, tolerance);
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
        let golden = &goldens.same_side.losses[2];
        let judged = |config| golden.matrices.evaluate::<f64>(golden.size, config);
        let expected = goldens.config(value);
        assert_eq!(judged(config).loss, judged(&expected).loss, "{name}");
        assert_eq!(config.term_count(), expected.term_count(), "{name}");
    }
}

#[test]
fn published_values_come_out() {
    let goldens = golden::load();
    for golden in goldens.published.iter().chain(&goldens.same_side.published) {
        let report = golden.matrices.evaluate::<f64>(golden.size, &goldens.config(&golden.config));
        assert!((report.loss - golden.value).abs() <= golden.tolerance, "{}: {} is not {}", golden.name, report.loss, golden.value);
    }
}

fn tokens<'a>(ids: &'a [u32], shape: &Shape) -> Tokens<'a> {
    Tokens { ids, steps: ids.len() / shape.batch }
}

/// Questions 2, and behind them further texts of the same length.
fn right_of<'a>(golden: &'a Network) -> Tokens<'a> {
    Tokens { ids: &golden.right, steps: golden.left.len() / golden.shape.batch }
}

fn assert_weights<R: Real>(what: &str, actual: &Parameters<R>, expected: &Weights, tolerance: f64) {
    for ((name, actual), expected) in TENSOR_NAMES.iter().zip(actual.tensors()).zip(expected.tensors()) {
        assert_close(&format!("{what}: {name}"), &wide(actual), expected, tolerance);
    }
}

fn check_network<R: Real>(goldens: &Goldens, golden: &Network, tolerance: f64) {
    let pooling = if golden.pooling == "mean" { Pooling::Mean } else { Pooling::MaskedMean };
    let encoder = Encoder { kind: Kind::Lstm, parameters: golden.parameters.parameters::<R>(&golden.shape), pooling, normalise: Normalise::Each };
    let (left, right) = (tokens(&golden.left, &golden.shape), right_of(golden));
    let mut space = Workspace::default();
    for (side, expected) in [(left, &golden.v1), (right, &golden.v2)] {
        assert_close(&format!("{}: unit vectors", golden.name), &wide(encoder.encode(side, &mut space)), expected, tolerance);
    }
    for case in &golden.cases {
        let mut gradients = Gradients::of(&encoder.parameters);
        let config = goldens.config(&case.config);
        let what = format!("{}, {config:?}", golden.name);
        let report = encoder.gradients(left, right, &config, &mut space, &mut gradients);
        assert_close(&what, &wide(space.similarity()), &golden.similarity, tolerance);
        assert_close(&what, &[report.loss.to_f64()], &[case.loss], tolerance);
        assert_weights(&what, &gradients.parameters, &case.gradients, tolerance);
    }
}

#[test]
fn the_encoder_and_its_gradients_agree_with_the_reference() {
    let goldens = golden::load();
    goldens
        .encoder
        .iter()
        .chain([&goldens.same_side.encoder, &goldens.further.encoder])
        .for_each(|golden| check_network::<f64>(&goldens, golden, F64));
}

#[test]
fn the_encoder_in_single_precision_agrees_with_the_reference() {
    let goldens = golden::load();
    goldens
        .encoder
        .iter()
        .chain([&goldens.same_side.encoder, &goldens.further.encoder])
        .for_each(|golden| check_network::<f32>(&goldens, golden, F32_ENCODER));
}

fn check_run(goldens: &Goldens, run: &Run) {
    let golden = &goldens.optimiser;
    let loss = goldens.config(&golden.loss);
    let mut encoder = Encoder {
        kind: Kind::Lstm,
        parameters: golden.parameters.parameters::<f64>(&golden.shape),
        pooling: Pooling::Mean,
        normalise: Normalise::Each,
    };
    let mut adam = Adam::new(AdamConfig::read(&run.adam, "adam").expect("the reference's settings are allowed"));
    let mut space = Workspace::default();
    let step = |Batch { left, right }: &Batch| {
        let mut gradients = Gradients::of(&encoder.parameters);
        let report = encoder.gradients(tokens(left, &golden.shape), tokens(right, &golden.shape), &loss, &mut space, &mut gradients);
        adam.update(&mut encoder.parameters, &gradients).expect("finite numbers");
        report.loss
    };
    let losses: Vec<f64> = golden.batches.iter().take(run.losses.len()).map(step).collect();
    assert_close(&run.name, &losses, &run.losses, F64);
    assert_weights(&run.name, &encoder.parameters, &run.parameters, F64);
}

#[test]
fn training_steps_agree_with_the_reference() {
    let goldens = golden::load();
    goldens.optimiser.runs.iter().for_each(|run| check_run(&goldens, run));
}

#[test]
fn batch_measures_agree_with_the_reference() {
    let (_, config) = loss::presets().swap_remove(0);
    for golden in golden::load().metrics.vectors {
        let s = matrix::<f64>(&golden.similarity, golden.size);
        let vectors = matrix::<f64>(&[golden.v1.as_slice(), &golden.v2].concat(), golden.v1.len() / golden.size);
        let report = metrics::report(1, s.view(), vectors.view(), &config, &loss::evaluate(s.view(), &config));
        let measures = [
            (report.collapse, golden.collapse),
            (report.alignment, golden.alignment),
            (report.uniformity, golden.uniformity),
            (report.asymmetry, golden.asymmetry),
            (report.mean_positive, golden.mean_positive),
            (report.mean_negative, golden.mean_negative),
            (report.closest_row, golden.closest_row),
            (report.closest_column, golden.closest_column),
            (report.same_partner, golden.same_partner),
        ];
        let (actual, expected): (Vec<f64>, Vec<f64>) = measures.into_iter().unzip();
        assert_close(&format!("measures of {} pairs", golden.size), &actual, &expected, F64);
        let ranks = metrics::retrieval(matrix::<f32>(&golden.similarity, golden.size).view());
        let (recall, mrr) = (ranks.recall(1), ranks.mrr());
        let ways = |r: &Retrieval| [r.recall_at1, r.mrr];
        assert_close("forward", &[recall.forward, mrr.forward].map(Option::unwrap), &ways(&golden.forward), F64);
        assert_close("backward", &[recall.backward, mrr.backward].map(Option::unwrap), &ways(&golden.backward), F64);
    }
}

fn check_decisions(golden: &Decisions) {
    let what = format!("{:?}", golden.cosines);
    let pairs: Vec<_> = golden.cosines.iter().zip(&golden.labels).map(|(&cosine, &label)| (cosine, label == 1)).collect();
    let confusion = metrics::Confusion::at(0.7, &pairs);
    let expected = |name: &str| golden.confusion[name];
    assert_eq!(confusion.true_positive, expected("truePositive"), "{what}");
    assert_eq!(confusion.false_positive, expected("falsePositive"), "{what}");
    assert_eq!(confusion.true_negative, expected("trueNegative"), "{what}");
    assert_eq!(confusion.false_negative, expected("falseNegative"), "{what}");
    let (threshold, accuracy) = metrics::best_threshold(&pairs);
    let reached = metrics::Confusion::at(threshold, &pairs).accuracy();
    let expected = [golden.accuracy_at07, golden.best_accuracy, golden.best_accuracy];
    assert_close(&what, &[confusion.accuracy(), accuracy, reached], &expected, F64);
    if let Some(auc) = golden.auc {
        assert_close(&what, &[metrics::area_under_curve(&pairs)], &[auc], F64);
    }
}

#[test]
fn decisions_agree_with_the_reference() {
    golden::load().metrics.decisions.iter().for_each(check_decisions);
}
