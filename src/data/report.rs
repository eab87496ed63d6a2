//! What a data set was made of: rows read, kept and skipped, and why.

use super::reading::{Column, Reading};
use super::tokenizer::Tokenizer;
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
        // Of a row with several texts its line is named once.
        if entry.lines.len() < LINES_NAMED && entry.lines.last() != Some(&line) {
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

/// Rows that came to something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// To be trained on.
    pub train: usize,
    /// To be measured.
    pub test: usize,
}

/// How many held-out pairs have how many of their questions, word for word, in the pairs that are trained on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Known {
    /// Both are new.
    pub neither: usize,
    /// One is new.
    pub one: usize,
    /// Both are known.
    pub both: usize,
    /// Of those with both: the pair itself is trained on.
    pub pairs: usize,
}

/// The rows of a test file of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TestFile {
    /// Rows in it, the header not counted.
    pub rows_read: usize,
    /// Third texts and further ones: each makes one more pair of its row.
    pub triplets: usize,
    /// The column of its labels; without it every pair counts as a duplicate.
    pub label: Option<Column>,
    /// Rows that were left out.
    pub skipped: Tally,
    /// Rows that were kept, but not as they stood in the file.
    pub repaired: Tally,
}

/// What is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HeldOut {
    /// Clusters of mutual duplicates with a held-out pair, …
    pub clusters: usize,
    /// … of so many.
    pub of_clusters: usize,
    /// Duplicates that retrieval is measured on: one a cluster.
    pub retrieval: usize,
    /// Duplicates; decisions and the ROC curve are measured on all of them.
    pub duplicates: usize,
    /// Pairs labelled as no duplicates.
    pub non_duplicates: usize,
    /// What of it the training has seen.
    pub known: Known,
    /// No row is one to test with, so those for validation are measured.
    pub by_validation: bool,
    /// Words of its questions, and those among them that no training question has.
    pub words: usize,
    #[allow(missing_docs, reason = "said above")]
    pub unknown_words: usize,
}

/// What a split asks for by number, and what the data allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "said above")]
pub enum Reduced {
    /// To train on, and to test with: the file has fewer, so both are smaller in proportion.
    Rows { asked: [usize; 2], taken: [usize; 2] },
    /// Held out: never more than a third of the clusters, nor of the pairs.
    Clusters { asked: usize, taken: usize },
}

/// The report of a data set.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// `"questions"` for the built-in set, `"csv"` for a file.
    pub source: &'static str,
    /// Rows in the source, the header not counted.
    pub rows_read: usize,
    /// Third texts and further ones: each makes one more pair of its row.
    pub triplets: usize,
    /// Distinct pairs labelled as duplicates.
    pub duplicates: usize,
    /// Distinct pairs labelled as no duplicates.
    pub non_duplicates: usize,
    /// What became of the rows that were not skipped.
    pub kept: Kept,
    /// What is measured.
    pub held_out: HeldOut,
    /// Where the split that is asked for cannot be had.
    pub reduced: Option<Reduced>,
    /// Texts of rows that say "no duplicate" and are not held out, each once for each cluster that it is a negative of.
    pub negatives: usize,
    /// Texts that would be among them, but stand in held-out pairs only: nothing that is measured is trained on.
    pub negatives_held_out: usize,
    /// How texts become words.
    pub tokenizer: Tokenizer,
    /// Texts that have the same words as another one: the encoder cannot tell them apart.
    pub shared_words: usize,
    /// Texts in scripts without spaces between words, such as Thai, Chinese and Japanese: they are split into characters.
    pub characters_split: usize,
    /// Words of a question to train on: half of them have no more, 95 in 100, and all.
    pub lengths: [usize; 3],
    /// Duplicates to train on.
    pub train_pairs: usize,
    /// Held-out pairs.
    pub evaluation_pairs: usize,
    /// V: the training duplicates' words and the two special tokens.
    pub vocabulary_size: usize,
    /// What was read from a file.
    pub columns: Option<ColumnNames>,
    /// What stands between a file's fields.
    pub delimiter: Option<String>,
    /// How a file was read: what was said, and what was found.
    pub reading: Option<Reading>,
    /// Rows that were left out.
    pub skipped: Tally,
    /// Rows that would have been left out if not every row had been asked for.
    pub kept_anyway: Tally,
    /// Rows that were kept, but not as they stood in the file.
    pub repaired: Tally,
    /// A test file of its own, whose rows are counted here; all other counts of rows are then those of the training file.
    pub test_file: Option<TestFile>,
}
