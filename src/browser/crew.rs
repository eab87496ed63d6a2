//! One training step shared by several instances, for JavaScript: one leads with its `Trainer`, the others are its `Partner`s.
//!
//! ```text
//! { tokens, questions } = trainer.begin()        → each its own rows of tokens
//! v = x.encode(own tokens, own questions)        → everyone, put together in order: vectors
//! g = x.partGradients(vectors, first, last, …)   → everyone else
//! x.finish(all parts in their order, null for each of its own, …)
//! ```

use super::loss::read_loss;
use super::model::{Adam, Model};
use super::trainer::Trainer;
use super::values::{Result, count, floats, integers, list, plain, read, set};
use crate::error::{Allowed, Error};
use crate::network::parameters::TENSOR_NAMES;
use crate::training::adam::AdamConfig;
use crate::training::crew::{PartGradients, Partner as Inner, Share};
use js_sys::{Array, Float32Array, Object, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;

/// An instance that takes parts of a leader's steps. It has the weights and the optimiser, but no data.
#[wasm_bindgen]
pub struct Partner {
    inner: Inner,
}

#[wasm_bindgen]
impl Partner {
    /// Of a model and its optimiser, which it copies.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &Model, adam: &Adam) -> Result<Self> {
        adam.check(model)?;
        Ok(Self { inner: Inner::new(model.encoder.clone(), adam.inner.clone()) })
    }

    /// Of a run, by what `Trainer.save` gives.
    pub fn restore(saved: &[u8]) -> Result<Self> {
        Ok(Self { inner: Inner::of(saved)? })
    }

    /// In how many parts a step with so many pairs is shared.
    pub fn parts(&self, #[wasm_bindgen(js_name = batchSize)] batch_size: f64) -> Result<usize> {
        Ok(self.inner.parts(count("batchSize", batch_size)?))
    }

    /// Vectors of its own questions, [N, H] row by row.
    pub fn encode(&mut self, tokens: &[u32], questions: f64) -> Result<Vec<f32>> {
        Ok(self.inner.encode(tokens, count("questions", questions)?)?.to_vec())
    }

    /// The loss, and the gradients of the parts `first` to `last` (not included) of `of`, whose questions it has encoded last. `pairs` is B,
    /// where the batch has further texts: without, all vectors are those of pairs.
    #[wasm_bindgen(js_name = partGradients, unchecked_return_type = "{ loss: number; parts: PartGradients[] }")]
    pub fn part_gradients(
        &mut self,
        vectors: &[f32],
        first: f64,
        last: f64,
        of: f64,
        #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
        pairs: Option<f64>,
    ) -> Result<JsValue> {
        let share = share(first, last, of)?;
        let pairs = pairs.map_or(Ok(vectors.len() / self.inner.encoder().parameters.hidden().max(1) / 2), |pairs| count("pairs", pairs))?;
        let (loss, parts) = self.inner.part_gradients((vectors, pairs), &share, &read_loss(loss)?)?;
        let object = Object::new();
        set(&object, "loss", f64::from(loss));
        set(&object, "parts", parts_array(parts));
        Ok(object.into())
    }

    /// Ends the step with the gradients of all parts, in their order; `null` stands for each of its own, which it has kept.
    pub fn finish(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "(PartGradients | null)[]")] parts: &Array,
        #[wasm_bindgen(unchecked_param_type = "AdamConfig")] adam: JsValue,
    ) -> Result<()> {
        let config = AdamConfig::read(&read(&adam, "adam")?, "adam")?;
        Ok(self.inner.finish(&read_parts(parts)?, config)?)
    }
}

#[wasm_bindgen]
impl Trainer {
    /// In how many parts the next step can be shared.
    #[wasm_bindgen(getter)]
    pub fn parts(&self) -> usize {
        self.inner.parts()
    }

    /// Draws the batch of the next step; the run stays where it is until `finish`. `tokens` is [2B + K, T]: questions 1, questions 2, further
    /// texts; `questions` is 2B + K, `pairs` B.
    #[wasm_bindgen(unchecked_return_type = "{ tokens: Uint32Array<ArrayBuffer>; questions: number; pairs: number }")]
    pub fn begin(&mut self) -> Result<JsValue> {
        let (tokens, questions) = self.inner.begin()?;
        let object = tokens_object(&tokens, questions);
        set(&object, "pairs", self.inner.pairs_begun() as u32);
        Ok(object.into())
    }

    /// Vectors of the leader's own questions, [N, H] row by row.
    pub fn encode(&mut self, tokens: &[u32], questions: f64) -> Result<Vec<f32>> {
        Ok(self.inner.encode_share(tokens, count("questions", questions)?)?.to_vec())
    }

    /// The gradients of the leader's own parts, from `first` to `last` (not included) of `of`.
    #[wasm_bindgen(js_name = partGradients, unchecked_return_type = "PartGradients[]")]
    pub fn part_gradients(&mut self, vectors: Vec<f32>, first: f64, last: f64, of: f64) -> Result<Array> {
        Ok(parts_array(self.inner.part_gradients(vectors, &share(first, last, of)?)?))
    }

    /// Ends the step with the gradients of all parts, in their order; `null` stands for each of its own, which it has kept.
    #[wasm_bindgen(unchecked_return_type = "StepReport")]
    pub fn finish(&mut self, #[wasm_bindgen(unchecked_param_type = "(PartGradients | null)[]")] parts: &Array) -> Result<JsValue> {
        plain(&self.inner.finish(&read_parts(parts)?)?)
    }
}

/// Tokens [n, T] and n, as a partner's `encode` takes them.
pub(super) fn tokens_object(tokens: &[u32], questions: usize) -> Object {
    let object = Object::new();
    set(&object, "tokens", Uint32Array::from(tokens));
    set(&object, "questions", questions as u32);
    object
}

fn share(first: f64, last: f64, of: f64) -> Result<Share> {
    Ok(Share::new(count("first", first)?, count("last", last)?, count("of", of)?)?)
}

fn parts_array(parts: &[PartGradients]) -> Array {
    let one = |part: &PartGradients| {
        let object = Object::new();
        set(&object, "rows", Uint32Array::from(part.rows.as_slice()));
        for (name, values) in TENSOR_NAMES.iter().zip(&part.tensors) {
            set(&object, name, Float32Array::from(values.as_slice()));
        }
        object
    };
    parts.iter().map(one).collect()
}

fn read_parts(parts: &Array) -> Result<Vec<Option<PartGradients>>> {
    let parts = list(parts).ok_or_else(|| Error::value("parts", "{…}", Allowed::List))?;
    parts.iter().map(|part| (!part.is_null()).then(|| read_part(&part)).transpose()).collect()
}

fn read_part(part: &JsValue) -> Result<PartGradients> {
    let field = |name: &str| Reflect::get(part, &name.into()).ok();
    let missing = |name: &str, allowed| Error::Missing { field: format!("gradients.{name}"), allowed };
    let rows = field("rows").and_then(|rows| integers(&rows)).ok_or_else(|| missing("rows", Allowed::List))?;
    let tensor = |name: &str| field(name).and_then(|values| floats(&values)).ok_or_else(|| missing(name, Allowed::List));
    let [embedding, kernel, recurrent, bias] = TENSOR_NAMES.map(tensor);
    Ok(PartGradients { rows, tensors: [embedding?, kernel?, recurrent?, bias?] })
}
