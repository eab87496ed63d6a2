//! Files of question pairs: what is read, what is skipped and why, and that nothing of what is held out was trained on.

use std::collections::HashSet;
use tripletscope::data::{Batches, Column, Dataset, Item, PADDING, Padding, Prepared, Reader, UNKNOWN};

const HEADER: &str = "id,qid1,qid2,question1,question2,is_duplicate\n";

/// `count` pairs of duplicates that share no question, as rows of Quora's format.
fn duplicates(count: usize) -> String {
    (0..count).map(|i| format!("{i},{i},{i},How do I mend thing{i}?,What is the way to mend thing{i}?,1\n")).collect()
}

fn read(text: &str) -> Dataset {
    Dataset::from_csv(text.as_bytes()).unwrap_or_else(|e| panic!("{e}"))
}

fn named(header: &str) -> Column {
    Column::Named(header.into())
}

fn refusal(bytes: &[u8]) -> String {
    Dataset::from_csv(bytes).expect_err("must be refused").to_string()
}

fn texts(dataset: &Dataset) -> HashSet<&str> {
    dataset.train().iter().chain(dataset.evaluation()).flat_map(|p| [p.question1, p.question2]).map(|q| dataset.text(q)).collect()
}

/// Reason and lines of each kind of skipped row.
fn skipped(dataset: &Dataset) -> Vec<(&'static str, Vec<u64>)> {
    dataset.report().skipped.reasons.iter().map(|r| (r.reason, r.lines.clone())).collect()
}

#[test]
fn quoras_format_is_read_with_quotes_and_line_breaks_inside_fields() {
    let odd = "90,90,91,\"He said \"\"why, exactly?\"\"\",\"Why, on earth,\nexactly?\",1\n";
    let dataset = read(&format!("{HEADER}{odd}{}", duplicates(20)));
    assert_eq!(dataset.report().rows_read, 21);
    assert_eq!(dataset.report().skipped.total, 0);
    assert!(texts(&dataset).contains("He said \"why, exactly?\""));
    assert!(texts(&dataset).contains("Why, on earth,\nexactly?"));
    let columns = dataset.report().columns.as_ref().expect("a file has columns");
    assert_eq!((&columns.question1, &columns.label), (&named("question1"), &Some(named("is_duplicate"))));
}

#[test]
fn line_ends_byte_order_mark_and_delimiter_change_nothing() {
    let plain = format!("{HEADER}{}", duplicates(30));
    let expected = read(&plain);
    let variants =
        [plain.replace('\n', "\r\n"), format!("\u{FEFF}{plain}"), plain.replace(',', "\t"), plain.replace(',', ";"), plain.trim_end().to_owned()];
    for variant in &variants {
        let dataset = read(variant);
        assert_eq!(dataset.fingerprint(), expected.fingerprint(), "{:?}", &variant[..60]);
        assert_eq!(dataset.report().rows_read, 30);
    }
}

#[test]
fn pieces_of_any_size_read_as_the_whole() {
    let text = format!("{HEADER}1,1,2,\"a \"\"b\"\" é\n🦀 c\",a different one,1\n{}", duplicates(2_000));
    let whole = read(&text);
    for size in [1, 7, 4_096, 70_000] {
        let mut reader = Reader::default();
        text.as_bytes().chunks(size).for_each(|piece| reader.push(piece).expect("the text is well-formed"));
        assert_eq!(reader.bytes_read() as usize, text.len());
        assert_eq!(reader.finish().expect("the text is well-formed").fingerprint(), whole.fingerprint(), "pieces of {size}");
    }
}

#[test]
fn rows_that_cannot_be_used_are_named_by_line_and_reason() {
    let bad = [
        "1,1,2,only four fields",
        "2,3,4,Is this a pair?,Is it so that this is a pair?,maybe",
        "3,5,6,\"A question\nover two lines?\",???,1",
        "4,7,8,The same text?, The same text? ,1",
        "5,9,10,How do I mend thing3?,What is the way to mend thing3?,1",
        "6,11,12,What is the way to mend thing4?,How do I mend thing4?,0",
    ];
    let dataset = read(&format!("{HEADER}{}{}\n", duplicates(10), bad.join("\n")));
    let expected = vec![
        ("it has too few fields", vec![12]),
        ("its label means neither duplicates nor different questions", vec![13]),
        ("one of its questions has no words", vec![14]),
        ("both its questions are the same text", vec![16]),
        ("the same pair stands in an earlier row", vec![17]),
        ("it says that the two are not duplicates, but other rows say that they are", vec![18]),
    ];
    assert_eq!(skipped(&dataset), expected);
    assert_eq!((dataset.report().rows_read, dataset.report().duplicates), (16, 10));
}

