//! The words of a card and what travels with them: everything comes out of a transcript, nothing is typed.
//! Knows quotations; knows no picture.

use super::proof::Proof;
use crate::messages::{self, Ui};
use crate::quotes::letters::Reading;
use crate::quotes::quote::OMISSION;
use crate::quotes::{Quote, Selector};
use crate::text::{Span, is_han};
use crate::transcript::{Role, Transcript};

/// Endings of offices, as transcripts print them before a name.
const OFFICES: &str = "部长 部長 委员 委員 主席 总理 總理 总统 總統 首相 大臣 外长 外長 发言人 發言人 大使 主任 局长 局長 司长 司長 秘书长 秘書長 书记 書記 行长 行長 市长 市長 省长 委员长 院長 院长 署长 署長 司令 将军";

/// The words and what travels with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matter {
    /// As quoted, …… where something is left out.
    pub text: String,
    /// BCP 47: `zh-Hans`, `zh-Hant`, `ja`, `en`.
    pub language: String,
    /// Who says them; of a question, who asks.
    pub speaker: Option<String>,
    /// The office, where the transcript prints it before the name (外交部长).
    pub role: Option<String>,
    /// Whether the words are a question's.
    pub asks: bool,
    /// The printed label of who asked.
    pub asked_by: Option<String>,
    /// The question that the words answer.
    pub question: Option<String>,
    /// The occasion.
    pub event: Option<String>,
    /// The day, in the language of the interface.
    pub date: Option<String>,
    /// Whether the day is inferred: said in the interface, not in the picture.
    pub is_inferred: bool,
    /// The credit line as printed.
    pub credit: Option<String>,
    /// The address of the words, short enough for a QR code.
    pub link: Option<String>,
    /// What makes the card one that can be checked.
    pub proof: Proof,
}

impl Matter {
    /// Takes what a card needs out of a quotation. `base` is the address of the page; without one that of the source.
    pub fn of(transcript: &Transcript, quote: &Quote, base: Option<&str>, ui: Ui) -> Self {
        let whole = quote.spans.iter().copied().reduce(Span::join).unwrap_or_default();
        let short = Selector::short_of(transcript, whole).into_state().to_string();
        let base = base.or(transcript.source.url.as_deref());
        let link = base.map(|base| [base.split('#').next().unwrap_or(base), "#", &short].concat());
        let asks = quote.role == Role::Question;
        let proof = Proof { link: link.clone(), ..Proof::of(transcript, quote, ui) };
        Self {
            text: quote.text.clone(),
            language: quote.language.to_owned(),
            speaker: quote.speaker.clone(),
            role: quote.speaker.as_deref().filter(|_| !asks).and_then(|name| office(transcript, name)),
            asks,
            asked_by: quote.asked_by.clone(),
            question: question(transcript, whole),
            event: quote.event.clone(),
            date: quote.date.map(|day| messages::date(day).to(ui).to_owned()),
            is_inferred: quote.is_inferred,
            credit: quote.credit.clone(),
            link,
            proof,
        }
    }
}

/// Returns where chosen clauses of a quotation stand in the source, neighbours joined: of these spans a shorter
/// [`Quote`] is made, with …… where something is left out. `clauses` are bytes of the quotation's text, in order.
pub fn chosen(transcript: &Transcript, quote: &Quote, clauses: &[Span]) -> Vec<Span> {
    let mut places: Vec<(u32, Span)> = Vec::with_capacity(quote.text.len() / 3);
    let mut at = 0;
    for (n, span) in quote.spans.iter().enumerate() {
        at += if n > 0 { OMISSION.len() } else { 0 };
        let mut reading = Reading::default();
        reading.span(transcript, *span);
        for glyph in &reading.glyphs {
            let c = if matches!(glyph.c, '\n' | '\r') { ' ' } else { glyph.c };
            // What does not follow is blank space that the quotation has dropped.
            if quote.text.get(at..).is_some_and(|rest| rest.starts_with(c)) {
                places.push((u32::try_from(at).unwrap_or(u32::MAX), glyph.at));
                at += c.len_utf8();
            }
        }
    }
    let mut chosen: Vec<Span> = Vec::new();
    let mut end = None;
    for clause in clauses {
        let within = places.iter().filter(|(at, _)| clause.start <= *at && *at < clause.end);
        let Some(span) = within.map(|(_, span)| *span).reduce(Span::join) else { continue };
        match chosen.last_mut() {
            Some(last) if end == Some(clause.start) => *last = last.join(span),
            _ => chosen.push(span),
        }
        end = Some(clause.end);
    }
    chosen
}

/// Returns the office that the transcript prints directly before a name.
fn office(transcript: &Transcript, name: &str) -> Option<String> {
    let text = &transcript.source.text;
    let offices = || OFFICES.split(' ');
    text.match_indices(name).find_map(|(at, _)| {
        let before = text.get(..at)?;
        let from = before.char_indices().rev().take_while(|(_, c)| is_han(*c)).last()?.0;
        let words = before.get(from..)?;
        let is_office = offices().any(|office| words.ends_with(office)) && words.chars().count() <= 16;
        is_office.then(|| words.to_owned())
    })
}

/// Returns the question before an answer: its last turn's words.
fn question(transcript: &Transcript, words: Span) -> Option<String> {
    let holds = |turn: &crate::transcript::Turn| {
        turn.paragraphs.iter().any(|p| p.span.contains(Span { end: words.start, ..words }))
    };
    let item = transcript.items.iter().find(|item| item.turns.iter().any(holds))?;
    let at = item.turns.iter().position(holds)?;
    if item.turns.get(at)?.role != Role::Answer {
        return None;
    }
    let turn = item.turns.get(..at)?.iter().rev().find(|turn| turn.role == Role::Question)?;
    let whole = turn.paragraphs.iter().map(|p| p.span).reduce(Span::join)?;
    Quote::of(transcript, &[whole], None).ok().map(|quote| quote.text)
}
