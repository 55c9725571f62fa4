//! A quotation: spans of one turn, with everything that must travel with them. Knows plain text, HTML and Markdown;
//! knows no clipboard.
//!
//! The words are read through the spans and never typed again; between two spans stands ……, and nothing else is left
//! out or added.

use super::directive::text_directive;
use super::letters::Reading;
use super::place;
use super::select::Selector;
use crate::export::markdown;
use crate::messages::{self, Ui, quotes as say};
use crate::text::{Span, trim};
use crate::transcript::{Item, Role, Transcript};

/// What stands where words are left out.
pub const OMISSION: &str = "……";

/// Words of one turn, and who said them where and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Where they stand in the source, in order; what lies between is left out.
    pub spans: Vec<Span>,
    /// The words as shown, with [`OMISSION`] where something is left out.
    pub text: String,
    /// The BCP 47 tag of their language.
    pub language: &'static str,
    /// The id of the sentence in which they begin.
    pub sentence: String,
    /// Who says them: the usual name; of a question the printed label of who asks.
    pub speaker: Option<String>,
    /// What the speaker does in this turn.
    pub role: Role,
    /// The printed label of who had asked, where the words answer.
    pub asked_by: Option<String>,
    /// The number of the exchange.
    pub exchange: Option<u32>,
    /// The headline.
    pub title: Option<String>,
    /// The occasion.
    pub event: Option<String>,
    /// The day.
    pub date: Option<time::Date>,
    /// Whether the day is inferred.
    pub is_inferred: bool,
    /// The credit line as printed.
    pub credit: Option<String>,
    /// The address of exactly these words, where there is an address at all.
    pub link: Option<String>,
}

/// Why something is no quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There are no words.
    #[error("nothing is selected")]
    Empty,
    /// The words are not all of one turn.
    #[error("the words are not from one turn")]
    SeveralTurns,
    /// A span begins before the one before it ends.
    #[error("the spans are out of order")]
    OutOfOrder,
}

impl Quote {
    /// Takes words out of a transcript. `base` is the address of the page; without one, that of the source counts.
    pub fn of(transcript: &Transcript, spans: &[Span], base: Option<&str>) -> Result<Self, Fault> {
        let trimmed = spans.iter().map(|span| trim(&transcript.source.text, *span)).filter(|span| !span.is_empty());
        let spans: Vec<Span> = trimmed.collect();
        let (first, last) = spans.first().zip(spans.last()).ok_or(Fault::Empty)?;
        if spans.iter().zip(spans.iter().skip(1)).any(|(a, b)| b.start < a.end) {
            return Err(Fault::OutOfOrder);
        }
        let whole = first.join(*last);
        let (item, turn) = place::find_turn(transcript, |_, i, t, turn| {
            let hull = turn.paragraphs.first()?.span.join(turn.paragraphs.last()?.span);
            hull.contains(*first).then_some((i, t, hull))
        })
        .and_then(|(i, t, hull)| hull.contains(whole).then_some((i, t)))
        .ok_or(Fault::SeveralTurns)?;
        let item = transcript.items.get(item).ok_or(Fault::Empty)?;
        let said = item.turns.get(turn).ok_or(Fault::Empty)?;
        let pieces: Vec<String> = spans.iter().map(|span| words(transcript, *span)).collect();
        let asks = said.role == Role::Question;
        let label = transcript.label_of(said).map(str::to_owned);
        let name = transcript.speaker_of(said).map(|speaker| speaker.name.clone());
        let date = transcript.event.date.as_ref();
        let shown = |span: Option<Span>| span.map(|span| transcript.shown(span).into_owned());
        Ok(Self {
            text: pieces.join(OMISSION),
            language: transcript.language,
            sentence: place::id_at(transcript, first.start).unwrap_or_default(),
            speaker: if asks { label } else { name.or(label) },
            role: said.role,
            asked_by: (said.role == Role::Answer).then(|| asker(transcript, item, turn)).flatten(),
            exchange: item.number(),
            title: shown(transcript.headline.main),
            event: transcript.event.name.clone(),
            date: date.map(|date| date.value),
            is_inferred: date.is_some_and(|date| date.basis.is_some()),
            credit: shown(transcript.source.credit),
            link: link(transcript, whole, base),
            spans,
        })
    }

