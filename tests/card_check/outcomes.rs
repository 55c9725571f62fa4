//! The three outcomes: verified, differs, unknown.

use shilu::card::Proof;
use shilu::card::verify::{By, Claim, Differs, Outcome, Proves, Source, Verified, verify};
use shilu::quotes::Selector;
use shilu::quotes::check::{Kind, Verdict};
use shilu::transcript::{Transcript, parse};

use super::{WANG_YI, card, home, span};

const WORDS: &str = "台湾从来不是一个国家";
const PIECES: [&str; 2] = ["一个成熟、坚韧、稳定的中俄关系", "更不会受第三方干扰"];

/// The same conference as somebody else copied it: in other line breaks, with another headline.
fn copy() -> String {
    format!("外交部长记者会\n\n{}", WANG_YI.replace("。", "。\n"))
}

/// Another conference.
fn other() -> Transcript {
    parse("外交部例行记者会\n\n塔斯社记者：请问中俄关系？\n\n毛宁：中俄关系不会变，世界很大，两国友谊万古长青。\n")
}

fn judge(proof: &Proof, open: &[&Transcript]) -> Outcome {
    let proof = Proof::from_json(&proof.to_json()).unwrap();
    let answer = verify(&Claim::Proof(Box::new(proof)), open);
    assert_eq!(answer.by, Some(By::Metadata));
    answer.outcome
}

fn verified(outcome: Outcome) -> Verified {
    match outcome {
        Outcome::Verified(verified) => *verified,
        other => panic!("{other:?}"),
    }
}

