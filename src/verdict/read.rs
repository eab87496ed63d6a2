//! Reads results as the page and the program keep them: `[[{asymmetry, loss, seed, steps, settings}, {forward, backward, auc}], …]`.

use super::{Outcome, Results, Run};
use crate::error::{Error, Result};
use crate::settings::{Fields, Kind, Value, setting};
use std::collections::btree_map::Entry;

/// What a share of the pairs may be.
const SHARE: Kind = Kind::Number { default: 0.0, min: 0.0, max: 1.0, step: 0.0, logarithmic: false };

/// Reads a list of pairs; a run may be there twice if both say the same.
pub fn results(value: &Value) -> Result<Results> {
    let Value::List(list) = value else { return Err(Error::value("results", value, "a list of pairs of a run and its outcome")) };
    let mut results = Results::new();
    for (k, pair) in list.iter().enumerate() {
        let path = format!("results[{k}]");
        let Value::List(parts) = pair else { return Err(not_a_pair(&path, pair)) };
        let [run, outcome] = &parts[..] else { return Err(not_a_pair(&path, pair)) };
        let (run, outcome) = (Run::read(run, &format!("{path}[0]"))?, Outcome::read(outcome, &format!("{path}[1]"))?);
        match results.entry(run) {
            Entry::Vacant(place) => drop(place.insert(outcome)),
            Entry::Occupied(place) if *place.get() == outcome => {}
            Entry::Occupied(_) => return Err(Error::value(path, "a run that is there with another outcome", "in agreement with the other")),
        }
    }
    Ok(results)
}

fn not_a_pair(path: &str, value: &Value) -> Error {
    Error::value(path, value, "a pair of a run and its outcome")
}

impl Run {
    /// Reads `{asymmetry, loss, seed, steps, settings}`, found at `path` for messages.
    pub fn read(value: &Value, path: &str) -> Result<Self> {
        let fields = Fields::of(value, path, "", &["asymmetry", "loss", "seed", "steps", "settings"])?;
        let run = Self {
            asymmetry: asymmetry(&fields)?,
            loss: text(&fields, "loss", "a loss as in a link")?,
            seed: fields.integer("seed")? as u32,
            steps: number(&fields, "steps", Kind::Integer { default: 1, min: 1, max: most_steps() })? as u32,
            settings: text(&fields, "settings", "settings as in a link")?,
        };
        run.parsed().map_err(|problem| Error::File(format!("{path}: {problem}")))?;
        Ok(run)
    }
}

impl Outcome {
    fn read(value: &Value, path: &str) -> Result<Self> {
        let fields = Fields::of(value, path, "", &["forward", "backward", "auc"])?;
        let share = |key| number(&fields, key, SHARE);
        Ok(Self { forward: share("forward")?, backward: share("backward")?, auc: share("auc")? })
    }
}

/// As a number is written, so that one asymmetry has one text.
fn asymmetry(fields: &Fields) -> Result<String> {
    let allowed = format!("the text of {}", setting("data.asymmetry").kind.allowed());
    let text = text(fields, "asymmetry", &allowed)?;
    let number: f64 = text.parse().map_err(|_| Error::value(fields.name("asymmetry"), format!("\"{text}\""), allowed))?;
    Ok(number.to_string())
}

fn text(fields: &Fields, key: &str, allowed: &str) -> Result<String> {
    match fields.raw(key, allowed)? {
        Value::Text(text) => Ok(text.clone()),
        other => Err(Error::value(fields.name(key), other, allowed)),
    }
}

fn number(fields: &Fields, key: &str, kind: Kind) -> Result<f64> {
    match fields.raw(key, &kind.allowed())? {
        Value::Number(x) if kind.accepts(&Value::Number(*x)) => Ok(*x),
        other => Err(Error::value(fields.name(key), other, kind.allowed())),
    }
}

/// As many as the page can be told to stop at.
fn most_steps() -> u32 {
    match setting("page.stopAt").kind {
        Kind::Integer { max, .. } => max,
        other => panic!("page.stopAt is a whole number, not {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::verdict::results_from_json;

    const RUN: &str = r#"{"asymmetry": "0.50", "loss": "both", "seed": 1, "steps": 300, "settings": ""}"#;
    const OUTCOME: &str = r#"{"forward": 0.5, "backward": 0.75, "auc": 0.875}"#;

    #[test]
    fn results_are_read_and_written_alike() {
        let results = results_from_json(format!("[[{RUN}, {OUTCOME}]]").as_bytes()).unwrap();
        let written = serde_json::to_vec(&results.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(results_from_json(&written).unwrap(), results);
        let (run, outcome) = results.first_key_value().unwrap();
        assert_eq!((run.asymmetry.as_str(), run.seed, outcome.recall()), ("0.5", 1, 0.625));
    }

    #[test]
    fn what_is_no_result_is_said_in_a_sentence() {
        let other = OUTCOME.replace("0.75", "0.5");
        for (text, named) in [
            ("[".to_owned(), "no JSON"),
            ("{}".to_owned(), "results is an object"),
            ("[1]".to_owned(), "results[0] is 1"),
            (format!("[[{RUN}]]"), "results[0] is a list of 1"),
            (format!("[[{RUN}, {OUTCOME}], [{RUN}, {other}]]"), "results[1]"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("\"both\"", "\"bath\"")), "results[0][0]"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("300", "0")), "results[0][0].steps is 0"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("1,", "-1,")), "results[0][0].seed is -1"),
            (format!("[[{}, {OUTCOME}]]", RUN.replace("0.50", "half")), "results[0][0].asymmetry is \"half\""),
            (format!("[[{RUN}, {}]]", OUTCOME.replace("0.875", "1.5")), "results[0][1].auc is 1.5"),
            (format!("[[{RUN}, {}]]", OUTCOME.replace("auc", "auk")), "results[0][1].auk is not a known field"),
        ] {
            let problem = results_from_json(text.as_bytes()).unwrap_err().to_string();
            assert!(problem.contains(named) && problem.ends_with('.'), "{problem}");
        }
        assert_eq!(results_from_json(format!("[[{RUN}, {OUTCOME}], [{RUN}, {OUTCOME}]]").as_bytes()).unwrap().len(), 1);
    }
}
