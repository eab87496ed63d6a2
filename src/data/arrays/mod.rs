//! Files of arrays: `.npy`, `.npz` and `.safetensors`, and delimited text with lists of numbers. Numbers of every type become f32; texts are kept beside them.
//!
//! Nothing in such a file is trusted: sizes are multiplied with care, bounded by the bytes that are there, and never beyond [`MOST_VALUES`].

mod lists;
mod npy;
mod number;
mod pieces;
mod safetensors;
mod zip;

pub use npy::{text as npy_of_texts, vector as npy_of_floats, whole as npy_of_whole};
pub use pieces::Pieces;
pub use zip::write as npz;

use crate::error::{Allowed, ArrayFault, Error, OtherArrays, Result, short};

/// Most numbers of one file: 1 GB of them.
pub const MOST_VALUES: usize = 1 << 28;

/// The types that are read, as NumPy writes them without the order of bytes.
const TYPES: &str = "f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1";

/// One array of a file, row-major.
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    /// Its name in the file; `"0"` in a file of one.
    pub name: String,
    /// Its shape.
    pub shape: Vec<usize>,
    /// What it holds.
    pub values: Values,
}

/// What an array holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers of any type, to the nearest f32.
    Numbers(Vec<f32>),
    /// Texts.
    Texts(Vec<String>),
}

impl Array {
    /// Its numbers; refuses texts.
    ///
    /// # Errors
    /// An array of texts.
    pub fn numbers(&self) -> Result<&[f32]> {
        match &self.values {
            Values::Numbers(numbers) => Ok(numbers),
            Values::Texts(_) => Err(Error::tensor(&self.name, "U", TYPES)),
        }
    }

    /// Its texts, if it holds any.
    pub fn texts(&self) -> Option<&[String]> {
        match &self.values {
            Values::Texts(texts) => Some(texts),
            Values::Numbers(_) => None,
        }
    }

    /// Its values as a table would write them.
    pub fn written(&self) -> Vec<String> {
        match &self.values {
            Values::Numbers(numbers) => numbers.iter().map(f32::to_string).collect(),
            Values::Texts(texts) => texts.clone(),
        }
    }

    /// The place and value of the first number that is not finite.
    ///
    /// # Errors
    /// The first number that is not finite.
    pub fn finite(&self) -> Result<()> {
        let numbers = self.numbers()?;
        match numbers.iter().position(|x| !x.is_finite()) {
            Some(place) => Err(Error::value(format!("{}[{place}]", self.name), numbers[place], Allowed::Finite)),
            None => Ok(()),
        }
    }
}

/// Reads a file's arrays in its order, and what it says beside them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct File {
    /// In the order of the file.
    pub arrays: Vec<Array>,
    /// The metadata of a `.safetensors` file: keys and texts, sorted.
    pub notes: Vec<(String, String)>,
}

/// Reads a file of any of the formats, which its first bytes tell.
///
/// # Errors
/// A file of none of the formats, or one that is cut off or damaged.
pub fn read(bytes: &[u8]) -> Result<File> {
    let arrays = match bytes {
        [0x93, b'N', b'U', b'M', b'P', b'Y', ..] => vec![npy::read("0", bytes, MOST_VALUES)?],
        [b'P', b'K', 3 | 5, 4 | 6, ..] => npz_arrays(bytes)?,
        _ if safetensors::looks_like(bytes) => return safetensors::read(bytes),
        _ => match other(bytes) {
            OtherArrays::Unknown => lists::read(bytes)?,
            what => return Err(Error::NotArrays { what }),
        },
    };
    Ok(File { arrays, notes: vec![] })
}

/// A file's arrays where an array of both sides of pairs, [N, 2, H] or [2, N, H], is two of one side each, [N, H]; they are called as NumPy names such parts.
/// Where a matrix stands in the file, that is a side, and all is left as it is.
pub fn by_sides(arrays: Vec<Array>) -> Vec<Array> {
    if arrays.iter().any(|array| array.shape.len() == 2 && array.shape[1] > 1) { arrays } else { arrays.into_iter().flat_map(sides).collect() }
}

fn sides(array: Array) -> Vec<Array> {
    let (&[first, second, width], Values::Numbers(values)) = (&array.shape[..], &array.values) else { return vec![array] };
    let (pairs, steps, before) = match (first, second) {
        (pairs, 2) => (pairs, [2, 1], ":, "),
        (2, pairs) => (pairs, [1, pairs], ""),
        _ => return vec![array],
    };
    let side = |side: usize| {
        let mut rows = Vec::with_capacity(pairs * width);
        (0..pairs).for_each(|pair| rows.extend_from_slice(&values[(pair * steps[0] + side * steps[1]) * width..][..width]));
        Array { name: format!("{}[{before}{side}]", array.name), shape: vec![pairs, width], values: Values::Numbers(rows) }
    };
    vec![side(0), side(1)]
}

fn other(bytes: &[u8]) -> OtherArrays {
    match bytes {
        [] => OtherArrays::Empty,
        [0x89, b'H', b'D', b'F', ..] => OtherArrays::Hdf5,
        [0x80, 2..=5, ..] => OtherArrays::Pickle,
        _ => OtherArrays::Unknown,
    }
}

fn npz_arrays(bytes: &[u8]) -> Result<Vec<Array>> {
    let entries = zip::entries(bytes)?;
    let holds = |end: &str| entries.iter().any(|entry| entry.name.ends_with(end));
    for (end, what) in [("data.pkl", OtherArrays::Pickle), ("model.weights.h5", OtherArrays::Hdf5)] {
        if holds(end) {
            return Err(Error::NotArrays { what });
        }
    }
    let mut arrays: Vec<Array> = Vec::new();
    let mut left = MOST_VALUES;
    for entry in entries {
        let Some(name) = entry.name.strip_suffix(".npy") else {
            return Err(Error::tensor(&entry.name, "–", ".npy"));
        };
        if arrays.iter().any(|array| array.name == name) {
            return Err(broken(name, ArrayFault::Twice));
        }
        let array = npy::read(name, &entry.contents(bytes)?, left)?;
        left -= match &array.values {
            Values::Numbers(numbers) => numbers.len(),
            Values::Texts(texts) => texts.len(),
        };
        arrays.push(array);
    }
    Ok(arrays)
}

fn broken(name: &str, fault: ArrayFault) -> Error {
    Error::BrokenArray { name: short(name.into()), fault }
}

/// How many values an array of this shape has, at most `most`.
fn count(name: &str, shape: &[usize], most: usize) -> Result<usize> {
    // An extent of zero makes any other one harmless, but not its product with a third.
    let count = if shape.contains(&0) { Some(0) } else { shape.iter().try_fold(1_usize, |product, &extent| product.checked_mul(extent)) };
    count.filter(|&count| count <= most).ok_or_else(|| broken(name, ArrayFault::TooLarge))
}
