//! JSON-LD for search engines and archives: a schema.org `Article` of `Question`s, `Answer`s and `Quotation`s.
//!
//! Not an `FAQPage`: nobody wrote these answers to be looked up, and search engines want that type for nothing else.
//! `<` never stands in it, so that it can be set into a page's `script` element as it is. What is not known is left
//! out: schema.org has no null.

use super::names;
use super::text::line;
use crate::transcript::{Item, Role, Speaker, SpeakerKind, Transcript, Turn};

/// Writes the transcript as JSON-LD, on one line.
pub fn write(transcript: &Transcript) -> String {
    let mut ld = Ld { transcript, out: String::new() };
    ld.article();
    ld.out
}

struct Ld<'t> {
    transcript: &'t Transcript,
    out: String,
}

impl Ld<'_> {
    fn article(&mut self) {
        let (headline, source) = (self.transcript.headline, &self.transcript.source);
        let shown = |span| self.transcript.shown(span);
        let (main, other) = (headline.main.map(shown), headline.kicker.or(headline.sub).map(shown));
        self.out.push('{');
        self.text("@context", Some("https://schema.org"));
        self.text("@type", Some("Article"));
        self.text("headline", main.as_deref());
        self.text("alternativeHeadline", other.as_deref());
        self.text("inLanguage", Some(self.transcript.language));
        self.open("identifier", "PropertyValue");
        self.text("propertyID", Some("SHA-256"));
        self.text("value", Some(&self.transcript.sha256()));
        self.close('}');
        self.text("creditText", source.credit.map(|span| span.of(&source.text)));
        self.text("isBasedOn", source.url.as_deref());
        self.event();
        self.list("hasPart");
        for item in &self.transcript.items {
            self.part(item);
        }
        self.close(']');
        self.close('}');
    }

    fn event(&mut self) {
        let (event, text) = (&self.transcript.event, &self.transcript.source.text);
        if *event == Default::default() {
            return;
        }
        self.open("about", "Event");
        self.text("name", event.name.as_deref());
        if let Some(date) = &event.date {
            self.text("startDate", Some(&names::iso(date.value)));
            // schema.org has no word for an inferred date: it is said in words.
            let printed = date.printed.of(text);
            let basis = date.basis.as_ref();
            let said = basis.map(|basis| format!("startDate is inferred from “{printed}” and “{basis}”"));
            self.text("description", said.as_deref());
        }
        if let Some(venue) = event.venue {
            self.open("location", "Place");
            self.text("name", Some(venue.of(text)));
            self.close('}');
        }
        self.close('}');
    }

    /// An exchange is one question with its answers; of anything else, each turn with a speaker is a quotation.
    fn part(&mut self, item: &Item) {
        let Some(number) = item.number() else {
            for (id, turn) in item.turns_with_ids().filter(|(_, turn)| turn.speaker.is_some()) {
                self.said("Quotation", "creator", &id, turn);
            }
            return;
        };
        let asked: Vec<&Turn> = item.turns.iter().filter(|turn| turn.role == Role::Question).collect();
        self.open("", "Question");
        self.text("@id", Some(&format!("#{}", item.id())));
        self.number("position", number as usize);
        let text = asked.iter().map(|turn| words(self.transcript, turn)).collect::<Vec<_>>().join("\n");
        self.text("text", Some(&text));
        self.speaker("author", asked.first().and_then(|turn| self.transcript.speaker_of(turn)));
        let answers = item.turns.iter().filter(|turn| turn.role == Role::Answer).count();
        self.number("answerCount", answers);
        if answers > 0 {
            self.list("acceptedAnswer");
            for (id, turn) in item.turns_with_ids().filter(|(_, turn)| turn.role == Role::Answer) {
                self.said("Answer", "author", &id, turn);
            }
            self.close(']');
        }
        self.close('}');
    }

    fn said(&mut self, kind: &str, by: &str, id: &str, turn: &Turn) {
        self.open("", kind);
        self.text("@id", Some(&format!("#{id}")));
        self.text("text", Some(&words(self.transcript, turn)));
        self.speaker(by, self.transcript.speaker_of(turn));
        self.close('}');
    }

    /// An outlet's reporter asks for the outlet; anybody else is a person, perhaps a nameless one.
    fn speaker(&mut self, key: &str, speaker: Option<&Speaker>) {
        let Some(speaker) = speaker else { return };
        let outlet = speaker.kind == SpeakerKind::Outlet;
        self.open(key, if outlet { "NewsMediaOrganization" } else { "Person" });
        self.text("name", Some(&speaker.name));
        match &speaker.organization {
            Some(english) if outlet => self.text("alternateName", Some(english)),
            Some(body) => {
                self.open("worksFor", "Organization");
                self.text("name", Some(body));
                self.close('}');
            }
            None => {}
        }
        if let Some(code) = &speaker.country {
            self.open(if outlet { "location" } else { "nationality" }, "Country");
            self.text("identifier", Some(code));
            self.close('}');
        }
        self.close('}');
    }

    /// Opens an object of a type; one without a key stands in a list.
    fn open(&mut self, key: &str, kind: &str) {
        self.key(key);
        self.out.push('{');
        self.text("@type", Some(kind));
    }

    fn list(&mut self, key: &str) {
        self.key(key);
        self.out.push('[');
    }

    fn close(&mut self, end: char) {
        self.out.push(end);
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.key(key);
            self.quote(value);
        }
    }

    fn number(&mut self, key: &str, value: usize) {
        self.key(key);
        self.out.push_str(&value.to_string());
    }

    fn key(&mut self, key: &str) {
        if !self.out.is_empty() && !self.out.ends_with(['{', '[']) {
            self.out.push(',');
        }
        if !key.is_empty() {
            self.quote(key);
            self.out.push(':');
        }
    }

    fn quote(&mut self, words: &str) {
        // A string has no keys: serde_json cannot refuse it.
        self.out.push_str(&serde_json::to_string(words).unwrap_or_default().replace('<', "\\u003c"));
    }
}

fn words(transcript: &Transcript, turn: &Turn) -> String {
    turn.paragraphs.iter().map(|paragraph| line(transcript, paragraph)).collect::<Vec<_>>().join("\n")
}
