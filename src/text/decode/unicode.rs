//! Decoding of UTF-8 and UTF-16, as the WHATWG Encoding Standard says, byte order marks kept.

/// Decodes UTF-8; each maximal part of a broken sequence becomes one U+FFFD.
pub(super) fn utf8(bytes: &[u8]) -> String {
    // Nearly always valid, and then looked at once.
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), str::to_owned)
}

/// Decodes UTF-16 of either byte order; a lone surrogate and a lone last byte become U+FFFD.
pub(super) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}
