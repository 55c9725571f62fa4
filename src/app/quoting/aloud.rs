//! Reading aloud: sentence by sentence, the current one marked and kept in view.

use leptos::prelude::*;

use super::ALOUD;
use crate::app::reader::{Reader, report};
use crate::app::state::aloud::{Aloud, Extent};
use crate::browser::highlight::{self, Place};
use crate::browser::listen::Listener;
use crate::browser::speech::{self, Speech};
use crate::browser::{Refused, page, sentences};

/// Reading aloud, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Voices {
    aloud: StoredValue<Aloud>,
    speech: StoredValue<Option<Speech>, LocalStorage>,
    /// The voices for the language of what is shown.
    pub(crate) names: RwSignal<Vec<String>>,
    /// The chosen one.
    pub(crate) voice: RwSignal<String>,
    /// How fast.
    pub(crate) rate: RwSignal<f32>,
    /// Whether it reads, and whether it pauses.
    pub(crate) is_on: RwSignal<(bool, bool)>,
}

impl Voices {
    pub(super) fn new() -> Self {
        Self {
            aloud: StoredValue::default(),
            speech: StoredValue::new_local(None),
            names: RwSignal::default(),
            voice: RwSignal::default(),
            rate: RwSignal::new(1.0),
            is_on: RwSignal::default(),
        }
    }
}

impl Reader {
    /// Follows which voices there are: some browsers learn of them late.
    pub(crate) fn listen_for_voices(self) -> Option<Result<Listener, Refused>> {
        self.look_for_voices();
        // Without speech there is nothing to follow.
        speech::on_voices(move || self.look_for_voices()).ok().map(Ok)
    }

    /// Looks which voices there are for what is shown.
    pub(crate) fn look_for_voices(self) {
        let voices = self.quoting().voices;
        let names = speech::voices(&spoken_language());
        if voices.names.try_with_untracked(|before| *before != names) != Some(true) {
            return;
        }
        voices.voice.set(names.first().cloned().unwrap_or_default());
        voices.names.set(names);
    }

    /// Reads aloud.
    pub(crate) fn read_aloud(self, extent: Extent) {
        let taken = self.quoting().holder.taken.get_untracked();
        let first = taken.as_ref().and_then(|taken| taken.kept.selector.id.clone());
        let first = first.or_else(|| sentences::first(page::block_in_sight().as_deref()));
        let turn = first.as_deref().and_then(sentences::turn);
        let all = match (extent, taken) {
            (Extent::Hand, Some(taken)) => vec![(first.unwrap_or_default(), taken.kept.text)],
            (Extent::Turn, _) => sentences::words(None, turn.as_deref()),
            _ => sentences::words(first.as_deref(), None),
        };
        self.quoting().voices.aloud.update_value(|aloud| aloud.begin(all));
        self.speak();
    }

    /// Speaks the current sentence; ends where there is none.
    fn speak(self) {
        let voices = self.quoting().voices;
        // What is being spoken is broken off first: its end must not be taken for this one's.
        let begun = voices.aloud.try_update_value(|aloud| (aloud.speak(), aloud.current().cloned(), aloud.is_paused()));
        voices.speech.set_value(None);
        let Some((spoken, current, is_paused)) = begun else { return };
        voices.is_on.set((current.is_some(), is_paused));
        let Some((id, words)) = current else { return report(highlight::show(ALOUD, [].into_iter())) };
        let whole = Place { block: &id, from: 0, to: page::length(&id) };
        report(highlight::show(ALOUD, [whole].into_iter()));
        report(highlight::reveal(whole));
        if is_paused {
            return;
        }
        let (voice, rate) = (voices.voice.get_untracked(), voices.rate.get_untracked());
        let ended = move |is_whole: bool| {
            let goes_on = voices.aloud.try_update_value(|aloud| is_whole && aloud.end(spoken));
            match goes_on {
                Some(true) => self.speak(),
                Some(false) if voices.aloud.with_value(|aloud| !aloud.is_on()) => self.stop_reading(),
                Some(false) => {}
                None => {}
            }
        };
        match Speech::begin(&words, &spoken_language(), &voice, rate, ended) {
            Ok(speech) => voices.speech.set_value(Some(speech)),
            Err(error) => {
                self.stop_reading();
                report(Err(error));
            }
        }
    }

    /// Pauses, or goes on.
    pub(crate) fn pause_reading(self, is_paused: bool) {
        self.quoting().voices.aloud.update_value(|aloud| aloud.set_paused(is_paused));
        self.speak();
    }

    /// Goes to the sentence beside.
    pub(crate) fn step_reading(self, back: bool) {
        self.quoting().voices.aloud.update_value(|aloud| aloud.step(back));
        self.speak();
    }

    /// Reads with another voice, or faster.
    pub(crate) fn read_otherwise(self) {
        if self.quoting().voices.is_on.get_untracked().0 {
            self.speak();
        }
    }

    /// Ends.
    pub(crate) fn stop_reading(self) {
        let voices = self.quoting().voices;
        if voices.is_on.get_untracked().0 {
            voices.aloud.update_value(Aloud::stop);
            self.speak();
        }
    }
}

/// Returns the language of the text as voices know it.
fn spoken_language() -> String {
    let tag = page::attribute("#article > article", "lang").unwrap_or_default();
    match tag.as_str() {
        "zh-Hans" => "zh-CN".to_owned(),
        "zh-Hant" => "zh-TW".to_owned(),
        _ => tag,
    }
}
