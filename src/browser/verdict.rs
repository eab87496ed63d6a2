//! The verdict for JavaScript: the link of a run, and what results say.

use super::values::{Result, plain, read};
use crate::verdict::{self, Run, summary::summary};
use wasm_bindgen::prelude::*;

/// The page's fragment of a run; it stops where the run ends.
#[wasm_bindgen(js_name = verdictLink)]
pub fn verdict_link(#[wasm_bindgen(unchecked_param_type = "VerdictRun")] run: JsValue) -> Result<String> {
    Ok(Run::read(&read(run, "run")?, "run")?.link()?)
}

/// The run as it is always written: the same settings in another order or spelling are the same experiment.
#[wasm_bindgen(js_name = verdictRun, unchecked_return_type = "VerdictRun")]
pub fn verdict_run(#[wasm_bindgen(unchecked_param_type = "VerdictRun")] run: JsValue) -> Result<JsValue> {
    plain(&Run::read(&read(run, "run")?, "run")?)
}

/// What results say, each loss compared with the baseline seed by seed.
#[wasm_bindgen(js_name = verdictSummary, unchecked_return_type = "VerdictGroup[]")]
pub fn verdict_summary(
    #[wasm_bindgen(unchecked_param_type = "VerdictResults | VerdictPacked[]")] results: JsValue,
    baseline: &str,
) -> Result<JsValue> {
    plain(&summary(&verdict::results(&read(results, "results")?)?, baseline))
}

/// Results that were kept, packed or not, as a list of pairs.
#[wasm_bindgen(js_name = verdictResults, unchecked_return_type = "VerdictResults")]
pub fn verdict_results(#[wasm_bindgen(unchecked_param_type = "VerdictResults | VerdictPacked[]")] results: JsValue) -> Result<JsValue> {
    plain(&verdict::results(&read(results, "results")?)?.into_iter().collect::<Vec<_>>())
}
