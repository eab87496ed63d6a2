//! A file of arrays that comes in pieces.

use super::npy::Begun;
use super::{File, MOST_VALUES, read};
use crate::error::Result;

/// What has come so far of a file.
#[derive(Default)]
pub struct Pieces {
    size: usize,
    /// An array of numbers, which needs no bytes kept.
    begun: Option<Begun>,
    /// The bytes of any other file.
    bytes: Vec<u8>,
}

impl Pieces {
    /// Before the first piece of a file of so many bytes; 0 where nobody knows.
    pub fn new(size: usize) -> Self {
        Self { size, ..Self::default() }
    }

    /// The next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(begun) = &mut self.begun {
            return begun.push(bytes);
        }
        if self.bytes.is_empty() {
            self.begun = Begun::of(bytes, self.size, MOST_VALUES);
        }
        if self.begun.is_none() {
            if self.bytes.is_empty() {
                // What cannot be had is asked for again as it comes.
                let _ = self.bytes.try_reserve_exact(self.size);
            }
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// What the file holds, now that it is whole.
    ///
    /// # Errors
    /// As [`read`].
    pub fn end(self) -> Result<File> {
        match self.begun {
            Some(begun) => Ok(File { arrays: vec![begun.end()?], ..File::default() }),
            None => read(&self.bytes),
        }
    }
}
