//! Labels: what could name a speaker at the beginning of a line. Shapes only; `voices` weighs them over the whole text.

use crate::text::{Span, is_blank, is_han, trim};

/// How a label is set off from what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `王毅：`
    Colon,
    /// `[傅莹]:`, `【记者】`
    Bracket,
    /// `### 唐鳳：`
    Heading,
    /// `**記者：…**`
    Bold,
    /// `Q    `
    Gap,
    /// `Q. `, `The President. `
    Stop,
}

/// A label that a line could begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The printed label without marks around it.
    pub(super) label: Span,
    /// The label without a note in brackets (陳天柱（喘氣聲）).
    pub(super) key: Span,
    /// What stands after it on the line, without blank space.
    pub(super) body: Span,
    /// How it is set.
    pub(super) form: Form,
}

/// The longest label, in bytes: 26 Han characters, or a long Latin name with an office.
const LONGEST: usize = 80;

/// Returns the label the line could begin with. The recognisers go from the most marked form to the least.
pub(super) fn candidate(text: &str, line: Span) -> Option<Candidate> {
    let first = *text.as_bytes().get(line.start as usize)?;
    // Most lines are prose that begins with a Han character and has no colon near: leave early.
    if (0xE4..=0xE9).contains(&first) {
        return colon(text, line, Form::Colon);
    }
    let (form, rest) = unmarked(text, line);
    bracket(text, rest, form)
        .or_else(|| letter(text, rest, form))
        .or_else(|| colon(text, rest, form))
        .or_else(|| stop(text, rest))
}

/// Takes Markdown's marks from the beginning of a line: `### `, `**`, `> `.
fn unmarked(text: &str, line: Span) -> (Form, Span) {
    let words = line.of(text);
    let inner = words.trim_start_matches(['#', '>', '*', '_', ' ', '\u{3000}'].as_slice());
    let marks = words.get(..words.len() - inner.len()).unwrap_or_default();
    let form = if marks.contains('#') {
        Form::Heading
    } else if marks.contains("**") {
        Form::Bold
    } else {
        Form::Colon
    };
    (form, Span::new(line.end as usize - inner.len(), line.end as usize))
}

/// `[傅莹]:` `【王毅】` `〔记者〕`
fn bracket(text: &str, line: Span, form: Form) -> Option<Candidate> {
    let words = line.of(text);
    let mut chars = words.chars();
    let close = match chars.next()? {
        '[' => ']',
        '【' => '】',
        '〔' => '〕',
        '［' => '］',
        '「' => '」',
        _ => return None,
    };
    let inside = chars.as_str();
    let length = inside.find(close).filter(|&n| n <= LONGEST)?;
    let open = words.len() - inside.len();
    let start = line.start as usize + open;
    let after = start + length + close.len_utf8();
    let rest = text.get(after..line.end as usize)?;
    let body = rest.trim_start_matches(|c| is_blank(c) || matches!(c, ':' | '：' | '*'));
    // 「…」 is a label only before a colon, otherwise a quotation; 【…】 in a heading is part of the title.
    if (close == '」' || form == Form::Heading) && rest.len() == body.len() {
        return None;
    }
    let form = if form == Form::Heading { form } else { Form::Bracket };
    make(text, Span::new(start, start + length), line.end as usize - body.len(), line.end as usize, form)
}

/// `Q:` `A.` `Q    Good afternoon` — a single letter and a mark or a gap of two blanks.
fn letter(text: &str, line: Span, form: Form) -> Option<Candidate> {
    let words = line.of(text);
    let rest = words.strip_prefix(['Q', 'A', 'P', 'R'].as_slice())?;
    let body = rest.trim_start_matches(is_blank);
    let gap = rest.len() - body.len();
    let marked = body.trim_start_matches([':', '：'].as_slice());
    let end = line.end as usize;
    let label = Span::new(line.start as usize, line.start as usize + 1);
    if marked.len() < body.len() {
        let marked = marked.trim_start_matches(|c| is_blank(c) || c == '*');
        return make(text, label, end - marked.len(), end, form);
    }
    if let Some(stopped) = rest.strip_prefix('.')
        && stopped.starts_with(is_blank)
    {
        return make(text, label, end - stopped.trim_start_matches(is_blank).len(), end, Form::Stop);
    }
    if body.is_empty() && form == Form::Bold || gap >= 2 || rest.starts_with('\t') {
        return make(text, label, end - body.len(), end, Form::Gap);
    }
    None
}

