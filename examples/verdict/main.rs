//! The verdict without a browser: losses × seeds × asymmetries on the built-in questions, the same core and the same numbers as the page.
//!
//! ```text
//! cargo run --release --example verdict -- --losses course-2020,columns,both --seeds 10 --out verdict.json
//! ```
//!
//! Every run that is done is kept in the file at once, and a run that the file holds is not made again. `--shard 2/4` makes each fourth run only, so
//! that several processes or machines can share the work; `--merge` puts their files together and prints the table.
#![cfg(not(target_arch = "wasm32"))]

mod experiment;
mod table;

use clap::Parser;
use experiment::{Outcome, Plan, Run};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Which losses find more held-out partners, over many seeds?
#[derive(Parser)]
struct Arguments {
    /// Presets, the baseline first; `+swap` behind a name exchanges each pair's sides with probability one half.
    #[arg(long, value_delimiter = ',', default_value = "course-2020,columns,both,forum,harder,course-2020+swap")]
    losses: Vec<String>,
    /// How many seeds.
    #[arg(long, default_value_t = 10)]
    seeds: u32,
    /// The first of them.
    #[arg(long, default_value_t = 1)]
    first_seed: u32,
    /// Steps of each run.
    #[arg(long, default_value_t = 300)]
    steps: u32,
    /// How far the two sides differ in style, from 0 to 1.
    #[arg(long, value_delimiter = ',', default_value = "0,0.5,1")]
    asymmetry: Vec<f64>,
    /// Other settings, as in the page's address: `adam.learningRate=0.005&batchSize=64`.
    #[arg(long, default_value = "")]
    settings: String,
    /// Where the results are kept.
    #[arg(long, default_value = "verdict.json")]
    out: PathBuf,
    /// Makes the i-th of n parts only.
    #[arg(long, value_parser = shard)]
    shard: Option<(usize, usize)>,
    /// Files of other shards; nothing is run.
    #[arg(long, num_args = 1..)]
    merge: Vec<PathBuf>,
}

type Results = BTreeMap<Run, Outcome>;

fn shard(text: &str) -> Result<(usize, usize), String> {
    let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
    parts.filter(|&(i, n)| 1 <= i && i <= n).ok_or_else(|| format!("{text} is not i/n with i from 1 to n"))
}

fn main() -> Result<(), String> {
    let arguments = Arguments::parse();
    let mut results = read(&arguments.out)?;
    if arguments.merge.is_empty() {
        let plan = Plan::new(&arguments.losses, arguments.first_seed, arguments.seeds, arguments.steps, &arguments.asymmetry, &arguments.settings);
        let (own, of) = arguments.shard.unwrap_or((1, 1));
        let todo: Vec<Run> = plan.runs().into_iter().skip(own - 1).step_by(of).filter(|run| !results.contains_key(run)).collect();
        eprintln!("{} runs to make, {} in {} already", todo.len(), results.len(), arguments.out.display());
        let kept = Mutex::new(results);
        todo.into_par_iter().try_for_each(|run| {
            let outcome = run.make()?;
            let mut kept = kept.lock().map_err(|_| "another run has failed")?;
            kept.insert(run, outcome);
            eprint!("\r{} runs kept ", kept.len());
            write(&arguments.out, &kept)
        })?;
        eprintln!();
        results = kept.into_inner().map_err(|_| "a run has failed")?;
    } else {
        for file in &arguments.merge {
            results.extend(read(file)?);
        }
        write(&arguments.out, &results)?;
    }
    print!("{}", table::markdown(&results, &arguments.losses[0]));
    Ok(())
}

fn read(file: &Path) -> Result<Results, String> {
    if !file.exists() {
        return Ok(Results::new());
    }
    let text = std::fs::read(file).map_err(|e| format!("{} cannot be read: {e}", file.display()))?;
    let list: Vec<(Run, Outcome)> = serde_json::from_slice(&text).map_err(|e| format!("{} holds no results: {e}", file.display()))?;
    Ok(list.into_iter().collect())
}

/// Through a second file, so that a stop in the middle loses nothing.
fn write(file: &Path, results: &Results) -> Result<(), String> {
    let list: Vec<_> = results.iter().collect();
    let part = file.with_extension("part");
    let text = serde_json::to_vec_pretty(&list).map_err(|e| e.to_string())?;
    std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, file)).map_err(|e| format!("{} cannot be written: {e}", file.display()))
}
