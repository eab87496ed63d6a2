//! A fair learning rate for each loss: the one of a grid that does best with other seeds than those of the comparison, and of the built-in questions on
//! others too.

use super::{NO_DIFFERENCE, Results, Run, rate};
use std::collections::{BTreeMap, BTreeSet};

/// Of the seeds; the comparison's are below.
pub const FIRST_SEED: u32 = 1001;
/// The built-in set draws other questions, and holds other ones out.
pub const OTHER_QUESTIONS: &str = "data.seed=1001";

/// Learning rates, rising, and the mean recall@1 of each.
pub type Grid = Vec<(f64, f64)>;

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

/// The runs that tune these: each of them but for its seed, at each rate, with so many other seeds.
pub fn runs(compared: &[Run], rates: &[f64], seeds: u32) -> Vec<Run> {
    let mut known = BTreeSet::new();
    let kinds: Vec<Run> = compared.iter().map(|run| Run { seed: FIRST_SEED, ..run.clone() }).filter(|run| known.insert(run.clone())).collect();
    let seeds = FIRST_SEED..FIRST_SEED.saturating_add(seeds);
    let of = |seed, rate: f64| kinds.iter().map(move |run| Run { seed, ..at(run, rate, run.data.is_empty()) });
    seeds.flat_map(|seed| rates.iter().flat_map(move |rate| of(seed, *rate))).collect()
}

/// The same runs, each loss at its best rate; `None` while runs of the grid are missing.
pub fn tuned(compared: &[Run], grid: &[Run], tuning: &Results) -> Option<Vec<Run>> {
    let own: Results = grid.iter().map(|run| Some((run.clone(), *tuning.get(run)?))).collect::<Option<_>>()?;
    let grids = grids(&own);
    compared.iter().map(|run| Some(at(run, best(grids.get(&(run.asymmetry.clone(), run.loss.clone()))?).rate, false))).collect()
}

/// The grid of each asymmetry and loss.
pub fn grids(tuning: &Results) -> BTreeMap<(String, String), Grid> {
    let mut grids: BTreeMap<(String, String), BTreeMap<u64, (f64, u32)>> = BTreeMap::new();
    for (run, outcome) in tuning {
        let Some(rate) = rate(run) else { continue };
        // Positive numbers are in the order of their bits.
        let (sum, count) = grids.entry((run.asymmetry.clone(), run.loss.clone())).or_default().entry(rate.to_bits()).or_default();
        (*sum, *count) = (*sum + outcome.recall(), *count + 1);
    }
    let grid =
        |grid: BTreeMap<u64, (f64, u32)>| grid.into_iter().map(|(rate, (sum, count))| (f64::from_bits(rate), sum / f64::from(count))).collect();
    grids.into_iter().map(|(key, own)| (key, grid(own))).collect()
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

/// As results keep it; what is no run stays as it is, and is refused when it is to be made.
fn at(run: &Run, rate: f64, on_other_questions: bool) -> Run {
    let replaced = |part: &str| part.starts_with("adam.learningRate=") || (on_other_questions && part.starts_with("data.seed="));
    let rate = format!("adam.learningRate={rate}");
    let more = on_other_questions.then_some(OTHER_QUESTIONS).into_iter().chain([rate.as_str()]);
    let settings = super::parts(&run.settings).filter(|part| !replaced(part)).chain(more).collect::<Vec<_>>().join("&");
    let run = Run { settings, ..run.clone() };
    run.canonical().unwrap_or(run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Outcome;

    fn plan() -> Vec<Run> {
        let of = |seed, asymmetry: &str, loss: &str| Run {
            data: String::new(),
            asymmetry: asymmetry.into(),
            loss: loss.into(),
            seed,
            steps: 5,
            settings: "batchSize=8&data.seed=3".into(),
        };
        let kinds = [("0", "course-2020"), ("0", "both"), ("1", "course-2020"), ("1", "both")];
        [1, 2].into_iter().flat_map(|seed| kinds.map(|(asymmetry, loss)| of(seed, asymmetry, loss).canonical().unwrap())).collect()
    }

    /// The recall is greatest at a rate of `best`.
    fn outcome(run: &Run, best: f64) -> Outcome {
        let recall = 0.9 - (rate(run).unwrap() - best).abs() - f64::from(run.seed - FIRST_SEED) / 100.0;
        Outcome { forward: recall, backward: recall, auc: Some(0.5), diverged: None }
    }

    #[test]
    fn each_loss_is_run_at_the_rate_that_is_best_for_it_at_that_asymmetry() {
        let grid = runs(&plan(), &[0.005, 0.01, 0.02, 0.04], 3);
        assert_eq!(grid.len(), 4 * 3 * 2 * 2);
        let own = |run: &Run| (if run.loss == "both" { 0.021 } else { 0.011 }) - if run.asymmetry == "1" { 0.0055 } else { 0.0 };
        let mut tuning: Results = grid.iter().map(|run| (run.clone(), outcome(run, own(run)))).collect();
        let runs = tuned(&plan(), &grid, &tuning).unwrap();
        let rates: BTreeMap<_, _> = runs.iter().map(|run| ((run.asymmetry.as_str(), run.loss.as_str()), run.settings.as_str())).collect();
        assert_eq!(runs.len(), plan().len());
        assert_eq!(rates[&("0", "both")], "batchSize=8&data.seed=3&adam.learningRate=0.02");
        assert_eq!(rates[&("0", "course-2020")], "batchSize=8&data.seed=3&adam.learningRate=0.01");
        assert_eq!(rates[&("1", "course-2020")], "batchSize=8&data.seed=3&adam.learningRate=0.005");
        tuning.pop_first();
        assert_eq!(tuned(&plan(), &grid, &tuning), None, "a grid with a hole decides nothing");
    }

    #[test]
    fn other_seeds_and_other_questions_decide() {
        let compared = plan();
        for run in runs(&plan(), &[0.01], 2) {
            assert!(run.settings.contains(OTHER_QUESTIONS) && compared.iter().all(|other| other.seed != run.seed));
            run.link().unwrap();
        }
        let on_file = Run { data: "my.csv (0123abcd)".into(), settings: String::new(), ..plan().remove(0) };
        assert_eq!(runs(&[on_file], &[0.02], 1)[0].settings, "adam.learningRate=0.02", "a file has no other questions");
    }

    #[test]
    fn a_best_rate_at_the_end_of_the_grid_is_marked() {
        let grid = |recalls: [f64; 3]| [0.01, 0.02, 0.04].into_iter().zip(recalls).collect::<Grid>();
        assert_eq!(best(&grid([0.1, 0.3, 0.2])), Best { rate: 0.02, recall: 0.3, at_edge: false });
        assert_eq!(best(&grid([0.1, 0.2, 0.3])), Best { rate: 0.04, recall: 0.3, at_edge: true });
        assert_eq!(best(&grid([0.3, 0.3, 0.2])), Best { rate: 0.01, recall: 0.3, at_edge: true });
    }
}
