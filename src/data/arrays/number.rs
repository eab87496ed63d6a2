//! Numbers of every type as f32.

/// A type of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// IEEE binary16, 32 or 64.
    Float(u8),
    /// The upper half of a binary32.
    BFloat,
    /// Two's complement of so many bytes.
    Signed(u8),
    /// Without a sign, of so many bytes; a truth value is one of 1.
    Unsigned(u8),
}

impl Type {
    /// The type of a letter and a size as in NumPy's `descr`.
    pub fn of(kind: u8, size: usize) -> Option<Self> {
        match (kind, size) {
            (b'f', 2 | 4 | 8) => Some(Self::Float(size as u8)),
            (b'i', 1 | 2 | 4 | 8) => Some(Self::Signed(size as u8)),
            (b'u', 1 | 2 | 4 | 8) | (b'b', 1) => Some(Self::Unsigned(size as u8)),
            _ => None,
        }
    }

    /// Bytes of one number.
    pub fn size(self) -> usize {
        match self {
            Self::Float(size) | Self::Signed(size) | Self::Unsigned(size) => size.into(),
            Self::BFloat => 2,
        }
    }

    /// All numbers of `bytes`, whose order is big-endian if `big`; a truth value's non-zero byte is 1 already.
    pub fn decode(self, bytes: &[u8], big: bool) -> Vec<f32> {
        let mut values = Vec::with_capacity(bytes.len() / self.size());
        self.decode_into(bytes, big, &mut values);
        values
    }

    /// The same, behind those that are there.
    pub fn decode_into(self, bytes: &[u8], big: bool, values: &mut Vec<f32>) {
        match (self, self.size()) {
            (Self::Float(4), _) => map(bytes, big, values, f32::from_le_bytes),
            (Self::Float(8), _) => map(bytes, big, values, |b| f64::from_le_bytes(b) as f32),
            (Self::Float(_), _) => map(bytes, big, values, |b| half(u16::from_le_bytes(b))),
            (Self::BFloat, _) => map(bytes, big, values, |b| f32::from_bits(u32::from(u16::from_le_bytes(b)) << 16)),
            (Self::Signed(_), 1) => map(bytes, big, values, |b| f32::from(i8::from_le_bytes(b))),
            (Self::Signed(_), 2) => map(bytes, big, values, |b| f32::from(i16::from_le_bytes(b))),
            (Self::Signed(_), 4) => map(bytes, big, values, |b| i32::from_le_bytes(b) as f32),
            (Self::Signed(_), _) => map(bytes, big, values, |b| i64::from_le_bytes(b) as f32),
            (Self::Unsigned(_), 1) => map(bytes, big, values, |b| f32::from(u8::from_le_bytes(b))),
            (Self::Unsigned(_), 2) => map(bytes, big, values, |b| f32::from(u16::from_le_bytes(b))),
            (Self::Unsigned(_), 4) => map(bytes, big, values, |b| u32::from_le_bytes(b) as f32),
            (Self::Unsigned(_), _) => map(bytes, big, values, |b| u64::from_le_bytes(b) as f32),
        }
    }
}

fn map<const N: usize>(bytes: &[u8], big: bool, values: &mut Vec<f32>, number: impl Fn([u8; N]) -> f32) {
    bytes.chunks(N * BLOCK).for_each(|block| decode_block(block, big, &number, values));
}

/// Numbers that are decoded in one call: engines make fast what is called often, and not what goes on for long.
const BLOCK: usize = 4096;

#[inline(never)]
fn decode_block<const N: usize>(bytes: &[u8], big: bool, number: &impl Fn([u8; N]) -> f32, values: &mut Vec<f32>) {
    let (chunks, _) = bytes.as_chunks::<N>();
    let reversed = |mut chunk: [u8; N]| {
        chunk.reverse();
        number(chunk)
    };
    if big { values.extend(chunks.iter().map(|&chunk| reversed(chunk))) } else { values.extend(chunks.iter().map(|&chunk| number(chunk))) }
}

/// A binary16, exactly.
fn half(bits: u16) -> f32 {
    let (sign, exponent, fraction) = (bits >> 15, i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    let size = match exponent {
        0 => fraction * f32::from_bits((127 - 24) << 23),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1024.0 + fraction) * f32::from_bits(((exponent + 102) as u32) << 23),
    };
    if sign == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn every_half_is_its_value() {
        for (bits, value) in [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x7bff, 65504.0), (1, 5.960_464_5e-8), (0x0400, 6.103_515_6e-5)]
        {
            assert_eq!(half(bits), value, "{bits:#x}");
        }
        assert_eq!((half(0x7c00), half(0xfc00)), (f32::INFINITY, f32::NEG_INFINITY));
        assert!(half(0x7e00).is_nan() && half(0x8000).to_bits() == (-0.0_f32).to_bits());
    }
}
