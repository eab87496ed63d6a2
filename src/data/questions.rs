//! The questions of a data set, each kept once: questions are the same when their texts are, but for how Unicode composes them and for typographic
//! quotation marks. Only the encoder takes questions of the same words for one: which they are is kept too.

use super::tokenizer::{Tokenizer, folded};
use super::vocabulary::{Vocabulary, WordIds};
use super::{PADDING, UNKNOWN};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Texts and token ids in two arenas, found by a question's number.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    tokenizer: Tokenizer,
    texts: String,
    text_ends: Vec<usize>,
    tokens: Vec<u32>,
    token_ends: Vec<usize>,
    /// The first question with the same words.
    wordings: Vec<u32>,
    characters_split: usize,
    vocabulary: Vocabulary,
    by_text: FxHashMap<u64, u32>,
    by_words: FxHashMap<u64, u32>,
}

impl Questions {
    /// None yet; their words go by this rule.
    pub fn new(tokenizer: Tokenizer) -> Self {
        Self { tokenizer, ..Self::default() }
    }

    /// The number of a question, or `None` where the text has no words. The text is kept as it was first written.
    pub fn add(&mut self, text: &str) -> Option<u32> {
        self.add_even_empty(text, false)
    }

    /// The same; with `empty` a text without words is a question too, of nothing but padding.
    pub fn add_even_empty(&mut self, text: &str, empty: bool) -> Option<u32> {
        let text = text.trim();
        let key = folded(text);
        let place = match find(&self.by_text, hash(&key), |question| folded(self.text(question)) == key) {
            Ok(question) => return Some(question),
            Err(place) => place,
        };
        let start = self.tokens.len();
        let mut tokens: Vec<u32> = self.tokenizer.words(text, |word| self.vocabulary.learn(word));
        if tokens.is_empty() {
            if !empty {
                return None;
            }
            tokens.push(PADDING);
        }
        let question = self.len() as u32;
        let wording = match find(&self.by_words, hash(&tokens), |other| self.tokens(other) == tokens) {
            Ok(first) => first,
            Err(place) => *self.by_words.entry(place).or_insert(question),
        };
        self.by_text.insert(place, question);
        self.wordings.push(wording);
        self.characters_split += usize::from(self.tokenizer.splits_characters(text));
        self.texts.push_str(text);
        self.text_ends.push(self.texts.len());
        self.tokens.extend_from_slice(&tokens);
        self.token_ends.push(start + tokens.len());
        Some(question)
    }

    /// One more question, of which nothing but its name is known: it has no words.
    pub fn add_name(&mut self, name: &str) -> u32 {
        let question = self.len() as u32;
        self.wordings.push(question);
        self.texts.push_str(name);
        self.text_ends.push(self.texts.len());
        self.token_ends.push(self.tokens.len());
        question
    }

    /// The first question of this text.
    pub fn find(&self, text: &str) -> Option<u32> {
        (0..self.len() as u32).find(|&question| self.text(question) == text.trim())
    }

    /// Makes token ids of all texts again, by these words and this rule.
    pub fn encode_with(&mut self, vocabulary: Vocabulary, tokenizer: Tokenizer) {
        (self.vocabulary, self.tokenizer) = (vocabulary, tokenizer);
        (self.tokens, self.token_ends) = Default::default();
        for question in 0..self.len() as u32 {
            let mut ids = tokenizer.words(&self.texts[range(&self.text_ends, question)], |word| self.vocabulary.id(word));
            if ids.is_empty() {
                ids.push(UNKNOWN);
            }
            self.tokens.append(&mut ids);
            self.token_ends.push(self.tokens.len());
        }
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.text_ends.len()
    }

    /// The text as it was first written.
    pub fn text(&self, question: u32) -> &str {
        &self.texts[range(&self.text_ends, question)]
    }

    /// Token ids, at least one.
    pub fn tokens(&self, question: u32) -> &[u32] {
        &self.tokens[range(&self.token_ends, question)]
    }

    /// The first question that has the same words as this one, which the encoder cannot tell apart.
    pub fn wording(&self, question: u32) -> u32 {
        self.wordings[question as usize]
    }

    /// How many questions have the same words as another one.
    pub fn shared_words(&self) -> usize {
        let mut counts = vec![0_usize; self.len()];
        self.wordings.iter().for_each(|&first| counts[first as usize] += 1);
        counts.into_iter().filter(|&count| count > 1).sum()
    }

    /// How many questions are split into characters, since their script writes no spaces.
    pub fn characters_split(&self) -> usize {
        self.characters_split
    }

    /// The rule that makes words of texts.
    pub fn tokenizer(&self) -> Tokenizer {
        self.tokenizer
    }

    /// Keeps only the words of these questions, numbered anew; all others become unknown. Nothing can be added after.
    pub fn keep_words_of(&mut self, questions: impl Iterator<Item = u32>, by: WordIds) {
        let order: Vec<u32> = questions.flat_map(|q| self.tokens(q).to_vec()).collect();
        let renumbered = self.vocabulary.keep(order, by);
        self.tokens.iter_mut().for_each(|id| *id = renumbered[*id as usize]);
        (self.by_text, self.by_words) = Default::default();
    }

    /// The words that are known.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

/// The question that `is` the one looked for, or a free place for it: a place that another one has by chance is passed over.
fn find(places: &FxHashMap<u64, u32>, mut place: u64, is: impl Fn(u32) -> bool) -> Result<u32, u64> {
    while let Some(&question) = places.get(&place) {
        if is(question) {
            return Ok(question);
        }
        place = place.wrapping_add(1);
    }
    Err(place)
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

fn range(ends: &[usize], index: u32) -> std::ops::Range<usize> {
    let index = index as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] };
    start..ends[index]
}
