//! Files of arrays for JavaScript.

use super::dataset::{Dataset, reading_of};
use super::values::{Result, count, plain, read, set, texts};
use crate::data::arrays::{self, Array, Pieces, Values};
use crate::data::reading::{inspect_beside, inspect_labels};
use crate::data::{Beside, Dataset as Inner, Reading};
use crate::error::{Allowed, Error, OtherArrays, short};
use crate::settings::{Fields, Value};
use js_sys::{Float32Array, Object};
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// The arrays of a `.npy`, `.npz` or `.safetensors` file by name, `"0"` for a single `.npy`: numbers of every type as float32. Texts that stand
/// beside them come as `texts`. Throws where the file is of another kind, damaged, or holds no numbers.
#[wasm_bindgen(js_name = readArrays, unchecked_return_type = "Record<string, { shape: number[]; values: Float32Array; texts?: string[] }>")]
pub fn read_arrays(bytes: &[u8]) -> Result<JsValue> {
    let arrays = arrays::read(bytes)?.arrays;
    match arrays.first() {
        Some(first) if arrays.iter().all(|array| array.texts().is_some()) => first.numbers().map(drop)?,
        Some(_) => {}
        None => return Err(Error::NotArrays { what: OtherArrays::Empty }.into()),
    }
    let object = Object::new();
    for array in arrays {
        set(&object, &array.name, entry(&array)?);
    }
    Ok(object.into())
}

fn entry(array: &Array) -> Result<Object> {
    let entry = Object::new();
    set(&entry, "shape", plain(&array.shape)?);
    let numbers: &[f32] = match &array.values {
        Values::Numbers(numbers) => numbers,
        Values::Texts(texts) => {
            set(&entry, "texts", plain(texts)?);
            &[]
        }
    };
    set(&entry, "values", Float32Array::from(numbers));
    Ok(entry)
}

/// Files of arrays that data are made of, without their numbers going out and in again.
#[wasm_bindgen]
#[derive(Default)]
pub struct ArrayFiles {
    files: Vec<Vec<Array>>,
    /// One that is not whole.
    begun: Option<Pieces>,
}

#[wasm_bindgen]
impl ArrayFiles {
    /// No files yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Another file, of the kinds that `readArrays` reads. Throws as that does.
    pub fn add(&mut self, bytes: &[u8]) -> Result<()> {
        self.files.push(arrays::by_sides(arrays::read(bytes)?.arrays));
        Ok(())
    }

    /// The next bytes of another file, of `size` bytes as far as that is known; `end` says that it is whole.
    pub fn push(&mut self, bytes: &[u8], size: f64) {
        self.begun.get_or_insert_with(|| Pieces::new(size as usize)).push(bytes);
    }

    /// The file that was pushed is whole. Throws as `readArrays` does.
    pub fn end(&mut self) -> Result<()> {
        self.files.push(arrays::by_sides(self.begun.take().unwrap_or_default().end()?.arrays));
        Ok(())
    }

    /// The names of the arrays of the file with that number, counted from 0. An array of both sides of pairs, [N, 2, H] or [2, N, H], is two of one side each, [N, H].
    pub fn names(&self, file: usize) -> Vec<String> {
        self.arrays(file).iter().map(|array| array.name.clone()).collect()
    }

    /// One array of the file with that number, as `readArrays` gives it. Throws where there is none.
    #[wasm_bindgen(unchecked_return_type = "{ shape: number[]; values: Float32Array; texts?: string[] }")]
    pub fn array(&self, file: usize, name: &str) -> Result<JsValue> {
        Ok(entry(self.find(file, name)?)?.into())
    }

    /// What `Dataset.fromVectors` makes of two arrays, which it takes out of the files. Throws as that does, and where an array is not there or holds texts.
    #[allow(clippy::too_many_arguments, reason = "two places")]
    pub fn vectors(
        &mut self,
        file1: usize,
        name1: &str,
        file2: usize,
        name2: &str,
        dim: f64,
        #[wasm_bindgen(unchecked_optional_param_type = "VectorsMore")] more: JsValue,
    ) -> Result<Dataset> {
        self.find(file1, name1)?.numbers()?;
        let v2 = self.find(file2, name2)?.numbers()?;
        let same = (file1, name1) == (file2, name2);
        let copied = if same { v2.to_vec() } else { vec![] };
        let v1 = self.take(file1, name1);
        let v2 = if same { copied } else { self.take(file2, name2) };
        Dataset::of_vectors([v1, v2], dim, more)
    }

    /// The numbers of an array that is there.
    fn take(&mut self, file: usize, name: &str) -> Vec<f32> {
        let arrays = &mut self.files[file];
        let place = arrays.iter().position(|array| array.name == name);
        match place.map(|place| arrays.swap_remove(place).values) {
            Some(Values::Numbers(numbers)) => numbers,
            _ => vec![],
        }
    }

