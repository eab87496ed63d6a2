//! What must hold for every loss on every matrix: agreement with a naive oracle, the identities of the losses, and gradients by central differences.

use crate::common::close::{assert_close, wide};
use crate::common::oracle::{self, Sides, given};
use ndarray::Array2;
use proptest::prelude::*;
use tripletscope::loss::{self, Along, Direction, LossConfig, LossReport, Mistakes, Negative, Reduction, Similarities, Term, TermReport};
use tripletscope::network::encoder::{Encoder, Normalise, Tokens, Workspace};
use tripletscope::network::encoders::Kind;
use tripletscope::network::gradients::Gradients;
use tripletscope::network::layers::mean::Pooling;
use tripletscope::network::parameters::Parameters;

const NEGATIVES: [Negative; 4] = [Negative::Mean, Negative::Hardest, Negative::SemiHard, Negative::SemiHardCourse];
const ALONGS: [Along; 7] = [Along::Rows, Along::Columns, Along::Averaged, Along::Harder, Along::Left, Along::Right, Along::DistanceSwap];
const EXACT: f64 = 1e-12;

fn one(negative: Negative, along: Along, margin: f64) -> LossConfig {
    LossConfig::Triplet { terms: vec![Term { negative, along, margin, weight: 1.0 }], reduction: Reduction::Sum, mistakes: Mistakes::default() }
}

/// Every term alone, at one margin.
fn all_terms(margin: f64) -> Vec<LossConfig> {
    NEGATIVES.iter().flat_map(|&n| ALONGS.map(|a| one(n, a, margin))).collect()
}

/// Every term alone, every preset, every softmax.
fn all_losses(margin: f64, scale: f64) -> Vec<LossConfig> {
    let softmax = |(along, balance)| LossConfig::Softmax { along, scale, balance, reduction: Reduction::Sum, mistakes: Mistakes::default() };
    let even = [Along::Rows, Along::Columns, Along::Averaged, Along::Left, Along::Right, Along::Four].map(|along| (along, 0.5));
    let softmaxes = even.into_iter().chain([(Along::Averaged, 0.2), (Along::Averaged, 1.0)]).map(softmax);
    all_terms(margin).into_iter().chain(softmaxes).chain(loss::presets().into_iter().map(|(_, config)| config)).collect()
}

/// S, A and C of the same size, but for fewer than `wider` further columns of S.
fn sides(entries: impl Strategy<Value = f64> + Clone, wider: usize) -> impl Strategy<Value = Sides> {
    (2..9_usize, 0..wider).prop_flat_map(move |(size, further)| {
        let matrix = |columns: usize| {
            let cells = prop::collection::vec(entries.clone(), size * columns);
            cells.prop_map(move |cells| Array2::from_shape_vec((size, columns), cells).unwrap())
        };
        [matrix(size + further), matrix(size), matrix(size)]
    })
}

/// Numbers somewhat beyond the cosines, so that every branch is met; with further columns as often as without.
fn any_matrices() -> impl Strategy<Value = Sides> {
    prop_oneof![sides(-2.5..1.5_f64, 1), sides(-2.5..1.5_f64, 5)]
}

/// Multiples of 1/4: full of ties.
fn tied() -> impl Strategy<Value = f64> + Clone {
    (-8..6_i32).prop_map(|x| f64::from(x) / 4.0)
}

fn tied_matrices() -> impl Strategy<Value = Sides> {
    sides(tied(), 4)
}

/// Those of losses that are defined on S and Sᵀ alike.
fn tied_squares() -> impl Strategy<Value = Sides> {
    sides(tied(), 1)
}

fn term_of(sides: &Sides, config: &LossConfig) -> TermReport<f64> {
    loss::evaluate(given(sides), config).terms.swap_remove(0)
}

fn gradients_of(report: &LossReport<f64>) -> Sides {
    let side = |gradient: &Option<Array2<f64>>| gradient.clone().expect("it was given");
    [report.gradient.clone(), side(&report.left_gradient), side(&report.right_gradient)]
}

