//! The table of settings and the links that are made of it.

use super::loss::read_loss;
use super::values::{Result, plain, read, set};
use crate::page::editions::EDITIONS;
use crate::page::plan::Plan;
use crate::page::{knobs, link};
use js_sys::{Array, Object};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// The table of settings.
#[wasm_bindgen(unchecked_return_type = "Setting[]")]
pub fn settings() -> Result<JsValue> {
    plain(&knobs::table().collect::<Vec<_>>())
}

/// The course's editions: what each sets, as settings, as a run and as a way to read its file.
#[wasm_bindgen(unchecked_return_type = "Edition[]")]
pub fn editions() -> Result<JsValue> {
    let list = Array::new();
    for edition in &EDITIONS {
        let (link, object) = (edition.link(), plain(edition)?.unchecked_into());
        let values = edition.parts().filter_map(|(key, _)| link.values.get_key_value(key));
        set(&object, "values", plain(&values.collect::<BTreeMap<_, _>>())?);
        set(&object, "run", plain(&link.run_config()?)?);
        set(&object, "reading", plain(&edition.reading())?);
        list.push(&object);
    }
    Ok(list.into())
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
    let plan = if plan.is_undefined() { Plan::default() } else { Plan::read(&read(&plan, "plan")?)? };
    Ok(link::write(&read(&values, "values")?, &read_loss(loss)?, &plan)?)
}

/// The configurations that a link's settings and a loss stand for: of the run, of the built-in data, and, of an edition, how a file is read.
#[wasm_bindgen(js_name = configsOf, unchecked_return_type = "{ run: RunConfig; data: BuiltinConfig; reading?: Reading }")]
pub fn configs_of(
    #[wasm_bindgen(unchecked_param_type = "Values")] values: JsValue,
    #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue,
) -> Result<JsValue> {
    let link = link::Link::of(&read(&values, "values")?, read_loss(loss)?)?;
    let object = Object::new();
    set(&object, "run", plain(&link.run_config()?)?);
    set(&object, "data", plain(&link.builtin_config())?);
    if let Some(edition) = link.edition() {
        set(&object, "reading", plain(&edition.reading())?);
    }
    Ok(object.into())
}
