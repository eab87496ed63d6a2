//! What results say: each loss's seeds in a band, and its differences from the baseline seed by seed.

use super::sequential::{CHANCE, anytime, at_least, needed};
use super::statistics::{holm, median_interval, quantile, sign_test};
use super::{NO_DIFFERENCE, Outcome, Results, Run, SWAP, parts};
use crate::loss::presets;
use crate::numeric::sort::sorted;
use serde::Serialize;
use std::collections::BTreeMap;

/// As a baseline: each loss is compared with rows alone of its kind, a softmax with the softmax along the rows.
pub const ROWS: &str = "rows";
/// Rows alone, of each kind of loss.
pub const KINDS: [&str; 2] = ["course-2020", "softmax-rows"];
/// Settings that may be another for each loss of a comparison: what is tuned.
const TUNED: &[&str] = &["adam.learningRate"];
/// With more seeds than this a band shows quartiles.
const FEW: usize = 5;

/// Losses that can be compared: the same data, settings and steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// As in a run.
    pub data: String,
    /// As in a run.
    pub asymmetry: String,
    /// Those that all losses of the group share.
    pub settings: String,
    /// As in a run.
    pub steps: u32,
    /// The baseline first, then in the order of the presets.
    pub losses: Vec<Compared>,
}

/// One loss of a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    /// As in a run.
    pub loss: String,
    /// The loss that it is compared with; none for a baseline itself.
    pub baseline: Option<String>,
    /// Those of this loss alone, such as its learning rate.
    pub settings: String,
    /// In rising order.
    pub seeds: Vec<u32>,
    /// Recall@1 of each seed, the mean of both ways.
    pub recall: Vec<f64>,
    /// Of the recalls.
    pub median: f64,
    /// The band's lower end.
    pub low: f64,
    /// The band's upper end.
    pub high: f64,
    /// What the band's ends are.
    pub band: Band,
    /// Of each seed that the baseline has too, in rising order of seeds; none for the baseline itself.
    pub differences: Vec<f64>,
    /// Seeds that find more partners than the baseline.
    pub better: usize,
    /// Seeds that find fewer.
    pub worse: usize,
    /// Seeds that find as many.
    pub equal: usize,
    /// Of the differences.
    pub median_difference: Option<f64>,
    /// An interval of 95 % for that, where there are seeds enough for one; it holds for a number of seeds that was fixed beforehand.
    pub interval: Option<(f64, f64)>,
    /// Of the sign test.
    pub p: Option<f64>,
    /// The same after Holm's correction for all comparisons of the summary.
    pub adjusted_p: Option<f64>,
    /// Of the sequential test, which holds whenever one looks; after Holm's correction.
    pub anytime_p: Option<f64>,
    /// More seeds that it takes at least until that is below 0.05; none is left where it is.
    pub at_least: Option<usize>,
    /// Seeds that it takes in all, worked out from the spread of the differences, if they can tell.
    pub needed: Option<usize>,
    /// Seeds whose run diverged; they count as finding nothing.
    pub diverged: usize,
}

/// What the ends of a band are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// The least and the greatest value.
    Range,
    /// The first and third quartile.
    Quartiles,
}

/// Data, asymmetry, steps, shared settings, and whether each loss has its own.
type GroupKey = (String, String, u32, String, bool);
/// Of each seed, seeds rising.
type Outcomes = Vec<(u32, Outcome)>;
/// By loss and the loss's own settings.
type Losses = BTreeMap<(String, String), Outcomes>;

/// Which of [`KINDS`] a loss is of.
pub fn kind(loss: &str) -> usize {
    usize::from(loss.split('~').any(|part| part.starts_with("softmax")))
}

/// A group for each data set, asymmetry, number of steps and shared settings; each loss is compared with `baseline`, or with what [`ROWS`] means.
pub fn summary(results: &Results, baseline: &str) -> Vec<Group> {
    let mut groups = compared(results, baseline);
    correct(&mut groups);
    groups
}

