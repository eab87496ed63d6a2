//! A run's weights with its words, for other programs: `.safetensors` with notes in its metadata, or `.npz` with arrays that need no pickle.

use super::Notes;
use crate::data::arrays::{npy_of_floats, npy_of_texts, npy_of_whole, npz};
use crate::error::{Allowed, Error, Result};
use crate::network::encoders::Kind;
use crate::network::layers::mean::Pooling;
use crate::network::parameters::TENSOR_NAMES;
use crate::training::checkpoint;
use crate::training::trainer::Trainer;

/// Most characters of the `.npz` file's vocabulary, where each word takes as much room as the longest.
const MOST_CHARACTERS: usize = 1 << 24;

/// Which kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For PyTorch, JAX and others.
    Safetensors,
    /// For NumPy and Keras.
    Npz,
}

impl Format {
    /// The format of that name.
    ///
    /// # Errors
    /// A name that is none.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "safetensors" => Ok(Self::Safetensors),
            "npz" => Ok(Self::Npz),
            _ => Err(Error::value("format", format!("\"{name}\""), Allowed::one_of(["safetensors", "npz"]))),
        }
    }
}

/// The file of a run's weights.
///
/// # Errors
/// If words are so long that an `.npz` file of them would be larger than a browser holds.
pub fn to_weights(trainer: &Trainer, format: Format) -> Result<Vec<u8>> {
    let words = trainer.encoder.kind == Kind::Lstm;
    let notes = Notes {
        pooling: words.then_some(trainer.encoder.pooling),
        vocabulary: words.then(|| trainer.dataset.vocabulary()),
        tokenizer: words.then(|| trainer.dataset.tokenizer()),
        length: words.then(|| trainer.length()),
    };
    match format {
        Format::Safetensors => Ok(checkpoint::write(&[("", &trainer.encoder.parameters)], &notes)),
        Format::Npz => to_npz(trainer, &notes),
    }
}

fn to_npz(trainer: &Trainer, notes: &Notes) -> Result<Vec<u8>> {
    let parameters = &trainer.encoder.parameters;
    let tensors = TENSOR_NAMES.into_iter().zip(parameters.shapes()).zip(parameters.tensors());
    let mut files: Vec<(String, Vec<u8>)> = tensors
        .filter(|(_, values)| !values.is_empty())
        .map(|((name, shape), values)| (format!("{name}.npy"), npy_of_floats(&shape, values)))
        .collect();
    if let Some(vocabulary) = &notes.vocabulary {
        let longest = vocabulary.iter().map(|word| word.chars().count()).max().unwrap_or(1);
        if longest * vocabulary.len() > MOST_CHARACTERS {
            return Err(Error::value("format", "\"npz\"", Allowed::ShorterWords { longest }));
        }
        let words: Vec<&str> = vocabulary.iter().map(String::as_str).collect();
        files.push(("vocabulary.npy".into(), npy_of_texts(&[words.len()], &words)));
    }
    for (name, text) in [("tokenizer", notes.tokenizer.map(|rule| rule.name())), ("pooling", notes.pooling.map(Pooling::name))] {
        files.extend(text.map(|text| (format!("{name}.npy"), npy_of_texts(&[], &[text]))));
    }
    files.extend(notes.length.map(|length| ("length.npy".into(), npy_of_whole(length as u32))));
    let files: Vec<(&str, Vec<u8>)> = files.iter_mut().map(|(name, bytes)| (name.as_str(), std::mem::take(bytes))).collect();
    Ok(npz(&files))
}
