//! Vectors of one's own, and the linear head on them.

use crate::common::numbers::numbers;
use ndarray::Array2;
use serde_json::json;
use std::sync::Arc;
use tripletscope::data::reading::{Different, Duplicate, Split};
use tripletscope::data::{Beside, Column, Dataset, Reading};
use tripletscope::error::Why;
use tripletscope::loss::{Along, LossConfig, Mistakes, Negative, Reduction, Term};
use tripletscope::network::encoder::{Encoder, Normalise, Vectors, Workspace};
use tripletscope::network::encoders::Kind;
use tripletscope::network::gradients::Gradients;
use tripletscope::network::layers::mean::Pooling;
use tripletscope::network::parameters::Parameters;
use tripletscope::settings::Value;
use tripletscope::training::adam::{Adam, AdamConfig};
use tripletscope::training::checkpoint::{load_run, load_state, save_run};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;
use tripletscope::training::weights::{Format, Layout, Notes, open, to_weights};

const DIM: usize = 6;

/// Pairs whose second vectors are the first ones turned, and noise: a head can learn to turn them back only in part.
fn pairs(count: usize) -> (Vec<f32>, Vec<f32>) {
    let (v1, noise) = (numbers(count * DIM, 1), numbers(count * DIM, 2));
    let turned = v1.chunks(DIM).flat_map(|v| (0..DIM).map(|d| if d < 2 { v[d] } else { v[(d + 3) % DIM] })).collect::<Vec<_>>();
    let v2 = turned.iter().zip(&noise).map(|(x, n)| 2.0 * (x + 0.3 * n)).collect();
    (v1, v2)
}

fn dataset(count: usize) -> Arc<Dataset> {
    let (v1, v2) = pairs(count);
    Arc::new(Dataset::from_vectors(&v1, &v2, DIM, &Beside::default()).expect("pairs of vectors"))
}

fn config(encoder: &str, initialisation: &str) -> RunConfig {
    let config = json!({
        "model": { "encoder": encoder, "embeddingDim": 32, "hiddenDim": DIM, "pooling": "mean", "initialisation": initialisation, "seed": 4 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [
            { "negative": "mean", "along": "rows", "margin": 0.25 }, { "negative": "hardest", "along": "columns", "margin": 0.25 } ] },
        "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": 16, "maxLength": 16, "swap": true, "seed": 4
    });
    RunConfig::read(&serde_json::from_value(config).expect("plain data")).expect("allowed settings")
}

#[test]
fn vectors_become_unit_vectors_and_every_row_is_accounted_for() {
    let (v1, mut v2) = pairs(90);
    v2[..DIM].copy_from_slice(&v1[..DIM]);
    v2[DIM..2 * DIM].copy_from_slice(&v1[2 * DIM..3 * DIM]);
    let labels = (0..90).map(|k| u8::from(k % 3 != 1).to_string()).collect();
    let data = Dataset::from_vectors(&v1, &v2, DIM, &Beside { labels: Some(labels), ..Beside::default() }).unwrap();
    let report = data.report();
    assert_eq!((report.source, report.rows_read), ("vectors", 90));
    assert_eq!(report.kept.train + report.kept.test + report.skipped.total, 90);
    assert_eq!(report.skipped.reasons[0].reason, "both its vectors are the same");
    assert_eq!(data.vector_dim(), Some(DIM));
    assert!(data.evaluation().iter().any(|pair| !pair.duplicate));
    let pair = data.train()[0];
    assert!([pair.question1, pair.question2].iter().all(|&question| data.text(question).starts_with('v')));
}

/// 90 pairs with these labels, again and again.
fn labelled(labels: &[&str], reading: Reading) -> Result<Dataset, String> {
    let (v1, v2) = pairs(90);
    let labels = (0..90).map(|k| labels[k % labels.len()].to_owned()).collect();
    Dataset::from_vectors(&v1, &v2, DIM, &Beside { labels: Some(labels), reading, ..Beside::default() }).map_err(|e| e.to_string())
}

