//! Summaries as Markdown.

use super::edges::{Edges, NOTE};
use std::collections::BTreeMap;
use std::fmt::Write;
use tripletscope::verdict::rate;
use tripletscope::verdict::sequential::CHANCE;
use tripletscope::verdict::statistics::sign_test;
use tripletscope::verdict::summary::{Band, Compared, Group};
use tripletscope::verdict::summary::{is_tuned, place};

/// Where the page is while `npm start` runs.
const PAGE: &str = "http://127.0.0.1:8080/";
/// What a loss begins with that joins rows and columns, before the share of rows.
pub const SHARED: &str = "mean~mean_rows_0.25_";
/// The course's loss on the two same sides, at half weight each.
const SAME_SIDES: &str = "mean~mean_left_0.25_0.5~hardest_left_0.25_0.5~mean_right_0.25_0.5~hardest_right_0.25_0.5";
/// The course's loss on rows, with the harder of row and right side: PyTorch's `swap=True`.
const DISTANCE_SWAP: &str = "mean~mean_distance-swap_0.25_1~hardest_distance-swap_0.25_1";

/// Is it a preset, or has it a name here?
pub fn is_named(loss: &str) -> bool {
    !loss.contains('~') || [SAME_SIDES, DISTANCE_SWAP].contains(&loss)
}

/// What a loss is called, also one that is no preset.
pub fn called(loss: &str) -> String {
    match loss.strip_prefix(SHARED).and_then(|rest| rest.split('~').next()) {
        Some(share) => format!("rows · {share} + columns · {:.1}", 1.0 - share.parse().unwrap_or(0.0)),
        None if loss == SAME_SIDES => "left + right".into(),
        None if loss == DISTANCE_SWAP => "distance swap".into(),
        None => loss.into(),
    }
}

/// A table for each group; under them what the mark at a learning rate says, if there is one.
pub fn all<'a>(groups: impl IntoIterator<Item = &'a Group>, edges: &Edges) -> String {
    let groups: Vec<&Group> = groups.into_iter().collect();
    let least = least(comparisons(groups.iter().copied()));
    noted(groups.into_iter().map(|group| table(group, edges, least)).collect())
}

fn comparisons<'a>(groups: impl IntoIterator<Item = &'a Group>) -> usize {
    groups.into_iter().flat_map(|group| &group.losses).filter(|own| own.p.is_some()).count()
}

/// With fewer paired seeds no comparison can be beyond chance, whatever comes out, once p is corrected for so many.
fn least(comparisons: usize) -> usize {
    (1..usize::MAX).find(|&seeds| sign_test(seeds, 0) * (comparisons as f64) < CHANCE).unwrap_or(usize::MAX)
}

/// Over how many comparisons each p is corrected, if it is.
pub fn corrected(groups: &[Group]) -> String {
    let comparisons = comparisons(groups);
    if comparisons > 1 { format!("\nEach p is corrected for {comparisons} comparisons (Holm).\n") } else { String::new() }
}

/// With what the mark of [`super::edges`] says, if it stands in the text.
pub fn noted(text: String) -> String {
    if text.contains('†') { text + NOTE } else { text }
}

/// What the losses of a group have in common.
pub fn title(group: &Group) -> String {
    let own = if group.losses.iter().any(|c| !c.settings.is_empty()) { ", each loss at its own learning rate" } else { "" };
    let settings = if group.settings.is_empty() { String::new() } else { format!(", {}", group.settings) };
    let data = if group.data.is_empty() { format!("Asymmetry {}", group.asymmetry) } else { group.data.clone() };
    format!("{data}, {} steps{settings}{own}", group.steps)
}

/// One row a loss; its name is a link, and one for a run on a file names that.
fn table(group: &Group, edges: &Edges, least: usize) -> String {
    let mut text = format!("\n{}:\n\n", title(group));
    let band = if group.losses.iter().all(|c| c.band == Band::Quartiles) { "quartiles" } else { "least–greatest" };
    let rate_head = if is_tuned(group) { " learning rate |" } else { "" };
    let _ = writeln!(text, "| loss |{rate_head} recall@1: median ({band}) | better : worse : equal | median difference [95 %] | p | p, Holm |");
    let _ = writeln!(text, "|---|{}---:|---:|---:|---:|---:|", if is_tuned(group) { "---:|" } else { "" });
    for compared in &group.losses {
        let run = group.example(compared);
        let called = called(&run.loss);
        let name = run.link().map_or_else(|_| called.clone(), |link| format!("[{called}]({PAGE}#{link})"));
        let rate = rate(&run).map_or_else(String::new, |rate| format!("{rate}{}", edges.mark(&run)));
        let rate = if is_tuned(group) { format!(" {rate} |") } else { String::new() };
        let recall = format!("{} % ({}–{})", percent(compared.median), percent(compared.low), percent(compared.high));
        let _ = writeln!(text, "| {name} |{rate} {recall} | {}", comparison(compared, least));
    }
    text
}

