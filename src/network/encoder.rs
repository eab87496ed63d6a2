//! The encoder: the layers of its [kind](crate::network::encoders) → L2 normalise. One set of weights serves both sides.

use crate::loss::{Direction, LossConfig, LossReport, Similarities, evaluate};
pub use crate::network::encoders::{Input, Steps, Tokens, Vectors};
use crate::network::encoders::{Joined, Kind, Layers};
use crate::network::gradients::Gradients;
use crate::network::layers::mean::Pooling;
pub use crate::network::layers::normalize::Normalise;
use crate::network::layers::{fit, matrix, matrix_mut, normalize, zeros};
use crate::network::parameters::Parameters;
use crate::numeric::matmul::{Packed, gram, multiply_packed};
use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView2, s};
use std::ops::Range;

/// The caches of all layers and the vectors of the last batch; keeps its memory from step to step.
#[derive(Default)]
pub struct Workspace<R> {
    thorough: bool,
    layers: Option<(Kind, Box<dyn Layers<R>>)>,
    normalize: normalize::Cache<R>,
    y: Vec<R>,
    /// Unit vectors [N, H] of the last batch.
    vectors: Vec<R>,
    dvectors: Vec<R>,
    dy: Vec<R>,
    moved: Vec<bool>,
    joined: Joined<R>,
    packed: Packed<R>,
    rows: Vec<R>,
    similarity: Array2<R>,
}

impl<R: Real> Workspace<R> {
    /// A space without shortcuts: it runs through the padding even where nothing of it counts, so that it can be looked at, and takes every
    /// question back, though its gradient be zero. All results have the same bits.
    pub fn thorough() -> Self {
        Self { thorough: true, ..Self::default() }
    }

    /// S [B, B + K] of the last [`Encoder::gradients`].
    pub fn similarity(&self) -> ArrayView2<'_, R> {
        self.similarity.view()
    }

    /// Unit vectors [2B + K, H] of the last batch: first question 1 of each pair, then question 2, then further texts.
    pub fn vectors(&self) -> &[R] {
        &self.vectors
    }

    /// H: numbers in a vector of the last batch.
    pub fn size(&self) -> usize {
        self.y.len() / self.normalize.rows.max(1)
    }

    /// ‖y‖ of each question of the last [`Encoder::encode`].
    pub fn norms(&self) -> Vec<R> {
        self.normalize.norms.iter().map(|norm| norm.0).collect()
    }

    /// Puts the vectors [2B + K, H] of a whole batch in the place of those of some of its questions.
    pub fn keep(&mut self, vectors: Vec<R>) {
        self.vectors = vectors;
    }

    /// S and the unit vectors of the last batch, to be put back.
    pub fn outputs(&self) -> (Array2<R>, Vec<R>) {
        (self.similarity.clone(), self.vectors.clone())
    }

    /// Puts back what [`Workspace::outputs`] gave.
    pub fn put_back(&mut self, (similarity, vectors): (Array2<R>, Vec<R>)) {
        (self.similarity, self.vectors) = (similarity, vectors);
    }

    /// What was made of question n in the last [`Encoder::gradients`]; only a thorough space has all steps.
    ///
    /// # Panics
    /// Before the first batch.
    pub fn trace(&self, n: usize) -> Trace<R> {
        let (_, layers) = self.layers.as_ref().expect("a batch was encoded");
        let size = self.size();
        let line = |values: &[R]| values[n * size..][..size].to_vec();
        Trace { steps: layers.steps(n), mean: line(&self.y), vector: line(&self.vectors), dvector: line(&self.dvectors) }
    }
}

/// What was made of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace<R> {
    /// What the layers made of it, step by step.
    pub steps: Steps<R>,
    /// y `[H]`
    pub mean: Vec<R>,
    /// v `[H]`
    pub vector: Vec<R>,
    /// dL/dv `[H]`
    pub dvector: Vec<R>,
}

/// The network: its weights and how it pools.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoder<R> {
    /// Which layers.
    pub kind: Kind,
    /// The weights.
    pub parameters: Parameters<R>,
    /// What the mean is over.
    pub pooling: Pooling,
    /// Which questions of a batch share a norm.
    pub normalise: Normalise,
}

