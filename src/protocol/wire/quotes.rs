//! What is asked of quotations and what comes back, as bytes and back.

use super::search::{mark, read_mark, texts};
use super::{Reader, cards, list, number, optional, place, read_list, text};
use crate::library::Field;
use crate::messages::Ui;
use crate::protocol::{Answered, Asking, Checked, Held, Piece, Point, Standing, Suggested};
use crate::quotes::Orphan;
use crate::quotes::check::{Kind, Verdict, Warning};
use crate::quotes::collection::Kept;
use crate::quotes::quote::Fault;
use crate::quotes::suggest::Reason;
use crate::transcript::Role;

// Each by its number in a message.
const ROLES: [Role; 5] = [Role::Question, Role::Answer, Role::Statement, Role::Moderator, Role::Scene];
const FAULTS: [Fault; 3] = [Fault::Empty, Fault::SeveralTurns, Fault::OutOfOrder];
const ORPHANS: [Orphan; 3] = [Orphan::NoPlace, Orphan::Gone, Orphan::Ambiguous];
const VERDICTS: [Verdict; 6] =
    [Verdict::Verbatim, Verdict::OtherSpeaker, Verdict::Omission, Verdict::Stitched, Verdict::Altered, Verdict::Absent];
const WARNINGS: [Warning; 2] = [Warning::Negation, Warning::Quoted];
const KINDS: [Kind; 9] = [
    Kind::Punctuation,
    Kind::Quotes,
    Kind::Width,
    Kind::Case,
    Kind::Script,
    Kind::Omitted,
    Kind::Missing,
    Kind::Added,
    Kind::Changed,
];
const REASONS: [Reason; 9] = [
    Reason::Antithesis,
    Reason::Parallel,
    Reason::Echo,
    Reason::Contrast,
    Reason::Frame,
    Reason::Metaphor,
    Reason::Stand,
    Reason::Saying,
    Reason::Length,
];

fn one<T: PartialEq>(out: &mut Vec<u8>, all: &[T], one: &T) {
    number(out, place(all, one));
}

fn read_one<T: Copy>(reader: &mut Reader<'_>, all: &[T]) -> Option<T> {
    all.get(reader.number()?).copied()
}

/// Writes one of several, or none.
fn maybe<T: PartialEq>(out: &mut Vec<u8>, all: &[T], one: Option<&T>) {
    number(out, one.map_or(0, |one| 1 + place(all, one)));
}

fn read_maybe<T: Copy>(reader: &mut Reader<'_>, all: &[T]) -> Option<Option<T>> {
    match reader.number()? {
        0 => Some(None),
        n => all.get(n - 1).copied().map(Some),
    }
}

fn point(out: &mut Vec<u8>, point: &Point) {
    text(out, &point.block);
    number(out, point.at);
}

fn read_point(reader: &mut Reader<'_>) -> Option<Point> {
    Some(Point { block: reader.owned()?, at: reader.number()? })
}

pub(super) fn asking(out: &mut Vec<u8>, asking: &Asking) {
    match asking {
        Asking::Take { n, from, to, base, ui } => {
            number(out, 0);
            number(out, *n);
            point(out, from);
            point(out, to);
            optional(out, base.as_deref());
            one(out, &Ui::ALL, ui);
        }
        Asking::Check { text: pasted, only } => {
            number(out, 1);
            text(out, pasted);
            number(out, only.map_or(0, |n| n + 1));
        }
        Asking::Suggest(n) => {
            number(out, 2);
            number(out, *n);
        }
        Asking::Resolve { fragment, shown, everywhere } => {
            number(out, 3);
            text(out, fragment);
            number(out, *shown);
            number(out, usize::from(*everywhere));
        }
        Asking::Card { fragment, shown, kept, base, ui } => {
            number(out, 4);
            text(out, fragment);
            number(out, *shown);
            list(out, kept, |out, n| number(out, *n));
            optional(out, base.as_deref());
            one(out, &Ui::ALL, ui);
        }
    }
}

pub(super) fn read_asking(reader: &mut Reader<'_>) -> Option<Asking> {
    Some(match reader.number()? {
        0 => Asking::Take {
            n: reader.number()?,
            from: read_point(reader)?,
            to: read_point(reader)?,
            base: reader.optional()?,
            ui: read_one(reader, &Ui::ALL)?,
        },
        1 => Asking::Check { text: reader.owned()?, only: reader.number()?.checked_sub(1) },
        2 => Asking::Suggest(reader.number()?),
        3 => Asking::Resolve { fragment: reader.owned()?, shown: reader.number()?, everywhere: reader.number()? != 0 },
        4 => Asking::Card {
            fragment: reader.owned()?,
            shown: reader.number()?,
            kept: read_list(reader, Reader::number)?,
            base: reader.optional()?,
            ui: read_one(reader, &Ui::ALL)?,
        },
        _ => return None,
    })
}

/// Writes what would be kept: texts only, because the numbers of a record are the page's business.
fn kept(out: &mut Vec<u8>, kept: &Kept) {
    for (_, field) in kept.fields() {
        let words = if let Field::Text(words) = field { Some(words) } else { None };
        optional(out, words.as_deref());
    }
}

