//! Plain text: the words as shown, a paragraph a line, a blank line between. Knows no marks.

use crate::transcript::{Paragraph, Transcript, Turn};

/// Writes the transcript as plain text, labels as printed, repairs applied.
pub fn write(transcript: &Transcript) -> String {
    let mut text = String::new();
    let headline = transcript.headline;
    for span in [headline.kicker, headline.main, headline.sub].into_iter().flatten() {
        push(&mut text, &transcript.shown(span));
    }
    for turn in transcript.items.iter().flat_map(|item| &item.turns) {
        let mut label = label(transcript, turn);
        for paragraph in &turn.paragraphs {
            push(&mut text, &(std::mem::take(&mut label) + &line(transcript, paragraph)));
        }
    }
    text
}

/// Returns the printed label with the colon of its language, or nothing.
pub(super) fn label(transcript: &Transcript, turn: &Turn) -> String {
    let colon = if matches!(transcript.language.get(..2), Some("zh" | "ja")) { "：" } else { ": " };
    transcript.label_of(turn).map(|label| format!("{label}{colon}")).unwrap_or_default()
}

/// Returns a paragraph's words on one line.
pub(super) fn line(transcript: &Transcript, paragraph: &Paragraph) -> String {
    transcript.shown(paragraph.span).split(['\r', '\n']).map(str::trim).collect::<Vec<_>>().join(" ")
}

fn push(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
    text.push('\n');
}
