//! The one file that carries the library: JSON, `{"format":"shilu-library/1","records":[…]}`, each record with its
//! text. Knows no file system and parses no JSON: the doors bring the values.

use super::record::{Field, Record};

/// What the file calls itself.
pub const FORMAT: &str = "shilu-library/1";

/// Writes the file, record by record.
#[derive(Debug)]
pub struct Writer(String);

impl Default for Writer {
    fn default() -> Self {
        let mut out = String::from("{\"format\":");
        push_quoted(&mut out, FORMAT);
        out.push_str(",\"records\":[");
        Self(out)
    }
}

impl Writer {
    /// Adds a record and its text.
    pub fn add(&mut self, record: &Record, text: &str) {
        let out = &mut self.0;
        out.push_str(if out.ends_with('[') { "\n{" } else { ",\n{" });
        for (key, field) in record.fields() {
            push_quoted(out, key);
            out.push(':');
            match field {
                Field::Text(text) => push_quoted(out, &text),
                Field::Number(number) => out.push_str(&number.to_string()),
                Field::Missing | Field::Other => out.push_str("null"),
            }
            out.push(',');
        }
        out.push_str("\"text\":");
        push_quoted(out, text);
        out.push('}');
    }

    /// Returns the whole file.
    pub fn finish(mut self) -> String {
        self.0.push_str("\n]}\n");
        self.0
    }
}

/// Writes a JSON string (RFC 8259, § 7).
pub(crate) fn push_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\0'..='\x1F' => {
                out.push_str(if c < '\x10' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(c as u32 & 15, 16));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

/// What a file brings, sorted by what becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What comes in, each with its text.
    pub new: Vec<(Record, String)>,
    /// How many are there already.
    pub known: usize,
    /// How many do not hold.
    pub broken: usize,
}

impl Incoming {
    /// Takes in one record of a file; `is_known` tells by the digest what is there already.
    pub fn take(&mut self, get: &dyn Fn(&str) -> Field, is_known: &dyn Fn(&str) -> bool) {
        let (Some(mut record), Field::Text(text)) = (Record::read(get), get("text")) else {
            self.broken += 1;
            return;
        };
        if is_known(&record.digest) || self.new.iter().any(|(new, _)| new.digest == record.digest) {
            self.known += 1;
            return;
        }
        record.bytes = text.len() as u64;
        self.new.push((record, text));
    }
}