/// `王毅：` `MS. JEAN-PIERRE:` `Name: (00:24)`
fn colon(text: &str, line: Span, form: Form) -> Option<Candidate> {
    let start = line.start as usize;
    let window = text.as_bytes().get(start..(start + LONGEST + 3).min(line.end as usize))?;
    // The second byte of ： (EF BC 9A) tells it from ，！（ only with the third.
    let (at, width) = memchr::memchr2_iter(b':', 0x9A, window).find_map(|i| match window.get(i) {
        Some(b':') => Some((i, 1)),
        _ if i >= 2 && window.get(i - 2..=i) == Some(&[0xEF, 0xBC, 0x9A]) => Some((i - 2, 3)),
        _ => None,
    })?;
    let label = trim(text, Span::new(start, start + at));
    let rest = text.get(start + at + width..line.end as usize)?;
    // http://, 9:30
    let glued = width == 1 && rest.starts_with(['/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].as_slice());
    if glued {
        return None;
    }
    let body = rest.trim_start_matches(|c| is_blank(c) || c == '*');
    make(text, label, line.end as usize - body.len(), line.end as usize, form)
}

/// `The President. Thank you.` — accepted by `voices` only where `Q.` stands in the same text.
fn stop(text: &str, line: Span) -> Option<Candidate> {
    let words = line.of(text);
    let at = words.get(..words.len().min(LONGEST)).unwrap_or_default().find(". ")?;
    let name = words.get(..at)?;
    let words_in = name.split(' ').count();
    let titled = name.split(' ').all(|w| w.starts_with(char::is_uppercase));
    if !(2..=4).contains(&words_in) || !titled {
        return None;
    }
    let body = words.get(at + 1..)?.trim_start();
    let start = line.start as usize;
    make(text, Span::new(start, start + at), line.end as usize - body.len(), line.end as usize, Form::Stop)
}

/// Checks the label's shape and makes the candidate.
fn make(text: &str, label: Span, body: usize, end: usize, form: Form) -> Option<Candidate> {
    let label = trim_marks(text, label);
    let words = label.of(text);
    let name = words
        .find(['（', '('].as_slice())
        .map_or(words, |i| words.get(..i).unwrap_or(words))
        .trim_end_matches(is_blank);
    let key = Span::new(label.start as usize, label.start as usize + name.len());
    if !(if name.chars().any(is_han) { han_shape(name) } else { latin_shape(name) }) {
        return None;
    }
    Some(Candidate { label, key, body: Span::new(body, end), form })
}

fn trim_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let left = words.trim_start_matches(|c| is_blank(c) || matches!(c, '*' | '_' | '['));
    let start = span.start as usize + words.len() - left.len();
    let right = left.trim_end_matches(|c| is_blank(c) || matches!(c, '*' | '_' | ']'));
    Span::new(start, start + right.len())
}

/// A Chinese or Japanese label: short, without a mark that ends or divides a sentence.
fn han_shape(name: &str) -> bool {
    name.chars().count() <= 26
        && !name.contains(['，', '。', '！', '？', '；', '…', '“', '”', '、', ',', '?', '「'].as_slice())
}

/// Small words that may stand inside a Latin name or office.
const PARTICLES: [&str; 16] =
    ["of", "the", "de", "la", "van", "von", "for", "and", "del", "al", "bin", "da", "to", "der", "y", "el"];

/// A Latin label: at most eight words, each with a capital, a digit or a particle.
fn latin_shape(name: &str) -> bool {
    let mut words = name.split([' ', '\u{A0}', '-', '–'].as_slice()).filter(|w| !w.is_empty());
    let first_capital = name.starts_with(|c: char| c.is_uppercase());
    first_capital
        && name.len() <= 60
        && words.clone().count() <= 8
        && !name.contains(['?', '!', ';', '"', '“', '”'].as_slice())
        && words.all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || PARTICLES.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<(&str, &str, Form)>) {
        let got = candidate(line, Span::new(0, line.len()));
        assert_eq!(got.map(|c| (c.key.of(line), c.body.of(line), c.form)), expect, "{line}");
    }

    #[test]
    fn each_form_of_a_label_is_seen() {
        check("王毅：各位好", Some(("王毅", "各位好", Form::Colon)));
        check("记者:可否讲两句?", Some(("记者", "可否讲两句?", Form::Colon)));
        check("《中国日报》记者：据报道", Some(("《中国日报》记者", "据报道", Form::Colon)));
        check("[傅莹]:", Some(("傅莹", "", Form::Bracket)));
        check("【王毅】各位好", Some(("王毅", "各位好", Form::Bracket)));
        check("### 唐鳳：", Some(("唐鳳", "", Form::Heading)));
        check("**記者：請問？**", Some(("記者", "請問？**", Form::Bold)));
        check("Q    Good afternoon.", Some(("Q", "Good afternoon.", Form::Gap)));
        check("Q: Why?", Some(("Q", "Why?", Form::Colon)));
        check("MS. JEAN-PIERRE:  Hi.", Some(("MS. JEAN-PIERRE", "Hi.", Form::Colon)));
        check("The President. Thank you.", Some(("The President", "Thank you.", Form::Stop)));
        check("陳天柱（明顯喘氣聲）：我答緊！", Some(("陳天柱", "我答緊！", Form::Colon)));
    }

    #[test]
    fn prose_with_a_colon_is_no_label() {
        check("推动关系发生积极和深远的变化，就是：一是甲", None);
        check("Many people may want to ask this question: why?", None);
        check("http://news.qq.com/a", None);
        check("9:30 上午", None);
        check("“没有永远的朋友”：这句话", None);
    }
}
