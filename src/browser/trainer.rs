//! Training runs for JavaScript.

use super::crew::tokens_object;
use super::dataset::Dataset;
use super::loss::read_loss;
use super::values::{Result, count, plain, read, set};
use crate::error::{Allowed, Error};
use crate::measures::measuring::{Extent, Measuring as Inside};
use crate::training::checkpoint;
use crate::training::config::RunConfig;
use crate::training::explanation::{Explanation, Question};
use crate::training::trainer::Trainer as Inner;
use crate::verdict::Outcome;
use js_sys::{Array, Float32Array, Object, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A training run.
#[wasm_bindgen]
pub struct Trainer {
    pub(super) inner: Inner,
}

#[derive(Serialize)]
struct Texts<'a> {
    left: &'a [&'a str],
    right: &'a [&'a str],
    extra: &'a [&'a str],
}

#[derive(Serialize)]
struct Neighbour<'a> {
    question: &'a str,
    cosine: f32,
}

#[wasm_bindgen]
impl Trainer {
    /// A run before its first step.
    #[wasm_bindgen(constructor)]
    pub fn new(dataset: &Dataset, #[wasm_bindgen(unchecked_param_type = "RunConfig")] config: JsValue) -> Result<Self> {
        Ok(Self { inner: Inner::new(dataset.inner.clone(), RunConfig::read(&read(&config, "config")?)?)? })
    }

    /// One batch.
    #[wasm_bindgen(unchecked_return_type = "StepReport")]
    pub fn step(&mut self) -> Result<JsValue> {
        plain(&self.inner.step()?)
    }

    /// Encodes the batch that the next step will take, without training on it: `similarity` and `batchTexts` are that batch's until then.
    pub fn preview(&mut self) {
        self.inner.preview();
    }

    /// Steps taken.
    #[wasm_bindgen(getter, js_name = stepNumber)]
    pub fn step_number(&self) -> usize {
        self.inner.step_number()
    }

    /// S of the last batch, B·(B + K) values row by row: behind the questions 2 come the further texts.
    #[wasm_bindgen(unchecked_return_type = "Float32Array<ArrayBuffer>")]
    pub fn similarity(&self) -> Vec<f32> {
        self.inner.similarity()
    }

    /// The questions of the last batch, and its K further texts.
    #[wasm_bindgen(js_name = batchTexts, unchecked_return_type = "{ left: string[]; right: string[]; extra: string[] }")]
    pub fn batch_texts(&self) -> Result<JsValue> {
        let [left, right] = self.inner.batch_texts();
        plain(&Texts { left: &left, right: &right, extra: &self.inner.further_texts() })
    }

    /// Another loss from the next step on.
    #[wasm_bindgen(js_name = setLoss)]
    pub fn set_loss(&mut self, #[wasm_bindgen(unchecked_param_type = "LossConfig")] loss: JsValue) -> Result<()> {
        self.inner.set_loss(read_loss(loss)?);
        Ok(())
    }

    /// Another configuration from the next step on; the model and the seed must stay.
    pub fn configure(&mut self, #[wasm_bindgen(unchecked_param_type = "RunConfig")] config: JsValue) -> Result<()> {
        Ok(self.inner.configure(RunConfig::read(&read(&config, "config")?)?)?)
    }

    /// Measures on the held-out pairs.
    #[wasm_bindgen(unchecked_return_type = "Evaluation")]
    pub fn evaluate(&self) -> Result<JsValue> {
        plain(&self.inner.evaluate()?)
    }

    /// The same, with the held-out pairs' cosines: those of the duplicates first.
    #[wasm_bindgen(js_name = evaluateScored, unchecked_return_type = "Scored")]
    pub fn evaluate_scored(&self) -> Result<JsValue> {
        self.measuring(Extent::Full).finish()
    }

    /// Measures on a fixed part of the held-out pairs, so small that measuring every 25 steps takes about a tenth of the time.
    #[wasm_bindgen(js_name = evaluateSample, unchecked_return_type = "Evaluation")]
    pub fn evaluate_sample(&self) -> Result<JsValue> {
        plain(&self.inner.evaluate_sample()?)
    }