/// B·H·(D + H) from which a batch goes back in four parts instead of two: there a part's own sums cost little beside its recurrence.
const WORTH_FOUR_PARTS: usize = 128 * 128 * 256;

/// The questions of some of the parts of a batch, among all: first question 1 of each pair, then question 2, then further texts.
pub fn questions_of(parts: Range<usize>, of: usize, questions: usize) -> Range<usize> {
    parts.start * questions / of..parts.end * questions / of
}

impl<R: Real> Encoder<R> {
    /// H: numbers in the vector of a question of so many steps.
    pub fn width(&self, steps: usize) -> usize {
        let hidden = self.parameters.hidden();
        if self.kind.is_lstm() { self.pooling.width(steps, hidden) } else { hidden }
    }

    /// Unit vectors [N, H] of N questions, each by itself.
    pub fn encode<'i, 's>(&self, input: impl Into<Input<'i, R>>, space: &'s mut Workspace<R>) -> &'s [R] {
        self.encode_input(input.into(), 1, space);
        &space.vectors
    }

    /// The same of the questions of a batch of so many pairs, or, where each has a norm of its own, of some of them.
    pub fn encode_batch<'i, 's>(&self, input: impl Into<Input<'i, R>>, pairs: usize, space: &'s mut Workspace<R>) -> &'s [R] {
        let group = if self.normalise == Normalise::Batch { pairs } else { 1 };
        self.encode_input(input.into(), group, space);
        &space.vectors
    }

    fn encode_input(&self, input: Input<R>, group: usize, space: &mut Workspace<R>) {
        if space.layers.as_ref().is_none_or(|(kind, _)| *kind != self.kind) {
            space.layers = Some((self.kind, (self.kind.parts().layers)(space.thorough)));
        }
        if let Some((_, layers)) = &mut space.layers {
            layers.forward(&self.parameters, self.pooling, input, &mut space.y);
        }
        let size = space.y.len() / input.questions().max(1);
        normalize::forward(&space.y, size, group, &mut space.vectors, &mut space.normalize);
    }

    /// S [B, B + K] of B pairs: `left` holds questions 1, `right` questions 2 and behind them K further texts. S stays in the workspace.
    pub fn similarity<'a>(&self, left: impl Into<Input<'a, R>>, right: impl Into<Input<'a, R>>, space: &mut Workspace<R>) {
        let mut joined = std::mem::take(&mut space.joined);
        let (left, right) = (left.into(), right.into());
        let pairs = left.questions();
        self.encode_batch(joined.join(left, right), pairs, space);
        space.joined = joined;
        let vectors = std::mem::take(&mut space.vectors);
        let (v1, v2) = vectors.split_at(pairs * space.size());
        self.compare(v1, v2, space);
        space.vectors = vectors;
    }

    /// Forward and backward over B pairs, as in [`Encoder::similarity`]. Adds to `gradients`; S stays in the workspace.
    pub fn gradients<'a>(
        &self,
        left: impl Into<Input<'a, R>>,
        right: impl Into<Input<'a, R>>,
        loss: &LossConfig,
        space: &mut Workspace<R>,
        gradients: &mut Gradients<R>,
    ) -> LossReport<R> {
        let left = left.into();
        let pairs = left.questions();
        self.similarity(left, right, space);
        let vectors = std::mem::take(&mut space.vectors);
        let questions = space.normalize.rows;
        let report = self.judge((&vectors, pairs), 0..questions, loss, space);
        space.vectors = vectors;
        let parts = self.parts(pairs);
        for part in 0..parts {
            self.backward(questions_of(part..part + 1, parts, questions), space, gradients);
        }
        report
    }

    /// In how many parts the questions of a batch of B pairs go back. Each part's gradient is summed from zero and then added in the order of the parts, so
    /// parts that were made in different memories add up to the bits of one. The number follows from the sizes alone, never from the machine.
    pub fn parts(&self, batch: usize) -> usize {
        let (dim, hidden) = (self.parameters.embedding.ncols(), self.parameters.hidden());
        // A norm of the whole batch needs the whole batch.
        if self.normalise == Normalise::Batch {
            return 1;
        }
        if batch * hidden * (dim + hidden) >= WORTH_FOUR_PARTS { 4 } else { 2 }
    }

    /// Loss of the batch of B pairs whose vectors are `vectors` [2B + K, H], and dL/dv of the questions `own`, which must be those that the workspace has encoded
    /// last; it stays there for [`Encoder::backward`].
    pub fn judge(&self, (vectors, batch): (&[R], usize), own: Range<usize>, loss: &LossConfig, space: &mut Workspace<R>) -> LossReport<R> {
        let size = space.size();
        let (v1, all) = vectors.split_at(batch * size);
        let v2 = &all[..v1.len()];
        self.compare(v1, all, space);
        let [a, c] = [(Direction::Left, v1), (Direction::Right, v2)].map(|(side, v)| loss.looks(side).then(|| gram(matrix(v, size))));
        let [left, right] = [&a, &c].map(|matrix| matrix.as_ref().map(|matrix| matrix.view()));
        let report = evaluate(Similarities { across: space.similarity.view(), left, right }, loss);
        let left = own.start.min(batch)..own.end.min(batch);
        let right = own.start.max(batch) - batch..own.end.max(batch) - batch;
        let second = right.start.min(batch)..right.end.min(batch);
        let mut dvectors = std::mem::take(&mut space.dvectors);
        zeros(&mut dvectors, own.len() * size);
        let (dv1, dv2) = dvectors.split_at_mut(left.len() * size);
        self.differentiate(report.gradient.slice(s![left.clone(), ..]), all, dv1, space);
        self.differentiate(report.gradient.slice(s![.., right.clone()]).reversed_axes(), v1, dv2, space);
        let dv2 = &mut dv2[..second.len() * size];
        for (gradient, own, v, dv) in [(&report.left_gradient, left, v1, dv1), (&report.right_gradient, second, v2, dv2)] {
            if let Some(g) = gradient {
                let both = &g.slice(s![own.clone(), ..]) + &g.slice(s![.., own]).t();
                self.differentiate(both.view(), v, dv, space);
            }
        }
        space.dvectors = dvectors;
        report
    }

    /// S = V1·V2ᵀ, further texts being rows of V2.
    fn compare(&self, v1: &[R], v2: &[R], space: &mut Workspace<R>) {
        let size = space.size();
        let shape = (v1.len() / size, v2.len() / size);
        if space.similarity.dim() != shape {
            space.similarity = Array2::zeros(shape);
        }
        space.similarity.fill(R::zero());
        space.packed.pack(matrix(v2, size).t());
        multiply_packed(matrix(v1, size), &space.packed, space.similarity.view_mut(), &mut space.rows);
    }

    /// Some rows of dV1 = dS·V2 + (dA + dAᵀ)·V1, or of dV2 = dSᵀ·V1 + (dC + dCᵀ)·V2: adds one of the products. No dC is of a further text.
    fn differentiate(&self, ds: ArrayView2<R>, other: &[R], dvectors: &mut [R], space: &mut Workspace<R>) {
        let size = space.size();
        if ds.nrows() > 0 {
            space.packed.pack(matrix(other, size));
            multiply_packed(ds, &space.packed, matrix_mut(dvectors, size), &mut space.rows);
        }
    }

    /// From dL/dv back through all layers, for some of the questions that the workspace has encoded. Adds to `gradients`.
    ///
    /// # Panics
    /// Before the first batch.
    pub fn backward(&self, questions: Range<usize>, space: &mut Workspace<R>, gradients: &mut Gradients<R>) {
        let size = space.size();
        let Workspace { thorough, layers, normalize, vectors, dvectors, dy, moved, .. } = space;
        let row = |n: usize| n * size..(n + 1) * size;
        let any = |n: usize| *thorough || normalize.group > 1 || dvectors[row(n)].iter().any(|&d| d != R::zero());
        moved.clear();
        moved.extend((0..dvectors.len() / size).map(|n| questions.contains(&n) && any(n)));
        fit(dy, dvectors.len());
        for (n, _) in moved.iter().enumerate().filter(|&(_, &moved)| moved) {
            normalize::backward(normalize, n, vectors, dvectors, &mut dy[row(n)]);
        }
        let (_, layers) = layers.as_mut().expect("a batch was encoded");
        layers.backward(&self.parameters, moved, dy, gradients);
    }
}
