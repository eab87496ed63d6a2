//! The measures on the held-out pairs, and the search for a question's neighbours among them.
//!
//! A mean over all steps depends on how far a question is padded, so everything here is padded to the data's one length T ([`Dataset::length`]): a
//! pair's score is the same to the bit wherever it is computed, whatever is encoded with it. Only batches in training have lengths of their own.

use crate::data::{Dataset, Pair, pad};
use crate::measures::metrics::{BothWays, Confusion, area_under_curve, best_threshold, retrieval};
use crate::network::encoder::{Encoder, Tokens, Workspace};
use crate::network::layers::matrix;
use crate::numeric::matmul::multiply_add;
use crate::numeric::sort::sorted;
use ndarray::{Array2, Axis, s};
use serde::Serialize;

/// The course's decision: a duplicate if the cosine is above this.
pub const COURSE_THRESHOLD: f64 = 0.7;
/// Questions encoded at a time.
const CHUNK: usize = 64;

/// How well the encoder does on pairs that it was not trained on. `None` where a measure needs labels of both kinds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Evaluation {
    /// Held-out pairs.
    pub pairs: usize,
    /// How many of them are duplicates.
    pub duplicates: usize,
    /// At the course's threshold.
    pub accuracy_at07: Option<f64>,
    /// The threshold that decides these pairs best.
    pub best_threshold: Option<f64>,
    /// Its accuracy.
    pub best_accuracy: Option<f64>,
    /// Area under the ROC curve.
    pub auc: Option<f64>,
    /// Counts at the course's threshold.
    pub confusion: Confusion,
    /// Share of the held-out clusters' duplicates, one of each, whose partner is the closest of all of them; `None` each way where there is none.
    pub recall_at1: BothWays,
    /// Mean reciprocal rank of the partner.
    pub mrr: BothWays,
}

/// A held-out pair's cosine, and whether it is a duplicate.
pub type Scored = (f64, bool);

/// Encodes all held-out pairs and measures; gives the pairs' scores too, in the data set's order. `None` where a vector is not finite. Retrieval is among
/// one duplicate of each cluster.
pub fn evaluate(encoder: &Encoder<f32>, dataset: &Dataset, length: usize) -> Option<(Evaluation, Vec<Scored>)> {
    let pairs = dataset.evaluation();
    let duplicates = pairs.iter().filter(|p| p.duplicate).count();
    let retrieved = dataset.retrieval_pairs();
    let side = |question: fn(&Pair) -> u32| encode_all(encoder, pairs.iter().map(|p| dataset.tokens(question(p))), length);
    let (v1, v2) = (side(|p| p.question1)?, side(|p| p.question2)?);
    let labelled: Vec<Scored> = (0..pairs.len()).map(|i| (f64::from(v1.row(i).dot(&v2.row(i))), pairs[i].duplicate)).collect();
    let mut similarity = Array2::zeros((retrieved, retrieved));
    multiply_add(v1.slice(s![..retrieved, ..]), v2.slice(s![..retrieved, ..]).t(), similarity.view_mut());
    let (recall_at1, mrr) = retrieval(similarity.view());
    let confusion = Confusion::at(COURSE_THRESHOLD, &labelled);
    let both_kinds = duplicates > 0 && duplicates < pairs.len();
    let best = both_kinds.then(|| best_threshold(&labelled));
    let evaluation = Evaluation {
        pairs: pairs.len(),
        duplicates,
        accuracy_at07: both_kinds.then(|| confusion.accuracy()),
        best_threshold: best.map(|b| b.0),
        best_accuracy: best.map(|b| b.1),
        auc: both_kinds.then(|| area_under_curve(&labelled)),
        confusion,
        recall_at1,
        mrr,
    };
    Some((evaluation, labelled))
}

/// Unit vectors [N, H] of any questions, each cut or padded to `length` = T; `None` where one is not finite.
pub fn encode_all<'a>(encoder: &Encoder<f32>, questions: impl Iterator<Item = &'a [u32]>, length: usize) -> Option<Array2<f32>> {
    let questions: Vec<_> = questions.collect();
    let hidden = encoder.parameters.hidden();
    let mut vectors = Array2::zeros((questions.len(), hidden));
    let mut space = Workspace::default();
    for (chunk, mut rows) in questions.chunks(CHUNK).zip(vectors.axis_chunks_iter_mut(Axis(0), CHUNK)) {
        let ids = pad(chunk.iter().copied(), length, length);
        rows.assign(&matrix(encoder.encode(Tokens { ids: &ids, steps: length }, &mut space), hidden));
    }
    vectors.iter().all(|x| x.is_finite()).then_some(vectors)
}

/// The held-out questions closest to `question`; `None` where a vector is not finite.
pub fn nearest<'a>(encoder: &Encoder<f32>, dataset: &'a Dataset, length: usize, question: &str, count: usize) -> Option<Vec<(&'a str, f32)>> {
    let held_out: Vec<u32> = dataset.evaluation().iter().flat_map(|p| [p.question1, p.question2]).collect();
    let mut held_out = sorted(&held_out, u32::cmp);
    held_out.dedup();
    let asked = dataset.tokenise(question);
    let tokens = std::iter::once(asked.as_slice()).chain(held_out.iter().map(|&q| dataset.tokens(q)));
    let vectors = encode_all(encoder, tokens, length)?;
    let found: Vec<_> = held_out.iter().enumerate().map(|(i, &q)| (dataset.text(q), vectors.row(0).dot(&vectors.row(i + 1)))).collect();
    let mut found = sorted(&found, |a, b| b.1.total_cmp(&a.1));
    found.truncate(count);
    Some(found)
}
