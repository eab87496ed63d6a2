//! What is held out, what counts as one question, and how texts become words.

use std::collections::{HashMap, HashSet};
use tripletscope::data::reading::{Reading, Split};
use tripletscope::data::{Column, Dataset, Kept, Known, Pair, Reader, Reduced, UNKNOWN};

const HEADER: &str = "question1,question2,is_duplicate\n";

fn read(rows: &[(String, String, bool)]) -> Dataset {
    Dataset::from_csv(&bytes(rows)).unwrap_or_else(|e| panic!("{e}"))
}

/// All pairs of neighbouring wordings of each of the clusters, by their sizes in questions.
fn clusters(sizes: impl IntoIterator<Item = usize>) -> Vec<(String, String, bool)> {
    let wording = |c: usize, k: usize| format!("wording{k} of topic{c}");
    sizes.into_iter().enumerate().flat_map(|(c, size)| (1..size).map(move |k| (wording(c, k - 1), wording(c, k), true))).collect()
}

fn apart(a: &str, b: &str) -> (String, String, bool) {
    (a.into(), b.into(), false)
}

fn topic(dataset: &Dataset, question: u32) -> &str {
    dataset.text(question).rsplit(' ').next().expect("a text has words")
}

fn trained(dataset: &Dataset) -> HashSet<&str> {
    dataset.train().iter().map(|p| topic(dataset, p.question1)).collect()
}

fn kinds(dataset: &Dataset) -> [usize; 2] {
    let duplicates = dataset.evaluation().iter().filter(|p| p.duplicate).count();
    [duplicates, dataset.evaluation().len() - duplicates]
}

/// Every row is trained on, tested or skipped, and no line number stands for two of them.
fn assert_every_row_is_accounted_for(dataset: &Dataset) {
    let report = dataset.report();
    assert_eq!((report.kept.train, report.kept.test), (dataset.train().len(), dataset.evaluation().len()));
    assert_eq!(report.kept.train + report.kept.test + report.skipped.total, report.rows_read);
    let lines: HashSet<u32> = dataset.train().iter().chain(dataset.evaluation()).map(|p| p.line).collect();
    assert_eq!(lines.len(), report.kept.train + report.kept.test);
}

#[test]
fn few_large_clusters_hold_out_a_third_of_them_with_all_their_pairs() {
    let dataset = read(&clusters([20; 77]));
    let held_out = dataset.report().held_out;
    assert_eq!((held_out.clusters, held_out.of_clusters, held_out.retrieval), (25, 77, 25));
    assert_eq!(kinds(&dataset), [25 * 19, 0]);
    assert_eq!(dataset.train().len(), 52 * 19);
    assert_every_row_is_accounted_for(&dataset);
}

#[test]
fn a_tenth_of_many_clusters_is_held_out_and_at_least_fifty_of_fewer() {
    for (clusters_there, expected) in [(2_000, 200), (500, 50), (300, 50), (90, 30), (3, 1), (2, 0)] {
        let dataset = read(&clusters(vec![2; clusters_there]));
        assert_eq!(dataset.report().held_out.clusters, expected, "of {clusters_there}");
        assert_eq!(dataset.retrieval_pairs(), expected);
    }
}

#[test]
fn a_cluster_that_is_most_of_the_file_is_trained_on() {
    let dataset = read(&clusters([vec![901], vec![2; 100]].concat()));
    let held_out = dataset.report().held_out;
    assert_eq!((held_out.clusters, held_out.of_clusters), (33, 101));
    assert!(trained(&dataset).contains("topic0"));
    assert_eq!(dataset.train().len(), 900 + 67);
}

#[test]
fn retrieval_takes_one_pair_of_each_held_out_cluster_and_these_come_first() {
    let dataset = read(&clusters([5; 60]));
    let (first, rest) = dataset.evaluation().split_at(dataset.retrieval_pairs());
    let names = |pairs: &[Pair]| pairs.iter().map(|p| p.cluster).collect::<HashSet<_>>();
    assert_eq!((first.len(), names(first).len()), (20, 20));
    assert_eq!((rest.len(), names(rest)), (60, names(first)));
}

