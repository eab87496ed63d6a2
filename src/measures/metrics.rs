//! What a run reports: measures of one batch, and of the held-out pairs. Definitions where the name does not say it all:
//!
//! - asymmetry: ‖S − Sᵀ‖_F / ‖S − diag(S)‖_F
//! - collapse: |mean vector|² of all 2B vectors; alignment: mean of ‖v1_i − v2_i‖²; uniformity: ln of the mean over all pairs of vectors of
//!   exp(−2‖x − y‖²) (Wang and Isola 2020)
//! - recall@1 and MRR: the rank of the partner among all candidates; candidates that are equally close count half a rank each

use crate::loss::{LossConfig, LossReport, TermReport};
use crate::numeric::matmul::{Packed, multiply_packed};
use crate::numeric::real::Real;
use crate::numeric::sort::sorted;
use ndarray::{Array2, ArrayView1, ArrayView2, s};
use serde::Serialize;

/// One batch: what the numbers under the curves are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// Counts from 1.
    pub step: usize,
    /// After the reduction.
    pub loss: f64,
    /// Each term's share: they add up to the loss.
    pub terms: Vec<f64>,
    /// Share of anchors whose hinge is positive, per term.
    pub active: Vec<f64>,
    /// Share of anchors that are active in any term.
    pub active_either: f64,
    /// Mean of the diagonal of S.
    pub mean_positive: f64,
    /// Mean of all other cells.
    pub mean_negative: f64,
    /// Mean over the rows of the largest other cell.
    pub closest_row: f64,
    /// Mean over the columns of the largest other cell.
    pub closest_column: f64,
    /// Share of i for which row i and column i have their closest negative at the same other pair.
    pub same_partner: f64,
    /// 0: S is symmetric.
    pub asymmetry: f64,
    /// 1: all vectors are the same.
    pub collapse: f64,
    /// 0: every pair's vectors are the same.
    pub alignment: f64,
    /// 0: all vectors are the same; lower is more spread.
    pub uniformity: f64,
    /// Share of anchors whose negative is a cell that was only lowered by 2 (the −2 leak).
    pub leaked: f64,
    /// Share of padding among the steps of the batch.
    pub padding: f64,
    /// What people do wrong and this step does, by name.
    pub mistakes: Vec<&'static str>,
}

/// Measures one batch: S [B, B], what the loss made of it, and the unit vectors [2B, H], questions 1 first.
pub fn report<R: Real>(step: usize, s: ArrayView2<R>, vectors: ArrayView2<R>, config: &LossConfig, loss: &LossReport<R>) -> StepReport {
    let batch = s.nrows();
    let factor = config.reduction().factor(batch);
    let share = |count: usize| count as f64 / batch as f64;
    let positive = |cost: &R| *cost > R::zero();
    let [rows, columns] = closest_both_ways(s);
    let diagonal = total(s.diag().iter());
    StepReport {
        step,
        loss: loss.loss.to_f64(),
        terms: loss.terms.iter().map(|t| total(t.cost.iter()) * factor).collect(),
        active: loss.terms.iter().map(|t| share(t.cost.iter().filter(|c| positive(c)).count())).collect(),
        active_either: share((0..batch).filter(|&i| loss.terms.iter().any(|t| positive(&t.cost[i]))).count()),
        mean_positive: diagonal / batch as f64,
        mean_negative: (total(s.iter()) - diagonal) / (batch * (batch - 1)) as f64,
        closest_row: total(rows.iter().map(|r| &r.1)) / batch as f64,
        closest_column: total(columns.iter().map(|c| &c.1)) / batch as f64,
        same_partner: share(rows.iter().zip(&columns).filter(|(r, c)| r.0 == c.0).count()),
        asymmetry: asymmetry(s),
        collapse: collapse(vectors),
        alignment: alignment(vectors),
        uniformity: uniformity(s, vectors),
        leaked: share((0..batch).filter(|&i| loss.terms.iter().any(|t| leaks(t, i))).count()),
        padding: 0.0,
        mistakes: vec![],
    }
}

/// The largest other cell of each row and of each column, and where it stands (the first among equals); S is read once, row by row.
fn closest_both_ways<R: Real>(s: ArrayView2<R>) -> [Vec<(usize, R)>; 2] {
    let nothing = (0, R::NEG_INFINITY);
    let mut columns = vec![nothing; s.nrows()];
    let of_row = |(i, row): (usize, ArrayView1<R>)| {
        let mut best = nothing;
        for (j, (&x, column)) in row.iter().zip(&mut columns).enumerate().filter(|&(j, _)| j != i) {
            if x > best.1 {
                best = (j, x);
            }
            if x > column.1 {
                *column = (i, x);
            }
        }
        best
    };
    let rows = s.rows().into_iter().enumerate().map(of_row).collect();
    [rows, columns]
}

