//! The records of JSON: an object or a list a line (JSON Lines), or one behind the other, in a list or not.

use super::record::{LONGEST, Record};
use crate::error::{Error, Result, Why};
use crate::settings::Value;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;

/// A parser of objects with these keys.
#[derive(Debug)]
pub struct Objects {
    keys: Vec<String>,
    by_line: bool,
    /// Is the bracket still to come that opens the list?
    unopened: bool,
    /// The line in which the next one begins, at the earliest.
    line: u64,
    text: String,
    fields: Vec<(usize, usize)>,
}

impl Objects {
    /// Before the first object. `by_line`: each stands in a line of its own.
    pub fn new(keys: Vec<String>, by_line: bool) -> Self {
        Self { keys, by_line, unopened: !by_line, line: 1, text: String::new(), fields: vec![] }
    }

    /// Hands over each record that the text completes; gives how many bytes are used up. `last`: the file ends here.
    pub fn feed(&mut self, text: &str, last: bool, each: &mut impl FnMut(Record) -> Result<()>) -> Result<usize> {
        let mut start = 0;
        let content = text.trim_start();
        if self.unopened && !content.is_empty() {
            self.unopened = false;
            start = text.len() - content.strip_prefix('[').unwrap_or(content).len();
            self.line += breaks(&text[..start]);
        }
        while let Some((before, length)) = if self.by_line { line(&text[start..], last) } else { item(&text[start..], last) } {
            let [gap, item] = [&text[start..start + before], &text[start + before..start + before + length]];
            self.line += breaks(gap);
            if item.len() > LONGEST {
                return Err(Error::LongRow { line: self.line });
            }
            if !item.trim().is_empty() {
                self.take(item.trim(), each)?;
            }
            self.line += breaks(item);
            start += before + length;
        }
        if text.len() - start > LONGEST { Err(Error::LongRow { line: self.line }) } else { Ok(start) }
    }

    fn take(&mut self, item: &str, each: &mut impl FnMut(Record) -> Result<()>) -> Result<()> {
        self.text.clear();
        self.fields.clear();
        let entries = parse(item);
        for key in &self.keys {
            let start = self.text.len();
            match entries.as_ref().and_then(|entries| entries.iter().find(|(name, _)| name == key)) {
                Some((_, Value::Text(text))) => self.text.push_str(text),
                Some((_, value @ (Value::Number(_) | Value::Switch(_)))) => self.text.push_str(&value.to_string()),
                Some((_, Value::List(_) | Value::Map(_))) => self.text.push_str(NESTED),
                Some((_, Value::Nothing(()))) | None => {}
            }
            self.fields.push((start, self.text.len()));
        }
        let mut record = Record::new(self.line, &self.text, &self.fields);
        record.broken = if entries.is_none() { Some(Why::NotJson) } else { None };
        each(record)
    }
}

/// Objects have no more keys that are read.
const MOST_KEYS: usize = 512;
/// What stands in the place of a list or an object, which is no text.
pub const NESTED: &str = "\u{0}";

fn breaks(text: &str) -> u64 {
    text.bytes().filter(|&b| b == b'\n').count() as u64
}

/// The next line, its break included.
fn line(text: &str, last: bool) -> Option<(usize, usize)> {
    match text.find('\n') {
        Some(end) => Some((0, end + 1)),
        None if last && !text.is_empty() => Some((0, text.len())),
        None => None,
    }
}

/// The next item of a list, and what stands before it.
fn item(text: &str, last: bool) -> Option<(usize, usize)> {
    let content = text.trim_start_matches([' ', '\t', '\r', '\n', ',', ']']);
    let before = text.len() - content.len();
    match extent(content) {
        Some(length) => Some((before, length)),
        None if last && !content.is_empty() => Some((before, content.len())),
        None => None,
    }
}

/// How long the value is that begins here, where it ends here too.
fn extent(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b',' if depth == 0 => return Some(at),
            b'}' | b']' if depth <= 1 => return Some(at + 1),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Keys and values of an object in their order; those of a list are numbered from 1.
pub fn parse(item: &str) -> Option<Vec<(String, Value)>> {
    if item.starts_with('[') {
        let list: Vec<Value> = serde_json::from_str(item).ok()?;
        return Some(list.into_iter().enumerate().map(|(i, value)| ((i + 1).to_string(), value)).collect());
    }
    serde_json::from_str::<Entries>(item).ok().map(|entries| entries.0)
}

struct Entries(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Entries, A::Error> {
        let mut entries = vec![];
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

/// The keys of the first items in the order in which they come, and whether the items are lists.
pub fn keys(text: &str, by_line: bool) -> (Vec<String>, bool) {
    const ITEMS: usize = 500;
    let text = text.trim_start();
    let mut rest = if by_line { text } else { text.strip_prefix('[').unwrap_or(text) };
    let (mut keys, mut is_list) = (vec![], false);
    for _ in 0..ITEMS {
        let Some((before, length)) = (if by_line { line(rest, true) } else { item(rest, true) }) else { break };
        let entry = rest[before..before + length].trim();
        is_list |= entry.starts_with('[');
        for (key, _) in parse(entry).unwrap_or_default() {
            if !keys.contains(&key) && keys.len() < MOST_KEYS {
                keys.push(key);
            }
        }
        rest = &rest[before + length..];
    }
    (keys, is_list)
}
