//! Files of question pairs or of vectors, read as the page reads them: for the program, and for what Python asks (`examples/outcomes`).

use std::collections::BTreeMap;
use tripletscope::data::arrays::{self, Array};
use tripletscope::data::{Beside, Dataset, Reading};
use tripletscope::page::link;
use tripletscope::settings::{Fields, Value};

/// The endings of files of arrays.
const ARRAYS: [&str; 2] = [".npz", ".safetensors"];
const EXPECTED: &str = "v1 and v2 of one shape [pairs, dimension] are expected, and as an option labels, left and right (texts), and split";
/// Of a reading, what can be said of vectors.
const SAID_OF_VECTORS: [&str; 3] = ["duplicate", "different", "split"];

/// A file's question pairs; or, by its ending, its two arrays of vectors. `said` is what the file does not say of how it is read; beyond that the edition of the
/// course which the settings name says it, as on the page.
///
/// # Errors
/// A sentence without the file's name.
pub fn opened(name: &str, bytes: &[u8], said: Option<&Value>, settings: &str) -> Result<Dataset, String> {
    let name = name.to_ascii_lowercase();
    let of_arrays = ARRAYS.iter().any(|ending| name.ends_with(ending));
    if of_arrays {
        return vectors(bytes, said);
    }
    Dataset::read(bytes, &reading(said, settings)?).map_err(|e| e.to_string())
}

fn reading(said: Option<&Value>, settings: &str) -> Result<Reading, String> {
    // Alone it is refused as what it is.
    let said = match said {
        Some(Value::Map(said)) => said.clone(),
        Some(other) => return Reading::of(other).map_err(|e| e.to_string()),
        None => BTreeMap::new(),
    };
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
    let found = |name: &str| file.arrays.iter().find(|array| array.name == name);
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
