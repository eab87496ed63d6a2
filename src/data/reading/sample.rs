//! The first rows of a file, of any format: names of columns and cells.

use super::delimited::Dialect;
use super::dialect::{self, Detected, SampleRow};
use super::objects::{Objects, keys};
use super::profile::{Profile, count_all};
use super::record::{LONGEST, Record};
use super::wrapper::{self, Place};
use super::{Column, Format, Reading, Split, columns, formats};
use crate::error::{Error, OtherFile, Result};

/// Characters, in bytes, that tell how the file is read.
pub const SAMPLE: usize = 1 << 17;
/// Of lines that are longer than that, so many tell it.
const LINES: usize = 8;

/// What the first rows show.
#[derive(Debug)]
pub struct Sample {
    /// Is this the whole file?
    pub whole: bool,
    /// What kind of file it is.
    pub format: Format,
    /// Of delimited text.
    pub dialect: Option<Dialect>,
    /// May its commas be those of sentences? Nobody has said that they separate columns, and no header does.
    pub is_prose: bool,
    /// Of JSON, each in its place among the fields.
    pub keys: Vec<String>,
    /// Keys among them that the first rows lack, by the option that names them.
    pub awaited: Vec<(&'static str, usize)>,
    /// Of JSON, where it begins.
    pub place: Place,
    /// Headers or keys.
    pub names: Option<Vec<String>>,
    /// Are they the first record?
    pub header: bool,
    /// The line in which the table begins.
    pub first_line: u64,
    /// Fields of most rows.
    pub width: usize,
    /// The rows below the header.
    pub rows: Vec<Vec<String>>,
    /// What each column holds.
    pub profiles: Vec<Profile>,
}

impl Sample {
    /// Of the beginning of a text, or of a whole one.
    pub fn of(text: &str, whole: bool, reading: &Reading) -> Result<Self> {
        formats::refuse_text(text)?;
        match reading.format.unwrap_or_else(|| formats::detect(text)) {
            Format::Csv => Self::of_lines(text, whole, reading),
            format => Self::of_objects(text, whole, format, reading),
        }
    }

    fn of_lines(text: &str, whole: bool, reading: &Reading) -> Result<Self> {
        let Detected { dialect, mut rows, width, is_prose } = dialect::detect(text, whole, reading);
        let (first, is_odd) = match reading.first_line {
            Some(line) => (rows.iter().position(|row| row.line >= line as u64).unwrap_or(rows.len()), false),
            None => dialect::first_row(&rows, width),
        };
        let first_line = reading.first_line.map_or_else(|| rows.get(first).map_or(1, |row| row.line), |line| line as u64);
        let rows: Vec<SampleRow> = rows.drain(first.min(rows.len())..).collect();
        let Some((top, below)) = rows.split_first() else { return Err(Error::EmptyFile) };
        let cells = |rows: &[SampleRow]| rows.iter().map(|row| row.fields.clone()).collect::<Vec<_>>();
        let width = if is_odd { width } else { width.max(top.fields.len()) };
        let body = cells(below);
        let mut profiles = dialect::profiles(&body, width);
        let header = reading.header.unwrap_or_else(|| !is_odd && columns::has_header(&top.fields, &profiles));
        if !header {
            profiles = dialect::profiles(&cells(&rows), width);
        }
        let body = if header { body } else { cells(&rows) };
        let mut names = header.then(|| top.fields.clone());
        // R writes the names of rows in front, and none for them in the header.
        let has_names = top.fields.len() + 1 == width && !top.fields[0].is_empty() && width > 2;
        if let Some(names) = names.as_mut().filter(|_| has_names && !profiles[0].is_text() && 2 * profiles[width - 1].filled > body.len()) {
            names.insert(0, String::new());
        }
        let (keys, awaited, place) = (vec![], vec![], Place::default());
        let is_prose = is_prose && !header && reading.delimiter.is_none();
        let (format, dialect, rows) = (Format::Csv, Some(dialect), body);
        Ok(Self { whole, format, dialect, is_prose, keys, awaited, place, names, header, first_line, width, rows, profiles })
    }

