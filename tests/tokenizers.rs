//! How texts become words, rule by rule.

use tripletscope::data::Tokenizer;

fn words(rule: Tokenizer, text: &str) -> Vec<String> {
    rule.words(text, str::to_owned)
}

#[test]
fn the_simple_rule_drops_case_and_punctuation() {
    assert_eq!(words(Tokenizer::Words, "What's C++, C# or \"C\"? Don’t ask!"), ["what's", "c", "c", "or", "c", "don't", "ask"]);
    assert_eq!(words(Tokenizer::Words, "Cafe\u{301} 3.5%"), ["café", "3.5"]);
}

#[test]
fn symbols_are_words_of_their_own() {
    assert_eq!(words(Tokenizer::Symbols, "Is C++ like C#?"), ["is", "c", "+", "+", "like", "c", "#", "?"]);
    assert_eq!(words(Tokenizer::Symbols, "“.NET”\tor 3.5 € 🦀\u{0}"), ["\"", ".", "net", "\"", "or", "3.5", "€", "🦀"]);
    assert_eq!(words(Tokenizer::Symbols, "x ≠ y, x = y"), ["x", "≠", "y", ",", "x", "=", "y"]);
}

#[test]
fn the_rule_of_2023_strips_punctuation_and_keeps_case() {
    assert_eq!(words(Tokenizer::CourseTensorflow, "What's C++, or  \"U.S.A.\"?\n– a_b"), ["Whats", "C", "or", "USA", "–", "ab"]);
    assert!(words(Tokenizer::CourseTensorflow, "?!").is_empty());
}

#[test]
fn rules_are_found_by_their_names() {
    for rule in Tokenizer::ALL {
        assert_eq!(Tokenizer::named(rule.name()), Some(rule));
    }
    assert_eq!(Tokenizer::named("word"), None);
}

/// Made with NLTK 3.10: `[[t, TreebankWordTokenizer().tokenize(t.strip())] for t in texts]`.
const TREEBANK: &[(&str, &[&str])] = &[
    ("How can I be a good geologist?", &["How", "can", "I", "be", "a", "good", "geologist", "?"]),
    ("What's the best way to learn C++ and C#?", &["What", "'s", "the", "best", "way", "to", "learn", "C++", "and", "C", "#", "?"]),
    ("I can't believe it's not butter. Is it?", &["I", "ca", "n't", "believe", "it", "'s", "not", "butter.", "Is", "it", "?"]),
    ("\"Why, exactly?\" he said (twice).", &["``", "Why", ",", "exactly", "?", "''", "he", "said", "(", "twice", ")", "."]),
    ("It costs $5,000.50, i.e. 10% of U.S. GDP...", &["It", "costs", "$", "5,000.50", ",", "i.e.", "10", "%", "of", "U.S.", "GDP", "..."]),
    (
        "We cannot go, gimme 2; they're gonna want to... wanna dance?",
        &["We", "can", "not", "go", ",", "gim", "me", "2", ";", "they", "'re", "gon", "na", "want", "to", "...", "wan", "na", "dance", "?"],
    ),
    (
        "Cannot I? More'n enough, d'ye see 'tis 'Twas the end.",
        &["Can", "not", "I", "?", "More", "'n", "enough", ",", "d", "'ye", "see", "'t", "is", "'T", "was", "the", "end", "."],
    ),
    ("a--b & c @ d # e", &["a", "--", "b", "&", "c", "@", "d", "#", "e"]),
    ("He said ``yes'' [or no] {maybe} <tag>.", &["He", "said", "``", "yes", "''", "[", "or", "no", "]", "{", "maybe", "}", "<", "tag", ">", "."]),
    (
        "the boys' toys, rock 'n' roll: 3:30 or a:b,c",
        &["the", "boys", "'", "toys", ",", "rock", "'n", "'", "roll", ":", "3:30", "or", "a", ":", "b", ",", "c"],
    ),
    ("Is 1,234 > 999?!", &["Is", "1,234", ">", "999", "?", "!"]),
    ("Dr. Smith's dog (John's).'", &["Dr.", "Smith", "'s", "dog", "(", "John", "'s", ")", ".", "'"]),
    ("don’t “quote” me", &["don’t", "“quote”", "me"]),
    ("Wanna", &["Wan", "na"]),
    ("I wanna go", &["I", "wan", "na", "go"]),
    ("I've we'll SHOULDN'T IT'S", &["I", "'ve", "we", "'ll", "SHOULD", "N'T", "IT", "'S"]),
    ("Ends with colon:", &["Ends", "with", "colon", ":"]),
    ("", &[]),
    (" . ", &["."]),
    ("..", &[".."]),
    ("a.", &["a", "."]),
    ("x.\"", &["x", ".", "''"]),
    ("(\"a\")", &["(", "``", "a", "''", ")"]),
    ("what,,then", &["what", ",", ",then"]),
    ("got ta gotta lemme", &["got", "ta", "got", "ta", "lem", "me"]),
    ("n't 's ' x", &["n't", "'s", "'", "x"]),
    ("Unsolved,,, mysteries ;", &["Unsolved", ",", ",", ",", "mysteries", ";"]),
    ("a \"b\" ''c''", &["a", "``", "b", "''", "``", "c", "''"]),
    ("q.)'", &["q", ".", ")", "'"]),
    ("naïve café, ça va?", &["naïve", "café", ",", "ça", "va", "?"]),
    ("How do I do?My friend", &["How", "do", "I", "do", "?", "My", "friend"]),
    ("5:", &["5", ":"]),
    ("a\tb\nc. ", &["a", "b", "c", "."]),
    ("end.\n", &["end", "."]),
    ("fo'c'sle y'all'd've", &["fo'c'sle", "y'all'd", "'ve"]),
    ("''", &["''"]),
    ("\"", &["``"]),
    ("c'mon ,1 ,x", &["c'mon", ",1", ",", "x"]),
    ("http://a.b/c?d=e&f", &["http", ":", "//a.b/c", "?", "d=e", "&", "f"]),
    ("wanna?", &["wan", "na", "?"]),
    ("cannot_ cannot-do", &["cannot_", "can", "not", "-do"]),
    ("'tis", &["'t", "is"]),
    (" 'tis", &["'t", "is"]),
    ("O'Neil's 'quoted' word's'", &["O'Neil", "'s", "'quoted", "'", "word's", "'"]),
];

#[test]
fn the_courses_rule_is_nltks() {
    for (text, expected) in TREEBANK {
        assert_eq!(words(Tokenizer::Course, text), *expected, "{text:?}");
    }
}
