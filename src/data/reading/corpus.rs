//! Documents to search in, which are no pairs.

use super::labels::plain;

/// Headers of the texts of a corpus, beside those of its titles.
const CORPUS: [&str; 6] = ["text", "body", "content", "contents", "passage", "document"];

/// Are those of the titles and the texts of documents to search in among these headers?
#[inline(never)]
pub fn are_of_a_corpus(names: &[String]) -> bool {
    let is_any = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&plain(name).as_str()));
    is_any(&["title"]) && is_any(&CORPUS)
}
