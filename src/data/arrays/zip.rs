//! Zip archives as NumPy writes them: entries that are stored or deflated, without encryption, below 4 GB.
//!
//! Names, sizes and places are read from the central directory at the end of the file; the local headers only say where an entry's bytes begin.

use super::{MOST_VALUES, broken};
use crate::error::{ArrayFault, Result};
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use std::borrow::Cow;

const END: &[u8; 4] = b"PK\x05\x06";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const LOCAL: &[u8; 4] = b"PK\x03\x04";
const END_LENGTH: usize = 22;
const LONGEST_COMMENT: usize = 65_535;
/// Deflate packs at most so many bytes into one.
const TIGHTEST: usize = 1032;
/// 1 January 1980: files do not depend on the clock.
const DATE: [u8; 2] = [0x21, 0];

/// One file in the archive.
pub struct Entry {
    /// Its name.
    pub name: String,
    method: u16,
    encrypted: bool,
    checksum: u32,
    packed: usize,
    size: usize,
    place: usize,
}

/// The archive's files, in its order.
pub fn entries(bytes: &[u8]) -> Result<Vec<Entry>> {
    directory(bytes).ok_or_else(|| broken("zip", ArrayFault::Cut))
}

fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let first = bytes.len().saturating_sub(END_LENGTH + LONGEST_COMMENT);
    let end = (first..=bytes.len().checked_sub(END_LENGTH)?).rev().find(|&at| bytes[at..].starts_with(END))?;
    let mut at = long(bytes, end + 16)? as usize;
    let mut entries = Vec::new();
    for _ in 0..short(bytes, end + 10)? {
        if !bytes.get(at..)?.starts_with(CENTRAL) {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|field| short(bytes, at + field).map(usize::from));
        let start = at + 46;
        let name_end = start + name?;
        entries.push(Entry {
            name: String::from_utf8_lossy(bytes.get(start..name_end)?).into_owned(),
            encrypted: short(bytes, at + 8)? & 1 == 1,
            method: short(bytes, at + 10)?,
            checksum: long(bytes, at + 16)?,
            packed: long(bytes, at + 20)? as usize,
            size: long(bytes, at + 24)? as usize,
            place: long(bytes, at + 42)? as usize,
        });
        at = name_end + extra? + comment?;
    }
    Some(entries)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|two| u16::from_le_bytes(*two))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four))
}

impl Entry {
    /// Its bytes, unpacked and checked.
    pub fn contents<'a>(&self, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>> {
        let fault = |fault| broken(&self.name, fault);
        if self.encrypted {
            return Err(fault(ArrayFault::Encrypted));
        }
        let packed = self.packed_bytes(bytes).ok_or_else(|| fault(ArrayFault::Cut))?;
        let contents = match self.method {
            0 => Cow::Borrowed(packed),
            8 if self.size > MOST_VALUES.saturating_mul(4) => return Err(fault(ArrayFault::TooLarge)),
            8 if self.size / TIGHTEST > packed.len() => return Err(fault(ArrayFault::Packed)),
            8 => Cow::Owned(decompress_to_vec_with_limit(packed, self.size).map_err(|_| fault(ArrayFault::Packed))?),
            _ => return Err(fault(ArrayFault::Method)),
        };
        if contents.len() != self.size || checksum(&contents) != self.checksum {
            return Err(fault(ArrayFault::Checksum));
        }
        Ok(contents)
    }

    fn packed_bytes<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let local = bytes.get(self.place..)?;
        let skipped = 30 + usize::from(short(local, 26)?) + usize::from(short(local, 28)?);
        local.starts_with(LOCAL).then(|| local.get(skipped..)?.get(..self.packed))?
    }
}

/// CRC-32 (IEEE 802.3), a byte at a time.
fn checksum(bytes: &[u8]) -> u32 {
    let row = |byte: u32| (0..8).fold(byte, |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 });
    let table: [u32; 256] = std::array::from_fn(|byte| row(byte as u32));
    !bytes.iter().fold(!0, |crc, &byte| crc >> 8 ^ table[((crc ^ u32::from(byte)) & 255) as usize])
}

/// An archive of these files, stored as they are; together below 4 GB.
pub fn write(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut archive, mut central) = (Vec::new(), Vec::new());
    for (name, contents) in files {
        let size = (contents.len() as u32).to_le_bytes();
        // Version 2.0; no flags; stored; time and date; checksum; both sizes; length of the name; no extra field.
        let name_length = (name.len() as u16).to_le_bytes();
        let checksum = checksum(contents).to_le_bytes();
        let shared = [&[20, 0, 0, 0, 0, 0, 0, 0], &DATE[..], &checksum, &size, &size, &name_length, &[0, 0]].concat();
        let place = (archive.len() as u32).to_le_bytes();
        central.extend([&CENTRAL[..], &[20, 0], &shared, &[0; 10], &place, name.as_bytes()].concat());
        archive.extend([&LOCAL[..], &shared, name.as_bytes()].concat());
        archive.extend_from_slice(contents);
    }
    let (place, length) = ((archive.len() as u32).to_le_bytes(), (central.len() as u32).to_le_bytes());
    let count = (files.len() as u16).to_le_bytes();
    archive.extend(central);
    archive.extend([&END[..], &[0; 4], &count, &count, &length, &place, &[0, 0]].concat());
    archive
}
