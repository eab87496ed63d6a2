//! A step of the linear head on vectors of 384 numbers, in turn with the products of matrices that it cannot do without, at the kernel's own rate.
//!
//! `cargo bench --bench head`, or `npm run bench -- --only head`
#[path = "../../tests/common/numbers.rs"]
mod numbers;

use ndarray::{Array2, s};
use numbers::numbers;
use serde_json::json;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;
use tripletscope::data::{Beside, Dataset};
use tripletscope::numeric::matmul::{Packed, multiply_packed};
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

const PAIRS: usize = 20_000;
const DIM: usize = 384;
const BATCH: usize = 64;
const ROUNDS: usize = 1200;

fn main() {
    let mut run = run();
    let mut products = Products::new();
    let mut times = [vec![], vec![]];
    for _ in 0..ROUNDS {
        times[0].push(milliseconds(|| drop(black_box(run.step().expect("a step")))));
        times[1].push(milliseconds(|| products.compute()));
    }
    times.iter_mut().for_each(|each| each.sort_by(f64::total_cmp));
    println!("{PAIRS} pairs of {DIM} numbers, {BATCH} of them a step, every anchor active, {ROUNDS} rounds:");
    for (name, at) in [("the quickest", 0), ("the median", ROUNDS / 2)] {
        let [step, products] = [0, 1].map(|k| times[k][at]);
        println!("{name}: a step {step:.3} ms, its products {products:.3} ms, {:.2} ×", step / products);
    }
}

fn milliseconds(act: impl FnOnce()) -> f64 {
    let start = Instant::now();
    act();
    start.elapsed().as_secs_f64() * 1e3
}

/// Margins at which every anchor is active, so that nothing is left out.
fn run() -> Trainer {
    let v1 = numbers(PAIRS * DIM, 1);
    let v2: Vec<f32> = v1.iter().zip(numbers(PAIRS * DIM, 2)).map(|(x, noise)| x + 0.8 * noise).collect();
    let data = Dataset::from_vectors(&v1, &v2, DIM, &Beside::default()).expect("pairs of vectors");
    let config = json!({
        "model": { "encoder": "linear", "embeddingDim": 32, "hiddenDim": DIM, "pooling": "mean", "initialisation": "random", "seed": 4 },
        "loss": { "kind": "triplet", "reduction": "mean", "terms": [
            { "negative": "mean", "along": "rows", "margin": 2.0 },
            { "negative": "hardest", "along": "columns", "margin": 2.0 },
        ] },
        "adam": { "learningRate": 1e-4, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0, "schedule": "constant", "warmupSteps": 1 },
        "batchSize": BATCH, "maxLength": 16, "swap": true, "seed": 4,
    });
    let config = RunConfig::read(&serde_json::from_value(config).expect("JSON")).expect("a configuration");
    Trainer::new(Arc::new(data), config).expect("a run")
}

fn matrix(rows: usize, columns: usize, seed: u32) -> Array2<f32> {
    Array2::from_shape_vec((rows, columns), numbers(rows * columns, seed)).expect("as many numbers")
}

/// Operands and results of a step's products.
struct Products {
    vectors: Array2<f32>,
    weights: Array2<f32>,
    gradient: Array2<f32>,
    outputs: Array2<f32>,
    of_weights: Array2<f32>,
    similarity: Array2<f32>,
    of_sides: [Array2<f32>; 2],
    packed: Packed<f32>,
    space: Vec<f32>,
}

impl Products {
    fn new() -> Self {
        Self {
            vectors: matrix(2 * BATCH, DIM, 7),
            weights: matrix(DIM, DIM, 8),
            gradient: matrix(BATCH, BATCH, 9),
            outputs: Array2::zeros((2 * BATCH, DIM)),
            of_weights: Array2::zeros((DIM, DIM)),
            similarity: Array2::zeros((BATCH, BATCH)),
            of_sides: [(); 2].map(|()| Array2::zeros((BATCH, DIM))),
            packed: Packed::default(),
            space: vec![],
        }
    }

    /// x·W, dW, S, and both sides of its gradient.
    fn compute(&mut self) {
        let Self { vectors, weights, gradient, outputs, of_weights, similarity, of_sides: [of_v1, of_v2], packed, space } = self;
        let [v1, v2] = [vectors.slice(s![..BATCH, ..]), vectors.slice(s![BATCH.., ..])];
        packed.pack(weights.view());
        multiply_packed(vectors.view(), packed, outputs.view_mut(), space);
        packed.pack(outputs.view());
        multiply_packed(vectors.t(), packed, of_weights.view_mut(), space);
        packed.pack(v2.t());
        multiply_packed(v1, packed, similarity.view_mut(), space);
        packed.pack(v2);
        multiply_packed(gradient.view(), packed, of_v1.view_mut(), space);
        packed.pack(v1);
        multiply_packed(gradient.t(), packed, of_v2.view_mut(), space);
        black_box((of_weights, similarity, of_v1, of_v2));
    }
}
