//! What the runs are made on: the built-in questions, a file of pairs, or a file of vectors.

use crate::vectors::Source;
use crate::{store, vectors};
use std::path::Path;
use std::sync::Arc;
use tripletscope::data::{Dataset, Pair};
use tripletscope::settings::Value;
use tripletscope::verdict::datasets::Datasets;
use tripletscope::verdict::{Outcome, Run, named, uses_negatives};

/// What the runs are made on.
#[derive(Debug, Clone)]
pub enum Data {
    /// As each run asks for them, made once for all that ask for the same.
    Builtin(Arc<Datasets>),
    /// A file that has been read, and what its runs call it.
    File(String, Arc<Dataset>),
}

impl Data {
    /// The built-in questions.
    pub fn builtin() -> Self {
        Self::Builtin(Arc::default())
    }

    /// A file with question pairs, or with two arrays of vectors, and a test file of its own if there is one; what is said of each as [`vectors::opened`]
    /// takes it.
    pub fn open(file: (&Path, Option<&Value>), test: Option<(&Path, Option<&Value>)>, settings: &str) -> Result<Self, String> {
        let bytes_of = |file: &Path| std::fs::read(file).map_err(|e| format!("{} cannot be read: {e}", file.display()));
        let name_of = |file: &Path| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (bytes, own) = (bytes_of(file.0)?, test.map(|(file, _)| bytes_of(file)).transpose()?);
        let test_source = test.zip(own.as_deref()).map(|((_, said), bytes)| Source { bytes, said });
        let train = Source { bytes: &bytes, said: file.1 };
        let dataset = vectors::opened(&name_of(file.0), train, test_source, settings).map_err(|e| format!("{}: {e}", file.0.display()))?;
        let name = [Some(file.0), test.map(|(file, _)| file)].into_iter().flatten().map(name_of).collect::<Vec<_>>().join(" + ");
        Ok(Self::File(named(&name, &dataset, uses_negatives(settings)), dataset.into()))
    }

    /// As in a run.
    pub fn name(&self) -> String {
        match self {
            Self::Builtin(_) => String::new(),
            Self::File(name, _) => name.clone(),
        }
    }

    /// The settings that runs on it need, before those that are asked for.
    pub fn settings(&self) -> String {
        match self {
            Self::File(_, dataset) => vectors::settings(dataset),
            Self::Builtin(_) => String::new(),
        }
    }

    /// Whether a run can be made on it; the built-in questions suit every run.
    pub fn check(&self, run: &Run) -> tripletscope::error::Result<()> {
        match self {
            Self::Builtin(_) => Ok(()),
            Self::File(_, dataset) => run.check_on(Arc::clone(dataset)),
        }
    }

    /// What comes out of a run on it.
    pub fn outcome(&self, run: &Run) -> tripletscope::error::Result<Outcome> {
        match self {
            Self::Builtin(datasets) => datasets.outcome(run),
            Self::File(_, dataset) => run.outcome_on(Arc::clone(dataset)),
        }
    }
}

