//! A chart as programs describe it.

use super::curves::{Flag, Level, Series, Spec};
use crate::settings::Value;

/// Pixels at the right where nothing is said of them.
const ROOM_FOR_NAMES: f64 = 92.0;

impl Spec {
    /// `None` where a field is missing or of another kind.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let of = Of(value);
        Some(Self {
            x_label: of.text("xLabel")?,
            series: of.list("series", Series::read)?,
            levels: of.list("levels", |level| Some(Level { label: level.text("label")?, y: level.number("y")? }))?,
            cursor: of.given("cursor").map_or(Some(None), |x| number(x).map(Some))?,
            y_range: of.range("yRange")?,
            x_range: of.range("xRange")?,
            flags: of.list("flags", |flag| Some(Flag { label: flag.text("label")?, x: flag.number("x")? }))?,
            comma: of.switch("comma")?,
            log: of.switch("log")?,
            label_width: of.number_or("labelWidth", ROOM_FOR_NAMES)?,
            scale: of.number("scale")?,
            ink: of.number("ink")? as u32,
            grid: of.number("grid")? as u32,
        })
    }
}

impl Series {
    fn read(of: Of) -> Option<Self> {
        Some(Self {
            label: of.text("label")?,
            colour: of.number("colour")? as u32,
            smoothing: of.number_or("smoothing", 0.0)?,
            dash: of.number_or("dash", 0.0)? as u32,
            pale: of.switch("pale")?,
        })
    }
}

/// The fields of an object.
#[derive(Clone, Copy)]
struct Of<'a>(&'a Value);

impl<'a> Of<'a> {
    fn given(self, key: &str) -> Option<&'a Value> {
        let Value::Map(map) = self.0 else { return None };
        map.get(key).filter(|value| **value != Value::Nothing(()))
    }

    fn text(self, key: &str) -> Option<String> {
        if let Value::Text(text) = self.given(key)? { Some(text.clone()) } else { None }
    }

    fn number(self, key: &str) -> Option<f64> {
        number(self.given(key)?)
    }

    fn number_or(self, key: &str, otherwise: f64) -> Option<f64> {
        self.given(key).map_or(Some(otherwise), number)
    }

    /// Off where it is not there.
    fn switch(self, key: &str) -> Option<bool> {
        match self.given(key) {
            None => Some(false),
            Some(Value::Switch(on)) => Some(*on),
            Some(_) => None,
        }
    }

    fn range(self, key: &str) -> Option<Option<(f64, f64)>> {
        match self.given(key) {
            None => Some(None),
            Some(Value::List(ends)) if ends.len() == 2 => Some(Some((number(&ends[0])?, number(&ends[1])?))),
            Some(_) => None,
        }
    }

    /// Empty where it is not there.
    fn list<T>(self, key: &str, read: fn(Of) -> Option<T>) -> Option<Vec<T>> {
        match self.given(key) {
            None if key != "series" => Some(vec![]),
            Some(Value::List(items)) => items.iter().map(|item| read(Of(item))).collect(),
            _ => None,
        }
    }
}

fn number(value: &Value) -> Option<f64> {
    if let Value::Number(x) = value { Some(*x) } else { None }
}
