//! The built-in questions of several runs, made once for all that ask for the same.

use crate::data::Dataset;
use crate::error::Result;
use crate::verdict::{Outcome, Run};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What has been made so far, by what tells one set from another.
#[derive(Debug, Default)]
pub struct Datasets {
    made: Mutex<HashMap<String, Arc<Dataset>>>,
}

impl Datasets {
    /// Trains on the built-in questions, and measures.
    ///
    /// # Errors
    /// If the run says anything that its settings do not take.
    pub fn outcome(&self, run: &Run) -> Result<Outcome> {
        run.outcome_on(self.of(run)?)
    }

    /// The questions that a run asks for. They are made outside the lock: two runs may make the same at one time, and one of the two is kept.
    fn of(&self, run: &Run) -> Result<Arc<Dataset>> {
        let config = run.builtin_config()?;
        let key = format!("{config:?}");
        if let Some(known) = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(Dataset::of_settings(&config)?);
        Ok(Arc::clone(self.made.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(made)))
    }
}

#[cfg(test)]
mod tests {
    use super::Datasets;
    use crate::verdict::Run;
    use std::sync::Arc;

    fn run(asymmetry: &str, seed: u32, settings: &str) -> Run {
        Run { data: String::new(), asymmetry: asymmetry.into(), loss: "both".into(), seed, steps: 2, settings: settings.into() }
    }

    #[test]
    fn runs_that_ask_for_the_same_questions_share_them_and_come_out_as_alone() {
        let datasets = Datasets::default();
        let of = |run: &Run| datasets.of(run).expect("allowed settings");
        let (first, other_seed) = (of(&run("0.5", 1, "")), of(&run("0.5", 2, "batchSize=8")));
        assert!(Arc::ptr_eq(&first, &other_seed));
        for other in [run("1", 1, ""), run("0.5", 1, "data.seed=2")] {
            assert!(!Arc::ptr_eq(&first, &of(&other)), "{other:?}");
            assert_eq!(datasets.outcome(&other), other.outcome());
        }
    }
}
