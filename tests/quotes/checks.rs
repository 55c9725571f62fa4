//! The check: the written set, and what must hold for every sentence.

use std::sync::OnceLock;

use proptest::prelude::*;
use shilu::quotes::Letters;
use shilu::quotes::check::{Passage, Verdict, check};
use shilu::text::{Span, fold};
use shilu::transcript::{DiagnosticKind, Transcript};

use crate::texts::{all, sentences, wang_yi};

const SET: &str = include_str!("checks.txt");

fn run(pasted: &str, transcript: &Transcript) -> Vec<Passage> {
    let letters = Letters::of(transcript);
    check(pasted, &[&letters], &mut std::slice::from_ref(transcript))
}

fn line(passage: &Passage, pasted: &str) -> String {
    let warnings: String = passage.warnings.iter().map(|warning| format!(" {}", warning.word())).collect();
    format!("{}{warnings}: {}", passage.verdict.word(), passage.at.of(pasted))
}

#[test]
fn the_written_set_is_judged_as_a_careful_reader_does() {
    let transcript = wang_yi();
    let (mut count, mut wrong, mut grave) = (0, 0, 0);
    let mut blocks: Vec<(String, Vec<&str>)> = Vec::new();
    let mut in_post = false;
    for text in SET.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match text.strip_prefix("> ") {
            Some(post) if in_post => {
                let last = &mut blocks.last_mut().unwrap().0;
                last.push('\n');
                last.push_str(post);
            }
            Some(post) => blocks.push((post.to_owned(), Vec::new())),
            None => blocks.last_mut().unwrap().1.push(text),
        }
        in_post = text.starts_with("> ");
    }
    for (pasted, expect) in blocks {
        let got: Vec<String> = run(&pasted, &transcript).iter().map(|passage| line(passage, &pasted)).collect();
        count += expect.len();
        if got != expect {
            let missed = expect.iter().filter(|line| !got.iter().any(|got| got == *line)).count().max(1);
            wrong += missed;
            grave += usize::from(expect.iter().any(|e| e.starts_with("verbatim") || e.starts_with("altered")));
            println!("{pasted}\n  expected {expect:?}\n  got      {got:?}");
        }
    }
    println!("{count} quotations, {wrong} wrong, {grave} of them verbatim or altered");
    assert!(count >= 60);
    assert_eq!(grave, 0, "a verbatim or altered one is judged wrong");
    assert!(wrong * 20 <= count, "{wrong} of {count}");
}

/// All transcripts with their letters, read once.
fn texts() -> &'static [(String, Transcript, Letters)] {
    static TEXTS: OnceLock<Vec<(String, Transcript, Letters)>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let read = |(name, transcript): (String, Transcript)| {
            let letters = Letters::of(&transcript);
            (name, transcript, letters)
        };
        all().into_iter().map(read).collect()
    })
}

fn judge(pasted: &str, text: &(String, Transcript, Letters)) -> Vec<Passage> {
    check(pasted, &[&text.2], &mut std::slice::from_ref(&text.1))
}

/// What is compared, said in another way: folded letters, without anything between them.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric() || "%‰$¥€£+°％＄￥＋".contains(*c)).map(fold).collect()
}

fn marks_are_paired(words: &str) -> bool {
    let count = |mark: char| words.matches(mark).count();
    let mut depth = 0_i32;
    let ordered = words.chars().all(|c| {
        depth += i32::from(c == '“') - i32::from(c == '”');
        depth >= 0
    });
    ordered && depth == 0 && count('"') == 0 && count('「') == count('」') && !words.contains(['‘', '’', '\n', '\r'])
}