#[test]
fn a_non_duplicate_tests_unless_both_its_questions_are_trained_on() {
    let mut rows = clusters([3; 90]);
    rows.extend((0..90).map(|c| apart(&format!("wording0 of topic{c}"), &format!("wording1 of topic{}", (c + 1) % 90))));
    rows.extend((0..40).map(|c| apart(&format!("a stranger to topic{c}"), &format!("another stranger to topic{c}"))));
    let dataset = read(&rows);
    let known = trained(&dataset);
    let is_known = |q: u32| known.contains(topic(&dataset, q)) && dataset.text(q).starts_with("wording");
    let (mut counts, mut expected) = ([0; 3], [0; 3]);
    dataset.evaluation().iter().for_each(|p| counts[[p.question1, p.question2].into_iter().filter(|&q| is_known(q)).count()] += 1);
    for (a, b, label) in &rows {
        let seen = [a, b].into_iter().filter(|t| t.starts_with("wording") && known.contains(t.rsplit(' ').next().expect("words"))).count();
        expected[seen] += usize::from(!(*label && seen == 2));
    }
    assert_eq!(counts[..2], expected[..2]);
    assert_eq!(counts[2], 0);
    let report = dataset.report();
    assert_eq!([report.held_out.known.neither, report.held_out.known.one, report.held_out.known.both], counts);
    let skipped = &report.skipped.reasons[0];
    assert_eq!((skipped.count, skipped.lines[0]), (expected[2], first_line_between(&rows, &known)));
    assert!(skipped.reason.contains("is not held out"), "{}", skipped.reason);
    assert_every_row_is_accounted_for(&dataset);
}

/// The line of the first non-duplicate between two topics that are trained on.
fn first_line_between(rows: &[(String, String, bool)], trained: &HashSet<&str>) -> u64 {
    let known = |t: &String| t.starts_with("wording") && trained.contains(t.rsplit(' ').next().expect("words"));
    rows.iter().position(|(a, b, label)| !label && known(a) && known(b)).expect("there is one") as u64 + 2
}

#[test]
fn texts_of_the_same_words_are_questions_of_their_own_that_stay_on_one_side() {
    let mut rows = clusters([2; 40]);
    rows.push(("What is C?".into(), "What does C mean?".into(), true));
    rows.push(("What is C++?".into(), "What does C++ mean?".into(), true));
    rows.push(("What is C#?".into(), "What does C# mean?".into(), true));
    rows.push(apart("What is C?", "What is C++?"));
    rows.push(apart("What is C#?", "What is C++?"));
    let dataset = read(&rows);
    let report = dataset.report();
    assert_eq!((report.duplicates, report.non_duplicates, report.shared_words), (43, 2, 6));
    let about_c = |pairs: &[Pair]| pairs.iter().filter(|p| dataset.text(p.question1).starts_with("What")).count();
    let counts = [about_c(dataset.train()), about_c(dataset.evaluation())];
    assert!(counts == [3, 0] || counts == [0, 5], "{counts:?}");
    assert_every_row_is_accounted_for(&dataset);
}

#[test]
fn composition_and_typographic_quotes_make_no_other_question() {
    let mut rows = clusters([2; 10]);
    rows.push(("Where is the café?".into(), "Which way to the café?".into(), true));
    rows.push(("Where is the cafe\u{301}?".into(), "Which way to the cafe\u{301}?".into(), true));
    rows.push(("Why don’t I?".into(), "Why do I not?".into(), true));
    rows.push(("Why don't I?".into(), "Why do I not?".into(), true));
    rows.push(("Why don't I?".into(), " Why don’t I? ".into(), true));
    let dataset = read(&rows);
    let skipped: HashMap<&str, Vec<u64>> = dataset.report().skipped.reasons.iter().map(|r| (r.reason, r.lines.clone())).collect();
    assert_eq!(skipped["the same pair stands in an earlier row"], [13, 15]);
    assert_eq!(skipped["both its questions are the same text"], [16]);
    assert_eq!((dataset.report().duplicates, dataset.report().shared_words), (12, 0));
    assert_eq!(dataset.tokenise("CAFE\u{301}"), dataset.tokenise("café"));
}

