//! Which columns hold the questions by their headers, and whether there is a header.

use super::corpus::are_of_a_corpus;
use super::labels::plain;
use super::profile::Profile;
use crate::numeric::sort::sorted;
use std::cmp::Ordering;
use unicode_segmentation::UnicodeSegmentation;

/// Headers of the two sides that go together, as [`plain`] writes them.
const PAIRS: [(&str, &str); 46] = [
    ("anchor", "positive"),
    ("query", "positive"),
    ("question", "positive"),
    ("sentence", "positive"),
    ("text", "positive"),
    ("query", "pos"),
    ("query", "positives"),
    ("query", "positivepassages"),
    ("anchor", "positives"),
    ("question", "positives"),
    ("anchor", "pos"),
    ("question", "paraphrase"),
    ("original", "paraphrase"),
    ("sentence", "paraphrase"),
    ("text", "paraphrase"),
    ("source", "paraphrase"),
    ("original", "paraphrased"),
    ("premise", "hypothesis"),
    ("source", "target"),
    ("src", "tgt"),
    ("src", "trg"),
    ("left", "right"),
    ("query", "document"),
    ("query", "doc"),
    ("query", "passage"),
    ("query", "answer"),
    ("query", "response"),
    ("query", "text"),
    ("query", "title"),
    ("question", "answer"),
    ("question", "response"),
    ("question", "duplicate"),
    ("original", "duplicate"),
    ("prompt", "response"),
    ("prompt", "completion"),
    ("instruction", "output"),
    ("input", "output"),
    ("context", "response"),
    ("frage", "antwort"),
    ("frage", "paraphrase"),
    ("question", "réponse"),
    ("pregunta", "respuesta"),
    ("问题", "答案"),
    ("질문", "답변"),
    ("질문", "대답"),
    ("質問", "回答"),
];
/// What tells two headers of the same name apart.
const SIDES: [(&str, &str); 13] = [
    ("1", "2"),
    ("a", "b"),
    ("i", "ii"),
    ("one", "two"),
    ("first", "second"),
    ("left", "right"),
    ("x", "y"),
    ("0", "1"),
    ("一", "二"),
    ("甲", "乙"),
    ("erste", "zweite"),
    ("premier", "second"),
    ("१", "२"),
];
/// What is left of such headers, the likeliest first.
const STEMS: [&str; 17] = [
    "question",
    "q",
    "sentence",
    "sent",
    "s",
    "text",
    "t",
    "query",
    "phrase",
    "string",
    "utterance",
    "title",
    "questiontext",
    "frage",
    "satz",
    "问题",
    "질문",
];
/// Headers of texts that are no duplicates of question 1, without their numbers.
const NEGATIVES: [&str; 8] = ["neg", "negs", "hardneg", "hardnegs", "distractor", "distractors", "nonduplicate", "nonduplicates"];
/// Several of these are no two sides, but all beside another text.
const POSITIVES: [&str; 4] = ["positive", "pos", "positives", "positivepassages"];

/// Columns by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts {
    /// The sides.
    pub questions: [usize; 2],
    /// Texts that are no duplicates of the first.
    pub negatives: Vec<usize>,
    /// Further duplicates, lists and the like, which nothing reads.
    pub unused: Vec<usize>,
}

/// Is this the header of a text that is no duplicate of question 1?
#[inline(never)]
pub fn is_negative(header: &str) -> bool {
    let name = plain(header);
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    NEGATIVES.contains(&stem) || (stem.contains("negative") && !stem.ends_with("id") && !stem.ends_with("ids") && !stem.starts_with("is"))
}

