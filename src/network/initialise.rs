//! A network's configuration, and initial weights from a seed: [`encoders`](super::encoders) say how.

use crate::error::{Allowed, Error, Result};
use crate::network::encoder::Encoder;
pub use crate::network::encoders::{Initialisation, Kind};
use crate::network::layers::mean::Pooling;
use crate::network::layers::normalize::Normalise;
use crate::network::parameters::{Parameters, Shapes};
use crate::numeric::real::Real;
use crate::settings::{Fields, Value, setting};
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use serde::Serialize;

/// The network's shape and start, but for the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelConfig {
    /// Which layers.
    #[serde(skip_serializing_if = "Kind::is_lstm")]
    pub encoder: Kind,
    /// Rows of the embedding, at least: there is one for each word.
    #[serde(skip_serializing_if = "is_zero")]
    pub embedding_rows: usize,
    /// D.
    pub embedding_dim: usize,
    /// H.
    pub hidden_dim: usize,
    /// What the mean is over.
    pub pooling: Pooling,
    /// Which questions of a batch share a norm.
    #[serde(skip_serializing_if = "Normalise::is_default")]
    pub normalise: Normalise,
    /// How the weights start.
    pub initialisation: Initialisation,
    /// Seed of the weights.
    pub seed: u32,
}

fn is_zero(rows: &usize) -> bool {
    *rows == 0
}

const SHAPE_FIELDS: [&str; 8] = ["encoder", "embeddingRows", "embeddingDim", "hiddenDim", "pooling", "normalise", "initialisation", "seed"];
/// Most weights of one model: 200 MB of them, four times that with gradients and moments.
const MOST_WEIGHTS: usize = 50_000_000;

impl ModelConfig {
    /// Reads and checks a plain object without the vocabulary's size.
    ///
    /// # Errors
    /// The first field that is missing, unknown or outside its range.
    pub fn read(value: &Value, path: &str) -> Result<Self> {
        Self::from_fields(&Fields::of(value, path, "model", &SHAPE_FIELDS)?)
    }

    /// Reads and checks a plain object with `vocabularySize`.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_with_vocabulary(value: &Value, path: &str) -> Result<(usize, Self)> {
        let known = [&["vocabularySize"], &SHAPE_FIELDS[..]].concat();
        let fields = Fields::of(value, path, "model", &known)?;
        Ok((fields.integer("vocabularySize")?, Self::from_fields(&fields)?))
    }

    fn from_fields(fields: &Fields) -> Result<Self> {
        Ok(Self {
            encoder: fields.choice("encoder")?,
            embedding_rows: fields.integer("embeddingRows")?,
            embedding_dim: fields.integer("embeddingDim")?,
            hidden_dim: fields.integer("hiddenDim")?,
            pooling: fields.choice("pooling")?,
            normalise: fields.choice("normalise")?,
            initialisation: fields.choice("initialisation")?,
            seed: fields.number("seed")? as u32,
        })
    }

    /// Shapes of the weights for a vocabulary of that size; refuses those that would not fit into a browser's memory.
    ///
    /// # Errors
    /// More weights than fit.
    pub fn shapes(&self, vocabulary: usize) -> Result<Shapes> {
        checked_shapes(self.encoder, vocabulary.max(self.embedding_rows), self.embedding_dim, self.hidden_dim)
    }

    /// A fresh encoder for a vocabulary of that size, with the start that the configuration names.
    ///
    /// # Errors
    /// More weights than fit, or a start that the encoder or its sizes do not have.
    pub fn build<R: Real>(&self, vocabulary: usize) -> Result<Encoder<R>> {
        let shapes = self.shapes(vocabulary)?;
        let parts = self.encoder.parts::<R>();
        let Some((_, start)) = parts.starts.iter().find(|(name, _)| *name == self.initialisation) else {
            let names: Vec<String> = parts.starts.iter().map(|(name, _)| format!("\"{}\"", name.name())).collect();
            let (value, encoder) = (format!("\"{}\"", self.initialisation.name()), self.encoder.name().into());
            return Err(Error::value("model.initialisation", value, Allowed::Start { names: names.join(", "), encoder }));
        };
        let mut parameters = Parameters::of(&shapes);
        start(&mut parameters, &mut Pcg64Mcg::seed_from_u64(self.seed.into()))?;
        Ok(Encoder { kind: self.encoder, parameters, pooling: self.pooling, normalise: self.normalise })
    }
}

