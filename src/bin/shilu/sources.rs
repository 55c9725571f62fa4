//! What is searched and surveyed: files, folders of them, files of JSON lines. Knows a file system.

use std::io;
use std::path::PathBuf;

use shilu::transcript::parse;

use crate::{Fault, Name, open, read, search};

/// Reads what is searched: each file, each file of a folder, each line of a file of JSON lines.
pub(crate) fn sources(paths: &[PathBuf]) -> Result<Vec<search::Source>, Fault> {
    let mut sources = Vec::new();
    for path in paths {
        let name = path.to_string_lossy();
        if path.is_dir() {
            let entries = std::fs::read_dir(path).map_err(|error| Fault::Read(Name::of(path), error))?;
            let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            files.retain(|file| file.is_file());
            files.sort();
            sources.extend(self::sources(&files)?);
        } else if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") {
            let bytes = read(path)?;
            let bytes =
                if name.ends_with(".gz") { unzip(&bytes).map_err(|e| Fault::Read(Name::of(path), e))? } else { bytes };
            for (line, number) in String::from_utf8_lossy(&bytes).lines().zip(1..) {
                let record: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                let word = |key: &str| record.get(key).and_then(serde_json::Value::as_str);
                if let Some(text) = word("text") {
                    sources.push((format!("{name}:{number}"), word("date").and_then(date), parse(text)));
                }
            }
        } else {
            sources.push((name.into_owned(), None, open(path)?));
        }
    }
    Ok(sources)
}

/// Reads `2025-03-07`.
fn date(word: &str) -> Option<time::Date> {
    let mut parts = word.splitn(3, '-');
    let (year, month, day) =
        (parts.next()?.parse().ok()?, parts.next()?.parse::<u8>().ok()?, parts.next()?.parse().ok()?);
    time::Date::from_calendar_date(year, month.try_into().ok()?, day).ok()
}

/// Unpacks a GZIP file (RFC 1952): one member, its check sum unread.
fn unzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let fault = || io::Error::new(io::ErrorKind::InvalidData, "no GZIP file");
    let (&[0x1F, 0x8B, 8, flags, ..], mut rest) = bytes.split_first_chunk::<10>().ok_or_else(fault)? else {
        return Err(fault());
    };
    if flags & 4 != 0 {
        let (length, after) = rest.split_first_chunk().ok_or_else(fault)?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..).ok_or_else(fault)?;
    }
    for text in [8, 16] {
        if flags & text != 0 {
            let end = rest.iter().position(|&b| b == 0).ok_or_else(fault)?;
            rest = rest.get(end + 1..).ok_or_else(fault)?;
        }
    }
    if flags & 2 != 0 {
        rest = rest.get(2..).ok_or_else(fault)?;
    }
    miniz_oxide::inflate::decompress_to_vec(rest).map_err(|_| fault())
}