fn agrees_with_the_oracle(sides: &Sides, config: &LossConfig) {
    let (report, judged) = (loss::evaluate(given(sides), config), oracle::evaluate(sides, config));
    let what = format!("{config:?} on {sides:?}");
    assert_close(&what, &[report.loss], &[judged.loss], EXACT);
    for (gradient, expected) in gradients_of(&report).iter().zip(&judged.gradients) {
        assert_close(&what, &wide(gradient), &wide(expected), EXACT);
    }
    assert_eq!(report.terms.len(), judged.terms.len(), "{what}");
    for (term, anchors) in report.terms.iter().zip(&judged.terms) {
        assert_close(&what, &term.cost, &anchors.iter().map(|a| a.cost).collect::<Vec<_>>(), EXACT);
        assert_close(&what, &term.negative, &anchors.iter().map(|a| a.negative).collect::<Vec<_>>(), EXACT);
        let none = vec![-1; term.cost.len()];
        let partners = [Some(&term.row_partner), Some(&term.column_partner), term.left_partner.as_ref(), term.right_partner.as_ref()];
        for (direction, partners) in partners.into_iter().enumerate() {
            assert_eq!(*partners.unwrap_or(&none), anchors.iter().map(|a| a.partners[direction]).collect::<Vec<_>>(), "{what}");
        }
    }
}

/// What is told in detail adds up to what is told without, and leaves out what the definitions leave out.
fn details_add_up(sides: &Sides, config: &LossConfig) {
    let (report, told) = (loss::evaluate(given(sides), config), loss::evaluate_in_detail(given(sides), config));
    let what = format!("{config:?} on {sides:?}");
    let mut sums = gradients_of(&report).map(|gradient| -gradient);
    for (k, term) in told.terms.iter().enumerate() {
        let detail = term.detail.as_ref().expect("it was asked for");
        sums[0] += &detail.row_gradient;
        sums[0] += &detail.column_gradient;
        [(1, &detail.left_gradient), (2, &detail.right_gradient)].into_iter().for_each(|(side, gradient)| {
            gradient.iter().for_each(|gradient| sums[side] += gradient);
        });
        let LossConfig::Triplet { terms, .. } = config else { continue };
        let size = sides[0].nrows();
        let skips = [Negative::SemiHard, Negative::SemiHardCourse].contains(&terms[k].negative);
        let looks = |direction| skips && terms[k].along.directions().contains(&direction);
        for (i, j) in (0..size).flat_map(|i| (0..sides[0].ncols()).map(move |j| (i, j))) {
            let above = |matrix: &Array2<f64>, anchor: usize| i != j && matrix[[i, j]] > sides[0][[anchor, anchor]];
            let row = looks(Direction::Row) && above(&sides[0], i);
            let column = j < size && looks(Direction::Column) && above(&sides[0], j);
            assert_eq!(detail.excluded[[i, j]], u8::from(row) + 2 * u8::from(column), "{what}");
            if j >= size {
                assert_eq!(detail.column_gradient[[i, j]], 0.0, "{what}");
                continue;
            }
            for (direction, marks, side) in [(Direction::Left, &detail.left_excluded, 1), (Direction::Right, &detail.right_excluded, 2)] {
                let mark = marks.as_ref().is_some_and(|marks| marks[[i, j]] > 0);
                assert_eq!(mark, looks(direction) && above(&sides[side], i), "{what}");
            }
        }
    }
    for sum in sums {
        assert_close(&what, &wide(&sum), &vec![0.0; sum.len()], EXACT);
    }
    let bare = told.terms.into_iter().map(|term| TermReport { detail: None, ..term }).collect::<Vec<_>>();
    assert_eq!(format!("{:?}", LossReport { terms: bare, ..told }), format!("{report:?}"), "{what}");
}

