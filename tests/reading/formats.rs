//! What a file is written in: lines, lists, encodings, compressed or not.

use super::{assert_right, counts, file, gzip, read, reading, refusal, utf16};
use tripletscope::data::reading::{Encoding, Format, Split};
use tripletscope::data::{Column, Dataset, Reader, Reading};

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
    let odd =
        format!("{objects}{{\"question1\": [\"a b\", \"c\"], \"question2\": \"c d\", \"is_duplicate\": 1}}\nnot json\n{{\"question1\": \"a b\"\n");
    let report = read(&odd).report().clone();
    let skipped: Vec<_> = report.skipped.reasons.iter().map(|r| (r.reason, r.lines.clone())).collect();
    assert!(skipped.contains(&("it has a list or an object where a text should be", vec![61])), "{skipped:?}");
    assert!(skipped.contains(&("it is not a complete JSON object", vec![62, 63])), "{skipped:?}");
    for refused in [
        "{\"data\": [{\"a\": 1}]}",
        "{\"a\": {\"0\": \"x y\"}, \"b\": {\"1\": \"z y\"}}",
        "[1, 2, 3]",
        "{}",
        "[]",
        "{\"question1\": [\"a b\"], \"question2\": [\"c d\", \"e f\"]}",
    ] {
        assert!(refusal(refused).contains("JSON"), "{refused}: {}", refusal(refused));
    }
    let deep = format!("{objects}{{\"question1\": {}{}}}\n", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(read(&deep).report().rows_read, 61);
    assert!(Dataset::from_csv("[".repeat(300_000).as_bytes()).is_err());
    assert!(Dataset::from_csv("{\"a\":".repeat(300_000).as_bytes()).is_err());
}

#[test]
fn what_python_writes_for_missing_numbers_holds_nothing() {
    let line =
        |score: &str| format!("{{\"question1\": \"{{1}}\", \"question2\": \"{{2}} NaN \\\"NaN\\\\\", \"score\": {score}, \"is_duplicate\": {{l}}}}");
    let plain = file("", &line("null"), ["0", "1"]);
    for word in ["NaN", "Infinity", "-Infinity"] {
        let (odd, expected) = (read(file("", &line(word), ["0", "1"])), read(&plain));
        assert_eq!(odd.report().skipped.total, 0, "{word}");
        assert_eq!(counts(&odd), counts(&expected), "{word}");
        assert_eq!(odd.text(0), expected.text(0), "{word}");
    }
    let text = file("", &line("Nan"), ["0", "1"]);
    assert!(refusal(&text).contains("JSON"), "{}", refusal(&text));
}

