//! Records to rows: each is used, or skipped with a reason.

use super::encodings::Decoder;
use super::labels::{Convention, known, number};
use super::layout::Layout;
use super::meaning::{conventional, doubt_of};
use super::objects::NESTED;
use super::parts::part;
use super::profile::count;
use super::record::Record;
use super::sample::Sample;
use super::{Part, Reading, Row};
use crate::data::table::Table;
use crate::error::{Error, Why};

/// Of the rows, so many in a hundred may have labels that nobody knows; if there are more, it is asked what they mean.
const ODD_LABELS: usize = 10;
/// A label that comes late has no more values than this.
const MOST_KINDS: usize = 20;
/// What comes of the records of a file.
#[derive(Debug)]
pub struct Rows {
    layout: Layout,
    /// The table begins in this line.
    first_line: u64,
    /// Is the header still to come?
    header_due: bool,
    /// Of the questions' columns.
    header: Option<[String; 2]>,
    /// Values of the label so far, and how many rows have each.
    values: Vec<(String, usize)>,
    /// Rows with a label that nobody knows.
    odd_labels: usize,
    /// The values of each column that had only one at first.
    unsettled: Vec<(usize, Vec<(String, usize)>)>,
    /// The same of keys that the first rows lack and that may be a label's.
    late: Vec<(String, Vec<(String, usize)>)>,
    /// Such a key that says train or test, and in how many rows.
    late_part: Option<(String, usize)>,
    /// Columns that are said to come, by the option that says it.
    awaited: Vec<(&'static str, usize)>,
}

/// The parts of a row, each where its layout says.
struct Parts<'a> {
    questions: [&'a str; 2],
    duplicate: bool,
    negatives: Vec<&'a str>,
    /// Is there more of the kind that is not used?
    more: bool,
    part: Option<Part>,
}

impl Rows {
    /// Before the first record.
    pub fn new(layout: Layout, sample: &Sample) -> Self {
        let unsettled = layout.unsettled.iter().map(|&column| (column, vec![])).collect();
        let (first_line, header_due, awaited) = (sample.first_line, sample.header, sample.awaited.clone());
        Self { layout, first_line, header_due, header: None, values: vec![], odd_labels: 0, unsettled, late: vec![], late_part: None, awaited }
    }

    /// Where the parts stand.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The labels so far, where they are known by convention.
    pub fn labels(&self) -> Vec<String> {
        let known = self.layout.label.as_ref().is_some_and(|(_, meaning)| meaning.convention == Convention::All);
        self.values.iter().filter(|_| known).map(|(value, _)| value.clone()).collect()
    }

    /// What the labels of all rows mean, where that is known by convention.
    pub fn complete(&self, reading: &mut Reading) {
        if self.layout.label.as_ref().is_some_and(|(_, meaning)| meaning.convention == Convention::All) {
            let meaning = conventional(self.values.iter().map(|(value, _)| value.as_str()));
            (reading.duplicate, reading.different) = (Some(meaning.duplicate), Some(meaning.different));
        }
    }

    /// One more record.
    pub fn take(&mut self, record: &Record, decoder: &Decoder, table: &mut Table) {
        let is_blank = || record.broken.is_none() && (0..record.width()).all(|i| record.field(i).is_none_or(str::is_empty));
        if record.line < self.first_line || is_blank() {
            return;
        }
        if std::mem::take(&mut self.header_due) {
            self.header = Some(self.layout.questions.map(|column| record.field(column).unwrap_or_default().to_owned()));
            return;
        }
        table.count();
        let (number, line) = (table.rows_read() - 1, record.line);
        let parts = match self.parts(record) {
            Ok(parts) => parts,
            Err(why) => {
                table.take(Err(why), line);
                return;
            }
        };
        let Parts { questions: [question1, question2], duplicate, negatives, more, part } = parts;
        let mut kept = table.take(Ok(Row { question1, question2, duplicate, number, line, part, third: false }), line);
        for &question2 in &negatives {
            table.count_triplet();
            kept |= table.take(Ok(Row { question1, question2, duplicate: false, number, line, part, third: true }), line);
        }
        let is_replaced = |text: &str| text.contains(char::REPLACEMENT_CHARACTER);
        if kept && decoder.replaced && negatives.iter().chain(&[question1, question2]).any(|text| is_replaced(text)) {
            table.repaired().add(Why::NotUtf8, line);
        }
        if kept && more {
            table.repaired().add(Why::FurtherTexts, line);
        }
        if kept && record.lines > 1 {
            table.repaired().add(Why::ManyLines, line);
        }
    }

