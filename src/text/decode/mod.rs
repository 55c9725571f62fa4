//! From bytes to text: what a file is, which encoding it is in, and the text without its wrapping.
//! Knows file formats and encodings; knows no transcript and no browser.
//!
//! Legacy encodings need tables of 98 KB: the page's [`Decoder`] is the browser's TextDecoder, the command line's
//! is encoding_rs. UTF-8 and UTF-16 are decoded here.

mod docx;
mod encoding;
mod html;
mod markup;
#[cfg(any(feature = "cli", test))]
mod native;
mod sniff;
mod subtitles;
#[cfg(test)]
mod tests;
mod unicode;

use crate::text::{Span, is_blank};

pub use encoding::{Encoding, detect};
#[cfg(any(feature = "cli", test))]
pub use native::EncodingRs;

/// Files beyond this many bytes are refused: 200 MB.
pub const LARGEST: usize = 200_000_000;

/// Turns bytes of a legacy encoding into text, as the WHATWG Encoding Standard says.
pub trait Decoder {
    /// Decodes all bytes; what cannot be decoded becomes U+FFFD. Asked only for [`Encoding::is_legacy`] ones.
    fn decode(&self, bytes: &[u8], encoding: Encoding) -> String;
}

/// Text that was bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without HTML, subtitles' timing or a DOCX around it. A byte order mark stays.
    pub text: String,
    /// What the bytes were encoded in.
    pub encoding: Encoding,
    /// What was unwrapped.
    pub form: Form,
    /// Where bytes that are no text became U+FFFD, in bytes of `text`; neighbours make one span.
    pub undecodable: Vec<Span>,
}

/// What a readable file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text as it is; Markdown too.
    Plain,
    /// An HTML page.
    Html,
    /// Subtitles: SubRip or WebVTT.
    Subtitles,
    /// A Word document.
    Docx,
}

/// Why a file cannot be read as text. What a person is told stands in `messages.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No bytes, or blank space only.
    #[error("the file is empty")]
    Empty,
    /// More than [`LARGEST`] bytes.
    #[error("the file is larger than 200 MB")]
    TooLarge,
    /// A PDF: its text must be copied out of it.
    #[error("the file is a PDF; copy its text into a text file")]
    Pdf,
    /// A picture.
    #[error("the file is a picture; only text can be read")]
    Picture,
    /// Sound or film.
    #[error("the file is a sound or video recording; only text can be read")]
    Media,
    /// A ZIP or other archive that is no Word document.
    #[error("the file is an archive; unpack it first")]
    Archive,
    /// A Word document of before 2007, or RTF: to be saved as .docx or text.
    #[error("the file is an old Word or RTF document; save it as .docx or plain text")]
    OldWord,
    /// A Word document that cannot be unpacked.
    #[error("the Word document is damaged")]
    BrokenDocx,
    /// A program, or any other bytes that are no text.
    #[error("the file is not a text file")]
    Binary,
}

/// Reads a file's bytes as text. `name` is the file's name, where it has one: its ending helps to tell the form.
///
/// # Errors
/// When the file is no text; never because of broken bytes in a text.
pub fn decode(bytes: &[u8], name: &str, decoder: &dyn Decoder) -> Result<Decoded, DecodeError> {
    if bytes.len() > LARGEST {
        return Err(DecodeError::TooLarge);
    }
    let decoded = match sniff::sniff(bytes)? {
        sniff::Sniffed::Zip => {
            let text = docx::text(bytes)?;
            Decoded { undecodable: undecodable(&text), text, encoding: Encoding::Utf8, form: Form::Docx }
        }
        sniff::Sniffed::Text => decode_text(bytes, name, decoder),
    };
    if decoded.text.chars().all(is_blank) { Err(DecodeError::Empty) } else { Ok(decoded) }
}

/// Unwraps what a person pasted or typed: it may be a page's HTML or subtitles.
pub fn unwrap_pasted(text: String) -> Decoded {
    unwrap(text, "", Encoding::Utf8)
}

fn decode_text(bytes: &[u8], name: &str, decoder: &dyn Decoder) -> Decoded {
    let encoding = detect(bytes, decoder);
    let text = match encoding {
        Encoding::Utf8 => unicode::utf8(bytes),
        Encoding::Utf16Le => unicode::utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => unicode::utf16(bytes, u16::from_be_bytes),
        legacy => decoder.decode(bytes, legacy),
    };
    unwrap(text, name, encoding)
}

fn unwrap(text: String, name: &str, encoding: Encoding) -> Decoded {
    let (text, form) = if subtitles::is_subtitles(&text, name) {
        (subtitles::text(&text), Form::Subtitles)
    } else if html::is_html(&text, name) {
        (html::text(&text), Form::Html)
    } else {
        (text, Form::Plain)
    };
    Decoded { undecodable: undecodable(&text), text, encoding, form }
}

/// Returns where U+FFFD stands, in bytes; neighbours make one span.
pub fn undecodable(text: &str) -> Vec<Span> {
    const MARK: &str = "\u{FFFD}";
    let mut spans: Vec<Span> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), MARK) {
        let span = Span::new(at, at + MARK.len());
        match spans.last_mut().filter(|last| last.end == span.start) {
            Some(last) => last.end = span.end,
            None => spans.push(span),
        }
    }
    spans
}

/// Says whether a file's name ends in one of these endings, in any case.
fn ends_in(name: &str, endings: &[&str]) -> bool {
    let Some((_, ending)) = name.rsplit_once('.') else { return false };
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}
