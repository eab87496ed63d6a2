//! What is run: every loss with every seed on every asymmetry, and what comes of one run.

use serde::{Deserialize, Serialize};
use std::rc::Rc;
use tripletscope::data::Dataset;
use tripletscope::link;
use tripletscope::trainer::Trainer;

/// One training.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// As written in a link, so that the order of results is that of their text.
    pub asymmetry: String,
    /// A preset, with `+swap` where the sides are exchanged.
    pub loss: String,
    /// Of weights, batches and swaps.
    pub seed: u32,
    /// Steps.
    pub steps: u32,
    /// Other settings of the link.
    pub settings: String,
}

/// What the trained network does on the held-out pairs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// Recall@1, question 1 finds its question 2.
    pub forward: f64,
    /// Question 2 finds its question 1.
    pub backward: f64,
    /// Area under the ROC curve.
    pub auc: f64,
}

impl Outcome {
    /// Recall@1, the mean of both ways.
    pub fn recall(&self) -> f64 {
        (self.forward + self.backward) / 2.0
    }
}

/// All runs of an experiment.
pub struct Plan(Vec<Run>);

impl Plan {
    /// Every combination; the seeds outermost, so that what is done so far is always a fair comparison.
    pub fn new(losses: &[String], first_seed: u32, seeds: u32, steps: u32, asymmetries: &[f64], settings: &str) -> Self {
        let mut runs = vec![];
        for seed in first_seed..first_seed + seeds {
            for asymmetry in asymmetries {
                runs.extend(losses.iter().map(|loss| Run {
                    asymmetry: asymmetry.to_string(),
                    loss: loss.clone(),
                    seed,
                    steps,
                    settings: settings.into(),
                }));
            }
        }
        Self(runs)
    }

    /// In the order in which they are made.
    pub fn runs(self) -> Vec<Run> {
        self.0
    }
}

impl Run {
    /// The page's address of this run.
    pub fn link(&self) -> String {
        let (loss, swap) = self.loss.strip_suffix("+swap").map_or((self.loss.as_str(), false), |loss| (loss, true));
        format!("v=1&seed={}&data.asymmetry={}&loss={loss}&swap={swap}&{}", self.seed, self.asymmetry, self.settings)
    }

    /// Trains and measures.
    pub fn make(&self) -> Result<Outcome, String> {
        let link = link::parse(&self.link());
        if let Some(problem) = link.problems.first() {
            return Err(problem.sentence.clone());
        }
        let dataset = Dataset::builtin("questions", &link.builtin_config()).map_err(|e| e.to_string())?;
        let config = link.run_config().map_err(|e| e.to_string())?;
        let mut trainer = Trainer::new(Rc::new(dataset), config).map_err(|e| e.to_string())?;
        for _ in 0..self.steps {
            trainer.step();
        }
        let evaluation = trainer.evaluate();
        let auc = evaluation.auc.ok_or("the held-out pairs are of one kind")?;
        Ok(Outcome { forward: evaluation.recall_at1.forward, backward: evaluation.recall_at1.backward, auc })
    }
}
