//! What people do wrong in a loss, as switches of it.

use super::config::Along;
use super::direction::Direction::{self, Column, Left, Right, Row};
use crate::error::Result;
use crate::settings::Fields;
use serde::Serialize;

/// Mistakes that people make in a loss, to be studied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mistakes {
    /// V2·V1ᵀ in the place of V1·V2ᵀ: the loss sees Sᵀ, and every direction is the other one.
    pub transposed: bool,
    /// [Σ_terms weight · (margin − p_i + n_i)]₊ in the place of Σ_terms weight · [margin − p_i + n_i]₊: the maximum of the sum, not the sum of maxima.
    pub one_hinge: bool,
}

impl Mistakes {
    /// Is nothing done wrong?
    pub(super) fn none(&self) -> bool {
        *self == Self::default()
    }

    /// The directions that an anchor looks along.
    pub fn directions(self, along: Along) -> &'static [Direction] {
        match along.directions() {
            own if !self.transposed => own,
            [Row] => &[Column],
            [Column] => &[Row],
            [Left] => &[Right],
            [Right] => &[Left],
            [Row, Right] => &[Column, Left],
            symmetric => symmetric,
        }
    }

    /// Reads the field `mistakes` of a loss, if it is there.
    pub(super) fn read(fields: &Fields) -> Result<Self> {
        let Some(value) = fields.given("mistakes") else { return Ok(Self::default()) };
        let fields = Fields::of(value, &fields.name("mistakes"), "loss.mistakes", &["transposed", "oneHinge"])?;
        Ok(Self { transposed: fields.switch("transposed")?, one_hinge: fields.switch("oneHinge")? })
    }
}