/// All pairs of a data set as CSV; how many they are.
pub fn write_pairs(file: &Path, dataset: &Dataset) -> Result<usize, String> {
    let pairs = || dataset.train().iter().chain(dataset.evaluation());
    let field = |question: u32| format!("\"{}\"", dataset.text(question).replace('"', "\"\""));
    let row = |pair: &Pair| format!("{},{},{}\n", field(pair.question1), field(pair.question2), u8::from(pair.duplicate));
    let text: String = ["question1,question2,is_duplicate\n".to_owned()].into_iter().chain(pairs().map(row)).collect();
    store::write(file, &text)?;
    Ok(pairs().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Plan, Shard, make};
    use crate::store::tests::Folder;
    use tripletscope::data::arrays::{npy_of_floats, npy_of_texts, npy_of_whole, npz};

    fn plan(data: &Data) -> Plan {
        let losses = vec!["course-2020".into(), "both+swap".into()];
        Plan { data: data.clone(), losses, asymmetries: vec![0.0], seeds: (7, 3), steps: 2, settings: "batchSize=4".into() }
    }

    #[test]
    fn runs_on_a_file_are_made_on_what_stands_in_it() {
        let folder = Folder::new("data");
        let file = folder.file("pairs.csv");
        let rows: String = (0..40).map(|k| format!("how does thing {k} work,what makes thing {k} go\n")).collect();
        std::fs::write(&file, format!("question1,question2\n{rows}")).unwrap();
        let data = Data::open((&file, None), None, "").unwrap();
        assert!(data.name().starts_with("pairs.csv (") && data.name().len() == "pairs.csv (0123abcd)".len(), "{}", data.name());
        let mut store = folder.store("results");
        make(&data, &plan(&data).runs(), Shard(1, 1), &mut store).unwrap();
        assert_eq!(store.results.len(), 6);
        assert!(store.results.iter().all(|(run, outcome)| run.data == data.name() && outcome.auc.is_none()), "every pair is a duplicate");
        let labelled =
            rows.replace("go\n", "go,1\n") + "how does thing 1 work,what makes thing 2 go,0\nhow does thing 3 work,what makes thing 4 go,0\n";
        std::fs::write(&file, format!("question1,question2,label\n{labelled}")).unwrap();
        let names =
            ["", "batchSize=4&negatives=0", "negatives=4&batchSize=4"].map(|settings| Data::open((&file, None), None, settings).unwrap().name());
        assert!(names[0] == names[1] && names[0] != names[2], "negatives count where they are used: {names:?}");
        std::fs::write(&file, "question1,question2\n").unwrap();
        assert!(Data::open((&file, None), None, "").unwrap_err().contains("pairs.csv: "));
        assert!(Data::open((&folder.file("none.csv"), None), None, "").unwrap_err().contains("none.csv cannot be read"));
    }

    #[test]
    fn a_file_is_read_as_is_said_and_as_the_edition_of_the_settings_reads_it() {
        let folder = Folder::new("reading");
        let file = folder.file("pairs.txt");
        let rows: String = (0..40).map(|k| format!("how does thing {k} work?|what makes thing {k} go?|{}\n", ["p", "q"][k / 30])).collect();
        std::fs::write(&file, format!("left|right|kind\n{rows}")).unwrap();
        let said = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        let opened = |json: &str, settings: &str| Data::open((&file, Some(&said(json))), None, settings);
        let dataset = |data: Result<Data, String>| if let Data::File(_, dataset) = data.unwrap() { dataset } else { unreachable!() };
        assert!(Data::open((&file, None), None, "").unwrap_err().contains("\"kind\""), "what p and q mean is a question");
        let meaning = r#"{"label": "kind", "duplicate": ["p"], "different": ["q"]}"#;
        let report = dataset(opened(meaning, "")).report().clone();
        assert_eq!((report.rows_read, report.reading.unwrap().tokenizer.unwrap().name()), (40, "words"));
        assert_eq!(dataset(opened(r#"{"label": null}"#, "")).report().duplicates, 40);
        assert_eq!(dataset(opened(meaning, "data.edition=course-2020")).tokenizer().name(), "course");
        assert_eq!(dataset(opened(&meaning.replace('{', r#"{"tokenizer": "symbols", "#), "data.edition=course-2020")).tokenizer().name(), "symbols");
        assert!(opened(r#"{"delimeter": "|"}"#, "").unwrap_err().contains("reading.delimeter is not a known field"));
        assert!(opened("3", "").unwrap_err().contains("reading is 3"));
    }

    #[test]
    fn a_test_file_of_its_own_is_tested_with_and_nothing_else_is() {
        let folder = Folder::new("test-file");
        let [train, test] = ["train.csv", "test.csv"].map(|name| folder.file(name));
        let rows = |from: usize, to: usize, label: bool| -> String {
            let label = |k: usize| if label { format!(",{}", k % 2) } else { String::new() };
            (from..to).map(|k| format!("how does thing {k} work?,what makes thing {k} go?{}\n", label(k))).collect()
        };
        std::fs::write(&train, format!("question1,question2,is_duplicate\n{}", rows(0, 80, true))).unwrap();
        std::fs::write(&test, format!("question1,question2,is_duplicate\n{}", rows(80, 100, true))).unwrap();
        let said = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        let open = |own: Option<&Value>| Data::open((&train, Some(&said(r#"{"split": {"heldOut": 0.2}}"#))), Some((&test, own)), "");
        let Data::File(name, dataset) = open(None).unwrap() else { unreachable!() };
        assert!(name.starts_with("train.csv + test.csv ("), "{name}");
        let held_out = dataset.report().held_out;
        assert_eq!((dataset.train().len(), held_out.duplicates, held_out.non_duplicates), (40, 10, 10));
        std::fs::write(&test, format!("question1,question2\n{}", rows(80, 100, false))).unwrap();
        assert!(open(None).unwrap_err().contains("label: null"));
        let Data::File(_, dataset) = open(Some(&said(r#"{"label": null}"#))).unwrap() else { unreachable!() };
        assert_eq!(dataset.report().held_out.duplicates, 20);
        assert!(Data::open((&folder.file("v.npz"), None), Some((&test, None)), "").unwrap_err().contains("cannot be read"));
    }

    #[test]
    fn one_array_of_pairs_is_both_sides() {
        let folder = Folder::new("stacked");
        let file = folder.file("pairs.npy");
        let values: Vec<f32> = (0..40).flat_map(|k| [[1.0, k as f32, 1.0], [1.0, k as f32, 2.0]]).flatten().collect();
        let sides: Vec<f32> = [1.0, 2.0].iter().flat_map(|&shift| (0..40).map(move |k| [1.0, k as f32, shift])).flatten().collect();
        let names: Vec<String> = [(vec![40, 2, 3], &values), (vec![2, 40, 3], &sides)]
            .iter()
            .map(|(shape, values)| {
                std::fs::write(&file, npy_of_floats(shape, values)).unwrap();
                let Data::File(name, dataset) = Data::open((&file, None), None, "").unwrap() else { unreachable!() };
                assert_eq!((dataset.vector_dim(), dataset.report().rows_read), (Some(3), 40));
                name
            })
            .collect();
        assert_eq!(names[0], names[1]);
        std::fs::write(&file, npy_of_floats(&[40, 5, 3], &[0.5; 600])).unwrap();
        assert!(Data::open((&file, None), None, "").unwrap_err().contains("one array [pairs, 2, dimension]"));
    }

    /// 40 pairs of vectors of three numbers, all in different directions.
    fn arrays_of(further: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let side = |shift: f32| (0..40).flat_map(|k| [1.0, k as f32, shift]).collect::<Vec<f32>>();
        let own = [("v1.npy", npy_of_floats(&[40, 3], &side(1.0))), ("v2.npy", npy_of_floats(&[40, 3], &side(2.0)))];
        npz(&[&own[..], further].concat())
    }

    #[test]
    fn vectors_are_trained_on_with_a_linear_head_and_the_settings_say_so() {
        let folder = Folder::new("vectors");
        let file = folder.file("encoder.npz");
        let labels = npy_of_floats(&[40], &[[1.0; 30].as_slice(), &[0.0; 10]].concat());
        let texts = npy_of_texts(&[40], &["a"; 40]);
        std::fs::write(&file, arrays_of(&[("labels.npy", labels), ("left.npy", texts.clone()), ("right.npy", texts)])).unwrap();
        let data = Data::open((&file, None), None, "").unwrap();
        let mut store = folder.store("results");
        make(&data, &plan(&data).runs(), Shard(1, 1), &mut store).unwrap();
        assert_eq!(store.results.len(), 6);
        for (run, outcome) in &store.results {
            let parts: Vec<&str> = run.settings.split('&').collect();
            assert!(["batchSize=4", "model.encoder=linear", "model.hiddenDim=3"].iter().all(|part| parts.contains(part)), "{}", run.settings);
            assert!(run.link().unwrap().contains("model.encoder=linear") && outcome.forward.is_finite());
        }
    }

    #[test]
    fn the_built_in_questions_are_written_as_a_file_that_reads_as_them() {
        let folder = Folder::new("written");
        let file = folder.file("pairs.csv");
        let built_in = plan(&Data::builtin()).questions().unwrap();
        let count = write_pairs(&file, &built_in).unwrap();
        assert_eq!(count, built_in.train().len() + built_in.evaluation().len());
        let read = Dataset::from_csv(&std::fs::read(&file).unwrap()).unwrap();
        assert_eq!(read.report().rows_read, count);
        let texts = |data: &Dataset| data.train().iter().map(|pair| data.text(pair.question1).to_owned()).collect::<std::collections::BTreeSet<_>>();
        // Other rows are held out; nearly all questions of the one are among those of the other.
        assert!(texts(&read).intersection(&texts(&built_in)).count() > count / 2);
    }

    #[test]
    fn arrays_that_are_no_pairs_of_vectors_are_refused_with_what_was_found() {
        let folder = Folder::new("arrays");
        let file = folder.file("encoder.npz");
        let refused = |bytes: Vec<u8>| {
            std::fs::write(&file, bytes).unwrap();
            Data::open((&file, None), None, "").unwrap_err()
        };
        assert!(refused(npz(&[("v1.npy", npy_of_floats(&[2, 1], &[1.0, 2.0]))])).contains("there is no array v2"));
        let other = npy_of_floats(&[1, 2], &[1.0, 2.0]);
        assert!(refused(npz(&[("v1.npy", npy_of_floats(&[2, 1], &[1.0, 2.0])), ("v2.npy", other)])).contains("v1 is [2, 1] and v2 is [1, 2]"));
        assert!(refused(arrays_of(&[("labels.npy", npy_of_floats(&[40], &[0.5; 40]))])).contains("Column labels looks like scores"));
        assert!(refused(arrays_of(&[("left.npy", npy_of_whole(3))])).contains("left holds no texts"));
        std::fs::write(&file, arrays_of(&[("labels.npy", npy_of_floats(&[40], &[[0.9; 30].as_slice(), &[0.1; 10]].concat()))])).unwrap();
        let said = |json: &str| Data::open((&file, Some(&serde_json::from_str(json).unwrap())), None, "");
        assert!(
            said(r#"{"delimiter": "|"}"#).unwrap_err().contains("reading.delimiter is not a known field; allowed here: duplicate, different, split")
        );
        let Data::File(_, scored) = said(r#"{"duplicate": {"from": 0.5}, "split": {"heldOut": 0.2}}"#).unwrap() else { unreachable!() };
        assert_eq!((scored.report().duplicates, scored.report().non_duplicates, scored.report().held_out.duplicates), (30, 10, 6));
        assert!(refused(b"PK\x03\x04".to_vec()).contains("encoder.npz: "));
    }
}
