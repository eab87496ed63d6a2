//! What the page tells of all results, so that page and document say the same: condition by condition, what each loss finds more than rows alone. What it
//! says at once is in one file, what it says where somebody asks for more in another one, in the same order, and in a third one how sure the results are that
//! it brings along. Points are rounded as in the document, and nowhere else.

use super::document::beside;
use super::grid::{self, Family, batch, is_alike, of_loss, others, set};
use super::tables::{is_beyond_chance, is_named, tenths};
use serde::Serialize;
use std::path::{Path, PathBuf};
use tripletscope::loss::LossConfig;
use tripletscope::page::loss_text::preset;
use tripletscope::settings::{Value, setting};
use tripletscope::verdict::summary::{Compared, Group, KINDS, is_tuned};
use tripletscope::verdict::{Results, rate};

/// What rows and columns together gain.
const FIRST: &str = "both";

/// Results that were made under the same conditions.
#[derive(Serialize)]
struct Evidence<'a> {
    /// A file's name with its fingerprint, as in a run; empty for the built-in questions.
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
    /// Of the network's vectors, if it is not the page's default.
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<usize>,
    /// Rows alone's learning rate, if it was tuned.
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<f64>,
    both: Finding,
}

/// What all conditions have in common: the page's defaults.
#[derive(Serialize)]
struct Defaults {
    /// Of embeddings and of the network's vectors.
    width: usize,
    /// Of the triplet losses.
    margin: f64,
    /// Of the softmaxes.
    scale: f64,
}

/// What many seeds gave: recall@1 with a loss minus that of rows alone, as shares of 1.
#[derive(Serialize)]
struct Finding {
    median: f64,
    /// The ends of an interval of 95 % for the median.
    interval: Option<(f64, f64)>,
    better: usize,
    seeds: usize,
    /// Is it beyond chance, after Holm's correction for all comparisons of the documents?
    sure: bool,
    /// If it was tuned.
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<f64>,
}

/// Of the same conditions.
#[derive(Serialize)]
struct Further<'a> {
    /// Of both directions, seed by seed.
    differences: Vec<f64>,
    /// Softmaxes have a baseline of their own.
    families: Vec<Against<'a>>,
}

#[derive(Serialize)]
struct Against<'a> {
    baseline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<f64>,
    losses: Vec<(&'a str, Finding)>,
}

/// How sure a comparison is.
#[derive(Serialize)]
struct Corrected {
    #[serde(skip_serializing_if = "String::is_empty")]
    data: String,
    asymmetry: String,
    steps: u32,
    loss: String,
    settings: String,
    baseline: String,
    /// After Holm's correction for all comparisons of the documents.
    p: f64,
}

/// What a run on vectors of one's own is made of.
const VECTORS: [&str; 3] = ["model.encoder=linear", "model.hiddenDim=", "model.initialisation="];

/// `evidence.json`, beside it `evidence-losses.json`, and beside the results `reference-corrected.json`.
pub fn files(file: &Path, results: &Path) -> [PathBuf; 3] {
    [file.to_owned(), beside(file, "losses.json"), beside(results, "corrected.json")]
}

/// A difference as the documents write it, as a share of 1; a zero has no sign.
fn kept(difference: f64) -> f64 {
    (10.0 * tenths(difference)).round() / 1000.0 + 0.0
}

/// Of groups whose every setting but the batch's size and the learning rate is what the page itself takes for such data; a line each.
///
/// # Errors
/// Never with numbers that are finite.
pub fn texts(families: &[Family; 2], shown: &Results) -> Result<[String; 3], String> {
    let groups = || families[0].plain.iter().filter(|group| grid::is_reference(group)).chain(&families[0].tuned);
    let own = groups().filter(|group| others(group).next().is_none() || on_vectors(group));
    let told = own.filter_map(|group| Some((evidence(group)?, further(families, group)))).map(|(first, more)| Ok((line(&first)?, line(&more)?)));
    let (first, more): (Vec<String>, Vec<String>) = told.collect::<Result<Vec<_>, String>>()?.into_iter().unzip();
    let comparisons = grid::comparisons(families).count();
    let sure: Vec<String> = corrected(families, shown).map(|own| line(&own)).collect::<Result<_, _>>()?;
    let counted = |key: &str, lines: &[String]| format!("\"comparisons\":{comparisons},\"{key}\":[\n{}\n]}}\n", lines.join(",\n"));
    let said = line(&defaults()?)?.replace('}', ",") + &counted("conditions", &first);
    Ok([said, format!("[\n{}\n]\n", more.join(",\n")), format!("{{{}", counted("corrected", &sure))])
}

