//! The records of JSON: an object or a list a line (JSON Lines), or one behind the other, in a list or not.

use super::columns::{is_negative, is_positive};
use super::record::{LONGEST, Record};
use super::wrapper::{self, Place};
use super::{label_column, parts};
use crate::error::{Error, Result, Why};
use crate::settings::Value;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// A parser of objects with these keys.
#[derive(Debug)]
pub struct Objects {
    keys: Vec<String>,
    by_line: bool,
    /// Bytes before the first one.
    before: usize,
    /// Does an object enclose the list?
    wrapped: bool,
    /// The line in which the next one begins, at the earliest.
    line: u64,
    text: String,
    fields: Vec<(usize, usize)>,
}

impl Objects {
    /// Before the first object. `by_line`: each stands in a line of its own.
    pub fn new(keys: Vec<String>, by_line: bool, place: &Place) -> Self {
        Self { keys, by_line, before: place.start, wrapped: place.wrapped, line: 1, text: String::new(), fields: vec![] }
    }

    /// Hands over each record that the text completes; gives how many bytes are used up. `last`: the file ends here.
    pub fn feed(&mut self, text: &str, last: bool, each: &mut impl FnMut(Record) -> Result<()>) -> Result<usize> {
        let mut start = std::mem::take(&mut self.before);
        self.line += breaks(&text[..start]);
        while let Some((before, length)) = self.next(&text[start..], last) {
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
        if let Some(end) = self.end(&text[start..]) {
            wrapper::refuse_more(&text[start + end..])?;
            return Ok(if last { text.len() } else { start });
        }
        if text.len() - start > LONGEST { Err(Error::LongRow { line: self.line }) } else { Ok(start) }
    }

    /// The next record, and what stands before it.
    fn next(&self, rest: &str, last: bool) -> Option<(usize, usize)> {
        match self.by_line {
            true => line(rest, last),
            false if self.end(rest).is_some() => None,
            false => item(rest, last),
        }
    }

    /// Where the bracket stands that closes the list, if an object encloses it and no more records follow.
    fn end(&self, rest: &str) -> Option<usize> {
        let content = rest.trim_start_matches(GAPS);
        (self.wrapped && content.starts_with(']')).then(|| rest.len() - content.len())
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
                None if entries.iter().flatten().any(|(name, _)| is_within(name, key) || is_within(key, name)) => self.text.push_str(NESTED),
                Some((_, Value::Nothing(()))) | None => {}
            }
            self.fields.push((start, self.text.len()));
        }
        let mut record = Record::new(self.line, &self.text, &self.fields);
        record.broken = if entries.is_none() { Some(Why::NotJson) } else { None };
        let is_late = |(name, value): &&(String, Value)| !self.keys.contains(name) && *value != Value::Nothing(());
        let late: Vec<(&str, String)> = entries.iter().flatten().filter(is_late).map(|(name, value)| (name.as_str(), value.to_string())).collect();
        for (name, value) in &late {
            let text = value.trim_matches('"');
            let is_text = name.contains(NUMBERED) || is_negative(name) || is_positive(name);
            record.further |= is_text;
            let may_be = !is_text && label_column::may_be(name, text);
            record.late_label = record.late_label.or(may_be.then_some((*name, text)));
            record.late_part = record.late_part.or((parts::is_named(name) && parts::part(text).is_some()).then_some(*name));
        }
        each(record)
    }
}

/// Objects have no more keys that are read.
const MOST_KEYS: usize = 512;
/// What stands in the place of a list or an object, which is no text.
pub const NESTED: &str = "\u{0}[…]";

/// What stands between values.
pub const GAPS: [char; 5] = [' ', '\t', '\r', '\n', ','];
/// Lists of two texts that are a pair.
const PAIRS: [&str; 6] = ["texts", "set", "pair", "sentences", "questions", "inputs"];

/// What stands between a key and the number of a text in its list, from the second text on.
const NUMBERED: &str = " #";

