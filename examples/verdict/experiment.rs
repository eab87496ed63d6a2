//! What is run: every loss with every seed on every asymmetry.

use super::store::Store;
use rayon::prelude::*;
use std::sync::Mutex;
use tripletscope::verdict::Run;

/// All runs of an experiment.
#[derive(Debug, Clone)]
pub struct Plan {
    /// As in a run.
    pub losses: Vec<String>,
    /// From 0 to 1.
    pub asymmetries: Vec<f64>,
    /// First, and how many.
    pub seeds: (u32, u32),
    /// Of each run.
    pub steps: u32,
    /// As in a run.
    pub settings: String,
}

/// The i-th of n parts.
#[derive(Debug, Clone, Copy)]
pub struct Shard(pub usize, pub usize);

impl Plan {
    /// Every combination; the seeds outermost, so that what is done so far is always a fair comparison.
    pub fn runs(&self) -> Vec<Run> {
        let (first, count) = self.seeds;
        let seeds = first..first.saturating_add(count);
        let asymmetries = seeds.flat_map(|seed| self.asymmetries.iter().map(move |asymmetry| (seed, asymmetry)));
        asymmetries.flat_map(|(seed, asymmetry)| self.losses.iter().map(move |loss| self.run(asymmetry, loss, seed))).collect()
    }

    fn run(&self, asymmetry: &f64, loss: &str, seed: u32) -> Run {
        Run { asymmetry: asymmetry.to_string(), loss: loss.into(), seed, steps: self.steps, settings: self.settings.clone() }
    }
}

/// Makes the own part of those runs that are not in the store yet; each is kept at once.
pub fn make(runs: &[Run], Shard(own, of): Shard, store: &mut Store) -> Result<(), String> {
    // Before the first run, so that a mistake in the last one does not cost the time of the others.
    runs.iter().try_for_each(|run| run.link().map(drop)).map_err(|e| e.to_string())?;
    let todo: Vec<Run> = runs.iter().skip(own - 1).step_by(of).filter(|run| !store.results.contains_key(run)).cloned().collect();
    eprintln!("{} runs to make, {} in {} already", todo.len(), store.results.len(), store.file.display());
    let store = Mutex::new(store);
    let all = todo.len();
    todo.into_par_iter().try_for_each(|run| {
        let outcome = run.outcome().map_err(|e| e.to_string())?;
        let mut store = store.lock().map_err(|_| "another run has failed")?;
        store.results.insert(run, outcome);
        eprint!("\r{} runs kept", store.results.len());
        store.write()
    })?;
    if all > 0 {
        eprintln!();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::Folder;

    fn plan() -> Plan {
        Plan {
            losses: vec!["course-2020".into(), "both+swap".into()],
            asymmetries: vec![0.5],
            seeds: (7, 3),
            steps: 2,
            settings: "batchSize=4".into(),
        }
    }

    #[test]
    fn shards_make_every_run_once_and_their_files_merge_into_the_whole() {
        let folder = Folder::new("shards");
        let (mut whole, mut merged) = (folder.store("whole"), folder.store("merged"));
        make(&plan().runs(), Shard(1, 1), &mut whole).unwrap();
        for k in 1..=2 {
            let mut part = folder.store(&format!("part{k}"));
            make(&plan().runs(), Shard(k, 2), &mut part).unwrap();
            assert_eq!(part.results.len(), 3);
            merged.merge(&part.file).unwrap();
        }
        merged.write().unwrap();
        assert_eq!(folder.store("merged").results, whole.results);
        assert_eq!(whole.results.len(), 6);
    }

    #[test]
    fn what_the_file_holds_is_not_made_again() {
        let folder = Folder::new("resume");
        let mut store = folder.store("results");
        let runs = plan().runs();
        make(&runs[..2], Shard(1, 1), &mut store).unwrap();
        let first = store.results.first_entry().map(|mut entry| std::mem::replace(&mut entry.get_mut().auc, 0.125)).unwrap();
        store.write().unwrap();
        let mut store = folder.store("results");
        make(&runs, Shard(1, 1), &mut store).unwrap();
        assert_eq!(store.results.len(), 6);
        assert!(first != 0.125 && store.results.first_key_value().unwrap().1.auc == 0.125, "a kept outcome was replaced");
    }

    #[test]
    fn a_mistake_is_said_before_anything_is_run() {
        let mut store = Folder::new("mistake").store("results");
        let problem = make(&Plan { losses: vec!["both".into(), "bath".into()], ..plan() }.runs(), Shard(1, 1), &mut store).unwrap_err();
        assert!(problem.contains("\"bath\"") && store.results.is_empty(), "{problem}");
    }
}
