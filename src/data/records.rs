//! The records of delimited text, pushed in pieces, each with the line that it begins in (csv-core does the parsing).

use crate::error::{Error, Result};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// No question is longer; what is has lost its closing quote.
const LONGEST: usize = 1 << 20;

/// One record.
pub struct Record<'a> {
    /// The line it begins in, from 1.
    pub line: u64,
    /// Does the file end within its quotes?
    pub unclosed: bool,
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// A field's bytes.
    pub fn field(&self, index: usize) -> Option<&'a [u8]> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Some(&self.bytes[start..end])
    }

    /// All fields as text.
    pub fn texts(&self) -> Vec<String> {
        (0..self.ends.len()).filter_map(|i| self.field(i)).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
    }
}

/// A parser and the record that it is in.
pub struct Records {
    reader: Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
    /// How much of `output` and `ends` the record fills so far.
    filled: (usize, usize),
    quotes: usize,
}

impl Records {
    /// Before the first byte.
    pub fn new(delimiter: char) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter as u8).build();
        Self { reader, output: vec![0; 1 << 12], ends: vec![0; 32], filled: (0, 0), quotes: 0 }
    }

    /// Parses a piece and hands over each record that it completes; an empty piece is the end of the file.
    pub fn feed(&mut self, mut input: &[u8], each: &mut impl FnMut(Record) -> Result<()>) -> Result<()> {
        let last_piece = input.is_empty();
        loop {
            let (bytes, ends) = self.filled;
            let (result, read, written, fields) = self.reader.read_record(input, &mut self.output[bytes..], &mut self.ends[ends..]);
            self.quotes += input[..read].iter().filter(|&&b| b == b'"').count();
            let ended_line = read > 0 && input[read - 1] == b'\n';
            input = &input[read..];
            self.filled = (bytes + written, ends + fields);
            match result {
                ReadRecordResult::InputEmpty if !last_piece => return Ok(()),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.output.len() >= LONGEST => return Err(self.too_long()),
                ReadRecordResult::OutputFull => self.output.resize(2 * self.output.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => {
                    let unclosed = last_piece && self.quotes % 2 == 1;
                    let line = self.first_line() - u64::from(ended_line);
                    let record = Record { line, unclosed, bytes: &self.output[..self.filled.0], ends: &self.ends[..self.filled.1] };
                    each(record)?;
                    (self.filled, self.quotes) = ((0, 0), 0);
                }
                ReadRecordResult::End => return Ok(()),
            }
        }
    }

    /// The line that the parser is in, less the line breaks within the record's fields.
    fn first_line(&self) -> u64 {
        let breaks = self.output[..self.filled.0].iter().filter(|&&b| b == b'\n').count();
        self.reader.line() - breaks as u64
    }

    fn too_long(&self) -> Error {
        Error::LongRow { line: self.first_line() }
    }
}
