//! Links: every sentence comes back from its address, and a look-alike never does.

use proptest::prelude::*;
use shilu::quotes::directive::text_directive;
use shilu::quotes::{Orphan, Selector, resolve};
use shilu::text::Span;
use shilu::transcript::{Transcript, parse};
use shilu::view_state::ViewState;

use crate::texts::{WANG_YI, all, find, sentences, wang_yi};

/// Sends a selector through its address.
fn sent(selector: Selector) -> Selector {
    Selector::from_state(&ViewState::parse(&selector.into_state().to_string()))
}

fn letters(transcript: &Transcript, span: Span) -> String {
    transcript.shown(span).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_sentence_of_every_fixture_comes_back_from_its_address() {
    let mut count = 0;
    for (name, transcript) in all() {
        for (id, span) in sentences(&transcript) {
            let selector = sent(Selector::of(&transcript, span));
            assert_eq!(selector.id.as_deref(), Some(&*id), "{name}");
            assert_eq!(resolve(&transcript, &selector), Ok(span), "{name} {id}");
            let short = sent(Selector::short_of(&transcript, span));
            if letters(&transcript, span).is_empty() {
                continue;
            }
            assert_eq!(resolve(&transcript, &short), Ok(span), "{name} {id} short");
            count += 1;
        }
    }
    assert!(count > 300, "{count}");
}

/// The same conference, copied by somebody else: hard-wrapped, half of it in full-width digits.
fn another_copy() -> Transcript {
    let widened = WANG_YI.replace('1', "１").replace("，", ",");
    let mut copy = String::from("转载\n\n");
    for line in widened.lines() {
        let characters: Vec<char> = line.chars().collect();
        for piece in characters.chunks(60) {
            copy.extend(piece);
            copy.push('\n');
        }
        copy.push('\n');
    }
    parse(&copy)
}

#[test]
fn a_link_finds_its_words_in_another_copy_or_says_that_it_did_not() {
    let (transcript, copy) = (wang_yi(), another_copy());
    let (mut found, mut lost) = (0, Vec::new());
    for (id, span) in sentences(&transcript) {
        match resolve(&copy, &Selector::of(&transcript, span)) {
            Ok(place) => {
                let folded = letters(&copy, place).replace('１', "1");
                assert_eq!(folded, letters(&transcript, span), "{id}");
                found += 1;
            }
            Err(_) => lost.push(id),
        }
    }
    assert!(found > 60 && lost.len() <= 3, "{found} found, lost {lost:?}");
}

#[test]
fn a_link_finds_its_words_in_traditional_script() {
    let transcript = wang_yi();
    let traditional = parse(
        "論壇\n\n塔斯社記者：您如何看待中俄關係？\n\n王毅：中俄關係每年都會被問到，但角度每次都不同。我要強調的是，無論國際環境如何變化，中俄友好的歷史邏輯不變，內生動力不減。\n",
    );
    let span = find(&transcript, "无论国际环境如何变化，中俄友好的历史逻辑不变，内生动力不减。");
    let place = resolve(&traditional, &Selector::of(&transcript, span)).unwrap();
    assert_eq!(traditional.shown(place), "無論國際環境如何變化，中俄友好的歷史邏輯不變，內生動力不減。");
}

const TWICE: &str = "记者会\n\n路透社记者：谈判何时开始？\n\n毛宁：中方的立场是一贯的、明确的。我们一直在努力。中方的立场是一贯的、明确的。\n\n法新社记者：还有别的消息吗？\n\n毛宁：中方的立场是一贯的、明确的。没有更多消息。\n";

#[test]
fn of_a_sentence_that_stands_several_times_the_linked_one_is_found() {
    let transcript = parse(TWICE);
    let twins: Vec<_> =
        sentences(&transcript).into_iter().filter(|(_, span)| transcript.shown(*span).contains("一贯")).collect();
    assert_eq!(twins.len(), 3);
    for (id, span) in &twins {
        assert_eq!(resolve(&transcript, &sent(Selector::of(&transcript, *span))), Ok(*span), "{id}");
        assert_eq!(resolve(&transcript, &sent(Selector::short_of(&transcript, *span))), Ok(*span), "{id}");
    }
    // In another copy the id has moved by one exchange: what stands before and after tells.
    let copy = parse(&TWICE.replace("路透社记者：谈判", "新华社记者：你好？\n\n毛宁：你好。\n\n路透社记者：谈判"));
    for (id, span) in &twins {
        let place = resolve(&copy, &Selector::of(&transcript, *span)).unwrap();
        let before =
            |t: &Transcript, at: Span| t.source.text[..at.start as usize].chars().rev().take(6).collect::<String>();
        assert_eq!(before(&copy, place), before(&transcript, *span), "{id}");
        assert_eq!(resolve(&copy, &Selector::short_of(&transcript, *span)), Err(Orphan::Ambiguous), "{id}");
    }
}

#[test]
fn a_look_alike_is_an_orphan() {
    let transcript = wang_yi();
    let span = find(&transcript, "中国终将统一，也必将统一。");
    let selector = Selector::of(&transcript, span);
    let changed = parse(&WANG_YI.replace("中国终将统一，也必将统一", "中国必将统一，也终将统一"));
    assert_eq!(resolve(&changed, &selector), Err(Orphan::Gone));
    assert_eq!(resolve(&changed, &Selector::short_of(&transcript, span)), Err(Orphan::Gone));
    // The same two characters in another conference are not the words that were linked.
    let word = Selector::of(&transcript, find(&transcript, "和平"));
    assert_eq!(resolve(&parse(TWICE.replace("一直", "为和平").as_str()), &word), Err(Orphan::Gone));
    let nowhere = Selector { id: Some("x9a1.p1.s1".into()), ..Selector::default() };
    assert_eq!(resolve(&transcript, &nowhere), Err(Orphan::NoPlace));
}

#[test]
fn a_directive_is_cut_at_punctuation() {
    let transcript = wang_yi();
    let decoded = |words: &str| {
        let directive = text_directive(&transcript, find(&transcript, words)).unwrap();
        let parts = directive.strip_prefix(":~:text=").unwrap().split(',');
        let decode = |part: &str| ViewState::parse(&format!("#q={part}")).query.unwrap();
        parts.map(decode).collect::<Vec<_>>()
    };
    assert_eq!(decoded("元首外交是中国外交的最高形式。"), ["元首外交是中国外交的最高形式"]);
    assert_eq!(decoded("借台湾生事，就是给日本找事"), ["借台湾生事", "就是给日本找事"]);
    assert_eq!(decoded("是动荡世界中的恒量，不是地缘博弈里的变量"), ["是动荡世界中的恒量", "不是地缘博弈里的变量"]);
    assert_eq!(decoded("友好的历史逻辑"), ["中俄友好的历史逻辑不变"]);
    // 王毅 says 今年是… three times: the clause before it tells which.
    assert_eq!(decoded("各位记者朋友，上午好"), ["各位记者朋友", "上午好"]);
}

proptest! {
    #[test]
    fn any_words_of_a_turn_come_back_from_their_address(at in 0_usize..4000, length in 1_usize..120) {
        let transcript = wang_yi();
        let turns: Vec<_> = transcript.items.iter().flat_map(|item| &item.turns).collect();
        let whole = |t: &&shilu::transcript::Turn| t.paragraphs.first().unwrap().span.join(t.paragraphs.last().unwrap().span);
        let boundaries: Vec<usize> = transcript.source.text.char_indices().map(|(at, _)| at).collect();
        let start = boundaries[at.min(boundaries.len() - 2)];
        let Some(turn) = turns.iter().map(whole).find(|t| t.start as usize <= start && start < t.end as usize) else {
            return Ok(());
        };
        let end = boundaries[(at + length).min(boundaries.len() - 1)].min(turn.end as usize);
        let span = Span::new(start, end);
        let words = letters(&transcript, span);
        prop_assume!(!words.is_empty());
        let place = resolve(&transcript, &sent(Selector::of(&transcript, span)));
        prop_assert_eq!(place.map(|place| letters(&transcript, place)), Ok(words.clone()));
        prop_assert!(place.unwrap().start >= span.start && place.unwrap().end <= span.end);
        let place = resolve(&transcript, &sent(Selector::short_of(&transcript, span)));
        prop_assert_eq!(place.map(|place| letters(&transcript, place)), Ok(words));
    }
}
