//! Data sets for JavaScript.

use super::values::{Result, plain, read, set};
use crate::data::{CsvReader, Dataset as Inner, Pair};
use crate::settings::Value;
use crate::verdict::named;
use js_sys::{Object, Uint8Array, Uint32Array};
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// Question pairs, split into training and held-out.
#[wasm_bindgen]
pub struct Dataset {
    pub(super) inner: Arc<Inner>,
}

#[wasm_bindgen]
impl Dataset {
    /// A data set that the package brings along: "questions".
    pub fn builtin(name: &str, #[wasm_bindgen(unchecked_optional_param_type = "BuiltinConfig")] config: JsValue) -> Result<Self> {
        let config = if config.is_undefined() { Value::Nothing(()) } else { read(config, "config")? };
        Ok(Self { inner: Arc::new(Inner::builtin(name, &config)?) })
    }

    /// Reads a whole CSV or TSV file.
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(bytes: &[u8]) -> Result<Self> {
        Ok(Self { inner: Arc::new(Inner::from_csv(bytes)?) })
    }

    /// Duplicate pairs to train on.
    #[wasm_bindgen(getter, js_name = trainPairs)]
    pub fn train_pairs(&self) -> usize {
        self.inner.train().len()
    }

    /// Held-out pairs.
    #[wasm_bindgen(getter, js_name = evaluationPairs)]
    pub fn evaluation_pairs(&self) -> usize {
        self.inner.evaluation().len()
    }

    /// Words and the two special tokens.
    #[wasm_bindgen(getter, js_name = vocabularySize)]
    pub fn vocabulary_size(&self) -> usize {
        self.inner.vocabulary_size()
    }

    /// What a verdict calls this data, which was read from that file.
    #[wasm_bindgen(js_name = verdictName)]
    pub fn verdict_name(&self, file: &str) -> String {
        named(file, &self.inner)
    }

    /// Every held-out pair, in the order of `evaluateScored().scores`; `line` is 0 without a file.
    #[wasm_bindgen(js_name = heldOut, unchecked_return_type = "{ left: string[]; right: string[]; label: Uint8Array; line: Uint32Array }")]
    pub fn held_out(&self) -> Result<JsValue> {
        let pairs = self.inner.evaluation();
        let texts = |question: fn(&Pair) -> u32| plain(&pairs.iter().map(|p| self.inner.text(question(p))).collect::<Vec<_>>());
        let object = Object::new();
        set(&object, "left", texts(|p| p.question1)?);
        set(&object, "right", texts(|p| p.question2)?);
        set(&object, "label", Uint8Array::from(pairs.iter().map(|p| p.duplicate.into()).collect::<Vec<u8>>().as_slice()));
        set(&object, "line", Uint32Array::from(pairs.iter().map(|p| p.line).collect::<Vec<u32>>().as_slice()));
        Ok(object.into())
    }

    /// What was read, and what was skipped and why.
    #[wasm_bindgen(unchecked_return_type = "DatasetReport")]
    pub fn report(&self) -> Result<JsValue> {
        plain(self.inner.report())
    }
}

/// Reads a CSV or TSV file piece by piece, so that progress can be shown.
#[wasm_bindgen]
#[derive(Default)]
pub struct DatasetReader {
    inner: CsvReader,
}

#[wasm_bindgen]
impl DatasetReader {
    /// Before the first byte.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next piece of the file.
    pub fn push(&mut self, chunk: &[u8]) -> Result<()> {
        Ok(self.inner.push(chunk)?)
    }

    /// The data set; the reader is used up.
    pub fn finish(self) -> Result<Dataset> {
        Ok(Dataset { inner: Arc::new(self.inner.finish()?) })
    }

    /// The data set that trains on this file and tests with another one; both readers are used up.
    #[wasm_bindgen(js_name = finishWith)]
    pub fn finish_with(self, test: Self) -> Result<Dataset> {
        Ok(Dataset { inner: Arc::new(self.inner.finish_with(test.inner)?) })
    }

    /// Bytes so far.
    #[wasm_bindgen(getter, js_name = bytesRead)]
    pub fn bytes_read(&self) -> f64 {
        self.inner.bytes_read() as f64
    }

    /// Rows so far.
    #[wasm_bindgen(getter, js_name = rowsRead)]
    pub fn rows_read(&self) -> f64 {
        self.inner.rows_read() as f64
    }
}
