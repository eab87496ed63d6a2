//! Data sets for JavaScript.

use super::values::{Result, plain, read, set};
use crate::data::{Dataset as Inner, Pair, Reader, Reading};
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
        let config = if config.is_undefined() { Value::Nothing(()) } else { read(&config, "config")? };
        Ok(Self { inner: Arc::new(Inner::builtin(name, &config)?) })
    }

    /// Reads a whole file of pairs: CSV, TSV, JSON or JSON Lines, packed with gzip or not. `reading` says what the file does not.
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(bytes: &[u8], #[wasm_bindgen(unchecked_optional_param_type = "Reading")] reading: JsValue) -> Result<Self> {
        Ok(Self { inner: Arc::new(Inner::read(bytes, &reading_of(reading)?)?) })
    }

    /// The first rows of a file, how it would be read, and what is not clear about it.
    #[wasm_bindgen(unchecked_return_type = "Inspection")]
    pub fn inspect(bytes: &[u8], #[wasm_bindgen(unchecked_optional_param_type = "Reading")] reading: JsValue) -> Result<JsValue> {
        plain(&Reader::inspect(bytes, &reading_of(reading)?)?)
    }

    /// The same of a test file beside the file to train on, or its beginning: labels that only the latter has are a doubt too.
    #[wasm_bindgen(js_name = inspectTest, unchecked_return_type = "Inspection")]
    pub fn inspect_test(
        bytes: &[u8],
        #[wasm_bindgen(unchecked_param_type = "Reading | undefined")] reading: JsValue,
        train: &[u8],
        #[wasm_bindgen(js_name = readingOfTrain, unchecked_optional_param_type = "Reading")] reading_of_train: JsValue,
    ) -> Result<JsValue> {
        plain(&Reader::inspect_test(bytes, &reading_of(reading)?, (train, &reading_of(reading_of_train)?))?)
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

    /// The rule that makes words of texts.
    #[wasm_bindgen(getter, unchecked_return_type = "Tokenizer")]
    pub fn tokenizer(&self) -> String {
        self.inner.tokenizer().name().to_owned()
    }

    /// What a verdict calls this data, which was read from that file; its negatives count where the runs use them.
    #[wasm_bindgen(js_name = verdictName)]
    pub fn verdict_name(&self, file: &str, negatives: Option<bool>) -> String {
        named(file, &self.inner, negatives == Some(true))
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

pub(super) fn reading_of(value: JsValue) -> Result<Reading> {
    Ok(Reading::of(&read(&value, "reading")?)?)
}

/// Reads a file of pairs piece by piece, so that progress can be shown.
#[wasm_bindgen]
pub struct DatasetReader {
    inner: Reader,
}

#[wasm_bindgen]
impl DatasetReader {
    /// Before the first byte.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_optional_param_type = "Reading")] reading: JsValue) -> Result<Self> {
        Ok(Self { inner: Reader::new(&reading_of(reading)?) })
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
