//! The encoder: Embedding(V, D) → LSTM(H), all steps → mean over time → L2 normalise. One set of weights serves both sides.

use crate::layers::mean::Pooling;
use crate::layers::{embedding, lstm, matrix, mean, normalize, zeros};
use crate::loss::{LossConfig, LossReport, evaluate};
use crate::matmul::{Packed, multiply_packed};
use crate::real::Real;
use ndarray::{Array1, Array2, ArrayView2};

/// All weights of the encoder; gradients have the same type.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters<R> {
    /// [V, D]
    pub embedding: Array2<R>,
    /// The recurrent layer's.
    pub lstm: lstm::Weights<R>,
}

/// Names of the parameter tensors, in the order of [`Parameters::tensors`].
pub const TENSOR_NAMES: [&str; 4] = ["embedding", "kernel", "recurrentKernel", "bias"];

impl<R: Real> Parameters<R> {
    /// Zeros for V words, D and H.
    pub fn zeros(vocabulary: usize, embedding: usize, hidden: usize) -> Self {
        Self {
            embedding: Array2::zeros((vocabulary, embedding)),
            lstm: lstm::Weights {
                kernel: Array2::zeros((embedding, 4 * hidden)),
                recurrent_kernel: Array2::zeros((hidden, 4 * hidden)),
                bias: Array1::zeros(4 * hidden),
            },
        }
    }

    /// Zeros of the same shapes.
    pub fn zeros_like(&self) -> Self {
        Self::zeros(self.embedding.nrows(), self.embedding.ncols(), self.hidden())
    }

    /// Sets every value to zero.
    pub fn fill_zero(&mut self) {
        self.tensors_mut().into_iter().for_each(|t| t.fill(R::zero()));
    }

    /// H.
    pub fn hidden(&self) -> usize {
        self.lstm.recurrent_kernel.nrows()
    }

    /// The four tensors, flat and row-major.
    pub fn tensors(&self) -> [&[R]; 4] {
        let w = &self.lstm;
        [self.embedding.as_slice(), w.kernel.as_slice(), w.recurrent_kernel.as_slice(), w.bias.as_slice()].map(|t| t.expect("row-major"))
    }

    /// The same, to write to.
    pub fn tensors_mut(&mut self) -> [&mut [R]; 4] {
        let w = &mut self.lstm;
        [self.embedding.as_slice_mut(), w.kernel.as_slice_mut(), w.recurrent_kernel.as_slice_mut(), w.bias.as_slice_mut()]
            .map(|t| t.expect("row-major"))
    }

    /// Shapes of the four tensors.
    pub fn shapes(&self) -> [Vec<usize>; 4] {
        let w = &self.lstm;
        [self.embedding.shape(), w.kernel.shape(), w.recurrent_kernel.shape(), w.bias.shape()].map(<[usize]>::to_vec)
    }
}

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
pub struct Workspace<R> {
    embedding: embedding::Cache<R>,
    lstm: lstm::Cache<R>,
    mean: mean::Cache<R>,
    normalize: normalize::Cache<R>,
    y: Vec<R>,
    /// Unit vectors [N, H] of the last batch.
    vectors: Vec<R>,
    dvectors: Vec<R>,
    dy: Vec<R>,
    active: Vec<usize>,
    tokens: Vec<u32>,
    packed: Packed<R>,
    rows: Vec<R>,
    similarity: Array2<R>,
}

impl<R: Real> Default for Workspace<R> {
    fn default() -> Self {
        Self {
            embedding: Default::default(),
            lstm: Default::default(),
            mean: Default::default(),
            normalize: Default::default(),
            y: vec![],
            vectors: vec![],
            dvectors: vec![],
            dy: vec![],
            active: vec![],
            tokens: vec![],
            packed: Default::default(),
            rows: vec![],
            similarity: Array2::zeros((0, 0)),
        }
    }
}

