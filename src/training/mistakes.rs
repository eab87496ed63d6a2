//! Mistakes that people make with this network, and which of them a step does. The first four are settings of their own; the others lie in what a
//! step meets.
//!
//! | name | what |
//! |---|---|
//! | `batch-norm` | all vectors of one side of a batch share a norm: every cosine is about 1/B, and the loss stays just below its plateau |
//! | `wrong-axis` | the mean is over the units of each step: vectors of T numbers |
//! | `transposed` | V2·V1ᵀ for V1·V2ᵀ |
//! | `one-hinge` | the maximum of the sum for the sum of the maxima |
//! | `padding` | padding counts in the mean over time |
//! | `leak` | a masked negative is lowered by 2 and wins all the same |
//! | `cold-start` | hardest negatives alone, and all vectors are nearly the same |
//! | `reduction` | a known loss with sum for mean or mean for sum: Adam's ε weighs B times as much, or as little |

use crate::loss::{LossConfig, Reduction, presets};
use crate::measures::metrics::StepReport;
use crate::network::encoder::Normalise;
use crate::network::layers::mean::Pooling;
use crate::training::config::RunConfig;
use std::sync::LazyLock;

/// From here on, |mean vector|² says that all vectors are nearly the same.
const COLLAPSED: f64 = 0.9;

/// What of the configuration acts in a step with this report.
pub(super) fn acting(config: &RunConfig, report: &StepReport) -> Vec<&'static str> {
    let own = config.loss.mistakes();
    let all = [
        ("batch-norm", config.model.normalise == Normalise::Batch),
        ("wrong-axis", config.model.pooling == Pooling::Units),
        ("transposed", own.transposed),
        ("one-hinge", own.one_hinge),
        ("padding", config.model.pooling == Pooling::Mean && report.padding > 0.0),
        ("leak", report.leaked > 0.0),
        ("cold-start", config.loss.is_hardest_alone() && report.collapse > COLLAPSED),
        ("reduction", is_reduced_otherwise(&config.loss)),
    ];
    all.into_iter().filter(|(_, acts)| *acts).map(|(name, _)| name).collect()
}

/// Is it no named loss, but would be one with the other reduction?
fn is_reduced_otherwise(loss: &LossConfig) -> bool {
    let own = loss.clone().rightly();
    let mut other = own.clone();
    match &mut other {
        LossConfig::Triplet { reduction, .. } | LossConfig::Softmax { reduction, .. } => {
            *reduction = if *reduction == Reduction::Mean { Reduction::Sum } else { Reduction::Mean };
        }
    }
    static PRESETS: LazyLock<Vec<(&str, LossConfig)>> = LazyLock::new(presets);
    let named = |loss: &LossConfig| PRESETS.iter().any(|(_, preset)| preset == loss);
    !named(&own) && named(&other)
}
