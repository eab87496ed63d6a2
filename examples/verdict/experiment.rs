//! What is run: every loss with every seed on every asymmetry, or on a file.

use super::data::Data;
use super::progress::{Progress, tell};
use super::store::Store;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};
use tripletscope::data::Dataset;
use tripletscope::verdict::Run;

/// All runs of an experiment.
#[derive(Debug, Clone)]
pub struct Plan {
    /// As in a run.
    pub losses: Vec<String>,
    /// What they are made on.
    pub data: Data,
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
    /// Every combination once; the seeds outermost, so that what is done so far is always a fair comparison.
    pub fn runs(&self) -> Vec<Run> {
        let mut known = BTreeSet::new();
        self.all().into_iter().filter(|run| known.insert(run.clone())).collect()
    }

    fn all(&self) -> Vec<Run> {
        let (first, count) = self.seeds;
        let seeds = first..first.saturating_add(count);
        let asymmetries = seeds.flat_map(|seed| self.asymmetries.iter().map(move |asymmetry| (seed, asymmetry)));
        asymmetries.flat_map(|(seed, asymmetry)| self.losses.iter().map(move |loss| self.run(asymmetry, loss, seed))).collect()
    }

    /// Before the first run, so that a mistake in the last one does not cost the time of the others; on the data too, of which other seeds ask the same.
    pub fn check(&self) -> Result<(), String> {
        let runs = self.runs();
        check(&runs)?;
        runs.iter().filter(|run| run.seed == self.seeds.0).try_for_each(|run| self.data.check(run)).map_err(|e| e.to_string())
    }

    /// Sentences on losses and asymmetries that are named more than once, however they are spelt.
    pub fn repeated(&self) -> Vec<String> {
        let twice = |option: &str, names: Vec<String>| {
            let mut known = BTreeSet::new();
            let again: BTreeSet<String> = names.into_iter().filter(|name| !known.insert(name.clone())).collect();
            again.into_iter().map(move |name| format!("{option} names {name} more than once; it is run once.")).collect::<Vec<_>>()
        };
        let asymmetry = self.asymmetries.first().copied().unwrap_or_default();
        let losses = self.losses.iter().map(|loss| self.run(&asymmetry, loss, self.seeds.0).loss).collect();
        [twice("--losses", losses), twice("--asymmetry", self.asymmetries.iter().map(f64::to_string).collect())].concat()
    }

    /// The built-in questions that its first run is made on.
    pub fn questions(&self) -> Result<Dataset, String> {
        let run = self.runs().into_iter().next().ok_or("there is no run")?;
        run.builtin_config().and_then(|config| Dataset::of_settings(&config)).map_err(|e| e.to_string())
    }

    /// As results keep it; what is no run stays as it is, and is refused when it is to be made.
    fn run(&self, asymmetry: &f64, loss: &str, seed: u32) -> Run {
        let run = Run {
            data: self.data.name(),
            asymmetry: asymmetry.to_string(),
            loss: loss.into(),
            seed,
            steps: self.steps,
            settings: [self.data.settings(), self.settings.clone()].join("&").trim_matches('&').to_owned(),
        };
        run.canonical().unwrap_or(run)
    }
}

/// What the runs themselves say.
pub fn check(runs: &[Run]) -> Result<(), String> {
    runs.iter().try_for_each(|run| run.link().map(drop)).map_err(|e| e.to_string())
}

/// Makes the own part of those runs that are not in the store yet; each is kept as soon as that takes little of the time. One that diverges is told.
pub fn make(data: &Data, runs: &[Run], Shard(own, of): Shard, store: &mut Store) -> Result<(), String> {
    check(runs)?;
    let todo: Vec<Run> = runs.iter().skip(own - 1).step_by(of).filter(|run| !store.results.contains_key(run)).cloned().collect();
    let count = |runs: usize| if runs == 1 { "1 run".into() } else { format!("{runs} runs") };
    tell(&format!("{} to make, {} in {} already", count(todo.len()), count(store.results.len()), store.file.display()));
    let shared = Mutex::new((store, Progress::of(todo.len())));
    let made = todo.into_par_iter().try_for_each(|run| {
        let outcome = data.outcome(&run).map_err(|e| e.to_string())?;
        if let Some(step) = outcome.diverged {
            let sentence = format!("{}, seed {}: diverged at step {step}; it is kept and counts as finding nothing", run.loss, run.seed);
            locked(&shared)?.1.say(&sentence);
        }
        let (store, progress) = &mut *locked(&shared)?;
        store.results.insert(run, outcome);
        store.keep()?;
        progress.made();
        Ok(())
    });
    // What was made is kept, whatever has become of the rest.
    locked(&shared)?.0.write().and(made)
}

