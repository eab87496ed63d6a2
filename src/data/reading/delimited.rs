//! The records of delimited text (RFC 4180, read with indulgence), line by line.

use super::record::{LONGEST, MARK, Record};
use crate::error::{Error, Result, Why};

/// What quotes mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// They enclose fields; two of them are one within.
    Doubled,
    /// They enclose fields; one behind a backslash is one within.
    Escaped,
    /// They are characters like others.
    Plain,
}

/// This delimiter stands for any run of blanks that is as long: columns are aligned by them, and no field is empty.
pub const BLANKS: &str = "  ";

/// How lines become fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Dialect {
    /// What stands between fields.
    pub delimiter: String,
    /// What quotes mean.
    pub quotes: Quotes,
    /// What ends a line.
    pub line_break: char,
}

impl Dialect {
    /// What ends a line elsewhere.
    fn other_break(&self) -> char {
        if self.line_break == '\n' { '\r' } else { '\n' }
    }
}

/// Where in a field the parser is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// Behind the closing quote.
    Closed,
}

/// A parser, and the record that it is in.
#[derive(Debug)]
pub struct Lines {
    dialect: Dialect,
    /// Lines so far.
    line: u64,
    /// Fields with quotes, put together.
    text: String,
    fields: Vec<(usize, usize)>,
    /// Where the field begins that is being read.
    start: usize,
    place: Place,
    /// Lines of this record so far.
    lines: u64,
    /// Fields of the record before.
    width: usize,
    odd_quotes: usize,
    enclosed: bool,
}

