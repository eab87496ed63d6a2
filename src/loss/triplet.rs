//! Triplet losses: a hinge per term and anchor, with the negatives of the directions that the term looks along joined into one.

use super::config::{Join, Reduction, Term};
use super::direction::{Direction, Similarities};
use super::mistakes::Mistakes;
use super::negative::Cells;
use super::report::{Detail, LossReport, TermReport};
use crate::numeric::real::Real;
use ndarray::ArrayViewMut1;

/// The negative of one anchor, and by direction what it is made of: cells and their share.
struct Joined<R> {
    value: R,
    parts: [Option<(Cells, R)>; 4],
}

impl<R: Copy> Joined<R> {
    fn parts(&self) -> impl Iterator<Item = (Direction, Cells, R)> {
        Direction::ALL.into_iter().zip(&self.parts).filter_map(|(direction, part)| part.map(|(cells, share)| (direction, cells, share)))
    }
}

pub(super) fn evaluate<R: Real>(s: &Similarities<R>, terms: &[Term], (reduction, mistakes): (Reduction, Mistakes), detail: bool) -> LossReport<R> {
    let factor = R::of(reduction.factor(s.across.nrows()));
    let mut report = LossReport::of(s);
    let given = Given { s, mistakes, factor, sums: mistakes.one_hinge.then(|| sums(s, terms, mistakes)) };
    report.terms = terms.iter().map(|term| evaluate_term(&given, term, &mut report, detail)).collect();
    report.loss = report.terms.iter().map(|term| term.cost.iter().copied().sum::<R>()).sum::<R>() * factor;
    report
}

/// What every term is evaluated with.
struct Given<'a, 'm, R> {
    s: &'a Similarities<'m, R>,
    mistakes: Mistakes,
    factor: R,
    /// Each anchor's sum over the terms, where one hinge is over all of them.
    sums: Option<Vec<R>>,
}

/// Σ_terms weight · (margin − p_i + n_i) of each anchor.
fn sums<R: Real>(s: &Similarities<R>, terms: &[Term], mistakes: Mistakes) -> Vec<R> {
    let part = |term: &Term, i: usize| {
        let hinge = |negative: Joined<R>| R::of(term.weight) * (R::of(term.margin) - s.positive(i) + negative.value);
        join(s, term, mistakes, i).map_or(R::zero(), hinge)
    };
    (0..s.across.nrows()).map(|i| terms.iter().map(|term| part(term, i)).sum()).collect()
}

fn evaluate_term<R: Real>(given: &Given<R>, term: &Term, all: &mut LossReport<R>, detail: bool) -> TermReport<R> {
    let &Given { s, mistakes, factor, .. } = given;
    let (margin, weight) = (R::of(term.margin), R::of(term.weight));
    let batch = s.across.nrows();
    let mut report = TermReport::of(s.across.dim(), mistakes.directions(term.along), detail);
    for i in 0..batch {
        if let Some(detail) = &mut report.detail {
            mark(s, term, mistakes, i, detail);
        }
        let Some(negative) = join(s, term, mistakes, i) else { continue };
        report.negative[i] = negative.value;
        negative.parts().for_each(|(direction, cells, _)| report.partners_mut(direction)[i] = cells.partner());
        let hinge = margin - s.positive(i) + negative.value;
        // Of one hinge over all terms, each has its part, be it negative.
        if given.sums.as_ref().map_or(hinge, |sums| sums[i]) > R::zero() {
            report.cost[i] = weight * hinge;
            let pull = weight * factor;
            all.gradient[[i, i]] -= pull;
            for (direction, cells, share) in negative.parts() {
                push(cells, i, pull * share, all.line_mut(direction, i));
                if let Some(detail) = &mut report.detail {
                    push(cells, i, pull * share, detail.line_mut(direction, i));
                    detail.line_mut(direction.across(), i)[i] -= pull * share;
                }
            }
        }
    }
    report
}

/// Adds `pull` times ∂n_i/∂line to the gradient's line.
fn push<R: Real>(cells: Cells, i: usize, pull: R, mut line: ArrayViewMut1<R>) {
    match cells {
        Cells::One(j) => line[j] += pull,
        Cells::Others => {
            let each = pull / R::of((line.len() - 1) as f64);
            line.iter_mut().enumerate().filter(|&(j, _)| j != i).for_each(|(_, x)| *x += each);
        }
        Cells::Nothing => {}
    }
}

/// The cells that anchor i leaves out.
fn mark<R: Real>(s: &Similarities<R>, term: &Term, mistakes: Mistakes, i: usize, detail: &mut Detail<R>) {
    for &direction in mistakes.directions(term.along) {
        let excluded = |&(j, &x): &(usize, &R)| j != i && term.negative.excludes(x, s.positive(i));
        s.line(direction, i).iter().enumerate().filter(excluded).for_each(|(j, _)| detail.exclude(direction, i, j));
    }
}

/// The negative of anchor i; a direction without a candidate is left out. `None` where none has one.
fn join<R: Real>(s: &Similarities<R>, term: &Term, mistakes: Mistakes, i: usize) -> Option<Joined<R>> {
    let (directions, how) = (mistakes.directions(term.along), term.along.looks().1);
    let mut parts = [None; 4];
    for &direction in directions {
        parts[direction as usize] = term.negative.choose(s.line(direction, i), i, s.positive(i));
    }
    let found = || parts.iter().enumerate().filter_map(|(place, choice)| choice.map(|choice| (place, choice.value)));
    let (value, only, share) = if how == Join::Largest {
        let (place, value) = found().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        (value, Some(place), R::one())
    } else {
        let (count, sum) = found().map(|(_, value)| (1, value)).reduce(|a, b| (a.0 + b.0, a.1 + b.1))?;
        let share = R::of(1.0 / f64::from(count));
        (sum * share, None, share)
    };
    let takes = |place| only.is_none_or(|only| only == place);
    let part = |place: usize| parts[place].filter(|_| takes(place)).map(|choice| (choice.cells, share));
    Some(Joined { value, parts: [0, 1, 2, 3].map(part) })
}
