//! What a run is made of, but its data.

use crate::data::Padding;
use crate::error::{Allowed, Result};
use crate::loss::LossConfig;
use crate::network::initialise::ModelConfig;
use crate::settings::{Fields, Value};
use crate::training::adam::AdamConfig;
use serde::Serialize;

/// Everything that a run depends on but the data.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunConfig {
    /// The network's shape and start.
    pub model: ModelConfig,
    /// May change at any step.
    pub loss: LossConfig,
    /// May change at any step.
    pub adam: AdamConfig,
    /// B.
    pub batch_size: usize,
    /// Longer questions are cut off.
    pub max_length: usize,
    /// How long a batch's questions are made.
    #[serde(skip_serializing_if = "Padding::is_default")]
    pub padding: Padding,
    /// All held-out pairs are scored in batches of so many as well, as a notebook does it; 0: they are not.
    #[serde(skip_serializing_if = "is_none")]
    pub test_batch: usize,
    /// Exchange each pair's sides with probability one half.
    pub swap: bool,
    /// K: at most so many texts that the data say are no duplicates are further candidates of the rows.
    #[serde(skip_serializing_if = "is_none")]
    pub negatives: usize,
    /// At most one pair of a cluster of mutual duplicates in a batch.
    pub distinct_clusters: bool,
    /// Of the batches' order and the swaps.
    pub seed: u32,
}

const FIELDS: &[&str] = &["model", "loss", "adam", "batchSize", "maxLength", "padding", "testBatch", "swap", "negatives", "distinctClusters", "seed"];
const OBJECT: Allowed = Allowed::Object { fields: String::new() };

impl RunConfig {
    /// Reads and checks a plain object.
    ///
    /// # Errors
    /// The first field that is missing, unknown or outside its range.
    pub fn read(value: &Value) -> Result<Self> {
        let fields = Fields::of(value, "", "", FIELDS)?;
        let loss = LossConfig::read(fields.raw("loss", OBJECT)?, "loss")?;
        Self::of(&fields, loss)
    }

    /// The same with a loss that has been read before.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn with_loss(value: &Value, loss: LossConfig) -> Result<Self> {
        Self::of(&Fields::of(value, "", "", FIELDS)?, loss)
    }

    fn of(fields: &Fields, loss: LossConfig) -> Result<Self> {
        Ok(Self {
            model: ModelConfig::read(fields.raw("model", OBJECT)?, "model")?,
            loss,
            adam: AdamConfig::read(fields.raw("adam", OBJECT)?, "adam")?,
            batch_size: fields.integer("batchSize")?,
            max_length: fields.integer("maxLength")?,
            padding: fields.choice("padding")?,
            test_batch: fields.integer("testBatch")?,
            swap: fields.switch("swap")?,
            negatives: fields.integer("negatives")?,
            distinct_clusters: fields.switch("distinctClusters")?,
            seed: fields.number("seed")? as u32,
        })
    }
}

/// Does a configuration not name it?
fn is_none(count: &usize) -> bool {
    *count == 0
}
