//! Results in little room: recalls as counts, the area under the ROC curve in thousandths, in which it is told; a list has an entry for each seed.

use super::{NO_DIFFERENCE, Outcome, Results, Run};
use serde::Serialize;
use std::collections::BTreeMap;

/// The runs of a loss.
#[derive(Debug, Serialize)]
pub struct Packed<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    data: &'a str,
    asymmetry: &'a str,
    loss: &'a str,
    steps: u32,
    settings: &'a str,
    seeds: Vec<u32>,
    /// What recalls and areas are counted in.
    #[serde(rename = "outOf")]
    out_of: [u32; 2],
    forward: Vec<u32>,
    backward: Vec<u32>,
    auc: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "all_finish")]
    diverged: Vec<Option<u32>>,
}

/// Areas are kept in thousandths.
const AUC: u32 = 1000;
/// Five decimals hold any share.
const FINEST: u32 = 100_000;

impl<'a> Packed<'a> {
    /// All results.
    pub fn of(results: &'a Results) -> Vec<Self> {
        let mut alike: BTreeMap<_, Vec<(&Run, &Outcome)>> = BTreeMap::new();
        for (run, outcome) in results {
            alike.entry((&run.data, &run.asymmetry, run.steps, &run.settings, &run.loss)).or_default().push((run, outcome));
        }
        alike.into_values().map(|own| Self::of_alike(&own)).collect()
    }

    /// Runs that differ in their seeds only.
    fn of_alike(own: &[(&'a Run, &'a Outcome)]) -> Self {
        let (run, outcomes) = (own[0].0, own.iter().map(|(_, outcome)| *outcome));
        let pairs = pairs(outcomes.clone().flat_map(|outcome| [outcome.forward, outcome.backward]));
        Self {
            data: &run.data,
            asymmetry: &run.asymmetry,
            loss: &run.loss,
            steps: run.steps,
            settings: &run.settings,
            seeds: own.iter().map(|(run, _)| run.seed).collect(),
            out_of: [pairs, AUC],
            forward: outcomes.clone().map(|outcome| counted(outcome.forward, pairs)).collect(),
            backward: outcomes.clone().map(|outcome| counted(outcome.backward, pairs)).collect(),
            auc: outcomes.clone().map(|outcome| outcome.auc.map(|auc| counted(auc, AUC))).collect(),
            diverged: outcomes.map(|outcome| outcome.diverged).collect(),
        }
    }
}

fn all_finish(diverged: &[Option<u32>]) -> bool {
    diverged.iter().all(Option::is_none)
}

fn counted(share: f64, all: u32) -> u32 {
    (share * f64::from(all)).round() as u32
}

/// The least number of pairs of which all shares are so many; none is rounded more than by five decimals.
fn pairs(shares: impl Iterator<Item = f64> + Clone) -> u32 {
    let holds = |all: &u32| shares.clone().all(|share| (f64::from(counted(share, *all)) / f64::from(*all) - share).abs() <= 0.5 / f64::from(FINEST));
    (1..FINEST).find(holds).unwrap_or(FINEST)
}

/// Are they the same, one of them in thousandths?
pub(super) fn auc_agrees(a: f64, b: f64) -> bool {
    let kept = |auc: f64| f64::from(counted(auc, AUC)) / f64::from(AUC) == auc;
    (kept(a) || kept(b)) && (a - b).abs() < 0.5 / f64::from(AUC) + NO_DIFFERENCE
}
