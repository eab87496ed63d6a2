//! Files in the forms that people have them in: each kind is made here, and read, asked about or refused as its owner means it.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use tripletscope::data::reading::{Duplicate, Encoding, Format};
use tripletscope::data::{Column, Dataset, Reader, Reading};
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

#[test]
fn labels_of_every_convention_are_read() {
    let conventions = [
        ["0", "1"],
        ["0.0", "1.0"],
        ["-1", "1"],
        ["False", "True"],
        ["FALSCH", "WAHR"],
        ["no", "YES"],
        ["n", "y"],
        ["non-duplicate", "duplicate"],
        ["not_duplicate", "duplicate"],
        ["Not a duplicate", "Duplicate"],
        ["different", "same"],
        ["not paraphrase", "paraphrase"],
        ["not_equivalent", "equivalent"],
        ["nein", "ja"],
        ["faux", "vrai"],
        ["否", "是"],
        ["不同", "相同"],
        ["아니오", "예"],
        ["нет", "да"],
    ];
    for labels in conventions {
        for (header, row) in [("question1,question2,is_duplicate", "{1},{2},{l}"), ("", "{l},{1},{2}"), ("x,y,z", "{1},{l},{2}")] {
            assert_right(&format!("{labels:?} {header}"), &read(file(header, row, labels)));
        }
    }
}

#[test]
fn columns_are_found_in_any_order_and_language() {
    let kinds = [
        ("id,qid1,qid2,question1,question2,is_duplicate", "{n},1{n},2{n},{1},{2},{l}"),
        ("is_duplicate,id,question2,question1", "{l},{n},{2},{1}"),
        ("pair_ID,sentence_A,sentence_B,label", "{n},{1},{2},{l}"),
        ("anchor,positive,label", "{1},{2},{l}"),
        ("premise,hypothesis,gold", "{1},{2},{l}"),
        ("query,passage,relevant", "{1},{2},{l}"),
        ("source,target,y", "{1},{2},{l}"),
        ("target,text_a,text_b", "{l},{1},{2}"),
        ("问题1,问题2,标签", "{1},{2},{l}"),
        ("问题一,问题二,是否相同", "{1},{2},{l}"),
        ("질문1,질문2,유사", "{1},{2},{l}"),
        ("سؤال1,سؤال2,تصنيف", "{1},{2},{l}"),
        ("Frage A,Frage B,Duplikat", "{1},{2},{l}"),
        ("вопрос1,вопрос2,метка", "{1},{2},{l}"),
        (",s1,s2,dup", "{n},{1},{2},{l}"),
        ("nr,datum,erste,zweite,treffer", "{n},2024-01-0{l},{1},{2},{l}"),
        ("genre,when,link,a text,another text,ok", "news,2024-05-17,https://example.org/{n},{1},{2},{l}"),
        (
            "first text,remark,second text,ok",
            "{1},the annotator number {n} has looked at this one for a very long time and wrote all of it down here,{2},{l}",
        ),
        ("", "{n},{1},{2},{l}"),
        ("", "{1},{2},{l}"),
    ];
    for (header, row) in kinds {
        assert_right(header, &read(file(header, row, ["0", "1"])));
        let tabs = file(&header.replace(',', "\t"), &row.replace(',', "\t"), ["no", "yes"]);
        assert_right(&format!("{header} (tabs)"), &read(tabs));
    }
}

