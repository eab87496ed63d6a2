//! A step after which a number would not be finite is refused, and everything is as before it.

use serde_json::{Value as Json, json};
use std::sync::Arc;
use tripletscope::data::Dataset;
use tripletscope::error::Error;
use tripletscope::measures::evaluation::nearest;
use tripletscope::measures::measuring::{Extent, Measuring};
use tripletscope::measures::sample::Sizes;
use tripletscope::network::gradients::Gradients;
use tripletscope::network::parameters::Parameters;
use tripletscope::training::adam::{Adam, AdamConfig, NotFinite, Schedule};
use tripletscope::training::checkpoint::{load_run, save_run};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

fn config(changes: &[(&str, Json)]) -> RunConfig {
    let mut config = json!({
        "model": { "embeddingDim": 8, "hiddenDim": 8, "pooling": "masked-mean", "initialisation": "keras", "seed": 1 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [{ "negative": "hardest", "along": "rows", "margin": 0.25, "weight": 3 }] },
        "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": 16, "maxLength": 64, "swap": true, "seed": 1
    });
    for (pointer, value) in changes {
        *config.pointer_mut(pointer).expect("a known field") = value.clone();
    }
    RunConfig::read(&serde_json::from_value(config).expect("plain data")).expect("allowed settings")
}

fn wild() -> RunConfig {
    config(&[("/adam/beta2", json!(0)), ("/adam/epsilon", json!(1e-12)), ("/adam/learningRate", json!(1))])
}

fn dataset() -> Arc<Dataset> {
    Arc::new(Dataset::builtin("questions", &serde_json::from_value(json!({})).expect("plain data")).expect("the built-in set"))
}

/// Everything that a run is and says.
fn whole(run: &Trainer) -> (Vec<u8>, Vec<f32>, Vec<f32>, Vec<String>) {
    let texts = run.batch_texts().concat().into_iter().map(String::from).collect();
    (save_run(run), run.similarity(), run.vectors().to_vec(), texts)
}

#[test]
fn a_run_that_diverges_says_so_and_stays_at_its_last_finite_step() {
    let mut run = Trainer::new(dataset(), wild()).expect("allowed settings");
    let mut before = whole(&run);
    let refused = loop {
        match run.step() {
            Ok(report) => assert!(report.loss.is_finite() && run.step_number() < 1000),
            Err(error) => break error,
        }
        before = whole(&run);
    };
    let last = run.step_number();
    let Error::Diverged { step, settings } = &refused else { panic!("{refused:?}") };
    assert_eq!(*step, last + 1);
    assert_eq!(settings, "adam.learningRate = 1, adam.beta2 = 0, adam.epsilon = 0.000000000001, loss.margin ≤ 0.25, loss.weight ≤ 3");
    assert!(refused.to_string().starts_with(&format!("The run diverged at step {step}: ")), "{refused}");
    assert_eq!(whole(&run), before);
    assert_eq!(run.step().expect_err("the same step again"), refused);
    assert_eq!(whole(&run), before);
    let restored = load_run(dataset(), &save_run(&run)).expect("all its numbers are finite");
    assert_eq!(restored.step_number(), last);
    // Nothing of the step is left: it goes on as a run would that has never tried it.
    let mut never = load_run(dataset(), &before.0).expect("a saved run");
    let outcomes = [&mut run, &mut never].map(|run| {
        run.configure(RunConfig { swap: false, batch_size: 4, ..config(&[]) }).expect("model and seed are the same");
        let losses: Vec<_> = (0..5).map(|_| run.step().map(|report| report.loss.to_bits())).collect();
        (losses, save_run(run))
    });
    assert_eq!(outcomes[0], outcomes[1]);
}

#[test]
fn scores_that_are_not_finite_are_refused_and_never_ranked() {
    let mut encoder = config(&[]).model.build(dataset().vocabulary_size()).expect("a small model");
    encoder.parameters.tensors_mut().into_iter().flatten().enumerate().for_each(|(k, w)| *w = if k % 2 == 0 { 3e38 } else { -3e38 });
    let data = &dataset();
    let sizes = Sizes { batch: 16, embedding: 8, hidden: 8, length: 16 };
    assert!(Measuring::new(&encoder, dataset(), Extent::Full, sizes).finish().is_none());
    assert!(nearest(&encoder, data, 16, data.item_of("how do I mend a roof").expect("texts"), 5).is_none());
}

