//! What a setting is, and what a run is made of: **one declarative table** that checks what programs pass in, draws the page's controls and writes its
//! URL. The page's own settings, which no run knows, stand in `page::knobs`.
//!
//! A key is the path of the field in a run's configuration (`adam.learningRate`), in a term of a loss (`loss.margin`) or in the built-in data set's
//! configuration (`data.asymmetry`). Adding a setting is one entry here and the line that uses it.

mod fields;
pub(crate) mod row;
mod table;
mod value;

pub use fields::Fields;
pub use table::{COURSE_MARGIN, EVEN, LAST_STEP, TABLE};
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use value::DEEPEST;
pub use value::Value;

use crate::error::Allowed;
use serde::Serialize;

/// One knob.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Setting {
    /// Path of the field.
    pub key: &'static str,
    /// Where the page shows it; `""` for what only programs set.
    pub group: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// What it takes, and its default.
    #[serde(flatten)]
    pub kind: Kind,
    /// May it be left out by a program?
    pub optional: bool,
    /// Does a change need a new run (another model shape, seed or data set)?
    pub restarts: bool,
    /// Whose it is.
    pub scope: Scope,
}

/// Whose a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Of all runs side by side.
    Run,
    /// A run's own: it may differ between runs side by side.
    Own,
    /// The page's; no run knows it.
    Page,
}

/// What a knob takes.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Kind {
    /// A real number in `min..=max`.
    Number {
        /// Value unless said otherwise.
        default: f64,
        /// Smallest value.
        min: f64,
        /// Largest value.
        max: f64,
        /// Step of the page's slider; programs may pass anything between.
        step: f64,
        /// Is the slider logarithmic?
        logarithmic: bool,
    },
    /// A whole number in `min..=max`.
    Integer {
        /// Value unless said otherwise.
        default: u32,
        /// Smallest value.
        min: u32,
        /// Largest value.
        max: u32,
    },
    /// One of a few names.
    Choice {
        /// Value unless said otherwise.
        default: &'static str,
        /// The names.
        choices: &'static [Choice],
    },
    /// On or off.
    Switch {
        /// Value unless said otherwise.
        default: bool,
    },
}

/// One name that a choice takes.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Choice {
    /// As programs and the URL say it.
    pub value: &'static str,
    /// As the page says it.
    pub label: &'static str,
}

/// The setting of that key.
///
/// # Panics
/// If the table has no such key: a mistake in this crate, not in its input.
pub fn setting(key: &str) -> &'static Setting {
    TABLE.iter().find(|s| s.key == key).unwrap_or_else(|| panic!("no setting has the key {key}"))
}

impl Kind {
    /// What is allowed.
    pub fn allowed(&self) -> Allowed {
        match *self {
            Self::Number { min, max, .. } => Allowed::Number { min, max },
            Self::Integer { min, max, .. } => Allowed::Whole { min, max },
            Self::Choice { choices, .. } => Allowed::one_of(choices.iter().map(|c| c.value)),
            Self::Switch { .. } => Allowed::Switch,
        }
    }

    /// The default, as a value that the same setting accepts.
    pub fn default_value(&self) -> Value {
        match *self {
            Self::Number { default, .. } => Value::Number(default),
            Self::Integer { default, .. } => Value::Number(default.into()),
            Self::Choice { default, .. } => Value::Text(default.into()),
            Self::Switch { default } => Value::Switch(default),
        }
    }

    /// Does this setting take the value?
    pub fn accepts(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Number { min, max, .. }, Value::Number(x)) => (*min..=*max).contains(x),
            (Self::Integer { min, max, .. }, Value::Number(x)) => x.fract() == 0.0 && (f64::from(*min)..=f64::from(*max)).contains(x),
            (Self::Choice { choices, .. }, Value::Text(name)) => choices.iter().any(|c| c.value == name),
            (Self::Switch { .. }, Value::Switch(_)) => true,
            _ => false,
        }
    }
}
