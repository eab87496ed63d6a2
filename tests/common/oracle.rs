//! A slow and obvious evaluation of the losses, against which the real one is held.
//!
//! A negative n_i is written as a value and a list of (matrix, row, column, derivative): everything else follows from it.

use ndarray::Array2;
use tripletscope::loss::{Along, LossConfig, Negative, Reduction, Similarities, Term};

/// S = V1·V2ᵀ, behind whose columns others may stand, A = V1·V1ᵀ, C = V2·V2ᵀ, or any three matrices of these shapes.
pub type Sides = [Array2<f64>; 3];

const S: usize = 0;
const A: usize = 1;
const C: usize = 2;

/// As the crate takes them.
pub fn given(sides: &Sides) -> Similarities<'_, f64> {
    Similarities { across: sides[S].view(), left: Some(sides[A].view()), right: Some(sides[C].view()) }
}

/// One direction's negative.
struct Found {
    direction: usize,
    value: f64,
    partner: i32,
    derivatives: Vec<(usize, usize, usize, f64)>,
}

/// What the oracle makes of one anchor; partners in its row, its column, A and C.
#[derive(Clone)]
pub struct Anchor {
    pub cost: f64,
    pub negative: f64,
    pub partners: [i32; 4],
}

const NO_PARTNERS: [i32; 4] = [-1; 4];

/// What the oracle makes of the matrices; anchors by term, gradients by S, A and C.
pub struct Judgement {
    pub loss: f64,
    pub gradients: Sides,
    pub terms: Vec<Vec<Anchor>>,
}

impl Judgement {
    /// Which cells matter: as long as this stays the same, a triplet loss is linear in the matrices.
    pub fn pattern(&self) -> Vec<(bool, [i32; 4], bool)> {
        self.terms.iter().flatten().map(|a| (a.cost > 0.0, a.partners, a.negative.is_nan())).collect()
    }
}

pub fn evaluate(sides: &Sides, config: &LossConfig) -> Judgement {
    match config {
        LossConfig::Triplet { terms, reduction, .. } => triplet(sides, terms, *reduction),
        LossConfig::Softmax { along, scale, balance, reduction, .. } => softmax(sides, *along, *scale, *balance, *reduction),
    }
}

fn factor(sides: &Sides, reduction: Reduction) -> f64 {
    if reduction == Reduction::Mean { 1.0 / sides[S].nrows() as f64 } else { 1.0 }
}

fn zeros(sides: &Sides) -> Sides {
    [S, A, C].map(|k| Array2::zeros(sides[k].dim()))
}

/// The anchor's candidates in a direction, each as (matrix, row, column); of rows and columns with the diagonal.
fn line(direction: usize, i: usize, sides: &Sides) -> Vec<(usize, usize, usize)> {
    let (pairs, columns) = sides[S].dim();
    (0..if direction == 0 { columns } else { pairs }).map(|j| [(S, i, j), (S, j, i), (A, i, j), (C, i, j)][direction]).collect()
}

fn directions(along: Along) -> Vec<usize> {
    match along {
        Along::Rows => vec![0],
        Along::Columns => vec![1],
        Along::Averaged | Along::Harder => vec![0, 1],
        Along::Left => vec![2],
        Along::Right => vec![3],
        Along::DistanceSwap => vec![0, 3],
        Along::Four => vec![0, 1, 2, 3],
    }
}

fn triplet(sides: &Sides, terms: &[Term], reduction: Reduction) -> Judgement {
    let factor = factor(sides, reduction);
    let mut judgement = Judgement { loss: 0.0, gradients: zeros(sides), terms: vec![] };
    for term in terms {
        let mut anchors = vec![];
        for i in 0..sides[S].nrows() {
            let (anchor, derivatives) = judge(sides, term, i);
            judgement.loss += factor * anchor.cost;
            if anchor.cost > 0.0 {
                judgement.gradients[S][[i, i]] -= factor * term.weight;
                for (matrix, row, column, derivative) in derivatives {
                    judgement.gradients[matrix][[row, column]] += factor * term.weight * derivative;
                }
            }
            anchors.push(anchor);
        }
        judgement.terms.push(anchors);
    }
    judgement
}

