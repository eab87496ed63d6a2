//! One training step shared by several memories, such as workers: each encodes and takes back some **parts** of the batch, and all then hold the
//! weights that one memory would have after the whole step, to the bit, however many there are.
//!
//! ```text
//! leader   begin: draws the batch                        → everyone: tokens of their questions
//! everyone encode: vectors of their own questions        → everyone: all vectors [2B + K, H]
//! everyone part_gradients: the gradient of each own part → everyone else: these parts
//! everyone finish: adds all parts in their order and updates
//! ```
//!
//! The number of parts follows from the sizes ([`Encoder::parts`]), never from the number of memories.

use crate::error::{Allowed, Error, Result};
use crate::loss::{LossConfig, LossReport};
use crate::measures::metrics::StepReport;
use crate::network::encoder::{Encoder, Tokens, Workspace, questions_of};
use crate::network::gradients::Gradients;
use crate::network::layers::ABSENT;
use crate::network::parameters::TENSOR_NAMES;
use crate::numeric::real::all_within;
use crate::training::adam::{Adam, AdamConfig};
use crate::training::checkpoint;
use crate::training::trainer::{Drawn, MOST_IN_A_UNIT_VECTOR, Trainer};
use std::ops::Range;

/// What one part of a batch adds to the gradients.
#[derive(Debug, Clone, PartialEq)]
pub struct PartGradients {
    /// The rows of the embedding that it reaches, each once.
    pub rows: Vec<u32>,
    /// As in [`TENSOR_NAMES`]: the embedding's gradient for these rows only, [rows, D]; the others whole.
    pub tensors: [Vec<f32>; 4],
}

impl PartGradients {
    fn of(gradients: &Gradients<f32>) -> Self {
        let dim = gradients.parameters.embedding.ncols();
        let [embedding, dense @ ..] = gradients.parameters.tensors();
        let rows = gradients.rows().to_vec();
        let reached = rows.iter().flat_map(|&row| embedding[row as usize * dim..][..dim].iter().copied()).collect();
        let [kernel, recurrent, bias] = dense.map(<[f32]>::to_vec);
        Self { rows, tensors: [reached, kernel, recurrent, bias] }
    }

    /// Do the rows, lengths and numbers fit a model of these weights?
    fn check(&self, gradients: &Gradients<f32>) -> Result<()> {
        let (vocabulary, dim) = gradients.parameters.embedding.dim();
        if let Some(place) = self.rows.iter().position(|&row| row as usize >= vocabulary) {
            return Err(Error::value(format!("rows[{place}]"), self.rows[place], Allowed::Whole { min: 0, max: vocabulary as u32 - 1 }));
        }
        let [_, dense @ ..] = gradients.parameters.tensors();
        let lengths = [self.rows.len() * dim, dense[0].len(), dense[1].len(), dense[2].len()];
        for ((name, values), count) in TENSOR_NAMES.iter().zip(&self.tensors).zip(lengths) {
            let field = format!("gradients.{name}");
            if values.len() != count {
                return Err(Error::length(field, values.len(), Allowed::Exactly { count }));
            }
        }
        Ok(())
    }

    fn add_to(&self, gradients: &mut Gradients<f32>) {
        let [embedding, kernel, recurrent, bias] = &self.tensors;
        gradients.add_rows(&self.rows, embedding);
        gradients.add_dense([kernel, recurrent, bias]);
    }
}

fn finite(field: &str, values: &[f32]) -> Result<()> {
    match values.iter().position(|x| !x.is_finite()) {
        Some(place) => Err(Error::value(format!("{field}[{place}]"), values[place], Allowed::Finite)),
        None => Ok(()),
    }
}

/// Which parts of a step one memory takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Its parts, in a row.
    pub parts: Range<usize>,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// Checks that the parts are there.
    ///
    /// # Errors
    /// If `first..last` is not a range of at least one of the `of` parts.
    pub fn new(first: usize, last: usize, of: usize) -> Result<Self> {
        if first >= last || last > of {
            let max = of as u32;
            return Err(Error::value("last", last, Allowed::Whole { min: (first as u32 + 1).min(max), max }));
        }
        Ok(Self { parts: first..last, of })
    }

    /// Its questions, among all `[2B]`.
    pub fn questions(&self, all: usize) -> Range<usize> {
        questions_of(self.parts.clone(), self.of, all)
    }
}