    /// Measures piece by piece, all held-out pairs or that part: the run may go on meanwhile, and the numbers stay those of this step.
    #[wasm_bindgen(js_name = beginEvaluation)]
    pub fn begin_evaluation(&self, #[wasm_bindgen(unchecked_param_type = "\"full\" | \"sample\"")] extent: &str) -> Result<Measuring> {
        match extent {
            "full" => Ok(self.measuring(Extent::Full)),
            "sample" => Ok(self.measuring(Extent::Sample)),
            _ => Err(Error::value("extent", format!("\"{extent}\""), Allowed::one_of(["full", "sample"])).into()),
        }
    }

    fn measuring(&self, extent: Extent) -> Measuring {
        let step = self.inner.step_number();
        Measuring { inner: self.inner.begin_evaluation(extent), step, diverged: self.inner.diverged(step) }
    }

    /// What a verdict keeps of a run: its measures on the held-out pairs.
    #[wasm_bindgen(js_name = verdictOutcome, unchecked_return_type = "VerdictOutcome")]
    pub fn verdict_outcome(&self) -> Result<JsValue> {
        plain(&Outcome::of(&self.inner.evaluate()?)?)
    }

    /// Unit vectors of the last batch, (2B + K)·H values row by row: questions 1, questions 2, further texts.
    #[wasm_bindgen(unchecked_return_type = "Float32Array<ArrayBuffer>")]
    pub fn vectors(&self) -> Vec<f32> {
        self.inner.vectors().to_vec()
    }

    /// Cosine of two questions.
    pub fn predict(&self, question1: &str, question2: &str) -> Result<f32> {
        Ok(self.inner.predict(question1, question2)?)
    }

    /// The held-out questions closest to a question.
    #[wasm_bindgen(unchecked_return_type = "{ question: string; cosine: number }[]")]
    pub fn nearest(&self, question: &str, #[wasm_bindgen(js_name = count)] most: f64) -> Result<JsValue> {
        let found = self.inner.nearest(question, count("count", most)?)?;
        plain(&found.into_iter().map(|(question, cosine)| Neighbour { question, cosine }).collect::<Vec<_>>())
    }

    /// At most so many held-out questions, or words of the vocabulary, with their vectors of length 1. Those of a cluster, unless it is 0, ask the same.
    #[wasm_bindgen(unchecked_return_type = "Mapped")]
    pub fn map(&self, #[wasm_bindgen(unchecked_param_type = "\"questions\" | \"words\"")] what: &str, most: f64) -> Result<JsValue> {
        let most = count("most", most)?;
        let found = match what {
            "questions" => self.inner.map_of_questions(most)?,
            "words" => self.inner.map_of_words(most)?,
            _ => return Err(Error::value("what", format!("\"{what}\""), Allowed::one_of(["questions", "words"])).into()),
        };
        let object = Object::new();
        set(&object, "texts", plain(&found.texts)?);
        set(&object, "clusters", Uint32Array::from(found.clusters.as_slice()));
        set(&object, "size", found.vectors.ncols() as f64);
        set(&object, "vectors", Float32Array::from(found.vectors.as_slice().expect("row-major")));
        Ok(object.into())
    }

    /// What pair `pair` of the last batch goes through in a step, with the weights as they are; the run stays as it is.
    #[wasm_bindgen(unchecked_return_type = "Explanation")]
    pub fn explain(&self, pair: f64) -> Result<JsValue> {
        Ok(explanation_object(&self.inner.explain(count("pair", pair)?)?)?.into())
    }

    /// The model alone as a `.safetensors` file.
    #[wasm_bindgen(js_name = toSafetensors)]
    pub fn to_safetensors(&self) -> Vec<u8> {
        checkpoint::save_model(&self.inner.encoder, Some(self.inner.length()))
    }

    /// The whole run.
    pub fn save(&self) -> Vec<u8> {
        checkpoint::save_run(&self.inner)
    }

