//! Reading a plain object field by field against the table, with a clear sentence for whatever does not fit.

use super::{Setting, Value, setting};
use crate::error::{Allowed, Error, Result, short};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as NameError, StrDeserializer};
use std::collections::BTreeMap;

/// The fields of one object, all of them known.
pub struct Fields<'a> {
    path: String,
    prefix: &'a str,
    map: &'a BTreeMap<String, Value>,
}

impl<'a> Fields<'a> {
    /// The object `value`, found at `path` for messages and under `prefix` in the table; refuses keys that are not `known`.
    ///
    /// # Errors
    /// No object, or a key that is not known.
    pub fn of(value: &'a Value, path: &str, prefix: &'a str, known: &[&str]) -> Result<Self> {
        let name = if path.is_empty() { "config" } else { path };
        let Value::Map(map) = value else {
            return Err(Error::value(name, value, Allowed::Object { fields: known.join(", ") }));
        };
        let fields = Self { path: path.into(), prefix, map };
        match map.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(Error::Unknown { field: short(fields.name(key)), allowed: known.join(", ") }),
            None => Ok(fields),
        }
    }

    /// The full name of a field, for messages.
    pub fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.into() } else { format!("{}.{key}", self.path) }
    }

    /// The raw value of a field that must be there.
    ///
    /// # Errors
    /// A field that is missing.
    pub fn raw(&self, key: &str, allowed: Allowed) -> Result<&'a Value> {
        self.given(key).ok_or_else(|| Error::Missing { field: self.name(key), allowed })
    }

    /// The raw value of a field, if it is there.
    pub fn given(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| **value != Value::Nothing(()))
    }

    fn checked(&self, key: &str) -> Result<Value> {
        let Setting { kind, optional, .. } = if self.prefix.is_empty() { setting(key) } else { setting(&format!("{}.{key}", self.prefix)) };
        match self.given(key) {
            Some(value) if kind.accepts(value) => Ok(value.clone()),
            Some(value) => Err(Error::value(self.name(key), value, kind.allowed())),
            None if *optional => Ok(kind.default_value()),
            None => Err(Error::Missing { field: self.name(key), allowed: kind.allowed() }),
        }
    }

    /// A number in its range.
    ///
    /// # Errors
    /// A field that is missing, no number, or outside its range.
    pub fn number(&self, key: &str) -> Result<f64> {
        match self.checked(key)? {
            Value::Number(x) => Ok(x),
            other => panic!("{key} is not a number in the table but {other}"),
        }
    }

    /// A whole number in its range.
    ///
    /// # Errors
    /// A field that is missing, no whole number, or outside its range.
    pub fn integer(&self, key: &str) -> Result<usize> {
        self.number(key).map(|x| x as usize)
    }

    /// On or off.
    ///
    /// # Errors
    /// A field that is missing or neither `true` nor `false`.
    pub fn switch(&self, key: &str) -> Result<bool> {
        match self.checked(key)? {
            Value::Switch(x) => Ok(x),
            other => panic!("{key} is not a switch in the table but {other}"),
        }
    }

    /// One of the names of an enum whose serde names are the table's.
    ///
    /// # Errors
    /// A field that is missing or none of the names.
    pub fn choice<T: DeserializeOwned>(&self, key: &str) -> Result<T> {
        match self.checked(key)? {
            Value::Text(name) => {
                let deserializer: StrDeserializer<NameError> = StrDeserializer::new(&name);
                Ok(T::deserialize(deserializer).unwrap_or_else(|e| panic!("{key}: the table and the type disagree: {e}")))
            }
            other => panic!("{key} is not a choice in the table but {other}"),
        }
    }
}
