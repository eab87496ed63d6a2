//! What tuned results say, condition by condition: how much each loss gains, each way apart, and what the share of rows does.

use super::pictures::{self, Curve, Panel};
use super::tables::{SHARED, is_beyond_chance, percent, short};
use std::fmt::Write;
use tripletscope::verdict::statistics::quantile;
use tripletscope::verdict::summary::{Compared, Group, KINDS, compared, correct, is_tuned, kind};
use tripletscope::verdict::{Outcome, Results, Run};

/// Rows alone.
pub const BASELINE: &str = KINDS[0];
/// Pairs in a batch where the settings say nothing of it.
const BATCH: usize = 32;
/// Each family of losses has a baseline of its own: rows alone. The losses in the order of the tables.
const FAMILIES: [(&str, &[&str]); 2] =
    [(BASELINE, &["both", "columns", "forum", "four", "course-2020+swap"]), (KINDS[1], &["softmax-averaged", "softmax-columns", "softmax-four"])];
/// In the picture.
const PICTURED: [&str; 4] = ["both", "columns", "four", "softmax-averaged"];
/// What is shown of rows alone in the median leaves no room from here on.
const LEARNT: f64 = 0.99;
/// Each way apart.
const WAYS: [&str; 3] = ["course-2020", "columns", "both"];

/// Losses with a baseline of their own, and what they were compared under.
pub struct Family {
    /// Rows alone.
    pub baseline: &'static str,
    /// In the order of the tables.
    losses: &'static [&'static str],
    /// Conditions at which each loss has the learning rate that suits it best.
    pub tuned: Vec<Group>,
    /// Conditions with one learning rate for all.
    pub plain: Vec<Group>,
}

/// Both families; Holm's correction counts everything that they compare, so that what is beyond chance is so on every page.
pub fn families(results: &Results) -> [Family; 2] {
    let of = |family: usize| {
        let own = results.iter().filter(|(run, _)| kind(&run.loss) == family);
        compared(&own.map(|(run, outcome)| (run.clone(), *outcome)).collect(), FAMILIES[family].0)
    };
    let mut all = of(0);
    let first = all.len();
    all.extend(of(1));
    correct(&mut all);
    let second = all.split_off(first);
    let family = |(baseline, losses), groups: Vec<Group>| {
        let (tuned, plain): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(is_tuned);
        Family { baseline, losses, tuned: by_batch(tuned), plain: by_batch(plain) }
    };
    [family(FAMILIES[0], all), family(FAMILIES[1], second)]
}

/// All comparisons that are shown together.
pub fn comparisons(families: &[Family; 2]) -> impl Iterator<Item = &Compared> {
    families.iter().flat_map(|family| family.tuned.iter().chain(&family.plain)).flat_map(|group| &group.losses).filter(|own| own.p.is_some())
}

/// What stands between which marks, and the pictures by the end of their file's name.
pub fn parts(results: &Results, families: &[Family; 2]) -> Result<super::document::Parts, String> {
    let [first, second] = families;
    let tables = vec![
        ("conditions", conditions(first)),
        ("conditions of softmax", conditions(second)),
        ("counted", format!("{} comparisons\n", comparisons(families).count())),
        ("ways", ways(results, &first.tuned)),
        ("shares", shares(results, &first.tuned)),
    ];
    let panels: Vec<Panel> = PICTURED.iter().map(|loss| panel(loss, families.iter().flat_map(|family| &family.tuned))).collect();
    let curves: Vec<Curve> = first.tuned.iter().filter_map(|group| curve(results, group)).collect();
    let pictures = vec![("conditions", pictures::differences(&panels)?), ("shares", pictures::shares(&curves)?)];
    Ok(super::document::Parts { tables, pictures })
}

/// Built-in questions first, small batches first.
fn by_batch(mut groups: Vec<Group>) -> Vec<Group> {
    groups.sort_by_key(|group| (group.data.clone(), set(group).map(str::to_owned), group.asymmetry.clone(), batch(group), group.steps));
    groups
}

/// Pairs in a batch.
pub fn batch(group: &Group) -> usize {
    setting(group, "batchSize").and_then(|size| size.parse().ok()).unwrap_or(BATCH)
}

/// What a group's runs say of a setting.
pub fn setting<'a>(group: &'a Group, key: &str) -> Option<&'a str> {
    group.settings.split('&').find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
}

/// The data, the size of the batch and the steps, in words.
fn condition(group: &Group) -> String {
    let name = group.data.split(" (").next().unwrap_or_default();
    let set = set(group).map_or_else(String::new, |set| format!(" {set}"));
    let data = if group.data.is_empty() { format!("built-in{set}, asymmetry {}", group.asymmetry) } else { name.to_owned() };
    let width = setting(group, "model.embeddingDim").map_or_else(String::new, |width| format!(", D {width}"));
    format!("{data}, B {}{width}", batch(group))
}

/// Which of the built-in sets, if it is not the questions.
pub fn set(group: &Group) -> Option<&str> {
    setting(group, "data.set")
}

/// Is it of the reference results: the page's own questions, with the page's own settings?
pub fn is_reference(group: &Group) -> bool {
    group.data.is_empty() && set(group).is_none() && batch(group) == BATCH && others(group).next().is_none()
}

/// Is all the same but the losses and their learning rates?
pub fn is_alike(one: &Group, other: &Group) -> bool {
    let key = |group: &Group| (group.data.clone(), group.asymmetry.clone(), group.steps, batch(group), set(group).map(str::to_owned));
    is_tuned(one) == is_tuned(other) && key(one) == key(other) && others(one).eq(others(other))
}

