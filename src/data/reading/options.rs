//! What a program says about a file, checked field by field.

use super::{Column, Different, Duplicate, Encoding, Format, Negatives, Reading, Split, Tokenizer, WordIds};
use crate::error::{Allowed, Error, Result};
use crate::settings::{Fields, Value};

/// The fields of a [`Reading`].
const KNOWN: [&str; 16] = [
    "format",
    "encoding",
    "delimiter",
    "quotes",
    "header",
    "firstLine",
    "question1",
    "question2",
    "label",
    "duplicate",
    "different",
    "negative",
    "split",
    "tokenizer",
    "wordIds",
    "everyRow",
];
const FORMATS: [(&str, Format); 3] = [("csv", Format::Csv), ("jsonl", Format::Jsonl), ("json", Format::Json)];
const ENCODINGS: [(&str, Encoding); 4] =
    [("utf-8", Encoding::Utf8), ("utf-16-le", Encoding::Utf16Le), ("utf-16-be", Encoding::Utf16Be), ("windows-1252", Encoding::Windows1252)];
/// A delimiter has as many characters.
const LONGEST_DELIMITER: usize = 8;

impl Reading {
    /// What a plain object says; nothing where there is none.
    ///
    /// # Errors
    /// The first field that is unknown or not one of its values.
    pub fn of(value: &Value) -> Result<Self> {
        if *value == Value::Nothing(()) {
            return Ok(Self::default());
        }
        let fields = Fields::of(value, "reading", "", &KNOWN)?;
        let Value::Map(map) = value else { return Ok(Self::default()) };
        let is_none = |key| matches!(map.get(key), Some(Value::Nothing(())));
        Ok(Self {
            format: choice(&fields, "format", &FORMATS)?,
            encoding: choice(&fields, "encoding", &ENCODINGS)?,
            delimiter: optional(&fields, "delimiter", Allowed::Delimiter { most: LONGEST_DELIMITER }, &delimiter)?,
            quotes: optional(&fields, "quotes", Allowed::Switch, &switch)?,
            header: optional(&fields, "header", Allowed::Switch, &switch)?,
            first_line: optional(&fields, "firstLine", Allowed::Whole { min: 1, max: u32::MAX }, &|value| whole(value, 1))?,
            question1: optional(&fields, "question1", Allowed::Column, &column)?,
            question2: optional(&fields, "question2", Allowed::Column, &column)?,
            label: if is_none("label") { Some(None) } else { optional(&fields, "label", Allowed::LabelColumn, &column)?.map(Some) },
            duplicate: optional(&fields, "duplicate", Allowed::Labels { bound: "from" }, &|value| {
                values(value).map(Duplicate::Values).or_else(|| bound(value, "from").map(|from| Duplicate::Scores { from }))
            })?,
            different: optional(&fields, "different", Allowed::Labels { bound: "below" }, &|value| {
                values(value).map(Different::Values).or_else(|| bound(value, "below").map(|below| Different::Scores { below }))
            })?,
            negative: if is_none("negative") { Some(None) } else { optional(&fields, "negative", Allowed::Column, &columns)?.map(Some) },
            split: if is_none("split") { Some(None) } else { fields.given("split").map(split).transpose()?.map(Some) },
            tokenizer: choice(&fields, "tokenizer", &Tokenizer::ALL.map(|rule| (rule.name(), rule)))?,
            word_ids: choice(&fields, "wordIds", &[("appearance", WordIds::Appearance), ("frequency", WordIds::Frequency)])?,
            every_row: optional(&fields, "everyRow", Allowed::Switch, &switch)?,
        })
    }
}

#[inline(never)]
fn optional<T>(fields: &Fields, key: &str, allowed: Allowed, of: &dyn Fn(&Value) -> Option<T>) -> Result<Option<T>> {
    match fields.given(key).map(|value| of(value).ok_or(value)) {
        None => Ok(None),
        Some(Ok(given)) => Ok(Some(given)),
        Some(Err(value)) => Err(refused(fields, key, value, allowed)),
    }
}

