//! A test that stays honest although one looks after every seed: the mixture sequential probability ratio test, on signs.
//!
//! If neither loss were better, each seed that differs would be the toss of a coin. Somebody starts with 1 and bets on every toss, so much on *better* as
//! Laplace's rule of succession gives it, (b + 1) / (n + 2) after b of n. Where the coin is fair nobody's fortune grows on average, so the chance that it ever
//! reaches 1/α is α at most (Ville), whenever one looks and for whatever reason one stops. After b better and w worse seeds the fortune is
//!
//! ```text
//! E(b, w) = ∫₀¹ (2q)ᵇ (2 − 2q)ʷ dq = 2ᵇ⁺ʷ b! w! / (b + w + 1)!
//! ```
//!
//! whatever their order, and p = min(1, 1/E).
//!
//! H. Robbins, "Statistical methods related to the law of the iterated logarithm" (1970).

use std::f64::consts::LN_2;

/// A p below this is called no chance.
pub const CHANCE: f64 = 0.05;
/// Nobody waits for more seeds than this.
const MANY: usize = 1000;

/// ln E(b, w), bet by bet.
fn log_fortune(better: usize, worse: usize) -> f64 {
    let bet = |n: usize, agreeing: usize| LN_2 + libm::log((agreeing + 1) as f64 / (n + 2) as f64);
    (0..better).map(|k| bet(k, k)).chain((0..worse).map(|k| bet(better + k, k))).sum()
}

/// P that holds whenever one looks.
pub fn anytime(better: usize, worse: usize) -> f64 {
    libm::exp(-log_fortune(better, worse)).min(1.0)
}

/// How many more seeds it takes at least until p is below `level`: all of them on one side.
pub fn at_least(better: usize, worse: usize, level: f64) -> usize {
    let shows = |more: &usize| anytime(better + more, worse).min(anytime(better, worse + more)) < level;
    (0..MANY).find(shows).unwrap_or(MANY)
}

/// How many seeds it will take until p is below `level`, worked out from the spread of the differences so far: if they scatter as a bell curve, a seed is
/// better with the probability Φ(mean / deviation), and surely so where all are alike. Seeds that come out equal tell nothing, so it takes as many more. None
/// where there are too few that differ, or where it takes more than a thousand.
pub fn needed(differences: &[f64], level: f64) -> Option<usize> {
    let differing: Vec<f64> = differences.iter().copied().filter(|d| *d != 0.0).collect();
    let n = differing.len() as f64;
    let mean = differing.iter().sum::<f64>() / n;
    let variance = differing.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (n - 1.0);
    if differing.len() < 2 {
        return None;
    }
    // Without any spread the quotient is infinite, and each seed that differs is better.
    let share = if mean == 0.0 { 0.5 } else { bell(mean.abs() / variance.sqrt()) };
    let shows = |n: &usize| {
        let better = libm::round(share * *n as f64) as usize;
        anytime(better, n - better) < level
    };
    let all = (1..=MANY).find(shows)? as f64 * differences.len() as f64 / n;
    Some(libm::ceil(all) as usize).filter(|all| *all <= MANY)
}

/// Φ to within 0.01: the forecast is no better than its deviation, which a few seeds give.
fn bell(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-1.702 * x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};

    #[test]
    fn the_fortune_is_the_integral_in_any_order() {
        for (better, worse, fortune) in [(0, 0, 1.0), (1, 0, 1.0), (3, 0, 2.0), (8, 2, 1024.0 / 495.0), (20, 0, 1_048_576.0 / 21.0)] {
            for (better, worse) in [(better, worse), (worse, better)] {
                assert!((log_fortune(better, worse) - f64::ln(fortune)).abs() < 1e-12, "{better} to {worse}");
            }
        }
        assert_eq!(anytime(4, 4), 1.0);
    }

    /// Of so many experiments that look after every seed and stop at the first p below 0.05, the share that stops.
    fn stopped(share: f64, seeds: usize, experiments: usize, p: fn(usize, usize) -> f64) -> f64 {
        let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(5);
        let stops = |_: &usize| {
            let mut better = 0;
            (1..=seeds).any(|n| {
                better += usize::from(random.random_bool(share));
                p(better, n - better) < CHANCE
            })
        };
        (0..experiments).filter(stops).count() as f64 / experiments as f64
    }

    #[test]
    fn who_looks_all_the_time_is_wrong_in_five_of_a_hundred_at_most_and_finds_what_there_is() {
        let wrong = stopped(0.5, 300, 4000, anytime);
        assert!((0.005..CHANCE).contains(&wrong), "{wrong}");
        assert!(stopped(0.5, 300, 400, crate::verdict::statistics::sign_test) > 0.2, "the test for a fixed number of seeds is fooled by looking");
        assert!(stopped(0.8, 60, 1000, anytime) > 0.9);
    }

    #[test]
    fn three_seeds_cannot_show_it() {
        assert_eq!((at_least(0, 0, CHANCE), at_least(3, 0, CHANCE), at_least(8, 0, CHANCE)), (8, 5, 0));
        assert_eq!(at_least(0, 0, CHANCE / 2.0), 9);
        assert!(at_least(2, 2, CHANCE) > 8);
    }

    #[test]
    fn the_spread_says_how_many_would() {
        let level = CHANCE;
        // Mean over deviation 2: 97 of 100 seeds are better.
        assert_eq!(needed(&[0.01, 0.02, 0.03], level), Some(8));
        let weaker = needed(&[-0.01, 0.02, 0.03], level).unwrap();
        assert!(weaker > 15 && weaker < 60, "{weaker}");
        assert_eq!(needed(&[0.02], level), None);
        assert_eq!(needed(&[0.01, -0.01], level), None);
        assert_eq!(needed(&[0.0, 0.0, 0.0], level), None, "nothing differs");
        for alike in [[0.01; 3], [-0.02; 3], [0.1, 0.1, 0.1 + 1e-17]] {
            assert_eq!(needed(&alike, level), Some(at_least(0, 0, level)), "no spread: each further seed is like those before");
        }
        assert_eq!(needed(&[0.0, 0.01, 0.0, 0.01, 0.0, 0.01], level), Some(2 * at_least(0, 0, level)), "every other seed tells nothing");
        assert_eq!(needed(&[0.0, 0.0, 0.01], level), None, "one seed that differs has no spread");
        assert_eq!(needed(&[0.01; 2], level / 9.0), Some(at_least(0, 0, level / 9.0)));
    }
}
