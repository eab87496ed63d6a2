//! `.safetensors`: a JSON header with types, shapes and places, and the values, little-endian and row-major.

use super::number::Type;
use super::{Array, File, MOST_VALUES, TYPES, Values, count};
use crate::error::{Error, Result, short};
use safetensors::tensor::{Dtype, SafeTensors};

/// Do the first bytes look like a header's length and the beginning of an object?
pub fn looks_like(bytes: &[u8]) -> bool {
    bytes.split_first_chunk::<8>().is_some_and(|(length, rest)| rest.first() == Some(&b'{') && u64::from_le_bytes(*length) <= rest.len() as u64)
}

/// Reads the tensors in the order in which their values stand in the file.
pub fn read(bytes: &[u8]) -> Result<File> {
    let broken = |e: safetensors::SafeTensorError| Error::NotSafetensors { detail: short(e.to_string()) };
    let file = SafeTensors::deserialize(bytes).map_err(broken)?;
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(broken)?;
    let mut left = MOST_VALUES;
    let mut arrays = Vec::new();
    for name in header.offset_keys() {
        let tensor = file.tensor(&name).map_err(broken)?;
        left -= count(&name, tensor.shape(), left)?;
        let kind = kind_of(tensor.dtype());
        let refused = || Error::tensor(&name, format!("{:?}", tensor.dtype()), format!("bf16, {TYPES}"));
        let values = Values::Numbers(kind.ok_or_else(refused)?.decode(tensor.data(), false));
        arrays.push(Array { name, shape: tensor.shape().to_vec(), values });
    }
    let mut notes: Vec<_> = header.metadata().iter().flatten().map(|(key, value)| (key.clone(), value.clone())).collect();
    notes.sort();
    Ok(File { arrays, notes })
}

fn kind_of(dtype: Dtype) -> Option<Type> {
    match dtype {
        Dtype::F16 => Some(Type::Float(2)),
        Dtype::F32 => Some(Type::Float(4)),
        Dtype::F64 => Some(Type::Float(8)),
        Dtype::BF16 => Some(Type::BFloat),
        Dtype::I8 => Some(Type::Signed(1)),
        Dtype::I16 => Some(Type::Signed(2)),
        Dtype::I32 => Some(Type::Signed(4)),
        Dtype::I64 => Some(Type::Signed(8)),
        Dtype::BOOL | Dtype::U8 => Some(Type::Unsigned(1)),
        Dtype::U16 => Some(Type::Unsigned(2)),
        Dtype::U32 => Some(Type::Unsigned(4)),
        Dtype::U64 => Some(Type::Unsigned(8)),
        _ => None,
    }
}
