//! What decoding must do, on fixtures written for it, and what it must never do, on random bytes.

use proptest::prelude::*;

use super::*;

const ENGLISH: &str = "MS. EXAMPLE: Well — that’s it. Don’t ask “why” again; café prices rose 3 %.\n";
const SPANISH: &str = "Pregunta: ¿Cuándo empezará la sesión, señora? Respuesta: Mañana, según está previsto.\n";
const SIMPLIFIED: &str =
    "路透社记者：请问发言人，下周的会议将讨论哪些问题？\n答：我们将适时发布消息，请大家保持关注。\n";
const TRADITIONAL: &str = "記者：請問發言人，下週的會議將討論哪些問題？\n答：我們會在適當時候公布，請大家留意。\n";
const JAPANESE: &str = "記者：来週の会議について、お聞きします。\n大臣：まだ決まっていませんが、よく検討します。\n";

fn read(bytes: &[u8], name: &str) -> Result<Decoded, DecodeError> {
    decode(bytes, name, &EncodingRs)
}

/// Encodes a text; UTF-16 is not encoding_rs's to write.
fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding_rs::Encoding::for_label(encoding.label().as_bytes()).unwrap().encode(text).0.into_owned(),
    }
}

fn texts_and_encodings() -> Vec<(&'static str, Encoding)> {
    use Encoding::{Big5, Gb18030, ShiftJis, Utf8, Utf16Be, Utf16Le, Windows1252};
    let mut all = vec![
        (SIMPLIFIED, Gb18030),
        (TRADITIONAL, Big5),
        (TRADITIONAL, Gb18030),
        (JAPANESE, ShiftJis),
        (SPANISH, Windows1252),
        (ENGLISH, Windows1252),
    ];
    for text in [ENGLISH, SPANISH, SIMPLIFIED, TRADITIONAL, JAPANESE] {
        all.extend([(text, Utf8), (text, Utf16Le), (text, Utf16Be)]);
    }
    all
}

fn chardetng_says(bytes: &[u8]) -> &'static str {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow).name()
}

/// Judges prefixes and repetitions of a text in an encoding; returns how many we and chardetng read right, of how many.
fn contest(text: &str, encoding: Encoding, lengths: &[usize]) -> (usize, usize, usize) {
    let (mut ours, mut theirs, mut all) = (0, 0, 0);
    for length in lengths {
        let part: String = text.chars().cycle().take(*length).collect();
        let bytes = encode(&part, encoding);
        if bytes.is_ascii() {
            continue; // nothing to judge
        }
        let rightly = |label: &str| {
            let read = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            read.decode_without_bom_handling(&bytes).0 == part
        };
        all += 1;
        let found = detect(&bytes, &EncodingRs).label();
        if !rightly(found) {
            println!("{encoding:?} {length}: {found} for {part:.60}");
        }
        ours += usize::from(rightly(found));
        theirs += usize::from(rightly(chardetng_says(&bytes)));
    }
    (ours, theirs, all)
}

#[test]
fn every_encoding_is_told_from_twelve_characters_on() {
    let lengths = [12, 16, 20, 30, 40, 64, 100, 300, 1000, 5000];
    let (mut ours, mut theirs, mut all) = (0, 0, 0);
    for (text, encoding) in texts_and_encodings() {
        let utf16 = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        let (we, they, of) = contest(text, encoding, &lengths);
        assert_eq!(we, of, "{encoding:?} of {text}");
        // chardetng does not look for UTF-16.
        if !utf16 {
            (ours, theirs, all) = (ours + we, theirs + they, all + of);
        }
    }
    println!("{ours} of {all} read right; chardetng: {theirs}");
    assert!(ours >= theirs);
}

#[test]
fn real_transcripts_are_told_as_well_as_chardetng_tells_them() {
    let root = std::env::var("SHILU_TEXTS").unwrap_or_else(|_| "../shared".to_owned());
    let Ok(folder) = std::fs::read_dir(format!("{root}/transcripts")) else {
        println!("skipped: no transcripts in {root}");
        return;
    };
    let (mut ours, mut theirs, mut all) = (0, 0, 0);
    for entry in folder {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        use Encoding::{Big5, Gb18030, ShiftJis, Utf8, Utf16Be, Utf16Le, Windows1252};
        for encoding in [Utf8, Utf16Le, Utf16Be, Gb18030, Big5, ShiftJis, Windows1252] {
            let bytes = encode(&text, encoding);
            let (back, _) = encoding_rs::Encoding::for_label(encoding.label().as_bytes())
                .unwrap()
                .decode_without_bom_handling(&bytes);
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let legacy_japanese = encoding == ShiftJis && !name.starts_with("ja");
            if back != text || legacy_japanese {
                continue; // not to be said in this encoding, or by nobody
            }
            let (we, they, of) = contest(&text, encoding, &[24, 100, 1000, text.chars().count()]);
            if we < of {
                println!("{name} in {encoding:?}: {we} of {of}; chardetng {they}");
            }
            if encoding.is_legacy() || encoding == Utf8 {
                (ours, theirs, all) = (ours + we, theirs + they, all + of);
            }
        }
    }
    println!("{ours} of {all} read right; chardetng: {theirs}");
    assert!(ours >= theirs);
}

