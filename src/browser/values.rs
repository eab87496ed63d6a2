//! How values cross the boundary: plain objects by serde, errors with a sentence and its parts.

use crate::error::{Allowed, Error};
use crate::settings::Value;
use js_sys::{Array, Object, Reflect};
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

/// The same object without fields that are `undefined`, which are not `null`.
pub(super) fn given(value: JsValue) -> JsValue {
    let Some(object) = value.dyn_ref::<Object>() else { return value };
    let fields: Vec<_> = Object::entries(object).iter().filter(|entry| Reflect::get_u32(entry, 1).is_ok_and(|field| !field.is_undefined())).collect();
    match Object::from_entries(&fields.into_iter().collect::<Array>()) {
        Ok(copy) if Object::is(&Object::get_prototype_of(&value).into(), &Object::get_prototype_of(&copy).into()) => copy.into(),
        _ => value,
    }
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

/// A list of texts.
pub(super) fn texts(name: &str, list: &Value) -> Result<Vec<String>> {
    let Value::List(list) = list else { return Err(Error::value(name, list, Allowed::List).into()) };
    let text = |(place, value): (usize, &Value)| match value {
        Value::Text(text) => Ok(text.clone()),
        other => Err(Error::value(format!("{name}[{place}]"), other, Allowed::Text).into()),
    };
    list.iter().enumerate().map(text).collect()
}
