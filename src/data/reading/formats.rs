//! What kind of file it is, by how it begins; what holds no table of texts is refused by name.

use super::Format;
use super::objects::parse;
use crate::error::{Error, OtherFile, Result};

/// As many bytes tell what it is.
pub const HEAD: usize = 512;
/// Where an archive of files says that it is one.
const TAR: (usize, &[u8]) = (257, b"ustar");
const MARKS: [(&[u8], OtherFile); 31] = [
    (b"PK\x03\x04", OtherFile::Zip),
    (b"PK\x05\x06", OtherFile::Zip),
    (b"PAR1", OtherFile::Parquet),
    (b"%PDF", OtherFile::Pdf),
    (b"SQLite format 3", OtherFile::Database),
    (b"\0\x01\0\0Standard", OtherFile::Database),
    (b"DUCK", OtherFile::Database),
    (b"\xD0\xCF\x11\xE0", OtherFile::Office),
    (b"{\\rtf", OtherFile::Office),
    (b"\x89PNG", OtherFile::Picture),
    (b"\xFF\xD8\xFF", OtherFile::Picture),
    (b"GIF8", OtherFile::Picture),
    (b"BM", OtherFile::Picture),
    (b"II*\0", OtherFile::Picture),
    (b"MM\0*", OtherFile::Picture),
    (b"RIFF", OtherFile::Picture),
    (b"7z\xBC\xAF", OtherFile::Archive),
    (b"Rar!", OtherFile::Archive),
    (b"BZh", OtherFile::Archive),
    (b"\xFD7zXZ", OtherFile::Archive),
    (b"\x28\xB5\x2F\xFD", OtherFile::Archive),
    (b"ARROW1", OtherFile::Columnar),
    (b"ORC", OtherFile::Columnar),
    (b"Obj\x01", OtherFile::Columnar),
    (b"\x89HDF", OtherFile::Columnar),
    (b"\xFF\xFF\xFF\xFF", OtherFile::Columnar),
    (b"\x93NUMPY", OtherFile::Arrays),
    (b"\x80\x02", OtherFile::Pickle),
    (b"\x80\x03", OtherFile::Pickle),
    (b"\x80\x04", OtherFile::Pickle),
    (b"\x80\x05", OtherFile::Pickle),
];
/// Marks that a text may begin with too: there must be bytes that no text has.
const TEXT_LIKE: [&[u8]; 4] = [b"BM", b"RIFF", b"ORC", b"DUCK"];

/// Parts of a web page near its beginning.
const PAGE: [&str; 4] = ["<!doctype html", "<html", "<head>", "<body"];
/// What a repository keeps in the place of a large file.
const POINTER: &str = "version https://git-lfs";
/// Lines that a table of Weka has before its rows.
const ARFF: [&str; 2] = ["@relation", "@attribute"];
/// Lists and dictionaries as Python prints them.
const PYTHON: [&str; 7] = ["[('", "[(\"", "[['", "[{'", "{'", "('", "(\""];
/// How dumps of databases begin.
const SQL: [&str; 3] = ["insert into ", "create table ", "-- mysql dump"];

/// Refuses what its first bytes say to be no text.
pub fn refuse_bytes(head: &[u8]) -> Result<()> {
    let binary = head.contains(&0);
    let fits = |mark: &[u8]| head.starts_with(mark) && (binary || !TEXT_LIKE.contains(&mark));
    let is_archive = head.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1));
    match MARKS.iter().find(|(mark, _)| fits(mark)) {
        Some(&(_, what)) => Err(Error::OtherFile { what }),
        None if is_archive => Err(Error::OtherFile { what: OtherFile::Archive }),
        None => Ok(()),
    }
}

/// Refuses text that is no table: a web page, XML, what Python prints.
pub fn refuse_text(text: &str) -> Result<()> {
    let text = text.trim_start();
    let start: String = text.chars().take(1_000).collect::<String>().to_lowercase();
    let is_element = text.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '!' || c == '?'));
    let what = if is_element && PAGE.iter().any(|tag| start.contains(tag)) {
        OtherFile::WebPage
    } else if start.starts_with(POINTER) {
        OtherFile::Pointer
    } else if ARFF.iter().all(|keyword| start.lines().any(|line| line.starts_with(keyword))) {
        OtherFile::Arff
    } else if PYTHON.iter().any(|begin| start.starts_with(begin)) {
        OtherFile::Python
    } else if SQL.iter().any(|begin| start.starts_with(begin)) {
        OtherFile::Database
    } else if start.starts_with("<?xml") || (is_element && (text.contains("</") || text.contains("/>")) && text.trim_end().ends_with('>')) {
        OtherFile::Xml
    } else if text.contains('\0') {
        OtherFile::Binary
    } else {
        return Ok(());
    };
    Err(Error::OtherFile { what })
}

/// JSON by its first value, and everything else is delimited text.
pub fn detect(text: &str) -> Format {
    let text = text.trim_start();
    let first_line = text.lines().next().unwrap_or_default().trim();
    let behind = |bracket: char| text.strip_prefix(bracket).map(str::trim_start);
    if let Some(rest) = behind('{') {
        let is_object = rest.starts_with(['"', '}']);
        let by_line = parse(first_line).is_some() && text.lines().skip(1).any(|line| !line.trim().is_empty());
        return match (is_object, by_line) {
            (false, _) => Format::Csv,
            (true, true) => Format::Jsonl,
            (true, false) => Format::Json,
        };
    }
    match behind('[') {
        Some(rest) if rest.starts_with(['{', '[']) || first_line == "[" => Format::Json,
        Some(_) if first_line.ends_with(']') && parse(first_line).is_some() => match text.trim() == first_line {
            true => Format::Json,
            false => Format::Jsonl,
        },
        _ => Format::Csv,
    }
}