/// A masked cell is at most −1, and has a partner.
fn leaks<R: Real>(term: &TermReport<R>, i: usize) -> bool {
    let found = [&term.row_partner, &term.column_partner].into_iter().chain(&term.left_partner).chain(&term.right_partner);
    term.negative.get(i).is_some_and(|negative| *negative < R::of(-1.0)) && found.into_iter().any(|partners| partners[i] >= 0)
}

fn total<'a, R: Real>(values: impl Iterator<Item = &'a R>) -> f64 {
    values.map(|x| x.to_f64()).sum()
}

/// ‖S − Sᵀ‖_F / ‖S − diag(S)‖_F; 0 for a diagonal matrix.
pub fn asymmetry<R: Real>(s: ArrayView2<R>) -> f64 {
    let (mut difference, mut rest) = (0.0, 0.0);
    for i in 0..s.nrows() {
        for (&x, &mirrored) in s.row(i).iter().zip(s.column(i)).take(i) {
            let (x, mirrored) = (x.to_f64(), mirrored.to_f64());
            difference += 2.0 * (x - mirrored) * (x - mirrored);
            rest += x * x + mirrored * mirrored;
        }
    }
    if rest == 0.0 { 0.0 } else { (difference / rest).sqrt() }
}

/// |mean vector|².
pub fn collapse<R: Real>(vectors: ArrayView2<R>) -> f64 {
    let mean = |column: ArrayView1<R>| total(column.iter()) / vectors.nrows() as f64;
    vectors.columns().into_iter().map(mean).map(|x| x * x).sum()
}

/// Mean of ‖v1_i − v2_i‖²; the first half of the rows are v1.
pub fn alignment<R: Real>(vectors: ArrayView2<R>) -> f64 {
    let batch = vectors.nrows() / 2;
    (0..batch).map(|i| square_distance(vectors.row(i), vectors.row(batch + i))).sum::<f64>() / batch as f64
}

/// Rows of X·Xᵀ that are made at a time.
const BLOCK: usize = 64;

/// ln of the mean over all pairs of vectors of exp(−2‖x − y‖²), with ‖x − y‖² = x·x + y·y − 2x·y: across the sides x·y is S [B, B], within a side it comes from
/// blocks of the product X·Xᵀ.
pub fn uniformity<R: Real>(s: ArrayView2<R>, vectors: ArrayView2<R>) -> f64 {
    let (batch, n) = (s.nrows(), vectors.nrows());
    let squares: Vec<R> = vectors.rows().into_iter().map(|x| x.dot(&x)).collect();
    let (mut packed, mut space, mut line) = (Packed::default(), Vec::new(), Vec::new());
    let mut sum = 0.0;
    for (side, first) in [0, batch].into_iter().flat_map(|side| (0..batch).step_by(BLOCK).map(move |first| (side, first))) {
        // Each pair once: of a block's rows, those up to its last one.
        let others = batch.min(first + BLOCK);
        let near = vectors.slice(s![side..side + others, ..]);
        packed.pack(near.reversed_axes());
        let mut products = Array2::zeros((others - first, others));
        multiply_packed(near.slice(s![first.., ..]), &packed, products.view_mut(), &mut space);
        for (i, within) in (first..).zip(products.rows()) {
            line.clear();
            if side > 0 {
                line.extend(s.column(i));
            }
            line.extend(within.iter().take(i));
            let own = squares[side + i];
            // Over slices, so that it becomes SIMD.
            for (x, &square) in line.iter_mut().zip(&squares) {
                *x = (R::of(-2.0) * (own + square - *x - *x)).quick_exp();
            }
            sum += total(line.iter());
        }
    }
    libm::log(sum / (n * (n - 1) / 2) as f64)
}

fn square_distance<R: Real>(x: ArrayView1<R>, y: ArrayView1<R>) -> f64 {
    x.iter().zip(y).map(|(&x, &y)| (x - y).to_f64()).map(|d| d * d).sum()
}

/// A measure in both directions; `None` where there is nothing to look for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BothWays {
    /// Question 1 looks for its question 2.
    pub forward: Option<f64>,
    /// Question 2 looks for its question 1.
    pub backward: Option<f64>,
}

/// The rank of each partner, S_ii, in its row and in its column of S [R, R], which comes in groups of rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranks {
    /// S_ii.
    partners: Vec<f32>,
    /// Cells that are closer, and as close, in each row and in each column.
    rows: Vec<[u32; 2]>,
    columns: Vec<[u32; 2]>,
}

impl Ranks {
    /// Before the first row, of v1 and v2 [R, H].
    pub fn new(v1: ArrayView2<f32>, v2: ArrayView2<f32>) -> Self {
        // Summed in the order in which a matrix product sums.
        let product = |(a, b): (ArrayView1<f32>, ArrayView1<f32>)| a.iter().zip(b).fold(0.0, |sum, (x, y)| sum + x * y);
        Self::of_partners(v1.rows().into_iter().zip(v2.rows()).map(product).collect())
    }

    fn of_partners(partners: Vec<f32>) -> Self {
        let none = vec![[0; 2]; partners.len()];
        Self { partners, rows: none.clone(), columns: none }
    }

