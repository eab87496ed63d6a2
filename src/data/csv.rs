//! Question pairs from a file: Quora's format, or any delimited text with two columns of questions and an optional label, pushed in pieces.

use super::columns::{Layout, parse_label};
use super::questions::Questions;
use super::records::{Record, Records};
use super::report::Report;
use super::split::{self, Row};
use super::{Dataset, Split};
use crate::error::Result;
use crate::error::Why;
use rustc_hash::FxHashSet;

/// Bytes that the layout is read off.
const SAMPLE: usize = 1 << 16;

/// Reads a file piece by piece, so that progress can be shown.
#[derive(Default)]
pub struct CsvReader {
    sample: Vec<u8>,
    started: Option<(Layout, Records)>,
    bytes: u64,
    table: Table,
}

impl CsvReader {
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
    pub fn finish(mut self) -> Result<Dataset> {
        if self.started.is_none() {
            self.start(true)?;
        }
        // To the parser an empty piece is the end of the file.
        let (layout, records) = self.started.as_mut().expect("started above");
        records.feed(&[], &mut |record| self.table.take(layout, &record))?;
        let Table { questions, rows, mut report, .. } = self.table;
        (report.columns, report.delimiter) = (Some(layout.names.clone()), Some(layout.delimiter));
        let split: Split = split::by_cluster(&rows, questions.len(), &mut report.skipped);
        report.duplicates = rows.iter().filter(|r| r.duplicate).count();
        report.non_duplicates = report.rows_read - report.duplicates - report.skipped.total;
        Dataset::new(questions, split, Report { source: "csv", ..report })
    }

    /// Bytes so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// Rows so far.
    pub fn rows_read(&self) -> usize {
        self.table.report.rows_read
    }

    fn start(&mut self, whole: bool) -> Result<()> {
        let sample = std::mem::take(&mut self.sample);
        // A piece may be the whole file: the layout is read off its beginning only.
        let end = if whole { sample.len() } else { SAMPLE };
        let layout = Layout::detect(&sample[..end], whole)?;
        let (skip, records) = (layout.skip, Records::new(layout.delimiter));
        self.table.header_due = layout.header;
        self.started = Some((layout, records));
        self.feed(&sample[skip..])
    }

    fn feed(&mut self, piece: &[u8]) -> Result<()> {
        let (layout, records) = self.started.as_mut().expect("started before");
        if piece.is_empty() { Ok(()) } else { records.feed(piece, &mut |record| self.table.take(layout, &record)) }
    }
}

/// What has been read so far.
#[derive(Default)]
struct Table {
    header_due: bool,
    questions: Questions,
    rows: Vec<Row>,
    pairs: FxHashSet<(u32, u32)>,
    report: Report,
}

impl Table {
    fn take(&mut self, layout: &Layout, record: &Record) -> Result<()> {
        if std::mem::take(&mut self.header_due) {
            return Ok(());
        }
        self.report.rows_read += 1;
        match self.row(layout, record) {
            Ok(row) => self.rows.push(row),
            Err(why) => self.report.skipped.add(why, record.line),
        }
        Ok(())
    }

    /// The row, or why it cannot be used.
    fn row(&mut self, layout: &Layout, record: &Record) -> std::result::Result<Row, Why> {
        if record.unclosed {
            return Err(Why::UnclosedQuote);
        }
        let [Some(text1), Some(text2)] = layout.questions.map(|column| record.field(column)) else {
            return Err(Why::FewFields);
        };
        let duplicate = match layout.label {
            None => true,
            Some(column) => {
                let label = record.field(column).ok_or(Why::FewFields)?;
                parse_label(&String::from_utf8_lossy(label)).ok_or(Why::NoLabel)?
            }
        };
        let texts = [text1, text2].map(String::from_utf8_lossy);
        let [Some(question1), Some(question2)] = [0, 1].map(|i| self.questions.add(&texts[i])) else {
            return Err(Why::NoWords);
        };
        if question1 == question2 {
            return Err(Why::SameWords);
        }
        if !self.pairs.insert((question1.min(question2), question1.max(question2))) {
            return Err(Why::SamePair);
        }
        if std::str::from_utf8(text1).is_err() || std::str::from_utf8(text2).is_err() {
            self.report.repaired.add(Why::NotUtf8, record.line);
        }
        Ok(Row { question1, question2, duplicate, line: record.line })
    }
}
