//! Files of question pairs or of vectors, read as the page reads them: for the program, and for what Python asks (`examples/outcomes`).

use std::collections::BTreeMap;
use tripletscope::data::arrays::{self, Array};
use tripletscope::data::reading::Split;
use tripletscope::data::{Beside, Dataset, Reader, Reading};
use tripletscope::page::link;
use tripletscope::settings::{Fields, Value};

/// The endings of files of arrays.
const ARRAYS: [&str; 3] = [".npz", ".safetensors", ".npy"];
const EXPECTED: &str = "v1 and v2 of one shape [pairs, dimension] are expected, or one array [pairs, 2, dimension], and as an option labels, left and right (texts), and split";
/// Of a reading, what can be said of vectors.
const SAID_OF_VECTORS: [&str; 3] = ["duplicate", "different", "split"];

/// A file, by its bytes, and what it does not say of how it is read.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub bytes: &'a [u8],
    pub said: Option<&'a Value>,
}

/// A file's question pairs; or, by its ending, its two arrays of vectors. What nobody says of how it is read, the edition of the course which the settings
/// name says, as on the page. A `test` file is read as this one is, but for what is said of it alone; then nothing of this one is held out.
///
/// # Errors
/// A sentence without the file's name.
pub fn opened(name: &str, file: Source, test: Option<Source>, settings: &str) -> Result<Dataset, String> {
    let name = name.to_ascii_lowercase();
    let of_arrays = ARRAYS.iter().any(|ending| name.ends_with(ending));
    match test {
        None if of_arrays => vectors(file.bytes, file.said),
        None => Dataset::read(file.bytes, &reading(&[file.said], settings)?).map_err(|e| e.to_string()),
        Some(_) if of_arrays => Err("vectors have no test file of their own; an array split says train or test for each pair".into()),
        Some(test) => with_test(file, test, settings),
    }
}

fn with_test(file: Source, test: Source, settings: &str) -> Result<Dataset, String> {
    let (train, own) = (reading(&[file.said], settings)?, reading(&[file.said, test.said], settings)?);
    // What a column of the training file marks as not to train on stays out; beside that nothing is held out.
    let split = if let Some(Some(Split::By(_))) = train.split { train.split.clone() } else { train.split.as_ref().map(|_| None) };
    let read = |bytes: &[u8], reading: &Reading| {
        let mut reader = Reader::new(reading);
        reader.push(bytes).map(|()| reader)
    };
    let train = read(file.bytes, &Reading { split, ..train }).map_err(|e| e.to_string())?;
    let test = read(test.bytes, &Reading { split: Some(None), ..own }).map_err(|e| format!("the test file: {e}"))?;
    train.finish_with(test).map_err(|e| e.to_string())
}

/// What is said, the last of it first.
fn reading(all: &[Option<&Value>], settings: &str) -> Result<Reading, String> {
    let mut said = BTreeMap::new();
    for value in all.iter().copied().flatten() {
        // Alone it is refused as what it is.
        let Value::Map(map) = value else { return Reading::of(value).map_err(|e| e.to_string()) };
        said.extend(map.clone());
    }
    let edition = link::parse(settings).edition().map(|edition| serde_json::to_value(edition.reading()));
    let edition = edition.transpose().and_then(|json| json.map(serde_json::from_value).transpose()).map_err(|e| e.to_string())?;
    let all = edition.unwrap_or_else(BTreeMap::new).into_iter().chain(said).collect();
    Reading::of(&Value::Map(all)).map_err(|e| e.to_string())
}

/// The settings that runs on it need, before those that are asked for: vectors are trained with a linear head that begins as the identity.
pub fn settings(dataset: &Dataset) -> String {
    let head = |dim| format!("model.encoder=linear&model.initialisation=identity&model.hiddenDim={dim}");
    dataset.vector_dim().map_or_else(String::new, head)
}

/// Vectors [N, D] of both sides as `v1` and `v2`, and beside them, a value a pair: `labels`, texts as `left` and `right`, and `split`; `said` is what the labels
/// mean, and what is held out.
fn vectors(bytes: &[u8], said: Option<&Value>) -> Result<Dataset, String> {
    let reading = said.map(|said| Fields::of(said, "reading", "", &SAID_OF_VECTORS).and_then(|_| Reading::of(said)));
    let reading = reading.transpose().map_err(|e| e.to_string())?.unwrap_or_default();
    let file = arrays::read(bytes).map_err(|e| e.to_string())?;
    let of_both = file.arrays.len();
    let all = arrays::by_sides(file.arrays);
    // Where one array has been both sides, these are the first two of that kind.
    let sides: Vec<&Array> = all.iter().filter(|array| all.len() > of_both && array.shape.len() == 2).take(2).collect();
    let found = |name: &str| match (name, &sides[..]) {
        ("v1", [v1, _]) => Some(*v1),
        ("v2", [_, v2]) => Some(*v2),
        _ => all.iter().find(|array| array.name == name),
    };
    let needed = |name: &str| found(name).ok_or_else(|| format!("there is no array {name}; {EXPECTED}"));
    let (v1, v2) = (needed("v1")?, needed("v2")?);
    let dim = match (&v1.shape[..], &v2.shape[..]) {
        ([n1, d1], [n2, d2]) if (n1, d1) == (n2, d2) => *d1,
        (one, two) => return Err(format!("v1 is {one:?} and v2 is {two:?}; {EXPECTED}")),
    };
    let texts = |name: &str| match found(name) {
        Some(array) => array.texts().map(|texts| Some(texts.to_vec())).ok_or_else(|| format!("{name} holds no texts; {EXPECTED}")),
        None => Ok(None),
    };
    let written = |name: &str| found(name).map(Array::written);
    let beside = Beside { labels: written("labels"), left: texts("left")?, right: texts("right")?, parts: written("split"), reading };
    let numbers = |array: &'_ Array| array.numbers().map(<[f32]>::to_vec).map_err(|e| e.to_string());
    Dataset::from_vectors(&numbers(v1)?, &numbers(v2)?, dim, &beside).map_err(|e| e.to_string())
}