/// As [`summary`], before anything is corrected for what is shown together.
pub fn compared(results: &Results, baseline: &str) -> Vec<Group> {
    let mut groups: BTreeMap<GroupKey, Losses> = BTreeMap::new();
    for (run, outcome) in results {
        let (own, shared): (Vec<&str>, Vec<&str>) =
            parts(&run.settings).partition(|part| TUNED.iter().any(|key| part.split('=').next() == Some(key)));
        let key = (run.data.clone(), run.asymmetry.clone(), run.steps, shared.join("&"), !own.is_empty());
        // Results of one loss come with rising seeds; the same settings may be written in another order.
        let outcomes = groups.entry(key).or_default().entry((run.loss.clone(), own.join("&"))).or_default();
        outcomes.pop_if(|(seed, _)| *seed == run.seed);
        outcomes.push((run.seed, *outcome));
    }
    groups.into_iter().map(|(key, losses)| group(key, &losses, baseline)).collect()
}

fn group((data, asymmetry, steps, shared, _): GroupKey, losses: &Losses, baseline: &str) -> Group {
    let mut own = losses.keys().map(|(_, own)| own.as_str());
    let common = own.next().filter(|first| own.all(|own| own == *first)).unwrap_or_default();
    let compared: Vec<Compared> = losses
        .iter()
        .map(|((loss, own), outcomes)| {
            let baseline = Some(against(losses, baseline, loss)).filter(|baseline| baseline != loss);
            let settings = if common.is_empty() { own.clone() } else { String::new() };
            let compared = compare(outcomes, baseline.and_then(|baseline| base(losses, baseline, own)));
            Compared { loss: loss.clone(), settings, baseline: baseline.map(str::to_owned), ..compared }
        })
        .collect();
    let key = |c: &Compared| (baseline == ROWS && kind(&c.loss) > 0, c.baseline.is_some(), place(&c.loss));
    let settings = [common, &shared].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("&");
    Group { data, asymmetry, settings, steps, losses: sorted(&compared, |a, b| key(a).cmp(&key(b))) }
}

/// What a loss is compared with: a softmax too with rows alone of the other kind, where there are none of its own.
fn against<'a>(losses: &Losses, baseline: &'a str, loss: &str) -> &'a str {
    let own = KINDS[kind(loss)];
    match baseline {
        ROWS if losses.keys().any(|(loss, _)| loss == own) => own,
        ROWS => KINDS[0],
        other => other,
    }
}

/// The baseline's outcomes: with the same settings, or with its own where it has but one.
fn base<'a>(losses: &'a Losses, baseline: &str, own: &str) -> Option<&'a Outcomes> {
    let same = losses.get(&(baseline.to_owned(), own.to_owned()));
    let mut all = losses.iter().filter(|((loss, _), _)| loss == baseline).map(|(_, outcomes)| outcomes);
    same.or_else(|| all.next().filter(|_| all.next().is_none()))
}

/// Where the page lists a loss; one that has no name comes last.
pub fn place(loss: &str) -> (usize, bool) {
    let plain = loss.strip_suffix(SWAP).unwrap_or(loss);
    let presets = presets();
    (presets.iter().position(|(name, _)| *name == plain).unwrap_or(presets.len()), plain != loss)
}

fn compare(outcomes: &Outcomes, base: Option<&Outcomes>) -> Compared {
    let (seeds, recall): (Vec<u32>, Vec<f64>) = outcomes.iter().map(|(seed, outcome)| (*seed, outcome.recall())).unzip();
    let difference = |(seed, outcome): &(u32, Outcome)| {
        let base = base?;
        let difference = outcome.recall() - base[base.binary_search_by_key(seed, |(seed, _)| *seed).ok()?].1.recall();
        Some(if difference.abs() < NO_DIFFERENCE { 0.0 } else { difference })
    };
    let differences: Vec<f64> = outcomes.iter().filter_map(difference).collect();
    let (better, worse) = (differences.iter().filter(|&&d| d > 0.0).count(), differences.iter().filter(|&&d| d < 0.0).count());
    let (band, share) = if seeds.len() > FEW { (Band::Quartiles, 0.25) } else { (Band::Range, 0.0) };
    let compared = !differences.is_empty();
    Compared {
        loss: String::new(),
        baseline: None,
        settings: String::new(),
        median: quantile(&recall, 0.5),
        low: quantile(&recall, share),
        high: quantile(&recall, 1.0 - share),
        band,
        better,
        worse,
        equal: differences.len() - better - worse,
        median_difference: compared.then(|| quantile(&differences, 0.5)),
        interval: median_interval(&differences, CHANCE),
        p: compared.then(|| sign_test(better, worse)),
        adjusted_p: None,
        anytime_p: compared.then(|| anytime(better, worse)),
        at_least: None,
        needed: None,
        diverged: outcomes.iter().filter(|(_, outcome)| outcome.diverged.is_some()).count(),
        differences,
        seeds,
        recall,
    }
}