#[test]
fn scripts_without_spaces_are_counted_since_they_are_split_into_characters() {
    let mut rows = clusters([2; 10]);
    rows.push(("手机坏了怎么办".into(), "如何修手机".into(), true));
    rows.push(("ฉันจะไปที่ไหน".into(), "これは何ですか".into(), true));
    rows.push(("Wie heißt Åse?".into(), "한국어는 어때요".into(), true));
    let dataset = read(&rows);
    assert_eq!(dataset.report().characters_split, 4);
    assert_eq!(dataset.tokenise("手机坏了").len(), 4);
}

#[test]
fn too_little_to_train_on_is_said_as_it_is() {
    let rows = format!("{HEADER}why is it so,what makes it so,1\nwhy so,why not,0\nwhy so,,1\n");
    let sentence = Dataset::from_csv(rows.as_bytes()).expect_err("one pair is too few").to_string();
    assert!(sentence.starts_with("Of 3 rows read, 2 pairs can be used, 1 of them to train on."), "{sentence}");
    assert!(sentence.contains("one of its questions has no words (line 4)"), "{sentence}");
}

fn bytes(rows: &[(String, String, bool)]) -> Vec<u8> {
    let lines: String = rows.iter().map(|(a, b, label)| format!("{a},{b},{}\n", u8::from(*label))).collect();
    format!("{HEADER}{lines}").into_bytes()
}

fn read_as(rows: &[(String, String, bool)], reading: &Reading) -> Dataset {
    let mut reader = Reader::new(reading);
    reader.push(&bytes(rows)).expect("the rows are well-formed");
    reader.finish().unwrap_or_else(|e| panic!("{e}"))
}

fn in_order(train: usize, test: usize, validation: Option<f64>) -> Reading {
    Reading { split: Some(Some(Split::InOrder { train, test, validation })), ..Reading::default() }
}

/// 60 rows: a duplicate of each topic, and behind it a non-duplicate with the topic before.
fn alternating() -> Vec<(String, String, bool)> {
    let pair = |c: usize| (format!("wording0 of topic{c}"), format!("wording1 of topic{c}"), true);
    (1..=30).flat_map(|c| [pair(c), apart(&format!("wording0 of topic{c}"), &format!("wording0 of topic{}", c - 1))]).collect()
}

#[test]
fn a_file_is_split_in_the_order_of_its_rows_and_later_ones_are_skipped() {
    let dataset = read_as(&alternating(), &in_order(40, 12, None));
    assert_eq!(dataset.train().iter().map(|p| p.line).collect::<Vec<_>>(), (0..20).map(|k| 2 * k + 2).collect::<Vec<_>>());
    assert_eq!(kinds(&dataset), [6, 6], "all labels are tested");
    let mut tested: Vec<u32> = dataset.evaluation().iter().map(|p| p.line).collect();
    tested.sort_unstable();
    assert_eq!(tested, (42..54).collect::<Vec<_>>());
    let counts: HashMap<&str, usize> = dataset.report().skipped.reasons.iter().map(|r| (r.reason, r.count)).collect();
    assert_eq!(counts.values().sum::<usize>(), 20 + 8);
    assert_eq!(counts["it belongs neither to the rows to train on nor to those to test with"], 8);
    // Line 43's non-duplicate names the last topic that is trained on.
    assert_eq!(dataset.report().held_out.known, Known { neither: 11, one: 1, both: 0, pairs: 0 });
    assert_every_row_is_accounted_for(&dataset);
}

