//! The course's editions, each one choice: the text of a link that sets everything of a run at once, and how a file is read under it.

use super::link::{Link, parse_plain};
use crate::data::reading::{Reading, Split, Tokenizer, WordIds};
use serde::Serialize;

/// Rows of `questions.csv` that are trained on, and those after them that are tested; a shorter file is divided in the same proportion.
const ROWS: [usize; 2] = [300_000, 10_240];
/// Of the duplicates among the first, the share that is kept to validate with.
const VALIDATION: f64 = 0.2;

/// One edition.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Edition {
    /// As the setting `data.edition` names it.
    pub name: &'static str,
    /// The settings, as in a link.
    #[serde(skip)]
    settings: &'static str,
    /// What is a word.
    #[serde(skip)]
    tokenizer: Tokenizer,
    /// In which order words have their numbers.
    #[serde(skip)]
    word_ids: WordIds,
    /// What the notebook's loss is on Quora's pairs: step and loss.
    pub landmarks: &'static [(u32, f64)],
    /// Its accuracy at 0.7 on Quora's 10,240 test pairs.
    pub accuracy: Option<f64>,
}

/// What all editions share.
const COMMON: &str = "batchSize=256&maxLength=512&testBatch=512&swap=false&distinctClusters=false&model.encoder=lstm&model.embeddingDim=128&model.hiddenDim=128&\
    model.pooling=mean&adam.learningRate=0.01&adam.beta1=0.9&adam.beta2=0.999";
const TRAX: &str = "padding=batch&model.embeddingRows=41699&model.initialisation=trax&adam.schedule=warmup-rsqrt&adam.warmupSteps=401&\
    adam.epsilon=0.00001&adam.weightDecay=0.00001&loss=";
const KERAS: &str =
    "padding=sides&model.embeddingRows=0&model.initialisation=keras&adam.schedule=constant&adam.epsilon=0.0000001&adam.weightDecay=0&loss=";

/// All editions.
pub const EDITIONS: [Edition; 3] = [
    Edition { name: "course-2020", settings: TRAX, tokenizer: Tokenizer::Course, word_ids: WordIds::Appearance, landmarks: &[], accuracy: None },
    Edition {
        name: "course-2022",
        settings: TRAX,
        tokenizer: Tokenizer::Course,
        word_ids: WordIds::Appearance,
        landmarks: &[(1, 128.0), (100, 128.0), (200, 68.9), (400, 53.0), (600, 21.2)],
        accuracy: Some(0.744),
    },
    Edition {
        name: "course-tensorflow",
        settings: KERAS,
        tokenizer: Tokenizer::CourseTensorflow,
        word_ids: WordIds::Frequency,
        landmarks: &[],
        accuracy: Some(0.725),
    },
];

/// The edition of that name.
pub fn edition(name: &str) -> Option<&'static Edition> {
    EDITIONS.iter().find(|edition| edition.name == name)
}

impl Edition {
    /// What it sets, part by part, as in a link; the loss is the preset of its name.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let parts = COMMON.split('&').chain(self.settings.split('&')).filter_map(|part| part.split_once('='));
        parts.map(|(key, value)| (key, if key == "loss" { self.name } else { value }))
    }

    /// The run that it describes, everything else at its default.
    pub fn link(&self) -> Link {
        parse_plain(std::iter::once(("data.edition", self.name)).chain(self.parts()))
    }

    /// How a file is read.
    pub fn reading(&self) -> Reading {
        let [train, test] = ROWS;
        Reading {
            split: Some(Some(Split::InOrder { train, test, validation: Some(VALIDATION) })),
            tokenizer: Some(self.tokenizer),
            word_ids: Some(self.word_ids),
            every_row: Some(true),
            ..Reading::default()
        }
    }
}