/// Holm's correction for all comparisons, and what is still missing to the level that it leaves for those that nothing is shown of yet.
pub fn correct(groups: &mut [Group]) {
    let mut compared: Vec<&mut Compared> = groups.iter_mut().flat_map(|g| &mut g.losses).filter(|c| c.p.is_some()).collect();
    let adjusted = |p: fn(&Compared) -> Option<f64>| holm(&compared.iter().filter_map(|c| p(c)).collect::<Vec<_>>());
    let (fixed, anytime) = (adjusted(|c| c.p), adjusted(|c| c.anytime_p));
    let level = CHANCE / anytime.iter().filter(|p| **p >= CHANCE).count().max(1) as f64;
    for ((compared, fixed), anytime) in compared.iter_mut().zip(fixed).zip(anytime) {
        (compared.adjusted_p, compared.anytime_p) = (Some(fixed), Some(anytime));
        let shown = anytime < CHANCE;
        compared.at_least = Some(if shown { 0 } else { at_least(compared.better, compared.worse, level) });
        compared.needed = if shown { None } else { needed(&compared.differences, level) };
    }
}

/// May it be another for each loss of a comparison?
pub fn is_tunable(key: &str) -> bool {
    TUNED.contains(&key)
}

/// Do its runs name what can be tuned?
pub fn is_tuned(group: &Group) -> bool {
    let mut settings = group.losses.iter().map(|c| &c.settings).chain([&group.settings]);
    settings.any(|settings| parts(settings).any(names_tuned))
}

fn names_tuned(part: &str) -> bool {
    part.split_once('=').is_some_and(|(key, _)| TUNED.contains(&key))
}

