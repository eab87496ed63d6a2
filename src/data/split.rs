//! Which rows are trained on and which are held out.
//!
//! By default whole clusters of mutual duplicates are held out at random, so that nothing of what is measured was trained on: a tenth of the
//! clusters, at least [`FEWEST`], never more than a third of them nor of the pairs. A file that says itself which rows test, by a column or by the
//! order of its rows, is taken at its word; how much of its test the training has seen is counted.

use super::clusters::Clusters;
use super::questions::Questions;
use super::reading::{Part, Split as How};
use super::report::{HeldOut, Known, Reduced, Report, Tally};
use super::{Pair, Split};
use crate::error::Why;
use crate::numeric::sort::sorted;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use rustc_hash::{FxHashMap, FxHashSet};

/// The same file always gives the same split.
const SEED: u64 = 2024;
/// One cluster in so many is held out, …
const HELD_OUT: usize = 10;
/// … but at least so many, …
const FEWEST: usize = 50;
/// … and never more than one in so many.
const MOST: usize = 3;

/// A row of the source: two different questions and whether they are duplicates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Number of question 1.
    pub question1: u32,
    /// Number of question 2.
    pub question2: u32,
    /// The label.
    pub duplicate: bool,
    /// Where it stands in the file.
    pub line: u32,
    /// How many rows stand before it, skipped ones too.
    pub number: u32,
    /// Where it belongs, if that is known.
    pub part: Option<Part>,
    /// Is it a triplet's third text with its question 1?
    pub third: bool,
}

/// Splits rows over questions, by default by clusters; every row that is neither trained on nor tested is skipped with its reason.
pub fn split(mut rows: Vec<Row>, questions: &Questions, how: Option<&How>, every: bool, report: &mut Report) -> Split {
    match how {
        Some(&How::InOrder { train, test, validation }) => {
            report.reduced = assign_in_order(&mut rows, report.rows_read, [train, test], validation.unwrap_or(0.0));
        }
        Some(How::By(_)) => report.held_out.by_validation = test_by_validation(&mut rows),
        _ => {}
    }
    skip_repeated(&mut rows, every, report);
    report.duplicates = rows.iter().filter(|r| r.duplicate).count();
    report.non_duplicates = rows.len() - report.duplicates;
    let groups = Groups::of(&rows, questions);
    // What a file gives to test with is tested as it is labelled.
    leave_out(&mut rows, Why::Contradicted, every, report, |row| !row.duplicate && row.part != Some(Part::Test) && groups.duplicates(row));
    match how {
        None => drop(assign_clusters(&mut rows, &groups, None, SEED)),
        Some(How::HeldOut { held_out, seed }) => {
            report.reduced = assign_clusters(&mut rows, &groups, Some(*held_out), seed.map_or(SEED, u64::from));
        }
        Some(How::By(_) | How::InOrder { .. }) => {}
    }
    let split = parted(&mut rows, &groups, report);
    if matches!(how, Some(How::InOrder { .. })) { split } else { Split { validation: vec![], ..split } }
}

/// A test file's rows are counted apart.
fn skip(rows: &mut Vec<Row>, why: Why, report: &mut Report, mut which: impl FnMut(&Row) -> bool) {
    rows.retain(|row| {
        let skipped = which(row);
        if skipped {
            tally(row, report).add(why, row.line.into());
        }
        !skipped
    });
}

/// The same, but where every row is used, it is only counted.
fn leave_out(rows: &mut Vec<Row>, why: Why, every: bool, report: &mut Report, mut which: impl FnMut(&Row) -> bool) {
    if every {
        rows.iter().filter(|row| which(row)).for_each(|row| report.kept_anyway.add(why, row.line.into()));
    } else {
        skip(rows, why, report, which);
    }
}

/// Where a row is counted that is skipped.
fn tally<'a>(row: &Row, report: &'a mut Report) -> &'a mut Tally {
    match &mut report.test_file {
        Some(file) if row.part == Some(Part::Test) => &mut file.skipped,
        _ => &mut report.skipped,
    }
}

/// A pair may stand once in each part; one that stands there with either label contradicts itself, unless it tests.
fn skip_repeated(rows: &mut Vec<Row>, every: bool, report: &mut Report) {
    let mut pairs = FxHashSet::with_capacity_and_hasher(rows.len(), Default::default());
    leave_out(rows, Why::SamePair, every, report, |row| {
        let place = 2 * row.part.map_or(0, |part| 1 + part as u8) + u8::from(row.duplicate && row.part != Some(Part::Test));
        !pairs.insert((row.question1.min(row.question2), row.question1.max(row.question2), place))
    });
}

