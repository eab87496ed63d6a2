//! What a link is written as is read back equal, over the whole table; what would be refused is not written; any text is answered.

use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use tripletscope::loss::{LossConfig, presets};
use tripletscope::page::link::{parse, write};
use tripletscope::page::plan::{Change, MOST_CHANGES, MOST_RUNS, Plan};
use tripletscope::settings::{Kind, LAST_STEP, Setting, TABLE, Value};
use tripletscope::verdict::Run;

fn shown() -> Vec<&'static Setting> {
    TABLE.iter().filter(|s| !s.group.is_empty() && s.group != "loss").collect()
}

/// Any value that a setting takes, its ends among them.
fn value(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Number { min, max, .. } => prop_oneof![Just(min), Just(max), min..=max].prop_map(Value::Number).boxed(),
        Kind::Integer { min, max, .. } => prop_oneof![Just(min), Just(max), min..=max].prop_map(|x| Value::Number(x.into())).boxed(),
        Kind::Choice { choices, .. } => (0..choices.len()).prop_map(|k| Value::Text(choices[k].value.into())).boxed(),
        Kind::Switch { .. } => any::<bool>().prop_map(Value::Switch).boxed(),
    }
}

/// Some of these settings with any of their values.
fn values(settings: Vec<&'static Setting>) -> impl Strategy<Value = BTreeMap<&'static str, Value>> {
    let each = settings.into_iter().map(|s| (any::<bool>(), value(s.kind)).prop_map(|(said, value)| (said, s.key, value))).collect::<Vec<_>>();
    each.prop_map(|each| each.into_iter().filter(|(said, ..)| *said).map(|(_, key, value)| (key, value)).collect())
}

fn loss() -> impl Strategy<Value = LossConfig> {
    let range = |key: &str| match tripletscope::settings::setting(key).kind {
        Kind::Number { min, max, .. } => min..=max,
        other => panic!("{key} is a number, not {other:?}"),
    };
    let word = |words: &'static [&'static str]| proptest::sample::select(words);
    let term = (
        word(&["mean", "hardest", "semi-hard", "semi-hard-course"]),
        word(&["rows", "columns", "averaged", "harder", "left", "right", "distance-swap"]),
    );
    let term = (term, range("loss.margin"), range("loss.weight"))
        .prop_map(|((negative, along), margin, weight)| json!({ "negative": negative, "along": along, "margin": margin, "weight": weight }));
    let triplet = (proptest::collection::vec(term, 1..6), word(&["mean", "sum"]))
        .prop_map(|(terms, reduction)| json!({ "kind": "triplet", "terms": terms, "reduction": reduction }));
    let softmax = (word(&["rows", "columns", "averaged", "left", "right", "four"]), range("loss.scale"), word(&["mean", "sum"]))
        .prop_map(|(along, scale, reduction)| json!({ "kind": "softmax", "along": along, "scale": scale, "reduction": reduction }));
    let unequal = (range("loss.scale"), range("loss.balance"))
        .prop_map(|(scale, balance)| json!({ "kind": "softmax", "along": "averaged", "scale": scale, "balance": balance, "reduction": "sum" }));
    let read = |json: serde_json::Value| LossConfig::read(&serde_json::from_value(json).expect("plain data"), "loss").expect("an allowed loss");
    let named = (0..presets().len()).prop_map(|k| presets().swap_remove(k).1);
    prop_oneof![triplet.prop_map(read), softmax.prop_map(read), unequal.prop_map(read), named]
}

/// Changes in the order of steps; those at the start are of further runs only.
fn run(first: bool) -> impl Strategy<Value = Vec<Change>> {
    let live = || shown().into_iter().filter(|s| !["page", "views"].contains(&s.group) && !s.restarts).collect::<Vec<_>>();
    let fixed = shown().into_iter().filter(|s| !["page", "views"].contains(&s.group)).collect::<Vec<_>>();
    let start = (values(fixed), proptest::option::of(loss())).prop_map(|(values, loss)| Change { step: 0, values, loss });
    let later = proptest::collection::btree_map(1..=LAST_STEP, (values(live()), proptest::option::of(loss())), 0..4);
    (start, later).prop_map(move |(start, later)| {
        let start = (!first && start != Change::default()).then_some(start);
        start.into_iter().chain(later.into_iter().map(|(step, (values, loss))| Change { step, values, loss })).collect()
    })
}

