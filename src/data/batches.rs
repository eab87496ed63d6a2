//! Batches of training pairs in shuffled order.
//!
//! A batch with two pairs of one cluster would hold duplicates among its negatives, so a pair whose cluster is already there is put off: it waits
//! at the front of what is left, and is taken by the first batch that it fits.

use super::negatives::Further;
use super::split::shuffle;
use super::{PADDING, Pair};
use crate::error::{Allowed, Error, Result};
use crate::network::encoder::{Input, Tokens, Vectors};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// More than any run makes, and few enough to count on from.
const MOST_DRAWS: u64 = u32::MAX as u64;

/// The order of the pairs still to come, and the random numbers after them; saving it continues bit for bit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Batches {
    pairs: u32,
    /// What is left of this pass, last first.
    left: Vec<u32>,
    /// Seed of the next draw, and how many draws there were.
    seed: u64,
    draws: u64,
}

impl Batches {
    /// Passes over `pairs` training pairs.
    pub fn new(pairs: usize, seed: u64) -> Self {
        Self { pairs: pairs as u32, left: Vec::new(), seed, draws: 0 }
    }

    /// Refuses what is not the order of that many pairs, drawn with that seed.
    ///
    /// # Errors
    /// Another number of pairs, a pair twice or none, or another seed.
    pub fn check(&self, pairs: usize, seed: u32) -> Result<()> {
        if self.pairs as usize != pairs {
            return Err(Error::value("batches.pairs", self.pairs, Allowed::Exactly { count: pairs }));
        }
        if self.seed != u64::from(seed) {
            return Err(Error::value("batches.seed", self.seed, Allowed::Exactly { count: seed as usize }));
        }
        if self.draws > MOST_DRAWS {
            return Err(Error::value("batches.draws", self.draws, Allowed::Whole { min: 0, max: MOST_DRAWS as u32 }));
        }
        if self.left.len() > 3 * pairs {
            return Err(Error::length("batches.left", self.left.len(), Allowed::AtMost { most: 3 * pairs }));
        }
        match self.left.iter().position(|&pair| pair as usize >= pairs) {
            Some(place) => Err(Error::value(format!("batches.left[{place}]"), self.left[place], Allowed::Whole { min: 0, max: pairs as u32 - 1 })),
            None => Ok(()),
        }
    }

    /// The generator of the next draw: a stream of its own each.
    fn draw(&mut self) -> Pcg32 {
        self.draws += 1;
        Pcg32::seed_from_u64(self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(self.draws))
    }

    /// The generator of what else the last draw's batch has; no draw is lost by it.
    pub fn beside(&self) -> Pcg32 {
        Pcg32::seed_from_u64(!self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(self.draws))
    }

    /// The next pass's pairs in shuffled order go behind those put off.
    fn refill(&mut self) {
        let mut pass: Vec<u32> = (0..self.pairs).collect();
        shuffle(&mut pass, &mut self.draw());
        pass.append(&mut self.left);
        self.left = pass;
    }

    /// Up to `size` pairs: index in `train`, and whether its sides are exchanged. Fewer only where the data has fewer clusters or pairs.
    pub fn next(&mut self, train: &[Pair], size: usize, distinct_clusters: bool, swap: bool) -> Vec<(u32, bool)> {
        let mut chosen = Vec::with_capacity(size);
        let mut clusters = FxHashSet::default();
        let mut put_off = Vec::new();
        let mut refilled = 0;
        while chosen.len() < size {
            let Some(pair) = self.left.pop() else {
                // One whole pass has been looked through since: what is not in the batch by now does not fit into it.
                if refilled == 2 {
                    break;
                }
                refilled += 1;
                self.refill();
                continue;
            };
            if chosen.contains(&pair) || (distinct_clusters && !clusters.insert(train[pair as usize].cluster)) {
                put_off.push(pair);
            } else {
                chosen.push(pair);
            }
        }
        put_off.truncate(2 * self.pairs as usize);
        self.left.extend(put_off.into_iter().rev());
        let mut rng = self.draw();
        chosen.into_iter().map(|pair| (pair, swap && rng.random_bool(0.5))).collect()
    }
}

