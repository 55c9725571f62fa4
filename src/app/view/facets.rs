//! What exchanges can be chosen by, as trees that `browser` puts under the outline, above the text and beside it: a page
//! that draws hundreds of buttons anew for every choice is the faster without a framework. Interface words stand in
//! their three languages, as in the article.

use crate::app::state::filtering::Filtering;
use crate::article::{Node, said};
use crate::messages::finding::{CLOSE, HERE, MORE, everywhere};
use crate::messages::{Message, named, topics as say};
use crate::protocol::{Facet, Group, Keywords};

/// How many choices a group offers at first.
const FEW: usize = 8;

/// What is drawn besides what passes.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Drawn {
    /// How many documents are open.
    pub(in crate::app) documents: usize,
    /// The groups of which all is offered.
    pub(in crate::app) unfolded: Vec<Group>,
    /// A lexicon that the reader brought is in use.
    pub(in crate::app) has_lexicon: bool,
}

/// Draws the choices.
pub(in crate::app) fn facets(filtering: &Filtering, drawn: &Drawn) -> Node {
    let title = Node::new("span").with("id", "facets.title").children(said(&say::FILTER));
    let clear = (!filtering.filter.choices.is_empty()).then(|| deed("clear-facets", "clear", said(&say::CLEAR)));
    let mut section = Node::new("section").with("aria-labelledby", "facets.title");
    section = section.child(Node::new("p").with("class", "ways").child(title).children(clear));
    if drawn.documents > 1 {
        let place = |all: bool, message: &Message| {
            let [id, deed] = if all { ["facets-everywhere", "everywhere"] } else { ["facets-here", "here"] };
            choice(id, deed, "", filtering.filter.everywhere == all, said(message))
        };
        let places = [place(false, &HERE), place(true, &everywhere(drawn.documents))];
        section = section.child(Node::new("div").with("class", "switch").children(places));
    }
    for group in Group::ALL {
        let own: Vec<&Facet> = filtering.facets.facets.iter().filter(|facet| facet.group == group).collect();
        if !own.is_empty() {
            section = section.child(one_group(filtering, group, &own, drawn.unfolded.contains(&group)));
        }
    }
    if drawn.has_lexicon {
        section = section.child(deed("own-lexicon", "own-lexicon", said(&say::OWN_LEXICON)));
    }
    section.child(Node::new("span").with("id", "passed-over").with("hidden", "").children(said(&say::HIDDEN)))
}

/// Draws the words that set the shown document apart: pressed, they are searched for.
pub(in crate::app) fn keywords(words: &Keywords) -> Vec<Node> {
    let word = |(word, count): &(String, usize)| {
        let button = Node::new("button").with("type", "button").with("data-deed", "word");
        let label = Node::new("span").with("lang", "zh").child(Node::text(word.as_str()));
        Node::new("li").child(button.with("data-topics", word.clone()).child(label).child(count_of(*count)))
    };
    if words.is_empty() {
        return Vec::new();
    }
    let group = labelled("keywords", &say::KEYWORDS).with("id", "keywords");
    vec![group.child(Node::new("ul").children(words.iter().map(word)))]
}

fn labelled(id: &str, name: &Message) -> Node {
    let id = [id, ".title"].concat();
    let group = Node::new("div").with("class", "facet").with("role", "group").with("aria-labelledby", id.clone());
    group.child(Node::new("p").with("id", id).children(said(name)))
}

fn one_group(filtering: &Filtering, group: Group, facets: &[&Facet], is_unfolded: bool) -> Node {
    let choices = &filtering.filter.choices;
    let mut drawn = labelled(group.key(), &say::group(group)).with("data-group", group.key());
    // Nobody asks for two outlets at once.
    if choices.count(group) > 1 && group != Group::Outlet {
        let wants_all = choices.all.contains(&group);
        let way = |all: bool, message: &Message| {
            let deed = if all { "all" } else { "any" };
            choice(&[deed, "-", group.key()].concat(), deed, group.key(), wants_all == all, said(message))
        };
        drawn = drawn
            .child(Node::new("div").with("class", "switch").children([way(false, &say::ANY), way(true, &say::ALL)]));
    }
    let mut entries = Vec::new();
    for (n, facet) in facets.iter().enumerate() {
        let is_on = choices.has(group, &facet.id);
        if is_unfolded || n < FEW || is_on {
            entries.push(entry(facet, is_on));
        }
    }
    drawn = drawn.child(Node::new("ul").children(entries));
    if facets.len() > FEW {
        let message = if is_unfolded { say::FEWER } else { say::MORE };
        let label = said(&message);
        let more = deed(&["more-", group.key()].concat(), "more", label).with("data-topics", group.key());
        let of = Node::new("span").with("class", "unseen").child(Node::text(" · ")).children(said(&say::group(group)));
        drawn = drawn.child(more.with("aria-expanded", is_unfolded.to_string()).child(of));
    }
    drawn
}

