//! Sentences: where one ends. Chinese, Japanese and Latin punctuation.

use super::{Span, lines::is_blank};

/// Words whose full stop ends no sentence. In the order of how often they stand in press conferences.
const ABBREVIATIONS: [&str; 40] = [
    "Mr", "Ms", "Mrs", "Dr", "U.S", "U.N", "U.K", "E.U", "St", "No", "Gen", "Sen", "Rep", "Gov", "Sgt", "Lt", "Col",
    "Adm", "Capt", "Prof", "Rev", "Jr", "Sr", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "Jan", "Feb", "Aug", "Sept",
    "Sep", "Oct", "Nov", "Dec", "Inc", "Sr", "Sra",
];

/// Returns the sentences of a piece of text, without the blank space between them.
///
/// A sentence ends after 。！？, or after . ! ? before blank space and a capital, with the closing marks that follow.
/// A semicolon ends none. A quoted sentence inside a longer one (“好吗？”的说法) ends none.
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let bytes = words.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(offset) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| may_end(b))) {
        at += offset;
        let Some(length) = terminator(bytes, at) else {
            at += 1;
            continue;
        };
        let latin = length == 1;
        let mut end = at + length;
        let mut quoted = false;
        let rest = words.get(end..).unwrap_or_default();
        for c in rest.chars() {
            if matches!(c, '。' | '！' | '？' | '!' | '?' | '.' | '…') {
                end += c.len_utf8();
            } else if matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"' | '\'' | '》' | '】' | '*') {
                quoted = true;
                end += c.len_utf8();
            } else {
                break;
            }
        }
        if ends(words, at, end, latin, quoted) {
            push(&mut found, text, span, start, end);
            start = end;
        }
        at = end;
    }
    push(&mut found, text, span, start, bytes.len());
    found
}

fn push(found: &mut Vec<Span>, text: &str, span: Span, start: usize, end: usize) {
    let base = span.start as usize;
    let sentence = super::lines::trim(text, Span::new(base + start, base + end));
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

/// A byte that can begin a terminator: 。 is E3 80 82, ！？ are EF BC 81 / 9F. Han characters begin with E4 to E9.
fn may_end(b: u8) -> bool {
    matches!(b, b'.' | b'!' | b'?' | 0xE3 | 0xEF)
}

fn terminator(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..at + 3) {
        Some([0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x81 | 0x9F]) => Some(3),
        _ => matches!(bytes.get(at), Some(b'.' | b'!' | b'?')).then_some(1),
    }
}

/// Tells whether the terminator at `at`, whose closing marks reach to `end`, ends a sentence.
fn ends(words: &str, at: usize, end: usize, latin: bool, quoted: bool) -> bool {
    let rest = words.get(end..).unwrap_or_default();
    let Some(next) = rest.chars().next() else { return true };
    if latin {
        let before = words.get(..at).unwrap_or_default();
        let han_before = before.chars().next_back().is_some_and(is_han);
        let stop = words.as_bytes().get(at) == Some(&b'.');
        if han_before && !stop {
            return !matches!(next, ',' | '，' | '、' | '的');
        }
        let next_word = rest.trim_start_matches(is_blank).chars().next();
        let starts =
            next_word.is_none_or(|c| c.is_uppercase() || is_han(c) || c.is_ascii_digit() || "“‘\"'([¿¡—-".contains(c));
        return is_blank(next) && starts && !(stop && abbreviated(before));
    }
    // After a closing mark the sentence goes on where the next mark or particle says so: “好吗？”的说法.
    !(matches!(next, '，' | '、' | '；' | '：' | '。' | '）' | '—')
        || quoted && matches!(next, '的' | '这' | '等' | '是' | '和' | '与' | '之' | '或' | '還' | '还'))
}

/// Tells whether the word before a full stop is an abbreviation or an initial (J. Smith).
fn abbreviated(before: &str) -> bool {
    let from = before.rfind(|c: char| !(c.is_alphanumeric() || c == '.')).map_or(0, |i| i + 1);
    // The index after a char that may be wide: fall back to the char boundary.
    let word = before.get(from..).unwrap_or_else(|| before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(""));
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() && word != "I";
    initial || ABBREVIATIONS.contains(&word)
}

/// Tells whether a character is Han, kana or hangul: writing without blank space between words.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '々' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let got: Vec<_> = sentences(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn a_semicolon_ends_no_sentence() {
        check("一是甲；二是乙。三是丙？", &["一是甲；二是乙。", "三是丙？"]);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check("他说：“好。”我们走。", &["他说：“好。”", "我们走。"]);
        check("所谓“为什么？”的问题，没有道理！！（笑）谢谢", &["所谓“为什么？”的问题，没有道理！！", "（笑）谢谢"]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        check(
            "Mr. Wang met the U.S. side. J. Smith asked at 3.5 percent. Yes?",
            &["Mr. Wang met the U.S. side.", "J. Smith asked at 3.5 percent.", "Yes?"],
        );
    }

    #[test]
    fn half_width_marks_after_han_end_a_sentence() {
        check("可否讲两句?谢谢", &["可否讲两句?", "谢谢"]);
    }
}
