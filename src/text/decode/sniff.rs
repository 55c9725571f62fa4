//! What a file is by its first bytes: text, a Word document, or one of the things that are no text.

use super::DecodeError;

/// A file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// Text, as far as can be seen.
    Text,
    /// A ZIP archive, which a .docx is.
    Zip,
}

/// The share of control characters beyond which bytes are no text: one in so many.
/// Broken text has a handful; programs and compressed data have one in ten.
const CONTROL_SHARE: usize = 50;

/// How far into a file control characters are counted, in bytes.
const LOOKED_AT: usize = 65_536;

/// First bytes and what begins with them; all are unlike text, so their order does not matter.
const MAGIC: &[(&[u8], DecodeError)] = &[
    (b"%PDF-", DecodeError::Pdf),
    (b"\x89PNG", DecodeError::Picture),
    (b"\xFF\xD8\xFF", DecodeError::Picture),
    (b"GIF87a", DecodeError::Picture),
    (b"GIF89a", DecodeError::Picture),
    (b"II*\0", DecodeError::Picture),
    (b"MM\0*", DecodeError::Picture),
    (b"\0\0\x01\0", DecodeError::Picture),
    (b"ID3", DecodeError::Media),
    (b"OggS", DecodeError::Media),
    (b"fLaC", DecodeError::Media),
    (b"\x1A\x45\xDF\xA3", DecodeError::Media),
    (b"\x1F\x8B", DecodeError::Archive),
    (b"7z\xBC\xAF\x27\x1C", DecodeError::Archive),
    (b"Rar!\x1A\x07", DecodeError::Archive),
    (b"BZh", DecodeError::Archive),
    (b"\xFD7zXZ\0", DecodeError::Archive),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", DecodeError::OldWord),
    (b"{\\rtf", DecodeError::OldWord),
    (b"\x7FELF", DecodeError::Binary),
    (b"\0asm", DecodeError::Binary),
    (b"SQLite format 3\0", DecodeError::Binary),
];

/// Tells what a file is.
pub(super) fn sniff(bytes: &[u8]) -> Result<Sniffed, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some((_, error)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(*error);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Sniffed::Zip);
    }
    if let (Some(b"RIFF"), Some(kind)) = (bytes.get(..4), bytes.get(8..12)) {
        return Err(if kind == b"WEBP" { DecodeError::Picture } else { DecodeError::Media });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let picture = [b"heic", b"heix", b"mif1", b"avif"].iter().any(|kind| bytes.get(8..12) == Some(*kind));
        return Err(if picture { DecodeError::Picture } else { DecodeError::Media });
    }
    // MPEG sound has a frame mark of 11 bits and no name; UTF-16's FF FE is no such mark for layer III.
    if matches!(bytes, [0xFF, 0xFB | 0xF3 | 0xF2, ..]) {
        return Err(DecodeError::Media);
    }
    if is_binary(bytes) { Err(DecodeError::Binary) } else { Ok(Sniffed::Text) }
}

/// Says whether there are too many control characters for a text of any encoding.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let is_control = |byte: &&u8| matches!(**byte, 0..=8 | 14..=26 | 28..=31 | 127);
    head.iter().filter(is_control).count() > head.len() / CONTROL_SHARE && super::encoding::is_utf16(bytes).is_none()
}
