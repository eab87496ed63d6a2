//! What a map asks of its vectors.

use super::values::{Result, count};
use crate::error::{Allowed, Error};
use crate::measures::map;
use crate::network::layers::matrix;
use wasm_bindgen::prelude::*;

/// The vectors closest to one of them, closest first: index, cosine, index, cosine, … Each has `size` numbers and length 1.
#[wasm_bindgen(js_name = nearestVectors)]
pub fn nearest_vectors(vectors: &[f32], size: f64, of: f64, most: f64) -> Result<Vec<f64>> {
    let (size, of) = (count("size", size)?, count("of", of)?);
    if size == 0 || !vectors.len().is_multiple_of(size) {
        return Err(Error::length("vectors", vectors.len(), Allowed::MultipleOf { batch: size.max(1) }).into());
    }
    let rows = vectors.len() / size;
    if of >= rows {
        return Err(Error::value("of", of, Allowed::AtMost { most: rows.saturating_sub(1) }).into());
    }
    Ok(map::nearest(matrix(vectors, size), of, count("most", most)?).into_iter().flat_map(|(i, cosine)| [i as f64, f64::from(cosine)]).collect())
}
