//! The questions of a data set, each kept once: questions are the same when their texts are, but for how Unicode composes them and for typographic
//! quotation marks. Only the encoder takes questions of the same words for one: which they are is kept too.

use super::arena::Arena;
use super::tokenizer::{Tokenizer, folded};
use super::vocabulary::{Vocabulary, WordIds};
use super::{PADDING, UNKNOWN};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// Texts and token ids in two arenas, found by a question's number.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    tokenizer: Tokenizer,
    texts: Arena<u8>,
    tokens: Arena<u32>,
    /// The first question with the same words, once all are there.
    wordings: Vec<u32>,
    characters_split: usize,
    vocabulary: Vocabulary,
    by_text: Places,
}

/// Questions by a hash, or a place near it.
type Places = FxHashMap<u32, u32>;

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
        let mut tokens: Vec<u32> = self.tokenizer.words(text, |word| self.vocabulary.learn(word));
        if tokens.is_empty() {
            if !empty {
                return None;
            }
            tokens.push(PADDING);
        }
        let question = self.len() as u32;
        self.by_text.insert(place, question);
        self.characters_split += usize::from(self.tokenizer.splits_characters(text));
        self.texts.push(text.as_bytes());
        self.tokens.push(&tokens);
        Some(question)
    }

    /// Finds which questions have the same words, now that all are there: from here on none is added. What found them by their texts goes first, so that
    /// both never take memory at once.
    pub fn compare_words(&mut self) {
        self.by_text = Places::default();
        let mut by_words = Places::with_capacity_and_hasher(self.len() - self.wordings.len(), Default::default());
        self.wordings.reserve_exact(self.len() - self.wordings.len());
        for question in self.wordings.len() as u32..self.len() as u32 {
            let tokens = self.tokens(question);
            let first = match find(&by_words, hash(tokens), |other| self.tokens(other) == tokens) {
                Ok(first) => first,
                Err(place) => *by_words.entry(place).or_insert(question),
            };
            self.wordings.push(first);
        }
    }

    /// One more question, of which nothing but its name is known: it has no words.
    pub fn add_name(&mut self, name: &str) -> u32 {
        let question = self.len() as u32;
        self.wordings.push(question);
        self.texts.push(name.as_bytes());
        self.tokens.push(&[]);
        question
    }

    /// The first question of this text.
    pub fn find(&self, text: &str) -> Option<u32> {
        (0..self.len() as u32).find(|&question| self.text(question) == text.trim())
    }

    /// Makes token ids of all texts again, by these words and this rule.
    pub fn encode_with(&mut self, vocabulary: Vocabulary, tokenizer: Tokenizer) {
        (self.vocabulary, self.tokenizer) = (vocabulary, tokenizer);
        self.tokens = Arena::default();
        for question in 0..self.len() as u32 {
            let mut ids = tokenizer.words(self.text(question), |word| self.vocabulary.id(word));
            if ids.is_empty() {
                ids.push(UNKNOWN);
            }
            self.tokens.push(&ids);
        }
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The text as it was first written.
    #[inline(never)]
    pub fn text(&self, question: u32) -> &str {
        std::str::from_utf8(self.texts.get(question)).expect("it was a text")
    }

    /// Token ids, at least one.
    pub fn tokens(&self, question: u32) -> &[u32] {
        self.tokens.get(question)
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

    /// Keeps only the words of these questions, numbered anew; all others become unknown.
    pub fn keep_words_of(&mut self, questions: impl Iterator<Item = u32>, by: WordIds) {
        let renumbered = self.vocabulary.keep(questions.flat_map(|question| self.tokens.get(question)).copied(), by);
        self.tokens.items_mut().for_each(|id| *id = renumbered[*id as usize]);
    }

    /// The words that are known.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

/// The question that `is` the one looked for, or a free place for it: a place that another one has by chance is passed over.
fn find(places: &Places, mut place: u32, is: impl Fn(u32) -> bool) -> Result<u32, u32> {
    while let Some(&question) = places.get(&place) {
        if is(question) {
            return Ok(question);
        }
        place = place.wrapping_add(1);
    }
    Err(place)
}

fn hash(value: &(impl Hash + ?Sized)) -> u32 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish() as u32
}