#[test]
fn a_label_that_other_rows_contradict_is_skipped() {
    let rows = "1,1,2,first words here,second words here,1\n2,2,3,second words here,third words here,1\n3,1,3,first words here,third words here,0\n";
    let dataset = read(&format!("{HEADER}{rows}{}", duplicates(10)));
    assert_eq!(skipped(&dataset), vec![("it says that the two are not duplicates, but other rows say that they are", vec![4])]);
}

#[test]
fn an_odd_byte_in_utf8_is_replaced_and_counted() {
    let mut bytes = format!("{HEADER}0,1,2,où est le café,où se trouve le café,1\n{}", duplicates(10)).into_bytes();
    bytes.extend_from_slice(b"1,1,2,caf\xE9 or tea?,tea or a caf\xE9?,1\n");
    let dataset = Dataset::from_csv(&bytes).expect("one odd byte is no reason to refuse");
    let repaired = &dataset.report().repaired;
    assert_eq!((repaired.total, repaired.reasons[0].lines.as_slice()), (1, &[13_u64][..]));
    assert!(texts(&dataset).contains("caf\u{FFFD} or tea?"));
}

#[test]
fn bytes_that_are_no_utf8_anywhere_are_windows_1252() {
    let mut bytes = format!("{HEADER}{}", duplicates(4_000)).into_bytes();
    bytes.extend_from_slice(b"1,1,2,caf\xE9 for 3 \x80?,\x93tea\x94 or a caf\xE9?,1\n");
    let dataset = Dataset::from_csv(&bytes).expect("it is text");
    assert_eq!(dataset.report().repaired.total, 0);
    assert!(texts(&dataset).contains("café for 3 €?") && texts(&dataset).contains("“tea” or a café?"));
}

#[test]
fn a_quote_that_is_never_closed_is_named_by_its_line() {
    let quoted: String = (0..8).map(|i| format!("{i},1,2,\"How, pray, do I mend thing{i}?\",\"What, then, mends thing{i}?\",1\n")).collect();
    let dataset = read(&format!("{HEADER}{quoted}9,1,2,\"an open quote,and no end,1\n{}", duplicates(3)));
    assert_eq!(skipped(&dataset), vec![("a quote that opens in it is never closed", vec![10])]);
    let endless = format!("{HEADER}1,1,2,\"open,{}", "words and words ".repeat(100_000));
    let sentence = refusal(endless.as_bytes());
    assert!(sentence.contains("line 2") && sentence.contains("never closed"), "{sentence}");
}

#[test]
fn where_no_field_needs_its_quotes_an_open_one_is_a_character() {
    let dataset = read(&format!("{HEADER}{}9,1,2,\"an open quote,and no end,1\n{}", duplicates(8), duplicates(11).replace("thing1", "thong1")));
    assert_eq!(dataset.report().rows_read, 20);
    assert!(texts(&dataset).contains("\"an open quote"));
}

#[test]
fn two_columns_without_header_or_label_are_all_duplicates() {
    let text: String = (0..40).map(|i| format!("How do I mend thing{i}?\tWhat is the way to mend thing{i}?\n")).collect();
    let dataset = read(&text);
    let report = dataset.report();
    assert_eq!((report.rows_read, report.duplicates, report.non_duplicates), (40, 40, 0));
    let columns = report.columns.as_ref().expect("a file has columns");
    assert_eq!((&columns.question1, &columns.question2, &columns.label), (&Column::Numbered(1), &Column::Numbered(2), &None));
}

#[test]
fn unknown_column_names_are_found_by_their_content() {
    let rows: String = (0..40).map(|i| format!("{i},{},How do I mend thing{i}?,What is the way to mend thing{i}?\n", i % 2)).collect();
    let dataset = read(&format!("nr,match,erste,zweite\n{rows}"));
    let report = dataset.report();
    assert_eq!((report.rows_read, report.duplicates, report.non_duplicates), (40, 20, 20));
    assert_eq!(report.columns.as_ref().expect("a file has columns").label, Some(named("match")));
}

#[test]
fn files_that_are_no_table_of_questions_are_refused_with_what_to_do() {
    let cases: [(&[u8], &str); 8] = [
        (b"PK\x03\x04rest", "ZIP"),
        (b"\xFF\xFEa\0", "no two columns"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"{\"a\": 1}", "JSON"),
        (b"", "empty"),
        (b"a\0b,c", "not text"),
        (b"1,2,3\n4,5,6\n", "no two columns"),
        (b"question1,question2,is_duplicate\nwhy so,why not,0\n", "2 pairs of duplicates"),
    ];
    for (bytes, expected) in cases {
        let sentence = refusal(bytes);
        assert!(sentence.contains(expected) && sentence.ends_with('.'), "{expected}: {sentence}");
    }
}