fn read_kept(reader: &mut Reader<'_>) -> Option<Kept> {
    let names = Kept::default().fields().map(|(name, _)| name);
    let mut values = Vec::with_capacity(names.len());
    for name in names {
        let field = match reader.optional()? {
            Some(words) => Field::Text(words),
            None if matches!(name, "position" | "kept") => Field::Number(0),
            None => Field::Missing,
        };
        values.push((name, field));
    }
    Kept::read(&|key| values.iter().find(|(name, _)| *name == key).map_or(Field::Missing, |(_, field)| field.clone()))
}

fn taken(out: &mut Vec<u8>, taken: &Held) {
    kept(out, &taken.kept);
    list(out, &taken.marks, mark);
    maybe(out, &ROLES, taken.role.as_ref());
    number(out, taken.exchange);
    number(out, usize::from(taken.is_inferred));
    let words = [&taken.language, &taken.attribution, &taken.plain, &taken.html, &taken.markdown];
    for words in words.into_iter().chain([&taken.fragment, &taken.short, &taken.directive]) {
        text(out, words);
    }
    texts(out, &taken.citations);
}

fn read_taken(reader: &mut Reader<'_>) -> Option<Held> {
    Some(Held {
        kept: read_kept(reader)?,
        marks: read_list(reader, read_mark)?,
        role: read_maybe(reader, &ROLES)?,
        exchange: reader.number()?,
        is_inferred: reader.number()? != 0,
        language: reader.owned()?,
        attribution: reader.owned()?,
        plain: reader.owned()?,
        html: reader.owned()?,
        markdown: reader.owned()?,
        fragment: reader.owned()?,
        short: reader.owned()?,
        directive: reader.owned()?,
        citations: read_list(reader, Reader::owned)?,
    })
}

fn checked(out: &mut Vec<u8>, checked: &Checked) {
    text(out, &checked.words);
    one(out, &VERDICTS, &checked.verdict);
    list(out, &checked.warnings, |out, warning| one(out, &WARNINGS, warning));
    list(out, &checked.places, |out, standing: &Standing| {
        number(out, standing.n);
        list(out, &standing.marks, mark);
        text(out, &standing.speaker);
        number(out, standing.exchange);
        list(out, &standing.pieces, |out, piece: &Piece| {
            maybe(out, &KINDS, piece.kind.as_ref());
            text(out, &piece.source);
            text(out, &piece.quoted);
        });
    });
}

fn read_checked(reader: &mut Reader<'_>) -> Option<Checked> {
    let read_piece = |reader: &mut Reader<'_>| {
        Some(Piece { kind: read_maybe(reader, &KINDS)?, source: reader.owned()?, quoted: reader.owned()? })
    };
    Some(Checked {
        words: reader.owned()?,
        verdict: read_one(reader, &VERDICTS)?,
        warnings: read_list(reader, |reader| read_one(reader, &WARNINGS))?,
        places: read_list(reader, |reader| {
            Some(Standing {
                n: reader.number()?,
                marks: read_list(reader, read_mark)?,
                speaker: reader.owned()?,
                exchange: reader.number()?,
                pieces: read_list(reader, read_piece)?,
            })
        })?,
    })
}

fn suggested(out: &mut Vec<u8>, suggested: &Suggested) {
    mark(out, &suggested.mark);
    text(out, &suggested.words);
    text(out, &suggested.speaker);
    number(out, suggested.exchange);
    list(out, &suggested.reasons, |out, reason| one(out, &REASONS, reason));
}

fn read_suggested(reader: &mut Reader<'_>) -> Option<Suggested> {
    Some(Suggested {
        mark: read_mark(reader)?,
        words: reader.owned()?,
        speaker: reader.owned()?,
        exchange: reader.number()?,
        reasons: read_list(reader, |reader| read_one(reader, &REASONS))?,
    })
}

pub(super) fn answered(out: &mut Vec<u8>, answered: &Answered) {
    match answered {
        Answered::Held(quote) => {
            number(out, 0);
            taken(out, quote);
        }
        Answered::Refused(fault) => {
            number(out, 1);
            one(out, &FAULTS, fault);
        }
        Answered::Checked(all) => {
            number(out, 2);
            list(out, all, checked);
        }
        Answered::Suggested(all) => {
            number(out, 3);
            list(out, all, suggested);
        }
        Answered::Resolved(n, marks) => {
            number(out, 4);
            number(out, *n);
            list(out, marks, mark);
        }
        Answered::Orphan(orphan) => {
            number(out, 5);
            one(out, &ORPHANS, orphan);
        }
        Answered::Card(material) => {
            number(out, 6);
            cards::material(out, material);
        }
    }
}

pub(super) fn read_answered(reader: &mut Reader<'_>) -> Option<Answered> {
    Some(match reader.number()? {
        0 => Answered::Held(Box::new(read_taken(reader)?)),
        1 => Answered::Refused(read_one(reader, &FAULTS)?),
        2 => Answered::Checked(read_list(reader, read_checked)?),
        3 => Answered::Suggested(read_list(reader, read_suggested)?),
        4 => Answered::Resolved(reader.number()?, read_list(reader, read_mark)?),
        5 => Answered::Orphan(read_one(reader, &ORPHANS)?),
        6 => Answered::Card(Box::new(cards::read_material(reader)?)),
        _ => return None,
    })
}
