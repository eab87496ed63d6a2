//! What a row of a file becomes.

/// Where a split column, or a row's place in the file, puts a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "known by these names")]
pub enum Part {
    Train,
    Validation,
    Test,
}

/// Two texts as they stand in the file. A triplet's row becomes two of these with the same number: question 1 with its duplicate, then with the text
/// that is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'a> {
    /// The left text.
    pub question1: &'a str,
    /// The right text.
    pub question2: &'a str,
    /// The label.
    pub duplicate: bool,
    /// The how manieth row of the file it is, from 0, without the header; skipped rows count.
    pub number: usize,
    /// The line in which it begins, from 1.
    pub line: u64,
    /// By the split column, where there is one.
    pub part: Option<Part>,
    /// Is question 2 a triplet's third text?
    pub third: bool,
}
