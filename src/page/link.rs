//! Links: every setting that is not default and the loss, as the fragment of an address, `v=1&seed=7&loss=forum`.
//!
//! A fragment never leaves the browser. A loss is a preset's name, or its reduction and terms: `mean~hardest_rows_0.25_1~mean_columns_0.25_0.5`;
//! a softmax is `mean~softmax_rows_20`. What a link holds that is not allowed is left at its default and said in a sentence. Programs that pass links on
//! write some characters as `%2C`: each part is read without such escapes.
//!
//! Runs side by side, and what was changed while they went on, stand behind the settings. `run=loss=both,swap=true` is a further run that differs from
//! the first in that from its start; `at=120,loss=forum` changes the run before it from step 120 on; `step=300` is where the runs stand, and
//! `shown=2`, behind the runs, which of them is looked at.

use super::editions::{Edition, edition};
use super::knobs;
use super::plan::{
    Change, MOST_CHANGES, MOST_RUNS, Plan, SETTINGS, STEPS, allowed_setting, check_order, parse_step, read_setting, run_text, setting_text, shown,
};
use crate::error::{Allowed, Error, Problem, Result};
use crate::loss::LossConfig;
use crate::numeric::sort::map;
use crate::page::loss_text::{default_loss, loss_text, read_loss};
use crate::settings::{LAST_STEP, Value};
use crate::training::config::RunConfig;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Which edition of the course.
const EDITION: &str = "data.edition";
/// Of the format.
const VERSION: &str = "1";
/// Sentences about one link; of what else is wrong there is only the number.
const MOST_PROBLEMS: usize = 10;

/// What a link says.
#[derive(Debug, PartialEq, Serialize)]
pub struct Link {
    /// Every setting of the page by its key, defaults included.
    pub values: BTreeMap<&'static str, Value>,
    /// The loss.
    pub loss: LossConfig,
    /// The runs, one at least; each with what is changed in it, in the order of steps. The first run's start is `values` and `loss`; a further run
    /// starts as the first one and says at step 0 how it differs.
    pub runs: Vec<Vec<Change>>,
    /// Where the runs stand.
    pub step: u32,
    /// Which of them is looked at, counted from 0; a text counts from 1.
    pub shown: usize,
    /// Each part that was not understood or not allowed.
    pub problems: Vec<Problem>,
}

/// All at their defaults.
fn defaults() -> Link {
    let values = map(shown().map(|s| (s.key, s.kind.default_value())));
    Link { values, loss: default_loss(), runs: vec![vec![]], step: 0, shown: 0, problems: vec![] }
}

/// What parts that are known to be allowed say.
pub(super) fn parse_plain<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> Link {
    let mut link = defaults();
    parts.for_each(|(key, value)| link.take(key, value).expect("an edition's settings are allowed"));
    link
}

/// Reads a link's text, with or without the leading `#`.
pub fn parse(text: &str) -> Link {
    let parts = || text.trim_start_matches('#').split('&').filter(|part| !part.is_empty()).map(unescaped);
    // An edition of the course stands for all that it sets; the other parts say what is otherwise.
    let named = parts().filter_map(|part| edition(part.strip_prefix(EDITION)?.strip_prefix('=')?)).next_back();
    let mut link = named.map_or_else(defaults, Edition::link);
    let mut more = 0;
    for part in parts() {
        let (key, value) = part.split_once('=').unwrap_or((&part, ""));
        match link.take(key, value) {
            Ok(()) => {}
            Err(problem) if link.problems.len() < MOST_PROBLEMS => link.problems.push(problem.into()),
            Err(_) => more += 1,
        }
    }
    if more > 0 {
        link.problems.push(Error::MoreProblems { count: more }.into());
    }
    link
}

