//! The negative n_i of one anchor, in one direction. A new kind of negative is a line in `config` and its rule here.

use super::config::Negative;
use crate::numeric::real::Real;
use ndarray::ArrayView1;

/// A chosen negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice<R> {
    /// n_i.
    pub value: R,
    /// Which cells of the line n_i is made of.
    pub cells: Cells,
}

/// The cells whose change moves n_i.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cells {
    /// One cell, with derivative 1.
    One(usize),
    /// All but the positive, with equal derivatives: 1/(B−1) each, in a row with K further texts 1/(B+K−1).
    Others,
    /// None: the value is a constant.
    Nothing,
}

impl Cells {
    /// The index of the single partner, −1 where there is none.
    pub fn partner(self) -> i32 {
        match self {
            Self::One(j) => j as i32,
            Self::Others | Self::Nothing => -1,
        }
    }
}

impl Negative {
    /// Is a candidate of this value left out beside this positive?
    pub(super) fn excludes<R: Real>(self, value: R, positive: R) -> bool {
        match self {
            Self::Mean | Self::Hardest => false,
            Self::SemiHard | Self::SemiHardCourse => value > positive,
        }
    }

    /// The negative of anchor `i` in its `line`, whose cell i is no candidate. `None` where no cell qualifies.
    pub(super) fn choose<R: Real>(self, line: ArrayView1<R>, i: usize, positive: R) -> Option<Choice<R>> {
        let others = || line.iter().copied().enumerate().filter(move |&(j, _)| j != i);
        let single = |(j, value)| Choice { value, cells: Cells::One(j) };
        match self {
            Self::Mean => {
                let sum: R = others().map(|(_, x)| x).sum();
                Some(Choice { value: sum / R::of((line.len() - 1) as f64), cells: Cells::Others })
            }
            Self::Hardest => Some(single(closest(line, i))),
            Self::SemiHard => largest(others().filter(|&(_, x)| !self.excludes(x, positive))).map(single),
            Self::SemiHardCourse => {
                let two = R::of(2.0);
                let lowered = line.iter().enumerate().map(|(j, &x)| match j == i {
                    true => (j, -two),
                    false if self.excludes(x, positive) => (j, x - two),
                    false => (j, x),
                });
                largest(lowered).map(|(j, value)| Choice { value, cells: if j == i { Cells::Nothing } else { Cells::One(j) } })
            }
        }
    }
}

/// The closest negative of anchor `i` in its line of S, and where it stands.
fn closest<R: Real>(line: ArrayView1<R>, i: usize) -> (usize, R) {
    largest(line.iter().copied().enumerate().filter(|&(j, _)| j != i)).expect("a line has at least two cells")
}

/// The largest value and its index; the lowest index among equals.
fn largest<R: Real>(cells: impl Iterator<Item = (usize, R)>) -> Option<(usize, R)> {
    cells.reduce(|best, cell| if cell.1 > best.1 { cell } else { best })
}