#[test]
fn a_shared_step_that_diverges_is_refused_as_well() {
    // Where the loss overflows, and where a gradient does that a partner has made.
    for first in [false, true] {
        let mut run = Trainer::new(dataset(), wild()).expect("allowed settings");
        run.step().expect("a finite first step");
        while !first && run.step().is_ok() {}
        let before = whole(&run);
        let parts = run.parts();
        let (ids, questions) = run.begin().expect("texts");
        let vectors = run.encode_share(&ids, questions).expect("a step is begun").to_vec();
        let share = tripletscope::training::crew::Share::new(0, parts, parts).expect("all parts");
        let mut made = run.part_gradients(vectors, &share).expect("finite vectors").to_vec();
        if first {
            made[0].tensors[3][0] = f32::NAN;
        }
        let made: Vec<_> = made.into_iter().map(Some).collect();
        assert!(matches!(run.finish(&made), Err(Error::Diverged { .. })), "{first}");
        assert_eq!(whole(&run), before);
    }
}

const ROWS: usize = 4;

fn adam(learning_rate: f64, beta2: f64, epsilon: f64) -> Adam<f32> {
    let (schedule, warmup_steps) = (Schedule::Constant, 1);
    Adam::new(AdamConfig { learning_rate, beta1: 0.9, beta2, epsilon, weight_decay: 1e-5, schedule, warmup_steps })
}

fn parameters(value: impl Fn(usize) -> f32) -> Parameters<f32> {
    let mut parameters = Parameters::<f32>::zeros(ROWS, 2, 2);
    parameters.tensors_mut().into_iter().flatten().enumerate().for_each(|(k, w)| *w = value(k));
    parameters
}

fn gradients(value: impl Fn(usize) -> f32) -> Gradients<f32> {
    let mut gradients = Gradients::of(&parameters(|_| 0.0));
    gradients.parameters = parameters(value);
    gradients.find_rows();
    gradients
}

#[test]
fn an_update_is_refused_where_any_number_would_overflow_and_changes_nothing() {
    let last = parameters(|_| 0.0).tensors().iter().map(|t| t.len()).sum::<usize>() - 1;
    for (beta2, gradient) in [(0.999, f32::NAN), (0.999, f32::NEG_INFINITY), (0.999, 1e21), (0.0, 2e19)] {
        for place in [0, last] {
            let (mut tried, mut weights) = (adam(1.0, beta2, 1e-12), parameters(|k| k as f32 * 0.1));
            for steps in 0..2 {
                let before = (tried.step, tried.moments.clone(), weights.clone());
                let refused = tried.update(&mut weights, &gradients(|k| if k == place { gradient } else { 0.25 }));
                assert_eq!(refused, Err(NotFinite), "{gradient} at {place}");
                assert_eq!((tried.step, &weights), (before.0, &before.2));
                assert!(steps == 0 || tried.moments == before.1);
                tried.update(&mut weights, &gradients(|_| 0.5)).expect("finite numbers");
            }
            let (mut never, mut expected) = (adam(1.0, beta2, 1e-12), parameters(|k| k as f32 * 0.1));
            (0..2).for_each(|_| never.update(&mut expected, &gradients(|_| 0.5)).expect("finite numbers"));
            assert_eq!((tried.step, &tried.moments, weights), (never.step, &never.moments, expected));
        }
    }
}

#[test]
fn large_numbers_that_stay_finite_are_taken_with_the_bits_of_the_formulas() {
    let (mut own, mut weights) = (adam(1.0, 0.999, 1e-12), parameters(|k| k as f32));
    let (mut m, mut v, mut w) = (vec![0.0_f32; 64], vec![0.0_f32; 64], (0..64).map(|k| k as f32).collect::<Vec<_>>());
    for t in 1..=6 {
        let gradient = |k: usize| if t == 3 { 1e15 + k as f32 } else { 0.1 * (k as f32 + 1.0) };
        own.update(&mut weights, &gradients(gradient)).expect("finite numbers");
        let unbias = |beta: f64| (1.0 / (1.0 - libm::pow(beta, f64::from(t)))) as f32;
        for k in 0..weights.tensors().iter().map(|t| t.len()).sum() {
            m[k] = 0.9 * m[k] + (1.0_f64 - 0.9) as f32 * gradient(k);
            v[k] = 0.999 * v[k] + (1.0_f64 - 0.999) as f32 * gradient(k) * gradient(k);
            w[k] = (1.0_f64 - 1e-5) as f32 * w[k] - m[k] * unbias(0.9) / ((v[k] * unbias(0.999)).sqrt() + 1e-12);
        }
        let have: Vec<u32> = weights.tensors().into_iter().flatten().map(|w| w.to_bits()).collect();
        assert_eq!(have, w[..have.len()].iter().map(|w| w.to_bits()).collect::<Vec<_>>(), "step {t}");
    }
}