/// A part of a link without escapes such as `%2C`; what is no escape stays as it is.
fn unescaped(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return part.into();
    }
    let (bytes, mut plain, mut k) = (part.as_bytes(), Vec::with_capacity(part.len()), 0);
    while k < bytes.len() {
        let digit = |place: usize| bytes.get(place).and_then(|&byte| char::from(byte).to_digit(16));
        match (bytes[k], digit(k + 1), digit(k + 2)) {
            (b'%', Some(high), Some(low)) => {
                plain.push((16 * high + low) as u8);
                k += 3;
            }
            (byte, ..) => {
                plain.push(byte);
                k += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned().into()
}

/// The shortest text that `parse` reads as these settings, this loss and these runs; refuses what it would not take.
///
/// # Errors
/// The first setting, change or step that `parse` would not take.
pub fn write(values: &Value, loss: &LossConfig, plan: &Plan) -> Result<String> {
    let Value::Map(values) = values else { return Err(Error::value("values", values, SETTINGS)) };
    let mut parts = vec![format!("v={VERSION}")];
    values.iter().try_for_each(|(key, value)| allowed_setting(key, value).map(drop))?;
    let named = if let Some(Value::Text(name)) = values.get(EDITION) { edition(name) } else { None };
    parts.extend(named.map(|edition| format!("{EDITION}={}", edition.name)));
    let base = named.map_or_else(defaults, Edition::link);
    for (key, otherwise) in &base.values {
        let value = values.get(*key).cloned().unwrap_or_else(|| knobs::knob(key).kind.default_value());
        if value != *otherwise {
            parts.push(setting_text(key, &value));
        }
    }
    if *loss != base.loss {
        parts.push(format!("loss={}", loss_text(loss)));
    }
    if plan.runs.len() > MOST_RUNS {
        return Err(Error::value("runs", plan.runs.len(), Allowed::AtMost { most: MOST_RUNS }));
    }
    for (k, run) in plan.runs.iter().enumerate() {
        check_order(run, k == 0)?;
        parts.extend(run_text(run, k == 0)?);
    }
    if plan.step > LAST_STEP {
        return Err(Error::value("step", plan.step, STEPS));
    }
    if plan.step > 0 {
        parts.push(format!("step={}", plan.step));
    }
    if plan.shown > 0 {
        place_of(plan.shown + 1, plan.runs.len())?;
        parts.push(format!("shown={}", plan.shown + 1));
    }
    Ok(if parts.len() == 1 { String::new() } else { parts.join("&") })
}

/// The place, counted from 0, of one of so many runs, which people count from 1.
fn place_of(run: usize, runs: usize) -> Result<usize> {
    let place = run.checked_sub(1).filter(|&place| place < runs);
    place.ok_or_else(|| Error::value("shown", run, Allowed::Whole { min: 1, max: runs as u32 }))
}

impl Link {
    /// The run that the link describes; the weights start from the run's seed.
    ///
    /// # Errors
    /// Settings that do not go together.
    pub fn run_config(&self) -> Result<RunConfig> {
        let mut run = self.under(None);
        let mut model = self.under(Some("model"));
        model.insert("seed".into(), self.values["seed"].clone());
        run.extend([("model".to_owned(), Value::Map(model)), ("adam".to_owned(), Value::Map(self.under(Some("adam"))))]);
        RunConfig::with_loss(&Value::Map(run), self.loss.clone())
    }

    /// A link of these settings and this loss alone.
    ///
    /// # Errors
    /// The first setting that is unknown or outside its range.
    pub fn of(values: &Value, loss: LossConfig) -> Result<Self> {
        let mut link = Self { loss, ..parse("") };
        let Value::Map(values) = values else { return Err(Error::value("values", values, SETTINGS)) };
        for (key, value) in values {
            link.values.insert(allowed_setting(key, value)?.key, value.clone());
        }
        Ok(link)
    }

    /// The edition of the course that it names.
    pub fn edition(&self) -> Option<&'static Edition> {
        if let Value::Text(name) = &self.values[EDITION] { edition(name) } else { None }
    }

    /// The settings of the built-in data set.
    pub fn builtin_config(&self) -> Value {
        let mut own = self.under(Some("data"));
        own.remove("edition");
        Value::Map(own)
    }

    /// The settings of one object of the configuration, `adam.beta1` as `beta1`; `None` is the run's own.
    fn under(&self, head: Option<&str>) -> BTreeMap<String, Value> {
        let own = |key: &'static str| match (head, key.split_once('.')) {
            (None, None) => Some(key),
            (Some(head), Some((own, rest))) if own == head => Some(rest),
            _ => None,
        };
        map(self.values.iter().filter_map(|(key, value)| Some((own(key)?.to_owned(), value.clone()))))
    }

    fn take(&mut self, key: &str, text: &str) -> Result<()> {
        match key {
            "v" if text == VERSION => {}
            "v" => return Err(Error::value("v", format!("\"{text}\""), Allowed::Version { version: VERSION.into() })),
            // A page's own: which lesson it opens with, at which page, which file it was made with, how that is read, and where it lies.
            "lesson" | "page" | "file" | "reading" | "data" => {}
            "loss" => self.loss = read_loss(text)?,
            "step" => self.step = parse_step("step", text)?,
            "shown" => self.shown = place_of(parse_step("shown", text)? as usize, self.runs.len())?,
            "run" if self.runs.len() == MOST_RUNS => return Err(Error::value("runs", MOST_RUNS + 1, Allowed::AtMost { most: MOST_RUNS })),
            "run" => {
                let own = Change::parse(0, text)?;
                self.runs.push(if own == Change::default() { vec![] } else { vec![own] });
            }
            "at" => {
                let (step, change) = text.split_once(',').unwrap_or((text, ""));
                self.change(Change::parse(parse_step("at", step)?, change)?)?;
            }
            _ => {
                let (setting, value) = read_setting(key, text)?;
                self.values.insert(setting.key, value);
            }
        }
        Ok(())
    }

    /// Changes the last run, later than it was changed before.
    fn change(&mut self, change: Change) -> Result<()> {
        let run = self.runs.last_mut().expect("there is a first run");
        let before = run.last().map_or(0, |last| last.step);
        if change.step <= before {
            return Err(Error::value("at", change.step, Allowed::After { step: before }));
        }
        if run.len() == MOST_CHANGES {
            return Err(Error::value("changes", MOST_CHANGES + 1, Allowed::AtMost { most: MOST_CHANGES }));
        }
        run.push(change);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loss::presets;
    use crate::page::loss_text::preset;

    fn map(pairs: &[(&str, Value)]) -> Value {
        Value::Map(pairs.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
    }

    #[test]
    fn defaults_need_no_text_and_no_text_means_defaults() {
        let link = parse("");
        let values = Value::Map(link.values.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect());
        assert_eq!(write(&values, &link.loss, &Plan::default()).unwrap(), "");
        assert!(link.problems.is_empty());
    }

    #[test]
    fn every_setting_and_loss_survives_the_way_through_a_link() {
        let values = map(&[("seed", Value::Number(7.0)), ("swap", Value::Switch(true)), ("model.pooling", Value::Text("mean".into()))]);
        for text in presets()
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .chain(["sum~semi-hard_harder_0.3_2~mean_averaged_0.1_0.5".to_owned(), "sum~softmax_columns_12.5".to_owned()])
        {
            let loss = read_loss(&text).unwrap();
            assert_eq!(loss_text(&loss), text);
            let link = parse(&write(&values, &loss, &Plan::default()).unwrap());
            assert_eq!((link.loss, link.problems), (loss, vec![]));
            assert_eq!(link.values["seed"], Value::Number(7.0));
            assert_eq!(link.values["swap"], Value::Switch(true));
            assert_eq!(link.values["model.pooling"], Value::Text("mean".into()));
        }
    }

    #[test]
    fn a_link_describes_a_whole_run() {
        let link = parse("v=1&seed=7&model.hiddenDim=5&adam.learningRate=0.5&swap=true&loss=forum&data.asymmetry=1");
        let run = link.run_config().unwrap();
        assert_eq!((run.seed, run.model.seed, run.model.hidden_dim, run.swap), (7, 7, 5, true));
        assert_eq!((run.adam.learning_rate, run.loss), (0.5, preset("forum").unwrap()));
        let Value::Map(data) = link.builtin_config() else { panic!("settings are an object") };
        assert_eq!(data["asymmetry"], Value::Number(1.0));
    }

    #[test]
    fn runs_and_their_changes_survive_the_way_through_a_link() {
        let text = "v=1&seed=7&at=120,adam.learningRate=0.02,loss=forum&run=data.asymmetry=1,swap=true,loss=both&at=3,loss=lab&run=&at=9,swap=true&step=300&shown=3";
        let link = parse(text);
        assert!(link.problems.is_empty(), "{:?}", link.problems);
        assert_eq!(link.runs.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!((link.runs[0][0].step, link.runs[1][0].step, link.step), (120, 0, 300));
        assert_eq!(link.runs[1][0].values["data.asymmetry"], Value::Number(1.0));
        assert_eq!(link.shown, 2);
        let plan = Plan { runs: link.runs, step: link.step, shown: link.shown };
        let seed = map(&[("seed", Value::Number(7.0))]);
        assert_eq!(write(&seed, &link.loss, &plan).unwrap(), text);
    }

    #[test]
    fn what_is_not_allowed_is_said_and_left_at_its_default() {
        for (text, named) in [
            ("v=2", "\"2\""),
            ("sead=1", "sead"),
            ("batchSize=1", "from 2 to 1024"),
            ("batchSize=NaN", "NaN"),
            ("swap=maybe", "true or false"),
            ("loss=mean~hardest_rows_9_1", "loss.terms[0].margin is 9"),
            ("loss=", "course-2020"),
            ("step=-1", "step is -1"),
            ("shown=2", "shown is 2"),
            ("shown=0", "shown is 0"),
            ("shown=A", "shown is \"A\""),
            ("run=&run=&run=&run=", "at most 4"),
            ("run=view.split=true", "view.split"),
            ("at=0,loss=both", "a step after 0"),
            ("at=5,model.hiddenDim=8", "model.hiddenDim"),
            ("at=x,loss=both", "at is \"x\""),
            ("model.vocabularySize=5", "model.vocabularySize"),
        ] {
            let link = parse(text);
            assert!(link.problems.len() == 1 && link.problems[0].sentence.contains(named), "{text}: {:?}", link.problems);
            let plain = parse("");
            assert_eq!((link.values, link.loss, link.step, link.shown), (plain.values, plain.loss, plain.step, 0));
        }
    }
}
