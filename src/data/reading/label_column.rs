//! Which column is the label. One whose values are all known wins; else what looks like a label is asked about, the likeliest by its header first.

use super::columns::{is_negative, is_positive};
use super::labels::{known, number, plain};
use super::objects::is_within;
use super::profile::Profile;
use crate::numeric::sort::sorted;

/// Parts of a label's header, as [`plain`] writes it, the likeliest first.
const NAMES: &str = "isduplicate duplicate isparaphrase label score similarity relatedness entailment judgment judgement paraphrase same similar match \
    equivalent quality verdict rating gold class target relation dup sim y duplikat gleich ähnlich bewertung étiquette etiqueta etichetta \
    identique 标签 相似 是否 ラベル 類似 라벨 유사 метка";
/// Headers of other things, by one of their words.
const OTHERS: &str = "id ids qid pid uid pairid uuid index idx nr no number row year date time timestamp genre file filename split fold lang language author \
    user annotator url topic domain";

/// Parts of a header that says the opposite: a 1 below it is no duplicate.
const OPPOSITE: &str = "differen différen dissimilar unrelated distance distinct unequal unlike mismatch nomatch nonmatch unmatch notmatch isnegative notdup nondup notpara nonpara notsame notsimilar notequi \
    contradict verschieden unterschied ungleich abweich 不";

/// The rank of what is called no label.
const UNNAMED: usize = usize::MAX;

/// What is known about the label.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// There is none.
    Nothing,
    /// This column, by convention.
    Known(usize),
    /// One of these, but nobody knows what its values mean; the likeliest first.
    Asked(Vec<usize>),
}

/// Looks through the columns that are not `taken`.
pub fn find(names: Option<&[String]>, profiles: &[Profile], taken: &[usize]) -> Found {
    let rank = |column: usize| rank(names, column);
    let free = |column: &usize| !taken.contains(column) && !is_other(names, *column);
    let columns: Vec<usize> = (0..profiles.len()).filter(free).collect();
    let is_named = |column: usize| rank(column) < UNNAMED;
    let by_rank = |columns: Vec<usize>| {
        let key = |column: usize| (rank(column), !profiles[column].is_score(), profiles[column].numbers == 0);
        sorted(&columns, |&a, &b| key(a).cmp(&key(b)))
    };
    let known =
        |column: &usize| !says_opposite(names, *column) && (profiles[*column].is_known() || (is_named(*column) && profiles[*column].all_known()));
    let known = by_rank(columns.iter().copied().filter(known).collect());
    match known[..] {
        [column] => return Found::Known(column),
        [first, second, ..] if is_named(first) && rank(second) != rank(first) => return Found::Known(first),
        [_, _, ..] => return Found::Asked(known),
        [] => {}
    }
    let looks_so = |column: &usize| {
        let profile = &profiles[*column];
        // Whole numbers that all differ number the rows, unless they are called a score; what comes again may be a rating.
        let counts = profile.is_counter() && !is_named(*column);
        let numbers = profile.is_numeric() && !counts && !profile.is_constant();
        numbers || (profile.is_kind() && !profile.is_text()) || (is_named(*column) && !profile.is_constant() && few(profile))
    };
    let asked = by_rank(columns.iter().copied().filter(looks_so).collect());
    // What is called a label and says nothing is one of which no row has a value.
    let empty = by_rank(columns.into_iter().filter(|&column| is_named(column) && profiles[column].filled == 0).collect());
    match (&asked[..], empty.first()) {
        ([], Some(&column)) => Found::Known(column),
        // A header may mislead: what holds labels of both kinds, under whatever name, is asked about before all rows count as duplicates, and so are lists and objects.
        ([], None) => {
            let lists = |column: usize| profiles[column].is_nested() && !is_other(names, column) && !is_read(names, column);
            let misnamed = |column: &usize| !taken.contains(column) && (profiles[*column].is_known() || lists(*column));
            match by_rank((0..profiles.len()).filter(misnamed).collect()) {
                none if none.is_empty() => Found::Nothing,
                asked => Found::Asked(asked),
            }
        }
        _ => Found::Asked(asked),
    }
}

/// Further texts, and what stands in columns of its own.
#[inline(never)]
fn is_read(names: Option<&[String]>, column: usize) -> bool {
    let names = names.unwrap_or_default();
    names.get(column).is_some_and(|name| is_positive(name) || is_negative(name) || names.iter().any(|other| is_within(other, name)))
}

/// Values that come again; of a column that is called a label, more of them may differ.
fn few(profile: &Profile) -> bool {
    !profile.many && (profile.values.len() < profile.filled || profile.is_score()) && !profile.is_text()
}

/// Columns of one value so far, which may be labels if another comes later.
#[inline(never)]
pub fn unsettled(names: Option<&[String]>, profiles: &[Profile], taken: &[usize]) -> Vec<usize> {
    let free = |column: &usize| !taken.contains(column) && !is_other(names, *column);
    (0..profiles.len()).filter(free).filter(|&column| profiles[column].is_constant()).collect()
}

/// Does the header call what is no duplicate? Then its values are asked about, for nobody knows whether a 1 means what it says.
#[inline(never)]
pub fn says_opposite(names: Option<&[String]>, column: usize) -> bool {
    let name = names.and_then(|names| names.get(column)).map(|name| plain(name));
    name.is_some_and(|name| {
        is_negative(&name) || OPPOSITE.split(' ').any(|part| name.contains(part)) || (number(&name), known(&name)) == (None, Some(false))
    })
}

/// Could this be a label below this header?
pub fn may_be(name: &str, value: &str) -> bool {
    let names = [name.to_owned()];
    !is_other(Some(&names), 0) && (rank(Some(&names), 0) < UNNAMED || known(value).is_some())
}

/// The place of a header among those of labels.
#[inline(never)]
fn rank(names: Option<&[String]>, column: usize) -> usize {
    let Some(header) = names.and_then(|names| names.get(column)) else { return UNNAMED };
    let name = plain(header);
    // Of a letter alone it must be the first word, as in y_test.
    let is_first = |part: &str| header.to_lowercase().split(|c: char| !c.is_alphanumeric()).next() == Some(part);
    NAMES.split(' ').position(|part| if part.len() < 2 { is_first(part) } else { name.contains(part) }).unwrap_or(UNNAMED)
}

/// Is this the header of a number, a date, a source, what a search engine gave a text, or the like?
#[inline(never)]
fn is_other(names: Option<&[String]>, column: usize) -> bool {
    let Some(name) = names.and_then(|names| names.get(column)) else { return false };
    if plain(name).trim_end_matches('s').strip_suffix("score").is_some_and(|text| is_positive(text) || is_negative(text)) {
        return true;
    }
    let mut words = name.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).filter(|word| !word.is_empty());
    words.next_back().is_some_and(|word| OTHERS.split(' ').any(|other| other == word)) || name.ends_with("Id") || name.ends_with("ID")
}
