//! What a map is made of: held-out questions, or the words of the vocabulary, and their vectors [N, H].

use super::evaluation::encode_all;
use crate::data::{Dataset, MARKS};
use crate::network::encoder::Encoder;
use crate::network::encoders::Kind;
use crate::numeric::sort::greatest;
use ndarray::{Array2, ArrayView2, s};
use rustc_hash::FxHashSet;

/// Texts and vectors of length 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapped {
    /// The questions, or the words.
    pub texts: Vec<String>,
    /// Questions of one number ask the same; 0 is of none.
    pub clusters: Vec<u32>,
    /// [N, H] or [N, D].
    pub vectors: Array2<f32>,
}

/// At most so many held-out questions, those of duplicates first; `None` where a vector is not finite.
pub fn questions(encoder: &Encoder<f32>, dataset: &Dataset, length: usize, most: usize) -> Option<Mapped> {
    let mut seen = FxHashSet::default();
    let cluster = |p: &crate::data::Pair| if p.duplicate { p.cluster + 1 } else { 0 };
    let all = dataset.evaluation().iter().flat_map(|p| [(p.question1, cluster(p)), (p.question2, cluster(p))]);
    let found: Vec<(u32, u32)> = all.filter(|&(question, _)| seen.insert(question)).take(most).collect();
    Some(Mapped {
        texts: found.iter().map(|&(question, _)| dataset.text(question).to_owned()).collect(),
        clusters: found.iter().map(|&(_, cluster)| cluster).collect(),
        vectors: encode_all(encoder, found.iter().map(|&(question, _)| dataset.item(question)), length)?,
    })
}

/// At most so many words, those that the training pairs have first; none where the data are vectors. `None` where a vector is not finite.
pub fn words(encoder: &Encoder<f32>, dataset: &Dataset, most: usize) -> Option<Mapped> {
    let list = if encoder.kind == Kind::Linear { Vec::new() } else { dataset.vocabulary() };
    let texts: Vec<String> = list.into_iter().skip(MARKS.len()).take(most).collect();
    let first = MARKS.len();
    let mut vectors = encoder.parameters.embedding.slice(s![first.., ..]).slice(s![..texts.len(), ..]).to_owned();
    for mut row in vectors.rows_mut() {
        let length = row.dot(&row).sqrt();
        if length > 0.0 {
            row /= length;
        }
    }
    vectors.iter().all(|x| x.is_finite()).then(|| Mapped { clusters: vec![0; texts.len()], texts, vectors })
}

/// The rows closest to one of them, closest first, with their cosines; `of` itself is not among them.
pub fn nearest(vectors: ArrayView2<f32>, of: usize, most: usize) -> Vec<(usize, f32)> {
    greatest(vectors.rows().into_iter().map(|row| vectors.row(of).dot(&row)), of, most)
}
