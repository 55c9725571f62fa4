//! The browser's tables of legacy encodings.

use web_sys::TextDecoder;

use crate::text::decode::{Decoder, Encoding};

/// Decodes with TextDecoder, in a page or in a worker.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserDecoder;

impl Decoder for BrowserDecoder {
    fn decode(&self, bytes: &[u8], encoding: Encoding) -> String {
        let decoder = TextDecoder::new_with_label(encoding.label());
        // Every browser knows these encodings (Encoding Standard, § 4.2), and does not mind broken bytes.
        decoder.and_then(|decoder| decoder.decode_with_u8_array(bytes)).unwrap_or_default()
    }
}