#[test]
fn json_of_other_programs_is_read_where_it_has_one_list_of_rows() {
    let objects = file("", "{\"question1\": \"{1}\", \"question2\": \"{2}\", \"is_duplicate\": {l}}", ["0", "1"]).trim_end().replace('\n', ",\n");
    let lists = file("", "[\"{1}\", \"{2}\", {l}]", ["0", "1"]).trim_end().replace('\n', ",");
    let nested = file(
        "",
        "{\"row_idx\": {n}, \"row\": {\"question1\": \"{1}\", \"question2\": \"{2}\", \"label\": {l}}, \"truncated_cells\": []}",
        ["0", "1"],
    );
    let kinds = [
        format!("{{\"data\": [{objects}]}}"),
        format!("{{\n \"version\": \"1.0\",\n \"tags\": [\"a\", \"b\"],\n \"pairs\": [\n{objects}\n],\n \"count\": 60\n}}\n"),
        format!("{{\"schema\": {{\"fields\": [{{\"name\": \"question1\"}}]}}, \"data\": [{objects}]}}"),
        format!("{{\"features\": [{{\"name\": \"question1\"}}], \"rows\": [{}], \"num_rows_total\": 60}}", nested.trim_end().replace('\n', ",")),
        format!("{{\"columns\": [\"question1\", \"question2\", \"is_duplicate\"], \"index\": [0, 1], \"data\": [{lists}]}}"),
        format!("[[\"question1\", \"question2\", \"is_duplicate\"], {lists}]"),
        file("", "{\"texts\": [\"{1}\", \"{2}\"], \"label\": {l}}", ["0.0", "1.0"]),
        file("", "{\"query\": \"{1}\", \"pos\": [\"{2}\"], \"label\": {l}}", ["0", "1"]),
        file("", "{\"pair\": {\"a\": \"{1}\", \"b\": \"{2}\"}, \"label\": {l}}", ["0", "1"]),
    ];
    for text in &kinds {
        let dataset = read(text);
        assert_right(&text[..80], &dataset);
        for size in [7, 900] {
            let mut reader = Reader::default();
            text.as_bytes().chunks(size).for_each(|piece| reader.push(piece).expect("well-formed"));
            assert_eq!(reader.finish().expect("well-formed").fingerprint(), dataset.fingerprint(), "{} in pieces of {size}", &text[..80]);
        }
    }
    let columns = read(&kinds[4]).report().columns.clone().expect("a file");
    assert_eq!(columns.label.expect("a label").to_string(), "\"is_duplicate\"");
    let pairs = file("", "[\"{1}\", \"{2}\"]", ["", ""]).trim_end().replace('\n', ",");
    assert_eq!(counts(&read(format!("[{pairs}]"))), [60, 60, 0]);
    // A list beside the first, near or far, is not left out in silence.
    let far = format!("{{\"train\": [{}{objects}], \"test\": [{objects}]}}", format!("{objects},").repeat(30));
    for several in [format!("{{\"train\": [{objects}], \"test\": [{objects}]}}"), format!("{{\"data\": [{objects}], \"test\": [{objects}]}}"), far] {
        assert!(refusal(&several).contains("more than one list"), "{}", refusal(&several));
    }
    let sets = file("", "{\"set\": [\"{1}\", \"{2}\"]}", ["", ""]);
    let report = read(format!("{sets}{{\"set\": [\"a b\", \"c d\", \"e f\"]}}\n")).report().clone();
    assert_eq!(report.skipped.reasons[0].lines, [61], "{report:?}");
    assert_eq!(report.skipped.reasons[0].reason, "it has a list or an object where a text should be");
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
fn json_without_texts_is_refused_by_the_column_that_holds_something_else() {
    let row = |k: usize, question: &str| format!(r#"{{"question1": {question}, "question2": "what is it that goes {k}"}}"#);
    let rows = |question: &str| (0..12).map(|k| row(k, question)).collect::<Vec<_>>();
    let words = r#"["how", "does", "it", "go"]"#;
    for file in [format!("[{}]", rows(words).join(",")), rows(words).join("\n"), format!(r#"{{"data": [{}]}}"#, rows(words).join(","))] {
        let sentence = refusal(file);
        assert!(sentence.starts_with("The file is JSON, and column \"question1\" holds lists or objects where texts should be."), "{sentence}");
    }
    let texts = ["how is it", "what is it", "where is it"].map(|text| format!("\"{text}\""));
    for file in [format!("[{}]", texts.join(", ")), format!("[\n{}\n]\n", texts.join(",\n"))] {
        assert!(refusal(file).starts_with("The file is JSON, but not a list of objects with a text for each question"));
    }
}

/// What `to_json()` of pandas writes: an object or a list for each column.
fn by_columns(end: &str, cell: impl Fn(usize, &str) -> String) -> String {
    let rows = super::pairs();
    let column = |of: &dyn Fn(&(String, String, bool)) -> String| -> String {
        let cells: Vec<String> = rows.iter().enumerate().map(|(i, row)| cell(i, &of(row))).collect();
        cells.join(",")
    };
    let quoted = |text: &str| format!("\"{text}\"");
    let [a, b, l] = [column(&|row| quoted(&row.0)), column(&|row| quoted(&row.1)), column(&|row| u8::from(row.2).to_string())];
    let [open, close] = if end == "}" { ['{', '}'] } else { ['[', ']'] };
    format!("{{\"question1\":{open}{a}{close},\"question2\":{open}{b}{close},\"is_duplicate\":{open}{l}{close}}}")
}

#[test]
fn json_by_columns_is_read_row_by_row() {
    let by_index = by_columns("}", |i, value| format!("\"{i}\":{value}"));
    let by_list = by_columns("]", |_, value| value.to_owned());
    for text in [&by_index, &by_list, &by_list.replace(",", ",\n  ").replace(':', " : ")] {
        assert_right("by columns", &read(text));
        assert_right("packed", &read(gzip(text.as_bytes())));
        let inspection = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table");
        assert_eq!((inspection.sampled, inspection.whole, inspection.doubts.len()), (60, true, 0));
    }
    // More of it than tells how a file is read, in pieces.
    let long: String =
        (0..4_000).map(|i| format!("{}\"{i}\":\"what is the thing number {i} about, you ask?\"", if i == 0 { "" } else { "," })).collect();
    let many = format!("{{\"question1\":{{{long}}},\"question2\":{{{}}}}}", long.replace("what is", "tell me what is"));
    let mut reader = Reader::new(&Reading::default());
    many.as_bytes().chunks(10_000).try_for_each(|piece| reader.push(piece)).expect("pieces");
    assert_eq!(counts(&reader.finish().expect("pairs")), [4_000, 4_000, 0]);
    // Other rows in another column, or only a part of the file.
    for broken in [
        by_index.replace("{\"0\":0", "{\"60\":0").replace("{\"0\":1", "{\"60\":1"),
        by_list.replace("[0,", "[").replace("[1,", "["),
        many[..150_000].into(),
    ] {
        let refused = refusal(&broken);
        assert!(refused.contains("a list for each column") && refused.contains("lines=True"), "{refused}");
    }
    // Numbers in both places: which are the rows?
    assert!(refusal(r#"{"0": {"0": "a", "1": "b"}, "1": {"0": "c", "1": "d"}}"#).contains("orient=\"records\""));
}

#[test]
fn json_with_a_number_or_a_name_for_each_row_is_read() {
    let objects = file("", "\"{n}\": {\"question1\": \"{1}\", \"question2\": \"{2}, \\\"so\\\"\", \"is_duplicate\": {l}}", ["false", "true"]);
    let rows = format!("{{{}}}\n", objects.trim_end().replace('\n', ","));
    let named = rows.replace("\": {", ":a\": {");
    for text in [&rows, &named, &rows.replace(", \"", ",\n  \"").replace(": ", " : "), &rows.replace("\"}", "}\"}")] {
        assert_right("by index", &read(text));
        assert_right("packed", &read(gzip(text.as_bytes())));
    }
}

#[test]
fn two_texts_within_an_object_are_a_pair() {
    let quora = file("", r#"{"questions": {"id": [1{n}, 2{n}], "text": ["{1}", "{2}"]}, "is_duplicate": {l}}"#, ["false", "true"]);
    assert_right("Hugging Face", &read(&quora));
}

#[test]
fn lists_that_may_be_labels_are_asked_about() {
    // The last as Label Studio writes what annotators say.
    for label in
        [r#""label": [{l}, 1]"#, r#""scores": [0.{l}, 0.5, 0.1]"#, r#""annotations": [{"result": [{"value": {"choices": ["same"]}}]}], "meta": {}"#]
    {
        let text = file("", &format!(r#"{{"text1": "{{1}}", "text2": "{{2}}", {label}}}"#), ["0", "1"]);
        assert!(refusal(&text).contains("[…]\" (60)"), "{label}: {}", refusal(&text));
        assert_eq!(counts(&Dataset::read(text.as_bytes(), &reading(r#"{"label": null}"#)).expect("pairs")), [60, 60, 0]);
    }
}

#[test]
fn values_that_say_train_and_test_do_so_below_any_header() {
    let rows = (0..60).map(|n| format!("how do i mend thing {n},what is the way to mend {n},{}\n", if n % 6 == 5 { "test" } else { "train" }));
    let text = format!("question1,question2,usage\n{}", rows.collect::<String>());
    let data = read(&text);
    assert_eq!(data.report().reading.as_ref().expect("a file").split, Some(Some(Split::By(Column::Named("usage".into())))));
    assert_eq!(data.report().kept.test, 10);
}

#[test]
fn a_label_deep_within_objects_is_one() {
    let objects = file("", "{\"pair\": {\"left\": \"{1}\", \"right\": \"{2}\"}, \"meta\": {\"of\": {\"same\": {l}}}}", ["false", "true"]);
    assert_right("deep", &read(&objects));
}

#[test]
fn a_label_within_a_text_is_asked_about() {
    for (row, labels) in [
        ("{l} {1}\t{2}", ["-1", "1"]),
        ("__label__{l} {1} ||| {2}", ["0", "1"]),
        ("{1}\t{2} __label__{l}", ["different", "duplicate"]),
        ("{l} {1}\t{2}", ["0", "1"]),
        ("[{l}] {1}\t{2}", ["different", "same"]),
        ("{1}\t{2} #{l}", ["no", "yes"]),
    ] {
        let text = file("", row, labels);
        let doubt = refusal(&text);
        assert!(doubt.contains("within each text of column") && doubt.contains("label is null"), "{row}: {doubt}");
        assert_eq!(Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table").doubts.len(), 1);
        let all = Dataset::read(text.as_bytes(), &reading(r#"{"label": null}"#)).expect("pairs");
        assert_eq!(counts(&all)[2], 0, "{row}");
    }
    // Questions may begin with such words, if not all do, or a label stands beside them.
    read(file("", "Is {1}\tno {2}", ["0", "1"]).replacen("Is", "Yes", 5));
    assert_right("beside", &read(file("", "{l} {1}\t{2}\t{l}", ["0", "1"])));
}

#[test]
fn quotes_that_enclose_no_fields_are_no_reason_to_cut_texts() {
    for [open, close] in [["'", "'"], ["“", "”"], ["„", "“"], ["«", "»"], ["»", "«"], ["「", "」"]] {
        let text = file("q1,q2,label\n", &format!("{open}{{1}}, yes{close},{open}{{2}}, no{close},{{l}}"), ["0", "1"]);
        let refused = refusal(&text);
        assert!(refused.contains("enclose no fields") || refused.contains("holds no questions"), "{refused}");
        assert_right("whole", &read(text.replace(", yes", "").replace(", no", "")));
    }
}

#[test]
fn columns_that_blanks_align_are_read_where_a_header_or_labels_say_that_they_are_some() {
    let aligned = |header: [&str; 3], rows: &[(String, String, bool)]| -> String {
        let line = |cells: [&str; 3]| format!("{:<50}  {:<60}  {}\n", cells[0], cells[1], cells[2]);
        let rows = rows.iter().map(|(a, b, same)| line([a, b, if *same { "1" } else { "0" }]));
        [line(header)].into_iter().chain(rows).collect()
    };
    let text = aligned(["question1", "question2", "is_duplicate"], &super::pairs());
    let dataset = read(&text);
    assert_right("aligned", &dataset);
    assert_eq!(dataset.report().reading.as_ref().and_then(|reading| reading.delimiter.as_deref()), Some("  "));
    assert_right("again", &Dataset::read(text.as_bytes(), dataset.report().reading.as_ref().expect("a file")).expect("the same"));
    // As pandas prints it: on the right, with the number of each row in front.
    let printed: String =
        super::pairs().iter().enumerate().map(|(i, (a, b, same))| format!("{i:<3} {a:>50}  {b:>60}  {:>12}\n", u8::from(*same))).collect();
    assert_right("printed", &read(format!("    {:>50}  {:>60}  {:>12}\n{printed}", "question1", "question2", "is_duplicate")));
    // A list of texts is none, though two blanks stand in each; but it may be said.
    let texts: String = super::pairs().iter().map(|(a, b, _)| format!("{a}.  {b}?\n")).collect();
    assert!(refusal(&texts).contains("delimiter is two blanks"), "{}", refusal(&texts));
    assert_eq!(counts(&Dataset::read(texts.as_bytes(), &reading(r#"{"delimiter": "  "}"#)).expect("it is said")), [60, 60, 0]);
}