fn entry(facet: &Facet, is_on: bool) -> Node {
    let mut name = Node::new("span").children(names(&facet.names));
    if facet.country.iter().any(|country| !country.is_empty()) {
        let country = Node::new("span").with("class", "country").child(Node::text(" ")).children(names(&facet.country));
        name = name.child(country);
    }
    let id = ["facet-", &facet.id].concat();
    let button = choice(&id, "toggle", &facet.id, is_on, vec![name, count_of(facet.count)]);
    Node::new("li").child(button.with("data-group", facet.group.key()))
}

/// Draws what stands above the text while something is chosen: how much is shown.
pub(in crate::app) fn showing(filtering: &Filtering) -> Vec<Node> {
    if filtering.filter.choices.is_empty() {
        return Vec::new();
    }
    let (shown, all) = filtering.showing();
    let showing = Node::new("span").with("id", "showing").children(said(&say::showing(shown, all)));
    let none = (shown == 0 && all > 0)
        .then(|| Node::new("span").with("id", "none").child(Node::text(" ")).children(said(&say::NONE)));
    [showing].into_iter().chain(none).collect()
}

/// Draws what passes in all documents, the newest first; `titles` are those of the open documents, with their dates.
pub(in crate::app) fn passing(filtering: &Filtering, titles: &[(String, String)]) -> Vec<Node> {
    let facets = &filtering.facets;
    let mut lines = Vec::new();
    let mut before = None;
    for one in &facets.listed {
        if before != Some(one.n) {
            let (title, date) = titles.get(one.n).cloned().unwrap_or_default();
            let count = facets.conferences.iter().find(|(n, _)| *n == one.n).map_or(0, |(_, count)| *count);
            let about = if date.is_empty() { count.to_string() } else { [&date, " · ", &count.to_string()].concat() };
            let about = Node::new("span").with("class", "facts").child(Node::text(about));
            lines.push(Node::new("li").with("class", "group").child(Node::text(title)).child(about));
            before = Some(one.n);
        }
        let number = Node::new("span").with("class", "number").child(Node::text(one.number.to_string()));
        let who = Node::new("span").with("class", "who").child(number).child(Node::text(one.asker.as_str()));
        let button = Node::new("button").with("type", "button").with("class", "hit").with("data-deed", "go");
        let place = [&one.n.to_string(), " ", &one.number.to_string()].concat();
        let words = Node::new("span").with("class", "words").children(names(&one.topics));
        lines.push(Node::new("li").child(button.with("data-topics", place).child(who).child(words)));
    }
    lines
}

/// Says how much passes in all documents.
pub(in crate::app) fn passing_counted(filtering: &Filtering) -> Vec<Node> {
    let facets = &filtering.facets;
    match facets.passing {
        0 => said(&say::NONE),
        n => said(&say::passing(n, facets.conferences.len())),
    }
}

/// Draws what stands there from the beginning, so that what comes into it is announced.
pub(in crate::app) fn frames() -> [Node; 2] {
    let status = |id: &'static str| Node::new("p").with("role", "status").with("id", id);
    let clear = deed("clear-choices", "clear", said(&say::CLEAR)).with("hidden", "");
    let filtered = Node::new("div").with("class", "ways").child(status("filtered-said")).child(clear);
    let close = Node::new("span").with("class", "unseen").children(said(&CLOSE));
    let close = Node::new("button").with("type", "button").with("class", "step").child(Node::text("×")).child(close);
    let head = Node::new("div").with("class", "ways").child(status("passing-counted"));
    let head = head.child(close.with("data-deed", "here").with("data-topics", ""));
    let list = Node::new("ol").with("class", "hits").with("id", "passed");
    let more = deed("more-passing", "more-passing", said(&MORE));
    let panel = Node::new("section").with("class", "found").with("id", "passing").with("tabindex", "-1");
    let panel = panel.with("aria-labelledby", "passing-counted").with("hidden", "");
    [filtered, panel.child(head).child(list).child(more)]
}

