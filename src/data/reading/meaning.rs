//! Which column is the label and what its values mean: as a program says, or by convention; what neither says is asked.

use super::label_column::{Found, find, says_opposite};
use super::labels::{Convention, Meaning, contains, known, number};
use super::layout::Columns;
use super::profile::{Profile, count_all};
use super::sample::Sample;
use super::{Different, Duplicate, Reading};
use crate::error::{Allowed, Counted, Error, Result};
use crate::numeric::sort::sorted;

/// The label's column and what its values mean; `given` is the column that a program names.
pub fn label_of(sample: &Sample, given: Option<usize>, reading: &Reading, taken: &[usize]) -> Result<Option<(usize, Meaning)>> {
    // What is said to be the label and has none so far may have known ones later.
    let may_be_known = |column: usize| sample.profiles[column].all_known() || (sample.profiles[column].filled == 0 && !sample.whole);
    let found = match given {
        Some(column) if may_be_known(column) && !says_opposite(sample.names.as_deref(), column) => Found::Known(column),
        Some(column) => Found::Asked(vec![column]),
        None => find(sample.names.as_deref(), &sample.profiles, taken),
    };
    if reading.duplicate.is_some() || reading.different.is_some() {
        let candidates = match found {
            Found::Nothing => vec![],
            Found::Known(column) => vec![column],
            Found::Asked(columns) => columns,
        };
        let others = (0..sample.width).filter(|column| given.is_none() && !taken.contains(column));
        let fits = |column: &usize| sample.profiles[*column].values.iter().any(|(value, _)| is_stated(reading, value));
        let column = candidates.iter().copied().chain(others).find(fits).or(candidates.first().copied());
        let column = column.ok_or(Error::Missing { field: "reading.label".into(), allowed: Allowed::LabelColumn })?;
        return stated(&sample.profiles[column], reading).map(|meaning| Some((column, meaning)));
    }
    match found {
        Found::Nothing => Ok(None),
        Found::Known(column) => Ok(Some((column, conventional(sample.profiles[column].values.iter().map(|(value, _)| value.as_str()))))),
        Found::Asked(columns) => Err(doubt(sample, &columns)),
    }
}

/// What labels mean that stand in no file, by the same rules; `name` is that of their list.
pub fn meaning_of(name: &str, labels: &[String], reading: &Reading) -> Result<Meaning> {
    let profile = Profile::of(labels.iter().map(String::as_str));
    if reading.duplicate.is_some() || reading.different.is_some() {
        return stated(&profile, reading);
    }
    if profile.all_known() {
        return Ok(conventional(profile.values.iter().map(|(value, _)| value.as_str())));
    }
    Err(doubt_of(vec![name.into()], &count_all(labels.iter().map(String::as_str)), profile.is_numeric()))
}

/// By convention; the lists name what there is.
#[inline(never)]
pub fn conventional<'a>(values: impl Iterator<Item = &'a str>) -> Meaning {
    let (mut same, mut other) = (vec![], vec![]);
    for value in values {
        match known(value) {
            Some(true) => same.push(value.to_owned()),
            Some(false) => other.push(value.to_owned()),
            None => {}
        }
    }
    let or = |list: Vec<String>, usual: &str| if list.is_empty() { vec![usual.to_owned()] } else { list };
    Meaning { duplicate: Duplicate::Values(or(same, "1")), different: Different::Values(or(other, "0")), convention: Convention::All }
}

/// Does a program say what this value means?
fn is_stated(reading: &Reading, value: &str) -> bool {
    let numeric = number(value).is_some();
    let same = match &reading.duplicate {
        Some(Duplicate::Values(values)) => contains(values, value),
        other => other.is_some() && numeric,
    };
    let other = match &reading.different {
        Some(Different::Values(values)) => contains(values, value),
        other => other.is_some() && numeric,
    };
    same || other
}

/// As a program says; where it says one of the two, the other is the rest.
fn stated(profile: &Profile, reading: &Reading) -> Result<Meaning> {
    let rest = |values: &[String]| -> Vec<String> {
        let others = profile.values.iter().map(|(value, _)| value).filter(|value| !contains(values, value));
        others.cloned().collect()
    };
    let (duplicate, different) = match (reading.duplicate.clone(), reading.different.clone()) {
        (Some(duplicate), Some(different)) => (duplicate, different),
        (Some(Duplicate::Scores { from }), None) => (Duplicate::Scores { from }, Different::Scores { below: from }),
        (Some(Duplicate::Values(values)), None) => (Duplicate::Values(values.clone()), Different::Values(rest(&values))),
        (None, Some(Different::Scores { below })) => (Duplicate::Scores { from: below }, Different::Scores { below }),
        (None, Some(Different::Values(values))) => (Duplicate::Values(rest(&values)), Different::Values(values)),
        (None, None) => unreachable!("asked only where one of them is there"),
    };
    let convention = match (&duplicate, &different) {
        (Duplicate::Scores { from }, Different::Scores { below }) if below > from => {
            return Err(Error::value("reading.different.below", below, Allowed::NotAbove { most: *from }));
        }
        (Duplicate::Values(same), Different::Values(other)) => {
            if let Some(both) = other.iter().find(|value| contains(same, value)) {
                return Err(Error::value("reading.different", format!("\"{both}\""), Allowed::OtherThan { field: "duplicate" }));
            }
            let all = |values: &[String], kind: bool| values.iter().all(|value| known(value) == Some(kind));
            if !same.is_empty() && !other.is_empty() && all(same, true) && all(other, false) { Convention::Words } else { Convention::Listed }
        }
        _ => Convention::Listed,
    };
    Ok(Meaning { duplicate, different, convention })
}

/// The question what the values of the first of these columns mean.
fn doubt(sample: &Sample, columns: &[usize]) -> Error {
    let names: Vec<String> = columns.iter().map(|&column| Columns::of(sample).name(column).to_string()).collect();
    let profile = &sample.profiles[columns[0]];
    let in_order = profile.is_numeric() && !says_opposite(sample.names.as_deref(), columns[0]);
    doubt_of(names, &sample.values(columns[0]), in_order)
}

/// The question what values mean; `names` are the column's and those of others that may be the label.
#[inline(never)]
pub fn doubt_of(mut names: Vec<String>, values: &[(String, usize)], numbers: bool) -> Error {
    // 1 and 0 are labels, also where only one of them is there.
    let numbers = numbers && values.iter().any(|(value, _)| number(value).is_some() && known(value).is_none());
    let amount = |value: &str| number(value).unwrap_or(0.0);
    let values = sorted(values, |a, b| if numbers { amount(&a.0).total_cmp(&amount(&b.0)) } else { b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)) });
    let values: Vec<Counted> = values.into_iter().map(|(value, count)| Counted { value, count }).collect();
    let column = names.remove(0);
    Error::Doubt { column, numbers: numbers && !are_classes(&values), values, others: names }
}

/// Are they three classes by number, as entailment, neutral and contradiction are, and no amounts? −1 is none where annotators did not agree.
fn are_classes(in_order: &[Counted]) -> bool {
    let mut numbers: Vec<f64> = in_order.iter().filter_map(|value| number(&value.value)).filter(|&x| x != -1.0).collect();
    numbers.dedup();
    numbers == [0.0, 1.0, 2.0] || numbers == [1.0, 2.0, 3.0]
}
