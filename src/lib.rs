//! draft
pub mod error;
pub mod loss;
pub mod matmul;
pub mod real;
pub mod settings;
