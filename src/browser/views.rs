//! What the page's views show of vectors, matrices and cosines.

use super::values::{Result, count, plain, set};
use crate::error::{Allowed, Error};
use crate::loss::check_matrix;
use crate::measures::metrics::Confusion;
use crate::measures::{histogram, likeness, principal, roc};
use crate::network::layers::matrix;
use js_sys::{Float64Array, Object};
use wasm_bindgen::prelude::*;

/// More bins than a screen has pixels show nothing.
const MOST_BINS: u32 = 100_000;

/// The plane in which a batch's vectors spread most, followed from batch to batch.
#[wasm_bindgen]
#[derive(Default)]
pub struct PrincipalPlane(principal::PrincipalPlane);

#[wasm_bindgen]
impl PrincipalPlane {
    /// Before the first batch.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the search on by at most so many rounds, for vectors of `size` numbers each.
    #[wasm_bindgen(unchecked_return_type = "Projected")]
    pub fn follow(&mut self, vectors: &[f32], size: f64, rounds: f64) -> Result<JsValue> {
        let size = count("size", size)?;
        if size == 0 || vectors.is_empty() || !vectors.len().is_multiple_of(size) {
            return Err(Error::length("vectors", vectors.len(), Allowed::MultipleOf { batch: size.max(1) }).into());
        }
        let found = self.0.follow(matrix(vectors, size), count("rounds", rounds)?);
        let object = Object::new();
        set(&object, "points", Float64Array::from(found.points.as_slice().expect("row-major")));
        set(&object, "share", found.share);
        set(&object, "exact", found.exact);
        set(&object, "collapse", found.collapse);
        Ok(object.into())
    }
}

/// The pairs of a batch in an order in which like ones stand side by side.
#[wasm_bindgen(js_name = orderByLikeness)]
pub fn order_by_likeness(similarity: &[f32], #[wasm_bindgen(js_name = batchSize)] batch_size: f64) -> Result<Vec<u32>> {
    Ok(likeness::order(check_matrix("similarity", similarity, count("batchSize", batch_size)?, 0)?))
}

/// The share of the values in each of some bins of equal width from −end to end; what lies beyond counts in the outer ones.
#[wasm_bindgen]
pub fn histogram(values: &[f32], end: f64, bins: f64) -> Result<Vec<f64>> {
    match count("bins", bins)? {
        bins if bins <= MOST_BINS as usize => Ok(histogram::histogram(values, end, bins.max(1))),
        bins => Err(Error::value("bins", bins, Allowed::Whole { min: 1, max: MOST_BINS }).into()),
    }
}

/// Points x, y, x, y, … of the ROC curve: false-positive rate and true-positive rate.
#[wasm_bindgen(js_name = rocCurve)]
pub fn roc_curve(duplicates: &[f32], others: &[f32]) -> Vec<f64> {
    roc::roc(&labelled(duplicates, others)).into_iter().flatten().collect()
}

/// What a threshold makes of cosines: one above it is called a duplicate.
#[wasm_bindgen(unchecked_return_type = "Confusion")]
pub fn decide(duplicates: &[f32], others: &[f32], threshold: f64) -> Result<JsValue> {
    plain(&Confusion::at(threshold, &labelled(duplicates, others)))
}

fn labelled(duplicates: &[f32], others: &[f32]) -> Vec<(f64, bool)> {
    [(duplicates, true), (others, false)].into_iter().flat_map(|(list, label)| list.iter().map(move |&x| (f64::from(x), label))).collect()
}