#[test]
fn a_share_of_the_rows_to_train_on_is_kept_for_validation() {
    let dataset = read_as(&alternating(), &in_order(40, 12, Some(0.25)));
    assert_eq!(dataset.train().iter().map(|p| p.line).max(), Some(30), "the first 15 of 20 duplicates");
    let kept = dataset.report().skipped.reasons.iter().find(|r| r.reason.contains("validation")).expect("some are kept");
    assert_eq!(kept.lines, [32, 34, 36, 38, 40]);
    assert_every_row_is_accounted_for(&dataset);
}

#[test]
fn a_shorter_file_is_cut_in_the_same_proportion() {
    let dataset = read_as(&alternating(), &in_order(300_000, 100_000, None));
    assert_eq!((dataset.train().len(), kinds(&dataset)), (23, [7, 8]), "45 rows to train on, 15 to test with");
    assert_eq!(dataset.report().reduced, Some(Reduced::Rows { asked: [300_000, 100_000], taken: [45, 15] }), "and that is said");
    assert_every_row_is_accounted_for(&dataset);
}

#[test]
fn a_share_of_the_clusters_is_held_out_by_a_seed() {
    let held_out = |share: f64, seed: u32| {
        let split = Some(Some(Split::HeldOut { held_out: share, seed: Some(seed) }));
        read_as(&clusters([3; 100]), &Reading { split, ..Reading::default() })
    };
    let lines = |dataset: &Dataset| dataset.evaluation().iter().map(|p| p.line).collect::<Vec<_>>();
    assert_eq!(held_out(0.2, 1).report().held_out.clusters, 20);
    assert_eq!(held_out(0.2, 1).report().reduced, None);
    assert_eq!(held_out(0.9, 1).report().held_out.clusters, 33, "never more than a third");
    assert_eq!(held_out(0.9, 1).report().reduced, Some(Reduced::Clusters { asked: 90, taken: 33 }), "and that is said");
    assert_eq!(lines(&held_out(0.2, 1)), lines(&held_out(0.2, 1)));
    assert_ne!(lines(&held_out(0.2, 1)), lines(&held_out(0.2, 2)));
}

#[test]
fn a_test_file_is_tested_whole_and_its_words_stay_unknown() {
    let [train, mut test] = [clusters([2; 20]), clusters([2; 3])];
    test.push(("wording0 of topic0".into(), "something unheard".into(), true));
    test.push(apart("wording0 of topic5", "wording1 of topic5"));
    test.push(apart("nobody knows", "anything about it"));
    test.push(apart("nobody knows", "anything about it"));
    let [mut reader, mut other] = [0; 2].map(|_| Reader::default());
    reader.push(&bytes(&train)).expect("the rows are well-formed");
    other.push(&bytes(&test)).expect("the rows are well-formed");
    let dataset = reader.finish_with(other).expect("there is enough to train on");
    assert_eq!((dataset.train().len(), kinds(&dataset)), (20, [4, 2]));
    assert_eq!(dataset.vocabulary_size(), 2 + 3 + 20, "the training file's words and no other");
    assert_eq!(dataset.tokenise("unheard"), [UNKNOWN]);
    let report = dataset.report();
    assert_eq!(report.held_out.known, Known { neither: 1, one: 1, both: 4, pairs: 4 }, "the leak between the two is told");
    let file = report.test_file.as_ref().expect("there is one");
    assert_eq!((file.rows_read, file.skipped.total, file.skipped.reasons[0].lines.clone()), (7, 1, vec![8]));
    assert_eq!((report.rows_read, report.skipped.total, report.kept), (20, 0, Kept { train: 20, test: 6 }));
}

