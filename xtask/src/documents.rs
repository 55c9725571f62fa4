//! What the documents name must be there: tests, files, policies, places in other documents. Knows them as text.

use std::collections::BTreeSet;
use std::fs;

use crate::files::{self, Files};

const DOCUMENTS: [&str; 7] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "docs/embed.md",
    "docs/format.md",
];

fn read(name: &str) -> String {
    fs::read_to_string(files::root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns what stands between backticks, outside blocks of code.
fn coded(document: &str) -> Vec<String> {
    let mut outside = String::new();
    for (n, part) in document.split("\n```").enumerate() {
        outside.push_str(if n % 2 == 0 { part } else { "\n" });
    }
    outside.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Returns the names of all functions of the project.
fn functions() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in ["src", "tests", "xtask/src", "benches"] {
        let sources: Files = files::read(&files::root().join(folder), &|name| name == "target").unwrap();
        for (_, bytes) in sources.iter().filter(|(name, _)| name.ends_with(".rs")) {
            let text = String::from_utf8_lossy(bytes);
            names.extend(text.split("fn ").skip(1).map(|rest| rest.split(['(', '<']).next().unwrap_or("").to_owned()));
        }
    }
    names
}

#[test]
fn every_test_that_a_document_names_is_there() {
    let functions = functions();
    for name in DOCUMENTS {
        let is_sentence =
            |word: &String| word.matches('_').count() >= 2 && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        for word in coded(&read(name)).into_iter().filter(is_sentence) {
            assert!(functions.contains(&word), "{name} names {word}, which is no test");
        }
    }
}

#[test]
fn every_file_that_a_document_names_is_there() {
    let tops =
        ["src/", "assets/", "xtask/", "tests/", "docs/", "style/", "benches/", "fuzz/", "transcripts/", ".github/"];
    for name in DOCUMENTS {
        let is_path = |word: &String| {
            tops.iter().any(|top| word.starts_with(top))
                && !word.contains(['*', ' ', '{', '…'])
                && !word.contains("NAME")
        };
        for path in coded(&read(name)).into_iter().filter(is_path) {
            assert!(files::root().join(&path).exists(), "{name} names {path}, which is not there");
        }
    }
}

/// Returns the name by which a heading is led to, as hosts of repositories make it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || "- _".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_in_a_document_leads_somewhere() {
    for name in DOCUMENTS {
        let text = read(name);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            if target.starts_with("https://") {
                continue;
            }
            let (path, place) = target.split_once('#').unwrap_or((target, ""));
            let folder = files::root().join(name).parent().unwrap().to_path_buf();
            let other = if path.is_empty() {
                text.clone()
            } else {
                let file = folder.join(path);
                assert!(file.exists(), "{name} leads to {path}, which is not there");
                fs::read_to_string(file).unwrap_or_default()
            };
            let headings =
                other.lines().filter(|line| line.starts_with('#')).map(|line| anchor(line.trim_start_matches('#')));
            assert!(place.is_empty() || headings.clone().any(|one| one == place), "{name} leads to #{place}");
        }
    }
}

#[test]
fn the_policies_in_the_document_are_those_of_the_page() {
    let document = read("SECURITY.md");
    for page in ["index.html", "assets/fetch.html"] {
        let html = read(page);
        let policy = html.split_once("Content-Security-Policy\" content=\"").and_then(|(_, rest)| rest.split_once('"'));
        let policy = policy.unwrap().0;
        assert!(document.lines().any(|line| line == policy), "SECURITY.md does not have the policy of {page}");
    }
    let refused = read("assets/boot.js");
    for element in ["script", "iframe", "object", "embed", "base", "meta", "link"] {
        let is_refused = refused.contains(&format!("({element}|")) || refused.contains(&format!("|{element}"));
        assert!(is_refused && document.contains(&format!("`{element}`")), "{element}");
    }
}

#[test]
fn the_workflow_runs_what_a_person_runs_with_the_compiler_that_is_needed() {
    let workflow = read(".github/workflows/ci.yml");
    assert_eq!(workflow.lines().last(), Some("      - run: bash .ci/run"));
    let manifest = read("Cargo.toml");
    let version = manifest.split_once("rust-version = \"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    for name in ["ci", "release"] {
        let image = format!(" rust:{version}-");
        assert!(read(&format!(".github/workflows/{name}.yml")).contains(&image), "{name} uses another compiler");
    }
}
