//! A matrix as pixels: one RGBA value a cell, to be scaled up by its reader.

use super::colour::Map;

/// Bytes [rows · columns · 4] for values between `low` and `high`; what lies beyond has the colour of the end, NaN is transparent.
pub fn heat_map(values: &[f32], map: Map, low: f32, high: f32) -> Vec<u8> {
    let table = map.table();
    let scale = 255.0 / (high - low);
    let pixel = |&value: &f32| {
        if value.is_nan() {
            return [0; 4];
        }
        let [r, g, b] = table[((value - low) * scale).round().clamp(0.0, 255.0) as usize];
        [r, g, b, 255]
    };
    values.iter().flat_map(pixel).collect()
}
