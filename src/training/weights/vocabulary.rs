//! The words of an opened model: which row of the embedding each one has.
//!
//! A list has the words by row. Its rows 0 and 1 are those of unknown words and of padding, which marks such as `<UNK>`, `<PAD>`, `[UNK]` or an empty
//! text tell; a list without marks begins with row 2. Where padding is 0 and unknown 1, as in TensorFlow, the two rows are exchanged.

use crate::data::{MARKS, PADDING, UNKNOWN};
use crate::error::{Allowed, Error, Result, short};
use crate::settings::Value;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

const UNKNOWN_MARKS: [&str; 3] = [MARKS[UNKNOWN as usize], "<unk>", "[UNK]"];
const PADDING_MARKS: [&str; 4] = [MARKS[PADDING as usize], "<pad>", "[PAD]", ""];
/// Id of the first word.
const FIRST_WORD: usize = MARKS.len();

/// Words and their rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// Each word's row, from 2 on.
    pub ids: Vec<(String, u32)>,
    /// Is padding 0 and unknown 1?
    pub padding_first: bool,
}

impl Words {
    /// The words of a list for an embedding of so many rows.
    pub fn of(list: &[String], rows: usize) -> Result<Self> {
        let is = |place: usize, marks: &[&str]| list.get(place).is_some_and(|word| marks.contains(&word.as_str()));
        let padding_first = is(0, &PADDING_MARKS) || is(1, &UNKNOWN_MARKS);
        let marked = padding_first || is(0, &UNKNOWN_MARKS) || is(1, &PADDING_MARKS);
        let shift = if marked { 0 } else { FIRST_WORD };
        let mut known = FxHashSet::default();
        let mut ids = Vec::new();
        for (place, word) in list.iter().enumerate() {
            let (id, field) = (place + shift, || format!("vocabulary[{place}]"));
            if id < FIRST_WORD {
                let wanted = if padding_first { FIRST_WORD - 1 - id } else { id };
                let marks: &[&str] = if wanted == 0 { &UNKNOWN_MARKS } else { &PADDING_MARKS };
                if !marks.contains(&word.as_str()) {
                    return Err(Error::value(field(), format!("\"{word}\""), Allowed::one_of([MARKS[wanted]])));
                }
            } else if !word.is_empty() {
                if id >= rows {
                    return Err(Error::length("vocabulary", list.len(), Allowed::AtMost { most: rows - shift.min(rows) }));
                }
                if !known.insert(word) {
                    return Err(Error::value(field(), format!("\"{word}\""), Allowed::NewWord));
                }
                ids.push((word.clone(), id as u32));
            }
        }
        Ok(Self { ids, padding_first })
    }

    /// The words by row, with this program's marks in rows 0 and 1.
    pub fn list(&self) -> Vec<String> {
        let mut list: Vec<String> = MARKS.map(String::from).to_vec();
        for (word, id) in &self.ids {
            list.resize(list.len().max(*id as usize), String::new());
            list.push(word.clone());
        }
        list
    }
}

/// A vocabulary's file as a list by row: one word a line, a JSON array, or JSON of words and their rows.
///
/// # Errors
/// Bytes that are no text, or JSON of another shape.
pub fn read_list(bytes: &[u8]) -> Result<Vec<String>> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    match serde_json::from_str::<Value>(text) {
        Ok(Value::List(words)) => return words.iter().enumerate().map(|(place, word)| text_of(place, word)).collect(),
        Ok(Value::Map(ids)) => return by_row(&ids),
        _ => {}
    }
    if text.trim().is_empty() {
        return Err(Error::Missing { field: "vocabulary".into(), allowed: Allowed::List });
    }
    Ok(text.lines().map(|line| line.trim_end_matches('\r').to_owned()).collect())
}

fn text_of(place: usize, word: &Value) -> Result<String> {
    match word {
        Value::Text(word) => Ok(word.clone()),
        other => Err(Error::value(format!("vocabulary[{place}]"), other, Allowed::Text)),
    }
}

