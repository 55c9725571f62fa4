//! TEI as [`crate::export::tei`] writes it → the transcript, up to layout.

use roxmltree::{Document, Node};

use super::error::{Error, known};
use super::rebuild::{Occasion, Part, Rebuild};
use crate::export::names::Named;
use crate::export::runs::Run;
use crate::export::tei::NAMESPACE;
use crate::transcript::{RepairKind, Speaker, SpeakerKind};

/// The namespace of `xml:id` and `xml:lang`.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Reads a transcript.
pub fn read(xml: &str) -> Result<crate::transcript::Transcript, Error> {
    let document = Document::parse(xml)?;
    let root = document.root_element();
    if !root.has_tag_name((NAMESPACE, "TEI")) {
        return Err(Error::Missing("TEI"));
    }
    let mut rebuild = Rebuild::default();
    for node in all(root, "listPerson").flat_map(|list| list.children()) {
        if is(node, "person") || is(node, "org") {
            rebuild.speaker(id(node)?, speaker(node)?)?;
        }
    }
    let body = all(root, "body").next().ok_or(Error::Missing("body"))?;
    for node in body.children() {
        if is(node, "head") {
            rebuild.head(node.attribute("type").unwrap_or_default(), &runs(node))?;
        } else if is(node, "div") && node.has_children() {
            item(&mut rebuild, node)?;
        }
    }
    rebuild.finish(root.attribute((XML, "lang")).ok_or(Error::Missing("xml:lang"))?, &occasion(root))
}

fn item(rebuild: &mut Rebuild, div: Node) -> Result<(), Error> {
    rebuild.item(div.attribute("type").unwrap_or_default(), id(div)?)?;
    let mut label = None;
    for node in div.children() {
        if is(node, "note") && node.attribute("type") == Some("speaker") {
            label = Some(node.text().unwrap_or_default());
        } else if is(node, "u") || is(node, "ab") {
            let role = node.attribute("ana").unwrap_or_default().trim_start_matches("#role.");
            rebuild.turn(role, node.attribute("who"), label.take())?;
            for paragraph in node.children() {
                let scene = is(paragraph, "note");
                if scene || is(paragraph, "seg") {
                    rebuild.paragraph(scene, &parts(paragraph))?;
                }
            }
        }
    }
    Ok(())
}

fn parts<'d>(paragraph: Node<'d, '_>) -> Vec<Part<'d>> {
    let mut parts: Vec<Part> = Vec::new();
    for node in paragraph.children() {
        if is(node, "s") {
            parts.push(Part { sentence: true, runs: runs(node) });
        } else {
            parts.push(Part { sentence: false, runs: run(node).into_iter().collect() });
        }
    }
    parts
}

fn runs<'d>(node: Node<'d, '_>) -> Vec<Run<'d>> {
    node.children().filter_map(run).collect()
}

fn run<'d>(node: Node<'d, '_>) -> Option<Run<'d>> {
    if is(node, "lb") {
        let kind = if node.attribute("type") == Some("wrap") { RepairKind::Wrap } else { RepairKind::Join };
        Some(Run::Break { kind, blank: node.attribute("break") == Some("yes") })
    } else if is(node, "note") {
        node.text().map(Run::Scene)
    } else {
        node.text().map(Run::Words)
    }
}

fn speaker(node: Node) -> Result<Speaker, Error> {
    let kind = known("role", node.attribute("role").unwrap_or_default(), SpeakerKind::from_word)?;
    let names = || node.children().filter(|name| is(*name, "persName") || is(*name, "orgName"));
    let own = |name: Node| name.text().unwrap_or_default().to_owned();
    let english = |name: &Node| name.attribute((XML, "lang")).is_some();
    let alias = |name: &Node| name.attribute("type") == Some("alias");
    let child = |tags: [&str; 2]| node.children().find(|child| tags.iter().any(|tag| is(*child, tag)));
    Ok(Speaker {
        id: String::new(),
        kind,
        name: names().find(|name| !english(name) && !alias(name)).map(own).unwrap_or_default(),
        aliases: names().filter(alias).map(own).collect(),
        organization: names().find(english).or_else(|| child(["affiliation"; 2])).map(own),
        country: child(["country", "nationality"]).and_then(|node| node.attribute("key")).map(str::to_owned),
    })
}

fn occasion<'d>(root: Node<'d, '_>) -> Occasion<'d> {
    let named = |tag, kind: &str| {
        let mut nodes = all(root, tag).filter(|node| node.attribute("type") == Some(kind));
        nodes.next().map(|node| node.text().unwrap_or_default())
    };
    let date = all(root, "setting").flat_map(|setting| setting.children()).find(|node| is(*node, "date"));
    Occasion {
        name: named("name", "event"),
        venue: named("name", "place"),
        date: date.and_then(|date| {
            let basis = date.children().find(|node| is(*node, "note")).and_then(|note| note.text());
            Some((date.attribute("when")?, date.text().unwrap_or_default(), basis))
        }),
        credit: all(root, "publisher").next().and_then(|node| node.text()),
        url: named("idno", "URI"),
    }
}

fn all<'d, 'i>(root: Node<'d, 'i>, tag: &'static str) -> impl Iterator<Item = Node<'d, 'i>> {
    root.descendants().filter(move |node| is(*node, tag))
}

fn is(node: Node, tag: &str) -> bool {
    node.has_tag_name((NAMESPACE, tag))
}

fn id<'d>(node: Node<'d, '_>) -> Result<&'d str, Error> {
    node.attribute((XML, "id")).ok_or(Error::Missing("xml:id"))
}
