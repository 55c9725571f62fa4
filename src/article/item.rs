//! One part of the transcript: an exchange under its number, an opening, a lead, a credit line.

use super::{About, Node, say, say_in, words};
use crate::messages::{self, Ui};
use crate::text::fold;
use crate::transcript::{Item, ItemKind, Role, Transcript, Turn};

/// Returns the section of an item.
pub(super) fn section(transcript: &Transcript, item: &Item, about: &About) -> Node {
    let section = Node::new("section").with("class", format!("item {}", name(item.kind))).with("id", item.id());
    match item.kind {
        ItemKind::Exchange => exchange(transcript, item, about, section),
        ItemKind::Heading => {
            section.child(Node::new("h2").children(item.turns.iter().flat_map(|turn| {
                turn.paragraphs.iter().flat_map(|paragraph| words::words(transcript, paragraph.span))
            })))
        }
        kind => {
            let heading = messages::part(kind).map(|said| Node::new("h2").with("class", "unseen").children(say(&said)));
            section.children(heading).children(turns(transcript, item, None))
        }
    }
}

/// Returns the name of a kind of item, as the style sheet and the JSON have it.
pub(super) fn name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Opening => "opening",
        ItemKind::Exchange => "exchange",
        ItemKind::Statement => "statement",
        ItemKind::Announcement => "announcement",
        ItemKind::Closing => "closing",
        ItemKind::Scene => "scene",
        ItemKind::Heading => "heading",
        ItemKind::Lead => "lead",
        ItemKind::Credit => "credit",
        ItemKind::Other => "other",
    }
}

fn exchange(transcript: &Transcript, item: &Item, about: &About, section: Node) -> Node {
    let number = item.ordinal.to_string();
    // The first question's label is the heading: it is not printed twice.
    let asked = item.turns_with_ids().find(|(_, turn)| turn.role == Role::Question);
    let asker = Node::new("span").with("class", "asker");
    let asker = match &asked {
        None => asker.children(say(&messages::NO_QUESTION)),
        Some((id, turn)) => match transcript.label_of(turn) {
            Some(label) => asker.with("id", format!("{id}.label")).child(Node::text(label)),
            None => asker.children(say(&messages::UNNAMED)),
        },
    };
    let mut heading = Node::new("h2")
        .child(Node::new("span").with("class", "number").child(Node::text(number.as_str())))
        .child(Node::text(" "))
        .child(asker);
    if asked.is_some() {
        let label = asked.as_ref().and_then(|(_, turn)| transcript.label_of(turn));
        heading = heading.child(Node::text(" ")).child(role(Role::Question, label));
    }
    let section = section
        .with("data-number", number)
        .child(heading)
        .children(about.line(item.ordinal))
        .children(turns(transcript, item, asked.map(|(id, _)| id).as_deref()));
    let answered = item.turns.iter().any(|turn| turn.role == Role::Answer);
    if answered {
        section
    } else {
        section.child(Node::new("p").with("class", "absence").children(say(&messages::NO_ANSWER)))
    }
}

fn turns(transcript: &Transcript, item: &Item, labelled: Option<&str>) -> Vec<Node> {
    item.turns_with_ids().map(|(id, turn)| one_turn(transcript, &id, turn, labelled == Some(id.as_str()))).collect()
}

fn one_turn(transcript: &Transcript, id: &str, turn: &Turn, labelled: bool) -> Node {
    let label = transcript.label_of(turn).filter(|_| !labelled).map(|label| {
        let name = Node::new("span").with("class", "name").child(Node::text(label));
        let p = Node::new("p").with("class", "label").with("id", format!("{id}.label")).child(name);
        match turn.role {
            Role::Question | Role::Answer => p.child(Node::text(" ")).child(role(turn.role, Some(label))),
            Role::Statement | Role::Moderator | Role::Scene => p,
        }
    });
    let paragraphs = turn.paragraphs.iter().enumerate().map(|(n, paragraph)| {
        let id = format!("{id}.p{}", n + 1);
        let words = words::paragraph(transcript, &id, paragraph);
        let p = Node::new("p").with("id", id);
        let p = if paragraph.scene { p.with("class", "scene") } else { p };
        p.children(words)
    });
    Node::new("div")
        .with("class", format!("turn {}", role_name(turn.role)))
        .with("id", id.to_owned())
        .children(label)
        .children(paragraphs)
}

/// Says the role beside a label; not in a language in which the label is that very word (问：, 答：).
fn role(role: Role, label: Option<&str>) -> Node {
    let said = messages::role(role);
    let is_said = |ui: &Ui| label.is_some_and(|label| label.chars().map(fold).eq(said.to(*ui).chars().map(fold)));
    let spans = Ui::ALL.into_iter().filter(|ui| !is_said(ui)).map(|ui| say_in(&said, ui));
    Node::new("span").with("class", "role").children(spans)
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Question => "question",
        Role::Answer => "answer",
        Role::Statement => "statement",
        Role::Moderator => "moderator",
        Role::Scene => "scene",
    }
}