/// Apart from the above, which is compiled once for each type.
#[cold]
#[inline(never)]
fn refused(fields: &Fields, key: &str, value: &Value, allowed: Allowed) -> Error {
    Error::value(fields.name(key), value, allowed)
}

fn choice<T: Copy>(fields: &Fields, key: &str, choices: &[(&str, T)]) -> Result<Option<T>> {
    let allowed = Allowed::one_of(choices.iter().map(|(name, _)| *name));
    optional(fields, key, allowed, &|value| choices.iter().find(|(name, _)| *value == Value::Text((*name).into())).map(|&(_, choice)| choice))
}

fn switch(value: &Value) -> Option<bool> {
    if let Value::Switch(on) = value { Some(*on) } else { None }
}

fn number(value: &Value) -> Option<f64> {
    if let Value::Number(x) = value { Some(*x).filter(|x| x.is_finite()) } else { None }
}

fn whole(value: &Value, least: u32) -> Option<usize> {
    number(value).filter(|x| x.fract() == 0.0 && (f64::from(least)..=f64::from(u32::MAX)).contains(x)).map(|x| x as usize)
}

fn column(value: &Value) -> Option<Column> {
    match value {
        Value::Text(name) => Some(Column::Named(name.clone())),
        _ => whole(value, 1).map(Column::Numbered),
    }
}

fn columns(value: &Value) -> Option<Negatives> {
    match value {
        Value::List(list) => list.iter().map(column).collect::<Option<_>>().and_then(Negatives::of),
        one => column(one).map(Negatives::One),
    }
}

fn delimiter(value: &Value) -> Option<String> {
    let Value::Text(text) = value else { return None };
    let fits = (1..=LONGEST_DELIMITER).contains(&text.chars().count()) && !text.contains(['"', '\n', '\r']);
    fits.then(|| text.clone())
}

/// Labels as texts; a program may write numbers and switches as such.
fn values(value: &Value) -> Option<Vec<String>> {
    let Value::List(list) = value else { return None };
    let text = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(_) | Value::Switch(_) => Some(value.to_string()),
        _ => None,
    };
    list.iter().map(text).collect()
}

fn bound(value: &Value, key: &str) -> Option<f64> {
    let Value::Map(map) = value else { return None };
    if map.len() == 1 { map.get(key).and_then(number) } else { None }
}

fn split(value: &Value) -> Result<Split> {
    if let Some(column) = column(value) {
        return Ok(Split::By(column));
    }
    let Value::Map(map) = value else { return Err(Error::value("reading.split", value, Allowed::Split)) };
    if map.contains_key("heldOut") {
        let fields = Fields::of(value, "reading.split", "", &["heldOut", "seed"])?;
        let share = |value: &Value| number(value).filter(|x| (0.0..=0.5).contains(x));
        let held_out = optional(&fields, "heldOut", Allowed::Number { min: 0.0, max: 0.5 }, &share)?;
        let seed = optional(&fields, "seed", Allowed::Whole { min: 0, max: u32::MAX }, &|value| whole(value, 0))?.map(|seed| seed as u32);
        let allowed = Allowed::Number { min: 0.0, max: 0.5 };
        let held_out = held_out.ok_or(Error::Missing { field: "reading.split.heldOut".into(), allowed })?;
        return Ok(Split::HeldOut { held_out, seed });
    }
    let fields = Fields::of(value, "reading.split", "", &["train", "test", "validation"])?;
    let rows = |key: &str| {
        let allowed = || Allowed::Whole { min: 1, max: u32::MAX };
        optional(&fields, key, allowed(), &|value| whole(value, 1))?.ok_or_else(|| Error::Missing { field: fields.name(key), allowed: allowed() })
    };
    let share = |value: &Value| number(value).filter(|x| (0.0..=0.5).contains(x));
    let validation = optional(&fields, "validation", Allowed::Number { min: 0.0, max: 0.5 }, &share)?;
    Ok(Split::InOrder { train: rows("train")?, test: rows("test")?, validation })
}
