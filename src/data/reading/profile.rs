//! What the first rows say about a column: texts, labels, numbers, names of kinds, or numbers of things.

use super::labels::{known, number};
use super::objects::NESTED;
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// As many different values are told apart.
const DISTINCT: usize = 64;
/// A column of more different values than this holds no labels.
const MOST_LABELS: usize = 20;
/// A label is no longer, in characters.
const LONGEST_LABEL: usize = 40;
/// Labels that are whole sentences are not more, and each comes so many times on average.
const MOST_SENTENCES: usize = 5;
const REPEATED: usize = 8;
/// Labels have no more words on average.
const MOST_WORDS: f64 = 4.0;

/// Counts a value, unless it is a new one of too many.
#[inline(never)]
pub fn count(values: &mut Vec<(String, usize)>, value: &str) -> bool {
    if let Some((_, count)) = values.iter_mut().find(|(known, _)| known == value) {
        *count += 1;
        return true;
    }
    let there_is_room = values.len() < DISTINCT;
    if there_is_room {
        values.push((value.to_owned(), 1));
    }
    there_is_room
}

/// All different values, however many, and how many cells have each; that of a blank cell is one too.
#[inline(never)]
pub fn count_all<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    cells.for_each(|cell| *counts.entry(cell).or_insert(0) += 1);
    counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
}

/// A column's cells in figures.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Cells that are not empty.
    pub filled: usize,
    /// The first different values and how many cells have each.
    pub values: Vec<(String, usize)>,
    /// Are there more different values than are told apart?
    pub many: bool,
    /// Cells that are a number, and those among them with a fraction or a percent sign.
    pub numbers: usize,
    fractions: usize,
    /// Cells that are a label by convention.
    pub known: usize,
    /// Cells with at least two words, and with any letter.
    phrases: usize,
    lettered: usize,
    dates: usize,
    nested: usize,
    /// Words of all cells.
    words: usize,
}

impl Profile {
    /// Of these cells.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut profile = Self::default();
        cells.filter(|cell| !cell.is_empty()).for_each(|cell| profile.add(cell));
        profile
    }

    fn add(&mut self, cell: &str) {
        self.filled += 1;
        self.many |= !count(&mut self.values, cell);
        let parsed = number(cell);
        self.numbers += usize::from(parsed.is_some());
        self.fractions += usize::from(parsed.is_some_and(|x| x.fract() != 0.0) || (parsed.is_some() && cell.contains(['.', ',', '%'])));
        self.known += usize::from(known(cell).is_some());
        self.nested += usize::from(cell == NESTED);
        let words = cell.unicode_words().take(DISTINCT).count();
        self.words += words;
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let digits = cell.chars().filter(char::is_ascii_digit).count();
        self.lettered += usize::from(letters > 0);
        self.dates += usize::from(digits > letters || cell.starts_with("http"));
        self.phrases += usize::from(words > 1 && letters > digits && !cell.starts_with("http"));
    }

    fn most(&self, cells: usize) -> bool {
        10 * cells >= 9 * self.filled && self.filled > 0
    }

    /// Numbers only, but for few cells.
    pub fn is_numeric(&self) -> bool {
        self.most(self.numbers)
    }

    /// Numbers with a fraction somewhere: scores.
    pub fn is_score(&self) -> bool {
        self.is_numeric() && self.fractions > 0
    }

    /// Labels by convention, each of them, and of both kinds.
    pub fn is_known(&self) -> bool {
        let both = [true, false].map(|kind| self.values.iter().any(|(value, _)| known(value) == Some(kind)));
        self.all_known() && both == [true, true]
    }

    /// Labels by convention; a few odd words among them are mistakes of single rows, other numbers are further classes.
    pub fn all_known(&self) -> bool {
        let further = self.values.iter().any(|(value, _)| number(value).is_some() && known(value).is_none());
        self.filled > 0
            && !self.many
            && !further
            && self.most(self.known)
            && super::labels::one_convention(self.values.iter().map(|(v, _)| v.as_str()))
    }

    /// The same in every row.
    pub fn is_constant(&self) -> bool {
        self.values.len() < 2
    }

    /// Whole numbers that differ from row to row: they number something.
    pub fn is_counter(&self) -> bool {
        let all_differ = self.filled > 1 && self.values.iter().all(|&(_, count)| count == 1);
        self.is_numeric() && self.fractions == 0 && all_differ
    }

    /// Few different values, which are short or come again and again.
    pub fn is_kind(&self) -> bool {
        let short = self.length() <= MOST_WORDS && self.values.iter().all(|(value, _)| value.chars().count() <= LONGEST_LABEL);
        let repeated = self.values.len() <= MOST_SENTENCES && REPEATED * self.values.len() <= self.filled;
        !self.many && (short || repeated) && (2..=MOST_LABELS).contains(&self.values.len()) && 2 * self.values.len() <= self.filled
    }

    /// Texts of words: most cells have several, and most differ.
    pub fn is_text(&self) -> bool {
        2 * self.phrases >= self.filled && self.could_be_text() && !self.is_kind()
    }

    /// Something with letters that is no label, date, address or number.
    pub fn could_be_text(&self) -> bool {
        !self.is_numeric()
            && self.most(self.lettered)
            && 2 * self.dates < self.filled
            && 2 * self.nested < self.filled.max(1)
            && 2 * self.known < self.filled
    }

    /// Nothing that speaks against texts in a column with the header of one.
    pub fn may_be_named_text(&self) -> bool {
        !self.is_numeric() && 2 * self.known <= self.filled && 2 * self.nested <= self.filled
    }

    /// Lists or objects, here or there.
    pub fn has_nested(&self) -> bool {
        self.nested > 0
    }

    /// Lists or objects throughout.
    pub fn is_nested(&self) -> bool {
        self.nested > 0 && self.nested == self.filled
    }

    /// Words in a cell, on average.
    pub fn length(&self) -> f64 {
        self.words as f64 / self.filled.max(1) as f64
    }
}