fn plain(values: &BTreeMap<&'static str, Value>) -> Value {
    Value::Map(values.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_written_is_read_back_equal(
        values in values(shown()), loss in loss(), first in run(true), more in proptest::collection::vec(run(false), 0..MOST_RUNS), step in 0..=LAST_STEP, shown in 0..MOST_RUNS,
    ) {
        let runs: Vec<_> = std::iter::once(first).chain(more).collect();
        let shown = shown % runs.len();
        let plan = Plan { runs, step, shown };
        let text = write(&plain(&values), &loss, &plan).expect("all of it is allowed");
        // As it is, and as programs write it that escape what a link need not escape.
        let escaped = text.bytes().map(|b| if b"&=".contains(&b) || b.is_ascii_digit() { char::from(b).to_string() } else { format!("%{b:02X}") });
        for text in [text.clone(), escaped.collect::<String>(), text.replace(',', "%2c")] {
            let link = parse(&text);
            prop_assert!(link.problems.is_empty(), "{text}: {:?}", link.problems);
            for (key, value) in &values {
                prop_assert_eq!(&link.values[key], value, "{}: {}", key, text);
            }
            prop_assert_eq!((&link.loss, &link.runs, link.step, link.shown), (&loss, &plan.runs, plan.step, shown), "{}", text);
        }
    }

    #[test]
    fn any_text_is_answered_in_few_words(text in "(&?(v|seed|swap|loss|at|run|step|hide.run|adam.beta1|[a-z%.]{0,9})=[-0-9a-z.,~_%+é=]{0,40}){0,40}") {
        let link = parse(&text);
        prop_assert!(link.problems.len() <= 11);
        prop_assert!(link.problems.iter().all(|p| p.sentence.ends_with('.') && p.sentence.chars().count() < 2500));
    }

    #[test]
    fn settings_in_another_order_or_spelling_are_the_same_experiment(values in values(shown().into_iter().filter(|s| s.group == "optimiser").collect())) {
        let run = |settings: String| Run { data: String::new(), asymmetry: "0.5".into(), loss: "both".into(), seed: 1, steps: 9, settings };
        let parts: Vec<String> = values.iter().map(|(key, value)| match value {
            Value::Text(text) => format!("{key}={text}"),
            Value::Number(x) => format!("{key}={x:e}"),
            other => format!("{key}={other}"),
        }).collect();
        let canonical = run(parts.join("&")).canonical().expect("allowed settings");
        let other = run(format!("hide.header=true&{}&view.cell=false&batchSize=32", parts.iter().rev().cloned().collect::<Vec<_>>().join("&")));
        prop_assert_eq!(&other.canonical().expect("allowed settings"), &canonical);
        prop_assert_eq!(&canonical.canonical().expect("allowed settings"), &canonical);
        let link = |run: &Run| parse(&run.link().expect("a link")).run_config().expect("a run");
        prop_assert_eq!(link(&canonical), link(&run(parts.join("&"))));
    }
}

#[test]
fn what_would_be_refused_is_not_written() {
    let (loss, values) = (presets().swap_remove(0).1, Value::Map(BTreeMap::new()));
    let at = |step: u32| Change { step, loss: Some(presets().swap_remove(1).1), ..Change::default() };
    for (runs, step, named) in [
        (vec![vec![at(0)]], 0, "at is 0, but it must be a step after 0."),
        (vec![vec![at(5), at(5)]], 0, "at is 5, but it must be a step after 5."),
        (vec![vec![], vec![at(0), at(9), at(3)]], 0, "at is 3, but it must be a step after 9."),
        (vec![vec![]], LAST_STEP + 1, "step is 1000001"),
        (vec![vec![]; MOST_RUNS + 1], 0, "runs is 5"),
        (vec![(1..).take(MOST_CHANGES + 1).map(at).collect()], 0, "changes is 201"),
    ] {
        let said = write(&values, &loss, &Plan { runs, step, ..Plan::default() }).expect_err(named).to_string();
        assert!(said.contains(named), "{said}");
    }
}

#[test]
fn two_thousand_bad_parts_are_told_in_few_sentences_and_a_count() {
    let link = parse(&format!("{}&x={}", "sead=1&".repeat(2000), "y".repeat(3_000_000)));
    assert_eq!(link.problems.len(), 11);
    assert_eq!(link.problems[10].sentence, "1991 more parts of the link are not allowed.");
    let long = parse(&format!("batchSize={}&{}=1", "7".repeat(3_000_000), "k".repeat(3_000_000)));
    assert!(long.problems.iter().all(|p| p.sentence.chars().count() < 2500), "{:?}", long.problems);
    assert!(link.problems.iter().map(|p| p.sentence.len()).sum::<usize>() < 30_000);
}

#[test]
fn another_spelling_of_a_preset_is_the_preset() {
    let run = |loss: &str| Run { data: String::new(), asymmetry: "0.5".into(), loss: loss.into(), seed: 1, steps: 9, settings: String::new() };
    for (spelt, name) in
        [("mean~mean_columns_0.250_1e0~hardest_columns_.25_1", "columns"), ("mean~mean_columns_0.25_1~hardest_columns_0.25_1+swap", "columns+swap")]
    {
        assert_eq!(run(spelt).canonical().expect("a loss").loss, name);
    }
}