/// Texts that are no duplicates of a batch's questions, and of no pair in it: at most `most`, each once. Each pair in turn gives one of `texts_of` its
/// cluster, at random.
pub fn further<'a>(chosen: &[(u32, bool)], most: usize, (mut rng, train): (Pcg32, &[Pair]), texts_of: impl Fn(u32) -> &'a [Further]) -> Vec<u32> {
    let clusters: Vec<u32> = chosen.iter().map(|&(pair, _)| train[pair as usize].cluster).collect();
    let present: FxHashSet<u32> = clusters.iter().copied().collect();
    let mut drawn = FxHashSet::default();
    let mut left: Vec<Vec<u32>> = (clusters.iter())
        .map(|&cluster| texts_of(cluster).iter().filter(|text| !present.contains(&text.cluster)).map(|text| text.question).collect())
        .collect();
    let mut found = Vec::new();
    while found.len() < most && left.iter().any(|texts| !texts.is_empty()) {
        for texts in left.iter_mut().filter(|texts| !texts.is_empty()) {
            let text = texts.swap_remove(rng.random_range(0..texts.len() as u32) as usize);
            if found.len() < most && drawn.insert(text) {
                found.push(text);
            }
        }
    }
    found
}

/// How long a batch's questions are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Padding {
    /// Both sides alike, to the next power of two of the batch's longest question: the course's of 2020 and 2022.
    #[default]
    Batch,
    /// Each side to its own longest question: the course's of 2023.
    Sides,
}

impl Padding {
    /// Is it the one that a configuration need not name?
    pub fn is_default(&self) -> bool {
        *self == Self::Batch
    }

    /// T of each side, each question cut to `max_length` words; 1 of given vectors.
    pub fn steps(self, sides: &[Vec<Item>; 2], max_length: usize) -> [usize; 2] {
        let length = |item: &Item| if let Item::Tokens(tokens) = item { tokens.len() } else { 1 };
        let longest = sides.each_ref().map(|side| side.iter().map(length).max().unwrap_or(1).min(max_length));
        match self {
            Self::Batch => [longest[0].max(longest[1]).next_power_of_two(); 2],
            Self::Sides => longest,
        }
    }
}

/// What an encoder takes of one question.
#[derive(Debug, Clone)]
pub enum Item<'a> {
    /// Its words.
    Tokens(Cow<'a, [u32]>),
    /// Its given vector `[D]`.
    Vector(&'a [f32]),
}

/// Questions in rows, as an encoder takes them.
#[derive(Debug, Clone, PartialEq)]
pub enum Prepared {
    /// Token ids [N, T].
    Tokens {
        /// Flat, row-major.
        ids: Vec<u32>,
        /// T.
        steps: usize,
    },
    /// Given vectors [N, D].
    Vectors {
        /// Flat, row-major.
        values: Vec<f32>,
        /// D.
        dim: usize,
    },
}

impl Prepared {
    /// The questions, each cut to `max_length` words and right-padded to `length` = T.
    pub fn of<'a>(items: impl Iterator<Item = &'a Item<'a>>, max_length: usize, length: usize) -> Self {
        let (mut ids, mut values, mut dim) = (vec![], vec![], 0);
        for item in items {
            match item {
                Item::Tokens(tokens) => ids.extend(tokens.iter().take(max_length).copied().chain(std::iter::repeat(PADDING)).take(length)),
                Item::Vector(vector) => {
                    values.extend_from_slice(vector);
                    dim = vector.len();
                }
            }
        }
        if dim > 0 { Self::Vectors { values, dim } } else { Self::Tokens { ids, steps: length } }
    }

    /// As the encoder reads it.
    pub fn input(&self) -> Input<'_, f32> {
        match self {
            Self::Tokens { ids, steps } => Tokens { ids, steps: *steps }.into(),
            Self::Vectors { values, dim } => Vectors { values, dim: *dim }.into(),
        }
    }
}
