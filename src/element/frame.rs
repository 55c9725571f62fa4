//! What stands around the text in an embed: the contents, the search, what is in hand, the way to the whole page.

use crate::article::{Node, said};
use crate::messages::{self, Message, embed, finding, quoting};

/// Returns the tree of an embed with an empty place for the text.
pub(super) fn frame(outline: Option<Node>, exchanges: usize) -> Node {
    let contents = outline.filter(|_| exchanges > 1).map(|outline| {
        let summary = Node::new("summary").children(said(&messages::OUTLINE));
        div("details", "contents").child(summary).child(Node::new("nav").child(outline))
    });
    // No landmark: those of the page are its own.
    let finder = div("div", "finder")
        .child(div("input", "q").with("type", "search").with("autocomplete", "off").with("spellcheck", "false"))
        .child(div("output", "position"))
        .child(button("step before", &finding::BEFORE).with("hidden", ""))
        .child(button("step after", &finding::AFTER).with("hidden", ""));
    let deeds = div("div", "deeds")
        .child(button("deed copy", &finding::COPY))
        .child(button("deed link", &quoting::LINK))
        .child(button("deed away", &quoting::CLOSE));
    let hand = div("div", "hand").with("role", "group").with("hidden", "").child(div("p", "source")).child(deeds);
    let home = div("a", "home deed").with("target", "_blank").with("rel", "noopener").with("hidden", "");
    div("div", "frame")
        .child(div("div", "top").children(contents).child(finder))
        .child(div("p", "said").with("role", "status"))
        .child(div("div", "text"))
        .child(hand)
        .child(
            div("p", "foot")
                .child(button("whole deed", &embed::whole(exchanges)).with("hidden", ""))
                .child(home.children(said(&embed::HOME))),
        )
}

fn div(tag: &'static str, class: &'static str) -> Node {
    Node::new(tag).with("class", class)
}

fn button(class: &'static str, words: &Message) -> Node {
    div("button", class).with("type", "button").children(said(words))
}
