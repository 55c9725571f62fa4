//! Markdown (CommonMark): headings for headline and exchanges, labels in bold. Words are escaped, never markup.

use super::text::{label, line};
use crate::transcript::{ItemKind, Transcript};

/// Characters that CommonMark 0.31 (and GitHub's tables and strikethrough) may take for markup anywhere in a line.
const ANYWHERE: [char; 11] = ['\\', '`', '*', '_', '[', ']', '<', '>', '&', '|', '~'];

/// Writes the transcript as Markdown, repairs applied.
pub fn write(transcript: &Transcript) -> String {
    let mut blocks = Vec::new();
    let headline = transcript.headline;
    let shown = |span| escape(&transcript.shown(span));
    blocks.extend(headline.kicker.map(|span| format!("*{}*", shown(span))));
    blocks.extend(headline.main.map(|span| format!("# {}", shown(span))));
    blocks.extend(headline.sub.map(|span| format!("*{}*", shown(span))));
    for item in &transcript.items {
        if let Some(number) = item.number() {
            let asker = item.turns.first().and_then(|turn| transcript.label_of(turn)).unwrap_or_default();
            blocks.push(format!("## {number} {}", escape(asker)).trim_end().to_owned());
        }
        for turn in &item.turns {
            let label = label(transcript, turn);
            let mut lead = if label.is_empty() { label } else { format!("**{}** ", escape(label.trim_end())) };
            for paragraph in &turn.paragraphs {
                let words = escape(&line(transcript, paragraph));
                blocks.push(match item.kind {
                    ItemKind::Heading => format!("## {words}"),
                    _ if paragraph.scene => format!("{}*{words}*", std::mem::take(&mut lead)),
                    _ => format!("{}{words}", std::mem::take(&mut lead)),
                });
            }
        }
    }
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// Escapes words so that a reader of CommonMark gets exactly them.
pub(crate) fn escape(words: &str) -> String {
    let words = words.trim().replace(['\r', '\n'], " ");
    let mut escaped = String::with_capacity(words.len());
    // A digit run, `#`, `+`, `-` or `=` is markup only where a line begins.
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in words.char_indices() {
        let begins = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let numbers = at == digits && digits > 0 && matches!(c, '.' | ')');
        if begins || numbers || ANYWHERE.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
