//! Saved runs and models of which something is spoilt: each is refused in a sentence or read as a whole, and what is read goes on.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use serde_json::{Value as Json, json};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;
use tripletscope::data::{Dataset, Reading};
use tripletscope::training::checkpoint::{load_model, load_run, load_state, save_run};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

/// A file is read in milliseconds, on a machine that others use too.
const PATIENCE: Duration = Duration::from_secs(60);

fn dataset() -> Arc<Dataset> {
    let rows: String = (0..40).map(|k| format!("how does thing {k} work,what makes thing {k} go\n")).collect();
    Arc::new(Dataset::from_csv(format!("question1,question2\n{rows}").as_bytes()).expect("pairs"))
}

fn saved(dataset: &Arc<Dataset>) -> Vec<u8> {
    let config = json!({
        "model": { "embeddingDim": 3, "hiddenDim": 2, "pooling": "mean", "initialisation": "keras", "seed": 1 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [{ "negative": "hardest", "along": "rows", "margin": 0.25 }] },
        "adam": { "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": 8, "maxLength": 64, "swap": true, "seed": 7
    });
    let config = RunConfig::read(&serde_json::from_value(config).expect("plain data")).expect("allowed settings");
    let mut run = Trainer::new(Arc::clone(dataset), config).expect("allowed settings");
    (0..3).for_each(|_| drop(run.step().expect("a finite step")));
    save_run(&run)
}

/// A file's header and its tensors' bytes.
fn taken_apart(file: &[u8]) -> (Json, Vec<u8>) {
    let length = u64::from_le_bytes(file[..8].try_into().expect("eight bytes")) as usize;
    (serde_json::from_slice(&file[8..8 + length]).expect("a header"), file[8 + length..].to_vec())
}

fn put_together(header: &str, data: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data].concat()
}

/// The file with its notes changed.
fn with_notes(file: &[u8], change: impl Fn(&mut Json)) -> Vec<u8> {
    let (mut header, data) = taken_apart(file);
    let mut notes: Json = serde_json::from_str(header["__metadata__"]["tripletscope"].as_str().expect("notes")).expect("JSON");
    change(&mut notes);
    header["__metadata__"]["tripletscope"] = notes.to_string().into();
    put_together(&header.to_string(), &data)
}

#[test]
fn a_run_keeps_the_rule_that_makes_its_words_and_is_opened_on_data_of_that_rule_only() {
    let rows: String = (0..40).map(|k| format!("how does thing {k} work,what makes thing {k} go\n")).collect();
    let read = |rule: &str| {
        let reading = Reading::of(&serde_json::from_value(json!({ "tokenizer": rule })).expect("plain data")).expect("a rule");
        Arc::new(Dataset::read(format!("question1,question2\n{rows}").as_bytes(), &reading).expect("pairs"))
    };
    let [words, symbols] = ["words", "symbols"].map(read);
    // The same words by either rule: only the notes tell them apart.
    assert_eq!(words.fingerprint(), symbols.fingerprint());
    let file = saved(&symbols);
    let again = load_run(Arc::clone(&symbols), &file).expect("the rule it was saved with");
    assert_eq!(save_run(&again), file);
    let refused = load_run(Arc::clone(&words), &file).err().expect("another rule").to_string();
    assert!(refused.contains("reading.tokenizer is \"words\"") && refused.contains("\"symbols\""), "{refused}");
    let unknown = with_notes(&file, |notes| notes["tokenizer"] = "letters".into());
    let refused = load_run(Arc::clone(&symbols), &unknown).err().expect("no such rule").to_string();
    assert!(refused.contains("tokenizer is \"letters\"") && refused.contains("symbols"), "{refused}");
    let opened = with_notes(&file, |notes| notes["opened"] = json!({ "tokenizer": "letters", "vocabulary": ["a"] }));
    assert!(load_run(Arc::clone(&symbols), &opened).err().expect("no such rule").to_string().contains("letters"));
    // Those of earlier versions say nothing.
    let earlier = with_notes(&file, |notes| drop(notes.as_object_mut().expect("notes").remove("tokenizer")));
    load_run(words, &earlier).expect("as before");
}

/// Reads the file in every way that there is; what a run that could be read says of its next step.
fn read(dataset: &Arc<Dataset>, file: &[u8]) -> Result<(), String> {
    let sentence = |e: tripletscope::error::Error| {
        let sentence = e.to_string();
        assert!(sentence.ends_with(['.', '?']) && sentence.len() < 2000, "{sentence}");
        sentence
    };
    drop(load_model(file).map_err(sentence));
    drop(load_state(file).map_err(sentence));
    let mut run = load_run(Arc::clone(dataset), file).map_err(sentence)?;
    run.preview();
    let again = save_run(&run);
    for _ in 0..12 {
        if run.step().is_err() {
            break;
        }
    }
    drop(run.evaluate());
    load_run(Arc::clone(dataset), &again).map(drop).map_err(|e| panic!("what was read cannot be written and read: {e}"))
}

