//! Speech synthesis, a sentence at a time: some browsers stop in the middle of longer texts.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::Refused;
use super::listen::Listener;

/// A sentence that is being spoken: dropping it ends it.
#[derive(Debug)]
pub struct Speech {
    utterance: SpeechSynthesisUtterance,
    _end: Closure<dyn FnMut(Event)>,
}

impl Speech {
    /// Speaks a text; `rate` is 1 for the voice's own speed. `ended` tells whether it was spoken to its end.
    pub fn begin(
        text: &str,
        language: &str,
        voice: &str,
        rate: f32,
        mut ended: impl FnMut(bool) + 'static,
    ) -> Result<Self, Refused> {
        let synthesis = synthesis().ok_or("there is no speech")?;
        let utterance = SpeechSynthesisUtterance::new_with_text(text)?;
        utterance.set_lang(language);
        utterance.set_rate(rate);
        utterance.set_voice(all().iter().find(|one| one.name() == voice));
        let end = Closure::<dyn FnMut(Event)>::new(move |event: Event| ended(event.type_() == "end"));
        utterance.set_onend(Some(end.as_ref().unchecked_ref()));
        utterance.set_onerror(Some(end.as_ref().unchecked_ref()));
        synthesis.speak(&utterance);
        Ok(Self { utterance, _end: end })
    }
}

impl Drop for Speech {
    fn drop(&mut self) {
        self.utterance.set_onend(None);
        self.utterance.set_onerror(None);
        if let Some(synthesis) = synthesis() {
            synthesis.cancel();
        }
    }
}

/// Returns the names of the voices for a language: as the browser orders them.
pub fn voices(language: &str) -> Vec<String> {
    // `zh-CN`, `zh_TW` and `zh` are one language.
    let base = language.get(..2).unwrap_or(language);
    let speaks =
        |voice: &&SpeechSynthesisVoice| voice.lang().get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case(base));
    all().iter().filter(speaks).map(SpeechSynthesisVoice::name).collect()
}

/// Calls back when other voices are there.
pub fn on_voices(mut call: impl FnMut() + 'static) -> Result<Listener, Refused> {
    let synthesis = synthesis().ok_or("there is no speech")?;
    Listener::on(synthesis.unchecked_into(), "voiceschanged", move |_| call())
}

fn all() -> Vec<SpeechSynthesisVoice> {
    let voices = synthesis().map(|synthesis| synthesis.get_voices()).unwrap_or_default();
    voices.iter().map(JsCast::unchecked_into).collect()
}

fn synthesis() -> Option<SpeechSynthesis> {
    let synthesis = web_sys::window()?.speech_synthesis().ok()?;
    // Browsers without speech have nothing under that name.
    synthesis.is_object().then_some(synthesis)
}
