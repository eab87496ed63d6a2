//! The mistakes that people make, each a setting: gradients against the float64 reference and against central differences, what a run with one does,
//! and what its reports and links say.

use crate::common::close::assert_close;
use crate::common::golden::{Shape, Weights};
use serde::Deserialize;
use std::sync::Arc;
use tripletscope::data::Dataset;
use tripletscope::loss::{self, LossConfig, Mistakes};
use tripletscope::network::encoder::{Encoder, Normalise, Tokens, Workspace};
use tripletscope::network::encoders::Kind;
use tripletscope::network::gradients::Gradients;
use tripletscope::network::layers::mean::Pooling;
use tripletscope::network::parameters::Parameters;
use tripletscope::page::link;
use tripletscope::page::plan::Plan;
use tripletscope::training::checkpoint::{load_run, save_run};
use tripletscope::training::trainer::Trainer;

#[derive(Deserialize)]
struct Goldens {
    #[serde(flatten)]
    shape: Shape,
    steps: usize,
    parameters: Weights,
    left: Vec<u32>,
    right: Vec<u32>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    loss: f64,
    gradients: Weights,
}

fn load() -> Goldens {
    serde_json::from_str(include_str!("reference/mistakes.json")).expect("mistakes.json has the shape above")
}

/// The course's loss of 2022, with these mistakes.
fn course(mistakes: Mistakes) -> LossConfig {
    let (_, mut loss) = loss::presets().into_iter().find(|(name, _)| *name == "course-2022").expect("a preset");
    if let LossConfig::Triplet { mistakes: own, .. } = &mut loss {
        *own = mistakes;
    }
    loss
}

/// The network and the loss with the mistake of that name, or all.
fn mistaken(goldens: &Goldens, name: &str) -> (Encoder<f64>, LossConfig) {
    let is = |own: &str| name == own || name == "all";
    let pooling = if is("wrong-axis") { Pooling::Units } else { Pooling::Mean };
    let normalise = if is("batch-norm") { Normalise::Batch } else { Normalise::Each };
    let encoder = Encoder { kind: Kind::Lstm, parameters: goldens.parameters.parameters(&goldens.shape), pooling, normalise };
    (encoder, course(Mistakes { transposed: is("transposed"), one_hinge: is("one-hinge") }))
}

fn gradients(goldens: &Goldens, encoder: &Encoder<f64>, loss: &LossConfig, mut space: Workspace<f64>) -> (f64, Parameters<f64>) {
    let mut gradients = Gradients::of(&encoder.parameters);
    let [left, right] = [&goldens.left, &goldens.right].map(|ids| Tokens { ids, steps: goldens.steps });
    (encoder.gradients(left, right, loss, &mut space, &mut gradients).loss, gradients.parameters)
}

#[test]
fn gradients_with_each_mistake_are_those_of_the_reference() {
    let goldens = load();
    assert_eq!(goldens.cases.len(), 6);
    for case in &goldens.cases {
        let (encoder, loss) = mistaken(&goldens, &case.name);
        for space in [Workspace::default(), Workspace::thorough()] {
            let (value, found) = gradients(&goldens, &encoder, &loss, space);
            assert_close(&case.name, &[value], &[case.loss], 1e-10);
            for (found, expected) in found.tensors().into_iter().zip(case.gradients.tensors()) {
                assert_close(&case.name, found, expected, 1e-10);
            }
        }
    }
}

#[test]
fn gradients_with_each_mistake_are_central_differences() {
    const STEP: f64 = 1e-6;
    let goldens = load();
    for case in &goldens.cases {
        let (encoder, loss) = mistaken(&goldens, &case.name);
        let (_, analytic) = gradients(&goldens, &encoder, &loss, Workspace::default());
        for (t, tensor) in analytic.tensors().into_iter().enumerate() {
            for (k, &slope) in tensor.iter().enumerate().step_by(3) {
                let [above, below] = [STEP, -STEP].map(|by| {
                    let mut moved = encoder.clone();
                    moved.parameters.tensors_mut()[t][k] += by;
                    gradients(&goldens, &moved, &loss, Workspace::default()).0
                });
                assert_close(&format!("{}, tensor {t}, number {k}", case.name), &[slope], &[(above - below) / (2.0 * STEP)], 1e-6);
            }
        }
    }
}

fn trainer(link: &str) -> Trainer {
    let link = link::parse(link);
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    let data = Dataset::builtin("questions", &link.builtin_config()).expect("the built-in set");
    Trainer::new(Arc::new(data), link.run_config().expect("settings that go together")).expect("a model")
}

