//! What is read so far: the questions, and the rows that are used.

use super::Dataset;
use super::questions::Questions;
use super::reading;
use super::reading::{Column, Part, Reading, Split};
use super::report::{Report, Tally, TestFile};
use super::split::{self, Row};
use crate::error::{Result, Why};

/// What programs write where nothing is: pandas, databases, R and Excel. A cell that says nothing else is no question.
const ABSENT: [&str; 12] = ["NaN", "nan", "NULL", "null", "None", "N/A", "n/a", "NA", "<NA>", "\\N", "#N/A", "NaT"];

/// Rows of a piece.
const PIECE: usize = 1 << 13;

/// Each row says it.
const BY_ROW: Split = Split::By(Column::Numbered(0));

/// The rows of a file, one after the other.
#[derive(Default)]
pub struct Table {
    questions: Questions,
    /// In pieces, so that none is held twice while room is made for more.
    rows: Vec<Vec<Row>>,
    split: Option<Split>,
    /// Does a column say it that nobody has named?
    found: bool,
    /// Is every row used?
    every: bool,
    report: Report,
}

impl Table {
    /// No row yet; of how the file is read it needs to know what a word is, and what is held out.
    pub fn of(reading: &Reading) -> Self {
        let questions = Questions::new(reading.tokenizer.unwrap_or_default());
        Self { questions, split: reading.split.clone().flatten(), every: reading.every_row == Some(true), ..Self::default() }
    }

    /// What is held out, a column says that has been found.
    pub fn split_by_column(&mut self) {
        (self.split, self.found) = (Some(BY_ROW), true);
    }

    /// One more row of the file.
    pub fn count(&mut self) {
        self.report.rows_read += 1;
    }

    /// Rows so far.
    pub fn rows_read(&self) -> usize {
        self.report.rows_read
    }

    /// The row has a third text: it is taken once more.
    pub fn count_triplet(&mut self) {
        self.report.triplets += 1;
    }

    /// What a row says, or why that cannot be used. Is it kept?
    pub fn take(&mut self, row: std::result::Result<reading::Row, Why>, line: u64) -> bool {
        match row.and_then(|row| self.row(&row)) {
            Ok(row) => match self.rows.last_mut() {
                Some(piece) if piece.len() < PIECE => piece.push(row),
                _ => self.rows.push(vec![row]),
            },
            Err(why) => {
                self.report.skipped.add(why, line);
                return false;
            }
        }
        true
    }

    /// Rows that are kept, but not as they stand in the file.
    pub fn repaired(&mut self) -> &mut Tally {
        &mut self.report.repaired
    }

    fn row(&mut self, row: &reading::Row) -> std::result::Result<Row, Why> {
        if [row.question1, row.question2].iter().any(|text| ABSENT.contains(text)) {
            if !self.every {
                return Err(Why::Absent);
            }
            self.report.kept_anyway.add(Why::Absent, row.line);
        }
        let [Some(question1), Some(question2)] = [row.question1, row.question2].map(|text| self.questions.add_even_empty(text, self.every)) else {
            return Err(Why::NoWords);
        };
        if question1 == question2 {
            if !self.every {
                return Err(Why::SameText);
            }
            self.report.kept_anyway.add(Why::SameText, row.line);
        }
        let &reading::Row { duplicate, line, number, part, third, .. } = row;
        Ok(Row { question1, question2, duplicate, line: line as u32, number: number as u32, part, third })
    }

    /// The data set, split; `about` is what the report says of the file.
    pub fn finish(self, about: impl FnOnce(&mut Report)) -> Result<Dataset> {
        let Self { mut questions, rows, mut split, found, every, mut report } = self;
        questions.compare_words();
        let mut rows = rows.concat();
        about(&mut report);
        let has = |part| rows.iter().any(|row| row.part == Some(part));
        // Where all rows are of one part, as in one file of several, a column that nobody has named holds nothing out.
        if found && !(has(Part::Train) && (has(Part::Test) || has(Part::Validation))) {
            rows.iter_mut().for_each(|row| row.part = None);
            report.reading.iter_mut().for_each(|reading| reading.split = None);
            split = None;
        }
        let split = split::split(rows, &questions, split.as_ref(), every, &mut report);
        Dataset::new(questions, None, split, Report { source: "csv", ..report })
    }

    /// The data set of a file to train on, this one, and one to test with, whose labels stand in that column.
    pub fn finish_with(mut self, test: Table, label: Option<Column>, about: impl FnOnce(&mut Report)) -> Result<Dataset> {
        about(&mut self.report);
        // What the training file itself says is not to train on stays out, unless it says so of every row.
        let is_told = self.rows.iter().flatten().any(|row| row.part == Some(Part::Train));
        if !is_told {
            self.report.reading.iter_mut().for_each(|reading| reading.split = None);
        }
        self.rows.iter_mut().flatten().for_each(|row| match row.part {
            Some(Part::Test) if is_told => row.part = None,
            Some(Part::Validation) if is_told => {}
            _ => row.part = Some(Part::Train),
        });
        let mut add = |question| self.questions.add_even_empty(test.questions.text(question), true).expect("it is a question");
        for mut piece in test.rows {
            for row in &mut piece {
                [row.question1, row.question2] = [row.question1, row.question2].map(&mut add);
                row.part = Some(Part::Test);
            }
            self.rows.push(piece);
        }
        let Self { mut questions, rows, every, mut report, .. } = self;
        questions.compare_words();
        let rows = rows.concat();
        let Report { rows_read, triplets, skipped, repaired, .. } = test.report;
        report.test_file = Some(TestFile { rows_read, triplets, label, skipped, repaired });
        let split = split::split(rows, &questions, Some(&BY_ROW), every, &mut report);
        Dataset::new(questions, None, split, Report { source: "csv", ..report })
    }
}
