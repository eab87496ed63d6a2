//! A loss as data: what a program passes in, what a preset is made of, what a toggle on the page edits.

use super::direction::Direction::{self, Column, Left, Right, Row};
use super::mistakes::Mistakes;
use crate::error::{Allowed, Error, Result};
pub use crate::settings::EVEN;
use crate::settings::{Fields, Value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Most terms a loss may have.
const MOST_TERMS: usize = 32;

/// A loss made of terms, or of a softmax.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum LossConfig {
    /// reduce_i Σ_terms weight · [margin − p_i + n_i]₊
    Triplet {
        /// The terms, added up.
        terms: Vec<Term>,
        /// Over the anchors of the batch.
        reduction: Reduction,
        /// What is done wrong.
        #[serde(skip_serializing_if = "Mistakes::none")]
        mistakes: Mistakes,
    },
    /// Cross-entropy of scale · S against the diagonal.
    Softmax {
        /// Over which candidates.
        along: Along,
        /// Factor on the similarities, the inverse temperature.
        scale: f64,
        /// Share λ of the rows where the rows' cross-entropy and the columns' are averaged: λ · rows + (1 − λ) · columns.
        #[serde(skip_serializing_if = "is_even")]
        balance: f64,
        /// Over the anchors of the batch.
        reduction: Reduction,
        /// What is done wrong.
        #[serde(skip_serializing_if = "Mistakes::none")]
        mistakes: Mistakes,
    },
}

/// One hinge per anchor: weight · [margin − p_i + n_i]₊.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Term {
    /// Which negative.
    pub negative: Negative,
    /// Looked for where.
    pub along: Along,
    /// In units of the cosine.
    pub margin: f64,
    /// Factor of the term.
    pub weight: f64,
}

/// How the negative n_i of an anchor is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Negative {
    /// The mean of all other cells.
    Mean,
    /// The closest: the largest of the others (the course's "closest negative").
    Hardest,
    /// The closest of those that are not closer than the positive.
    SemiHard,
    /// The same as the course's later notebooks compute it, with cells lowered by 2 instead of left out.
    SemiHardCourse,
}

/// Where an anchor's negatives are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Along {
    /// In row i of S: question 1 is the anchor.
    Rows,
    /// In column i of S: question 2 is the anchor.
    Columns,
    /// The mean of the row's negative and the column's inside one hinge; of a softmax, the mean of both.
    Averaged,
    /// The larger of both negatives.
    Harder,
    /// In row i of A = V1·V1ᵀ: question 1 among the questions 1.
    Left,
    /// In row i of C = V2·V2ᵀ: question 2 among the questions 2.
    Right,
    /// The larger of the row's negative and the right side's: the distance swap of PyTorch's `TripletMarginLoss(swap=True)`, which is no column term.
    DistanceSwap,
    /// One softmax over all four sets of candidates.
    Four,
}

/// How the negatives of several directions become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Their mean.
    Mean,
    /// The largest, the first of equals.
    Largest,
    /// All candidates in one sum, which only a softmax has.
    Together,
}

impl Along {
    const ALL: [Self; 8] = [Self::Rows, Self::Columns, Self::Averaged, Self::Harder, Self::Left, Self::Right, Self::DistanceSwap, Self::Four];

    /// The directions that an anchor looks along, and how they are joined.
    pub(super) fn looks(self) -> (&'static [Direction], Join) {
        match self {
            Self::Rows => (&[Row], Join::Mean),
            Self::Columns => (&[Column], Join::Mean),
            Self::Averaged => (&[Row, Column], Join::Mean),
            Self::Harder => (&[Row, Column], Join::Largest),
            Self::Left => (&[Left], Join::Mean),
            Self::Right => (&[Right], Join::Mean),
            Self::DistanceSwap => (&[Row, Right], Join::Largest),
            Self::Four => (&[Row, Column, Left, Right], Join::Together),
        }
    }

    /// The directions that an anchor looks along.
    pub fn directions(self) -> &'static [Direction] {
        self.looks().0
    }

    /// Reads the field `along` of a loss that cannot join candidates by `never`.
    fn read(fields: &Fields, never: Join) -> Result<Self> {
        let along: Self = fields.choice("along")?;
        if along.looks().1 == never {
            let names: Vec<_> = Self::ALL.iter().filter(|other| other.looks().1 != never).map(|other| Named(other).to_string()).collect();
            return Err(Error::value(fields.name("along"), format!("\"{}\"", Named(&along)), Allowed::one_of(names.iter().map(String::as_str))));
        }
        Ok(along)
    }
}

/// Where a term looks for negatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Looks {
    /// In this order.
    pub directions: &'static [Direction],
    /// Are there candidates that it leaves out, by their closeness?
    pub excludes: bool,
}

/// How the anchors' costs become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reduction {
    /// Their mean.
    Mean,
    /// Their sum.
    Sum,
}

impl Reduction {
    /// The factor on each anchor's cost in a batch of `batch_size`.
    pub fn factor(self, batch_size: usize) -> f64 {
        match self {
            Self::Mean => 1.0 / batch_size as f64,
            Self::Sum => 1.0,
        }
    }
}

