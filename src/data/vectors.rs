//! Vectors of one's own: x [N, D] of questions 1 and of questions 2, made unit vectors on reading, with labels and texts if there are any.
//!
//! Two questions are one where their vectors have the same bits, whatever their texts. The numbers stay where they were read: what is large is taken of memory once.

use super::Dataset;
use super::questions::Questions;
use super::reading::{Column, Meaning, Part, Reading, Split, meaning_of, part};
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
    /// As a file would write them: 0 and 1, −1 and 1, words, or scores. All pairs are duplicates without.
    pub labels: Option<Vec<String>>,
    /// Texts of questions 1.
    pub left: Option<Vec<String>>,
    /// Texts of questions 2.
    pub right: Option<Vec<String>>,
    /// Train, test or validation.
    pub parts: Option<Vec<String>>,
    /// What the labels mean, and what is held out; nothing else of it.
    pub reading: Reading,
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
        let meaning = beside.labels.as_ref().map(|labels| meaning_of("labels", labels, &beside.reading)).transpose()?;
        let how = held_out(beside)?;
        let mut reader = VectorReader { vectors: GivenVectors { sides, places: Vec::with_capacity(2 * pairs), dim }, ..VectorReader::default() };
        let mut rows = Vec::with_capacity(pairs);
        let mut report = Report { source: "vectors", rows_read: pairs, ..Report::default() };
        for number in 0..pairs {
            let line = number as u32 + 1;
            let [left, right] = [&beside.left, &beside.right].map(|texts| texts.as_ref().map(|texts| texts[number].as_str()));
            // Two calls: what is called in one place only would be made part of this function.
            let question1 = reader.add(number, 0, left)?;
            let question2 = reader.add(number, 1, right)?;
            let row = match question1 == question2 {
                true => Err(Why::SameVector),
                false => beside.said_of(number, meaning.as_ref()),
            };
            match row {
                Ok((duplicate, part)) => rows.push(Row { question1, question2, duplicate, line, number: number as u32, part, third: false }),
                Err(why) => report.skipped.add(why, line.into()),
            }
        }
        let labels = meaning.map(|Meaning { duplicate, different, .. }| (duplicate, different)).unzip();
        report.reading = Some(Reading { duplicate: labels.0, different: labels.1, split: beside.reading.split.clone(), ..Reading::default() });
        let split = split::split(rows, &reader.questions, how.as_ref(), false, &mut report);
        Self::new(reader.questions, Some(reader.vectors), split, report)
    }
}

impl Beside {
    /// Is a pair one of duplicates, and where does it belong? Or why it cannot be used.
    fn said_of(&self, number: usize, meaning: Option<&Meaning>) -> std::result::Result<(bool, Option<Part>), Why> {
        let duplicate = match (&self.labels, meaning) {
            (Some(labels), Some(meaning)) => meaning.of(&labels[number])?,
            _ => true,
        };
        let part = self.parts.as_ref().map(|parts| part(&parts[number]).ok_or(Why::NoPart)).transpose()?;
        Ok((duplicate, part))
    }
}

/// What is held out: each pair says it, or numbers do.
fn held_out(beside: &Beside) -> Result<Option<Split>> {
    match (&beside.parts, &beside.reading.split) {
        (Some(_), _) => Ok(Some(Split::By(Column::Named("split".into())))),
        (None, Some(Some(Split::By(column)))) => {
            Err(Error::value("reading.split", column, Allowed::Object { fields: "train and test, or heldOut".into() }))
        }
        (None, split) => Ok(split.clone().flatten()),
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
    for (name, list) in [("left", &beside.left), ("right", &beside.right), ("labels", &beside.labels), ("split", &beside.parts)] {
        list.as_ref().map_or(Ok(()), |list| exactly(name, list.len(), pairs))?;
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
