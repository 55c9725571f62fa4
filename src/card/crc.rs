//! CRC-32, as PNG and ZIP want it (ISO 3309; PNG 3rd ed., annex D). Knows bytes.
//!
//! Own code because of its weight in the page: rawzip's table for sixteen bytes at once is 17 KB after brotli, and no
//! table compresses. Sixteen numbers are made here when they are wanted.

/// Returns the check sum of bytes that stand in several pieces.
pub(super) fn crc32(pieces: &[&[u8]]) -> u32 {
    let mut table = [0_u32; 16];
    for (n, entry) in (0..).zip(&mut table) {
        *entry = (0..4).fold(n, |sum, _| if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xEDB8_8320 });
    }
    // Four bits at a time; the mask keeps every number within the table.
    let step = |sum: u32, bits: u32| sum >> 4 ^ table.get(((sum ^ bits) & 15) as usize).copied().unwrap_or_default();
    let bytes = pieces.iter().flat_map(|piece| piece.iter());
    !bytes.fold(!0, |sum, byte| step(step(sum, u32::from(*byte)), u32::from(byte >> 4)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_value_of_the_catalogue() {
        assert_eq!(crc32(&[b"123456789"]), 0xCBF4_3926);
        assert_eq!(crc32(&[b"12345", b"", b"6789"]), 0xCBF4_3926);
        assert_eq!(crc32(&[]), 0);
    }

    proptest! {
        #[test]
        fn it_agrees_with_another_implementation(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(crc32(&[&bytes]), rawzip::crc32(&bytes));
        }
    }
}
