//! The gradients of all weights, and which rows of the embedding have one: most words stand in no question of a batch.

use crate::network::parameters::Parameters;
use crate::numeric::real::{Real, all_within};

/// Gradients; rows of the embedding that are not listed are zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradients<R> {
    /// The values.
    pub parameters: Parameters<R>,
    /// The rows of the embedding that may not be zero, each once.
    rows: Vec<u32>,
    /// Of each row: is it listed?
    listed: Vec<bool>,
}

impl<R: Real> Gradients<R> {
    /// Zeros for these weights.
    pub fn of(weights: &Parameters<R>) -> Self {
        Self { parameters: weights.zeros_like(), rows: vec![], listed: vec![false; weights.embedding.nrows()] }
    }

    /// Sets every value to zero.
    pub fn fill_zero(&mut self) {
        for row in self.rows.drain(..) {
            self.listed[row as usize] = false;
            self.parameters.embedding.row_mut(row as usize).fill(R::zero());
        }
        let [_, dense @ ..] = self.parameters.tensors_mut();
        dense.into_iter().for_each(|tensor| tensor.fill(R::zero()));
    }

    /// The rows of the embedding that may not be zero, each once.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Is every value finite, and no further from zero than `most`?
    pub fn within(&self, most: f64) -> bool {
        let (dim, [embedding, dense @ ..]) = (self.parameters.embedding.ncols(), self.parameters.tensors());
        let mut rows = self.rows.iter().map(|&row| &embedding[row as usize * dim..][..dim]);
        rows.all(|row| all_within(row, most)) && dense.into_iter().all(|tensor| all_within(tensor, most))
    }

    /// Adds `values` [·, D] to these rows of the embedding.
    pub fn add_rows(&mut self, rows: &[u32], values: &[R]) {
        let dim = self.parameters.embedding.ncols();
        for (&row, values) in rows.iter().zip(values.chunks_exact(dim)) {
            self.list(row);
            self.parameters.embedding.row_mut(row as usize).iter_mut().zip(values).for_each(|(d, &g)| *d += g);
        }
    }

    /// Adds other gradients, as of the other half of a batch.
    pub fn add(&mut self, other: &Self) {
        let dim = self.parameters.embedding.ncols();
        for &row in &other.rows {
            self.add_rows(&[row], &other.parameters.tensors()[0][row as usize * dim..][..dim]);
        }
        let [_, dense @ ..] = other.parameters.tensors();
        self.add_dense(dense);
    }

    /// Adds to the tensors other than the embedding, in their order.
    pub fn add_dense(&mut self, values: [&[R]; 3]) {
        let [_, dense @ ..] = self.parameters.tensors_mut();
        for (tensor, values) in dense.into_iter().zip(values) {
            tensor.iter_mut().zip(values).for_each(|(d, &g)| *d += g);
        }
    }

    /// Lists the rows that hold anything but zero, after the values were written from outside.
    pub fn find_rows(&mut self) {
        for row in 0..self.listed.len() {
            if self.parameters.embedding.row(row).iter().any(|&d| d != R::zero()) {
                self.list(row as u32);
            }
        }
    }

    fn list(&mut self, row: u32) {
        if !std::mem::replace(&mut self.listed[row as usize], true) {
            self.rows.push(row);
        }
    }
}
