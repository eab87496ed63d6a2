//! Results in words and numbers: medians, and the differences from the baseline seed by seed.

use super::experiment::{Outcome, Run};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Recall@1 by seed.
type BySeed = BTreeMap<u32, f64>;

/// A Markdown table for each asymmetry, settings and number of steps.
pub fn markdown(results: &BTreeMap<Run, Outcome>, baseline: &str) -> String {
    let mut groups: BTreeMap<(&str, &str, u32), BTreeMap<&str, BySeed>> = BTreeMap::new();
    for (run, outcome) in results {
        let group = groups.entry((&run.asymmetry, &run.settings, run.steps)).or_default();
        group.entry(&run.loss).or_default().insert(run.seed, outcome.recall());
    }
    let mut text = String::new();
    for ((asymmetry, settings, steps), losses) in groups {
        let others = if settings.is_empty() { String::new() } else { format!(", {settings}") };
        let _ = writeln!(text, "\nAsymmetry {asymmetry}, {steps} steps{others}:\n");
        let _ = writeln!(text, "| loss | recall@1: median (min–max) | seed by seed against {baseline} | sign test |");
        let _ = writeln!(text, "|---|---|---|---|");
        let none = BTreeMap::new();
        let base = losses.get(baseline).unwrap_or(&none);
        for (loss, seeds) in &losses {
            let recalls: Vec<f64> = seeds.values().copied().collect();
            let differences: Vec<f64> = seeds.iter().filter_map(|(seed, recall)| Some(recall - base.get(seed)?)).collect();
            let (words, chance) = if *loss == baseline { ("the baseline".into(), String::new()) } else { compare(&differences) };
            let range =
                format!("{:.1} % ({:.1}–{:.1})", 100.0 * quantile(&recalls, 0.5), 100.0 * quantile(&recalls, 0.0), 100.0 * quantile(&recalls, 1.0));
            let _ = writeln!(text, "| {loss} | {range} | {words} | {chance} |");
        }
    }
    text
}

/// How many seeds are better, by how much in the median, and how often chance alone does as much.
fn compare(differences: &[f64]) -> (String, String) {
    if differences.is_empty() {
        return ("no seed in common".into(), String::new());
    }
    let better = differences.iter().filter(|&&d| d > 0.0).count();
    let worse = differences.iter().filter(|&&d| d < 0.0).count();
    let median = 100.0 * quantile(differences, 0.5);
    let p = sign_test(better, worse);
    let verdict = if p < 0.05 { "" } else { ", could be chance" };
    let p = if p < 0.001 { "p < 0.001".into() } else { format!("p = {p:.3}") };
    (format!("{better} of {} better, median {median:+.1} points", differences.len()), format!("{p}{verdict}"))
}

/// Two-sided sign test: if neither were better, each seed that differs would be a toss of a coin.
pub fn sign_test(better: usize, worse: usize) -> f64 {
    let n = better + worse;
    let choose = |k: usize| (0..k).map(|i| (n - i) as f64 / (i + 1) as f64).product::<f64>();
    let tail: f64 = (0..=better.min(worse)).map(choose).sum::<f64>() / 2_f64.powi(n as i32);
    (2.0 * tail).min(1.0)
}

/// With linear interpolation between neighbours.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_test_counts_tosses() {
        assert!((sign_test(5, 0) - 2.0 / 32.0).abs() < 1e-12);
        assert!((sign_test(8, 2) - 2.0 * (1.0 + 10.0 + 45.0) / 1024.0).abs() < 1e-12);
        assert!((sign_test(0, 0) - 1.0).abs() < 1e-12 && (sign_test(3, 3) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn seeds_are_compared_with_their_own_baseline() {
        let run = |loss: &str, seed| Run { asymmetry: "1".into(), loss: loss.into(), seed, steps: 5, settings: String::new() };
        let outcome = |recall| Outcome { forward: recall, backward: recall, auc: 0.5 };
        let results =
            BTreeMap::from([(run("a", 1), outcome(0.5)), (run("a", 2), outcome(0.7)), (run("b", 1), outcome(0.6)), (run("b", 2), outcome(0.75))]);
        let text = markdown(&results, "a");
        assert!(text.contains("| b | 67.5 % (60.0–75.0) | 2 of 2 better, median +7.5 points | p = 0.500, could be chance |"), "{text}");
    }
}
