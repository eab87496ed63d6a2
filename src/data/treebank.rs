//! The Penn Treebank's rules of tokenising, in the form of NLTK's `TreebankWordTokenizer` (Bird, Loper and Klein 2009): each rule in turn puts spaces
//! around what it separates, and in the end the text is split at white space. Sentences are not split first.

/// What a rule makes of the text at a place: how many characters it takes, and what stands there instead.
type Match = Option<(usize, String)>;
/// A rule sees what is left of the text, and the character before it.
type Rule = fn(&[char], Option<char>) -> Match;

/// In NLTK's order: quotes that open, punctuation, brackets, dashes; …
const FIRST: [Rule; 12] = [
    |t, before| (before.is_none() && t[0] == '"').then(|| (1, "``".into())),
    |t, _| exactly(t, "``"),
    opening_quote,
    |t, _| (t.len() > 1 && is_any(t[0], ":,") && !t[1].is_ascii_digit()).then(|| (2, format!(" {} {}", t[0], t[1]))),
    |t, _| (t.len() == 1 && is_any(t[0], ":,")).then(|| (1, format!(" {} ", t[0]))),
    |t, _| exactly(t, "..."),
    |t, _| one_of(t, ";@#$%&"),
    last_stop,
    |t, _| one_of(t, "?!"),
    |t, _| (t.len() > 2 && t[0] != '\'' && t[1] == '\'' && t[2] == ' ').then(|| (3, format!("{} ' ", t[0]))),
    |t, _| one_of(t, "[](){}<>"),
    |t, _| exactly(t, "--"),
];
/// … then, with a space at either end, quotes that close and what is written as one word.
const SECOND: [Rule; 6] = [
    |t, _| exactly(t, "''"),
    |t, _| (t[0] == '"').then(|| (1, " '' ".into())),
    |t, _| ending(t, &["'s", "'S", "'m", "'M", "'d", "'D", "'"]),
    |t, _| ending(t, &["'ll", "'LL", "'re", "'RE", "'ve", "'VE", "n't", "N'T"]),
    contraction,
    old_contraction,
];
const CONTRACTIONS: [[&str; 2]; 8] =
    [["can", "not"], ["d", "'ye"], ["gim", "me"], ["gon", "na"], ["got", "ta"], ["lem", "me"], ["more", "'n"], ["wan", "na"]];

/// The text with its words apart.
pub fn spaced(text: &str) -> String {
    let mut text: Vec<char> = text.trim().chars().collect();
    FIRST.iter().for_each(|rule| text = applied(&text, *rule));
    text.insert(0, ' ');
    text.push(' ');
    SECOND.iter().for_each(|rule| text = applied(&text, *rule));
    text.into_iter().collect()
}

fn applied(text: &[char], rule: Rule) -> Vec<char> {
    let mut result = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match rule(&text[at..], at.checked_sub(1).map(|before| text[before])) {
            Some((taken, instead)) => {
                result.extend(instead.chars());
                at += taken;
            }
            None => {
                result.push(text[at]);
                at += 1;
            }
        }
    }
    result
}

fn is_any(c: char, of: &str) -> bool {
    of.contains(c)
}

fn one_of(t: &[char], of: &str) -> Match {
    is_any(t[0], of).then(|| (1, format!(" {} ", t[0])))
}

fn begins(t: &[char], with: &str) -> bool {
    with.chars().enumerate().all(|(i, c)| t.get(i) == Some(&c))
}

fn exactly(t: &[char], what: &str) -> Match {
    begins(t, what).then(|| (what.len(), format!(" {what} ")))
}

fn opening_quote(t: &[char], _: Option<char>) -> Match {
    let quote = [1, 2].into_iter().find(|&length| is_any(t[0], " ([{<") && begins(&t[1..], ["\"", "''"][length - 1]))?;
    Some((1 + quote, format!("{} `` ", t[0])))
}

/// The full stop at the end, behind which only brackets and quotes may stand.
fn last_stop(t: &[char], _: Option<char>) -> Match {
    if t.len() < 2 || t[0] == '.' || t[1] != '.' {
        return None;
    }
    let closing: String = t[2..].iter().take_while(|&&c| is_any(c, "])}>\"'")).collect();
    let rest = &t[2 + closing.chars().count()..];
    rest.iter().all(|c| c.is_whitespace()).then(|| (t.len(), format!("{} .{closing} ", t[0])))
}

/// One of these behind a character that is neither quote nor space, and a space behind it.
fn ending(t: &[char], endings: &[&str]) -> Match {
    let stem = t[0] != '\'' && t[0] != ' ';
    let found = endings.iter().find(|e| stem && begins(&t[1..], e) && t.get(1 + e.len()) == Some(&' '))?;
    Some((2 + found.len(), format!("{} {found} ", t[0])))
}

fn is_word(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || *c == '_')
}

/// The first characters, if they are these in any case and no word goes on behind them.
fn taken<'a>(t: &'a [char], parts: [&str; 2]) -> Option<[&'a [char]; 2]> {
    let (first, all) = (parts[0].len(), parts[0].len() + parts[1].len());
    let same = parts.concat().chars().enumerate().all(|(i, c)| t.get(i).is_some_and(|x| x.eq_ignore_ascii_case(&c)));
    (same && !is_word(t.get(all))).then(|| [&t[..first], &t[first..all]])
}

fn separated(parts: [&[char]; 2]) -> String {
    let [a, b] = parts.map(|part| part.iter().collect::<String>());
    format!(" {a} {b} ")
}

/// "cannot" is "can", "not".
fn contraction(t: &[char], before: Option<char>) -> Match {
    let found = CONTRACTIONS.into_iter().find_map(|parts| taken(t, parts).filter(|_| !is_word(before.as_ref())))?;
    let followed = !begins_in_any_case(found[0], "wan") || t.get(5).is_some_and(|c| c.is_whitespace());
    followed.then(|| (found[0].len() + found[1].len(), separated(found)))
}

fn begins_in_any_case(t: &[char], with: &str) -> bool {
    with.chars().zip(t).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// "'tis" is "'t", "is".
fn old_contraction(t: &[char], _: Option<char>) -> Match {
    let found = ["is", "was"].into_iter().find_map(|rest| taken(&t[1..], ["'t", rest]).filter(|_| t[0] == ' '))?;
    Some((1 + found[0].len() + found[1].len(), separated(found)))
}
