//! From a transcript to the tree of the page: one markup for prerender, page, one file and embed.
//!
//! Interface words stand in it three times, and the style sheet shows the one of `html[data-ui]`: a change of
//! language needs no code and moves nothing. Knows no browser.

mod about;
mod item;
mod masthead;
mod node;
mod outline;
mod words;

pub use about::About;
pub use node::Node;
pub(crate) use node::escape;
pub use outline::{asker, outline};

use crate::messages::Message;
use crate::messages::Ui;
use crate::transcript::{Item, Transcript};

/// How many hexadecimal digits of the source's SHA-256 name a document in an address.
pub const DOC_DIGITS: usize = 8;

/// Returns the name of a transcript in addresses: the first 8 hexadecimal digits of its source's SHA-256.
pub fn doc(transcript: &Transcript) -> String {
    transcript.sha256().chars().take(DOC_DIGITS).collect()
}

/// Returns the headline as plain text: what a window's title says.
pub fn title(transcript: &Transcript) -> Option<String> {
    let head = transcript.headline.main.or(transcript.headline.kicker);
    head.map(|span| transcript.shown(span).into_owned()).or_else(|| transcript.event.name.clone())
}

/// Returns the whole `<article>`.
pub fn page(transcript: &Transcript, about: &About) -> Node {
    Node::new("article")
        .with("class", "transcript")
        .with("lang", transcript.language)
        .with("data-doc", doc(transcript))
        .child(masthead::masthead(transcript))
        .children(transcript.items.iter().map(|item| item::section(transcript, item, about)))
}

/// Returns an `<article>` of one part alone, under the masthead: what a page of its own shows of an exchange.
pub fn excerpt(transcript: &Transcript, item: &Item, about: &About) -> Node {
    Node::new("article")
        .with("class", "transcript")
        .with("lang", transcript.language)
        .with("data-doc", doc(transcript))
        .child(masthead::masthead(transcript))
        .child(item::section(transcript, item, about))
}

/// Returns a message in its three languages, of which the style sheet shows one.
fn say(message: &Message) -> impl Iterator<Item = Node> {
    Ui::ALL.map(|ui| say_in(message, ui)).into_iter()
}

/// Returns the nodes of a message in its three languages.
pub fn said(message: &Message) -> Vec<Node> {
    say(message).collect()
}

fn say_in(message: &Message, ui: Ui) -> Node {
    let span = Node::new("span").with("data-ui", ui.tag()).with("lang", ui.tag());
    // Without a style sheet one language is enough.
    let span = if ui == Ui::default() { span } else { span.with("hidden", "") };
    span.child(Node::text(message.to(ui)))
}

#[cfg(test)]
mod tests;
