//! Texts of links: what is read is written and read back equal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tripletscope::page::link::{parse, write};
use tripletscope::page::plan::Plan;
use tripletscope::settings::Value;
use tripletscope_fuzz::answered;

fuzz_target!(|text: &str| {
    let link = parse(text);
    assert!(link.problems.len() <= 11 && link.problems.iter().all(|problem| problem.sentence.chars().count() < 4000));
    answered(link.run_config());
    let values = Value::Map(link.values.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect());
    let plan = Plan { runs: link.runs.clone(), step: link.step, shown: link.shown };
    let again = parse(&answered(write(&values, &link.loss, &plan)).expect("what was read can be written"));
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert_eq!((&again.values, &again.loss, &again.runs, again.step), (&link.values, &link.loss, &link.runs, link.step));
});
