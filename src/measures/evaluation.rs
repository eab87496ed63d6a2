//! The measures on the held-out pairs, and the search for a question's neighbours among them.
//!
//! A mean over all steps depends on how far a question is padded, so everything here is padded to the data's one length T ([`Dataset::length`]): a
//! pair's score is the same to the bit wherever it is computed, whatever is encoded with it. Only batches in training have lengths of their own, and those of
//! a notebook that is followed ([`InBatches`]).

use crate::data::{Dataset, Item, Prepared, shuffle};
use crate::measures::in_batches::InBatches;
use crate::measures::intervals::{self, Interval};
use crate::measures::metrics::{BothWays, Confusion, Ranks, area_under_curve, best_threshold};
use crate::network::encoder::{Encoder, Workspace};
use crate::network::layers::matrix;
use crate::numeric::sort::sorted;
use ndarray::{Array2, Axis};
use rand::SeedableRng;
use rand_pcg::Pcg32;
use serde::Serialize;

/// The course's decision: a duplicate if the cosine is above this.
pub const COURSE_THRESHOLD: f64 = 0.7;
/// Questions encoded at a time.
const CHUNK: usize = 64;
/// The pairs are always halved the same way.
const HALVES: u64 = 7;

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
    /// Share of duplicates among these pairs.
    pub base_rate: Option<f64>,
    /// Pairs that retrieval is among: one duplicate of each held-out cluster.
    pub retrieval_pairs: usize,
    /// Share of them whose partner is the closest of all; `None` each way where there is none.
    pub recall_at1: BothWays,
    /// Whose partner is one of the closest five.
    pub recall_at5: BothWays,
    /// Of the closest ten.
    pub recall_at10: BothWays,
    /// Mean reciprocal rank of the partner.
    pub mrr: BothWays,
    /// At 95 %.
    pub intervals: Intervals,
    /// A threshold that is not judged by the pairs it was chosen on.
    pub chosen_threshold: Option<ChosenThreshold>,
    /// How many pairs are measured of how many.
    pub sample: Sample,
    /// As a notebook measures it, where the run follows one and all pairs are measured.
    pub in_batches: Option<InBatches>,
}

/// How sure the measures are, at 95 %: Wilson's interval of a share, Newcombe's of the area.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Intervals {
    /// Of the accuracy at the course's threshold.
    pub accuracy_at07: Option<Interval>,
    /// Of the best accuracy, as if its threshold had been known before.
    pub best_accuracy: Option<Interval>,
    /// Of the area under the ROC curve.
    pub auc: Option<Interval>,
    /// Of recall@1.
    pub recall_at1: BothIntervals,
    /// Of recall@5.
    pub recall_at5: BothIntervals,
    /// Of recall@10.
    pub recall_at10: BothIntervals,
}

/// An interval in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BothIntervals {
    /// Question 1 looks for its question 2.
    pub forward: Option<Interval>,
    /// Question 2 looks for its question 1.
    pub backward: Option<Interval>,
}

/// The threshold that decides one half of the pairs best, judged on the other half.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChosenThreshold {
    /// Best for the first half.
    pub threshold: f64,
    /// On the second half.
    pub accuracy: f64,
    /// At 95 %.
    pub interval: Interval,
}

/// A part of the held-out pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Measured.
    pub pairs: usize,
    /// Held out.
    pub of: usize,
}

/// A held-out pair's cosine, and whether it is a duplicate.
pub type Scored = (f64, bool);

