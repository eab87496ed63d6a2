//! The four directions in which an anchor's negatives stand, and the matrices that hold them.
//!
//! ```text
//! row i      S_ij, j ≠ i    question 1 among the questions 2        S = V1·V2ᵀ
//! column i   S_ji           question 2 among the questions 1
//! left i     A_ij           question 1 among the questions 1        A = V1·V1ᵀ
//! right i    C_ij           question 2 among the questions 2        C = V2·V2ᵀ
//! ```
//!
//! The positive is S_ii in all four. A row of S may be longer than a column: what stands behind the B questions 2 are further texts.

use ndarray::{Array2, ArrayView1, ArrayView2, ArrayViewMut1};
use serde::Serialize;

/// Where one anchor's candidates stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Row i of S.
    Row,
    /// Column i of S.
    Column,
    /// Row i of A.
    Left,
    /// Row i of C.
    Right,
}

impl Direction {
    /// All four; each stands at its own number.
    pub const ALL: [Self; 4] = [Self::Row, Self::Column, Self::Left, Self::Right];

    /// The direction in S that has the same question as its anchor.
    pub(super) fn across(self) -> Self {
        match self {
            Self::Row | Self::Left => Self::Row,
            Self::Column | Self::Right => Self::Column,
        }
    }

    /// Line i of the direction's matrix.
    fn line<R>(self, matrix: ArrayView2<'_, R>, i: usize) -> ArrayView1<'_, R> {
        if self == Self::Column { matrix.index_axis_move(ndarray::Axis(1), i) } else { matrix.index_axis_move(ndarray::Axis(0), i) }
    }

    /// The same, to be written.
    pub(super) fn line_mut<R>(self, matrix: &mut Array2<R>, i: usize) -> ArrayViewMut1<'_, R> {
        if self == Self::Column { matrix.column_mut(i) } else { matrix.row_mut(i) }
    }
}

/// What a loss is evaluated on, [B, B] each; S may have further columns.
#[derive(Debug, Clone, Copy)]
pub struct Similarities<'a, R> {
    /// S, [B, B + K].
    pub across: ArrayView2<'a, R>,
    /// A, for losses that look along `left`.
    pub left: Option<ArrayView2<'a, R>>,
    /// C, for losses that look along `right`.
    pub right: Option<ArrayView2<'a, R>>,
}

impl<'a, R> From<ArrayView2<'a, R>> for Similarities<'a, R> {
    fn from(across: ArrayView2<'a, R>) -> Self {
        Self { across, left: None, right: None }
    }
}

impl<'a, R: Copy> Similarities<'a, R> {
    /// The candidates of anchor i, and at i what is none: the positive, or its likeness to itself.
    pub(super) fn line(&self, direction: Direction, i: usize) -> ArrayView1<'a, R> {
        let matrix = match direction {
            Direction::Row | Direction::Column => Some(self.across),
            Direction::Left => self.left,
            Direction::Right => self.right,
        };
        direction.line(matrix.expect("a loss that looks at one side is given its matrix"), i)
    }

    /// S_ii.
    pub(super) fn positive(&self, i: usize) -> R {
        self.across[[i, i]]
    }
}
