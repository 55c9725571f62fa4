//! How JSON is laid out for a person: two spaces a level, lists of numbers on one line. Knows no transcript.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// A layout like serde_json's own, but for lists whose first value is a number: those stay on one line.
#[derive(Default)]
pub(super) struct Pretty {
    inner: PrettyFormatter<'static>,
    /// A list was opened and its first value is still to come: it decides how the list is laid out.
    undecided: bool,
    /// The list being written is one of numbers.
    numbers: bool,
}

impl Pretty {
    /// Prints a value.
    pub(super) fn print(value: &impl Serialize) -> String {
        let mut bytes = Vec::new();
        let done = value.serialize(&mut Serializer::with_formatter(&mut bytes, Self::default()));
        // Writing into memory cannot fail, and serde_json writes UTF-8 only.
        done.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// What comes first in the undecided list is no number.
    fn decide<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if !std::mem::take(&mut self.undecided) {
            return Ok(());
        }
        self.inner.begin_array(writer)?;
        self.inner.begin_array_value(writer, true)
    }
}

impl Formatter for Pretty {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.decide(writer)?;
        self.undecided = true;
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if std::mem::take(&mut self.undecided) {
            return writer.write_all(b"[]");
        }
        if std::mem::take(&mut self.numbers) {
            return writer.write_all(b"]");
        }
        self.inner.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        match (first, self.numbers) {
            (true, _) => Ok(()),
            (false, true) => writer.write_all(b", "),
            (false, false) => self.inner.begin_array_value(writer, false),
        }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.numbers { Ok(()) } else { self.inner.end_array_value(writer) }
    }

    fn write_u32<W: ?Sized + Write>(&mut self, writer: &mut W, value: u32) -> io::Result<()> {
        if std::mem::take(&mut self.undecided) {
            self.numbers = true;
            writer.write_all(b"[")?;
        }
        write!(writer, "{value}")
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.decide(writer)?;
        writer.write_all(b"\"")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.decide(writer)?;
        self.inner.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.inner.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object_value(writer)
    }
}
