//! Saved runs and models: as bytes, as a header with values behind it, or a good run with other notes. What is read goes on and is saved equal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use tripletscope::training::checkpoint::{load_model, load_run, load_state, save_run};
use tripletscope_fuzz::{PAIRS, SAVED, answered, with_header};

/// The good run with these notes.
fn with_notes(notes: &[u8]) -> Vec<u8> {
    let length = u64::from_le_bytes(SAVED[..8].try_into().expect("eight bytes")) as usize;
    let mut header: serde_json::Value = serde_json::from_slice(&SAVED[8..8 + length]).expect("a header");
    header["__metadata__"]["tripletscope"] = String::from_utf8_lossy(notes).into();
    let header = header.to_string();
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &SAVED[8 + length..]].concat()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((way, rest)) = bytes.split_first() else { return };
    let file = match way % 4 {
        0 => rest.to_vec(),
        1 => with_header(rest),
        _ => with_notes(rest),
    };
    answered(load_model(&file));
    answered(load_state(&file));
    let Some(mut run) = answered(load_run(Arc::clone(&PAIRS), &file)) else { return };
    run.preview();
    let again = save_run(&run);
    for _ in 0..3 {
        if answered(run.step()).is_none() {
            break;
        }
    }
    answered(run.evaluate());
    let run = answered(load_run(Arc::clone(&PAIRS), &again)).expect("what is saved can be read");
    assert_eq!(save_run(&run), again);
});