fn judge(sides: &Sides, term: &Term, i: usize) -> (Anchor, Vec<(usize, usize, usize, f64)>) {
    let mut found: Vec<Found> = directions(term.along).into_iter().filter_map(|direction| look(sides, term.negative, direction, i)).collect();
    if found.is_empty() {
        return (Anchor { cost: 0.0, negative: f64::NAN, partners: NO_PARTNERS }, vec![]);
    }
    if [Along::Harder, Along::DistanceSwap].contains(&term.along) {
        while found.len() > 1 {
            let worse = if found[1].value > found[0].value { 0 } else { 1 };
            found.remove(worse);
        }
    }
    let share = 1.0 / found.len() as f64;
    let value = share * found.iter().map(|f| f.value).sum::<f64>();
    let mut partners = NO_PARTNERS;
    found.iter().for_each(|f| partners[f.direction] = f.partner);
    let derivatives = found.iter().flat_map(|f| f.derivatives.iter().map(|&(m, row, column, d)| (m, row, column, d * share))).collect();
    let cost = term.weight * f64::max(0.0, term.margin - sides[S][[i, i]] + value);
    (Anchor { cost, negative: value, partners }, derivatives)
}

fn look(sides: &Sides, negative: Negative, direction: usize, i: usize) -> Option<Found> {
    let positive = sides[S][[i, i]];
    let cells = line(direction, i, sides);
    let b = cells.len();
    let at = |j: usize| sides[cells[j].0][[cells[j].1, cells[j].2]];
    let derivative = |j: usize, d: f64| (cells[j].0, cells[j].1, cells[j].2, d);
    if negative == Negative::Mean {
        let others: Vec<usize> = (0..b).filter(|&j| j != i).collect();
        let value = others.iter().map(|&j| at(j)).sum::<f64>() / (b - 1) as f64;
        let derivatives = others.iter().map(|&j| derivative(j, 1.0 / (b - 1) as f64)).collect();
        return Some(Found { direction, value, partner: -1, derivatives });
    }
    let mut best: Option<(f64, usize)> = None;
    for j in 0..b {
        let candidate = match negative {
            Negative::Mean => unreachable!("a mean has no candidates"),
            Negative::Hardest => (j != i).then(|| at(j)),
            Negative::SemiHard => (j != i && at(j) <= positive).then(|| at(j)),
            Negative::SemiHardCourse => {
                let z = if j == i { 0.0 } else { at(j) };
                Some(if j == i || z > positive { z - 2.0 } else { z })
            }
        };
        if let Some(value) = candidate
            && best.is_none_or(|(highest, _)| value > highest)
        {
            best = Some((value, j));
        }
    }
    best.map(|(value, j)| match j == i {
        true => Found { direction, value, partner: -1, derivatives: vec![] },
        false => Found { direction, value, partner: j as i32, derivatives: vec![derivative(j, 1.0)] },
    })
}

fn softmax(sides: &Sides, along: Along, scale: f64, balance: f64, reduction: Reduction) -> Judgement {
    let (b, factor) = (sides[S].nrows(), factor(sides, reduction));
    let groups = match along {
        Along::Averaged => vec![(balance, vec![0]), (1.0 - balance, vec![1])],
        _ => vec![(1.0, directions(along))],
    };
    let mut judgement = Judgement { loss: 0.0, gradients: zeros(sides), terms: vec![] };
    let mut anchors = vec![];
    for i in 0..b {
        let mut cost = 0.0;
        for (share, group) in &groups {
            // The diagonal of S belongs to rows and columns; where there is neither, S_ii is added once.
            let mut cells: Vec<_> = group.iter().flat_map(|&d| line(d, i, sides)).filter(|&(m, row, column)| m == S || row != column).collect();
            if cells.iter().all(|&(m, ..)| m != S) {
                cells.push((S, i, i));
            }
            let power = |&(m, row, column): &(usize, usize, usize)| f64::exp(scale * sides[m][[row, column]]);
            let sum: f64 = cells.iter().map(power).sum();
            cost += share * (sum.ln() - scale * sides[S][[i, i]]);
            for cell in &cells {
                judgement.gradients[cell.0][[cell.1, cell.2]] += factor * share * scale * power(cell) / sum;
            }
            judgement.gradients[S][[i, i]] -= factor * share * scale;
        }
        judgement.loss += factor * cost;
        anchors.push(Anchor { cost, negative: f64::NAN, partners: NO_PARTNERS });
    }
    judgement.terms.push(anchors);
    judgement
}
