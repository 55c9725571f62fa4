//! Units: what a line is made of and never breaks inside, with its width and the blank that may be given up.
//! Knows characters and ems; knows no line.

use super::class::{Class, begins_no_line, class, counts, ends_no_line, leans};
use super::words::are_a_word;
use crate::card::face::{Face, Measure, Weight, is_narrow_mark};
use crate::text::Span;

/// The gap between Han and Latin or digits, in em (CLREQ § 3.2.2): drawn, never inserted.
const GAP: f32 = 0.25;
/// The size at which widths are asked for, in CSS px: advances grow linearly.
const ASKED_AT: f32 = 100.0;

/// So many characters of a clause look lost at the end or the beginning of a line.
const STUB: usize = 2;

/// How a text is to be read for setting.
#[derive(Clone, Copy)]
pub struct Manner<'m> {
    /// BCP 47.
    pub language: &'m str,
    /// Whether the lines are columns.
    pub vertical: bool,
    /// The typeface.
    pub face: Face,
    /// Its weight.
    pub weight: Weight,
    /// Who knows widths.
    pub measure: &'m dyn Measure,
}

impl Manner<'_> {
    /// Tells whether the text is one of words and spaces.
    pub fn is_latin(&self) -> bool {
        !self.language.starts_with("zh") && self.language != "ja"
    }

    /// Returns a width in ems.
    pub fn ems(&self, text: &str) -> f32 {
        self.measure.advance(text, self.face, self.weight, ASKED_AT) / ASKED_AT
    }
}

/// How a unit is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A character in its own em.
    Cell,
    /// A mark in its own em (—— and ……: two).
    Mark,
    /// A word, set as a string; in a column, turned.
    Word,
    /// A number of one or two digits, upright in a column.
    Upright,
}

/// What never breaks. Widths in em of the text's size, along the line.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Where it stands in the text, in bytes, with the blank space after it.
    pub span: Span,
    /// Where its ink ends, in bytes.
    pub ink: u32,
    /// How it is drawn.
    pub kind: Kind,
    /// Its width, with the blank that belongs to a mark.
    pub width: f32,
    /// The blank before its ink, given up at a line's start.
    pub lead: f32,
    /// The blank after its ink, given up at a line's end.
    pub trail: f32,
    /// What stands between it and the next on the same line; negative where marks share their blank.
    pub after: f32,
    /// How much of the joint can be taken when something is to be pulled in.
    pub give: f32,
    /// Whether a line may end here.
    pub breaks: bool,
    /// How much a reader's breath minds a break here: 0 after a stop, 1 within a phrase.
    pub strain: f32,
    /// Whether it is a character of one's own, of which one alone makes no last line.
    pub is_full: bool,
}

/// Takes a text apart.
pub fn units(text: &str, manner: &Manner) -> Vec<Unit> {
    let pieces = pieces(text, manner.is_latin());
    let mut units: Vec<Unit> = Vec::with_capacity(pieces.len());
    let mut quotes = 0;
    let mut is_amount = false;
    for (n, piece) in pieces.iter().enumerate() {
        let ink = Span { start: piece.span.start, end: piece.ink }.of(text);
        let mut unit = shaped(ink, piece, manner);
        let (first, last) = (ink.chars().next().unwrap_or(' '), ink.chars().next_back().unwrap_or(' '));
        // A straight quotation mark opens and closes by turns.
        let opens = |quotes: usize| quotes % 2 == 1;
        quotes += ink.matches('"').count();
        if let Some(next) = pieces.get(n + 1) {
            let after = Span { start: next.span.start, end: next.ink }.of(text);
            let begins = after.chars().next().unwrap_or(' ');
            let blank = Span { start: piece.ink, end: piece.span.end }.of(text);
            let closes_next = begins == '"' && opens(quotes);
            // 14亿元, 190多个: what multiplies a number hands on to the unit behind it.
            is_amount = last.is_ascii_digit() || is_amount && "多余餘几幾十百千万萬亿億".contains(last);
            is_amount &= blank.is_empty();
            let counted = is_amount && counts(begins);
            unit.breaks = !(ends_no_line(last)
                || begins_no_line(begins)
                || counted
                || closes_next
                || last == '"' && opens(quotes));
            unit.strain = strain(last, begins, !blank.is_empty(), manner.is_latin());
            let mixed = (piece.class == Class::Word) != (next.class == Class::Word)
                && [piece.class, next.class].contains(&Class::Full)
                && !joins(first, last, begins);
            unit.after = match blank {
                "" if mixed => GAP,
                "" => 0.0,
                "\u{3000}" => 1.0,
                blank if mixed => manner.ems(blank).max(GAP),
                blank => manner.ems(&blank.replace(['\n', '\r', '\t'], " ")),
            };
            unit.give =
                if unit.after > 0.0 && !manner.is_latin() { unit.after * if mixed { 0.5 } else { 0.25 } } else { 0.0 };
        }
        units.push(unit);
    }
    share(&mut units);
    hold(&mut units);
    units
}

