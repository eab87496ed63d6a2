//! A loss as data: what a program passes in, what a preset is made of, what a toggle on the page edits.

use crate::error::{Allowed, Error, Result};
use crate::settings::{Fields, Value};
use serde::{Deserialize, Serialize};

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
    },
    /// Cross-entropy of scale · S against the diagonal.
    Softmax {
        /// Rows, columns, or averaged: the mean of both.
        along: Along,
        /// Factor on the similarities, the inverse temperature.
        scale: f64,
        /// Over the anchors of the batch.
        reduction: Reduction,
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
#[serde(rename_all = "lowercase")]
pub enum Along {
    /// In row i of S: question 1 is the anchor.
    Rows,
    /// In column i of S: question 2 is the anchor.
    Columns,
    /// The mean of both negatives inside one hinge.
    Averaged,
    /// The larger of both negatives.
    Harder,
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
        let any = Fields::of(value, path, "loss", &["kind", "terms", "along", "scale", "reduction"])?;
        match any.choice("kind")? {
            Family::Triplet => {
                let fields = Fields::of(value, path, "loss", &["kind", "terms", "reduction"])?;
                Ok(Self::Triplet { terms: read_terms(&fields)?, reduction: fields.choice("reduction")? })
            }
            Family::Softmax => {
                let fields = Fields::of(value, path, "loss", &["kind", "along", "scale", "reduction"])?;
                let along = fields.choice("along")?;
                if along == Along::Harder {
                    return Err(Error::value(fields.name("along"), "\"harder\"", Allowed::one_of(["rows", "columns", "averaged"])));
                }
                Ok(Self::Softmax { along, scale: fields.number("scale")?, reduction: fields.choice("reduction")? })
            }
        }
    }

    /// How the anchors' costs become one number.
    pub fn reduction(&self) -> Reduction {
        match self {
            Self::Triplet { reduction, .. } | Self::Softmax { reduction, .. } => *reduction,
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
            along: fields.choice("along")?,
            margin: fields.number("margin")?,
            weight: fields.number("weight")?,
        })
    }
}
