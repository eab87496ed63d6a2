//! Initial weights from a seed, as in the course's two families of notebooks.
//!
//! | | Keras | Trax |
//! |---|---|---|
//! | embedding | uniform ±0.05 | uniform ±0.153 |
//! | kernel, recurrent kernel | Glorot uniform; orthogonal | one Glorot-uniform matrix [D+H, 4H] |
//! | bias | 1 on the forget gate, else 0 | 1 on all four gates |
//!
//! Glorot uniform: ±√(6/(rows + columns)). References: Glorot and Bengio 2010; Saxe et al. 2014 for orthogonal.

use crate::error::{Error, Result};
use crate::network::encoder::Encoder;
use crate::network::layers::mean::Pooling;
use crate::network::parameters::Parameters;
use crate::numeric::real::Real;
use crate::settings::{Fields, Value};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal, StandardUniform};
use rand_pcg::Pcg64Mcg;
use serde::{Deserialize, Serialize};

/// Which of the course's notebooks the weights start like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Initialisation {
    /// The TensorFlow notebook.
    Keras,
    /// The Trax notebooks.
    Trax,
}

/// The network's shape and start, but for the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelConfig {
    /// D.
    pub embedding_dim: usize,
    /// H.
    pub hidden_dim: usize,
    /// What the mean is over.
    pub pooling: Pooling,
    /// How the weights start.
    pub initialisation: Initialisation,
    /// Seed of the weights.
    pub seed: u32,
}

const SHAPE_FIELDS: [&str; 5] = ["embeddingDim", "hiddenDim", "pooling", "initialisation", "seed"];
/// Most weights of one model: 200 MB of them, four times that with gradients and moments.
const MOST_WEIGHTS: usize = 50_000_000;

impl ModelConfig {
    /// Reads and checks a plain object without the vocabulary's size.
    pub fn read(value: &Value, path: &str) -> Result<Self> {
        Self::from_fields(&Fields::of(value, path, "model", &SHAPE_FIELDS)?)
    }

    /// Reads and checks a plain object with `vocabularySize`.
    pub fn read_with_vocabulary(value: &Value, path: &str) -> Result<(usize, Self)> {
        let known = [&["vocabularySize"], &SHAPE_FIELDS[..]].concat();
        let fields = Fields::of(value, path, "model", &known)?;
        Ok((fields.integer("vocabularySize")?, Self::from_fields(&fields)?))
    }

    fn from_fields(fields: &Fields) -> Result<Self> {
        Ok(Self {
            embedding_dim: fields.integer("embeddingDim")?,
            hidden_dim: fields.integer("hiddenDim")?,
            pooling: fields.choice("pooling")?,
            initialisation: fields.choice("initialisation")?,
            seed: fields.number("seed")? as u32,
        })
    }

    /// A fresh encoder for a vocabulary of that size; refuses one that would not fit into a browser's memory.
    pub fn build<R: Real>(&self, vocabulary: usize) -> Result<Encoder<R>> {
        let weights = vocabulary * self.embedding_dim + 4 * self.hidden_dim * (self.embedding_dim + self.hidden_dim + 1);
        if weights > MOST_WEIGHTS {
            return Err(Error::TooManyWeights { weights, most: MOST_WEIGHTS });
        }
        let mut parameters = Parameters::zeros(vocabulary, self.embedding_dim, self.hidden_dim);
        let mut rng = Pcg64Mcg::seed_from_u64(self.seed.into());
        match self.initialisation {
            Initialisation::Keras => keras(&mut parameters, &mut rng),
            Initialisation::Trax => trax(&mut parameters, &mut rng),
        }
        Ok(Encoder { parameters, pooling: self.pooling })
    }
}

fn keras<R: Real>(p: &mut Parameters<R>, rng: &mut Pcg64Mcg) {
    let hidden = p.hidden();
    let bound = glorot(p.lstm.kernel.dim());
    let [embedding, kernel, recurrent_kernel, bias] = p.tensors_mut();
    uniform(embedding, 0.05, rng);
    uniform(kernel, bound, rng);
    orthogonal(recurrent_kernel, 4 * hidden, rng);
    bias[hidden..2 * hidden].fill(R::one());
}

fn trax<R: Real>(p: &mut Parameters<R>, rng: &mut Pcg64Mcg) {
    let (dim, width) = p.lstm.kernel.dim();
    let bound = glorot((dim + p.hidden(), width));
    let [embedding, kernel, recurrent_kernel, bias] = p.tensors_mut();
    uniform(embedding, 0.153, rng);
    uniform(kernel, bound, rng);
    uniform(recurrent_kernel, bound, rng);
    bias.fill(R::one());
}

fn glorot((rows, columns): (usize, usize)) -> f64 {
    (6.0 / (rows + columns) as f64).sqrt()
}

fn uniform<R: Real>(values: &mut [R], bound: f64, rng: &mut Pcg64Mcg) {
    for value in values {
        let unit: f64 = StandardUniform.sample(rng);
        *value = R::of((2.0 * unit - 1.0) * bound);
    }
}

/// Rows of a Gaussian matrix made orthonormal one after the other (modified Gram–Schmidt, in f64); `width` is at least the number of rows.
fn orthogonal<R: Real>(values: &mut [R], width: usize, rng: &mut Pcg64Mcg) {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for target in values.chunks_exact_mut(width) {
        let mut row: Vec<f64> = (0..width).map(|_| StandardNormal.sample(rng)).collect();
        for done in &rows {
            let along: f64 = dot(&row, done);
            row.iter_mut().zip(done).for_each(|(x, &d)| *x -= along * d);
        }
        let norm = dot(&row, &row).sqrt();
        row.iter_mut().for_each(|x| *x /= norm);
        target.iter_mut().zip(&row).for_each(|(t, &x)| *t = R::of(x));
        rows.push(row);
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_start_as_the_table_says() {
        let config = ModelConfig { embedding_dim: 6, hidden_dim: 5, pooling: Pooling::Mean, initialisation: Initialisation::Keras, seed: 3 };
        let p = config.build::<f64>(50).unwrap().parameters;
        let product = p.lstm.recurrent_kernel.dot(&p.lstm.recurrent_kernel.t());
        for ((i, j), &x) in product.indexed_iter() {
            assert!((x - f64::from(u8::from(i == j))).abs() < 1e-12, "row {i} · row {j} = {x}");
        }
        assert!(p.embedding.iter().all(|x| x.abs() <= 0.05) && p.embedding.iter().any(|x| x.abs() > 0.045));
        assert_eq!(p.lstm.bias.to_vec(), [vec![0.0; 5], vec![1.0; 5], vec![0.0; 10]].concat());

        let p = ModelConfig { initialisation: Initialisation::Trax, ..config }.build::<f64>(50).unwrap().parameters;
        let bound = (6.0_f64 / 31.0).sqrt();
        assert!(p.lstm.kernel.iter().chain(&p.lstm.recurrent_kernel).all(|x| x.abs() <= bound));
        assert!(p.lstm.bias.iter().all(|&b| b == 1.0));
    }

    #[test]
    fn the_same_seed_gives_the_same_weights_and_another_seed_others() {
        let config = ModelConfig { embedding_dim: 4, hidden_dim: 3, pooling: Pooling::Mean, initialisation: Initialisation::Keras, seed: 1 };
        let build = |seed| ModelConfig { seed, ..config }.build::<f32>(9).unwrap();
        assert_eq!(build(1), build(1));
        assert_ne!(build(1), build(2));
    }
}
