//! Two processes that write one file, and one that is killed while it writes. A process of the test is the test's own program with one ignored test.

use crate::data::Data;
use crate::experiment::{Plan, Shard, make};
use crate::store::{Store, tests::Folder};
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

const OUT: &str = "VERDICT_TEST_OUT";
const PART: &str = "VERDICT_TEST_PART";

fn plan() -> Plan {
    let (losses, settings) = (vec!["course-2020".into(), "both".into()], "batchSize=4&model.embeddingDim=2&model.hiddenDim=2".into());
    Plan { data: Data::builtin(), losses, asymmetries: vec![0.5], seeds: (1, 6), steps: 1, settings }
}

#[test]
#[ignore = "a process of the other tests"]
fn makes_its_part() {
    let [out, part] = [OUT, PART].map(|name| std::env::var(name).expect("is set by the other tests"));
    let mut store = Store::open(Path::new(&out), false).unwrap();
    make(&plan().data, &plan().runs(), Shard(part.parse().unwrap(), 2), &mut store).unwrap();
}

fn start(out: &Path, part: usize) -> Child {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args(["--exact", "writers::makes_its_part", "--ignored", "--quiet"]);
    program.env(OUT, out).env(PART, part.to_string()).spawn().unwrap()
}

#[test]
fn two_processes_that_write_one_file_lose_no_result() {
    let folder = Folder::new("writers");
    let out = folder.file("verdict.json");
    for mut process in [1, 2].map(|part| start(&out, part)) {
        assert!(process.wait().unwrap().success());
    }
    assert_eq!(Store::open(&out, false).unwrap().results.len(), 12);
}

#[test]
fn a_process_that_is_killed_leaves_a_whole_file_and_no_lock() {
    let folder = Folder::new("killed");
    let out = folder.file("verdict.json");
    let mut kept = 0;
    for k in 0..6 {
        let mut process = start(&out, 1);
        std::thread::sleep(Duration::from_millis(60 * k));
        process.kill().unwrap();
        process.wait().unwrap();
        let now = Store::open(&out, false).unwrap().results.len();
        assert!(now >= kept, "{now} results of {kept}");
        kept = now;
    }
    for part in [1, 2] {
        assert!(start(&out, part).wait().unwrap().success());
    }
    assert_eq!(Store::open(&out, false).unwrap().results.len(), 12);
}
