//! Reading a file of pairs of any format piece by piece: bytes, characters, records, rows.

use super::delimited::Lines;
use super::encodings::Decoder;
use super::gzip::{self, Gunzip};
use super::layout::{Columns, Layout};
use super::objects::Objects;
use super::record::Record;
use super::rows::Rows;
use super::sample::{SAMPLE, Sample, is_enough, sample_of};
use super::survey;
use super::wrapper::{self, ByRows};
use super::{Format, Reading, formats, labels};
use crate::data::Dataset;
use crate::data::report::{ColumnNames, Report};
use crate::data::table::Table;
use crate::error::{Error, Result};

mod inspect;

/// Bytes that are read at a time.
const PIECE: usize = 1 << 17;

/// Reads a file piece by piece, so that progress can be shown.
#[derive(Default)]
pub struct Reader {
    given: Reading,
    bytes: u64,
    /// The first bytes, until they tell what kind of file it is.
    head: Vec<u8>,
    source: Option<Source>,
    decoder: Decoder,
    /// Characters that are not used up.
    text: String,
    /// Of JSON with a list for each column, all that has come: the second column begins where the first one ends.
    columns: Option<Vec<String>>,
    plan: Option<Plan>,
    table: Table,
}

/// Bytes as they are, or packed.
enum Source {
    Plain,
    /// Was anything unpacked yet?
    Gzip(Box<Gunzip>, bool),
}

/// A file that has been read: all rows, how, and the labels whose meaning is known by convention.
struct Ended {
    table: Table,
    reading: Reading,
    columns: ColumnNames,
    labels: Vec<String>,
}

/// How the file is read, once that is known.
struct Plan {
    sample: Sample,
    records: Records,
    rows: Rows,
}

enum Records {
    Lines(Lines),
    Objects(Objects),
}

impl Reader {
    /// Of a file about which so much is said.
    pub fn new(reading: &Reading) -> Self {
        Self { decoder: Decoder::new(reading.encoding), table: Table::of(reading), given: reading.clone(), ..Self::default() }
    }

