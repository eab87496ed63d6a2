//! Delimited text with lists of numbers in its fields, a vector each, as data frames write them: `"[0.1, -0.2]"`. What stands beside them is numbers or texts.

use super::{Array, MOST_VALUES, Values, broken};
use crate::data::reading::{Reader, Record};
use crate::error::{Allowed, ArrayFault, Error, OtherArrays, Result, short};

/// A column as it is read.
struct Column {
    name: String,
    /// Numbers of each list; 0 where there is none.
    dim: usize,
    numbers: Vec<f32>,
    texts: Vec<String>,
}

/// The columns as arrays: lists [N, D], numbers [N] and texts [N].
pub fn read(bytes: &[u8]) -> Result<Vec<Array>> {
    let mut columns: Vec<Column> = vec![];
    let mut rows = 0;
    let unknown = || Error::NotArrays { what: OtherArrays::Unknown };
    let done = Reader::records(bytes, &mut |names, record| {
        if rows == 0 {
            let begun: Vec<Column> = names.iter().enumerate().map(|(k, name)| Column::of(name, field(record, k))).collect();
            if begun.iter().all(|column| column.dim == 0) {
                return Err(unknown());
            }
            columns = begun;
        }
        rows += 1;
        columns.iter_mut().enumerate().try_for_each(|(k, column)| column.take(field(record, k), record.line))
    });
    if columns.is_empty() {
        return Err(unknown());
    }
    done?;
    Ok(columns.into_iter().map(|column| column.array(rows)).collect())
}

fn field<'a>(record: &Record<'a>, column: usize) -> &'a str {
    record.field(column).unwrap_or_default()
}

impl Column {
    fn of(name: &str, field: &str) -> Self {
        let is_list = elements(field).count() > 1 && elements(field).all(|text| text.parse::<f64>().is_ok());
        Self { name: name.into(), dim: if is_list { elements(field).count() } else { 0 }, numbers: vec![], texts: vec![] }
    }

    /// One field more. A call each: engines make fast what is called often.
    #[inline(never)]
    fn take(&mut self, field: &str, line: u64) -> Result<()> {
        if self.dim == 0 {
            self.texts.push(field.into());
            return Ok(());
        }
        let before = self.numbers.len();
        for (place, text) in elements(field).enumerate() {
            let number = text.parse::<f64>().map_err(|_| Error::VectorNumber {
                name: short(self.name.clone()),
                line,
                place: place + 1,
                value: short(text.into()),
            })?;
            self.numbers.push(number as f32);
        }
        if self.numbers.len() > MOST_VALUES {
            return Err(broken(&self.name, ArrayFault::TooLarge));
        }
        match self.numbers.len() - before {
            count if count == self.dim => Ok(()),
            count => Err(Error::length(format!("{}[{line}]", self.name), count, Allowed::Exactly { count: self.dim })),
        }
    }

    fn array(self, rows: usize) -> Array {
        let numbers: Option<Vec<f32>> = self.texts.iter().map(|text| text.parse::<f64>().ok().map(|number| number as f32)).collect();
        let (shape, values) = match (self.dim, numbers) {
            (0, Some(numbers)) => (vec![rows], Values::Numbers(numbers)),
            (0, None) => (vec![rows], Values::Texts(self.texts)),
            (dim, _) => (vec![rows, dim], Values::Numbers(self.numbers)),
        };
        Array { name: self.name, shape, values }
    }
}

/// The parts of a list, in brackets or not.
fn elements(field: &str) -> impl Iterator<Item = &str> {
    field.trim_matches(['[', ']', '(', ')']).split([',', ';', ' ', '\n']).filter(|text| !text.is_empty())
}
