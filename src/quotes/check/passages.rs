//! What was pasted, cut into sentences and the quotations in them. Knows punctuation and verbs of saying; knows no
//! transcript.

use crate::quotes::list;
use crate::text::{Span, fold, is_blank, trim};

/// Quotation marks that open, and what closes each. 《》 marks titles and quotes nothing.
const PAIRS: [(char, char); 12] = [
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('‘', '’'),
    ('﹁', '﹂'),
    ('﹃', '﹄'),
    ('｢', '｣'),
    ('〝', '〞'),
    ('«', '»'),
    ('„', '“'),
    ('"', '"'),
    ('＂', '＂'),
];

/// Verbs that bring somebody's words, as the last thing before them. Longer ones first where one ends another.
const SAYING: &str = "說 说 表示 指出 强调 強調 称 稱 重申 坦言 直言 回应 回應 回答 答 问 問 提问 提問 警告 宣布 提到 写道 \
    寫道 谈到 談到 声明 聲明 认为 認為 道 讲 講 表态 表態 金句 原话 原話 said says stated asked answered";

/// Omission marks as typed; the longest first. The first that fits counts.
const GAPS: &str = "[……] […] [...] ［……］ ［…］ 【……】 【…】 【...】 （……） （…） (...) (…) （略） (略) \
    （中略） …… ... …";

/// A sentence of what was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// The sentence.
    pub(super) whole: Span,
    /// The sentence without the words that say who says it; the same where there are none.
    pub(super) core: Span,
    /// What stands in it between quotation marks of the outermost level.
    pub(super) quotes: Vec<Quoted>,
}

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The words without the marks.
    pub(super) inner: Span,
    /// Whether a verb or a colon brings them, or nothing else stands there: then they are a quotation however short.
    pub(super) is_said: bool,
}

/// Cuts a text; `names` are those of the speakers.
pub(super) fn segments(text: &str, names: &[String]) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut quotes: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut end_segment = |from: &mut usize, to: usize, quotes: &mut Vec<Span>| {
        let whole = trim(text, Span::new(*from, to));
        if !whole.is_empty() {
            found.push(segment(text, whole, std::mem::take(quotes), names));
        }
        quotes.clear();
        *from = to;
    };
    let mut ended = false;
    let mut before = '\n';
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|next| next.1);
        let after = at + c.len_utf8();
        let rest = text.get(after..).unwrap_or_default();
        let closes = open.last().is_some_and(|(closer, _)| *closer == c);
        if closes && !is_apostrophe(c, before, next) {
            if let Some((_, from)) = open.pop()
                && open.is_empty()
            {
                quotes.push(Span::new(from, at));
                ended = is_end(before);
            }
        } else if let Some(closer) = opener(c, before, next, rest, open.is_empty()) {
            open.push((closer, after));
            ended = false;
        } else if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            // A quotation of several paragraphs is closed later; a mark without its like is none.
            if open.first().is_some_and(|(closer, _)| !rest.contains(*closer)) {
                if let Some((_, from)) = open.first() {
                    quotes.push(Span::new(*from, at));
                }
                open.clear();
            }
            if open.is_empty() {
                end_segment(&mut start, at, &mut quotes);
            }
            ended = false;
        } else if open.is_empty() && (is_end(c) || c == '.' && next.is_none_or(is_blank)) {
            ended = true;
        }
        let goes_on = next.is_some_and(|c| is_end(c) || "”’」』）)，、；：,".contains(c) || c == '.');
        let says_on = next.is_some_and(|c| matches!(c, '的' | '是' | '等'));
        if ended && open.is_empty() && !goes_on {
            if !(says_on && closes) {
                end_segment(&mut start, after, &mut quotes);
            }
            ended = false;
        }
        before = c;
    }
    if let Some((_, from)) = open.first() {
        quotes.push(Span::new(*from, text.len()));
    }
    end_segment(&mut start, text.len(), &mut quotes);
    found
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// A mark within a Latin word (don’t) closes nothing.
fn is_apostrophe(c: char, before: char, next: Option<char>) -> bool {
    c == '’' && before.is_ascii_alphanumeric() && next.is_some_and(|next| next.is_ascii_alphanumeric())
}

