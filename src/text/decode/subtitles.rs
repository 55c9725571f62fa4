//! Subtitles (SubRip, WebVTT): the words in running text, a speaker a paragraph. Knows cues; drops their times.

use super::{ends_in, markup};
use crate::text::is_han;
use markup::{Piece, Pieces};

/// A paragraph of one voice is broken at the end of a sentence after so many characters: an hour is no paragraph.
const LONG_PARAGRAPH: usize = 300;

/// No speaker's name is longer, in characters.
const LONGEST_NAME: usize = 24;

/// Says whether a text is subtitles: a name's ending, `WEBVTT`, or a first cue.
pub(super) fn is_subtitles(text: &str, name: &str) -> bool {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    let webvtt = start.strip_prefix("WEBVTT").is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let mut lines = start.lines();
    let numbered = lines.next().is_some_and(|line| line.trim().bytes().all(|b| b.is_ascii_digit()));
    webvtt
        || (numbered && lines.next().is_some_and(is_timing))
        || (ends_in(name, &["srt", "vtt"]) && text.lines().any(is_timing))
}

/// Returns the words of all cues.
pub(super) fn text(subtitles: &str) -> String {
    let mut out = Running::default();
    let mut lines = subtitles.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if !is_timing(line) {
            continue; // numbers, notes, styles, what stands before the first cue
        }
        while let Some(line) = lines.next_if(|line| !line.is_empty()) {
            // SubRip files lose blank lines: a number before a timing begins the next cue.
            let number = line.bytes().all(|b| b.is_ascii_digit());
            if number && lines.peek().is_some_and(|next| is_timing(next)) {
                break;
            }
            out.line(line);
        }
    }
    out.text
}

/// Says whether a line is a cue's timing: `00:00:01,000 --> 00:00:04,000`.
fn is_timing(line: &str) -> bool {
    let Some((from, to)) = line.split_once("-->") else { return false };
    let is_time = |time: &str| time.contains(':') && time.bytes().all(|b| b.is_ascii_digit() || b":.,".contains(&b));
    is_time(from.trim()) && to.split_whitespace().next().is_some_and(is_time)
}

/// The text as far as it goes.
#[derive(Default)]
struct Running {
    text: String,
    /// Who speaks in the last paragraph, where it is said.
    voice: String,
    /// Characters in the last paragraph.
    length: usize,
}

impl Running {
    /// Reads a line of a cue.
    fn line(&mut self, line: &str) {
        let (voice, words) = words_of(line);
        let words = words.trim();
        let (name, said) = match voice {
            Some(voice) => (Some(voice), words),
            None => label(words).map_or((None, words), |(name, said)| (Some(name.to_owned()), said)),
        };
        let dashed = said.strip_prefix(['-', '–', '‐']).map(str::trim_start);
        let said = dashed.unwrap_or(said);
        let goes_on = name.as_ref().is_none_or(|name| *name == self.voice);
        if said.is_empty() && goes_on {
            return;
        }
        let full = self.length >= LONG_PARAGRAPH && ends_a_sentence(&self.text);
        if self.text.is_empty() || !goes_on || full || dashed.is_some() {
            self.begin(if goes_on { None } else { name }, said);
        } else {
            self.glue(said);
        }
        self.text.push_str(said);
        self.length += said.chars().count();
    }

    /// Begins a paragraph, with its speaker's name when that is a new one.
    fn begin(&mut self, name: Option<String>, said: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.length = 0;
        if let Some(name) = name {
            let chinese = said.chars().chain(name.chars()).any(is_han);
            self.text.push_str(&name);
            self.text.push_str(if chinese { "：" } else { ": " });
            self.voice = name;
        }
    }

    /// Puts a space between what was and what comes, but not beside a Chinese character or mark.
    fn glue(&mut self, said: &str) {
        let before = self.text.chars().next_back().unwrap_or(' ');
        let after = said.chars().next().unwrap_or(' ');
        let wide = |c: char| c >= '\u{2E80}' || "“”‘’—…".contains(c);
        // A full-width mark brings its own space.
        let spaced = before.is_whitespace() || "，。、；：？！".contains(before);
        if !(spaced || wide(before) && wide(after)) {
            self.text.push(' ');
        }
    }
}

/// Returns the voice of `<v Name>` and the words without tags, `{\an8}` and entities.
fn words_of(line: &str) -> (Option<String>, String) {
    let voice = line.strip_prefix("<v").and_then(|rest| rest.split_once('>')).and_then(|(tag, _)| {
        let (_classes, name) = tag.split_once(char::is_whitespace)?;
        Some(markup::unescape(name.trim()).into_owned())
    });
    let mut words = String::with_capacity(line.len());
    for piece in Pieces::new(line) {
        if let Piece::Text(text) = piece {
            words.push_str(&without_stamps(text));
        }
    }
    let plain = words.strip_prefix("{\\").and_then(|rest| rest.split_once('}')).map(|(_, after)| after.to_owned());
    (voice.filter(|name| !name.is_empty()), markup::unescape(&plain.unwrap_or(words)).into_owned())
}

/// Takes out WebVTT's times inside a cue: `<00:00:01.000>`.
fn without_stamps(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for (index, part) in text.split('<').enumerate() {
        match part.split_once('>').filter(|(stamp, _)| index > 0 && is_stamp(stamp)) {
            Some((_, after)) => words.push_str(after),
            None => {
                words.push_str(if index > 0 { "<" } else { "" });
                words.push_str(part);
            }
        }
    }
    words
}

fn is_stamp(stamp: &str) -> bool {
    stamp.contains(':') && stamp.bytes().all(|b| b.is_ascii_digit() || b":.".contains(&b))
}

/// Cuts a printed speaker off a line: `王毅：…`, `MS. SMITH: …`. Capitals or Chinese only, or it is a sentence.
fn label(words: &str) -> Option<(&str, &str)> {
    let (name, said) = words.split_once(['：', ':'])?;
    let name = name.trim();
    let short = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
    let sentence = name.contains(['，', '。', ',', '、', '；', '“', '？', '?']);
    let chinese_name = name.chars().all(|c| is_han(c) || c == '·') && name.chars().count() <= 12;
    let latin_name = name.is_ascii() && capitals;
    (short && !sentence && (chinese_name || latin_name)).then(|| (name, said.trim_start()))
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '’', '」', '』', '"', '）', ')']).ends_with(['。', '！', '？', '.', '!', '?', '…'])
}
