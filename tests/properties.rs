//! What must hold for every loss on every matrix: agreement with a naive oracle, the identities of the losses, and gradients by central differences.
#![cfg(not(target_arch = "wasm32"))]

mod common {
    pub mod close;
    pub mod oracle;
}

use common::close::{assert_close, wide};
use common::oracle;
use ndarray::Array2;
use proptest::prelude::*;
use tripletscope::loss::{self, Along, LossConfig, Negative, Reduction, Term, TermReport};
use tripletscope::network::encoder::{Encoder, Tokens, Workspace};
use tripletscope::network::encoders::Kind;
use tripletscope::network::gradients::Gradients;
use tripletscope::network::layers::mean::Pooling;
use tripletscope::network::parameters::Parameters;

const NEGATIVES: [Negative; 4] = [Negative::Mean, Negative::Hardest, Negative::SemiHard, Negative::SemiHardCourse];
const ALONGS: [Along; 4] = [Along::Rows, Along::Columns, Along::Averaged, Along::Harder];
const EXACT: f64 = 1e-12;

fn one(negative: Negative, along: Along, margin: f64) -> LossConfig {
    LossConfig::Triplet { terms: vec![Term { negative, along, margin, weight: 1.0 }], reduction: Reduction::Sum }
}

/// Every term alone, at one margin.
fn all_terms(margin: f64) -> Vec<LossConfig> {
    NEGATIVES.iter().flat_map(|&n| ALONGS.map(|a| one(n, a, margin))).collect()
}

/// Every term alone, every preset, every softmax.
fn all_losses(margin: f64, scale: f64) -> Vec<LossConfig> {
    let softmax = |along| LossConfig::Softmax { along, scale, reduction: Reduction::Sum };
    let softmaxes = [Along::Rows, Along::Columns, Along::Averaged].map(softmax);
    all_terms(margin).into_iter().chain(softmaxes).chain(loss::presets().into_iter().map(|(_, config)| config)).collect()
}

fn square(entries: impl Strategy<Value = f64> + Clone) -> impl Strategy<Value = Array2<f64>> {
    (2..9_usize).prop_flat_map(move |size| {
        let cells = prop::collection::vec(entries.clone(), size * size);
        cells.prop_map(move |cells| Array2::from_shape_vec((size, size), cells).unwrap())
    })
}

/// Numbers somewhat beyond the cosines, so that every branch is met.
fn any_matrix() -> impl Strategy<Value = Array2<f64>> {
    square(-2.5..1.5_f64)
}

/// Multiples of 1/4: full of ties.
fn tied_matrix() -> impl Strategy<Value = Array2<f64>> {
    square((-8..6_i32).prop_map(|x| f64::from(x) / 4.0))
}

fn term_of(s: &Array2<f64>, config: &LossConfig) -> TermReport<f64> {
    loss::evaluate(s.view(), config).terms.swap_remove(0)
}

fn agrees_with_the_oracle(s: &Array2<f64>, config: &LossConfig) {
    let (report, judged) = (loss::evaluate(s.view(), config), oracle::evaluate(s, config));
    let what = format!("{config:?} on {s}");
    assert_close(&what, &[report.loss], &[judged.loss], EXACT);
    assert_close(&what, &wide(&report.gradient), &wide(&judged.gradient), EXACT);
    assert_eq!(report.terms.len(), judged.terms.len(), "{what}");
    for (term, anchors) in report.terms.iter().zip(&judged.terms) {
        assert_close(&what, &term.cost, &anchors.iter().map(|a| a.cost).collect::<Vec<_>>(), EXACT);
        assert_close(&what, &term.negative, &anchors.iter().map(|a| a.negative).collect::<Vec<_>>(), EXACT);
        assert_eq!(term.row_partner, anchors.iter().map(|a| a.row_partner).collect::<Vec<_>>(), "{what}");
        assert_eq!(term.column_partner, anchors.iter().map(|a| a.column_partner).collect::<Vec<_>>(), "{what}");
    }
}