fn comparison(compared: &Compared, least: usize) -> String {
    match (compared.median_difference, compared.p, compared.adjusted_p) {
        (Some(median), Some(p), Some(adjusted)) => {
            let Compared { better, worse, equal, .. } = compared;
            let sure = if compared.differences.len() < least { missing(compared, least) } else { format!("{} | {}", chance(p), chance(adjusted)) };
            format!("{better} : {worse} : {equal} | {}{} | {sure} |", points(median), interval(compared))
        }
        _ if compared.baseline.is_none() => "the baseline | | | |".into(),
        _ => "no seed in common | | | |".into(),
    }
}

/// Instead of p: how many seeds would show it, as the page says.
fn missing(compared: &Compared, least: usize) -> String {
    let would = compared.needed.map_or_else(|| format!("at least {least}"), |needed| format!("about {}", needed.max(least)));
    let seeds = compared.differences.len();
    format!("– | {seeds} seed{} cannot show it; {would} would", if seeds == 1 { "" } else { "s" })
}

/// Hundredths with one decimal, rounded as the page does: what lies in the middle but for a float's noise goes away from zero.
pub fn tenths(share: f64) -> f64 {
    let quiet: f64 = format!("{:.8}", 1000.0 * share.abs()).parse().unwrap_or(f64::NAN);
    (quiet.round() / 10.0).copysign(share)
}

/// With one decimal, without its sign.
pub fn percent(share: f64) -> String {
    format!("{:.1}", tenths(share))
}

/// Of a difference, with its sign.
pub fn points(difference: f64) -> String {
    let rounded = format!("{:+.1}", tenths(difference));
    if rounded == "+0.0" || rounded == "-0.0" { "0.0".into() } else { rounded.replace('-', "−") }
}

/// Of the median difference, where there are seeds enough for one.
fn interval(compared: &Compared) -> String {
    compared.interval.map_or_else(String::new, |(low, high)| format!(" [{} to {}]", points(low), points(high)))
}

fn chance(p: f64) -> String {
    if p < 0.001 { "< 0.001".into() } else { format!("{p:.3}") }
}

/// A row for each loss, a column for each group: the median difference and how many seeds are better; bold where chance is ruled out.
pub fn glance(groups: &[&Group], baseline: &str) -> String {
    let mut text = format!("\n| against {baseline} |");
    for group in groups {
        let _ = write!(text, " asymmetry {} |", group.asymmetry);
    }
    let _ = write!(text, "\n|---|{}\n", "---|".repeat(groups.len()));
    let mut losses: Vec<&str> = vec![];
    for loss in groups.iter().flat_map(|group| &group.losses).map(|c| c.loss.as_str()) {
        if loss != baseline && !losses.contains(&loss) {
            losses.push(loss);
        }
    }
    for loss in losses {
        let cell = |group: &&Group| group.losses.iter().find(|c| c.loss == loss).map_or_else(|| " |".into(), short);
        let _ = writeln!(text, "| {} |{}", called(loss), groups.iter().map(cell).collect::<String>());
    }
    text
}

/// Is chance ruled out, after the correction?
pub fn is_beyond_chance(compared: &Compared) -> bool {
    compared.adjusted_p.is_some_and(|p| p < CHANCE)
}

/// The median difference, its interval and how many seeds are better; bold where chance is ruled out.
pub fn short(compared: &Compared) -> String {
    let Some(median) = compared.median_difference else { return " |".into() };
    let words = format!("{}{}, {} of {}", points(median), interval(compared), compared.better, compared.differences.len());
    if is_beyond_chance(compared) { format!(" **{words}** |") } else { format!(" {words} |") }
}

/// Those of all grids, in the order in which the tables show them.
pub fn losses<T>(grids: &BTreeMap<(String, String), T>) -> Vec<&String> {
    let mut losses: Vec<&String> = grids.keys().map(|(_, loss)| loss).collect();
    losses.sort_by_key(|loss| place(loss));
    losses.dedup();
    losses
}

#[cfg(test)]
mod tests {
    use super::*;
    use tripletscope::verdict::{Outcome, Results, Run, summary::summary};

    fn results(settings: [&str; 2]) -> Results {
        let of = |(loss, settings): (&str, &str), recalls: [f64; 3]| {
            let (loss, settings) = (loss.to_owned(), settings.to_owned());
            recalls.into_iter().zip(1..).map(move |(recall, seed)| {
                let run = Run { data: String::new(), asymmetry: "1".into(), loss: loss.clone(), seed, steps: 5, settings: settings.clone() };
                (run, Outcome { forward: recall, backward: recall, auc: Some(0.5), diverged: None })
            })
        };
        of(("course-2020", settings[0]), [0.5, 0.7, 0.6]).chain(of(("both", settings[1]), [0.6, 0.75, 0.59])).collect()
    }

