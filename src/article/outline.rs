//! The outline: the exchanges at a glance, by number, by who asks and by what they are about.

use super::{About, Node, say};
use crate::messages::{self, Ui};
use crate::transcript::{Item, ItemKind, Role, SpeakerKind, Transcript};

/// Returns the `<ol>` of the outline: a link to each exchange, and to each heading between them.
pub fn outline(transcript: &Transcript, about: &About) -> Node {
    let entries = transcript.items.iter().filter_map(|item| match item.kind {
        ItemKind::Exchange => Some(exchange(transcript, item, about)),
        ItemKind::Heading => Some(heading(transcript, item)),
        _ => None,
    });
    Node::new("ol").children(entries)
}

fn exchange(transcript: &Transcript, item: &Item, about: &About) -> Node {
    let number = Node::new("span").with("class", "number").child(Node::text(item.ordinal.to_string()));
    let who = Node::new("span").with("class", "who").with("lang", transcript.language);
    let who = match who_asks(transcript, item) {
        Asker::Named(name) => who.child(Node::text(name)),
        Asker::Unnamed => who.children(say(&messages::UNNAMED)),
        Asker::Nobody => who.children(say(&messages::NO_QUESTION)),
    };
    let who = Node::new("span").with("class", "line").child(who).children(about.brief(item.ordinal));
    entry(item, vec![number, Node::text(" "), who])
}

fn heading(transcript: &Transcript, item: &Item) -> Node {
    let words = item.turns.iter().flat_map(|turn| &turn.paragraphs).map(|p| transcript.shown(p.span));
    let who = Node::new("span").with("class", "who").with("lang", transcript.language);
    entry(item, vec![who.child(Node::text(words.collect::<String>()))])
}

fn entry(item: &Item, children: Vec<Node>) -> Node {
    Node::new("li").child(Node::new("a").with("href", format!("#{}", item.id())).children(children))
}

enum Asker<'t> {
    Named(&'t str),
    Unnamed,
    Nobody,
}

/// Returns who asks, as the outline names them, in one language.
pub fn asker(transcript: &Transcript, item: &Item, ui: Ui) -> String {
    match who_asks(transcript, item) {
        Asker::Named(name) => name.to_owned(),
        Asker::Unnamed => messages::UNNAMED.to(ui).to_owned(),
        Asker::Nobody => messages::NO_QUESTION.to(ui).to_owned(),
    }
}

/// Who asks: the outlet by its usual name, anybody else as printed.
fn who_asks<'t>(transcript: &'t Transcript, item: &Item) -> Asker<'t> {
    let Some(turn) = item.turns.iter().find(|turn| turn.role == Role::Question) else { return Asker::Nobody };
    let name = match transcript.speaker_of(turn) {
        Some(speaker) if speaker.kind != SpeakerKind::Unknown => Some(speaker.name.as_str()),
        _ => transcript.label_of(turn),
    };
    match name.filter(|name| !name.is_empty()) {
        Some(name) => Asker::Named(name),
        None => Asker::Unnamed,
    }
}
