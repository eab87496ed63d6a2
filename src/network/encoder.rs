//! The encoder: Embedding(V, D) → LSTM(H), all steps → mean over time → L2 normalise. One set of weights serves both sides.

use crate::loss::{LossConfig, LossReport, evaluate};
use crate::network::gradients::Gradients;
use crate::network::layers::mean::Pooling;
use crate::network::layers::order::Order;
use crate::network::layers::{embedding, fit, lstm, matrix, matrix_mut, mean, normalize, zeros};
use crate::network::parameters::Parameters;
use crate::numeric::matmul::{Packed, multiply_packed};
use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView2, s};
use std::ops::Range;

/// Questions of one length, in rows: tokens [N, T].
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    /// Flat, row-major.
    pub ids: &'a [u32],
    /// T.
    pub steps: usize,
}

impl<'a> Tokens<'a> {
    fn questions(self) -> std::slice::ChunksExact<'a, u32> {
        self.ids.chunks_exact(self.steps)
    }
}

/// The caches of all layers and the vectors of the last batch; keeps its memory from step to step.
#[derive(Default)]
pub struct Workspace<R> {
    thorough: bool,
    order: Order,
    embedding: embedding::Cache<R>,
    lstm: lstm::Cache<R>,
    mean: mean::Cache<R>,
    normalize: normalize::Cache<R>,
    y: Vec<R>,
    /// Unit vectors [N, H] of the last batch.
    vectors: Vec<R>,
    dvectors: Vec<R>,
    dy: Vec<R>,
    lengths: Vec<usize>,
    active: Vec<usize>,
    tokens: Vec<u32>,
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

    /// S [B, B] of the last [`Encoder::gradients`].
    pub fn similarity(&self) -> ArrayView2<'_, R> {
        self.similarity.view()
    }

    /// Unit vectors [2B, H] of the last batch: first question 1 of each pair, then question 2.
    pub fn vectors(&self) -> &[R] {
        &self.vectors
    }

    /// Puts the vectors [2B, H] of a whole batch in the place of those of some of its questions.
    pub fn keep(&mut self, vectors: Vec<R>) {
        self.vectors = vectors;
    }

    /// What the layers made of question n in the last [`Encoder::gradients`]; only a thorough space has all steps.
    pub fn trace(&self, n: usize) -> Trace<R> {
        let size = self.y.len() / self.order.questions.len();
        let rows = (0..self.order.steps()).filter_map(|t| self.order.row(t, n));
        let line = |values: &[R], row: usize| values[row * size..][..size].to_vec();
        Trace {
            embeddings: rows.clone().flat_map(|row| self.embedding.x().row(self.embedding.places[row] as usize).to_vec()).collect(),
            hidden: rows.clone().flat_map(|row| line(&self.lstm.hidden, row)).collect(),
            weights: rows.map(|row| self.mean.weights[row]).collect(),
            mean: line(&self.y, n),
            vector: line(&self.vectors, n),
            dvector: line(&self.dvectors, n),
        }
    }
}

/// What the layers made of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace<R> {
    /// x [T, D]
    pub embeddings: Vec<R>,
    /// h [T, H]
    pub hidden: Vec<R>,
    /// Each step's weight in the mean, [T].
    pub weights: Vec<R>,
    /// y [H]
    pub mean: Vec<R>,
    /// v [H]
    pub vector: Vec<R>,
    /// dL/dv [H]
    pub dvector: Vec<R>,
}

/// The network: its weights and how it pools.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoder<R> {
    /// The weights.
    pub parameters: Parameters<R>,
    /// What the mean is over.
    pub pooling: Pooling,
}

/// B·H·(D + H) from which a batch goes back in four parts instead of two: there a part's own sums cost little beside its recurrence.
const WORTH_FOUR_PARTS: usize = 128 * 128 * 256;

/// The questions of some of the parts of a batch, among its 2B: first question 1 of each pair, then question 2.
pub fn questions_of(parts: Range<usize>, of: usize, questions: usize) -> Range<usize> {
    parts.start * questions / of..parts.end * questions / of
}