#[test]
fn delimiters_quotes_and_lines_above_the_table_are_found() {
    let (header, row) = ("question1;question2;is_duplicate", "{1};{2};{l}");
    let plain = file(header, row, ["0", "1"]);
    let with = |delimiter: &str| plain.replace(';', delimiter);
    let variants = [
        with("|"),
        with("\t"),
        with("~"),
        with("^"),
        with(" ||| "),
        with("::"),
        with("\u{1}"),
        format!("sep=;\r\n{}", plain.replace('\n', "\r\n")),
        format!("\u{FEFF}\"sep=,\"\n{}", with(",")),
        format!("Export of 3 May; internal\n\n{plain}"),
        format!("Export of 3 May;;\n;;\n{plain};;\n;;\n"),
        format!("# one\n# two; three; four\n{plain}"),
        format!("\n\n\r\n{plain}\n\n"),
        plain.replace('\n', "\n\n"),
        plain.replace('\n', "\r"),
        plain.trim_end().to_owned(),
        file("\"question1\",\"question2\",\"is_duplicate\"", "\"{1}, or so\",\"{2}, \"\"so\"\"\",\"{l}\"", ["0", "1"]),
        file("question1, question2, is_duplicate", "\"{1}, or so\", \"{2}, or not\", {l}", ["0", "1"]),
        file("question1,question2,is_duplicate", "\"{1} \\\"now\\\", ok\",\"{2}\",{l}", ["0", "1"]),
        file("question1,question2,is_duplicate", "\"{1}\n and so\",\"{2}, or\r\nso\",{l}", ["0", "1"]),
        file("question1\tquestion2\tis_duplicate", "well, {1}, ok\tso; {2}\t{l}", ["0", "1"]),
        file("", "\"{1}\t{2}, he said\t{l}", ["0", "1"]),
        file("question1\tquestion2\tis_duplicate", "{1}\t\"{2}\" he said\t{l}", ["0", "1"]),
        file("question1,question2,is_duplicate,", "{1},{2},{l},", ["0", "1"]),
        file("question1,question2,is_duplicate", "{1},{2},{l},", ["0", "1"]),
        file("question1;question2;is_duplicate", "{1};{2};{l}", ["0,0", "1,0"]),
        file("question1\tquestion2\tis_duplicate", "{1}\t{2}\t{l}\tlicence {n}, see there\tmore", ["0", "1"]),
    ];
    for variant in &variants {
        assert_right(&variant[..variant.floor_char_boundary(90)], &read(variant));
    }
}

#[test]
fn forms_of_well_known_sets_are_read_or_asked_about() {
    let mrpc = file("Quality\t#1 ID\t#2 ID\t#1 String\t#2 String", "{l}\t70{n}\t60{n}\t\"{1}, \" he said\t{2} \"", ["0", "1"]);
    assert_right("MRPC", &read(format!("\u{FEFF}{}", mrpc.replace('\n', "\r\n"))));
    let score = "duplicate: { from: a number }";
    let stsb =
        ("index\tgenre\tfilename\tyear\told_index\tsource1\tsource2\tsentence1\tsentence2\tscore", "main-news\tMSRvid\t2012test\t{n}\tnone\tnone\t");
    let sts_rows = format!("{{n}}\t{}{{1}}\t{{2}}\t{{l}}", stsb.1);
    let sick = ("pair_ID\tsentence_A\tsentence_B\trelatedness_score\tentailment_judgment", "{n}\t{1}\t{2}\t{l}\tNEUTRAL");
    let asked = [
        ("STS-B", file(stsb.0, &sts_rows, ["1.200", "4.750"]), "\"score\"", score),
        ("STS-B without a header", file("", "main-captions\tMSRvid\t2012test\t{n}\t{l}\t{1}\t{2}", ["1.200", "4.750"]), "Column 5", score),
        ("SICK", file(sick.0, sick.1, ["1.5", "4.2"]), "\"relatedness_score\"", score),
        ("SNLI", file("gold_label,sentence1,sentence2", "{l},{1},{2}", ["contradiction", "entailment"]), "\"gold_label\"", "duplicate and different"),
        ("STS in JSON Lines", file("", "{\"sentence1\": \"{1}\", \"sentence2\": \"{2}\", \"score\": {l}}", ["0.5", "4.5"]), "\"score\"", score),
        ("German scores", file("Satz 1;Satz 2;Bewertung", "{1};{2};{l}", ["1,5", "4,25"]), "\"Bewertung\"", score),
        ("Likert", file("text1,text2,rating", "{1},{2},{l}", ["2", "5"]), "\"rating\"", score),
        ("two labels", file("text1,text2,kind,ok", "{1},{2},{l},{l}", ["no", "yes"]), "\"kind\"", "\"ok\""),
        ("unknown words", file("text1,text2,finding", "{1},{2},{l}", ["apart", "together"]), "\"finding\"", "\"together\" (30)"),
    ];
    for (name, text, column, option) in asked {
        let sentence = refusal(&text);
        assert!(sentence.contains(column) && sentence.contains(option) && sentence.contains("label"), "{name}: {sentence}");
    }
}