/// Returns what closes the quotation that this mark opens.
fn opener(c: char, before: char, next: Option<char>, rest: &str, is_outermost: bool) -> Option<char> {
    if c == '‘' && before.is_ascii_alphanumeric() {
        return None;
    }
    if let Some((_, closer)) = PAIRS.iter().find(|(opener, _)| *opener == c) {
        // Within a quotation “ may be the end of a „ only.
        let speaks = next.is_some_and(|next| !is_blank(next));
        return (speaks || is_outermost).then_some(*closer);
    }
    // ”…” as some keyboards type it.
    (is_outermost && c == '”' && rest.contains('”')).then_some('”')
}

fn segment(text: &str, whole: Span, quotes: Vec<Span>, names: &[String]) -> Segment {
    let core = core(text, whole, names);
    let quotes = quotes.into_iter().map(|inner| {
        let before = Span { start: whole.start, end: inner.start.max(whole.start) }.of(text);
        let after = Span { start: inner.end, end: whole.end.max(inner.end) }.of(text);
        let is_mark = |c: char| !c.is_alphanumeric();
        let alone = before.chars().all(is_mark) && after.chars().all(is_mark);
        let trimmed = before.trim_end_matches(super::super::select::is_quotation_mark).trim_end_matches(is_blank);
        let brought = trimmed.ends_with(['：', ':']) || says(trimmed.trim_end_matches(['，', ',', '：', ':']));
        let first = after.trim_start_matches(is_mark);
        let clause = first.split(|c| is_mark(c) && !is_blank(c)).next().unwrap_or_default();
        let tail = clause.chars().count() <= 16 && says(clause);
        Quoted { inner: trim(text, inner), is_said: alone || brought || tail }
    });
    Segment { whole, core, quotes: quotes.collect() }
}

/// Tells whether words end with a verb of saying.
pub(super) fn says(words: &str) -> bool {
    list(SAYING).any(|verb| words.ends_with(verb))
}

/// How much may stand before a colon or a verb that brings words, in characters.
const HEAD: usize = 40;

/// How far from the beginning the name ends whose verb brings words without a mark, in characters.
const NAME: usize = 12;

/// Returns a sentence without `王毅表示，` at its head and `，王毅说。` at its end.
fn core(text: &str, whole: Span, names: &[String]) -> Span {
    let words = whole.of(text);
    let head = words.char_indices().nth(HEAD).map_or(words.len(), |(at, _)| at);
    let head = words.get(..head).unwrap_or_default();
    let named = |words: &str| names.iter().any(|name| holds(words, name));
    let mut cut = 0;
    for (at, c) in head.char_indices() {
        let before = head.get(..at).unwrap_or_default();
        let clause = before.rsplit(['，', ',', '；', '。', '：']).next().unwrap_or_default();
        let brings = match c {
            '：' | ':' => named(before) || says(before) || clause.chars().count() <= 8,
            '，' | ',' => says(clause),
            _ => false,
        };
        if brings && (cut == 0 || says(clause)) {
            cut = at + c.len_utf8();
        }
    }
    if cut == 0 {
        let is_enough = |at: &usize| words.get(*at..).unwrap_or_default().chars().count() > 4;
        cut = after_verb(head, names).filter(is_enough).unwrap_or(0);
    }
    let rest = words.get(cut..).unwrap_or_default();
    let body = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    let tail = body.rfind(['，', ',', '—', '（', '(']).filter(|at| {
        let clause = body.get(*at..).unwrap_or_default();
        clause.chars().count() <= 14 && named(clause) && (says(clause) || !clause.starts_with(['，', ',']))
    });
    let end = tail.map_or(rest.len(), |at| at);
    let core = trim(text, Span::new(whole.start as usize + cut, whole.start as usize + cut + end));
    if core.of(text).chars().filter(|c| c.is_alphanumeric()).count() < 4 { whole } else { core }
}

/// `王毅说中国终将统一`: a name near the beginning and a verb after it, with nothing between that ends a clause.
fn after_verb(head: &str, names: &[String]) -> Option<usize> {
    let first = names.iter().filter_map(|name| head.find(name.as_str()).map(|at| at + name.len())).min()?;
    if head.get(..first)?.chars().count() > NAME {
        return None;
    }
    let clause = head.get(first..)?.split(|c: char| "，,。：:；".contains(c)).next()?;
    let verb = list(SAYING).filter(|verb| verb.chars().count() > 1 || matches!(*verb, "说" | "說"));
    let at = verb.filter_map(|verb| clause.find(verb).map(|at| at + verb.len())).min()?;
    (clause.get(..at)?.chars().count() <= 16).then_some(first + at)
}

