//! What labels mean: by convention, or as a program says.

use super::{Different, Duplicate};
use crate::error::Why;

/// Labels that say "duplicates", as [`plain`] writes them; a language after the other.
const SAME: &[&str] = &[
    "1",
    "true",
    "t",
    "yes",
    "y",
    "duplicate",
    "duplicates",
    "dup",
    "duplicated",
    "isduplicate",
    "paraphrase",
    "paraphrases",
    "isparaphrase",
    "same",
    "samemeaning",
    "equivalent",
    "equal",
    "identical",
    "semanticallyequivalent",
    "équivalent",
    "ja",
    "wahr",
    "gleich",
    "duplikat",
    "oui",
    "vrai",
    "identique",
    "sí",
    "si",
    "verdadero",
    "igual",
    "sì",
    "vero",
    "uguale",
    "sim",
    "verdadeiro",
    "да",
    "истина",
    "是",
    "相同",
    "同",
    "真",
    "はい",
    "同じ",
    "예",
    "네",
    "같음",
    "evet",
    "tak",
    "prawda",
    "نعم",
    "हाँ",
];
/// Labels that say "no duplicates".
const OTHER: &[&str] = &[
    "0",
    "false",
    "f",
    "no",
    "n",
    "different",
    "distinct",
    "dissimilar",
    "unequal",
    "inequivalent",
    "not",
    "nein",
    "falsch",
    "verschieden",
    "ungleich",
    "keinduplikat",
    "non",
    "faux",
    "différent",
    "falso",
    "diferente",
    "distinto",
    "diverso",
    "não",
    "nao",
    "нет",
    "ложь",
    "否",
    "不同",
    "不是",
    "假",
    "いいえ",
    "違う",
    "아니오",
    "아니요",
    "다름",
    "hayır",
    "nie",
    "fałsz",
    "لا",
    "नहीं",
];
/// With one of these in front a label says the opposite.
const NEGATIONS: [&str; 5] = ["non", "not", "no", "nota", "notan"];

/// Letters and digits only, in lower case.
#[inline(never)]
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Signs in front of a number: plus, the hyphen of programs, and what print has in its place.
const SIGNS: [char; 5] = ['+', '-', '−', '–', '－'];
/// In front of a label that is no number, a sign makes a bound of it, its opposite, or nothing, as databases write it (`\\N`); these do so in front of any.
const BOUNDS: [char; 8] = ['<', '>', '≤', '≥', '≠', '!', '~', '\\'];

/// A number; a comma may stand for the decimal point, and a percent sign behind it.
#[inline(never)]
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let size = text.strip_prefix(SIGNS).unwrap_or(text);
    let is_negative = size.len() < text.len() && !text.starts_with('+');
    let size = size.strip_suffix('%').map_or(size, str::trim_end);
    let starts = size.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let parsed: Option<f64> = if starts { size.parse().or_else(|_| size.replacen(',', ".", 1).parse()).ok() } else { None };
    parsed.filter(|x| x.is_finite()).map(|x| if is_negative { -x } else { x })
}

/// What a label means by convention.
#[inline(never)]
pub fn known(text: &str) -> Option<bool> {
    if let Some(x) = number(text) {
        return if x == 1.0 { Some(true) } else { (x == 0.0 || x == -1.0).then_some(false) };
    }
    if text.trim_start().starts_with(|c| BOUNDS.contains(&c) || SIGNS.contains(&c)) {
        return None;
    }
    let plain = plain(text);
    let is = |list: &[&str], word: &str| list.contains(&word);
    if is(SAME, &plain) || is(OTHER, &plain) {
        return Some(is(SAME, &plain));
    }
    let negated = NEGATIONS.iter().filter_map(|negation| plain.strip_prefix(negation)).any(|word| word.len() > 2 && is(SAME, word));
    negated.then_some(false)
}

/// Do they all go together? 0 and −1 do not: there are three labels then.
pub fn one_convention<'a>(labels: impl Iterator<Item = &'a str>) -> bool {
    let (mut zero, mut minus) = (false, false);
    for x in labels.filter_map(number) {
        zero |= x == 0.0;
        minus |= x == -1.0;
    }
    !(zero && minus)
}

/// Do spellings count that are known by convention, but that no list names?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// No.
    Listed,
    /// Words, but no numbers: what a program lists are words of the convention.
    Words,
    /// All.
    All,
}

/// What each label means.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// These say "duplicates".
    pub duplicate: Duplicate,
    /// These say "no duplicates".
    pub different: Different,
    /// What else counts.
    pub convention: Convention,
}

impl Meaning {
    /// Duplicates or not, or why the row cannot be used.
    pub fn of(&self, label: &str) -> Result<bool, Why> {
        if self.convention == Convention::All {
            return known(label).ok_or(Why::NoLabel);
        }
        let is_duplicate = match &self.duplicate {
            Duplicate::Values(values) => contains(values, label),
            Duplicate::Scores { from } => number(label).is_some_and(|x| x >= *from),
        };
        let is_different = match &self.different {
            Different::Values(values) => contains(values, label),
            Different::Scores { below } => number(label).is_some_and(|x| x < *below),
        };
        let by_score = matches!((&self.duplicate, &self.different), (Duplicate::Scores { .. }, Different::Scores { .. }));
        match (is_duplicate, is_different) {
            (true, _) => Ok(true),
            (false, true) => Ok(false),
            (false, false) if by_score && number(label).is_some() => Err(Why::BetweenScores),
            (false, false) if self.convention == Convention::Words && number(label).is_none() => known(label).ok_or(Why::NoLabel),
            (false, false) => Err(Why::NoLabel),
        }
    }
}

/// Is the label one of these, in any case and as any number?
pub fn contains(values: &[String], label: &str) -> bool {
    let label = label.trim();
    let same = |value: &String| value.trim() == label || value.trim().to_lowercase() == label.to_lowercase();
    values.iter().any(|value| same(value) || number(value).is_some_and(|x| number(label) == Some(x)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_any_case_and_form() {
        for label in ["1", "1.0", "1,0", "+1", "TRUE", "Yes", "Duplicate", "is_duplicate", "WAHR", "oui", "是", "same"] {
            assert_eq!(known(label), Some(true), "{label}");
        }
        for label in [
            "0",
            "0,0",
            "-1",
            "-1.0",
            "−1",
            "–1",
            "False",
            "NO",
            "non-duplicate",
            "not_duplicate",
            "Not a duplicate",
            "FALSCH",
            "不同",
            "not equivalent",
        ] {
            assert_eq!(known(label), Some(false), "{label}");
        }
        for label in ["2", "0.5", "entailment", "match", "clash", "", "notable", "nothing", "inf", "NaN", "<1", ">1", "!1", "≠", "−−1", "\\N"] {
            assert_eq!(known(label), None, "{label}");
        }
    }
}
