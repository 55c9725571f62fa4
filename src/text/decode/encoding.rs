//! Which encoding bytes are in, judged over a few candidates. Knows how often characters occur; decodes nothing.

use std::sync::OnceLock;

use super::{Decoder, unicode};
use crate::text::is_han;

/// An encoding that transcripts come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
    /// Big5 with Hong Kong's characters.
    Big5,
    /// Shift_JIS as Windows has it.
    ShiftJis,
    /// Windows-1252, which holds Latin-1.
    Windows1252,
}

impl Encoding {
    /// Returns the WHATWG name in lower case.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::ShiftJis => "shift_jis",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// Says whether the encoding is older than Unicode and needs tables.
    pub fn is_legacy(self) -> bool {
        matches!(self, Self::Gb18030 | Self::Big5 | Self::ShiftJis | Self::Windows1252)
    }
}

/// The legacy candidates; of equally plausible ones the earlier counts, by how often they are met.
const LEGACY: [Encoding; 4] = [Encoding::Gb18030, Encoding::Big5, Encoding::ShiftJis, Encoding::Windows1252];

/// How many bytes of lines with bytes above 127 are judged.
const SAMPLE: usize = 8_192;

/// A broken file stays UTF-8 when it has so many whole sequences for each broken one.
/// GBK read as UTF-8 has one for five broken ones by chance.
const WHOLE_FOR_BROKEN: usize = 2;

/// The share of UTF-16 units that must be everyday ones.
const UTF16_EVERYDAY: f32 = 0.9;

/// What a character of decoded text says for an encoding. Sums are taken per character.
struct Plausibility {
    /// One of the frequent characters of `data/common.txt`, or Chinese punctuation.
    frequent: f32,
    /// Hiragana or katakana.
    kana: f32,
    /// Any other Chinese character: rare ones are what a wrong reading is made of.
    rare: f32,
    /// A Chinese character between two Latin letters: é and its neighbour misread.
    in_a_word: f32,
    /// An accented letter, a dash or a quotation mark with ASCII on a side.
    latin: f32,
    /// Two such letters in a row, and half-width katakana: two bytes of one character.
    doubled: f32,
    /// Private use, control characters, anything that no text has.
    never: f32,
    /// U+FFFD.
    broken: f32,
}

const PLAUSIBILITY: Plausibility = Plausibility {
    frequent: 3.0,
    kana: 2.0,
    rare: 0.0,
    in_a_word: -2.0,
    latin: 1.5,
    doubled: -1.5,
    never: -6.0,
    broken: -10.0,
};

/// Judges which encoding the bytes are in. UTF-8 when nothing speaks against it; an HTML page's word counts.
///
/// The legacy candidates are decoded as far as a sample goes, and the one whose text looks most like text wins.
pub fn detect(bytes: &[u8], decoder: &dyn Decoder) -> Encoding {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Encoding::Utf8;
    }
    // What most files are.
    if memchr::memchr(0, bytes).is_none() && str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    if let Some(utf16) = is_utf16(bytes) {
        return utf16;
    }
    if is_mostly_utf8(bytes) {
        return Encoding::Utf8;
    }
    let sample = sample(bytes);
    let read = |encoding: Encoding| plausibility(&decoder.decode(&sample, encoding));
    if let Some(declared) = declared(bytes).filter(|encoding| read(*encoding) > 0.0) {
        return declared;
    }
    let mut best = (Encoding::Windows1252, f32::NEG_INFINITY);
    for encoding in LEGACY {
        let score = read(encoding);
        if score > best.1 {
            best = (encoding, score);
        }
    }
    best.0
}

/// Says whether bytes are UTF-16, and of which order: by the mark, or because its units are everyday ones.
pub(super) fn is_utf16(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(Encoding::Utf16Le);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(Encoding::Utf16Be);
    }
    let head = bytes.get(..SAMPLE).unwrap_or(bytes);
    // ASCII pairs are Chinese units, too: valid UTF-8 without a NUL is no UTF-16.
    if memchr::memchr(0, head).is_none() && is_mostly_utf8(head) {
        return None;
    }
    let everyday = |unit: fn([u8; 2]) -> u16| {
        let text = unicode::utf16(head, unit);
        let (mut all, mut good, mut frequent) = (0.0_f32, 0.0_f32, 0.0_f32);
        for c in text.chars() {
            all += 1.0;
            let ascii = matches!(c, ' '..='~' | '\n' | '\r' | '\t');
            good += f32::from(u8::from(ascii || is_han(c) || is_kana(c) || is_latin(c) || is_chinese_mark(c)));
            frequent += f32::from(u8::from(ascii || is_frequent(c)));
        }
        // Two ASCII-like bytes of a legacy encoding look like rare characters; text has frequent ones.
        if good >= all * UTF16_EVERYDAY && frequent * 4.0 >= all { frequent / all.max(1.0) } else { 0.0 }
    };
    let (little, big) = (everyday(u16::from_le_bytes), everyday(u16::from_be_bytes));
    match (little > 0.0, big > 0.0) {
        (false, false) => None,
        _ if little >= big => Some(Encoding::Utf16Le),
        _ => Some(Encoding::Utf16Be),
    }
}

