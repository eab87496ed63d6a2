//! Drawing for JavaScript, on the page's thread: canvases belong to the document.

use super::canvas::Canvas;
use super::values::{Result, failed};
use crate::error::{Allowed, Error};
use crate::plots::colour::Map;
use crate::plots::curves::{self, Spec};
use crate::plots::heat_map;
use js_sys::{Array, Float64Array};
use plotters::drawing::IntoDrawingArea;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// Draws curves over steps; `points` holds x, y, x, y, … for each series.
#[wasm_bindgen(js_name = drawCurves)]
pub fn draw_curves(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "CurvesSpec")] spec: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array[]")] points: Array,
) -> Result<()> {
    let spec: Spec = serde_wasm_bindgen::from_value(spec).map_err(|e| failed(&format!("spec does not describe curves: {e}.")))?;
    let points: Vec<Vec<f64>> = points.iter().map(|p| Float64Array::from(p).to_vec()).collect();
    let backend = Canvas::on(canvas).ok_or_else(|| failed("The canvas has no 2d context."))?;
    curves::draw(&backend.into_drawing_area(), &spec, &points).map_err(|e| failed(&format!("The canvas cannot be drawn on: {e}.")))
}

/// RGBA bytes of a matrix's cells, for values from `low` to `high`.
#[wasm_bindgen(js_name = heatMap, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
pub fn heat_map_bytes(
    values: &[f32],
    #[wasm_bindgen(unchecked_param_type = "\"sequential\" | \"diverging-light\" | \"diverging-dark\"")] map: JsValue,
    low: f32,
    high: f32,
) -> Result<Vec<u8>> {
    let map: Map = serde_wasm_bindgen::from_value(map).map_err(|e| failed(&format!("map is not a colour map: {e}.")))?;
    if low.is_nan() || high.is_nan() || low >= high {
        return Err(Error::value("low", low, Allowed::Below { high }).into());
    }
    Ok(heat_map::heat_map(values, map, low, high))
}
