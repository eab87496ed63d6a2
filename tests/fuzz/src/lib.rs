//! What all targets share: an answer is a result or a sentence, and nothing else.

use std::sync::{Arc, LazyLock};
use tripletscope::data::Dataset;
use tripletscope::error::Error;
use tripletscope::page::link::parse;
use tripletscope::settings::Value;
use tripletscope::training::checkpoint::save_run;
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

/// No sentence is longer.
const LONGEST: usize = 4000;

/// The result, if there is one; a refusal must be a whole sentence of a bearable length.
pub fn answered<T>(result: Result<T, Error>) -> Option<T> {
    let refused = |error: Error| {
        let sentence = error.to_string();
        assert!(sentence.ends_with(['.', '?']) && sentence.chars().count() < LONGEST, "{sentence}");
    };
    result.map_err(refused).ok()
}

/// JSON as the readers of settings and results get it.
pub fn plain(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes).ok()
}

/// The file's bytes after a header whose length is told rightly: the part up to the first zero is the header.
pub fn with_header(bytes: &[u8]) -> Vec<u8> {
    let (header, values) = bytes.iter().position(|&byte| byte == 0).map_or((bytes, &[][..]), |end| (&bytes[..end], &bytes[end + 1..]));
    [&(header.len() as u64).to_le_bytes(), header, values].concat()
}

/// Forty pairs.
pub static PAIRS: LazyLock<Arc<Dataset>> = LazyLock::new(|| {
    let rows: String = (0..40).map(|k| format!("how does thing {k} work,what makes thing {k} go\n")).collect();
    Arc::new(Dataset::from_csv(format!("question1,question2\n{rows}").as_bytes()).expect("pairs"))
});

/// A small run's settings.
pub fn config() -> RunConfig {
    parse("seed=7&batchSize=8&model.hiddenDim=2&model.embeddingDim=3&model.pooling=mean&swap=true").run_config().expect("allowed settings")
}

/// A small run of three steps, saved.
pub static SAVED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut run = Trainer::new(Arc::clone(&PAIRS), config()).expect("a small run");
    (0..3).for_each(|_| drop(run.step().expect("a finite step")));
    save_run(&run)
});