proptest! {
    #[test]
    fn every_loss_agrees_with_the_oracle(s in any_matrix(), margin in 0.0..2.0_f64, scale in 0.1..20.0_f64) {
        all_losses(margin, scale).iter().for_each(|config| agrees_with_the_oracle(&s, config));
    }

    #[test]
    fn every_term_breaks_ties_as_the_oracle_does(s in tied_matrix(), margin in 0.0..2.0_f64) {
        all_terms(margin).iter().for_each(|config| agrees_with_the_oracle(&s, config));
    }

    #[test]
    fn terms_add_up_with_their_weights_and_the_mean_is_the_sum_over_the_batch(
        s in any_matrix(), margin in 0.0..2.0_f64, weights in prop::collection::vec(0.0..3.0_f64, 16),
    ) {
        let single = all_terms(margin);
        let terms: Vec<Term> = single.iter().zip(&weights).map(|(config, &weight)| match config {
            LossConfig::Triplet { terms, .. } => Term { weight, ..terms[0] },
            LossConfig::Softmax { .. } => unreachable!("terms only"),
        }).collect();
        let together = loss::evaluate(s.view(), &LossConfig::Triplet { terms, reduction: Reduction::Mean });
        let size = s.nrows() as f64;
        let reports: Vec<_> = single.iter().map(|config| loss::evaluate(s.view(), config)).collect();
        let sum: f64 = reports.iter().zip(&weights).map(|(r, w)| w * r.loss / size).sum();
        let gradient = reports.iter().zip(&weights).fold(Array2::<f64>::zeros(s.dim()), |sum, (r, w)| sum + &r.gradient * (w / size));
        assert_close("loss", &[together.loss], &[sum], EXACT);
        assert_close("gradient", &wide(&together.gradient), &wide(&gradient), EXACT);
    }

    #[test]
    fn columns_are_the_rows_of_the_transposed_matrix(s in tied_matrix(), margin in 0.0..2.0_f64) {
        let transposed = s.t().to_owned();
        for negative in NEGATIVES {
            let columns = loss::evaluate(s.view(), &one(negative, Along::Columns, margin));
            let rows = loss::evaluate(transposed.view(), &one(negative, Along::Rows, margin));
            prop_assert_eq!(columns.loss, rows.loss);
            prop_assert_eq!(columns.gradient.t(), rows.gradient);
            prop_assert_eq!(&columns.terms[0].column_partner, &rows.terms[0].row_partner);
        }
    }

    #[test]
    fn averaged_costs_at_most_the_mean_of_both_directions(s in any_matrix(), margin in 0.0..2.0_f64) {
        for negative in NEGATIVES {
            let [rows, columns, averaged, _] = ALONGS.map(|along| term_of(&s, &one(negative, along, margin)));
            for i in (0..s.nrows()).filter(|&i| !rows.negative[i].is_nan() && !columns.negative[i].is_nan()) {
                prop_assert!(averaged.cost[i] <= (rows.cost[i] + columns.cost[i]) / 2.0 + EXACT);
            }
        }
    }

    #[test]
    fn harder_costs_what_the_costlier_direction_costs(s in any_matrix(), margin in 0.0..2.0_f64) {
        for negative in NEGATIVES {
            let [rows, columns, _, harder] = ALONGS.map(|along| term_of(&s, &one(negative, along, margin)));
            for i in 0..s.nrows() {
                prop_assert_eq!(harder.cost[i], rows.cost[i].max(columns.cost[i]));
            }
        }
    }

    #[test]
    fn mean_negatives_of_rows_and_of_columns_have_the_same_sum(s in any_matrix()) {
        let [rows, columns, ..] = ALONGS.map(|along| term_of(&s, &one(Negative::Mean, along, 0.25)).negative.iter().sum::<f64>());
        assert_close("sum of mean negatives", &[rows], &[columns], EXACT);
    }

    #[test]
    fn permuting_the_pairs_permutes_the_gradient_and_keeps_the_loss(
        (s, order) in any_matrix().prop_flat_map(|s| { let n = s.nrows(); (Just(s), Just((0..n).collect::<Vec<_>>()).prop_shuffle()) }),
        margin in 0.0..2.0_f64,
    ) {
        let permute = |m: &Array2<f64>| Array2::from_shape_fn(m.dim(), |(i, j)| m[[order[i], order[j]]]);
        for config in all_losses(margin, 5.0) {
            let (before, after) = (loss::evaluate(s.view(), &config), loss::evaluate(permute(&s).view(), &config));
            assert_close("loss", &[after.loss], &[before.loss], EXACT);
            assert_close("gradient", &wide(&after.gradient), &wide(&permute(&before.gradient)), EXACT);
        }
    }

    #[test]
    fn loss_gradients_are_central_differences(s in any_matrix(), margin in 0.0..2.0_f64, scale in 0.1..5.0_f64) {
        const STEP: f64 = 1e-5;
        let configs = all_losses(margin, scale);
        let places: Vec<_> = s.indexed_iter().map(|(place, _)| place).collect();
        let moved = |place: (usize, usize), by: f64| { let mut m = s.clone(); m[place] += by; m };
        let mut checked = 0;
        for config in &configs {
            let pattern = oracle::evaluate(&s, config).pattern();
            let gradient = loss::evaluate(s.view(), config).gradient;
            for &place in &places {
                let (above, below) = (moved(place, STEP), moved(place, -STEP));
                if oracle::evaluate(&above, config).pattern() != pattern || oracle::evaluate(&below, config).pattern() != pattern {
                    continue; // a tie or a kink is near
                }
                let value = |m: &Array2<f64>| loss::evaluate(m.view(), config).loss;
                assert_close(&format!("{config:?} at {place:?}"), &[gradient[place]], &[(value(&above) - value(&below)) / (2.0 * STEP)], 1e-6);
                checked += 1;
            }
        }
        let all = configs.len() * places.len();
        prop_assert!(10 * checked >= 9 * all, "only {} of {} places are checked", checked, all);
    }
}

