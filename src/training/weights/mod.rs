//! Weights from and to elsewhere: `.npz` and `.safetensors` files with the arrays of this program, of Keras, Trax or PyTorch, and the words that they
//! were trained with. Without its vocabulary, its tokenizer and its length a model cannot be asked anything.

mod layout;
mod unfit;
mod vocabulary;
mod write;

pub use layout::{Layout, Role, Taken};
pub use vocabulary::read_list;
pub use write::{Format, to_weights};

use crate::data::arrays::{self, Array};
use crate::data::{Batches, Dataset, Tokenizer};
use crate::error::{Allowed, Error, Result};
use crate::network::encoder::Encoder;
use crate::network::encoders::Kind;
use crate::network::layers::mean::Pooling;
use crate::network::layers::normalize::Normalise;
use crate::network::parameters::Parameters;
use crate::settings::{Value, setting};
use crate::training::adam::Adam;
use crate::training::config::RunConfig;
use crate::training::trainer::{Trainer, suited};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use vocabulary::Words;

/// What is known of how texts become a model's input.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Notes {
    /// What the mean is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pooling: Option<Pooling>,
    /// Word by id; in places 0 and 1 the marks of unknown words and of padding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vocabulary: Option<Vec<String>>,
    /// The rule that makes words of texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokenizer: Option<Tokenizer>,
    /// T, to which every question is padded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<usize>,
}

/// What was taken for what in a file of weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Whose arrays they are.
    pub layout: Layout,
    /// Is it a saved run, which can be continued?
    pub run: bool,
    /// V, the rows of the embedding; 0 of a linear head.
    pub vocabulary_size: usize,
    /// D.
    pub embedding_dim: usize,
    /// H.
    pub hidden_dim: usize,
    /// Were the arrays told by their names, or by their order?
    pub by_names: bool,
    /// The arrays, in the order of the file.
    pub arrays: Vec<Taken>,
    /// How many words the file names; `None` where it has no vocabulary, so that no question can be asked.
    pub words: Option<usize>,
    /// The file's padding is 0 and its unknown word 1: the two rows were exchanged.
    pub padding_first: bool,
    /// The file's rule.
    pub tokenizer: Option<Tokenizer>,
    /// The file's T.
    pub length: Option<usize>,
    /// What the file's mean is over.
    pub pooling: Option<Pooling>,
}

/// A file of weights, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Pools over all steps, as the course does, unless the file says otherwise.
    pub encoder: Encoder<f32>,
    /// What was taken for what.
    pub source: Source,
    words: Option<Words>,
}

/// Opens a file; `notes` say what it does not, and go before what it does.
///
/// # Errors
/// A file of another kind, or weights whose names, types or shapes are not those of a model.
pub fn open(bytes: &[u8], given: &Notes) -> Result<Opened> {
    let file = arrays::read(bytes)?;
    let said = file.notes.iter().find(|(key, _)| key == super::checkpoint::KEY).map(|(_, json)| json.as_str());
    let run = said.is_some_and(super::checkpoint::is_run);
    let said: Notes = said.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    let (beside, weights): (Vec<Array>, Vec<Array>) = file.arrays.into_iter().partition(is_beside);
    let own = notes_of(&beside)?;
    let notes = Notes {
        pooling: given.pooling.or(own.pooling).or(said.pooling),
        vocabulary: given.vocabulary.clone().or(own.vocabulary).or(said.vocabulary),
        tokenizer: given.tokenizer.or(own.tokenizer).or(said.tokenizer),
        length: given.length.or(own.length).or(said.length),
    };
    let found = layout::find(weights)?;
    let (mut parameters, kind) = (found.parameters, found.kind);
    let words = notes.vocabulary.as_deref().map(|list| Words::of(list, parameters.embedding.nrows())).transpose()?;
    let padding_first = words.as_ref().is_some_and(|words| words.padding_first);
    if padding_first {
        exchange_first_rows(&mut parameters);
    }
    let source = Source {
        layout: found.layout,
        run,
        vocabulary_size: parameters.embedding.nrows(),
        embedding_dim: parameters.embedding.ncols(),
        hidden_dim: parameters.hidden(),
        by_names: found.by_names,
        arrays: found.taken,
        words: words.as_ref().map(|words| words.ids.len()),
        padding_first,
        tokenizer: notes.tokenizer,
        length: notes.length,
        pooling: notes.pooling,
    };
    let encoder = Encoder { kind, parameters, pooling: notes.pooling.unwrap_or(Pooling::Mean), normalise: Normalise::Each };
    Ok(Opened { encoder, source, words })
}

