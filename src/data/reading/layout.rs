//! How a file is read, put together of what a program says and of what its first rows show.

use super::columns::Texts;
use super::corpus::are_of_a_corpus;
use super::label_column::{self, Found};
use super::labels::Meaning;
use super::meaning::label_of;
use super::profile::Profile;
use super::sample::Sample;
use super::{Column, Negatives, Reading, Split, columns, content, inside, parts};
use crate::error::{Allowed, Error, OtherFile, Result};

/// Where a row's parts stand.
#[derive(Debug)]
pub struct Layout {
    /// Of question 1, of question 2.
    pub questions: [usize; 2],
    /// Of further texts that are no duplicates of question 1.
    pub negatives: Vec<usize>,
    /// Of further duplicates and the like, which nothing reads.
    pub unused: Vec<usize>,
    /// Of the label, and what it means.
    pub label: Option<(usize, Meaning)>,
    /// Of what says train or test.
    pub split: Option<usize>,
    /// More fields than these say that a delimiter stands within a text.
    pub widest: Option<usize>,
    /// Would a label count that comes late, and what says train or test?
    pub open: [bool; 2],
    /// Columns of one value so far; another says that they may be labels.
    pub unsettled: Vec<usize>,
}

/// The columns of a sample, by name and number.
pub struct Columns<'a> {
    sample: &'a Sample,
}

impl<'a> Columns<'a> {
    /// Of this sample.
    pub fn of(sample: &'a Sample) -> Self {
        Self { sample }
    }

    /// As the report names it: by its header, if no other column has the same.
    pub fn name(&self, column: usize) -> Column {
        let names = self.sample.names.as_deref().unwrap_or_default();
        let is_only = |name: &&String| !name.is_empty() && names.iter().filter(|other| other == name).count() == 1;
        let name = names.get(column).filter(is_only);
        name.map_or(Column::Numbered(column + 1), |name| Column::Named(name.clone()))
    }

    /// A column that the file does not have, though that option names it.
    pub fn unknown(&self, option: &str, column: usize) -> Error {
        let names = self.sample.names.as_deref().unwrap_or_default();
        let others = names.iter().enumerate().filter(|&(other, _)| self.sample.awaited.iter().all(|&(_, awaited)| awaited != other));
        Error::value(format!("reading.{option}"), self.name(column), Allowed::one_of(others.map(|(_, name)| name.as_str())))
    }

    /// The column that a program names.
    fn place(&self, field: &str, column: &Column) -> Result<usize> {
        let field = format!("reading.{field}");
        let names = self.sample.names.as_deref().unwrap_or_default();
        match column {
            Column::Numbered(number) if (1..=self.sample.width).contains(number) => Ok(number - 1),
            Column::Numbered(number) => Err(Error::value(field, number, Allowed::Whole { min: 1, max: self.sample.width as u32 })),
            Column::Named(name) => {
                let wanted = name.trim();
                let exact = names.iter().position(|name| name == wanted);
                let place = exact.or_else(|| names.iter().position(|name| name.to_lowercase() == wanted.to_lowercase()));
                let allowed = match names {
                    [] => Allowed::Whole { min: 1, max: self.sample.width as u32 },
                    names => Allowed::one_of(names.iter().map(String::as_str)),
                };
                place.ok_or_else(|| Error::value(field, format!("\"{name}\""), allowed))
            }
        }
    }
}

impl Layout {
    /// By what is said, and else by what is there.
    pub fn of(sample: &Sample, reading: &Reading) -> Result<Self> {
        let columns = Columns::of(sample);
        let place = |field: &str, column: &Option<Column>| column.as_ref().map(|column| columns.place(field, column)).transpose();
        let negatives = reading.negative.iter().flatten().flat_map(Negatives::columns);
        let said = negatives.map(|column| columns.place("negative", column)).collect::<Result<Vec<usize>>>()?;
        let label = place("label", &reading.label.clone().flatten())?;
        let given = [place("question1", &reading.question1)?, place("question2", &reading.question2)?];
        let named: Vec<usize> = label.into_iter().chain(given.into_iter().flatten()).chain(said.iter().copied()).collect();
        let split = match &reading.split {
            None => parts::find(sample.names.as_deref().unwrap_or_default(), &|column| sample.cells(column), &named),
            Some(Some(Split::By(column))) => Some(columns.place("split", column)?),
            Some(_) => None,
        };
        let taken: Vec<usize> = [label, split].into_iter().flatten().chain(said.iter().copied()).collect();
        let Texts { questions, negatives: found, unused } = questions(sample, given, &taken)?;
        let is_prose = sample.is_prose && named.is_empty();
        if is_prose && label_column::find(None, &sample.profiles, &[]) == Found::Nothing {
            return Err(Error::NoColumns { row: sample.first().replace(" | ", ", ") });
        }
        let is_open = reading.label.is_none() && reading.negative.is_none() && given == [None, None] && found.is_empty();
        if let Some(third) = is_open.then(|| third(sample, questions, &taken)).flatten() {
            return Err(third);
        }
        let free = |columns: Vec<usize>| columns.into_iter().filter(|column| !taken.contains(column) && !questions.contains(column)).collect();
        let unused: Vec<usize> = free(unused);
        let negatives: Vec<usize> = if reading.negative.is_some() { said } else { free(found) };
        let mut taken: Vec<usize> = questions.into_iter().chain(negatives.iter().copied()).chain(split).collect();
        let label = match (label, &reading.label) {
            (_, Some(None)) => None,
            (given, _) => label_of(sample, given, reading, &taken)?,
        };
        taken.extend(label.as_ref().map(|(column, _)| *column));
        let settled = label.is_some() || reading.label.is_some();
        let unsettled = if settled { vec![] } else { label_column::unsettled(sample.names.as_deref(), &sample.profiles, &taken) };
        if let Some(problem) = inside::problem(sample, questions, settled, reading.quotes.is_some()) {
            return Err(problem);
        }
        if given == [None, None] && !settled && are_of_a_corpus(&questions.map(|column| columns.name(column).plain())) {
            return Err(Error::OtherFile { what: OtherFile::Corpus });
        }
        let open = [!settled, split.is_none() && reading.split.is_none()];
        let longest = || sample.rows.iter().map(Vec::len).max().unwrap_or(0).max(sample.width);
        let widest = sample.dialect.as_ref().and_then(|dialect| match dialect.delimiter.as_str() {
            // Behind a tab no text goes on; but what comes late may be a label.
            "\t" => open[0].then(longest),
            _ => Some(sample.width),
        });
        Ok(Self { questions, negatives, unused, label, split, widest, open, unsettled })
    }
}