/// A word that says whether it is in force.
fn choice(id: &str, deed: &'static str, value: &str, is_on: bool, label: Vec<Node>) -> Node {
    let button = Node::new("button").with("type", "button").with("id", id.to_owned()).with("data-deed", deed);
    button.with("data-topics", value.to_owned()).with("aria-pressed", is_on.to_string()).children(label)
}

fn deed(id: &str, deed: &'static str, label: Vec<Node>) -> Node {
    let button = Node::new("button").with("type", "button").with("class", "deed").with("id", id.to_owned());
    button.with("data-deed", deed).with("data-topics", "").children(label)
}

fn names([hans, hant, en]: &[String; 3]) -> Vec<Node> {
    said(&named(hans.clone(), hant.clone(), en.clone()))
}

fn count_of(count: usize) -> Node {
    Node::new("span").with("class", "count").child(Node::text([" ", &count.to_string()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Facets, Passing};

    fn facet(group: Group, id: &str, count: usize) -> Facet {
        let names = [id, id, id].map(str::to_owned);
        Facet { group, id: id.to_owned(), names, country: Default::default(), count }
    }

    fn filtering(facets: Vec<Facet>) -> Filtering {
        let mut filtering = Filtering::default();
        let asked = filtering.ask(0);
        filtering.answer(asked, Facets { facets, here: 7, ..Facets::default() });
        filtering
    }

    #[test]
    fn a_group_offers_a_few_and_what_is_chosen() {
        let facets_of_places: Vec<Facet> =
            (0..20).map(|n| facet(Group::Place, &format!("place.{n}"), 20 - n)).collect();
        let mut filtering = filtering(facets_of_places);
        filtering.toggle(Group::Place, "place.12");
        let entries = |drawn: &Drawn| facets(&filtering, drawn).to_html().matches("data-deed=\"toggle\"").count();
        assert_eq!(entries(&Drawn::default()), FEW + 1);
        assert_eq!(entries(&Drawn { unfolded: vec![Group::Place], ..Drawn::default() }), 20);
    }

    #[test]
    fn any_and_all_are_offered_where_they_differ() {
        let mut filtering = filtering(vec![facet(Group::Place, "a", 1), facet(Group::Outlet, "b", 1)]);
        let html = |filtering: &Filtering| facets(filtering, &Drawn::default()).to_html();
        for (group, id) in [(Group::Place, "a"), (Group::Outlet, "b"), (Group::Outlet, "c")] {
            filtering.toggle(group, id);
        }
        assert!(!html(&filtering).contains("data-deed=\"all\""));
        filtering.toggle(Group::Place, "d");
        assert!(html(&filtering).contains("id=\"all-place\"") && !html(&filtering).contains("all-outlet"));
    }

    #[test]
    fn what_passes_stands_under_its_conference() {
        let mut filtering = filtering(Vec::new());
        let one = |n, number| Passing { n, number, asker: "塔斯社".into(), topics: Default::default() };
        filtering.facets.listed = vec![one(1, 2), one(1, 3), one(0, 1)];
        filtering.facets.conferences = vec![(1, 2), (0, 1)];
        let titles = [("甲".to_owned(), String::new()), ("乙".to_owned(), "2024-05-06".to_owned())];
        let html: String = passing(&filtering, &titles).iter().map(Node::to_html).collect();
        assert!(html.starts_with("<li class=\"group\">乙<span class=\"facts\">2024-05-06 · 2</span></li>"), "{html}");
        assert_eq!(html.matches("class=\"group\"").count(), 2);
        assert!(html.contains("data-topics=\"1 3\""), "{html}");
    }
}
