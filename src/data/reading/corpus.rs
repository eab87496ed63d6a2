//! Documents to search in, which are no pairs.

use super::labels::plain;

/// Headers of the texts of a corpus, beside those of its titles.
const CORPUS: [&str; 6] = ["text", "body", "content", "contents", "passage", "document"];

/// Are these the headers of the titles and the texts of documents to search in?
#[inline(never)]
pub fn are_of_a_corpus(names: [&str; 2]) -> bool {
    let [first, second] = names.map(plain);
    [(&first, &second), (&second, &first)].iter().any(|&(title, text)| title == "title" && CORPUS.contains(&text.as_str()))
}
