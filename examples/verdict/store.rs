//! Results in a file.

use std::path::{Path, PathBuf};
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
}

impl Store {
    /// What a file holds; nothing if there is none yet.
    pub fn open(file: &Path, packed: bool) -> Result<Self, String> {
        let results = if file.exists() { read(file)? } else { Results::new() };
        Ok(Self { file: file.into(), results, packed })
    }

    /// Adds what another file holds.
    pub fn merge(&mut self, file: &Path) -> Result<(), String> {
        merge(&mut self.results, read(file)?).map_err(|e| format!("{}: {e}", file.display()))
    }

    /// Through a second file, so that a stop in the middle loses nothing.
    pub fn write(&self) -> Result<(), String> {
        let text = if self.packed { lines(&Packed::of(&self.results)) } else { lines(&self.results.iter().collect::<Vec<_>>()) };
        write(&self.file, &text)
    }
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
    let part = file.with_extension("part");
    std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, file)).map_err(|e| format!("{} cannot be written: {e}", file.display()))
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
    fn files_are_refused_with_their_name_and_the_reason() {
        let folder = Folder::new("refused");
        let file = folder.file("broken.json");
        std::fs::write(&file, "[[").unwrap();
        let problem = Store::open(&file, false).unwrap_err();
        assert!(problem.contains("broken.json") && problem.contains("is no JSON"), "{problem}");
        let problem = folder.store("empty").merge(&folder.file("none.json")).unwrap_err();
        assert!(problem.contains("none.json cannot be read"), "{problem}");
    }
}
