//! Models and whole runs as `.safetensors`: the named weight tensors, and for a run also Adam's moments; what is not a tensor stands in the
//! file's metadata as JSON under one key.

use crate::data::{Batches, Dataset};
use crate::error::{Allowed, Error, Result};
use crate::network::encoder::Encoder;
use crate::network::encoders::Kind;
use crate::network::layers::mean::Pooling;
use crate::network::parameters::{Parameters, TENSOR_NAMES};
use crate::settings::Value;
use crate::training::adam::Adam;
use crate::training::trainer::{RunConfig, Trainer};
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// The metadata's key.
const KEY: &str = "tripletscope";

#[derive(Serialize, Deserialize)]
struct ModelNotes {
    pooling: Pooling,
    /// T, to which every question is padded; unknown for a model without data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    length: Option<usize>,
}

#[derive(Serialize)]
struct RunNotes<'a> {
    pooling: Pooling,
    length: usize,
    step: usize,
    fingerprint: String,
    batches: &'a Batches,
    config: &'a RunConfig,
}

#[derive(Deserialize)]
struct SavedNotes {
    step: usize,
    fingerprint: String,
    batches: Batches,
    config: Value,
}

/// A model's weights as a `.safetensors` file; `length` is the T to which its questions are padded.
pub fn save_model(encoder: &Encoder<f32>, length: Option<usize>) -> Vec<u8> {
    write(&[("", &encoder.parameters)], &ModelNotes { pooling: encoder.pooling, length })
}

/// Reads a model; a file without our metadata is taken to pool over all steps, as the course does.
pub fn load_model(bytes: &[u8]) -> Result<Encoder<f32>> {
    let file = parse(bytes)?;
    let pooling = notes::<ModelNotes>(bytes).map_or(Pooling::Mean, |n| n.pooling);
    Ok(Encoder { kind: Kind::Lstm, parameters: parameters(&file, "")?, pooling })
}

/// A whole run: it continues bit for bit.
pub fn save_run(trainer: &Trainer) -> Vec<u8> {
    let mut tensors = vec![("", &trainer.encoder.parameters)];
    if let Some([m, v]) = &trainer.adam.moments {
        tensors.extend([("m.", m), ("v.", v)]);
    }
    let fingerprint = format!("{:016x}", trainer.dataset.fingerprint());
    let (step, pooling) = (trainer.adam.step, trainer.encoder.pooling);
    write(&tensors, &RunNotes { pooling, length: trainer.length(), step, fingerprint, batches: &trainer.batches, config: &trainer.config })
}

/// Continues a saved run on the data it was saved with.
pub fn load_run(dataset: Arc<Dataset>, bytes: &[u8]) -> Result<Trainer> {
    let file = parse(bytes)?;
    let saved: SavedNotes = notes(bytes).ok_or(Error::NoRun)?;
    let open = format!("{:016x}", dataset.fingerprint());
    if saved.fingerprint != open {
        return Err(Error::OtherData { saved: saved.fingerprint, open });
    }
    let config = RunConfig::read(&saved.config)?;
    let (encoder, adam) = state(&file, &saved, &config, dataset.vocabulary_size())?;
    Ok(Trainer::assemble(dataset, config, encoder, adam, saved.batches))
}

/// The weights and the optimiser of a saved run, whatever its data.
///
/// # Errors
/// If the bytes are not a saved run.
pub fn load_state(bytes: &[u8]) -> Result<(Encoder<f32>, Adam<f32>)> {
    let file = parse(bytes)?;
    let saved: SavedNotes = notes(bytes).ok_or(Error::NoRun)?;
    let config = RunConfig::read(&saved.config)?;
    let vocabulary = parameters(&file, "")?.embedding.nrows();
    state(&file, &saved, &config, vocabulary)
}

fn state(file: &SafeTensors, saved: &SavedNotes, config: &RunConfig, vocabulary: usize) -> Result<(Encoder<f32>, Adam<f32>)> {
    let mut encoder = config.model.build(vocabulary)?;
    let shapes = encoder.parameters.shapes();
    let same_shapes = |p: Parameters<f32>| match p.shapes() == shapes {
        true => Ok(p),
        false => Err(Error::OtherShapes { found: format!("{:?}", p.shapes()), expected: format!("{shapes:?}") }),
    };
    encoder.parameters = same_shapes(parameters(file, "")?)?;
    let mut adam = Adam::new(config.adam);
    adam.step = saved.step;
    if saved.step > 0 {
        adam.moments = Some([same_shapes(parameters(file, "m.")?)?, same_shapes(parameters(file, "v.")?)?]);
    }
    Ok((encoder, adam))
}

fn write(sets: &[(&str, &Parameters<f32>)], notes: &impl Serialize) -> Vec<u8> {
    let mut owned = Vec::new();
    for (prefix, parameters) in sets {
        for ((name, values), shape) in TENSOR_NAMES.iter().zip(parameters.tensors()).zip(parameters.shapes()) {
            let bytes: Vec<u8> = values.iter().flat_map(|x| x.to_le_bytes()).collect();
            owned.push((format!("{prefix}{name}"), shape, bytes));
        }
    }
    let views = owned.iter().map(|(name, shape, bytes)| (name, TensorView::new(Dtype::F32, shape.clone(), bytes).expect("shape and bytes fit")));
    let json = serde_json::to_string(notes).expect("notes are plain data");
    serialize(views, Some(HashMap::from([(KEY.to_string(), json)]))).expect("plain tensors")
}

fn parse(bytes: &[u8]) -> Result<SafeTensors<'_>> {
    SafeTensors::deserialize(bytes).map_err(|e| Error::NotSafetensors { detail: e.to_string() })
}

fn notes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (_, header) = SafeTensors::read_metadata(bytes).ok()?;
    serde_json::from_str(header.metadata().as_ref()?.get(KEY)?).ok()
}

/// The four tensors with that prefix, checked against one another.
fn parameters(file: &SafeTensors, prefix: &str) -> Result<Parameters<f32>> {
    let [embedding, _, recurrent, _] = TENSOR_NAMES.map(|name| file.tensor(&format!("{prefix}{name}")));
    let shape = |tensor: &std::result::Result<TensorView, _>, name: &str| match tensor {
        Ok(t) if t.shape().len() == 2 => Ok((t.shape()[0], t.shape()[1])),
        _ => Err(Error::NoTensor { name: format!("{prefix}{name}") }),
    };
    let ((vocabulary, dim), (hidden, _)) = (shape(&embedding, "embedding")?, shape(&recurrent, "recurrentKernel")?);
    let mut result = Parameters::zeros(vocabulary, dim, hidden);
    let shapes = result.shapes();
    for ((name, target), shape) in TENSOR_NAMES.iter().zip(result.tensors_mut()).zip(shapes) {
        let name = format!("{prefix}{name}");
        let tensor = file.tensor(&name).map_err(|_| Error::NoTensor { name: name.clone() })?;
        if tensor.shape() != shape || tensor.dtype() != Dtype::F32 {
            let found = format!("{:?} {:?}", tensor.dtype(), tensor.shape());
            return Err(Error::OtherTensor { name, found, expected: format!("F32 {shape:?}") });
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