#[test]
fn a_norm_of_the_whole_batch_keeps_the_loss_at_126() {
    // S_ii are at most 1 over all 256 pairs together: of 128, two terms can save 1 each.
    let mut run = trainer("batchSize=256&model.embeddingDim=8&model.hiddenDim=8&model.normalise=batch&loss=course-2022");
    let losses: Vec<f64> = (0..30).map(|_| run.step().expect("finite").loss).collect();
    assert!(losses.iter().all(|loss| (126.0..128.5).contains(loss)), "{losses:?}");
    let squares = |side: usize| run.vectors()[side * 256 * 8..][..256 * 8].iter().map(|x| f64::from(x * x)).sum::<f64>();
    assert!([squares(0), squares(1)].iter().all(|sum| (sum - 1.0).abs() < 1e-4), "each side has length 1 as a whole");
    assert!(run.evaluate().expect("finite").auc.is_some(), "asked one by one, each vector has a norm of its own");
}

#[test]
fn a_mean_over_the_wrong_axis_gives_vectors_of_as_many_numbers_as_steps() {
    let mut run = trainer("batchSize=8&model.hiddenDim=5&maxLength=16&model.pooling=units");
    let report = run.step().expect("finite");
    let numbers = run.vectors().len() / 16;
    assert!(numbers.is_power_of_two() && numbers <= 16 && report.mistakes == ["wrong-axis"], "{numbers}, {:?}", report.mistakes);
    let (_, scored) = run.evaluate_scored().expect("finite");
    let pair = &run.dataset().evaluation()[0];
    let [a, b] = [pair.question1, pair.question2].map(|question| run.dataset().text(question).to_owned());
    assert_eq!(f64::from(run.predict(&a, &b).expect("texts")), scored[0].0);
}

#[test]
fn a_transposed_matrix_makes_columns_of_rows() {
    let losses = |loss: &str| {
        (0..4).map(|_| 0).scan(trainer(&format!("batchSize=8&loss={loss}")), |run, _| Some(run.step().unwrap().loss)).collect::<Vec<_>>()
    };
    let columns = "sum~mean_columns_0.25_1~semi-hard-course_columns_0.25_1";
    assert_eq!(losses("transposed~course-2022"), losses(columns));
    assert_ne!(losses("course-2022"), losses(columns));
}

#[test]
fn what_acts_is_in_the_report_and_what_does_not_is_not() {
    let first = |link: &str| trainer(link).step().expect("finite");
    assert!(first("batchSize=8").mistakes.is_empty());
    let padded = first("batchSize=8&model.pooling=mean");
    assert_eq!(padded.mistakes, ["padding"]);
    assert!(padded.padding > 0.1 && padded.padding < 0.9, "{}", padded.padding);
    let leaking = (0..20).scan(trainer("batchSize=4&loss=course-2022&model.initialisation=trax"), |run, _| Some(run.step().unwrap()));
    let (with, without): (Vec<_>, Vec<_>) = leaking.partition(|report| report.leaked > 0.0);
    assert!(!with.is_empty() && with.iter().all(|report| report.mistakes == ["leak"]));
    assert!(without.iter().all(|report| report.mistakes.is_empty()));
    assert_eq!(first("batchSize=8&loss=transposed~one-hinge~forum").mistakes, ["transposed", "one-hinge"]);
    assert_eq!(first("batchSize=8&loss=sum~mean_rows_0.25_1~hardest_rows_0.25_1").mistakes, ["reduction"]);
    let cold = "batchSize=64&loss=mean~hardest_rows_0.25_1&adam.learningRate=0.05&model.pooling=masked-mean";
    let last = (0..40).scan(trainer(cold), |run, _| Some(run.step().unwrap())).last().expect("steps");
    assert_eq!(last.mistakes.contains(&"cold-start"), last.collapse > 0.9);
}

#[test]
fn a_mistaken_run_is_saved_and_goes_on_bit_for_bit() {
    let mut run = trainer("batchSize=8&model.pooling=units&model.normalise=batch&loss=transposed~one-hinge~lab");
    run.step().expect("finite");
    let mut again = load_run(run.dataset().clone(), &save_run(&run)).expect("a saved run");
    assert_eq!(again.config(), run.config());
    assert_eq!((0..3).map(|_| run.step().unwrap().loss).collect::<Vec<_>>(), (0..3).map(|_| again.step().unwrap().loss).collect::<Vec<_>>());
    assert_eq!(save_run(&run), save_run(&again));
    assert_eq!(run.parts(), 1, "a norm of the whole batch is not shared");
}

#[test]
fn a_link_says_the_mistakes_in_front_of_the_loss() {
    for text in ["v=1&loss=transposed~course-2022", "v=1&loss=one-hinge~both", "v=1&loss=transposed~one-hinge~mean~softmax_rows_12"] {
        let link = link::parse(text);
        assert!(link.problems.is_empty() && link.loss.mistakes() != Mistakes::default(), "{:?}", link.problems);
        assert_eq!(link::write(&tripletscope::settings::Value::Map(Default::default()), &link.loss, &Plan::default()).unwrap(), text);
    }
}