#[test]
fn notes_that_contradict_the_run_are_refused_by_name() {
    let dataset = dataset();
    let file = saved(&dataset);
    assert_eq!(read(&dataset, &file), Ok(()));
    let cases: [(&str, Json, &str); 12] = [
        ("/version", json!(2), "version is 2, but it must be at most 1."),
        ("/step", json!(4_294_967_295_u64), "step is 4294967295, but it must be a whole number from 0 to 2147483647."),
        ("/step", json!(2.5), "step is 2.5"),
        ("/step", json!(-1), "step is -1"),
        ("/step", json!(1e300), "step is 1000"),
        ("/batches/pairs", json!(5), "batches.pairs is 5"),
        ("/batches/seed", json!(8), "batches.seed is 8, but it must be 7."),
        ("/batches/draws", json!(u64::MAX), "batches.draws is 18446744073709551615"),
        ("/batches/left", json!([4_000_000]), "batches.left[0] is 4000000"),
        ("/batches/left", json!(vec![0; 1000]), "batches.left's length is 1000"),
        ("/config/model/hiddenDim", json!(0), "model.hiddenDim is 0"),
        ("/fingerprint", json!("0"), "other data"),
    ];
    for (pointer, wrong, named) in cases {
        let spoilt = with_notes(&file, |notes| *notes.pointer_mut(pointer).expect("a note") = wrong.clone());
        let said = read(&dataset, &spoilt).expect_err(pointer);
        assert!(said.contains(named), "{pointer}: {said}");
    }
    // What the first files that were written do not say.
    assert_eq!(read(&dataset, &with_notes(&file, |notes| drop(notes.as_object_mut().expect("notes").remove("version")))), Ok(()));
}

#[test]
fn moments_that_no_run_has_are_refused() {
    let dataset = dataset();
    let (header, mut data) = taken_apart(&saved(&dataset));
    let start = header["v.bias"]["data_offsets"][0].as_u64().expect("an offset") as usize;
    data[start + 3] |= 0x80;
    data[start] |= 1;
    let said = read(&dataset, &put_together(&header.to_string(), &data)).expect_err("negative");
    assert!(said.starts_with("v.bias[0] is -") && said.contains("non-negative"), "{said}");
}

#[test]
fn shapes_without_numbers_and_brackets_without_end_are_refused() {
    let dataset = dataset();
    for (vocabulary, dim, hidden) in [(4_294_967_295_u64, 0, 0), (0, 4_294_967_295, 0), (3, 0, 4_294_967_295), (u64::MAX, 0, u64::MAX), (5, 1, 0)] {
        let mut header = json!({});
        for (name, shape) in [("embedding", vec![vocabulary, dim]), ("kernel", vec![dim, 0]), ("recurrentKernel", vec![hidden, 0]), ("bias", vec![0])]
        {
            let bytes = if name == "embedding" { vocabulary.saturating_mul(dim).saturating_mul(4) } else { 0 };
            let end = if name == "embedding" { bytes } else { 20 * u64::from(vocabulary == 5) };
            header[name] = json!({ "dtype": "F32", "shape": shape, "data_offsets": [if name == "embedding" { 0 } else { end }, end] });
        }
        assert!(read(&dataset, &put_together(&header.to_string(), &[0; 20][..if vocabulary == 5 { 20 } else { 0 }])).is_err());
    }
    for nested in ["[".repeat(6000), "{\"a\":".repeat(6000), format!("{{\"__metadata__\":{}", "[".repeat(100_000))] {
        assert!(read(&dataset, &put_together(&nested, &[])).is_err());
    }
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let deep = with_notes(&saved(&dataset), |notes| notes["config"] = serde_json::from_str(&deep).expect("JSON"));
    assert!(read(&dataset, &deep).is_err());
}

#[test]
fn spoilt_bytes_and_spoilt_headers_never_panic() {
    let dataset = dataset();
    let file = saved(&dataset);
    let (header, data) = taken_apart(&file);
    let header = header.to_string();
    let numbers = ["0", "-1", "1e300", "2.5", "4294967295", "18446744073709551615", "null", "[]", "{}", "\"\""];
    let mut rng = Pcg32::seed_from_u64(1);
    let mut read_whole = 0;
    // One that is never answered is told by its number.
    let (ask, asked) = mpsc::channel::<Vec<u8>>();
    let (answer, answers) = mpsc::channel();
    thread::spawn(move || asked.iter().try_for_each(|spoilt| answer.send(read(&dataset, &spoilt).is_ok())));
    for k in 0..4000 {
        let spoilt = match k % 4 {
            // Bytes of the file.
            0 | 1 => {
                let mut bytes = file.clone();
                for _ in 0..rng.random_range(1..4) {
                    let place = if k % 4 == 0 { rng.random_range(0..bytes.len()) } else { rng.random_range(8..8 + header.len()) };
                    bytes[place] = rng.random();
                }
                bytes
            }
            // A number of the header.
            2 => {
                let places: Vec<usize> = header.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(place, _)| place).collect();
                let start = places[rng.random_range(0..places.len())];
                let end = start + header[start..].find(|c: char| !c.is_ascii_digit()).expect("a number ends");
                put_together(&format!("{}{}{}", &header[..start], numbers[rng.random_range(0..numbers.len())], &header[end..]), &data)
            }
            // The end of it.
            _ => file[..rng.random_range(0..file.len())].to_vec(),
        };
        ask.send(spoilt).expect("no panic before");
        read_whole += usize::from(answers.recv_timeout(PATIENCE).unwrap_or_else(|why| panic!("case {k} is not answered: {why}")));
    }
    assert!(read_whole > 50, "some changes spoil nothing: {read_whole}");
}
