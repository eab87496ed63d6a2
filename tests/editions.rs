//! The course's editions: what one choice sets, and what becomes of a file under it.

use std::fmt::Write;
use tripletscope::data::reading::{Reader, Reading};
use tripletscope::data::{Dataset, PADDING, Padding};
use tripletscope::error::Why;
use tripletscope::loss::presets;
use tripletscope::page::editions::{EDITIONS, edition};
use tripletscope::page::link;
use tripletscope::page::plan::Plan;
use tripletscope::settings::Value;
use tripletscope::training::config::RunConfig;

fn run(text: &str) -> RunConfig {
    let link = link::parse(text);
    assert!(link.problems.is_empty(), "{:?}", link.problems);
    link.run_config().expect("settings that go together")
}

#[test]
fn one_choice_sets_the_whole_run() {
    for edition in &EDITIONS {
        let config = run(&format!("data.edition={}", edition.name));
        assert_eq!((config.batch_size, config.model.embedding_dim, config.model.hidden_dim), (256, 128, 128));
        assert!(!config.distinct_clusters && !config.swap && config.test_batch == 512);
        let (_, loss) = presets().into_iter().find(|(name, _)| *name == edition.name).expect("the loss has the edition's name");
        assert_eq!(config.loss, loss);
        let trax = edition.name != "course-tensorflow";
        assert_eq!((config.adam.weight_decay, config.adam.epsilon), if trax { (1e-5, 1e-5) } else { (0.0, 1e-7) });
        assert_eq!((config.padding, config.model.embedding_rows), if trax { (Padding::Batch, 41_699) } else { (Padding::Sides, 0) });
        assert_eq!([1, 401, 1604].map(|step| config.adam.rate_at(step)), if trax { [0.01 / 401.0, 0.01, 0.005] } else { [0.01; 3] });
    }
}

#[test]
fn a_link_names_the_edition_and_what_is_otherwise() {
    let text = "v=1&data.edition=course-2022&batchSize=64&swap=true&loss=both";
    let link = link::parse(text);
    assert_eq!(link.values["batchSize"], Value::Number(64.0));
    assert_eq!(link.values["model.hiddenDim"], Value::Number(128.0));
    let values = Value::Map(link.values.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect());
    assert_eq!(link::write(&values, &link.loss, &Plan::default()).unwrap(), text);
    // Wherever it stands, and what is at the page's default is said where the edition has it otherwise.
    let later = link::parse("batchSize=32&loss=course-2020&data.edition=course-2022");
    assert_eq!(later.values["batchSize"], Value::Number(32.0));
    let partial = Value::Map([("data.edition".to_owned(), Value::Text("course-tensorflow".into()))].into());
    let back = link::parse(&link::write(&partial, &later.loss, &Plan::default()).unwrap());
    assert_eq!(back.values["model.hiddenDim"], Value::Number(32.0), "a setting that is not given is at its default");
    assert_eq!(back.loss, later.loss);
    assert_eq!(link::parse("data.edition=2021").problems.len(), 1);
}

/// Rows in Quora's format: `per` in eight are duplicates, in the order of the file; the last word of each question is its own.
fn quora(rows: usize) -> String {
    let mut text = String::from("\"id\",\"qid1\",\"qid2\",\"question1\",\"question2\",\"is_duplicate\"\n");
    for k in 0..rows {
        let label = u8::from(k % 8 < 3);
        let topic = if label == 1 { k } else { k + 1 };
        writeln!(text, "\"{k}\",\"{}\",\"{}\",\"What is Topic{k}?\",\"What's topic{topic}, and why?\",\"{label}\"", 2 * k + 1, 2 * k + 2).unwrap();
    }
    text
}

fn read(text: &str, name: &str) -> Dataset {
    read_as(text, &edition(name).expect("an edition").reading())
}

fn read_as(text: &str, reading: &Reading) -> Dataset {
    let mut reader = Reader::new(reading);
    reader.push(text.as_bytes()).expect("a table of pairs");
    reader.finish().unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_file_of_quoras_size_is_divided_as_the_course_does() {
    // Which rule makes the words changes no row's place; this one is quick.
    let reading = Reading { tokenizer: None, ..edition("course-2022").expect("an edition").reading() };
    let data = read_as(&quora(404_351), &reading);
    let report = data.report();
    // Of the first 300,000 rows 112,500 are duplicates: the first int(0.8 · 112,500) train.
    assert_eq!((report.rows_read, data.train().len()), (404_351, 90_000));
    assert_eq!((data.evaluation().len(), data.evaluation().iter().filter(|p| p.duplicate).count()), (10_240, 3_840));
    let count = |why: Why| report.skipped.reasons.iter().find(|r| r.why == why).map_or(0, |r| r.count);
    assert_eq!(count(Why::Validation), 22_500);
    assert_eq!(count(Why::OutsideSplit), 404_351 - 310_240);
    assert_eq!(count(Why::NotTested), 300_000 - 112_500);
    assert!(data.train().is_sorted_by_key(|pair| pair.line), "in the order of the file");
    assert_eq!(data.evaluation().iter().map(|p| p.line).min(), Some(300_002), "the header is line 1");
}

#[test]
fn a_shorter_file_is_divided_in_the_same_proportion() {
    let data = read(&quora(31_024), "course-2020");
    assert_eq!(data.evaluation().len(), 1_024);
    assert_eq!(data.train().len(), 11_250 * 8 / 10);
}

#[test]
fn every_row_stays_where_it_is_and_the_report_says_which_would_have_gone() {
    let mut text = quora(400);
    // Equal questions, a pair twice, one without words, and a row that contradicts others: ten duplicates and two others.
    for (left, right, label) in [
        ("What is Topic0?", "What is Topic0?", 1),
        ("What is Topic0?", "What's topic0, and why?", 1),
        ("", "Nothing?", 1),
        ("What is Topic0?", "What's topic0, and why?", 0),
    ] {
        text.insert_str(text.find('\n').unwrap() + 1, &format!("\"0\",\"0\",\"0\",\"{left}\",\"{right}\",\"{label}\"\n"));
    }
    let data = read(&text, "course-2022");
    let report = data.report();
    assert_eq!(
        report.kept_anyway.reasons.iter().map(|r| (r.why, r.count)).collect::<Vec<_>>(),
        [(Why::SameText, 1), (Why::SamePair, 1), (Why::Contradicted, 1)]
    );
    assert_eq!(data.train()[0].line, 3);
    assert_eq!(data.tokens(data.train()[0].question1), [PADDING], "a question without words is nothing but padding");
    assert_eq!(report.kept.train + report.kept.test + report.skipped.total, report.rows_read);
}

#[test]
fn words_of_the_validation_pairs_are_known_in_the_order_of_each_edition() {
    let text = quora(400);
    let [trax, keras] = ["course-2022", "course-tensorflow"].map(|name| read(&text, name));
    let report = trax.report();
    assert!(report.skipped.reasons.iter().any(|r| r.why == Why::Validation));
    // 147 duplicates in the 387 rows to train on: what they all share, and two words of each.
    assert_eq!((trax.vocabulary_size(), keras.vocabulary_size()), (2 + 7 + 2 * 147, 2 + 5 + 2 * 147));
    assert_eq!(trax.vocabulary()[..8], ["<UNK>", "<PAD>", "What", "is", "Topic0", "?", "'s", "topic0"]);
    assert_eq!(keras.vocabulary()[2..7], ["why", "is", "and", "Whats", "What"], "equally frequent words go from the last to the first");
    assert_eq!(keras.vocabulary()[7], "topic98");
}
