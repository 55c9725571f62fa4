//! The code of a link (QR, ISO/IEC 18004), as modules. Knows no picture and no link's meaning.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The largest code that is drawn: 57 modules a side, 213 bytes of link. On a card's 180 px a module then has 3 px, below
/// which cameras fail on a picture that a network made smaller. A link in its short form has some 60 bytes.
const LARGEST: u8 = 10;

/// Returns the code of a link, row by row, dark modules true, without the quiet zone of 4 modules that must be kept
/// around it (§ 6.3.8); `None` where the link is too long to be read from a picture.
///
/// A seventh of it may be lost (level M); where a code of the same size can lose more, it does.
pub fn modules(link: &str) -> Option<Vec<Vec<bool>>> {
    let segments = [QrSegment::make_bytes(link.as_bytes())];
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::new(LARGEST),
        None::<Mask>,
        true,
    );
    let code = code.ok().filter(|_| !link.is_empty())?;
    let side = code.size();
    Some((0..side).map(|y| (0..side).map(|x| code.get_module(x, y)).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_link_is_a_small_code() {
        let code = modules("https://example.org/shilu/#x2a1.p3.s1&doc=df04523f&w=7k2m0q").unwrap();
        assert_eq!(code.len(), 33);
        assert!(code.iter().all(|row| row.len() == code.len()));
        // The three finder patterns.
        let last = code.len() - 1;
        assert!(code[0][..7].iter().all(|dark| *dark) && code[last][..7].iter().all(|dark| *dark));
        assert!(code[0][last - 6..].iter().all(|dark| *dark) && !code[last][last]);
    }

    #[test]
    fn a_link_that_no_camera_could_read_has_no_code() {
        assert_eq!(modules(""), None);
        assert_eq!(modules(&"a".repeat(213)).map(|code| code.len()), Some(57));
        assert_eq!(modules(&"a".repeat(214)), None);
    }

    #[test]
    fn the_same_link_is_the_same_code() {
        assert_eq!(modules("https://例.中国/#x1"), modules("https://例.中国/#x1"));
    }
}
