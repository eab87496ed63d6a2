//! Losses for JavaScript: the presets, and any loss on any square matrix.

use super::values::{Result, count, plain, read, set};
use crate::loss::{LossConfig, LossReport, check_matrix, evaluate, presets as named};
use js_sys::{Array, Float32Array, Int32Array, Object};
use wasm_bindgen::prelude::*;

/// The named losses.
#[wasm_bindgen(unchecked_return_type = "Record<string, LossConfig>")]
pub fn presets() -> Result<JsValue> {
    let object = Object::new();
    for (name, loss) in named() {
        set(&object, name, plain(&loss)?);
    }
    Ok(object.into())
}

/// Loss, gradient and every term's report for a similarity matrix, B·B values row by row.
#[wasm_bindgen(js_name = evaluateLoss, unchecked_return_type = "LossReport")]
pub fn evaluate_loss(
    similarity: &[f32],
    #[wasm_bindgen(js_name = batchSize)] batch_size: f64,
    #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
) -> Result<JsValue> {
    let loss = read_loss(loss)?;
    let report = evaluate(check_matrix(similarity, count("batchSize", batch_size)?)?, &loss);
    Ok(report_object(&report).into())
}

/// Reads a loss's configuration.
pub(super) fn read_loss(value: JsValue) -> Result<LossConfig> {
    Ok(LossConfig::read(&read(value, "loss")?, "loss")?)
}

fn report_object(report: &LossReport<f32>) -> Object {
    let terms = Array::new();
    for term in &report.terms {
        let object = Object::new();
        set(&object, "cost", Float32Array::from(term.cost.as_slice()));
        set(&object, "negative", Float32Array::from(term.negative.as_slice()));
        set(&object, "rowPartner", Int32Array::from(term.row_partner.as_slice()));
        set(&object, "columnPartner", Int32Array::from(term.column_partner.as_slice()));
        terms.push(&object);
    }
    let object = Object::new();
    set(&object, "loss", f64::from(report.loss));
    set(&object, "gradient", Float32Array::from(report.gradient.as_slice().expect("row-major")));
    set(&object, "terms", terms);
    object
}
