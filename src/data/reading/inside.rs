//! What stands within the texts and does not belong to them: labels, and quotes that enclose nothing here.

use super::labels::known;
use super::layout::Columns;
use super::sample::Sample;
use crate::error::Error;

/// Marks in front of a label and behind it.
const AROUND: &[char] = &['[', ']', '(', ')', '{', '}', '<', '>', ':', ',', ';', '.', '|', '#', '=', '"', '\''];
/// In front of fastText's labels.
const PREFIX: &str = "__label__";
/// Quotes that enclose no fields, and how they close.
const QUOTES: [(char, char); 4] = [('\'', '\''), ('‘', '’'), ('“', '”'), ('„', '“')];
/// As many characters of a text are shown.
const SHOWN: usize = 80;

/// A question about texts that all begin or end with a label.
pub fn label(sample: &Sample, questions: [usize; 2]) -> Option<Error> {
    let ends = questions.into_iter().flat_map(|column| [(column, true), (column, false)]);
    ends.into_iter().find_map(|(column, first)| {
        let cells = texts(sample, column);
        let word = |cell: &&str| if first { cell.split_whitespace().next() } else { cell.split_whitespace().last() }.unwrap_or_default().to_owned();
        let words: Vec<String> = cells.iter().map(word).collect();
        let says = |same: bool| words.iter().any(|word| meaning(word) == Some(same));
        let found =
            words.iter().all(|word| word.starts_with(PREFIX)) || says(true) && says(false) && words.iter().all(|word| meaning(word).is_some());
        let text = cells.first().filter(|_| found)?;
        Some(Error::LabelInText { column: Columns::of(sample).name(column).to_string(), text: short(text) })
    })
}

fn meaning(word: &str) -> Option<bool> {
    known(word.trim_matches(AROUND))
}

/// What is wrong where all texts begin with a quote, and some of them end without: a delimiter stood within.
pub fn quotes(sample: &Sample, questions: [usize; 2]) -> Option<Error> {
    questions.into_iter().find_map(|column| {
        let cells = texts(sample, column);
        let (_, close) = QUOTES.into_iter().find(|&(open, _)| cells.iter().all(|cell| cell.starts_with(open)))?;
        let cut = cells.into_iter().find(|cell| cell.chars().nth(1).is_none() || !cell.ends_with(close))?;
        Some(Error::OtherQuotes { column: Columns::of(sample).name(column).to_string(), text: short(cut) })
    })
}

fn texts(sample: &Sample, column: usize) -> Vec<&str> {
    sample.cells(column).into_iter().map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

fn short(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}
