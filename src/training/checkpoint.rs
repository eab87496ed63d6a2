//! Models and whole runs as `.safetensors`: the named weight tensors, and for a run also Adam's moments; what is not a tensor stands in the
//! file's metadata as JSON under one key. A file is checked whole before anything is built of it.

use crate::data::{Batches, Dataset, Tokenizer};
use crate::error::{Allowed, Error, Result, short};
use crate::network::encoder::Encoder;
use crate::network::encoders::Kind;
use crate::network::layers::mean::Pooling;
use crate::network::parameters::{Parameters, Shapes, TENSOR_NAMES};
use crate::settings::Value;
use crate::training::adam::Adam;
use crate::training::config::RunConfig;
use crate::training::trainer::{Trainer, check_memory, suited};
use crate::training::weights::{self, Notes, read_tokenizer};
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// The metadata's key.
pub(super) const KEY: &str = "tripletscope";
/// Of the notes that are written; those without are of the first.
const VERSION: u32 = 1;
/// More steps than any run takes, and few enough to count on from.
const MOST_STEPS: u32 = i32::MAX as u32;

#[derive(Serialize, Deserialize)]
struct ModelNotes {
    pooling: Pooling,
    /// T, to which every question is padded; unknown for a model without data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    length: Option<usize>,
}

#[derive(Serialize)]
struct RunNotes<'a> {
    version: u32,
    pooling: Pooling,
    length: usize,
    step: usize,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokenizer: Option<&'static str>,
    batches: &'a Batches,
    config: &'a RunConfig,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened: &'a Option<Notes>,
}

/// What the notes say of words, before all of them are read: a rule of a later version is named when it is refused.
#[derive(Deserialize)]
struct Words {
    tokenizer: Option<String>,
    opened: Option<Box<Words>>,
}

impl Words {
    fn check(&self) -> Result<Option<Tokenizer>> {
        self.opened.as_ref().map(|opened| opened.check()).transpose()?;
        self.tokenizer.as_ref().map(|name| read_tokenizer("tokenizer", name)).transpose()
    }
}

#[derive(Deserialize)]
struct SavedNotes {
    #[serde(default = "first_version")]
    version: u32,
    step: f64,
    fingerprint: String,
    batches: Batches,
    config: Value,
    #[serde(default)]
    opened: Option<Notes>,
}

fn first_version() -> u32 {
    1
}

impl SavedNotes {
    /// The notes of a saved run, if this version can read them.
    fn of(bytes: &[u8]) -> Result<Self> {
        let saved: Self = notes(bytes).ok_or(Error::NoRun)?;
        if saved.version > VERSION {
            return Err(Error::value("version", saved.version, Allowed::AtMost { most: VERSION as usize }));
        }
        if saved.step.fract() != 0.0 || !(0.0..=f64::from(MOST_STEPS)).contains(&saved.step) {
            return Err(Error::value("step", saved.step, Allowed::Whole { min: 0, max: MOST_STEPS }));
        }
        Ok(saved)
    }
}

/// A model's weights as a `.safetensors` file; `length` is the T to which its questions are padded.
pub fn save_model(encoder: &Encoder<f32>, length: Option<usize>) -> Vec<u8> {
    write(&[("", &encoder.parameters)], &ModelNotes { pooling: encoder.pooling, length })
}

/// Reads a model; a file without our metadata is taken to pool over all steps, as the course does.
///
/// # Errors
/// Bytes that are no safetensors file, or tensors whose names, types or shapes are not those of a model.
pub fn load_model(bytes: &[u8]) -> Result<Encoder<f32>> {
    parse(bytes)?;
    Ok(weights::open(bytes, &Notes::default())?.encoder)
}

/// A whole run: it continues bit for bit.
pub fn save_run(trainer: &Trainer) -> Vec<u8> {
    let mut tensors = vec![("", &trainer.encoder.parameters)];
    if let Some([m, v]) = &trainer.adam.moments {
        tensors.extend([("m.", m), ("v.", v)]);
    }
    let fingerprint = format!("{:016x}", trainer.dataset.fingerprint_with(trainer.config.negatives > 0));
    let (step, pooling) = (trainer.adam.step, trainer.encoder.pooling);
    let (batches, config, opened) = (&trainer.batches, &trainer.config, &trainer.opened);
    let tokenizer = (config.model.encoder == Kind::Lstm).then(|| trainer.dataset.tokenizer().name());
    write(&tensors, &RunNotes { version: VERSION, pooling, length: trainer.length(), step, fingerprint, tokenizer, batches, config, opened })
}

/// Continues a saved run on the data it was saved with.
///
/// # Errors
/// As [`load_model`]; a file without a run, or one that was made with other data.
pub fn load_run(dataset: Arc<Dataset>, bytes: &[u8]) -> Result<Trainer> {
    let file = parse(bytes)?;
    let rule = notes::<Words>(bytes).map_or(Ok(None), |words| words.check())?;
    let saved = SavedNotes::of(bytes)?;
    let dataset = match &saved.opened {
        Some(Notes { vocabulary: Some(words), tokenizer: Some(tokenizer), .. }) => Arc::new(dataset.with_vocabulary(words, *tokenizer)?),
        _ => dataset,
    };
    if let Some(rule) = rule.filter(|rule| *rule != dataset.tokenizer()) {
        return Err(Error::value("reading.tokenizer", format!("\"{}\"", dataset.tokenizer().name()), Allowed::one_of([rule.name()])));
    }
    let config = RunConfig::read(&saved.config)?;
    let open = format!("{:016x}", dataset.fingerprint_with(config.negatives > 0));
    if saved.fingerprint != open {
        return Err(Error::OtherData { saved: short(saved.fingerprint), open });
    }
    saved.batches.check(dataset.train().len(), config.seed)?;
    if suited(config.model, &dataset)? != config.model {
        return Err(Error::OtherModel);
    }
    let (encoder, adam) = state(&file, &saved, &config, dataset.vocabulary_size())?;
    check_memory(&dataset, &config)?;
    let mut trainer = Trainer::assemble(dataset, config, encoder, adam, saved.batches);
    trainer.opened = saved.opened;
    Ok(trainer)
}

