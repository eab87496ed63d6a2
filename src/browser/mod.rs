//! The package's interface for JavaScript: thin methods over the core. Nothing else in the crate knows that browsers exist.
//!
//! Matrices are flat row-major `Float32Array`s, token ids `Uint32Array`s; configurations and reports are plain objects. Whatever does not fit
//! throws an `Error` whose sentence names the field, the value and what is allowed, and whose `problem` holds the same in parts.

mod canvas;
pub mod dataset;
pub mod loss;
pub mod model;
pub mod plots;
mod sides;
pub mod trainer;
mod types;
pub mod verdict;

use crate::error::Error;
use crate::link;
use crate::settings::{TABLE, Value};
use js_sys::{Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What every exported function gives back.
type Result<T> = std::result::Result<T, JsValue>;

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

/// Writes a panic's message to the console before the instance stops.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
}

/// The table of settings.
#[wasm_bindgen(unchecked_return_type = "Setting[]")]
pub fn settings() -> Result<JsValue> {
    plain(&TABLE)
}

/// What the fragment of an address says: settings, loss, and a sentence for each part that is not allowed.
#[wasm_bindgen(js_name = readLink, unchecked_return_type = "Link")]
pub fn read_link(text: &str) -> Result<JsValue> {
    plain(&link::parse(text))
}

/// The shortest text that `readLink` reads as these settings, this loss and, if given, these runs and the step where they stand.
#[wasm_bindgen(js_name = writeLink)]
pub fn write_link(
    #[wasm_bindgen(unchecked_param_type = "Values")] values: JsValue,
    #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Plan")] plan: JsValue,
) -> Result<String> {
    let plan = if plan.is_undefined() { link::Plan::default() } else { link::Plan::read(&read(plan, "plan")?)? };
    Ok(link::write(&read(values, "values")?, &loss::read_loss(loss)?, &plan)?)
}

/// The configurations that a link's settings and a loss stand for: of the run, and of the built-in data.
#[wasm_bindgen(js_name = configsOf, unchecked_return_type = "{ run: RunConfig; data: BuiltinConfig }")]
pub fn configs_of(
    #[wasm_bindgen(unchecked_param_type = "Values")] values: JsValue,
    #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
) -> Result<JsValue> {
    let link = link::Link::of(&read(values, "values")?, loss::read_loss(loss)?)?;
    let object = Object::new();
    set(&object, "run", plain(&link.run_config()?)?);
    set(&object, "data", plain(&link.builtin_config())?);
    Ok(object.into())
}

/// A report or configuration as a plain object.
fn plain(value: &impl Serialize) -> Result<JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| failed(&e.to_string()))
}

/// A plain object as a value to be read field by field.
fn read(value: JsValue, name: &str) -> Result<Value> {
    serde_wasm_bindgen::from_value(value).map_err(|_| Error::NotPlain { field: name.into() }.into())
}

/// A mistake of a program, which only its author sees.
fn failed(sentence: &str) -> JsValue {
    JsError::new(sentence).into()
}

/// Sets a field of an object.
fn set(object: &Object, key: &str, value: impl Into<JsValue>) {
    Reflect::set(object, &key.into(), &value.into()).expect("a plain object takes any field");
}