    /// The next piece of the file.
    ///
    /// # Errors
    /// What the file turns out to be where it is no table of question pairs; the reader cannot be used then.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        bytes.chunks(PIECE).try_for_each(|piece| self.piece(piece, false))
    }

    /// The data set, split.
    ///
    /// # Errors
    /// No file, no columns of questions, or too few pairs to train on.
    pub fn finish(self) -> Result<Dataset> {
        let Ended { table, reading, columns, .. } = self.ended()?;
        table.finish(|report| say(report, reading, columns))
    }

    /// The data set that trains on this file and tests with another one, of which every label counts.
    ///
    /// # Errors
    /// As [`Self::finish`], for either file.
    pub fn finish_with(self, test: Self) -> Result<Dataset> {
        let is_said = test.given.label == Some(None);
        let (train, test) = (self.ended()?, test.ended()?);
        unlabelled(&train, &test).filter(|_| !is_said).map_or(Ok(()), Err)?;
        let Ended { table, reading, columns, .. } = train;
        table.finish_with(test.table, test.columns.label, |report| say(report, reading, columns))
    }

    fn ended(mut self) -> Result<Ended> {
        self.piece(&[], true)?;
        let Self { given, decoder, plan, table, .. } = self;
        let Plan { sample, rows, .. } = plan.ok_or(Error::EmptyFile)?;
        let columns = Columns::of(&sample);
        if let Some((option, column)) = rows.missing() {
            return Err(columns.unknown(option, column));
        }
        if let Some(doubt) = rows.doubt(table.rows_read(), |column| columns.name(column).to_string()) {
            return Err(doubt);
        }
        let mut reading = survey::completed(&given, &sample, Some(rows.layout()), &decoder);
        rows.complete(&mut reading);
        let [question1, question2] = rows.layout().questions.map(|column| columns.name(column));
        let names = ColumnNames { question1, question2, label: reading.label.clone().flatten() };
        Ok(Ended { table, reading, columns: names, labels: rows.labels() })
    }

    /// All records of a whole file below its header, whatever they mean, with the columns' names.
    ///
    /// # Errors
    /// What the file turns out to be where it is no table; and the first that `each` gives.
    pub(in crate::data) fn records(bytes: &[u8], each: &mut impl FnMut(&[String], &Record) -> Result<()>) -> Result<()> {
        let mut reader = Self::default();
        reader.characters(bytes, false)?;
        reader.characters(&[], true)?;
        let whole = !is_enough(&reader.text);
        let mut sample = Sample::of(sample_of(&reader.text, whole)?, whole, &reader.given)?;
        // No column is called by a list.
        sample.names = sample.names.filter(|names| !names.iter().any(|name| name.starts_with(['[', '('])));
        let names: Vec<String> = (0..sample.width).map(|column| Columns::of(&sample).name(column).plain()).collect();
        let mut above = sample.names.is_some();
        let Some(dialect) = sample.dialect else { return Ok(()) };
        let mut below = |record: Record| match record.line < sample.first_line || std::mem::take(&mut above) {
            true => Ok(()),
            false => each(&names, &record),
        };
        Lines::new(dialect).feed(&reader.text, true, &mut below).map(drop)
    }

    /// Bytes so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// Rows so far.
    pub fn rows_read(&self) -> usize {
        self.table.rows_read()
    }

    fn piece(&mut self, bytes: &[u8], last: bool) -> Result<()> {
        self.characters(bytes, last)?;
        if self.sets_aside(last) {
            return if last { self.by_rows() } else { Ok(()) };
        }
        if self.plan.is_none() {
            let whole = !is_enough(&self.text);
            if last || !whole {
                self.start(whole)?;
            }
        }
        self.take_records(last)
    }

    /// Puts away what has come, if it is part of whole columns.
    fn sets_aside(&mut self, last: bool) -> bool {
        if self.columns.is_none() && self.plan.is_none() && (last || self.text.len() >= SAMPLE) && self.has_columns() {
            self.columns = Some(vec![]);
        }
        let Some(columns) = &mut self.columns else { return false };
        columns.push(self.text.clone());
        self.text.clear();
        true
    }

    /// Reads whole columns, a few rows at a time.
    fn by_rows(&mut self) -> Result<()> {
        let columns = self.columns.take().unwrap_or_default().concat();
        let mut rows = ByRows::of(&columns)?;
        let mut more = true;
        while more {
            more = rows.fill(&mut self.text, SAMPLE)?;
            if self.plan.is_none() {
                self.start(!more && !is_enough(&self.text))?;
            }
            self.take_records(!more)?;
        }
        Ok(())
    }

    /// Takes what is whole of the characters.
    fn take_records(&mut self, last: bool) -> Result<()> {
        let Self { plan: Some(plan), decoder, table, text, .. } = self else { return Ok(()) };
        let Plan { records, rows, .. } = plan;
        let mut take = |record: Record| {
            rows.take(&record, decoder, table);
            Ok(())
        };
        let used = match records {
            Records::Lines(lines) => lines.feed(text, last, &mut take)?,
            Records::Objects(objects) => objects.feed(text, last, &mut take)?,
        };
        text.drain(..used);
        Ok(())
    }

    /// The characters of a piece, behind those that are not used up.
    fn characters(&mut self, bytes: &[u8], last: bool) -> Result<()> {
        let Some(source) = &mut self.source else {
            self.head.extend_from_slice(bytes);
            if self.head.len() < formats::HEAD && !last {
                return Ok(());
            }
            let head = std::mem::take(&mut self.head);
            if head.is_empty() {
                return Err(Error::EmptyFile);
            }
            formats::refuse_bytes(&head)?;
            let is_packed = head.starts_with(&gzip::MARK);
            self.source = Some(if is_packed { Source::Gzip(Box::default(), false) } else { Source::Plain });
            return self.characters(&head, last);
        };
        match source {
            Source::Plain => self.decoder.push(bytes, last, &mut self.text),
            Source::Gzip(gunzip, unpacked_any) => {
                let mut unpacked = vec![];
                gunzip.push(bytes, last, &mut unpacked)?;
                if !std::mem::replace(unpacked_any, *unpacked_any || !unpacked.is_empty()) {
                    formats::refuse_bytes(&unpacked)?;
                }
                self.decoder.push(&unpacked, last, &mut self.text)
            }
        }
    }

    /// Is it JSON with a list for each column?
    fn has_columns(&self) -> bool {
        let is_open = self.given.format.is_none_or(|format| format == Format::Json);
        is_open && self.text.trim_start().starts_with('{') && sample_of(&self.text, false).is_ok_and(wrapper::has_columns)
    }

    /// Finds out how the file is read.
    fn start(&mut self, whole: bool) -> Result<()> {
        let sample = Sample::of(sample_of(&self.text, whole)?, whole, &self.given)?;
        let layout = Layout::of(&sample, &self.given)?;
        if let (None, Some(_)) = (&self.given.split, layout.split) {
            self.table.split_by_column();
        }
        let records = match &sample.dialect {
            Some(dialect) => Records::Lines(Lines::new(dialect.clone())),
            None => Records::Objects(Objects::new(sample.keys.clone(), sample.format == Format::Jsonl, &sample.place)),
        };
        let rows = Rows::new(layout, &sample);
        self.plan = Some(Plan { sample, records, rows });
        Ok(())
    }
}

/// A file to train on has labels, and its test file none. Of two conventions, what counts as labelled in one is nothing in the other, as the −1 of a test set beside
/// 0 and 1.
fn unlabelled(train: &Ended, test: &Ended) -> Option<Error> {
    let is_one = labels::one_convention(train.labels.iter().chain(&test.labels).map(String::as_str));
    let label = train.columns.label.as_ref().filter(|_| test.columns.label.is_none() || !is_one);
    label.map(|label| Error::TestUnlabelled { label: label.to_string() })
}

/// What the report says of the file.
fn say(report: &mut Report, reading: Reading, columns: ColumnNames) {
    report.columns = Some(columns);
    report.delimiter = reading.delimiter.clone();
    report.reading = Some(reading);
}