impl Evaluation {
    /// Of pairs with their cosines, out of `of` held-out ones, and the ranks of those for retrieval.
    pub fn of(scored: &[Scored], ranks: &Ranks, of: usize) -> Self {
        let (pairs, duplicates) = (scored.len(), scored.iter().filter(|p| p.1).count());
        let confusion = Confusion::at(COURSE_THRESHOLD, scored);
        let both_kinds = duplicates > 0 && duplicates < pairs;
        let best = both_kinds.then(|| best_threshold(scored));
        let best_accuracy = best.map(|b| b.1);
        let auc = both_kinds.then(|| area_under_curve(scored));
        let right = |accuracy: f64| (accuracy * pairs as f64).round() as usize;
        let recall = |k: usize| {
            let [forward, backward] = ranks.found(k).map(|found| (!ranks.is_empty()).then(|| intervals::of_share(found, ranks.len())));
            BothIntervals { forward, backward }
        };
        let intervals = Intervals {
            accuracy_at07: both_kinds.then(|| intervals::of_share(confusion.true_positive + confusion.true_negative, pairs)),
            best_accuracy: best_accuracy.map(|accuracy| intervals::of_share(right(accuracy), pairs)),
            auc: auc.map(|auc| intervals::of_area(auc, duplicates, pairs - duplicates)),
            recall_at1: recall(1),
            recall_at5: recall(5),
            recall_at10: recall(10),
        };
        Self {
            pairs,
            duplicates,
            accuracy_at07: both_kinds.then(|| confusion.accuracy()),
            best_threshold: best.map(|b| b.0),
            best_accuracy,
            auc,
            confusion,
            base_rate: (pairs > 0).then(|| duplicates as f64 / pairs as f64),
            retrieval_pairs: ranks.len(),
            recall_at1: ranks.recall(1),
            recall_at5: ranks.recall(5),
            recall_at10: ranks.recall(10),
            mrr: ranks.mrr(),
            intervals,
            chosen_threshold: chosen_threshold(scored),
            sample: Sample { pairs, of },
            in_batches: None,
        }
    }
}

/// Chooses on the pairs at even places of an order that is shuffled the same way every time, and judges on the others.
fn chosen_threshold(scored: &[Scored]) -> Option<ChosenThreshold> {
    let mut order = scored.to_vec();
    shuffle(&mut order, &mut Pcg32::seed_from_u64(HALVES));
    let half = |parity: usize| order.iter().copied().skip(parity).step_by(2).collect::<Vec<_>>();
    let [first, second] = [half(0), half(1)];
    let both_kinds = |pairs: &[Scored]| pairs.iter().any(|p| p.1) && pairs.iter().any(|p| !p.1);
    (both_kinds(&first) && both_kinds(&second)).then(|| {
        let threshold = best_threshold(&first).0;
        let confusion = Confusion::at(threshold, &second);
        let interval = intervals::of_share(confusion.true_positive + confusion.true_negative, second.len());
        ChosenThreshold { threshold, accuracy: confusion.accuracy(), interval }
    })
}

/// Unit vectors [N, H] of any questions, each cut or padded to `length` = T; `None` where one is not finite.
pub fn encode_all<'a>(encoder: &Encoder<f32>, questions: impl Iterator<Item = Item<'a>>, length: usize) -> Option<Array2<f32>> {
    let questions: Vec<_> = questions.collect();
    let hidden = encoder.width(length);
    let mut vectors = Array2::zeros((questions.len(), hidden));
    let mut space = Workspace::default();
    for (chunk, mut rows) in questions.chunks(CHUNK).zip(vectors.axis_chunks_iter_mut(Axis(0), CHUNK)) {
        let prepared = Prepared::of(chunk.iter(), length, length);
        rows.assign(&matrix(encoder.encode(prepared.input(), &mut space), hidden));
    }
    vectors.iter().all(|x| x.is_finite()).then_some(vectors)
}

/// The held-out questions closest to what was asked; `None` where a vector is not finite.
pub fn nearest<'a>(encoder: &Encoder<f32>, dataset: &'a Dataset, length: usize, asked: Item, count: usize) -> Option<Vec<(&'a str, f32)>> {
    let held_out: Vec<u32> = dataset.evaluation().iter().flat_map(|p| [p.question1, p.question2]).collect();
    let mut held_out = sorted(&held_out, u32::cmp);
    held_out.dedup();
    let items = std::iter::once(asked).chain(held_out.iter().map(|&q| dataset.item(q)));
    let vectors = encode_all(encoder, items, length)?;
    let found: Vec<_> = held_out.iter().enumerate().map(|(i, &q)| (dataset.text(q), vectors.row(0).dot(&vectors.row(i + 1)))).collect();
    let mut found = sorted(&found, |a, b| b.1.total_cmp(&a.1));
    found.truncate(count);
    Some(found)
}