/// Minds a break more that would leave one or two characters of a clause behind, or carry them over.
fn hold(units: &mut [Unit]) {
    let pauses: Vec<bool> = units.iter().map(|unit| unit.strain == 0.0).collect();
    for (n, unit) in units.iter_mut().enumerate() {
        let near = |range: &[bool]| range.iter().any(|pause| *pause);
        let before = pauses.get(n.saturating_sub(STUB)..n).is_some_and(near);
        let after = pauses.get(n + 1..(n + 1 + STUB).min(pauses.len())).is_some_and(near);
        if unit.strain >= 1.0 && (before || after) {
            unit.strain += 0.6;
        }
    }
}

/// Tells whether Han and a sign next to it are one thing: no gap between 7 and ％, nor before a lone mark.
fn joins(first: char, last: char, begins: char) -> bool {
    let sign = |c: char| !c.is_alphanumeric() && !"%‰°$+-".contains(c);
    begins == '%'
        || begins == '°'
        || (last.is_ascii() && sign(last))
        || (begins.is_ascii() && sign(begins))
        || sign(first) && first.is_ascii()
}

/// A piece of the text before it is measured.
struct Piece {
    span: Span,
    ink: u32,
    class: Class,
}

fn pieces(text: &str, latin: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 3 + 1);
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let is_apostrophe = c == '’' && before.is_ascii_alphanumeric() && next.is_ascii_alphabetic();
        let kind = if is_apostrophe { Class::Word } else { class(c, latin) };
        let end = at + c.len_utf8();
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        if kind == Class::Space {
            // Blank space before the first word is not set.
            if let Some(last) = pieces.last_mut() {
                last.span.end = end;
            }
        } else if let Some(last) = pieces.last_mut().filter(|last| last.ink as usize == at && combines(c)) {
            (last.span.end, last.ink) = (end, end);
        } else {
            let joined = pieces.last_mut().filter(|last| {
                let touches = last.ink as usize == at && last.class == kind;
                let pair = matches!(kind, Class::Dash | Class::Dots) && before == c && last.ink - last.span.start == 3;
                touches && (pair || kind == Class::Word && !(latin && matches!(before, '—' | '–')))
            });
            match joined {
                Some(last) => (last.span.end, last.ink) = (end, end),
                None => pieces.push(Piece {
                    span: Span { start: u32::try_from(at).unwrap_or(u32::MAX), end },
                    ink: end,
                    class: kind,
                }),
            }
        }
        before = c;
    }
    pieces
}

/// Tells whether a character may stand in a number that is written out: 四分之三.
fn in_number(c: char) -> bool {
    "一二三四五六七八九十百千万亿萬億两兩分之几幾多余餘".contains(c)
}

