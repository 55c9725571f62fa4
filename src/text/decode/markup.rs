//! Tags and text: the little of HTML and XML that unwrapping needs. Knows syntax; knows no element's meaning.
//!
//! Own code because the tokenizers to be had weigh too much in the page: html5gum is 42 KB of brotli, its table of
//! 2,231 entities above all; and a worker has no DOMParser.

use std::borrow::Cow;

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, its entities as they stand.
    Text(&'a str),
    /// `<name …>`, and whether it ends in `/>`.
    Open(&'a str, bool),
    /// `</name>`.
    Close(&'a str),
}

/// The pieces of a document. Comments, doctypes and processing instructions are no pieces.
#[derive(Clone, Debug)]
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// How many bytes follow the last `>`: they are all text. Looking for one at every `<` would be quadratic.
    tail: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self { rest: document, tail: document.rsplit('>').next().map_or(0, str::len) }
    }

    /// Skips to just after the end tag that closes the element just opened, its like inside counted.
    /// Leaves everything as it is, and says so, where there is none.
    pub(super) fn skip_element(&mut self, name: &str) -> bool {
        let mut ahead = self.clone();
        let mut depth = 1;
        while let Some(piece) = ahead.next() {
            match piece {
                Piece::Open(open, false) if open.eq_ignore_ascii_case(name) => depth += 1,
                Piece::Close(close) if close.eq_ignore_ascii_case(name) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                *self = ahead;
                return true;
            }
        }
        false
    }

    /// Skips to just before `</name`, whatever stands there: what a script holds is no markup.
    pub(super) fn skip_raw(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some(at) = rest.find("</") {
            let (_, end) = rest.split_at_checked(at).unwrap_or_default();
            if end.get(2..2 + name.len()).is_some_and(|close| close.eq_ignore_ascii_case(name)) {
                self.rest = end;
                return;
            }
            rest = end.get(2..).unwrap_or_default();
        }
        self.rest = "";
    }

    /// Cuts what begins with `<` when it is markup; text such as `a < b` is none.
    fn tag(rest: &'a str) -> Option<(Option<Piece<'a>>, &'a str)> {
        let inside = rest.strip_prefix('<')?;
        if let Some(comment) = inside.strip_prefix("!--") {
            return Some((None, comment.split_once("-->").map_or("", |(_, after)| after)));
        }
        let first = inside.chars().next()?;
        if matches!(first, '!' | '?') {
            return Some((None, inside.split_once('>').map_or("", |(_, after)| after)));
        }
        let named = inside.strip_prefix('/').unwrap_or(inside);
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let (tag, after) = named.split_at_checked(end_of_tag(named)?)?;
        let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next()?;
        let piece = if first == '/' { Piece::Close(name) } else { Piece::Open(name, tag.ends_with('/')) };
        Some((Some(piece), after.strip_prefix('>')?))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while !self.rest.is_empty() {
            let tag = if self.rest.len() <= self.tail { None } else { Self::tag(self.rest) };
            match tag {
                Some((piece, after)) => {
                    self.rest = after;
                    if piece.is_some() {
                        return piece;
                    }
                }
                None if self.rest.len() <= self.tail => return Some(Piece::Text(std::mem::take(&mut self.rest))),
                None => {
                    // A `<` that begins no tag is text, and what follows it up to the next one.
                    let from = usize::from(self.rest.starts_with('<'));
                    let next = self.rest.get(from..).and_then(|rest| rest.find('<')).map(|at| at + from);
                    let (text, after) = self.rest.split_at_checked(next.unwrap_or(self.rest.len()))?;
                    self.rest = after;
                    return Some(Piece::Text(text));
                }
            }
        }
        None
    }
}

/// Returns where the `>` of a tag stands; one inside a quoted value does not count.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at),
            (b'"' | b'\'', None) if before == b'=' => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    // A quote that never closes: the tag ends at the first `>`.
    tag.find('>')
}

/// The longest entity name below, and room for digits.
const LONGEST_ENTITY: usize = 10;

/// The named entities that prose has.
const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("zwnj", "\u{200C}"),
    ("zwj", "\u{200D}"),
    ("shy", "\u{AD}"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("middot", "·"),
    ("bull", "•"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("times", "×"),
    ("permil", "‰"),
    ("sect", "§"),
    ("para", "¶"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("iexcl", "¡"),
    ("iquest", "¿"),
    ("aacute", "á"),
    ("eacute", "é"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("ntilde", "ñ"),
    ("Aacute", "Á"),
    ("Eacute", "É"),
    ("Iacute", "Í"),
    ("Oacute", "Ó"),
    ("Uacute", "Ú"),
    ("Ntilde", "Ñ"),
    ("agrave", "à"),
    ("egrave", "è"),
    ("igrave", "ì"),
    ("ograve", "ò"),
    ("ugrave", "ù"),
    ("acirc", "â"),
    ("ecirc", "ê"),
    ("icirc", "î"),
    ("ocirc", "ô"),
    ("ucirc", "û"),
    ("auml", "ä"),
    ("euml", "ë"),
    ("iuml", "ï"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("ccedil", "ç"),
    ("Ccedil", "Ç"),
    ("atilde", "ã"),
    ("otilde", "õ"),
    ("aring", "å"),
    ("oslash", "ø"),
    ("aelig", "æ"),
    ("oelig", "œ"),
    ("ordm", "º"),
    ("ordf", "ª"),
    ("larr", "←"),
    ("rarr", "→"),
    ("minus", "−"),
];

/// Returns text with its entities decoded; what is no known entity stays as it is.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some((before, mut rest)) = text.split_once('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(before);
    loop {
        let after = entity(rest).map(|(meaning, after)| {
            out.push_str(&meaning);
            after
        });
        rest = after.unwrap_or_else(|| {
            out.push('&');
            rest
        });
        match rest.split_once('&') {
            Some((plain, after)) => {
                out.push_str(plain);
                rest = after;
            }
            None => break,
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns what an entity means, and the text after it. `rest` begins after its `&`.
fn entity(rest: &str) -> Option<(Cow<'static, str>, &str)> {
    let end = rest.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let (name, after) = rest.split_at_checked(end)?;
    let after = after.strip_prefix(';')?;
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
        let code = hex.unwrap_or_else(|| number.parse()).ok()?;
        let c = char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
        return Some((Cow::Owned(c.to_string()), after));
    }
    let (_, meaning) = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some((Cow::Borrowed(*meaning), after))
}
