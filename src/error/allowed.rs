//! What fields take, in words that end a sentence.

use serde::Serialize;
use std::fmt;

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "`Display` says what each is")]
pub enum Allowed {
    Number { min: f64, max: f64 },
    Whole { min: u32, max: u32 },
    Count,
    Finite,
    NotNegative,
    Below { high: f32 },
    After { step: u32 },
    AtMost { most: usize },
    Exactly { count: usize },
    Switch,
    OneOf { names: String },
    Object { fields: String },
    List,
    Terms { most: usize },
    Floats { count: usize },
    SameSide { count: usize, question: u8 },
    MultipleOf { batch: usize },
    Square { batch: usize },
    TwoPairs,
    PairOf { batch: usize },
    Changeable,
    Loss { names: String },
    Version { version: String },
    LinkText,
    Outcome,
    Outcomes,
    Start { names: String, encoder: String },
    Identity { dim: usize },
    MultipleOfDim { dim: usize },
    Text,
    NewWord,
    NewRow,
    ShorterWords { longest: usize },
    Column,
    LabelColumn,
    Delimiter { most: usize },
    Labels { bound: &'static str },
    Split,
    OtherThan { field: &'static str },
    NotAbove { most: f64 },
}

impl Allowed {
    /// One of these.
    pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let quoted: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
        Self::OneOf { names: quoted.join(", ") }
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { min, max } => write!(f, "a number from {min} to {max}"),
            Self::Whole { min, max } => write!(f, "a whole number from {min} to {max}"),
            Self::Count => f.write_str("a non-negative whole number"),
            Self::Finite => f.write_str("a finite number"),
            Self::NotNegative => f.write_str("a non-negative number"),
            Self::Below { high } => write!(f, "below high = {high}"),
            Self::After { step } => write!(f, "a step after {step}"),
            Self::AtMost { most } => write!(f, "at most {most}"),
            Self::Exactly { count } => write!(f, "{count}"),
            Self::Switch => f.write_str("true or false"),
            Self::OneOf { names } => write!(f, "one of {names}"),
            Self::Object { fields } if fields.is_empty() => f.write_str("an object"),
            Self::Object { fields } => write!(f, "an object with the fields {fields}"),
            Self::List => f.write_str("a list"),
            Self::Terms { most } => write!(f, "a list of 1 to {most} terms"),
            Self::Floats { count } => write!(f, "a Float32Array of {count}"),
            Self::SameSide { count, question } => {
                write!(f, "a Float32Array of {count}: the loss compares the questions {question} of the batch with each other")
            }
            Self::MultipleOf { batch } => write!(f, "a multiple of batchSize = {batch}, not 0"),
            Self::Square { batch } => write!(f, "batchSize² = {batch}·{batch}"),
            Self::TwoPairs => f.write_str("at least 2: a negative needs a second pair"),
            Self::PairOf { batch } => write!(f, "a pair of the batch, of which there are {batch}"),
            Self::Changeable => f.write_str("a setting that can change during a run"),
            Self::Loss { names } => write!(f, "{names}, or a reduction and terms such as mean~hardest_rows_0.25_1"),
            Self::Version { version } => write!(f, "{version}, the version of links that this page writes"),
            Self::LinkText => f.write_str("text as in a link"),
            Self::Outcome => f.write_str("a pair of a run and its outcome"),
            Self::Outcomes => f.write_str("a list of pairs of a run and its outcome"),
            Self::Start { names, encoder } => write!(f, "one of {names}: these are the ways in which the {encoder} encoder can start"),
            Self::MultipleOfDim { dim } => write!(f, "a multiple of dim = {dim}, not 0"),
            Self::Text => f.write_str("a text"),
            Self::NewWord => f.write_str("a word that has not appeared before"),
            Self::NewRow => f.write_str("a row that no other word has"),
            Self::ShorterWords { longest } => write!(f, "\"safetensors\" where a word is as long as {longest} characters"),
            Self::Identity { dim } => write!(f, "{dim}, the vectors' own size, where the weights start as the identity"),
            Self::Column => f.write_str("a column's header, or its number counted from 1"),
            Self::LabelColumn => f.write_str("a column's header, its number counted from 1, or null where every row is a duplicate pair"),
            Self::Delimiter { most } => write!(f, "a text of 1 to {most} characters without quotes and line breaks"),
            Self::Labels { bound } => write!(f, "a list of labels, or {{ {bound}: a number }}"),
            Self::OtherThan { field } => write!(f, "different from {field}"),
            Self::NotAbove { most } => write!(f, "at most {most}, the score from which pairs are duplicates"),
            Self::Split => f.write_str("a column, an object with train and test, or an object with heldOut"),
        }
    }
}