/// How much space stands at the beginning.
pub fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Is this the key of something inside what that one names?
pub fn is_within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))
}

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
    let content = text.trim_start_matches(|c| GAPS.contains(&c) || [']', '}'].contains(&c));
    let before = text.len() - content.len();
    match extent(content) {
        Some(length) => Some((before, length)),
        None if last && !content.is_empty() => Some((before, content.len())),
        None => None,
    }
}

/// How long the value is that begins here, where it ends here too.
pub fn extent(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b',' if depth == 0 => return Some(at),
            b'}' | b']' if depth == 0 => return Some(at.max(1)),
            b'}' | b']' if depth == 1 => return Some(at + 1),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Keys and values of an object in their order; those of a list are numbered from 1. What an object within it holds has keys of several parts. Rows of an object
/// have their own keys in front, which say nothing.
pub fn parse(item: &str) -> Option<Vec<(String, Value)>> {
    let item = if item.starts_with('"') { wrapper::value_of(item)? } else { item };
    if item.starts_with('[') {
        return read(item).map(|list| numbered("", list));
    }
    let mut flat = vec![];
    for (key, value) in read::<Entries>(item)?.0 {
        match value {
            Value::Map(map) => inner(&key, map, &mut flat),
            Value::List(list) if (is_negative(&key) || is_positive(&key)) && list.iter().all(|value| matches!(value, Value::Text(_))) => {
                flat.extend(
                    list.into_iter().enumerate().map(|(i, text)| (if i == 0 { key.clone() } else { format!("{key}{NUMBERED}{}", i + 1) }, text)),
                );
            }
            Value::List(mut list) if list.len() == 1 => flat.extend(list.pop().map(|value| (key, value))),
            Value::List(list) if list.len() == 2 && PAIRS.contains(&key.as_str()) => flat.extend(numbered(&format!("{key}."), list)),
            value => flat.push((key, value)),
        }
    }
    Some(flat)
}

/// A value as JSON has it, or as Python writes it: NaN and the infinities, which JSON does not know, hold nothing.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&without_nan(text))).ok()
}

fn without_nan(text: &str) -> String {
    let (mut plain, mut in_text, mut escaped) = (String::with_capacity(text.len()), false, false);
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let word = ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| !in_text && rest.starts_with(word));
        plain.push_str(if word.is_some() { "null" } else { &rest[..next.len_utf8()] });
        in_text ^= next == '"' && !escaped;
        escaped = next == '\\' && !escaped;
        rest = &rest[word.map_or(next.len_utf8(), str::len)..];
    }
    plain
}

/// What an object holds that this key names.
fn inner(key: &str, map: BTreeMap<String, Value>, flat: &mut Vec<(String, Value)>) {
    for (name, value) in map {
        let key = format!("{key}.{name}");
        match value {
            Value::Map(map) => inner(&key, map, flat),
            // As Hugging Face writes Quora's pairs.
            Value::List(list) if list.len() == 2 && name == "text" => flat.extend(numbered(&format!("{key}."), list)),
            value => flat.push((key, value)),
        }
    }
}

fn numbered(before: &str, list: Vec<Value>) -> Vec<(String, Value)> {
    list.into_iter().enumerate().map(|(i, value)| (format!("{before}{}", i + 1), value)).collect()
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

/// The keys of the items in the order in which they come, and whether the items are lists.
pub fn keys(text: &str, by_line: bool) -> (Vec<String>, bool) {
    let mut rest = text;
    let (mut keys, mut plain, mut is_list) = (vec![], vec![], false);
    while let Some((before, length)) = if by_line { line(rest, true) } else { item(rest, true) } {
        let entry = rest[before..before + length].trim();
        is_list |= entry.starts_with('[');
        for (key, value) in parse(entry).unwrap_or_default() {
            if !keys.contains(&key) && keys.len() < MOST_KEYS {
                plain.extend(matches!(value, Value::Text(_)).then(|| key.clone()));
                keys.push(key);
            }
        }
        rest = &rest[before + length..];
    }
    // What is a text in one item holds nothing in another.
    keys.retain(|key| !plain.iter().any(|text| is_within(key, text)));
    (keys, is_list)
}
