//! Links: every setting that is not default and the loss, as the fragment of an address, `v=1&seed=7&loss=forum`.
//!
//! A fragment never leaves the browser. A loss is a preset's name, or its reduction and terms: `mean~hardest_rows_0.25_1~mean_columns_0.25_0.5`;
//! a softmax is `mean~softmax_rows_20`. What a link holds that is not allowed is left at its default and said in a sentence.

use crate::error::{Error, Result};
use crate::loss::{DEFAULT_PRESET, LossConfig, presets};
use crate::settings::{Kind, Setting, TABLE, Value};
use crate::trainer::RunConfig;
use serde::Serialize;
use std::collections::BTreeMap;

/// Of the format.
const VERSION: &str = "1";

/// What a link says.
#[derive(Debug, PartialEq, Serialize)]
pub struct Link {
    /// Every setting of the page by its key, defaults included.
    pub values: BTreeMap<&'static str, Value>,
    /// The loss.
    pub loss: LossConfig,
    /// A sentence for each part that was not understood or not allowed.
    pub problems: Vec<String>,
}

/// The settings that the page shows one by one; those of a loss stand in the loss.
fn shown() -> impl Iterator<Item = &'static Setting> {
    TABLE.iter().filter(|s| !s.group.is_empty() && s.group != "loss")
}

/// Reads a link's text, with or without the leading `#`.
pub fn parse(text: &str) -> Link {
    let mut link = Link { values: shown().map(|s| (s.key, s.kind.default_value())).collect(), loss: default_loss(), problems: vec![] };
    for part in text.trim_start_matches('#').split('&').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        if let Err(problem) = link.take(key, value) {
            link.problems.push(problem.to_string());
        }
    }
    link
}

/// The shortest text that `parse` reads as these settings and this loss; refuses what it would not take.
pub fn write(values: &Value, loss: &LossConfig) -> Result<String> {
    let Value::Map(values) = values else { return Err(Error::value("values", values, "an object of settings")) };
    let mut parts = vec![format!("v={VERSION}")];
    for (key, value) in values {
        let setting = shown().find(|s| s.key == key).ok_or_else(|| unknown(key))?;
        check(setting, value)?;
        if *value != setting.kind.default_value() {
            let Value::Text(plain) = value else {
                parts.push(format!("{key}={value}"));
                continue;
            };
            parts.push(format!("{key}={plain}"));
        }
    }
    if *loss != default_loss() {
        parts.push(format!("loss={}", loss_text(loss)));
    }
    Ok(if parts.len() == 1 { String::new() } else { parts.join("&") })
}

impl Link {
    /// The run that the link describes; the weights start from the run's seed.
    pub fn run_config(&self) -> Result<RunConfig> {
        let mut run = self.under(None);
        let mut model = self.under(Some("model"));
        model.insert("seed".into(), self.values["seed"].clone());
        run.extend([("model".to_owned(), Value::Map(model)), ("adam".to_owned(), Value::Map(self.under(Some("adam"))))]);
        run.insert("loss".into(), serde_json::to_value(&self.loss).and_then(serde_json::from_value).expect("a loss is plain data"));
        RunConfig::read(&Value::Map(run))
    }

    /// The settings of the built-in data set.
    pub fn builtin_config(&self) -> Value {
        Value::Map(self.under(Some("data")))
    }

    /// The settings of one object of the configuration, `adam.beta1` as `beta1`; `None` is the run's own.
    fn under(&self, head: Option<&str>) -> BTreeMap<String, Value> {
        let own = |key: &'static str| match (head, key.split_once('.')) {
            (None, None) => Some(key),
            (Some(head), Some((own, rest))) if own == head => Some(rest),
            _ => None,
        };
        self.values.iter().filter_map(|(key, value)| Some((own(key)?.to_owned(), value.clone()))).collect()
    }

    fn take(&mut self, key: &str, text: &str) -> Result<()> {
        match key {
            "v" if text == VERSION => {}
            "v" => return Err(Error::value("v", format!("\"{text}\""), format!("{VERSION}, the version of links that this page writes"))),
            "loss" => self.loss = read_loss(text)?,
            _ => {
                let setting = shown().find(|s| s.key == key).ok_or_else(|| unknown(key))?;
                let value = read_value(setting.kind, text);
                check(setting, &value)?;
                self.values.insert(setting.key, value);
            }
        }
        Ok(())
    }
}

fn default_loss() -> LossConfig {
    preset(DEFAULT_PRESET).expect("the default is one of the presets")
}

fn preset(name: &str) -> Option<LossConfig> {
    presets().into_iter().find(|(own, _)| *own == name).map(|(_, loss)| loss)
}