/// Shapes of the weights for V words, D and H of any source; refuses sizes that no setting takes and those that would not fit into a browser's memory.
///
/// # Errors
/// A size outside its range, or more weights than fit.
pub fn checked_shapes(kind: Kind, vocabulary: usize, dim: usize, hidden: usize) -> Result<Shapes> {
    let sizes = [("model.vocabularySize", vocabulary), ("model.embeddingDim", dim), ("model.hiddenDim", hidden)];
    for (key, size) in sizes.into_iter().skip(usize::from(kind == Kind::Linear)) {
        let setting = &setting(key).kind;
        if !setting.accepts(&Value::Number(size as f64)) {
            return Err(Error::value(key, size, setting.allowed()));
        }
    }
    let shapes = (kind.parts::<f32>().shapes)(vocabulary, dim, hidden);
    let weights = shapes.iter().map(|shape| shape.iter().product::<usize>()).sum();
    if weights > MOST_WEIGHTS {
        return Err(Error::TooManyWeights { weights, most: MOST_WEIGHTS });
    }
    Ok(shapes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keras() -> ModelConfig {
        let (encoder, pooling, initialisation) = (Kind::Lstm, Pooling::Mean, Initialisation::Keras);
        ModelConfig { encoder, embedding_rows: 0, embedding_dim: 4, hidden_dim: 4, pooling, normalise: Normalise::Each, initialisation, seed: 1 }
    }

    #[test]
    fn a_linear_head_starts_as_the_identity_or_as_a_random_projection() {
        let config = ModelConfig { encoder: Kind::Linear, initialisation: Initialisation::Identity, ..keras() };
        let p = config.build::<f64>(9).unwrap().parameters;
        assert_eq!(p.shapes(), [vec![0, 4], vec![4, 4], vec![4, 0], vec![0]]);
        assert_eq!(p.lstm.kernel, ndarray::Array2::<f64>::eye(4));
        assert!(ModelConfig { hidden_dim: 3, ..config }.build::<f64>(9).unwrap_err().to_string().contains("model.hiddenDim is 3"));

        let random = ModelConfig { embedding_dim: 300, hidden_dim: 100, initialisation: Initialisation::Random, ..config };
        let p = random.build::<f64>(9).unwrap().parameters;
        let variance = p.lstm.kernel.iter().map(|x| x * x).sum::<f64>() / 30_000.0;
        assert!((variance * 100.0 - 1.0).abs() < 0.05, "{variance}");
    }

    #[test]
    fn a_start_of_the_other_encoder_is_refused() {
        let refused = |config: ModelConfig| config.build::<f64>(9).unwrap_err().to_string();
        let linear = refused(ModelConfig { encoder: Kind::Linear, ..keras() });
        assert!(linear.contains("\"keras\"") && linear.contains("\"identity\", \"random\"") && linear.contains("linear"), "{linear}");
        let lstm = refused(ModelConfig { initialisation: Initialisation::Random, ..keras() });
        assert!(lstm.contains("\"random\"") && lstm.contains("\"keras\", \"trax\""), "{lstm}");
    }

    #[test]
    fn the_embedding_can_have_more_rows_than_the_vocabulary() {
        let rows = |embedding_rows| ModelConfig { embedding_rows, ..keras() }.build::<f32>(9).unwrap().parameters.embedding.nrows();
        assert_eq!([rows(0), rows(5), rows(12)], [9, 9, 12]);
    }

    #[test]
    fn weights_start_as_the_table_says() {
        let config = ModelConfig { embedding_dim: 6, hidden_dim: 5, seed: 3, ..keras() };
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
        let config = ModelConfig { embedding_dim: 4, hidden_dim: 3, seed: 1, ..keras() };
        let build = |seed| ModelConfig { seed, ..config }.build::<f32>(9).unwrap();
        assert_eq!(build(1), build(1));
        assert_ne!(build(1), build(2));
    }
}
