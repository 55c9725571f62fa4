//! From words to what a card is made of, and from a card back to its words. Knows the corpus and cards; knows no picture
//! but by what it carries.

use super::places::marks;
use super::quoting::{exchange_at, text};
use crate::card::compose::clauses;
use crate::card::matter::chosen;
use crate::card::proof::Fault as Unread;
use crate::card::verify::{Claim, Outcome, Source, verify};
use crate::card::{Matter, Proof, metadata, png};
use crate::messages::{Message, Ui, cards as say};
use crate::protocol::{Judged, Material};
use crate::quotes::Quote;
use crate::quotes::quote::Fault;
use crate::search::{Corpus, Text};
use crate::text::Span;
use crate::text::decode::DecodeError;
use crate::transcript::Transcript;

/// Tells what a card of these words is made of. `kept`: of its clauses only these.
pub(super) fn material(text: &Text, span: Span, kept: &[usize], base: Option<&str>, ui: Ui) -> Result<Material, Fault> {
    let transcript = text.transcript();
    let mut quote = Quote::of(transcript, &[span], base)?;
    let clauses = clauses(&quote.text);
    let words = clauses.iter().map(|clause| clause.of(&quote.text).trim().to_owned()).collect();
    if !kept.is_empty() {
        let wanted: Vec<Span> = kept.iter().filter_map(|n| clauses.get(*n).copied()).collect();
        quote = Quote::of(transcript, &chosen(transcript, &quote, &wanted), base)?;
    }
    Ok(Material { matter: Matter::of(transcript, &quote, base, ui), clauses: words })
}

/// Judges a file that may be a card; `None` where it is no drawing, nor a PNG that carries anything of ours.
pub(super) fn judge(corpus: &Corpus, bytes: &[u8]) -> Option<Result<Judged, DecodeError>> {
    // Most files are no markup: nobody need read them for this.
    let is_markup = || bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(b"<");
    let is_svg = is_markup() && std::str::from_utf8(bytes).is_ok_and(metadata::is_svg);
    if !is_svg && !png::is_png(bytes) {
        return None;
    }
    match Proof::in_card(bytes) {
        Ok(Some(proof)) => Some(Ok(judged(corpus, &Claim::Proof(Box::new(proof))))),
        Ok(None) => Some(Err(DecodeError::Picture)),
        // A picture that is broken is none of ours, as far as anybody can tell.
        Err(Unread::Png(_) | Unread::NoPicture) => Some(Err(DecodeError::Picture)),
        Err(fault) => Some(Ok(Judged { said: vec![in_all(&say::fault(&fault))], ..Judged::default() })),
    }
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
