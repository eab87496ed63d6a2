//! The verdict: the same training with many seeds, and each loss compared with a baseline seed by seed.
//!
//! A [`Run`] is one training on the built-in questions or on a file, its [`Outcome`] what the network then finds among the held-out pairs. [`summary`] puts
//! outcomes together: the page and the program of `examples/verdict` keep the same results and tell the same of them.

pub mod datasets;
mod packed;
mod read;
pub mod sequential;
pub mod statistics;
pub mod summary;
pub mod tuning;

pub use packed::Packed;
pub use read::results;

use crate::data::Dataset;
use crate::error::{Allowed, Error, Result, short};
use crate::measures::evaluation::Evaluation;
use crate::measures::metrics::BothWays;
use crate::page::knobs::table;
use crate::page::link::{self, Link};
use crate::page::loss_text::loss_text;
use crate::page::plan::setting_text;
use crate::settings::{Scope, TABLE, Value, setting};
use crate::training::trainer::Trainer;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// Behind a loss's name: each pair's sides are exchanged with probability one half.
pub const SWAP: &str = "+swap";

/// One training.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Run {
    /// What tells a file from others ([`named`]); empty for the built-in questions.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub data: String,
    /// Of the built-in questions, as written in a link; 0 for a file.
    pub asymmetry: String,
    /// As written in a link, with [`SWAP`] where the sides are exchanged.
    pub loss: String,
    /// Of weights, batches and swaps.
    pub seed: u32,
    /// Steps.
    pub steps: u32,
    /// Other settings, as written in a link: `adam.learningRate=0.005&batchSize=64`.
    pub settings: String,
}

/// What the trained network does on the held-out pairs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Outcome {
    /// Recall@1, question 1 finds its question 2.
    pub forward: f64,
    /// Question 2 finds its question 1.
    pub backward: f64,
    /// Area under the ROC curve; none where only pairs of one kind are held out, which happens in files.
    pub auc: Option<f64>,
    /// The step at which the run stopped because its numbers were no longer finite: then nothing is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diverged: Option<u32>,
}

/// Each run once.
pub type Results = BTreeMap<Run, Outcome>;

/// Shares that differ by no more are the same: they may be rounded, and one more partner found makes a larger difference.
pub const NO_DIFFERENCE: f64 = 2e-5;

/// Adds results; a run that is there already must have come out the same.
///
/// # Errors
/// Two outcomes of one run; what was added before stays.
pub fn merge(results: &mut Results, more: impl IntoIterator<Item = (Run, Outcome)>) -> Result<()> {
    for (run, outcome) in more {
        match results.entry(run) {
            Entry::Vacant(place) => drop(place.insert(outcome)),
            Entry::Occupied(place) if place.get().agrees(&outcome) => {}
            Entry::Occupied(place) => {
                let Run { loss, seed, asymmetry, steps, .. } = place.key();
                return Err(Error::TwoOutcomes { loss: loss.clone(), seed: *seed, asymmetry: asymmetry.clone(), steps: *steps });
            }
        }
    }
    Ok(())
}

impl Outcome {
    /// What a verdict keeps of an evaluation.
    ///
    /// # Errors
    /// Data without held-out duplicates.
    pub fn of(evaluation: &Evaluation) -> Result<Self> {
        match evaluation.recall_at1 {
            BothWays { forward: Some(forward), backward: Some(backward) } => Ok(Self { forward, backward, auc: evaluation.auc, diverged: None }),
            _ => Err(Error::NothingHeldOut),
        }
    }

    /// Of a run that stopped at this step: it is kept, and counts as one that finds nothing.
    pub fn of_diverged(step: usize) -> Self {
        Self { forward: 0.0, backward: 0.0, auc: None, diverged: Some(step as u32) }
    }

    /// Recall@1, the mean of both ways.
    pub fn recall(&self) -> f64 {
        (self.forward + self.backward) / 2.0
    }

    /// The same, but for rounding.
    pub fn agrees(&self, other: &Self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() < NO_DIFFERENCE;
        let auc = match (self.auc, other.auc) {
            (Some(a), Some(b)) => close(a, b) || packed::auc_agrees(a, b),
            (a, b) => a == b,
        };
        self.diverged == other.diverged && close(self.forward, other.forward) && close(self.backward, other.backward) && auc
    }
}

impl Run {
    /// The page's fragment of this run; it stops where the run ends. One on a file names it: the page asks for that file, and then begins the run.
    ///
    /// # Errors
    /// A loss, an asymmetry or settings that no link can hold.
    pub fn link(&self) -> Result<String> {
        self.parsed()?;
        let file = if self.data.is_empty() { String::new() } else { format!("&file={}", escaped(&self.data)) };
        Ok(self.text() + &file)
    }

