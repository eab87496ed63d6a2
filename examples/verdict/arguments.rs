//! What the program is told: its arguments, its help, and what they name.

use crate::data::Data;
use crate::experiment::{Plan, Shard};
use crate::store::Store;
use clap::Parser;
use std::path::{Path, PathBuf};
use tripletscope::settings::Value;

/// Which losses find more held-out partners, over many seeds?
#[derive(Debug, Parser)]
#[command(name = "tripletscope-verdict", version, after_help = EXAMPLES)]
pub struct Arguments {
    /// Presets, the baseline first; a softmax is compared with `softmax-rows` where the first is `course-2020` and both are there. `+swap` behind a name
    /// exchanges each pair's sides with probability one half.
    #[arg(long, value_delimiter = ',', default_value = LOSSES)]
    pub losses: Vec<String>,
    /// How many seeds.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub seeds: u32,
    /// The first of them.
    #[arg(long, default_value_t = 1)]
    pub first_seed: u32,
    /// Steps of each run.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..))]
    pub steps: u32,
    /// How far the two sides differ in style, from 0 to 1.
    #[arg(long, value_delimiter = ',', default_value = "0,0.5,1")]
    pub asymmetry: Vec<f64>,
    /// Question pairs of your own instead of the built-in questions, or vectors of both sides (.npz, .safetensors: v1, v2, labels, left, right).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["asymmetry", "document"])]
    pub data: Option<PathBuf>,
    /// How that file is read, where it does not say so itself: JSON, or a file of it, with the keys of docs/data.md: `{"delimiter":"|","label":null}`.
    #[arg(long, value_name = "JSON|FILE", requires = "data")]
    pub reading: Option<String>,
    /// A file to test with, read as that file is; then nothing of that one is held out.
    #[arg(long, value_name = "FILE", requires = "data")]
    pub test: Option<PathBuf>,
    /// What else is to be said of the test file alone: `{"label":null}`.
    #[arg(long, value_name = "JSON|FILE", requires = "test")]
    pub test_reading: Option<String>,
    /// Writes the built-in questions of the first asymmetry as CSV, for another program to encode; nothing is run.
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    pub questions: Option<PathBuf>,
    /// Other settings, as in the page's address: `adam.learningRate=0.005&batchSize=64`.
    #[arg(long, default_value = "")]
    pub settings: String,
    /// Runs each loss once more, at that of these learning rates which is best for it with other seeds, and on other built-in questions. With --shard the
    /// parts of the tuning come first, and a sentence says how to go on from there.
    #[arg(long, value_delimiter = ',')]
    pub tune: Vec<f64>,
    /// Makes no runs but those at the rates that are best.
    #[arg(long, requires = "tune")]
    pub only_tuned: bool,
    /// How many other seeds, from 1001 on.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub tune_seeds: u32,
    /// Where the results are kept.
    #[arg(long, value_name = "FILE", default_value = "verdict.json")]
    pub out: PathBuf,
    /// Where the results of tuning are kept; beside the others, with the ending `tuning.json`, unless it is said.
    #[arg(long, value_name = "FILE")]
    pub tuning: Option<PathBuf>,
    /// Keeps results in little room: recalls as counts, the AUC in thousandths.
    #[arg(long)]
    pub packed: bool,
    /// Makes the i-th of n parts only.
    #[arg(long, value_parser = shard, value_name = "i/n")]
    pub shard: Option<Shard>,
    /// Files of other shards, to be added to the results; locks and unfinished files beside them are passed over. Nothing is run.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["shard", "tune"])]
    pub merge: Vec<PathBuf>,
    /// A text with marks, between which the tables are written; the pictures are put beside it.
    #[arg(long, value_name = "FILE")]
    pub document: Option<PathBuf>,
    /// Further results that the document shows among its conditions; those of their tuning lie beside them, with the ending `tuning.json`.
    #[arg(long = "with", value_name = "FILE", num_args = 1.., requires = "document")]
    pub further: Vec<PathBuf>,
    /// What the page tells of all that, as JSON; beside it, with the ending `losses.json`, what it tells where somebody asks for more; and beside the
    /// results, with the ending `corrected.json`, how sure these are after the correction for all comparisons of the document.
    #[arg(long, value_name = "FILE", requires = "document")]
    pub evidence: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Three losses with ten seeds each on the built-in questions, the first one the baseline:
  tripletscope-verdict --losses course-2020,columns,both --seeds 10 --asymmetry 0.5
The same again makes nothing twice; with more seeds it makes only those that are missing:
  tripletscope-verdict --losses course-2020,columns,both --seeds 20 --asymmetry 0.5
On the vectors of a sentence encoder, which examples/cluster/vectors.py makes of pairs, such as the built-in ones:
  tripletscope-verdict --asymmetry 0.5 --questions pairs.csv
  tripletscope-verdict --data vectors.npz --losses course-2020,both --out vectors.json
On a file that does not say itself how it is read:
  tripletscope-verdict --data pairs.txt --reading '{\"label\":\"match\",\"duplicate\":[\"y\"],\"different\":[\"n\"]}'
On questions of your own, each loss at the best of three learning rates:
  tripletscope-verdict --data pairs.csv --tune 0.003,0.006,0.012 --steps 800 --out pairs.json
The second of four parts, and all parts together:
  tripletscope-verdict --shard 2/4 --out part2.json
  tripletscope-verdict --out verdict.json --merge part1.json part2.json part3.json part4.json
With tuning each part is started twice, and in between their tuning is put together:
  tripletscope-verdict --shard 2/4 --tune 0.01,0.02,0.04 --out part2.json
  tripletscope-verdict --out tuned.json --merge part1.tuning.json part2.tuning.json part3.tuning.json part4.tuning.json
  tripletscope-verdict --shard 2/4 --tune 0.01,0.02,0.04 --out part2.json --tuning tuned.json

Tables go to standard output, progress to standard error: a bar in a terminal, else a line a minute.
Exit codes: 0 everything is made; 1 something failed, what was made is kept; 2 an argument or a file that it names is wrong, nothing was run;
3 this part is made, and the parts must be put together with --merge before it can go on. RAYON_NUM_THREADS says how many cores are used.";

const LOSSES: &str = "course-2020,columns,forum,both,both-sum,harder,course-2020+swap,lab,softmax-rows,softmax-averaged";

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
    parts.filter(|&(i, n)| 1 <= i && i <= n).map(|(i, n)| Shard(i, n)).ok_or_else(|| format!("{text} is not i/n with i from 1 to n"))
}