/// What belongs together: questions that are duplicates of one another, and with them those of the same words, which the encoder cannot tell apart.
struct Groups {
    cluster: Vec<u32>,
    group: Vec<u32>,
}

impl Groups {
    fn of(rows: &[Row], questions: &Questions) -> Self {
        let all = || 0..questions.len() as u32;
        let mut clusters = Clusters::new(questions.len());
        rows.iter().filter(|r| r.duplicate).for_each(|r| clusters.join(r.question1, r.question2));
        let cluster = all().map(|q| clusters.find(q)).collect();
        all().for_each(|q| clusters.join(q, questions.wording(q)));
        Self { cluster, group: all().map(|q| clusters.find(q)).collect() }
    }

    fn duplicates(&self, row: &Row) -> bool {
        self.cluster[row.question1 as usize] == self.cluster[row.question2 as usize]
    }

    fn of_question(&self, question: u32) -> u32 {
        self.group[question as usize]
    }

    fn of_row(&self, row: &Row) -> [u32; 2] {
        [row.question1, row.question2].map(|q| self.of_question(q))
    }
}

/// Each row's part by the clusters that are held out; a non-duplicate tests unless both its questions are trained on. A triplet's third text goes with
/// its question 1, unless it is held out itself.
fn assign_clusters(rows: &mut [Row], groups: &Groups, share: Option<f64>, seed: u64) -> Option<Reduced> {
    let mut sizes = FxHashMap::default();
    rows.iter().filter(|r| r.duplicate).for_each(|r| *sizes.entry(groups.of_row(r)[0]).or_insert(0_usize) += 1);
    let held_out = choose(&sizes, share, seed);
    let trained = |group: u32| sizes.contains_key(&group) && !held_out.contains(&group);
    for row in rows {
        let [first, second] = groups.of_row(row);
        let tests = !trained(first) || if row.third { held_out.contains(&second) } else { !trained(second) };
        row.part = Some(if tests { Part::Test } else { Part::Train });
    }
    let (asked, taken) = (share.map_or(0, |share| share_of(sizes.len(), share)), held_out.len());
    (asked > taken).then_some(Reduced::Clusters { asked, taken })
}

fn share_of(count: usize, share: f64) -> usize {
    (share * count as f64).round() as usize
}

/// Clusters to hold out, at random, by their sizes in pairs.
fn choose(sizes: &FxHashMap<u32, usize>, share: Option<f64>, seed: u64) -> FxHashSet<u32> {
    let names: Vec<u32> = sizes.keys().copied().collect();
    let mut names = sorted(&names, u32::cmp);
    shuffle(&mut names, &mut Pcg32::seed_from_u64(seed));
    let most = names.len() / MOST;
    let wanted = share.map_or((names.len() / HELD_OUT).max(FEWEST), |share| share_of(names.len(), share)).min(most);
    let mut pairs = sizes.values().sum::<usize>() / MOST;
    let mut held_out = FxHashSet::default();
    for name in names {
        // A cluster that holds much of the file is trained on: without it there would be little to train with.
        if held_out.len() < wanted && sizes[&name] <= pairs {
            pairs -= sizes[&name];
            held_out.insert(name);
        }
    }
    held_out
}

/// Where no row is one to test with, those for validation are. Are they?
fn test_by_validation(rows: &mut [Row]) -> bool {
    let validates = |row: &&mut Row| row.part == Some(Part::Validation);
    let is_so = rows.iter().all(|row| row.part != Some(Part::Test)) && rows.iter_mut().any(|row| validates(&row));
    if is_so {
        rows.iter_mut().filter(validates).for_each(|row| row.part = Some(Part::Test));
    }
    is_so
}

