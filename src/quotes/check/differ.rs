//! Differences, character by character: what the quotation has and what stands there. Knows glyphs.

use super::align::Run;
use crate::quotes::letters::{Glyph, Reading, is_letter};
use crate::quotes::select::is_quotation_mark;
use crate::text::{Span, fold, is_blank};

/// In what two stretches differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Other punctuation, or none.
    Punctuation,
    /// Another kind of quotation mark.
    Quotes,
    /// Full width instead of half width, or the other way round.
    Width,
    /// Capital letters instead of small ones, or the other way round.
    Case,
    /// Traditional characters instead of simplified ones, or the other way round.
    Script,
    /// Words that the quotation leaves out, and says so.
    Omitted,
    /// Words that the quotation lacks.
    Missing,
    /// Words that only the quotation has.
    Added,
    /// Words in the place of others.
    Changed,
}

impl Kind {
    /// Returns the word for it in the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Punctuation => "punctuation",
            Self::Quotes => "quotes",
            Self::Width => "width",
            Self::Case => "case",
            Self::Script => "script",
            Self::Omitted => "omitted",
            Self::Missing => "missing",
            Self::Added => "added",
            Self::Changed => "changed",
        }
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In what.
    pub kind: Kind,
    /// Where in the source; empty where nothing stands there.
    pub span: Span,
    /// Where in what was pasted; empty where the quotation has nothing.
    pub at: Span,
    /// What stands in the source.
    pub source: String,
    /// What the quotation has.
    pub quoted: String,
}

/// Compares a passage with its runs. `runs` are in units of the two readings, in order.
pub(super) fn differences(pasted: &Reading, passage: Span, source: &Reading, runs: &[Run]) -> Vec<Difference> {
    let mut differ = Differ { pasted, source, found: Vec::new() };
    let first = pasted.glyphs.partition_point(|glyph| glyph.at.start < passage.start);
    let end = pasted.glyphs.partition_point(|glyph| glyph.at.start < passage.end);
    let mut next: Option<(usize, usize)> = None;
    for run in runs {
        for n in 0..run.length {
            let pair = (pasted.owner(run.quoted + n), source.owner(run.source + n));
            match next {
                // Before the first pair only letters count: a quotation may begin anywhere.
                None if has_letter(pasted.glyphs.get(first..pair.0)) => {
                    differ.gap(first..pair.0, pair.1..pair.1);
                }
                None => {}
                Some((quoted, _)) if quoted > pair.0 => continue,
                Some((quoted, from)) => differ.gap(quoted..pair.0, from..pair.1.max(from)),
            }
            differ.pair(pair);
            next = Some((pair.0 + 1, pair.1 + 1));
        }
    }
    if let Some((quoted, from)) = next {
        differ.tail(quoted..end.max(quoted), from);
    }
    differ.found
}

fn has_letter(glyphs: Option<&[Glyph]>) -> bool {
    glyphs.is_some_and(|glyphs| glyphs.iter().any(|glyph| is_letter(glyph.c)))
}

struct Differ<'a> {
    pasted: &'a Reading,
    source: &'a Reading,
    found: Vec<Difference>,
}

