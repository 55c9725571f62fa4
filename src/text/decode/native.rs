//! The command line's decoder: encoding_rs, which has the same tables as a browser.

use super::{Decoder, Encoding};

/// Decodes with encoding_rs.
#[derive(Clone, Copy, Debug, Default)]
pub struct EncodingRs;

impl Decoder for EncodingRs {
    fn decode(&self, bytes: &[u8], encoding: Encoding) -> String {
        let encoding = encoding_rs::Encoding::for_label(encoding.label().as_bytes()).unwrap_or(encoding_rs::UTF_8);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}