#[test]
fn labels_of_vectors_mean_what_those_of_a_file_mean() {
    for labels in [["1", "0", "1"], ["1", "-1", "1"], ["same", "different", "same"]] {
        let report = labelled(&labels, Reading::default()).expect("known by convention").report().clone();
        assert_eq!((report.duplicates, report.non_duplicates), (60, 30), "{labels:?}");
    }
    let scores = ["0.9", "0.1", "0.5"];
    let asked = labelled(&scores, Reading::default()).unwrap_err();
    assert!(asked.starts_with("Column labels looks like scores") && asked.contains("duplicate: { from: a number }"), "{asked}");
    let said = Reading { duplicate: Some(Duplicate::Scores { from: 0.8 }), different: Some(Different::Scores { below: 0.4 }), ..Reading::default() };
    let report = labelled(&scores, said).expect("it is said").report().clone();
    assert_eq!((report.duplicates, report.non_duplicates), (30, 30));
    assert_eq!(report.skipped.reasons.iter().find(|r| r.why == Why::BetweenScores).map(|r| r.count), Some(30));
    assert_eq!(report.kept.train + report.kept.test + report.skipped.total, 90);
}

#[test]
fn vectors_are_held_out_as_is_said() {
    let held_out = |held_out: f64, seed| {
        let split = Some(Some(Split::HeldOut { held_out, seed: Some(seed) }));
        labelled(&["1"], Reading { split, ..Reading::default() }).expect("there is enough to train on")
    };
    let lines = |data: &Dataset| data.evaluation().iter().map(|pair| pair.line).collect::<Vec<_>>();
    assert_eq!(held_out(0.2, 1).evaluation().len(), 18);
    assert_ne!(lines(&held_out(0.2, 1)), lines(&held_out(0.2, 2)));
    let split = Some(Some(Split::InOrder { train: 60, test: 30, validation: None }));
    let in_order = labelled(&["1"], Reading { split, ..Reading::default() }).unwrap();
    assert_eq!(lines(&in_order), (61..=90).collect::<Vec<_>>());
    let (v1, v2) = pairs(90);
    let parts = (0..90).map(|k| ["train", "train", "test", "none"][k % 4].to_owned()).collect();
    let by_part = Dataset::from_vectors(&v1, &v2, DIM, &Beside { parts: Some(parts), ..Beside::default() }).unwrap();
    assert!(lines(&by_part).iter().all(|line| line % 4 == 3));
    assert_eq!((by_part.report().kept.test, by_part.report().skipped.total), (22, 22));
    let named = Reading { split: Some(Some(Split::By(Column::Named("part".into())))), ..Reading::default() };
    assert!(labelled(&["1"], named).unwrap_err().contains("reading.split is \"part\""));
}