/// Tells whether words hold a name, in any script.
pub(super) fn holds(words: &str, name: &str) -> bool {
    let folded = |text: &str| text.chars().map(fold).collect::<String>();
    !name.is_empty() && (words.contains(name) || folded(words).contains(&folded(name)))
}

/// Returns the pieces between omission marks, without empty ones; one piece where nothing is marked as left out.
pub(super) fn pieces_between_gaps(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let mark = list(GAPS).find(|gap| rest.starts_with(*gap));
        let length = mark.map_or(0, |gap| gap.len());
        if length > 0 {
            pieces.push((from, at));
            from = at + length;
        }
        at += length.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    pieces.push((from, words.len()));
    let base = span.start as usize;
    let pieces = pieces.into_iter().map(|(from, to)| Span::new(base + from, base + to));
    pieces.filter(|piece| piece.of(text).chars().any(super::super::letters::is_letter)).collect()
}

/// Returns the clauses of a passage, cut at its own punctuation.
pub(super) fn clauses(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    let base = span.start as usize;
    let mut clauses = Vec::new();
    let mut from = 0;
    let mut characters = words.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map_or(' ', |next| next.1);
        let within = c.is_ascii() && before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
        if !super::super::letters::is_letter(c) && !is_blank(c) && !within && c != '·' && c != '’' {
            clauses.push(Span::new(base + from, base + at));
            from = at + c.len_utf8();
        }
        before = c;
    }
    clauses.push(Span::new(base + from, base + words.len()));
    clauses.retain(|clause| clause.of(text).chars().any(super::super::letters::is_letter));
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &[&str])]) {
        let names = ["王毅".to_owned()];
        let found = segments(text, &names);
        let found: Vec<_> = found
            .iter()
            .map(|s| (s.core.of(text), s.quotes.iter().map(|q| q.inner.of(text)).collect::<Vec<_>>()))
            .collect();
        let expect: Vec<_> = expect.iter().map(|(core, quotes)| (*core, quotes.to_vec())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_sentence_ends_with_its_mark_outside_quotations() {
        check("中国终将统一。也必将统一！", &[("中国终将统一。", &[]), ("也必将统一！", &[])]);
        check("他说：“甲乙。丙丁。”我们走", &[("“甲乙。丙丁。”", &["甲乙。丙丁。"]), ("我们走", &[])]);
        check("所谓“为什么？”的问题", &[("所谓“为什么？”的问题", &["为什么？"])]);
    }

    #[test]
    fn all_kinds_of_marks_quote_and_title_marks_do_not() {
        check("甲「乙『丙』丁」戊\"己\"庚《辛》", &[("甲「乙『丙』丁」戊\"己\"庚《辛》", &["乙『丙』丁", "己"])]);
        check("”甲乙”", &[("”甲乙”", &["甲乙"])]);
        check("“甲乙", &[("“甲乙", &["甲乙"])]);
    }

    #[test]
    fn who_says_it_is_left_out() {
        check("王毅表示，中国终将统一。", &[("中国终将统一。", &[])]);
        check("3月7日，王毅在记者会上强调，中国终将统一。", &[("中国终将统一。", &[])]);
        check("王毅：中国终将统一", &[("中国终将统一", &[])]);
        check("王毅说中国终将统一", &[("中国终将统一", &[])]);
        check("中国终将统一，王毅说。", &[("中国终将统一", &[])]);
    }

    #[test]
    fn marked_gaps_are_found_in_every_spelling() {
        for gap in ["……", "…", "...", "[...]", "[……]", "（略）"] {
            let text = format!("甲乙{gap}丙丁");
            let pieces = pieces_between_gaps(&text, Span::new(0, text.len()));
            assert_eq!(pieces.iter().map(|piece| piece.of(&text)).collect::<Vec<_>>(), ["甲乙", "丙丁"], "{gap}");
        }
    }
}
