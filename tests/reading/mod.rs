//! Files in the forms that people have them in: each kind is made here, and read, asked about or refused as its owner means it.

mod columns;
mod formats;
mod rows;

use tripletscope::data::{Dataset, Reading};
use tripletscope::settings::Value;

/// Question 1, question 2 and whether they are duplicates: 30 of either kind.
fn pairs() -> Vec<(String, String, bool)> {
    let places = ["home", "school", "work", "sea", "night"];
    let things = ["kettle", "bicycle", "roof", "clock", "radio", "fence", "pump", "door", "chair", "lamp", "oven", "wheel"];
    let pair = |i: usize| {
        let (thing, other, place) = (things[i % 12], things[(i + 5) % 12], places[i % 5]);
        let first = format!("how do i mend a {thing} at {place}");
        if i < 30 {
            (first, format!("what is the way to mend the {thing} when at {place}"), true)
        } else {
            (first, format!("where is the {other} sold"), false)
        }
    };
    let mut all: Vec<_> = (0..60).map(pair).collect();
    // Neither sorted by the label nor one after the other.
    all.sort_by_key(|(first, second, _)| (first.len() * 7 + second.len() * 3) % 11);
    all
}

/// A file of these columns; `{1}`, `{2}`, `{l}` and `{n}` stand for the texts, the label and the number of the row.
fn file(header: &str, row: &str, labels: [&str; 2]) -> String {
    let line = |(n, (first, second, same)): (usize, &(String, String, bool))| {
        let label = labels[usize::from(*same)];
        row.replace("{1}", first).replace("{2}", second).replace("{l}", label).replace("{n}", &n.to_string())
    };
    let rows: Vec<String> = pairs().iter().enumerate().map(line).collect();
    let header = if header.is_empty() { String::new() } else { format!("{header}\n") };
    format!("{header}{}\n", rows.join("\n"))
}

fn reading(json: &str) -> Reading {
    let value: Value = serde_json::from_str(json).expect("JSON");
    Reading::of(&value).unwrap_or_else(|e| panic!("{e}"))
}

fn read(bytes: impl AsRef<[u8]>) -> Dataset {
    Dataset::from_csv(bytes.as_ref()).unwrap_or_else(|e| panic!("{e}\n{}", String::from_utf8_lossy(&bytes.as_ref()[..bytes.as_ref().len().min(300)])))
}

fn refusal(bytes: impl AsRef<[u8]>) -> String {
    Dataset::from_csv(bytes.as_ref()).expect_err("must be refused or asked about").to_string()
}

fn counts(dataset: &Dataset) -> [usize; 3] {
    let report = dataset.report();
    [report.rows_read, report.duplicates, report.non_duplicates]
}

/// All 60 rows, and question 1 on the left.
fn assert_right(name: &str, dataset: &Dataset) {
    assert_eq!(counts(dataset), [60, 30, 30], "{name}: {:?}", dataset.report());
    assert_eq!(dataset.report().skipped.total, dataset.report().rows_read - dataset.report().kept.train - dataset.report().kept.test, "{name}");
    assert!(dataset.train().iter().all(|p| dataset.text(p.question1).contains("how do i mend")), "{name}: question 1 is on the left");
}

/// UTF-16 of a text.
fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// A gzip file without compression (stored blocks), as any program may write it.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut file = b"\x1F\x8B\x08\x08\0\0\0\0\0\x03pairs.csv\0".to_vec();
    let blocks: Vec<&[u8]> = bytes.chunks(60_000).collect();
    for (i, block) in blocks.iter().enumerate() {
        file.push(u8::from(i + 1 == blocks.len()));
        file.extend((block.len() as u16).to_le_bytes());
        file.extend((!(block.len() as u16)).to_le_bytes());
        file.extend(*block);
    }
    let crc =
        !bytes.iter().fold(!0_u32, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |s, _| if s & 1 == 1 { 0xEDB8_8320 ^ (s >> 1) } else { s >> 1 }));
    file.extend(crc.to_le_bytes());
    file.extend((bytes.len() as u32).to_le_bytes());
    file
}
