//! Whole runs: they learn, they repeat to the bit, and they continue to the bit.

use serde_json::json;
use std::sync::Arc;
use tripletscope::data::Dataset;
use tripletscope::loss::presets;
use tripletscope::measures::evaluation::Evaluation;
use tripletscope::page::link;
use tripletscope::settings::Value;
use tripletscope::training::checkpoint::{load_model, load_run, save_model, save_run};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

fn value(json: serde_json::Value) -> Value {
    serde_json::from_value(json).expect("plain data")
}

fn dataset() -> Arc<Dataset> {
    Arc::new(Dataset::builtin("questions", &value(json!({ "asymmetry": 0.5, "seed": 1 }))).expect("the built-in set"))
}

fn settings() -> serde_json::Value {
    json!({
        "model": { "embeddingDim": 16, "hiddenDim": 16, "pooling": "masked-mean", "initialisation": "keras", "seed": 3 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [
            { "negative": "mean", "along": "rows", "margin": 0.25 }, { "negative": "hardest", "along": "averaged", "margin": 0.25, "weight": 0.5 } ] },
        "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 1e-5, "schedule": "warmup-rsqrt", "warmupSteps": 20 },
        "batchSize": 16, "maxLength": 64, "swap": true, "seed": 3
    })
}

fn config() -> RunConfig {
    RunConfig::read(&value(settings())).expect("allowed settings")
}

fn trainer() -> Trainer {
    Trainer::new(dataset(), config()).expect("allowed settings")
}

/// The bits of the next losses.
fn losses(trainer: &mut Trainer, steps: usize) -> Vec<u64> {
    (0..steps).map(|_| trainer.step().expect("a finite step").loss.to_bits()).collect()
}

#[test]
fn the_same_seed_gives_the_same_bits_and_another_seed_others() {
    let (mut a, mut b) = (trainer(), trainer());
    assert_eq!(losses(&mut a, 30), losses(&mut b, 30));
    assert_eq!(save_run(&a), save_run(&b));
    let mut other = Trainer::new(dataset(), RunConfig { seed: 4, ..config() }).expect("allowed settings");
    assert_ne!(losses(&mut other, 30), losses(&mut trainer(), 30));
}

#[test]
fn a_restored_run_continues_bit_for_bit() {
    for steps in [0, 1, 17] {
        let mut original = trainer();
        losses(&mut original, steps);
        let saved = save_run(&original);
        let mut restored = load_run(dataset(), &saved).expect("what was saved can be read");
        assert_eq!(restored.step_number(), steps);
        assert_eq!(losses(&mut original, 20), losses(&mut restored, 20), "after {steps} steps");
        assert_eq!(original.similarity(), restored.similarity());
        assert_eq!(original.evaluate().expect("finite scores"), restored.evaluate().expect("finite scores"));
    }
}

#[test]
fn a_run_saved_on_other_data_is_refused() {
    let other = Arc::new(Dataset::builtin("questions", &value(json!({ "seed": 2 }))).expect("the built-in set"));
    let sentence = load_run(other, &save_run(&trainer())).err().expect("must be refused").to_string();
    assert!(sentence.contains("other data"), "{sentence}");
    let sentence = load_run(dataset(), b"no such file").err().expect("must be refused").to_string();
    assert!(sentence.contains("safetensors"), "{sentence}");
}

#[test]
fn a_saved_model_encodes_the_same() {
    let mut trained = trainer();
    losses(&mut trained, 5);
    let run = load_run(dataset(), &save_run(&trained)).expect("what was saved can be read");
    let model = load_model(&save_run(&trained)).expect("a run's file holds its model");
    assert_eq!(save_model(&model, None), save_model(&load_model(&save_model(&model, None)).expect("what was saved can be read"), None));
    let [a, b] = ["How do I learn this?", "What is a good way to learn this?"];
    assert_eq!(run.predict(a, b).unwrap(), trained.predict(a, b).unwrap());
}

#[test]
fn another_loss_acts_at_the_next_step_and_keeps_the_weights() {
    let (mut kept, mut changed) = (trainer(), trainer());
    assert_eq!(losses(&mut kept, 5), losses(&mut changed, 5));
    let (_, columns) = presets().into_iter().find(|(name, _)| *name == "columns").expect("a preset");
    changed.set_loss(columns);
    kept.step().expect("a finite step");
    changed.step().expect("a finite step");
    assert_eq!(kept.similarity(), changed.similarity(), "the batch and the weights before the step are the same");
    assert_ne!(losses(&mut kept, 1), losses(&mut changed, 1));
}

#[test]
fn settings_change_on_the_way_but_not_the_model() {
    let mut run = trainer();
    losses(&mut run, 3);
    run.configure(RunConfig { batch_size: 24, swap: false, ..config() }).expect("may change");
    run.step().expect("a finite step");
    assert_eq!(run.similarity().len(), 24 * 24);
    let mut model = config().model;
    model.hidden_dim += 1;
    let sentence = run.configure(RunConfig { model, ..config() }).expect_err("another shape").to_string();
    assert!(sentence.contains("model"), "{sentence}");
    assert_eq!(run.step_number(), 4);
}

