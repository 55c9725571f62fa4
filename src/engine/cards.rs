//! From words to what a card is made of, and from a card back to its words. Knows the corpus and cards; knows no picture
//! but by what it carries.

use super::quoting::{exchange_at, marks, text};
use crate::card::compose::clauses;
use crate::card::verify::{Claim, Outcome, Source, verify};
use crate::card::{Matter, Proof, metadata, png};
use crate::messages::{Message, Ui, cards as say};
use crate::protocol::{Judged, Material};
use crate::quotes::Quote;
use crate::quotes::letters::Reading;
use crate::quotes::quote::Fault;
use crate::search::{Corpus, Text};
use crate::text::Span;
use crate::transcript::Transcript;

/// Tells what a card of these words is made of. `kept`: of its clauses only these.
pub(super) fn material(text: &Text, span: Span, kept: &[usize], base: Option<&str>, ui: Ui) -> Result<Material, Fault> {
    let transcript = text.transcript();
    let clauses = pieces(transcript, span);
    let mut spans: Vec<Span> = Vec::new();
    let mut last = None;
    for &n in kept {
        let Some((piece, _)) = clauses.get(n) else { continue };
        match spans.last_mut() {
            // What stands side by side is one piece: nothing is left out between.
            Some(before) if last == n.checked_sub(1) => before.end = piece.end,
            _ => spans.push(*piece),
        }
        last = Some(n);
    }
    if spans.is_empty() {
        spans.push(span);
    }
    let quote = Quote::of(transcript, &spans, base)?;
    let matter = Matter::of(transcript, &quote, base, ui);
    Ok(Material { matter, clauses: clauses.into_iter().map(|(_, words)| words).collect() })
}

/// Cuts the words of a span into clauses, each with its place in the source.
fn pieces(transcript: &Transcript, span: Span) -> Vec<(Span, String)> {
    let mut reading = Reading::default();
    reading.span(transcript, span);
    let shown: String = reading.glyphs.iter().map(|glyph| glyph.c).collect();
    let mut ends = shown.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut glyphs = reading.glyphs.iter();
    let mut pieces = Vec::new();
    for clause in clauses(&shown) {
        let (mut place, mut count) = (None::<Span>, 0);
        while count < clause.end as usize {
            let (Some(end), Some(glyph)) = (ends.next(), glyphs.next()) else { break };
            count = end;
            place = Some(place.map_or(glyph.at, |place| place.join(glyph.at)));
            if count >= clause.end as usize {
                break;
            }
        }
        let words = clause.of(&shown).trim();
        if let (Some(place), false) = (place, words.is_empty()) {
            pieces.push((place, words.to_owned()));
        }
    }
    pieces
}

/// Judges a file that may be a card; `None` where it is no picture of a kind that cards are.
pub(super) fn judge(corpus: &Corpus, bytes: &[u8]) -> Option<Judged> {
    // Most files are no markup: nobody need read them for this.
    let is_markup = || bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(b"<");
    let is_svg = || is_markup() && std::str::from_utf8(bytes).is_ok_and(metadata::is_svg);
    if !png::is_png(bytes) && !is_svg() {
        return None;
    }
    Some(match Proof::in_card(bytes) {
        Ok(Some(proof)) => judged(corpus, &Claim::Proof(Box::new(proof))),
        Ok(None) => Judged { said: vec![in_all(&say::NOTHING)], ..Judged::default() },
        Err(fault) => Judged { said: vec![in_all(&say::fault(&fault))], ..Judged::default() },
    })
}

fn in_all(message: &Message) -> [String; 3] {
    Ui::ALL.map(|ui| message.to(ui).to_owned())
}

fn judged(corpus: &Corpus, claim: &Claim) -> Judged {
    let texts: Vec<&Text> = (0..corpus.len()).filter_map(|n| text(corpus, n)).collect();
    let transcripts: Vec<&Transcript> = texts.iter().map(|text| text.transcript()).collect();
    let answer = verify(claim, &transcripts);
    let mut said = vec![in_all(&say::outcome(&answer))];
    let mut judged = match &answer.outcome {
        Outcome::Verified(found) => {
            let whole = found.quote.spans.iter().copied().reduce(Span::join).unwrap_or_default();
            if found.source == Source::OtherCopy {
                said.push(in_all(&say::source(found.source)));
            }
            if found.is_attributed == Some(false) {
                said.push(in_all(&say::OTHER_ATTRIBUTION));
            }
            said.push(in_all(&say::proves(answer.proves())));
            Judged {
                stands: true,
                n: found.document,
                marks: texts.get(found.document).map(|text| marks(text, whole)).unwrap_or_default(),
                exchange: found.quote.exchange.unwrap_or_default() as usize,
                words: found.quote.text.clone(),
                speaker: found.quote.speaker.clone().unwrap_or_default(),
                ..Judged::default()
            }
        }
        Outcome::Differs(found) => {
            let near = found.nearest.as_ref().zip(texts.get(found.document));
            Judged {
                n: found.document,
                marks: near.map(|(near, text)| marks(text, near.span)).unwrap_or_default(),
                exchange: near.map(|(near, text)| exchange_at(text.transcript(), near.span)).unwrap_or_default(),
                claimed: found.text.clone(),
                words: near.map(|(near, text)| text.transcript().shown(near.span).into_owned()).unwrap_or_default(),
                ..Judged::default()
            }
        }
        Outcome::Unknown => Judged::default(),
    };
    judged.said = said;
    judged
}