impl Group {
    /// A loss's run with its first seed.
    pub fn example(&self, compared: &Compared) -> Run {
        let settings = [self.settings.as_str(), &compared.settings].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("&");
        Run {
            data: self.data.clone(),
            asymmetry: self.asymmetry.clone(),
            loss: compared.loss.clone(),
            seed: compared.seeds[0],
            steps: self.steps,
            settings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(loss: &str, seed: u32, settings: &str, recall: f64) -> (Run, Outcome) {
        let run = Run { data: String::new(), asymmetry: "1".into(), loss: loss.into(), seed, steps: 5, settings: settings.into() };
        (run, Outcome { forward: recall - 0.1, backward: recall + 0.1, auc: Some(0.5), diverged: None })
    }

    fn close(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12)
    }

    #[test]
    fn seeds_are_compared_with_their_own_baseline() {
        let results = Results::from([
            entry("both", 1, "", 0.6),
            entry("both", 2, "", 0.7),
            entry("both", 3, "", 0.1),
            entry("course-2020", 1, "", 0.5),
            entry("course-2020", 2, "", 0.7),
            entry("course-2020+swap", 2, "", 0.6),
        ]);
        let groups = summary(&results, "course-2020");
        let [Group { losses, steps: 5, .. }] = &groups[..] else { panic!("{groups:?}") };
        let [base, swap, both] = &losses[..] else { panic!("{losses:?}") };
        assert_eq!((base.loss.as_str(), swap.loss.as_str(), both.loss.as_str()), ("course-2020", "course-2020+swap", "both"));
        assert_eq!((base.differences.len(), base.median_difference, base.p, base.adjusted_p), (0, None, None, None));
        assert!(close(&both.differences, &[0.1, 0.0]), "{both:?}");
        assert_eq!((both.better, both.worse, both.equal, both.seeds.len()), (1, 0, 1, 3));
        assert!(close(&swap.differences, &[-0.1]) && swap.worse == 1);
        assert!(close(&[both.median, both.low, both.high, both.median_difference.unwrap()], &[0.6, 0.1, 0.7, 0.05]));
        assert_eq!((both.band, both.p, both.adjusted_p), (Band::Range, Some(1.0), Some(1.0)));
    }

    #[test]
    fn a_test_that_is_honest_whenever_one_looks_says_what_is_missing() {
        let seeds = |count, more| {
            (1..=count).flat_map(move |seed| [entry("course-2020", seed, "", 0.5), entry("both", seed, "", 0.5 + more * f64::from(seed))])
        };
        let both = |count| summary(&seeds(count, 0.01).collect(), "course-2020").remove(0).losses.remove(1);
        let (three, eight) = (both(3), both(8));
        assert_eq!((three.at_least, three.needed), (Some(5), Some(8)), "{three:?}");
        assert!((three.anytime_p.unwrap() - 0.5).abs() < 1e-12 && (eight.anytime_p.unwrap() - 9.0 / 256.0).abs() < 1e-12);
        assert_eq!((eight.at_least, eight.needed), (Some(0), None));
        let more: Results = seeds(8, 0.01).chain([entry("forum", 1, "", 0.7)]).collect();
        let losses = summary(&more, "course-2020").remove(0).losses;
        assert!((losses[2].anytime_p.unwrap() - 2.0 * 9.0 / 256.0).abs() < 1e-12, "two comparisons are corrected for");
        assert_eq!(losses[2].at_least, Some(1));
        assert_eq!((losses[0].anytime_p, losses[0].at_least), (None, None), "the baseline is compared with nothing");
    }

    #[test]
    fn rows_alone_of_its_own_kind_is_what_a_loss_is_compared_with() {
        let losses = ["both", "softmax-rows", "course-2020", "mean~softmax_averaged_20_0.7", "transposed~softmax-four", "softmax-averaged+swap"];
        let all: Results = losses.iter().zip([0.5, 0.3, 0.4, 0.7, 0.2, 0.3]).map(|(loss, recall)| entry(loss, 1, "", recall)).collect();
        let told = |results: &Results, baseline| -> Vec<(String, Option<String>, Option<f64>)> {
            let difference = |c: &Compared| c.median_difference.map(|d| (10.0 * d).round());
            let of = |c: Compared| (c.loss.clone(), c.baseline.clone(), difference(&c));
            summary(results, baseline).remove(0).losses.into_iter().map(of).collect()
        };
        let line = |loss: &str, baseline: &str, difference| (loss.to_owned(), Some(baseline.to_owned()), Some(difference));
        let (rows, softmax) = (("course-2020".into(), None, None), ("softmax-rows".into(), None, None));
        let own = |loss: &str, difference| line(loss, "softmax-rows", difference);
        let expected = [rows, line("both", "course-2020", 1.0), softmax, own(losses[5], 0.0), own(losses[3], 4.0), own(losses[4], -1.0)];
        let sorted = |mut all: Vec<_>| {
            all.sort_by(|a: &(String, _, _), b: &(String, _, _)| a.0.cmp(&b.0));
            all
        };
        let found = told(&all, ROWS);
        assert_eq!([&found[0], &found[1], &found[2]], [&expected[0], &expected[1], &expected[2]], "each kind after its own rows");
        assert_eq!(sorted(found), sorted(expected.to_vec()));
        assert_eq!(told(&all, "both")[1].1.as_deref(), Some("both"), "another baseline is that of all");
        let without: Results = all.into_iter().filter(|(run, _)| run.loss != "softmax-rows").collect();
        assert!(told(&without, ROWS).contains(&line(losses[3], "course-2020", 3.0)), "without rows of its kind");
    }

    #[test]
    fn a_run_that_diverges_counts_as_finding_nothing() {
        let (run, _) = entry("both", 1, "", 0.5);
        let results = Results::from([(run, Outcome::of_diverged(7)), entry("course-2020", 1, "", 0.5)]);
        let both = summary(&results, "course-2020").remove(0).losses.remove(1);
        assert_eq!((both.diverged, both.worse, both.recall), (1, 1, vec![0.0]));
    }

    #[test]
    fn files_are_groups_of_their_own() {
        let on = |data: &str, (run, outcome)| (Run { data: data.into(), ..run }, outcome);
        let results = ["", "my.csv (0123abcd)", "my.csv (ffffffff)"].map(|data| on(data, entry("both", 1, "", 0.6))).into();
        let groups = summary(&results, "both");
        assert_eq!(groups.iter().map(|group| group.data.as_str()).collect::<Vec<_>>(), ["", "my.csv (0123abcd)", "my.csv (ffffffff)"]);
        let run = groups[1].example(&groups[1].losses[0]);
        assert_eq!(
            (run.data.as_str(), run.link().unwrap().as_str()),
            ("my.csv (0123abcd)", "v=1&seed=1&loss=both&page.stopAt=5&file=my.csv%20%280123abcd%29")
        );
    }

    #[test]
    fn a_band_shows_quartiles_when_there_are_more_than_five_seeds() {
        let of = |seeds| summary(&(0..seeds).map(|k| entry("both", k, "", f64::from(k) / 10.0)).collect(), "both").remove(0).losses.remove(0);
        let (five, six) = (of(5), of(6));
        assert!(five.band == Band::Range && close(&[five.low, five.median, five.high], &[0.0, 0.2, 0.4]));
        assert!(six.band == Band::Quartiles && close(&[six.low, six.median, six.high], &[0.125, 0.25, 0.375]));
    }

    #[test]
    fn losses_with_a_learning_rate_of_their_own_are_compared_with_each_other() {
        let results = Results::from([
            entry("both", 1, "adam.learningRate=0.02&batchSize=16", 0.9),
            entry("course-2020", 1, "batchSize=16&adam.learningRate=0.005", 0.7),
            entry("both", 1, "batchSize=16", 0.6),
            entry("course-2020", 1, "batchSize=16", 0.5),
        ]);
        let groups = summary(&results, "course-2020");
        let [same, tuned] = &groups[..] else { panic!("{groups:?}") };
        assert_eq!((same.settings.as_str(), tuned.settings.as_str()), ("batchSize=16", "batchSize=16"));
        assert!(close(&same.losses[1].differences, &[0.1]) && close(&tuned.losses[1].differences, &[0.2]));
        assert_eq!((same.losses[1].settings.as_str(), tuned.losses[1].settings.as_str()), ("", "adam.learningRate=0.02"));
        assert_eq!(tuned.example(&tuned.losses[0]).settings, "batchSize=16&adam.learningRate=0.005");
    }

    #[test]
    fn the_same_settings_in_another_order_are_one_run() {
        let results = Results::from([
            entry("both", 1, "adam.learningRate=0.02&batchSize=16", 0.9),
            entry("both", 1, "batchSize=16&adam.learningRate=0.02", 0.9),
            entry("both", 2, "batchSize=16&adam.learningRate=0.02", 0.8),
        ]);
        let group = summary(&results, "both").remove(0);
        assert_eq!((group.losses.len(), group.losses[0].seeds.as_slice()), (1, &[1, 2][..]));
    }

    #[test]
    fn a_learning_rate_that_all_share_is_the_groups_and_a_grid_is_compared_rate_by_rate() {
        let rate = |k| format!("adam.learningRate={k}");
        let shared = Results::from([entry("both", 1, &rate(1), 0.9), entry("course-2020", 1, &rate(1), 0.7)]);
        let group = summary(&shared, "course-2020").remove(0);
        assert_eq!((group.settings, group.losses[1].settings.as_str()), (rate(1), ""));
        let mut grid = shared;
        grid.extend([entry("both", 1, &rate(2), 0.3), entry("course-2020", 1, &rate(2), 0.2), entry("forum", 1, &rate(3), 0.2)]);
        let losses = summary(&grid, "course-2020").remove(0).losses;
        let differences: Vec<(&str, &str, &[f64])> = losses.iter().map(|c| (c.loss.as_str(), c.settings.as_str(), &c.differences[..])).collect();
        assert!(
            matches!(differences[..], [("course-2020", ..), ("course-2020", ..), ("forum", _, []), ("both", ..), ("both", ..)]),
            "{differences:?}"
        );
        assert!(close(differences[3].2, &[0.2]) && close(differences[4].2, &[0.1]), "{differences:?}");
    }
}
