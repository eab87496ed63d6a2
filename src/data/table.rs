//! What is read so far: the questions, and the rows that are used.

use super::questions::Questions;
use super::reading;
use super::report::{Report, Tally};
use super::split::{self, Row};
use super::{Dataset, Split};
use crate::error::{Result, Why};
use rustc_hash::FxHashSet;

/// The rows of a file, one after the other.
#[derive(Default)]
pub struct Table {
    questions: Questions,
    rows: Vec<Row>,
    pairs: FxHashSet<(u32, u32)>,
    report: Report,
}

impl Table {
    /// One more row of the file.
    pub fn count(&mut self) {
        self.report.rows_read += 1;
    }

    /// Rows so far.
    pub fn rows_read(&self) -> usize {
        self.report.rows_read
    }

    /// What a row says, or why that cannot be used.
    pub fn take(&mut self, row: std::result::Result<reading::Row, Why>, line: u64) {
        match row.and_then(|row| self.row(&row)) {
            Ok(row) => self.rows.push(row),
            Err(why) => self.report.skipped.add(why, line),
        }
    }

    /// Rows that are kept, but not as they stand in the file.
    pub fn repaired(&mut self) -> &mut Tally {
        &mut self.report.repaired
    }

    fn row(&mut self, row: &reading::Row) -> std::result::Result<Row, Why> {
        let [Some(question1), Some(question2)] = [row.question1, row.question2].map(|text| self.questions.add(text)) else {
            return Err(Why::NoWords);
        };
        if question1 == question2 {
            return Err(Why::SameWords);
        }
        if !self.pairs.insert((question1.min(question2), question1.max(question2))) {
            return Err(Why::SamePair);
        }
        Ok(Row { question1, question2, duplicate: row.duplicate, line: row.line })
    }

    /// The data set, split; `about` is what the report says of the file.
    pub fn finish(self, about: impl FnOnce(&mut Report)) -> Result<Dataset> {
        let Self { questions, rows, mut report, .. } = self;
        about(&mut report);
        let split: Split = split::by_cluster(&rows, questions.len(), &mut report.skipped);
        report.duplicates = rows.iter().filter(|r| r.duplicate).count();
        report.non_duplicates = report.rows_read - report.duplicates - report.skipped.total;
        Dataset::new(questions, split, Report { source: "csv", ..report })
    }
}