/// The gradient of each part of `share`, whose questions `space` has encoded last; `vectors` [2B + K, H] are those of the whole batch of B `pairs`.
fn take_back(
    encoder: &Encoder<f32>,
    (space, gradients): (&mut Workspace<f32>, &mut Gradients<f32>),
    (vectors, pairs): (&[f32], usize),
    share: &Share,
    loss: &LossConfig,
) -> (LossReport<f32>, Vec<PartGradients>) {
    let all = vectors.len() / space.size();
    let own = share.questions(all);
    let report = encoder.judge((vectors, pairs), own.clone(), loss, space);
    let made = share.parts.clone().map(|part| {
        let questions = questions_of(part..part + 1, share.of, all);
        gradients.fill_zero();
        encoder.backward(questions.start - own.start..questions.end - own.start, space, gradients);
        PartGradients::of(gradients)
    });
    (report, made.collect())
}

/// Refuses vectors that are not those of all questions of a batch of which `own` have just been encoded.
fn check_vectors(space: &Workspace<f32>, (vectors, pairs): (&[f32], usize), share: &Share) -> Result<()> {
    let hidden = space.size();
    let all = vectors.len() / hidden;
    if !vectors.len().is_multiple_of(hidden) || pairs < 2 || all < 2 * pairs || share.questions(all).len() * hidden != space.vectors().len() {
        return Err(Error::NotEncoded);
    }
    finite("vectors", vectors)
}

/// The parts of a step that a memory has made itself.
#[derive(Default)]
pub(super) struct Made {
    first: usize,
    parts: Vec<PartGradients>,
}

impl Made {
    /// All parts of a step in their order, given or its own.
    fn with<'a>(&'a self, given: &'a [Option<PartGradients>]) -> Result<Vec<&'a PartGradients>> {
        let own = |k: usize| k.checked_sub(self.first).and_then(|k| self.parts.get(k));
        given.iter().enumerate().map(|(k, part)| part.as_ref().or_else(|| own(k)).ok_or(Error::NotEncoded)).collect()
    }
}

fn sum_of(parts: &[&PartGradients], gradients: &mut Gradients<f32>) -> Result<()> {
    parts.iter().try_for_each(|part| part.check(gradients))?;
    gradients.fill_zero();
    parts.iter().for_each(|part| part.add_to(gradients));
    Ok(())
}

/// A memory that takes parts of another's steps: it has the weights and the optimiser, but no data.
pub struct Partner {
    encoder: Encoder<f32>,
    adam: Adam<f32>,
    gradients: Gradients<f32>,
    space: Workspace<f32>,
    /// Is the space that of its own questions, encoded with the weights as they are?
    encoded: bool,
    made: Made,
}

impl Partner {
    /// The partner of a run that was saved.
    ///
    /// # Errors
    /// If the bytes are not a saved run.
    pub fn of(saved: &[u8]) -> Result<Self> {
        let (encoder, adam) = checkpoint::load_state(saved)?;
        Ok(Self::new(encoder, adam))
    }

    /// The partner that has these weights and this optimiser.
    pub fn new(encoder: Encoder<f32>, adam: Adam<f32>) -> Self {
        let gradients = Gradients::of(&encoder.parameters);
        Self { encoder, adam, gradients, space: Workspace::default(), encoded: false, made: Made::default() }
    }

    /// In how many parts a step with so many pairs is shared.
    pub fn parts(&self, batch: usize) -> usize {
        self.encoder.parts(batch)
    }

    /// The weights.
    pub fn encoder(&self) -> &Encoder<f32> {
        &self.encoder
    }

    /// Vectors [N, H] of its own questions, [N, T] tokens.
    ///
    /// # Errors
    /// If a token is not in the vocabulary or the tokens are not `questions` rows.
    pub fn encode(&mut self, ids: &[u32], questions: usize) -> Result<&[f32]> {
        let vocabulary = self.encoder.parameters.embedding.nrows();
        if questions == 0 || ids.is_empty() || !ids.len().is_multiple_of(questions) {
            return Err(Error::length("tokens", ids.len(), Allowed::MultipleOf { batch: questions }));
        }
        if let Some(place) = ids.iter().position(|&id| id as usize >= vocabulary && id != ABSENT) {
            return Err(Error::value(format!("tokens[{place}]"), ids[place], Allowed::Whole { min: 0, max: vocabulary as u32 - 1 }));
        }
        self.encoded = true;
        Ok(self.encoder.encode_batch(Tokens { ids, steps: ids.len() / questions }, questions / 2, &mut self.space))
    }

    /// The loss of the batch of so many pairs, and the gradients of its own parts, which it keeps.
    ///
    /// # Errors
    /// If its own questions are not encoded or the vectors are not those of a whole batch.
    pub fn part_gradients(&mut self, batch: (&[f32], usize), share: &Share, loss: &LossConfig) -> Result<(f32, &[PartGradients])> {
        if !self.encoded {
            return Err(Error::NotEncoded);
        }
        check_vectors(&self.space, batch, share)?;
        let (report, parts) = take_back(&self.encoder, (&mut self.space, &mut self.gradients), batch, share, loss);
        self.made = Made { first: share.parts.start, parts };
        Ok((report.loss, &self.made.parts))
    }

