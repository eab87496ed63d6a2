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

/// Shapes of the four tensors, in the order of [`Parameters::tensors`].
pub type Shapes = [Vec<usize>; 4];

/// Names of the parameter tensors, in the order of [`Parameters::tensors`].
pub const TENSOR_NAMES: [&str; 4] = ["embedding", "kernel", "recurrentKernel", "bias"];

impl<R: Real> Parameters<R> {
    /// Zeros for V words, D and H of an LSTM.
    pub fn zeros(vocabulary: usize, embedding: usize, hidden: usize) -> Self {
        Self::of(&[vec![vocabulary, embedding], vec![embedding, 4 * hidden], vec![hidden, 4 * hidden], vec![4 * hidden]])
    }

    /// Zeros of these shapes.
    ///
    /// # Panics
    /// If they are not three matrices and a vector.
    pub fn of([embedding, kernel, recurrent, bias]: &Shapes) -> Self {
        let matrix = |shape: &[usize]| Array2::zeros((shape[0], shape[1]));
        Self {
            embedding: matrix(embedding),
            lstm: lstm::Weights { kernel: matrix(kernel), recurrent_kernel: matrix(recurrent), bias: Array1::zeros(bias[0]) },
        }
    }

    /// Zeros of the same shapes.
    pub fn zeros_like(&self) -> Self {
        Self::of(&self.shapes())
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
    pub fn shapes(&self) -> Shapes {
        let w = &self.lstm;
        [self.embedding.shape(), w.kernel.shape(), w.recurrent_kernel.shape(), w.bias.shape()].map(<[usize]>::to_vec)
    }
}