    fn arrays(&self, file: usize) -> &[Array] {
        self.files.get(file).map_or(&[], Vec::as_slice)
    }

    fn find(&self, file: usize, name: &str) -> Result<&Array> {
        let arrays = self.arrays(file);
        let names = || self.names(file).join(", ");
        Ok(arrays.iter().find(|array| array.name == name).ok_or_else(|| Error::Unknown { field: short(name.into()), allowed: short(names()) })?)
    }
}

#[wasm_bindgen]
impl Dataset {
    /// Vectors of one's own: questions 1 and questions 2, N·`dim` values each, row by row; they become unit vectors. `more` has labels (all pairs are
    /// duplicates without), texts, and what is held out. Throws naming the argument that does not fit, or the line of a vector that is zero or not finite.
    #[wasm_bindgen(js_name = fromVectors)]
    pub fn from_vectors(
        v1: Vec<f32>,
        v2: Vec<f32>,
        dim: f64,
        #[wasm_bindgen(unchecked_optional_param_type = "VectorsMore")] more: JsValue,
    ) -> Result<Self> {
        Self::of_vectors([v1, v2], dim, more)
    }

    /// Which columns beside vectors are the label and what says train or test, by their names and values, a column each; null where none is.
    #[wasm_bindgen(js_name = inspectBeside, unchecked_return_type = "{ label: number | null; split: number | null }")]
    pub fn inspect_beside(
        #[wasm_bindgen(unchecked_param_type = "string[]")] names: JsValue,
        #[wasm_bindgen(unchecked_param_type = "(ArrayLike<number> | (string | boolean)[])[]")] columns: JsValue,
    ) -> Result<JsValue> {
        let names = texts("names", &read(&names, "names")?)?;
        let Value::List(lists) = read(&columns, "columns")? else { return Err(Error::value("columns", "no list", Allowed::List).into()) };
        let columns = lists.iter().map(|list| values("columns", list)).collect::<Result<Vec<_>>>()?;
        if columns.len() != names.len() {
            return Err(Error::length("columns", columns.len(), Allowed::Exactly { count: names.len() }).into());
        }
        plain(&inspect_beside(&names, &columns))
    }

    /// What labels beside vectors mean, by convention or as `reading` says, each value with its count, and what is not clear about them; it has no rows.
    #[wasm_bindgen(js_name = inspectLabels, unchecked_return_type = "Inspection")]
    pub fn inspect_labels(
        #[wasm_bindgen(unchecked_param_type = "ArrayLike<number> | (string | boolean)[]")] labels: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Reading")] reading: JsValue,
    ) -> Result<JsValue> {
        let labels = values(LABELS, &read(&labels, LABELS)?)?;
        plain(&inspect_labels(&reading_of(reading)?, LABELS, &labels))
    }
}

impl Dataset {
    fn of_vectors(sides: [Vec<f32>; 2], dim: f64, more: JsValue) -> Result<Self> {
        let beside = if more.is_undefined() { Beside::default() } else { beside(more)? };
        Ok(Self { inner: Arc::new(Inner::of_vectors(sides, count("dim", dim)?, &beside)?) })
    }
}

fn beside(more: JsValue) -> Result<Beside> {
    let value = read(&more, "more")?;
    let fields = Fields::of(&value, "more", "", &[LABELS, "left", "right", SPLIT, "reading"])?;
    let list = |key: &str, of: fn(&str, &Value) -> Result<Vec<String>>| fields.given(key).map(|list| of(key, list)).transpose();
    let reading = fields.given("reading").map(|reading| {
        Fields::of(reading, "reading", "", &["duplicate", "different", SPLIT])?;
        Reading::of(reading)
    });
    Ok(Beside {
        labels: list(LABELS, values)?,
        left: list("left", texts)?,
        right: list("right", texts)?,
        parts: list(SPLIT, values)?,
        reading: reading.transpose()?.unwrap_or_default(),
    })
}

const LABELS: &str = "labels";
const SPLIT: &str = "split";

/// Numbers, switches and texts as a file would write them.
fn values(key: &str, list: &Value) -> Result<Vec<String>> {
    let Value::List(list) = list else { return Err(Error::value(key, list, Allowed::List).into()) };
    let text = |(place, value): (usize, &Value)| match value {
        Value::Text(text) => Ok(text.clone()),
        // Those of a file of arrays have the precision of float32.
        Value::Number(x) => Ok((*x as f32).to_string()),
        Value::Switch(on) => Ok(on.to_string()),
        other => Err(Error::value(format!("{key}[{place}]"), other, Allowed::Text).into()),
    };
    list.iter().enumerate().map(text).collect()
}
