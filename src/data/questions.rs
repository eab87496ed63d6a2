//! The questions of a data set, each kept once: questions are the same when their words are.

use super::vocabulary::{Vocabulary, words};
use rustc_hash::FxHashMap;

/// Texts and token ids in two arenas, found by a question's number.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    texts: String,
    text_ends: Vec<usize>,
    tokens: Vec<u32>,
    token_ends: Vec<usize>,
    vocabulary: Vocabulary,
    known: FxHashMap<Vec<u32>, u32>,
}

impl Questions {
    /// The number of a question, or `None` where the text has no words. The first text with these words is the one that is kept.
    pub fn add(&mut self, text: &str) -> Option<u32> {
        let tokens: Vec<u32> = words(text, |word| self.vocabulary.learn(word));
        if tokens.is_empty() {
            return None;
        }
        if let Some(&question) = self.known.get(&tokens) {
            return Some(question);
        }
        let question = self.len() as u32;
        self.texts.push_str(text.trim());
        self.text_ends.push(self.texts.len());
        self.tokens.extend_from_slice(&tokens);
        self.token_ends.push(self.tokens.len());
        self.known.insert(tokens, question);
        Some(question)
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

    /// Keeps only the words of these questions, numbered by first appearance in them; all others become unknown. Nothing can be added after.
    pub fn keep_words_of(&mut self, questions: impl Iterator<Item = u32>) {
        let order: Vec<u32> = questions.flat_map(|q| self.tokens(q).to_vec()).collect();
        let renumbered = self.vocabulary.keep(order.into_iter());
        self.tokens.iter_mut().for_each(|id| *id = renumbered[*id as usize]);
        self.known = FxHashMap::default();
    }

    /// The words that are known.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

fn range(ends: &[usize], index: u32) -> std::ops::Range<usize> {
    let index = index as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] };
    start..ends[index]
}