#[test]
fn a_test_file_without_labels_beside_one_with_labels_is_asked_about() {
    let reader = |text: &str, reading: &Reading| {
        let mut reader = Reader::new(reading);
        reader.push(text.as_bytes()).expect("the rows are well-formed");
        reader
    };
    let train = String::from_utf8(bytes(&clusters([2; 20]))).expect("text");
    let unlabelled = "question1,question2\nwhat is it,what may it be\nhow does it go,how can it go\n";
    let refused =
        reader(&train, &Reading::default()).finish_with(reader(unlabelled, &Reading::default())).expect_err("nobody says what its rows are");
    assert!(refused.to_string().starts_with("The training file has labels in column \"is_duplicate\", but the test file has none."), "{refused}");
    let all_same = Reading { label: Some(None), ..Reading::default() };
    let said = reader(&train, &Reading::default()).finish_with(reader(unlabelled, &all_same)).expect("it is said");
    assert_eq!((kinds(&said), said.report().test_file.as_ref().and_then(|file| file.label.clone())), ([2, 0], None));
    let doubts = |test: &str, own: &Reading, train: &str| {
        let looked = Reader::inspect_test(test.as_bytes(), own, (train.as_bytes(), &Reading::default())).expect("a table");
        looked.doubts.into_iter().map(|doubt| doubt.sentence).collect::<Vec<_>>()
    };
    assert_eq!(doubts(unlabelled, &Reading::default(), &train), [refused.to_string()], "looked at, it says the same");
    assert!(doubts(unlabelled, &all_same, &train).is_empty() && doubts(unlabelled, &Reading::default(), unlabelled).is_empty());
    // Test sets whose labels are kept secret have −1 there.
    let both = format!("{train}wording0 of topic0,wording0 of topic1,0\n");
    let secret = "question1,question2,is_duplicate\nwhat is it,what may it be,-1\nhow does it go,how can it go,-1\n";
    let test = |own: &Reading| reader(&both, &Reading::default()).finish_with(reader(secret, own));
    assert!(test(&Reading::default()).expect_err("−1 is none of 0 and 1").to_string().contains("has none"));
    assert_eq!(kinds(&test(&all_same).expect("it is said")), [2, 0]);
    assert!(doubts(secret, &Reading::default(), &both)[0].contains("has none"));
    let labelled = reader(&train, &Reading::default()).finish_with(reader(&train, &Reading::default())).expect("both have labels");
    assert_eq!(labelled.report().test_file.as_ref().and_then(|file| file.label.clone()), Some(Column::Named("is_duplicate".into())));
}

/// Rows with what a column called `split` says.
fn parted(parts: &[&str]) -> String {
    let rows: String = (0..40).map(|k| format!("wording0 of topic{k},wording1 of topic{k},{}\n", parts[k % parts.len()])).collect();
    format!("question1,question2,split\n{rows}")
}

#[test]
fn a_column_that_says_train_or_test_is_found_wherever_a_file_is_read() {
    let data = |parts: &[&str], reading: &Reading| Dataset::read(parted(parts).as_bytes(), reading).unwrap_or_else(|e| panic!("{e}"));
    let found = data(&["train", "Test"], &Reading::default());
    assert_eq!((found.train().len(), kinds(&found)), (20, [20, 0]));
    let named = |dataset: &Dataset| dataset.report().reading.as_ref().and_then(|reading| reading.split.clone());
    assert_eq!(named(&found), Some(Some(Split::By(Column::Named("split".into())))));
    let inspected = Reader::inspect(parted(&["train", "test"]).as_bytes(), &Reading::default()).expect("a table");
    assert_eq!(inspected.reading.split, named(&found), "the dialog sees the same");
    let none = data(&["train", "test"], &Reading { split: Some(None), ..Reading::default() });
    assert_eq!(kinds(&none), [13, 0], "a third of the clusters, for the column is not to count");
    let one_of_several = data(&["train"], &Reading::default());
    assert_eq!((kinds(&one_of_several), named(&one_of_several)), ([13, 0], None), "it holds nothing out");
    let other = Dataset::read(parted(&["left", "right"]).as_bytes(), &Reading { label: Some(None), ..Reading::default() }).expect("pairs");
    assert_eq!(named(&other), None);
}

