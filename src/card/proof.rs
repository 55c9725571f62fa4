//! What a card carries: its words as spans of a source, and how to find them again. Knows quotations and the JSON
//! `shilu-card/1`; knows no picture.
//!
//! On the way in nothing is believed: a size is bounded, a type is checked, and text stays text.

mod json;

use serde::Serialize;

use super::metadata::{self, NAME, for_xml};
use super::png;
use crate::messages::Ui;
use crate::quotes::{Quote, Selector};
use crate::text::{Offsets, Span};
use crate::transcript::Transcript;
use json::Value;

/// The format's name, and its version behind it.
const FORMAT: &str = "shilu-card/";
/// The version that is written, and the one that is read.
const VERSION: &str = "1";
/// The keyword of the alternative text in a PNG (PNG 3rd ed., § 11.3.3.1).
const DESCRIPTION: &str = "Description";
/// Data of more bytes are not read.
const LARGEST: usize = png::LARGEST;
/// A quotation of more pieces is none.
const MOST_SPANS: usize = 256;

/// What a card carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The id of the sentence in which the words begin.
    pub sentence: String,
    /// Where the words stand in the source, in code points, in order.
    pub spans: Vec<[u32; 2]>,
    /// The words, with …… where something is left out.
    pub text: String,
    /// The fragment that finds the words again, `#` included, as [`Selector`] writes it.
    pub selector: String,
    /// SHA-256 of the source's bytes as given, in lower-case hexadecimal.
    pub sha256: String,
    /// The alternative text: the quotation and who said it where and when.
    pub alt: String,
    /// The address of the words, where there is one.
    pub link: Option<String>,
}

/// Why there is nothing to be had from a card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no picture that can carry anything.
    #[error("neither a PNG nor an SVG picture")]
    NoPicture,
    /// The picture is broken.
    #[error(transparent)]
    Png(#[from] png::Fault),
    /// What it carries is no JSON.
    #[error("what the card carries is damaged")]
    Damaged,
    /// It is the JSON of something else.
    #[error("what the card carries is not shilu-card")]
    Format,
    /// It is of another version.
    #[error("the card is of version {0} of shilu-card, and only 1 is known")]
    Version(String),
    /// A key is missing, or of another type, or out of bounds.
    #[error("`{0}` of what the card carries is missing or wrong")]
    Form(&'static str),
}

/// The JSON, key by key.
#[derive(Serialize)]
struct Form<'p> {
    format: &'static str,
    sentence: &'p str,
    spans: &'p [[u32; 2]],
    text: &'p str,
    selector: &'p str,
    sha256: &'p str,
    alt: &'p str,
    link: Option<&'p str>,
}

impl Proof {
    /// Makes what a card of this quotation carries; the alternative text is in the language of the interface.
    pub fn of(transcript: &Transcript, quote: &Quote, ui: Ui) -> Self {
        let offsets = Offsets::new(&transcript.source.text);
        let whole = quote.spans.iter().copied().reduce(Span::join).unwrap_or_default();
        Self {
            sentence: quote.sentence.clone(),
            spans: quote.spans.iter().map(|span| offsets.span(*span)).collect(),
            text: quote.text.clone(),
            selector: format!("#{}", Selector::of(transcript, whole).into_state()),
            sha256: transcript.sha256(),
            alt: alt(quote, ui),
            link: quote.link.clone(),
        }
    }

    /// Writes the JSON, on one line. It holds no character that XML or a PNG's text may not hold.
    pub fn to_json(&self) -> String {
        let form = Form {
            format: "shilu-card/1",
            sentence: &self.sentence,
            spans: &self.spans,
            text: &self.text,
            selector: &self.selector,
            sha256: &self.sha256,
            alt: &self.alt,
            link: self.link.as_deref(),
        };
        // The form has string keys and no maps: serde_json cannot refuse it.
        for_xml(&serde_json::to_string(&form).unwrap_or_default())
    }

