//! Runs of the course's editions at a smaller size against the independent float64 reference (`tests/reference/edition.py`): from the same weights
//! and batches, the losses, the gradients' norms and the weights of 20 steps, from the start and after 400 steps.

use crate::common::golden::{Shape, Weights};
use serde::Deserialize;
use std::collections::BTreeMap;
use tripletscope::data::{Item, Prepared};
use tripletscope::network::encoder::{Encoder, Input, Normalise, Tokens, Workspace};
use tripletscope::network::encoders::Kind;
use tripletscope::network::gradients::Gradients;
use tripletscope::numeric::real::Real;
use tripletscope::page::editions::edition;
use tripletscope::training::adam::Adam;
use tripletscope::training::config::RunConfig;

/// The first step of the second part.
const LATER: usize = 400;

#[derive(Deserialize)]
struct Goldens {
    #[serde(flatten)]
    shape: Shape,
    parameters: Weights,
    /// Token ids of each question, by batch and side.
    batches: Vec<[Vec<Vec<u32>>; 2]>,
    editions: Vec<Golden>,
}

#[derive(Deserialize)]
struct Golden {
    name: String,
    fresh: Told,
    trained: Trained,
}

#[derive(Deserialize)]
struct Told {
    losses: Vec<f64>,
    norms: Vec<[f64; 4]>,
    weights: BTreeMap<String, Weights>,
}

#[derive(Deserialize)]
struct Trained {
    parameters: Weights,
    first: Weights,
    second: Weights,
    #[serde(flatten)]
    told: Told,
}

/// A run of the edition, at the reference's size.
struct Run<'a, R> {
    goldens: &'a Goldens,
    config: RunConfig,
    encoder: Encoder<R>,
    adam: Adam<R>,
    space: Workspace<R>,
}

impl<'a, R: Real> Run<'a, R> {
    fn new(goldens: &'a Goldens, name: &str, weights: &Weights) -> Self {
        let config = edition(name).expect("an edition").link().run_config().expect("settings that go together");
        let encoder =
            Encoder { kind: Kind::Lstm, parameters: weights.parameters(&goldens.shape), pooling: config.model.pooling, normalise: Normalise::Each };
        Self { goldens, encoder, adam: Adam::new(config.adam), config, space: Workspace::default() }
    }

    /// The loss and the norms of the gradients.
    fn step(&mut self) -> (f64, [f64; 4]) {
        let batch = &self.goldens.batches[(self.adam.step + 1) % self.goldens.batches.len()];
        let sides = batch.each_ref().map(|side| side.iter().map(|ids| Item::Tokens(ids.into())).collect::<Vec<_>>());
        let steps = self.config.padding.steps(&sides, self.config.max_length);
        let prepared = [0, 1].map(|k| Prepared::of(sides[k].iter(), self.config.max_length, steps[k]));
        let [left, right] = prepared.each_ref().map(|side| match side {
            Prepared::Tokens { ids, steps } => Input::from(Tokens { ids, steps: *steps }),
            Prepared::Vectors { .. } => unreachable!("questions are tokens"),
        });
        let mut gradients = Gradients::of(&self.encoder.parameters);
        let report = self.encoder.gradients(left, right, &self.config.loss, &mut self.space, &mut gradients);
        self.adam.update(&mut self.encoder.parameters, &gradients).expect("finite numbers");
        let norm = |values: &[R]| values.iter().map(|x| x.to_f64() * x.to_f64()).sum::<f64>().sqrt();
        (report.loss.to_f64(), gradients.parameters.tensors().map(norm))
    }

    fn follow(&mut self, what: &str, told: &Told, tolerance: f64) {
        for (k, (&expected, norms)) in told.losses.iter().zip(&told.norms).enumerate() {
            let (loss, found) = self.step();
            let close = |what: String, found: &[f64], expected: &[f64]| {
                let far = relative_distance(found, expected);
                assert!(far <= tolerance, "{what} of step {}: {far:e}", k + 1);
            };
            close(format!("{what}: the loss"), &[loss], &[expected]);
            found.iter().zip(norms).for_each(|(found, expected)| close(format!("{what}: a gradient's norm"), &[*found], &[*expected]));
            if let Some(weights) = told.weights.get(&(k + 1).to_string()) {
                for (found, expected) in self.encoder.parameters.tensors().into_iter().zip(weights.tensors()) {
                    close(format!("{what}: weights"), &found.iter().map(|x| x.to_f64()).collect::<Vec<_>>(), expected);
                }
            }
        }
    }
}

/// ‖a − b‖ ÷ ‖b‖.
fn relative_distance(actual: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(actual.len(), expected.len());
    let norm = |values: &mut dyn Iterator<Item = f64>| values.map(|x| x * x).sum::<f64>().sqrt();
    norm(&mut actual.iter().zip(expected).map(|(a, b)| a - b)) / norm(&mut expected.iter().copied()).max(f64::MIN_POSITIVE)
}

fn check<R: Real>(tolerance: f64) {
    let goldens: Goldens = serde_json::from_str(include_str!("reference/editions.json")).expect("editions.json has the shape above");
    for Golden { name, fresh, trained } in &goldens.editions {
        Run::<R>::new(&goldens, name, &goldens.parameters).follow(&format!("{name}, from the start"), fresh, tolerance);
        let mut later = Run::<R>::new(&goldens, name, &trained.parameters);
        later.adam.step = LATER;
        later.adam.moments = Some([&trained.first, &trained.second].map(|moments| moments.parameters(&goldens.shape)));
        later.follow(&format!("{name}, after {LATER} steps"), &trained.told, tolerance);
    }
}

#[test]
fn the_editions_follow_the_reference() {
    check::<f64>(1e-8);
}

#[test]
fn the_editions_follow_the_reference_in_single_precision() {
    check::<f32>(1e-4);
}
