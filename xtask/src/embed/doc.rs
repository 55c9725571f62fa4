//! What `docs/embed.md` shows must be there: attributes, keys, events, files, bounds. Knows all of them as text.

use std::collections::BTreeSet;
use std::fs;

use super::*;

fn read(path: &str) -> String {
    fs::read_to_string(files::root().join(path)).unwrap()
}

fn document() -> String {
    read("docs/embed.md")
}

/// Returns the blocks of HTML, without their fences.
fn blocks(document: &str) -> Vec<&str> {
    let blocks = document.split("```html\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    blocks.collect()
}

/// Returns the tags of a name, each as its attributes.
fn tags(html: &str, name: &str) -> Vec<Vec<(String, String)>> {
    let begin = format!("<{name}");
    let ends = |rest: &str| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>');
    let starts = html.match_indices(&begin).map(|(at, found)| &html[at + found.len()..]).filter(|rest| ends(rest));
    starts.map(attributes).collect()
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.starts_with('>') {
            return found;
        }
        let end = rest.find(|c: char| c == '=' || c == '>' || c.is_ascii_whitespace()).expect("a tag ends");
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("a value ends"),
            None => ("", after),
        };
        found.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
}

/// Returns the quoted words between two others.
fn listed(text: &str, from: &str, to: &str) -> BTreeSet<String> {
    let between = text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).expect(from).0;
    between.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn observed() -> BTreeSet<String> {
    listed(&read("assets/embed/element.js"), "observedAttributes = [", "]")
}

fn keys() -> BTreeSet<String> {
    listed(&read("assets/embed/framed.js"), "for (const name of [", "]")
}

/// Returns the events that the element fires; `reveal` is for the frame alone.
fn events() -> BTreeSet<String> {
    let (element, view) = (read("assets/embed/element.js"), read("src/element/view.rs"));
    assert!(element.contains("new CustomEvent(`shilu-${kind}`") && element.contains("if (kind === \"reveal\")"));
    let plain: String = [element, view].concat().split_whitespace().collect();
    let kinds = plain.split("tell(\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(kind, _)| kind);
    kinds.filter(|kind| *kind != "reveal").map(|kind| format!("shilu-{kind}")).collect()
}

/// Returns what is written for other pages, made of a program that does nothing.
fn written() -> BTreeSet<String> {
    let mut page = Files::new();
    add_scripts(&mut page).unwrap();
    page.insert(format!("{NAMES}_bg.wasm"), b"\0asm".to_vec());
    let glue = "export function initSync() {}\nfunction start() {}\nexport { start as default, initSync };\n";
    page.insert(format!("{NAMES}.js"), glue.replacen("export ", "", 1).into_bytes());
    let text = read(&format!("transcripts/{}", dist::TRANSCRIPT));
    finish(&mut page, dist::TRANSCRIPT, &text).unwrap();
    page.into_keys().collect()
}

#[test]
fn every_snippet_asks_for_what_there_is() {
    let (document, observed, keys, written) = (document(), observed(), keys(), written());
    let blocks = blocks(&document);
    assert!(blocks.len() >= 7, "{} snippets", blocks.len());
    let is_there = |address: &str| match address.strip_prefix("https://example.org/shilu/") {
        Some(name) => assert!(written.contains(name.split('#').next().unwrap()), "{address}"),
        None => assert!(address.ends_with("friday.txt"), "{address}: whose is it?"),
    };
    for html in blocks {
        for tag in tags(html, "shilu-transcript") {
            for (name, value) in tag {
                assert!(observed.contains(&name), "{name} is no attribute of the element");
                if matches!(name.as_str(), "src") {
                    is_there(&value);
                }
            }
        }
        for tag in tags(html, "iframe") {
            assert!(tag.iter().any(|(name, value)| name == "title" && !value.is_empty()), "{html}");
            for (name, value) in tag {
                let known = ["src", "title", "width", "height", "loading", "allow", "sandbox", "data-shilu", "id"];
                assert!(known.contains(&name.as_str()), "{name}");
                let Some((address, fragment)) = value.split_once('#').filter(|_| name == "src") else { continue };
                is_there(address);
                for pair in fragment.replace("&amp;", "&").split('&') {
                    assert!(keys.contains(pair.split('=').next().unwrap()), "{pair} is no wish of the frame's");
                }
            }
        }
        for tag in tags(html, "script") {
            tag.iter().filter(|(name, _)| name == "src").for_each(|(_, address)| is_there(address));
        }
    }
}

#[test]
fn the_document_tells_of_everything_and_of_nothing_else() {
    let document = document();
    let named = |words: BTreeSet<String>| {
        for word in words {
            assert!(document.contains(&format!("`{word}`")), "docs/embed.md does not tell of {word}");
        }
    };
    named(observed());
    named(keys());
    named(events());
    let words =
        document.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| word.starts_with("shilu-"));
    for word in words.filter(|word| *word != "shilu-transcript") {
        assert!(events().contains(word), "the element fires no {word}");
    }
    let typed = read("assets/npm/embed.d.ts");
    for word in events().iter().chain(&observed()) {
        assert!(typed.contains(word), "embed.d.ts does not tell of {word}");
    }
    let hidden = read("style/embed.css");
    for part in ["search", "outline", "masthead", "topics", "link"] {
        assert!(
            document.contains(&format!("`{part}`")) && hidden.contains(&format!("[data-hide~=\"{part}\"]")),
            "{part}"
        );
    }
    assert!(written().is_superset(&["npm/embed.d.ts", "npm/package.json"].map(str::to_owned).into()));
}

#[test]
fn the_listener_by_hand_does_what_ours_does() {
    let (ours, document) = (read("assets/embed/frame.js"), document());
    let by_hand = blocks(&document).into_iter().find(|html| html.contains("contentWindow")).unwrap();
    for line in [
        "data?.shilu !== 1",
        "data.type === \"height\"",
        "Number.isFinite(data.height)",
        "Math.min(Math.max(Math.ceil(data.height), 80), 20000)",
        "Math.abs(height - frame.clientHeight) > 2",
        "frame.style.height = `${height}px`",
    ] {
        let other = line.replace("===", "!==");
        assert!(ours.contains(line) && (by_hand.contains(line) || by_hand.contains(&other)), "{line}");
    }
    assert!(ours.contains("data.type === \"reveal\"") && ours.contains("document.activeElement === frame"));
    assert!(ours.contains("innerHeight / 5") && ours.contains("iframe[data-shilu]"));
}
