//! Where the records of JSON begin: in a list, one behind the other, or in the one list of an object, as `{"data": [...]}` has it.

use super::objects::{GAPS, extent, spaces};
use crate::error::{Error, OtherFile, Result};
use crate::settings::Value;

/// Lists of rows that have others beside them, in files of pandas and of data set viewers.
const ROWS: [&str; 2] = ["data", "rows"];
/// Names of columns beside the rows, which are lists.
const NAMES: &str = "columns";

/// Where to read.
#[derive(Debug, Default)]
pub struct Place {
    /// The first record, or what stands before it, begins at this byte.
    pub start: usize,
    /// Does an object enclose the list?
    pub wrapped: bool,
    /// Names of columns, where the object has them.
    pub names: Option<Vec<String>>,
}

/// Finds the records at the beginning of a text.
pub fn find(text: &str) -> Result<Place> {
    let before = spaces(text);
    let content = &text[before..];
    let Some(inside) = content.strip_prefix('{') else {
        return Ok(Place { start: before + usize::from(content.starts_with('[')), ..Place::default() });
    };
    let (entries, behind) = entries(inside);
    let lists: Vec<&Entry> = entries.iter().filter(|entry| entry.holds_rows()).collect();
    let named: Vec<&Entry> = lists.iter().copied().filter(|entry| ROWS.contains(&entry.key.as_str())).collect();
    let is_nested = !entries.is_empty() && entries.iter().all(|entry| entry.value.starts_with(['{', '[']));
    match (&lists[..], &named[..]) {
        _ if behind.is_some_and(|behind| spaces(behind) < behind.len()) => Ok(Place { start: before, ..Place::default() }),
        ([list], _) | (_, [list]) => {
            let start = text.len() - list.value.len() + 1;
            let names = entries.iter().find(|entry| entry.key == NAMES).and_then(Entry::texts);
            Ok(Place { start, wrapped: true, names })
        }
        ([], _) if !is_nested => Ok(Place { start: before, ..Place::default() }),
        ([], _) => Err(Error::OtherFile { what: OtherFile::Json }),
        _ => Err(Error::OtherFile { what: OtherFile::JsonLists }),
    }
}

/// Refuses what stands behind the list of an object, if it holds rows too; the text begins with the closing bracket.
pub fn refuse_more(text: &str) -> Result<()> {
    let (entries, behind) = entries(&text[1..]);
    let more = entries.iter().any(Entry::holds_rows) || behind.is_some_and(|behind| spaces(behind) < behind.len());
    if more { Err(Error::OtherFile { what: OtherFile::JsonLists }) } else { Ok(()) }
}

/// A key of an object, and the text from its value on.
struct Entry<'a> {
    key: String,
    value: &'a str,
    /// The value alone, as far as it is there.
    own: &'a str,
}

impl Entry<'_> {
    /// Is it a list of objects or of lists?
    fn holds_rows(&self) -> bool {
        self.own.strip_prefix('[').is_some_and(|list| list[spaces(list)..].starts_with(['{', '[']))
    }

    fn texts(&self) -> Option<Vec<String>> {
        let Ok(Value::List(list)) = serde_json::from_str(self.own) else { return None };
        list.into_iter().map(|value| if let Value::Text(text) = value { Some(text) } else { None }).collect()
    }
}

/// What an object holds from here on, as far as the text goes, and what stands behind it.
fn entries(text: &str) -> (Vec<Entry<'_>>, Option<&str>) {
    let (mut entries, mut rest) = (vec![], text);
    loop {
        rest = rest.trim_start_matches(GAPS);
        let length = extent(rest).unwrap_or(rest.len());
        let mut keys = serde_json::Deserializer::from_str(&rest[..length]).into_iter::<String>();
        let (Some(Ok(key)), end) = (keys.next(), keys.byte_offset()) else {
            return (entries, rest.strip_prefix('}'));
        };
        let colon = end + spaces(&rest[end..]);
        let Some(behind) = rest[colon..].strip_prefix(':') else { return (entries, None) };
        let value = &behind[spaces(behind)..];
        let from = rest.len() - value.len();
        entries.push(Entry { key, value, own: &rest[from.min(length)..length] });
        rest = &rest[length..];
    }
}