impl<R: Real> Workspace<R> {
    /// S [B, B] of the last [`Encoder::gradients`].
    pub fn similarity(&self) -> ArrayView2<'_, R> {
        self.similarity.view()
    }

    /// Unit vectors [2B, H] of the last batch: first question 1 of each pair, then question 2.
    pub fn vectors(&self) -> &[R] {
        &self.vectors
    }

    /// What the layers made of question n in the last [`Encoder::gradients`].
    pub fn trace(&self, n: usize) -> Trace<R> {
        let (steps, size) = (self.lstm.steps, self.y.len() / self.lstm.questions);
        let places = (0..steps).map(|t| t * self.lstm.questions + n);
        let row = |values: &[R], place: usize| values[place * size..][..size].to_vec();
        Trace {
            embeddings: places.clone().flat_map(|p| self.embedding.x().row(self.embedding.places[p] as usize).to_vec()).collect(),
            hidden: places.clone().flat_map(|p| row(&self.lstm.hidden, p)).collect(),
            weights: places.map(|p| self.mean.weights[p]).collect(),
            mean: row(&self.y, n),
            vector: row(&self.vectors, n),
            dvector: row(&self.dvectors, n),
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

impl<R: Real> Encoder<R> {
    /// Unit vectors [N, H] of N questions.
    pub fn encode<'a>(&self, tokens: Tokens, space: &'a mut Workspace<R>) -> &'a [R] {
        let questions = tokens.questions().len();
        let by_step = (0..tokens.steps).flat_map(|t| tokens.questions().map(move |q| q[t]));
        embedding::forward(&self.parameters.embedding, by_step, &mut space.embedding);
        lstm::forward(&self.parameters.lstm, space.embedding.x(), &space.embedding.places, questions, &mut space.lstm);
        mean::forward(self.pooling, tokens.questions(), &space.lstm.hidden, &mut space.y, &mut space.mean);
        normalize::forward(&space.y, self.parameters.hidden(), &mut space.vectors, &mut space.normalize);
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
        self.compare(space);
    }

    /// Forward and backward over B pairs, as in [`Encoder::similarity`]. Adds to `gradients`; S stays in the workspace.
    pub fn gradients(
        &self,
        left: Tokens,
        right: Tokens,
        loss: &LossConfig,
        space: &mut Workspace<R>,
        gradients: &mut Parameters<R>,
    ) -> LossReport<R> {
        self.similarity(left, right, space);
        let report = evaluate(space.similarity.view(), loss);
        self.dvectors(report.gradient.view(), space);
        self.backward(space, gradients);
        report
    }

    /// S = V1·V2ᵀ.
    fn compare(&self, space: &mut Workspace<R>) {
        let batch = space.vectors.len() / self.parameters.hidden() / 2;
        if space.similarity.nrows() != batch {
            space.similarity = Array2::zeros((batch, batch));
        }
        space.similarity.fill(R::zero());
        let (v1, v2) = space.vectors.split_at(space.vectors.len() / 2);
        space.packed.pack(matrix(v2, self.parameters.hidden()).t());
        multiply_packed(matrix(v1, self.parameters.hidden()), &space.packed, space.similarity.view_mut(), &mut space.rows);
    }

    /// dV1 = dS·V2 and dV2 = dSᵀ·V1.
    fn dvectors(&self, ds: ArrayView2<R>, space: &mut Workspace<R>) {
        let size = self.parameters.hidden();
        zeros(&mut space.dvectors, space.vectors.len());
        let (v1, v2) = space.vectors.split_at(space.vectors.len() / 2);
        let (dv1, dv2) = space.dvectors.split_at_mut(space.vectors.len() / 2);
        for (ds, v, dv) in [(ds, v2, dv1), (ds.t(), v1, dv2)] {
            space.packed.pack(matrix(v, size));
            multiply_packed(ds, &space.packed, crate::layers::matrix_mut(dv, size), &mut space.rows);
        }
    }

    /// From dvectors back through all layers.
    fn backward(&self, space: &mut Workspace<R>, gradients: &mut Parameters<R>) {
        let size = self.parameters.hidden();
        let dvectors = matrix(&space.dvectors, size);
        space.active.clear();
        space.active.extend((0..dvectors.nrows()).filter(|&n| dvectors.row(n).iter().any(|&d| d != R::zero())));
        zeros(&mut space.dy, space.dvectors.len());
        for &n in &space.active {
            let at = n * size..(n + 1) * size;
            normalize::backward(&space.normalize, n, &space.vectors[at.clone()], &space.dvectors[at.clone()], &mut space.dy[at]);
        }
        let Workspace { embedding, lstm, mean, dy, active, .. } = space;
        let dhidden = |t: usize, n: usize, dh: &mut [R]| mean::backward(mean, t, n, &dy[n * size..][..size], dh);
        let dx = lstm::backward(&self.parameters.lstm, embedding.x(), &embedding.places, active, dhidden, lstm, &mut gradients.lstm);
        embedding::backward(embedding, dx, &mut gradients.embedding);
    }
}
