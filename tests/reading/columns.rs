//! Which column is which, by its name and by what it holds.

use super::{assert_right, counts, file, read, reading, refusal};
use tripletscope::data::reading::{Duplicate, Negatives};
use tripletscope::data::{Column, Dataset, Reader, Reading};
use tripletscope::settings::Value;

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
    let half = plain.len() / 2;
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
        plain.replacen('\n', "\r", 30),
        format!("{}{}", &plain[..half], plain[half..].replace('\n', "\r")),
        plain.replacen('\n', "\r\r\n", 20),
        file("question1\tquestion2\tis_duplicate", "{1}\rand so\t{2}\t{l}", ["0", "1"]),
        plain.trim_end().to_owned(),
        file("\"question1\",\"question2\",\"is_duplicate\"", "\"{1}, or so\",\"{2}, \"\"so\"\"\",\"{l}\"", ["0", "1"]),
        file("question1, question2, is_duplicate", "\"{1}, or so\", \"{2}, or not\", {l}", ["0", "1"]),
        file("question1,question2,is_duplicate", "\"{1} \\\"now\\\", ok\",\"{2}\",{l}", ["0", "1"]),
        file("question1,question2,is_duplicate", "\"{1}\n and so\",\"{2}, or\r\nso\",{l}", ["0", "1"]),
        file("question1\tquestion2\tis_duplicate", "well, {1}, ok\tso; {2}\t{l}", ["0", "1"]),
        file("", "\"{1}\t{2}, he said\t{l}", ["0", "1"]),
        file("question1\tquestion2\tis_duplicate", "{1}\t\"{2}\" he said\t{l}", ["0", "1"]),
        file("", "\"{1}\t{2}\"\t{l}", ["0", "1"]),
        file("question1\tquestion2\tis_duplicate", "\"{1}\t{2}\"\t{l}", ["0", "1"]),
        file("\"question1\tquestion2\"\tis_duplicate", "\"{1}\t{2}\"\t{l}", ["0", "1"]),
        file("is_duplicate\tquestion1\tquestion2", "{l}\t\"{1}\t{2}\"", ["0", "1"]),
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
fn a_column_that_is_called_a_score_is_asked_about_also_where_its_whole_numbers_all_differ_or_are_percentages() {
    for (header, row) in [("a,b,similarity", "{1},{2},{n}"), ("a;b;match", "{1};{2};{n} %"), ("a\tb\tscore", "{1}\t{2}\t{n}%")] {
        let text = file(header, row, ["", ""]);
        let sentence = refusal(&text);
        let name = header.rsplit([',', ';', '\t']).next().expect("a header");
        assert!(sentence.contains(&format!("\"{name}\"")) && sentence.contains("from"), "{header}: {sentence}");
        let taken = reading(&format!(r#"{{"label": "{name}", "duplicate": {{"from": 30}}, "different": {{"below": 20}}}}"#));
        let read = Dataset::read(text.as_bytes(), &taken).expect("its meaning is said");
        assert_eq!(counts(&read), [60, 30, 20], "{header}: {:?}", read.report());
    }
    // What numbers the rows is still none.
    for header in ["nr,a,b", "pair_id,a,b", "count,a,b", ",a,b"] {
        assert_eq!(counts(&read(file(header, "{n},{1},{2}", ["", ""]))), [60, 60, 0], "{header}");
    }
}

#[test]
fn labels_under_a_misleading_header_are_asked_about_and_so_are_ratings_of_many_values() {
    for header in ["label_id", "labelId", "class_id", "is_duplicate_id", "match_index", "is_same_topic", "annotator", "negative_score"] {
        for labels in [["1", "0"], ["yes", "no"]] {
            let said = refusal(file(&format!("question1,question2,{header}"), "{1},{2},{l}", labels));
            assert!(said.contains(header), "{header}: {said}");
        }
    }
    for header in ["points", "percent", "agreement", "value", "Punkte"] {
        let rows: String = (0..500).map(|k| format!("How is thing {k} made?,What makes thing {k}?,{}\n", k * 37 % 101)).collect();
        let said = refusal(format!("question1,question2,{header}\n{rows}"));
        assert!(said.contains(header), "{header}: {said}");
    }
    let rows: String = (0..500).map(|k| format!("{k},How is thing {k} made?,What makes thing {k}?\n")).collect();
    assert_eq!(counts(&read(format!("number,question1,question2\n{rows}")))[1], 500, "what only numbers the rows is no label");
}

#[test]
fn a_third_text_by_its_header_is_a_triplets_unless_somebody_says_that_it_is_none() {
    let several = read(file("query,positive,negative_1,negative_2", "{1},{2},where else is number {n},who sells number {n}", ["", ""]));
    let columns = several.report().columns.clone().expect("a file");
    assert_eq!([columns.question1, columns.question2].map(|column| column.to_string()), ["\"query\"", "\"positive\""]);
    assert_eq!(counts(&several)[1..], [60, 120]);
    assert_eq!(several.report().triplets, 120);
    for header in ["sent0,sent1,hard_neg", "anchor,positive,negative", "query,pos,hard_negative"] {
        let text = file(header, "{1},{2},where else is number {n}", ["", ""]);
        assert_eq!(counts(&read(&text))[1..], [60, 60], "{header}");
        let without = Dataset::read(text.as_bytes(), &reading(r#"{"negative": null}"#)).expect("pairs");
        assert_eq!(counts(&without)[1..], [60, 0], "{header}");
        assert_eq!(without.report().reading.as_ref().expect("a file").negative, Some(None));
    }
}

#[test]
fn what_is_called_a_negative_is_no_duplicate() {
    for header in ["positive,negative", "negative,other", "query text,hard_negative"] {
        assert!(refusal(file(header, "{1},{2}", ["", ""])).contains("Name them question1 and question2"), "{header}");
    }
    let said = Dataset::read(file("one,negative", "{1},{2}", ["", ""]).as_bytes(), &reading(r#"{"question1": 1, "question2": "negative"}"#));
    assert_eq!(counts(&said.expect("it is said")), [60, 60, 0]);
}

#[test]
fn several_negatives_beside_a_query_are_all_used_and_what_is_not_is_told() {
    let lists = |pos: &str, neg: &str| file("", &format!("{{\"query\": \"{{1}}\", \"pos\": {pos}, \"neg\": {neg}}}"), ["", ""]);
    let three = "[\"where is {n}\", \"who is {n}\", \"when is {n}\"]";
    let kinds = [
        file("query,positive,negative_1,negative_2,negative_3", "{1},{2},where is {n},who is {n},when is {n}", ["", ""]),
        file("question\tcorrect\tdistractor1\tdistractor2\tdistractor3", "{1}\t{2}\twhere is {n}\twho is {n}\twhen is {n}", ["", ""])
            .replace("question\tcorrect", "question\tanswer"),
        lists("[\"{2}\"]", three),
        lists("\"{2}\"", three).replace("neg", "hard_negatives"),
        format!("[{}]", lists("[\"{2}\"]", three).trim_end().replace('\n', ",\n")),
    ];
    for text in &kinds {
        let report = read(text).report().clone();
        assert_eq!([report.rows_read, report.duplicates, report.non_duplicates, report.triplets], [60, 60, 180, 180], "{text:.90}");
        assert_eq!(report.kept.train + report.kept.test + report.skipped.total, 240, "{text:.90}");
        let columns = report.reading.expect("a file").negative.flatten().expect("negatives");
        assert_eq!(columns.columns().len(), 3, "{columns:?}");
        let said = serde_json::to_string(&columns).expect("plain");
        let again = Dataset::read(text.as_bytes(), &reading(&format!("{{\"negative\": {said}}}"))).expect("as it was found");
        assert_eq!(again.report().triplets, 180, "{said}");
        let one = Dataset::read(text.as_bytes(), &Reading { negative: Some(Negatives::of(columns.columns()[1..2].to_vec())), ..Reading::default() });
        assert_eq!(counts(&one.expect("one of them"))[2], 60);
    }
    // What a search engine gave them is no label.
    let scored = lists("[\"{2}\"]", three).replace('}', ", \"pos_scores\": [0.9], \"neg_scores\": [0.1, 0.2, 0.3]}");
    let report = read(&scored).report().clone();
    assert_eq!((report.duplicates, report.non_duplicates, report.columns.expect("a file").label), (60, 180, None));
    // Lists of other lengths; and what is not used: further positives, lists that are no texts, more texts than in the first rows.
    let few = lists("[\"{2}\"]", three).replace("\"neg\": [\"where is 1\", \"who is 1\", \"when is 1\"]", "\"neg\": []");
    assert_eq!(counts(&read(&few))[2], 177);
    let late = (0..3_000).map(|i| {
        let neg = if i < 2_700 { format!("[\"where is {i}\"]") } else { format!("[\"where is {i}\", \"who is {i}\"]") };
        format!("{{\"query\": \"what is {i}\", \"pos\": [\"{i} is what\"], \"neg\": {neg}}}\n")
    });
    let told = |text: String| {
        let report = read(&text).report().clone();
        let [why] = &report.repaired.reasons[..] else { panic!("{:?}", report.repaired) };
        assert_eq!(why.reason, "further positives or lists in it are not used");
        (report.rows_read, report.non_duplicates, why.count, why.lines[0])
    };
    assert_eq!(told(late.collect()), (3_000, 3_000, 300, 2_701));
    assert_eq!(told(lists("[\"{2}\", \"or {2}\"]", three)), (60, 180, 60, 1));
    assert_eq!(told(lists("\"{2}\"", "[{\"text\": \"where is {n}\"}, {\"text\": \"who is {n}\"}]")), (60, 0, 60, 1));
    let columns = file("query,positive_1,positive_2,negative", "{1},{2},or {2},where is {n}", ["", ""]);
    assert_eq!(told(columns), (60, 60, 60, 2));
}

#[test]
fn a_third_column_of_texts_without_a_header_is_asked_about_and_either_answer_is_taken() {
    for (header, row) in
        [("", "{1},{2},where is number {n} to mend"), ("", "[\"{1}\", \"{2}\", \"how do i find {n}\"]"), ("un,deux,trois", "{1},{2},how is {n}")]
    {
        let text = file(header, row, ["", ""]);
        let looked = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table");
        let column = looked.doubts[0].column.clone().expect("the third");
        assert!(refusal(&text).contains(&format!("column {column} holds texts too")), "{}", refusal(&text));
        assert!(looked.reading.question1.is_some() && looked.reading.question2.is_some(), "{looked:?}");
        let said = |negative| Dataset::read(text.as_bytes(), &Reading { negative, ..Reading::default() }).expect("it is said");
        assert_eq!(counts(&said(Some(Some(Negatives::One(column)))))[1..], [60, 60], "{row}");
        assert_eq!(counts(&said(Some(None)))[1..], [60, 0], "{row}");
        let all = Reading { question1: Some(Column::Numbered(1)), question2: Some(Column::Numbered(2)), ..Reading::default() };
        assert_eq!(counts(&Dataset::read(text.as_bytes(), &all).expect("it is said"))[1..], [60, 0], "{row}");
    }
    // Letters, numbers, and names that go on say nothing of a third; names of two sides do, and a label says which rows are duplicates.
    for header in
        ["a,b,c", "1,2,3", "x,y,z", "first,second,third", "q1,q2,q3", "Text A,Text B,Text C", "sentence1_text,sentence2_text,sentence3_text"]
    {
        assert!(refusal(file(header, "{1},{2},how do i find {n}", ["", ""])).contains("holds texts too"), "{header}");
    }
    for header in ["q1,q2,remark", "question1,question2,question_source", "left,right,note", "query,answer,title"] {
        assert_eq!(counts(&read(file(header, "{1},{2},how do i find {n}", ["", ""]))), [60, 60, 0], "{header}");
    }
    assert_right("a label says it", &read(file("a,b,c,d", "{1},{2},how do i find {n},{l}", ["0", "1"])));
    // What is about something else is a remark.
    for row in ["{1}\t{2}\tCC-BY 2.0 (France) Attribution: tatoeba.org #{n} (CK)", "{1}\t{2}\t2024-05-17\thttps://example.org/{n}"] {
        assert_eq!(counts(&read(file("", row, ["", ""]))), [60, 60, 0], "{row}");
    }
}

#[test]
fn labels_that_are_sentences_are_asked_about_and_numbers_are_no_headers() {
    let sentences = ["These two questions do not ask for the same thing at all", "These two questions ask for one and the same thing"];
    for header in ["q1\tq2\tjudgement", "first\tsecond\tours", ""] {
        let sentence = refusal(file(header, "{1}\t{2}\t{l}", sentences));
        assert!(sentence.contains("These two questions") && sentence.contains("(30)"), "{header}: {sentence}");
    }
    assert_eq!(counts(&read(file("", "10{n}\t{1}\t20{n}\t{2}", ["", ""]))), [60, 60, 0]);
}

#[test]
fn three_classes_by_number_are_asked_about_as_classes_and_grades_as_scores() {
    let of = |values: &[&str]| {
        let all = file("sentence1,sentence2,label", "{1},{2},{n}", ["", ""]);
        let label = |(row, line): (usize, &str)| match line.rsplit_once(',') {
            Some((texts, _)) if row > 0 => format!("{texts},{}\n", values[row % values.len()]),
            _ => format!("{line}\n"),
        };
        all.lines().enumerate().map(label).collect::<String>()
    };
    for classes in [&["0", "1", "2"][..], &["2", "1", "0", "-1"], &["0.0", "1.0", "2.0"], &["1", "2", "3"], &["0", "1", "2", ""]] {
        let text = of(classes);
        let asked = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table").doubts.remove(0);
        assert!(matches!(asked.problem, tripletscope::error::Error::Doubt { numbers: false, .. }), "{classes:?}: {}", asked.sentence);
        assert_eq!(asked.values.len(), classes.len(), "{:?}", asked.values);
        let said = Dataset::read(text.as_bytes(), &reading(r#"{"duplicate": ["2"]}"#)).expect("it is said");
        assert!(said.report().duplicates >= 15 && said.report().non_duplicates >= 15, "{:?}", said.report());
    }
    for grades in [&["1", "3", "5"][..], &["0", "1", "2", "3", "4", "5"], &["0", "0.5", "1", "2"]] {
        assert!(refusal(of(grades)).contains("duplicate: { from: a number }"), "{grades:?}");
    }
}

#[test]
fn a_corpus_is_asked_about_and_its_titles_are_trained_on_only_where_that_is_said() {
    let corpora = [
        file("_id\ttitle\ttext", "d{n}\t{1}\t{2}", ["", ""]),
        file("", "{\"_id\": \"d{n}\", \"title\": \"{1}\", \"text\": \"{2}\", \"metadata\": {}}", ["", ""]),
        file("_id\ttitle\ttext", "MED-{n}\t{1}\t{2}", ["", ""]),
        file("docid,url,title,body", "D{n},https://example.org/{n},{1},{2}", ["", ""]),
        file("id\ttext\ttitle", "{n}\t{2}\t{1}", ["", ""]),
    ];
    for text in &corpora {
        let sentence = refusal(text);
        assert!(sentence.contains("a corpus") && sentence.contains("qrels") && sentence.contains("queries.jsonl"), "{sentence}");
        let looked = Reader::inspect(text.as_bytes(), &Reading::default()).expect("a table");
        assert_eq!((looked.doubts.len(), looked.reading.question1.is_some()), (1, true), "{looked:?}");
        let said = reading(r#"{"label": null}"#);
        assert_eq!(counts(&Dataset::read(text.as_bytes(), &said).expect("it is said")), [60, 60, 0]);
        let named = reading(r#"{"question1": "title"}"#);
        assert_eq!(counts(&Dataset::read(text.as_bytes(), &named).expect("it is named")), [60, 60, 0]);
    }
    assert_right("a label says it", &read(file("title\ttext\tlabel", "{1}\t{2}\t{l}", ["0", "1"])));
    assert_eq!(counts(&read(file("title,abstract", "{1},{2}", ["", ""]))), [60, 60, 0]);
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
        (r#"{"question1": 2, "question2": "question2"}"#, "reading.question2 is 2, but it must be different from question1."),
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
