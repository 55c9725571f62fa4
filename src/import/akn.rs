//! Akoma Ntoso as [`crate::export::akn`] writes it → the transcript, up to layout.

use roxmltree::{Document, Node};

use super::error::{Error, known};
use super::rebuild::{Occasion, Part, Rebuild};
use super::tei::XML;
use crate::export::akn::{NAMESPACE, OWN};
use crate::export::names::Named;
use crate::export::runs::Run;
use crate::transcript::{RepairKind, Speaker, SpeakerKind, Transcript};

/// Reads a transcript.
pub fn read(xml: &str) -> Result<Transcript, Error> {
    let document = Document::parse(xml)?;
    let root = document.root_element();
    if !root.has_tag_name((NAMESPACE, "akomaNtoso")) {
        return Err(Error::Missing("akomaNtoso"));
    }
    let mut rebuild = Rebuild::default();
    for node in all(root, "references").flat_map(|list| list.children()) {
        if let Some(kind) = node.attribute((OWN, "kind")) {
            rebuild.speaker(id(node)?, speaker(node, kind)?)?;
        }
    }
    for node in all(root, "preface").flat_map(|preface| preface.children()).filter(|node| is(*node, "p")) {
        let title = node.children().find(|child| is(*child, "docTitle"));
        rebuild.head(node.attribute("class").unwrap_or_default(), &runs(title.unwrap_or(node)))?;
    }
    let body = all(root, "debateBody").next().ok_or(Error::Missing("debateBody"))?;
    for node in body.children().filter(|node| node.has_children()) {
        if is(node, "questions") {
            item(&mut rebuild, "exchange", node)?;
        } else if is(node, "debateSection") {
            item(&mut rebuild, node.attribute("name").unwrap_or_default(), node)?;
        }
    }
    rebuild.finish(body.attribute((XML, "lang")).ok_or(Error::Missing("xml:lang"))?, &occasion(root))
}

fn item(rebuild: &mut Rebuild, kind: &str, section: Node) -> Result<(), Error> {
    rebuild.item(kind, id(section)?)?;
    for node in section.children().filter(|node| node.is_element() && !is(*node, "num")) {
        let role = node.attribute("as").or(node.attribute("class")).unwrap_or_default();
        let label = node.children().find(|child| is(*child, "from")).map(|from| from.text().unwrap_or_default());
        rebuild.turn(role.trim_start_matches("#role."), node.attribute("by"), label)?;
        // A block without an id only stands there because the schema wants one.
        for paragraph in node.children().filter(|child| is(*child, "p") && child.has_attribute("eId")) {
            rebuild.paragraph(paragraph.attribute("class") == Some("scene"), &parts(paragraph))?;
        }
    }
    Ok(())
}

fn parts<'d>(paragraph: Node<'d, '_>) -> Vec<Part<'d>> {
    let part = |node| match is(node, "inline") {
        true => Part { sentence: true, runs: runs(node) },
        false => Part { sentence: false, runs: run(node).into_iter().collect() },
    };
    paragraph.children().map(part).collect()
}

fn runs<'d>(node: Node<'d, '_>) -> Vec<Run<'d>> {
    node.children().filter_map(run).collect()
}

fn run<'d>(node: Node<'d, '_>) -> Option<Run<'d>> {
    if is(node, "eol") {
        let kind = node.attribute((OWN, "kind")).and_then(RepairKind::from_word).unwrap_or(RepairKind::Join);
        Some(Run::Break { kind, blank: node.has_attribute("breakWith") })
    } else if is(node, "remark") {
        node.text().map(Run::Scene)
    } else {
        node.text().map(Run::Words)
    }
}

fn speaker(node: Node, kind: &str) -> Result<Speaker, Error> {
    let own = |key: &str| node.attribute((OWN, key)).map(str::to_owned);
    Ok(Speaker {
        id: String::new(),
        kind: known("shilu:kind", kind, SpeakerKind::from_word)?,
        name: node.attribute("showAs").unwrap_or_default().to_owned(),
        aliases: own("aliases").map(|list| list.split('\n').map(str::to_owned).collect()).unwrap_or_default(),
        organization: own("organization"),
        country: own("country"),
    })
}

fn occasion<'d>(root: Node<'d, '_>) -> Occasion<'d> {
    let shown = |tag| all(root, tag).next().and_then(|node| node.attribute("showAs"));
    let date = all(root, "FRBRdate").find(|date| date.attribute("name") == Some("event"));
    let source = root.descendants().find(|node| node.has_tag_name((OWN, "source")));
    Occasion {
        name: shown("TLCEvent"),
        venue: shown("TLCLocation"),
        date: date.and_then(|date| {
            let printed = date.attribute((OWN, "printed")).unwrap_or_default();
            Some((date.attribute("date")?, printed, date.attribute((OWN, "basis"))))
        }),
        credit: source.and_then(|node| node.attribute("credit")),
        url: source.and_then(|node| node.attribute("url")),
    }
}

fn all<'d, 'i>(root: Node<'d, 'i>, tag: &'static str) -> impl Iterator<Item = Node<'d, 'i>> {
    root.descendants().filter(move |node| is(*node, tag))
}

fn is(node: Node, tag: &str) -> bool {
    node.has_tag_name((NAMESPACE, tag))
}

fn id<'d>(node: Node<'d, '_>) -> Result<&'d str, Error> {
    node.attribute("eId").ok_or(Error::Missing("eId"))
}
