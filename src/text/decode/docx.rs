//! A Word document (.docx): its paragraphs, a line each. Knows ZIP and the little of WordprocessingML that text needs.

use rawzip::{CompressionMethod, ZipArchive};

use super::{DecodeError, LARGEST, markup};
use markup::{Piece, Pieces};

/// Where a document's words are (ECMA-376, Part 1, 11.3.10; every writer uses this name).
const DOCUMENT: &[u8] = b"word/document.xml";

/// Returns the text of a Word document's body.
pub(super) fn text(archive: &[u8]) -> Result<String, DecodeError> {
    let zip = ZipArchive::from_slice(archive).map_err(|_| DecodeError::Archive)?;
    for entry in zip.entries() {
        let entry = entry.map_err(|_| DecodeError::BrokenDocx)?;
        if entry.file_path().as_ref() != DOCUMENT {
            continue;
        }
        let packed = zip.get_entry(entry.wayfinder()).map_err(|_| DecodeError::BrokenDocx)?;
        let xml = match entry.compression_method() {
            CompressionMethod::STORE => packed.data().to_vec(),
            CompressionMethod::DEFLATE => inflate(packed.data())?,
            _ => return Err(DecodeError::BrokenDocx),
        };
        return Ok(paragraphs(&String::from_utf8_lossy(&xml)));
    }
    Err(DecodeError::Archive)
}

/// Unpacks, to [`LARGEST`] bytes at most: a small file may unpack to a huge one.
fn inflate(packed: &[u8]) -> Result<Vec<u8>, DecodeError> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
    decompress_to_vec_with_limit(packed, LARGEST).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => DecodeError::TooLarge,
        _ => DecodeError::BrokenDocx,
    })
}

/// Reads `w:p`, `w:t`, `w:tab`, `w:br`; deleted words and field codes are other elements and stay out.
fn paragraphs(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() / 8);
    let mut in_text = false;
    // An element that never closes is not skipped, nor any after it: looking again would be quadratic.
    let mut closes = true;
    let mut pieces = Pieces::new(xml);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Open("w:t", closed) => in_text = !closed,
            Piece::Close("w:t") => in_text = false,
            Piece::Text(text) if in_text => out.push_str(&markup::unescape(text)),
            Piece::Open("w:tab", _) => out.push('\t'),
            Piece::Open("w:br" | "w:cr", _) | Piece::Close("w:p") | Piece::Open("w:p", true) => out.push('\n'),
            Piece::Open("w:noBreakHyphen", _) => out.push('-'),
            // The tab stops of a paragraph's looks are `w:tab` as well; a fallback says the same words again.
            Piece::Open(name @ ("w:pPr" | "w:rPr" | "mc:Fallback"), false) if closes => {
                closes = pieces.skip_element(name)
            }
            _ => {}
        }
    }
    out
}
