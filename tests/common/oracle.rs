//! A slow and obvious evaluation of the losses, against which the real one is held.
//!
//! A negative n_i is written as a value and a list of (row, column, derivative): everything else follows from it.

use ndarray::Array2;
use tripletscope::loss::{Along, LossConfig, Negative, Reduction, Term};

/// One direction's negative.
struct Found {
    value: f64,
    partner: i32,
    derivatives: Vec<(usize, usize, f64)>,
}

/// What the oracle makes of one anchor.
#[derive(Clone)]
pub struct Anchor {
    pub cost: f64,
    pub negative: f64,
    pub row_partner: i32,
    pub column_partner: i32,
}

/// What the oracle makes of a matrix; anchors by term.
pub struct Judgement {
    pub loss: f64,
    pub gradient: Array2<f64>,
    pub terms: Vec<Vec<Anchor>>,
}

impl Judgement {
    /// Which cells matter: as long as this stays the same, a triplet loss is linear in S.
    pub fn pattern(&self) -> Vec<(bool, i32, i32, bool)> {
        self.terms.iter().flatten().map(|a| (a.cost > 0.0, a.row_partner, a.column_partner, a.negative.is_nan())).collect()
    }
}

pub fn evaluate(s: &Array2<f64>, config: &LossConfig) -> Judgement {
    match config {
        LossConfig::Triplet { terms, reduction } => triplet(s, terms, *reduction),
        LossConfig::Softmax { along, scale, reduction } => softmax(s, *along, *scale, *reduction),
    }
}

fn factor(s: &Array2<f64>, reduction: Reduction) -> f64 {
    if reduction == Reduction::Mean { 1.0 / s.nrows() as f64 } else { 1.0 }
}

fn triplet(s: &Array2<f64>, terms: &[Term], reduction: Reduction) -> Judgement {
    let factor = factor(s, reduction);
    let mut judgement = Judgement { loss: 0.0, gradient: Array2::zeros(s.dim()), terms: vec![] };
    for term in terms {
        let mut anchors = vec![];
        for i in 0..s.nrows() {
            let (anchor, derivatives) = judge(s, term, i);
            judgement.loss += factor * anchor.cost;
            if anchor.cost > 0.0 {
                judgement.gradient[[i, i]] -= factor * term.weight;
                for (row, column, derivative) in derivatives {
                    judgement.gradient[[row, column]] += factor * term.weight * derivative;
                }
            }
            anchors.push(anchor);
        }
        judgement.terms.push(anchors);
    }
    judgement
}

fn judge(s: &Array2<f64>, term: &Term, i: usize) -> (Anchor, Vec<(usize, usize, f64)>) {
    let row = if term.along == Along::Columns { None } else { along_row(s, term.negative, i) };
    let column = if term.along == Along::Rows { None } else { along_column(s, term.negative, i) };
    let (value, row_partner, column_partner, derivatives) = match (row, column) {
        (None, None) => return (Anchor { cost: 0.0, negative: f64::NAN, row_partner: -1, column_partner: -1 }, vec![]),
        (Some(r), None) => (r.value, r.partner, -1, r.derivatives),
        (None, Some(c)) => (c.value, -1, c.partner, c.derivatives),
        (Some(r), Some(c)) if term.along == Along::Averaged => {
            let halves = r.derivatives.iter().chain(&c.derivatives).map(|&(a, b, d)| (a, b, d / 2.0)).collect();
            ((r.value + c.value) / 2.0, r.partner, c.partner, halves)
        }
        (Some(r), Some(c)) if c.value > r.value => (c.value, -1, c.partner, c.derivatives),
        (Some(r), Some(_)) => (r.value, r.partner, -1, r.derivatives),
    };
    let cost = term.weight * f64::max(0.0, term.margin - s[[i, i]] + value);
    (Anchor { cost, negative: value, row_partner, column_partner }, derivatives)
}

fn along_row(s: &Array2<f64>, negative: Negative, i: usize) -> Option<Found> {
    let b = s.nrows();
    if negative == Negative::Mean {
        let mut mean = Found { value: 0.0, partner: -1, derivatives: vec![] };
        for j in (0..b).filter(|&j| j != i) {
            mean.value += s[[i, j]];
            mean.derivatives.push((i, j, 1.0 / (b - 1) as f64));
        }
        mean.value /= (b - 1) as f64;
        return Some(mean);
    }
    let mut best: Option<(f64, usize)> = None;
    for j in 0..b {
        let candidate = match negative {
            Negative::Mean => unreachable!("a mean has no candidates"),
            Negative::Hardest => (j != i).then_some(s[[i, j]]),
            Negative::SemiHard => (j != i && s[[i, j]] <= s[[i, i]]).then_some(s[[i, j]]),
            Negative::SemiHardCourse => {
                let z = if j == i { 0.0 } else { s[[i, j]] };
                Some(if j == i || z > s[[i, i]] { z - 2.0 } else { z })
            }
        };
        if let Some(value) = candidate
            && best.is_none_or(|(highest, _)| value > highest)
        {
            best = Some((value, j));
        }
    }
    best.map(|(value, j)| match j == i {
        true => Found { value, partner: -1, derivatives: vec![] },
        false => Found { value, partner: j as i32, derivatives: vec![(i, j, 1.0)] },
    })
}

fn along_column(s: &Array2<f64>, negative: Negative, i: usize) -> Option<Found> {
    let mut found = along_row(&s.t().to_owned(), negative, i)?;
    for (row, column, _) in &mut found.derivatives {
        std::mem::swap(row, column);
    }
    Some(found)
}

fn softmax(s: &Array2<f64>, along: Along, scale: f64, reduction: Reduction) -> Judgement {
    let (b, factor) = (s.nrows(), factor(s, reduction));
    let (row_share, column_share) = match along {
        Along::Rows => (1.0, 0.0),
        Along::Columns => (0.0, 1.0),
        Along::Averaged | Along::Harder => (0.5, 0.5),
    };
    let power = |i: usize, j: usize| f64::exp(scale * s[[i, j]]);
    let row_sum = |i: usize| (0..b).map(|j| power(i, j)).sum::<f64>();
    let column_sum = |j: usize| (0..b).map(|i| power(i, j)).sum::<f64>();
    let cost = |i: usize| -row_share * (power(i, i) / row_sum(i)).ln() - column_share * (power(i, i) / column_sum(i)).ln();
    let gradient = Array2::from_shape_fn((b, b), |(i, j)| {
        let probability = row_share * power(i, j) / row_sum(i) + column_share * power(i, j) / column_sum(j);
        factor * scale * (probability - if i == j { 1.0 } else { 0.0 })
    });
    let anchors: Vec<_> = (0..b).map(|i| Anchor { cost: cost(i), negative: f64::NAN, row_partner: -1, column_partner: -1 }).collect();
    Judgement { loss: factor * anchors.iter().map(|a| a.cost).sum::<f64>(), gradient, terms: vec![anchors] }
}
