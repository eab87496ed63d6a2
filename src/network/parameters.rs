//! The weights of the network: four tensors, named and flattened in one order.

use crate::network::layers::lstm;
use crate::numeric::real::Real;
use ndarray::{Array1, Array2};

/// All weights of the encoder; gradients have the same type.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters<R> {
    /// [V, D]
    pub embedding: Array2<R>,
    /// The recurrent layer's.
    pub lstm: lstm::Weights<R>,
}

/// Names of the parameter tensors, in the order of [`Parameters::tensors`].
pub const TENSOR_NAMES: [&str; 4] = ["embedding", "kernel", "recurrentKernel", "bias"];

impl<R: Real> Parameters<R> {
    /// Zeros for V words, D and H.
    pub fn zeros(vocabulary: usize, embedding: usize, hidden: usize) -> Self {
        Self {
            embedding: Array2::zeros((vocabulary, embedding)),
            lstm: lstm::Weights {
                kernel: Array2::zeros((embedding, 4 * hidden)),
                recurrent_kernel: Array2::zeros((hidden, 4 * hidden)),
                bias: Array1::zeros(4 * hidden),
            },
        }
    }

    /// Zeros of the same shapes.
    pub fn zeros_like(&self) -> Self {
        Self::zeros(self.embedding.nrows(), self.embedding.ncols(), self.hidden())
    }

    /// H.
    pub fn hidden(&self) -> usize {
        self.lstm.recurrent_kernel.nrows()
    }

    /// The four tensors, flat and row-major.
    pub fn tensors(&self) -> [&[R]; 4] {
        let w = &self.lstm;
        [self.embedding.as_slice(), w.kernel.as_slice(), w.recurrent_kernel.as_slice(), w.bias.as_slice()].map(|t| t.expect("row-major"))
    }

    /// The same, to write to.
    pub fn tensors_mut(&mut self) -> [&mut [R]; 4] {
        let w = &mut self.lstm;
        [self.embedding.as_slice_mut(), w.kernel.as_slice_mut(), w.recurrent_kernel.as_slice_mut(), w.bias.as_slice_mut()]
            .map(|t| t.expect("row-major"))
    }

    /// Shapes of the four tensors.
    pub fn shapes(&self) -> [Vec<usize>; 4] {
        let w = &self.lstm;
        [self.embedding.shape(), w.kernel.shape(), w.recurrent_kernel.shape(), w.bias.shape()].map(<[usize]>::to_vec)
    }
}
