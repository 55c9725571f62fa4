//! Sets a source anew from what an XML format kept: one block a paragraph, `label：` before the first of a turn.
//! Knows no format.

use std::borrow::Cow;
use std::collections::HashMap;

use super::error::{Error, known};
use crate::export::names::{self, Named};
use crate::export::runs::Run;
use crate::text::Span;
use crate::transcript::{
    Diagnostic, DiagnosticKind, Event, EventDate, Headline, Item, ItemKind, Paragraph, Repair, RepairKind, Role,
    Source, Speaker, Spoken, Transcript, Turn, diagnose,
};

/// A sentence, or what stands between two.
pub(super) struct Part<'d> {
    /// Whether it is a sentence.
    pub(super) sentence: bool,
    /// Its words.
    pub(super) runs: Vec<Run<'d>>,
}

/// What a format says of the occasion, in words.
#[derive(Default)]
pub(super) struct Occasion<'d> {
    /// What took place.
    pub(super) name: Option<&'d str>,
    /// Where.
    pub(super) venue: Option<&'d str>,
    /// ISO 8601, the printed words, what completes them.
    pub(super) date: Option<(&'d str, &'d str, Option<&'d str>)>,
    /// The credit line.
    pub(super) credit: Option<&'d str>,
    /// Where the text was fetched.
    pub(super) url: Option<&'d str>,
}

/// A transcript being set anew.
#[derive(Default)]
pub(super) struct Rebuild {
    text: String,
    headline: Headline,
    speakers: Vec<Speaker>,
    /// Where a speaker stands in the list, by the id that references use.
    references: HashMap<String, usize>,
    items: Vec<Item>,
    repairs: Vec<Repair>,
    layout: Vec<Span>,
    scenes: Vec<Span>,
}

impl Rebuild {
    /// Adds a speaker; `reference` is the id in the document, from which the speaker's own follows.
    pub(super) fn speaker(&mut self, reference: &str, mut speaker: Speaker) -> Result<(), Error> {
        speaker.id = reference.trim_start_matches("sp.").to_owned();
        if self.references.insert(reference.to_owned(), self.speakers.len()).is_some() {
            return Err(Error::Id(reference.to_owned()));
        }
        self.speakers.push(speaker);
        Ok(())
    }

    /// Adds a line of the headline.
    pub(super) fn head(&mut self, kind: &str, runs: &[Run]) -> Result<(), Error> {
        self.block();
        let span = self.runs(runs);
        let line = match kind {
            "kicker" => &mut self.headline.kicker,
            "main" => &mut self.headline.main,
            "sub" => &mut self.headline.sub,
            _ => return Err(Error::Value { key: "headline", value: kind.to_owned() }),
        };
        *line = Some(span);
        Ok(())
    }

    /// Begins a part.
    pub(super) fn item(&mut self, kind: &str, id: &str) -> Result<(), Error> {
        let kind: ItemKind = known("type", kind, Named::from_word)?;
        let ordinal = id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse();
        let item = Item { kind, ordinal: ordinal.map_err(|_| Error::Id(id.to_owned()))?, turns: Vec::new() };
        if item.id() != id {
            return Err(Error::Id(id.to_owned()));
        }
        self.items.push(item);
        Ok(())
    }

    /// Begins a turn. `who` is a reference with its `#`.
    pub(super) fn turn(&mut self, role: &str, who: Option<&str>, label: Option<&str>) -> Result<(), Error> {
        let role: Role = known("role", role, Named::from_word)?;
        let spoken = who.zip(label).map(|(who, label)| {
            let known = self.references.get(who.trim_start_matches('#')).copied();
            Ok::<_, Error>((known.ok_or_else(|| Error::Id(who.to_owned()))?, label))
        });
        let speaker = spoken.transpose()?.map(|(speaker, label)| {
            self.block();
            let label = self.words(label);
            self.words("：");
            Spoken { speaker, label }
        });
        let item = self.items.last_mut().ok_or(Error::Missing("an item"))?;
        item.turns.push(Turn { role, speaker, paragraphs: Vec::new() });
        Ok(())
    }

    /// Adds a paragraph to the turn.
    pub(super) fn paragraph(&mut self, scene: bool, parts: &[Part]) -> Result<(), Error> {
        if !self.follows_label() {
            self.block();
        }
        let start = self.text.len();
        let mut sentences = Vec::new();
        for part in parts {
            let span = self.runs(&part.runs);
            if part.sentence {
                sentences.push(span);
            }
        }
        let span = Span::new(start, self.text.len());
        let turn = self.items.last_mut().and_then(|item| item.turns.last_mut()).ok_or(Error::Missing("a turn"))?;
        turn.paragraphs.push(Paragraph { span, scene, sentences });
        Ok(())
    }

    /// Ends the transcript.
    pub(super) fn finish(mut self, language: &str, occasion: &Occasion) -> Result<Transcript, Error> {
        let date = occasion.date.map(|(value, printed, basis)| {
            let value = known("date", value, names::from_iso)?;
            Ok::<_, Error>(EventDate { value, printed: self.place(printed), basis: basis.map(str::to_owned) })
        });
        let date = date.transpose()?;
        let venue = occasion.venue.map(|venue| self.place(venue));
        let credit = occasion.credit.map(|credit| match self.text.rfind(credit) {
            Some(at) => Span::new(at, at + credit.len()),
            None => self.place(credit),
        });
        let source = Source {
            text: self.text.as_str().into(),
            digest: None,
            encoding: "utf-8",
            credit,
            url: occasion.url.map(str::to_owned),
        };
        let scenes = self.scenes.into_iter().map(|span| Diagnostic { kind: DiagnosticKind::Scene, span });
        let mut transcript = Transcript {
            source,
            language: known("language", language, names::language)?,
            headline: self.headline,
            event: Event { name: occasion.name.map(str::to_owned), venue, date },
            speakers: self.speakers,
            items: self.items,
            repairs: self.repairs,
            layout: self.layout,
            diagnostics: scenes.collect(),
        };
        diagnose(&mut transcript);
        Ok(transcript)
    }

    /// Finds words in the text, or sets them below it as layout.
    fn place(&mut self, words: &str) -> Span {
        if let Some(at) = self.text.find(words) {
            return Span::new(at, at + words.len());
        }
        self.block();
        let span = self.words(words);
        self.layout.push(span);
        span
    }

    /// Tells whether the turn's label has just been set.
    fn follows_label(&self) -> bool {
        let turn = self.items.last().and_then(|item| item.turns.last());
        turn.is_some_and(|turn| turn.speaker.is_some() && turn.paragraphs.is_empty())
    }

    /// Begins a block after a blank line.
    fn block(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    fn words(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(start, self.text.len())
    }

    fn runs(&mut self, runs: &[Run]) -> Span {
        let start = self.text.len();
        for run in runs {
            match *run {
                Run::Words(words) => {
                    self.words(words);
                }
                Run::Scene(words) => {
                    let span = self.words(words);
                    self.scenes.push(span);
                }
                Run::Break { kind, blank } => {
                    let span = self.words(if kind == RepairKind::Join { "\n\n" } else { "\n" });
                    let inserted = Cow::Borrowed(if blank { " " } else { "" });
                    self.repairs.push(Repair { kind, span, inserted });
                }
            }
        }
        Span::new(start, self.text.len())
    }
}
