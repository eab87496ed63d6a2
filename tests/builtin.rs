//! The built-in question set: its size, its styles, and that held-out meanings stay unseen.

use std::collections::HashSet;
use tripletscope::data::Dataset;
use tripletscope::data::builtin::{BuiltinConfig, BuiltinPair, BuiltinSet, Catalogue, SETS, generate};
use tripletscope::settings::Value;

fn set(asymmetry: f64, seed: u32) -> BuiltinSet {
    generate(&BuiltinConfig { set: &SETS[0], asymmetry, seed })
}

fn words(pairs: &[BuiltinPair]) -> HashSet<String> {
    let texts = pairs.iter().flat_map(|p| [&p.question1, &p.question2]);
    texts.flat_map(|t| t.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn the_questions_have_the_promised_size() {
    assert_eq!(SETS[0].name, "questions");
    assert!(Catalogue::of(&SETS[0]).intents.len() >= 60);
}

#[test]
fn in_every_set_each_template_has_one_slot_and_each_intent_every_style() {
    for set in SETS {
        let catalogue = Catalogue::of(set);
        for (i, intent) in catalogue.intents.iter().enumerate() {
            assert!(intent.templates.len() >= 8, "{}", intent.name);
            for (style, name) in set.styles.iter().enumerate() {
                assert!(intent.templates.iter().filter(|t| t.style == style).count() >= 3, "{}: {name}", intent.name);
            }
            let mark = &catalogue.slot(i).mark;
            assert!(intent.templates.iter().all(|t| t.text.matches(mark).count() == 1 && t.text.matches('{').count() == 1), "{}", intent.name);
            assert!(catalogue.intents[..i].iter().all(|other| other.name != intent.name), "{} is there twice", intent.name);
        }
        for slot in &catalogue.slots {
            let (name, fillers) = (&slot.mark, &slot.fillers);
            assert!(fillers.len() >= 20, "{name} has {} fillers", fillers.len());
            assert_eq!(fillers.iter().collect::<HashSet<_>>().len(), fillers.len(), "{name} has a filler twice");
            let forms = fillers[0].split('=').count();
            assert!(fillers.iter().all(|f| f.split('=').count() == forms) && [1, set.styles.len()].contains(&forms), "{name}: forms");
        }
    }
}

#[test]
fn the_other_sets_show_what_they_are_there_for() {
    let of = |name: &str| SETS.iter().find(|set| set.name == name).expect("a set of that name");
    let drawn = |name| generate(&BuiltinConfig { set: of(name), asymmetry: 0.5, seed: 1 });
    for name in ["answers", "languages", "synonyms"] {
        let BuiltinSet { train, evaluation } = drawn(name);
        assert!(train.len() >= 2_000 && train.iter().collect::<HashSet<_>>().len() == train.len(), "{name}: {} pairs", train.len());
        let duplicates = evaluation.iter().filter(|p| p.duplicate).count();
        assert!(duplicates >= 50 && evaluation.len() - duplicates >= 50, "{name}: {duplicates} of {} are duplicates", evaluation.len());
        let trained: HashSet<u32> = train.iter().map(|p| p.meaning).collect();
        assert!(evaluation.iter().all(|p| !trained.contains(&p.meaning) && p.question1 != p.question2), "{name}");
        let dataset = Dataset::builtin(name, &Value::Nothing(())).expect("the defaults are allowed");
        assert_eq!(dataset.report().source, name);
    }
    let all = |name| {
        let BuiltinSet { train, evaluation } = drawn(name);
        train.into_iter().chain(evaluation)
    };
    assert!(all("answers").all(|p| p.question1.ends_with('?') && p.question2.ends_with('.')), "questions left, answers right");
    let german = |text: &str| {
        ["Wie", "Wer", "Was", "Wo", "Welche", "Welchen", "Wann", "Woran", "Kann", "Kannst", "Lohnt", "Muss", "Darf", "Ist", "Womit", "Worauf"]
            .iter()
            .any(|word| text.starts_with(word))
    };
    assert!(all("languages").all(|p| !german(&p.question1) && german(&p.question2) && !p.question2.contains('=')), "English left, German right");
    let shared = |pairs: Vec<BuiltinPair>| pairs.iter().filter(|p| p.question1.contains("sofa") || p.question1.contains("couch")).count();
    assert!(shared(drawn("synonyms").train) > 20, "a thing has two names");
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
    let sentence = Dataset::builtin("pictures", &Value::Nothing(())).expect_err("no such set").to_string();
    assert!(sentence.contains("\"pictures\"") && sentence.contains("\"questions\", \"answers\""), "{sentence}");
}