/// Every sentence with the text it stands in, and which of its characters it has.
fn all_sentences() -> &'static [(usize, String, String)] {
    static SENTENCES: OnceLock<Vec<(usize, String, String)>> = OnceLock::new();
    SENTENCES.get_or_init(|| {
        let mut all = Vec::new();
        for (n, (_, transcript, _)) in texts().iter().enumerate() {
            let scenes = |span: Span| {
                transcript.diagnostics.iter().any(|d| d.kind == DiagnosticKind::Scene && span.contains(d.span))
            };
            for (id, span) in sentences(transcript) {
                let words = transcript.shown(span).into_owned();
                if !scenes(span) && letters(&words).chars().count() >= 6 && marks_are_paired(&words) {
                    all.push((n, id, words));
                }
            }
        }
        all
    })
}

/// Tells whether the letters of these words stand together somewhere in a text.
fn stands(words: &str, text: &Transcript) -> bool {
    let wanted = letters(words);
    let mut turns = text.items.iter().flat_map(|item| &item.turns);
    turns.any(|turn| {
        let shown: Vec<_> = turn.paragraphs.iter().map(|p| text.shown(p.span).into_owned()).collect();
        letters(&shown.concat()).contains(&wanted)
    })
}

#[test]
fn every_sentence_of_every_fixture_is_verbatim() {
    for (n, id, words) in all_sentences() {
        let pasted = format!("“{words}”");
        let passages = judge(&pasted, &texts()[*n]);
        assert_eq!(passages.len(), 1, "{id} {words}");
        assert_eq!(passages[0].verdict, Verdict::Verbatim, "{id} {words}");
        assert!(passages[0].matches.iter().any(|m| m.sentence == *id), "{id} {words}: {:?}", passages[0].matches);
        for bare in judge(words, &texts()[*n]) {
            assert!(bare.verdict <= Verdict::OtherSpeaker, "{id} {words}");
        }
    }
}

/// How a quotation is changed.
#[derive(Clone, Debug)]
enum Change {
    Lose(usize, usize),
    Add(usize, String),
    Replace(usize, String),
    Swap(usize, usize),
}

fn changes() -> impl Strategy<Value = Change> {
    let words = "[国和平的不发展人民大中美日稳定合作]{1,3}";
    prop_oneof![
        (0_usize..200, 1_usize..4).prop_map(|(at, count)| Change::Lose(at, count)),
        (0_usize..200, words).prop_map(|(at, words)| Change::Add(at, words)),
        (0_usize..200, words).prop_map(|(at, words)| Change::Replace(at, words)),
        (0_usize..200, 1_usize..20).prop_map(|(at, by)| Change::Swap(at, by)),
    ]
}

fn changed(words: &str, change: &Change) -> String {
    let mut characters: Vec<char> = words.chars().collect();
    let length = characters.len();
    match change {
        Change::Lose(at, count) => {
            let at = at % length;
            characters.drain(at..(at + count).min(length));
        }
        Change::Add(at, words) => {
            let at = at % length;
            characters.splice(at..at, words.chars());
        }
        Change::Replace(at, words) => {
            let at = at % length;
            characters.splice(at..(at + words.chars().count()).min(length), words.chars());
        }
        Change::Swap(at, by) => {
            let at = at % length;
            characters.swap(at, (at + by) % length);
        }
    }
    characters.into_iter().collect()
}

/// Traditional forms of what the first transcript is full of, full width, other marks.
fn dressed(words: &str, how: u8) -> String {
    let traditional =
        "国國对對发發会會为為来來现現习習总總书書记記这這们們关關与與东東时時长長问問实實经經台臺湾灣历歷义義战戰";
    let pairs: Vec<char> = traditional.chars().collect();
    let dress = |c: char| match c {
        '，' if how & 1 != 0 => ' ',
        '。' if how & 1 != 0 => '！',
        '、' if how & 1 != 0 => '，',
        '0'..='9' if how & 2 != 0 => char::from_u32(c as u32 + 0xFEE0).unwrap(),
        c if how & 4 != 0 => pairs.chunks(2).find(|pair| pair[0] == c).map_or(c, |pair| pair[1]),
        c => c,
    };
    words.chars().map(dress).collect()
}

