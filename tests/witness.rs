//! One file of each kind as an earlier version wrote it: every later version reads it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use tripletscope::data::Dataset;
use tripletscope::page::link::parse;
use tripletscope::settings::Value;
use tripletscope::training::checkpoint::{load_model, load_run, save_run};
use tripletscope::verdict::{Results, Run, results};

/// What `tests/witness/link.txt` says, and the run that was saved.
const LINK: &str = "v=1&adam.learningRate=0.02&batchSize=8&model.embeddingDim=3&model.hiddenDim=2&model.pooling=mean&seed=7&swap=true\
    &loss=sum~semi-hard_harder_0.3_2~mean_averaged_0.1_0.5&at=3,loss=columns&run=loss=both&at=2,batchSize=4&step=5";
const STEPS: usize = 5;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/witness").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(file(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn pairs() -> Arc<Dataset> {
    Arc::new(Dataset::from_csv(&bytes("pairs.csv")).expect("pairs"))
}

fn verdict() -> Results {
    let run = |loss: &str, seed, settings: &str| Run {
        data: String::new(),
        asymmetry: "0.5".into(),
        loss: loss.into(),
        seed,
        steps: 3,
        settings: settings.into(),
    };
    let runs = [run("both", 1, ""), run("columns+swap", 2, "batchSize=8&adam.learningRate=0.005")];
    runs.into_iter().map(|run| (run.clone(), run.outcome().expect("an outcome"))).collect()
}

/// Writes the files anew: only ever to add a kind, for what an earlier version wrote is what they are for.
#[test]
#[ignore = "writes the witnesses"]
fn write() {
    let rows: String = (0..60).map(|k| format!("how does thing {k} work,what makes thing {k} go,{}\n", u8::from(k % 4 != 0))).collect();
    std::fs::write(file("pairs.csv"), format!("question1,question2,is_duplicate\n{rows}")).expect("a file");
    let mut run = tripletscope::training::trainer::Trainer::new(pairs(), parse(LINK).run_config().expect("a run")).expect("a small run");
    (0..STEPS).for_each(|_| drop(run.step().expect("a finite step")));
    std::fs::write(file("run.safetensors"), save_run(&run)).expect("a file");
    let model = load_model(&save_run(&run)).expect("a model");
    std::fs::write(file("model.safetensors"), tripletscope::training::checkpoint::save_model(&model, Some(run.length()))).expect("a file");
    std::fs::write(file("link.txt"), LINK).expect("a file");
    std::fs::write(file("results.json"), serde_json::to_string(&verdict().iter().collect::<Vec<_>>()).expect("JSON")).expect("a file");
}

#[test]
fn a_saved_run_goes_on_where_it_was() {
    let mut run = load_run(pairs(), &bytes("run.safetensors")).expect("a saved run");
    assert_eq!((run.step_number(), run.config().seed, run.config().swap), (STEPS, 7, true));
    let model = load_model(&bytes("run.safetensors")).expect("a run's file holds its model");
    assert_eq!(model, load_model(&bytes("model.safetensors")).expect("a model"));
    assert!(run.step().expect("a finite step").loss.is_finite());
}

#[test]
fn a_link_says_what_it_said() {
    let link = parse(&String::from_utf8(bytes("link.txt")).expect("text"));
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    let config = link.run_config().expect("a run");
    assert_eq!((config.seed, config.batch_size, config.model.hidden_dim, config.adam.learning_rate, config.swap), (7, 8, 2, 0.02, true));
    assert_eq!((link.runs.len(), link.runs[0][0].step, link.runs[1][1].values["batchSize"].clone(), link.step), (2, 3, Value::Number(4.0), 5));
    let text = serde_json::to_string(&config.loss).expect("JSON");
    assert!(text.contains("\"semi-hard\"") && text.contains("\"margin\":0.3,") && text.contains("\"sum\""), "{text}");
}

#[test]
fn results_are_those_that_were_kept() {
    let kept = results(&serde_json::from_slice(&bytes("results.json")).expect("JSON")).expect("results");
    let runs: Vec<_> = kept.keys().map(|run| (run.loss.as_str(), run.seed, run.steps, run.settings.as_str())).collect();
    assert_eq!(runs, [("both", 1, 3, ""), ("columns+swap", 2, 3, "batchSize=8&adam.learningRate=0.005")]);
    let text = serde_json::to_string(&kept.iter().collect::<Vec<_>>()).expect("JSON");
    assert_eq!(text.as_bytes(), bytes("results.json"), "every number is read back as it was written");
}
