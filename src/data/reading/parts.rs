//! What a column says of where a row belongs: train, test or validation.

use super::labels::plain;
use super::row::Part;
use super::sample::Sample;

/// As such columns write it, in lower case; numbers say it only where a program names the column.
const PARTS: [(&str, Part); 16] = [
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
    ("1", Part::Test),
    ("validation", Part::Validation),
    ("valid", Part::Validation),
    ("val", Part::Validation),
    ("dev", Part::Validation),
    ("development", Part::Validation),
];
/// Headers of such columns, as [`plain`] writes them.
const NAMES: [&str; 6] = ["split", "set", "subset", "part", "partition", "fold"];

/// What a value says of its row.
pub fn part(text: &str) -> Option<Part> {
    let text = text.trim().to_lowercase();
    PARTS.iter().find(|(name, _)| *name == text).map(|&(_, part)| part)
}

/// The column that says it by its header and by every value in it.
pub fn find(sample: &Sample, taken: &[usize]) -> Option<usize> {
    let says = |text: &str| part(text).is_some() && !text.trim().starts_with(|c: char| c.is_ascii_digit());
    let all_say = |column: usize| !sample.rows.is_empty() && sample.rows.iter().all(|row| row.get(column).is_some_and(|text| says(text)));
    let names = sample.names.as_deref().unwrap_or_default();
    let mut named = (0..names.len()).filter(|&column| NAMES.contains(&plain(&names[column]).as_str()));
    named.find(|column| !taken.contains(column) && all_say(*column))
}
