//! The model and its optimiser for JavaScript.

use super::loss::read_loss;
use super::values::{Result, count, floats, read, set};
use crate::error::{Allowed, Error};
use crate::loss::LossReport;
use crate::network::encoder::{Encoder, Tokens, Workspace};
use crate::network::gradients::Gradients;
use crate::network::initialise::{Kind, ModelConfig};
use crate::network::parameters::{Parameters, TENSOR_NAMES};
use crate::training::adam::{Adam as Optimiser, AdamConfig};
use crate::training::checkpoint;
use crate::training::weights::Source;
use js_sys::{Float32Array, Object, Reflect};
use wasm_bindgen::prelude::*;

/// The encoder: Embedding → LSTM → mean → L2 normalise.
#[wasm_bindgen]
pub struct Model {
    pub(super) encoder: Encoder<f32>,
    /// Of weights that were opened.
    pub(super) source: Option<Source>,
    pub(super) space: Workspace<f32>,
    pub(super) gradients: Gradients<f32>,
}

impl Model {
    pub(super) fn of(encoder: Encoder<f32>, source: Option<Source>) -> Result<Self> {
        if encoder.kind != Kind::Lstm {
            return Err(Error::value("model.encoder", format!("\"{}\"", encoder.kind.name()), Allowed::one_of([Kind::Lstm.name()])).into());
        }
        let gradients = Gradients::of(&encoder.parameters);
        Ok(Self { encoder, source, space: Workspace::default(), gradients })
    }

    /// Fills `gradients` and leaves S in the workspace.
    fn backward(&mut self, left: &[u32], right: &[u32], batch_size: f64, loss: JsValue) -> Result<LossReport<f32>> {
        let loss = read_loss(loss)?;
        if left.len() != right.len() {
            return Err(Error::length("right", right.len(), Allowed::Exactly { count: left.len() }).into());
        }
        let batch = count("batchSize", batch_size)?;
        if batch < 2 {
            return Err(Error::value("batchSize", batch, Allowed::TwoPairs).into());
        }
        let (left, right) = (self.tokens("left", left, batch)?, self.tokens("right", right, batch)?);
        self.gradients.fill_zero();
        Ok(self.encoder.gradients(left, right, &loss, &mut self.space, &mut self.gradients))
    }

    fn tokens<'a>(&self, name: &str, ids: &'a [u32], batch: usize) -> Result<Tokens<'a>> {
        if batch == 0 || ids.is_empty() || !ids.len().is_multiple_of(batch) {
            return Err(Error::length(name, ids.len(), Allowed::MultipleOf { batch }).into());
        }
        let vocabulary = self.encoder.parameters.embedding.nrows();
        if let Some(place) = ids.iter().position(|&id| id as usize >= vocabulary) {
            return Err(Error::value(format!("{name}[{place}]"), ids[place], Allowed::Whole { min: 0, max: vocabulary as u32 - 1 }).into());
        }
        Ok(Tokens { ids, steps: ids.len() / batch })
    }
}

#[wasm_bindgen]
impl Model {
    /// A fresh model.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "ModelConfig")] config: JsValue) -> Result<Self> {
        let (vocabulary, config) = ModelConfig::read_with_vocabulary(&read(&config, "config")?, "model")?;
        Self::of(config.build(vocabulary)?, None)
    }

    /// Copies of the weights.
    #[wasm_bindgen(unchecked_return_type = "Parameters")]
    pub fn parameters(&self) -> JsValue {
        parameters_object(&self.encoder.parameters).into()
    }

    /// Sets the weights.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(&mut self, #[wasm_bindgen(unchecked_param_type = "Parameters")] p: JsValue) -> Result<()> {
        let mut parameters = self.encoder.parameters.zeros_like();
        read_parameters("parameters", &p, &mut parameters)?;
        self.encoder.parameters = parameters;
        Ok(())
    }

    /// Unit vectors, B·H values row by row.
    pub fn encode(&mut self, tokens: &[u32], #[wasm_bindgen(js_name = batchSize)] batch_size: f64) -> Result<Vec<f32>> {
        let tokens = self.tokens("tokens", tokens, count("batchSize", batch_size)?)?;
        Ok(self.encoder.encode(tokens, &mut self.space).to_vec())
    }

    /// Loss, S and the gradients of all weights for one batch.
    #[wasm_bindgen(unchecked_return_type = "{ loss: number; similarity: Float32Array; parameters: Parameters }")]
    pub fn gradients(
        &mut self,
        left: &[u32],
        right: &[u32],
        #[wasm_bindgen(js_name = batchSize)] batch_size: f64,
        #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
    ) -> Result<JsValue> {
        let report = self.backward(left, right, batch_size, loss)?;
        let object = Object::new();
        set(&object, "loss", f64::from(report.loss));
        set(&object, "similarity", Float32Array::from(self.space.similarity().as_slice().expect("row-major")));
        set(&object, "parameters", parameters_object(&self.gradients.parameters));
        Ok(object.into())
    }

    /// The weights as a `.safetensors` file.
    #[wasm_bindgen(js_name = toSafetensors)]
    pub fn to_safetensors(&self) -> Vec<u8> {
        checkpoint::save_model(&self.encoder, None)
    }

    /// Reads what `toSafetensors` wrote.
    #[wasm_bindgen(js_name = fromSafetensors)]
    pub fn from_safetensors(bytes: &[u8]) -> Result<Self> {
        Self::of(checkpoint::load_model(bytes)?, None)
    }
}