fn unknown(key: &str) -> Error {
    Error::Unknown { field: key.into(), allowed: shown().map(|s| s.key).collect::<Vec<_>>().join(", ") }
}

fn check(setting: &Setting, value: &Value) -> Result<()> {
    if setting.kind.accepts(value) { Ok(()) } else { Err(Error::value(setting.key, value, setting.kind.allowed())) }
}

/// The value that a text stands for; a text that is none of its kind stays text and is refused as such.
fn read_value(kind: Kind, text: &str) -> Value {
    let plain = || Value::Text(text.into());
    match kind {
        Kind::Number { .. } | Kind::Integer { .. } => text.parse().map_or_else(|_| plain(), Value::Number),
        Kind::Switch { .. } => text.parse().map_or_else(|_| plain(), Value::Switch),
        Kind::Choice { .. } => plain(),
    }
}

fn loss_text(loss: &LossConfig) -> String {
    if let Some((name, _)) = presets().iter().find(|(_, preset)| preset == loss) {
        return (*name).into();
    }
    match loss {
        LossConfig::Softmax { along, scale, reduction } => format!("{}~softmax_{}_{scale}", name(reduction), name(along)),
        LossConfig::Triplet { terms, reduction } => {
            let terms = terms.iter().map(|t| format!("{}_{}_{}_{}", name(&t.negative), name(&t.along), t.margin, t.weight));
            std::iter::once(name(reduction)).chain(terms).collect::<Vec<_>>().join("~")
        }
    }
}

/// The name that serde gives the variant of an enum.
fn name(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        other => panic!("an enum without data serialises as its name, not as {other:?}"),
    }
}

/// Built up as the plain object that programs pass in, so that it is checked in the same way.
fn read_loss(text: &str) -> Result<LossConfig> {
    if let Some(loss) = preset(text) {
        return Ok(loss);
    }
    let mut parts = text.split('~');
    let reduction = ("reduction", Value::Text(parts.next().unwrap_or_default().into()));
    let parts: Vec<Vec<&str>> = parts.map(|part| part.split('_').collect()).collect();
    let object = |fields: Vec<(&str, Value)>| Value::Map(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
    let word = |text: &str| Value::Text(text.into());
    let number = |text: &str| text.parse().map_or_else(|_| word(text), Value::Number);
    let term = |part: &Vec<&str>| match part[..] {
        [negative, along, margin, weight] => {
            Ok(object(vec![("negative", word(negative)), ("along", word(along)), ("margin", number(margin)), ("weight", number(weight))]))
        }
        _ => {
            let names: Vec<_> = presets().iter().map(|(name, _)| *name).collect();
            let allowed = format!("{}, or a reduction and terms such as mean~hardest_rows_0.25_1", names.join(", "));
            Err(Error::value("loss", format!("\"{text}\""), allowed))
        }
    };
    let config = match parts.first().map(Vec::as_slice) {
        Some(["softmax", along, scale]) if parts.len() == 1 => {
            object(vec![("kind", word("softmax")), ("along", word(along)), ("scale", number(scale)), reduction])
        }
        Some(_) => object(vec![("kind", word("triplet")), ("terms", Value::List(parts.iter().map(term).collect::<Result<_>>()?)), reduction]),
        None => return Err(term(&vec![]).expect_err("no parts are no term")),
    };
    LossConfig::read(&config, "loss")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, Value)]) -> Value {
        Value::Map(pairs.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect())
    }

    #[test]
    fn defaults_need_no_text_and_no_text_means_defaults() {
        let link = parse("");
        let values = Value::Map(link.values.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect());
        assert_eq!(write(&values, &link.loss).unwrap(), "");
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
            let link = parse(&write(&values, &loss).unwrap());
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
    fn what_is_not_allowed_is_said_and_left_at_its_default() {
        for (text, named) in [
            ("v=2", "\"2\""),
            ("sead=1", "sead"),
            ("batchSize=1", "from 2 to 1024"),
            ("batchSize=NaN", "NaN"),
            ("swap=maybe", "true or false"),
            ("loss=mean~hardest_rows_9_1", "loss.terms[0].margin is 9"),
            ("loss=", "course-2020"),
            ("model.vocabularySize=5", "model.vocabularySize"),
        ] {
            let link = parse(text);
            assert!(link.problems.len() == 1 && link.problems[0].contains(named), "{text}: {:?}", link.problems);
            let plain = parse("");
            assert_eq!((link.values, link.loss), (plain.values, plain.loss));
        }
    }
}
