//! A training run: batches of duplicate pairs through encoder, loss and optimiser, and the measures of every step.
//!
//! A run is a function of the data set, the configuration and the seed: the same three give the same bits, everywhere.

use crate::data::{Batches, Dataset, PADDING, Prepared};
use crate::error::{Error, Result};
use crate::loss::{LossConfig, LossReport};
use crate::measures::metrics::{StepReport, report};
use crate::network::encoder::{Encoder, Input, Workspace};
use crate::network::encoders::Joined;
use crate::network::gradients::Gradients;
use crate::network::initialise::{Kind, ModelConfig};
use crate::network::layers::matrix;
use crate::numeric::real::all_within;
use crate::training::adam::{Adam, NotFinite};
use crate::training::config::RunConfig;
use crate::training::crew::Made;
use crate::training::mistakes;
use crate::training::weights::Notes;
use ndarray::{Array2, s};
use std::sync::Arc;

/// With room for rounding.
pub(super) const MOST_IN_A_UNIT_VECTOR: f64 = 1.5;

/// A run and where it stands.
pub struct Trainer {
    pub(crate) dataset: Arc<Dataset>,
    pub(crate) config: RunConfig,
    pub(crate) encoder: Encoder<f32>,
    pub(crate) adam: Adam<f32>,
    pub(crate) batches: Batches,
    pub(super) gradients: Gradients<f32>,
    pub(super) space: Workspace<f32>,
    pub(crate) batch: Batch,
    pub(super) begun: Option<Drawn>,
    /// Words, rule and length of an opened model, which are not the data's.
    pub(super) opened: Option<Notes>,
}

/// What a step is taken on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Batch {
    /// Pairs to train on, and whether their sides are exchanged.
    pub(crate) pairs: Vec<(u32, bool)>,
    /// Further texts.
    pub(crate) further: Vec<u32>,
}

/// A step that is shared and not taken yet: the batch, what the draw leaves to come, and what is made of all vectors.
pub(super) struct Drawn {
    pub(super) batches: Batches,
    pub(super) batch: Batch,
    /// S and vectors of the last batch, for a step that is refused.
    pub(super) outputs: (Array2<f32>, Vec<f32>),
    /// Is the workspace that of the leader's own questions?
    pub(super) encoded: bool,
    /// What the leader has made of all vectors: the step's report, and its own parts.
    pub(super) judged: Option<(StepReport, Vec<f32>, Made)>,
}

/// Bytes that a step may take: a browser gives a module 4 GB at most, and the data and the snapshots want some of them.
const MOST_BYTES: u64 = 2_000_000_000;

/// Refuses a batch that would not fit: for each word of each question there are the gates, the cell, the state and their gradients, and the word's vector.
pub(super) fn check_memory(dataset: &Dataset, config: &RunConfig) -> Result<()> {
    let further = config.negatives.min(dataset.report().negatives);
    let (pairs, words) = (config.batch_size.min(dataset.train().len()), dataset.length_with(config.max_length, further > 0));
    let numbers = 12 * config.model.hidden_dim as u64 + 2 * config.model.embedding_dim as u64;
    let pair = 2 * words as u64 * numbers * size_of::<f32>() as u64;
    let beside = further as u64 * pair / 2;
    let (needs, fits) = (pairs as u64 * pair + beside, MOST_BYTES.saturating_sub(beside) / pair.max(1));
    if needs > MOST_BYTES { Err(Error::TooMuchMemory { pairs, words, needs, most: MOST_BYTES, fits }) } else { Ok(()) }
}

impl Trainer {
    /// A run before its first step.
    ///
    /// # Errors
    /// A model that does not fit, or data that the configuration cannot train on.
    pub fn new(dataset: Arc<Dataset>, config: RunConfig) -> Result<Self> {
        let config = RunConfig { model: suited(config.model, &dataset)?, ..config };
        check_memory(&dataset, &config)?;
        let encoder = config.model.build(dataset.vocabulary_size())?;
        let batches = Batches::new(dataset.train().len(), config.seed.into());
        let adam = Adam::new(config.adam);
        Ok(Self::assemble(dataset, config, encoder, adam, batches))
    }

