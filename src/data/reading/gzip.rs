//! Inflating gzip (RFC 1952) piece by piece; `miniz_oxide` inflates, the wrapping is read here.

use crate::error::{Error, OtherFile, Result};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

/// How such files begin.
pub const MARK: [u8; 2] = [0x1F, 0x8B];
/// Bytes that are inflated at a time.
const PIECE: usize = 1 << 16;
/// Checksum and length behind the data.
const TRAILER: usize = 8;

/// A gzip file that is being read; it may have several members, one behind the other.
pub struct Gunzip {
    /// Bytes of a header or a trailer that is not complete.
    held: Vec<u8>,
    part: Part,
    state: Box<InflateState>,
    output: Vec<u8>,
    checksum: u32,
    length: u32,
}

#[derive(PartialEq)]
enum Part {
    Header,
    Data,
    Trailer,
}

impl Default for Gunzip {
    fn default() -> Self {
        let state = InflateState::new_boxed(DataFormat::Raw);
        Self { held: vec![], part: Part::Header, state, output: vec![0; PIECE], checksum: !0, length: 0 }
    }
}

impl Gunzip {
    /// Inflates a piece behind what is in `into`; `last`: the file ends here.
    pub fn push(&mut self, mut input: &[u8], last: bool, into: &mut Vec<u8>) -> Result<()> {
        while !input.is_empty() || self.part == Part::Header {
            if self.part == Part::Data {
                input = &input[self.data(input, into)?..];
                continue;
            }
            self.held.extend_from_slice(input);
            let Some(used) = self.wrapping()? else { break };
            let rest = self.held.split_off(used);
            self.held.clear();
            return self.push(&rest, last, into);
        }
        let between_members = self.part == Part::Header && self.held.iter().all(|&b| b == 0);
        if last && !between_members { Err(damaged()) } else { Ok(()) }
    }

    /// Inflates; gives how many bytes are used up.
    fn data(&mut self, input: &[u8], into: &mut Vec<u8>) -> Result<usize> {
        let result = inflate(&mut self.state, input, &mut self.output, MZFlush::None);
        let written = &self.output[..result.bytes_written];
        self.checksum = written.iter().fold(self.checksum, |sum, &byte| TABLE[usize::from(sum as u8 ^ byte)] ^ (sum >> 8));
        self.length = self.length.wrapping_add(written.len() as u32);
        into.extend_from_slice(written);
        match result.status {
            Ok(MZStatus::StreamEnd) => self.part = Part::Trailer,
            Ok(_) if result.bytes_consumed > 0 || result.bytes_written > 0 => {}
            _ => return Err(damaged()),
        }
        Ok(result.bytes_consumed)
    }

    /// The length of the header or trailer that `held` begins with, if it is complete; what comes next is another part.
    fn wrapping(&mut self) -> Result<Option<usize>> {
        if self.part == Part::Header {
            let length = header(&self.held)?;
            if length.is_some() {
                self.state.reset(DataFormat::Raw);
                (self.part, self.checksum, self.length) = (Part::Data, !0, 0);
            }
            return Ok(length);
        }
        let Some((&[a, b, c, d, e, f, g, h], _)) = self.held.split_first_chunk::<TRAILER>() else { return Ok(None) };
        if u32::from_le_bytes([a, b, c, d]) != !self.checksum || u32::from_le_bytes([e, f, g, h]) != self.length {
            return Err(damaged());
        }
        self.part = Part::Header;
        Ok(Some(TRAILER))
    }
}

/// The length of the header: ten bytes, then by its flags an extra field, a name, a comment and a checksum.
fn header(bytes: &[u8]) -> Result<Option<usize>> {
    let Some(fixed) = bytes.first_chunk::<10>() else { return Ok(None) };
    // Zeros may fill up the file behind the last member.
    if !fixed.starts_with(&MARK) {
        return if bytes.iter().all(|&b| b == 0) { Ok(None) } else { Err(damaged()) };
    }
    let flags = fixed[3];
    let mut at = 10;
    if flags & 4 != 0 {
        let Some(&[low, high]) = bytes.get(at..at + 2) else { return Ok(None) };
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for text in [8, 16] {
        if flags & text != 0 {
            let Some(length) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == 0)) else { return Ok(None) };
            at += length + 1;
        }
    }
    at += usize::from(flags & 2);
    Ok(Some(at).filter(|&at| at <= bytes.len()))
}

fn damaged() -> Error {
    Error::OtherFile { what: OtherFile::Gzip }
}

/// CRC-32 of each byte, as in RFC 1952.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut sum, mut bit) = (byte as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[byte] = sum;
        byte += 1;
    }
    table
};
