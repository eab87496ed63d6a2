//! Weights from and to elsewhere, for JavaScript.

use super::dataset::Dataset;
use super::model::Model;
use super::trainer::Trainer;
use super::values::{Result, plain, read, texts};
use crate::error::{Allowed, Error};
use crate::settings::{Fields, Value};
use crate::training::config::RunConfig;
use crate::training::trainer::Trainer as Inner;
use crate::training::weights::{self, Format, Notes, read_length, read_pooling, read_tokenizer};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Model {
    /// Opens the weights in a `.safetensors` or `.npz` file: this program's, Keras's, Trax's or PyTorch's. Throws naming the array that does not fit,
    /// what was found and what fits.
    #[wasm_bindgen(js_name = fromWeights)]
    pub fn from_weights(bytes: &[u8]) -> Result<Self> {
        let opened = weights::open(bytes, &Notes::default())?;
        Self::of(opened.encoder, Some(opened.source))
    }

    /// What was taken for what in the file that this model was opened from; `undefined` for another model.
    #[wasm_bindgen(unchecked_return_type = "WeightsSource | undefined")]
    pub fn source(&self) -> Result<JsValue> {
        self.source.as_ref().map_or(Ok(JsValue::UNDEFINED), plain)
    }
}

#[wasm_bindgen]
impl Trainer {
    /// The weights with the words, the tokenizer and the length that they go with, for other programs.
    #[wasm_bindgen(js_name = toWeights)]
    pub fn to_weights(&self, #[wasm_bindgen(unchecked_param_type = "\"safetensors\" | \"npz\"")] format: &str) -> Result<Vec<u8>> {
        Ok(weights::to_weights(&self.inner, Format::named(format)?)?)
    }

    /// A run that begins with opened weights: sizes, words, tokenizer and length are the model's, or those of `more` where it has them. Throws where
    /// there is no vocabulary: such a model can be inspected (`Model.fromWeights`), but not asked.
    #[wasm_bindgen(js_name = fromWeights)]
    pub fn from_weights(
        dataset: &Dataset,
        #[wasm_bindgen(unchecked_param_type = "RunConfig")] config: JsValue,
        bytes: &[u8],
        #[wasm_bindgen(
            unchecked_optional_param_type = "{ vocabulary?: string[]; tokenizer?: string; maxLength?: number; pooling?: \"mean\" | \"masked-mean\" | \"units\" }"
        )]
        more: JsValue,
    ) -> Result<Self> {
        let notes = if more.is_undefined() { Notes::default() } else { read_notes(&read(&more, "more")?)? };
        Ok(Self { inner: Inner::from_weights(&dataset.inner, RunConfig::read(&read(&config, "config")?)?, bytes, &notes)? })
    }
}

fn read_notes(value: &Value) -> Result<Notes> {
    let fields = Fields::of(value, "more", "", &["vocabulary", "tokenizer", "maxLength", "pooling"])?;
    let name = |field: &str, value: &Value| match value {
        Value::Text(name) => Ok(name.clone()),
        other => Err(Error::value(field, other, Allowed::Text)),
    };
    let tokenizer = |value: &Value| read_tokenizer("more.tokenizer", &name("more.tokenizer", value)?);
    let pooling = |value: &Value| read_pooling("more.pooling", &name("more.pooling", value)?);
    let length = |value: &Value| match value {
        Value::Number(length) => read_length("more.maxLength", *length),
        other => Err(Error::value("more.maxLength", other, Allowed::Count)),
    };
    Ok(Notes {
        pooling: fields.given("pooling").map(pooling).transpose()?,
        vocabulary: fields.given("vocabulary").map(|list| texts("vocabulary", list)).transpose()?,
        tokenizer: fields.given("tokenizer").map(tokenizer).transpose()?,
        length: fields.given("maxLength").map(length).transpose()?,
    })
}

/// What was taken for what in a file of weights: this program's, Keras's, Trax's or PyTorch's, or a linear head. Throws as `Model.fromWeights` does.
#[wasm_bindgen(js_name = weightsSource, unchecked_return_type = "WeightsSource")]
pub fn weights_source(bytes: &[u8]) -> Result<JsValue> {
    plain(&weights::open(bytes, &Notes::default())?.source)
}

/// The words of a vocabulary's file by their row, for `Trainer.fromWeights`: one word a line, a JSON list, or JSON of words and their rows.
#[wasm_bindgen(js_name = readVocabulary)]
pub fn read_vocabulary(bytes: &[u8]) -> Result<Vec<String>> {
    Ok(weights::read_list(bytes)?)
}
