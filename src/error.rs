//! What can be wrong with what a user gives us, as whole sentences that name the field, the value and what is allowed.

/// A mistake in the input: a configuration, a matrix, a file.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// A value outside what its field takes.
    #[error("{field} is {value}, but it must be {allowed}.")]
    Value {
        /// Path of the field, such as `adam.learningRate`.
        field: String,
        /// What was given.
        value: String,
        /// What would have been right.
        allowed: String,
    },
    /// A field that must be there and is not.
    #[error("{field} is missing; it must be {allowed}.")]
    Missing {
        /// Path of the field.
        field: String,
        /// What it takes.
        allowed: String,
    },
    /// A field that nobody knows, most often a misspelt one.
    #[error("{field} is not a known field; allowed here: {allowed}.")]
    Unknown {
        /// Path of the field.
        field: String,
        /// The names that are known at this place.
        allowed: String,
    },
    /// A file that cannot be used, and why.
    #[error("{0}")]
    File(String),
}

impl Error {
    /// `field` is `value`, but must be `allowed`.
    pub fn value(field: impl Into<String>, value: impl ToString, allowed: impl Into<String>) -> Self {
        Self::Value { field: field.into(), value: value.to_string(), allowed: allowed.into() }
    }
}

/// The result of anything that reads user input.
pub type Result<T> = std::result::Result<T, Error>;
