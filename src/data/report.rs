//! What a data set was made of: rows read, kept and skipped, and why.

use super::reading::Column;
use crate::error::Why;
use serde::Serialize;

/// As many line numbers as a reason names; the rest is only counted.
const LINES_NAMED: usize = 10;

/// Rows that share a fate, counted by reason.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Tally {
    /// Over all reasons.
    pub total: usize,
    /// In order of first appearance.
    pub reasons: Vec<Reason>,
}

/// One reason and the rows that it befell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Which.
    pub why: Why,
    /// The same as a clause that reads on from "because".
    pub reason: &'static str,
    /// How many rows.
    pub count: usize,
    /// The first few rows' lines in the file, counted from 1.
    pub lines: Vec<u64>,
}

impl Tally {
    /// One more row.
    pub fn add(&mut self, why: Why, line: u64) {
        self.total += 1;
        let place = self.reasons.iter().position(|r| r.why == why).unwrap_or_else(|| {
            self.reasons.push(Reason { why, reason: why.text(), count: 0, lines: vec![] });
            self.reasons.len() - 1
        });
        let entry = &mut self.reasons[place];
        entry.count += 1;
        if entry.lines.len() < LINES_NAMED {
            entry.lines.push(line);
        }
    }
}

/// The columns that were read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnNames {
    /// Question 1.
    pub question1: Column,
    /// Question 2.
    pub question2: Column,
    /// 0 or 1; without it every pair counts as a duplicate.
    pub label: Option<Column>,
}

/// The report of a data set.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// `"questions"` for the built-in set, `"csv"` for a file.
    pub source: &'static str,
    /// Rows in the source, the header not counted.
    pub rows_read: usize,
    /// Distinct duplicate pairs that were kept.
    pub duplicates: usize,
    /// Distinct non-duplicate pairs that were kept.
    pub non_duplicates: usize,
    /// Duplicates to train on.
    pub train_pairs: usize,
    /// Held-out pairs.
    pub evaluation_pairs: usize,
    /// V: the training duplicates' words and the two special tokens.
    pub vocabulary_size: usize,
    /// What was read from a file.
    pub columns: Option<ColumnNames>,
    /// What stands between a file's fields.
    pub delimiter: Option<char>,
    /// Rows that were left out.
    pub skipped: Tally,
    /// Rows that were kept, but not as they stood in the file.
    pub repaired: Tally,
}
