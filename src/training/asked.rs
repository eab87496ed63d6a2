//! What a run is asked where it stands: how well it tells held-out pairs apart, the cosine of two questions, its neighbours, its map.

use crate::error::Result;
use crate::measures::evaluation::{self, Evaluation, Scored};
use crate::measures::in_batches::Batching;
use crate::measures::map::{self, Mapped};
use crate::measures::measuring::{Extent, Measuring};
use crate::measures::sample::Sizes;
use crate::training::config::RunConfig;
use crate::training::trainer::Trainer;

impl Trainer {
    /// Measures on the held-out pairs.
    ///
    /// # Errors
    /// If a cosine is not finite: such scores have no order.
    pub fn evaluate(&self) -> Result<Evaluation> {
        Ok(self.evaluate_scored()?.0)
    }

    /// The same, with each held-out pair's cosine and label.
    ///
    /// # Errors
    /// As for [`Trainer::evaluate`].
    pub fn evaluate_scored(&self) -> Result<(Evaluation, Vec<Scored>)> {
        self.finite(self.begin_evaluation(Extent::Full).finish())
    }

    /// The same on the live curve's fixed part of the held-out pairs, which is so small that measuring takes about a tenth of the time.
    ///
    /// # Errors
    /// As for [`Trainer::evaluate`].
    pub fn evaluate_sample(&self) -> Result<Evaluation> {
        Ok(self.finite(self.begin_evaluation(Extent::Sample).finish())?.0)
    }

    /// The same piece by piece; the run may go on meanwhile.
    pub fn begin_evaluation(&self, extent: Extent) -> Measuring {
        let (embedding, hidden) = (self.encoder.parameters.embedding.ncols(), self.encoder.parameters.hidden());
        let sizes = Sizes { batch: self.config.batch_size, embedding, hidden, length: self.length() };
        let RunConfig { test_batch: size, padding, max_length, .. } = self.config;
        let batching = (extent == Extent::Full && size > 0).then_some(Batching { size, padding, max_length });
        Measuring::new(&self.encoder, self.dataset.clone(), extent, sizes).in_batches(batching)
    }

    fn finite<T>(&self, measured: Option<T>) -> Result<T> {
        measured.ok_or_else(|| self.diverged(self.adam.step))
    }

    /// Cosine of any two questions: of a held-out pair, its score to the bit.
    ///
    /// # Errors
    /// As for [`Trainer::evaluate`]; and if the data are vectors and no question has one of the texts.
    pub fn predict(&self, question1: &str, question2: &str) -> Result<f32> {
        let items = [self.dataset.item_of(question1)?, self.dataset.item_of(question2)?];
        let vectors = self.finite(evaluation::encode_all(&self.encoder, items.into_iter(), self.length()))?;
        Ok(vectors.row(0).dot(&vectors.row(1)))
    }

    /// At most so many held-out questions with their vectors.
    ///
    /// # Errors
    /// As for [`Trainer::evaluate`].
    pub fn map_of_questions(&self, most: usize) -> Result<Mapped> {
        self.finite(map::questions(&self.encoder, &self.dataset, self.length(), most))
    }

    /// At most so many words of the vocabulary with their vectors.
    ///
    /// # Errors
    /// As for [`Trainer::evaluate`].
    pub fn map_of_words(&self, most: usize) -> Result<Mapped> {
        self.finite(map::words(&self.encoder, &self.dataset, most))
    }

    /// The `count` held-out questions closest to any question, closest first: text and cosine.
    ///
    /// # Errors
    /// As for [`Trainer::predict`].
    pub fn nearest(&self, question: &str, count: usize) -> Result<Vec<(&str, f32)>> {
        let asked = self.dataset.item_of(question)?;
        self.finite(evaluation::nearest(&self.encoder, &self.dataset, self.length(), asked, count))
    }
}
