//! The negatives that a file brings along: texts of rows that say "no duplicate" and are not held out. They may stand in a batch as further candidates.

use super::Pair;
use super::questions::Questions;
use crate::numeric::sort::sorted;
use rustc_hash::FxHashSet;

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
    held_out: usize,
}

impl Negatives {
    /// Of pairs that are no duplicates, each with the clusters of its two questions: either question is a negative of the other's cluster, if that is
    /// trained on. Of texts with the same words one is kept, none of the cluster's own, and none that only the held-out pairs have.
    pub fn of(pairs: &[(Pair, [u32; 2])], [train, held_out]: [&[Pair]; 2], questions: &Questions) -> Self {
        let wordings =
            |pairs: &[Pair]| pairs.iter().flat_map(|pair| [pair.question1, pair.question2]).map(|q| questions.wording(q)).collect::<FxHashSet<_>>();
        let (known, measured) = (wordings(train), wordings(held_out));
        let trained: FxHashSet<u32> = train.iter().map(|pair| pair.cluster).collect();
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
        let all = texts.len();
        texts.retain(|text| known.contains(&text.question) || !measured.contains(&text.question));
        Self { held_out: all - texts.len(), texts }
    }

    /// How many are left out, since they are held out.
    pub fn held_out(&self) -> usize {
        self.held_out
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