    /// The configuration in force, for instance of a restored run.
    #[wasm_bindgen(unchecked_return_type = "RunConfig")]
    pub fn config(&self) -> Result<JsValue> {
        plain(self.inner.config())
    }

    /// Continues a saved run bit for bit, on the data it was saved with.
    pub fn restore(dataset: &Dataset, bytes: &[u8]) -> Result<Self> {
        Ok(Self { inner: checkpoint::load_run(dataset.inner.clone(), bytes)? })
    }
}

/// A measurement under way.
#[wasm_bindgen]
pub struct Measuring {
    inner: Inside,
    step: usize,
    /// What is said if a score is not finite.
    diverged: Error,
}

#[wasm_bindgen]
impl Measuring {
    /// One piece more, which takes some 10 ms; false if nothing is left to do.
    pub fn advance(&mut self) -> bool {
        self.inner.advance()
    }

    /// The questions that are encoded so many pieces from now, for a `Partner` of the same weights to encode meanwhile; undefined where none are left or the data are
    /// vectors.
    #[wasm_bindgen(unchecked_return_type = "{ tokens: Uint32Array<ArrayBuffer>; questions: number } | undefined")]
    pub fn ahead(&self, pieces: f64) -> Result<JsValue> {
        let ahead = self.inner.ahead(count("pieces", pieces)?);
        Ok(ahead.map_or(JsValue::UNDEFINED, |(tokens, questions)| tokens_object(&tokens, questions).into()))
    }

    /// The vectors [n, H] of the next questions, as a `Partner` gave them.
    pub fn take(&mut self, vectors: &[f32]) -> Result<()> {
        Ok(self.inner.take(vectors)?)
    }

    /// The step that is measured.
    #[wasm_bindgen(getter, js_name = stepNumber)]
    pub fn step_number(&self) -> usize {
        self.step
    }

    /// How many pairs are measured.
    #[wasm_bindgen(getter)]
    pub fn pairs(&self) -> usize {
        self.inner.pairs()
    }

    /// The measures, and the measured pairs' cosines, those of the duplicates first; what is left is done first. The measurement is used up.
    #[wasm_bindgen(unchecked_return_type = "Scored")]
    pub fn finish(self) -> Result<JsValue> {
        let (evaluation, scored) = self.inner.finish().ok_or(self.diverged)?;
        let scores: Vec<f32> = scored.iter().map(|&(cosine, _)| cosine as f32).collect();
        let object = Object::new();
        set(&object, "evaluation", plain(&evaluation)?);
        set(&object, "scores", Float32Array::from(scores.as_slice()));
        Ok(object.into())
    }
}

fn explanation_object(explanation: &Explanation) -> Result<Object> {
    let object = Object::new();
    let questions = explanation.questions.iter().map(question_object).collect::<Result<Array>>()?;
    set(&object, "questions", questions);
    set(&object, "similarity", Float32Array::from(explanation.similarity.as_slice()));
    set(&object, "left", Float32Array::from(explanation.same_side[0].as_slice()));
    set(&object, "right", Float32Array::from(explanation.same_side[1].as_slice()));
    set(&object, "loss", plain(&explanation.loss)?);
    set(&object, "rate", explanation.rate);
    set(&object, "tensors", plain(&explanation.tensors)?);
    Ok(object)
}

fn question_object(question: &Question) -> Result<Object> {
    let object = Object::new();
    set(&object, "words", plain(&question.words)?);
    set(&object, "ids", Uint32Array::from(question.ids.as_slice()));
    let trace = &question.trace;
    let parts = [
        ("embeddings", &trace.steps.embeddings),
        ("hidden", &trace.steps.hidden),
        ("weights", &trace.steps.weights),
        ("mean", &trace.mean),
        ("vector", &trace.vector),
        ("dvector", &trace.dvector),
    ];
    for (name, values) in parts {
        set(&object, name, Float32Array::from(values.as_slice()));
    }
    Ok(object)
}
