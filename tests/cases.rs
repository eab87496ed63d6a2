//! Small files as people have them: each is read right, asked about, or refused with a reason; `tests/cases/expected.json` says which.

use std::path::PathBuf;
use tripletscope::data::{Dataset, Reading};
use tripletscope::error::Result;
use tripletscope::settings::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
    let Value::Map(map) = value else { panic!("{value} is no object") };
    map.get(name).unwrap_or(&Value::Nothing(()))
}

fn text(value: &Value) -> &str {
    if let Value::Text(text) = value { text } else { panic!("{value} is no text") }
}

/// Rows, duplicates and non-duplicates, as the file says and as they are read.
fn assert_counts(file: &str, read: Result<Dataset>, expected: &Value) {
    let dataset = read.unwrap_or_else(|e| panic!("{file}: {e}"));
    let report = dataset.report();
    let counts = [report.rows_read, report.duplicates, report.non_duplicates].map(|count| Value::Number(count as f64));
    assert_eq!(counts.each_ref(), ["rows", "duplicates", "nonDuplicates"].map(|name| field(expected, name)), "{file}: {report:?}");
}

#[test]
fn every_small_file_is_read_right_asked_about_or_refused() {
    let expected = std::fs::read_to_string(folder().join("expected.json")).expect("the list of cases");
    let Value::Map(cases) = serde_json::from_str(&expected).expect("JSON") else { panic!("no object") };
    assert!(cases.len() >= 29);
    for (file, case) in &cases {
        let bytes = std::fs::read(folder().join("files").join(file)).expect("the file of a case");
        let read = |reading: Reading| Dataset::read(&bytes, &reading);
        match text(field(case, "want")) {
            "right" => assert_counts(file, read(Reading::default()), case),
            "ask" => {
                let sentence = read(Reading::default()).expect_err(file).to_string();
                assert!(sentence.contains(text(field(case, "column"))), "{file}: {sentence}");
                assert_counts(file, read(Reading::of(field(case, "reading")).expect("a reading")), field(case, "then"));
            }
            _ => {
                let sentence = read(Reading::default()).expect_err(file).to_string();
                assert!(sentence.contains(text(field(case, "says"))) && sentence.ends_with('.'), "{file}: {sentence}");
            }
        }
    }
}