    /// The same training as it is always written: what stands in another order, is spelt otherwise, or is said although it is the default, is no other
    /// experiment, and neither is one with another look of the page. What a comparison tunes is always said.
    ///
    /// # Errors
    /// If the run says anything that its settings do not take.
    pub fn canonical(&self) -> Result<Self> {
        let page = |part: &&str| part.split('=').next().is_some_and(|key| table().any(|s| s.key == key && s.scope == Scope::Page));
        let run = Self { settings: parts(&self.settings).filter(|part| !page(part)).collect::<Vec<_>>().join("&"), ..self.clone() };
        let link = run.parsed()?;
        let says = |key: &str| parts(&run.settings).any(|part| part.split('=').next() == Some(key));
        let kept = |key: &&str| link.values[key] != setting(key).kind.default_value() || (summary::is_tunable(key) && says(key));
        let settings = free().filter(kept).map(|key| setting_text(key, &link.values[key])).collect::<Vec<_>>().join("&");
        let swap = if run.loss.ends_with(SWAP) { SWAP } else { "" };
        Ok(Self { loss: format!("{}{swap}", loss_text(&link.loss)), settings, ..run })
    }

    /// Trains on the built-in questions, and measures.
    ///
    /// # Errors
    /// As [`Self::link`], and what stops a training.
    pub fn outcome(&self) -> Result<Outcome> {
        let dataset = Dataset::of_settings(&self.builtin_config()?)?;
        self.outcome_on(Arc::new(dataset))
    }

    /// What the built-in questions of this run are made by.
    ///
    /// # Errors
    /// If the run says anything that its settings do not take.
    pub fn builtin_config(&self) -> Result<Value> {
        Ok(self.parsed()?.builtin_config())
    }

    /// Looks whether it can be made on this data, without a step of training.
    ///
    /// # Errors
    /// As [`Self::outcome`].
    pub fn check_on(&self, dataset: Arc<Dataset>) -> Result<()> {
        Trainer::new(dataset, self.parsed()?.run_config()?).map(drop)
    }

    /// Trains on this data, and measures; a run that diverges has an outcome too.
    ///
    /// # Errors
    /// As [`Self::outcome`].
    pub fn outcome_on(&self, dataset: Arc<Dataset>) -> Result<Outcome> {
        let mut trainer = Trainer::new(dataset, self.parsed()?.run_config()?)?;
        for _ in 0..self.steps {
            match trainer.step() {
                Err(Error::Diverged { step, .. }) => return Ok(Outcome::of_diverged(step)),
                taken => drop(taken?),
            }
        }
        Outcome::of(&trainer.evaluate()?)
    }

    fn text(&self) -> String {
        let (loss, swap) = self.loss.strip_suffix(SWAP).map_or((self.loss.as_str(), ""), |loss| (loss, "&swap=true"));
        let settings = if self.settings.is_empty() { String::new() } else { format!("&{}", self.settings) };
        let asymmetry = if self.data.is_empty() { format!("&data.asymmetry={}", self.asymmetry) } else { String::new() };
        format!("v=1&seed={}{asymmetry}&loss={loss}{swap}{settings}&page.stopAt={}", self.seed, self.steps)
    }

    /// What the link says, if each part says what it should and nothing else.
    fn parsed(&self) -> Result<Link> {
        if self.loss.contains('&') {
            return Err(Error::value("loss", format!("\"{}\"", self.loss), Allowed::LinkText));
        }
        if let Some(key) = parts(&self.settings).map(|part| part.split('=').next().unwrap_or_default()).find(|key| !is_free(key)) {
            return Err(Error::Unknown { field: short(format!("settings.{key}")), allowed: free().collect::<Vec<_>>().join(", ") });
        }
        let link = link::parse(&self.text());
        match link.problems.first() {
            Some(problem) => Err(problem.problem.clone()),
            None => Ok(link),
        }
    }
}

/// A file by its name and the first eight digits of its content's fingerprint; with its negatives where the runs use them.
pub fn named(file: &str, dataset: &Dataset, negatives: bool) -> String {
    format!("{file} ({:08x})", dataset.fingerprint_with(negatives) >> 32)
}

/// Do runs with these settings use the negatives that their data bring along?
pub fn uses_negatives(settings: &str) -> bool {
    parts(settings).filter_map(|part| part.strip_prefix("negatives=")).last().is_some_and(|count| count != "0")
}

/// The learning rate that a run's settings name.
pub fn rate(run: &Run) -> Option<f64> {
    parts(&run.settings).filter_map(|part| part.strip_prefix("adam.learningRate=")).last()?.parse().ok()
}

/// As a part of a link: every byte that is neither a letter, a digit nor one of `-_.` as `%20`.
fn escaped(name: &str) -> String {
    let part = |byte: u8| match byte {
        b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    name.bytes().map(part).collect()
}

/// The parts of a link's text.
fn parts(settings: &str) -> impl Iterator<Item = &str> {
    settings.split('&').filter(|part| !part.is_empty())
}

/// Settings of the training that a run does not name by itself.
fn free() -> impl Iterator<Item = &'static str> {
    let trains = TABLE.iter().filter(|s| s.scope != Scope::Page && !["", "loss"].contains(&s.group));
    trains.map(|s| s.key).filter(|key| !["seed", "swap", "data.asymmetry"].contains(key))
}