#[test]
fn a_text_comes_back_from_every_encoding() {
    for (text, encoding) in texts_and_encodings() {
        let decoded = read(&encode(text, encoding), "a.txt").unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        assert_eq!((decoded.form, decoded.undecodable), (Form::Plain, Vec::new()));
    }
}

#[test]
fn a_byte_order_mark_stays() {
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
        let marked = format!("\u{FEFF}{SIMPLIFIED}");
        let decoded = read(&encode(&marked, encoding), "").unwrap();
        assert_eq!((decoded.text, decoded.encoding), (marked, encoding));
    }
}

#[test]
fn broken_utf8_stays_utf8_and_says_where() {
    let mut bytes = SIMPLIFIED.as_bytes().to_vec();
    bytes[3] = 0xFF;
    bytes.truncate(bytes.len() - 2);
    let decoded = read(&bytes, "").unwrap();
    assert_eq!(decoded.encoding, Encoding::Utf8);
    assert!(decoded.text.starts_with("路\u{FFFD}\u{FFFD}\u{FFFD}社记者"), "{}", decoded.text);
    assert_eq!(decoded.undecodable.len(), 2);
    assert_eq!(decoded.undecodable[0], Span::new(3, 12));
}

#[test]
fn a_page_says_its_encoding() {
    let page = "<html><head><meta charset=\"gbk\"></head><body><p>翟隽</p><p>毛</p></body></html>";
    let decoded = read(&encode(page, Encoding::Gb18030), "a.html").unwrap();
    assert_eq!((decoded.text.as_str(), decoded.encoding), ("翟隽\n\n毛", Encoding::Gb18030));
}

#[test]
fn what_is_no_text_is_named() {
    let utf16_of_nothing = [0xFF, 0xFE];
    for (bytes, error) in [
        (&b""[..], DecodeError::Empty),
        (b" \r\n\t", DecodeError::Empty),
        ("\u{FEFF}\u{3000}\n".as_bytes(), DecodeError::Empty),
        (&utf16_of_nothing, DecodeError::Empty),
        (b"%PDF-1.7\n", DecodeError::Pdf),
        (b"\x89PNG\r\n\x1a\n....", DecodeError::Picture),
        (b"\xFF\xD8\xFF\xE0....", DecodeError::Picture),
        (b"RIFF....WEBPVP8 ", DecodeError::Picture),
        (b"RIFF....WAVEfmt ", DecodeError::Media),
        (b"\0\0\0\x20ftypisom", DecodeError::Media),
        (b"\0\0\0\x20ftypheic", DecodeError::Picture),
        (b"ID3\x04", DecodeError::Media),
        (b"\xFF\xFB\x90\x64", DecodeError::Media),
        (b"\x1F\x8B\x08", DecodeError::Archive),
        (b"PK\x03\x04 and nothing after", DecodeError::Archive),
        (b"{\\rtf1\\ansi", DecodeError::OldWord),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", DecodeError::OldWord),
        (b"\x7FELF\x02\x01", DecodeError::Binary),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0", DecodeError::Binary),
        (&[0; 500], DecodeError::Binary),
    ] {
        assert_eq!(read(bytes, "a.txt").map(|decoded| decoded.text), Err(error), "{bytes:?}");
    }
    assert_eq!(read(&vec![b'a'; LARGEST + 1], "").map(|_| ()), Err(DecodeError::TooLarge));
}

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/decode/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Reads a fixture and compares with what stands beside it; blank space at the very end does not count.
#[track_caller]
fn check(name: &str, bytes: &[u8], form: Form, expected: &str) {
    let decoded = read(bytes, name).unwrap();
    assert_eq!(decoded.form, form, "{name}");
    assert_eq!(decoded.text.trim_end(), expected.trim_end(), "{name}");
}

