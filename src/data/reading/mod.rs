//! Reading a file of pairs: what may be said about it, and what its rows become.

mod columns;
mod content;
mod corpus;
mod delimited;
mod dialect;
mod encodings;
mod formats;
mod gzip;
mod inside;
mod label_column;
mod labels;
mod layout;
mod meaning;
mod objects;
mod options;
mod parts;
mod profile;
mod reader;
mod record;
mod row;
mod rows;
mod sample;
mod survey;
mod wrapper;

pub use super::tokenizer::Tokenizer;
pub use super::vocabulary::WordIds;
pub(in crate::data) use labels::Meaning;
pub(in crate::data) use meaning::meaning_of;
pub(in crate::data) use parts::part;
pub use reader::Reader;
pub(in crate::data) use record::Record;
pub use row::{Part, Row};
pub use survey::{Doubt, Inspection, inspect_beside, inspect_labels};

use serde::Serialize;
use std::fmt;

/// A column by its header or, where it has none, by its number, counted from 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "said above")]
pub enum Column {
    Named(String),
    Numbered(usize),
}

impl Column {
    /// The header itself, or the number.
    fn plain(self) -> String {
        if let Self::Named(name) = self { name } else { self.to_string() }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => write!(f, "\"{name}\""),
            Self::Numbered(number) => write!(f, "{number}"),
        }
    }
}

/// The columns of further texts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "known by these names")]
pub enum Negatives {
    One(Column),
    Several(Vec<Column>),
}

impl Negatives {
    /// Of these columns, if there are any.
    pub fn of(mut columns: Vec<Column>) -> Option<Self> {
        match columns.len() {
            0 | 1 => columns.pop().map(Self::One),
            _ => Some(Self::Several(columns)),
        }
    }

    /// Each of them.
    pub fn columns(&self) -> &[Column] {
        match self {
            Self::One(column) => std::slice::from_ref(column),
            Self::Several(columns) => columns,
        }
    }
}

/// How a file is read. What is left out is found; a data set's report says what was taken.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// What kind of file it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// How its bytes are characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// What stands between fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Do quotes enclose fields? Otherwise they are plain characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<bool>,
    /// Is the first row a header?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// The line in which the table begins, header included, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_line: Option<usize>,
    /// The left side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question1: Option<Column>,
    /// The right side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question2: Option<Column>,
    /// The label; `Some(None)` where every row is a duplicate pair.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Option<Column>>,
    /// Which labels say that the two are duplicates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate: Option<Duplicate>,
    /// Which labels say that they are not; rows with other labels are skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub different: Option<Different>,
    /// Further texts, which are no duplicates of question 1; `Some(None)` where there are none, whatever the header says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negative: Option<Option<Negatives>>,
    /// What is held out; `Some(None)` where no column says it, whatever its header is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<Option<Split>>,
    /// What is a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokenizer: Option<Tokenizer>,
    /// In which order words have their numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word_ids: Option<WordIds>,
    /// Is every row used that has two questions and a label: repeated, contradicting and equal ones too?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every_row: Option<bool>,
}

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "known by these names")]
pub enum Format {
    Csv,
    Jsonl,
    Json,
}

/// How bytes are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "known by these names")]
pub enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16-le")]
    Utf16Le,
    #[serde(rename = "utf-16-be")]
    Utf16Be,
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// Labels that say "duplicates".
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Duplicate {
    /// These.
    Values(Vec<String>),
    /// Numbers from this one on.
    Scores {
        /// The lowest.
        from: f64,
    },
}

/// Labels that say "no duplicates".
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Different {
    /// These.
    Values(Vec<String>),
    /// Numbers below this one.
    Scores {
        /// The lowest that is none of them.
        below: f64,
    },
}

/// What is held out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Split {
    /// What a column says of each row.
    By(Column),
    /// The first rows of the file, and those that follow; later ones are skipped.
    InOrder {
        /// Rows to train on.
        train: usize,
        /// Rows to test with.
        test: usize,
        /// A share of the training rows, to validate with.
        #[serde(skip_serializing_if = "Option::is_none")]
        validation: Option<f64>,
    },
    /// Clusters at random.
    #[serde(rename_all = "camelCase")]
    HeldOut {
        /// Their share of all clusters.
        held_out: f64,
        /// Of the draw.
        #[serde(skip_serializing_if = "Option::is_none")]
        seed: Option<u32>,
    },
}
