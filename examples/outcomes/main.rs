//! The outcomes of a verdict's runs, for programs that start this one: reads one request from standard input and answers each run with a line.
//!
//! ```text
//! { "runs": [{ "asymmetry": "0.5", "loss": "both", "seed": 1, "steps": 300, "settings": "" }] }
//! { "runs": […], "data": { "name": "pairs.csv", "file": "/data/pairs", "reading": { "delimiter": "|" } } }
//! → {"data":"pairs.csv (0123abcd)"}                                       once, where a file is given
//! → {"run":{…},"outcome":{"forward":0.61,"backward":0.6,"auc":0.97}}     or {"run":{…},"problem":"…"}
//! ```
//!
//! With `tune` nothing is trained: `{ "runs": […], "tune": { "rates": [0.01, 0.02], "seeds": 5 } }` is answered by the runs that tune these, `{"grid": […]}`, and
//! with their outcomes, `"tune": { …, "results": [[run, outcome], …] }`, by the same runs each at its best rate, `{"tuned": […], "best": […]}`.
//!
//! A run on a file may leave `data` empty: the answer names the file and its fingerprint as the page does, and on vectors (`.npz`, `.safetensors`) the settings
//! of the head that trains on them. Built for `wasm32-wasip1` it runs wherever a WASI module runs, with the numbers of the page to the bit.

#[path = "../verdict/vectors.rs"]
mod vectors;

use serde::Serialize;
use serde_json::json;
use std::io::{Read, Write, stdin, stdout};
use std::process::ExitCode;
use std::sync::Arc;
use tripletscope::data::Dataset;
use tripletscope::settings::Value;
use tripletscope::verdict::datasets::Datasets;
use tripletscope::verdict::tuning::{self, best};
use tripletscope::verdict::{Outcome, Run, named, results, uses_negatives};
use vectors::Source;

/// `check`: only look whether the runs can be made, and say how each is written, without an outcome.
#[derive(serde::Deserialize)]
struct Request {
    runs: Vec<Value>,
    #[serde(default)]
    check: bool,
    tune: Option<Tune>,
    data: Option<File>,
}

#[derive(serde::Deserialize)]
struct Tune {
    rates: Vec<f64>,
    seeds: u32,
    results: Option<Value>,
}

#[derive(serde::Deserialize)]
struct File {
    name: String,
    file: String,
    reading: Option<Value>,
    test: Option<Box<File>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    run: &'a Run,
    #[serde(flatten)]
    result: serde_json::Value,
}

fn main() -> ExitCode {
    match answer() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn answer() -> Result<(), String> {
    let mut text = String::new();
    stdin().read_to_string(&mut text).map_err(|e| format!("The request cannot be read: {e}."))?;
    let request: Request = serde_json::from_str(&text).map_err(|e| format!("The request is not what this program takes: {e}."))?;
    let runs = request.runs.iter().enumerate().map(|(k, run)| Run::read(run, &format!("runs[{k}]")));
    let runs = runs.collect::<tripletscope::error::Result<Vec<_>>>().map_err(|e| e.to_string())?;
    if let Some(tune) = &request.tune {
        return tuned(&runs, tune);
    }
    let settings = runs.first().map_or("", |run| run.settings.as_str());
    let file = request.data.as_ref().map(|data| open(data, settings)).transpose()?;
    if let Some((name, _)) = &file {
        tell(&json!({ "data": name }))?;
    }
    let (datasets, mut first) = (Datasets::default(), None);
    for (k, mut run) in runs.into_iter().enumerate() {
        if let Some((name, dataset)) = &file {
            if !run.data.is_empty() && run.data != *name {
                return Err(format!("runs[{k}].data is \"{}\", but the file that is open is \"{name}\".", run.data));
            }
            run = made_on(run, name, dataset).map_err(|e| e.to_string())?;
        }
        if request.check {
            run.link().map_err(|e| e.to_string())?;
            // Other seeds ask the same of the data.
            if let Some((_, dataset)) = file.as_ref().filter(|_| *first.get_or_insert(run.seed) == run.seed) {
                run.check_on(Arc::clone(dataset)).map_err(|e| e.to_string())?;
            }
            tell(&json!({ "run": run }))?;
            continue;
        }
        let outcome = match &file {
            Some((_, dataset)) => run.outcome_on(Arc::clone(dataset)),
            None => datasets.outcome(&run),
        };
        say(&run, outcome)?;
    }
    Ok(())
}

/// The runs that tune these or, of their results, each at its best rate.
fn tuned(runs: &[Run], tune: &Tune) -> Result<(), String> {
    let grid = tuning::runs(runs, &tune.rates, tune.seeds);
    grid.iter().try_for_each(|run| run.link().map(drop)).map_err(|e| e.to_string())?;
    let Some(made) = &tune.results else { return tell(&json!({ "grid": grid })) };
    let made = results(made).map_err(|e| e.to_string())?;
    let at = |((asymmetry, loss), grid): (&(String, String), &tuning::Grid)| {
        let best = best(grid);
        json!({ "asymmetry": asymmetry, "loss": loss, "rate": best.rate, "recall": best.recall, "atEdge": best.at_edge })
    };
    let best: Vec<serde_json::Value> = tuning::grids(&made).iter().map(at).collect();
    tell(&json!({ "tuned": tuning::tuned(runs, &grid, &made), "best": best }))
}

fn open(data: &File, settings: &str) -> Result<(String, Arc<Dataset>), String> {
    let bytes_of = |file: &File| std::fs::read(&file.file).map_err(|e| format!("{} cannot be read: {e}.", file.name));
    let (bytes, own) = (bytes_of(data)?, data.test.as_deref().map(bytes_of).transpose()?);
    let test = data.test.as_deref().zip(own.as_deref()).map(|(test, bytes)| Source { bytes, said: test.reading.as_ref() });
    let train = Source { bytes: &bytes, said: data.reading.as_ref() };
    let dataset = vectors::opened(&data.name, train, test, settings).map_err(|e| format!("{}: {e}", data.name))?;
    let name = data.test.as_deref().map_or_else(|| data.name.clone(), |test| format!("{} + {}", data.name, test.name));
    Ok((named(&name, &dataset, uses_negatives(settings)), Arc::new(dataset)))
}

/// The run as results name it on that file.
fn made_on(run: Run, name: &str, dataset: &Dataset) -> tripletscope::error::Result<Run> {
    let settings = [vectors::settings(dataset), run.settings].join("&").trim_matches('&').to_owned();
    Run { data: name.into(), settings, ..run }.canonical()
}

fn say(run: &Run, outcome: tripletscope::error::Result<Outcome>) -> Result<(), String> {
    let result = match outcome {
        Ok(outcome) => json!({ "outcome": outcome }),
        Err(problem) => json!({ "problem": problem.to_string() }),
    };
    tell(&Answer { run, result })
}

fn tell(answer: &impl Serialize) -> Result<(), String> {
    let line = serde_json::to_string(answer).map_err(|e| e.to_string())?;
    writeln!(stdout(), "{line}").map_err(|e| format!("The answer cannot be written: {e}."))
}
