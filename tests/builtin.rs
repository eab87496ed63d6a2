//! The built-in question set: its size, its styles, and that held-out meanings stay unseen.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::HashSet;
use tripletscope::data::Dataset;
use tripletscope::data::builtin::{BuiltinConfig, BuiltinPair, BuiltinSet, Catalogue, Style, generate};
use tripletscope::settings::Value;

fn set(asymmetry: f64, seed: u32) -> BuiltinSet {
    generate(&BuiltinConfig { asymmetry, seed })
}

fn words(pairs: &[BuiltinPair]) -> HashSet<String> {
    let texts = pairs.iter().flat_map(|p| [&p.question1, &p.question2]);
    texts.flat_map(|t| t.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn the_catalogue_has_the_promised_size_and_every_template_one_slot() {
    let catalogue = Catalogue::read();
    assert!(catalogue.intents.len() >= 60, "{} intents", catalogue.intents.len());
    for (i, intent) in catalogue.intents.iter().enumerate() {
        assert!(intent.templates.len() >= 8, "{}", intent.name);
        for style in [Style::Long, Style::Plain, Style::Short] {
            assert!(intent.templates.iter().filter(|(s, _)| *s == style).count() >= 3, "{}: {style:?}", intent.name);
        }
        let mark = &catalogue.slot(i).mark;
        assert!(intent.templates.iter().all(|(_, t)| t.matches(mark).count() == 1 && t.matches('{').count() == 1), "{}", intent.name);
        assert!(catalogue.intents[..i].iter().all(|other| other.name != intent.name), "{} is there twice", intent.name);
    }
    for slot in &catalogue.slots {
        let (name, fillers) = (&slot.mark, &slot.fillers);
        assert!(fillers.len() >= 20, "{name} has {} fillers", fillers.len());
        assert_eq!(fillers.iter().collect::<HashSet<_>>().len(), fillers.len(), "{name} has a filler twice");
    }
}

#[test]
fn there_are_over_20000_distinct_duplicates_and_1200_words_at_any_asymmetry() {
    for asymmetry in [0.0, 0.5, 1.0] {
        let train = set(asymmetry, 1).train;
        let distinct: HashSet<_> = train.iter().collect();
        assert!(distinct.len() > 20_000);
        assert!(words(&train).len() > 1_200, "{} words at {asymmetry}", words(&train).len());
        assert!(train.iter().all(|p| p.duplicate && p.question1 != p.question2));
    }
}

#[test]
fn a_held_out_meaning_is_nowhere_in_training() {
    let BuiltinSet { train, evaluation } = set(0.5, 7);
    let trained: HashSet<u32> = train.iter().map(|p| p.meaning).collect();
    let texts: HashSet<&String> = train.iter().flat_map(|p| [&p.question1, &p.question2]).collect();
    assert!(evaluation.iter().all(|p| !trained.contains(&p.meaning)));
    assert!(evaluation.iter().all(|p| !texts.contains(&p.question1) && !texts.contains(&p.question2)));
    let duplicates = evaluation.iter().take_while(|p| p.duplicate).count();
    assert_eq!(evaluation[..duplicates].iter().map(|p| p.meaning).collect::<HashSet<_>>().len(), duplicates, "one pair a meaning");
    assert!(evaluation[duplicates..].iter().all(|p| !p.duplicate));
    assert!(duplicates >= 200 && evaluation.len() - duplicates >= 200, "{duplicates} of {}", evaluation.len());
}

#[test]
fn non_duplicates_are_hard_but_never_the_same_text() {
    let evaluation = set(0.0, 3).evaluation;
    let shared = |p: &BuiltinPair| {
        let [a, b] = [&p.question1, &p.question2].map(|t| t.split_whitespace().map(str::to_lowercase).collect::<HashSet<_>>());
        a.intersection(&b).count() > 0
    };
    let others: Vec<_> = evaluation.iter().filter(|p| !p.duplicate).collect();
    assert!(others.iter().all(|p| p.question1 != p.question2));
    assert!(others.iter().filter(|p| shared(p)).count() * 10 > others.len() * 8, "most share words");
}

#[test]
fn asymmetry_sets_the_sides_styles_apart() {
    let mean_words = |pairs: &[BuiltinPair], side: fn(&BuiltinPair) -> &String| {
        pairs.iter().map(|p| side(p).split(' ').count()).sum::<usize>() as f64 / pairs.len() as f64
    };
    let gap = |asymmetry| {
        let train = set(asymmetry, 1).train;
        mean_words(&train, |p| &p.question1) - mean_words(&train, |p| &p.question2)
    };
    assert!(gap(0.0).abs() < 0.5, "alike at 0: {}", gap(0.0));
    assert!(gap(0.5) > 3.0 && gap(1.0) > gap(0.5) + 3.0, "{} and {}", gap(0.5), gap(1.0));
    assert!(set(1.0, 1).train.iter().all(|p| !p.question2.ends_with(['?', '.'])), "at 1 all right sides are short");
}

#[test]
fn the_seed_decides_the_set() {
    assert_eq!(set(0.5, 4), set(0.5, 4));
    assert_ne!(set(0.5, 4), set(0.5, 5));
}

#[test]
fn it_is_read_as_a_data_set_by_name() {
    let dataset = Dataset::builtin("questions", &Value::Nothing(())).expect("the defaults are allowed");
    assert_eq!(dataset.report().source, "questions");
    let sentence = Dataset::builtin("answers", &Value::Nothing(())).expect_err("no such set").to_string();
    assert!(sentence.contains("\"answers\"") && sentence.contains("\"questions\""), "{sentence}");
}
