//! The verdict without a browser: losses × seeds × asymmetries on the built-in questions, or losses × seeds on a file; the same core and the same
//! numbers as the page.
//!
//! ```text
//! cargo install --path examples/verdict
//! tripletscope-verdict --losses course-2020,columns,both --seeds 10 --out verdict.json
//! ```
//!
//! Every run that is done is kept in the file at once, and a run that the file holds is not made again. `--shard 2/4` makes each fourth run only, so
//! that several processes or machines can share the work; `--merge` puts their files together and prints the tables.
#![cfg(not(target_arch = "wasm32"))]

mod arguments;
mod data;
mod document;
mod edges;
mod evidence;
mod experiment;
mod grid;
mod pictures;
mod progress;
mod store;
mod tables;
mod vectors;
#[cfg(test)]
mod writers;

use arguments::Arguments;
use clap::Parser;
use edges::Edges;
use experiment::{Plan, Shard, make};
use progress::tell;
use std::io::{Write, stdout};
use std::process::ExitCode;
use store::Store;
use tripletscope::verdict::summary::{KINDS, ROWS, summary};
use tripletscope::verdict::{Results, merge, rate, tuning};

/// Something failed; what was made is kept.
const FAILED: u8 = 1;
/// Nothing was run, as for arguments that clap refuses.
const WRONG: u8 = 2;
/// A part is made that needs the others.
const PART: u8 = 3;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok((text, is_whole)) => {
            let _ = stdout().write_all(text.as_bytes());
            if is_whole { ExitCode::SUCCESS } else { PART.into() }
        }
        Err((code, problem)) => {
            tell(&problem);
            code.into()
        }
    }
}

/// The tables of everything that is known then, and whether that is all; or a code and what is wrong.
fn run(arguments: &Arguments) -> Result<(String, bool), (u8, String)> {
    if let Some(file) = &arguments.questions {
        let config = arguments.plan().and_then(|plan| plan.questions()).map_err(|e| (WRONG, e))?;
        return data::write_pairs(file, &config).map(|pairs| (format!("{}: {pairs} pairs\n", file.display()), true)).map_err(|e| (WRONG, e));
    }
    let given = Given::read(arguments).map_err(|e| (WRONG, e))?;
    given.plan.iter().flat_map(Plan::repeated).for_each(|sentence| tell(&sentence));
    work(arguments, given).map_err(|e| (FAILED, e))
}

/// What the arguments name, read and looked at before anything is run.
struct Given {
    plan: Option<Plan>,
    further: [Results; 2],
    store: Store,
    tuning: Store,
}

impl Given {
    fn read(arguments: &Arguments) -> Result<Self, String> {
        let plan = if arguments.merge.is_empty() { Some(arguments.plan()?) } else { None };
        plan.iter().try_for_each(|plan| plan.check().and_then(|()| check_tuning(arguments, plan)))?;
        let further = further(arguments)?;
        let (mut store, tuning) = arguments.open()?;
        arguments.merge.iter().filter(|file| !store::is_passing(file)).try_for_each(|file| store.merge(file))?;
        Ok(Self { plan, further, store, tuning })
    }
}

/// Can every rate be tried, and is none said besides?
fn check_tuning(arguments: &Arguments, plan: &Plan) -> Result<(), String> {
    let runs = plan.runs();
    if !arguments.tune.is_empty() && runs.iter().any(|run| rate(run).is_some()) {
        return Err("--settings names adam.learningRate, which --tune chooses for each loss; leave one of the two out.".into());
    }
    experiment::check(&tuning::runs(&runs, &arguments.tune, 1)).map_err(|e| format!("--tune: {e}"))
}

/// What the document is to show besides, read before anything is run: results, and those of their tuning.
fn further(arguments: &Arguments) -> Result<[Results; 2], String> {
    let mut all = [Results::new(), Results::new()];
    for file in arguments.further.iter().chain(&arguments.document) {
        if !file.is_file() {
            return Err(format!("There is no file {}.", file.display()));
        }
    }
    for file in &arguments.further {
        for (own, file) in all.iter_mut().zip([file.clone(), file.with_extension("tuning.json")]) {
            let read = Store::open(&file, false)?.results;
            merge(own, read).map_err(|e| format!("{}: {e}", file.display()))?;
        }
    }
    Ok(all)
}

