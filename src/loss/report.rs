//! What a loss says of the matrices it is given.

use super::direction::{Direction, Similarities};
use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView2, ArrayViewMut1};

/// What a loss makes of the similarities of one batch.
#[derive(Debug, Clone, PartialEq)]
pub struct LossReport<R> {
    /// The loss, after the reduction.
    pub loss: R,
    /// dLoss/dS, [B, B + K].
    pub gradient: Array2<R>,
    /// dLoss/dA, [B, B], where A was given.
    pub left_gradient: Option<Array2<R>>,
    /// dLoss/dC, [B, B], where C was given.
    pub right_gradient: Option<Array2<R>>,
    /// One report per term; a softmax loss is a single term without partners.
    pub terms: Vec<TermReport<R>>,
}

/// What one term makes of it, anchor by anchor: every list is B long.
#[derive(Debug, Clone, PartialEq)]
pub struct TermReport<R> {
    /// After the weight, before the reduction.
    pub cost: Vec<R>,
    /// The negative n_i; NaN where the anchor has no candidate.
    pub negative: Vec<R>,
    /// Column of the negative used along the row, from B on a further text; −1 where none is (a mean has no single partner).
    pub row_partner: Vec<i32>,
    /// Row of the negative used along the column; −1 where none is.
    pub column_partner: Vec<i32>,
    /// The other question 1 that is the negative, of a term that looks along `left`.
    pub left_partner: Option<Vec<i32>>,
    /// The other question 2, of a term that looks along `right`.
    pub right_partner: Option<Vec<i32>>,
    /// Made on request.
    pub detail: Option<Detail<R>>,
}

/// What one term leaves out, and what each direction adds to the gradient after weight and reduction.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail<R> {
    /// Cells of S, [B, B + K]: 1 left out for its row, 2 for its column, 3 for both.
    pub excluded: Array2<u8>,
    /// Cells of A that are left out, of a term that looks along `left`.
    pub left_excluded: Option<Array2<u8>>,
    /// Cells of C that are left out, of a term that looks along `right`.
    pub right_excluded: Option<Array2<u8>>,
    /// Part of dLoss/dS, [B, B + K]: of the candidates in the rows, and the pull at S_ii of all anchors that are a question 1.
    pub row_gradient: Array2<R>,
    /// The rest of the term's dLoss/dS: of the candidates in the columns, and the pull at S_ii of all anchors that are a question 2.
    pub column_gradient: Array2<R>,
    /// Part of dLoss/dA, of a term that looks along `left`.
    pub left_gradient: Option<Array2<R>>,
    /// Part of dLoss/dC, of a term that looks along `right`.
    pub right_gradient: Option<Array2<R>>,
}

impl<R: Real> LossReport<R> {
    /// Zeros, before the first term.
    pub(super) fn of(s: &Similarities<R>) -> Self {
        let zeros = |of: ArrayView2<R>| Array2::zeros(of.dim());
        Self { loss: R::zero(), gradient: zeros(s.across), left_gradient: s.left.map(zeros), right_gradient: s.right.map(zeros), terms: vec![] }
    }

    /// Anchor i's line of the gradient in a direction.
    pub(super) fn line_mut(&mut self, direction: Direction, i: usize) -> ArrayViewMut1<'_, R> {
        let matrix = match direction {
            Direction::Row | Direction::Column => Some(&mut self.gradient),
            Direction::Left => self.left_gradient.as_mut(),
            Direction::Right => self.right_gradient.as_mut(),
        };
        direction.line_mut(matrix.expect("a loss that looks at one side is given its matrix"), i)
    }
}

impl<R: Real> TermReport<R> {
    /// No candidate anywhere, for a term that looks along these directions.
    pub(super) fn of((batch, columns): (usize, usize), directions: &[Direction], detail: bool) -> Self {
        let none = |direction| directions.contains(&direction).then(|| vec![-1; batch]);
        Self {
            cost: vec![R::zero(); batch],
            negative: vec![R::NAN; batch],
            row_partner: vec![-1; batch],
            column_partner: vec![-1; batch],
            left_partner: none(Direction::Left),
            right_partner: none(Direction::Right),
            detail: detail.then(|| Detail::of((batch, columns), directions)),
        }
    }

    /// The partners found in a direction that the term looks along.
    pub(super) fn partners_mut(&mut self, direction: Direction) -> &mut Vec<i32> {
        match direction {
            Direction::Row => &mut self.row_partner,
            Direction::Column => &mut self.column_partner,
            Direction::Left => self.left_partner.as_mut().expect("the term looks there"),
            Direction::Right => self.right_partner.as_mut().expect("the term looks there"),
        }
    }
}

impl<R: Real> Detail<R> {
    fn of(across: (usize, usize), directions: &[Direction]) -> Self {
        let batch = across.0;
        let zeros = || Array2::zeros(across);
        let marks = |direction| directions.contains(&direction).then(|| Array2::zeros((batch, batch)));
        let slopes = |direction| directions.contains(&direction).then(|| Array2::zeros((batch, batch)));
        Self {
            excluded: Array2::zeros(across),
            left_excluded: marks(Direction::Left),
            right_excluded: marks(Direction::Right),
            row_gradient: zeros(),
            column_gradient: zeros(),
            left_gradient: slopes(Direction::Left),
            right_gradient: slopes(Direction::Right),
        }
    }

    /// Anchor i's line of a direction's part of the gradient.
    pub(super) fn line_mut(&mut self, direction: Direction, i: usize) -> ArrayViewMut1<'_, R> {
        let matrix = match direction {
            Direction::Row => &mut self.row_gradient,
            Direction::Column => &mut self.column_gradient,
            Direction::Left => self.left_gradient.as_mut().expect("the term looks there"),
            Direction::Right => self.right_gradient.as_mut().expect("the term looks there"),
        };
        direction.line_mut(matrix, i)
    }

    /// Marks cell j of anchor i's line as left out.
    pub(super) fn exclude(&mut self, direction: Direction, i: usize, j: usize) {
        let (matrix, bit) = match direction {
            Direction::Row => (&mut self.excluded, 1),
            Direction::Column => (&mut self.excluded, 2),
            Direction::Left => (self.left_excluded.as_mut().expect("the term looks there"), 1),
            Direction::Right => (self.right_excluded.as_mut().expect("the term looks there"), 1),
        };
        direction.line_mut(matrix, i)[j] |= bit;
    }
}
