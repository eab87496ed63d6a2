//! Results of a verdict: what is read is summarised, written and read back equal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tripletscope::verdict::summary::summary;
use tripletscope::verdict::{Packed, results};
use tripletscope_fuzz::{answered, plain};

fuzz_target!(|bytes: &[u8]| {
    let Some(read) = plain(bytes).and_then(|value| answered(results(&value))) else { return };
    summary(&read, "both");
    let written = serde_json::to_vec(&read.iter().collect::<Vec<_>>()).expect("JSON");
    assert_eq!(answered(results(&plain(&written).expect("JSON"))).as_ref(), Some(&read));
    let packed = serde_json::to_vec(&Packed::of(&read)).expect("JSON");
    assert_eq!(answered(results(&plain(&packed).expect("JSON"))).map(|again| again.len()), Some(read.len()));
});