#[test]
fn mistakes_are_named_by_field_value_and_range() {
    let cases = [
        ("/batchSize", json!(1), "batchSize is 1, but it must be a whole number from 2 to 1024."),
        ("/adam/learningRate", json!(-0.5), "adam.learningRate is -0.5, but it must be a number from 0.000001 to 1."),
        (
            "/loss/terms/0/along",
            json!("diagonal"),
            "loss.terms[0].along is \"diagonal\", but it must be one of \"rows\", \"columns\", \"averaged\", \"harder\", \"left\", \"right\", \"distance-swap\", \"four\".",
        ),
        ("/model/hiddenDim", json!("big"), "model.hiddenDim is \"big\", but it must be a whole number from 1 to 1024."),
    ];
    for (pointer, wrong, expected) in cases {
        let mut settings = settings();
        *settings.pointer_mut(pointer).expect("a known field") = wrong;
        assert_eq!(RunConfig::read(&value(settings)).expect_err(pointer).to_string(), expected);
    }
    let mut misspelt = settings();
    misspelt["batchsize"] = json!(3);
    let sentence = RunConfig::read(&value(misspelt)).expect_err("misspelt").to_string();
    assert!(sentence.starts_with("batchsize is not a known field"), "{sentence}");
}

#[test]
fn a_run_learns_what_it_was_not_shown() {
    let mut run = Trainer::new(dataset(), RunConfig { batch_size: 32, swap: false, ..config() }).expect("allowed settings");
    let before = run.evaluate().expect("finite scores");
    for _ in 0..400 {
        run.step().expect("a finite step");
    }
    let after = run.evaluate().expect("finite scores");
    assert!(before.recall_at1.forward.unwrap() < 0.2, "{before:?}");
    let [forward, backward] = [after.recall_at1.forward, after.recall_at1.backward].map(Option::unwrap);
    assert!(forward > 0.5 && backward > 0.5, "{after:?}");
    assert!(after.auc.expect("labels of both kinds") > before.auc.expect("labels of both kinds"));
    assert!(after.pairs > after.duplicates && after.duplicates > 100);
}

#[test]
fn the_defaults_find_held_out_partners_within_1000_steps() {
    let defaults = link::parse("");
    let dataset = Arc::new(Dataset::builtin("questions", &defaults.builtin_config()).expect("the built-in set"));
    let mut run = Trainer::new(dataset, defaults.run_config().expect("the defaults are allowed")).expect("a small model");
    let before = run.evaluate().expect("finite scores");
    for _ in 0..1000 {
        run.step().expect("a finite step");
    }
    let after = run.evaluate().expect("finite scores");
    let ways = |e: &Evaluation| [e.recall_at1.forward, e.recall_at1.backward].map(Option::unwrap);
    assert!(ways(&before).iter().all(|&share| share < 0.15), "{before:?}");
    assert!(ways(&after).iter().all(|&share| share > 0.9), "{after:?}");
    assert!(after.auc.expect("labels of both kinds") > 0.9, "{after:?}");
}

#[test]
fn reports_agree_with_the_matrix_they_are_about() {
    let mut run = trainer();
    let report = run.step().expect("a finite step");
    let (s, b) = (run.similarity(), 16);
    let positive = (0..b).map(|i| f64::from(s[i * b + i])).sum::<f64>() / b as f64;
    assert!((report.mean_positive - positive).abs() < 1e-6);
    assert!((report.terms.iter().sum::<f64>() - report.loss).abs() < 1e-6);
    let [left, right] = run.batch_texts();
    for (i, j) in [(0, 0), (3, 5), (15, 2)] {
        let fresh = Trainer::new(dataset(), config()).expect("allowed settings").predict(left[i], right[j]).unwrap();
        assert!((fresh - s[i * b + j]).abs() < 1e-5, "S[{i}, {j}] is the cosine of its two questions");
    }
}

#[test]
fn an_explanation_says_what_the_next_step_does_and_leaves_the_run_as_it_is() {
    for steps in [0, 7] {
        let (mut plain, mut asked) = (trainer(), trainer());
        losses(&mut plain, steps);
        losses(&mut asked, steps);
        asked.preview();
        let before = (save_run(&asked), asked.similarity(), asked.vectors().to_vec());
        let explained = asked.explain(3).expect("a pair of the batch");
        assert_eq!(before, (save_run(&asked), asked.similarity(), asked.vectors().to_vec()), "nothing has moved");
        assert_eq!(explained.similarity, asked.similarity());
        for (side, question) in explained.questions.iter().enumerate() {
            assert_eq!(question.trace.vector, asked.vectors()[(side * 16 + 3) * 16..][..16]);
            let text = asked.batch_texts()[side][3].to_owned();
            let ids = dataset().tokenise(&text);
            assert_eq!((&question.ids[..ids.len()], question.words.len()), (&ids[..], ids.len()), "{text}");
            let length = question.trace.steps.weights.iter().sum::<f32>();
            assert!((length - 1.0).abs() < 1e-6, "the weights of a mean add up to 1, not {length}");
        }
        let weights = |run: &Trainer| load_model(&save_run(run)).expect("a run's file holds its model").parameters;
        let start = weights(&asked);
        asked.step().expect("a finite step");
        for ((after, before), tensor) in weights(&asked).tensors().into_iter().zip(start.tensors()).zip(explained.tensors) {
            let way = after.iter().zip(before).map(|(a, b)| f64::from(a - b).powi(2)).sum::<f64>().sqrt();
            assert_eq!(tensor.moved, way, "{} after {steps} steps", tensor.name);
            assert!(tensor.gradient > 0.0 && tensor.weights > 0.0);
        }
        plain.step().expect("a finite step");
        assert_eq!(losses(&mut plain, 10), losses(&mut asked, 10));
    }
    let sentence = trainer().explain(0).expect_err("no batch yet").to_string();
    assert!(sentence.contains("pair"), "{sentence}");
}

#[test]
fn neighbours_are_held_out_questions_closest_first() {
    let run = trainer();
    let dataset = dataset();
    let asked = dataset.text(dataset.evaluation()[0].question1);
    let found = run.nearest(asked, 5).unwrap();
    assert_eq!(found[0].0, asked, "a question's closest neighbour is itself");
    assert!(found.len() == 5 && found.is_sorted_by(|a, b| a.1 >= b.1));
}
