//! The named losses. A new loss made of terms that exist is an entry in this file and nothing else.

use super::config::{
    Along::{self, Averaged, Columns, Four, Harder, Left, Right, Rows},
    EVEN, LossConfig,
    Negative::{self, Hardest, Mean, SemiHard, SemiHardCourse},
    Reduction::{self, Mean as MeanOf, Sum},
    Term,
};
use super::mistakes::Mistakes;
use crate::settings::COURSE_MARGIN as MARGIN;

/// What a run starts with unless said otherwise: the course's first.
pub const DEFAULT_PRESET: &str = "course-2020";

type Parts<'a> = &'a [(Negative, Along)];

fn triplet(parts: Parts, margin: f64, weight: f64, reduction: Reduction) -> LossConfig {
    LossConfig::Triplet {
        terms: parts.iter().map(|&(negative, along)| Term { negative, along, margin, weight }).collect(),
        reduction,
        mistakes: Mistakes::default(),
    }
}

fn softmax(along: Along) -> LossConfig {
    LossConfig::Softmax { along, scale: 20.0, balance: EVEN, reduction: MeanOf, mistakes: Mistakes::default() }
}

/// Every named loss, in the order in which the page lists them.
pub fn presets() -> Vec<(&'static str, LossConfig)> {
    let both: Parts = &[(Mean, Rows), (Hardest, Rows), (Mean, Columns), (Hardest, Columns)];
    let four: Parts =
        &[(Mean, Rows), (Hardest, Rows), (Mean, Columns), (Hardest, Columns), (Mean, Left), (Hardest, Left), (Mean, Right), (Hardest, Right)];
    vec![
        // The course's first Trax notebook.
        ("course-2020", triplet(&[(Mean, Rows), (Hardest, Rows)], MARGIN, 1.0, MeanOf)),
        // Its later Trax notebook.
        ("course-2022", triplet(&[(Mean, Rows), (SemiHardCourse, Rows)], MARGIN, 1.0, Sum)),
        // Its TensorFlow notebook, which multiplies in the other order: V2 V1ᵀ.
        ("course-tensorflow", triplet(&[(Mean, Columns), (SemiHardCourse, Columns)], MARGIN, 1.0, Sum)),
        // Its "Modified triplet loss" lab.
        ("lab", triplet(&[(Mean, Rows), (SemiHard, Rows)], MARGIN, 1.0, Sum)),
        ("columns", triplet(&[(Mean, Columns), (Hardest, Columns)], MARGIN, 1.0, MeanOf)),
        // The forum thread's Cost1 + Cost2.
        ("forum", triplet(&[(Mean, Averaged), (Hardest, Averaged)], MARGIN, 1.0, MeanOf)),
        ("harder", triplet(&[(Mean, Harder), (Hardest, Harder)], MARGIN, 1.0, MeanOf)),
        // Both directions at the scale of one: the fair comparison.
        ("both", triplet(both, MARGIN, 0.5, MeanOf)),
        ("both-sum", triplet(both, MARGIN, 1.0, Sum)),
        // The same side too, at the scale of one direction.
        ("four", triplet(four, MARGIN, 0.25, MeanOf)),
        // Faghri et al., "VSE++" (2018).
        ("vse++", triplet(&[(Hardest, Rows), (Hardest, Columns)], 0.2, 1.0, Sum)),
        ("softmax-rows", softmax(Rows)),
        ("softmax-columns", softmax(Columns)),
        ("softmax-averaged", softmax(Averaged)),
        // Li et al., "GTE" (2023).
        ("softmax-four", softmax(Four)),
    ]
}
