//! Negatives that the data bring along: which texts they are, which batch has which, and what they do to a run.

use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use tripletscope::data::{Dataset, Pair, Reading};
use tripletscope::settings::Value;
use tripletscope::training::checkpoint::{load_run, save_run};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

fn value(json: serde_json::Value) -> Value {
    serde_json::from_value(json).expect("plain data")
}

fn read(rows: impl Iterator<Item = String>, header: &str, reading: serde_json::Value) -> Arc<Dataset> {
    let file = std::iter::once(format!("{header}\n")).chain(rows).collect::<String>();
    Arc::new(Dataset::read(file.as_bytes(), &Reading::of(&value(reading)).expect("a reading")).expect("pairs"))
}

/// 60 clusters of two questions, each with a third text of its own.
fn triplets() -> Arc<Dataset> {
    read((0..60).map(|k| format!("how is a{k} made,who makes a{k},where is b{k} sold\n")), "anchor,positive,negative", json!({}))
}

/// 60 duplicates, and for each a row that says that question 1 is not the next cluster's question 2; all are trained on but the last ten.
fn labelled() -> Arc<Dataset> {
    let row = |k: usize| format!("how is a{k} made,who makes a{k},1\nhow is a{k} made,who makes a{},0\n", (k + 1) % 60);
    read((0..60).map(row), "q1,q2,label", json!({ "split": { "train": 100, "test": 20 } }))
}

fn config(further: usize) -> RunConfig {
    let config = json!({
        "model": { "embeddingDim": 8, "hiddenDim": 8, "pooling": "masked-mean", "initialisation": "keras", "seed": 3 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [{ "negative": "hardest", "along": "rows", "margin": 0.25 }] },
        "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0.0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": 8, "maxLength": 8, "swap": false, "negatives": further, "seed": 3
    });
    RunConfig::read(&value(config)).expect("allowed settings")
}

fn losses(trainer: &mut Trainer, steps: usize) -> Vec<u64> {
    (0..steps).map(|_| trainer.step().expect("a finite step").loss.to_bits()).collect()
}

#[test]
fn a_triplets_third_text_is_trained_on_or_measured_as_its_row_is() {
    let dataset = triplets();
    let report = dataset.report();
    assert_eq!(report.negatives, dataset.train().len(), "one for each cluster that is trained on");
    let (duplicates, others): (Vec<&Pair>, Vec<&Pair>) = dataset.evaluation().iter().partition(|pair: &&Pair| pair.duplicate);
    assert_eq!(duplicates.iter().map(|pair| pair.line).collect::<BTreeSet<_>>(), others.iter().map(|pair| pair.line).collect(), "the same rows");
    assert_eq!(report.kept.train + report.kept.test + report.skipped.total, report.rows_read + report.triplets);
}

#[test]
fn a_batch_has_the_texts_of_its_own_pairs() {
    let mut run = Trainer::new(triplets(), config(5)).expect("a run");
    for _ in 0..12 {
        run.step().expect("a finite step");
        assert_eq!(run.similarity().len(), 8 * (8 + 5));
        assert_eq!(run.vectors().len(), (2 * 8 + 5) * 8);
        let [left, _] = run.batch_texts();
        let name = |text: &str, mark: char| text.split(' ').find(|word| word.starts_with(mark)).map(|word| word[1..].to_owned()).expect("a name");
        let own: BTreeSet<_> = left.iter().map(|text| name(text, 'a')).collect();
        let further: BTreeSet<_> = run.further_texts().iter().map(|text| name(text, 'b')).collect();
        assert_eq!(further.len(), 5, "each once");
        assert!(further.is_subset(&own), "{further:?} of {own:?}");
    }
}

#[test]
fn no_text_asks_what_a_pair_of_the_batch_asks() {
    let dataset = labelled();
    let mut run = Trainer::new(dataset, RunConfig { batch_size: 30, ..config(64) }).expect("a run");
    let mut met = 0;
    for _ in 0..12 {
        run.step().expect("a finite step");
        let [left, right] = run.batch_texts();
        let names = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| text.split(' ').find(|word| word.starts_with('a') && word.len() > 1).expect("a name").to_owned())
                .collect::<BTreeSet<_>>()
        };
        let pairs: BTreeSet<_> = names(&left).union(&names(&right)).cloned().collect();
        assert!(pairs.is_disjoint(&names(&run.further_texts())), "a text of a cluster that is in the batch");
        met += run.further_texts().len();
    }
    assert!(met > 50, "only {met} texts in 12 batches");
}

