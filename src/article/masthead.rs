//! What stands above the text: kicker, headline, and the line of facts, which opens without JavaScript.

use super::{Node, say, words};
use crate::messages;
use crate::text::Span;
use crate::transcript::{ItemKind, Paragraph, RepairKind, Transcript};

/// How many characters on each side of a repair are shown with it.
const CONTEXT: usize = 7;

/// Returns the `<header>` of the article.
pub(super) fn masthead(transcript: &Transcript) -> Node {
    let line = |span: Option<Span>, class: &'static str, id: &'static str| {
        span.map(|span| Node::new("p").with("class", class).with("id", id).children(words::words(transcript, span)))
    };
    Node::new("header")
        .with("class", "masthead")
        .children(line(transcript.headline.kicker, "kicker", "h.kicker"))
        .child(headline(transcript))
        .children(line(transcript.headline.sub, "sub", "h.sub"))
        .child(facts(transcript))
        .children(notices(transcript))
}

/// The headline, in phrases that break at its own spaces.
fn headline(transcript: &Transcript) -> Node {
    let h1 = Node::new("h1").with("id", "h.main");
    let Some(main) = transcript.headline.main else {
        return match &transcript.event.name {
            Some(name) => h1.child(Node::text(name.as_str())),
            None => h1.with("class", "untitled").children(say(&messages::UNTITLED)),
        };
    };
    let shown = transcript.shown(main);
    let chinese = transcript.language.starts_with("zh") || transcript.language == "ja";
    if !chinese {
        return h1.child(Node::text(shown));
    }
    let mut h1 = h1;
    for phrase in shown.split_inclusive([' ', '\u{3000}']) {
        let words = phrase.trim_end_matches([' ', '\u{3000}']);
        let gap = phrase.get(words.len()..).unwrap_or_default();
        if !words.is_empty() {
            h1 = h1.child(Node::new("span").with("class", "phrase").child(Node::text(words)));
        }
        if !gap.is_empty() {
            h1 = h1.child(Node::text(gap));
        }
    }
    h1
}

fn facts(transcript: &Transcript) -> Node {
    let fact = |class: &'static str| Node::new("li").with("class", class);
    let mut list = Node::new("ul").with("class", "facts");
    if let Some(day) = date(transcript) {
        list = list.child(fact("date").child(day));
    }
    if let Some(venue) = transcript.event.venue {
        list = list.child(fact("venue").children(words::words(transcript, venue)));
    }
    if let Some(credit) = transcript.source.credit {
        list = list.child(fact("source").children(words::words(transcript, credit)));
    }
    let exchanges = transcript.exchanges().count();
    let mut counts = fact("counts");
    if exchanges > 0 {
        counts = counts.children(say(&messages::exchanges(exchanges))).child(Node::text(" · "));
    }
    list = list.child(counts.children(say(&length(transcript))));
    if let Some(repairs) = repairs(transcript) {
        list = list.child(fact("repairs").child(repairs));
    }
    list
}

fn date(transcript: &Transcript) -> Option<Node> {
    let date = transcript.event.date.as_ref()?;
    let day = Node::new("time").with("datetime", date.value.to_string()).children(say(&messages::date(date.value)));
    let Some(basis) = &date.basis else { return Some(day) };
    let inferred = Node::new("span").with("class", "inferred").children(say(&messages::INFERRED));
    let why = messages::date_basis(date.printed.of(&transcript.source.text), basis);
    Some(
        Node::new("details")
            .with("class", "basis")
            .child(Node::new("summary").child(day).child(inferred))
            .child(Node::new("p").children(say(&why))),
    )
}

/// How long the text is, in the unit of its language: what is said, without lead and credit.
fn length(transcript: &Transcript) -> messages::Message {
    let said = transcript.items.iter().filter(|item| !matches!(item.kind, ItemKind::Lead | ItemKind::Credit));
    let paragraphs = said.flat_map(|item| &item.turns).flat_map(|turn| &turn.paragraphs);
    let spaced = !(transcript.language.starts_with("zh") || transcript.language == "ja");
    let count = |paragraph: &Paragraph| {
        let shown = transcript.shown(paragraph.span);
        if spaced { shown.split_whitespace().count() } else { shown.chars().count() }
    };
    let total = paragraphs.map(count).sum();
    if spaced { messages::words(total) } else { messages::characters(total) }
}

/// The list of joined paragraphs, each with its words around and a link to its sentence.
fn repairs(transcript: &Transcript) -> Option<Node> {
    let joins = transcript.repairs.iter().filter(|repair| repair.kind == RepairKind::Join);
    let entries: Vec<Node> = joins
        .map(|repair| {
            let (id, number) = sentence_at(transcript, repair.span.start);
            let source = &transcript.source.text;
            let before: String = tail(source.get(..repair.span.start as usize).unwrap_or_default());
            let after = source.get(repair.span.end as usize..).unwrap_or_default().lines().next().unwrap_or_default();
            let after: String = after.chars().take(CONTEXT).collect();
            let words = Node::new("a")
                .with("href", format!("#{}", id.unwrap_or_default()))
                .with("lang", transcript.language)
                .child(Node::text(format!("……{before}")))
                .child(Node::new("i").with("class", "break"))
                .child(Node::text(format!("{after}……")));
            let place = number
                .map(|number| Node::new("span").with("class", "place").children(say(&messages::in_exchange(number))));
            Node::new("li").children(place).child(Node::text(" ")).child(words)
        })
        .collect();
    if entries.is_empty() {
        return None;
    }
    Some(
        Node::new("details")
            .with("class", "repairs")
            .child(Node::new("summary").children(say(&messages::repairs(entries.len()))))
            .child(Node::new("p").children(say(&messages::REPAIRS_EXPLAINED)))
            .child(Node::new("ol").children(entries)),
    )
}

fn tail(text: &str) -> String {
    let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let tail = text.get(start..).unwrap_or_default();
    tail.rsplit('\n').next().unwrap_or_default().to_owned()
}

/// Finds the sentence in which a byte of the source stands, and the number of its exchange.
fn sentence_at(transcript: &Transcript, at: u32) -> (Option<String>, Option<u32>) {
    for item in &transcript.items {
        for (id, turn) in item.turns_with_ids() {
            for (p, paragraph) in turn.paragraphs.iter().enumerate() {
                if at < paragraph.span.start || paragraph.span.end <= at {
                    continue;
                }
                let sentence = paragraph.sentences.iter().rposition(|span| span.start <= at).unwrap_or(0);
                return (Some(format!("{id}.p{}.s{}", p + 1, sentence + 1)), item.number());
            }
        }
    }
    (None, None)
}

fn notices(transcript: &Transcript) -> Vec<Node> {
    let mut seen = Vec::new();
    for diagnostic in &transcript.diagnostics {
        if !seen.contains(&diagnostic.kind) {
            seen.push(diagnostic.kind);
        }
    }
    let told = seen.into_iter().filter_map(messages::notice);
    told.map(|notice| Node::new("p").with("class", "notice").children(say(&notice))).collect()
}
