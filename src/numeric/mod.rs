//! Arithmetic without a subject: real numbers, matrix products, sorting that is the same everywhere.

pub mod matmul;
pub mod real;
pub mod sort;
