//! Drawing for JavaScript, on the page's thread: canvases belong to the document.

use super::canvas::Canvas;
use super::values::{Result, count, doubles, failed, list, read};
use crate::error::{Allowed, Error, short};
use crate::plots::colour::Map;
use crate::plots::curves::{self, Spec};
use crate::plots::heat_map;
use crate::plots::line::Line;
use js_sys::Array;
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
    let mut curves = Curves::default();
    let points = list(&points).ok_or_else(|| Error::NotPlain { field: "points".into() })?;
    for (series, points) in points.iter().enumerate() {
        curves.extend(series as f64, &doubles(&points).ok_or_else(|| Error::NotPlain { field: format!("points[{series}]") })?)?;
    }
    curves.draw(canvas, spec)
}

/// Curves that grow: points are given once, and each picture takes what its pixels can show, however many points there are.
#[wasm_bindgen]
#[derive(Default)]
pub struct Curves {
    lines: Vec<Line>,
}

#[wasm_bindgen]
impl Curves {
    /// No points yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Further points x, y, x, y, … of a series, counted from 0, in the order of x. Throws where `series` is neither one of them nor the next.
    pub fn extend(&mut self, series: f64, points: &[f64]) -> Result<()> {
        let (place, max) = (count("series", series)?, self.lines.len() as u32);
        if place == self.lines.len() {
            self.lines.push(Line::default());
        }
        let line = self.lines.get_mut(place).ok_or_else(|| Error::value("series", series, Allowed::Whole { min: 0, max }))?;
        line.extend(points);
        Ok(())
    }

    /// A series begins anew.
    pub fn clear(&mut self, series: usize) {
        if let Some(line) = self.lines.get_mut(series) {
            *line = Line::default();
        }
    }

    /// Draws the first of them, as many as `spec` has series. Throws where `spec` is none, or the canvas has no 2d context.
    pub fn draw(&mut self, canvas: HtmlCanvasElement, #[wasm_bindgen(unchecked_param_type = "CurvesSpec")] spec: JsValue) -> Result<()> {
        let spec =
            Spec::read(&read(&spec, "spec")?).ok_or_else(|| failed("spec does not describe curves: a field is missing or of another kind."))?;
        self.lines.resize_with(self.lines.len().max(spec.series.len()), Line::default);
        let backend = Canvas::on(canvas).ok_or_else(|| failed("The canvas has no 2d context."))?;
        let lines = &mut self.lines[..spec.series.len()];
        curves::draw(&backend.into_drawing_area(), &spec, lines).map_err(|e| failed(&format!("The canvas cannot be drawn on: {e}.")))
    }
}

/// RGBA bytes of a matrix's cells, for values from `low` to `high`.
#[wasm_bindgen(js_name = heatMap, unchecked_return_type = "Uint8Array<ArrayBuffer>")]
pub fn heat_map_bytes(
    values: &[f32],
    #[wasm_bindgen(unchecked_param_type = "\"sequential\" | \"diverging-light\" | \"diverging-dark\"")] map: &str,
    low: f32,
    high: f32,
) -> Result<Vec<u8>> {
    let map = Map::named(map).ok_or_else(|| failed(&format!("map is not a colour map: \"{}\".", short(map.into()))))?;
    if low.is_nan() || high.is_nan() || low >= high {
        return Err(Error::value("low", low, Allowed::Below { high }).into());
    }
    Ok(heat_map::heat_map(values, map, low, high))
}
