//! Words in a PNG: international text chunks, written behind the header and read back. Knows PNG's chunks (3rd edition,
//! § 5.3 and § 11.3.3.4); knows no pixels and nothing of what the words say.
//!
//! Nothing of a picture is believed: a length is compared with what is there before anything is read, and words count
//! only with their right check sum.

use super::crc::crc32;

/// What a PNG begins with (§ 5.2).
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
/// The chunk for text in UTF-8.
const TEXT: &[u8] = b"iTXt";
/// A text beyond this many bytes is not read: a quotation with all that travels with it has some thousands.
pub const LARGEST: usize = 65_536;
/// A picture of more chunks than this is not read on: encoders cut pictures into some hundreds.
const MOST: usize = 100_000;

/// Why no words can be had from a PNG, or put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It does not begin as a PNG does.
    #[error("not a PNG picture")]
    NotPng,
    /// It ends before its end.
    #[error("the PNG picture is incomplete")]
    Incomplete,
    /// The words were damaged.
    #[error("the text in the PNG picture is damaged")]
    Damaged,
    /// Another program packed them, which Shilu never does; unpacking would weigh 3 KB in the page.
    #[error("the text in the PNG picture was packed by another program")]
    Packed,
    /// The words are longer than [`LARGEST`].
    #[error("the text in the PNG picture is too long")]
    TooLong,
    /// The same keyword stands there twice: which of them counts cannot be told.
    #[error("the PNG picture has the same text twice")]
    Twice,
}

/// Tells whether bytes begin as a PNG does.
pub fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Puts texts into a picture, each as a keyword (Latin letters, 1 to 79) and words, right behind the header; what stood
/// there under these keywords is taken out. Nothing else changes.
pub fn with_texts(png: &[u8], texts: &[(&str, &str)]) -> Result<Vec<u8>, Fault> {
    let mut written = Vec::with_capacity(png.len() + 1024);
    written.extend_from_slice(SIGNATURE);
    for (n, chunk) in Chunks::of(png)?.enumerate() {
        let chunk = chunk?;
        if n == 0 {
            written.extend_from_slice(chunk.whole);
            for (keyword, words) in texts {
                write(&mut written, keyword, words)?;
            }
        } else if !chunk.text().is_some_and(|text| texts.iter().any(|(keyword, _)| keyword.as_bytes() == text.keyword))
        {
            written.extend_from_slice(chunk.whole);
        }
    }
    Ok(written)
}

/// Writes a text chunk: keyword, uncompressed, no language, no translated keyword, words (§ 11.3.3.4).
fn write(out: &mut Vec<u8>, keyword: &str, words: &str) -> Result<(), Fault> {
    if words.len() > LARGEST || keyword.len() > 79 {
        return Err(Fault::TooLong);
    }
    let mut data = [keyword.as_bytes(), &[0; 5]].concat();
    // Words may not hold a zero.
    data.extend(words.bytes().map(|byte| if byte == 0 { b' ' } else { byte }));
    let length = u32::try_from(data.len()).map_err(|_| Fault::TooLong)?;
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(TEXT);
    out.extend_from_slice(&data);
    out.extend_from_slice(&crc32(&[TEXT, &data]).to_be_bytes());
    Ok(())
}

/// Returns the words that stand in a picture under a keyword.
pub fn text(png: &[u8], keyword: &str) -> Result<Option<String>, Fault> {
    let mut found = None;
    for chunk in Chunks::of(png)? {
        let chunk = match chunk {
            // Words with their right check sum are whole, whatever is missing behind them.
            Err(Fault::Incomplete) if found.is_some() => break,
            chunk => chunk?,
        };
        let Some(text) = chunk.text().filter(|text| text.keyword == keyword.as_bytes()) else { continue };
        if !chunk.is_intact() {
            return Err(Fault::Damaged);
        }
        if found.is_some() {
            return Err(Fault::Twice);
        }
        found = Some(text.words()?);
    }
    Ok(found)
}

