//! Any text, as a file in one of our formats. A fault is an error, never a panic; what is taken in can be used.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use shilu::article::{self, About};
use shilu::export::{Format, json};
use shilu::topics::{Lexicon, assign};
use shilu::{import, survey};

fuzz_target!(|text: &str| -> Corpus {
    let read = [import::json::read(text), import::akn::read(text), import::tei::read(text)];
    for transcript in read.into_iter().flatten() {
        survey::survey(&transcript);
        let lexicon = Lexicon::built_in();
        let about = About { lexicon, topics: &assign(&transcript, lexicon) };
        article::page(&transcript, &about).to_html();
        article::outline(&transcript, &about).to_html();
        for format in Format::ALL {
            format.write(&transcript);
        }
        let again = import::json::read(&json::write(&transcript)).expect("our own JSON");
        assert_eq!(again, transcript, "what was taken in comes through JSON as it is");
    }
    Corpus::Keep
});
