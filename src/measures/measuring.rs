//! Measuring piece by piece, so that it can be halted: first all questions are encoded, each once, then every held-out cluster's question is ranked, and
//! where a notebook is followed, the pairs are scored in its batches too.
//! The pieces' sizes change no bit.

use crate::data::{Dataset, Item, Pair, Prepared};
use crate::error::{Allowed, Error, Result};
use crate::measures::evaluation::{Evaluation, Scored};
use crate::measures::in_batches::{Batching, Scoring};
use crate::measures::metrics::Ranks;
use crate::measures::sample::{self, Sizes};
use crate::network::encoder::{Encoder, Input, Workspace};
use crate::network::layers::matrix;
use crate::numeric::matmul::{Packed, multiply_packed};
use ndarray::{Array2, s};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Floating-point operations of a piece: some 10 ms.
const PIECE: f64 = 2e8;
/// Questions, or rows of S, in a piece.
const MOST: usize = 64;
const FEWEST: usize = 2;

/// Which held-out pairs are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    Full,
    /// The live curve's: a fixed part.
    Sample,
}

/// A measurement under way; later steps of the run do not change it.
pub struct Measuring {
    dataset: Arc<Dataset>,
    encoder: Encoder<f32>,
    sizes: Sizes,
    /// Numbers of held-out pairs; the first ones are for retrieval.
    pairs: Vec<u32>,
    /// Distinct questions, and each pair's places among them.
    questions: Vec<u32>,
    places: Vec<[usize; 2]>,
    vectors: Array2<f32>,
    encoded: usize,
    space: Workspace<f32>,
    /// V1 [R, H] and packed V2ᵀ of the pairs for retrieval, and how many rows of S have been ranked.
    retrieval: Option<(Array2<f32>, Packed<f32>, Ranks)>,
    ranked: usize,
    in_batches: Option<Scoring>,
}

impl Measuring {
    /// Of this encoder as it is now.
    pub fn new(encoder: &Encoder<f32>, dataset: Arc<Dataset>, extent: Extent, sizes: Sizes) -> Self {
        let all = dataset.evaluation();
        let count = if extent == Extent::Full { all.len() } else { sizes.sample(all.len(), dataset.retrieval_pairs()) };
        let pairs = sample::choose(&dataset, count);
        let (mut questions, mut known) = (vec![], FxHashMap::default());
        let mut place = |question: u32| {
            *known.entry(question).or_insert_with(|| {
                questions.push(question);
                questions.len() - 1
            })
        };
        let places = pairs.iter().map(|&p| &all[p as usize]).map(|p: &Pair| [place(p.question1), place(p.question2)]).collect();
        let vectors = Array2::zeros((questions.len(), encoder.width(sizes.length)));
        let (encoder, space) = (encoder.clone(), Workspace::default());
        Self { dataset, encoder, sizes, pairs, questions, places, vectors, encoded: 0, space, retrieval: None, ranked: 0, in_batches: None }
    }

    /// All held-out pairs are scored in batches as well, as a notebook does it. Given vectors have no padding.
    #[must_use]
    pub fn in_batches(mut self, batching: Option<Batching>) -> Self {
        let texts = self.dataset.vector_dim().is_none();
        self.in_batches = batching.filter(|_| texts).map(|batching| Scoring::new(&self.dataset, batching));
        self
    }

    /// How many pairs are measured.
    pub fn pairs(&self) -> usize {
        self.pairs.len()
    }

    /// One piece more; false if nothing is left to do.
    pub fn advance(&mut self) -> bool {
        if self.encoded < self.questions.len() {
            self.encode();
        } else if self.ranked < self.retrieved() {
            self.rank();
        } else if let Some(scoring) = self.in_batches.as_mut().filter(|scoring| !scoring.is_done()) {
            scoring.advance((&self.encoder, &self.dataset), self.sizes, &mut self.space);
        }
        self.encoded < self.questions.len() || self.ranked < self.retrieved() || self.in_batches.as_ref().is_some_and(|scoring| !scoring.is_done())
    }

