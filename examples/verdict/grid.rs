//! What tuned results say, condition by condition: how much each loss gains, each way apart, and what the share of rows does.

use super::pictures::{self, Curve, Panel};
use super::tables::{SHARED, percent, short, table};
use std::fmt::Write;
use tripletscope::verdict::statistics::quantile;
use tripletscope::verdict::summary::{Compared, Group, compared, correct, is_tuned};
use tripletscope::verdict::{Outcome, Results, Run};

/// Rows alone.
pub const BASELINE: &str = "course-2020";
/// Pairs in a batch where the settings say nothing of it.
pub const BATCH: usize = 32;
/// Each family of losses has a baseline of its own: rows alone. The losses in the order of the tables.
const FAMILIES: [(&str, &[&str]); 2] = [
    (BASELINE, &["both", "columns", "forum", "four", "course-2020+swap"]),
    ("softmax-rows", &["softmax-averaged", "softmax-columns", "softmax-four"]),
];
/// In the picture.
const PICTURED: [&str; 4] = ["both", "columns", "four", "softmax-averaged"];
/// Each way apart.
const WAYS: [&str; 3] = ["course-2020", "columns", "both"];
/// What stands between which marks, and the pictures by the end of their file's name.
pub fn parts(results: &Results) -> Result<super::document::Parts, String> {
    let groups = groups(results);
    let compared: usize = groups.iter().flatten().flat_map(|group| &group.losses).filter(|c| c.p.is_some()).count();
    let tables = vec![
        ("conditions", conditions(&groups[0], FAMILIES[0])),
        ("conditions of softmax", conditions(&groups[1], FAMILIES[1])),
        ("counted", format!("{compared} comparisons\n")),
        ("ways", ways(results, &groups[0])),
        ("shares", shares(results, &groups[0])),
        ("details", details(&groups)),
    ];
    let panels: Vec<Panel> = PICTURED.iter().map(|loss| panel(loss, groups.iter().flatten())).collect();
    let curves: Vec<Curve> = groups[0].iter().filter_map(|group| curve(results, group)).collect();
    let pictures = vec![("conditions", pictures::differences(&panels, "rows alone")?), ("shares", pictures::shares(&curves)?)];
    Ok(super::document::Parts { tables, pictures })
}

/// Of each family, what was tuned; Holm's correction counts all of it.
pub fn groups(results: &Results) -> [Vec<Group>; 2] {
    let of = |family: usize| {
        let own = results.iter().filter(|(run, _)| usize::from(run.loss.starts_with("softmax")) == family);
        let all = compared(&own.map(|(run, outcome)| (run.clone(), *outcome)).collect(), FAMILIES[family].0);
        all.into_iter().filter(is_tuned).collect::<Vec<_>>()
    };
    let mut all = of(0);
    let first = all.len();
    all.extend(of(1));
    correct(&mut all);
    let second = all.split_off(first);
    [by_batch(all), by_batch(second)]
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

fn setting<'a>(group: &'a Group, key: &str) -> Option<&'a str> {
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

/// Settings that all losses of a group share, but for what a condition is made of and the learning rate.
pub fn others(group: &Group) -> impl Iterator<Item = &str> {
    let known = ["batchSize=", "data.set=", "adam.learningRate="];
    group.settings.split('&').filter(move |part| !part.is_empty() && !known.iter().any(|key| part.starts_with(key)))
}

/// The group's runs with that loss, if there are any.
pub fn of_loss<'a>(group: &'a Group, loss: &str) -> Option<&'a Compared> {
    group.losses.iter().find(|own| own.loss == loss)
}

fn conditions(groups: &[Group], (baseline, losses): (&str, &[&str])) -> String {
    let mut text = format!("| data and batch | steps | {baseline} | {} |\n|---|---:|---:|{}\n", losses.join(" | "), "---|".repeat(losses.len()));
    for group in groups {
        let base = of_loss(group, baseline).map_or_else(String::new, |own| format!("{} %", percent(own.median)));
        let cell = |loss: &&str| of_loss(group, loss).map_or_else(|| " – |".into(), short);
        let _ = writeln!(text, "| {} | {} | {base} |{}", condition(group), group.steps, losses.iter().map(cell).collect::<String>());
    }
    text
}

/// All losses of every condition that is not in the tables of the built-in reference results.
fn details(groups: &[Vec<Group>; 2]) -> String {
    let further = |group: &&Group| setting(group, "batchSize").is_some();
    let tables = groups.iter().zip(FAMILIES).flat_map(|(own, (baseline, _))| own.iter().filter(further).map(move |group| table(group, baseline)));
    tables.collect()
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