/// Adam with decoupled weight decay.
#[wasm_bindgen]
pub struct Adam {
    pub(super) inner: Optimiser<f32>,
}

#[wasm_bindgen]
impl Adam {
    /// Before the first step.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "AdamConfig")] config: JsValue) -> Result<Self> {
        Ok(Self { inner: Optimiser::new(AdamConfig::read(&read(&config, "config")?, "adam")?) })
    }

    /// One step with given gradients.
    pub fn update(&mut self, model: &mut Model, #[wasm_bindgen(unchecked_param_type = "Parameters")] gradients: JsValue) -> Result<()> {
        self.check(model)?;
        let mut given = Gradients::of(&model.encoder.parameters);
        read_parameters("gradients", &gradients, &mut given.parameters)?;
        given.find_rows();
        self.take(&mut model.encoder.parameters, &given)?;
        Ok(())
    }

    /// One whole training step; returns the loss.
    pub fn step(
        &mut self,
        model: &mut Model,
        left: &[u32],
        right: &[u32],
        #[wasm_bindgen(js_name = batchSize)] batch_size: f64,
        #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
    ) -> Result<f64> {
        self.check(model)?;
        let report = model.backward(left, right, batch_size, loss)?;
        if !report.loss.is_finite() {
            return Err(self.diverged().into());
        }
        self.take(&mut model.encoder.parameters, &model.gradients)?;
        Ok(f64::from(report.loss))
    }

    /// One step on the model's weights, unless one of them would not be finite.
    pub(super) fn take(&mut self, weights: &mut Parameters<f32>, gradients: &Gradients<f32>) -> Result<()> {
        self.inner.update(weights, gradients).map_err(|_| self.diverged().into())
    }

    fn diverged(&self) -> Error {
        self.inner.config.diverged(self.inner.step + 1, None)
    }

    pub(super) fn check(&self, model: &Model) -> Result<()> {
        match &self.inner.moments {
            Some([m, _]) if m.shapes() != model.encoder.parameters.shapes() => Err(Error::OtherOptimiser.into()),
            _ => Ok(()),
        }
    }
}

fn parameters_object(parameters: &Parameters<f32>) -> Object {
    let object = Object::new();
    for (name, values) in TENSOR_NAMES.iter().zip(parameters.tensors()) {
        set(&object, name, Float32Array::from(values));
    }
    object
}

/// Reads the four tensors into `target`, which gives the lengths.
fn read_parameters(what: &str, value: &JsValue, target: &mut Parameters<f32>) -> Result<()> {
    for (name, values) in TENSOR_NAMES.iter().zip(target.tensors_mut()) {
        let field = format!("{what}.{name}");
        let given = Reflect::get(value, &(*name).into()).ok().and_then(|given| floats(&given));
        let Some(given) = given else {
            return Err(Error::Missing { field, allowed: Allowed::Floats { count: values.len() } }.into());
        };
        if given.len() != values.len() {
            return Err(Error::length(field, given.len(), Allowed::Exactly { count: values.len() }).into());
        }
        values.copy_from_slice(&given);
        if let Some(place) = values.iter().position(|x| !x.is_finite()) {
            return Err(Error::value(format!("{field}[{place}]"), values[place], Allowed::Finite).into());
        }
    }
    Ok(())
}