    /// The measures, and each pair's cosine and label; what is left is done first. `None` where a vector is not finite.
    pub fn finish(mut self) -> Option<(Evaluation, Vec<Scored>)> {
        while self.advance() {}
        if !self.vectors.iter().all(|x| x.is_finite()) {
            return None;
        }
        let score = |&[a, b]: &[usize; 2]| f64::from(self.vectors.row(a).dot(&self.vectors.row(b)));
        let labels = self.pairs.iter().map(|&p| self.dataset.evaluation()[p as usize].duplicate);
        let scored: Vec<Scored> = self.places.iter().map(score).zip(labels).collect();
        let ranks = self.retrieval.map_or_else(Ranks::default, |(_, _, ranks)| ranks);
        let of = self.dataset.evaluation().len();
        let in_batches = self.in_batches.map_or(Some(None), Scoring::finish)?;
        Some((Evaluation { in_batches, ..Evaluation::of(&scored, &ranks, of) }, scored))
    }

    /// The questions that are encoded so many pieces from now, for another memory to encode meanwhile: tokens [n, T], and n. `None` where none are left, or the data
    /// are vectors.
    pub fn ahead(&self, pieces: usize) -> Option<(Vec<u32>, usize)> {
        let first = (self.encoded + pieces * self.piece()).min(self.questions.len());
        let prepared = self.prepare(first);
        let Input::Tokens(tokens) = prepared.input() else { return None };
        let questions = tokens.ids.len() / self.sizes.length;
        (questions > 0).then(|| (tokens.ids.to_vec(), questions))
    }

    /// Vectors [n, H] of the next questions, by an encoder that has these weights.
    ///
    /// # Errors
    /// If they are not vectors of at most as many questions as are left.
    pub fn take(&mut self, vectors: &[f32]) -> Result<()> {
        let (left, dim) = (self.questions.len() - self.encoded, self.vectors.ncols());
        let refused = |allowed| Err(Error::length("vectors", vectors.len(), allowed));
        if !vectors.len().is_multiple_of(dim) {
            return refused(Allowed::MultipleOfDim { dim });
        }
        if vectors.len() > left * dim {
            return refused(Allowed::AtMost { most: left * dim });
        }
        self.keep(vectors);
        Ok(())
    }

    fn retrieved(&self) -> usize {
        self.pairs.partition_point(|&pair| (pair as usize) < self.dataset.retrieval_pairs())
    }

    /// How many questions are encoded in a piece.
    fn piece(&self) -> usize {
        piece(self.sizes.encoding())
    }

    /// A piece of the questions, from this one on.
    fn prepare(&self, first: usize) -> Prepared {
        let items: Vec<Item> = self.questions[first..].iter().take(self.piece()).map(|&q| self.dataset.item(q)).collect();
        Prepared::of(items.iter(), self.sizes.length, self.sizes.length)
    }

    fn encode(&mut self) {
        let prepared = self.prepare(self.encoded);
        let mut space = std::mem::take(&mut self.space);
        self.keep(self.encoder.encode(prepared.input(), &mut space));
        self.space = space;
    }

    fn keep(&mut self, vectors: &[f32]) {
        let vectors = matrix(vectors, self.vectors.ncols());
        self.vectors.slice_mut(s![self.encoded..self.encoded + vectors.nrows(), ..]).assign(&vectors);
        self.encoded += vectors.nrows();
    }

    fn rank(&mut self) {
        let retrieved = self.retrieved();
        if self.retrieval.is_none() {
            let side = |k: usize| {
                let rows: Vec<usize> = self.places[..retrieved].iter().map(|places| places[k]).collect();
                self.vectors.select(ndarray::Axis(0), &rows)
            };
            let (v1, v2) = (side(0), side(1));
            let mut packed = Packed::default();
            packed.pack(v2.t());
            let ranks = Ranks::new(v1.view(), v2.view());
            self.retrieval = Some((v1, packed, ranks));
        }
        let (v1, v2, ranks) = self.retrieval.as_mut().expect("made above");
        let count = piece(self.sizes.comparing() * retrieved as f64).min(retrieved - self.ranked);
        let mut rows = Array2::zeros((count, retrieved));
        multiply_packed(v1.slice(s![self.ranked..self.ranked + count, ..]), v2, rows.view_mut(), &mut vec![]);
        ranks.add(self.ranked, rows.view());
        self.ranked += count;
    }
}

/// How many of a thing that costs so much are done in a piece.
pub(super) fn piece(cost: f64) -> usize {
    ((PIECE / cost) as usize).clamp(FEWEST, MOST)
}