/// A piece of a picture (§ 5.3).
struct Chunk<'p> {
    name: &'p [u8],
    data: &'p [u8],
    sum: [u8; 4],
    /// With its length, its name and its check sum.
    whole: &'p [u8],
}

impl<'p> Chunk<'p> {
    fn is_intact(&self) -> bool {
        crc32(&[self.name, self.data]).to_be_bytes() == self.sum
    }

    /// Takes a text chunk apart.
    fn text(&self) -> Option<Text<'p>> {
        if self.name != TEXT {
            return None;
        }
        let (keyword, rest) = cut(self.data)?;
        let (&[is_packed, _method], rest) = rest.split_first_chunk()?;
        let (_language, rest) = cut(rest)?;
        let (_translated, words) = cut(rest)?;
        Some(Text { keyword, is_packed: is_packed != 0, words })
    }
}

/// The fields of a text chunk that count here.
struct Text<'p> {
    keyword: &'p [u8],
    is_packed: bool,
    words: &'p [u8],
}

impl Text<'_> {
    fn words(&self) -> Result<String, Fault> {
        if self.is_packed {
            return Err(Fault::Packed);
        }
        if self.words.len() > LARGEST {
            return Err(Fault::TooLong);
        }
        std::str::from_utf8(self.words).map(str::to_owned).map_err(|_| Fault::Damaged)
    }
}

/// Returns what stands before the first zero, and what stands behind it.
fn cut(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    bytes.get(..at).zip(bytes.get(at + 1..))
}

/// The chunks of a picture, to its last one. What stands behind that is no part of it.
struct Chunks<'p> {
    rest: &'p [u8],
    count: usize,
    is_over: bool,
}

impl<'p> Chunks<'p> {
    /// Begins with the header, which must be the first.
    fn of(png: &'p [u8]) -> Result<Self, Fault> {
        let rest = png.strip_prefix(SIGNATURE).ok_or(Fault::NotPng)?;
        match rest.get(4..8) {
            Some(b"IHDR") => Ok(Self { rest, count: 0, is_over: false }),
            Some(_) => Err(Fault::NotPng),
            None => Err(Fault::Incomplete),
        }
    }

    fn cut(&mut self) -> Option<Chunk<'p>> {
        let (length, behind) = self.rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (name, behind) = behind.split_at_checked(4)?;
        let (data, behind) = behind.split_at_checked(length)?;
        let (sum, behind) = behind.split_first_chunk()?;
        let whole = self.rest.get(..self.rest.len() - behind.len())?;
        self.rest = behind;
        self.count += 1;
        Some(Chunk { name, data, sum: *sum, whole })
    }
}

