//! How values cross the boundary: plain objects as they are, errors with a sentence and its parts.
//!
//! What answers when an object is read may be a program's own: a getter, a `Proxy`. What it throws must not pass through this crate's frames, which would leave
//! an object borrowed for ever. So only functions that catch may touch what was given.

use crate::error::{Allowed, Error};
use crate::settings::{DEEPEST, Value};
use js_sys::{Array, ArrayBuffer, Float32Array, Float64Array, Object, Reflect, Symbol, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn array_from(list: &JsValue) -> Result<Array>;

    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn object_entries(object: &JsValue) -> Result<Array>;

    #[wasm_bindgen(extends = Float32Array, js_name = Float32Array)]
    type Floats;
    #[wasm_bindgen(constructor, catch, js_class = "Float32Array")]
    fn of(list: &JsValue) -> Result<Floats>;

    #[wasm_bindgen(extends = Float64Array, js_name = Float64Array)]
    type Doubles;
    #[wasm_bindgen(constructor, catch, js_class = "Float64Array")]
    fn of(list: &JsValue) -> Result<Doubles>;

    #[wasm_bindgen(extends = Uint32Array, js_name = Uint32Array)]
    type Integers;
    #[wasm_bindgen(constructor, catch, js_class = "Uint32Array")]
    fn of(list: &JsValue) -> Result<Integers>;
}

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

/// A plain object as a value to be read field by field; fields that are `undefined` are not there.
pub(super) fn read(value: &JsValue, name: &str) -> Result<Value> {
    value_of(value, 0).ok_or_else(|| Error::NotPlain { field: name.into() }.into())
}

/// `None` where it is no plain value so far inside others.
fn value_of(given: &JsValue, depth: usize) -> Option<Value> {
    if given.is_null() || given.is_undefined() {
        return Some(Value::Nothing(()));
    }
    if given.is_bigint() {
        return i64::try_from(given.clone()).ok().map(|x| Value::Number(x as f64));
    }
    let simple = given.as_bool().map(Value::Switch).or_else(|| given.as_f64().map(Value::Number)).or_else(|| given.as_string().map(Value::Text));
    if simple.is_some() || depth == DEEPEST {
        return simple;
    }
    let inside = |value: &JsValue| value_of(value, depth + 1);
    match list(given) {
        Some(items) => items.iter().map(|item| inside(&item)).collect::<Option<_>>().map(Value::List),
        None => entries(given)?.iter().map(|(key, field)| Some((key.clone(), inside(field)?))).collect::<Option<_>>().map(Value::Map),
    }
}

/// A list, or an array of numbers of one type, as a list that nobody else holds.
pub(super) fn list(given: &JsValue) -> Option<Array> {
    if is_array(given).ok()? || ArrayBuffer::is_view(given) { array_from(given).ok() } else { None }
}

/// The fields of an object but those that are `undefined`; `None` for what is no object, has items instead, or cannot be read.
pub(super) fn entries(given: &JsValue) -> Option<Vec<(String, JsValue)>> {
    let has_items = !Reflect::get(given, &Symbol::iterator()).ok()?.is_undefined();
    if !given.is_object() || has_items {
        return None;
    }
    let pair = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1)))
    };
    object_entries(given).ok()?.iter().map(pair).filter(|entry| entry.as_ref().is_none_or(|(_, field)| !field.is_undefined())).collect()
}

/// The numbers of an array of that type; `None` for anything else.
pub(super) fn floats(given: &JsValue) -> Option<Vec<f32>> {
    given.dyn_ref::<Float32Array>().and_then(|_| Floats::of(given).ok()).map(|list| list.to_vec())
}

/// The same of whole numbers.
pub(super) fn integers(given: &JsValue) -> Option<Vec<u32>> {
    given.dyn_ref::<Uint32Array>().and_then(|_| Integers::of(given).ok()).map(|list| list.to_vec())
}

/// Whatever has numbers, as those.
pub(super) fn doubles(given: &JsValue) -> Option<Vec<f64>> {
    Doubles::of(given).ok().map(|list| list.to_vec())
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