/// Duplicates in clusters of up to three, and non-duplicates between neighbouring clusters.
fn labelled(clusters: usize) -> String {
    let question = |c: usize, k: usize| format!("style{k} question about topic{c}");
    let inside = (0..clusters).flat_map(|c| (0..1 + c % 2).map(move |k| (c, k, c, k + 1, 1)));
    let between = (1..clusters).map(|c| (c - 1, 0, c, 1, 0));
    let rows = inside.chain(between).map(|(a, i, b, j, label)| format!("0,0,0,{},{},{label}\n", question(a, i), question(b, j)));
    format!("{HEADER}{}", rows.collect::<String>())
}

#[test]
fn nothing_that_is_held_out_was_trained_on() {
    let dataset = read(&labelled(1_000));
    let cluster = |q: u32| dataset.text(q).rsplit(' ').next().expect("a topic").to_owned();
    let trained: HashSet<String> = dataset.train().iter().map(|p| cluster(p.question1)).collect();
    let held_out = dataset.evaluation();
    let duplicates: Vec<_> = held_out.iter().filter(|p| p.duplicate).collect();
    assert!(duplicates.iter().all(|p| !trained.contains(&cluster(p.question1)) && !trained.contains(&cluster(p.question2))));
    assert!(held_out.iter().all(|p| !trained.contains(&cluster(p.question1)) || !trained.contains(&cluster(p.question2))));
    assert!(held_out[..duplicates.len()].iter().all(|p| p.duplicate), "duplicates come first");
    let clusters: HashSet<u32> = duplicates.iter().map(|p| p.cluster).collect();
    assert_eq!((clusters.len(), dataset.retrieval_pairs()), (100, 100), "a tenth of 1,000 clusters");
    assert!(held_out.len() > duplicates.len(), "non-duplicates are there to be told apart");
}

#[test]
fn the_vocabulary_is_that_of_the_training_duplicates_and_starts_at_two() {
    let dataset = read(&labelled(200));
    let words: HashSet<String> =
        dataset.train().iter().flat_map(|p| [p.question1, p.question2]).flat_map(|q| dataset.text(q).split(' ').map(str::to_owned)).collect();
    assert_eq!(dataset.vocabulary_size(), words.len() + 2);
    let first = dataset.train()[0];
    assert_eq!(dataset.tokens(first.question1)[0], 2, "ids go by first appearance");
    assert_eq!(dataset.tokenise("  STYLE0, nothing-known? ")[1..], [UNKNOWN, UNKNOWN]);
    assert_eq!(dataset.tokenise("style0"), dataset.tokenise("  STYLE0!"));
    assert_eq!(dataset.tokenise("?!"), [UNKNOWN]);
}

#[test]
fn batches_go_through_all_pairs_and_never_hold_a_cluster_twice() {
    let dataset = read(&labelled(300));
    let train = dataset.train();
    let mut batches = Batches::new(train.len(), 5);
    let mut seen = HashSet::new();
    for _ in 0..train.len().div_ceil(16) + 4 {
        let batch = batches.next(train, 16, true, false);
        let clusters: HashSet<u32> = batch.iter().map(|&(p, _)| train[p as usize].cluster).collect();
        assert_eq!((batch.len(), clusters.len()), (16, 16));
        seen.extend(batch.iter().map(|&(p, _)| p));
    }
    assert_eq!(seen.len(), train.len(), "a pass reaches every pair");
    let batch = batches.next(train, 100_000, true, false);
    let clusters: HashSet<u32> = train.iter().map(|p| p.cluster).collect();
    assert_eq!(batch.len(), clusters.len(), "a batch larger than the data holds each cluster once");
}

#[test]
fn swapping_exchanges_about_half_of_the_pairs() {
    let dataset = read(&labelled(300));
    let mut batches = Batches::new(dataset.train().len(), 5);
    let swapped: usize = (0..50).map(|_| batches.next(dataset.train(), 32, true, true).iter().filter(|(_, swap)| *swap).count()).sum();
    assert!((700..900).contains(&swapped), "{swapped} of 1,600");
}

#[test]
fn questions_are_padded_to_the_next_power_of_two_and_cut_at_the_limit() {
    let questions: [Item; 2] = [&[5_u32, 6, 7][..], &[8]].map(|tokens| Item::Tokens(tokens.into()));
    let each = || questions.iter();
    let padded = |max_length, steps| Prepared::of(each(), max_length, steps);
    let sides = [vec![questions[0].clone()], vec![questions[1].clone()]];
    assert_eq!((Padding::Batch.steps(&sides, 64), Padding::Sides.steps(&sides, 64)), ([4, 4], [3, 1]));
    assert_eq!(padded(64, 4), Prepared::Tokens { ids: vec![5, 6, 7, PADDING, 8, PADDING, PADDING, PADDING], steps: 4 });
    assert_eq!((Padding::Batch.steps(&sides, 2), Padding::Sides.steps(&sides, 2)), ([2, 2], [2, 1]));
    assert_eq!(padded(2, 2), Prepared::Tokens { ids: vec![5, 6, 8, PADDING], steps: 2 });
}
