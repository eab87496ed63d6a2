//! A record of a file: its fields, and where it stands.

use crate::error::Why;

/// No record is longer, in bytes; what is has lost its closing quote.
pub const LONGEST: usize = 1 << 20;

/// The mark that says in which order bytes stand.
pub const MARK: char = '\u{FEFF}';

/// One record of any format.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The line in which it begins, from 1.
    pub line: u64,
    /// How many lines it has.
    pub lines: u64,
    /// Why it cannot be used, whatever its fields.
    pub broken: Option<Why>,
    /// Fields whose closing quote has more behind it.
    pub odd_quotes: usize,
    /// Does a field stand in quotes?
    pub enclosed: bool,
    /// A key that the first ones lack and that may be a label's, and its value.
    pub late_label: Option<(&'a str, &'a str)>,
    /// Such a key below which it says train or test.
    pub late_part: Option<&'a str>,
    /// Does a list have more texts than there are fields?
    pub further: bool,
    text: &'a str,
    fields: &'a [(usize, usize)],
}

impl<'a> Record<'a> {
    /// Fields are ranges of `text`.
    pub fn new(line: u64, text: &'a str, fields: &'a [(usize, usize)]) -> Self {
        Self { line, lines: 1, broken: None, odd_quotes: 0, enclosed: false, late_label: None, late_part: None, further: false, text, fields }
    }

    /// How many fields it has.
    pub fn width(&self) -> usize {
        self.fields.len()
    }

    /// A field without space around it, and without the mark that begins a file, which stands within where files were joined.
    pub fn field(&self, index: usize) -> Option<&'a str> {
        let field = self.fields.get(index).map(|&(start, end)| self.text[start..end].trim());
        field.map(|field| field.strip_prefix(MARK).unwrap_or(field))
    }

    /// Does space stand in front of each field but the first, as behind a comma in prose?
    pub fn is_spaced(&self) -> bool {
        self.width() > 1 && self.fields[1..].iter().all(|&(start, end)| self.text[start..end].starts_with(' '))
    }

    /// All fields.
    pub fn texts(&self) -> Vec<String> {
        (0..self.width()).filter_map(|i| self.field(i)).map(str::to_owned).collect()
    }
}
