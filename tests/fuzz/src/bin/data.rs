//! Files of pairs, read in several ways: at once and in pieces they are the same, and what the report says is read again the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};
use tripletscope::data::reading::Reader;
use tripletscope::data::{Dataset, Reading};
use tripletscope::training::trainer::Trainer;
use tripletscope_fuzz::{answered, config, plain};

/// What a person may say about a file.
static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    let said = [
        "{}",
        r#"{"tokenizer": "treebank", "wordIds": "frequency", "everyRow": true}"#,
        r#"{"question1": 1, "question2": 2, "header": false, "delimiter": ";"}"#,
        r#"{"question1": 2, "question2": 3, "label": 1, "duplicate": {"from": 0.5}, "different": {"below": 0.5}}"#,
        r#"{"negative": 3, "label": null}"#,
        r#"{"split": {"heldOut": 0.3, "seed": 3}, "comments": "\#", "quoting": false}"#,
        r#"{"encoding": "utf-16le"}"#,
        r#"{"split": 3, "label": "is_duplicate", "duplicate": ["1"], "different": ["0"]}"#,
    ];
    said.into_iter().filter_map(|said| answered(Reading::of(&plain(said.as_bytes())?))).collect()
});

fn read_in_pieces(bytes: &[u8], reading: &Reading) -> Option<Dataset> {
    let mut reader = Reader::new(reading);
    bytes.chunks(7).try_for_each(|piece| answered(reader.push(piece)))?;
    answered(reader.finish())
}

fuzz_target!(|bytes: &[u8]| {
    let Some((way, file)) = bytes.split_first() else { return };
    let reading = &READINGS[usize::from(*way) % READINGS.len()];
    answered(Reader::inspect(file, reading));
    let whole = answered(Dataset::read(file, reading));
    let pieces = read_in_pieces(file, reading);
    let said = |dataset: &Dataset| serde_json::to_value((dataset.report(), dataset.fingerprint())).expect("plain data");
    assert_eq!(whole.as_ref().map(said), pieces.as_ref().map(said));
    // Training takes longer than reading.
    let Some(dataset) = whole.filter(|_| file.len() % 8 == 0) else { return };
    let Some(mut run) = answered(Trainer::new(Arc::new(dataset), config())) else { return };
    if answered(run.step()).is_some() {
        answered(run.evaluate());
    }
});