#[test]
fn a_split_column_is_known_by_the_end_of_its_header_and_odd_values_are_skipped() {
    let read = |header: &str, parts: &[&str]| {
        Dataset::from_csv(parted(parts).replacen("split", header, 1).as_bytes()).unwrap_or_else(|e| panic!("{header}: {e}"))
    };
    for (header, parts) in [("SemEval_set", ["TRAIN", "TRIAL"]), ("Teil", ["Training", "Validierung"]), ("data split", ["train", "holdout"])] {
        let dataset = read(header, &parts);
        assert_eq!((dataset.train().len(), kinds(&dataset)), (20, [20, 0]), "{header}");
    }
    let odd = read("split", &["train", "test", "train", "elsewhere"]);
    let skipped = &odd.report().skipped;
    assert_eq!((odd.train().len(), kinds(&odd), skipped.total), (20, [10, 0], 10));
    assert!(skipped.reasons[0].reason.contains("split column"), "{skipped:?}");
}

#[test]
fn rows_that_a_training_file_marks_as_test_are_not_trained_on_beside_a_test_file() {
    let read = |parts: &[&str]| {
        let [mut reader, mut other] = [0; 2].map(|_| Reader::default());
        reader.push(parted(parts).as_bytes()).expect("the rows are well-formed");
        other.push(b"question1,question2\nwhat is it,what may it be\nhow does it go,how can it go\n").expect("the rows are well-formed");
        reader.finish_with(other).expect("there is enough to train on")
    };
    let dataset = read(&["train", "test", "dev", "train"]);
    let report = dataset.report();
    assert_eq!((dataset.train().len(), kinds(&dataset), report.skipped.total), (20, [2, 0], 20));
    assert!(matches!(report.reading.as_ref().and_then(|reading| reading.split.clone()), Some(Some(Split::By(_)))), "the report names the column");
    assert_eq!(read(&["test"]).train().len(), 40, "a file all of whose rows say so is trained on as it is");
}

#[test]
fn rows_for_validation_are_measured_where_none_are_to_test_with() {
    let data = |parts: &[&str]| Dataset::from_csv(parted(parts).as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    let without = data(&["train", "dev"]);
    assert_eq!((kinds(&without), without.report().held_out.by_validation, without.report().skipped.total), ([20, 0], true, 0));
    let with = data(&["train", "dev", "test", "train"]);
    assert_eq!((kinds(&with), with.report().held_out.by_validation, with.report().skipped.total), ([10, 0], false, 10));
}

#[test]
fn texts_that_are_measured_are_no_negatives_of_the_training() {
    let rows: String = (0..30).map(|k| format!("wording0 of topic{k},wording1 of topic{k},1,train\n")).collect();
    let further = "wording0 of topic0,a text that is measured,0,train\nwording0 of topic1,a text of its own,0,train\n\
        a text that is measured,the same in other words,1,test\n";
    let dataset = Dataset::from_csv(format!("question1,question2,is_duplicate,split\n{rows}{further}").as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((dataset.report().negatives, dataset.report().negatives_held_out), (1, 1));
    assert_ne!(dataset.fingerprint(), dataset.fingerprint_with(true));
}

#[test]
fn words_are_composed_for_every_tokenizer() {
    use tripletscope::data::Tokenizer;
    for rule in Tokenizer::ALL {
        let [composed, typed] = ["le caf\u{e9} est l\u{e0}", "le cafe\u{301} est la\u{300}"].map(|text| rule.words(text, str::to_owned));
        assert_eq!(composed, typed, "{}", rule.name());
    }
}