/// Each row's part by where it stands in the file of `all` rows; what cannot be had of it.
fn assign_in_order(rows: &mut [Row], all: usize, [mut train, mut test]: [usize; 2], validation: f64) -> Option<Reduced> {
    let asked = [train, test];
    let is_less = all < train + test;
    if is_less {
        let scaled = (train as f64 * all as f64 / (train + test) as f64).round() as usize;
        (train, test) = (scaled, all - scaled);
    }
    for row in &mut *rows {
        let number = row.number as usize;
        row.part = if number < train { Some(Part::Train) } else { (number < train + test).then_some(Part::Test) };
    }
    let mut trained: Vec<&mut Row> = rows.iter_mut().filter(|r| r.duplicate && r.part == Some(Part::Train)).collect();
    // As the course cuts: int(len · 0.8).
    let first = ((1.0 - validation) * trained.len() as f64) as usize;
    trained[first..].iter_mut().for_each(|row| row.part = Some(Part::Validation));
    is_less.then_some(Reduced::Rows { asked, taken: [train, test] })
}

/// The rows as pairs: duplicates to train on; held-out duplicates, one of each cluster first, then the others, then non-duplicates.
fn parted(rows: &mut Vec<Row>, groups: &Groups, report: &mut Report) -> Split {
    skip(rows, Why::OutsideSplit, report, |row| row.part.is_none());
    let validation = those(rows, &|row| row.part == Some(Part::Validation) && row.duplicate, |row| pair(row, groups));
    skip(rows, Why::Validation, report, |row| row.part == Some(Part::Validation));
    let is_negative = |row: &Row| row.part == Some(Part::Train) && !row.duplicate;
    let negatives = those(rows, &is_negative, |row| (pair(row, groups), groups.of_row(row)));
    skip(rows, Why::NotTested, report, is_negative);
    let mut seen = FxHashSet::default();
    let mut place = |row: &Row| match (row.part, row.duplicate) {
        (Some(Part::Train), _) => 0,
        (_, true) if seen.insert(groups.of_question(row.question1)) => 1,
        (_, true) => 2,
        (_, false) => 3,
    };
    let places: Vec<u8> = rows.iter().map(&mut place).collect();
    let mut parts: [Vec<Pair>; 4] = std::array::from_fn(|part| Vec::with_capacity(places.iter().filter(|&&place| place == part as u8).count()));
    rows.iter().zip(&places).for_each(|(row, &place)| parts[usize::from(place)].push(pair(row, groups)));
    let [train, first, further, others] = parts;
    Split { train, retrieval: first.len(), evaluation: [first, further, others].concat(), validation, negatives }
}

/// What is made of each of those rows, in no more memory than it takes.
fn those<T>(rows: &[Row], which: &dyn Fn(&Row) -> bool, make: impl Fn(&Row) -> T) -> Vec<T> {
    let mut all = Vec::with_capacity(rows.iter().filter(|row| which(row)).count());
    all.extend(rows.iter().filter(|row| which(row)).map(make));
    all
}

fn pair(&Row { question1, question2, duplicate, line, .. }: &Row, groups: &Groups) -> Pair {
    Pair { question1, question2, cluster: groups.of_question(question1), duplicate, line }
}

/// What is held out, and how much of it the training has seen.
pub fn summary(split: &Split, questions: &Questions) -> HeldOut {
    let distinct = |pairs: &[Pair]| pairs.iter().map(|p| p.cluster).collect::<FxHashSet<_>>();
    let duplicates = split.evaluation.iter().filter(|p| p.duplicate).count();
    let (trained, tested) = (distinct(&split.train), distinct(&split.evaluation[..duplicates]));
    let words = |pair: &Pair| [pair.question1, pair.question2].map(|q| questions.wording(q));
    let unordered = |[a, b]: [u32; 2]| (a.min(b), a.max(b));
    let known: FxHashSet<u32> = split.train.iter().flat_map(words).collect();
    let pairs: FxHashSet<_> = split.train.iter().map(|pair| unordered(words(pair))).collect();
    let mut seen = Known::default();
    for pair in &split.evaluation {
        *[&mut seen.neither, &mut seen.one, &mut seen.both][words(pair).iter().filter(|q| known.contains(q)).count()] += 1;
        seen.pairs += usize::from(pairs.contains(&unordered(words(pair))));
    }
    let non_duplicates = split.evaluation.len() - duplicates;
    HeldOut {
        clusters: tested.len(),
        of_clusters: trained.union(&tested).count(),
        retrieval: split.retrieval,
        duplicates,
        non_duplicates,
        known: seen,
        ..HeldOut::default()
    }
}

/// Fisher–Yates, the same on machines of every word size.
pub fn shuffle<T>(items: &mut [T], rng: &mut Pcg32) {
    for i in (1..items.len()).rev() {
        items.swap(i, rng.random_range(0..=i as u32) as usize);
    }
}
