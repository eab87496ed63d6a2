//! NumPy's `.npy`, versions 1 to 3: a header in the syntax of a Python dict, and the values.
//!
//! ```text
//! \x93NUMPY major minor | length of the header: u16 (version 1) or u32 | {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } | values
//! ```

use super::number::Type;
use super::{Array, TYPES, Values, broken, count};
use crate::error::{ArrayFault, Error, Result};

const MAGIC: &[u8] = b"\x93NUMPY";
/// NumPy's own limit.
const MOST_AXES: usize = 64;
/// Values begin at a multiple of this.
const ALIGNMENT: usize = 64;
/// Bytes of one character of a text.
const CHARACTER: usize = 4;

/// Reads one array of at most `most` values.
pub fn read(name: &str, bytes: &[u8], most: usize) -> Result<Array> {
    let fault = |fault| broken(name, fault);
    let (Header { shape, element, columns_first, length }, data) = Header::of(name, bytes, most)?;
    let data = data.get(..length).ok_or_else(|| fault(ArrayFault::Cut))?;
    let values = match element.kind {
        Some(kind) => Values::Numbers(reorder(kind.decode(data, element.big), &shape, columns_first)),
        None => Values::Texts(reorder(texts(data, &element).ok_or_else(|| fault(ArrayFault::Text))?, &shape, columns_first)),
    };
    Ok(Array { name: name.into(), shape, values })
}

/// What stands before the values.
struct Header {
    shape: Vec<usize>,
    element: Element,
    columns_first: bool,
    /// Bytes of the values.
    length: usize,
}

impl Header {
    /// Of a file of at most `most` values, and what follows it.
    fn of<'a>(name: &str, bytes: &'a [u8], most: usize) -> Result<(Self, &'a [u8])> {
        let fault = |fault| broken(name, fault);
        let (header, data) = split(bytes).ok_or_else(|| fault(ArrayFault::Header))?;
        let header = std::str::from_utf8(header).map_err(|_| fault(ArrayFault::Header))?;
        let [descr, order, shape] = ["descr", "fortran_order", "shape"].map(|key| field(header, key));
        let (Some(descr), Some(shape)) = (descr, shape.and_then(parse_shape)) else { return Err(fault(ArrayFault::Header)) };
        let count = count(name, &shape, most)?;
        let element = Element::of(descr).ok_or_else(|| Error::tensor(name, descr.trim_matches(['\'', '"']), format!("{TYPES}, U")))?;
        let length = count.checked_mul(element.size).ok_or_else(|| fault(ArrayFault::TooLarge))?;
        let columns_first = match order {
            Some("True") => true,
            Some("False") => false,
            _ => return Err(fault(ArrayFault::Header)),
        };
        Ok((Self { shape, element, columns_first, length }, data))
    }
}

/// An array of numbers that comes in pieces: its values stand in their place at once.
pub struct Begun {
    shape: Vec<usize>,
    kind: Type,
    big: bool,
    values: Vec<f32>,
    /// Bytes of the values that are still to come.
    left: usize,
    /// Bytes of a number that is not whole.
    held: Vec<u8>,
}

impl Begun {
    /// Of a file's beginning, where it is such an array whole in its rows; `size` is the file's, as far as that is known.
    pub fn of(beginning: &[u8], size: usize, most: usize) -> Option<Self> {
        let (Header { shape, element, columns_first, length }, data) = Header::of("0", beginning, most).ok()?;
        let kind = element.kind.filter(|_| !columns_first)?;
        let values = Vec::with_capacity(length.min(size) / element.size);
        let mut begun = Self { shape, kind, big: element.big, values, left: length, held: vec![] };
        begun.push(data);
        Some(begun)
    }

    /// The next bytes; what stands behind the values is left out.
    pub fn push(&mut self, bytes: &[u8]) {
        let mut bytes = &bytes[..bytes.len().min(self.left)];
        self.left -= bytes.len();
        let size = self.kind.size();
        if !self.held.is_empty() {
            let (first, rest) = bytes.split_at(bytes.len().min(size - self.held.len()));
            self.held.extend_from_slice(first);
            if self.held.len() < size {
                return;
            }
            self.kind.decode_into(&std::mem::take(&mut self.held), self.big, &mut self.values);
            bytes = rest;
        }
        let (whole, rest) = bytes.split_at(bytes.len() - bytes.len() % size);
        self.kind.decode_into(whole, self.big, &mut self.values);
        self.held.extend_from_slice(rest);
    }

    /// The array, once the file has ended.
    pub fn end(self) -> Result<Array> {
        match self.left {
            0 => Ok(Array { name: "0".into(), shape: self.shape, values: Values::Numbers(self.values) }),
            _ => Err(broken("0", ArrayFault::Cut)),
        }
    }
}