    fn of_objects(text: &str, whole: bool, format: Format, reading: &Reading) -> Result<Self> {
        let by_line = format == Format::Jsonl;
        let mut place = if by_line { Place::default() } else { wrapper::find(text)? };
        let (mut keys, is_list) = keys(&text[place.start..], by_line);
        let awaited = if whole || is_list { vec![] } else { awaited(&mut keys, reading) };
        let mut rows = vec![];
        let mut take = |record: Record| {
            if record.broken.is_none() {
                rows.push(record.texts());
            }
            Ok(())
        };
        // A row that is too long is found, and named, when the file is read.
        let _ = Objects::new(keys.clone(), by_line, &place).feed(text, whole, &mut take);
        let width = keys.len();
        let Some((top, below)) = rows.split_first().filter(|_| width > 0) else { return Err(Error::OtherFile { what: OtherFile::Json }) };
        let mut names = if is_list { place.names.take().filter(|names| names.len() == width) } else { Some(keys.clone()) };
        let header = names.is_none() && reading.header.unwrap_or_else(|| columns::has_header(top, &dialect::profiles(below, width)));
        if header {
            names = Some(rows.remove(0));
        }
        let profiles = dialect::profiles(&rows, width);
        Ok(Self { whole, format, dialect: None, is_prose: false, keys, awaited, place, names, header, first_line: 1, width, rows, profiles })
    }

    /// A column's cells, blank ones too.
    pub fn cells(&self, column: usize) -> Vec<&str> {
        self.rows.iter().map(|row| row.get(column).map_or("", String::as_str)).collect()
    }

    /// The values of a label's column and how many rows have each, those without one too: all of them where they are numbers, however many there are.
    pub fn values(&self, column: usize) -> Vec<(String, usize)> {
        let profile = &self.profiles[column];
        let cells = || self.rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
        if profile.many && profile.numbers == profile.filled {
            return count_all(cells());
        }
        let mut values = profile.values.clone();
        let blank = cells().filter(|cell| cell.is_empty()).count();
        values.extend((blank > 0).then(|| (String::new(), blank)));
        values
    }

    /// The header or the first row, for messages.
    pub fn first(&self) -> String {
        const MOST: usize = 80;
        let cells = self.names.as_ref().or(self.rows.first()).map_or(String::new(), |cells| cells.join(" | "));
        if cells.chars().count() <= MOST { cells } else { cells.chars().take(MOST).chain(['…']).collect() }
    }
}

/// Keys of a label and of what says train or test that are said, though the first rows lack them: later ones may have them.
fn awaited(keys: &mut Vec<String>, reading: &Reading) -> Vec<(&'static str, usize)> {
    let split = if let Some(Some(Split::By(column))) = &reading.split { Some(column) } else { None };
    let said = [("label", reading.label.as_ref().and_then(Option::as_ref)), ("split", split)];
    let mut awaited = vec![];
    for (option, column) in said {
        let Some(Column::Named(name)) = column else { continue };
        if !keys.iter().any(|key| key.to_lowercase() == name.trim().to_lowercase()) {
            awaited.push((option, keys.len()));
            keys.push(name.trim().to_owned());
        }
    }
    awaited
}

/// Where the text ends that tells how the file is read; `None` where more has to come.
fn end_of(text: &str) -> Option<usize> {
    // JSON has no lines of its own.
    let is_json = text.trim_start().starts_with(['{', '[']);
    let lines = if is_json { Some(0) } else { text.match_indices(['\n', '\r']).nth(LINES - 1).map(|(at, _)| at + 1) };
    let end = lines.unwrap_or(LINES * LONGEST).max(SAMPLE);
    (end <= text.len()).then_some(end)
}

/// Has enough come to tell how the file is read?
pub fn is_enough(text: &str) -> bool {
    end_of(text).is_some()
}

/// The text that tells how the file is read.
pub fn sample_of(text: &str, whole: bool) -> Result<&str> {
    if text.trim().is_empty() {
        return Err(Error::EmptyFile);
    }
    let end = end_of(text).filter(|_| !whole).unwrap_or(text.len());
    let end = (0..=end).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    Ok(&text[..end])
}
