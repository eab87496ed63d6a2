//! The runs of a link: what is changed in each of them at which step, read, checked and written.

use super::knobs::{self, table};
use crate::error::{Allowed, Error, Result, short};
use crate::loss::LossConfig;
use crate::page::loss_text::{loss_text, read_loss};
use crate::settings::{Fields, Kind, LAST_STEP, Scope, Setting, Value};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a plan's steps and objects of settings take.
pub(super) const STEPS: Allowed = Allowed::Whole { min: 0, max: LAST_STEP };
pub(super) const SETTINGS: Allowed = Allowed::Object { fields: String::new() };
/// Runs side by side.
pub const MOST_RUNS: usize = knobs::MOST_RUNS as usize;
/// Changes of one run that a link holds.
pub const MOST_CHANGES: usize = 200;

/// Other settings from a step on.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Change {
    /// Steps taken before.
    pub step: u32,
    /// Only those that change.
    pub values: BTreeMap<&'static str, Value>,
    /// If it changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loss: Option<LossConfig>,
}

/// What a link says beside the first run's start: see [`super::link::Link`].
#[derive(Debug, Default)]
pub struct Plan {
    /// As in [`super::link::Link::runs`].
    pub runs: Vec<Vec<Change>>,
    /// As in [`super::link::Link::step`].
    pub step: u32,
    /// As in [`super::link::Link::shown`].
    pub shown: usize,
}

/// The settings that the page shows one by one; those of a loss stand in the loss.
pub(super) fn shown() -> impl Iterator<Item = &'static Setting> {
    table().filter(|s| !s.group.is_empty() && s.group != "loss")
}

/// `key=value`.
pub fn setting_text(key: &str, value: &Value) -> String {
    match value {
        Value::Text(plain) => format!("{key}={plain}"),
        other => format!("{key}={other}"),
    }
}

/// Refuses changes that `parse` would: each has to be later than the one before; only a further run may have one at its start.
pub(super) fn check_order(changes: &[Change], first: bool) -> Result<()> {
    let starts = |change: &&Change| !first && change.step == 0;
    let mut before = 0;
    for change in changes.iter().skip(usize::from(changes.first().filter(starts).is_some())) {
        if change.step <= before {
            return Err(Error::value("at", change.step, Allowed::After { step: before }));
        }
        before = change.step;
    }
    Ok(())
}

/// The parts of a run behind the first run's start.
pub(super) fn run_text(changes: &[Change], first: bool) -> Result<Vec<String>> {
    if changes.len() > MOST_CHANGES {
        return Err(Error::value("changes", changes.len(), Allowed::AtMost { most: MOST_CHANGES }));
    }
    let text = |change: &Change| {
        let values = change.values.iter().map(|(key, value)| setting_text(key, value));
        values.chain(change.loss.iter().map(|loss| format!("loss={}", loss_text(loss)))).collect::<Vec<_>>().join(",")
    };
    let own = changes.first().filter(|change| !first && change.step == 0);
    let later = changes.iter().skip(usize::from(own.is_some()));
    let mut parts: Vec<String> = (!first).then(|| format!("run={}", own.map(text).unwrap_or_default())).into_iter().collect();
    parts.extend(later.map(|change| format!("at={},{}", change.step, text(change))));
    Ok(parts)
}

impl Change {
    /// Reads `key=value` parts with commas between them; what belongs to the page is not a run's.
    pub(super) fn parse(step: u32, text: &str) -> Result<Self> {
        let mut change = Self { step, ..Self::default() };
        for part in text.split(',').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            if key == "loss" {
                change.loss = Some(read_loss(value)?);
            } else {
                let (setting, value) = read_setting(key, value)?;
                change.insert(setting, value)?;
            }
        }
        Ok(change)
    }

    fn insert(&mut self, setting: &Setting, value: Value) -> Result<()> {
        if setting.scope == Scope::Page || (setting.restarts && self.step > 0) {
            return Err(Error::value(format!("at={}", self.step), format!("\"{}\"", setting.key), Allowed::Changeable));
        }
        self.values.insert(setting.key, value);
        Ok(())
    }
}

impl Plan {
    /// Reads `{runs: [[{step, values, loss?}]], step, shown?}`.
    ///
    /// # Errors
    /// The first field that is missing, unknown or outside its range; more runs than stand side by side.
    pub fn read(value: &Value) -> Result<Self> {
        let fields = Fields::of(value, "plan", "", &["runs", "step", "shown"])?;
        let list = |value: &Value, field: &str| match value {
            Value::List(items) => Ok(items.clone()),
            other => Err(Error::value(field, other, Allowed::List)),
        };
        let mut plan = Self::default();
        for (k, run) in list(fields.raw("runs", Allowed::List)?, "plan.runs")?.iter().enumerate() {
            let field = format!("plan.runs[{k}]");
            plan.runs.push(list(run, &field)?.iter().map(|change| read_change(change, &field)).collect::<Result<_>>()?);
        }
        plan.step = read_step("plan.step", fields.raw("step", STEPS)?)?;
        plan.shown = fields.given("shown").map_or(Ok(0), |shown| read_step("plan.shown", shown))? as usize;
        Ok(plan)
    }
}

fn read_change(value: &Value, field: &str) -> Result<Change> {
    let fields = Fields::of(value, field, "", &["step", "values", "loss"])?;
    let mut change = Change { step: read_step(&format!("{field}.step"), fields.raw("step", STEPS)?)?, ..Change::default() };
    if let Value::Map(values) = fields.raw("values", SETTINGS)? {
        for (key, value) in values {
            change.insert(allowed_setting(key, value)?, value.clone())?;
        }
    }
    if let Ok(loss) = fields.raw("loss", SETTINGS) {
        change.loss = Some(LossConfig::read(loss, "loss")?);
    }
    Ok(change)
}

fn read_step(field: &str, value: &Value) -> Result<u32> {
    match value {
        Value::Number(x) if x.fract() == 0.0 && (0.0..=f64::from(LAST_STEP)).contains(x) => Ok(*x as u32),
        other => Err(Error::value(field, other, STEPS)),
    }
}

/// A step in a link's text.
pub(super) fn parse_step(field: &str, text: &str) -> Result<u32> {
    read_step(field, &text.parse().map_or_else(|_| Value::Text(text.into()), Value::Number))
}

/// A setting that the page shows, and a value that it takes.
pub(super) fn read_setting(key: &str, text: &str) -> Result<(&'static Setting, Value)> {
    let value = read_value(known_setting(key)?.kind, text);
    Ok((allowed_setting(key, &value)?, value))
}

fn known_setting(key: &str) -> Result<&'static Setting> {
    shown()
        .find(|s| s.key == key)
        .ok_or_else(|| Error::Unknown { field: short(key.into()), allowed: shown().map(|s| s.key).collect::<Vec<_>>().join(", ") })
}

/// The setting of that key, if it takes the value.
pub(super) fn allowed_setting(key: &str, value: &Value) -> Result<&'static Setting> {
    let setting = known_setting(key)?;
    if setting.kind.accepts(value) { Ok(setting) } else { Err(Error::value(key, value, setting.kind.allowed())) }
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
