//! What a column says of where a row belongs: train, test or validation.

use super::labels::plain;
use super::row::Part;

/// As such columns write it, in lower case; numbers say it only where a program names the column.
const PARTS: [(&str, Part); 20] = [
    ("train", Part::Train),
    ("training", Part::Train),
    ("trn", Part::Train),
    ("tr", Part::Train),
    ("0", Part::Train),
    ("test", Part::Test),
    ("testing", Part::Test),
    ("tst", Part::Test),
    ("eval", Part::Test),
    ("evaluation", Part::Test),
    ("holdout", Part::Test),
    ("heldout", Part::Test),
    ("1", Part::Test),
    ("validation", Part::Validation),
    ("valid", Part::Validation),
    ("val", Part::Validation),
    ("dev", Part::Validation),
    ("development", Part::Validation),
    ("trial", Part::Validation),
    ("validierung", Part::Validation),
];
/// Ends of such columns' headers, as [`plain`] writes them.
const NAMES: [&str; 6] = ["split", "set", "part", "partition", "fold", "teil"];

/// What a value says of its row.
#[inline(never)]
pub fn part(text: &str) -> Option<Part> {
    let text = text.trim().to_lowercase();
    PARTS.iter().find(|(name, _)| *name == text).map(|&(_, part)| part)
}

/// Is this the header of such a column?
#[inline(never)]
pub fn is_named(header: &str) -> bool {
    NAMES.iter().any(|name| plain(header).ends_with(name))
}

/// The column that says it by its header and by most values in it, rows with another value being skipped; or, whatever its header, by all of them and in
/// more than one way.
pub fn find<'a>(names: &[String], cells: &impl Fn(usize) -> Vec<&'a str>, taken: &[usize]) -> Option<usize> {
    let said = |text: &str| part(text).filter(|_| !text.trim().starts_with(|c: char| c.is_ascii_digit()));
    let says = |column: &usize| {
        let said: Vec<Option<Part>> = cells(*column).into_iter().map(said).collect();
        let count = said.iter().flatten().count();
        let enough = if is_named(&names[*column]) { 2 * count } else { count * usize::from(said.iter().any(|part| *part != said[0])) };
        !taken.contains(column) && count > 0 && enough >= said.len()
    };
    (0..names.len()).filter(says).min_by_key(|&column| !is_named(&names[column]))
}