/// Settings that all losses of a group share, but for what a condition is made of and the learning rate.
pub fn others(group: &Group) -> impl Iterator<Item = &str> {
    let known = ["batchSize=", "data.set=", "adam.learningRate="];
    group.settings.split('&').filter(move |part| !part.is_empty() && !known.iter().any(|key| part.starts_with(key)))
}

/// The group's runs with that loss, if there are any.
pub fn of_loss<'a>(group: &'a Group, loss: &str) -> Option<&'a Compared> {
    group.losses.iter().find(|own| own.loss == loss)
}

fn conditions(Family { baseline, losses, tuned, .. }: &Family) -> String {
    let mut text = format!("| data and batch | steps | {baseline} | {} |\n|---|---:|---:|{}\n", losses.join(" | "), "---|".repeat(losses.len()));
    let (told, learnt): (Vec<&Group>, Vec<&Group>) = tuned.iter().partition(|group| says_something(group, baseline, losses));
    for group in told {
        let base = of_loss(group, baseline).map_or_else(String::new, |own| format!("{} %", percent(own.median)));
        let cell = |loss: &&str| of_loss(group, loss).map_or_else(|| " – |".into(), short);
        let _ = writeln!(text, "| {} | {} | {base} |{}", condition(group), group.steps, losses.iter().map(cell).collect::<String>());
    }
    if !learnt.is_empty() {
        let (count, least) = (learnt.len(), 100.0 * LEARNT);
        let _ = writeln!(
            text,
            "\n{count} more conditions are in [the tables](verdict-tables.md) alone: there `{baseline}` finds {least} % or more, and no loss of this table is beyond chance."
        );
    }
    text
}

/// Could a loss be better than rows alone, or is one that is shown worse or better beyond chance?
fn says_something(group: &Group, baseline: &str, losses: &[&str]) -> bool {
    let beyond = |loss: &&str| of_loss(group, loss).is_some_and(is_beyond_chance);
    of_loss(group, baseline).is_none_or(|own| own.median < LEARNT) || losses.iter().any(beyond)
}

fn panel<'a>(loss: &str, groups: impl Iterator<Item = &'a Group>) -> Panel {
    let rows = groups.filter_map(|group| Some((condition(group), of_loss(group, loss).filter(|own| own.p.is_some())?.clone()))).collect();
    Panel { title: loss.to_owned(), rows }
}

/// What each seed of a loss has found.
fn outcomes<'a>(results: &'a Results, group: &Group, own: &Compared) -> Vec<&'a Outcome> {
    let example = group.example(own);
    own.seeds.iter().filter_map(|&seed| results.get(&Run { seed, ..example.clone() }.canonical().ok()?)).collect()
}

/// The medians of question 1 → question 2 and the other way.
fn both_ways(results: &Results, group: &Group, own: &Compared) -> [f64; 2] {
    let outcomes = outcomes(results, group, own);
    [|o: &Outcome| o.forward, |o: &Outcome| o.backward].map(|way| quantile(&outcomes.iter().map(|o| way(o)).collect::<Vec<_>>(), 0.5))
}

/// The same, as a cell of a table.
fn both_ways_cell(results: &Results, group: &Group, own: &Compared) -> String {
    let [forward, backward] = both_ways(results, group, own);
    format!(" {} / {} |", percent(forward), percent(backward))
}

fn ways(results: &Results, groups: &[Group]) -> String {
    let mut text = format!("| data and batch | {} |\n|---|{}\n", WAYS.join(" | "), "---:|".repeat(WAYS.len()));
    for group in groups {
        let cell = |loss: &&str| of_loss(group, loss).map_or_else(|| " – |".into(), |own| both_ways_cell(results, group, own));
        let _ = writeln!(text, "| {} |{}", condition(group), WAYS.iter().map(cell).collect::<String>());
    }
    text
}

/// The share of rows of a loss that joins rows and columns, from 0 to 1.
fn share(loss: &str) -> Option<f64> {
    match loss {
        "course-2020" => Some(1.0),
        "both" => Some(0.5),
        "columns" => Some(0.0),
        other => other.strip_prefix(SHARED)?.split('~').next()?.parse().ok(),
    }
}

/// Losses by their share of rows, if there are others than rows, columns and half of each.
fn by_share(group: &Group) -> Option<Vec<(f64, &Compared)>> {
    let mut all: Vec<(f64, &Compared)> = group.losses.iter().filter_map(|own| Some((share(&own.loss)?, own))).collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    (all.len() > 3).then_some(all)
}

fn shares(results: &Results, groups: &[Group]) -> String {
    let mut text = String::new();
    for group in groups {
        let Some(all) = by_share(group) else { continue };
        if text.is_empty() {
            let heads: String = all.iter().map(|(share, _)| format!(" λ {share} |")).collect();
            let _ = write!(text, "| data and batch |{heads}\n|---|{}\n", "---:|".repeat(all.len()));
        }
        let _ = writeln!(text, "| {} |{}", condition(group), all.iter().map(|(_, own)| both_ways_cell(results, group, own)).collect::<String>());
    }
    text
}

fn curve(results: &Results, group: &Group) -> Option<Curve> {
    let all = by_share(group)?;
    let points = all.iter().map(|(share, own)| (*share, both_ways(results, group, own))).collect();
    Some(Curve { title: condition(group), points })
}
