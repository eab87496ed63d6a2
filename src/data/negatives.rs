//! The negatives that a file brings along: texts of rows that say "no duplicate" and are not held out. They may stand in a batch as further candidates.

use super::Pair;
use super::questions::Questions;
use crate::numeric::sort::sorted;

/// A text that asks something else than the questions of a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Further {
    /// Whose negative it is.
    of: u32,
    /// Its own cluster.
    pub cluster: u32,
    /// The text.
    pub question: u32,
}

/// All of them, by cluster.
#[derive(Debug, Clone, Default)]
pub struct Negatives {
    texts: Vec<Further>,
}

impl Negatives {
    /// Of pairs that are no duplicates, each with the clusters of its two questions: either question is a negative of the other's cluster, if that is
    /// trained on. Of texts with the same words one is kept, and none of the cluster's own.
    pub fn of(pairs: &[(Pair, [u32; 2])], train: &[Pair], questions: &Questions) -> Self {
        let trained: rustc_hash::FxHashSet<u32> = train.iter().map(|pair| pair.cluster).collect();
        let both = |(pair, [first, second]): &(Pair, [u32; 2])| {
            [(*first, *second, pair.question2), (*second, *first, pair.question1)].map(|(of, cluster, question)| Further {
                of,
                cluster,
                question: questions.wording(question),
            })
        };
        let fits = |text: &Further| text.of != text.cluster && trained.contains(&text.of);
        let mut texts = sorted(&pairs.iter().flat_map(both).filter(fits).collect::<Vec<_>>(), Further::cmp);
        texts.dedup();
        Self { texts }
    }

    /// Those of a cluster.
    pub fn of_cluster(&self, cluster: u32) -> &[Further] {
        let start = self.texts.partition_point(|text| text.of < cluster);
        let end = self.texts.partition_point(|text| text.of <= cluster);
        &self.texts[start..end]
    }

    /// All.
    pub fn texts(&self) -> &[Further] {
        &self.texts
    }
}
