//! The encoders: what stands between a batch's questions and their vectors before normalisation. Each is one file with its weights' shapes, their
//! starts and its layers, and one line in [`Kind::parts`].

pub mod linear;
pub mod lstm;

use super::gradients::Gradients;
use super::layers::ABSENT;
use super::layers::mean::Pooling;
use super::parameters::{Parameters, Shapes};
use crate::error::Result;
use crate::numeric::real::Real;
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};

/// Which encoder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Embedding → LSTM → mean: the course's.
    #[default]
    Lstm,
    /// One matrix on given vectors.
    Linear,
}

impl Kind {
    /// What it is made of.
    pub fn parts<R: Real>(self) -> Parts<R> {
        match self {
            Self::Lstm => lstm::parts(),
            Self::Linear => linear::parts(),
        }
    }

    /// The one that a configuration need not name.
    pub fn is_lstm(&self) -> bool {
        *self == Self::Lstm
    }

    /// As configurations write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lstm => "lstm",
            Self::Linear => "linear",
        }
    }
}

/// What an encoder is made of.
pub struct Parts<R> {
    /// Of the weights, for V words (none for given vectors), D and H.
    pub shapes: fn(usize, usize, usize) -> Shapes,
    /// How the weights can start.
    pub starts: Vec<(Initialisation, Start<R>)>,
    /// New layers; see [`super::encoder::Workspace::thorough`].
    pub layers: fn(thorough: bool) -> Box<dyn Layers<R>>,
}

/// Fills weights that are zero; refuses sizes that do not fit.
pub type Start<R> = fn(&mut Parameters<R>, &mut Pcg64Mcg) -> Result<()>;

/// How the weights start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Initialisation {
    /// As in the TensorFlow notebook.
    Keras,
    /// As in the Trax notebooks.
    Trax,
    /// W = 1: the vectors as they are given.
    Identity,
    /// W is a random projection.
    Random,
}

impl Initialisation {
    /// As configurations write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keras => "keras",
            Self::Trax => "trax",
            Self::Identity => "identity",
            Self::Random => "random",
        }
    }
}

/// The layers of an encoder and what they keep of a batch between forward and backward.
pub trait Layers<R: Real>: Send {
    /// y [N, H] of N questions.
    fn forward(&mut self, weights: &Parameters<R>, pooling: Pooling, input: Input<R>, y: &mut Vec<R>);

    /// From dy [N, H] of the last batch back through all layers, for the questions that are `moved`: adds to `gradients`.
    fn backward(&mut self, weights: &Parameters<R>, moved: &[bool], dy: &[R], gradients: &mut Gradients<R>);

    /// What the layers made of question n.
    fn steps(&self, n: usize) -> Steps<R>;
}

/// What the layers made of one question, step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps<R> {
    /// x [T, D]
    pub embeddings: Vec<R>,
    /// h [T, H]
    pub hidden: Vec<R>,
    /// Each step's weight in the mean, `[T]`.
    pub weights: Vec<R>,
}

/// A batch's questions, in rows.
#[derive(Clone, Copy)]
pub enum Input<'a, R> {
    /// Their words.
    Tokens(Tokens<'a>),
    /// Their given vectors.
    Vectors(Vectors<'a, R>),
}

impl<R> Input<'_, R> {
    /// N.
    pub fn questions(&self) -> usize {
        match self {
            Self::Tokens(tokens) => tokens.ids.len() / tokens.steps.max(1),
            Self::Vectors(vectors) => vectors.values.len() / vectors.dim.max(1),
        }
    }
}

/// Questions of one length, in rows: tokens [N, T].
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    /// Flat, row-major.
    pub ids: &'a [u32],
    /// T.
    pub steps: usize,
}

/// Given vectors, in rows: x [N, D].
#[derive(Clone, Copy)]
pub struct Vectors<'a, R> {
    /// Flat, row-major.
    pub values: &'a [R],
    /// D.
    pub dim: usize,
}

impl<'a, R> From<Tokens<'a>> for Input<'a, R> {
    fn from(tokens: Tokens<'a>) -> Self {
        Self::Tokens(tokens)
    }
}

impl<'a, R> From<Vectors<'a, R>> for Input<'a, R> {
    fn from(vectors: Vectors<'a, R>) -> Self {
        Self::Vectors(vectors)
    }
}

/// Both sides of a batch in one, questions 1 first, to the longer side's number of steps; keeps its memory.
#[derive(Default)]
pub struct Joined<R> {
    ids: Vec<u32>,
    values: Vec<R>,
}

impl<R: Real> Joined<R> {
    /// The two in one.
    ///
    /// # Panics
    /// If one is tokens and the other vectors.
    pub fn join(&mut self, left: Input<R>, right: Input<R>) -> Input<'_, R> {
        match (left, right) {
            (Input::Tokens(left), Input::Tokens(right)) => {
                let steps = left.steps.max(right.steps);
                self.ids.clear();
                for side in [left, right] {
                    let rows = side.ids.chunks_exact(side.steps);
                    rows.for_each(|row| self.ids.extend(row.iter().copied().chain(std::iter::repeat_n(ABSENT, steps - side.steps))));
                }
                Tokens { ids: &self.ids, steps }.into()
            }
            (Input::Vectors(left), Input::Vectors(right)) => {
                self.values.clear();
                self.values.extend(left.values.iter().chain(right.values));
                Vectors { values: &self.values, dim: left.dim }.into()
            }
            _ => panic!("one side is tokens, the other vectors"),
        }
    }
}
