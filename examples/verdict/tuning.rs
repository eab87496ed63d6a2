//! A fair learning rate for each loss: the one of a grid that does best with other seeds on other questions than those of the comparison.

use super::experiment::Plan;
use std::collections::BTreeMap;
use tripletscope::verdict::summary::place;
use tripletscope::verdict::{NO_DIFFERENCE, Results, Run, rate};

/// Of the seeds; the comparison's are below.
pub const FIRST_SEED: u32 = 1001;
/// The built-in set draws other questions, and holds other ones out.
pub const OTHER_QUESTIONS: &str = "data.seed=1001";

/// Learning rates, rising, and the mean recall@1 of each.
pub type Grid = Vec<(f64, f64)>;

/// Learning rates and the recall@1 of each seed.
type Recalls = Vec<(f64, Vec<f64>)>;

/// What a grid says of a loss at an asymmetry.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Where the mean recall@1 is greatest; the lower one of two that are alike.
    pub rate: f64,
    /// The mean recall@1 there.
    pub recall: f64,
    /// It may be that a rate outside the grid does better.
    pub at_edge: bool,
}

/// The runs of the grid.
pub fn runs(plan: &Plan, rates: &[f64], seeds: u32) -> Vec<Run> {
    let of =
        |rate: &f64| Plan { seeds: (FIRST_SEED, seeds), settings: join(&[&plan.settings, OTHER_QUESTIONS, &setting(*rate)]), ..plan.clone() }.runs();
    rates.iter().flat_map(of).collect()
}

/// The plan's runs, each loss at its best rate; `None` while runs of the grid are missing.
pub fn tuned(plan: &Plan, grid: &[Run], tuning: &Results) -> Option<Vec<Run>> {
    let own: Results = grid.iter().map(|run| Some((run.clone(), *tuning.get(run)?))).collect::<Option<_>>()?;
    let best: BTreeMap<_, _> = grids(&own).into_iter().map(|(key, grid)| (key, best(&grid).rate)).collect();
    let at_best = |run: Run| {
        let run = Run { settings: join(&[&run.settings, &setting(best[&(run.asymmetry.clone(), run.loss.clone())])]), ..run };
        run.canonical().unwrap_or(run)
    };
    Some(plan.runs().into_iter().map(at_best).collect())
}

/// The grid of each asymmetry and loss.
pub fn grids(tuning: &Results) -> BTreeMap<(String, String), Grid> {
    let mut recalls: BTreeMap<(String, String), Recalls> = BTreeMap::new();
    for (run, outcome) in tuning {
        let Some(rate) = rate(run) else { continue };
        let grid = recalls.entry((run.asymmetry.clone(), run.loss.clone())).or_default();
        match grid.iter_mut().find(|(own, _)| *own == rate) {
            Some((_, values)) => values.push(outcome.recall()),
            None => grid.push((rate, vec![outcome.recall()])),
        }
    }
    let mean = |(rate, values): (f64, Vec<f64>)| (rate, values.iter().sum::<f64>() / values.len() as f64);
    let grid = |grid: Recalls| {
        let mut grid: Grid = grid.into_iter().map(mean).collect();
        grid.sort_by(|a, b| a.0.total_cmp(&b.0));
        grid
    };
    recalls.into_iter().map(|(key, recalls)| (key, grid(recalls))).collect()
}

/// In the order in which the tables show them.
pub fn losses(grids: &BTreeMap<(String, String), Grid>) -> Vec<&String> {
    let mut losses: Vec<&String> = grids.keys().map(|(_, loss)| loss).collect();
    losses.sort_by_key(|loss| place(loss));
    losses.dedup();
    losses
}

/// The best rate of a grid.
///
/// # Panics
/// If the grid is empty.
pub fn best(grid: &Grid) -> Best {
    let (rate, recall) =
        grid.iter().copied().reduce(|best, next| if next.1 > best.1 + NO_DIFFERENCE { next } else { best }).expect("a grid has a rate");
    Best { rate, recall, at_edge: [grid.first(), grid.last()].iter().flatten().any(|end| end.0 == rate) }
}

fn setting(rate: f64) -> String {
    format!("adam.learningRate={rate}")
}

fn join(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Data;
    use tripletscope::verdict::Outcome;

    fn plan() -> Plan {
        Plan {
            data: Data::builtin(),
            losses: vec!["course-2020".into(), "both".into()],
            asymmetries: vec![0.0, 1.0],
            seeds: (1, 2),
            steps: 5,
            settings: "batchSize=8".into(),
        }
    }

    /// The recall is greatest at a rate of `best`.
    fn outcome(run: &Run, best: f64) -> Outcome {
        let recall = 0.9 - (rate(run).unwrap() - best).abs() - f64::from(run.seed - FIRST_SEED) / 100.0;
        Outcome { forward: recall, backward: recall, auc: Some(0.5) }
    }

    #[test]
    fn each_loss_is_run_at_the_rate_that_is_best_for_it_at_that_asymmetry() {
        let grid = runs(&plan(), &[0.005, 0.01, 0.02, 0.04], 3);
        assert_eq!(grid.len(), 4 * 3 * 2 * 2);
        let own = |run: &Run| (if run.loss == "both" { 0.021 } else { 0.011 }) - if run.asymmetry == "1" { 0.0055 } else { 0.0 };
        let mut tuning: Results = grid.iter().map(|run| (run.clone(), outcome(run, own(run)))).collect();
        let runs = tuned(&plan(), &grid, &tuning).unwrap();
        let rates: BTreeMap<_, _> = runs.iter().map(|run| ((run.asymmetry.as_str(), run.loss.as_str()), run.settings.as_str())).collect();
        assert_eq!(runs.len(), plan().runs().len());
        assert_eq!(rates[&("0", "both")], "batchSize=8&adam.learningRate=0.02");
        assert_eq!(rates[&("0", "course-2020")], "batchSize=8&adam.learningRate=0.01");
        assert_eq!(rates[&("1", "course-2020")], "batchSize=8&adam.learningRate=0.005");
        tuning.pop_first();
        assert_eq!(tuned(&plan(), &grid, &tuning), None, "a grid with a hole decides nothing");
    }

    #[test]
    fn other_seeds_and_other_questions_decide() {
        let compared = plan().runs();
        for run in runs(&plan(), &[0.01], 2) {
            assert!(run.settings.contains(OTHER_QUESTIONS) && compared.iter().all(|other| other.seed != run.seed));
            run.link().unwrap();
        }
    }

    #[test]
    fn a_best_rate_at_the_end_of_the_grid_is_marked() {
        let grid = |recalls: [f64; 3]| [0.01, 0.02, 0.04].into_iter().zip(recalls).collect::<Grid>();
        assert_eq!(best(&grid([0.1, 0.3, 0.2])), Best { rate: 0.02, recall: 0.3, at_edge: false });
        assert_eq!(best(&grid([0.1, 0.2, 0.3])), Best { rate: 0.04, recall: 0.3, at_edge: true });
        assert_eq!(best(&grid([0.3, 0.3, 0.2])), Best { rate: 0.01, recall: 0.3, at_edge: true });
    }
}
