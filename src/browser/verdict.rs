//! The verdict for JavaScript: the link of a run, and what results say.

use super::values::{Result, plain, read};
use crate::error::{Allowed, Error};
use crate::settings::Value;
use crate::verdict::sequential::{CHANCE, at_least};
use crate::verdict::{self, Run, summary::summary, tuning};
use wasm_bindgen::prelude::*;

/// The page's fragment of a run; it stops where the run ends.
#[wasm_bindgen(js_name = verdictLink)]
pub fn verdict_link(#[wasm_bindgen(unchecked_param_type = "VerdictRun")] run: JsValue) -> Result<String> {
    Ok(Run::read(&read(&run, "run")?, "run")?.link()?)
}

/// The run as it is always written: the same settings in another order or spelling are the same experiment.
#[wasm_bindgen(js_name = verdictRun, unchecked_return_type = "VerdictRun")]
pub fn verdict_run(#[wasm_bindgen(unchecked_param_type = "VerdictRun")] run: JsValue) -> Result<JsValue> {
    plain(&Run::read(&read(&run, "run")?, "run")?)
}

/// What results say, each loss compared with the baseline seed by seed; `"rows"` stands for rows alone of the loss's own kind.
#[wasm_bindgen(js_name = verdictSummary, unchecked_return_type = "VerdictGroup[]")]
pub fn verdict_summary(
    #[wasm_bindgen(unchecked_param_type = "VerdictResults | VerdictPacked[]")] results: JsValue,
    baseline: &str,
) -> Result<JsValue> {
    plain(&summary(&verdict::results(&read(&results, "results")?)?, baseline))
}

/// Results that were kept, packed or not, as a list of pairs.
#[wasm_bindgen(js_name = verdictResults, unchecked_return_type = "VerdictResults")]
pub fn verdict_results(#[wasm_bindgen(unchecked_param_type = "VerdictResults | VerdictPacked[]")] results: JsValue) -> Result<JsValue> {
    plain(&verdict::results(&read(&results, "results")?)?.into_iter().collect::<Vec<_>>())
}

fn runs(list: JsValue) -> Result<Vec<Run>> {
    let Value::List(list) = read(&list, "runs")? else { return Err(Error::value("runs", "{…}", Allowed::List).into()) };
    Ok(list.iter().enumerate().map(|(k, run)| Run::read(run, &format!("runs[{k}]"))).collect::<crate::error::Result<_>>()?)
}

/// The runs that tune these: each at each learning rate, with so many other seeds, on other built-in questions.
#[wasm_bindgen(js_name = verdictGrid, unchecked_return_type = "VerdictRun[]")]
pub fn verdict_grid(#[wasm_bindgen(unchecked_param_type = "VerdictRun[]")] compared: JsValue, rates: Vec<f64>, seeds: u32) -> Result<JsValue> {
    plain(&tuning::runs(&runs(compared)?, &rates, seeds))
}

/// The same runs, each loss at the rate that is best for it by the grid; `null` while runs of the grid are missing.
#[wasm_bindgen(js_name = verdictTuned, unchecked_return_type = "VerdictRun[] | null")]
pub fn verdict_tuned(
    #[wasm_bindgen(unchecked_param_type = "VerdictRun[]")] compared: JsValue,
    #[wasm_bindgen(unchecked_param_type = "VerdictRun[]")] grid: JsValue,
    #[wasm_bindgen(unchecked_param_type = "VerdictResults | VerdictPacked[]")] results: JsValue,
) -> Result<JsValue> {
    plain(&tuning::tuned(&runs(compared)?, &runs(grid)?, &verdict::results(&read(&results, "results")?)?))
}

/// What such a grid says: of each asymmetry and loss the mean recall@1 at each rate.
#[wasm_bindgen(js_name = verdictRates, unchecked_return_type = "[[asymmetry: string, loss: string], [rate: number, recall: number][]][]")]
pub fn verdict_rates(#[wasm_bindgen(unchecked_param_type = "VerdictResults | VerdictPacked[]")] results: JsValue) -> Result<JsValue> {
    let results = verdict::results(&read(&results, "results")?)?;
    plain(&tuning::grids(&results).into_iter().collect::<Vec<_>>())
}

/// Seeds without which nothing can be shown, whatever comes out, where so many losses are compared with a baseline.
#[wasm_bindgen(js_name = verdictLeast)]
pub fn verdict_least(comparisons: u32) -> usize {
    at_least(0, 0, CHANCE / f64::from(comparisons.max(1)))
}
