//! Rows that are missing something, files that hold no pairs, and files that are almost right.

use super::{assert_right, counts, file, gzip, read, reading, refusal, utf16};
use proptest::prelude::*;
use tripletscope::data::{Column, Dataset, Reader, Reading};
use tripletscope::error::Why;

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
fn labels_that_say_nothing_or_the_opposite_are_never_taken_for_duplicates() {
    // A minus as it is printed; what a database writes where nothing is.
    for minus in ["−1", "–1", "－1"] {
        assert_right(minus, &read(file("question1,question2,is_duplicate", "{1},{2},{l}", [minus, "1"])));
    }
    let text = file("question1,question2,is_duplicate", "{1},{2},{l}", ["0", "1"]);
    let report = read(format!("{text}how is it,what is it,\\N\n")).report().clone();
    assert_eq!([report.rows_read, report.duplicates, report.non_duplicates], [61, 30, 30]);
    assert_eq!(report.skipped.reasons.iter().find(|r| r.reason.starts_with("its label means neither")).map(|r| r.lines.clone()), Some(vec![62]));
    // A header that calls what is no duplicate.
    for (header, labels) in [
        ("is_different", ["1", "0"]),
        ("not_duplicate", ["yes", "no"]),
        ("distance", ["1", "0"]),
        ("unmatched", ["1", "0"]),
        ("is_negative", ["1", "0"]),
        ("Verschieden", ["ja", "nein"]),
        ("unrelated", ["1", "0"]),
        ("neg", ["1", "0"]),
        ("hard_negative", ["1", "0"]),
        ("abweichend", ["1", "0"]),
        ("不相似", ["1", "0"]),
        ("différent", ["1", "0"]),
    ] {
        let text = file(&format!("question1,question2,{header}"), "{1},{2},{l}", labels);
        let column = format!("\"{header}\"");
        assert!(refusal(&text).contains(&column) && refusal(&text).contains("a list of values"), "{}", refusal(&text));
        let named = Dataset::read(text.as_bytes(), &reading(&format!(r#"{{"label": {column}}}"#)));
        assert!(named.expect_err("its name says no more").to_string().contains(&column));
        let said = reading(&format!(r#"{{"duplicate": ["{}"], "different": ["{}"]}}"#, labels[1], labels[0]));
        assert_right(header, &Dataset::read(text.as_bytes(), &said).expect("it is said"));
    }
    // Percentages are scores, though they are whole numbers that all differ; a label's column without any label is one.
    let percent = refusal(file("q1,q2,x", "{1},{2},{n}%", ["", ""]));
    assert!(percent.contains("\"x\"") && percent.contains("from"), "{percent}");
    let empty = file("question1,question2,is_duplicate", "{1},{2},", ["", ""]);
    assert!(refusal(&empty).contains("its label means neither"), "{}", refusal(&empty));
    let all = Dataset::read(empty.as_bytes(), &reading(r#"{"label": null}"#)).expect("it is said");
    assert_eq!(counts(&all), [60, 60, 0]);
}

#[test]
fn columns_of_one_name_are_told_by_their_numbers_and_read_so_again() {
    for header in ["question,question,label", "text,text,text"] {
        let text = file(header, "{1},{2},{l}", ["0", "1"]);
        let first = read(&text);
        assert_right(header, &first);
        let found = first.report().reading.clone().expect("a file");
        assert_eq!((found.question1.clone(), found.question2.clone()), (Some(Column::Numbered(1)), Some(Column::Numbered(2))));
        assert_right(header, &Dataset::read(text.as_bytes(), &found).expect("as it was read"));
    }
}

#[test]
fn many_lines_of_remarks_stand_above_a_table_and_a_row_that_is_too_long_is_named_by_its_line() {
    let text = file("question1,question2,is_duplicate", "{1},{2},{l}", ["0", "1"]);
    let remarks: String = (0..100).map(|i| format!("# remark {i}\n")).collect();
    assert_right("remarks", &read(format!("{remarks}{text}")));
    for (end, kind) in [("\n", "a line"), ("", "the last line")] {
        let long = refusal(format!("{text}{},so,1{end}", "x".repeat(1 << 21)));
        assert!(long.contains("begins in line 62 "), "{kind}: {long}");
    }
}

#[test]
fn fields_that_are_missing_or_too_many_are_told() {
    let text = file("question1,question2,is_duplicate", "\"{1}\",\"{2}, then\",{l}", ["0", "1"]);
    let report = read(format!("{text}so, what is it,what is that,1\nonly one\n")).report().clone();
    let skipped: Vec<_> = report.skipped.reasons.iter().map(|r| (r.reason, r.lines.clone())).collect();
    assert!(skipped.contains(&("it has too many fields: a text contains the delimiter", vec![62])), "{skipped:?}");
    assert!(skipped.contains(&("it has too few fields", vec![63])), "{skipped:?}");
    let several = read(format!("{text}\"how do\nI mend it\",\"the way, to mend it\",1\n")).report().clone();
    assert_eq!((several.rows_read, several.repaired.reasons[0].lines.clone()), (61, vec![62]));
}

#[test]
fn a_header_that_comes_again_is_no_pair() {
    let text = file("question1,question2,is_duplicate", "{1},{2},{l}", ["0", "1"]);
    let report = read(format!("{text}{text}")).report().clone();
    assert_eq!(report.skipped.reasons.iter().find(|r| r.reason == "it repeats the header").map(|r| r.lines.clone()), Some(vec![62]), "{report:?}");
}

#[test]
fn a_first_row_that_is_shorter_than_the_others_is_no_trap() {
    for (first, name) in [("question1,question2", "short"), ("title", "one"), ("", "none"), (",", "empty"), ("a,b,c,d,e,f,g", "long")] {
        let text = file(first, "{1},{2},{l}", ["0", "1"]);
        assert_eq!(read(&text).report().rows_read, 60, "{name}");
    }
}

#[test]
fn rows_that_are_longer_than_what_is_looked_at_first_are_read() {
    let wide = |cell: &dyn Fn(usize) -> String| (0..30_000).map(|k| format!(",{}", cell(k))).collect::<String>();
    let names = wide(&|k| format!("f{k}"));
    let numbers = wide(&|k| (k % 7).to_string());
    let text = file(&format!("question1,question2,is_duplicate{names}"), &format!("{{1}},{{2}},{{l}}{numbers}"), ["0", "1"]);
    assert!(text.lines().next().is_some_and(|first| first.len() > 1 << 17));
    assert_right("a wide header", &read(&text));
    // So long a text in each row, and no header.
    for long in [20_000, 100_000].map(|times| "and so on ".repeat(times)) {
        let rows: String = (0..9).map(|k| format!("how is thing {k} made,what makes thing {k} {long},{}\n", k % 2)).collect();
        assert_eq!(counts(&read(&rows)), [9, 4, 5]);
    }
}

#[test]
fn what_holds_no_pairs_is_refused_by_name() {
    let cases: [(&[u8], &str); 25] = [
        (b"<?xml version=\"1.0\"?><a/>", "XML"),
        (b"<pairs><pair><a>x</a></pair></pairs>", "XML"),
        (b"<html><body>", "web page"),
        (b"<!-- saved from the net -->\n<!DOCTYPE html><html><body></body></html>", "web page"),
        (b"% pairs\n@RELATION pairs\n@ATTRIBUTE question1 string\n@DATA\n'how is it','what is it'\n", "ARFF"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git LFS"),
        (b"[('how do i mend it', 'what mends it', 1),\n('who is it', 'where is it', 0)]", "Python"),
        (b"{'question1': 'how do i mend it', 'question2': 'what mends it'}\n", "Python"),
        (b"\x80\x02}q\0(X\x05\0\0\0helloq\x01K\x01u.", "pickle"),
        (b"\x80\x05\x95\x10\0\0\0\0\0\0\0\x8c\x05hello\x94.", "pickle"),
        (b"('how do i mend it', 'what mends it', 1),\n('who is it', 'where is it', 0),\n", "Python"),
        (b"INSERT INTO pairs VALUES ('how do i mend it','what mends it',1),\n('who is it','where is it',0);\n", "database"),
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

#[test]
fn every_score_of_the_first_rows_is_counted_however_many_there_are() {
    let rows: String = (0..300).map(|i| format!("how do i mend {i},what mends {i},{}\n", f64::from(i) / 64.0)).collect();
    let text = format!("question1,question2,score\n{rows}");
    let sum = |counted: &[tripletscope::error::Counted]| counted.iter().map(|counted| counted.count).sum::<usize>();
    let asked = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table");
    assert_eq!((asked.sampled, sum(&asked.doubts[0].values)), (300, 300));
    let said = reading(r#"{"label": "score", "duplicate": {"from": 4}, "different": {"below": 2}}"#);
    assert_eq!(sum(&Reader::inspect(text.as_bytes(), &said).expect("a table").labels), 300);
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

/// An inspection says what reading refuses.
fn assert_asked(text: &str, column: &str) {
    let sentence = refusal(text);
    assert!(sentence.contains(column), "{sentence}");
    let inspection = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table");
    assert_eq!(inspection.doubts.first().map(|doubt| &doubt.sentence), Some(&sentence));
    assert_eq!((inspection.reading.label, inspection.sampled), (None, text.lines().count() - 1));
}

#[test]
fn what_only_later_rows_show_is_asked_about_by_an_inspection_too() {
    assert_asked(&file("text1,text2,lab", "{1},{2},{l}", ["", "x"]), "\"lab\"");
    let row =
        |i: usize| format!("how do i mend the thing number {i},what is the way to mend number {i},{}\n", if i < 3_500 { "good" } else { "bad" });
    assert_asked(&format!("question1,question2,ours\n{}", (0..4_000).map(row).collect::<String>()), "\"ours\"");
}

#[test]
fn a_label_that_only_late_rows_have_is_not_overlooked() {
    let texts = |i: usize| [format!("how do i mend the thing number {i}"), format!("what is the way to mend number {i}")];
    let json = |rows: usize, late: usize, key: &str| -> String {
        let row = |i: usize| {
            let [a, b] = texts(i);
            let more = if i < late { String::new() } else { format!(", {key}") };
            format!("{{\"q1\": \"{a}\", \"q2\": \"{b}\"{more}}}\n")
        };
        (0..rows).map(row).collect()
    };
    let soon = refusal(json(900, 600, "\"label\": 2"));
    assert!(soon.contains("\"label\""), "{soon}");
    for (key, name, value) in [("\"label\": 0", "label", "0"), ("\"ours\": \"no\"", "ours", "no")] {
        let text = json(4_000, 3_900, key);
        let asked = refusal(&text);
        assert!(asked.contains(&format!("\"{name}\"")) && asked.contains(&format!("\"{value}\" (100)")), "{asked}");
        let doubts = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table").doubts;
        assert_eq!((&doubts[0].sentence, &doubts[0].column), (&asked, &Some(Column::Named(name.into()))));
        for (answer, counted, skipped) in [
            (format!(r#"{{"label": "{name}", "duplicate": ["1"], "different": ["{value}"]}}"#), [4_000, 0, 100], 3_900),
            (format!(r#"{{"label": "{name}", "duplicate": [""], "different": ["{value}"]}}"#), [4_000, 3_900, 100], 0),
            (r#"{"label": null}"#.into(), [4_000, 4_000, 0], 0),
        ] {
            if counted[1] == 0 {
                let few = Dataset::read(text.as_bytes(), &reading(&answer)).expect_err("no duplicates").to_string();
                assert!(few.contains(&format!("Of {} rows", counted[0])) && skipped > 0, "{few}");
                continue;
            }
            let dataset = Dataset::read(text.as_bytes(), &reading(&answer)).expect("it is said");
            let why = dataset.report().skipped.reasons.iter().filter(|reason| reason.reason.contains("label")).map(|reason| reason.count);
            assert_eq!((counts(&dataset), why.sum::<usize>()), (counted, skipped), "{answer}");
        }
        let other = Dataset::read(text.as_bytes(), &reading(r#"{"label": "lable"}"#)).expect_err("no row has it").to_string();
        assert!(other.contains("reading.label is \"lable\"") && other.contains("\"q1\", \"q2\""), "{other}");
    }
    assert_eq!(read(json(4_000, 3_900, "\"remark\": \"it is late\"")).report().skipped.total, 0);
    assert_eq!(read(json(4_000, 3_900, "\"negative\": \"it is late\"")).report().repaired.total, 100);
    let said = Dataset::read(json(4_000, 3_900, "\"label\": 0").as_bytes(), &reading(r#"{"label": null}"#)).expect("it is said");
    assert_eq!(counts(&said), [4_000, 4_000, 0]);
    for delimiter in [",", "\t"] {
        let row = |i: usize| format!("{}{}\n", texts(i).join(delimiter), if i < 3_900 { String::new() } else { format!("{delimiter}0") });
        let skipped = read(format!("q1{delimiter}q2\n{}", (0..4_000).map(row).collect::<String>())).report().skipped.clone();
        assert_eq!((skipped.total, skipped.reasons[0].reason.contains("too many fields")), (100, true), "{delimiter}");
    }
}

#[test]
fn what_says_train_or_test_in_late_rows_only_is_asked_about_and_either_answer_is_taken() {
    let row = |i: usize| {
        let split = if i < 3_000 { "" } else { ["", ", \"split\": \"train\"", ", \"split\": \"test\""][i % 3] };
        format!("{{\"q1\": \"how do i mend the thing number {i}\", \"q2\": \"what is the way to mend number {i}\"{split}}}\n")
    };
    let text: String = (0..4_000).map(row).collect();
    let asked = refusal(&text);
    assert!(asked.starts_with("Column \"split\" says train or test, but in 666 of 4000 rows only"), "{asked}");
    let looked = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table");
    assert_eq!((&looked.doubts[0].sentence, &looked.doubts[0].column), (&asked, &Some(Column::Named("split".into()))));
    assert_eq!(looked.reading.label, Some(None), "of the label nothing is asked");
    let said = |json: &str| Dataset::read(text.as_bytes(), &reading(json)).expect("it is said").report().clone();
    let honoured = said(r#"{"split": "split"}"#);
    assert_eq!((honoured.kept.train, honoured.kept.test, honoured.skipped.total), (333, 333, 3_334));
    assert_eq!(said(r#"{"split": null}"#).skipped.total, 0);
}

#[test]
fn a_label_in_some_rows_only_is_a_label_and_no_score() {
    for (value, what) in [("1", "labels"), ("yes", "labels"), ("0.5", "scores")] {
        let text = file("question1,question2,is_duplicate", "{1},{2},{l}", ["", value]);
        let asked = refusal(&text);
        assert!(asked.starts_with(&format!("Column \"is_duplicate\" looks like {what}")) && asked.contains("blank (30)"), "{asked}");
    }
}

#[test]
fn of_two_headers_the_one_counts_that_names_the_questions_also_behind_a_mark_within_the_file() {
    let named = "question1,question2,is_duplicate\n";
    let rows = file("", "\"{1}\",{2},{l}", ["0", "1"]);
    assert_right("two headers", &read(format!("text,text,meta\n{named}{rows}")));
    let joined = read(format!("{named}{rows}\u{feff}{named}\u{feff}\"how do i mend, say, a boat\",what is it,1\n"));
    let skipped = &joined.report().skipped;
    assert_eq!((counts(&joined), skipped.reasons[0].lines.clone(), skipped.total), ([62, 31, 30], vec![62], 1));
    assert!(joined.train().iter().chain(joined.evaluation()).any(|pair| joined.text(pair.question1) == "how do i mend, say, a boat"));
}

#[test]
fn commas_of_sentences_make_no_columns() {
    let sentences: String = (0..60).map(|i| format!("how do i mend {i} at home, number {i}?\n")).collect();
    assert!(
        refusal(&sentences).contains("its first row is \"how do i mend 0 at home, number 0?\"")
            && refusal(&sentences).contains("delimiter is a comma")
    );
    let list: String = (0..60).map(|i| format!("- question1: how is {i}, number {i}?\n  question2: what is it\n  label: 1\n")).collect();
    assert!(refusal(list).contains("no two columns"));
    for said in [r#"{"delimiter": ","}"#, r#"{"question1": 1, "question2": 2}"#] {
        assert_eq!(Dataset::read(sentences.as_bytes(), &reading(said)).expect("it is said").report().rows_read, 60, "{said}");
    }
    // A label or a header says that they are columns.
    assert_right("with a label", &read(file("", "{1}, {2}, {l}", ["0", "1"])));
    assert_eq!(counts(&read(file("question1, question2", "{1}, {2}", ["", ""]))), [60, 60, 0]);
}

#[test]
fn a_first_row_with_fields_too_many_or_too_few_is_counted() {
    for first in ["well, how is it,what may it be,1", "how is it,what may it be"] {
        let dataset = read(format!("{first}\n{}", file("", "{1},{2},{l}", ["0", "1"])));
        assert_eq!((counts(&dataset), dataset.report().skipped.reasons[0].lines.clone()), ([61, 30, 30], vec![1]), "{first}");
    }
    let titled = read(format!("questions of our users, as of today\n{}", file("q1,q2,same", "{1},{2},{l}", ["0", "1"])));
    assert_right("a title with a comma", &titled);
}

#[test]
fn names_of_rows_without_a_header_shift_the_columns() {
    let blanks = read(file("\"q1\" \"q2\" \"label\"", "\"{n}\" \"{1}, they ask\" \"{2}\" {l}", ["0", "1"]));
    assert_right("write.table of R", &blanks);
    for delimiter in ["\t", ","] {
        let text = file("q1;q2;label", "{n};{1};{2};{l}", ["0", "1"]).replace(';', delimiter);
        let dataset = read(&text);
        assert_right("R", &dataset);
        let columns = dataset.report().columns.clone().expect("a file has columns");
        assert_eq!(columns.label, Some(Column::Named("label".into())));
    }
}

#[test]
fn lists_of_numbers_are_no_texts() {
    let rows: String = (0..60).map(|i| format!("\"[0.{i}, -1e-3]\",\"[1.{i}, 0.5]\",{}\n", i % 2)).collect();
    let sentence = refusal(format!("v1,v2,label\n{rows}"));
    assert!(sentence.contains("\"v1\" and \"v2\"") && sentence.contains("fromVectors"), "{sentence}");
}

#[test]
fn a_mark_for_a_missing_value_is_no_question() {
    let rows = file("question1,question2,is_duplicate", "{1},{2},{l}", ["0", "1"]);
    for mark in ["NaN", "nan", "NULL", "null", "None", "N/A", "NA", "<NA>", "\\N", "#N/A"] {
        let text = format!("{rows}{mark},what is it,1\nwhat is it,\"{mark}\",0\n{mark},{mark},1\n");
        let report = read(&text).report().clone();
        let why = report.skipped.reasons.iter().find(|reason| reason.reason.contains("missing value")).expect(mark);
        assert_eq!((report.rows_read, report.duplicates, report.non_duplicates, why.count, why.lines[0]), (63, 30, 30, 3, 62), "{mark}");
    }
    // A text about them is one, and so is each of them where every row is asked for.
    let about = read(format!("{rows}what is None,None or null,1\n")).report().clone();
    assert_eq!((about.duplicates, about.skipped.total), (31, 0));
    let every = Dataset::read(format!("{rows}None,null,1\n").as_bytes(), &reading(r#"{"everyRow": true}"#)).expect("pairs");
    assert_eq!((every.report().duplicates, every.report().kept_anyway.reasons[0].count), (31, 1));
    // The third text of a triplet is one too.
    let triplets = file("anchor,positive,negative", "{1},{2},None", ["", ""]);
    let report = read(triplets).report().clone();
    assert_eq!((report.non_duplicates, report.skipped.reasons[0].count), (0, 60));
}

#[test]
fn a_blank_label_means_what_is_said_of_it_and_is_asked_about_where_the_others_are_all_alike() {
    let blank = file("question1,question2,is_duplicate", "{1},{2},{l}", ["", "1"]);
    assert_asked(&blank, "blank (30)");
    let said = |json: &str| Dataset::read(blank.as_bytes(), &reading(json));
    assert_right("blank is different", &said(r#"{"duplicate": ["1"], "different": [""]}"#).expect("it is said"));
    for skip in [r#"{"duplicate": ["1"]}"#, r#"{"duplicate": ["1"], "different": []}"#] {
        let report = said(skip).expect("it is said").report().clone();
        assert_eq!((report.duplicates, report.non_duplicates, report.skipped.total), (30, 0, 30), "{skip}");
    }
    // Beside labels of both kinds a blank is a label that is missing.
    let both = file("question1,question2,is_duplicate", "{1},{2},{l}", ["0", "1"]);
    let report = read(format!("{both}how is it,what is it,\n")).report().clone();
    assert_eq!((report.duplicates, report.non_duplicates, report.skipped.total), (30, 30, 1));
    let inspection = Reader::inspect(format!("{both}how is it,what is it,\n").as_bytes(), &Reading::default()).expect("a table");
    assert!(inspection.labels.iter().any(|label| label.value.is_empty() && label.count == 1));
}

#[test]
fn nothing_but_what_is_listed_is_different_where_a_list_says_so() {
    let three = file("question1,question2,gold", "{1},{2},{l}", ["neutral", "entailment"]) + "how is it,what is it,contradiction\n";
    let report = |json: &str| Dataset::read(three.as_bytes(), &reading(json)).expect("it is said").report().clone();
    let [rest, none] = [r#"{"duplicate": ["entailment"]}"#, r#"{"duplicate": ["entailment"], "different": []}"#].map(report);
    assert_eq!([rest.duplicates, rest.non_duplicates, rest.skipped.total], [30, 31, 0]);
    assert_eq!([none.duplicates, none.non_duplicates, none.skipped.total], [30, 0, 31]);
}

#[test]
fn a_pair_with_both_labels_contradicts_itself_whichever_comes_first() {
    let rows = file("question1,question2,label", "{1},{2},{l}", ["0", "1"]);
    let (first, second) = ("how do i mend a boat at sea", "what is the way to mend the boat when at sea");
    for [one, two] in [[0, 1], [1, 0]] {
        let report = read(format!("{rows}{first},{second},{one}\n{second},{first},{two}\n")).report().clone();
        assert_eq!((report.duplicates, report.non_duplicates), (31, 31));
        let skipped: Vec<_> = report.skipped.reasons.iter().filter(|reason| reason.why != Why::NotTested).collect();
        assert_eq!((skipped.len(), skipped[0].why, skipped[0].count), (1, Why::Contradicted, 1));
    }
}

#[test]
fn a_quote_that_is_a_slip_does_not_make_all_of_them_plain_characters() {
    let quoted = file("question1,question2,label", r#""{1}, or so","{2}, or not",{l}"#, ["0", "1"]);
    let slip = quoted.replacen("mend a", r#""mend" a"#, 1);
    let data = read(&slip);
    assert!(data.report().reading.as_ref().expect("a file").quotes == Some(true) && data.report().duplicates + data.report().non_duplicates >= 59);
    let cut = file("question1,question2,label", r#""{1}","{2}",{l}"#, ["0", "1"]);
    let data = read(&cut[..cut.len() - 12]);
    assert!(!data.text(data.train()[0].question1).contains('"'));
    assert_eq!(data.report().skipped.reasons[0].why, Why::UnclosedQuote);
}
