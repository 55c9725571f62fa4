//! A card against the transcripts that are open: do its words stand there? Knows selectors, quotations and the check;
//! knows no picture.
//!
//! What is judged are the words that a card carries, or the place that its code leads to, and never the words that can be
//! seen in its picture: a picture may be painted over and keep its metadata. [`Answer::proves`] says which.

use super::proof::{self, Proof};
use crate::article;
use crate::messages::Ui;
use crate::quotes::check::{Match, Verdict, check};
use crate::quotes::letters::{Reading, letters_of, occurrences};
use crate::quotes::quote::OMISSION;
use crate::quotes::{Letters, Quote, Selector, resolve};
use crate::text::{Offsets, Span, is_blank};
use crate::transcript::Transcript;
use crate::view_state::ViewState;

/// A link of more bytes is not read: a code in a picture holds less (ISO/IEC 18004, 2,953 bytes).
const LONGEST_LINK: usize = 4_096;

/// What a card says of its words.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// What stands in its metadata.
    Proof(Box<Proof>),
    /// The link in its code.
    Link(Selector),
}

/// What was found out about a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// From what; `None` where the card carries nothing.
    pub by: Option<By>,
    /// What it is.
    pub outcome: Outcome,
}

/// From what a card is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Its metadata.
    Metadata,
    /// The code in its picture.
    Code,
}

/// What an answer is about. What the picture shows is in none of them: that is for a person to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proves {
    /// The words in the card's metadata were compared.
    CarriedWords,
    /// The code's link was followed; the words are those of the transcript at that place.
    Place,
    /// Nothing could be compared.
    Nothing,
}

/// Whether a card's words stand in a transcript that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// They stand there.
    Verified(Box<Verified>),
    /// The transcript is here and says something else in that place.
    Differs(Box<Differs>),
    /// The card is not from a transcript that is open.
    Unknown,
}

/// In which text the words were looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The one that the card was made from: of a proof the whole digest is the same, of a link its first 8 digits.
    Same,
    /// Another copy of the conference, in which the words have the same place.
    OtherCopy,
}

/// Where the words stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// The index of the transcript.
    pub document: usize,
    /// Which text that is.
    pub source: Source,
    /// The words as this transcript has them, with who says them where and when: the card is not asked.
    pub quote: Quote,
    /// Whether the alternative text that the card carries is what this transcript makes of the words, in any of the three
    /// languages; `None` where the card carries none.
    pub is_attributed: Option<bool>,
}

/// What stands there instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Differs {
    /// The index of the transcript.
    pub document: usize,
    /// Which text that is.
    pub source: Source,
    /// The words of the card, as it carries them; empty where a code carries only their digest.
    pub text: String,
    /// How the words stand in the transcript, anywhere.
    pub verdict: Verdict,
    /// Where they stand more or less, or what is nearest; its `document` is 0.
    pub nearest: Option<Match>,
}

impl Claim {
    /// Reads a link; `None` where it names no place that could be told from the places of other transcripts.
    pub fn of_link(link: &str) -> Option<Self> {
        let (_, fragment) = Some(link).filter(|link| link.len() <= LONGEST_LINK)?.split_once('#')?;
        // What browsers keep to themselves (WICG, URL Fragment Text Directives § 3.2).
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        let selector = Selector::from_state(&ViewState::parse(fragment));
        let has_words = selector.words.exact.is_some() || selector.short.is_some();
        (has_words || selector.doc.is_some() && selector.id.is_some()).then_some(Self::Link(selector))
    }

    fn by(&self) -> By {
        match self {
            Self::Proof(_) => By::Metadata,
            Self::Link(_) => By::Code,
        }
    }
}

impl Answer {
    /// The answer about a card that carries nothing.
    pub const NOTHING: Self = Self { by: None, outcome: Outcome::Unknown };

    /// Returns what this is about, and so what it proves where the words stand.
    pub fn proves(&self) -> Proves {
        match (self.by, &self.outcome) {
            (None, _) | (_, Outcome::Unknown) => Proves::Nothing,
            (Some(By::Metadata), _) => Proves::CarriedWords,
            (Some(By::Code), _) => Proves::Place,
        }
    }
}

impl Outcome {
    /// Returns the word for it in the JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Verified(_) => "verified",
            Self::Differs(_) => "differs",
            Self::Unknown => "unknown",
        }
    }
}

/// Judges what a card says by transcripts: the one it was made from first, then the others in their order. Of the others
/// one that has the words says more than one that has not.
pub fn verify(claim: &Claim, transcripts: &[&Transcript]) -> Answer {
    let answer = |outcome| Answer { by: Some(claim.by()), outcome };
    let is_home: Vec<bool> = transcripts.iter().map(|transcript| claim.is_home(transcript)).collect();
    let places = || transcripts.iter().zip(&is_home).enumerate();
    if let Some((document, (transcript, _))) = places().find(|(_, (_, is_home))| **is_home) {
        return answer(match claim.at_home(transcript) {
            Some((quote, is_attributed)) => verified(document, Source::Same, quote, is_attributed),
            None => differs(document, Source::Same, transcript, claim.words()),
        });
    }
    let mut other = None;
    for (document, (transcript, _)) in places() {
        match claim.in_copy(transcript) {
            Copied::Stands(quote, is_attributed) => {
                return answer(verified(document, Source::OtherCopy, *quote, is_attributed));
            }
            Copied::Differs if other.is_none() => other = Some((document, transcript)),
            _ => {}
        }
    }
    answer(other.map_or(Outcome::Unknown, |(document, transcript)| {
        differs(document, Source::OtherCopy, transcript, claim.words())
    }))
}