    /// Ends the step with the gradients of all parts, in their order; `None` stands for its own.
    ///
    /// # Errors
    /// If a part does not fit the model or is nobody's, or a weight would not be finite.
    pub fn finish(&mut self, parts: &[Option<PartGradients>], config: AdamConfig) -> Result<()> {
        sum_of(&self.made.with(parts)?, &mut self.gradients)?;
        self.made = Made::default();
        self.adam.config = config;
        self.encoded = false;
        self.adam.update(&mut self.encoder.parameters, &self.gradients).map_err(|_| config.diverged(self.adam.step + 1, None))
    }
}

impl Trainer {
    /// In how many parts the next step can be shared.
    pub fn parts(&self) -> usize {
        self.encoder.parts(self.config.batch_size)
    }

    /// Draws the batch of the next step without taking it: until [`Trainer::finish`] the run stays where it is. Gives the tokens [2B + K, T] and 2B + K.
    ///
    /// # Errors
    /// If the data are vectors.
    pub fn begin(&mut self) -> Result<(Vec<u32>, usize)> {
        let (drawn, tokens, questions) = self.drawn()?;
        self.begun = Some(drawn);
        Ok((tokens, questions))
    }

    /// B of the step that is begun.
    pub fn pairs_begun(&self) -> usize {
        self.begun.as_ref().map_or(0, |begun| begun.batch.pairs.len())
    }

    /// Vectors of the leader's own questions, [N, T] tokens.
    ///
    /// # Errors
    /// If no step is begun.
    pub fn encode_share(&mut self, ids: &[u32], questions: usize) -> Result<&[f32]> {
        let Some(begun) = &mut self.begun else { return Err(Error::NotEncoded) };
        if questions == 0 || ids.is_empty() || !ids.len().is_multiple_of(questions) {
            return Err(Error::length("tokens", ids.len(), Allowed::MultipleOf { batch: questions }));
        }
        begun.encoded = true;
        Ok(self.encoder.encode_batch(Tokens { ids, steps: ids.len() / questions }, begun.batch.pairs.len(), &mut self.space))
    }

    /// The gradients of the leader's own parts, which it keeps. The step's report is made here too, while partners are at work.
    ///
    /// # Errors
    /// If its own questions are not encoded or the vectors are not those of a whole batch.
    pub fn part_gradients(&mut self, vectors: Vec<f32>, share: &Share) -> Result<&[PartGradients]> {
        let Some(begun) = self.begun.as_ref().filter(|begun| begun.encoded) else { return Err(Error::NotEncoded) };
        let batch = (vectors.as_slice(), begun.batch.pairs.len());
        check_vectors(&self.space, batch, share)?;
        let (loss, parts) = take_back(&self.encoder, (&mut self.space, &mut self.gradients), batch, share, &self.config.loss);
        let report = self.report(&loss, &vectors, &self.prepared_batch(&begun.batch));
        let judged = (report, vectors, Made { first: share.parts.start, parts });
        let begun = self.begun.as_mut().ok_or(Error::NotEncoded)?;
        Ok(&begun.judged.insert(judged).2.parts)
    }

    /// Ends the step with the gradients of all parts, in their order; `None` stands for its own.
    ///
    /// # Errors
    /// If the step was not begun and judged, a part does not fit the model or is nobody's, or a number would not be finite; the run then stays where it was.
    pub fn finish(&mut self, parts: &[Option<PartGradients>]) -> Result<StepReport> {
        if parts.len() != self.parts() {
            return Err(Error::length("parts", parts.len(), Allowed::Exactly { count: self.parts() }));
        }
        let Some((_, _, made)) = self.begun.as_ref().and_then(|begun| begun.judged.as_ref()) else { return Err(Error::NotEncoded) };
        sum_of(&made.with(parts)?, &mut self.gradients)?;
        let Some(Drawn { batches, batch, outputs, judged: Some((report, vectors, _)), .. }) = self.begun.take() else {
            return Err(Error::NotEncoded);
        };
        let finite = report.loss.is_finite() && all_within(&vectors, MOST_IN_A_UNIT_VECTOR);
        if !finite || self.adam.update(&mut self.encoder.parameters, &self.gradients).is_err() {
            self.space.put_back(outputs);
            return Err(self.diverged(self.adam.step + 1));
        }
        (self.batches, self.batch) = (batches, batch);
        self.space.keep(vectors);
        Ok(report)
    }
}
