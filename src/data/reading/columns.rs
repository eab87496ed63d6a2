//! Which columns hold the questions, by their headers or by what stands in them, and whether there is a header.

use super::corpus::are_of_a_corpus;
use super::labels::plain;
use super::profile::Profile;
use crate::numeric::sort::sorted;
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
    let candidates = (0..names.len()).flat_map(|a| (0..names.len()).map(move |b| [a, b]));
    let ranked = candidates.filter(|&[a, b]| a != b && text(a) && text(b)).filter_map(|[a, b]| {
        let stem = stem(&names[a], &names[b]).filter(|stem| !is_negative(stem) && !is_positive(stem))?;
        let rank = STEMS.iter().position(|known| *known == stem).unwrap_or(STEMS.len());
        Some(((rank, names[a].len(), a), [a, b]))
    });
    ranked.min().map(|(_, columns)| columns)
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
    SIDES.iter().find_map(|(one, other)| {
        let places = first.match_indices(one).filter_map(|(at, _)| {
            let (before, behind) = (&first[..at], &first[at + one.len()..]);
            let fits = second.strip_prefix(before)?.strip_suffix(behind)? == *other;
            let letter = one.len() == 1 && one.starts_with(|c: char| c.is_ascii_alphabetic());
            let alone = before.is_empty() && behind.is_empty();
            let number = one.starts_with(|c: char| c.is_ascii_digit()) && !(before.chars().chain(behind.chars())).any(char::is_alphabetic);
            let fits = fits && !number;
            (fits && (!letter || alone || !before.is_empty() && stands_alone(before))).then(|| format!("{before}{behind}"))
        });
        places.last()
    })
}

/// Is this a word that a letter may follow, as in "text a"?
fn stands_alone(before: &str) -> bool {
    before.len() > 2 || STEMS.contains(&before)
}

/// By what stands in them: of all columns of texts the two that have most words in common.
pub fn by_content(rows: &[Vec<String>], profiles: &[Profile], taken: &[usize]) -> Option<[usize; 2]> {
    let free = |column: &usize| !taken.contains(column) && (rows.len() < 2 || !profiles[*column].is_constant());
    let texts: Vec<usize> = (0..profiles.len()).filter(free).filter(|&c| profiles[c].is_text()).collect();
    let others: Vec<usize> = (0..profiles.len()).filter(free).filter(|&c| profiles[c].could_be_text() && !profiles[c].is_kind()).collect();
    let columns = if texts.len() < 2 { others } else { texts };
    let pairs: Vec<[usize; 2]> = columns.iter().enumerate().flat_map(|(i, &a)| columns[i + 1..].iter().map(move |&b| [a, b])).collect();
    let score = |&[a, b]: &[usize; 2]| {
        let lengths = [profiles[a].length(), profiles[b].length()];
        let alike = lengths[0].min(lengths[1]) / lengths[0].max(lengths[1]).max(1e-9);
        shared_words(rows, a, b) + 0.3 * alike + if b == a + 1 { 0.05 } else { 0.0 }
    };
    let scored: Vec<(f64, [usize; 2])> = pairs.iter().map(|pair| (score(pair), *pair)).collect();
    sorted(&scored, |a, b| b.0.total_cmp(&a.0)).first().map(|(_, pair)| *pair)
}

/// Of further texts, so much is about the same as the questions if this share of their words is.
const ALIKE: f64 = 0.02;

/// A further column of texts that is about the same as the questions.
pub fn third(rows: &[Vec<String>], profiles: &[Profile], questions: [usize; 2], taken: &[usize]) -> Option<usize> {
    let alike = |column: usize| questions.iter().any(|&question| shared_words(rows, question, column) >= ALIKE);
    (0..profiles.len()).find(|&column| !taken.contains(&column) && profiles[column].is_text() && !profiles[column].is_constant() && alike(column))
}

/// The share of words that two cells of a row have in common, on average.
#[inline(never)]
fn shared_words(rows: &[Vec<String>], a: usize, b: usize) -> f64 {
    let words = |row: &Vec<String>, column: usize| {
        let mut words: Vec<String> = vec![];
        for word in row.get(column).into_iter().flat_map(|cell| cell.unicode_words()).take(64).map(str::to_lowercase) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    };
    let shares: Vec<f64> = rows
        .iter()
        .take(200)
        .map(|row| {
            let (first, second) = (words(row, a), words(row, b));
            let common = first.iter().filter(|word| second.contains(word)).count();
            common as f64 / (first.len() + second.len() - common).max(1) as f64
        })
        .collect();
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}

/// Is the first row a header? `body` are profiles of the rows below it.
#[inline(never)]
pub fn has_header(first: &[String], body: &[Profile]) -> bool {
    let are_short = |texts: Texts| texts.questions.iter().all(|&column| first[column].unicode_words().count() <= 4);
    if by_name(first, None).is_some_and(are_short) || first.iter().any(|one| first.iter().any(|other| are_of_a_corpus([one, other]))) {
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
}
