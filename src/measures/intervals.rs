//! How sure a share or an area is: intervals at 95 %.
//!
//! - of a share of n: Wilson's (1927), the values p with (p̂ − p)² ≤ z² p(1 − p)/n
//! - of the area θ under the ROC curve of m duplicates and n others: Newcombe's method 5 (2006), in the same manner the values θ with
//!   (θ̂ − θ)² ≤ z² V(θ), where V(θ) = θ(1 − θ)(1 + N(1 − θ)/(2 − θ) + Nθ/(1 + θ))/(mn) with N = (m + n)/2 − 1 is Hanley and McNeil's variance
//!   (1982). Unlike DeLong's it does not shrink to nothing where the two kinds are told apart without a mistake.
//!
//! Pairs that share a question depend on each other a little; both take them as independent.

/// The 97.5th percentile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// Halvings of the bisection: a 52-bit fraction is exact by then.
const HALVINGS: usize = 60;

/// The lowest and the highest value that are likely.
pub type Interval = [f64; 2];

/// Wilson's interval of a share: `right` of `all`, of which there is at least one.
pub fn of_share(right: usize, all: usize) -> Interval {
    let (n, p) = (all as f64, right as f64 / all as f64);
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    [((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0)]
}

/// Newcombe's interval of the area under the ROC curve of so many duplicates and others, at least one each.
pub fn of_area(area: f64, duplicates: usize, others: usize) -> Interval {
    let (m, n) = (duplicates as f64, others as f64);
    let inner = 0.5 * (m + n) - 1.0;
    let variance = |t: f64| t * (1.0 - t) * (1.0 + inner * (1.0 - t) / (2.0 - t) + inner * t / (1.0 + t)) / (m * n);
    let likely = |t: f64| (area - t) * (area - t) <= Z * Z * variance(t);
    [edge(area, 0.0, likely), edge(area, 1.0, likely)]
}

/// Where values stop to be likely between one that is and one that is not.
fn edge(mut inside: f64, mut outside: f64, likely: impl Fn(f64) -> bool) -> f64 {
    // At an end of the range the variance is 0, so the area itself is taken for likely.
    for _ in 0..HALVINGS {
        let middle = 0.5 * (inside + outside);
        if likely(middle) { inside = middle } else { outside = middle }
    }
    inside
}