    /// Reads the JSON. Unknown keys are passed over.
    pub fn from_json(json: &str) -> Result<Self, Fault> {
        let object = Some(json).filter(|json| json.len() <= LARGEST).and_then(json::read).ok_or(Fault::Damaged)?;
        let format = object.text("format").ok_or(Fault::Format)?;
        let version = format.strip_prefix(FORMAT).ok_or(Fault::Format)?;
        if version != VERSION {
            let is_number = (1..=6).contains(&version.len()) && version.bytes().all(|byte| byte.is_ascii_digit());
            return Err(if is_number { Fault::Version(version.to_owned()) } else { Fault::Format });
        }
        let text = |key: &'static str| object.text(key).map(str::to_owned).ok_or(Fault::Form(key));
        let full = |key: &'static str| text(key).and_then(|s| if s.is_empty() { Err(Fault::Form(key)) } else { Ok(s) });
        let is_digest = |sha256: &String| {
            sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        Ok(Self {
            sentence: text("sentence")?,
            spans: object.get("spans").and_then(spans).ok_or(Fault::Form("spans"))?,
            text: full("text")?,
            selector: text("selector")?,
            sha256: Some(text("sha256")?).filter(is_digest).ok_or(Fault::Form("sha256"))?,
            alt: text("alt")?,
            link: match object.get("link") {
                None | Some(Value::Null) => None,
                Some(_) => Some(full("link")?),
            },
        })
    }

    /// Puts this into a PNG, with the alternative text beside it for programs that show it.
    pub fn into_png(&self, png: &[u8]) -> Result<Vec<u8>, png::Fault> {
        png::with_texts(png, &[(NAME, &self.to_json()), (DESCRIPTION, &self.alt)])
    }

    /// Writes this as an SVG's metadata element.
    pub fn element(&self) -> String {
        metadata::element(&self.to_json())
    }

    /// Reads what a picture carries, PNG or SVG; `None` where it carries nothing, or its metadata was taken away.
    pub fn in_card(bytes: &[u8]) -> Result<Option<Self>, Fault> {
        let json = if png::is_png(bytes) {
            png::text(bytes, NAME)?
        } else {
            let svg = std::str::from_utf8(bytes).ok().filter(|text| metadata::is_svg(text)).ok_or(Fault::NoPicture)?;
            metadata::words(svg)
        };
        json.map(|json| Self::from_json(&json)).transpose()
    }
}

/// Returns the alternative text of a card: the quotation and who said it where and when, on one line.
pub(super) fn alt(quote: &Quote, ui: Ui) -> String {
    let without_link = Quote { link: None, ..quote.clone() };
    let lines = without_link.plain(ui);
    lines.lines().collect::<Vec<_>>().join(if ui == Ui::En { " " } else { "" })
}

/// Reads spans: each holds something, and none begins before the one before it ends.
fn spans(value: &Value) -> Option<Vec<[u32; 2]>> {
    let Value::List(list) = value else { return None };
    let mut spans: Vec<[u32; 2]> = Vec::new();
    for pair in list {
        let Value::List(pair) = pair else { return None };
        let [Value::Number(from), Value::Number(to)] = pair.as_slice() else { return None };
        let least = spans.last().map_or(0, |[_, end]| *end);
        if spans.len() == MOST_SPANS || *from < least || to <= from {
            return None;
        }
        spans.push([*from, *to]);
    }
    Some(spans).filter(|spans| !spans.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHA: &str = "df04523f00000000000000000000000000000000000000000000000000000000";

    fn sample() -> Proof {
        Proof {
            sentence: "x2a1.p3.s1".into(),
            spans: vec![[1, 5], [7, 9]],
            text: "中俄……关系".into(),
            selector: "#x2a1.p3.s1&doc=df04523f&exact=a".into(),
            sha256: SHA.into(),
            alt: "“中俄……关系”——王毅".into(),
            link: None,
        }
    }

    fn refuses(from: &str, to: &str, expect: Fault) {
        let json = sample().to_json();
        assert!(json.contains(from), "{json}");
        assert_eq!(Proof::from_json(&json.replace(from, to)), Err(expect), "{to}");
    }

    #[test]
    fn the_json_is_as_agreed() {
        let expect = format!(
            "{{\"format\":\"shilu-card/1\",\"sentence\":\"x2a1.p3.s1\",\"spans\":[[1,5],[7,9]],\"text\":\"中俄……关系\",\
             \"selector\":\"#x2a1.p3.s1&doc=df04523f&exact=a\",\"sha256\":\"{SHA}\",\"alt\":\"“中俄……关系”——王毅\",\
             \"link\":null}}"
        );
        assert_eq!(sample().to_json(), expect);
        assert_eq!(Proof::from_json(&expect), Ok(sample()));
    }

    #[test]
    fn keys_in_another_order_and_unknown_ones_are_read() {
        let json = sample().to_json().replacen('{', "{\"new\":{\"a\":[1.5e3,true,{}]},", 1);
        assert_eq!(Proof::from_json(&json), Ok(sample()));
    }

    #[test]
    fn another_version_says_so() {
        refuses("shilu-card/1", "shilu-card/2", Fault::Version("2".into()));
        refuses("shilu-card/1", "shilu-card/1.5", Fault::Format);
        refuses("shilu-card/1", "shilu-card/1234567", Fault::Format);
        refuses("shilu-card/1", "shilu/1", Fault::Format);
        refuses("\"shilu-card/1\"", "1", Fault::Format);
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        refuses("\"sentence\"", "\"other\"", Fault::Form("sentence"));
        refuses("\"中俄……关系\"", "[]", Fault::Form("text"));
        refuses("\"中俄……关系\"", "\"\"", Fault::Form("text"));
        refuses("null", "1", Fault::Form("link"));
        refuses(SHA, "df04523f", Fault::Form("sha256"));
        refuses(SHA, &SHA.to_uppercase(), Fault::Form("sha256"));
        for wrong in ["[]", "[1,5]", "[[1,1]]", "[[5,1]]", "[[1,5],[4,6]]", "[[1]]", "[[-1,5]]", "[[1,1.5]]", "{}"] {
            refuses("[[1,5],[7,9]]", wrong, Fault::Form("spans"));
        }
        refuses("[[1,5],[7,9]]", "[[0,4294967296]]", Fault::Form("spans"));
        let many = (0..300).map(|n| format!("[{},{}]", 2 * n, 2 * n + 1)).collect::<Vec<_>>().join(",");
        refuses("[[1,5],[7,9]]", &format!("[{many}]"), Fault::Form("spans"));
    }

    #[test]
    fn what_is_no_json_is_damaged() {
        for wrong in ["", "{", "[]", "null", "{}x", "{\"format\":\"shilu-card/1\",\"format\":\"shilu-card/1\"}"] {
            assert_eq!(Proof::from_json(wrong), Err(Fault::Damaged), "{wrong}");
        }
        assert_eq!(Proof::from_json(&" ".repeat(LARGEST + 1)), Err(Fault::Damaged));
        assert_eq!(Proof::from_json("{}"), Err(Fault::Format));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in [&b""[..], b"GIF89a", b"\xFF\xD8\xFF", b"{}", b"<svg>\xFF</svg>"] {
            assert_eq!(Proof::in_card(bytes), Err(Fault::NoPicture));
        }
        assert_eq!(Proof::in_card(b"<svg></svg>"), Ok(None));
    }

    prop_compose! {
        fn any_proof()(
            (sentence, text, selector, alt) in (any::<String>(), ".+", any::<String>(), any::<String>()),
            link in proptest::option::of(".+"),
            sha256 in "[0-9a-f]{64}",
            lengths in proptest::collection::vec((0_u32..9, 1_u32..1000), 1..5),
        ) -> Proof {
            let mut at = 0;
            let spans = lengths.iter().map(|(gap, length)| {
                let from = at + gap;
                at = from + length;
                [from, at]
            }).collect();
            Proof { sentence, spans, text, selector, sha256, alt, link }
        }
    }

    proptest! {
        #[test]
        fn every_proof_comes_back_from_an_svg(proof in any_proof()) {
            let svg = format!("<svg>{}<title>甲</title></svg>", proof.element());
            prop_assert_eq!(Proof::in_card(svg.as_bytes()), Ok(Some(proof)));
        }
    }
}