#[test]
fn what_a_program_says_is_taken() {
    let scores = file("text1,text2,rating", "{1},{2},{l}", ["2", "5"]);
    let said = |json: &str| Dataset::read(scores.as_bytes(), &reading(json)).unwrap_or_else(|e| panic!("{json}: {e}"));
    for json in [
        r#"{"label": "rating", "duplicate": {"from": 4}, "different": {"below": 3}}"#,
        r#"{"label": 3, "duplicate": {"from": 4}}"#,
        r#"{"duplicate": ["5"]}"#,
        r#"{"label": "Rating", "duplicate": ["5.0"], "different": [2]}"#,
        r#"{"question1": 1, "question2": "text2", "different": ["2"]}"#,
    ] {
        assert_right(json, &said(json));
    }
    let between = said(r#"{"duplicate": {"from": 5.5}, "different": {"below": 3}, "label": "rating", "split": {"train": 50, "test": 10}}"#.replace("5.5", "5").as_str());
    assert_eq!(between.report().reading.as_ref().expect("a file").duplicate, Some(Duplicate::Scores { from: 5.0 }));
    let all = said(r#"{"label": null}"#);
    assert_eq!((all.report().rows_read, all.report().non_duplicates), (60, 0));
    let swapped = said(r#"{"label": null, "question1": "text2", "question2": "text1"}"#);
    assert!(swapped.train().iter().all(|p| swapped.text(p.question2).starts_with("how do i mend")));
    let below = format!("a title,of,three\n{}", scores.replace("text1,text2,rating\n", ""));
    let read = Dataset::read(below.as_bytes(), &reading(r#"{"firstLine": 2, "header": false, "label": 3, "duplicate": ["5"]}"#)).expect("told all");
    assert_right("without a header", &read);
}

#[test]
fn what_was_taken_is_reported_and_reads_the_same_again() {
    let texts = [
        file("question1;question2;is_duplicate", "{1};{2};{l}", ["0", "1"]),
        format!("A title\n{}", file("q1\tq2\tsame", "{1}\t\"{2}\t{l}", ["no", "yes"])),
        file("", "{\"anchor\": \"{1}\", \"positive\": \"{2}\", \"label\": {l}}", ["false", "true"]),
        file("anchor,positive,negative", "{1},{2},where is number {n}", ["", ""]),
    ];
    for text in &texts {
        let first = read(text);
        let taken = first.report().reading.clone().expect("a file has a reading");
        assert!(
            taken.format.is_some() && taken.encoding.is_some() && taken.question1.is_some() && taken.question2.is_some() && taken.label.is_some()
        );
        let json = serde_json::to_string(&taken).expect("plain data");
        let again = Dataset::read(text.as_bytes(), &reading(&json)).unwrap_or_else(|e| panic!("{json}: {e}"));
        assert_eq!(again.fingerprint(), first.fingerprint(), "{json}");
        assert_eq!(again.report(), first.report(), "{json}");
    }
}

#[test]
fn wrong_readings_are_refused_by_field_value_and_what_is_allowed() {
    let text = file("question1,question2,is_duplicate", "{1},{2},{l}", ["0", "1"]);
    let cases = [
        (r#"{"question1": "text"}"#, "reading.question1 is \"text\", but it must be one of \"question1\", \"question2\", \"is_duplicate\"."),
        (r#"{"label": 4}"#, "reading.label is 4, but it must be a whole number from 1 to 3."),
        (r#"{"question1": 2, "question2": "question2"}"#, "reading.question2 is 2, but it must be another one than question1."),
        (r#"{"format": "xml"}"#, "reading.format is \"xml\", but it must be one of \"csv\", \"jsonl\", \"json\"."),
        (r#"{"labels": 1}"#, "reading.labels is not a known field"),
        (r#"{"header": 1}"#, "reading.header is 1, but it must be true or false."),
        (r#"{"delimiter": ""}"#, "reading.delimiter is \"\""),
        (r#"{"firstLine": 0}"#, "reading.firstLine is 0"),
        (r#"{"split": {"heldOut": 2}}"#, "reading.split.heldOut is 2"),
        (r#"{"split": {"train": 5}}"#, "reading.split.test is missing"),
        (r#"{"split": "part"}"#, "reading.split is \"part\""),
        (r#"{"duplicate": {"above": 5}}"#, "reading.duplicate is {…}, but it must be a list of labels, or { from: a number }."),
        (r#"{"duplicate": {"from": 1}, "different": {"below": 2}}"#, "reading.different.below is 2, but it must be at most 1"),
        (r#"{"duplicate": ["1"], "different": ["1,0"]}"#, "reading.different is \"1,0\""),
        (r#"{"tokenizer": "letters"}"#, "reading.tokenizer is \"letters\""),
    ];
    for (json, expected) in cases {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let result = Reading::of(&value).and_then(|reading| Dataset::read(text.as_bytes(), &reading));
        let sentence = result.expect_err(json).to_string();
        assert!(sentence.contains(expected), "{json}: {sentence}");
    }
}

#[test]
fn json_is_read_in_lines_and_in_lists() {
    let objects =
        file("", "{\"id\": {n}, \"question1\": \"{1}\", \"question2\": \"{2}, \\\"so\\\" \\u00e9\", \"is_duplicate\": {l}}", ["false", "true"]);
    let list = format!("[\n{}\n]\n", objects.trim_end().replace('\n', ",\n"));
    let pretty = list.replace(", \"", ",\n  \"");
    let arrays = file("", "[\"{1}\", \"{2}\", {l}]", ["0", "1"]);
    let list_of_arrays = format!("[{}]", arrays.trim_end().replace('\n', ","));
    for (text, format) in
        [(&objects, Format::Jsonl), (&list, Format::Json), (&pretty, Format::Json), (&arrays, Format::Jsonl), (&list_of_arrays, Format::Json)]
    {
        let dataset = read(text);
        assert_right(&text[..60], &dataset);
        assert_eq!(dataset.report().reading.as_ref().expect("a file").format, Some(format));
    }
    let odd = format!("{objects}{{\"question1\": [\"a b\"], \"question2\": \"c d\", \"is_duplicate\": 1}}\nnot json\n{{\"question1\": \"a b\"\n");
    let report = read(&odd).report().clone();
    let skipped: Vec<_> = report.skipped.reasons.iter().map(|r| (r.reason, r.lines.clone())).collect();
    assert!(skipped.contains(&("a list or an object stands where a text should be", vec![61])), "{skipped:?}");
    assert!(skipped.contains(&("it is no complete JSON object", vec![62, 63])), "{skipped:?}");
    for refused in ["{\"data\": [{\"a\": 1}]}", "[1, 2, 3]", "{}", "[]", "{\"question1\": [\"a b\"], \"question2\": [\"c d\"]}"] {
        assert!(refusal(refused).contains("JSON"), "{refused}: {}", refusal(refused));
    }
    let deep = format!("{objects}{{\"question1\": {}{}}}\n", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(read(&deep).report().rows_read, 61);
    assert!(Dataset::from_csv("[".repeat(300_000).as_bytes()).is_err());
    assert!(Dataset::from_csv("{\"a\":".repeat(300_000).as_bytes()).is_err());
}

#[test]
fn triplets_are_two_pairs_and_every_row_is_accounted_for() {
    let rows: String = (0..40)
        .map(|i| {
            format!(
                "how is thing{i} mended,the way to mend thing{i},{}\n",
                if i % 4 == 0 { String::new() } else { format!("who paints thing{}", (i + 7) % 40) }
            )
        })
        .collect();
    for text in
        [format!("anchor,positive,negative\n{rows}only one\n"), format!("query\tpos\tneg\n{}\n?!\twhat is it\twho is it\n", rows.replace(',', "\t"))]
    {
        let report = read(&text).report().clone();
        assert_eq!((report.duplicates, report.non_duplicates, report.rows_read), (40, 30, 41), "{report:?}");
        let told = report.kept.train + report.kept.test + report.skipped.total;
        assert_eq!(told, report.rows_read + report.triplets);
    }
}

/// UTF-16 of a text.
fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings_are_found() {
    let text = file("question1,question2,is_duplicate", "{1} über,{2} 𝔘 où,{l}", ["0", "1"]);
    let western = file("question1,question2,is_duplicate", "{1} über,{2} où,{l}", ["0", "1"]);
    let with_mark = |bytes: fn(u16) -> [u8; 2]| utf16(&format!("\u{FEFF}{text}"), bytes);
    let windows: Vec<u8> = western.chars().map(|c| u8::try_from(u32::from(c)).expect("Western")).collect();
    let variants = [
        (text.clone().into_bytes(), Encoding::Utf8),
        (with_mark(u16::to_le_bytes), Encoding::Utf16Le),
        (with_mark(u16::to_be_bytes), Encoding::Utf16Be),
        (utf16(&text, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(&text, u16::to_be_bytes), Encoding::Utf16Be),
        (windows, Encoding::Windows1252),
    ];
    for (bytes, encoding) in variants {
        let dataset = read(&bytes);
        assert_right(&format!("{encoding:?}"), &dataset);
        assert_eq!(dataset.report().reading.as_ref().expect("a file").encoding, Some(encoding));
        assert!(dataset.text(dataset.train()[0].question1).ends_with("über"));
        for size in [1, 3, 1_000] {
            let mut reader = Reader::default();
            bytes.chunks(size).for_each(|piece| reader.push(piece).expect("well-formed"));
            assert_eq!(reader.finish().expect("well-formed").fingerprint(), dataset.fingerprint(), "{encoding:?} in pieces of {size}");
        }
    }
    // Korean in its own old encoding is not Western: no wrong letters in silence.
    let korean: Vec<u8> = [b"\xC1\xFA\xB9\xAE \xB0\xA1\xB0\xA1,\xB3\xAA\xB4\xD9 \xB6\xF3\xB8\xB6\n".as_slice(); 20].concat();
    assert!(refusal(&korean).contains("encoding"), "{}", refusal(&korean));
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

#[test]
fn gzip_is_inflated_in_pieces_and_damage_is_seen() {
    let csv = file("question1,question2,is_duplicate", "{1},{2},{l}", ["0", "1"]);
    let objects = file("", "{\"anchor\": \"{1}\", \"positive\": \"{2}\", \"label\": {l}}", ["0", "1"]);
    for text in [&csv, &objects, &format!("{csv}{}", "only a field\n".repeat(10_000))] {
        let packed = gzip(text.as_bytes());
        let whole = read(&packed);
        assert_eq!(whole.fingerprint(), read(text).fingerprint());
        for size in [1, 50, 70_000] {
            let mut reader = Reader::default();
            packed.chunks(size).for_each(|piece| reader.push(piece).expect("well-formed"));
            assert_eq!((reader.bytes_read() as usize, reader.finish().expect("well-formed").fingerprint()), (packed.len(), whole.fingerprint()));
        }
        for damaged in [&packed[..packed.len() - 9], &packed[..packed.len() - 3], &[&packed[..packed.len() - 1], b"x"].concat()] {
            assert!(refusal(damaged).contains("damaged"), "{}", refusal(damaged));
        }
    }
    let (first, second) = csv.split_at(csv.len() / 2);
    let members = [gzip(first.as_bytes()), gzip(second.as_bytes()), vec![0; 40]].concat();
    assert_right("two members", &read(&members));
    assert!(refusal(gzip(b"PK\x03\x04rest")).contains("ZIP"));
}

#[test]
fn a_label_that_comes_late_is_not_overlooked() {
    let row = |i: usize, label: &str| format!("how do I mend the thing number {i},what is the way to mend number {i},{label}\n");
    let late = |header: &str, first: &str, then: &str| {
        let rows: String = (0..4_000).map(|i| row(i, if i < 3_500 { first } else { then })).collect();
        format!("{header}\n{rows}")
    };
    let named = read(late("question1,question2,is_duplicate", "1", "0"));
    assert_eq!(counts(&named), [4_000, 3_500, 500]);
    let asked = refusal(late("question1,question2,ours", "good", "bad"));
    assert!(asked.contains("\"ours\"") && asked.contains("\"bad\" (500)"), "{asked}");
    let third = refusal(late("question1,question2,is_duplicate", "1", "2"));
    assert!(third.contains("\"is_duplicate\"") && third.contains("\"2\" (500)"), "{third}");
}

#[test]
fn fields_that_are_missing_or_too_many_are_told() {
    let text = file("question1,question2,is_duplicate", "\"{1}\",\"{2}, then\",{l}", ["0", "1"]);
    let report = read(format!("{text}so, what is it,what is that,1\nonly one\n")).report().clone();
    let skipped: Vec<_> = report.skipped.reasons.iter().map(|r| (r.reason, r.lines.clone())).collect();
    assert!(skipped.contains(&("it has too many fields: a delimiter stands within a text", vec![62])), "{skipped:?}");
    assert!(skipped.contains(&("it has too few fields", vec![63])), "{skipped:?}");
    let several = read(format!("{text}\"how do\nI mend it\",\"the way, to mend it\",1\n")).report().clone();
    assert_eq!((several.rows_read, several.repaired.reasons[0].lines.clone()), (61, vec![62]));
}

#[test]
fn a_first_row_that_is_shorter_than_the_others_is_no_trap() {
    for (first, name) in [("question1,question2", "short"), ("title", "one"), ("", "none"), (",", "empty"), ("a,b,c,d,e,f,g", "long")] {
        let text = file(first, "{1},{2},{l}", ["0", "1"]);
        assert_eq!(read(&text).report().rows_read, 60, "{name}");
    }
}

#[test]
fn what_holds_no_pairs_is_refused_by_name() {
    let cases: [(&[u8], &str); 16] = [
        (b"<?xml version=\"1.0\"?><a/>", "XML"),
        (b"<pairs><pair><a>x</a></pair></pairs>", "XML"),
        (b"<html><body>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "spreadsheet"),
        (b"PAR1", "Parquet"),
        (b"ARROW1\0\0", "Arrow"),
        (b"SQLite format 3\0", "database"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xFF\xD8\xFF\xE0", "picture"),
        (b"\xD0\xCF\x11\xE0", "Office"),
        (b"Rar!\x1A", "archive"),
        (b"\x93NUMPY\x01\0", "NumPy"),
        (b" \n \n", "empty"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", "not text"),
        (b"question1,question2\nwhat is it,NS\nwho is it,NS\n", "\"NS\""),
    ];
    for (bytes, expected) in cases {
        let sentence = refusal(bytes);
        assert!(sentence.contains(expected) && sentence.ends_with('.'), "{expected}: {sentence}");
    }
}

#[test]
fn a_file_is_inspected_by_its_beginning() {
    let text = file("question1,question2,verdict", "{1},{2},{l}", ["clash", "match"]);
    let looked = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table");
    assert_eq!(looked.rows[0], ["question1", "question2", "verdict"]);
    assert_eq!(looked.reading.question2, Some(Column::Named("question2".into())));
    let [doubt] = &looked.doubts[..] else { panic!("{:?}", looked.doubts) };
    assert_eq!(doubt.column, Some(Column::Named("verdict".into())));
    assert_eq!(doubt.values.iter().map(|v| (v.value.as_str(), v.count)).collect::<Vec<_>>(), [("clash", 30), ("match", 30)]);
    let answer = reading(r#"{"duplicate": ["match"], "different": ["clash"]}"#);
    let answered = Reader::inspect(text.as_bytes(), &answer).expect("a table");
    assert!(answered.doubts.is_empty(), "{:?}", answered.doubts);
    assert_right("as inspected", &Dataset::read(text.as_bytes(), &answered.reading).expect("all is said"));
    let numbers = Reader::inspect(b"1,2\n3,4\n5,6\n", &Reading::default()).expect("rows can be shown");
    assert!(numbers.rows.len() == 3 && numbers.doubts[0].column.is_none() && numbers.doubts[0].sentence.contains("no two columns"));
    assert!(Reader::inspect(b"%PDF", &Reading::default()).is_err());
}

/// Files that are almost right.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let sources = [
        file("question1,question2,is_duplicate", "\"{1}\",{2},{l}", ["0", "1"]).into_bytes(),
        file("question1\tquestion2\tscore", "{1}\t\"{2}\t{l}", ["1.5", "4.5"]).into_bytes(),
        format!("[{}]", file("", "{\"a\": \"{1}\", \"b\": \"{2}\", \"l\": {l}}", ["0", "1"]).trim_end().replace('\n', ",\n")).into_bytes(),
        utf16(&file("", "{1};{2};{l}", ["no", "yes"]), u16::to_le_bytes),
        gzip(file("q1|q2", "{1}|{2}", ["", ""]).as_bytes()),
    ];
    let pieces =
        prop::sample::select(vec!["\"", "\n", ",", "\t", ";", "\0", "\\", "{", "[", "]", "é", "\r", "\u{FEFF}", "sep=;\n", "#", "1", "\\\"", "}"]);
    let edit = (any::<prop::sample::Index>(), 0..40_usize, pieces);
    (prop::sample::select(sources.to_vec()), prop::collection::vec(edit, 0..12), any::<prop::sample::Index>()).prop_map(|(mut bytes, edits, end)| {
        bytes.truncate(end.index(bytes.len() * 2).max(1));
        for (at, cut, insert) in edits {
            let at = at.index(bytes.len() + 1);
            let to = (at + cut).min(bytes.len());
            bytes.splice(at..to, insert.bytes());
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_that_is_read_is_a_trap_and_no_row_is_lost(bytes in mutated(), size in 1..5_000_usize) {
        let whole = Dataset::from_csv(&bytes);
        let mut reader = Reader::default();
        let pieces = bytes.chunks(size).try_for_each(|piece| reader.push(piece)).and_then(|()| reader.finish());
        prop_assert_eq!(whole.as_ref().map(Dataset::fingerprint).map_err(ToString::to_string), pieces.map(|d| d.fingerprint()).map_err(|e| e.to_string()));
        let _ = Reader::inspect(&bytes, &Reading::default());
        if let Ok(dataset) = whole {
            let report = dataset.report();
            prop_assert_eq!(report.kept.train + report.kept.test + report.skipped.total, report.rows_read + report.triplets);
        }
    }
}