    /// The rows of S from `first` on.
    pub fn add(&mut self, first: usize, rows: ArrayView2<f32>) {
        for (i, row) in (first..).zip(rows.rows()) {
            let own = self.partners[i];
            for ((&x, &partner), column) in row.iter().zip(&self.partners).zip(&mut self.columns) {
                for (counts, partner) in [(&mut self.rows[i], own), (column, partner)] {
                    counts[0] += u32::from(x > partner);
                    counts[1] += u32::from(x == partner);
                }
            }
        }
    }

    /// How many partners there are.
    pub fn len(&self) -> usize {
        self.partners.len()
    }

    /// Is there nothing to look for?
    pub fn is_empty(&self) -> bool {
        self.partners.is_empty()
    }

    /// How many partners are among the first k.
    pub fn found(&self, k: usize) -> [usize; 2] {
        self.ranks().map(|ranks| ranks.into_iter().filter(|&rank| rank <= k as f64).count())
    }

    /// Recall at k: the share of partners that are among the first k.
    pub fn recall(&self, k: usize) -> BothWays {
        self.mean(|rank| f64::from(u8::from(rank <= k as f64)))
    }

    /// Mean reciprocal rank.
    pub fn mrr(&self) -> BothWays {
        self.mean(|rank| 1.0 / rank)
    }

    fn ranks(&self) -> [Vec<f64>; 2] {
        let rank = |&[closer, equal]: &[u32; 2]| 1.0 + f64::from(closer) + 0.5 * f64::from(equal - 1);
        [&self.rows, &self.columns].map(|counts| counts.iter().map(rank).collect())
    }

    fn mean(&self, of: impl Fn(f64) -> f64) -> BothWays {
        let [forward, backward] = self.ranks().map(|ranks| {
            let sum: f64 = ranks.iter().map(|&rank| of(rank)).sum();
            (!ranks.is_empty()).then(|| sum / ranks.len() as f64)
        });
        BothWays { forward, backward }
    }
}

/// The ranks of the diagonal of a whole S [R, R].
pub fn retrieval(s: ArrayView2<f32>) -> Ranks {
    let mut ranks = Ranks::of_partners(s.diag().to_vec());
    ranks.add(0, s);
    ranks
}

/// Counts of a decision by threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Confusion {
    /// Duplicates called duplicates.
    pub true_positive: usize,
    /// Non-duplicates called duplicates.
    pub false_positive: usize,
    /// Non-duplicates called non-duplicates.
    pub true_negative: usize,
    /// Duplicates called non-duplicates.
    pub false_negative: usize,
}

impl Confusion {
    /// Calls a pair a duplicate if its cosine is above `threshold`; `pairs` are cosines and labels.
    pub fn at(threshold: f64, pairs: &[(f64, bool)]) -> Self {
        let mut counts = Self::default();
        for &(cosine, duplicate) in pairs {
            let count = match (cosine > threshold, duplicate) {
                (true, true) => &mut counts.true_positive,
                (true, false) => &mut counts.false_positive,
                (false, false) => &mut counts.true_negative,
                (false, true) => &mut counts.false_negative,
            };
            *count += 1;
        }
        counts
    }

    /// Share of right decisions.
    pub fn accuracy(&self) -> f64 {
        let right = self.true_positive + self.true_negative;
        right as f64 / (right + self.false_positive + self.false_negative) as f64
    }
}

/// Area under the ROC curve: how often a duplicate is closer than a non-duplicate, ties counted half. Needs both kinds.
pub fn area_under_curve(pairs: &[(f64, bool)]) -> f64 {
    let sorted = descending(pairs);
    let (mut duplicates, mut wins) = (0.0, 0.0);
    for group in sorted.chunk_by(|a, b| a.0 == b.0) {
        let positives = group.iter().filter(|p| p.1).count() as f64;
        let negatives = group.len() as f64 - positives;
        wins += negatives * (duplicates + 0.5 * positives);
        duplicates += positives;
    }
    wins / (duplicates * (pairs.len() as f64 - duplicates))
}

/// The threshold that decides best, midway between two cosines (the highest among equals), and its accuracy.
pub fn best_threshold(pairs: &[(f64, bool)]) -> (f64, f64) {
    let sorted = descending(pairs);
    let mut right = sorted.iter().filter(|p| !p.1).count();
    let mut best = (1.0, right);
    for (k, pair) in sorted.iter().enumerate() {
        right = if pair.1 { right + 1 } else { right - 1 };
        let next = sorted.get(k + 1).map_or(-1.0, |p| p.0);
        if next < pair.0 && right > best.1 {
            best = (0.5 * (pair.0 + next), right);
        }
    }
    (best.0, best.1 as f64 / sorted.len() as f64)
}

pub(super) fn descending(pairs: &[(f64, bool)]) -> Vec<(f64, bool)> {
    sorted(pairs, |a, b| b.0.total_cmp(&a.0))
}
