//! `shilu check --card`: a picture against transcripts, as JSON or in sentences. Knows pictures and messages; what a
//! card proves is the core's business.

use std::fmt::Write;

use serde_json::{Value, json};
use shilu::card::proof::{Fault, Proof};
use shilu::card::verify::{Answer, By, Claim, Outcome, Proves, Source, verify};
use shilu::messages::{Message, Ui, cards, quotes as say};
use shilu::quotes::check::Match;
use shilu::text::{Offsets, Span};
use shilu::transcript::Transcript;

use super::pixels::{self, NoPixels};

/// Why a card cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    /// It carries what cannot be read, and no code says more.
    #[error(transparent)]
    Data(#[from] Fault),
    /// It carries nothing, and its code cannot be looked for.
    #[error(transparent)]
    Pixels(#[from] NoPixels),
}

/// Returns what a picture says of its words: by its metadata, or else by the code in its picture; `None` where it has
/// neither.
pub(super) fn claim(picture: &[u8]) -> Result<Option<Claim>, Unreadable> {
    let fault = match Proof::in_card(picture) {
        Ok(Some(proof)) => return Ok(Some(Claim::Proof(Box::new(proof)))),
        Ok(None) => None,
        Err(fault) => Some(fault),
    };
    // Networks take metadata away, and make another kind of picture of it.
    let looked = pixels::codes(picture).map(|codes| codes.iter().find_map(|code| Claim::of_link(code)));
    match (looked, fault) {
        (Ok(Some(claim)), _) => Ok(Some(claim)),
        // Any picture may be looked at, if only to say that there is nothing.
        (Ok(None), None | Some(Fault::NoPicture)) => Ok(None),
        // An SVG is no picture of pixels.
        (Err(_), None) if shilu::card::metadata::is_svg(&String::from_utf8_lossy(picture)) => Ok(None),
        (_, Some(fault)) => Err(fault.into()),
        (Err(none), None) => Err(none.into()),
    }
}

/// What was found out, with everything that it is told with.
pub(super) struct Report<'t> {
    answer: Answer,
    names: &'t [String],
    transcripts: &'t [Transcript],
}

impl<'t> Report<'t> {
    /// Judges what a card says.
    pub(super) fn of(claim: Option<&Claim>, names: &'t [String], transcripts: &'t [Transcript]) -> Self {
        let open: Vec<&Transcript> = transcripts.iter().collect();
        let answer = claim.map_or(Answer::NOTHING, |claim| verify(claim, &open));
        Self { answer, names, transcripts }
    }

    /// Prints JSON, with spans in code points of the source.
    pub(super) fn json(&self) -> String {
        let mut report = json!({
            "outcome": self.answer.outcome.word(),
            "sentence": null,
            "span": null,
            "by": match self.answer.by {
                Some(By::Metadata) => "metadata",
                Some(By::Code) => "code",
                None => "none",
            },
            "proved": match self.answer.proves() {
                Proves::CarriedWords => "carried-words",
                Proves::Place => "place",
                Proves::Nothing => "nothing",
            },
        });
        let mut tell = |key: &str, value: Value| report.as_object_mut().and_then(|keys| keys.insert(key.into(), value));
        match &self.answer.outcome {
            Outcome::Verified(verified) => {
                let quote = &verified.quote;
                let whole = quote.spans.iter().copied().reduce(Span::join).unwrap_or_default();
                tell("sentence", json!(quote.sentence));
                tell("span", self.points(verified.document, whole));
                tell("spans", quote.spans.iter().map(|span| self.points(verified.document, *span)).collect());
                tell("text", json!(quote.text));
                tell("speaker", json!(quote.speaker));
                tell("attributed", json!(verified.is_attributed));
                tell("source", json!(source_word(verified.source)));
                tell("file", json!(self.names.get(verified.document)));
            }
            Outcome::Differs(differs) => {
                let nearest = differs.nearest.as_ref();
                tell("sentence", json!(nearest.map(|near| &near.sentence)));
                tell("span", json!(nearest.map(|near| self.points(differs.document, near.span))));
                tell("text", json!(differs.text));
                tell("there", json!(nearest.map(|near| self.words(differs.document, near.span))));
                tell("verdict", json!(differs.verdict.word()));
                tell("source", json!(source_word(differs.source)));
                tell("file", json!(self.names.get(differs.document)));
            }
            Outcome::Unknown => {}
        }
        serde_json::to_string_pretty(&report).unwrap_or_default()
    }

    /// Prints sentences for a person.
    pub(super) fn lines(&self) -> String {
        let mut lines = String::new();
        let mut say = |message: &Message| writeln!(lines, "{}", message.to(Ui::En));
        let _ = say(&cards::outcome(&self.answer));
        let mut told = match &self.answer.outcome {
            Outcome::Verified(verified) => {
                if verified.is_attributed == Some(false) {
                    let _ = say(&cards::OTHER_ATTRIBUTION);
                }
                let _ = say(&cards::source(verified.source));
                let name = self.names.get(verified.document).map_or("", String::as_str);
                format!("  {name}: {}\n", verified.quote.plain(Ui::En).replace('\n', "\n  "))
            }
            Outcome::Differs(differs) => {
                let _ = say(&cards::source(differs.source));
                let name = self.names.get(differs.document).map_or("", String::as_str);
                let there = differs.nearest.as_ref().map(|near| {
                    let words = self.words(differs.document, near.span);
                    format!("  {name}#{}: {words}\n", near.sentence)
                });
                let verdict = say::verdict(differs.verdict);
                let there = there.unwrap_or_default();
                let changes = differs.nearest.as_ref().map(changes).unwrap_or_default();
                format!("  {}: {}\n{there}{changes}", verdict.to(Ui::En), visible(&differs.text))
            }
            Outcome::Unknown => String::new(),
        };
        if let Some(by) = self.answer.by {
            let proves = cards::by(by).and(&cards::proves(self.answer.proves()));
            let _ = writeln!(told, "{}", proves.to(Ui::En));
        }
        lines + &told
    }

    fn points(&self, document: usize, span: Span) -> Value {
        let transcript = self.transcripts.get(document);
        json!(transcript.map(|transcript| Offsets::new(&transcript.source.text).span(span)))
    }

    fn words(&self, document: usize, span: Span) -> String {
        self.transcripts.get(document).map(|transcript| transcript.shown(span).into_owned()).unwrap_or_default()
    }
}

fn source_word(source: Source) -> &'static str {
    match source {
        Source::Same => "same",
        Source::OtherCopy => "other-copy",
    }
}

/// Lists what differs, a line each.
fn changes(near: &Match) -> String {
    let line = |d: &shilu::quotes::check::Difference| {
        format!("    {}: [{}] for [{}]\n", d.kind.word(), visible(&d.quoted), visible(&d.source))
    };
    near.differences.iter().map(line).collect()
}

/// Returns words of a card on one line, whatever they hold: a terminal obeys control characters.
fn visible(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
