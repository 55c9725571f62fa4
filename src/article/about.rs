//! What the exchanges are about, as the article and its outline say it.

use super::{Node, say};
use crate::messages::named;
use crate::topics::{Composed, LANGUAGES, Lexicon, TopicRole, Topics, composed};

/// What a transcript's exchanges are about, and in what words that is said.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The lexicon that the topics belong to.
    pub lexicon: &'a Lexicon,
    /// The topics of each exchange.
    pub topics: &'a [Topics],
}

impl About<'_> {
    /// Returns what an exchange is about, composed; nothing where that is not known.
    fn of(&self, number: u32) -> Vec<Composed> {
        let topics = self.topics.iter().find(|topics| topics.number == number);
        topics.map(|topics| composed(&topics.topics, self.lexicon)).unwrap_or_default()
    }

    fn id(&self, subject: usize) -> &str {
        self.lexicon.subject(subject).map_or("", |subject| &subject.id)
    }

    fn names(&self, topic: &Composed) -> Vec<Node> {
        let [hans, hant, en] = LANGUAGES.map(|language| topic.name(self.lexicon, language));
        say(&named(hans, hant, en)).collect()
    }

    /// Returns the line under an exchange's heading: each topic a button, which the program brings to life.
    pub(super) fn line(&self, number: u32) -> Option<Node> {
        let topics = self.of(number);
        let button = |topic: &Composed| {
            let ids: Vec<&str> =
                [Some(topic.subject), topic.partner].into_iter().flatten().map(|n| self.id(n)).collect();
            let class = if topic.role == TopicRole::Primary { "topic" } else { "topic secondary" };
            let button = Node::new("button").with("type", "button").with("class", class).with("disabled", "");
            [button.with("data-topics", ids.join(" ")).children(self.names(topic)), Node::text(" ")]
        };
        let line = Node::new("p").with("class", "topics").children(topics.iter().flat_map(button));
        (!topics.is_empty()).then_some(line)
    }

    /// Returns the primary topics, for the outline.
    pub(super) fn brief(&self, number: u32) -> Option<Node> {
        let primary: Vec<Composed> =
            self.of(number).into_iter().filter(|topic| topic.role == TopicRole::Primary).collect();
        let [hans, hant, en] = LANGUAGES.map(|language| {
            let names: Vec<String> = primary.iter().map(|topic| topic.name(self.lexicon, language)).collect();
            names.join(if language == "en" { ", " } else { "、" })
        });
        let brief = Node::new("span").with("class", "about").child(Node::text(" · "));
        (!primary.is_empty()).then(|| brief.children(say(&named(hans, hant, en))))
    }
}
