//! Question pairs from a file: Quora's format, or any delimited text with two columns of questions and an optional label, pushed in pieces.

use super::Dataset;
use super::columns::{Layout, parse_label};
use super::reading::{Reading, Row};
use super::records::{Record, Records};
use super::table::Table;
use crate::error::{Result, Why};

/// Bytes that the layout is read off.
const SAMPLE: usize = 1 << 16;

/// Reads a file piece by piece, so that progress can be shown.
#[derive(Default)]
pub struct CsvReader {
    sample: Vec<u8>,
    started: Option<(Layout, Records)>,
    bytes: u64,
    table: Table,
    header_due: bool,
}

impl CsvReader {
    /// Before the first byte; of `reading` what is a word and what is held out.
    pub fn new(reading: &Reading) -> Self {
        Self { table: Table::of(reading), ..Self::default() }
    }

    /// The next piece of the file.
    pub fn push(&mut self, piece: &[u8]) -> Result<()> {
        self.bytes += piece.len() as u64;
        if self.started.is_some() {
            return self.feed(piece);
        }
        self.sample.extend_from_slice(piece);
        if self.sample.len() >= SAMPLE { self.start(false) } else { Ok(()) }
    }

    /// The data set, split.
    pub fn finish(self) -> Result<Dataset> {
        let (table, layout) = self.ended()?;
        table.finish(|report| (report.columns, report.delimiter) = (Some(layout.names), Some(layout.delimiter)))
    }

    /// The data set that trains on this file and tests with another one, of which every label counts.
    pub fn finish_with(self, test: Self) -> Result<Dataset> {
        let ((table, layout), (test, _)) = (self.ended()?, test.ended()?);
        table.finish_with(test, |report| (report.columns, report.delimiter) = (Some(layout.names), Some(layout.delimiter)))
    }

    fn ended(mut self) -> Result<(Table, Layout)> {
        if self.started.is_none() {
            self.start(true)?;
        }
        // To the parser an empty piece is the end of the file.
        let (layout, mut records) = self.started.take().expect("started above");
        records.feed(&[], &mut |record| take(&mut self.table, &mut self.header_due, &layout, &record))?;
        Ok((self.table, layout))
    }

    /// Bytes so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// Rows so far.
    pub fn rows_read(&self) -> usize {
        self.table.rows_read()
    }

    fn start(&mut self, whole: bool) -> Result<()> {
        let sample = std::mem::take(&mut self.sample);
        // A piece may be the whole file: the layout is read off its beginning only.
        let end = if whole { sample.len() } else { SAMPLE };
        let layout = Layout::detect(&sample[..end], whole)?;
        let (skip, records) = (layout.skip, Records::new(layout.delimiter));
        self.header_due = layout.header;
        self.started = Some((layout, records));
        self.feed(&sample[skip..])
    }

    fn feed(&mut self, piece: &[u8]) -> Result<()> {
        let (layout, records) = self.started.as_mut().expect("started before");
        if piece.is_empty() { Ok(()) } else { records.feed(piece, &mut |record| take(&mut self.table, &mut self.header_due, layout, &record)) }
    }
}

fn take(table: &mut Table, header_due: &mut bool, layout: &Layout, record: &Record) -> Result<()> {
    if std::mem::take(header_due) {
        return Ok(());
    }
    table.count();
    let duplicate = label(layout, record);
    let texts = layout.questions.map(|column| record.field(column).unwrap_or_default());
    let [question1, question2] = texts.map(String::from_utf8_lossy);
    let number = table.rows_read() - 1;
    let row = duplicate.map(|duplicate| Row { question1: &question1, question2: &question2, duplicate, number, line: record.line, part: None });
    if row.is_ok() && texts.iter().any(|text| std::str::from_utf8(text).is_err()) {
        table.repaired().add(Why::NotUtf8, record.line);
    }
    table.take(row, record.line);
    Ok(())
}

/// The row's label, or why it cannot be used.
fn label(layout: &Layout, record: &Record) -> std::result::Result<bool, Why> {
    if record.unclosed {
        return Err(Why::UnclosedQuote);
    }
    if layout.questions.iter().any(|&column| record.field(column).is_none()) {
        return Err(Why::FewFields);
    }
    let Some(column) = layout.label else { return Ok(true) };
    let label = record.field(column).ok_or(Why::FewFields)?;
    parse_label(&String::from_utf8_lossy(label)).ok_or(Why::NoLabel)
}