#[test]
fn equal_vectors_cost_every_term_its_margin() {
    for size in [2, 3, 8, 256] {
        let s = Array2::ones((size, size));
        for config in all_terms(0.3) {
            assert_close(&format!("{config:?}"), &term_of(&s, &config).cost, &vec![0.3; size], EXACT);
        }
        let presets = loss::presets();
        let preset = |name: &str| presets.iter().find(|(n, _)| *n == name).map(|(_, config)| loss::evaluate(s.view(), config).loss).unwrap();
        assert_close("course-2020", &[preset("course-2020")], &[0.5], EXACT);
        assert_close("course-2022", &[preset("course-2022")], &[0.5 * size as f64], EXACT);
    }
}

/// Numbers in ±1 that look like none in particular.
fn spread(count: usize, phase: f64) -> impl Iterator<Item = f64> {
    (0..count).map(move |k| (12.9898 * k as f64 + phase).sin())
}

/// V 9, D 3, H 4; questions of 4 tokens with padding, repeats and unknown words.
fn small_encoder(pooling: Pooling) -> Encoder<f64> {
    let mut parameters = Parameters::zeros(9, 3, 4);
    for (phase, tensor) in [0.3, 1.1, 1.9, 2.7].into_iter().zip(parameters.tensors_mut()) {
        let numbers = spread(tensor.len(), phase);
        tensor.iter_mut().zip(numbers).for_each(|(x, y)| *x = y);
    }
    Encoder { kind: Kind::Lstm, parameters, pooling }
}

const LEFT: [u32; 16] = [2, 3, 2, 4, 5, 6, 1, 1, 7, 1, 1, 1, 8, 0, 3, 1];
const RIGHT: [u32; 16] = [3, 4, 1, 1, 6, 2, 8, 8, 7, 5, 0, 1, 2, 1, 1, 1];

fn gradients(encoder: &Encoder<f64>, config: &LossConfig) -> (f64, Array2<f64>, Parameters<f64>) {
    let (mut space, mut gradients) = (Workspace::default(), Gradients::of(&encoder.parameters));
    let [left, right] = [&LEFT, &RIGHT].map(|ids| Tokens { ids, steps: 4 });
    let report = encoder.gradients(left, right, config, &mut space, &mut gradients);
    (report.loss, space.similarity().to_owned(), gradients.parameters)
}

fn check_every_parameter(pooling: Pooling, config: &LossConfig) {
    const STEP: f64 = 1e-5;
    let encoder = small_encoder(pooling);
    let (_, s, analytic) = gradients(&encoder, config);
    let pattern = oracle::evaluate(&s, config).pattern();
    for (t, tensor) in analytic.tensors().into_iter().enumerate() {
        for (k, &slope) in tensor.iter().enumerate() {
            let [above, below] = [STEP, -STEP].map(|by| {
                let mut moved = encoder.clone();
                moved.parameters.tensors_mut()[t][k] += by;
                let (value, s, _) = gradients(&moved, config);
                assert!(oracle::evaluate(&s, config).pattern() == pattern, "a tie or a kink is near: choose other weights");
                value
            });
            let what = format!("{pooling:?}, {config:?}, tensor {t}, number {k}");
            assert_close(&what, &[slope], &[(above - below) / (2.0 * STEP)], 1e-6);
        }
    }
}

#[test]
fn gradients_of_every_parameter_are_central_differences_for_every_loss() {
    for pooling in [Pooling::Mean, Pooling::MaskedMean] {
        all_losses(1.3, 8.0).iter().for_each(|config| check_every_parameter(pooling, config));
    }
}