impl Differ<'_> {
    /// Compares one character with the one it is aligned with.
    fn pair(&mut self, (quoted, source): (usize, usize)) {
        let (Some(a), Some(b)) = (self.pasted.glyphs.get(quoted), self.source.glyphs.get(source)) else { return };
        if a.c != b.c {
            self.add(kind_of(a.c, b.c), quoted..quoted + 1, source..source + 1);
        }
    }

    /// Compares what stands between two pairs.
    fn gap(&mut self, quoted: core::ops::Range<usize>, source: core::ops::Range<usize>) {
        let (a, b) = (self.pasted.glyphs.get(quoted.clone()), self.source.glyphs.get(source.clone()));
        match (has_letter(a), has_letter(b)) {
            (true, true) => self.add(Kind::Changed, quoted, source),
            (true, false) => self.add(Kind::Added, quoted, source),
            (false, true) => {
                let is_marked = a.unwrap_or_default().iter().any(|glyph| glyph.c == '…')
                    || shown(a).contains("...")
                    || shown(a).contains('略');
                self.add(if is_marked { Kind::Omitted } else { Kind::Missing }, quoted, source);
            }
            (false, false) => self.marks(quoted, source),
        }
    }

    /// Compares marks with marks; blank space counts for nothing.
    fn marks(&mut self, quoted: core::ops::Range<usize>, source: core::ops::Range<usize>) {
        let marks = |glyphs: Option<&[Glyph]>| -> Vec<char> {
            glyphs.unwrap_or_default().iter().map(|glyph| glyph.c).filter(|c| !is_blank(*c)).collect()
        };
        let (a, b) = (marks(self.pasted.glyphs.get(quoted.clone())), marks(self.source.glyphs.get(source.clone())));
        if a == b {
            return;
        }
        let same = |is: fn(char, char) -> bool| a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| is(*a, *b));
        let kind = if same(|a, b| fold(a) == fold(b)) {
            Kind::Width
        } else if same(|a, b| a == b || is_quotation_mark(a) && is_quotation_mark(b)) {
            Kind::Quotes
        } else {
            Kind::Punctuation
        };
        self.add(kind, quoted, source);
    }

    /// Compares what follows the last pair: a mark with a mark, where both have one.
    fn tail(&mut self, quoted: core::ops::Range<usize>, from: usize) {
        if has_letter(self.pasted.glyphs.get(quoted.clone())) {
            self.add(Kind::Added, quoted, from..from);
            return;
        }
        let is_mark = |glyph: &&Glyph| !is_blank(glyph.c) && !is_quotation_mark(glyph.c);
        let mark = self.pasted.glyphs.get(quoted.clone()).unwrap_or_default().iter().find(is_mark);
        let rest = self.source.glyphs.get(from..).unwrap_or_default();
        let stands = rest.iter().take_while(|glyph| !is_letter(glyph.c)).find(is_mark);
        if let (Some(mark), Some(stands)) = (mark, stands) {
            let (at, to) = (mark.at, stands.at);
            let quoted = self.pasted.glyphs.iter().position(|glyph| glyph.at == at).unwrap_or(quoted.start);
            let source = from + rest.iter().position(|glyph| glyph.at == to).unwrap_or(0);
            if mark.c != '…' {
                self.marks(quoted..quoted + 1, source..source + 1);
            }
        }
    }

    /// Lists a difference, joined with the one before where the same goes on.
    fn add(&mut self, kind: Kind, quoted: core::ops::Range<usize>, source: core::ops::Range<usize>) {
        let (at, span) = (place(&self.pasted.glyphs, &quoted), place(&self.source.glyphs, &source));
        let (had, stands) = (shown(self.pasted.glyphs.get(quoted)), shown(self.source.glyphs.get(source)));
        if let Some(last) = self.found.last_mut()
            && last.kind == kind
            && last.at.end == at.start
            && last.span.end == span.start
        {
            last.at.end = at.end;
            last.span.end = span.end;
            last.quoted.push_str(&had);
            last.source.push_str(&stands);
            return;
        }
        self.found.push(Difference { kind, span, at, source: stands, quoted: had });
    }
}

fn kind_of(a: char, b: char) -> Kind {
    let is_wide = |c: char| matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{FFE5}');
    if is_wide(a) != is_wide(b) {
        Kind::Width
    } else if a.is_alphabetic() && a.is_lowercase() != b.is_lowercase() {
        Kind::Case
    } else {
        Kind::Script
    }
}

fn shown(glyphs: Option<&[Glyph]>) -> String {
    glyphs.unwrap_or_default().iter().map(|glyph| glyph.c).collect()
}

/// Returns where glyphs stand; where there are none, the empty place before the next.
fn place(glyphs: &[Glyph], range: &core::ops::Range<usize>) -> Span {
    let all = glyphs.get(range.clone()).unwrap_or_default();
    if let (Some(first), Some(last)) = (all.first(), all.last()) {
        return first.at.join(last.at);
    }
    let at = match glyphs.get(range.start) {
        Some(next) => next.at.start,
        None => glyphs.last().map_or(0, |last| last.at.end),
    };
    Span { start: at, end: at }
}
