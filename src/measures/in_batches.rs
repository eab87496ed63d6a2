//! Accuracy as a notebook measures it: the held-out pairs in the order of the file, batch by batch, and each batch padded as one to train on is. Where the
//! mean is over padding too, a pair's cosine then depends on what stands beside it.

use crate::data::{Dataset, Item, Padding, Pair, Prepared};
use crate::measures::evaluation::{COURSE_THRESHOLD, Scored};
use crate::measures::intervals::{self, Interval};
use crate::measures::measuring::piece;
use crate::measures::metrics::Confusion;
use crate::measures::sample::Sizes;
use crate::network::encoder::{Encoder, Normalise, Workspace};
use serde::Serialize;

/// How the pairs come into batches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batching {
    /// Pairs in a batch.
    pub size: usize,
    /// How long a batch's questions are made.
    pub padding: Padding,
    /// Longer questions are cut off.
    pub max_length: usize,
}

/// What a notebook says of the held-out pairs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InBatches {
    /// Pairs in a batch.
    pub size: usize,
    /// At the course's threshold.
    pub accuracy_at07: f64,
    /// At 95 %.
    pub interval: Interval,
    /// Counts at the course's threshold.
    pub confusion: Confusion,
}

impl InBatches {
    /// Of pairs that were scored in batches of that size; `None` where they are not of both kinds.
    fn of(scored: &[Scored], size: usize) -> Option<Self> {
        let confusion = Confusion::at(COURSE_THRESHOLD, scored);
        let right = confusion.true_positive + confusion.true_negative;
        let both_kinds = [true, false].iter().all(|kind| scored.iter().any(|(_, duplicate)| duplicate == kind));
        both_kinds.then(|| Self { size, accuracy_at07: confusion.accuracy(), interval: intervals::of_share(right, scored.len()), confusion })
    }
}

/// The batches, measured piece by piece.
pub(super) struct Scoring {
    batching: Batching,
    /// Numbers of the held-out pairs in the order of the file.
    pairs: Vec<u32>,
    scored: Vec<Scored>,
    /// ‖y‖ of both questions of each pair of the batch that is under way.
    norms: Vec<[f64; 2]>,
}

impl Scoring {
    pub(super) fn new(dataset: &Dataset, batching: Batching) -> Self {
        let mut pairs: Vec<u32> = (0..dataset.evaluation().len() as u32).collect();
        pairs.sort_by_key(|&pair| dataset.evaluation()[pair as usize].line);
        Self { batching, pairs, scored: vec![], norms: vec![] }
    }

    pub(super) fn is_done(&self) -> bool {
        self.scored.len() == self.pairs.len()
    }

    /// Some pairs more of the batch that is under way.
    pub(super) fn advance(&mut self, (encoder, dataset): (&Encoder<f32>, &Dataset), sizes: Sizes, space: &mut Workspace<f32>) {
        let Batching { size, padding, max_length } = self.batching;
        let (done, start) = (self.scored.len(), self.scored.len() / size * size);
        let end = (start + size).min(self.pairs.len());
        let sides = |pairs: &[u32]| [|pair: &Pair| pair.question1, |pair: &Pair| pair.question2].map(|side| items(dataset, pairs, side));
        let steps = padding.steps(&sides(&self.pairs[start..end]), max_length);
        let cost = Sizes { length: steps[0] + steps[1], ..sizes }.encoding();
        let rows = &self.pairs[done..end.min(done + piece(cost))];
        let sides = sides(rows);
        let [left, right] = [0, 1].map(|k| {
            let vectors = encoder.encode(Prepared::of(sides[k].iter(), max_length, steps[k]).input(), space).to_vec();
            (vectors, space.size(), space.norms())
        });
        for (k, &pair) in rows.iter().enumerate() {
            let row = |(vectors, size, _): &(Vec<f32>, usize, Vec<f32>)| vectors[k * size..][..*size].to_vec();
            // Vectors over the wrong axis are as long as their side: the shorter one goes on with zeros.
            let cosine: f32 = row(&left).iter().zip(&row(&right)).map(|(a, b)| a * b).sum();
            self.scored.push((f64::from(cosine), dataset.evaluation()[pair as usize].duplicate));
            self.norms.push([left.2[k], right.2[k]].map(f64::from));
        }
        if self.scored.len() == end {
            self.end_batch(encoder.normalise, start);
        }
    }

    /// By mistake, all vectors of one side of a batch share a norm.
    fn end_batch(&mut self, normalise: Normalise, start: usize) {
        let norms = std::mem::take(&mut self.norms);
        if normalise == Normalise::Batch {
            let [left, right] = [0, 1].map(|k| norms.iter().map(|norms| norms[k] * norms[k]).sum::<f64>().sqrt());
            for ((cosine, _), own) in self.scored[start..].iter_mut().zip(norms) {
                *cosine *= own[0] / left * (own[1] / right);
            }
        }
    }

    /// `None` where a cosine is not finite.
    pub(super) fn finish(self) -> Option<Option<InBatches>> {
        self.scored.iter().all(|(cosine, _)| cosine.is_finite()).then(|| InBatches::of(&self.scored, self.batching.size))
    }
}

fn items<'a>(dataset: &'a Dataset, pairs: &[u32], side: impl Fn(&Pair) -> u32) -> Vec<Item<'a>> {
    pairs.iter().map(|&pair| dataset.item(side(&dataset.evaluation()[pair as usize]))).collect()
}
