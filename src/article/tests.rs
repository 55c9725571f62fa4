//! The tree of a short transcript, made by hand: the parser has its own tests.

use std::sync::Arc;

use expect_test::expect;

use super::*;
use crate::text::Span;
use crate::topics::{Lexicon, Topic, TopicRole, Topics};
use crate::transcript::{
    Event, EventDate, Headline, Item, ItemKind, Paragraph, Repair, RepairKind, Role, Source, Speaker, SpeakerKind,
    Spoken, Turn,
};

const TEXT: &str = "甲就乙答问\n\n守正 创新\n\n塔斯社记者：一<二？三？\n\n王毅：不结\n\n盟。好。\n\n";

fn at(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn none() -> About<'static> {
    About { lexicon: Lexicon::built_in(), topics: &[] }
}

fn sample() -> Transcript {
    let speaker = |id: &str, kind, name: &str| Speaker {
        id: id.into(),
        kind,
        name: name.into(),
        aliases: Vec::new(),
        organization: None,
        country: None,
    };
    let turn = |role, speaker, label, paragraph: &str, sentences: &[&str]| Turn {
        role,
        speaker: Some(Spoken { speaker, label: at(label) }),
        paragraphs: vec![Paragraph {
            span: at(paragraph),
            scene: false,
            sentences: sentences.iter().map(|words| at(words)).collect(),
        }],
    };
    Transcript {
        source: Source { text: Arc::from(TEXT), encoding: "utf-8", ..Source::default() },
        language: "zh-Hans",
        headline: Headline { kicker: Some(at("甲就乙答问")), main: Some(at("守正 创新")), sub: None },
        event: Event {
            name: None,
            venue: None,
            date: Some(EventDate {
                value: time::Date::from_calendar_date(2025, time::Month::March, 7).unwrap(),
                printed: at("守正"),
                basis: Some("乙".into()),
            }),
        },
        speakers: vec![speaker("tass", SpeakerKind::Outlet, "塔斯社"), speaker("wang-yi", SpeakerKind::Person, "王毅")],
        items: vec![Item {
            kind: ItemKind::Exchange,
            ordinal: 1,
            turns: vec![
                turn(Role::Question, 0, "塔斯社记者", "一<二？三？", &["一<二？", "三？"]),
                turn(Role::Answer, 1, "王毅", "不结\n\n盟。好。", &["不结\n\n盟。", "好。"]),
            ],
        }],
        repairs: vec![Repair {
            kind: RepairKind::Join,
            span: {
                let start = TEXT.find("\n\n盟").unwrap();
                Span::new(start, start + 2)
            },
            inserted: "".into(),
        }],
        layout: Vec::new(),
        diagnostics: Vec::new(),
    }
}

/// The tree as an indented list, with only the interface's Chinese: what a person can check.
fn readable(node: &Node, depth: usize, out: &mut String) {
    match node {
        Node::Text(text) => out.push_str(&format!("{}{text:?}\n", "  ".repeat(depth))),
        Node::Element(tag, attributes, children) => {
            let get = |name| attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_ref());
            match get("data-ui") {
                Some("zh-Hans") => return children.iter().for_each(|child| readable(child, depth, out)),
                Some(_) => return,
                None => {}
            }
            let id = get("id").map(|id| format!("#{id}")).unwrap_or_default();
            let class = get("class").map(|class| format!(".{}", class.replace(' ', "."))).unwrap_or_default();
            let href = get("href").map(|href| format!(" → {href}")).unwrap_or_default();
            out.push_str(&format!("{}{tag}{class}{id}{href}\n", "  ".repeat(depth)));
            children.iter().for_each(|child| readable(child, depth + 1, out));
        }
    }
}

fn tree(node: &Node) -> String {
    let mut out = String::new();
    readable(node, 0, &mut out);
    out
}