/// A question about a third column of texts, where no header says which are the questions and no label which of them ask the same.
fn third(sample: &Sample, questions: [usize; 2], taken: &[usize]) -> Option<Error> {
    let mut taken = taken.to_vec();
    taken.extend(questions);
    if label_column::find(sample.names.as_deref(), &sample.profiles, &taken) != Found::Nothing {
        return None;
    }
    let third = content::third(&sample.rows, &sample.profiles, questions, &taken)?;
    let names = sample.names.as_ref().filter(|names| columns::by_name(names, Some(&sample.profiles)).is_some());
    if names.is_some_and(|names| columns::are_two(names, questions, third)) {
        return None;
    }
    let name = |column: usize| Columns::of(sample).name(column).to_string();
    Some(Error::ThirdText { column: name(third), question1: name(questions[0]), question2: name(questions[1]) })
}

/// The questions' columns, and those of further texts.
fn questions(sample: &Sample, given: [Option<usize>; 2], taken: &[usize]) -> Result<Texts> {
    let free = |columns: &[usize; 2]| !columns.iter().any(|column| taken.contains(column));
    let named = sample.names.as_ref().and_then(|names| columns::by_name(names, Some(&sample.profiles))).filter(|texts| free(&texts.questions));
    let found = || {
        let label = label_column::find(sample.names.as_deref(), &sample.profiles, taken);
        let mut taken = taken.to_vec();
        taken.extend(if let Found::Known(column) = label { Some(column) } else { None });
        // What is called no duplicate is none.
        taken.extend(sample.names.iter().flatten().enumerate().filter(|(_, name)| columns::is_negative(name)).map(|(column, _)| column));
        named.as_ref().map(|texts| texts.questions).or_else(|| content::by_content(&sample.rows, &sample.profiles, &taken))
    };
    let other_than = |column: usize, found: [usize; 2]| found.into_iter().rev().find(|&other| other != column);
    let sides = match given {
        [Some(first), Some(second)] => Some([first, second]),
        [Some(first), None] => found().and_then(|found| other_than(first, found)).map(|second| [first, second]),
        [None, Some(second)] => found().and_then(|[a, b]| other_than(second, [b, a])).map(|first| [first, second]),
        [None, None] => found(),
    };
    let sides = sides.ok_or_else(|| match sample.dialect {
        Some(_) => Error::NoColumns { row: sample.first() },
        None => match sample.profiles.iter().position(Profile::has_nested) {
            Some(column) => Error::NotTexts { column: Columns::of(sample).name(column).to_string() },
            None => Error::OtherFile { what: OtherFile::Json },
        },
    })?;
    if sides[0] == sides[1] {
        return Err(Error::value("reading.question2", sides[1] + 1, Allowed::OtherThan { field: "question1" }));
    }
    let lists = |row: &Vec<String>| sides.iter().all(|&side| row.get(side).is_some_and(|cell| is_list(cell)));
    if sample.dialect.is_some() && !sample.rows.is_empty() && sample.rows.iter().take(20).all(lists) {
        let [question1, question2] = sides.map(|column| Columns::of(sample).name(column).to_string());
        return Err(Error::ListsOfNumbers { question1, question2 });
    }
    let constant = |&column: &usize| sample.whole && sample.profiles.get(column).is_some_and(|p| p.filled > 1 && p.is_constant());
    match sides.into_iter().find(constant) {
        Some(column) => {
            let text = sample.profiles[column].values[0].0.clone();
            Err(Error::OneText { column: Columns::of(sample).name(column).to_string(), text })
        }
        None => Ok(Texts { questions: sides, ..named.unwrap_or_default() }),
    }
}

/// Are these numbers in brackets?
fn is_list(cell: &str) -> bool {
    cell.starts_with(['[', '(']) && cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(|c: char| c.is_alphabetic() && c != 'e')
}