#[test]
fn what_does_not_fit_is_named_by_argument_and_line() {
    let (v1, v2) = pairs(4);
    let refused = |v1: &[f32], v2: &[f32], dim: usize, beside: Beside| Dataset::from_vectors(v1, v2, dim, &beside).unwrap_err().to_string();
    let mut zero = v2.clone();
    zero[2 * DIM..3 * DIM].fill(0.0);
    assert_eq!(refused(&v1, &zero, DIM, Beside::default()), "v2, line 3: the vector is zero, so it has no direction.");
    let mut nan = v1.clone();
    nan[DIM + 1] = f32::NAN;
    assert_eq!(refused(&nan, &v2, DIM, Beside::default()), "v1, line 2: number 2 is NaN, but it must be finite.");
    assert!(refused(&v1, &v2[DIM..], DIM, Beside::default()).contains("v2's length is 18, but it must be 24"));
    assert!(refused(&v1, &v2, 5, Beside::default()).contains("a multiple of dim = 5"));
    assert!(refused(&v1, &v2, 0, Beside::default()).contains("dim is 0"));
    let labelled = |labels: [&str; 4]| Beside { labels: Some(labels.map(String::from).to_vec()), ..Beside::default() };
    let asked = refused(&v1, &v2, DIM, labelled(["0", "1", "3", "1"]));
    assert!(
        asked.contains(r#"Column labels looks like scores, and nothing says which of its values mean duplicates: "0" (1), "1" (2), "3" (1)"#),
        "{asked}"
    );
    assert!(refused(&v1, &v2, DIM, Beside { left: Some(vec!["a".into()]), ..Beside::default() }).contains("left's length is 1"));
    assert!(refused(&v1, &v2, DIM, labelled(["0"; 4])).contains("at least 2 pairs"));
    let tiny: Vec<f32> = v1.iter().map(|x| x * 1e-38).collect();
    assert!(Dataset::from_vectors(&tiny, &v2, DIM, &Beside::default()).is_ok(), "tiny vectors have a direction");
}

/// Loss of 5 pairs under a head [6, 4], in f64.
fn loss_of(kernel: &Array2<f64>, left: &[f64], right: &[f64], loss: &LossConfig) -> (f64, Vec<f64>) {
    let mut parameters = Parameters::<f64>::of(&(Kind::Linear.parts::<f64>().shapes)(0, DIM, kernel.ncols()));
    parameters.lstm.kernel.assign(kernel);
    let encoder = Encoder { kind: Kind::Linear, parameters, pooling: Pooling::Mean, normalise: Normalise::Each };
    let (mut space, mut gradients) = (Workspace::default(), Gradients::of(&encoder.parameters));
    let [left, right] = [left, right].map(|values| Vectors { values, dim: DIM });
    let report = encoder.gradients(left, right, loss, &mut space, &mut gradients);
    (report.loss, gradients.parameters.lstm.kernel.iter().copied().collect())
}

#[test]
fn the_head_s_gradient_is_the_slope_of_the_loss() {
    let wide = |values: Vec<f32>| values.into_iter().map(f64::from).collect::<Vec<_>>();
    let (left, right) = (wide(numbers(5 * DIM, 7)), wide(numbers(5 * DIM, 8)));
    let kernel = Array2::from_shape_vec((DIM, 4), wide(numbers(DIM * 4, 9))).unwrap();
    let term = |negative, along| Term { negative, along, margin: 2.0, weight: 0.5 };
    let losses = [
        LossConfig::Softmax { along: Along::Averaged, scale: 5.0, balance: 0.5, reduction: Reduction::Mean, mistakes: Mistakes::default() },
        LossConfig::Triplet {
            terms: vec![term(Negative::Mean, Along::Averaged), term(Negative::Hardest, Along::Rows)],
            reduction: Reduction::Sum,
            mistakes: Mistakes::default(),
        },
    ];
    for loss in losses {
        let (_, gradient) = loss_of(&kernel, &left, &right, &loss);
        for (place, &slope) in gradient.iter().enumerate() {
            let at = |h: f64| {
                let mut moved = kernel.clone();
                moved.as_slice_mut().expect("row-major")[place] += h;
                loss_of(&moved, &left, &right, &loss).0
            };
            let central = |h: f64| (at(h) - at(-h)) / (2.0 * h);
            let wanted = (4.0 * central(1e-4) - central(2e-4)) / 3.0;
            assert!((slope - wanted).abs() < 1e-9, "{loss:?}: dW[{place}] is {slope}, not {wanted}");
        }
        assert!(gradient.iter().any(|d| d.abs() > 0.01));
    }
}

#[test]
fn the_identity_leaves_the_vectors_as_they_are() {
    let data = dataset(200);
    let mut trainer = Trainer::new(Arc::clone(&data), config("linear", "identity")).unwrap();
    let (_, scored) = trainer.evaluate_scored().unwrap();
    assert!(scored.len() >= 50);
    for (pair, (score, _)) in data.evaluation().iter().zip(scored) {
        let [one, other] = [pair.question1, pair.question2].map(|q| data.text(q));
        assert_eq!(f64::from(trainer.predict(one, other).unwrap()), score, "a pair is asked by its names");
    }
    trainer.preview();
    let (v1, v2) = pairs(200);
    let cosine = |a: &[f32], b: &[f32]| {
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum::<f64>();
        dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
    };
    let row = |text: &str| {
        let values = if text.starts_with("v1") { &v1 } else { &v2 };
        let line: usize = text[3..text.len() - 1].parse().unwrap();
        &values[(line - 1) * DIM..][..DIM]
    };
    let [left, right] = trainer.batch_texts();
    for (k, s) in trainer.similarity().into_iter().enumerate() {
        let wanted = cosine(row(left[k / 16]), row(right[k % 16]));
        assert!((f64::from(s) - wanted).abs() < 1e-6, "S[{k}] is {s}, not {wanted}");
    }
}

#[test]
fn a_head_learns_is_saved_and_goes_on_bit_for_bit() {
    let data = dataset(300);
    for initialisation in ["identity", "random"] {
        let mut trainer = Trainer::new(Arc::clone(&data), config("linear", initialisation)).unwrap();
        let before = trainer.evaluate().unwrap().recall_at1.forward;
        (0..150).for_each(|_| drop(trainer.step()));
        let after = trainer.evaluate().unwrap().recall_at1.forward;
        assert!(after > before, "{initialisation}: recall@1 from {before:?} to {after:?}");
        assert_eq!(trainer.config().model.embedding_dim, DIM, "D is the data's");
        let saved = save_run(&trainer);
        let mut again = load_run(Arc::clone(&data), &saved).unwrap();
        assert_eq!(again.step(), trainer.step());
        assert_eq!(save_run(&again), save_run(&trainer));
        assert!(load_run(dataset(299), &saved).is_err_and(|e| e.to_string().contains("other data")));
        assert!(load_state(&saved).is_err(), "a head's steps are not shared");

        let file = to_weights(&trainer, Format::Npz).unwrap();
        assert_eq!(open(&file, &Notes::default()).unwrap().source.layout, Layout::Linear);
        let opened = Trainer::from_weights(&data, config("linear", "identity"), &file, &Notes::default()).unwrap();
        assert_eq!(opened.evaluate_scored().unwrap(), trainer.evaluate_scored().unwrap());
    }
}

#[test]
fn what_only_words_have_is_refused_and_the_run_goes_on() {
    let data = dataset(100);
    let refused = |config: RunConfig| Trainer::new(Arc::clone(&data), config).err().expect("does not fit").to_string();
    assert!(refused(config("lstm", "keras")).contains("take the linear encoder"));
    assert!(refused(config("linear", "keras")).contains("\"identity\", \"random\""));
    let texts = Arc::new(Dataset::from_csv(b"question1,question2\nhow one,what one\nhow two,what two\n").unwrap());
    assert!(Trainer::new(texts, config("linear", "identity")).err().unwrap().to_string().contains("take the LSTM"));
    let mut trainer = Trainer::new(Arc::clone(&data), config("linear", "identity")).unwrap();
    trainer.step().unwrap();
    assert!(trainer.explain(0).unwrap_err().to_string().contains("the data are vectors"));
    assert!(trainer.predict("How are you?", "v1[1]").unwrap_err().to_string().contains("How are you?"));
    assert!(trainer.nearest("How are you?", 3).is_err() && trainer.begin().is_err());
    let text = data.text(data.evaluation()[0].question1);
    assert_eq!(trainer.nearest(text, 1).unwrap()[0].0, text);
    trainer.step().unwrap();
}

#[derive(serde::Deserialize)]
struct Golden {
    dim: usize,
    hidden: usize,
    adam: Value,
    kernel: Vec<f64>,
    batches: Vec<GoldenBatch>,
    runs: Vec<GoldenRun>,
}

#[derive(serde::Deserialize)]
struct GoldenBatch {
    left: Vec<f64>,
    right: Vec<f64>,
}

#[derive(serde::Deserialize)]
struct GoldenRun {
    loss: Value,
    steps: Vec<GoldenStep>,
}

#[derive(serde::Deserialize)]
struct GoldenStep {
    loss: f64,
    gradient: Vec<f64>,
    kernel: Vec<f64>,
}

#[test]
fn steps_of_a_head_are_those_of_the_float64_reference() {
    let golden: Golden = serde_json::from_str(include_str!("reference/linear.json")).expect("what linear.py writes");
    let close = |what: &str, found: &[f64], wanted: &[f64]| {
        assert_eq!(found.len(), wanted.len(), "{what}");
        found.iter().zip(wanted).for_each(|(a, b)| assert!((a - b).abs() < 1e-10, "{what}: {a}, not {b}"));
    };
    for run in &golden.runs {
        let loss = LossConfig::read(&run.loss, "loss").expect("a preset");
        let mut parameters = Parameters::<f64>::of(&(Kind::Linear.parts::<f64>().shapes)(0, golden.dim, golden.hidden));
        parameters.tensors_mut()[1].copy_from_slice(&golden.kernel);
        let mut encoder = Encoder { kind: Kind::Linear, parameters, pooling: Pooling::Mean, normalise: Normalise::Each };
        let mut adam = Adam::new(AdamConfig::read(&golden.adam, "adam").expect("allowed settings"));
        let (mut space, mut gradients) = (Workspace::default(), Gradients::of(&encoder.parameters));
        for (batch, step) in golden.batches.iter().zip(&run.steps) {
            let [left, right] = [&batch.left, &batch.right].map(|values| Vectors { values, dim: golden.dim });
            gradients.fill_zero();
            let report = encoder.gradients(left, right, &loss, &mut space, &mut gradients);
            close("loss", &[report.loss], &[step.loss]);
            close("gradient", gradients.parameters.tensors()[1], &step.gradient);
            adam.update(&mut encoder.parameters, &gradients).expect("finite");
            close("kernel", encoder.parameters.tensors()[1], &step.kernel);
        }
    }
}
