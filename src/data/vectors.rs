//! Vectors of one's own: x [N, D] of questions 1 and of questions 2, made unit vectors on reading, with labels and texts if there are any.
//!
//! Two questions are one where their vectors have the same bits, whatever their texts. The numbers stay where they were read: what is large is taken of memory once.

use super::Dataset;
use super::questions::Questions;
use super::report::Report;
use super::split::{self, Row};
use crate::error::{Allowed, Error, Result, Why};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// The questions' vectors.
#[derive(Debug, Clone, Default)]
pub struct GivenVectors {
    /// Of questions 1 and of questions 2, pair by pair, [N, D] each.
    sides: [Vec<f32>; 2],
    /// The place of each question's vector: twice the pair, and the side.
    places: Vec<u32>,
    dim: usize,
}

impl GivenVectors {
    /// D.
    pub fn dim(&self) -> usize {
        self.dim
    }

    /// A question's vector [D], of length 1.
    pub fn row(&self, question: u32) -> &[f32] {
        self.at(self.places[question as usize])
    }

    fn at(&self, place: u32) -> &[f32] {
        &self.sides[(place & 1) as usize][(place >> 1) as usize * self.dim..][..self.dim]
    }
}

/// What stands beside the vectors, a value for each pair.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// 1: duplicates; 0: none. All pairs are duplicates without.
    pub labels: Option<Vec<u8>>,
    /// Texts of questions 1.
    pub left: Option<Vec<String>>,
    /// Texts of questions 2.
    pub right: Option<Vec<String>>,
}

impl Dataset {
    /// Pairs whose questions are vectors, [N, `dim`] each side.
    ///
    /// # Errors
    /// As [`Self::of_vectors`].
    pub fn from_vectors(v1: &[f32], v2: &[f32], dim: usize, beside: &Beside) -> Result<Self> {
        Self::of_vectors([v1.to_vec(), v2.to_vec()], dim, beside)
    }

    /// The same, of vectors that it keeps.
    ///
    /// # Errors
    /// Names the argument that does not fit, and the first vector that is zero or not finite with its line, counted from 1.
    pub fn of_vectors(sides: [Vec<f32>; 2], dim: usize, beside: &Beside) -> Result<Self> {
        let pairs = checked(&sides, dim, beside)?;
        let mut reader = VectorReader { vectors: GivenVectors { sides, places: Vec::with_capacity(2 * pairs), dim }, ..VectorReader::default() };
        let mut rows = Vec::with_capacity(pairs);
        let mut report = Report { source: "vectors", rows_read: pairs, ..Report::default() };
        for number in 0..pairs {
            let line = number as u64 + 1;
            let [left, right] = [&beside.left, &beside.right].map(|texts| texts.as_ref().map(|texts| texts[number].as_str()));
            // Two calls: what is called in one place only would be made part of this function.
            let question1 = reader.add(number, 0, left)?;
            let question2 = reader.add(number, 1, right)?;
            let duplicate = beside.labels.as_ref().is_none_or(|labels| labels[number] == 1);
            match question1 == question2 {
                true => report.skipped.add(Why::SameVector, line),
                false => rows.push(Row { question1, question2, duplicate, line, number: number as u32, part: None, third: false }),
            }
        }
        let split = split::split(rows, &reader.questions, None, false, &mut report);
        Self::new(reader.questions, Some(reader.vectors), split, report)
    }
}

/// How many pairs there are, if all fits together.
fn checked([v1, v2]: &[Vec<f32>; 2], dim: usize, beside: &Beside) -> Result<usize> {
    let most = crate::settings::setting("model.embeddingDim").kind.allowed();
    if dim == 0 || matches!(most, Allowed::Whole { max, .. } if dim > max as usize) {
        return Err(Error::value("dim", dim, most));
    }
    if v1.is_empty() || !v1.len().is_multiple_of(dim) {
        return Err(Error::length("v1", v1.len(), Allowed::MultipleOfDim { dim }));
    }
    let pairs = v1.len() / dim;
    exactly("v2", v2.len(), v1.len())?;
    for (name, texts) in [("left", &beside.left), ("right", &beside.right)] {
        texts.as_ref().map_or(Ok(()), |texts| exactly(name, texts.len(), pairs))?;
    }
    if let Some(labels) = &beside.labels {
        exactly("labels", labels.len(), pairs)?;
        if let Some(place) = labels.iter().position(|&label| label > 1) {
            return Err(Error::value(format!("labels[{place}]"), labels[place], Allowed::Whole { min: 0, max: 1 }));
        }
    }
    Ok(pairs)
}

fn exactly(name: &str, length: usize, count: usize) -> Result<()> {
    if length == count { Ok(()) } else { Err(Error::length(name, length, Allowed::Exactly { count })) }
}

fn hash(unit: &[f32]) -> u64 {
    let (twos, rest) = unit.as_chunks::<2>();
    let mut hasher = FxHasher::default();
    twos.iter().for_each(|[a, b]| hasher.write_u64(u64::from(a.to_bits()) << 32 | u64::from(b.to_bits())));
    rest.iter().for_each(|x| hasher.write_u32(x.to_bits()));
    hasher.finish()
}

#[derive(Default)]
struct VectorReader {
    vectors: GivenVectors,
    questions: Questions,
    known: FxHashMap<u64, u32>,
}

impl VectorReader {
    /// The number of the question with this pair's vector on this side. A function that is called for each: engines make fast what is called often, and not what goes
    /// on for long.
    #[inline(never)]
    fn add(&mut self, pair: usize, side: u32, text: Option<&str>) -> Result<u32> {
        let (name, line) = (["v1", "v2"][side as usize], pair as u64 + 1);
        let dim = self.vectors.dim;
        normalise(name, line, &mut self.vectors.sides[side as usize][pair * dim..][..dim])?;
        let own = 2 * pair as u32 + side;
        let unit = self.vectors.at(own);
        let mut key = hash(unit);
        while let Some(&question) = self.known.get(&key) {
            if self.vectors.row(question) == unit {
                return Ok(question);
            }
            key = key.wrapping_add(1);
        }
        let question = match text.map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => self.questions.add_name(text),
            None => self.questions.add_name(&format!("{name}[{line}]")),
        };
        self.vectors.places.push(own);
        self.known.insert(key, question);
        Ok(question)
    }
}

/// Makes a unit vector of one.
fn normalise(name: &str, line: u64, vector: &mut [f32]) -> Result<()> {
    // f64 holds the square of every f32: the sum is finite where all numbers are.
    let norm = vector.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt();
    if !norm.is_finite() {
        let place = vector.iter().position(|x| !x.is_finite()).unwrap_or(0);
        return Err(Error::VectorNumber { name: name.into(), line, place: place + 1, value: vector[place].to_string() });
    }
    if norm == 0.0 {
        return Err(Error::ZeroVector { name: name.into(), line });
    }
    vector.iter_mut().for_each(|x| *x = (f64::from(*x) / norm) as f32);
    Ok(())
}