#[test]
fn a_saved_page_becomes_its_text() {
    let (page, expected) = (fixture("page.html"), fixture("page.txt"));
    check("page.html", page.as_bytes(), Form::Html, &expected);
    check("page.txt", page.as_bytes(), Form::Html, &expected);
    check("page.htm", &encode(&page, Encoding::Utf16Le), Form::Html, &expected);
    check("page.md", page.as_bytes(), Form::Plain, &page);
    assert_eq!(unwrap_pasted("<p>问：好？</p><p>答：好。</p>".to_owned()).text, "问：好？\n\n答：好。");
    check("", b"Is 1 < 2 and 3 > 2?", Form::Plain, "Is 1 < 2 and 3 > 2?");
    check("a.html", "<title>记者会</title><body>答<nav>：好".as_bytes(), Form::Html, "答：好");
    check("a.html", "<head><title>记者会</title></head><body>答：好".as_bytes(), Form::Html, "记者会\n\n答：好");
}

#[test]
fn subtitles_become_running_text() {
    let (srt, expected) = (fixture("cues.srt"), fixture("cues.txt"));
    check("cues.srt", srt.as_bytes(), Form::Subtitles, &expected);
    check("", srt.replace('\n', "\r\n").as_bytes(), Form::Subtitles, &expected);
    let (vtt, expected) = (fixture("voices.vtt"), fixture("voices.txt"));
    check("voices.vtt", vtt.as_bytes(), Form::Subtitles, &expected);
    check("", vtt.as_bytes(), Form::Subtitles, &expected);
}

/// Makes a Word document around the words of one.
fn docx(xml: &[u8], method: rawzip::CompressionMethod) -> Vec<u8> {
    use std::io::Write;
    let mut archive = rawzip::ZipArchiveWriter::new(Vec::new());
    for (name, content) in [("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", xml)] {
        let (mut entry, _) = archive.new_file(name).compression_method(method).start().unwrap();
        let packed = match method {
            rawzip::CompressionMethod::DEFLATE => miniz_oxide::deflate::compress_to_vec(content, 6),
            _ => content.to_vec(),
        };
        entry.write_all(&packed).unwrap();
        let size = u64::try_from(content.len()).unwrap();
        entry.finish(rawzip::DataDescriptorOutput::new(rawzip::crc32(content), size)).unwrap();
    }
    archive.finish().unwrap()
}

#[test]
fn a_word_document_becomes_its_text() {
    let (xml, expected) = (fixture("document.xml"), fixture("document.txt"));
    for method in [rawzip::CompressionMethod::DEFLATE, rawzip::CompressionMethod::STORE] {
        check("a.docx", &docx(xml.as_bytes(), method), Form::Docx, &expected);
    }
    let broken = docx(xml.as_bytes(), rawzip::CompressionMethod::new(12));
    assert_eq!(read(&broken, "a.docx").map(|_| ()), Err(DecodeError::BrokenDocx));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in "[a-z]{0,3}\\.(html|srt|vtt|docx|txt)") {
        let _ = read(&bytes, &name);
    }

    #[test]
    fn any_markup_is_read(text in "(<p>|</p>|<nav>|<script>|</scr|<!--|-->|<|>|&amp;|&#x|;|\"|='|字|a| |\n|<v A>|1\n00:01.000 --> 00:02.000\n|\\{\\\\an){0,60}") {
        let page = format!("<html>{text}");
        let _ = read(page.as_bytes(), "a.html");
        let _ = subtitles::text(&text);
        for piece in markup::Pieces::new(&text) {
            prop_assert!(!matches!(piece, markup::Piece::Text("")));
        }
    }

    #[test]
    fn plain_utf8_comes_back_as_it_is(text in "[^<\0-\u{1f}\u{7f}]{1,80}") {
        prop_assume!(!text.chars().all(is_blank) && !text.starts_with(['%', 'P', 'I', 'O', 'f', 'B', 'R', '{', '7', 'S']) );
        prop_assume!(text.get(4..8) != Some("ftyp"));
        let decoded = read(text.as_bytes(), "a.txt").unwrap();
        prop_assert_eq!(decoded.text, text);
    }

    #[test]
    fn a_damaged_word_document_is_refused_or_read(at in 0_usize..400, byte in any::<u8>()) {
        let mut bytes = docx(fixture("document.xml").as_bytes(), rawzip::CompressionMethod::DEFLATE);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = read(&bytes, "a.docx");
    }
}
