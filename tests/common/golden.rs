//! The numbers of the independent reference: `tests/reference/goldens.json`, made by `tests/reference/reference.py`.

use ndarray::Array2;
use serde::Deserialize;
use std::collections::BTreeMap;
use tripletscope::loss::{LossConfig, LossReport, Similarities, evaluate};
use tripletscope::network::parameters::Parameters;
use tripletscope::numeric::real::Real;
use tripletscope::settings::Value;

#[derive(Deserialize)]
pub struct Goldens {
    pub presets: BTreeMap<String, Value>,
    pub published: Vec<Published>,
    pub losses: Vec<Matrix>,
    pub encoder: Vec<Network>,
    pub optimiser: Optimiser,
    pub metrics: Metrics,
    #[serde(rename = "sameSide")]
    pub same_side: SameSide,
    /// S with further columns, and further texts.
    pub further: SameSide,
}

/// Losses that look at one side.
#[derive(Deserialize)]
pub struct SameSide {
    pub published: Vec<Published>,
    pub losses: Vec<Matrix>,
    pub encoder: Network,
}

#[derive(Deserialize)]
pub struct Published {
    pub name: String,
    pub size: usize,
    #[serde(flatten)]
    pub matrices: Matrices,
    pub config: Value,
    pub value: f64,
    pub tolerance: f64,
}

#[derive(Deserialize)]
pub struct Matrix {
    pub name: String,
    pub size: usize,
    #[serde(flatten)]
    pub matrices: Matrices,
    pub cases: Vec<LossCase>,
}

/// S, and A = V1·V1ᵀ, C = V2·V2ᵀ where there are losses that look at them.
#[derive(Deserialize)]
pub struct Matrices {
    pub similarity: Vec<f64>,
    pub left: Option<Vec<f64>>,
    pub right: Option<Vec<f64>>,
}

impl Matrices {
    /// The loss and its report.
    pub fn evaluate<R: Real>(&self, size: usize, config: &LossConfig) -> LossReport<R> {
        let s = matrix::<R>(&self.similarity, self.similarity.len() / size);
        let [left, right] = [&self.left, &self.right].map(|side| side.as_ref().map(|numbers| matrix::<R>(numbers, size)));
        let [a, c] = [&left, &right].map(|side| side.as_ref().map(|side| side.view()));
        evaluate(Similarities { across: s.view(), left: a, right: c }, config)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LossCase {
    pub config: Value,
    pub loss: f64,
    pub gradient: Vec<f64>,
    pub left_gradient: Option<Vec<f64>>,
    pub right_gradient: Option<Vec<f64>>,
    pub terms: Vec<TermCase>,
}

/// A softmax has its costs only.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermCase {
    pub cost: Vec<f64>,
    pub negative: Option<Vec<Option<f64>>>,
    pub row_partner: Option<Vec<i32>>,
    pub column_partner: Option<Vec<i32>>,
    pub left_partner: Option<Vec<i32>>,
    pub right_partner: Option<Vec<i32>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shape {
    pub vocabulary: usize,
    pub embedding_dim: usize,
    pub hidden_dim: usize,
    pub batch: usize,
}

/// Flat, row-major.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Weights {
    pub embedding: Vec<f64>,
    pub kernel: Vec<f64>,
    pub recurrent_kernel: Vec<f64>,
    pub bias: Vec<f64>,
}

#[derive(Deserialize)]
pub struct Network {
    pub name: String,
    pub pooling: String,
    #[serde(flatten)]
    pub shape: Shape,
    pub parameters: Weights,
    pub left: Vec<u32>,
    pub right: Vec<u32>,
    pub v1: Vec<f64>,
    pub v2: Vec<f64>,
    pub similarity: Vec<f64>,
    pub cases: Vec<NetworkCase>,
}

#[derive(Deserialize)]
pub struct NetworkCase {
    pub config: Value,
    pub loss: f64,
    pub gradients: Weights,
}

#[derive(Deserialize)]
pub struct Optimiser {
    #[serde(flatten)]
    pub shape: Shape,
    pub loss: Value,
    pub parameters: Weights,
    pub batches: Vec<Batch>,
    pub runs: Vec<Run>,
}

#[derive(Deserialize)]
pub struct Batch {
    pub left: Vec<u32>,
    pub right: Vec<u32>,
}

#[derive(Deserialize)]
pub struct Run {
    pub name: String,
    pub adam: Value,
    pub losses: Vec<f64>,
    pub parameters: Weights,
}

#[derive(Deserialize)]
pub struct Metrics {
    pub vectors: Vec<Vectors>,
    pub decisions: Vec<Decisions>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vectors {
    pub size: usize,
    pub v1: Vec<f64>,
    pub v2: Vec<f64>,
    pub similarity: Vec<f64>,
    pub collapse: f64,
    pub alignment: f64,
    pub uniformity: f64,
    pub asymmetry: f64,
    pub mean_positive: f64,
    pub mean_negative: f64,
    pub closest_row: f64,
    pub closest_column: f64,
    pub same_partner: f64,
    pub forward: Retrieval,
    pub backward: Retrieval,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Retrieval {
    pub recall_at1: f64,
    pub mrr: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decisions {
    pub cosines: Vec<f64>,
    pub labels: Vec<u8>,
    pub auc: Option<f64>,
    pub accuracy_at07: f64,
    pub best_accuracy: f64,
    pub confusion: BTreeMap<String, usize>,
}

impl Weights {
    /// The four tensors in the crate's order.
    pub fn tensors(&self) -> [&[f64]; 4] {
        [&self.embedding, &self.kernel, &self.recurrent_kernel, &self.bias]
    }

    pub fn parameters<R: Real>(&self, shape: &Shape) -> Parameters<R> {
        let mut parameters = Parameters::zeros(shape.vocabulary, shape.embedding_dim, shape.hidden_dim);
        for (tensor, numbers) in parameters.tensors_mut().into_iter().zip(self.tensors()) {
            assert_eq!(tensor.len(), numbers.len(), "the shape of the golden");
            tensor.iter_mut().zip(numbers).for_each(|(x, &number)| *x = R::of(number));
        }
        parameters
    }
}

/// All goldens.
pub fn load() -> Goldens {
    serde_json::from_str(include_str!("../reference/goldens.json")).expect("goldens.json has the shape above")
}

impl Goldens {
    /// A configuration, or the name of one of the reference's presets.
    pub fn config(&self, value: &Value) -> LossConfig {
        let value = if let Value::Text(name) = value { &self.presets[name] } else { value };
        LossConfig::read(value, "loss").expect("the reference's losses are allowed")
    }
}

/// A flat row-major list as a matrix with `columns`.
pub fn matrix<R: Real>(numbers: &[f64], columns: usize) -> Array2<R> {
    let numbers: Vec<R> = numbers.iter().map(|&x| R::of(x)).collect();
    Array2::from_shape_vec((numbers.len() / columns, columns), numbers).expect("whole rows")
}