/// Tells whether a character only changes the one before it.
fn combines(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Gives a piece its widths.
fn shaped(ink: &str, piece: &Piece, manner: &Manner) -> Unit {
    let hant = manner.language == "zh-Hant";
    let (kind, width, lead, trail) = match piece.class {
        Class::Full | Class::Space => (Kind::Cell, 1.0, 0.0, 0.0),
        Class::Open => (Kind::Mark, 1.0, 0.5, 0.0),
        Class::Close => (Kind::Mark, 1.0, 0.0, 0.5),
        // Where stops are centred in their em (zh-Hant), and for those that stand upright in a column.
        Class::Comma | Class::Stop if hant => (Kind::Mark, 1.0, 0.25, 0.25),
        Class::Comma | Class::Stop if "！？".contains(ink) && (manner.vertical || manner.language == "ja") => {
            (Kind::Mark, 1.0, 0.0, 0.0)
        }
        Class::Comma | Class::Stop if "：；".contains(ink) && (manner.vertical || manner.language == "ja") => {
            (Kind::Mark, 1.0, 0.25, 0.25)
        }
        Class::Comma | Class::Stop => (Kind::Mark, 1.0, 0.0, 0.5),
        Class::Middle => (Kind::Mark, 1.0, 0.25, 0.25),
        Class::Dash | Class::Dots => (Kind::Mark, if ink.len() > 3 { 2.0 } else { 1.0 }, 0.0, 0.0),
        Class::Word
            if manner.vertical && !manner.is_latin() && ink.len() <= 2 && ink.bytes().all(|b| b.is_ascii_digit()) =>
        {
            (Kind::Upright, 1.0, 0.0, 0.0)
        }
        Class::Word => (Kind::Word, manner.ems(ink), 0.0, 0.0),
    };
    Unit {
        span: piece.span,
        ink: piece.ink,
        kind,
        width,
        lead,
        trail,
        after: 0.0,
        give: 0.0,
        breaks: true,
        strain: 0.0,
        is_full: matches!(piece.class, Class::Full),
    }
}

/// Lets adjacent marks share their blank (CLREQ § 3.1.6.1: 2 em become 1.5), and notes what more a mark can give.
fn share(units: &mut [Unit]) {
    for n in 1..units.len() {
        let Some(([.., a], [b, ..])) = units.split_at_mut_checked(n) else { continue };
        if a.span.end != a.ink {
            continue;
        }
        if a.kind == Kind::Upright || b.kind == Kind::Upright {
            (a.after, a.give) = (0.0, 0.0);
        }
        let blank = a.trail + b.lead;
        if a.kind == Kind::Mark && b.kind == Kind::Mark {
            a.after = a.trail.min(b.lead) - blank;
            a.give = a.trail.min(b.lead) / 2.0;
        } else if blank > 0.0 {
            a.give = blank / 2.0;
        }
    }
}

/// Returns how much a break between two characters is minded.
fn strain(last: char, begins: char, spaced: bool, latin: bool) -> f32 {
    let pause = match last {
        '。' | '！' | '？' | '，' | '；' | '：' | '…' | '—' => 0.0,
        ',' | '.' | ';' | ':' | '!' | '?' | '–' => 0.0,
        '、' => 0.35,
        '”' | '’' | '」' | '』' | '）' | '》' => 0.5,
        _ if spaced && latin && last.is_ascii_digit() => 1.2,
        _ if spaced && latin => 0.45,
        _ if "“‘「『《（".contains(begins) => 0.5,
        '第' => 1.6,
        _ if !spaced && are_a_word(last, begins) => 1.7,
        _ if in_number(last) && (in_number(begins) || "多余餘几幾".contains(last) && counts(begins)) => 1.8,
        _ => 1.0,
    };
    if leans(begins) && pause > 0.0 { pause + 0.6 } else { pause }
}

/// Cuts a word that is longer than a line, as an emergency: after a mark inside it where there is one, else anywhere.
pub fn cut(text: &str, unit: &Unit, most: f32, manner: &Manner) -> Vec<Unit> {
    let mut parts = Vec::new();
    let ink = Span { start: unit.span.start, end: unit.ink }.of(text);
    let mut rest = ink;
    let mut at = unit.span.start;
    while !rest.is_empty() {
        let (mut end, mut soft) = (0, 0);
        for (i, c) in rest.char_indices() {
            let to = i + c.len_utf8();
            if i > 0 && manner.ems(rest.get(..to).unwrap_or_default()) > most {
                break;
            }
            end = to;
            if "-/.&=?_".contains(c) {
                soft = to;
            }
        }
        if end < rest.len() && soft * 2 > end {
            end = soft;
        }
        let (part, after) = rest.split_at_checked(end.max(1)).unwrap_or((rest, ""));
        let to = at + u32::try_from(part.len()).unwrap_or(0);
        let (kind, strain) = (Kind::Word, 2.0);
        let mut piece =
            Unit { ink: to, kind, strain, width: manner.ems(part), after: 0.0, give: 0.0, breaks: true, ..*unit };
        piece.span = Span { start: at, end: to };
        parts.push(piece);
        (rest, at) = (after, to);
    }
    if let Some(last) = parts.last_mut() {
        (last.span.end, last.after, last.give) = (unit.span.end, unit.after, unit.give);
        (last.breaks, last.strain) = (unit.breaks, unit.strain);
    }
    parts
}

/// Returns where a mark's glyph begins within its em, in em: a face that has it narrow puts its ink where ours is.
pub fn inset(mark: &str, unit: &Unit, manner: &Manner) -> f32 {
    let Some(c) = mark.chars().next().filter(|c| is_narrow_mark(*c)) else { return 0.0 };
    let own = manner.ems(c.encode_utf8(&mut [0; 4]));
    if own > 0.8 {
        return 0.0;
    }
    match (unit.lead > 0.0, unit.trail > 0.0) {
        (true, false) => 1.0 - own,
        (false, true) => 0.0,
        _ => (1.0 - own) / 2.0,
    }
}