impl<R: Real> Encoder<R> {
    /// Unit vectors [N, H] of N questions.
    pub fn encode<'a>(&self, tokens: Tokens, space: &'a mut Workspace<R>) -> &'a [R] {
        let questions = tokens.questions();
        let size = self.parameters.hidden();
        space.lengths.clear();
        space.lengths.extend(questions.clone().map(|q| self.pooling.length(q)));
        let order = &mut space.order;
        order.arrange(&space.lengths, space.thorough.then_some(tokens.steps));
        let by_row = (0..order.steps()).flat_map(|t| order.step(t).zip(&order.questions).map(move |(_, &n)| tokens.ids[n * tokens.steps + t]));
        embedding::forward(&self.parameters.embedding, by_row, &mut space.embedding);
        lstm::forward(&self.parameters.lstm, &space.embedding, order, &mut space.lstm);
        fit(&mut space.y, questions.len() * size);
        mean::forward(self.pooling, order, tokens.ids, &space.lstm.hidden, &mut space.y, &mut space.mean);
        normalize::forward(&space.y, size, &mut space.vectors, &mut space.normalize);
        &space.vectors
    }

    /// S [B, B] of B pairs: `left` and `right` hold questions 1 and 2, [B, T] each. S stays in the workspace.
    pub fn similarity(&self, left: Tokens, right: Tokens, space: &mut Workspace<R>) {
        let mut both = std::mem::take(&mut space.tokens);
        both.clear();
        both.extend_from_slice(left.ids);
        both.extend_from_slice(right.ids);
        self.encode(Tokens { ids: &both, steps: left.steps }, space);
        space.tokens = both;
        let vectors = std::mem::take(&mut space.vectors);
        let (v1, v2) = vectors.split_at(vectors.len() / 2);
        self.compare(v1, v2, space);
        space.vectors = vectors;
    }

    /// Forward and backward over B pairs, as in [`Encoder::similarity`]. Adds to `gradients`; S stays in the workspace.
    pub fn gradients(&self, left: Tokens, right: Tokens, loss: &LossConfig, space: &mut Workspace<R>, gradients: &mut Gradients<R>) -> LossReport<R> {
        self.similarity(left, right, space);
        let vectors = std::mem::take(&mut space.vectors);
        let questions = vectors.len() / self.parameters.hidden();
        let report = self.judge(&vectors, 0..questions, loss, space);
        space.vectors = vectors;
        let parts = self.parts(questions / 2);
        for part in 0..parts {
            self.backward(questions_of(part..part + 1, parts, questions), space, gradients);
        }
        report
    }

    /// In how many parts the 2B questions of a batch go back. Each part's gradient is summed from zero and then added in the order of the parts, so
    /// parts that were made in different memories add up to the bits of one. The number follows from the sizes alone, never from the machine.
    pub fn parts(&self, batch: usize) -> usize {
        let (dim, hidden) = (self.parameters.embedding.ncols(), self.parameters.hidden());
        if batch * hidden * (dim + hidden) >= WORTH_FOUR_PARTS { 4 } else { 2 }
    }

    /// Loss of the batch whose vectors are `vectors` [2B, H], and dL/dv of the questions `own`, which must be those that the workspace has encoded
    /// last; it stays there for [`Encoder::backward`].
    pub fn judge(&self, vectors: &[R], own: Range<usize>, loss: &LossConfig, space: &mut Workspace<R>) -> LossReport<R> {
        let size = self.parameters.hidden();
        let (v1, v2) = vectors.split_at(vectors.len() / 2);
        self.compare(v1, v2, space);
        let report = evaluate(space.similarity.view(), loss);
        let batch = v1.len() / size;
        let left = own.start.min(batch)..own.end.min(batch);
        let right = own.start.max(batch) - batch..own.end.max(batch) - batch;
        let mut dvectors = std::mem::take(&mut space.dvectors);
        zeros(&mut dvectors, own.len() * size);
        let (dv1, dv2) = dvectors.split_at_mut(left.len() * size);
        self.differentiate(report.gradient.slice(s![left, ..]), v2, dv1, space);
        self.differentiate(report.gradient.slice(s![.., right]).reversed_axes(), v1, dv2, space);
        space.dvectors = dvectors;
        report
    }

    /// S = V1·V2ᵀ.
    fn compare(&self, v1: &[R], v2: &[R], space: &mut Workspace<R>) {
        let size = self.parameters.hidden();
        let batch = v1.len() / size;
        if space.similarity.nrows() != batch {
            space.similarity = Array2::zeros((batch, batch));
        }
        space.similarity.fill(R::zero());
        space.packed.pack(matrix(v2, size).t());
        multiply_packed(matrix(v1, size), &space.packed, space.similarity.view_mut(), &mut space.rows);
    }

    /// Some rows of dV1 = dS·V2, or of dV2 = dSᵀ·V1.
    fn differentiate(&self, ds: ArrayView2<R>, other: &[R], dvectors: &mut [R], space: &mut Workspace<R>) {
        let size = self.parameters.hidden();
        if ds.nrows() > 0 {
            space.packed.pack(matrix(other, size));
            multiply_packed(ds, &space.packed, matrix_mut(dvectors, size), &mut space.rows);
        }
    }

    /// From dL/dv back through all layers, for some of the questions that the workspace has encoded. Adds to `gradients`.
    pub fn backward(&self, questions: Range<usize>, space: &mut Workspace<R>, gradients: &mut Gradients<R>) {
        let size = self.parameters.hidden();
        let Workspace { thorough, order, embedding, lstm, mean, normalize, vectors, dvectors, dy, active, .. } = space;
        let row = |n: usize| n * size..(n + 1) * size;
        active.clear();
        let moved = |n: &usize| questions.contains(n) && (*thorough || dvectors[row(*n)].iter().any(|&d| d != R::zero()));
        active.extend(order.questions.iter().enumerate().filter(|(_, n)| moved(n)).map(|(place, _)| place));
        fit(dy, dvectors.len());
        for n in active.iter().map(|&place| order.questions[place]) {
            normalize::backward(normalize, n, &vectors[row(n)], &dvectors[row(n)], &mut dy[row(n)]);
        }
        let (order, reached) = (&*order, &*active);
        let running = |t: usize| reached.iter().map(move |&place| order.step(t).start + place).take_while(move |&row| row < order.step(t).end);
        embedding.select((0..order.steps()).flat_map(running));
        let dhidden = |place: usize, row: usize, dh: &mut [R]| mean::backward(mean, row, &dy[order.questions[place] * size..][..size], dh);
        let backward = lstm::Backward { active, tokens: embedding, order, dhidden };
        let dx = backward.run(&self.parameters.lstm, lstm, &mut gradients.parameters.lstm);
        gradients.add_rows(embedding.selected_tokens(), dx);
    }
}