fn work(arguments: &Arguments, given: Given) -> Result<(String, bool), String> {
    let Given { plan, further: [mut results, mut rates], mut store, mut tuning } = given;
    let mut is_whole = true;
    if let Some(plan) = plan {
        is_whole = make_all(arguments, &plan, &mut store, &mut tuning)?;
    } else {
        store.write()?;
    }
    // As they are kept, which may be rounded.
    let (store, tuning) = arguments.open()?;
    if let Some(file) = &arguments.document {
        let together = |all: &mut Results, more: &Results| merge(all, more.clone()).map_err(|e| e.to_string());
        together(&mut results, &store.results)?;
        together(&mut rates, &tuning.results)?;
        document::write(file, &document::all(&results, &rates)?)?;
        if let Some(file) = &arguments.evidence {
            let texts = evidence::files(file, &arguments.out).into_iter().zip(document::evidence(&results, &store.results)?);
            texts.into_iter().try_for_each(|(file, text)| store::write(&file, &text))?;
        }
    }
    // Where that is rows alone, a softmax has rows alone of its own kind, if these are there.
    let baseline = if arguments.losses[0] == KINDS[0] { ROWS } else { arguments.losses[0].as_str() };
    let groups = summary(&store.results, baseline);
    Ok((tables::all(&groups, &Edges::of(&tuning.results)) + &tables::corrected(&groups), is_whole))
}

