//! Triplet losses: a hinge per term and anchor, with the negatives of the row and of the column combined as the term says.

use super::config::{Along, Reduction, Term};
use super::negative::{Cells, Choice};
use super::{LossReport, TermReport};
use crate::numeric::real::Real;
use ndarray::{Array2, ArrayView2, ArrayViewMut1};

/// The negative of one anchor and what it is made of: a share of the row's choice and a share of the column's.
struct Combined<R> {
    value: R,
    row: Option<(Cells, R)>,
    column: Option<(Cells, R)>,
}

pub(super) fn evaluate<R: Real>(s: ArrayView2<R>, terms: &[Term], reduction: Reduction) -> LossReport<R> {
    let factor = R::of(reduction.factor(s.nrows()));
    let mut gradient = Array2::zeros(s.dim());
    let terms: Vec<_> = terms.iter().map(|term| evaluate_term(s, term, factor, &mut gradient)).collect();
    let loss = terms.iter().map(|term| term.cost.iter().copied().sum::<R>()).sum::<R>() * factor;
    LossReport { loss, gradient, terms }
}

fn evaluate_term<R: Real>(s: ArrayView2<R>, term: &Term, factor: R, gradient: &mut Array2<R>) -> TermReport<R> {
    let batch = s.nrows();
    let (margin, weight) = (R::of(term.margin), R::of(term.weight));
    let mut report =
        TermReport { cost: vec![R::zero(); batch], negative: vec![R::NAN; batch], row_partner: vec![-1; batch], column_partner: vec![-1; batch] };
    for i in 0..batch {
        let Some(combined) = combine(s, term, i) else { continue };
        report.negative[i] = combined.value;
        report.row_partner[i] = combined.row.map_or(-1, |(cells, _)| cells.partner());
        report.column_partner[i] = combined.column.map_or(-1, |(cells, _)| cells.partner());
        let hinge = margin - s[[i, i]] + combined.value;
        if hinge > R::zero() {
            report.cost[i] = weight * hinge;
            let pull = weight * factor;
            gradient[[i, i]] -= pull;
            push(combined.row, i, pull, gradient.row_mut(i));
            push(combined.column, i, pull, gradient.column_mut(i));
        }
    }
    report
}

/// Adds `pull` times ∂n_i/∂line to the gradient's line.
fn push<R: Real>(part: Option<(Cells, R)>, i: usize, pull: R, mut line: ArrayViewMut1<R>) {
    let Some((cells, share)) = part else { return };
    match cells {
        Cells::One(j) => line[j] += pull * share,
        Cells::Others => {
            let each = pull * share / R::of((line.len() - 1) as f64);
            line.iter_mut().enumerate().filter(|&(j, _)| j != i).for_each(|(_, x)| *x += each);
        }
        Cells::Nothing => {}
    }
}

/// The negative of anchor i along the term's direction; a direction without a candidate is left out. `None` where neither has one.
fn combine<R: Real>(s: ArrayView2<R>, term: &Term, i: usize) -> Option<Combined<R>> {
    let row = || term.negative.choose(s.row(i), i);
    let column = || term.negative.choose(s.column(i), i);
    let whole = |choice: Choice<R>| Some((choice.cells, R::one()));
    let of_row = |choice: Choice<R>| Combined { value: choice.value, row: whole(choice), column: None };
    let of_column = |choice: Choice<R>| Combined { value: choice.value, row: None, column: whole(choice) };
    match term.along {
        Along::Rows => row().map(of_row),
        Along::Columns => column().map(of_column),
        Along::Averaged | Along::Harder => match (row(), column()) {
            (Some(r), Some(c)) if term.along == Along::Averaged => {
                let half = R::of(0.5);
                Some(Combined { value: (r.value + c.value) * half, row: Some((r.cells, half)), column: Some((c.cells, half)) })
            }
            (Some(r), Some(c)) => Some(if c.value > r.value { of_column(c) } else { of_row(r) }),
            (r, c) => r.map(of_row).or(c.map(of_column)),
        },
    }
}