/// Says whether bytes are UTF-8, a few broken ones set aside.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= broken.saturating_mul(WHOLE_FOR_BROKEN)
}

/// Returns the first lines that have bytes above 127. No candidate has a line feed inside a character.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        let room = SAMPLE.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        sample.extend_from_slice(line.get(..room).unwrap_or(line));
    }
    sample
}

/// Returns the legacy encoding that an HTML page says it is in.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let name = head.get(at..)?.trim_ascii_start();
    let name = name.strip_prefix(b"\"").or_else(|| name.strip_prefix(b"'")).unwrap_or(name);
    match name.split(|byte| !byte.is_ascii_alphanumeric() && !b"-_".contains(byte)).next()? {
        b"gb2312" | b"gbk" | b"gb18030" | b"x-gbk" => Some(Encoding::Gb18030),
        b"big5" | b"big5-hkscs" | b"x-x-big5" => Some(Encoding::Big5),
        b"shift_jis" | b"shift-jis" | b"sjis" | b"x-sjis" | b"windows-31j" => Some(Encoding::ShiftJis),
        b"windows-1252" | b"iso-8859-1" | b"latin1" => Some(Encoding::Windows1252),
        _ => None,
    }
}

/// Returns how much a text looks like text, per byte that it took beyond ASCII.
fn plausibility(text: &str) -> f32 {
    let mut chars = text.chars().peekable();
    let mut before = '\n';
    let (mut sum, mut count) = (0.0, 0.0_f32);
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        if !(c.is_ascii() || c == char::REPLACEMENT_CHARACTER && after.is_none()) {
            // A character of the double-byte encodings stands for two of Windows-1252.
            count += if is_latin(c) || ('\u{80}'..='\u{FF}').contains(&c) { 0.5 } else { 1.0 };
            sum += worth(before, c, after.unwrap_or('\n'));
        }
        before = c;
    }
    sum / count.max(1.0)
}

/// Returns what one character between its neighbours says.
fn worth(before: char, c: char, after: char) -> f32 {
    let p = &PLAUSIBILITY;
    match c {
        char::REPLACEMENT_CHARACTER => p.broken,
        '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => p.never,
        '\u{FF61}'..='\u{FF9F}' => p.doubled,
        _ if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() && is_han(c) => p.in_a_word,
        _ if is_frequent(c) => p.frequent,
        _ if is_kana(c) => p.kana,
        _ if is_latin(c) && (before.is_ascii() && after.is_ascii()) => p.latin,
        _ if is_latin(c) && (before.is_ascii() || after.is_ascii()) => p.latin / 3.0,
        _ if is_latin(c) => p.doubled,
        _ => p.rare,
    }
}

/// Says whether a character is among the frequent ones of Chinese and Japanese text.
fn is_frequent(c: char) -> bool {
    static SORTED: OnceLock<Vec<char>> = OnceLock::new();
    let sorted = SORTED.get_or_init(|| {
        let lines = include_str!("../../data/common.txt").lines().filter(|line| !line.starts_with('#'));
        let mut sorted: Vec<char> = lines.flat_map(str::chars).collect();
        crate::order::order(&mut sorted, char::cmp);
        sorted
    });
    is_chinese_mark(c) || sorted.binary_search(&c).is_ok()
}

fn is_chinese_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '：'
            | '；'
            | '？'
            | '！'
            | '《'
            | '》'
            | '（'
            | '）'
            | '「'
            | '」'
            | '　'
            | '—'
            | '…'
    ) || matches!(c, '【' | '】' | '『' | '』' | '“' | '”' | '‘' | '’' | '·' | '０'..='９')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}')
}

/// Says whether a character is one of Windows-1252's letters, or what its texts use beside them.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{A0}'..='\u{FF}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | '€' | '™' | '–' | '‚' | '„' | '•')
}
