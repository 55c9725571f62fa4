//! The first transcript's topics, as DESIGN.md has them.

use shilu::topics::{Lexicon, TopicRole, Topics, assign, compose};
use shilu::transcript::{Transcript, parse};

fn first() -> (Transcript, Vec<Topics>) {
    let transcript = parse(include_str!("../../transcripts/zh_wang_yi_20250307.txt"));
    let topics = assign(&transcript, Lexicon::built_in());
    (transcript, topics)
}

/// Returns the names in a role, each once.
fn named(topics: &Topics, role: TopicRole) -> Vec<&'static str> {
    let lexicon = Lexicon::built_in();
    let of_role = topics.topics.iter().filter(|topic| topic.role == role);
    let mut names: Vec<&str> = of_role.map(|topic| lexicon.subject(topic.subject).unwrap().name("zh-Hans")).collect();
    names.dedup();
    names
}

#[test]
fn each_exchange_has_the_primary_topics_a_reader_would_name() {
    let (_, topics) = first();
    let primary: Vec<_> = topics.iter().map(|topics| named(topics, TopicRole::Primary)).collect();
    assert_eq!(
        primary,
        [
            vec!["元首外交与高访"],
            vec!["大国关系", "俄罗斯"],
            vec!["总体外交与国际秩序"],
            vec!["全球治理与多边机构", "美国"],
            vec!["地区热点与冲突", "乌克兰"],
            vec!["台湾"],
            vec!["周边外交", "日本"],
        ]
    );
}

#[test]
fn what_only_matters_too_is_secondary() {
    let (_, topics) = first();
    assert!(named(&topics[3], TopicRole::Secondary).contains(&"大国关系"));
    assert!(named(&topics[6], TopicRole::Secondary).contains(&"台湾"));
    assert!(named(&topics[5], TopicRole::Mention).contains(&"日本"));
}

#[test]
fn the_words_that_show_a_topic_are_on_the_table() {
    let (transcript, topics) = first();
    let shown = |n: usize| -> Vec<String> {
        let spans = topics[n - 1].topics.iter().filter(|topic| topic.role < TopicRole::Mention);
        spans.flat_map(|topic| &topic.evidence).map(|span| transcript.shown(*span).into_owned()).collect()
    };
    for (n, words) in [
        (2, ["中俄"].as_slice()),
        (4, &["美国优先", "特朗普", "联合国人权理事会", "世界卫生组织"]),
        (5, &["乌克兰危机"]),
        (6, &["第2758号决议", "台独", "一个中国原则", "台湾"]),
        (7, &["石破茂", "日中", "中日", "战略互惠关系"]),
    ] {
        let shown = shown(n);
        for word in words {
            assert!(shown.iter().any(|one| one == word), "{n}: {word} is not among {shown:?}");
        }
    }
}

#[test]
fn topics_are_named_as_a_reader_would() {
    let (_, topics) = first();
    let said = |n: usize, language| compose(&topics[n - 1].topics, Lexicon::built_in(), language);
    assert_eq!(said(2, "zh-Hans")[0], "中俄关系");
    assert_eq!(said(2, "zh-Hant")[0], "中俄關係");
    assert_eq!(said(2, "en")[0], "China–Russia relations");
    assert!(said(4, "zh-Hans").contains(&"中美关系".to_owned()), "{:?}", said(4, "zh-Hans"));
    assert_eq!(said(7, "zh-Hans")[0], "中日关系");
}
