//! The keys of a JSON object, each with the type it must have. Knows no transcript.

use serde_json::Value;

use super::error::Error;
use crate::export::form::Points;

/// An object whose keys are asked for by name. A key that may be null may be missing, too.
#[derive(Clone, Copy)]
pub(super) struct Keys<'v>(pub(super) &'v Value);

impl<'v> Keys<'v> {
    fn get(self, key: &'static str) -> Option<&'v Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// Returns an object.
    pub(super) fn object(self, key: &'static str) -> Result<Self, Error> {
        self.maybe_object(key)?.ok_or(Error::Form(key))
    }

    /// Returns an object that may be missing.
    pub(super) fn maybe_object(self, key: &'static str) -> Result<Option<Self>, Error> {
        let object = |value: &'v Value| if value.is_object() { Ok(Self(value)) } else { Err(Error::Form(key)) };
        self.get(key).map(object).transpose()
    }

    /// Returns a text.
    pub(super) fn text(self, key: &'static str) -> Result<&'v str, Error> {
        self.maybe_text(key)?.ok_or(Error::Form(key))
    }

    /// Returns a text that may be missing.
    pub(super) fn maybe_text(self, key: &'static str) -> Result<Option<&'v str>, Error> {
        self.get(key).map(|value| value.as_str().ok_or(Error::Form(key))).transpose()
    }

    /// Returns a number of code points.
    pub(super) fn number(self, key: &'static str) -> Result<u32, Error> {
        self.get(key).and_then(number).ok_or(Error::Form(key))
    }

    /// Returns a yes or no.
    pub(super) fn flag(self, key: &'static str) -> Result<bool, Error> {
        self.get(key).and_then(Value::as_bool).ok_or(Error::Form(key))
    }

    /// Returns a span.
    pub(super) fn points(self, key: &'static str) -> Result<Points, Error> {
        self.maybe_points(key)?.ok_or(Error::Form(key))
    }

    /// Returns a span that may be missing.
    pub(super) fn maybe_points(self, key: &'static str) -> Result<Option<Points>, Error> {
        self.get(key).map(|value| points(value).ok_or(Error::Form(key))).transpose()
    }

    /// Returns a list of objects.
    pub(super) fn list(self, key: &'static str) -> Result<&'v [Value], Error> {
        self.maybe_list(key)?.ok_or(Error::Form(key))
    }

    /// Returns a list of objects that may be missing.
    pub(super) fn maybe_list(self, key: &'static str) -> Result<Option<&'v [Value]>, Error> {
        let list = |value: &'v Value| value.as_array().map(Vec::as_slice).ok_or(Error::Form(key));
        self.get(key).map(list).transpose()
    }
}

/// Reads a span: two numbers.
pub(super) fn points(value: &Value) -> Option<Points> {
    match value.as_array()?.as_slice() {
        [start, end] => Some([number(start)?, number(end)?]),
        _ => None,
    }
}

fn number(value: &Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}