/// Arrays that are no weights: those of the notes, and the moments of a saved run.
fn is_beside(array: &Array) -> bool {
    matches!(array.name.as_str(), "vocabulary" | "tokenizer" | "length" | "pooling") || array.name.starts_with("m.") || array.name.starts_with("v.")
}

fn notes_of(arrays: &[Array]) -> Result<Notes> {
    let array = |name: &str| arrays.iter().find(|array| array.name == name);
    let texts = |name: &str| match array(name) {
        Some(array) => match array.texts() {
            Some(texts) => Ok(Some(texts)),
            None => Err(Error::tensor(name, "f4", "U")),
        },
        None => Ok(None),
    };
    let one = |name: &str| texts(name).map(|texts| texts.and_then(<[String]>::first));
    let length = match array("length") {
        Some(array) => array.numbers()?.first().map(|&length| read_length("length", f64::from(length))).transpose()?,
        None => None,
    };
    Ok(Notes {
        pooling: one("pooling")?.map(|name| read_pooling("pooling", name)).transpose()?,
        vocabulary: texts("vocabulary")?.map(<[String]>::to_vec),
        tokenizer: one("tokenizer")?.map(|name| read_tokenizer("tokenizer", name)).transpose()?,
        length,
    })
}

/// The tokenizer of that name.
///
/// # Errors
/// A name that is none.
pub fn read_tokenizer(field: &str, name: &str) -> Result<Tokenizer> {
    let names = Tokenizer::ALL.map(Tokenizer::name);
    Tokenizer::named(name).ok_or_else(|| Error::value(field, format!("\"{name}\""), Allowed::one_of(names)))
}

/// What a mean of that name is over.
///
/// # Errors
/// A name that is none.
pub fn read_pooling(field: &str, name: &str) -> Result<Pooling> {
    let found = Pooling::ALL.into_iter().find(|pooling| pooling.name() == name);
    found.ok_or_else(|| Error::value(field, format!("\"{name}\""), Allowed::one_of(Pooling::ALL.map(Pooling::name))))
}

/// A length T as the settings allow it.
///
/// # Errors
/// A length outside its range.
pub fn read_length(field: &str, length: f64) -> Result<usize> {
    let kind = &setting("maxLength").kind;
    if kind.accepts(&Value::Number(length)) { Ok(length as usize) } else { Err(Error::value(field, length, kind.allowed())) }
}

fn exchange_first_rows(parameters: &mut Parameters<f32>) {
    let dim = parameters.embedding.ncols();
    let [embedding, ..] = parameters.tensors_mut();
    let (first, second) = embedding.split_at_mut(dim);
    first.swap_with_slice(&mut second[..dim]);
}

impl Trainer {
    /// A run that begins with opened weights: sizes, pooling, words and length are the model's, and the data's texts are encoded with its words.
    ///
    /// # Errors
    /// If the file holds no model, no vocabulary for texts, or a model of words for data that are vectors.
    pub fn from_weights(dataset: &Dataset, mut config: RunConfig, bytes: &[u8], given: &Notes) -> Result<Self> {
        let Opened { mut encoder, source, words } = open(bytes, given)?;
        if source.pooling.is_none() {
            encoder.pooling = config.model.pooling;
        }
        let (dataset, notes) = match encoder.kind {
            Kind::Lstm => {
                let words = words.ok_or(Error::NoVocabulary)?;
                let tokenizer = source.tokenizer.unwrap_or_else(|| dataset.tokenizer());
                let list = words.list();
                let notes = Notes { pooling: None, vocabulary: Some(list.clone()), tokenizer: Some(tokenizer), length: source.length };
                (dataset.with_vocabulary(&list, tokenizer)?, Some(notes))
            }
            Kind::Linear => (dataset.clone(), Some(Notes::default())),
        };
        let p = &encoder.parameters;
        config.model.encoder = encoder.kind;
        config.model.pooling = encoder.pooling;
        (config.model.embedding_rows, config.model.embedding_dim) = p.embedding.dim();
        config.model.hidden_dim = p.hidden();
        if let Some(length) = source.length {
            config.max_length = length;
        }
        if suited(config.model, &dataset)? != config.model {
            return Err(Error::value("dim", dataset.vector_dim().unwrap_or_default(), Allowed::Exactly { count: config.model.embedding_dim }));
        }
        let batches = Batches::new(dataset.train().len(), config.seed.into());
        let adam = Adam::new(config.adam);
        let mut trainer = Self::assemble(Arc::new(dataset), config, encoder, adam, batches);
        trainer.opened = notes;
        Ok(trainer)
    }
}