fn differs(outcome: Outcome) -> Differs {
    match outcome {
        Outcome::Differs(differs) => *differs,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_card_carries_is_a_span_of_the_source() {
    let home = home();
    let (_, proof) = card(&home, &[WORDS]);
    assert_eq!(proof.sentence, "x6a1.p3.s3");
    let [from, to] = proof.spans[0].map(|n| n as usize);
    assert_eq!(WANG_YI.chars().skip(from).take(to - from).collect::<String>(), WORDS);
    assert_eq!(proof.sha256, home.sha256());
    assert!(proof.selector.starts_with("#x6a1.p3.s3&doc=") && proof.selector.contains("&exact="));
    assert!(proof.alt.starts_with("“台湾从来不是一个国家”——王毅，答") && !proof.alt.contains('\n'), "{}", proof.alt);
    assert!(proof.link.is_some_and(|link| link.starts_with("https://example.org/shilu/#x6a1.p3.s3&doc=")));
}

#[test]
fn words_of_an_open_transcript_are_verified_with_who_says_them() {
    let home = home();
    let (quote, proof) = card(&home, &[WORDS]);
    let other = other();
    let found = verified(judge(&proof, &[&other, &home]));
    assert_eq!((found.document, found.source, found.is_attributed), (1, Source::Same, Some(true)));
    assert_eq!((found.quote.sentence.as_str(), found.quote.speaker.as_deref()), ("x6a1.p3.s3", Some("王毅")));
    assert_eq!(found.quote.spans, quote.spans);
}

#[test]
fn every_sentence_is_verified() {
    let home = home();
    let mut count = 0;
    for turn in home.items.iter().flat_map(|item| &item.turns) {
        for sentence in turn.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences) {
            let Ok(quote) = shilu::quotes::Quote::of(&home, &[*sentence], None) else { continue };
            let proof = Proof::of(&home, &quote, shilu::messages::Ui::En);
            let found = verified(judge(&proof, &[&home]));
            assert_eq!((&found.quote, found.is_attributed), (&quote, Some(true)));
            count += 1;
        }
    }
    assert!(count >= 113, "{count}");
}

#[test]
fn an_omission_is_verified_where_it_is_marked() {
    let home = home();
    let (quote, proof) = card(&home, &PIECES);
    assert!(proof.text.contains("……"), "{}", proof.text);
    assert_eq!(verified(judge(&proof, &[&home])).quote.spans, quote.spans);
    let unmarked = Proof { text: proof.text.replace("……", ""), ..proof.clone() };
    assert_eq!(differs(judge(&unmarked, &[&home])).source, Source::Same);
    let copy = parse(&copy());
    let found = verified(judge(&proof, &[&copy]));
    assert_eq!((found.source, found.quote.text), (Source::OtherCopy, proof.text.clone()));
    assert_eq!(differs(judge(&unmarked, &[&copy])).source, Source::OtherCopy);
}

#[test]
fn changed_words_differ_and_what_is_nearest_is_told() {
    let home = home();
    let (_, proof) = card(&home, &[WORDS]);
    let forged = Proof { text: "台湾从来是一个国家".into(), ..proof };
    let found = differs(judge(&forged, &[&home]));
    assert_eq!((found.source, found.verdict), (Source::Same, Verdict::Altered));
    let near = found.nearest.unwrap();
    assert_eq!((near.sentence.as_str(), near.span), ("x6a1.p3.s3", span(&home, WORDS)));
    assert_eq!((near.differences[0].kind, near.differences[0].source.as_str()), (Kind::Missing, "不"));
}

#[test]
fn words_in_another_place_differ_even_where_they_stand() {
    let home = home();
    let (_, proof) = card(&home, &[WORDS]);
    for spans in [vec![[0, 10]], vec![[4_000_000, 4_000_010]], vec![[0, 4_000]]] {
        let moved = Proof { spans, ..proof.clone() };
        let found = differs(judge(&moved, &[&home]));
        assert_eq!((found.verdict, found.nearest.unwrap().sentence.as_str()), (Verdict::Verbatim, "x6a1.p3.s3"));
    }
}

#[test]
fn marks_count_in_the_text_that_a_card_was_made_from() {
    let home = home();
    let (_, proof) = card(&home, &["借台湾生事，就是给日本找事"]);
    let forged = Proof { text: "借台湾生事？就是给日本找事".into(), ..proof };
    assert_eq!(differs(judge(&forged, &[&home])).verdict, Verdict::Verbatim);
}

#[test]
fn who_is_said_to_have_said_it_is_not_believed() {
    let home = home();
    let (_, proof) = card(&home, &[WORDS]);
    let forged = Proof {
        alt: "“台湾从来不是一个国家”——李四".into(), sentence: "x1a1.p1.s1".into(), ..proof
    };
    let found = verified(judge(&forged, &[&home]));
    assert_eq!((found.is_attributed, found.quote.speaker.as_deref()), (Some(false), Some("王毅")));
    assert_eq!(found.quote.sentence, "x6a1.p3.s3");
}

#[test]
fn another_copy_of_the_conference_has_the_words_too() {
    let (home, copy) = (home(), parse(&copy()));
    let (_, proof) = card(&home, &[WORDS]);
    let found = verified(judge(&proof, &[&other(), &copy]));
    assert_eq!((found.document, found.source, found.quote.text.as_str()), (1, Source::OtherCopy, WORDS));
    // The text that the card was made from counts more.
    assert_eq!(verified(judge(&proof, &[&copy, &home])).document, 1);
    // A selector that leads somewhere proves nothing for other words.
    let forged = Proof { text: "台湾从来是一个国家".into(), ..proof };
    assert_eq!(differs(judge(&forged, &[&copy])).source, Source::OtherCopy);
}

#[test]
fn a_card_of_another_transcript_is_unknown() {
    let home = home();
    let (_, proof) = card(&home, &[WORDS]);
    assert_eq!(judge(&proof, &[&other()]), Outcome::Unknown);
    assert_eq!(judge(&proof, &[]), Outcome::Unknown);
    let answer = verify(&Claim::Proof(Box::new(proof)), &[]);
    assert_eq!(answer.proves(), Proves::Nothing);
}

#[test]
fn an_id_alone_is_no_place_in_any_other_transcript() {
    let home = home();
    let (_, proof) = card(&home, &[WORDS]);
    let bare = Proof { selector: "#x1a1.p1.s1".into(), ..proof };
    assert_eq!(judge(&bare, &[&other()]), Outcome::Unknown);
    assert_eq!(Claim::of_link("https://example.org/#x1a1.p1.s1"), None);
    assert_eq!(Claim::of_link("https://example.org/"), None);
    assert_eq!(Claim::of_link("https://example.org/#q=中俄"), None);
    assert_eq!(Claim::of_link(&format!("https://example.org/#exact={}", "a".repeat(5_000))), None);
}

#[test]
fn a_link_leads_to_its_words() {
    let (home, copy) = (home(), parse(&copy()));
    let whole = span(&home, "台湾从来不是一个国家");
    let short = Selector::short_of(&home, whole).into_state();
    let long = Selector::of(&home, whole).into_state();
    for link in [
        format!("https://example.org/shilu/#{short}"),
        format!("https://example.org/shilu/#{long}"),
        format!("https://example.org/shilu/#{long}:~:text=%E5%8F%B0"),
    ] {
        let claim = Claim::of_link(&link).unwrap();
        let answer = verify(&claim, &[&other(), &home]);
        assert_eq!((answer.by, answer.proves()), (Some(By::Code), Proves::Place));
        let found = verified(answer.outcome);
        assert_eq!((found.document, found.source, found.is_attributed), (1, Source::Same, None));
        assert_eq!((found.quote.text.as_str(), found.quote.speaker.as_deref()), (WORDS, Some("王毅")));
        assert_eq!(verify(&claim, &[&other()]).outcome, Outcome::Unknown);
    }
    let long = Claim::of_link(&format!("#{long}")).unwrap();
    assert_eq!(verified(verify(&long, &[&copy]).outcome).source, Source::OtherCopy);
}

#[test]
fn a_link_whose_words_are_changed_differs() {
    let home = home();
    let mut selector = Selector::of(&home, span(&home, WORDS));
    selector.words.exact = Some("台湾从来是一个国家".into());
    let link = format!("https://example.org/#{}", selector.into_state());
    let found = differs(verify(&Claim::of_link(&link).unwrap(), &[&home]).outcome);
    assert_eq!((found.source, found.verdict), (Source::Same, Verdict::Altered));
    let mut short = Selector::short_of(&home, span(&home, WORDS));
    short.short = Some("000000".into());
    let found = differs(verify(&Claim::Link(short), &[&home]).outcome);
    assert_eq!((found.verdict, found.nearest, found.text.as_str()), (Verdict::Absent, None, ""));
}
