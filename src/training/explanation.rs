//! One step in slow motion: what one pair of the batch goes through, from its tokens to its part in the update. It is recomputed with the weights as
//! they are, in memory of its own: the run stays as it is.

use crate::data::{PADDING, Prepared};
use crate::error::{Allowed, Error, Result};
use crate::loss::LossConfig;
use crate::network::encoder::{Tokens, Trace, Workspace};
use crate::network::gradients::Gradients;
use crate::network::layers::matrix;
use crate::network::parameters::TENSOR_NAMES;
use crate::numeric::matmul::gram;
use crate::training::trainer::Trainer;
use ndarray::s;
use serde::Serialize;

/// What one pair goes through.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Question 1 and question 2.
    pub questions: [Question; 2],
    /// S [B, B + K] of the batch.
    pub similarity: Vec<f32>,
    /// V1·V1ᵀ and V2·V2ᵀ [B, B].
    pub same_side: [Vec<f32>; 2],
    /// The loss that the gradients are of.
    pub loss: LossConfig,
    /// lr_t of the update.
    pub rate: f64,
    /// What the update does to each tensor.
    pub tensors: [Moved; 4],
}

/// One question and what each layer makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The words of the real tokens.
    pub words: Vec<String>,
    /// `[T]`, padding included.
    pub ids: Vec<u32>,
    /// What the layers made of it.
    pub trace: Trace<f32>,
}

/// One tensor: Euclidean norms of its gradient over the whole batch, of its values, and of the way that an update takes it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Moved {
    /// As in [`TENSOR_NAMES`].
    pub name: &'static str,
    /// How many values.
    pub size: usize,
    /// ‖dL/dw‖
    pub gradient: f64,
    /// ‖w‖
    pub weights: f64,
    /// ‖Δw‖
    pub moved: f64,
}

impl Trainer {
    /// Pair `pair` of the last batch, with the weights as they are, under the loss and the optimiser in force.
    ///
    /// # Errors
    /// A pair that the batch does not have, or no batch yet.
    pub fn explain(&self, pair: usize) -> Result<Explanation> {
        let batch = self.batch.pairs.len();
        if pair >= batch {
            return Err(Error::value("pair", pair, Allowed::PairOf { batch }));
        }
        let [Prepared::Tokens { ids: left, steps: first }, Prepared::Tokens { ids: right, steps: second }] = self.prepared() else {
            return Err(Error::NoSteps);
        };
        let sides = [(left, first), (right, second)];
        let [left, right] = sides.each_ref().map(|(ids, steps)| Tokens { ids, steps: *steps });
        let mut space = Workspace::thorough();
        let mut gradients = Gradients::of(&self.encoder.parameters);
        self.encoder.gradients(left, right, &self.config.loss, &mut space, &mut gradients);
        let (mut adam, mut after) = (self.adam.clone(), self.encoder.parameters.clone());
        adam.update(&mut after, &gradients).map_err(|_| self.diverged(adam.step + 1))?;
        let (before, after, gradients) = (self.encoder.parameters.tensors(), after.tensors(), gradients.parameters.tensors());
        let question = |side: usize| {
            let (ids, steps) = &sides[side];
            let ids = ids[pair * steps..][..*steps].to_vec();
            let real = ids.iter().filter(|&&id| id != PADDING).count();
            let words = self.dataset.words(self.sides()[side][pair]).into_iter().take(real).collect();
            Question { words, ids, trace: space.trace(side * batch + pair) }
        };
        let moved = |k: usize| {
            let way: Vec<f32> = after[k].iter().zip(before[k]).map(|(a, b)| a - b).collect();
            Moved { name: TENSOR_NAMES[k], size: way.len(), gradient: norm(gradients[k]), weights: norm(before[k]), moved: norm(&way) }
        };
        let vectors = matrix(space.vectors(), space.size());
        let [left, right] = [0, batch].map(|first| vectors.slice_move(s![first..first + batch, ..]));
        Ok(Explanation {
            questions: [0, 1].map(question),
            similarity: space.similarity().iter().copied().collect(),
            same_side: [left, right].map(|v| gram(v).into_iter().collect()),
            loss: self.config.loss.clone(),
            rate: self.adam.config.rate_at(adam.step),
            tensors: [0, 1, 2, 3].map(moved),
        })
    }
}

fn norm(values: &[f32]) -> f64 {
    values.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt()
}
