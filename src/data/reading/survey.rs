//! What a file looks like before it is read: its first rows, how it would be read, and what is not clear.

use super::delimited::Quotes;
use super::encodings::Decoder;
use super::label_column::{self, Found};
use super::labels::Meaning;
use super::layout::{Columns, Layout};
use super::meaning::meaning_of;
use super::profile::{Profile, count_all};
use super::sample::Sample;
use super::{Column, Negatives, Reading, Split, parts};
use crate::error::{Counted, Error};
use serde::Serialize;

/// As many rows are shown.
const ROWS: usize = 20;

/// What [`super::Reader::inspect`] gives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// What is said and what is found.
    pub reading: Reading,
    /// What is not clear.
    pub doubts: Vec<Doubt>,
    /// The first rows, the header included.
    pub rows: Vec<Vec<String>>,
    /// Rows that this is found from.
    pub sampled: usize,
    /// Are they all there are?
    pub whole: bool,
    /// Values of the label's column in them.
    pub labels: Vec<Counted>,
}

impl Inspection {
    /// A question that only later rows raise.
    pub fn raise(&mut self, problem: Error, given: &Reading, sample: &Sample) {
        let doubt = doubt(problem, sample);
        if let Error::Doubt { values, .. } = &doubt.problem {
            let Reading { label, duplicate, different, .. } = given.clone();
            self.reading = Reading { label, duplicate, different, ..self.reading.clone() };
            self.sampled = values.iter().map(|value| value.count).sum();
        }
        self.doubts.push(doubt);
    }
}

/// Columns by number, from 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    /// The label.
    pub label: Option<usize>,
    /// What says train or test.
    pub split: Option<usize>,
}

/// A question about a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doubt {
    /// The column that it is about, `None` where none is found.
    pub column: Option<Column>,
    /// Its values.
    pub values: Vec<Counted>,
    /// The question, and which option answers it.
    pub sentence: String,
    /// The same in parts.
    pub problem: Error,
}

impl Doubt {
    /// About no single column.
    pub fn of(problem: Error) -> Self {
        Self { column: None, values: vec![], sentence: problem.to_string(), problem }
    }
}

/// What is said, completed by what is found.
pub fn completed(given: &Reading, sample: &Sample, layout: Option<&Layout>, decoder: &Decoder) -> Reading {
    let columns = Columns::of(sample);
    let mut reading = Reading { format: Some(sample.format), encoding: Some(decoder.encoding()), ..given.clone() };
    if let Some(dialect) = &sample.dialect {
        reading.delimiter = Some(dialect.delimiter.clone());
        reading.quotes = Some(dialect.quotes != Quotes::Plain);
        reading.header = Some(sample.names.is_some());
        reading.first_line = Some(sample.first_line as usize);
    }
    reading.tokenizer = Some(given.tokenizer.unwrap_or_default());
    if let Some(layout) = layout {
        let [question1, question2] = layout.questions.map(|column| Some(columns.name(column)));
        (reading.question1, reading.question2) = (question1, question2);
        let negatives = layout.negatives.iter().map(|&column| columns.name(column)).collect();
        reading.negative = Negatives::of(negatives).map(Some).or(given.negative.clone().filter(Option::is_none));
        reading.split = reading.split.or_else(|| layout.split.map(|column| Some(Split::By(columns.name(column)))));
        reading.label = Some(layout.label.as_ref().map(|(column, _)| columns.name(*column)));
        reading.duplicate = layout.label.as_ref().map(|(_, meaning)| meaning.duplicate.clone());
        reading.different = layout.label.as_ref().map(|(_, meaning)| meaning.different.clone());
    }
    reading
}

/// The first rows and what is not clear about them.
pub fn inspect(given: &Reading, sample: &Sample, decoder: &Decoder) -> Inspection {
    let found = Layout::of(sample, given);
    // Whatever is asked about the label, the questions' columns are known.
    let without_label = Reading { label: Some(None), duplicate: None, different: None, ..given.clone() };
    let questions = Layout::of(sample, &without_label);
    let mut reading = completed(given, sample, found.as_ref().or(questions.as_ref()).ok(), decoder);
    if found.is_err() {
        (reading.label, reading.duplicate, reading.different) = (given.label.clone(), given.duplicate.clone(), given.different.clone());
    }
    let (found, problem) = found.map_or_else(|problem| (None, Some(problem)), |found| (Some(found), None));
    let doubts: Vec<Doubt> = problem.into_iter().map(|problem| doubt(problem, sample)).collect();
    let rows = sample.names.iter().chain(&sample.rows).take(ROWS).cloned().collect();
    let label = found.and_then(|layout| layout.label).map(|(column, _)| sample.values(column));
    let labels = label.unwrap_or_default().into_iter().map(|(value, count)| Counted { value, count }).collect();
    Inspection { reading, doubts, rows, sampled: sample.rows.len(), whole: sample.whole, labels }
}

/// Which columns beside vectors are the label and what says train or test, by their names and values; the label may have to be asked about.
pub fn inspect_beside(names: &[String], columns: &[Vec<String>]) -> Beside {
    let profiles: Vec<Profile> = columns.iter().map(|cells| Profile::of(cells.iter().map(String::as_str))).collect();
    let split = parts::find(names, &|column| columns[column].iter().map(String::as_str).collect(), &[]);
    let taken: Vec<usize> = split.into_iter().collect();
    let label = match label_column::find(Some(names), &profiles, &taken) {
        Found::Nothing => None,
        Found::Known(column) => Some(column),
        Found::Asked(columns) => columns.first().copied(),
    };
    Beside { label, split }
}

/// What labels mean that stand in no file, and what is not clear about them.
pub fn inspect_labels(given: &Reading, name: &str, labels: &[String]) -> Inspection {
    let counted = |(value, count)| Counted { value, count };
    let values: Vec<Counted> = count_all(labels.iter().map(String::as_str)).into_iter().map(counted).collect();
    let (mut reading, mut doubts) = (given.clone(), vec![]);
    match meaning_of(name, labels, given) {
        Ok(Meaning { duplicate, different, .. }) => (reading.duplicate, reading.different) = (Some(duplicate), Some(different)),
        Err(problem) => {
            let column = Some(Column::Named(name.into()));
            doubts.push(Doubt { column, values: values.clone(), sentence: problem.to_string(), problem });
        }
    }
    Inspection { reading, doubts, rows: vec![], sampled: labels.len(), whole: true, labels: values }
}

fn doubt(problem: Error, sample: &Sample) -> Doubt {
    let columns = Columns::of(sample);
    let named = |wanted: &String| (0..sample.width).map(|column| columns.name(column)).find(|column| column.to_string() == *wanted);
    let key = |column: &String| Some(Column::Named(column.trim_matches('"').into()));
    let (column, values) = match &problem {
        // A key that only later rows have is none of the sample's.
        Error::Doubt { column, values, .. } => (named(column).or_else(|| key(column)), values.clone()),
        Error::LateSplit { column, .. } => (key(column), vec![]),
        Error::OneText { column, .. } | Error::ThirdText { column, .. } | Error::LabelInText { column, .. } | Error::OtherQuotes { column, .. } => {
            (named(column), vec![])
        }
        _ => (None, vec![]),
    };
    Doubt { column, values, sentence: problem.to_string(), problem }
}