    pub(crate) fn assemble(dataset: Arc<Dataset>, config: RunConfig, encoder: Encoder<f32>, adam: Adam<f32>, batches: Batches) -> Self {
        let gradients = Gradients::of(&encoder.parameters);
        Self { dataset, config, encoder, adam, batches, gradients, space: Workspace::default(), batch: Batch::default(), begun: None, opened: None }
    }

    /// Steps taken.
    pub fn step_number(&self) -> usize {
        self.adam.step
    }

    /// The configuration in force.
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// Another loss from the next step on.
    pub fn set_loss(&mut self, loss: LossConfig) {
        self.config.loss = loss;
    }

    /// Another configuration from the next step on; only the model and the seed must stay.
    ///
    /// # Errors
    /// Another model or another seed; the run stays as it was.
    pub fn configure(&mut self, config: RunConfig) -> Result<()> {
        let model = if self.opened.is_some() { self.config.model } else { suited(config.model, &self.dataset)? };
        let config = RunConfig { model, ..config };
        if config.model != self.config.model {
            return Err(Error::OtherModel);
        }
        if config.seed != self.config.seed {
            return Err(Error::OtherSeed { value: config.seed, seed: self.config.seed });
        }
        check_memory(&self.dataset, &config)?;
        self.adam.config = config.adam;
        self.config = config;
        Ok(())
    }

    /// One batch: both encodings, loss, back-propagation, update.
    ///
    /// # Errors
    /// If the loss or a weight would not be finite: the run is at the step before then, and so is what it says of its last batch.
    pub fn step(&mut self) -> Result<StepReport> {
        let mut batches = self.batches.clone();
        let drawn = Self::draw(&self.config, &self.dataset, &mut batches);
        let before = (std::mem::replace(&mut self.batch, drawn), self.space.outputs());
        let Ok(report) = self.train() else {
            self.batch = before.0;
            self.space.put_back(before.1);
            return Err(self.diverged(self.adam.step + 1));
        };
        self.batches = batches;
        Ok(report)
    }

    /// On the batch that has been drawn.
    fn train(&mut self) -> std::result::Result<StepReport, NotFinite> {
        self.begun = None;
        let sides = self.prepared();
        let [left, right] = sides.each_ref().map(Prepared::input);
        self.gradients.fill_zero();
        let loss = self.encoder.gradients(left, right, &self.config.loss, &mut self.space, &mut self.gradients);
        if !loss.loss.is_finite() || !all_within(self.space.vectors(), MOST_IN_A_UNIT_VECTOR) {
            return Err(NotFinite);
        }
        let report = self.report(&loss, self.vectors(), &sides);
        self.adam.update(&mut self.encoder.parameters, &self.gradients)?;
        Ok(report)
    }

    /// The step that is about to be taken: measures of the B pairs among themselves, and what was done wrong.
    pub(super) fn report(&self, loss: &LossReport<f32>, vectors: &[f32], sides: &[Prepared; 2]) -> StepReport {
        let (all, vectors) = (self.space.similarity(), matrix(vectors, self.space.size()));
        let (square, vectors) = (all.slice(s![.., ..all.nrows()]), vectors.slice(s![..2 * all.nrows(), ..]));
        let mut report = report(self.adam.step + 1, square, vectors, &self.config.loss, loss);
        let ids = || sides.iter().flat_map(|side| if let Prepared::Tokens { ids, .. } = side { ids.as_slice() } else { &[] });
        report.padding = ids().filter(|&&id| id == PADDING).count() as f64 / ids().count().max(1) as f64;
        report.mistakes = mistakes::acting(&self.config, &report);
        report
    }

    pub(crate) fn diverged(&self, step: usize) -> Error {
        self.config.adam.diverged(step, Some(self.config.loss.sizes()))
    }

    /// Encodes the batch that the next step will take, without training on it: S and the texts are that batch's until then.
    pub fn preview(&mut self) {
        self.batch = Self::draw(&self.config, &self.dataset, &mut self.batches.clone());
        let sides = self.prepared();
        let [left, right] = sides.each_ref().map(Prepared::input);
        self.encoder.similarity(left, right, &mut self.space);
    }