#[test]
fn an_exchange_is_a_section_with_its_number_its_question_and_its_answer() {
    expect![[r#"
        article.transcript
          header.masthead
            p.kicker#h.kicker
              "甲就乙答问"
            h1#h.main
              span.phrase
                "守正"
              " "
              span.phrase
                "创新"
            ul.facts
              li.date
                details.basis
                  summary
                    time
                      "2025年3月7日"
                    span.inferred
                      "（推定）"
                  p
                    "原文只印“守正”，其余据“乙”推定。"
              li.counts
                "1 问"
                " · "
                "12 字"
              li.repairs
                details.repairs
                  summary
                    "版面修复 1 处"
                  p
                    "报纸转栏把一个段落断成了两截，这里接了回去；正文中以竖线标出断处，文字未改。"
                  ol
                    li
                      span.place
                        "第 1 问"
                      " "
                      a → #x1a1.p1.s1
                        "……王毅：不结"
                        i.break
                        "盟。好。……"
          section.item.exchange#x1
            h2
              span.number
                "1"
              " "
              span.asker#x1q1.label
                "塔斯社记者"
              " "
              span.role
                "问"
            div.turn.question#x1q1
              p#x1q1.p1
                span.s#x1q1.p1.s1
                  "一<二？"
                span.s#x1q1.p1.s2
                  "三？"
            div.turn.answer#x1a1
              p.label#x1a1.label
                span.name
                  "王毅"
                " "
                span.role
                  "答"
              p#x1a1.p1
                span.s#x1a1.p1.s1
                  "不结"
                  i.repair
                  "盟。"
                span.s#x1a1.p1.s2
                  "好。"
    "#]]
    .assert_eq(&tree(&page(&sample(), &none())));
}

#[test]
fn the_outline_links_each_exchange_by_the_outlets_usual_name() {
    expect![[r#"
        ol
          li
            a → #x1
              span.number
                "1"
              " "
              span.line
                span.who
                  "塔斯社"
    "#]]
    .assert_eq(&tree(&outline(&sample(), &none())));
}

#[test]
fn a_text_is_printed_as_text_never_as_markup() {
    let html = page(&sample(), &none()).to_html();
    assert!(html.contains("一&lt;二？"));
    assert!(!html.contains("一<二"));
}

#[test]
fn every_interface_word_stands_in_three_languages() {
    let html = page(&sample(), &none()).to_html();
    let count = |ui: Ui| html.matches(&format!("data-ui=\"{}\"", ui.tag())).count();
    assert_eq!(count(Ui::Hans), count(Ui::Hant));
    assert_eq!(count(Ui::Hans), count(Ui::En));
}

#[test]
fn a_role_is_not_said_beside_a_label_that_is_the_same_word() {
    let transcript = crate::transcript::parse("问：是吗？\n\n答：是。\n\n問：真的？\n\n答：真的。\n");
    let html = page(&transcript, &none()).to_html();
    let roles: Vec<&str> =
        html.split("class=\"role\">").skip(1).filter_map(|rest| rest.split("</span>").next()).collect();
    assert_eq!(roles.len(), 4);
    assert!(roles.iter().all(|role| role.starts_with("<span data-ui=\"en\"")), "{roles:?}");
    // A name says nothing of the role, and Q is no Chinese word.
    let transcript = crate::transcript::parse("Q: Really?\n\nA: Yes.\n\nQ: Why?\n\nA: Because.\n");
    assert!(page(&transcript, &none()).to_html().contains("class=\"role\"><span data-ui=\"zh-Hans\""));
}

#[test]
fn a_text_without_a_headline_still_has_one_heading_of_the_first_rank() {
    let mut bare = sample();
    bare.headline = Headline::default();
    assert_eq!(page(&bare, &none()).to_html().matches("<h1").count(), 1);
}

#[test]
fn the_counts_of_the_outlets_line_leave_lead_and_credit_out() {
    assert!(page(&sample(), &none()).to_html().contains("12 字"));
}

#[test]
fn a_theme_and_its_place_stand_as_one_topic_in_heading_and_outline() {
    let lexicon = Lexicon::built_in();
    let topic = |id, role| Topic { subject: lexicon.find(id).unwrap(), role, evidence: vec![at("二")] };
    let topics = vec![
        topic("theme.powers", TopicRole::Primary),
        topic("place.ru", TopicRole::Primary),
        topic("org.un", TopicRole::Secondary),
        topic("place.jp", TopicRole::Mention),
    ];
    let about = About { lexicon, topics: &[Topics { number: 1, topics }] };
    let html = page(&sample(), &about).to_html();
    let line = html.split("<p class=\"topics\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap();
    assert_eq!(line.matches("<button").count(), 2, "{line}");
    assert!(line.contains("data-topics=\"theme.powers place.ru\"") && line.contains(">中俄关系<"), "{line}");
    assert!(line.contains("class=\"topic secondary\"") && line.contains(">聯合國<"), "{line}");
    let outline = outline(&sample(), &about).to_html();
    assert!(outline.contains(">China–Russia relations<") && !outline.contains("联合国"), "{outline}");
}
