//! Words and their ids: unknown is 0, padding 1, and words count from 2 in order of first appearance.

use super::{PADDING, UNKNOWN};
use crate::numeric::sort::sorted;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// What lists of words have in the places of [`UNKNOWN`] and of the padding.
pub const MARKS: [&str; 2] = ["<UNK>", "<PAD>"];
/// Id of the first word.
const FIRST_WORD: u32 = MARKS.len() as u32;

/// In which order the words have their ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WordIds {
    /// Of first appearance: the course's of 2020 and 2022.
    #[default]
    Appearance,
    /// The most frequent first, of equals the last by its bytes: Keras's.
    Frequency,
}

/// Words to ids.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    ids: FxHashMap<String, u32>,
    /// Ids of a list that was given, words or not.
    size: usize,
}

impl Vocabulary {
    /// The words of a list by id; its first two places are marks, an empty text is no word.
    pub fn of(list: &[String]) -> Self {
        let words = list.iter().enumerate().skip(MARKS.len()).filter(|(_, word)| !word.is_empty());
        Self { ids: words.map(|(id, word)| (word.clone(), id as u32)).collect(), size: list.len() }
    }

    /// The words by id, with marks in the first two places.
    pub fn list(&self) -> Vec<String> {
        let mut list = vec![String::new(); self.size()];
        list.iter_mut().zip(MARKS).for_each(|(place, mark)| mark.clone_into(place));
        self.ids.iter().for_each(|(word, &id)| list[id as usize].clone_from(word));
        list
    }

    /// The id of a word, new ones included.
    pub fn learn(&mut self, word: &str) -> u32 {
        let next = FIRST_WORD + self.ids.len() as u32;
        match self.ids.get(word) {
            Some(&id) => id,
            None => *self.ids.entry(word.to_owned()).or_insert(next),
        }
    }

    /// The id of a word, [`UNKNOWN`] for one that was never learnt.
    pub fn id(&self, word: &str) -> u32 {
        self.ids.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// Forgets all words but those with these ids, and renumbers them. Gives each old id's new one.
    pub fn keep(&mut self, ids: impl Iterator<Item = u32>, by: WordIds) -> Vec<u32> {
        let renumbered = match by {
            WordIds::Appearance => self.renumbered(ids),
            WordIds::Frequency => self.renumbered(self.by_frequency(ids).into_iter()),
        };
        self.ids.retain(|_, id| {
            *id = renumbered[*id as usize];
            *id != UNKNOWN
        });
        renumbered
    }

    fn renumbered(&self, ids: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut renumbered = vec![UNKNOWN; self.size()];
        renumbered[PADDING as usize] = PADDING;
        let mut next = FIRST_WORD;
        for id in ids {
            if renumbered[id as usize] == UNKNOWN {
                renumbered[id as usize] = next;
                next += 1;
            }
        }
        renumbered
    }

    fn by_frequency(&self, ids: impl Iterator<Item = u32>) -> Vec<u32> {
        let (words, mut counts) = (self.list(), vec![0_u32; self.size()]);
        ids.for_each(|id| counts[id as usize] += 1);
        let known: Vec<u32> = (FIRST_WORD..self.size() as u32).filter(|&id| counts[id as usize] > 0).collect();
        let key = |id: u32| (counts[id as usize], &words[id as usize]);
        sorted(&known, |&a, &b| key(b).cmp(&key(a)))
    }

    /// V: the words and the two special tokens.
    pub fn size(&self) -> usize {
        self.size.max(self.ids.len() + FIRST_WORD as usize)
    }
}