impl Lines {
    /// Before the first line.
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            line: 0,
            text: String::new(),
            fields: vec![],
            start: 0,
            place: Place::Start,
            lines: 0,
            width: 0,
            odd_quotes: 0,
            enclosed: false,
        }
    }

    /// Hands over each record that the text completes; gives how many bytes are used up. `last`: the file ends here.
    pub fn feed(&mut self, text: &str, last: bool, each: &mut impl FnMut(Record) -> Result<()>) -> Result<usize> {
        let mut start = 0;
        while start < text.len() {
            let end = match text[start..].find(self.dialect.line_break) {
                Some(length) => start + length,
                None if last => text.len(),
                None => break,
            };
            self.line += 1;
            if end - start + self.text.len() > LONGEST {
                return Err(self.too_long());
            }
            let line = text[start..end].trim_end_matches('\r');
            if line.contains(self.dialect.other_break()) && self.holds_lines(line) {
                self.take_all(line, each)?;
            } else {
                self.take(line, each)?;
            }
            start = (end + 1).min(text.len());
        }
        if text.len() - start > LONGEST {
            self.line += 1;
            return Err(self.too_long());
        }
        if last && self.place == Place::Quoted {
            self.end_field();
            self.emit(Some(Why::UnclosedQuote), each)?;
        }
        Ok(start)
    }

    /// In a file that was put together some lines may end another way: is each part of this one as wide as the record before, or as each other?
    fn holds_lines(&self, line: &str) -> bool {
        let mut widths =
            line.split(self.dialect.other_break()).filter(|part| !part.is_empty()).map(|part| part.matches(&self.dialect.delimiter).count() + 1);
        let wanted = if self.width > 0 { Some(self.width) } else { widths.next() };
        self.place != Place::Quoted && widths.all(|width| Some(width) == wanted)
    }

    fn take_all(&mut self, lines: &str, each: &mut impl FnMut(Record) -> Result<()>) -> Result<()> {
        for (k, line) in lines.split(self.dialect.other_break()).enumerate() {
            self.line += u64::from(k > 0);
            self.take(line, each)?;
        }
        Ok(())
    }

    fn too_long(&self) -> Error {
        Error::LongRow { line: self.line - self.lines }
    }

    fn take(&mut self, line: &str, each: &mut impl FnMut(Record) -> Result<()>) -> Result<()> {
        if self.place != Place::Quoted && (self.dialect.quotes == Quotes::Plain || !line.contains('"')) {
            return self.split(line, each);
        }
        self.lines += 1;
        if self.place == Place::Quoted {
            self.text.push('\n');
        }
        self.parse(line);
        if self.place == Place::Quoted { Ok(()) } else { self.emit(None, each) }
    }

    /// A line without quotes; an empty one is no record.
    fn split(&mut self, line: &str, each: &mut impl FnMut(Record) -> Result<()>) -> Result<()> {
        self.fields.clear();
        let mut start = 0;
        let is_aligned = self.dialect.delimiter == BLANKS;
        let is_gap = |start: usize, end: usize| is_aligned && line[start..end].trim().is_empty();
        for (at, found) in line.match_indices(self.dialect.delimiter.as_str()) {
            if !is_gap(start, at) {
                self.fields.push((start, at));
            }
            start = at + found.len();
        }
        if start == 0 && line.trim().is_empty() || is_gap(0, line.len()) {
            return Ok(());
        }
        if !is_gap(start, line.len()) {
            self.fields.push((start, line.len()));
        }
        self.width = self.fields.len();
        let record = Record::new(self.line, line, &self.fields);
        each(record)?;
        self.fields.clear();
        Ok(())
    }

    /// A line with quotes, or one within them.
    fn parse(&mut self, line: &str) {
        let mut rest = line;
        loop {
            rest = match self.place {
                Place::Start => self.open(rest),
                Place::Quoted => self.quoted(rest),
                // By far the most fields in quotes end so.
                Place::Closed if rest.starts_with(self.dialect.delimiter.as_str()) => {
                    self.end_field();
                    &rest[self.dialect.delimiter.len()..]
                }
                Place::Plain | Place::Closed => match rest.split_once(self.dialect.delimiter.as_str()) {
                    Some((field, behind)) => {
                        self.unquoted(field);
                        self.end_field();
                        behind
                    }
                    None => {
                        self.unquoted(rest);
                        return self.end_field();
                    }
                },
            };
            if self.place == Place::Quoted && rest.is_empty() {
                return;
            }
        }
    }

    /// A field begins, with a quote or without; space may stand before the quote.
    fn open<'a>(&mut self, rest: &'a str) -> &'a str {
        let spaces = |c: char| (c.is_whitespace() || c == MARK) && !self.dialect.delimiter.starts_with(c);
        let quote = rest.trim_start_matches(spaces).strip_prefix('"');
        self.enclosed |= quote.is_some();
        self.place = if quote.is_some() { Place::Quoted } else { Place::Plain };
        quote.unwrap_or(rest)
    }

    fn quoted<'a>(&mut self, rest: &'a str) -> &'a str {
        let escapes = self.dialect.quotes == Quotes::Escaped;
        let found = if escapes { rest.find(['"', '\\']) } else { rest.find('"') };
        let Some(at) = found else {
            self.text.push_str(rest);
            return "";
        };
        self.text.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        if rest[at..].starts_with('\\') {
            let escaped = behind.chars().next();
            if escaped != Some('"') && escaped != Some('\\') {
                self.text.push('\\');
            }
            self.text.extend(escaped);
            return &behind[escaped.map_or(0, char::len_utf8)..];
        }
        match behind.strip_prefix('"') {
            Some(behind) => {
                self.text.push('"');
                behind
            }
            None => {
                self.place = Place::Closed;
                behind
            }
        }
    }

    /// Text outside of quotes. What stands behind a closing quote says that the quotes were none.
    fn unquoted(&mut self, text: &str) {
        if self.place == Place::Closed && !text.trim().is_empty() {
            self.text.insert(self.start, '"');
            self.text.push('"');
            self.odd_quotes += 1;
        }
        self.text.push_str(text);
    }

    fn end_field(&mut self) {
        self.fields.push((self.start, self.text.len()));
        self.start = self.text.len();
        self.place = Place::Start;
    }

    fn emit(&mut self, broken: Option<Why>, each: &mut impl FnMut(Record) -> Result<()>) -> Result<()> {
        self.width = self.fields.len();
        let mut record = Record::new(self.line + 1 - self.lines, &self.text, &self.fields);
        (record.lines, record.broken, record.odd_quotes, record.enclosed) = (self.lines, broken, self.odd_quotes, self.enclosed);
        each(record)?;
        self.text.clear();
        self.fields.clear();
        (self.start, self.lines, self.odd_quotes, self.enclosed, self.place) = (0, 0, 0, false, Place::Start);
        Ok(())
    }
}
