//! The picture of an exchange: the sentence that people would quote, as a card for link previews. Knows the core's cards,
//! and Chromium, which turns them into PNG.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use shilu::card::design::Preset;
use shilu::card::face::EmMeasure;
use shilu::card::{Design, Matter, Proof, compose, svg};
use shilu::messages::Ui;
use shilu::quotes::Quote;
use shilu::quotes::suggest::suggest;
use shilu::text::Span;
use shilu::transcript::{Item, Transcript};

use crate::chromium::Chromium;

/// Width and height in px: what link previews are made for (Open Graph's 1.91 : 1).
pub const SIZE: [u32; 2] = [1200, 630];

/// A card before it is a picture.
pub struct Card {
    svg: String,
    proof: Proof,
}

impl Card {
    /// Returns the words and who says them, for those who do not see the picture.
    pub fn alt(&self) -> &str {
        &self.proof.alt
    }
}

/// Returns the best card of an exchange: of a suggested sentence, else of the first one that fits.
pub fn card(transcript: &Transcript, item: &Item, base: &str, ui: Ui) -> Option<Card> {
    let suggested = suggest(transcript, usize::MAX).into_iter().map(|suggestion| suggestion.span);
    let said = item.answer().iter().flat_map(|turn| &turn.paragraphs).filter(|paragraph| !paragraph.scene);
    let sentences: Vec<Span> = said.flat_map(|paragraph| paragraph.sentences.iter().copied()).collect();
    let here = suggested.filter(|span| sentences.iter().any(|sentence| sentence.contains(*span)));
    here.chain(sentences.iter().copied()).find_map(|span| set(transcript, span, base, ui))
}

fn set(transcript: &Transcript, span: Span, base: &str, ui: Ui) -> Option<Card> {
    let quote = Quote::of(transcript, &[span], Some(base)).ok()?;
    let matter = Matter::of(transcript, &quote, Some(base), ui);
    let design = Design { preset: Preset::Landscape, ui, ..Design::default() };
    let sheets = compose(&matter, &design, &EmMeasure::of(&matter.language)).ok()?;
    Some(Card { svg: svg::write(sheets.first()?), proof: matter.proof })
}

/// Draws cards in one Chromium; each PNG carries its proof, as one that the page makes.
pub fn draw(cards: &[&Card]) -> Result<Vec<Vec<u8>>> {
    let chromium = Chromium::start()?;
    chromium.open("about:blank")?;
    cards.iter().map(|card| one(&chromium, card)).collect()
}

fn one(chromium: &Chromium, card: &Card) -> Result<Vec<u8>> {
    let drawn = "(async (svg, width, height) => {
        const picture = new Image();
        picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        await picture.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        canvas.getContext('2d').drawImage(picture, 0, 0, width, height);
        return canvas.toDataURL('image/png').split(',')[1];
    })(...arguments)";
    let png = chromium.wait_for(drawn, &json!([card.svg, SIZE[0], SIZE[1]]))?;
    let png = BASE64_STANDARD.decode(png.as_str().context("no picture")?)?;
    card.proof.into_png(&png).context("the picture is broken")
}
