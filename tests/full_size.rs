//! A run of an edition at its full size, followed in double precision by the crate's own program: what full_size.mjs has written into a folder, for full_size.py to hold
//! against JAX (`tests/reference/`).
//!
//! `FULL_SIZE=FOLDER cargo test --test native full_size:: -- --ignored`

use crate::common::close::wide;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::{env, fs};
use tripletscope::network::encoder::{Encoder, Tokens, Workspace};
use tripletscope::network::gradients::Gradients;
use tripletscope::network::parameters::Parameters;
use tripletscope::settings::Value;
use tripletscope::training::adam::Adam;
use tripletscope::training::checkpoint::load_state;
use tripletscope::training::config::RunConfig;

/// What a step was given.
#[derive(Deserialize)]
struct Told {
    questions: usize,
}

/// What it comes to: the loss, and the norms of the gradients of its batch after it.
#[derive(Serialize)]
struct Found {
    loss: f64,
    norms: Vec<f64>,
}

#[test]
#[ignore = "follows a folder that tests/reference/full_size.mjs has written"]
fn an_edition_at_its_full_size_is_followed_in_double_precision() {
    let folder = PathBuf::from(env::var_os("FULL_SIZE").expect("FULL_SIZE names the folder"));
    ["start", "later"].iter().for_each(|part| follow(&folder, part));
}

fn in_double(narrow: &Parameters<f32>) -> Parameters<f64> {
    let mut all = Parameters::of(&narrow.shapes());
    all.tensors_mut().into_iter().zip(narrow.tensors()).for_each(|(to, from)| to.copy_from_slice(&wide(from)));
    all
}

fn follow(folder: &Path, part: &str) {
    let file = |name: &str| fs::read(folder.join(name)).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let config: Value = serde_json::from_slice(&file("config.json")).expect("a configuration");
    let loss = RunConfig::read(&config).expect("the edition's configuration").loss;
    let (saved, optimiser) = load_state(&file(&format!("{part}-run.safetensors"))).expect("a saved run");
    let mut encoder = Encoder { kind: saved.kind, parameters: in_double(&saved.parameters), pooling: saved.pooling, normalise: saved.normalise };
    let mut adam = Adam::new(optimiser.config);
    (adam.step, adam.moments) = (optimiser.step, optimiser.moments.map(|moments| moments.each_ref().map(in_double)));
    let steps: Vec<Told> = serde_json::from_slice(&file(&format!("{part}.json"))).expect("steps");
    let (mut space, mut gradients) = (Workspace::default(), Gradients::of(&encoder.parameters));
    let mut follow = |(k, told): (usize, &Told)| {
        let bytes = file(&format!("{part}-tokens-{k}.bin"));
        let ids: Vec<u32> = bytes.as_chunks().0.iter().map(|&word| u32::from_le_bytes(word)).collect();
        let steps = ids.len() / told.questions;
        let [left, right] = <[_; 2]>::from(ids.split_at(ids.len() / 2)).map(|ids| Tokens { ids, steps });
        let mut judge = |encoder: &Encoder<f64>, gradients: &mut Gradients<f64>| {
            gradients.fill_zero();
            encoder.gradients(left, right, &loss, &mut space, gradients).loss
        };
        let loss = judge(&encoder, &mut gradients);
        adam.update(&mut encoder.parameters, &gradients).expect("finite numbers");
        judge(&encoder, &mut gradients);
        let norm = |tensor: &[f64]| tensor.iter().map(|x| x * x).sum::<f64>().sqrt();
        Found { loss, norms: gradients.parameters.tensors().map(norm).to_vec() }
    };
    let found: Vec<Found> = steps.iter().enumerate().map(&mut follow).collect();
    fs::write(folder.join(format!("{part}-double.json")), serde_json::to_vec(&found).expect("numbers")).expect("a folder to write to");
    let weights: Vec<u8> = encoder.parameters.tensors().concat().iter().flat_map(|x| x.to_le_bytes()).collect();
    fs::write(folder.join(format!("{part}-double.bin")), weights).expect("a folder to write to");
}
