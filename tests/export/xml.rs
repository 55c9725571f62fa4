//! TEI and Akoma Ntoso: well-formed, and read back up to layout.

use expect_test::expect_file;
use shilu::export;

use crate::sample::sample;

#[test]
fn the_tei_is_as_parlamint_has_it() {
    expect_file!["sample.tei.xml"].assert_eq(&export::tei::write(&sample()));
}

#[test]
fn the_akoma_ntoso_is_a_debate_of_questions() {
    expect_file!["sample.akn.xml"].assert_eq(&export::akn::write(&sample()));
}

#[test]
fn what_no_xml_may_hold_becomes_visible() {
    let text = "记者：\u{1}\u{B}\u{FFFF}]]>&amp;\u{0}<!--？\r\n\r\n王毅：好\u{85}。";
    let transcript = shilu::transcript::parse(text);
    for xml in [export::tei::write(&transcript), export::akn::write(&transcript)] {
        roxmltree::Document::parse(&xml).unwrap();
        assert!(xml.contains("\u{FFFD}\u{FFFD}\u{FFFD}]]&gt;&amp;amp;"), "{xml}");
    }
}

#[test]
fn an_empty_text_is_still_a_document() {
    let transcript = shilu::transcript::parse("");
    for xml in [export::tei::write(&transcript), export::akn::write(&transcript)] {
        roxmltree::Document::parse(&xml).unwrap();
    }
}

#[cfg(feature = "cli")]
mod import {
    use serde_json::{Value, json};
    use shilu::text::Span;
    use shilu::transcript::{RepairKind, Transcript, parse};
    use shilu::{export, import};

    use crate::sample::sample;

    const WANG_YI: &str = include_str!("../../transcripts/zh_wang_yi_20250307.txt");

    /// What remains of a transcript when its source is set anew: everything but the source, and where in it things
    /// stand. Of repairs, the breaks; markup and entities are layout themselves.
    fn but_layout(transcript: &Transcript) -> Value {
        let mut json: Value = serde_json::from_str(&export::json::write(transcript)).unwrap();
        let source = json["source"].take();
        json["source"] = json!([source["credit"], source["url"]]);
        json["sentences"] = sentences(transcript).into();
        json["breaks"] = breaks(transcript).into();
        strip(&mut json);
        json
    }

    fn strip(value: &mut Value) {
        const LAYOUT: [&str; 5] = ["span", "spans", "label_span", "layout", "repairs"];
        match value {
            Value::Object(map) => {
                map.retain(|key, _| !LAYOUT.contains(&key.as_str()));
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }

    fn paragraphs(transcript: &Transcript) -> impl Iterator<Item = &shilu::transcript::Paragraph> {
        transcript.items.iter().flat_map(|item| &item.turns).flat_map(|turn| &turn.paragraphs)
    }

    fn sentences(transcript: &Transcript) -> Vec<String> {
        paragraphs(transcript).flat_map(|p| &p.sentences).map(|s| transcript.shown(*s).into_owned()).collect()
    }

    /// Each break as what is shown of its paragraph before it.
    fn breaks(transcript: &Transcript) -> Vec<String> {
        let mut breaks = Vec::new();
        for paragraph in paragraphs(transcript) {
            for repair in transcript.repairs_in(paragraph.span) {
                if matches!(repair.kind, RepairKind::Join | RepairKind::Wrap) {
                    let before = transcript.shown(Span { start: paragraph.span.start, end: repair.span.start });
                    breaks.push(format!("{before}|{:?}{}", repair.kind, repair.inserted));
                }
            }
        }
        breaks
    }

    fn comes_back(transcript: &Transcript) {
        let tei = import::tei::read(&export::tei::write(transcript)).unwrap();
        let akn = import::akn::read(&export::akn::write(transcript)).unwrap();
        assert_eq!(tei, akn, "the two formats set the same source");
        let (read, written) = (but_layout(&tei), but_layout(transcript));
        for (read, written) in pretty(&read).lines().zip(pretty(&written).lines()) {
            assert_eq!(read, written, "the first line that differs");
        }
        assert!(read == written);
        let json = export::json::write(&tei);
        assert_eq!(import::json::read(&json).unwrap(), tei, "the new source holds every span");
    }

    fn pretty(value: &Value) -> String {
        serde_json::to_string_pretty(value).unwrap()
    }

    #[test]
    fn the_sample_comes_back() {
        comes_back(&sample());
    }

    #[test]
    fn the_first_transcript_comes_back() {
        comes_back(&parse(WANG_YI));
    }

    #[test]
    fn wrapped_lines_come_back() {
        comes_back(&parse("Q: Is it so, and will\nit be?\n\nMR. SMITH: It is **so** and\nwill be. (Laughter.) Yes.\n"));
    }

    #[test]
    fn a_fault_is_named() {
        for read in [import::tei::read, import::akn::read] {
            for xml in
                ["", "<a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"]
            {
                read(xml).unwrap_err();
            }
        }
    }
}