    fn parts<'a>(&mut self, record: &Record<'a>) -> Result<Parts<'a>, Why> {
        if let Some(why) = record.broken {
            return Err(why);
        }
        let [label_is_open, part_is_open] = self.layout.open;
        if let Some((key, value)) = record.late_label.filter(|_| label_is_open) {
            let place = self.late.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                self.late.push((key.into(), vec![]));
                self.late.len() - 1
            });
            count(&mut self.late[place].1, value);
            return Err(Why::NoLabel);
        }
        if let Some(key) = record.late_part.filter(|_| part_is_open) {
            self.late_part.get_or_insert_with(|| (key.into(), 0)).1 += 1;
            return Err(Why::NoPart);
        }
        self.awaited.retain(|&(_, column)| record.field(column).is_none_or(str::is_empty));
        // Fields that are missing or too many in a row of several lines: a quote opens there that was meant as a character.
        let or_quote = |why: Why| if record.lines > 1 { Why::UnclosedQuote } else { why };
        if self.layout.widest.is_some_and(|widest| (widest..record.width()).any(|i| record.field(i) != Some(""))) {
            return Err(or_quote(Why::ManyFields));
        }
        let field = |column: usize| match record.field(column) {
            Some(NESTED) => Err(Why::Nested),
            Some(text) => Ok(text),
            None => Err(or_quote(Why::FewFields)),
        };
        let [question1, question2] = self.layout.questions;
        let questions = [field(question1)?, field(question2)?];
        if self.header.as_ref().is_some_and(|header| *header == questions) {
            return Err(Why::Header);
        }
        let negatives = self.layout.negatives.iter().filter_map(|&column| field(column).ok()).filter(|text| !text.is_empty()).collect();
        let is_there = |&column: &usize| record.field(column).is_some_and(|text| !text.is_empty());
        let is_nested = |&column: &usize| record.field(column) == Some(NESTED);
        let more = record.further || self.layout.unused.iter().any(is_there) || self.layout.negatives.iter().any(is_nested);
        for (column, values) in &mut self.unsettled {
            count(values, record.field(*column).unwrap_or_default());
        }
        let duplicate = match &self.layout.label {
            None => true,
            Some((column, meaning)) => {
                let label = field(*column)?;
                count(&mut self.values, label);
                meaning.of(label).inspect_err(|_| self.odd_labels += usize::from(!label.is_empty()))?
            }
        };
        let part = self.layout.split.map(|column| part(field(column)?).ok_or(Why::NoPart)).transpose()?;
        Ok(Parts { questions, duplicate, negatives, more, part })
    }

    /// Is there a question that only the whole file raises? `name` tells a column's.
    pub fn doubt(&self, rows: usize, name: impl Fn(usize) -> String) -> Option<Error> {
        let are_numbers = |values: &[(String, usize)]| values.iter().all(|(value, _)| value.is_empty() || number(value).is_some());
        if let Some((_, values)) = self.late.first() {
            let labelled: usize = values.iter().map(|(_, count)| count).sum();
            let values = &[values.clone(), vec![(String::new(), rows - labelled)]].concat();
            let keys = self.late.iter().map(|(key, _)| format!("\"{key}\"")).collect();
            return Some(doubt_of(keys, values, are_numbers(values)));
        }
        if let Some((key, count)) = &self.late_part {
            return Some(Error::LateSplit { column: format!("\"{key}\""), rows: *count, of: rows });
        }
        let is_kind = |values: &[(String, usize)]| (2..=MOST_KINDS).contains(&values.len()) && 2 * values.len() <= rows;
        let changed: Vec<_> = self.unsettled.iter().filter(|(_, values)| is_kind(values)).collect();
        if let Some((_, values)) = changed.first() {
            return Some(doubt_of(changed.iter().map(|(column, _)| name(*column)).collect(), values, are_numbers(values)));
        }
        let (column, _) = self.layout.label.as_ref().filter(|(_, meaning)| meaning.convention == Convention::All)?;
        // Where all labels say the same, what has none may be the other kind.
        let kinds = [true, false].map(|kind| self.values.iter().any(|(value, _)| known(value) == Some(kind)));
        let blank = self.values.iter().find(|(value, _)| value.is_empty() && kinds[0] != kinds[1]).map_or(0, |&(_, count)| count);
        (100 * (self.odd_labels + blank) > ODD_LABELS * rows).then(|| doubt_of(vec![name(*column)], &self.values, are_numbers(&self.values)))
    }

    /// The option that names a column which never came, and that column.
    pub fn missing(&self) -> Option<(&'static str, usize)> {
        self.awaited.first().copied()
    }
}