/// An object in JSON, or the name of a file that holds one; the core looks at what it says.
fn reading(text: &str) -> Result<Value, String> {
    let is_object = text.trim_start().starts_with('{');
    let json = if is_object { Ok(text.to_owned()) } else { std::fs::read_to_string(text).map_err(|e| format!("{text} cannot be read: {e}")) };
    serde_json::from_str(&json?).map_err(|e| format!("{} is no JSON: {e}", if is_object { "this" } else { text }))
}

impl Arguments {
    /// What is to be run.
    pub fn plan(&self) -> Result<Plan, String> {
        if self.first_seed.checked_add(self.seeds).is_none() {
            let (first, count, most) = (self.first_seed, self.seeds, u32::MAX - 1);
            return Err(format!("--first-seed is {first} and --seeds is {count}, but {most} is the largest seed."));
        }
        Ok(Plan {
            data: self.data.as_deref().map_or_else(|| Ok(Data::builtin()), |file| self.file(file))?,
            losses: self.losses.clone(),
            asymmetries: if self.data.is_some() { vec![0.0] } else { self.asymmetry.clone() },
            seeds: (self.first_seed, self.seeds),
            steps: self.steps,
            settings: self.settings.clone(),
        })
    }

    fn file(&self, file: &Path) -> Result<Data, String> {
        let said = |option: &str, text: &Option<String>| text.as_deref().map(reading).transpose().map_err(|e| format!("{option}: {e}"));
        let (own, of_test) = (said("--reading", &self.reading)?, said("--test-reading", &self.test_reading)?);
        Data::open((file, own.as_ref()), self.test.as_deref().map(|test| (test, of_test.as_ref())), &self.settings)
    }

    /// The results, and those of tuning.
    pub fn open(&self) -> Result<(Store, Store), String> {
        let tuning = self.tuning.clone().unwrap_or_else(|| self.out.with_extension("tuning.json"));
        Ok((Store::open(&self.out, self.packed)?, Store::open(&tuning, self.packed)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together_and_each_has_its_help() {
        Arguments::command().debug_assert();
        for argument in Arguments::command().get_arguments() {
            assert!(argument.get_help().is_some_and(|help| help.to_string().len() > 10), "{}", argument.get_id());
        }
    }

    #[test]
    fn the_help_teaches_by_commands_that_the_program_takes() {
        let commands: Vec<&str> = EXAMPLES.lines().filter_map(|line| line.strip_prefix("  tripletscope-verdict ")).collect();
        assert!(commands.len() >= 5);
        for command in commands {
            let words = ["tripletscope-verdict"].into_iter().chain(command.split(' '));
            assert!(Arguments::try_parse_from(words).is_ok(), "{command}");
        }
    }

    #[test]
    fn the_command_in_the_document_on_data_is_one_that_the_program_takes() {
        let commands = include_str!("../../docs/data.md").lines().filter(|line| line.starts_with("tripletscope-verdict ") && !line.contains('|'));
        for command in commands.inspect(|command| assert!(command.contains("--reading"))) {
            let arguments = Arguments::try_parse_from(command.split(' ').map(|word| word.trim_matches('\''))).unwrap();
            assert!(reading(&arguments.reading.unwrap()).is_ok(), "{command}");
        }
    }

    #[test]
    fn a_shard_is_a_part_of_a_whole() {
        assert!(matches!(shard("2/3"), Ok(Shard(2, 3))));
        for wrong in ["0/3", "4/3", "2", "a/b"] {
            assert!(shard(wrong).unwrap_err().contains(wrong));
        }
        assert!(Arguments::try_parse_from(["verdict", "--merge", "a", "--shard", "1/2"]).is_err());
        for none in ["--steps", "--seeds", "--tune-seeds"] {
            assert!(Arguments::try_parse_from(["verdict", none, "0"]).is_err(), "{none} 0 makes no run that can be kept");
        }
    }
}
