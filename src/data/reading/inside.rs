//! What stands within the texts and does not belong to them: labels, and quotes that enclose nothing here.

use super::labels::known;
use super::layout::Columns;
use super::sample::Sample;
use crate::error::Error;

/// In front of fastText's labels.
const PREFIX: &str = "__label__";
/// Quotes that enclose no fields, and how they close.
const QUOTES: [(char, char); 9] = [('\'', '\''), ('‘', '’'), ('“', '”'), ('„', '“'), ('‚', '‘'), ('«', '»'), ('»', '«'), ('「', '」'), ('『', '』')];
/// As many characters of a text are shown.
const SHOWN: usize = 80;

/// What is wrong with the texts of one of these columns: a label in each, if none is said, or quotes that enclose no fields, if nobody says that they do not.
pub fn problem(sample: &Sample, questions: [usize; 2], labelled: bool, plain: bool) -> Option<Error> {
    questions.into_iter().find_map(|column| {
        let cells: Vec<&str> = sample.cells(column).into_iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let name = || Columns::of(sample).name(column).to_string();
        let shown = |cell: &str| cell.chars().take(SHOWN).collect();
        if !labelled && (all_are(&cells, 0) || all_are(&cells, 1)) {
            return Some(Error::LabelInText { column: name(), text: shown(cells[0]) });
        }
        let cut = if plain { None } else { cut(&cells) };
        cut.map(|cell| Error::OtherQuotes { column: name(), text: shown(cell) })
    })
}

/// Are these words of the texts, the first or the last ones, labels?
fn all_are(cells: &[&str], end: usize) -> bool {
    let (mut says, mut all) = ([false; 2], !cells.is_empty());
    for cell in cells {
        let mut words = cell.split(char::is_whitespace);
        let word = if end == 0 { words.next() } else { words.next_back() }.unwrap_or_default();
        let marked = word.starts_with(PREFIX);
        let label = known(word.trim_matches(|c: char| c != '-' && c.is_ascii_punctuation()));
        says[0] |= marked || label == Some(false);
        says[1] |= marked || label == Some(true);
        all &= marked || label.is_some();
    }
    all && says == [true; 2]
}

/// One of the texts that begin with a quote and end without, where all begin with it: a delimiter stood within.
fn cut<'a>(cells: &[&'a str]) -> Option<&'a str> {
    let (_, close) = QUOTES.into_iter().find(|&(open, _)| cells.iter().all(|cell| cell.starts_with(open)))?;
    cells.iter().copied().find(|cell| cell.chars().nth(1).is_none() || !cell.ends_with(close))
}
