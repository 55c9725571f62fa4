//! Reports for the command line: the check as JSON and as lines. Knows serde; spans become code points here.

use serde_json::{Value, json};

use super::check::{Difference, Match, Passage, Verdict};
use super::suggest::Suggestion;
use crate::text::Offsets;
use crate::transcript::Transcript;

impl Verdict {
    /// Returns the word for it in the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::OtherSpeaker => "other-speaker",
            Self::Omission => "omission",
            Self::Stitched => "stitched",
            Self::Altered => "altered",
            Self::Absent => "absent",
        }
    }
}

/// Prints the passages as JSON; `files` are the names of the transcripts.
pub fn check_json(pasted: &str, passages: &[Passage], files: &[String], transcripts: &[Transcript]) -> String {
    let offsets = Offsets::new(pasted);
    let passages: Vec<Value> = passages
        .iter()
        .map(|passage| {
            let matches: Vec<Value> =
                passage.matches.iter().filter_map(|m| one_match(m, &offsets, files, transcripts)).collect();
            json!({
                "verdict": passage.verdict.word(),
                "warnings": passage.warnings.iter().map(|warning| warning.word()).collect::<Vec<_>>(),
                "text": passage.at.of(pasted),
                "at": offsets.span(passage.at),
                "matches": matches,
            })
        })
        .collect();
    print(&json!({ "passages": passages }))
}

fn one_match(m: &Match, pasted: &Offsets, files: &[String], transcripts: &[Transcript]) -> Option<Value> {
    let transcript = transcripts.get(m.document)?;
    let source = Offsets::new(&transcript.source.text);
    let difference = |d: &Difference| {
        json!({
            "kind": d.kind.word(),
            "span": source.span(d.span),
            "at": pasted.span(d.at),
            "source": d.source,
            "quoted": d.quoted,
        })
    };
    Some(json!({
        "file": files.get(m.document),
        "sentence": m.sentence,
        "span": source.span(m.span),
        "text": transcript.shown(m.span),
        "speaker": m.speaker.and_then(|n| transcript.speakers.get(n)).map(|speaker| &speaker.name),
        "differences": m.differences.iter().map(difference).collect::<Vec<_>>(),
    }))
}

/// Prints the passages for a person: a line a passage, a line a place.
pub fn check_lines(pasted: &str, passages: &[Passage], files: &[String], transcripts: &[Transcript]) -> String {
    let mut lines = String::new();
    for passage in passages {
        let warnings: String = passage.warnings.iter().map(|warning| format!(" ({})", warning.word())).collect();
        lines.push_str(&format!("{}{warnings}: {}\n", passage.verdict.word(), passage.at.of(pasted)));
        for m in &passage.matches {
            let Some(transcript) = transcripts.get(m.document) else { continue };
            let speaker = m.speaker.and_then(|n| transcript.speakers.get(n)).map_or("?", |speaker| &speaker.name);
            let file = files.get(m.document).map_or("", String::as_str);
            lines.push_str(&format!("  {file}#{} {speaker}: {}\n", m.sentence, transcript.shown(m.span)));
            for d in &m.differences {
                lines.push_str(&format!("    {}: [{}] for [{}]\n", d.kind.word(), d.quoted, d.source));
            }
        }
    }
    lines
}

/// Prints suggestions as JSON.
pub fn suggestions_json(transcript: &Transcript, suggestions: &[Suggestion]) -> String {
    let offsets = Offsets::new(&transcript.source.text);
    let quotes: Vec<Value> = suggestions
        .iter()
        .map(|suggestion| {
            json!({
                "sentence": suggestion.sentence,
                "span": offsets.span(suggestion.span),
                "text": transcript.shown(suggestion.span),
                "score": (f64::from(suggestion.score) * 100.0).round() / 100.0,
                "reasons": suggestion.reasons.iter().map(|reason| reason.word()).collect::<Vec<_>>(),
            })
        })
        .collect();
    print(&json!({ "quotes": quotes }))
}

/// Prints suggestions for a person, a line each.
pub fn suggestions_lines(transcript: &Transcript, suggestions: &[Suggestion]) -> String {
    let line = |s: &Suggestion| {
        let reasons: Vec<_> = s.reasons.iter().map(|reason| reason.word()).collect();
        format!("{:.2}\t{}\t{}\t{}\n", s.score, s.sentence, transcript.shown(s.span), reasons.join(" "))
    };
    suggestions.iter().map(line).collect()
}

/// Prints a value, a key a line.
pub(super) fn print(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