proptest! {
    #[test]
    fn every_loss_agrees_with_the_oracle(sides in any_matrices(), margin in 0.0..2.0_f64, scale in 0.1..20.0_f64) {
        all_losses(margin, scale).iter().for_each(|config| agrees_with_the_oracle(&sides, config));
    }

    #[test]
    fn every_term_breaks_ties_as_the_oracle_does(sides in tied_matrices(), margin in 0.0..2.0_f64) {
        all_terms(margin).iter().for_each(|config| agrees_with_the_oracle(&sides, config));
    }

    #[test]
    fn details_add_up_to_the_gradients_for_every_loss(
        sides in any_matrices(), tied in tied_matrices(), margin in 0.0..2.0_f64, scale in 0.1..20.0_f64,
    ) {
        for config in all_losses(margin, scale) {
            details_add_up(&sides, &config);
            details_add_up(&tied, &config);
        }
    }

    #[test]
    fn terms_add_up_with_their_weights_and_the_mean_is_the_sum_over_the_batch(
        sides in any_matrices(), margin in 0.0..2.0_f64, weights in prop::collection::vec(0.0..3.0_f64, 28),
    ) {
        let single = all_terms(margin);
        let terms: Vec<Term> = single.iter().zip(&weights).map(|(config, &weight)| match config {
            LossConfig::Triplet { terms, .. } => Term { weight, ..terms[0] },
            LossConfig::Softmax { .. } => unreachable!("terms only"),
        }).collect();
        let together = loss::evaluate(given(&sides), &LossConfig::Triplet { terms, reduction: Reduction::Mean, mistakes: Mistakes::default() });
        let size = sides[0].nrows() as f64;
        let reports: Vec<_> = single.iter().map(|config| loss::evaluate(given(&sides), config)).collect();
        let sum: f64 = reports.iter().zip(&weights).map(|(r, w)| w * r.loss / size).sum();
        assert_close("loss", &[together.loss], &[sum], EXACT);
        let mut rest = gradients_of(&together);
        for (report, w) in reports.iter().zip(&weights) {
            rest.iter_mut().zip(gradients_of(report)).for_each(|(rest, gradient)| *rest -= &(gradient * (w / size)));
        }
        rest.iter().for_each(|rest| assert_close("gradient", &wide(rest), &vec![0.0; rest.len()], EXACT));
    }

    #[test]
    fn columns_are_the_rows_of_the_transposed_matrix([s, ..] in tied_squares(), margin in 0.0..2.0_f64) {
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
    fn one_side_is_rows_where_its_matrix_has_the_positives_on_its_diagonal([s, ..] in tied_squares(), margin in 0.0..2.0_f64, scale in 0.1..9.0_f64) {
        let same: Sides = [s.clone(), s.clone(), s.clone()];
        let softmax = |along| LossConfig::Softmax { along, scale, balance: 0.5, reduction: Reduction::Sum, mistakes: Mistakes::default() };
        let kinds = NEGATIVES.map(|negative| [Along::Rows, Along::Left, Along::Right].map(|along| one(negative, along, margin)));
        for [rows, left, right] in kinds.into_iter().chain([[Along::Rows, Along::Left, Along::Right].map(softmax)]) {
            let [rows, left, right] = [rows, left, right].map(|config| loss::evaluate(given(&same), &config));
            assert_close("left", &[left.loss], &[rows.loss], EXACT);
            assert_close("right", &[right.loss], &[rows.loss], EXACT);
            assert_close("left", &wide(&(&left.gradient + &gradients_of(&left)[1])), &wide(&rows.gradient), EXACT);
            assert_close("right", &wide(&(&right.gradient + &gradients_of(&right)[2])), &wide(&rows.gradient), EXACT);
        }
    }

    #[test]
    fn averaged_costs_at_most_the_mean_of_both_directions(sides in any_matrices(), margin in 0.0..2.0_f64) {
        for negative in NEGATIVES {
            let [rows, columns, averaged, ..] = ALONGS.map(|along| term_of(&sides, &one(negative, along, margin)));
            for i in (0..sides[0].nrows()).filter(|&i| !rows.negative[i].is_nan() && !columns.negative[i].is_nan()) {
                prop_assert!(averaged.cost[i] <= (rows.cost[i] + columns.cost[i]) / 2.0 + EXACT);
            }
        }
    }

    #[test]
    fn the_harder_of_two_costs_what_the_costlier_direction_costs(sides in any_matrices(), margin in 0.0..2.0_f64) {
        for negative in NEGATIVES {
            let [rows, columns, _, harder, _, right, swap] = ALONGS.map(|along| term_of(&sides, &one(negative, along, margin)));
            for i in 0..sides[0].nrows() {
                prop_assert_eq!(harder.cost[i], rows.cost[i].max(columns.cost[i]));
                prop_assert_eq!(swap.cost[i], rows.cost[i].max(right.cost[i]));
            }
        }
    }

    #[test]
    fn mean_negatives_of_rows_and_of_columns_have_the_same_sum(sides in tied_squares()) {
        let [rows, columns, ..] = ALONGS.map(|along| term_of(&sides, &one(Negative::Mean, along, 0.25)).negative.iter().sum::<f64>());
        assert_close("sum of mean negatives", &[rows], &[columns], EXACT);
    }

    #[test]
    fn permuting_the_pairs_permutes_the_gradient_and_keeps_the_loss(
        (sides, order) in any_matrices().prop_flat_map(|s| { let n = s[0].nrows(); (Just(s), Just((0..n).collect::<Vec<_>>()).prop_shuffle()) }),
        margin in 0.0..2.0_f64,
    ) {
        let permute = |m: &Array2<f64>| Array2::from_shape_fn(m.dim(), |(i, j)| m[[order[i], order.get(j).copied().unwrap_or(j)]]);
        let permuted = sides.each_ref().map(permute);
        for config in all_losses(margin, 5.0) {
            let (before, after) = (loss::evaluate(given(&sides), &config), loss::evaluate(given(&permuted), &config));
            assert_close("loss", &[after.loss], &[before.loss], EXACT);
            for (before, after) in gradients_of(&before).iter().zip(gradients_of(&after)) {
                assert_close("gradient", &wide(&after), &wide(&permute(before)), EXACT);
            }
        }
    }

    #[test]
    fn further_texts_are_candidates_of_rows_and_of_nothing_else(wide in sides(-2.5..1.5_f64, 5), margin in 0.0..2.0_f64) {
        let size = wide[0].nrows();
        let square = wide[0].slice(ndarray::s![.., ..size]).to_owned();
        let without: Sides = [square, wide[1].clone(), wide[2].clone()];
        for config in all_terms(margin).iter().filter(|config| !config.looks(Direction::Row)) {
            let (with, without) = (loss::evaluate(given(&wide), config), loss::evaluate(given(&without), config));
            prop_assert_eq!(with.loss, without.loss);
            prop_assert_eq!(with.gradient.slice(ndarray::s![.., ..size]), without.gradient);
            prop_assert!(with.gradient.slice(ndarray::s![.., size..]).iter().all(|&x| x == 0.0));
        }
    }

    #[test]
    fn loss_gradients_are_central_differences(sides in any_matrices(), margin in 0.0..2.0_f64, scale in 0.1..5.0_f64) {
        const STEP: f64 = 1e-5;
        let configs = all_losses(margin, scale);
        let places: Vec<_> = (0..3).flat_map(|side| sides[side].indexed_iter().map(move |(place, _)| (side, place))).collect();
        let moved = |(side, place): (usize, (usize, usize)), by: f64| { let mut m = sides.clone(); m[side][place] += by; m };
        let mut checked = 0;
        for config in &configs {
            let before = checked;
            let pattern = oracle::evaluate(&sides, config).pattern();
            let gradients = gradients_of(&loss::evaluate(given(&sides), config));
            for &place in &places {
                let (above, below) = (moved(place, STEP), moved(place, -STEP));
                if oracle::evaluate(&above, config).pattern() != pattern || oracle::evaluate(&below, config).pattern() != pattern {
                    continue; // a tie or a kink is near
                }
                let value = |m: &Sides| loss::evaluate(given(m), config).loss;
                let slope = (value(&above) - value(&below)) / (2.0 * STEP);
                assert_close(&format!("{config:?} at {place:?}"), &[gradients[place.0][place.1]], &[slope], 1e-6);
                checked += 1;
            }
            prop_assert!(2 * (checked - before) >= places.len(), "only {} of {} places are checked of {config:?}", checked - before, places.len());
        }
        let all = configs.len() * places.len();
        prop_assert!(10 * checked >= 9 * all, "only {} of {} places are checked", checked, all);
    }

    #[test]
    fn a_softmax_keeps_its_digits_where_the_positives_have_won(
        negatives in prop::collection::vec(-0.3..0.3_f32, 3 * 36), positives in prop::collection::vec(0.7..1.0_f32, 6),
    ) {
        let sides = [0, 1, 2].map(|k| Array2::from_shape_fn((6, 6), |(i, j)| if i == j { positives[i] } else { negatives[36 * k + 6 * i + j] }));
        let exact: Sides = sides.each_ref().map(|side| side.mapv(f64::from));
        let close = |actual: f32, expected: f64| (f64::from(actual) - expected).abs() <= 4e-6 * expected.abs();
        for along in [Along::Rows, Along::Columns, Along::Averaged, Along::Left, Along::Right, Along::Four] {
            let config = LossConfig::Softmax { along, scale: 20.0, balance: 0.5, reduction: Reduction::Mean, mistakes: Mistakes::default() };
            let [across, left, right] = sides.each_ref().map(|side| side.view());
            let report = loss::evaluate(Similarities { across, left: Some(left), right: Some(right) }, &config);
            let wide = loss::evaluate(given(&exact), &config);
            prop_assert!(close(report.loss, wide.loss), "{:?}: {} is not {}", along, report.loss, wide.loss);
            for (x, y) in report.gradient.iter().zip(&wide.gradient) {
                prop_assert!(close(*x, *y), "{:?}: {} is not {}", along, x, y);
            }
        }
    }
}

#[test]
fn equal_vectors_cost_every_term_its_margin() {
    for size in [2, 3, 8, 256] {
        let s: Sides = [0, 1, 2].map(|_| Array2::ones((size, size)));
        for config in all_terms(0.3) {
            assert_close(&format!("{config:?}"), &term_of(&s, &config).cost, &vec![0.3; size], EXACT);
        }
        let presets = loss::presets();
        let preset = |name: &str| presets.iter().find(|(n, _)| *n == name).map(|(_, config)| loss::evaluate(given(&s), config).loss).unwrap();
        assert_close("course-2020", &[preset("course-2020")], &[0.5], EXACT);
        assert_close("four", &[preset("four")], &[0.5], EXACT);
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
    Encoder { kind: Kind::Lstm, parameters, pooling, normalise: Normalise::Each }
}

const LEFT: [u32; 16] = [2, 3, 2, 4, 5, 6, 1, 1, 7, 1, 1, 1, 8, 0, 3, 1];
/// Four questions 2, and two further texts.
const RIGHT: [u32; 24] = [3, 4, 1, 1, 6, 2, 8, 8, 7, 5, 0, 1, 2, 1, 1, 1, 6, 4, 1, 1, 0, 2, 7, 3];

fn gradients(encoder: &Encoder<f64>, config: &LossConfig, further: usize) -> (f64, Sides, Parameters<f64>) {
    let (mut space, mut gradients) = (Workspace::default(), Gradients::of(&encoder.parameters));
    let [left, right] = [&LEFT[..], &RIGHT[..16 + 4 * further]].map(|ids| Tokens { ids, steps: 4 });
    let report = encoder.gradients(left, right, config, &mut space, &mut gradients);
    let all = Array2::from_shape_vec((8 + further, 4), space.vectors().to_vec()).unwrap();
    let (v1, right) = all.view().split_at(ndarray::Axis(0), 4);
    let v2 = right.slice(ndarray::s![..4, ..]);
    (report.loss, [v1.dot(&right.t()), v1.dot(&v1.t()), v2.dot(&v2.t())], gradients.parameters)
}

fn check_every_parameter(pooling: Pooling, config: &LossConfig, further: usize) {
    const STEP: f64 = 1e-5;
    let encoder = small_encoder(pooling);
    let (_, s, analytic) = gradients(&encoder, config, further);
    let pattern = oracle::evaluate(&s, config).pattern();
    for (t, tensor) in analytic.tensors().into_iter().enumerate() {
        for (k, &slope) in tensor.iter().enumerate() {
            let [above, below] = [STEP, -STEP].map(|by| {
                let mut moved = encoder.clone();
                moved.parameters.tensors_mut()[t][k] += by;
                let (value, s, _) = gradients(&moved, config, further);
                assert!(oracle::evaluate(&s, config).pattern() == pattern, "a tie or a kink is near: choose other weights");
                value
            });
            let what = format!("{pooling:?}, {config:?}, {further} further, tensor {t}, number {k}");
            assert_close(&what, &[slope], &[(above - below) / (2.0 * STEP)], 1e-6);
        }
    }
}

#[test]
fn gradients_of_every_parameter_are_central_differences_for_every_loss() {
    for pooling in [Pooling::Mean, Pooling::MaskedMean] {
        for further in [0, 2] {
            all_losses(1.3, 8.0).iter().for_each(|config| check_every_parameter(pooling, config, further));
        }
    }
}
