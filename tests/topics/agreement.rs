//! Precision and recall of primary topics against the labels; `cargo xtask eval topics` prints them.

use std::collections::{BTreeMap, BTreeSet};

use shilu::topics::{Lexicon, TopicRole, assign};
use shilu::transcript::{Item, Transcript, parse};

use crate::labels::{corpus, labels};

/// What precision and recall of primary topics should be on the test half.
const AIM: [f64; 2] = [0.9, 0.85];

/// What they may not fall below: a little under where they stand. The test half is not tuned on.
const LEAST: [f64; 2] = [0.88, 0.88];

/// Hits, given and wanted.
#[derive(Clone, Copy, Default)]
struct Count([usize; 3]);

impl Count {
    fn add(&mut self, hits: usize, given: usize, wanted: usize) {
        self.0 = [self.0[0] + hits, self.0[1] + given, self.0[2] + wanted];
    }

    fn shares(self) -> [f64; 2] {
        let [hits, given, wanted] = self.0.map(|n| n as f64);
        [hits / given.max(1.0), hits / wanted.max(1.0)]
    }
}

fn question(transcript: &Transcript, item: &Item) -> String {
    let paragraphs = item.question().iter().flat_map(|turn| &turn.paragraphs);
    paragraphs.map(|paragraph| transcript.shown(paragraph.span)).collect::<Vec<_>>().join(" ")
}

#[test]
fn primary_topics_agree_with_a_careful_reader() {
    let corpus = corpus();
    if corpus.is_empty() {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        return;
    }
    let lexicon = Lexicon::built_in();
    let verbose = std::env::var_os("SHILU_EVAL").is_some();
    let mut counts: BTreeMap<(bool, &str), Count> = BTreeMap::new();
    let mut confusions: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut soft_ones = [0; 2];
    for label in labels() {
        let transcript = parse(&corpus[&label.date]);
        let item = transcript.exchanges().find(|item| question(&transcript, item).starts_with(&label.begins));
        let Some(item) = item else { panic!("{} {} is not there", label.date, label.begins) };
        let topics = assign(&transcript, lexicon).into_iter().find(|topics| topics.number == item.ordinal).unwrap();
        let primary = topics.topics.iter().filter(|topic| topic.role == TopicRole::Primary);
        let given: BTreeSet<&str> = primary.map(|topic| lexicon.subject(topic.subject).unwrap().id.as_str()).collect();
        let wanted: BTreeSet<&str> = label.primary.iter().map(String::as_str).collect();
        let test = label.is_test();
        for kind in ["", "theme", "place", "org"] {
            let of_kind = |set: &BTreeSet<&str>| set.iter().filter(|id| id.starts_with(kind)).count();
            let hits = given.intersection(&wanted).filter(|id| id.starts_with(kind)).count();
            counts.entry((test, kind)).or_default().add(hits, of_kind(&given), of_kind(&wanted));
        }
        let (extra, missing): (Vec<&str>, Vec<&str>) =
            (given.difference(&wanted).copied().collect(), wanted.difference(&given).copied().collect());
        if extra.is_empty() && missing.is_empty() {
            continue;
        }
        let soft = extra.iter().filter(|id| label.secondary.iter().any(|known| known == *id)).count();
        soft_ones[usize::from(test)] += soft;
        *confusions.entry((test, format!("{} → {}", missing.join(" "), extra.join(" ")))).or_default() += 1;
        if verbose && !test {
            println!(
                "{} {}  missing [{}]  extra [{}] ({soft} of them secondary)",
                label.date,
                label.begins,
                missing.join(" "),
                extra.join(" ")
            );
            for topic in topics.topics.iter().filter(|topic| topic.role < TopicRole::Mention) {
                let words: Vec<&str> = topic.evidence.iter().map(|span| span.of(&transcript.source.text)).collect();
                println!(
                    "      {:9} {} {}",
                    topic.role.word(),
                    lexicon.subject(topic.subject).unwrap().id,
                    words.join(" ")
                );
            }
        }
    }
    for ((test, kind), count) in &counts {
        let [precision, recall] = count.shares();
        let half = if *test { "test" } else { "tuning" };
        let kind = if kind.is_empty() { "all" } else { kind };
        println!("{half:6} {kind:5}  precision {precision:.3}  recall {recall:.3}  {:?}", count.0);
    }
    println!(
        "given as primary, labelled secondary: {} in the tuning half, {} in the test half",
        soft_ones[0], soft_ones[1]
    );
    println!("confusions (missing → extra):");
    let mut sorted: Vec<_> = confusions.iter().collect();
    sorted.sort_by_key(|(key, count)| (std::cmp::Reverse(**count), (*key).clone()));
    for ((test, words), count) in sorted.into_iter().filter(|((test, _), count)| *test || **count > 1) {
        println!("  {count}  {} {words}", if *test { "test" } else { "tuning" });
    }
    let [precision, recall] = counts[&(true, "")].shares();
    println!("test half: precision {precision:.3} (aim {}), recall {recall:.3} (aim {})", AIM[0], AIM[1]);
    assert!(precision >= LEAST[0] && recall >= LEAST[1], "{precision:.3} {recall:.3}");
}
