//! Adam with decoupled weight decay. References: Kingma and Ba 2015; the decay as in Trax: the weights shrink by the same share at every step,
//! whatever the learning rate.
//!
//! ```text
//! m ← β₁m + (1−β₁)g     v ← β₂v + (1−β₂)g²     m̂ = m/(1−β₁ᵗ)     v̂ = v/(1−β₂ᵗ)     w ← (1−decay)·w − lr_t · m̂ / (√v̂ + ε)
//! constant: lr_t = lr      warmup-rsqrt, W warm-up steps: lr_t = lr·t/W for t < W, then lr·√(W/t)      t counts from 1
//! ```

use crate::encoder::Parameters;
use crate::error::Result;
use crate::real::Real;
use crate::settings::{Fields, Value};
use serde::{Deserialize, Serialize};

/// How the learning rate changes with the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Schedule {
    /// Always the same.
    Constant,
    /// Linear up to `warmup_steps`, then with one over the root of the step.
    WarmupRsqrt,
}

/// The optimiser's settings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AdamConfig {
    /// lr.
    pub learning_rate: f64,
    /// Decay of m.
    pub beta1: f64,
    /// Decay of v.
    pub beta2: f64,
    /// Added to √v̂.
    pub epsilon: f64,
    /// Share of every weight taken away at each step.
    pub weight_decay: f64,
    /// lr_t.
    pub schedule: Schedule,
    /// W.
    pub warmup_steps: usize,
}

impl AdamConfig {
    /// Reads and checks a plain object found at `path`.
    pub fn read(value: &Value, path: &str) -> Result<Self> {
        let known = ["learningRate", "beta1", "beta2", "epsilon", "weightDecay", "schedule", "warmupSteps"];
        let fields = Fields::of(value, path, "adam", &known)?;
        Ok(Self {
            learning_rate: fields.number("learningRate")?,
            beta1: fields.number("beta1")?,
            beta2: fields.number("beta2")?,
            epsilon: fields.number("epsilon")?,
            weight_decay: fields.number("weightDecay")?,
            schedule: fields.choice("schedule")?,
            warmup_steps: fields.integer("warmupSteps")?,
        })
    }

    /// lr_t at step t, which counts from 1.
    pub fn rate_at(&self, step: usize) -> f64 {
        let (t, w) = (step as f64, self.warmup_steps as f64);
        match self.schedule {
            Schedule::Constant => self.learning_rate,
            Schedule::WarmupRsqrt if step < self.warmup_steps => self.learning_rate * t / w,
            Schedule::WarmupRsqrt => self.learning_rate * (w / t).sqrt(),
        }
    }
}

/// The optimiser and its moments.
#[derive(Debug, Clone, PartialEq)]
pub struct Adam<R> {
    /// May change between steps.
    pub config: AdamConfig,
    /// Steps taken.
    pub step: usize,
    /// m and v; of the shapes of the weights once a step has been taken.
    pub moments: Option<[Parameters<R>; 2]>,
}

impl<R: Real> Adam<R> {
    /// Before the first step.
    pub fn new(config: AdamConfig) -> Self {
        Self { config, step: 0, moments: None }
    }

    /// One step on all weights.
    ///
    /// # Panics
    /// If the shapes differ from those of the steps before.
    pub fn update(&mut self, weights: &mut Parameters<R>, gradients: &Parameters<R>) {
        self.step += 1;
        let [m, v] = self.moments.get_or_insert_with(|| [weights.zeros_like(), weights.zeros_like()]);
        assert_eq!(m.shapes(), weights.shapes(), "the optimiser's moments are of another model");
        let c = &self.config;
        let power = i32::try_from(self.step).unwrap_or(i32::MAX);
        let rate = R::of(c.rate_at(self.step));
        let (unbias1, unbias2) = (R::of(1.0 / (1.0 - libm::pow(c.beta1, power.into()))), R::of(1.0 / (1.0 - libm::pow(c.beta2, power.into()))));
        let (beta1, beta2, epsilon, keep) = (R::of(c.beta1), R::of(c.beta2), R::of(c.epsilon), R::of(1.0 - c.weight_decay));
        let (fresh1, fresh2) = (R::of(1.0 - c.beta1), R::of(1.0 - c.beta2));
        let state = m.tensors_mut().into_iter().zip(v.tensors_mut());
        for ((w, g), (m, v)) in weights.tensors_mut().into_iter().zip(gradients.tensors()).zip(state) {
            for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m.iter_mut()).zip(v.iter_mut()) {
                *m = beta1 * *m + fresh1 * g;
                *v = beta2 * *v + fresh2 * g * g;
                *w = keep * *w - rate * (*m * unbias1) / ((*v * unbias2).sqrt() + epsilon);
            }
        }
    }
}
