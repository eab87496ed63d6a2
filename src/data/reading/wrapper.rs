//! Where the records of JSON begin: in a list, one behind the other, or in the one list of an object, as `{"data": [...]}` has it.

use super::columns::by_name;
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
        ([], _) if have_rows(&entries) => Ok(Place { start: text.len() - inside.len(), ..Place::default() }),
        ([], _) if !is_nested => Ok(Place { start: before, ..Place::default() }),
        ([], _) if has_columns(text) => Err(Error::OtherFile { what: OtherFile::JsonColumns }),
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
        let Some((key, end)) = key(&rest[..length]) else {
            return (entries, rest.strip_prefix('}'));
        };
        let Some(value) = value(&rest[end..]) else { return (entries, None) };
        let from = rest.len() - value.len();
        entries.push(Entry { key, value, own: &rest[from.min(length)..length] });
        rest = &rest[length..];
    }
}

/// The key that stands here, and where it ends.
fn key(text: &str) -> Option<(String, usize)> {
    let mut keys = serde_json::Deserializer::from_str(text).into_iter::<String>();
    let key = keys.next()?.ok()?;
    Some((key, keys.byte_offset()))
}

/// What stands behind the colon.
fn value(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(':').map(str::trim_start)
}

/// What stands behind the first key.
pub fn value_of(text: &str) -> Option<&str> {
    key(text).and_then(|(_, end)| value(&text[end..]))
}

/// Is each entry a row, behind its number or its name, as `orient="index"` of pandas writes it?
fn have_rows(all: &[Entry]) -> bool {
    let Some((first, row)) = all.first().and_then(|first| Some((first, first.own.strip_prefix('{')?))) else { return false };
    let number = |key: &str| key.parse::<f64>().is_ok();
    let names: Vec<String> = entries(row).0.into_iter().map(|entry| entry.key).collect();
    let are_named = names.first().is_some_and(|name| !number(name)) && (number(&first.key) || by_name(&names, None).is_some());
    are_named && all.iter().all(|entry| entry.own.starts_with('{'))
}

/// Does an object have a list or an object of values for each column, as `to_json()` of pandas writes it? A text may end before it does.
pub fn has_columns(text: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix('{') else { return false };
    let (entries, behind) = entries(inside);
    let first = |own: &str| match own.strip_prefix('[') {
        Some(list) => Some(list.trim_start().to_owned()),
        None => own.strip_prefix('{').and_then(value_of).map(str::to_owned),
    };
    let is_column = |entry: &Entry| first(entry.own).is_some_and(|value| !value.starts_with(['{', '[', ']']));
    let is_whole = behind.is_some_and(|behind| behind.trim().is_empty());
    entries.first().is_some_and(|entry| entry.key.parse::<f64>().is_err() && is_column(entry))
        && entries.iter().all(|entry| entry.own.starts_with(['{', '[']) && !entry.holds_rows())
        && (behind.is_none() || is_whole && entries.len() > 1)
        && !have_rows(&entries)
}

/// The rows of such columns, one after the other, as a list of objects, one a line.
pub struct ByRows<'a> {
    /// Names, and the cells that are still to come.
    columns: Vec<(&'a str, Members<'a>)>,
    /// Does the list have any rows so far?
    any: bool,
}

impl<'a> ByRows<'a> {
    /// Of a whole file.
    ///
    /// # Errors
    /// A text that is not whole.
    pub fn of(text: &'a str) -> Result<Self> {
        let columns = Members::of(text.trim()).and_then(|mut all| {
            let mut columns = vec![];
            while let Some([name, column]) = all.next()? {
                columns.push((name, Members::of(column)?));
            }
            (!columns.is_empty()).then_some(columns)
        });
        Ok(Self { columns: columns.ok_or(Error::OtherFile { what: OtherFile::JsonColumns })?, any: false })
    }

    /// Appends rows until the text has so many bytes. Are there more?
    ///
    /// # Errors
    /// Columns of other rows than the first one.
    pub fn fill(&mut self, into: &mut String, bytes: usize) -> Result<bool> {
        let mut more = true;
        while more && into.len() < bytes {
            more = self.row(into).ok_or(Error::OtherFile { what: OtherFile::JsonColumns })?;
        }
        Ok(more)
    }

    fn row(&mut self, into: &mut String) -> Option<bool> {
        into.push_str(if self.any { ",\n" } else { "[" });
        let mut first = None;
        for (place, (name, cells)) in self.columns.iter_mut().enumerate() {
            let cell = cells.next()?;
            let [key, value] = cell.unwrap_or_default();
            if *first.get_or_insert((key, cell.is_some())) != (key, cell.is_some()) {
                return None;
            }
            if cell.is_some() {
                into.extend([if place == 0 { "{" } else { "," }, name, ":", value]);
            }
        }
        let is_row = first?.1;
        into.push(if is_row { '}' } else { ']' });
        self.any |= is_row;
        Some(is_row)
    }
}

/// Keys (of a list: nothing) and values of a whole object or list, as they stand.
struct Members<'a> {
    is_object: bool,
    rest: &'a str,
}

impl<'a> Members<'a> {
    fn of(text: &'a str) -> Option<Self> {
        Some(Self { is_object: text.starts_with('{'), rest: text.strip_prefix(['{', '['])? })
    }

    /// The next one; nothing at the end, and none at all where the text is not whole.
    fn next(&mut self) -> Option<Option<[&'a str; 2]>> {
        self.rest = self.rest.trim_start_matches(GAPS);
        if let Some(behind) = self.rest.strip_prefix(['}', ']']) {
            return behind.trim().is_empty().then_some(None);
        }
        let (member, behind) = self.rest.split_at(extent(self.rest)?);
        let end = if self.is_object { key(member)?.1 } else { 0 };
        self.rest = behind;
        Some(Some([&member[..end], if self.is_object { value(&member[end..])? } else { member }.trim_end()]))
    }
}
