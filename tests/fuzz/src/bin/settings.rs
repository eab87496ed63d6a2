//! Settings as JSON: of a run, of a loss, of a reading, of built-in questions, of a link's runs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use tripletscope::data::{Dataset, Reading};
use tripletscope::loss::LossConfig;
use tripletscope::page::link::write;
use tripletscope::page::plan::Plan;
use tripletscope::training::config::RunConfig;
use tripletscope::training::trainer::Trainer;
use tripletscope_fuzz::{PAIRS, answered, config, plain};

fuzz_target!(|bytes: &[u8]| {
    let Some((way, rest)) = bytes.split_first() else { return };
    let Some(value) = plain(rest) else { return };
    match way % 5 {
        0 => {
            if let Some(config) = answered(RunConfig::read(&value)) {
                // What fits into memory may still take longer than a fuzzer has.
                if config.batch_size <= 16 && config.model.hidden_dim * config.model.embedding_dim <= 64 {
                    answered(Trainer::new(Arc::clone(&PAIRS), config)).map(|mut run| answered(run.step()));
                }
            }
        }
        1 => {
            if let Some(loss) = answered(LossConfig::read(&value, "loss")) {
                let mut run = Trainer::new(Arc::clone(&PAIRS), RunConfig { loss, ..config() }).expect("an allowed loss");
                answered(run.step());
            }
        }
        2 => drop(answered(Reading::of(&value)).map(|reading| answered(Dataset::read(b"a,b\nwhy is it,what is it\n", &reading)))),
        3 => {
            if let Some(plan) = answered(Plan::read(&value)) {
                answered(write(&plain(b"{}").expect("an object"), &config().loss, &plan));
            }
        }
        _ => drop(answered(write(&value, &config().loss, &Plan::default()))),
    }
});
