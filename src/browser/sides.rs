//! One training step in two halves: two instances each take one side of the batch, and hand each other vectors and gradients. Both then hold the
//! weights that one instance would have after the whole step, to the bit.
//!
//! ```text
//! v = model.encode(own tokens)  →  the other        g = model.sideGradients(side, the other's v, loss)  →  the other
//! adam.stepWith(model, the other's g)
//! ```

use super::loss::read_loss;
use super::model::{Adam, Model};
use super::values::{Result, set};
use crate::error::{Allowed, Error};
use crate::network::encoder::Side;
use crate::network::parameters::TENSOR_NAMES;
use js_sys::{Float32Array, Object, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Model {
    /// The gradients that one side adds, `"left"` or `"right"`: of the questions that were encoded last, with the other side's vectors.
    #[wasm_bindgen(js_name = sideGradients, unchecked_return_type = "{ loss: number; similarity: Float32Array; gradients: SideGradients }")]
    pub fn side_gradients(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "\"left\" | \"right\"")] side: &str,
        other: &[f32],
        #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
    ) -> Result<JsValue> {
        let side = match side {
            "left" => Side::Left,
            "right" => Side::Right,
            _ => return Err(Error::value("side", format!("\"{side}\""), Allowed::one_of(["left", "right"])).into()),
        };
        let loss = read_loss(loss)?;
        let (length, hidden) = (self.space.vectors().len(), self.encoder.parameters.hidden());
        if !self.encoded || length < 2 * hidden {
            return Err(Error::NotEncoded.into());
        }
        if other.len() != length {
            return Err(Error::length("other", other.len(), Allowed::Exactly { count: length }).into());
        }
        finite("other", other)?;
        self.gradients.fill_zero();
        let report = self.encoder.side_gradients(side, other, &loss, &mut self.space, &mut self.gradients);
        let object = Object::new();
        set(&object, "loss", f64::from(report.loss));
        set(&object, "similarity", Float32Array::from(self.space.similarity().as_slice().expect("row-major")));
        set(&object, "gradients", self.gradients_object());
        self.halved = true;
        Ok(object.into())
    }

    /// The rows of the embedding that are not zero, and the other tensors.
    fn gradients_object(&self) -> Object {
        let (rows, [embedding, dense @ ..]) = (self.gradients.rows(), self.gradients.parameters.tensors());
        let dim = self.encoder.parameters.embedding.ncols();
        let values = Float32Array::new_with_length((rows.len() * dim) as u32);
        for (k, &row) in rows.iter().enumerate() {
            let at = (k * dim) as u32;
            values.subarray(at, at + dim as u32).copy_from(&embedding[row as usize * dim..][..dim]);
        }
        let object = Object::new();
        set(&object, "rows", Uint32Array::from(rows));
        set(&object, TENSOR_NAMES[0], values);
        for (name, values) in TENSOR_NAMES[1..].iter().zip(dense) {
            set(&object, name, Float32Array::from(values));
        }
        object
    }
}

#[wasm_bindgen]
impl Adam {
    /// Ends a step in two halves: adds the other side's gradients to those of this side, and updates.
    #[wasm_bindgen(js_name = stepWith)]
    pub fn step_with(&mut self, model: &mut Model, #[wasm_bindgen(unchecked_param_type = "SideGradients")] other: JsValue) -> Result<()> {
        self.check(model)?;
        if !model.halved {
            return Err(Error::NoSideGradients.into());
        }
        let rows = array(&other, "rows")?.dyn_into::<Uint32Array>().map_err(|_| missing("rows", Allowed::List))?.to_vec();
        let (vocabulary, dim) = model.encoder.parameters.embedding.dim();
        if let Some(place) = rows.iter().position(|&row| row as usize >= vocabulary) {
            return Err(Error::value(format!("rows[{place}]"), rows[place], Allowed::Whole { min: 0, max: vocabulary as u32 - 1 }).into());
        }
        let embedding = tensor(&other, TENSOR_NAMES[0], rows.len() * dim)?;
        let [_, kernel, recurrent, bias] = model.encoder.parameters.tensors().map(<[f32]>::len);
        let dense = [tensor(&other, TENSOR_NAMES[1], kernel)?, tensor(&other, TENSOR_NAMES[2], recurrent)?, tensor(&other, TENSOR_NAMES[3], bias)?];
        model.gradients.add_rows(&rows, &embedding);
        model.gradients.add_dense(dense.each_ref().map(Vec::as_slice));
        self.inner.update(&mut model.encoder.parameters, &model.gradients);
        (model.encoded, model.halved) = (false, false);
        Ok(())
    }
}

fn missing(field: &str, allowed: Allowed) -> JsValue {
    Error::Missing { field: format!("gradients.{field}"), allowed }.into()
}

fn array(object: &JsValue, field: &str) -> Result<JsValue> {
    Reflect::get(object, &field.into()).map_err(|_| missing(field, Allowed::List))
}

fn tensor(object: &JsValue, name: &str, count: usize) -> Result<Vec<f32>> {
    let values = array(object, name)?.dyn_into::<Float32Array>().map_err(|_| missing(name, Allowed::Floats { count }))?.to_vec();
    if values.len() != count {
        return Err(Error::length(format!("gradients.{name}"), values.len(), Allowed::Exactly { count }).into());
    }
    finite(&format!("gradients.{name}"), &values)?;
    Ok(values)
}

fn finite(name: &str, values: &[f32]) -> Result<()> {
    match values.iter().position(|x| !x.is_finite()) {
        Some(place) => Err(Error::value(format!("{name}[{place}]"), values[place], Allowed::Finite).into()),
        None => Ok(()),
    }
}