    fn draw(config: &RunConfig, dataset: &Dataset, batches: &mut Batches) -> Batch {
        let pairs = batches.next(dataset.train(), config.batch_size, config.distinct_clusters, config.swap);
        let further = dataset.further(batches, &pairs, config.negatives);
        Batch { pairs, further }
    }

    /// The batch of the next step, its tokens [2B + K, T], and 2B + K.
    ///
    /// # Errors
    /// If the data are vectors: such a step is too small to be shared.
    pub(super) fn drawn(&self) -> Result<(Drawn, Vec<u32>, usize)> {
        let mut batches = self.batches.clone();
        let batch = Self::draw(&self.config, &self.dataset, &mut batches);
        let sides = self.prepared_batch(&batch);
        let mut joined = Joined::default();
        let [left, right] = sides.each_ref().map(Prepared::input);
        let Input::Tokens(tokens) = joined.join(left, right) else { return Err(Error::OtherInput { vectors: true }) };
        let questions = 2 * batch.pairs.len() + batch.further.len();
        let drawn = Drawn { batches, outputs: self.space.outputs(), encoded: false, judged: None, batch };
        Ok((drawn, tokens.ids.to_vec(), questions))
    }

    /// The batch by side, as the encoder takes it: behind the questions 2 come the further texts.
    pub(crate) fn prepared(&self) -> [Prepared; 2] {
        self.prepared_batch(&self.batch)
    }

    pub(super) fn prepared_batch(&self, batch: &Batch) -> [Prepared; 2] {
        let [left, mut right] = self.sides_of(batch);
        right.extend(&batch.further);
        let sides = [left, right].map(|side| side.into_iter().map(|q| self.dataset.item(q)).collect::<Vec<_>>());
        let max_length = self.config.max_length;
        let steps = self.config.padding.steps(&sides, max_length);
        [0, 1].map(|k| Prepared::of(sides[k].iter(), max_length, steps[k]))
    }

    /// The questions of the last batch, by side.
    pub(crate) fn sides(&self) -> [Vec<u32>; 2] {
        self.sides_of(&self.batch)
    }

    fn sides_of(&self, batch: &Batch) -> [Vec<u32>; 2] {
        let pairs = batch.pairs.iter().map(|&(pair, swapped)| {
            let pair = &self.dataset.train()[pair as usize];
            if swapped { (pair.question2, pair.question1) } else { (pair.question1, pair.question2) }
        });
        pairs.unzip::<_, _, Vec<_>, Vec<_>>().into()
    }

    /// S [B, B + K] of the last batch, row-major; empty before the first step.
    pub fn similarity(&self) -> Vec<f32> {
        self.space.similarity().iter().copied().collect()
    }

    /// The texts of the last batch: left, right.
    pub fn batch_texts(&self) -> [Vec<&str>; 2] {
        self.sides().map(|side| side.into_iter().map(|q| self.dataset.text(q)).collect())
    }

    /// The further texts of the last batch.
    pub fn further_texts(&self) -> Vec<&str> {
        self.batch.further.iter().map(|&question| self.dataset.text(question)).collect()
    }

    /// T of everything that is measured, asked or looked up; batches in training have lengths of their own.
    pub fn length(&self) -> usize {
        let opened = self.opened.as_ref().and_then(|notes| notes.length);
        opened.unwrap_or_else(|| self.dataset.length(self.config.max_length))
    }

    /// Its data.
    pub fn dataset(&self) -> &Arc<Dataset> {
        &self.dataset
    }

    /// Unit vectors [2B + K, H] of the last batch, questions 1, questions 2, further texts; empty before the first step.
    pub fn vectors(&self) -> &[f32] {
        self.space.vectors()
    }
}

/// The model's configuration for this data: where they are vectors, D is theirs.
pub(super) fn suited(model: ModelConfig, dataset: &Dataset) -> Result<ModelConfig> {
    let dim = dataset.vector_dim();
    if dim.is_some() != (model.encoder == Kind::Linear) {
        return Err(Error::OtherInput { vectors: dim.is_some() });
    }
    Ok(ModelConfig { embedding_dim: dim.unwrap_or(model.embedding_dim), ..model })
}