/// What the threads share: the results, and how far it is.
type Shared<'a> = Mutex<(&'a mut Store, Progress)>;

fn locked<'a, 's>(shared: &'a Shared<'s>) -> Result<MutexGuard<'a, (&'s mut Store, Progress)>, String> {
    shared.lock().map_err(|_| "another run has failed".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::Folder;

    fn plan() -> Plan {
        Plan {
            data: Data::builtin(),
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
        make(&Data::builtin(), &plan().runs(), Shard(1, 1), &mut whole).unwrap();
        for k in 1..=2 {
            let mut part = folder.store(&format!("part{k}"));
            make(&Data::builtin(), &plan().runs(), Shard(k, 2), &mut part).unwrap();
            assert_eq!(part.results.len(), 3);
            merged.merge(&part.file).unwrap();
        }
        merged.write().unwrap();
        assert_eq!(folder.store("merged").results, whole.results);
        assert_eq!(whole.results.len(), 6);
    }

    #[test]
    fn what_is_named_twice_is_run_once_and_said() {
        let spelt = "mean~mean_rows_0.25_1~hardest_rows_0.25_1";
        let twice = Plan { losses: ["course-2020", "both", "both", spelt].map(String::from).to_vec(), asymmetries: vec![0.5, 1.0, 0.5], ..plan() };
        assert_eq!(twice.runs().len(), 2 * 2 * 3);
        let said = twice.repeated();
        assert_eq!(
            said.iter().map(|said| said.split(" more").next().unwrap()).collect::<Vec<_>>(),
            ["--losses names both", "--losses names course-2020", "--asymmetry names 0.5"]
        );
        assert!(plan().repeated().is_empty());
    }

    #[test]
    fn what_the_file_holds_is_not_made_again() {
        let folder = Folder::new("resume");
        let mut store = folder.store("results");
        let runs = plan().runs();
        make(&Data::builtin(), &runs[..2], Shard(1, 1), &mut store).unwrap();
        let first = store.results.first_entry().map(|mut entry| entry.get_mut().auc.take()).unwrap();
        std::fs::remove_file(&store.file).unwrap();
        store.write().unwrap();
        let mut store = folder.store("results");
        make(&Data::builtin(), &runs, Shard(1, 1), &mut store).unwrap();
        assert_eq!(store.results.len(), 6);
        assert!(first.is_some() && store.results.first_key_value().unwrap().1.auc.is_none(), "a kept outcome was replaced");
    }

    #[test]
    fn a_run_that_diverges_is_kept_with_its_step_and_takes_none_of_the_others_along() {
        let folder = Folder::new("diverged");
        let mut store = folder.store("results");
        let runs = |settings: &str| Plan { seeds: (1, 1), steps: 30, settings: settings.into(), ..plan() }.runs();
        let wild = runs("adam.beta2=0&adam.epsilon=1e-12&adam.learningRate=1");
        make(&Data::builtin(), &[wild, runs("batchSize=4")].concat(), Shard(1, 1), &mut store).unwrap();
        let store = folder.store("results");
        let diverged =
            |wild| store.results.iter().filter(|(run, outcome)| (run.settings != "batchSize=4") == wild && outcome.diverged.is_some()).count();
        assert_eq!((store.results.len(), diverged(true), diverged(false)), (4, 2, 0), "{:?}", store.results);
    }

    #[test]
    fn a_mistake_is_said_before_anything_is_run() {
        let mut store = Folder::new("mistake").store("results");
        let problem =
            make(&Data::builtin(), &Plan { losses: vec!["both".into(), "bath".into()], ..plan() }.runs(), Shard(1, 1), &mut store).unwrap_err();
        assert!(problem.contains("\"bath\"") && store.results.is_empty(), "{problem}");
    }
}
