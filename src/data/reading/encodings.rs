//! Bytes to characters: UTF-8, UTF-16 with a mark or where it is evident, and Windows-1252 where it is not UTF-8.

use super::Encoding;
use crate::error::{Error, OtherFile, Result};

/// As many bytes decide: the first ones, and those from the first that is not ASCII on.
const LOOK: usize = 1 << 12;
const MARKS: [(&[u8], Encoding); 3] = [(b"\xEF\xBB\xBF", Encoding::Utf8), (b"\xFF\xFE", Encoding::Utf16Le), (b"\xFE\xFF", Encoding::Utf16Be)];
/// What Windows-1252 has in the places 0x80 to 0x9F; the five that it leaves free stand for themselves.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜',
    '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];
/// Of letters in Western languages at most this share is not ASCII.
const MOST_HIGH: f64 = 0.4;
/// So few say nothing.
const FEW_HIGH: usize = 32;

/// A text that comes in pieces of bytes.
#[derive(Debug, Default)]
pub struct Decoder {
    encoding: Option<Encoding>,
    started: bool,
    /// Bytes that wait for those that follow.
    held: Vec<u8>,
    /// Was there anything that is no character?
    pub replaced: bool,
}

impl Decoder {
    /// Of this encoding, or the one that is found.
    pub fn new(encoding: Option<Encoding>) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// The encoding; a text of ASCII only is UTF-8 too.
    pub fn encoding(&self) -> Encoding {
        self.encoding.unwrap_or(Encoding::Utf8)
    }

    /// The characters of a piece, appended to `text`; `last`: the file ends here.
    pub fn push(&mut self, piece: &[u8], last: bool, text: &mut String) -> Result<()> {
        let mut bytes = std::mem::take(&mut self.held);
        bytes.extend_from_slice(piece);
        let mut from = 0;
        if !self.started {
            if bytes.len() < LOOK && !last {
                self.held = bytes;
                return Ok(());
            }
            self.started = true;
            from = self.start(&bytes)?;
        }
        if self.encoding.is_none() {
            let ascii = bytes[from..].iter().take_while(|b| b.is_ascii()).count();
            let (plain, others) = bytes[from..].split_at(ascii);
            text.push_str(&String::from_utf8_lossy(plain));
            from += ascii;
            if others.is_empty() || (others.len() < LOOK && !last) {
                self.held = bytes.split_off(from);
                return Ok(());
            }
            self.encoding = Some(western_or_utf8(&others[..others.len().min(LOOK)])?);
        }
        let used = match self.encoding() {
            Encoding::Utf8 => self.utf8(&bytes[from..], last, text),
            Encoding::Windows1252 => {
                text.extend(bytes[from..].iter().map(|&byte| windows_1252(byte)));
                bytes.len() - from
            }
            Encoding::Utf16Le => self.utf16(&bytes[from..], u16::from_le_bytes, last, text),
            Encoding::Utf16Be => self.utf16(&bytes[from..], u16::from_be_bytes, last, text),
        };
        self.held = bytes.split_off(from + used);
        Ok(())
    }

    /// The encoding by the first bytes, where they tell; gives how long the mark is.
    fn start(&mut self, bytes: &[u8]) -> Result<usize> {
        let mark = MARKS.iter().find(|(mark, encoding)| bytes.starts_with(mark) && self.encoding.is_none_or(|given| given == *encoding));
        if let Some((mark, encoding)) = mark {
            self.encoding = Some(*encoding);
            return Ok(mark.len());
        }
        let bytes = &bytes[..bytes.len().min(LOOK)];
        if self.encoding.is_none() && bytes.contains(&0) {
            self.encoding = Some(utf16_without_mark(bytes).ok_or(Error::OtherFile { what: OtherFile::Binary })?);
        }
        let controls = bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, 0x01 | b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | 0x1B..=0x1F)).count();
        if self.encoding.is_none() && controls * 50 > bytes.len() { Err(Error::OtherFile { what: OtherFile::Binary }) } else { Ok(0) }
    }

    fn utf8(&mut self, bytes: &[u8], last: bool, text: &mut String) -> usize {
        let mut rest = bytes;
        loop {
            match std::str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    return bytes.len();
                }
                Err(error) => {
                    let (valid, behind) = rest.split_at(error.valid_up_to());
                    text.push_str(&String::from_utf8_lossy(valid));
                    match error.error_len() {
                        None if !last => return bytes.len() - behind.len(),
                        length => {
                            self.replaced = true;
                            text.push(char::REPLACEMENT_CHARACTER);
                            rest = &behind[length.unwrap_or(behind.len())..];
                        }
                    }
                }
            }
        }
    }

    fn utf16(&mut self, bytes: &[u8], of: fn([u8; 2]) -> u16, last: bool, text: &mut String) -> usize {
        let mut units: Vec<u16> = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        if !last && units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
            units.pop();
        }
        for decoded in char::decode_utf16(units.iter().copied()) {
            self.replaced |= decoded.is_err();
            text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        if last { bytes.len() } else { 2 * units.len() }
    }
}

fn windows_1252(byte: u8) -> char {
    if (0x80..0xA0).contains(&byte) { WINDOWS_1252[usize::from(byte - 0x80)] } else { char::from(byte) }
}

/// Zeros stand in every second place only, and the units are characters in lines.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (encoding, of): (_, fn([u8; 2]) -> u16) = match (zeros(0), zeros(1)) {
        (0, _) => (Encoding::Utf16Le, u16::from_le_bytes),
        (_, 0) => (Encoding::Utf16Be, u16::from_be_bytes),
        _ => return None,
    };
    let mut units: Vec<u16> = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
    if units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
        units.pop();
    }
    let is_text = |decoded: std::result::Result<char, _>| decoded.is_ok_and(|c| !c.is_control() || c.is_whitespace());
    let evident = bytes.len().is_multiple_of(2) && units.iter().any(|&unit| unit == u16::from(b'\n') || unit == u16::from(b'\r'));
    (evident && char::decode_utf16(units).all(is_text)).then_some(encoding)
}

/// UTF-8 if more of it is whole characters than is not; else Windows-1252, unless too much is no ASCII for a Western language.
fn western_or_utf8(bytes: &[u8]) -> Result<Encoding> {
    let (mut whole, mut odd) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        odd += usize::from(!chunk.invalid().is_empty());
    }
    if whole >= odd {
        return Ok(Encoding::Utf8);
    }
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let letters = high + bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if high > FEW_HIGH && high as f64 > MOST_HIGH * letters as f64 {
        Err(Error::OtherFile { what: OtherFile::Encoding })
    } else {
        Ok(Encoding::Windows1252)
    }
}