/// Is everything made that was asked for?
fn make_all(arguments: &Arguments, plan: &Plan, store: &mut Store, tuning: &mut Store) -> Result<bool, String> {
    let shard = arguments.shard.unwrap_or(Shard(1, 1));
    if !arguments.only_tuned {
        make(&plan.data, &plan.runs(), shard, store)?;
    }
    if arguments.tune.is_empty() {
        return Ok(true);
    }
    let grid = tuning::runs(&plan.runs(), &arguments.tune, arguments.tune_seeds);
    make(&plan.data, &grid, shard, tuning)?;
    match tuning::tuned(&plan.runs(), &grid, &tuning.results) {
        Some(runs) => make(&plan.data, &runs, shard, store).map(|()| true),
        None => {
            tell(&format!(
                "This shard's part of the tuning is made, and {} does not hold the others yet. When each shard has come so far, start each again; if they do \
                 not share that file, put their files together before:\n  tripletscope-verdict --out tuned.json --merge *.tuning.json\n  \
                 tripletscope-verdict … --shard {}/{} --tuning tuned.json",
                tuning.file.display(),
                shard.0,
                shard.1
            ));
            Ok(false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::Folder;
    use std::path::Path;

    #[test]
    fn scripts_can_tell_what_is_wrong_from_what_has_failed() {
        let folder = Folder::new("codes");
        let code = |options: &[&str], out: &Path| {
            let out = out.display().to_string();
            let words = ["verdict", "--steps", "1", "--seeds", "1", "--asymmetry", "0", "--out", &out];
            run(&Arguments::try_parse_from(words.iter().chain(options)).unwrap()).map_or_else(|e| e.0, |done| if done.1 { 0 } else { PART })
        };
        let (there, nowhere) = (folder.file("codes.json"), folder.file("none").join("codes.json"));
        assert_eq!(code(&["--losses", "bath"], &there), WRONG);
        assert_eq!(code(&["--losses", "both"], &nowhere), WRONG);
        let [bad, none] = ["bad.json", "none.json"].map(|name| folder.file(name));
        std::fs::write(&bad, "{nonsense").unwrap();
        assert_eq!(code(&["--losses", "both"], &bad), WRONG);
        assert_eq!(code(&["--merge", &none.display().to_string()], &there), WRONG);
        assert_eq!(code(&["--losses", "both", "--questions", &nowhere.display().to_string()], &there), WRONG);
        for (rates, settings) in
            [("0.01,-1", ""), ("0.01,nan", ""), ("0.01", "adam.learningRate=0.01"), ("0.01", "batchSize=4&adam.learningRate=0.03")]
        {
            assert_eq!(code(&["--losses", "both", "--tune", rates, &format!("--settings={settings}")], &there), WRONG, "{rates} {settings}");
        }
        assert_eq!(code(&["--losses", "both", "--first-seed", "4294967295"], &there), WRONG, "no seed is left");
        assert!(!there.exists(), "nothing was run");
        assert_eq!(code(&["--losses", "both", "--tune", "0.01,0.02", "--shard", "1/2"], &there), PART);
        let pairs = folder.file("pairs.csv");
        let rows: String = (0..40).map(|k| format!("how does thing {k} work,what makes thing {k} go\n")).collect();
        std::fs::write(&pairs, format!("question1,question2\n{rows}")).unwrap();
        let pairs = pairs.display().to_string();
        let words = [
            "verdict",
            "--data",
            &pairs,
            "--losses",
            "both",
            "--settings",
            "model.encoder=linear",
            "--out",
            &folder.file("linear.json").display().to_string(),
        ];
        assert_eq!(run(&Arguments::try_parse_from(words).unwrap()).unwrap_err().0, WRONG, "a head for vectors on questions");
        assert_eq!(code(&["--losses", "both"], &there), 0);
        let (text, none) = (folder.file("text.md"), folder.file("none.json"));
        std::fs::write(&text, "").unwrap();
        let [text, none] = [text, none].map(|file| file.display().to_string());
        let made = || Store::open(&there, false).unwrap().results.len();
        assert_eq!(code(&["--losses", "both", "--document", &text], &there), FAILED, "a text without marks");
        let before = made();
        assert_eq!(code(&["--losses", "lab", "--document", &text, "--with", &none], &there), WRONG);
        assert_eq!(code(&["--losses", "lab", "--document", &none], &there), WRONG);
        assert_eq!(made(), before, "a file that is not there is noticed before anything is run");
    }

    const SMALL: &str = "--losses course-2020,both --asymmetry 0.5 --seeds 2 --steps 1 --settings batchSize=4 --tune 0.01,0.02 --tune-seeds 1";

    /// The program with these options; the results and the tuning that are kept then.
    fn call(options: &str, files: &[(&str, &Path)]) -> [usize; 2] {
        let mut words: Vec<String> = ["verdict"].into_iter().chain(options.split(' ').filter(|word| !word.is_empty())).map(String::from).collect();
        words.extend(files.iter().flat_map(|(option, file)| [(*option).to_owned(), file.display().to_string()]).filter(|word| !word.is_empty()));
        let arguments = Arguments::try_parse_from(words).unwrap();
        let part = run(&arguments).unwrap();
        assert!(part.1 || arguments.shard.is_some());
        let (store, tuning) = arguments.open().unwrap();
        [store.results.len(), tuning.results.len()]
    }

    #[test]
    fn shards_tune_each_their_part_and_go_on_when_the_parts_are_together() {
        let folder = Folder::new("tune");
        let file = |name: &str| folder.file(name);
        let (whole, all, tuned) = (file("whole.json"), file("all.json"), file("tuned.json"));
        assert_eq!(call(SMALL, &[("--out", &whole)]), [8, 4]);
        let parts = [1, 2].map(|k| (format!("{SMALL} --shard {k}/2"), file(&format!("{k}.json")), file(&format!("{k}.tuning.json"))));
        for (options, out, _) in &parts {
            assert_eq!(call(options, &[("--out", out)]), [2, 2], "a part of the grid decides nothing");
        }
        call("", &[("--out", &tuned), ("--merge", &parts[0].2), ("", &parts[1].2)]);
        for (options, out, _) in &parts {
            assert_eq!(call(options, &[("--out", out), ("--tuning", &tuned)]), [4, 4]);
        }
        call("", &[("--out", &all), ("--merge", &parts[0].1), ("", &parts[1].1)]);
        let kept = |file| Store::open(file, false).unwrap().results;
        assert_eq!(kept(&all), kept(&whole));
    }

    #[test]
    fn a_file_takes_the_place_of_the_built_in_questions_and_their_asymmetries() {
        let folder = Folder::new("file");
        let (pairs, out) = (folder.file("pairs.csv"), folder.file("out.json"));
        let rows: String = (0..40).map(|k| format!("how does thing {k} work,what makes thing {k} go\n")).collect();
        std::fs::write(&pairs, format!("question1,question2\n{rows}")).unwrap();
        let options = "--losses course-2020,both --seeds 2 --steps 1 --settings batchSize=4";
        assert_eq!(call(options, &[("--data", &pairs), ("--out", &out)]), [4, 0]);
        let kept = Store::open(&out, false).unwrap().results;
        assert!(kept.keys().all(|run| run.data.starts_with("pairs.csv (") && run.asymmetry == "0"), "{kept:?}");
        for other in ["--asymmetry=1", "--document=a.md"] {
            assert!(Arguments::try_parse_from(["verdict", "--data", "a.csv", other]).is_err(), "{other} is about the built-in questions");
        }
    }

    #[test]
    fn how_a_file_is_read_is_said_by_json_or_a_file_of_it() {
        let folder = Folder::new("said");
        let [pairs, out, said] = ["pairs.txt", "out.json", "reading.json"].map(|name| folder.file(name));
        let rows: String = (0..40).map(|k| format!("how does thing {k} work|what makes thing {k} go\n")).collect();
        std::fs::write(&pairs, format!("left|right\n{rows}")).unwrap();
        let json = r#"{"delimiter":"|","label":null}"#;
        std::fs::write(&said, json).unwrap();
        let options = "--losses course-2020 --seeds 1 --steps 1 --settings batchSize=4";
        let files = |reading| [("--data", pairs.as_path()), ("--out", out.as_path()), ("--reading", reading)];
        assert_eq!(call(options, &files(said.as_path())), [1, 0]);
        assert_eq!(call(options, &files(Path::new(json))), [1, 0], "the same run");
        let wrong = |reading: &str| {
            let words =
                ["verdict", "--data", &pairs.display().to_string(), "--out", &out.display().to_string(), "--reading", reading].map(String::from);
            run(&Arguments::try_parse_from(words).unwrap()).unwrap_err()
        };
        assert_eq!(wrong("{").0, WRONG);
        assert!(wrong("{").1.contains("--reading: this is no JSON") && wrong("none.json").1.contains("none.json cannot be read"));
        assert!(wrong(r#"{"header": 3}"#).1.contains("reading.header is 3"));
        assert!(Arguments::try_parse_from(["verdict", "--reading", "{}"]).is_err(), "the built-in questions are not read");
    }
}