fn verified(document: usize, source: Source, quote: Quote, is_attributed: Option<bool>) -> Outcome {
    Outcome::Verified(Box::new(Verified { document, source, quote, is_attributed }))
}

fn differs(document: usize, source: Source, transcript: &Transcript, words: &str) -> Outcome {
    let letters = Letters::of(transcript);
    let passages = check(words, &[&letters], &mut std::slice::from_ref(transcript));
    // Words with quotation marks in them may be several passages: the longest says most.
    let passage = passages.into_iter().max_by_key(|passage| passage.at.len());
    let (verdict, nearest) = passage.map_or((Verdict::Absent, None), |p| (p.verdict, p.matches.into_iter().next()));
    Outcome::Differs(Box::new(Differs { document, source, text: words.to_owned(), verdict, nearest }))
}

/// What another copy of the conference says.
enum Copied {
    Stands(Box<Quote>, Option<bool>),
    Differs,
    IsNone,
}

impl Claim {
    /// Tells whether the card was made from this transcript.
    fn is_home(&self, transcript: &Transcript) -> bool {
        match self {
            Self::Proof(proof) => proof.sha256 == transcript.sha256(),
            Self::Link(selector) => selector.doc.as_ref().is_some_and(|doc| *doc == article::doc(transcript)),
        }
    }

    fn words(&self) -> &str {
        match self {
            Self::Proof(proof) => &proof.text,
            Self::Link(selector) => selector.words.exact.as_deref().unwrap_or_default(),
        }
    }

    /// Returns the quotation where the words stand in their place, character by character.
    fn at_home(&self, transcript: &Transcript) -> Option<(Quote, Option<bool>)> {
        match self {
            Self::Proof(proof) => {
                let quote = Quote::of(transcript, &bytes(transcript, &proof.spans)?, None).ok()?;
                let visible = |text: &str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
                let is_attributed = Some(is_attributed(proof, &quote));
                (visible(&quote.text) == visible(&proof.text)).then_some((quote, is_attributed))
            }
            Self::Link(selector) => {
                let span = resolve(transcript, selector).ok()?;
                Some((Quote::of(transcript, &[span], None).ok()?, None))
            }
        }
    }

    /// Finds the words in a transcript that the card was not made from, letter by letter: another copy may be of another
    /// script and have other marks.
    fn in_copy(&self, transcript: &Transcript) -> Copied {
        let selector = match self {
            Self::Proof(proof) => Selector::from_state(&ViewState::parse(&proof.selector)),
            Self::Link(selector) => selector.clone(),
        };
        if selector.words.exact.is_none() && selector.short.is_none() {
            return Copied::IsNone;
        }
        let Ok(whole) = resolve(transcript, &selector) else { return Copied::IsNone };
        let quoted = match self {
            Self::Proof(proof) => pieces(transcript, whole, proof),
            Self::Link(_) => Some(vec![whole]),
        };
        let quote = quoted.and_then(|spans| Quote::of(transcript, &spans, None).ok());
        match (quote, self) {
            (Some(quote), Self::Proof(proof)) => {
                let is_attributed = is_attributed(proof, &quote);
                Copied::Stands(Box::new(quote), Some(is_attributed))
            }
            (Some(quote), Self::Link(_)) => Copied::Stands(Box::new(quote), None),
            (None, _) => Copied::Differs,
        }
    }
}

/// Tells whether the alternative text is what a transcript makes of its words.
fn is_attributed(proof: &Proof, quote: &Quote) -> bool {
    Ui::ALL.into_iter().any(|ui| proof::alt(quote, ui) == proof.alt)
}

/// Turns spans in code points into bytes, where they fit the text.
fn bytes(transcript: &Transcript, spans: &[[u32; 2]]) -> Option<Vec<Span>> {
    let text = &*transcript.source.text;
    let offsets = Offsets::new(text);
    let end = offsets.code_points(text.len());
    let fits = spans.iter().all(|[_, to]| *to <= end);
    fits.then(|| spans.iter().map(|[from, to]| Span::new(offsets.byte_of(*from), offsets.byte_of(*to))).collect())
}

/// Returns where the pieces of a quotation stand within the place of the whole: the first at its beginning, the last at
/// its end, each behind the one before.
fn pieces(transcript: &Transcript, whole: Span, proof: &Proof) -> Option<Vec<Span>> {
    let mut reading = Reading::default();
    reading.span(transcript, whole);
    let parts: Vec<Vec<u16>> = match proof.spans.len() {
        1 => vec![letters_of(&proof.text)],
        _ => proof.text.split(OMISSION).map(letters_of).filter(|letters| !letters.is_empty()).collect(),
    };
    if parts.len() < 2 {
        // Words without a letter were compared by the selector, mark by mark.
        let letters = parts.first().map_or(&[][..], Vec::as_slice);
        return (reading.units == letters).then(|| vec![whole]);
    }
    let mut spans = Vec::new();
    let mut from = 0;
    for (n, part) in parts.iter().enumerate() {
        let at = if n == 0 {
            Some(0).filter(|_| reading.units.starts_with(part))
        } else if n + 1 == parts.len() {
            reading.units.len().checked_sub(part.len()).filter(|at| *at >= from && reading.units.ends_with(part))
        } else {
            occurrences(&reading.units, part).find(|at| *at >= from)
        }?;
        from = at + part.len();
        spans.push(reading.span_of(at, from)?);
    }
    // The marks at both ends belong to it as well.
    if let Some(first) = spans.first_mut() {
        first.start = whole.start;
    }
    if let Some(last) = spans.last_mut() {
        last.end = whole.end;
    }
    Some(spans)
}