/// The header's text, and what follows.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (&[major, _], rest) = rest.split_first_chunk::<2>()?;
    let (length, rest) = match major {
        1 => rest.split_first_chunk::<2>().map(|(length, rest)| (usize::from(u16::from_le_bytes(*length)), rest))?,
        2 | 3 => rest.split_first_chunk::<4>().map(|(length, rest)| (u32::from_le_bytes(*length) as usize, rest))?,
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// The value of a key as it is written: a string with its quotes, a tuple or list whole, or a word.
fn field<'a>(header: &'a str, key: &str) -> Option<&'a str> {
    let after = ["'", "\""].iter().find_map(|quote| header.split_once(&format!("{quote}{key}{quote}")))?.1;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    let end = match value.as_bytes().first()? {
        quote @ (b'\'' | b'"') => value[1..].find(*quote as char)? + 2,
        b'(' => value.find(')')? + 1,
        b'[' => value.find(']')? + 1,
        _ => value.find([',', '}', ' '])?,
    };
    Some(&value[..end])
}

fn parse_shape(text: &str) -> Option<Vec<usize>> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?.trim();
    let inner = inner.strip_suffix(',').unwrap_or(inner);
    if inner.is_empty() {
        return Some(vec![]);
    }
    let shape: Option<Vec<usize>> = inner.split(',').map(|extent| extent.trim().trim_end_matches('L').parse().ok()).collect();
    shape.filter(|shape| shape.len() <= MOST_AXES)
}

/// What one value is: a number of a type, or a text.
struct Element {
    kind: Option<Type>,
    /// Bytes.
    size: usize,
    big: bool,
    /// Texts: UCS-4, or bytes.
    wide: bool,
}

impl Element {
    fn of(descr: &str) -> Option<Self> {
        let inner = descr.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
        let big = inner.starts_with('>');
        let inner = inner.trim_start_matches(['<', '>', '|', '=']);
        let (&kind, digits) = inner.as_bytes().split_first()?;
        let size: usize = std::str::from_utf8(digits).ok()?.parse().ok().filter(|&size| size > 0)?;
        match kind {
            b'U' => Some(Self { kind: None, size: size.checked_mul(CHARACTER)?, big, wide: true }),
            b'S' => Some(Self { kind: None, size, big, wide: false }),
            _ => Type::of(kind, size).map(|kind| Self { kind: Some(kind), size, big, wide: false }),
        }
    }
}

fn texts(data: &[u8], element: &Element) -> Option<Vec<String>> {
    let text = |bytes: &[u8]| -> Option<String> {
        if !element.wide {
            return String::from_utf8(bytes.to_vec()).ok().map(|text| text.trim_end_matches('\0').to_owned());
        }
        let code = |four: &[u8; CHARACTER]| if element.big { u32::from_be_bytes(*four) } else { u32::from_le_bytes(*four) };
        let text: Option<String> = bytes.as_chunks::<CHARACTER>().0.iter().map(|four| char::from_u32(code(four))).collect();
        text.map(|text| text.trim_end_matches('\0').to_owned())
    };
    data.chunks_exact(element.size).map(text).collect()
}

/// Row-major from column-major.
fn reorder<T: Clone>(values: Vec<T>, shape: &[usize], columns_first: bool) -> Vec<T> {
    if !columns_first || shape.len() < 2 || values.is_empty() {
        return values;
    }
    let mut strides = vec![1; shape.len()];
    for axis in 1..shape.len() {
        strides[axis] = strides[axis - 1] * shape[axis - 1];
    }
    let mut index = vec![0; shape.len()];
    let mut at = 0;
    (0..values.len())
        .map(|_| {
            let value = values[at].clone();
            for axis in (0..shape.len()).rev() {
                index[axis] += 1;
                at += strides[axis];
                if index[axis] < shape[axis] {
                    break;
                }
                at -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
            value
        })
        .collect()
}

/// A file of numbers.
pub fn vector(shape: &[usize], values: &[f32]) -> Vec<u8> {
    let mut file = header("<f4", shape);
    file.extend(values.iter().flat_map(|x| x.to_le_bytes()));
    file
}

/// A file of one whole number.
pub fn whole(value: u32) -> Vec<u8> {
    let mut file = header("<i8", &[]);
    file.extend(i64::from(value).to_le_bytes());
    file
}

/// A file of texts, each as wide as the longest; `shape` is `[]` for one.
pub fn text(shape: &[usize], texts: &[&str]) -> Vec<u8> {
    let width = texts.iter().map(|text| text.chars().count()).max().unwrap_or(0).max(1);
    let mut file = header(&format!("<U{width}"), shape);
    for text in texts {
        let end = file.len() + width * CHARACTER;
        file.extend(text.chars().flat_map(|c| u32::from(c).to_le_bytes()));
        file.resize(end, 0);
    }
    file
}

fn header(descr: &str, shape: &[usize]) -> Vec<u8> {
    let extents: String = shape.iter().map(|extent| format!("{extent}, ")).collect();
    let extents = if shape.len() == 1 { extents.trim_end() } else { extents.trim_end_matches(", ") };
    let mut dict = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': ({extents}), }}");
    let start = MAGIC.len() + 4;
    let length = (start + dict.len() + 1).next_multiple_of(ALIGNMENT) - start;
    dict.extend(std::iter::repeat_n(' ', length - dict.len() - 1));
    dict.push('\n');
    [MAGIC, &[1, 0], &(length as u16).to_le_bytes(), dict.as_bytes()].concat()
}