/// As the page has them unless somebody asks for others.
fn defaults() -> Result<Defaults, String> {
    let width = |key| match setting(key).kind.default_value() {
        Value::Number(width) => Ok(width as usize),
        other => Err(format!("{key} is {other}")),
    };
    let [embeddings, vectors] = [width("model.embeddingDim")?, width("model.hiddenDim")?];
    let preset = |name: &str| preset(name).ok_or_else(|| format!("{name} is no preset"));
    match (preset(KINDS[0])?, preset(KINDS[1])?) {
        (LossConfig::Triplet { terms, .. }, LossConfig::Softmax { scale, .. }) if embeddings == vectors => {
            Ok(Defaults { width: vectors, margin: terms[0].margin, scale })
        }
        _ => Err("the page's defaults have no single width, or its presets are of another kind".into()),
    }
}

/// The comparisons of those results that the page brings along.
fn corrected<'a>(families: &'a [Family; 2], shown: &'a Results) -> impl Iterator<Item = Corrected> + 'a {
    let groups = families.iter().flat_map(|family| family.tuned.iter().chain(&family.plain));
    let all = groups.flat_map(|group| group.losses.iter().map(move |own| (group.example(own), own)));
    all.filter_map(|(run, own)| {
        let run = run.canonical().ok().filter(|run| shown.contains_key(run))?;
        let (baseline, p) = (own.baseline.clone()?, own.adjusted_p?);
        Some(Corrected { data: run.data, asymmetry: run.asymmetry, steps: run.steps, loss: run.loss, settings: run.settings, baseline, p })
    })
}

fn line(part: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(part).map_err(|e| e.to_string())
}

/// Has it vectors of one's own, and nothing but what they need?
pub fn on_vectors(group: &Group) -> bool {
    let mut given = others(group).filter(|part| !VECTORS[1..].iter().any(|own| part.starts_with(own)));
    given.next() == Some(VECTORS[0]) && given.next().is_none()
}

fn evidence(group: &Group) -> Option<Evidence<'_>> {
    Some(Evidence {
        data: &group.data,
        set: set(group),
        asymmetry: &group.asymmetry,
        batch: batch(group),
        steps: group.steps,
        tuned: is_tuned(group),
        vectors: on_vectors(group),
        width: grid::setting(group, "model.hiddenDim").and_then(|width| width.parse().ok()),
        rate: rate(&group.example(of_loss(group, grid::BASELINE)?)),
        both: finding(group, of_loss(group, FIRST)?)?,
    })
}

/// Losses that have a name, but for the one that is told already.
fn further<'a>(families: &'a [Family; 2], group: &Group) -> Further<'a> {
    let alike = families.iter().flat_map(|family| family.tuned.iter().chain(&family.plain).map(move |own| (family.baseline, own)));
    let alike = alike.filter(|(_, own)| is_alike(own, group));
    let against = |(baseline, own): (&'a str, &'a Group)| {
        let rate = rate(&own.example(of_loss(own, baseline)?));
        let named = own.losses.iter().filter(|compared| compared.loss != FIRST && is_named(&compared.loss));
        let losses: Vec<_> = named.filter_map(|compared| Some((compared.loss.as_str(), finding(own, compared)?))).collect();
        (!losses.is_empty()).then_some(Against { baseline, rate, losses })
    };
    let both = of_loss(group, FIRST).map(|both| both.differences.iter().copied().map(kept).collect());
    Further { differences: both.unwrap_or_default(), families: alike.filter_map(against).collect() }
}

fn finding(group: &Group, compared: &Compared) -> Option<Finding> {
    Some(Finding {
        median: kept(compared.median_difference?),
        interval: compared.interval.map(|(low, high)| (kept(low), kept(high))),
        better: compared.better,
        seeds: compared.differences.len(),
        sure: is_beyond_chance(compared),
        rate: rate(&group.example(compared)),
    })
}
