//! Results in a file, which several processes may write at once: each adds its own under a lock, through a second file that takes the first one's
//! place when it is whole and on the disk. A process that is killed leaves the file as it was, and no lock.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tripletscope::verdict::{Packed, Results, merge, results};

/// What is known, and where it is kept.
#[derive(Debug)]
pub struct Store {
    /// Where.
    pub file: PathBuf,
    /// What.
    pub results: Results,
    /// Is it kept in little room?
    pub packed: bool,
    /// Before this, nothing is written by [`Store::keep`].
    next: Instant,
}

/// So many times as long as the last writing took goes by before the next: a large file takes at most a tenth of the time.
const BETWEEN_WRITES: u32 = 9;

impl Store {
    /// What a file holds; nothing if there is none yet.
    pub fn open(file: &Path, packed: bool) -> Result<Self, String> {
        if file.parent().is_some_and(|folder| folder != Path::new("") && !folder.is_dir()) {
            return Err(format!("{} cannot be written: there is no such folder", file.display()));
        }
        let results = if file.exists() { read(file)? } else { Results::new() };
        Ok(Self { file: file.into(), results, packed, next: Instant::now() })
    }

    /// Adds what another file holds.
    pub fn merge(&mut self, file: &Path) -> Result<(), String> {
        merge(&mut self.results, read(file)?).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// Writes if that takes no more than its share of the time; [`Store::write`] must come in the end.
    pub fn keep(&mut self) -> Result<(), String> {
        if Instant::now() < self.next { Ok(()) } else { self.write() }
    }

    /// Adds what others have written meanwhile, and writes all of it.
    pub fn write(&mut self) -> Result<(), String> {
        let begun = Instant::now();
        let _lock = lock(&self.file, PATIENCE)?;
        if self.file.exists() {
            self.merge(&self.file.clone())?;
        }
        let text = if self.packed { lines(&Packed::of(&self.results)) } else { lines(&self.results.iter().collect::<Vec<_>>()) };
        write(&self.file, &text)?;
        self.next = Instant::now() + begun.elapsed() * BETWEEN_WRITES;
        Ok(())
    }
}

/// Longer than any file takes to be written.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

/// Nobody else writes the file until this is dropped, or its process ends.
fn lock(file: &Path, patience: Duration) -> Result<File, String> {
    let path = beside(file, LOCK);
    let failed = |e: std::io::Error| format!("{} cannot be locked: {e}", path.display());
    let lock = File::options().create(true).append(true).open(&path).map_err(failed)?;
    let start = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::Error(e)) => return Err(failed(e)),
            Err(TryLockError::WouldBlock) if start.elapsed() >= patience => {
                return Err(format!(
                    "{} has been locked by another process for {} s; stop it, or write to another file",
                    file.display(),
                    patience.as_secs()
                ));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
        }
    }
}

/// What stands beside a file of results while somebody writes it, and is none.
pub fn is_passing(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == LOCK || ending == PART)
}

const LOCK: &str = "lock";
const PART: &str = "part";

/// `verdict.json` → `verdict.json.lock`
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    name.into()
}

fn read(file: &Path) -> Result<Results, String> {
    let text = std::fs::read(file).map_err(|e| format!("{} cannot be read: {e}", file.display()))?;
    let value = serde_json::from_slice(&text).map_err(|e| format!("{} is no JSON: {e}", file.display()))?;
    results(&value).map_err(|e| format!("{}: {e}", file.display()))
}

/// A list with a line for each of its parts.
fn lines<T: serde::Serialize>(list: &[T]) -> String {
    let parts: Vec<String> = list.iter().map(|part| serde_json::to_string(part).expect("results are plain data")).collect();
    format!("[\n{}\n]\n", parts.join(",\n"))
}

/// Writes a file as a whole or not at all.
pub fn write(file: &Path, text: &str) -> Result<(), String> {
    let part = beside(file, PART);
    let whole = || {
        let mut to = File::create(&part)?;
        to.write_all(text.as_bytes())?;
        to.sync_all()?;
        std::fs::rename(&part, file)?;
        // The folder holds the name; some systems do not open folders as files.
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).map_or(Ok(()), |folder| folder.sync_all())
    };
    whole().map_err(|e: std::io::Error| format!("{} cannot be written: {e}", file.display()))
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A folder of a test's own, gone when the test is over.
    pub struct Folder(PathBuf);

    impl Folder {
        pub fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("verdict-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        pub fn file(&self, name: &str) -> PathBuf {
            self.0.join(name)
        }

        pub fn store(&self, name: &str) -> Store {
            Store::open(&self.file(name).with_extension("json"), false).unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_lock_that_another_holds_is_waited_for_and_named_when_it_lasts() {
        let folder = Folder::new("locked");
        let file = folder.file("results.json");
        let held = lock(&file, PATIENCE).unwrap();
        let problem = lock(&file, Duration::from_millis(50)).unwrap_err();
        assert!(problem.contains("results.json has been locked by another process"), "{problem}");
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| lock(&file, PATIENCE).map(drop));
            std::thread::sleep(Duration::from_millis(50));
            drop(held);
            waiting.join().unwrap().unwrap();
        });
    }

    #[test]
    fn a_file_that_takes_long_is_written_less_often_and_whole_in_the_end() {
        let folder = Folder::new("seldom");
        let mut store = folder.store("results");
        store.keep().unwrap();
        assert!(store.next > Instant::now() && store.file.exists());
        std::fs::remove_file(&store.file).unwrap();
        store.next += PATIENCE;
        store.keep().unwrap();
        assert!(!store.file.exists());
        store.write().unwrap();
        assert!(store.file.exists());
    }

    #[test]
    fn files_are_refused_with_their_name_and_the_reason() {
        let folder = Folder::new("refused");
        let file = folder.file("broken.json");
        std::fs::write(&file, "[[").unwrap();
        let problem = Store::open(&file, false).unwrap_err();
        assert!(problem.contains("broken.json") && problem.contains("is no JSON"), "{problem}");
        let problem = Store::open(&folder.file("none").join("out.json"), false).unwrap_err();
        assert!(problem.contains("out.json cannot be written: there is no such folder"), "{problem}");
        let problem = folder.store("empty").merge(&folder.file("none.json")).unwrap_err();
        assert!(problem.contains("none.json cannot be read"), "{problem}");
    }
}