/// Words by their rows; of rows without a word there are as many as there are words, at most. A `defaultdict` of Python has a 0, the unknown word's row, for each word that
/// was looked up in vain: where the padding is in row 1 or several words are in row 0, those without a mark are unknown.
fn by_row(ids: &BTreeMap<String, Value>) -> Result<Vec<String>> {
    let most = 2 * ids.len() + FIRST_WORD;
    let mut list: Vec<Option<&String>> = vec![None; FIRST_WORD];
    let of_row = |row: f64| ids.iter().filter(move |(_, id)| **id == Value::Number(row)).map(|(word, _)| word.as_str());
    let looked_up = of_row(1.0).any(|word| PADDING_MARKS.contains(&word)) || of_row(0.0).nth(1).is_some();
    let in_vain = |word: &str, id: &Value| looked_up && *id == Value::Number(0.0) && !UNKNOWN_MARKS.contains(&word) && !PADDING_MARKS.contains(&word);
    for (word, id) in ids.iter().filter(|(word, id)| !in_vain(word, id)) {
        let field = || format!("vocabulary[\"{}\"]", short(word.clone()));
        let place = match id {
            Value::Number(id) if id.fract() == 0.0 && (0.0..most as f64).contains(id) => *id as usize,
            other => return Err(Error::value(field(), other, Allowed::Whole { min: 0, max: most as u32 - 1 })),
        };
        list.resize(list.len().max(place + 1), None);
        if list[place].replace(word).is_some() {
            return Err(Error::value(field(), place, Allowed::NewRow));
        }
    }
    let taken: Vec<bool> = list.iter().map(Option::is_some).collect();
    let mut list: Vec<String> = list.into_iter().map(|word| word.cloned().unwrap_or_default()).collect();
    // What is left without a word in rows 0 and 1 is the other mark's.
    let padding_first = (taken[0] && PADDING_MARKS.contains(&list[0].as_str())) || UNKNOWN_MARKS.contains(&list[1].as_str());
    for place in (0..FIRST_WORD).filter(|&place| !taken[place]) {
        list[place] = MARKS[if padding_first { FIRST_WORD - 1 - place } else { place }].into();
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.into()).collect()
    }

    #[test]
    fn the_first_two_rows_are_found_by_their_marks() {
        let words = |given: &[&str]| Words::of(&list(given), 9).map(|words| (words.ids, words.padding_first));
        let wanted = vec![("how".to_string(), 2), ("why".to_string(), 3)];
        for given in [&["<UNK>", "<PAD>", "how", "why"][..], &["<unk>", "", "how", "why"], &["how", "why"]] {
            assert_eq!(words(given).unwrap(), (wanted.clone(), false), "{given:?}");
        }
        for given in [["", "[UNK]", "how", "why"], ["<PAD>", "<UNK>", "how", "why"]] {
            assert_eq!(words(&given).unwrap(), (wanted.clone(), true), "{given:?}");
        }
        assert_eq!(Words::of(&list(&["<UNK>", "<PAD>", "a", "", "b"]), 9).unwrap().list(), ["<UNK>", "<PAD>", "a", "", "b"]);
    }

    #[test]
    fn words_that_do_not_fit_are_named() {
        let refused = |given: &[&str], rows: usize| Words::of(&list(given), rows).unwrap_err().to_string();
        assert_eq!(refused(&["<UNK>", "how"], 9), "vocabulary[1] is \"how\", but it must be one of \"<PAD>\".");
        assert!(refused(&["a", "b", "a"], 9).contains("vocabulary[2] is \"a\""));
        assert_eq!(refused(&["a", "b", "c"], 4), "vocabulary's length is 3, but it must be at most 2.");
        assert_eq!(refused(&["<UNK>", "<PAD>", "c"], 2), "vocabulary's length is 3, but it must be at most 2.");
    }

    #[test]
    fn a_vocabulary_is_lines_or_json() {
        let wanted = ["<UNK>", "<PAD>", "how", "why"];
        assert_eq!(read_list(b"how\r\nwhy\n").unwrap(), ["how", "why"]);
        assert_eq!(read_list(br#"["<UNK>", "<PAD>", "how", "why"]"#).unwrap(), wanted);
        assert_eq!(read_list(br#"{"why": 3, "<PAD>": 1, "how": 2}"#).unwrap(), wanted, "as the course's Trax notebooks have it");
        assert_eq!(read_list(br#"{"": 0, "[UNK]": 1, "how": 2}"#).unwrap(), ["", "[UNK]", "how"]);
        assert_eq!(read_list(br#"{"[UNK]": 1, "how": 2}"#).unwrap(), ["<PAD>", "[UNK]", "how"]);
        let looked_up = br#"{"why": 3, "<PAD>": 1, "how": 2, "zzz": 0, "yyy": 0}"#;
        assert_eq!(read_list(looked_up).unwrap(), wanted, "after words that it does not have were looked up");
        assert_eq!(read_list(br#"{"<PAD>": 1, "how": 2, "why": 3, "zzz": 0}"#).unwrap(), wanted);
        assert_eq!(read_list(br#"{"<PAD>": 0, "<UNK>": 1, "how": 2, "zzz": 0}"#).unwrap(), ["<PAD>", "<UNK>", "how"]);
        assert!(read_list(br#"{"<UNK>": 0, "[UNK]": 0, "how": 2}"#).unwrap_err().to_string().contains("is 0"));
        assert!(read_list(br#"{"how": 2, "why": 2}"#).unwrap_err().to_string().contains("[\"why\"] is 2"));
        assert!(read_list(br#"{"how": 4000000000}"#).unwrap_err().to_string().contains("4000000000"));
        assert!(read_list(b" \n").is_err());
    }
}