proptest! {
    #[test]
    fn words_that_stand_are_verbatim_however_they_are_dressed(
        at in any::<prop::sample::Index>(), from in 0_usize..60, length in 5_usize..80, how in 0_u8..8,
    ) {
        let (n, id, words) = at.get(all_sentences());
        let piece: String = words.chars().skip(from).take(length).collect();
        if !(letters(&piece).chars().count() >= 5 && marks_are_paired(&piece) && !piece.contains(['…', '.'])) {
            return Ok(());
        }
        for pasted in [format!("「{}」", dressed(&piece, how)), format!("有人说：“{}”", dressed(&piece, how))] {
            let passages = judge(&pasted, &texts()[*n]);
            prop_assert_eq!(passages.len(), 1, "{} {}", id, pasted);
            prop_assert_eq!(passages[0].verdict, Verdict::Verbatim, "{} {}", id, pasted);
        }
    }

    #[test]
    fn words_that_do_not_stand_so_are_never_verbatim(
        at in any::<prop::sample::Index>(), change in changes(), how in 0_u8..8,
    ) {
        let (n, id, words) = at.get(all_sentences());
        let text = &texts()[*n];
        let quoted = changed(words, &change);
        if !(marks_are_paired(&quoted) && letters(&quoted).chars().count() >= 5) {
            return Ok(());
        }
        if stands(&quoted, &text.1) {
            return Ok(());
        }
        let pasted = format!("“{}”", dressed(&quoted, how));
        for passage in judge(&pasted, text) {
            prop_assert!(passage.verdict > Verdict::OtherSpeaker, "{} {} {:?}", id, pasted, passage);
        }
        for passage in judge(&dressed(&quoted, how), text) {
            let said = passage.at.of(&dressed(&quoted, how)).to_owned();
            prop_assert!(passage.verdict > Verdict::OtherSpeaker || stands(&said, &text.1), "{} {}", id, said);
        }
    }

    #[test]
    fn one_changed_word_is_altered_and_the_differences_rebuild_the_quotation(
        at in any::<prop::sample::Index>(), change in changes(),
    ) {
        let (n, id, words) = at.get(all_sentences());
        let text = &texts()[*n];
        let quoted = changed(words, &change);
        let count = letters(&quoted).chars().count();
        if !(*n == 0 && marks_are_paired(&quoted) && count >= 12 && !stands(&quoted, &text.1)) {
            return Ok(());
        }
        let pasted = format!("“{quoted}”");
        let passages = judge(&pasted, text);
        prop_assert_eq!(passages.len(), 1);
        let passage = &passages[0];
        prop_assert!(matches!(passage.verdict, Verdict::Altered | Verdict::Stitched), "{} {} {:?}", id, pasted, passage);
        if passage.verdict == Verdict::Altered {
            // Put what the quotation has into the source: the letters are the quotation's.
            let found = &passage.matches[0];
            let mut rebuilt = String::new();
            let mut from = found.span.start;
            for difference in &found.differences {
                let start = difference.span.start.clamp(from, found.span.end);
                rebuilt.push_str(&text.1.shown(Span { start: from, end: start }));
                rebuilt.push_str(&difference.quoted);
                from = difference.span.end.clamp(start, found.span.end);
            }
            rebuilt.push_str(&text.1.shown(Span { start: from, end: found.span.end }));
            prop_assert_eq!(letters(&rebuilt), letters(&quoted), "{} {:?}", id, passage);
        }
    }

    #[test]
    fn anything_can_be_pasted(pasted in "[“”「」\"'（略）…。，：中国不会说王毅a1 \n]{0,60}") {
        let text = &texts()[0];
        for passage in judge(&pasted, text) {
            prop_assert!(!passage.at.of(&pasted).is_empty());
            for found in passage.matches {
                prop_assert!(!text.1.shown(found.span).is_empty());
            }
        }
    }
}
