//! The held-out pairs that the live curve is measured on: so many that measuring takes at most a tenth of the time, and always the same ones.

use crate::data::{Dataset, shuffle};
use rand::SeedableRng;
use rand_pcg::Pcg32;

const SEED: u64 = 1_999;
/// The products of measuring may be this share of those of training, so that with all the rest it takes at most a tenth of the time …
const SHARE: f64 = 0.08;
/// … of so many steps, the default interval.
const STEPS: f64 = 25.0;
/// A step in passes forward: one, and one and a half that far back, as measured.
const PASSES: f64 = 2.5;
/// A cell of S is compared with its row's and its column's positive: as much as so many multiplications.
const COMPARISON: f64 = 8.0;
/// Fewer pairs than these say nothing.
const FEWEST: usize = 64;

/// What the cost of a step and of measuring follows from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// B.
    pub batch: usize,
    /// D.
    pub embedding: usize,
    /// H.
    pub hidden: usize,
    /// T.
    pub length: usize,
}

impl Sizes {
    /// Floating-point operations of encoding one question: T steps of the LSTM's two products.
    pub fn encoding(self) -> f64 {
        8.0 * (self.length * self.hidden * (self.embedding + self.hidden)) as f64
    }

    /// Of comparing one question with another one, both ways.
    pub fn comparing(self) -> f64 {
        2.0 * self.hidden as f64 + COMPARISON
    }

    /// How many of `pairs` held-out pairs are measured at the default interval, if `retrieved` of them are for retrieval.
    pub fn sample(self, pairs: usize, retrieved: usize) -> usize {
        let budget = SHARE * STEPS * PASSES * 2.0 * self.batch as f64 * self.encoding();
        let ratio = retrieved as f64 / pairs.max(1) as f64;
        // Encoding grows with the pairs, retrieval with their square: n·2·encoding + (ratio·n)²·comparing = budget.
        let (a, b) = (ratio * ratio * self.comparing(), 2.0 * self.encoding());
        let most = if a == 0.0 { budget / b } else { ((b * b + 4.0 * a * budget).sqrt() - b) / (2.0 * a) };
        (most as usize).max(FEWEST).min(pairs)
    }
}

/// So many held-out pairs, by number: of each kind (for retrieval, further duplicates, others) in proportion, in the data's order.
pub fn choose(dataset: &Dataset, count: usize) -> Vec<u32> {
    let pairs = dataset.evaluation();
    let duplicates = pairs.iter().filter(|p| p.duplicate).count();
    let bounds = [0, dataset.retrieval_pairs(), duplicates, pairs.len()];
    let mut rng = Pcg32::seed_from_u64(SEED);
    let mut chosen = Vec::with_capacity(count);
    for kind in bounds.windows(2) {
        // Rounded at the bounds, so that the parts add up.
        let share = |bound: usize| (bound * count + pairs.len() / 2) / pairs.len().max(1);
        let mut numbers: Vec<u32> = (kind[0] as u32..kind[1] as u32).collect();
        shuffle(&mut numbers, &mut rng);
        numbers.truncate(share(kind[1]) - share(kind[0]));
        numbers.sort_unstable();
        chosen.append(&mut numbers);
    }
    chosen
}
