//! What kind of file it is, from its first piece: encoding, delimiter, header, and which columns hold the questions and the label.

use super::reading::Column;
use super::records::Records;
use super::report::ColumnNames;
use crate::error::{Error, OtherFile, Result};
use crate::numeric::sort::sorted;

const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];
const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
/// How files begin that are no text in UTF-8.
const OTHER_FILES: [(&[u8], OtherFile); 7] = [
    (b"PK\x03\x04", OtherFile::Zip),
    (b"\x1F\x8B", OtherFile::Gzip),
    (b"\xFF\xFE", OtherFile::Utf16),
    (b"\xFE\xFF", OtherFile::Utf16),
    (b"PAR1", OtherFile::Parquet),
    (b"%PDF", OtherFile::Pdf),
    (b"SQLite format 3", OtherFile::Database),
];
/// Names of columns, lower-cased without punctuation: question 1, question 2, label.
const NAMES: [&[&str]; 3] = [
    &["question1", "q1", "sentence1", "sent1", "text1", "texta", "sentencea", "questiona", "anchor", "query", "left"],
    &["question2", "q2", "sentence2", "sent2", "text2", "textb", "sentenceb", "questionb", "positive", "paraphrase", "right"],
    &["isduplicate", "duplicate", "label", "isparaphrase", "same", "target", "y"],
];

/// How to read the file.
#[derive(Debug, PartialEq)]
pub struct Layout {
    /// Bytes before the text: the mark of UTF-8.
    pub skip: usize,
    /// What stands between fields.
    pub delimiter: char,
    /// Is the first row a header?
    pub header: bool,
    /// Column of question 1, of question 2.
    pub questions: [usize; 2],
    /// Column of the label.
    pub label: Option<usize>,
    /// As the report says it.
    pub names: ColumnNames,
}

impl Layout {
    /// Reads it off the file's first bytes; `whole` if there are no more.
    pub fn detect(sample: &[u8], whole: bool) -> Result<Self> {
        refuse_other_files(sample)?;
        let skip = if sample.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
        let (delimiter, rows) = DELIMITERS
            .map(|delimiter| (delimiter, sample_rows(&sample[skip..], delimiter, whole)))
            .into_iter()
            .max_by_key(|(delimiter, rows)| (regularity(rows), *delimiter == ','))
            .expect("there are delimiters to try");
        if rows.is_empty() {
            return Err(Error::EmptyFile);
        }
        let columns = by_name(&rows[0]).or_else(|| by_content(&rows));
        let Some((header, questions, label)) = columns else {
            return Err(Error::NoColumns { row: shorten(&rows[0].join(" | ")) });
        };
        let name = |column: usize| if header { Column::Named(rows[0][column].trim().to_owned()) } else { Column::Numbered(column + 1) };
        let names = ColumnNames { question1: name(questions[0]), question2: name(questions[1]), label: label.map(name) };
        Ok(Self { skip, delimiter, header, questions, label, names })
    }
}

fn refuse_other_files(sample: &[u8]) -> Result<()> {
    let start = String::from_utf8_lossy(&sample[..sample.len().min(64)]).trim_start().to_lowercase();
    let what = match OTHER_FILES.iter().find(|(mark, _)| sample.starts_with(mark)) {
        Some(&(_, what)) => what,
        None if start.starts_with("<!doctype") || start.starts_with("<html") => OtherFile::WebPage,
        None if start.starts_with('{') || start.starts_with('[') => OtherFile::Json,
        None if sample.contains(&0) => OtherFile::Binary,
        None => return Ok(()),
    };
    Err(Error::OtherFile { what })
}

fn sample_rows(sample: &[u8], delimiter: char, whole: bool) -> Vec<Vec<String>> {
    let mut rows = vec![];
    let mut records = Records::new(delimiter);
    let mut keep = |record: super::records::Record| {
        rows.push(record.texts());
        Ok(())
    };
    let fed = records.feed(sample, &mut keep);
    if fed.is_ok() && whole {
        // A row that is too long is found, and named, when the file is read.
        let _ = records.feed(&[], &mut keep);
    }
    rows
}

/// How many rows have as many fields, at least two, as most of them have.
fn regularity(rows: &[Vec<String>]) -> usize {
    (2..=64).map(|n| rows.iter().filter(|r| r.len() == n).count()).max().unwrap_or(0)
}

type Columns = (bool, [usize; 2], Option<usize>);

fn by_name(header: &[String]) -> Option<Columns> {
    let plain: Vec<String> = header.iter().map(|cell| cell.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()).collect();
    let [question1, question2, label] = NAMES.map(|names| names.iter().find_map(|name| plain.iter().position(|cell| cell == name)));
    Some((true, [question1?, question2?], label))
}

/// Without names: the label is the last column of 0 and 1 only, the questions are the two with the most letters.
fn by_content(rows: &[Vec<String>]) -> Option<Columns> {
    let body = if rows.len() > 1 { &rows[1..] } else { rows };
    let width = body.iter().map(Vec::len).max()?;
    let cells = |column: usize| body.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim());
    let label = (0..width).rev().find(|&c| cells(c).any(|cell| !cell.is_empty()) && cells(c).all(|cell| cell.is_empty() || is_label(cell)));
    let letters = |c: usize| cells(c).flat_map(str::chars).filter(|ch| ch.is_alphabetic()).count();
    let with_letters: Vec<usize> = (0..width).filter(|&c| Some(c) != label && letters(c) > 0).collect();
    let by_letters = sorted(&with_letters, |&a, &b| letters(b).cmp(&letters(a)));
    let (first, second) = (*by_letters.first()?, *by_letters.get(1)?);
    let questions = [first.min(second), first.max(second)];
    let first = |column: usize| rows[0].get(column).map_or("", |cell| cell.trim());
    let one_word = |text: &str| !text.contains(char::is_whitespace) && !text.ends_with('?');
    let header = match label {
        Some(column) => !is_label(first(column)),
        None => rows.len() > 1 && questions.iter().all(|&c| one_word(first(c)) && !cells(c).all(one_word)),
    };
    Some((header, questions, label))
}

/// 0 or 1, as numbers or in words.
pub fn is_label(cell: &str) -> bool {
    parse_label(cell).is_some()
}

/// The label's value.
pub fn parse_label(cell: &str) -> Option<bool> {
    match cell.trim() {
        "1" | "1.0" => Some(true),
        "0" | "0.0" => Some(false),
        other if other.eq_ignore_ascii_case("true") => Some(true),
        other if other.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
