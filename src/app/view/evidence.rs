//! What opens under an exchange's topics: the words that show a topic, what else is named, and words of its own.

use crate::article::{Node, said};
use crate::messages::{Message, named, topics as say};
use crate::protocol::{Choices, Evidence, Group, Keywords, Topic};
use crate::topics::TopicRole;

/// Draws the panel of the topics with these ids, as part of the text: `browser` puts it there.
pub(in crate::app) fn panel(all: &[Topic], ids: &[&str], keywords: &Keywords, choices: &Choices) -> Node {
    let shown: Vec<&Topic> = all.iter().filter(|topic| ids.contains(&topic.id.as_str())).collect();
    let mut terms: Vec<&Evidence> = Vec::new();
    for evidence in shown.iter().flat_map(|topic| &topic.evidence) {
        if !terms.iter().any(|one| one.term == evidence.term) {
            terms.push(evidence);
        }
    }
    let role = shown.iter().map(|topic| topic.role).min().unwrap_or(TopicRole::Mention);
    let mut panel = Node::new("div").with("class", "evidence").with("id", "evidence").with("tabindex", "-1");
    let words = terms.iter().map(|evidence| {
        let count = evidence.marks.len();
        button("term", &evidence.term, counted(&evidence.term, count))
    });
    let line = Node::new("p").child(Node::new("span").with("class", "role").children(said(&say::role(role))));
    panel = panel.child(words.fold(labelled(line, &say::EVIDENCE), spaced));
    let others = all.iter().filter(|topic| topic.role == TopicRole::Mention && !ids.contains(&topic.id.as_str()));
    let others: Vec<Node> = others.map(|topic| button("", &topic.id, names(topic))).collect();
    if !others.is_empty() {
        panel = panel.child(others.into_iter().fold(labelled(Node::new("p"), &say::ALSO), spaced));
    }
    if !keywords.is_empty() {
        let words = keywords.iter().map(|(word, count)| button("word", word, counted(word, *count)));
        panel = panel.child(words.fold(labelled(Node::new("p"), &say::OWN_KEYWORDS), spaced));
    }
    if role < TopicRole::Mention {
        panel = panel.child(Node::new("p").child(only(ids, choices)));
    }
    panel
}

/// The choice of a topic; of a pair, the relation.
fn only(ids: &[&str], choices: &Choices) -> Node {
    let id = match ids {
        [_, place] => ["relation.", place].concat(),
        _ => ids.concat(),
    };
    let is_on = choices.has(Group::of(&id), &id);
    button("only", &id, said(&say::ONLY)).with("aria-pressed", is_on.to_string())
}

fn labelled(line: Node, message: &Message) -> Node {
    line.children(said(message))
}

fn spaced(line: Node, button: Node) -> Node {
    line.child(Node::text(" ")).child(button)
}

fn counted(word: &str, count: usize) -> Vec<Node> {
    let mut words = vec![Node::text(word)];
    if count > 1 {
        words.push(Node::new("span").with("class", "count").child(Node::text([" ", &count.to_string()].concat())));
    }
    words
}

fn names(topic: &Topic) -> Vec<Node> {
    let [hans, hant, en] = topic.names.clone();
    said(&named(hans, hant, en))
}

fn button(deed: &'static str, topics: &str, label: Vec<Node>) -> Node {
    let button = Node::new("button").with("type", "button").with("class", "deed");
    button.with("data-deed", deed).with("data-topics", topics.to_owned()).children(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Mark;

    fn topic(id: &str, role: TopicRole, terms: &[(&str, usize)]) -> Topic {
        let evidence = terms
            .iter()
            .map(|(term, count)| Evidence { term: (*term).to_owned(), marks: vec![Mark::default(); *count] });
        Topic { id: id.into(), names: [id, id, id].map(str::to_owned), role, evidence: evidence.collect() }
    }

    #[test]
    fn a_word_that_shows_both_of_a_pair_stands_once() {
        let all = [
            topic("theme.powers", TopicRole::Primary, &[("中俄关系", 3), ("中俄", 2)]),
            topic("place.ru", TopicRole::Primary, &[("中俄", 2), ("俄罗斯", 1)]),
            topic("place.us", TopicRole::Mention, &[("美国", 1)]),
        ];
        let html = panel(&all, &["theme.powers", "place.ru"], &Vec::new(), &Choices::default()).to_html();
        assert_eq!(html.matches("data-deed=\"term\"").count(), 3, "{html}");
        assert!(
            html.contains("data-topics=\"place.us\"") && html.contains("data-topics=\"relation.place.ru\""),
            "{html}"
        );
        let mention = panel(&all, &["place.us"], &vec![("会谈".into(), 2)], &Choices::default()).to_html();
        assert!(!mention.contains("data-deed=\"only\"") && mention.contains("data-deed=\"word\""), "{mention}");
    }
}
