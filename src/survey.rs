//! The survey: what in a parsed transcript looks wrong to the parser itself, so that a person can look at it.

use crate::transcript::{ItemKind, Transcript};

/// Something that looks wrong, with the id of the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// The id of the item or paragraph (`x3`, `x3a1.p2`), empty for the whole text.
    pub place: String,
    /// What looks wrong, in English: a report for those who mend the parser.
    pub what: &'static str,
}

/// A question longer than this many bytes (about 700 characters) has probably swallowed its answer.
const LONG_QUESTION: usize = 2_100;

/// Marks that begin a turn somewhere: inside a paragraph they are turns that were missed.
const TURNS: [&str; 6] = ["。问：", "。答：", "？答：", "。记者：", "？记者：", "。追问："];

/// Returns what looks wrong, in the order of the text.
pub fn survey(transcript: &Transcript) -> Vec<Oddity> {
    let mut found = Vec::new();
    let mut add = |place: String, what| found.push(Oddity { place, what });
    let text = &*transcript.source.text;
    let asks = ["问：", "问:", "记者：", "記者：", "問："].iter().any(|label| text.contains(label));
    if asks && transcript.exchanges().next().is_none() {
        add(String::new(), "questions are printed, no exchange was found");
    }
    for item in &transcript.items {
        if item.kind == ItemKind::Exchange {
            if item.answer().is_empty() {
                add(item.id(), "nobody answers");
            } else if item.question().is_empty() {
                add(item.id(), "nobody asks");
            }
            let asked: usize = item.question().iter().flat_map(|t| &t.paragraphs).map(|p| p.span.len()).sum();
            if asked > LONG_QUESTION {
                add(item.id(), "the question is very long");
            }
        }
        for (id, turn) in item.turns_with_ids() {
            if turn.paragraphs.is_empty() {
                add(id.clone(), "a label without words");
            }
            for (n, paragraph) in turn.paragraphs.iter().enumerate() {
                if TURNS.iter().any(|mark| paragraph.span.of(text).contains(mark)) {
                    add(format!("{id}.p{}", n + 1), "a label stands inside a paragraph");
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::parse;

    #[test]
    fn what_looks_wrong_is_named_with_its_place() {
        let odd = survey(&parse("问：甲？\n\n问：乙？\n\n答：丙。问：丁？答：戊。\n\n记者：己？\n"));
        let lines: Vec<_> = odd.iter().map(|o| format!("{} {}", o.place, o.what)).collect();
        assert_eq!(lines, ["x1a1.p1 a label stands inside a paragraph", "x2 nobody answers"]);
    }

    #[test]
    fn nothing_is_wrong_with_the_first_transcript() {
        assert_eq!(survey(&parse(include_str!("../transcripts/zh_wang_yi_20250307.txt"))), []);
    }
}