    /// Returns the lines below the words: who, as an answer to whom, where, when, from whom.
    pub fn attribution(&self, ui: Ui) -> String {
        let comma = if ui == Ui::En { ", " } else { "，" };
        let date = self.date.map(|day| {
            let inferred = messages::INFERRED;
            let inferred = if self.is_inferred { inferred.to(ui) } else { "" };
            [messages::date(day).to(ui), inferred].concat()
        });
        let asked = self.asked_by.as_ref().map(|label| say::asked_by(label).to(ui).to_owned());
        let parts = [self.speaker.clone(), asked, self.event.clone(), date, self.credit.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(comma)
    }

    /// Writes plain text: the words in quotation marks, who said them, the link.
    pub fn plain(&self, ui: Ui) -> String {
        let (open, close) = marks(self.language);
        let mut text = [open, &self.text, close, "\n", dash(ui), &self.attribution(ui)].concat();
        if let Some(link) = &self.link {
            text.push('\n');
            text.push_str(link);
        }
        text
    }

    /// Writes HTML: a figure with its caption, everything escaped.
    pub fn html(&self, ui: Ui) -> String {
        let cite = self.link.as_ref().map(|link| format!(" cite=\"{}\"", escape(link))).unwrap_or_default();
        let caption = escape(&self.attribution(ui));
        let caption = match &self.link {
            Some(link) => format!("<a href=\"{}\">{caption}</a>", escape(link)),
            None => caption,
        };
        format!(
            "<figure><blockquote{cite} lang=\"{}\"><p>{}</p></blockquote><figcaption>{}{caption}</figcaption></figure>",
            self.language,
            escape(&self.text),
            dash(ui),
        )
    }

    /// Writes Markdown: a block quotation with its source below.
    pub fn markdown(&self, ui: Ui) -> String {
        let caption = markdown::escape(&self.attribution(ui));
        let caption = match &self.link {
            // An address in angle brackets may hold anything but these (CommonMark § 6.3).
            Some(link) => {
                format!("[{caption}](<{}>)", link.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C"))
            }
            None => caption,
        };
        format!("> {}\n>\n> {}{caption}\n", markdown::escape(&self.text), dash(ui))
    }
}

/// Returns the words of a span on one line, stage directions stepped over.
fn words(transcript: &Transcript, span: Span) -> String {
    let mut reading = Reading::default();
    reading.span(transcript, span);
    let line: String = reading.glyphs.iter().map(|g| if matches!(g.c, '\n' | '\r') { ' ' } else { g.c }).collect();
    if transcript.language.starts_with("zh") || transcript.language == "ja" {
        // Two paragraphs of Chinese need no blank between them.
        return line.split("  ").filter(|piece| !piece.is_empty()).collect();
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the printed label of whoever asked last before a turn.
fn asker(transcript: &Transcript, item: &Item, turn: usize) -> Option<String> {
    let before = item.turns.get(..turn)?.iter().rev();
    let question = before.into_iter().find(|turn| turn.role == Role::Question)?;
    transcript.label_of(question).map(str::to_owned)
}

fn link(transcript: &Transcript, span: Span, base: Option<&str>) -> Option<String> {
    let web = |base: &&str| base.starts_with("https://") || base.starts_with("http://");
    let base = base.or(transcript.source.url.as_deref())?;
    let page = base.split('#').next().unwrap_or(base);
    let state = Selector::of(transcript, span).into_state().to_string();
    // Browsers know the directive on the web only.
    let directive = Some(base).filter(web).and_then(|_| text_directive(transcript, span)).unwrap_or_default();
    Some([page, "#", &state, &directive].concat())
}

fn marks(language: &str) -> (&'static str, &'static str) {
    match language {
        "zh-Hant" | "ja" => ("「", "」"),
        _ => ("“", "”"),
    }
}

fn dash(ui: Ui) -> &'static str {
    if ui == Ui::En { "— " } else { "——" }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
