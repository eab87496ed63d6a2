//! Losses for JavaScript: the presets, and any loss on any square matrix.

use super::values::{Result, count, entries, floats, plain, read, set};
use crate::error::{Allowed, Error, short};
use crate::loss::{
    Detail, Direction, LossConfig, LossReport, Similarities, TermReport, check_matrix, evaluate, evaluate_in_detail, presets as named,
};
use crate::measures::intervals::of_share;
use crate::network::layers::matrix;
use crate::numeric::matmul::gram;
use js_sys::{Array, Float32Array, Int32Array, Object, Uint8Array};
use ndarray::{Array2, ArrayView2};
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

/// Where each term of a loss looks for negatives, and whether it leaves any out.
#[wasm_bindgen(js_name = lossTerms, unchecked_return_type = "TermLooks[]")]
pub fn loss_terms(#[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue) -> Result<JsValue> {
    plain(&read_loss(loss)?.looks_of_terms())
}

/// The similarities of the questions of one side with each other, B·B values row by row, from their unit vectors [B, H].
#[wasm_bindgen(js_name = sameSide, unchecked_return_type = "Float32Array<ArrayBuffer>")]
pub fn same_side(vectors: &[f32], #[wasm_bindgen(js_name = batchSize)] batch_size: f64) -> Result<Vec<f32>> {
    let batch = count("batchSize", batch_size)?;
    if batch < 2 {
        return Err(Error::value("batchSize", batch, Allowed::TwoPairs).into());
    }
    if vectors.is_empty() || !vectors.len().is_multiple_of(batch) {
        return Err(Error::length("vectors", vectors.len(), Allowed::MultipleOf { batch }).into());
    }
    Ok(gram(matrix(vectors, vectors.len() / batch)).into_iter().collect())
}

/// Wilson's interval at 95 % of a share: `right` of `all`.
#[wasm_bindgen(js_name = shareInterval, unchecked_return_type = "[number, number] | null")]
pub fn share_interval(right: f64, all: f64) -> Result<JsValue> {
    let (right, all) = (count("right", right)?, count("all", all)?);
    plain(&(0 < all && right <= all).then(|| of_share(right, all)))
}

/// Loss, gradient and every term's report for a similarity matrix, B·B values row by row, or B·(B + K) where `more.further` is K.
#[wasm_bindgen(js_name = evaluateLoss, unchecked_return_type = "LossReport")]
pub fn evaluate_loss(
    similarity: &[f32],
    #[wasm_bindgen(js_name = batchSize)] batch_size: f64,
    #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "LossOptions")] more: JsValue,
) -> Result<JsValue> {
    let loss = read_loss(loss)?;
    let batch = count("batchSize", batch_size)?;
    let more = Options::read(&more, batch)?;
    let across = check_matrix("similarity", similarity, batch, more.further)?;
    for (field, side, direction, question) in [("left", &more.left, Direction::Left, 1), ("right", &more.right, Direction::Right, 2)] {
        if side.is_none() && loss.looks(direction) {
            return Err(Error::Missing { field: field.into(), allowed: Allowed::SameSide { count: batch * batch, question } }.into());
        }
    }
    let similarities = Similarities { across, left: side("left", &more.left, batch)?, right: side("right", &more.right, batch)? };
    let report = if more.detail { evaluate_in_detail(similarities, &loss) } else { evaluate(similarities, &loss) };
    Ok(report_object(&report).into())
}

fn side<'a>(name: &str, values: &'a Option<Vec<f32>>, batch: usize) -> Result<Option<ArrayView2<'a, f32>>> {
    Ok(values.as_ref().map(|values| check_matrix(name, values, batch, 0)).transpose()?)
}

/// What `evaluateLoss` may be given besides.
#[derive(Default)]
struct Options {
    left: Option<Vec<f32>>,
    right: Option<Vec<f32>>,
    further: usize,
    detail: bool,
}

impl Options {
    fn read(value: &JsValue, batch: usize) -> Result<Self> {
        const FIELDS: &str = "left, right, further, detail";
        let mut options = Self::default();
        if value.is_undefined() {
            return Ok(options);
        }
        for (key, field) in entries(value).ok_or_else(|| Error::NotPlain { field: "more".into() })? {
            let wrong = |allowed| Error::Missing { field: key.clone(), allowed };
            let floats = || floats(&field).ok_or_else(|| wrong(Allowed::Floats { count: batch.saturating_mul(batch) }));
            match key.as_str() {
                "left" => options.left = Some(floats()?),
                "right" => options.right = Some(floats()?),
                "further" => options.further = count("further", field.as_f64().ok_or_else(|| wrong(Allowed::Count))?)?,
                "detail" => options.detail = field.as_bool().ok_or_else(|| wrong(Allowed::Switch))?,
                _ => return Err(Error::Unknown { field: short(key), allowed: FIELDS.into() }.into()),
            }
        }
        Ok(options)
    }
}

/// Reads a loss's configuration.
pub(super) fn read_loss(value: JsValue) -> Result<LossConfig> {
    Ok(LossConfig::read(&read(&value, "loss")?, "loss")?)
}

fn report_object(report: &LossReport<f32>) -> Object {
    let object = Object::new();
    set(&object, "loss", f64::from(report.loss));
    set_matrix(&object, "gradient", Some(&report.gradient));
    set_matrix(&object, "leftGradient", report.left_gradient.as_ref());
    set_matrix(&object, "rightGradient", report.right_gradient.as_ref());
    set(&object, "terms", report.terms.iter().map(term_object).collect::<Array>());
    object
}

fn term_object(term: &TermReport<f32>) -> Object {
    let object = Object::new();
    set(&object, "cost", Float32Array::from(term.cost.as_slice()));
    set(&object, "negative", Float32Array::from(term.negative.as_slice()));
    let partners = [
        ("rowPartner", Some(&term.row_partner)),
        ("columnPartner", Some(&term.column_partner)),
        ("leftPartner", term.left_partner.as_ref()),
        ("rightPartner", term.right_partner.as_ref()),
    ];
    for (name, partners) in partners.into_iter().filter_map(|(name, partners)| Some((name, partners?))) {
        set(&object, name, Int32Array::from(partners.as_slice()));
    }
    if let Some(detail) = &term.detail {
        set_detail(&object, detail);
    }
    object
}

fn set_detail(object: &Object, detail: &Detail<f32>) {
    let marks =
        [("excluded", Some(&detail.excluded)), ("leftExcluded", detail.left_excluded.as_ref()), ("rightExcluded", detail.right_excluded.as_ref())];
    for (name, marks) in marks.into_iter().filter_map(|(name, marks)| Some((name, marks?))) {
        set(object, name, Uint8Array::from(marks.as_slice().expect("row-major")));
    }
    set_matrix(object, "rowGradient", Some(&detail.row_gradient));
    set_matrix(object, "columnGradient", Some(&detail.column_gradient));
    set_matrix(object, "leftGradient", detail.left_gradient.as_ref());
    set_matrix(object, "rightGradient", detail.right_gradient.as_ref());
}

fn set_matrix(object: &Object, name: &str, matrix: Option<&Array2<f32>>) {
    if let Some(matrix) = matrix {
        set(object, name, Float32Array::from(matrix.as_slice().expect("row-major")));
    }
}