/// Is this the header of one of several duplicates of question 1?
#[inline(never)]
pub fn is_positive(header: &str) -> bool {
    POSITIVES.contains(&plain(header).trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// By the headers, if they say so.
#[inline(never)]
pub fn by_name(names: &[String], profiles: Option<&[Profile]>) -> Option<Texts> {
    let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let profile = |column: usize| profiles.and_then(|profiles| profiles.get(column));
    let text = |column: usize| profile(column).is_none_or(Profile::may_be_named_text);
    let fits = |name: &str, wanted: &str| {
        let rest = name.strip_prefix(wanted);
        rest.is_some_and(|rest| rest.is_empty() || rest == "1" && POSITIVES.contains(&wanted))
    };
    let place = |wanted: &str| (0..names.len()).find(|&column| fits(&plain_names[column], wanted) && text(column));
    let named = PAIRS.iter().find_map(|(first, second)| Some([place(first)?, place(second)?]));
    let questions = numbered(&plain_names, &text).or(named)?;
    let others = || (0..names.len()).filter(|column| !questions.contains(column));
    let negatives = others().filter(|&column| is_negative(&names[column]) && text(column)).collect();
    let nested = |column: usize| is_negative(&names[column]) && profile(column).is_some_and(Profile::has_nested);
    let unused = others().filter(|&column| nested(column) || is_positive(&names[column])).collect();
    Some(Texts { questions, negatives, unused })
}

/// Two headers that differ in their number only; the likeliest, then the shortest.
fn numbered(names: &[String], text: &impl Fn(usize) -> bool) -> Option<[usize; 2]> {
    let ranked = couples(names, text).filter_map(|[a, b]| {
        let stem = stem(&names[a], &names[b]).filter(|stem| !is_negative(stem) && !is_positive(stem))?;
        let rank = STEMS.iter().position(|known| *known == stem).unwrap_or(STEMS.len());
        Some(((rank, names[a].len(), a), [a, b]))
    });
    ranked.min().map(|(_, columns)| columns)
}

/// Each column beside the first one with a header that goes with its own. A table may have thousands of columns: counterparts are looked up among the headers in
/// order, for not all can be held against all.
fn couples(names: &[String], text: &impl Fn(usize) -> bool) -> impl Iterator<Item = [usize; 2]> {
    let texts: Vec<usize> = (0..names.len()).filter(|&column| text(column)).collect();
    let by_name = sorted(&texts, |&a, &b| names[a].cmp(&names[b]));
    let counterpart = move |header: [&str; 3]| {
        let place = by_name.partition_point(|&column| compare(&names[column], header).is_lt());
        by_name.get(place).copied().filter(|&column| compare(&names[column], header).is_eq())
    };
    texts.into_iter().flat_map(move |a| {
        let counterparts = SIDES.iter().flat_map(|&(one, other)| places(&names[a], one).map(move |(before, behind)| [before, other, behind]));
        let columns: Vec<usize> = counterparts.filter_map(&counterpart).collect();
        columns.into_iter().map(move |b| [a, b])
    })
}

/// A header and one that is given in parts, in their order; put together, each would be copied as often as one of [`SIDES`] stands in it.
fn compare(name: &str, parts: [&str; 3]) -> Ordering {
    let mut name = name.as_bytes();
    for part in parts {
        let (start, rest) = name.split_at(part.len().min(name.len()));
        match start.cmp(part.as_bytes()) {
            Ordering::Equal => name = rest,
            other => return other,
        }
    }
    name.len().cmp(&0)
}

/// Do the headers say that there are two questions, and that this other column is no third one? Letters and numbers alone do not (a, b, c), and neither does one
/// that goes on like them (text1, text2, text3).
#[inline(never)]
pub fn are_two(names: &[String], questions: [usize; 2], other: usize) -> bool {
    let [first, second, other] = [questions[0], questions[1], other].map(|column| names.get(column).map_or(String::new(), |name| plain(name)));
    let is_known = PAIRS.contains(&(first.as_str(), second.as_str()));
    let letters: String = other.chars().filter(|c| !c.is_ascii_digit()).collect();
    let like = |stem: &String| letters == *stem || other.strip_prefix(stem).is_some_and(|rest| rest.chars().count() == 1);
    is_known || stem(&first, &second).is_none_or(|stem| !stem.is_empty() && !like(&stem))
}

/// What two names have in common, where the rest says which side is which.
fn stem(first: &str, second: &str) -> Option<String> {
    SIDES.iter().find_map(|&(one, other)| {
        let fitting = places(first, one).filter(|&(before, behind)| compare(second, [before, other, behind]).is_eq());
        fitting.last().map(|(before, behind)| format!("{before}{behind}"))
    })
}

/// Where this may say which side it is: what stands before it in a name, and behind it.
fn places<'a>(name: &'a str, one: &'static str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let letter = one.len() == 1 && one.starts_with(|c: char| c.is_ascii_alphabetic());
    let digit = one.starts_with(|c: char| c.is_ascii_digit());
    name.match_indices(one).map(|(at, _)| (&name[..at], &name[at + one.len()..])).filter(move |(before, behind)| {
        let alone = before.is_empty() && behind.is_empty();
        let number = digit && !(before.chars().chain(behind.chars())).any(char::is_alphabetic);
        !number && (!letter || alone || !before.is_empty() && stands_alone(before))
    })
}

/// Is this a word that a letter may follow, as in "text a"?
fn stands_alone(before: &str) -> bool {
    before.len() > 2 || STEMS.contains(&before)
}

/// Is the first row a header? `body` are profiles of the rows below it.
#[inline(never)]
pub fn has_header(first: &[String], body: &[Profile]) -> bool {
    let are_short = |texts: Texts| texts.questions.iter().all(|&column| first[column].unicode_words().count() <= 4);
    if by_name(first, None).is_some_and(are_short) || are_of_a_corpus(first) {
        return true;
    }
    let (mut kept, mut broken) = (false, false);
    for (cell, profile) in first.iter().zip(body).filter(|(cell, profile)| !cell.is_empty() && profile.filled > 0) {
        let fits = if profile.is_numeric() || profile.all_known() {
            super::labels::number(cell).is_some() || super::labels::known(cell).is_some()
        } else if profile.is_kind() {
            profile.values.iter().any(|(value, _)| value == cell)
        } else {
            continue;
        };
        kept |= fits;
        broken |= !fits;
    }
    if kept || broken {
        return !kept;
    }
    // Texts only: a header is short, asks nothing, and is shorter than what stands below it.
    let short = |(cell, profile): (&String, &Profile)| {
        let words = cell.unicode_words().count();
        (1..=3).contains(&words) && 2.0 * words as f64 <= profile.length() && !cell.ends_with(['?', '？', '؟', '.', '!', '。'])
    };
    !body.is_empty() && first.iter().zip(body).filter(|(_, profile)| profile.could_be_text()).all(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(header: &str) -> Option<[usize; 2]> {
        let names: Vec<String> = header.split(',').map(str::to_owned).collect();
        by_name(&names, None).map(|texts| texts.questions)
    }

    #[test]
    fn headers_of_two_sides_go_together() {
        let expected = [
            ("id,qid1,qid2,question1,question2,is_duplicate", [3, 4]),
            ("pair_ID,sentence_A,sentence_B,relatedness_score,entailment_judgment", [1, 2]),
            ("label,q2,q1", [2, 1]),
            ("negative,positive,anchor", [2, 1]),
            ("query,positive,negative_1,negative_2", [0, 1]),
            ("sentence1_binary_parse,sentence2_binary_parse,sentence1,sentence2", [2, 3]),
            ("问题1,问题2,标签", [0, 1]),
            ("문장1,문장2,유사", [0, 1]),
            ("text a,text b", [0, 1]),
            ("Erste Frage,Zweite Frage", [0, 1]),
            ("id,question1_text,question2_text,comment,dup", [1, 2]),
            ("سؤال1,سؤال2", [0, 1]),
        ];
        for (header, columns) in expected {
            assert_eq!(found(header), Some(columns), "{header}");
        }
        for header in ["nr,match,erste,zweite thing", "a question,b", "how do I swim,where is it"] {
            assert_eq!(found(header), None, "{header}");
        }
    }

    #[test]
    fn headers_are_held_against_their_counterparts_only() {
        let names: Vec<String> = (0..4_000).map(|i| format!("field{i}")).collect();
        let all: Vec<[usize; 2]> = couples(&names, &|_| true).collect();
        assert!((1_000..3 * 4_000).contains(&all.len()), "{}", all.len());
        let names = [
            "text1", "text 2", "ii", "text2", "iii", "text1", "i", "text11", "text12", "text21", "12", "text x", "text y", "y", "x", "oneone",
            "onetwo",
        ];
        let names = names.map(plain);
        let each_with_each = (0..names.len()).flat_map(|a| (0..names.len()).map(move |b| [a, b]));
        let all: Vec<[usize; 2]> = couples(&names, &|column| column != 1).collect();
        for [a, b] in each_with_each.filter(|&[a, b]| a != 1 && b != 1 && stem(&names[a], &names[b]).is_some()) {
            let first = names.iter().enumerate().position(|(column, name)| column != 1 && *name == names[b]);
            assert!(all.contains(&[a, first.expect("itself")]), "{a} {b}");
        }
    }
}
