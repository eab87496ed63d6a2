//! Adam with decoupled weight decay. References: Kingma and Ba 2015; the decay as in Trax: the weights shrink by the same share at every step,
//! whatever the learning rate.
//!
//! ```text
//! m ← β₁m + (1−β₁)g     v ← β₂v + (1−β₂)g²     m̂ = m/(1−β₁ᵗ)     v̂ = v/(1−β₂ᵗ)     w ← (1−decay)·w − lr_t · m̂ / (√v̂ + ε)
//! constant: lr_t = lr      warmup-rsqrt, W warm-up steps: lr_t = lr·t/W for t < W, then lr·√(W/t)      t counts from 1
//! ```
//!
//! A row of the embedding that no gradient has ever reached has no moments, and the formulas leave it as it is (or only let it decay), to the bit: it
//! is passed over. A moment m below 1e-30 moves no weight; it is set to zero, for it would otherwise never die out, and numbers near the smallest
//! that there are take some processors a hundred times as long.
//!
//! An update after which a number would not be finite is refused, and nothing has changed then. Where gradients, moments and weights are all of a
//! size from which nothing can overflow, which one comparison of each tells, it is simply made; otherwise every number is computed before any is kept.

use crate::error::{Error, Result};
use crate::network::gradients::Gradients;
use crate::network::parameters::Parameters;
use crate::numeric::real::{Real, all_within};
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
    ///
    /// # Errors
    /// The first field that is missing, unknown or outside its range.
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

    /// What is told of a step that is not taken; `loss` is what else matters, as `key = value`.
    pub fn diverged(&self, step: usize, loss: Option<String>) -> Error {
        let Self { learning_rate, beta2, epsilon, .. } = self;
        let own = format!("adam.learningRate = {learning_rate}, adam.beta2 = {beta2}, adam.epsilon = {epsilon}");
        Error::Diverged { step, settings: [Some(own), loss].into_iter().flatten().collect::<Vec<_>>().join(", ") }
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

/// Below this, m is zero.
const SMALLEST_MOMENT: f64 = 1e-30;
/// Up to this, a gradient is tame, and so are its moments: |m| stays below it and v below its square.
const TAME_GRADIENT: f64 = 1e12;
/// Up to this, weights are tame, and so is what a step adds to them.
const TAME_WEIGHT: f64 = 1e30;

/// A number would not be finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotFinite;

/// The optimiser and its moments.
#[derive(Debug, Clone, PartialEq)]
pub struct Adam<R> {
    /// May change between steps.
    pub config: AdamConfig,
    /// Steps taken.
    pub step: usize,
    /// m and v; of the shapes of the weights once a step has been taken.
    pub moments: Option<[Parameters<R>; 2]>,
    /// Which rows of the embedding a gradient has ever reached; found again from the moments where it is empty.
    reached: Vec<bool>,
    /// Are the moments known to be tame?
    tame: bool,
}

impl<R: Real> Adam<R> {
    /// Before the first step.
    pub fn new(config: AdamConfig) -> Self {
        Self { config, step: 0, moments: None, reached: vec![], tame: false }
    }

    /// One step on all weights.
    ///
    /// # Errors
    /// If a number would not be finite; weights, moments and the count of steps are as before then.
    ///
    /// # Panics
    /// If the shapes differ from those of the steps before.
    pub fn update(&mut self, weights: &mut Parameters<R>, gradients: &Gradients<R>) -> std::result::Result<(), NotFinite> {
        let step = Step::new(&self.config, self.step + 1);
        let [m, v] = self.moments.get_or_insert_with(|| [weights.zeros_like(), weights.zeros_like()]);
        assert_eq!(m.shapes(), weights.shapes(), "the optimiser's moments are of another model");
        if self.reached.is_empty() {
            let moved = |row: usize| m.embedding.row(row).iter().chain(v.embedding.row(row)).any(|&x| x != R::zero());
            self.reached = (0..m.embedding.nrows()).map(moved).collect();
        }
        self.tame = self.tame || within(m, TAME_GRADIENT) && within(v, TAME_GRADIENT * TAME_GRADIENT);
        let safe = step.tame && self.tame && gradients.within(TAME_GRADIENT) && within(weights, TAME_WEIGHT);
        if !safe {
            let tensors = weights.tensors().into_iter().zip(gradients.parameters.tensors()).zip(m.tensors()).zip(v.tensors());
            if tensors.into_iter().any(|(((w, g), m), v)| !step.stays_finite(w, g, m, v)) {
                return Err(NotFinite);
            }
            self.tame = false;
        }
        self.step += 1;
        gradients.rows().iter().for_each(|&row| self.reached[row as usize] = true);
        let dim = weights.embedding.ncols();
        let (w, g) = (weights.tensors_mut(), gradients.parameters.tensors());
        let (m, v) = (m.tensors_mut(), v.tensors_mut());
        for (row, &reached) in self.reached.iter().enumerate() {
            let at = row * dim..(row + 1) * dim;
            match reached {
                true => step.take(&mut w[0][at.clone()], &g[0][at.clone()], &mut m[0][at.clone()], &mut v[0][at]),
                false => step.decay(&mut w[0][at]),
            }
        }
        for k in 1..w.len() {
            step.take(w[k], g[k], m[k], v[k]);
        }
        Ok(())
    }
}

/// Is every number finite, and no further from zero than `most`?
fn within<R: Real>(parameters: &Parameters<R>, most: f64) -> bool {
    parameters.tensors().into_iter().all(|values| all_within(values, most))
}

/// The numbers of one step.
struct Step<R> {
    rate: R,
    beta1: R,
    beta2: R,
    fresh1: R,
    fresh2: R,
    unbias1: R,
    unbias2: R,
    epsilon: R,
    keep: R,
    /// Does it take tame numbers to finite ones?
    tame: bool,
}

impl<R: Real> Step<R> {
    fn new(c: &AdamConfig, step: usize) -> Self {
        let power = f64::from(i32::try_from(step).unwrap_or(i32::MAX));
        let unbias = |beta: f64| R::of(1.0 / (1.0 - libm::pow(beta, power)));
        Self {
            rate: R::of(c.rate_at(step)),
            beta1: R::of(c.beta1),
            beta2: R::of(c.beta2),
            fresh1: R::of(1.0 - c.beta1),
            fresh2: R::of(1.0 - c.beta2),
            unbias1: unbias(c.beta1),
            unbias2: unbias(c.beta2),
            epsilon: R::of(c.epsilon),
            keep: R::of(1.0 - c.weight_decay),
            tame: c.rate_at(step).abs() * TAME_GRADIENT / (1.0 - libm::pow(c.beta1, power)) / c.epsilon < TAME_WEIGHT,
        }
    }

    /// m, v and w after the step.
    #[inline(always)]
    fn next(&self, w: R, g: R, m: R, v: R) -> [R; 3] {
        let smallest = R::of(SMALLEST_MOMENT);
        let moment = self.beta1 * m + self.fresh1 * g;
        let m = if moment < smallest && moment > -smallest { R::zero() } else { moment };
        let v = self.beta2 * v + self.fresh2 * g * g;
        [m, v, self.keep * w - self.rate * (m * self.unbias1) / ((v * self.unbias2).sqrt() + self.epsilon)]
    }

    fn stays_finite(&self, w: &[R], g: &[R], m: &[R], v: &[R]) -> bool {
        let mut numbers = w.iter().zip(g).zip(m).zip(v);
        numbers.all(|(((&w, &g), &m), &v)| self.next(w, g, m, v).iter().all(|x| x.to_f64().is_finite()))
    }

    #[inline(always)]
    fn take(&self, w: &mut [R], g: &[R], m: &mut [R], v: &mut [R]) {
        for (((w, &g), m), v) in w.iter_mut().zip(g).zip(m.iter_mut()).zip(v.iter_mut()) {
            [*m, *v, *w] = self.next(*w, g, *m, *v);
        }
    }

    /// What `take` does where there is neither a gradient nor a moment.
    fn decay(&self, w: &mut [R]) {
        if self.keep != R::one() {
            w.iter_mut().for_each(|w| *w = self.keep * *w);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Adam, AdamConfig, Schedule};
    use crate::network::gradients::Gradients;
    use crate::network::parameters::Parameters;

    const ROWS: usize = 9;
    const DIM: usize = 5;

    /// The formulas on every row, one number after the other.
    fn oracle(c: &AdamConfig, t: usize, w: &mut f32, g: f32, m: &mut f32, v: &mut f32) {
        let unbias = |beta: f64| (1.0 / (1.0 - libm::pow(beta, t as f64))) as f32;
        *m = c.beta1 as f32 * *m + (1.0 - c.beta1) as f32 * g;
        if m.abs() < 1e-30 {
            *m = 0.0;
        }
        *v = c.beta2 as f32 * *v + (1.0 - c.beta2) as f32 * g * g;
        *w = (1.0 - c.weight_decay) as f32 * *w - c.rate_at(t) as f32 * (*m * unbias(c.beta1)) / ((*v * unbias(c.beta2)).sqrt() + c.epsilon as f32);
    }

    #[test]
    fn rows_that_are_passed_over_have_the_bits_of_the_dense_update() {
        for weight_decay in [0.0, 1e-3] {
            let config = AdamConfig {
                learning_rate: 0.01,
                beta1: 0.9,
                beta2: 0.999,
                epsilon: 1e-7,
                weight_decay,
                schedule: Schedule::Constant,
                warmup_steps: 1,
            };
            let mut weights = Parameters::<f32>::zeros(ROWS, DIM, 2);
            weights.tensors_mut().into_iter().flatten().enumerate().for_each(|(k, w)| *w = (k as f32 * 0.37).sin());
            let mut dense: Vec<[f32; 3]> = weights.tensors()[0].iter().map(|&w| [w, 0.0, 0.0]).collect();
            let (mut adam, mut gradients) = (Adam::new(config), Gradients::of(&weights));
            // Row 1 is reached once and its moment dies out, row 2 often, row 8 late, the others never.
            for t in 1..=900 {
                gradients.fill_zero();
                let reached = [(1, t == 1), (2, t % 7 == 0), (8, t > 800)].into_iter().filter(|r| r.1).map(|r| r.0);
                reached.for_each(|row| gradients.add_rows(&[row], &[0.1 / (t + row as usize) as f32; DIM]));
                if t == 400 {
                    let moments = adam.moments.take();
                    adam = Adam { step: adam.step, moments, ..Adam::new(config) };
                }
                adam.update(&mut weights, &gradients).expect("finite numbers");
                let g = gradients.parameters.tensors()[0];
                dense.iter_mut().zip(g).for_each(|([w, m, v], &g)| oracle(&config, t, w, g, m, v));
            }
            let [m, v] = adam.moments.as_ref().expect("steps were taken").each_ref().map(|p| p.tensors()[0]);
            for (k, expected) in dense.iter().enumerate() {
                assert_eq!([weights.tensors()[0][k], m[k], v[k]].map(f32::to_bits), expected.map(f32::to_bits), "number {k}, decay {weight_decay}");
            }
            assert_eq!((m[DIM], v[DIM] > 0.0), (0.0, true), "the moment of row 1 has died out");
        }
    }
}