    fn tables(groups: &[Group]) -> String {
        all(groups, &Edges::default())
    }

    #[test]
    fn a_row_says_how_many_seeds_are_better_and_by_how_much() {
        let groups = summary(&results(["", ""]), "course-2020");
        let text = tables(&groups);
        let link = "http://127.0.0.1:8080/#v=1&seed=1&data.asymmetry=1&loss=both&page.stopAt=5";
        let row = format!("| [both]({link}) | 60.0 % (59.0–75.0) | 2 : 1 : 0 | +5.0 | – | 3 seeds cannot show it; about 22 would |");
        assert!(text.contains("Asymmetry 1, 5 steps:") && text.contains(&row), "{text}");
        assert!(text.contains("| 60.0 % (50.0–70.0) | the baseline | | | |"), "{text}");
        let shared = "mean~mean_rows_0.25_0.9~hardest_rows_0.25_0.9~mean_columns_0.25_0.1~hardest_columns_0.25_0.1";
        let names = [shared, SAME_SIDES, DISTANCE_SWAP, "forum"];
        assert_eq!(names.map(called), ["rows · 0.9 + columns · 0.1", "left + right", "distance swap", "forum"]);
        assert_eq!(names.map(is_named), [false, true, true, true]);
        assert!(glance(&[&groups[0]], "course-2020").ends_with("| both | +5.0, 2 of 3 |\n"));
    }

    #[test]
    fn over_how_many_comparisons_p_is_corrected_is_said_where_there_are_several() {
        let one = summary(&results(["", ""]), "course-2020");
        assert_eq!(corrected(&one), "");
        let both = summary(&results(["", ""]).into_iter().chain(results(["batchSize=16", "batchSize=16"])).collect(), "course-2020");
        assert_eq!(corrected(&both), "\nEach p is corrected for 2 comparisons (Holm).\n");
    }

    #[test]
    fn so_few_seeds_that_nothing_can_be_shown_are_given_no_p_but_the_number_that_could_show_it() {
        assert_eq!([1, 2, 310].map(least), [6, 7, 14]);
        let shown = |seeds: usize| {
            let all = |loss: &str, recall: f64| -> Vec<(Run, Outcome)> {
                let of = |seed| Run { data: String::new(), asymmetry: "1".into(), loss: loss.into(), seed, steps: 5, settings: String::new() };
                let outcome = |seed: u32| Outcome { forward: recall + 0.01 * f64::from(seed % 2), backward: 0.5, auc: None, diverged: None };
                (1..=seeds as u32).map(|seed| (of(seed), if loss == "both" { outcome(seed) } else { outcome(0) })).collect()
            };
            tables(&summary(&all("course-2020", 0.5).into_iter().chain(all("both", 0.6)).collect(), "course-2020"))
        };
        assert!(shown(1).contains("| – | 1 seed cannot show it; at least 6 would |"), "{}", shown(1));
        assert!(shown(5).contains("| – | 5 seeds cannot show it; about 8 would |"), "{}", shown(5));
        assert!(shown(6).contains("| 0.031 | 0.031 |"), "{}", shown(6));
    }

    #[test]
    fn what_lies_in_the_middle_is_rounded_as_the_page_rounds_it() {
        let shares = [0.0125, -0.0125, 0.0175, 0.012_499_999, 0.0025, 0.004_999, 0.0, -0.0004, 0.875];
        assert_eq!(shares.map(points), ["+1.3", "−1.3", "+1.8", "+1.2", "+0.3", "+0.5", "0.0", "0.0", "+87.5"]);
        assert_eq!(shares.map(percent)[..4], ["1.3", "-1.3", "1.8", "1.2"]);
    }

    #[test]
    fn a_table_on_a_file_names_it_and_its_links_do_so_too() {
        let on_file = results(["", ""]).into_iter().map(|(run, outcome)| (Run { data: "my.csv (0123abcd)".into(), ..run }, outcome)).collect();
        let text = tables(&summary(&on_file, "course-2020"));
        assert!(text.contains("my.csv (0123abcd), 5 steps:") && text.contains("&file=my.csv%20%280123abcd%29) | 60.0 %"), "{text}");
    }

    #[test]
    fn a_tuned_row_names_its_learning_rate_and_links_to_it() {
        let tuned = results(["adam.learningRate=0.01", "adam.learningRate=0.02"]);
        let text = tables(&summary(&tuned, "course-2020"));
        let marked = all(&summary(&tuned, "course-2020"), &Edges::of(&tuned));
        assert!(marked.contains(" | 0.02 † | 60.0 %") && marked.ends_with(NOTE) && !text.contains('†'), "{marked}");
        assert!(
            text.contains("each loss at its own learning rate") && text.contains("adam.learningRate=0.02&page.stopAt=5) | 0.02 | 60.0 %"),
            "{text}"
        );
    }
}
