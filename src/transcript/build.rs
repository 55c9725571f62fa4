//! The builder: turns into items. An exchange begins with each question; what nobody asked for stands by itself.

use super::frame::is_heading;
use super::labels::Form;
use super::model::{
    Diagnostic, DiagnosticKind, Item, ItemKind, Paragraph, Role, Speaker, SpeakerKind, Spoken, Transcript, Turn,
};
use super::paragraphs::{paragraphs, scenes};
use super::parse::voice_at;
use super::voices::{Marked, Part, Voice};
use crate::text::Span;

/// Builds the items of one transcript.
pub(super) struct Builder<'a> {
    text: &'a str,
    voices: &'a [Voice],
    names: &'a [&'a str],
    wrapped: bool,
    pub(super) out: &'a mut Transcript,
    /// Times printed after labels: John Miller: (00:24).
    pub(super) times: Vec<Span>,
    /// The speaker each voice stands for, once it has spoken.
    speaker_of: Vec<Option<usize>>,
    counts: [u32; 3],
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        text: &'a str,
        voices: &'a [Voice],
        names: &'a [&'a str],
        wrapped: bool,
        out: &'a mut Transcript,
    ) -> Self {
        let speaker_of = vec![None; voices.len()];
        Self { text, voices, names, wrapped, out, times: Vec::new(), speaker_of, counts: [0; 3] }
    }

    /// Adds lines without a label as one item.
    pub(super) fn unlabelled(&mut self, kind: ItemKind, lines: &[Marked]) {
        let spans: Vec<_> = lines.iter().map(|l| (l.span, l.blank_before)).collect();
        let mut paragraphs = paragraphs(self.text, &spans, self.wrapped, &mut self.out.repairs);
        if paragraphs.is_empty() {
            return;
        }
        if kind == ItemKind::Credit {
            self.out.source.credit = paragraphs.first().map(|p| p.span);
            // （澎湃国际） looks like a stage direction and is none.
            paragraphs.iter_mut().for_each(|p| p.scene = false);
        }
        self.item(kind);
        self.turn(Turn { role: Role::Statement, speaker: None, paragraphs });
    }

    /// Adds the labelled part: `voice` tells for each line whose label it begins with.
    pub(super) fn turns(&mut self, lines: &[Marked], of_line: &[Option<usize>]) {
        let mut at = 0;
        while at < lines.len() {
            let next = of_line.iter().skip(at + 1).position(Option::is_some).map_or(lines.len(), |n| at + 1 + n);
            let mut spans = Vec::with_capacity(next - at);
            let mut label = None;
            for (i, line) in lines.get(at..next).unwrap_or_default().iter().enumerate() {
                match line.candidate.filter(|_| i == 0) {
                    Some(candidate) => {
                        label = Some(candidate.label);
                        let (time, body) = timed(self.text, candidate.body);
                        self.times.extend(time);
                        spans.push((body, 0));
                    }
                    None => spans.push((
                        line.span,
                        if i == 1 && spans.iter().all(|(s, _)| s.is_empty()) { 1 } else { line.blank_before },
                    )),
                }
            }
            // A heading before the next label belongs to nobody: 質疑応答.
            let mut headings = Vec::new();
            while spans.len() > 1 && spans.last().is_some_and(|(span, _)| is_heading(span.of(self.text))) {
                headings.extend(spans.pop());
            }
            let voice = of_line.get(at).copied().flatten();
            // After a question in bold a blockquote answers, though nobody is named: **記者：…** > …
            let bold = lines.get(at).and_then(|l| l.candidate).is_some_and(|c| c.form == Form::Bold);
            let asks = voice_at(self.voices, voice).is_some_and(|v| v.part == Part::Asker);
            let quoted = spans.iter().position(|(span, _)| span.of(self.text).starts_with('>'));
            let quoted = spans.split_off(quoted.filter(|_| bold && asks).unwrap_or(spans.len()));
            let said = paragraphs(self.text, &spans, self.wrapped, &mut self.out.repairs);
            self.speak(voice, label, said);
            let answered = paragraphs(self.text, &quoted, self.wrapped, &mut self.out.repairs);
            if !answered.is_empty() {
                self.turn(Turn { role: Role::Answer, speaker: None, paragraphs: answered });
            }
            for (span, blank_before) in headings.into_iter().rev() {
                self.unlabelled(ItemKind::Heading, &[Marked { span, blank_before, candidate: None }]);
            }
            at = next;
        }
    }

    fn speak(&mut self, voice: Option<usize>, label: Option<Span>, paragraphs: Vec<Paragraph>) {
        let Some(part) = voice_at(self.voices, voice).map(|v| v.part) else { return };
        let speaker = voice.and_then(|v| self.speaker(v)).zip(label);
        let speaker = speaker.map(|(speaker, label)| Spoken { speaker, label });
        let open = self.out.items.last().map(|i| (i.kind, i.turns.last().map(|t| t.role)));
        let role = match part {
            Part::Asker | Part::Follower => {
                // The same reporter going on before an answer asks in the same exchange.
                let goes_on = matches!(open, Some((ItemKind::Exchange, Some(Role::Question))))
                    && self.last_speaker() == speaker.map(|s| s.speaker);
                if !goes_on {
                    self.item(ItemKind::Exchange);
                }
                Role::Question
            }
            Part::Answerer => match open {
                Some((ItemKind::Exchange, _)) => Role::Answer,
                Some((ItemKind::Opening, _)) => Role::Statement,
                _ if self.counts.first() == Some(&0) && self.counts.get(1) == Some(&0) => {
                    self.item(ItemKind::Opening);
                    Role::Statement
                }
                _ => {
                    self.item(ItemKind::Statement);
                    Role::Statement
                }
            },
            Part::Moderator => {
                match open {
                    Some((ItemKind::Exchange, Some(Role::Question)) | (ItemKind::Opening, _)) => {}
                    _ if self.counts.first() == Some(&0) && self.counts.get(1) == Some(&0) => {
                        self.item(ItemKind::Opening)
                    }
                    _ => self.item(ItemKind::Statement),
                }
                Role::Moderator
            }
        };
        self.turn(Turn { role, speaker, paragraphs });
    }

    fn last_speaker(&self) -> Option<usize> {
        self.out.items.last()?.turns.last()?.speaker.map(|s| s.speaker)
    }

    fn item(&mut self, kind: ItemKind) {
        let slot = match kind {
            ItemKind::Opening => 0,
            ItemKind::Exchange => 1,
            _ => 2,
        };
        let Some(count) = self.counts.get_mut(slot) else { return };
        *count += 1;
        self.out.items.push(Item { kind, ordinal: *count, turns: Vec::new() });
    }

    fn turn(&mut self, turn: Turn) {
        for paragraph in turn.paragraphs.iter().filter(|p| !p.scene) {
            let notes = scenes(self.text, paragraph.span);
            self.out.diagnostics.extend(notes.map(|span| Diagnostic { kind: DiagnosticKind::Scene, span }));
        }
        if let Some(item) = self.out.items.last_mut() {
            item.turns.push(turn);
        }
    }

    /// Returns the speaker a voice stands for; two labels of one outlet are one speaker.
    fn speaker(&mut self, voice: usize) -> Option<usize> {
        if let Some(known) = self.speaker_of.get(voice).copied().flatten() {
            return Some(known);
        }
        let v = self.voices.get(voice)?;
        let printed = v.key.of(self.text);
        let chinese = self.out.language.starts_with("zh") || self.out.language == "ja";
        // 答 is whoever the title names, where it names one person only.
        let name = match (v.part, v.generic, self.names) {
            (Part::Answerer, true, [only]) => only,
            _ => printed,
        };
        let mut speaker = Speaker {
            id: name.replace(' ', "-").to_lowercase(),
            kind: SpeakerKind::Person,
            name: name.to_owned(),
            aliases: Vec::new(),
            organization: None,
            country: None,
        };
        if let Some(outlet) = v.outlet {
            speaker.id = outlet.id.to_owned();
            speaker.kind = SpeakerKind::Outlet;
            // The gazetteer's Chinese names are simplified: traditional text keeps its own.
            speaker.name = match self.out.language {
                "zh-Hant" => printed.trim_end_matches(['記', '者'].as_slice()),
                _ if chinese => outlet.zh,
                _ => outlet.en,
            }
            .to_owned();
            speaker.organization = Some(outlet.en.to_owned());
            speaker.country = (!outlet.country.is_empty()).then(|| outlet.country.to_owned());
        } else if v.part == Part::Moderator {
            speaker.kind = SpeakerKind::Moderator;
        } else if v.generic && name == printed {
            speaker.kind = SpeakerKind::Unknown;
        } else if matches!(v.part, Part::Asker | Part::Follower) {
            speaker.kind = SpeakerKind::Outlet;
            speaker.name = printed.trim_end_matches(['记', '者', '記'].as_slice()).to_owned();
        }
        let at = self.out.speakers.iter().position(|s| s.id == speaker.id).unwrap_or_else(|| {
            self.out.speakers.push(speaker);
            self.out.speakers.len() - 1
        });
        if let Some(known) = self.out.speakers.get_mut(at)
            && known.name != printed
            && !known.aliases.iter().any(|a| a == printed)
        {
            known.aliases.push(printed.to_owned());
        }
        if let Some(slot) = self.speaker_of.get_mut(voice) {
            *slot = Some(at);
        }
        Some(at)
    }
}

/// Parts the time that some transcribers print after a label, (00:24), from what is said.
fn timed(text: &str, body: Span) -> (Option<Span>, Span) {
    let words = body.of(text);
    let Some(inside) = words.strip_prefix(['(', '['].as_slice()) else { return (None, body) };
    let length = inside.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count();
    let close = inside.get(length..).unwrap_or_default();
    if length < 4 || !close.starts_with([')', ']'].as_slice()) {
        return (None, body);
    }
    let start = body.start as usize;
    let end = start + length + 2;
    (Some(Span::new(start, end)), crate::text::trim(text, Span::new(end, body.end as usize)))
}
