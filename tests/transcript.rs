//! The parser against what a careful reader finds: the first transcript's golden values, and what must always hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice, missing_docs)]

mod invariants;

use proptest::prelude::*;
use shilu::text::Span;
use shilu::transcript::{ItemKind, RepairKind, Role, Transcript, parse};

const FIRST: &str = include_str!("../transcripts/zh_wang_yi_20250307.txt");

/// A readable tree: a line a turn, with paragraphs, sentences and characters.
fn tree(transcript: &Transcript) -> String {
    let mut lines = Vec::new();
    for item in &transcript.items {
        for (id, turn) in item.turns_with_ids() {
            let label = transcript.label_of(turn).unwrap_or("—");
            let sentences: usize = turn.paragraphs.iter().map(|p| p.sentences.len()).sum();
            let characters: usize = turn.paragraphs.iter().map(|p| transcript.shown(p.span).chars().count()).sum();
            lines.push(format!("{id} {label} {}段 {sentences}句 {characters}字", turn.paragraphs.len()));
        }
    }
    lines.join("\n")
}

#[test]
fn the_first_transcript_has_its_golden_values() {
    let transcript = parse(FIRST);
    expect_test::expect![[r#"
        s1t1 — 1段 2句 63字
        o1t1 王毅 1段 6句 231字
        x1q1 中央广播电视台总台央视记者 1段 2句 31字
        x1a1 王毅 3段 11句 542字
        x2q1 塔斯社记者 1段 3句 63字
        x2a1 王毅 4段 8句 433字
        x3q1 新华社记者 1段 2句 64字
        x3a1 王毅 5段 14句 495字
        x4q1 美国有线电视新闻网记者 1段 1句 74字
        x4a1 王毅 3段 13句 530字
        x5q1 彭博社记者 1段 3句 60字
        x5a1 王毅 3段 13句 508字
        x6q1 凤凰卫视记者 1段 2句 78字
        x6a1 王毅 4段 16句 583字
        x7q1 共同社记者 1段 3句 120字
        x7a1 王毅 4段 16句 548字
        s2t1 — 1段 1句 4字"#]]
    .assert_eq(&tree(&transcript));
    let words = |span: Option<Span>| span.map(|s| s.of(FIRST)).unwrap_or_default();
    assert_eq!(words(transcript.headline.kicker), "王毅就中国外交政策和对外关系回答中外记者提问");
    assert_eq!(words(transcript.headline.main), "坚守人间正道 把握时代潮流");
    assert_eq!(words(transcript.source.credit), "据新华社");
    assert_eq!(words(transcript.event.venue), "梅地亚中心");
    let date = transcript.event.date.as_ref().unwrap();
    assert_eq!((date.value.to_string().as_str(), date.printed.of(FIRST)), ("2025-03-07", "7日"));
    assert_eq!(date.basis.as_deref(), Some("十四届全国人大三次会议"));
    assert_eq!(transcript.sha256(), "df04523fc88033f43245d58bfb84f11e9cd620cee38165ff3e238be5c1fe8d1d");
}

#[test]
fn all_113_sentences_stand_in_opening_and_exchanges() {
    let transcript = parse(FIRST);
    let counted = transcript.items.iter().filter(|i| matches!(i.kind, ItemKind::Opening | ItemKind::Exchange));
    let sentences: usize = counted.flat_map(|i| &i.turns).flat_map(|t| &t.paragraphs).map(|p| p.sentences.len()).sum();
    assert_eq!(sentences, 113);
}

#[test]
fn exactly_three_paragraphs_were_broken_by_columns() {
    let transcript = parse(FIRST);
    let around: Vec<String> = transcript
        .repairs
        .iter()
        .map(|r| {
            assert_eq!((r.kind, r.span.of(FIRST), r.inserted.as_ref()), (RepairKind::Join, "\n\n", ""));
            let before: String = FIRST[..r.span.start as usize].chars().rev().take(2).collect();
            let after: String = FIRST[r.span.end as usize..].chars().take(2).collect();
            format!("{}|{after}", before.chars().rev().collect::<String>())
        })
        .collect();
    assert_eq!(around, ["不结|盟、", "不能|唯利", "》都|明确"]);
}

#[test]
fn the_words_are_kept_as_printed() {
    let transcript = parse(FIRST);
    let shown: String = answers(&transcript);
    assert!(shown.contains("并立即刻将"));
    assert!(shown.contains("深远的变化：一是中国的外交政策主张"));
    assert!(shown.contains("一条“不结盟、不对抗"));
    let outlets: Vec<_> = transcript.speakers.iter().filter_map(|s| s.organization.as_deref()).collect();
    assert_eq!(outlets, ["CCTV", "TASS", "Xinhua", "CNN", "Bloomberg", "Phoenix TV", "Kyodo"]);
}

fn answers(transcript: &Transcript) -> String {
    let turns = transcript.exchanges().flat_map(|i| &i.turns).filter(|t| t.role == Role::Answer);
    turns.flat_map(|t| &t.paragraphs).map(|p| transcript.shown(p.span)).collect()
}

fn check(source: &str) {
    invariants::check(&parse(source));
}

#[test]
fn the_spans_of_the_first_transcript_tile_it() {
    check(FIRST);
}

#[test]
fn a_page_s_furniture_between_two_halves_is_no_broken_paragraph() {
    check(
        "路透社记者：请问有何评论？\n\n答：我们注意到有关报道，中方的立场是一贯的、明确的，我们愿同各方\n字号 分享\n共同努力维护和平。\n",
    );
}

#[test]
fn a_third_line_under_a_date_in_marks_is_not_lost() {
    check("外长会见传媒\n**************************2024年5月6日\n甲\n\n问：请问？\n\n答：是。\n");
}

proptest! {
    #[test]
    fn random_text_never_panics_and_loses_nothing(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn lines_in_any_order_lose_nothing(picks in prop::collection::vec(0usize..60, 0..40), cut in 0usize..400) {
        let lines: Vec<&str> = FIRST.lines().chain(["问：甲？", "答：乙。", "Q    Why?", "**记者：", "> （笑）", "[王毅]:", "---", "A: Yes."]).collect();
        let text: String = picks.iter().map(|&i| format!("{}\n", lines[i % lines.len()])).collect();
        let cut = text.char_indices().nth(cut).map_or(text.len(), |(i, _)| i);
        check(&text[..cut]);
    }

    #[test]
    fn marks_in_any_order_lose_nothing(text in "[问答记者王毅：:。？\n \\[\\]【】*#>QA.“”（）]{0,60}") {
        check(&text);
    }
}
