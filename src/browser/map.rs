//! What a map asks of its vectors.

use super::values::{Result, count, set};
use crate::error::{Allowed, Error};
use crate::measures::{map, neighbours};
use crate::network::layers::matrix;
use js_sys::{Float32Array, Function, Object};
use ndarray::ArrayView2;
use wasm_bindgen::prelude::*;

/// From one round of which is told to the next.
const TOLD: usize = 10;

/// The vectors closest to one of them, closest first: index, cosine, index, cosine, … Each has `size` numbers and length 1.
#[wasm_bindgen(js_name = nearestVectors)]
pub fn nearest_vectors(vectors: &[f32], size: f64, of: f64, most: f64) -> Result<Vec<f64>> {
    let (vectors, of) = (rows(vectors, size)?, count("of", of)?);
    if of >= vectors.nrows() {
        return Err(Error::value("of", of, Allowed::AtMost { most: vectors.nrows().saturating_sub(1) }).into());
    }
    Ok(map::nearest(vectors, of, count("most", most)?).into_iter().flat_map(|(i, cosine)| [i as f64, f64::from(cosine)]).collect())
}

/// The plane in which each vector stands beside those that are nearest to it (t-SNE); each has `size` numbers and length 1. Every ten rounds `heard` is called
/// with the round, their number, and where the points are.
#[wasm_bindgen(js_name = neighbourPlane, unchecked_return_type = "Neighbourhood")]
pub fn neighbour_plane(
    vectors: &[f32],
    size: f64,
    #[wasm_bindgen(unchecked_param_type = "(round: number, rounds: number, points: Float32Array) => void")] heard: &Function,
) -> Result<JsValue> {
    let vectors = rows(vectors, size)?;
    if let Some(x) = vectors.iter().find(|x| !x.is_finite()) {
        return Err(Error::value("vectors", x, Allowed::Finite).into());
    }
    let found = neighbours::embed(vectors, |round, rounds, points| {
        if round.is_multiple_of(TOLD) {
            // Who hears of it does not end it.
            let _ = heard.call3(&JsValue::NULL, &round.into(), &rounds.into(), &Float32Array::from(points).into());
        }
    });
    let object = Object::new();
    set(&object, "points", Float32Array::from(found.points.as_slice().expect("row-major")));
    set(&object, "each", found.each as f64);
    set(&object, "kept", found.kept);
    set(&object, "keptByPrincipal", found.kept_by_principal);
    Ok(object.into())
}

fn rows(vectors: &[f32], size: f64) -> Result<ArrayView2<'_, f32>> {
    match count("size", size)? {
        size if size > 0 && vectors.len().is_multiple_of(size) => Ok(matrix(vectors, size)),
        size => Err(Error::length("vectors", vectors.len(), Allowed::MultipleOf { batch: size.max(1) }).into()),
    }
}
