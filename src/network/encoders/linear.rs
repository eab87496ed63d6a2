//! The linear head on given vectors: y = x·W with x [N, D] and W [D, H], which is the `kernel`; both sides share it.
//!
//! Backward: dW = Σ xᵀ·dy over the questions. The given vectors have no gradient.
//!
//! W starts as the identity (H = D: the vectors as they are) or as a random projection, normal with the deviation 1/√H, which keeps distances
//! about as they are (Johnson and Lindenstrauss 1984).

use super::{Initialisation, Input, Layers, Parts, Steps};
use crate::error::{Allowed, Error, Result};
use crate::network::gradients::Gradients;
use crate::network::layers::mean::Pooling;
use crate::network::layers::{fit, matrix, matrix_mut, zeros};
use crate::network::parameters::{Parameters, Shapes};
use crate::network::random::normal;
use crate::numeric::matmul::{Packed, multiply_packed};
use crate::numeric::real::Real;
use rand_pcg::Pcg64Mcg;

/// What it is made of.
pub fn parts<R: Real>() -> Parts<R> {
    Parts { shapes, starts: vec![(Initialisation::Identity, identity), (Initialisation::Random, random)], layers: |_| Box::<Linear<R>>::default() }
}

/// The kernel alone has values; the other shapes only keep D and H.
fn shapes(_: usize, dim: usize, hidden: usize) -> Shapes {
    [vec![0, dim], vec![dim, hidden], vec![hidden, 0], vec![0]]
}

fn identity<R: Real>(p: &mut Parameters<R>, _: &mut Pcg64Mcg) -> Result<()> {
    let (dim, hidden) = p.lstm.kernel.dim();
    if dim != hidden {
        return Err(Error::value("model.hiddenDim", hidden, Allowed::Identity { dim }));
    }
    p.lstm.kernel.diag_mut().fill(R::one());
    Ok(())
}

fn random<R: Real>(p: &mut Parameters<R>, rng: &mut Pcg64Mcg) -> Result<()> {
    let deviation = 1.0 / (p.hidden() as f64).sqrt();
    let [_, kernel, ..] = p.tensors_mut();
    normal(kernel, deviation, rng);
    Ok(())
}

/// What is kept of a batch.
#[derive(Default)]
struct Linear<R> {
    x: Vec<R>,
    dim: usize,
    packed: Packed<R>,
    rows: Vec<R>,
    /// x and dy of the questions that are moved.
    moved_x: Vec<R>,
    moved_dy: Vec<R>,
    sum: Vec<R>,
}

impl<R: Real> Layers<R> for Linear<R> {
    fn forward(&mut self, weights: &Parameters<R>, _: Pooling, input: Input<R>, y: &mut Vec<R>) {
        let Input::Vectors(vectors) = input else { panic!("the linear head reads vectors") };
        self.dim = vectors.dim;
        self.x.clear();
        self.x.extend_from_slice(vectors.values);
        let hidden = weights.hidden();
        zeros(y, vectors.values.len() / vectors.dim * hidden);
        self.packed.pack(weights.lstm.kernel.view());
        multiply_packed(matrix(&self.x, self.dim), &self.packed, matrix_mut(y, hidden), &mut self.rows);
    }

    fn backward(&mut self, weights: &Parameters<R>, moved: &[bool], dy: &[R], gradients: &mut Gradients<R>) {
        let (dim, hidden) = (self.dim, weights.hidden());
        fit(&mut self.moved_x, 0);
        fit(&mut self.moved_dy, 0);
        for (n, _) in moved.iter().enumerate().filter(|&(_, &moved)| moved) {
            self.moved_x.extend_from_slice(&self.x[n * dim..][..dim]);
            self.moved_dy.extend_from_slice(&dy[n * hidden..][..hidden]);
        }
        zeros(&mut self.sum, dim * hidden);
        self.packed.pack(matrix(&self.moved_dy, hidden));
        multiply_packed(matrix(&self.moved_x, dim).reversed_axes(), &self.packed, matrix_mut(&mut self.sum, hidden), &mut self.rows);
        let [_, kernel, ..] = gradients.parameters.tensors_mut();
        kernel.iter_mut().zip(&self.sum).for_each(|(d, &g)| *d += g);
    }

    fn steps(&self, n: usize) -> Steps<R> {
        Steps { embeddings: self.x[n * self.dim..][..self.dim].to_vec(), hidden: vec![], weights: vec![] }
    }
}