fn is_free(key: &str) -> bool {
    free().any(|own| own == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Run {
        Run { data: String::new(), asymmetry: "0.5".into(), loss: "both".into(), seed: 3, steps: 20, settings: String::new() }
    }

    #[test]
    fn a_run_is_a_link_that_stops_where_the_run_ends() {
        assert_eq!(run().link().unwrap(), "v=1&seed=3&data.asymmetry=0.5&loss=both&page.stopAt=20");
        let other = Run { loss: "vse+++swap".into(), settings: "adam.learningRate=0.02&batchSize=16".into(), ..run() };
        let link = link::parse(&other.link().unwrap());
        assert_eq!((link.values["swap"].clone(), link.values["batchSize"].clone()), (Value::Switch(true), Value::Number(16.0)));
        assert_eq!((link.values["page.stopAt"].clone(), link.values["adam.learningRate"].clone()), (Value::Number(20.0), Value::Number(0.02)));
    }

    #[test]
    fn a_run_that_says_a_thing_twice_or_wrongly_is_refused() {
        for (run, named) in [
            (Run { loss: "bath".into(), ..run() }, "\"bath\""),
            (Run { loss: "both&seed=4".into(), ..run() }, "text as in a link"),
            (Run { asymmetry: "2".into(), ..run() }, "from 0 to 1"),
            (Run { settings: "seed=4".into(), ..run() }, "settings.seed"),
            (Run { settings: "batchSize=1".into(), ..run() }, "from 2 to 1024"),
            (Run { settings: "view.cell=false".into(), ..run() }, "settings.view.cell"),
        ] {
            let problem = run.link().unwrap_err().to_string();
            assert!(problem.contains(named) && problem.ends_with('.'), "{problem}");
        }
    }

    #[test]
    fn what_belongs_to_the_page_is_no_part_of_an_experiment() {
        let shown = Run { settings: "curves.log=true&batchSize=16&view.cell=false&page.speed=30".into(), ..run() };
        assert_eq!(shown.canonical().unwrap(), Run { settings: "batchSize=16".into(), ..run() });
    }

    #[test]
    fn a_run_on_a_file_is_the_training_that_its_link_and_the_file_make() {
        let rows: String = (0..30).map(|k| format!("how does thing {k} work,what makes thing {k} go\n")).collect();
        let dataset = Arc::new(Dataset::from_csv(format!("question1,question2\n{rows}").as_bytes()).unwrap());
        let name = named("pairs.csv", &dataset, false);
        assert_eq!(name, format!("pairs.csv ({})", &format!("{:016x}", dataset.fingerprint())[..8]));
        let run = Run { data: name, asymmetry: "0".into(), settings: "batchSize=8".into(), steps: 5, ..run() };
        let file = format!("pairs.csv%20%28{:08x}%29", dataset.fingerprint() >> 32);
        assert_eq!(run.link().unwrap(), format!("v=1&seed=3&loss=both&batchSize=8&page.stopAt=5&file={file}"));
        assert_eq!(escaped("Größe & mehr=1.csv"), "Gr%C3%B6%C3%9Fe%20%26%20mehr%3D1.csv");
        let mut trainer = Trainer::new(Arc::clone(&dataset), link::parse(&run.link().unwrap()).run_config().unwrap()).unwrap();
        (0..5).for_each(|_| drop(trainer.step().unwrap()));
        let (evaluation, outcome) = (trainer.evaluate().unwrap(), run.outcome_on(dataset).unwrap());
        assert_eq!(
            (Some(outcome.forward), Some(outcome.backward), outcome.auc),
            (evaluation.recall_at1.forward, evaluation.recall_at1.backward, None)
        );
    }

    #[test]
    fn a_file_keeps_the_name_that_results_which_are_published_call_it_by() {
        let rows: String =
            (0..40).map(|k| format!("how does thing {k} work,what makes thing {k} go,1\nhow does thing {k} work,who has thing {k},0\n")).collect();
        let dataset = Dataset::from_csv(format!("question1,question2,is_duplicate\n{rows}").as_bytes()).unwrap();
        assert_eq!(named("pairs.csv", &dataset, false), "pairs.csv (708f22cd)");
    }

    #[test]
    fn a_run_does_what_its_link_says() {
        let outcome = run().outcome().unwrap();
        let swapped = Run { loss: "both+swap".into(), ..run() }.outcome().unwrap();
        assert_eq!(run().outcome().unwrap(), outcome);
        assert_ne!(outcome, swapped);
        assert!((outcome.recall() - (outcome.forward + outcome.backward) / 2.0).abs() < 1e-15);
    }
}