/// The weights and the optimiser of a saved run, whatever its data.
///
/// # Errors
/// If the bytes are not a saved run.
pub fn load_state(bytes: &[u8]) -> Result<(Encoder<f32>, Adam<f32>)> {
    let file = parse(bytes)?;
    let saved = SavedNotes::of(bytes)?;
    let config = RunConfig::read(&saved.config)?;
    if config.model.encoder != Kind::Lstm {
        return Err(Error::OtherInput { vectors: true });
    }
    state(&file, &saved, &config, rows(&file)?)
}

fn state(file: &SafeTensors, saved: &SavedNotes, config: &RunConfig, vocabulary: usize) -> Result<(Encoder<f32>, Adam<f32>)> {
    let model = &config.model;
    let shapes = model.shapes(vocabulary)?;
    let encoder = Encoder { kind: model.encoder, parameters: parameters(file, "", &shapes)?, pooling: model.pooling, normalise: model.normalise };
    let mut adam = Adam::new(config.adam);
    adam.step = saved.step as usize;
    if adam.step > 0 {
        let [m, v] = [parameters(file, "m.", &shapes)?, parameters(file, "v.", &shapes)?];
        for (name, values) in TENSOR_NAMES.iter().zip(v.tensors()) {
            if let Some(place) = values.iter().position(|&x| x < 0.0) {
                return Err(Error::value(format!("v.{name}[{place}]"), values[place], Allowed::NotNegative));
            }
        }
        adam.moments = Some([m, v]);
    }
    Ok((encoder, adam))
}

pub(super) fn write(sets: &[(&str, &Parameters<f32>)], notes: &impl Serialize) -> Vec<u8> {
    let mut owned = Vec::new();
    for (prefix, parameters) in sets {
        let tensors = TENSOR_NAMES.iter().zip(parameters.tensors()).zip(parameters.shapes());
        for ((name, values), shape) in tensors.filter(|((_, values), _)| !values.is_empty()) {
            let mut bytes = vec![0; size_of_val(values)];
            bytes.as_chunks_mut().0.iter_mut().zip(values).for_each(|(four, x)| *four = x.to_le_bytes());
            owned.push((format!("{prefix}{name}"), shape, bytes));
        }
    }
    let views = owned.iter().map(|(name, shape, bytes)| (name, TensorView::new(Dtype::F32, shape.clone(), bytes).expect("shape and bytes fit")));
    let json = serde_json::to_string(notes).expect("notes are plain data");
    serialize(views, Some(HashMap::from([(KEY.to_string(), json)]))).expect("plain tensors")
}

fn parse(bytes: &[u8]) -> Result<SafeTensors<'_>> {
    SafeTensors::deserialize(bytes).map_err(|e| Error::NotSafetensors { detail: short(e.to_string()) })
}

fn notes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (_, header) = SafeTensors::read_metadata(bytes).ok()?;
    serde_json::from_str(header.metadata().as_ref()?.get(KEY)?).ok()
}

/// Are these notes those of a saved run?
pub(super) fn is_run(json: &str) -> bool {
    serde_json::from_str::<SavedNotes>(json).is_ok()
}

/// V of a model of words.
fn rows(file: &SafeTensors) -> Result<usize> {
    let name = TENSOR_NAMES[0];
    let tensor = file.tensor(name).map_err(|_| Error::NoTensor { name: name.into() })?;
    Ok(tensor.shape().first().copied().unwrap_or_default())
}

/// The tensors with that prefix, of exactly these shapes.
fn parameters(file: &SafeTensors, prefix: &str, shapes: &Shapes) -> Result<Parameters<f32>> {
    let mut result = Parameters::of(shapes);
    for ((name, target), shape) in TENSOR_NAMES.iter().zip(result.tensors_mut()).zip(shapes).filter(|((_, target), _)| !target.is_empty()) {
        let name = format!("{prefix}{name}");
        let tensor = file.tensor(&name).map_err(|_| Error::NoTensor { name: name.clone() })?;
        if tensor.shape() != shape || tensor.dtype() != Dtype::F32 {
            return Err(Error::tensor(&name, format!("{:?} {:?}", tensor.dtype(), tensor.shape()), format!("F32 {shape:?}")));
        }
        for (value, four) in target.iter_mut().zip(tensor.data().as_chunks::<4>().0) {
            *value = f32::from_le_bytes(*four);
        }
        if let Some(place) = target.iter().position(|x| !x.is_finite()) {
            return Err(Error::value(format!("{name}[{place}]"), target[place], Allowed::Finite));
        }
    }
    Ok(result)
}