impl<'p> Iterator for Chunks<'p> {
    type Item = Result<Chunk<'p>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let chunk = self.cut().filter(|_| self.count <= MOST);
        self.is_over = chunk.as_ref().is_none_or(|chunk| chunk.name == b"IEND");
        Some(chunk.ok_or(Fault::Incomplete))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A picture of one white pixel.
    const PIXEL: &[u8] = b"\x89PNG\r\n\x1A\n\
        \0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55\
        \0\0\0\nIDATx\x9Cc\xF8\x0F\0\x01\x01\x01\0\x1B\xB6\xEEV\
        \0\0\0\0IEND\xAEB`\x82";

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u32).to_be_bytes();
        [&length, name, data, &crc32(&[name, data]).to_be_bytes()].concat()
    }

    /// Puts bytes behind the header.
    fn behind_the_header(bytes: &[u8]) -> Vec<u8> {
        let (head, rest) = PIXEL.split_at(33);
        [head, bytes, rest].concat()
    }

    #[test]
    fn words_are_written_behind_the_header_and_read_back() {
        let written = with_texts(PIXEL, &[("shilu-card", "{“中”}"), ("Description", "没有")]).unwrap();
        assert_eq!(&written[37..52], b"iTXtshilu-card\0");
        assert_eq!(text(&written, "shilu-card"), Ok(Some("{“中”}".to_owned())));
        assert_eq!(text(&written, "Description"), Ok(Some("没有".to_owned())));
        assert_eq!(text(&written, "Title"), Ok(None));
        assert_eq!(text(PIXEL, "shilu-card"), Ok(None));
    }

    #[test]
    fn what_was_written_before_is_replaced() {
        let once = with_texts(PIXEL, &[("shilu-card", "甲"), ("Title", "乙")]).unwrap();
        let twice = with_texts(&once, &[("shilu-card", "丙")]).unwrap();
        assert_eq!(text(&twice, "shilu-card"), Ok(Some("丙".to_owned())));
        assert_eq!(text(&twice, "Title"), Ok(Some("乙".to_owned())));
        assert_eq!(with_texts(&twice, &[("shilu-card", "丙")]).unwrap(), twice);
    }

    #[test]
    fn words_that_another_program_packed_are_refused() {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib("实录".as_bytes(), 6);
        let data = [b"shilu-card\0\x01\0zh\0\0", &*packed].concat();
        assert_eq!(text(&behind_the_header(&chunk(TEXT, &data)), "shilu-card"), Err(Fault::Packed));
    }

    #[test]
    fn damaged_words_are_refused() {
        let good = with_texts(PIXEL, &[("shilu-card", "甲乙丙")]).unwrap();
        let mut wrong = good.clone();
        wrong[60] ^= 1;
        assert_eq!(text(&wrong, "shilu-card"), Err(Fault::Damaged));
        let ours = good.get(33..good.len() - (PIXEL.len() - 33)).unwrap();
        assert_eq!(text(&behind_the_header(&[ours, ours].concat()), "shilu-card"), Err(Fault::Twice));
        let data = [b"shilu-card\0\0\0\0\0", &[b'a'; LARGEST + 1][..]].concat();
        assert_eq!(text(&behind_the_header(&chunk(TEXT, &data)), "shilu-card"), Err(Fault::TooLong));
        let no_utf8 = behind_the_header(&chunk(TEXT, b"shilu-card\0\0\0\0\0\xFF"));
        assert_eq!(text(&no_utf8, "shilu-card"), Err(Fault::Damaged));
        assert_eq!(with_texts(PIXEL, &[("shilu-card", &"a".repeat(LARGEST + 1))]), Err(Fault::TooLong));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(text(b"<svg/>", "shilu-card"), Err(Fault::NotPng));
        assert_eq!(text(SIGNATURE, "shilu-card"), Err(Fault::Incomplete));
        assert_eq!(text(&[SIGNATURE, b"\0\0\0\0IDAT"].concat(), "shilu-card"), Err(Fault::NotPng));
        let huge = behind_the_header(b"\xFF\xFF\xFF\xFFiTXtshilu-card\0");
        assert_eq!(text(&huge, "shilu-card"), Err(Fault::Incomplete));
        assert_eq!(with_texts(&huge, &[]), Err(Fault::Incomplete));
    }

    #[test]
    fn words_are_whole_where_the_rest_is_missing() {
        let written = with_texts(PIXEL, &[("shilu-card", "甲")]).unwrap();
        assert_eq!(text(&written[..written.len() - 20], "shilu-card"), Ok(Some("甲".to_owned())));
        assert_eq!(text(&written[..45], "shilu-card"), Err(Fault::Incomplete));
    }

    proptest! {
        #[test]
        fn any_words_come_back(words in "\\PC{0,200}") {
            let written = with_texts(PIXEL, &[("shilu-card", &words)]).unwrap();
            prop_assert_eq!(text(&written, "shilu-card"), Ok(Some(words)));
        }

        #[test]
        fn no_bytes_make_it_fail_otherwise(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = with_texts(PIXEL, &[("shilu-card", "甲乙"), ("Description", "丙")]).unwrap();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(cut.index(bytes.len()) + 1);
            let _ = text(&bytes, "shilu-card");
            let _ = with_texts(&bytes, &[("shilu-card", "丁")]);
        }

        #[test]
        fn no_chunks_make_it_fail_otherwise(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = text(&behind_the_header(&bytes), "shilu-card");
            let _ = text(&behind_the_header(&chunk(TEXT, &bytes)), "shilu-card");
        }
    }
}
