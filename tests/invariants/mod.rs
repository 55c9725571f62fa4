//! What holds for every transcript, whatever the text was: shared by the tests, the corpus run and the fuzz targets.

#![allow(clippy::panic, unreachable_pub, reason = "a test says what is wrong by panicking; three programs include it")]

use shilu::text::Span;
use shilu::transcript::Transcript;

/// Panics unless every word of the source belongs to exactly one span, sentences lie in their paragraphs, and undoing
/// the repairs gives the source back.
#[track_caller]
pub fn check(transcript: &Transcript) {
    spans_tile(transcript);
    repairs_can_be_undone(transcript);
}

/// The spans of content and labels, in order; what lies between them must be layout.
#[track_caller]
fn spans_tile(transcript: &Transcript) {
    let source = &*transcript.source.text;
    let mut taken: Vec<Span> = transcript.layout.clone();
    let headline = transcript.headline;
    taken.extend([headline.kicker, headline.main, headline.sub].into_iter().flatten());
    for turn in transcript.items.iter().flat_map(|item| &item.turns) {
        taken.extend(turn.speaker.map(|spoken| spoken.label));
        for paragraph in &turn.paragraphs {
            taken.push(paragraph.span);
            let mut at = paragraph.span.start;
            for sentence in &paragraph.sentences {
                assert!(paragraph.span.contains(*sentence), "a sentence leaves its paragraph");
                assert!(sentence.start >= at, "sentences overlap at {at} in {source:?}");
                assert!(source.get(sentence.start as usize..sentence.end as usize).is_some(), "a character is cut");
                at = sentence.end;
            }
        }
    }
    taken.sort();
    let mut at = 0;
    for span in taken {
        assert!(span.start >= at, "spans overlap at {} in {source:?}", span.start);
        no_words(source.get(at as usize..span.start as usize), source);
        at = span.end;
    }
    no_words(source.get(at as usize..), source);
}

/// Between spans stand only blank space and the marks around labels.
#[track_caller]
fn no_words(between: Option<&str>, source: &str) {
    let Some(between) = between else { panic!("a character is cut in {source:?}") };
    let lost: String = between.chars().filter(|c| c.is_alphanumeric()).collect();
    assert!(lost.is_empty(), "lost {lost:?} of {source:?}");
}

/// undo(repairs, shown) is the source.
#[track_caller]
fn repairs_can_be_undone(transcript: &Transcript) {
    let source = &*transcript.source.text;
    let shown = transcript.shown(Span::new(0, source.len()));
    let mut undone = String::new();
    let (mut from, mut shown_at) = (0, 0);
    for repair in &transcript.repairs {
        let start = repair.span.start as usize;
        assert!(start >= from, "repairs overlap in {source:?}");
        undone.push_str(shown.get(shown_at..shown_at + start - from).unwrap_or_default());
        undone.push_str(repair.span.of(source));
        shown_at += start - from + repair.inserted.len();
        from = repair.span.end as usize;
    }
    undone.push_str(shown.get(shown_at..).unwrap_or_default());
    assert_eq!(undone, source);
}
