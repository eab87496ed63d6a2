//! How a text becomes words: one rule a name.

use super::nfc::composed;
use super::treebank;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// Quotation marks and apostrophes that typography puts in the place of plain ones.
const QUOTES: [(&[char], char); 2] = [(&['‘', '’', '‚', '‛', 'ʼ', '′'], '\''), (&['“', '”', '„', '‟', '«', '»', '″'], '"')];
/// Scripts that write no spaces between words: Thai, Lao, Myanmar, Khmer, Hiragana, and Han in three blocks.
const UNSPACED: [(char, char); 8] = [
    ('\u{E00}', '\u{E7F}'),
    ('\u{E80}', '\u{EFF}'),
    ('\u{1000}', '\u{109F}'),
    ('\u{1780}', '\u{17FF}'),
    ('\u{3041}', '\u{309F}'),
    ('\u{3400}', '\u{9FFF}'),
    ('\u{F900}', '\u{FAFF}'),
    ('\u{20000}', '\u{3FFFF}'),
];

/// A rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tokenizer {
    /// Unicode words (UAX 29), lower-cased, without punctuation.
    #[default]
    Words,
    /// The same, and each mark and symbol is a word of its own: "C++" is not "C".
    Symbols,
    /// The course's of 2020 and 2022: the rules of the Penn Treebank as NLTK has them, case kept.
    Course,
    /// The course's of 2023: ASCII punctuation stripped, then split at white space, case kept.
    CourseTensorflow,
}

impl Tokenizer {
    /// All rules, the default first.
    pub const ALL: [Self; 4] = [Self::Words, Self::Symbols, Self::Course, Self::CourseTensorflow];

    /// As settings and saved models say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Symbols => "symbols",
            Self::Course => "course",
            Self::CourseTensorflow => "course-tensorflow",
        }
    }

    /// The rule of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// What `of` gives for each word of a text.
    pub fn words<T>(self, text: &str, mut of: impl FnMut(&str) -> T) -> Vec<T> {
        match self {
            Self::Words => folded(text).to_lowercase().unicode_words().map(of).collect(),
            Self::Symbols => folded(text).to_lowercase().split_word_bounds().filter(|part| is_visible(part)).map(of).collect(),
            Self::Course => treebank::spaced(&composed(text)).split_whitespace().map(of).collect(),
            Self::CourseTensorflow => {
                let stripped = composed(text).replace(|c: char| c.is_ascii_punctuation(), "");
                stripped.split_ascii_whitespace().map(&mut of).collect()
            }
        }
    }

    /// Does the rule take this text apart into single characters, for want of spaces between its words?
    pub fn splits_characters(self, text: &str) -> bool {
        let unspaced = |c: char| UNSPACED.iter().any(|&(first, last)| (first..=last).contains(&c));
        matches!(self, Self::Words | Self::Symbols) && !text.is_ascii() && text.chars().any(unspaced)
    }
}

fn is_visible(part: &str) -> bool {
    !part.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// A text in Unicode's composed form (NFC) with plain quotation marks: two texts are the same if these are.
pub fn folded(text: &str) -> Cow<'_, str> {
    let text = composed(text);
    let plain = |c: char| QUOTES.iter().find(|(marks, _)| marks.contains(&c)).map(|&(_, plain)| plain);
    if text.is_ascii() || text.chars().all(|c| plain(c).is_none()) { text } else { Cow::Owned(text.chars().map(|c| plain(c).unwrap_or(c)).collect()) }
}

#[cfg(test)]
mod tests {
    use super::Tokenizer;

    #[test]
    fn the_document_on_data_shows_what_each_rule_makes_of_a_text() {
        let text = include_str!("../../docs/data.md");
        for rule in Tokenizer::ALL {
            let row = text.lines().find(|line| line.starts_with(&format!("| `{}` |", rule.name()))).expect("a row of the table");
            let words: Vec<String> = rule.words("What's C++?", |word| format!("`{word}`"));
            assert!(row.ends_with(&format!("| {} |", words.join(" "))), "{row}\n{words:?}");
        }
    }
}
