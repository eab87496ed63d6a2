//! Training and held-out pairs of labelled rows, so that nothing leaks: whole clusters of mutual duplicates are held out.

use super::clusters::Clusters;
use super::report::Tally;
use super::{Pair, Split};
use crate::error::Why;
use crate::numeric::sort::sorted;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use rustc_hash::{FxHashMap, FxHashSet};

/// The same file always gives the same split.
const SEED: u64 = 2024;
/// One pair in so many is held out, …
const HELD_OUT: usize = 10;
/// … but at least so many (or a third, of a small file), …
const FEWEST: usize = 50;
/// … and at most so many: retrieval compares each with all.
const MOST: usize = 2_000;
/// Held-out non-duplicates for a held-out duplicate, at most.
const NON_DUPLICATES: usize = 2;

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
    pub line: u64,
}

/// Splits rows over `questions` questions; rows that contradict others are skipped.
pub fn by_cluster(rows: &[Row], questions: usize, skipped: &mut Tally) -> Split {
    let mut clusters = Clusters::new(questions);
    rows.iter().filter(|r| r.duplicate).for_each(|r| clusters.join(r.question1, r.question2));
    let cluster: Vec<u32> = (0..questions as u32).map(|q| clusters.find(q)).collect();
    let (duplicates, non_duplicates) = labelled(rows, &cluster, skipped);
    let mut rng = Pcg32::seed_from_u64(SEED);
    let held_out = choose_clusters(&duplicates, &non_duplicates, &cluster, &mut rng);
    let training: FxHashSet<u32> = duplicates.iter().map(|p| p.cluster).filter(|c| !held_out.contains(c)).collect();
    let (mut evaluation, train) = duplicates.into_iter().partition::<Vec<_>, _>(|p| held_out.contains(&p.cluster));
    let mut seen = FxHashSet::default();
    evaluation.retain(|p| seen.insert(p.cluster));
    let unseen = |question: u32| !training.contains(&cluster[question as usize]);
    let mut others: Vec<Pair> = non_duplicates.into_iter().filter(|p| unseen(p.question1) && unseen(p.question2)).collect();
    shuffle(&mut others, &mut rng);
    others.truncate(NON_DUPLICATES * evaluation.len());
    evaluation.append(&mut others);
    Split { train, evaluation }
}

/// The rows as pairs, duplicates and non-duplicates.
fn labelled(rows: &[Row], cluster: &[u32], skipped: &mut Tally) -> (Vec<Pair>, Vec<Pair>) {
    let (mut duplicates, mut non_duplicates) = (vec![], vec![]);
    for row in rows {
        let [a, b] = [row.question1, row.question2].map(|q| cluster[q as usize]);
        let pair = Pair { question1: row.question1, question2: row.question2, cluster: a, duplicate: row.duplicate };
        match (row.duplicate, a == b) {
            (true, _) => duplicates.push(pair),
            (false, false) => non_duplicates.push(pair),
            (false, true) => skipped.add(Why::Contradicted, row.line),
        }
    }
    (duplicates, non_duplicates)
}

/// Clusters to hold out, at random; first those with non-duplicates to be told apart from, since only they show how well a threshold decides.
fn choose_clusters(duplicates: &[Pair], non_duplicates: &[Pair], cluster: &[u32], rng: &mut Pcg32) -> FxHashSet<u32> {
    let mut sizes = FxHashMap::default();
    duplicates.iter().for_each(|p| *sizes.entry(p.cluster).or_insert(0_usize) += 1);
    let contrasted: FxHashSet<u32> = non_duplicates.iter().flat_map(|p| [p.question1, p.question2]).map(|q| cluster[q as usize]).collect();
    let clusters: Vec<u32> = sizes.keys().copied().collect();
    let mut clusters = sorted(&clusters, u32::cmp);
    shuffle(&mut clusters, rng);
    let wanted = (duplicates.len() / HELD_OUT).clamp(FEWEST.min(duplicates.len() / 3), MOST);
    let mut held_out = FxHashSet::default();
    let mut pairs = 0;
    for name in sorted(&clusters, |a, b| contrasted.contains(b).cmp(&contrasted.contains(a))) {
        // A cluster larger than what is wanted is better trained on: it is tested with one pair only.
        if pairs + sizes[&name] <= wanted {
            pairs += sizes[&name];
            held_out.insert(name);
        }
    }
    held_out
}

/// Fisher–Yates, the same on machines of every word size.
pub fn shuffle<T>(items: &mut [T], rng: &mut Pcg32) {
    for i in (1..items.len()).rev() {
        items.swap(i, rng.random_range(0..=i as u32) as usize);
    }
}
