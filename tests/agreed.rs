//! The run that every engine must repeat to the bit, natively; `web.rs` holds the browsers to the same number.

use crate::common::agreed;
use std::sync::Arc;
use tripletscope::data::Dataset;
use tripletscope::settings::Value;
use tripletscope::training::checkpoint::save_run;
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;

#[test]
fn ten_steps_have_the_agreed_bits() {
    let dataset = Arc::new(Dataset::from_csv(agreed::csv().as_bytes()).expect("a well-formed file"));
    let config: Value = serde_json::from_str(agreed::CONFIG).expect("plain data");
    let mut trainer = Trainer::new(dataset, RunConfig::read(&config).expect("allowed settings")).expect("a small model");
    let losses: Vec<f64> = (0..agreed::STEPS).map(|_| trainer.step().expect("a finite step").loss).collect();
    assert!(losses.iter().all(|loss| *loss > 0.0), "{losses:?}");
    let hash = agreed::hash(&losses, &save_run(&trainer));
    assert_eq!(hash, agreed::HASH, "the hash is {hash:#018x}");
}
