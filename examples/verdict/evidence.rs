//! What the page's first minute tells of all results, so that page and document say the same: both directions, and columns instead of rows, against rows
//! alone, condition by condition.

use super::grid::{BASELINE, batch, of_loss, others, set};
use super::tables::SIGNIFICANT;
use serde::Serialize;
use tripletscope::verdict::rounded;
use tripletscope::verdict::statistics::median_interval;
use tripletscope::verdict::summary::{Compared, Group, is_tuned};

/// Results that were made under the same conditions.
#[derive(Serialize)]
struct Evidence<'a> {
    /// A file's name; empty for the built-in questions.
    data: &'a str,
    /// Which of the built-in sets, if it is not the questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<&'a str>,
    /// Of the built-in questions.
    asymmetry: &'a str,
    /// Pairs in a batch.
    batch: usize,
    steps: u32,
    /// Has each loss the learning rate that suits it best?
    tuned: bool,
    /// Are the questions given as vectors of a sentence encoder?
    vectors: bool,
    both: Finding,
    /// Of both directions, seed by seed.
    differences: Vec<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<Finding>,
}

/// What many seeds gave: recall@1 with a loss minus that of rows alone, as shares of 1.
#[derive(Serialize)]
struct Finding {
    median: f64,
    /// The ends of an interval of 95 % for the median.
    interval: Option<(f64, f64)>,
    better: usize,
    seeds: usize,
    /// Is it beyond chance, after Holm's correction for all comparisons of the document?
    sure: bool,
}

/// What a run on vectors of one's own is made of.
const VECTORS: [&str; 3] = ["model.encoder=linear", "model.hiddenDim=", "model.initialisation="];

/// Recalls are kept rounded, and so are their differences; a zero has no sign.
fn kept(x: f64) -> f64 {
    rounded(x) + 0.0
}

/// Of groups whose every setting but the batch's size and the learning rate is what the page itself takes for such data; a line each.
///
/// # Errors
/// Never with numbers that are finite.
pub fn text<'a>(groups: impl Iterator<Item = &'a Group>) -> Result<String, String> {
    let plain = groups.filter(|group| others(group).next().is_none() || on_vectors(group));
    let lines: Result<Vec<String>, _> = plain.filter_map(|group| Some(serde_json::to_string(&evidence(group)?))).collect();
    Ok(format!("[\n{}\n]\n", lines.map_err(|e| e.to_string())?.join(",\n")))
}

fn on_vectors(group: &Group) -> bool {
    let mut given = others(group).filter(|part| !VECTORS[1..].iter().any(|own| part.starts_with(own)));
    given.next() == Some(VECTORS[0]) && given.next().is_none()
}

fn evidence(group: &Group) -> Option<Evidence<'_>> {
    let told = |loss: &str| of_loss(group, loss).filter(|_| of_loss(group, BASELINE).is_some()).and_then(finding);
    Some(Evidence {
        data: group.data.split(" (").next().unwrap_or_default(),
        set: set(group),
        asymmetry: &group.asymmetry,
        batch: batch(group),
        steps: group.steps,
        tuned: is_tuned(group),
        vectors: on_vectors(group),
        both: told("both")?,
        differences: of_loss(group, "both")?.differences.iter().copied().map(kept).collect(),
        columns: told("columns"),
    })
}

fn finding(compared: &Compared) -> Option<Finding> {
    Some(Finding {
        median: kept(compared.median_difference?),
        interval: median_interval(&compared.differences, SIGNIFICANT).map(|(low, high)| (kept(low), kept(high))),
        better: compared.better,
        seeds: compared.differences.len(),
        sure: compared.adjusted_p.is_some_and(|p| p < SIGNIFICANT),
    })
}
