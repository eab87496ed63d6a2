//! Files of arrays and of weights, and vocabularies: `.npy`, `.npz`, `.safetensors`, lists in text, JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tripletscope::data::arrays::{self, Array};
use tripletscope::data::{Beside, Dataset};
use tripletscope::training::trainer::Trainer;
use tripletscope::training::weights::{Format, Notes, open, read_list, to_weights};
use tripletscope_fuzz::{PAIRS, answered, config, with_header};

fn vectors(arrays: &[Array]) {
    for pair in arrays.windows(2) {
        if let [Ok(v1), Ok(v2)] = [&pair[0], &pair[1]].map(Array::numbers) {
            let dim = pair[0].shape.last().copied().unwrap_or(1);
            answered(Dataset::from_vectors(v1, v2, dim, &Beside::default()));
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((way, rest)) = bytes.split_first() else { return };
    let file = match way % 4 {
        0 => rest.to_vec(),
        1 | 2 => with_header(rest),
        _ => {
            let notes = Notes { vocabulary: answered(read_list(rest)), ..Notes::default() };
            let own = to_weights(&Trainer::new((*PAIRS).clone(), config()).expect("a small run"), Format::Safetensors);
            answered(open(&answered(own).expect("weights"), &notes));
            return;
        }
    };
    if let Some(read) = answered(arrays::read(&file)) {
        vectors(&read.arrays);
    }
    answered(open(&file, &Notes::default()));
    if let Some(mut run) = answered(Trainer::from_weights(&PAIRS, config(), &file, &Notes::default())) {
        run.preview();
        if answered(run.step()).is_some() {
            answered(run.evaluate());
        }
    }
});