#[test]
fn zero_leaves_every_bit_and_more_moves_them() {
    let run = |further| {
        let mut run = Trainer::new(triplets(), config(further)).expect("a run");
        (losses(&mut run, 6), save_run(&run))
    };
    assert!(!String::from_utf8_lossy(&run(0).1).contains("negatives"), "a run without them is saved as before");
    assert_eq!(run(4), run(4));
    assert_ne!(run(0).0, run(4).0);
}

#[test]
fn a_run_goes_on_to_the_bit_and_takes_another_number_at_any_step() {
    let mut run = Trainer::new(triplets(), config(4)).expect("a run");
    losses(&mut run, 3);
    let saved = save_run(&run);
    let mut restored = load_run(triplets(), &saved).expect("a saved run");
    assert_eq!(losses(&mut run, 3), losses(&mut restored, 3));
    run.preview();
    assert_eq!(run.similarity().len(), 8 * 12);
    run.configure(config(0)).expect("it may change");
    run.step().expect("a finite step");
    assert_eq!((run.similarity().len(), run.further_texts().len()), (64, 0));
    let others = read((0..60).map(|k| format!("how is a{k} made,who makes a{k},where is c{k} sold\n")), "anchor,positive,negative", json!({}));
    assert!(load_run(others, &saved).err().expect("other texts").to_string().contains("data"));
}

#[test]
fn data_without_such_rows_train_as_if_none_were_asked_for() {
    let dataset = Arc::new(Dataset::builtin("questions", &value(json!({}))).expect("the built-in set"));
    assert_eq!(dataset.report().negatives, 0);
    let [mut with, mut without] = [9, 0].map(|further| Trainer::new(dataset.clone(), config(further)).expect("a run"));
    assert_eq!(losses(&mut with, 3), losses(&mut without, 3));
    assert!(with.further_texts().is_empty());
}

#[test]
fn the_number_is_refused_by_name() {
    let mut settings = serde_json::to_value(config(0)).expect("plain data");
    settings["negatives"] = json!(2000);
    let sentence = RunConfig::read(&value(settings)).expect_err("too many").to_string();
    assert!(sentence.starts_with("negatives is 2000, but it must be"), "{sentence}");
}

#[test]
fn vectors_with_labels_bring_them_along_too() {
    let dim = 16;
    let unit = |k: usize, turn: f32| {
        (0..dim).map(move |x| {
            if x == k % dim {
                1.0
            } else if x == (k / dim + 1 + k) % dim {
                turn
            } else {
                0.0
            }
        })
    };
    let (mut v1, mut v2, mut labels) = (vec![], vec![], vec![]);
    for k in 0..200 {
        v1.extend(unit(k, 0.5).chain(unit(k, 0.5)));
        v2.extend(unit(k, 0.4).chain(unit(k + 3, 0.4)));
        labels.extend(["1", "0"].map(String::from));
    }
    let beside = tripletscope::data::Beside { labels: Some(labels), ..Default::default() };
    let dataset = Arc::new(Dataset::from_vectors(&v1, &v2, dim, &beside).expect("vectors"));
    assert!(dataset.report().negatives > 0);
    let mut settings = serde_json::to_value(config(6)).expect("plain data");
    settings["model"] =
        json!({ "encoder": "linear", "embeddingDim": dim, "hiddenDim": dim, "pooling": "mean", "initialisation": "identity", "seed": 1 });
    let mut run = Trainer::new(dataset, RunConfig::read(&value(settings)).expect("allowed")).expect("a run");
    run.step().expect("a finite step");
    let (further, b) = (run.further_texts().len(), run.batch_texts()[0].len());
    assert!(further > 0);
    assert_eq!(run.similarity().len(), b * (b + further));
}

/// The losses of the first steps, as tests/unit/further.test.mjs has them.
const AGREED: [f64; 6] = [0.3413037359714508, 0.1429893970489502, 0.13425585627555847, 0.1339058130979538, 0.13282856345176697, 0.13026191294193268];

#[test]
fn the_first_losses_are_those_of_every_engine() {
    let config = json!({
        "model": { "embeddingDim": 12, "hiddenDim": 10, "pooling": "masked-mean", "initialisation": "keras", "seed": 3 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [
            { "negative": "mean", "along": "rows", "margin": 0.25 }, { "negative": "hardest", "along": "averaged", "margin": 0.25, "weight": 0.5 } ] },
        "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 1e-5, "schedule": "warmup-rsqrt", "warmupSteps": 5 },
        "batchSize": 8, "maxLength": 16, "swap": false, "negatives": 5, "seed": 3
    });
    let mut run = Trainer::new(triplets(), RunConfig::read(&value(config)).expect("allowed settings")).expect("a run");
    let losses: Vec<f64> = (0..6).map(|_| run.step().expect("a finite step").loss).collect();
    assert_eq!(losses, AGREED);
}