/// Shows the variant of an enum without data by the name that serde gives it.
pub struct Named<'a, T>(pub &'a T);

impl<T: Serialize> fmt::Display for Named<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Family {
    Triplet,
    Softmax,
}

impl LossConfig {
    /// The numbers that gradients grow with, as `key = value`.
    pub fn sizes(&self) -> String {
        match self {
            Self::Triplet { terms, .. } => {
                let largest = |of: fn(&Term) -> f64| terms.iter().map(of).fold(0.0, f64::max);
                format!("loss.margin ≤ {}, loss.weight ≤ {}", largest(|t| t.margin), largest(|t| t.weight))
            }
            Self::Softmax { scale, .. } => format!("loss.scale = {scale}"),
        }
    }

    /// Reads and checks a plain object found at `path`.
    ///
    /// # Errors
    /// The first field that is missing, unknown or outside its range.
    pub fn read(value: &Value, path: &str) -> Result<Self> {
        let any = Fields::of(value, path, "loss", &["kind", "terms", "along", "scale", "balance", "reduction", "mistakes"])?;
        match any.choice("kind")? {
            Family::Triplet => {
                let fields = Fields::of(value, path, "loss", &["kind", "terms", "reduction", "mistakes"])?;
                Ok(Self::Triplet { terms: read_terms(&fields)?, reduction: fields.choice("reduction")?, mistakes: Mistakes::read(&fields)? })
            }
            Family::Softmax => {
                let along = Along::read(&any, Join::Largest)?;
                let balance: &[_] = if along == Along::Averaged { &["balance"] } else { &[] };
                let fields = Fields::of(value, path, "loss", &[&["kind", "along", "scale", "reduction", "mistakes"], balance].concat())?;
                let (scale, balance, reduction) = (fields.number("scale")?, fields.number("balance")?, fields.choice("reduction")?);
                Ok(Self::Softmax { along, scale, balance, reduction, mistakes: Mistakes::read(&fields)? })
            }
        }
    }

    /// How the anchors' costs become one number.
    pub fn reduction(&self) -> Reduction {
        match self {
            Self::Triplet { reduction, .. } | Self::Softmax { reduction, .. } => *reduction,
        }
    }

    /// What is done wrong.
    pub fn mistakes(&self) -> Mistakes {
        match self {
            Self::Triplet { mistakes, .. } | Self::Softmax { mistakes, .. } => *mistakes,
        }
    }

    /// Is every term's negative the hardest?
    pub fn is_hardest_alone(&self) -> bool {
        matches!(self, Self::Triplet { terms, .. } if terms.iter().all(|term| term.negative == Negative::Hardest))
    }

    /// The same loss without anything done wrong.
    pub fn rightly(mut self) -> Self {
        match &mut self {
            Self::Triplet { mistakes, .. } | Self::Softmax { mistakes, .. } => *mistakes = Mistakes::default(),
        }
        self
    }

    /// Does the loss look along this direction?
    pub fn looks(&self, direction: Direction) -> bool {
        let at = |along: Along| self.mistakes().directions(along).contains(&direction);
        match self {
            Self::Triplet { terms, .. } => terms.iter().any(|term| at(term.along)),
            Self::Softmax { along, .. } => at(*along),
        }
    }

    /// Of each entry of a report, where it looks and whether it leaves candidates out.
    pub fn looks_of_terms(&self) -> Vec<Looks> {
        let at = |along: Along| self.mistakes().directions(along);
        match self {
            Self::Triplet { terms, .. } => {
                terms.iter().map(|term| Looks { directions: at(term.along), excludes: term.negative.excludes(1.0, 0.0) }).collect()
            }
            Self::Softmax { along, .. } => vec![Looks { directions: at(*along), excludes: false }],
        }
    }

    /// How many entries a report on this loss has.
    pub fn term_count(&self) -> usize {
        match self {
            Self::Triplet { terms, .. } => terms.len(),
            Self::Softmax { .. } => 1,
        }
    }
}

fn is_even(balance: &f64) -> bool {
    *balance == EVEN
}

fn read_terms(fields: &Fields) -> Result<Vec<Term>> {
    let allowed = Allowed::Terms { most: MOST_TERMS };
    let name = fields.name("terms");
    match fields.raw("terms", allowed.clone())? {
        Value::List(terms) if (1..=MOST_TERMS).contains(&terms.len()) => {
            terms.iter().enumerate().map(|(k, term)| Term::read(term, &format!("{name}[{k}]"))).collect()
        }
        Value::List(terms) => Err(Error::length(name, terms.len(), Allowed::Whole { min: 1, max: MOST_TERMS as u32 })),
        other => Err(Error::value(name, other, allowed)),
    }
}

impl Term {
    fn read(value: &Value, path: &str) -> Result<Self> {
        let fields = Fields::of(value, path, "loss", &["negative", "along", "margin", "weight"])?;
        Ok(Self {
            negative: fields.choice("negative")?,
            along: Along::read(&fields, Join::Together)?,
            margin: fields.number("margin")?,
            weight: fields.number("weight")?,
        })
    }
}
