//! `shilu card`: a sentence of a transcript as an SVG, or the lines it is set in. Knows arguments.

use clap::{Args, ValueEnum};
use shilu::card::design::{Accent, Parts, Preset, Shade, Template, Writing};
use shilu::card::face::EmMeasure;
use shilu::card::{Design, Matter, Sheet, TooLong, compose, svg};
use shilu::messages::Ui;
use shilu::quotes::{self, Orphan, Quote, Selector};
use shilu::transcript::Transcript;
use std::path::PathBuf;

/// What a card is to be.
#[derive(Args)]
pub(crate) struct Wish {
    /// The id of a sentence (x2a1.p3.s1), or of a paragraph or a turn to take all of it.
    #[arg(long)]
    sentence: String,
    /// The format: square, portrait, story, landscape or print.
    #[arg(long, default_value = "square", value_parser = |word: &str| named(Preset::from_word(word)))]
    preset: Preset,
    /// The direction: horizontal or vertical.
    #[arg(long, default_value = "horizontal", value_parser = |word: &str| named(Writing::from_word(word)))]
    writing: Writing,
    /// The template: plain, bold, seal, dialogue, night or column.
    #[arg(long, default_value = "plain", value_parser = |word: &str| named(Template::from_word(word)))]
    template: Template,
    /// Light or dark.
    #[arg(long, default_value = "light", value_parser = |word: &str| named(Shade::from_word(word)))]
    shade: Shade,
    /// The accent: vermilion, indigo, pine, ochre or ink.
    #[arg(long, default_value = "vermilion", value_parser = |word: &str| named(Accent::from_word(word)))]
    accent: Accent,
    /// The language of everything but the quotation: zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "zh-Hans", value_parser = |word: &str| named(Ui::from_tag(word)))]
    ui: Ui,
    /// The address of the page, for the QR code.
    #[arg(long)]
    base: Option<String>,
    /// Spreads words that do not fit over numbered cards.
    #[arg(long)]
    split: bool,
    /// The picture, or the lines as JSON with sizes in px.
    #[arg(long, value_enum, default_value_t = Form::Svg)]
    format: Form,
    /// Where the picture goes instead of standard output; numbered cards go to out-1.svg, out-2.svg …
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// The transcript's text, or `-` for standard input.
    pub(crate) file: PathBuf,
}

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Svg,
    Lines,
}

/// Why there is no card.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("{0}: only the page makes a PNG; name a file that ends in .svg")]
    Picture(String),
    #[error("{0}: {1}")]
    Place(String, Orphan),
    #[error("{0}: {1}")]
    Words(String, quotes::quote::Fault),
    #[error("{id}: {fault}: {clauses} clauses to choose from{}", cards(.fault))]
    TooLong { id: String, fault: TooLong, clauses: usize },
}

fn cards(fault: &TooLong) -> String {
    fault.cards.map(|cards| format!(", or {cards} cards with --split")).unwrap_or_default()
}

fn named<T>(found: Option<T>) -> Result<T, &'static str> {
    found.ok_or("there is nothing of this name; --help tells what there is")
}

/// Makes the card, or the cards: one text a file.
pub(crate) fn make(wish: &Wish, transcript: &Transcript) -> Result<Vec<String>, Fault> {
    let id = || wish.sentence.clone();
    if wish.output.as_ref().and_then(|path| path.extension()).is_some_and(|ending| ending.eq_ignore_ascii_case("png")) {
        return Err(Fault::Picture(id()));
    }
    let selector = Selector { id: Some(id()), ..Selector::default() };
    let span = quotes::resolve(transcript, &selector).map_err(|fault| Fault::Place(id(), fault))?;
    let base = wish.base.as_deref();
    let quote = Quote::of(transcript, &[span], base).map_err(|fault| Fault::Words(id(), fault))?;
    let matter = Matter::of(transcript, &quote, base, wish.ui);
    let design = Design {
        preset: wish.preset,
        writing: wish.writing,
        template: wish.template,
        shade: wish.shade,
        accent: wish.accent,
        parts: Parts::default(),
        ui: wish.ui,
        split: wish.split,
    };
    let sheets = compose(&matter, &design, &EmMeasure::of(&matter.language)).map_err(|fault| {
        let clauses = fault.clauses.len();
        Fault::TooLong { id: id(), fault, clauses }
    })?;
    Ok(match wish.format {
        Form::Svg => sheets.iter().map(svg::write).collect(),
        Form::Lines => vec![lines(&sheets, wish.writing)],
    })
}

/// Writes what was set, line by line, in px.
fn lines(sheets: &[Sheet], writing: Writing) -> String {
    let round = |px: f32| {
        let px = (f64::from(px) * 100.0).round() / 100.0;
        if px.fract() == 0.0 { serde_json::json!(px as i64) } else { serde_json::json!(px) }
    };
    let cards = sheets.iter().map(|sheet| {
        serde_json::json!({
            "font_size": round(sheet.font_size),
            "writing": writing.word(),
            "lines": sheet.lines,
            "field": sheet.field.map(round),
            "extent": sheet.extent.map(round),
        })
    });
    let text = serde_json::json!({ "cards": cards.collect::<Vec<_>>() }).to_string();
    text + "\n"
}
