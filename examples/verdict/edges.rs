//! Which learning rates stand at an end of those that were tried: one outside may do better.

use std::collections::{BTreeMap, BTreeSet};
use tripletscope::verdict::{Results, Run, rate};

/// What stands behind such a rate.
pub const MARK: &str = " †";
/// What the mark says.
pub const NOTE: &str = "\n† At the end of the grid: a rate outside may do better.\n";

/// The learning rates that were tried, for each kind of run.
#[derive(Debug, Default)]
pub struct Edges(BTreeMap<Run, BTreeSet<u64>>);

impl Edges {
    /// By the runs that tuned.
    pub fn of(tuning: &Results) -> Self {
        let mut tried: BTreeMap<Run, BTreeSet<u64>> = BTreeMap::new();
        for (run, rate) in tuning.keys().filter_map(|run| Some((run, rate(run)?))) {
            // Positive numbers are in the order of their bits.
            tried.entry(kind(run)).or_default().insert(rate.to_bits());
        }
        Self(tried)
    }

    /// [`MARK`] if the run's rate is the lowest or the highest of those tried for such a run.
    pub fn mark(&self, run: &Run) -> &'static str {
        let own = rate(run).map(f64::to_bits);
        let tried = run.canonical().ok().and_then(|run| self.0.get(&kind(&run)));
        let at_end = tried.is_some_and(|tried| own.is_some() && [tried.first(), tried.last()].contains(&own.as_ref()));
        if at_end { MARK } else { "" }
    }
}

/// The run without what tuning changes of it: seed, learning rate, and which of the built-in questions there are.
fn kind(run: &Run) -> Run {
    let kept = |part: &&str| !["adam.learningRate=", "data.seed="].iter().any(|key| part.starts_with(key));
    Run { seed: 0, settings: run.settings.split('&').filter(kept).collect::<Vec<_>>().join("&"), ..run.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tripletscope::verdict::{Outcome, tuning::runs};

    #[test]
    fn a_rate_at_either_end_of_its_own_grid_is_marked_however_its_run_is_spelt() {
        let of = |loss: &str, settings: &str| Run {
            data: String::new(),
            asymmetry: "0.5".into(),
            loss: loss.into(),
            seed: 7,
            steps: 5,
            settings: settings.into(),
        };
        let outcome = Outcome { forward: 0.5, backward: 0.5, auc: None, diverged: None };
        let grid = [runs(&[of("both", "batchSize=16")], &[0.01, 0.02, 0.04], 2), runs(&[of("four", "batchSize=16")], &[0.02, 0.08], 2)].concat();
        let edges = Edges::of(&grid.into_iter().map(|run| (run, outcome)).collect());
        let mark = |loss: &str, settings: &str| edges.mark(&of(loss, settings));
        assert_eq!(["0.01", "0.02", "0.04"].map(|rate| mark("both", &format!("adam.learningRate={rate}&batchSize=16"))), [MARK, "", MARK]);
        assert_eq!(mark("both", "batchSize=16&data.seed=3&adam.learningRate=0.04"), MARK, "in another order, on questions of its own");
        assert_eq!(mark("four", "batchSize=16&adam.learningRate=0.02"), MARK, "each loss has its own grid");
        assert_eq!(mark("both", "batchSize=32&adam.learningRate=0.04"), "", "of another experiment nothing is known");
        assert_eq!(mark("both", "batchSize=16"), "");
    }
}
