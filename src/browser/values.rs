//! How values cross the boundary: plain objects by serde, errors with a sentence and its parts.

use crate::error::{Allowed, Error};
use crate::settings::Value;
use js_sys::{Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What every exported function gives back.
pub(super) type Result<T> = std::result::Result<T, JsValue>;

/// An `Error` with the sentence, and with its kind and parts as its `problem`.
impl From<Error> for JsValue {
    fn from(problem: Error) -> Self {
        let error: Self = JsError::new(&problem.to_string()).into();
        if let Ok(parts) = plain(&problem) {
            set(error.unchecked_ref(), "problem", parts);
        }
        error
    }
}

/// A report or configuration as a plain object.
pub(super) fn plain(value: &impl Serialize) -> Result<JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| failed(&e.to_string()))
}

/// A plain object as a value to be read field by field.
pub(super) fn read(value: JsValue, name: &str) -> Result<Value> {
    serde_wasm_bindgen::from_value(value).map_err(|_| Error::NotPlain { field: name.into() }.into())
}

/// A mistake of a program, which only its author sees.
pub(super) fn failed(sentence: &str) -> JsValue {
    JsError::new(sentence).into()
}

/// Sets a field of an object.
pub(super) fn set(object: &Object, key: &str, value: impl Into<JsValue>) {
    Reflect::set(object, &key.into(), &value.into()).expect("a plain object takes any field");
}

/// A count that came as a JavaScript number.
pub(super) fn count(name: &str, value: f64) -> Result<usize> {
    if value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value) {
        Ok(value as usize)
    } else {
        Err(Error::value(name, value, Allowed::Count).into())
    }
}
