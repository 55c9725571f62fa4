//! Akoma Ntoso (OASIS LegalDocML 1.0, namespace `akn/3.0`): a `debate` of `questions`, each question with its answers.
//!
//! What the vocabulary has no word for stands in attributes of Shilu's own namespace, which the schema allows.

use super::names::{self, Named};
use super::runs::{Run, parts, runs};
use super::xml::{Attr, Xml, attr, maybe, speaker_id};
use crate::text::Span;
use crate::transcript::{Item, ItemKind, Paragraph, Role, Speaker, SpeakerKind, Transcript, Turn};

/// The namespace of Akoma Ntoso.
pub const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// The namespace of what Akoma Ntoso has no word for.
pub const OWN: &str = "urn:shilu:1";
/// Where no date is known: a date must stand there, and this one is marked as unknown.
const NO_DATE: &str = "0001-01-01";
/// What roles there are.
const ROLES: [Role; 5] = [Role::Question, Role::Answer, Role::Statement, Role::Moderator, Role::Scene];

/// Writes the transcript as Akoma Ntoso.
pub fn write(transcript: &Transcript) -> String {
    let mut akn = Akn { transcript, xml: Xml::new() };
    akn.document();
    akn.xml.finish()
}

struct Akn<'t> {
    transcript: &'t Transcript,
    xml: Xml,
}

impl Akn<'_> {
    fn document(&mut self) {
        self.xml.open("akomaNtoso", &[attr("xmlns", NAMESPACE), attr("xmlns:shilu", OWN)]);
        self.xml.open("debate", &[attr("name", "pressConference")]);
        self.xml.open("meta", &[]);
        self.identification();
        self.references();
        self.xml.close("meta");
        self.preface();
        self.xml.open("debateBody", &[attr("xml:lang", self.transcript.language)]);
        for item in &self.transcript.items {
            self.item(item);
        }
        // A body wants a section, even when there is nothing to say.
        if self.transcript.items.is_empty() {
            self.xml.empty("debateSection", &[attr("name", "empty")]);
        }
        self.xml.close("debateBody");
        self.xml.close("debate");
        self.xml.close("akomaNtoso");
    }

    /// Work, expression and manifestation (Akoma Ntoso Naming Convention 1.0). Which country's the text is, it does
    /// not say: `zz` is CLDR's code for an unknown one. The digest of the source stands for a number.
    fn identification(&mut self) {
        let date = self.transcript.event.date.as_ref();
        let day = date.map_or_else(|| NO_DATE.to_owned(), |date| names::iso(date.value));
        let doc: String = self.transcript.sha256().chars().take(8).collect();
        let work = format!("/akn/zz/debate/press-conference/{day}/{doc}");
        let expression = format!("{work}/{}@", self.transcript.language);
        let manifestation = format!("{expression}.akn");
        self.xml.open("identification", &[attr("source", "#shilu")]);
        for (level, uri) in [("FRBRWork", work), ("FRBRExpression", expression), ("FRBRManifestation", manifestation)] {
            self.xml.open(level, &[]);
            self.xml.empty("FRBRthis", &[attr("value", format!("{uri}/!main"))]);
            self.xml.empty("FRBRuri", &[attr("value", &*uri)]);
            let text = &self.transcript.source.text;
            self.xml.empty(
                "FRBRdate",
                &[
                    attr("date", &*day),
                    attr("name", if date.is_some() { "event" } else { "unknown" }),
                    maybe("shilu:printed", date.map(|date| date.printed.of(text))),
                    maybe("shilu:basis", date.and_then(|date| date.basis.as_deref())),
                ],
            );
            self.xml.empty("FRBRauthor", &[attr("href", "#shilu")]);
            match level {
                "FRBRWork" => self.xml.empty("FRBRcountry", &[attr("value", "zz")]),
                "FRBRExpression" => self.xml.empty("FRBRlanguage", &[attr("language", self.transcript.language)]),
                _ => self.source(),
            }
            self.xml.close(level);
        }
        self.xml.close("identification");
    }

    /// Where the text came from.
    fn source(&mut self) {
        let source = &self.transcript.source;
        let sha256 = self.transcript.sha256();
        self.xml.open("preservation", &[]);
        let credit = source.credit.map(|span| span.of(&source.text));
        self.xml.empty(
            "shilu:source",
            &[attr("sha256", sha256), maybe("credit", credit), maybe("url", source.url.as_deref())],
        );
        self.xml.close("preservation");
    }

    fn references(&mut self) {
        let event = &self.transcript.event;
        self.xml.open("references", &[attr("source", "#shilu")]);
        self.reference("TLCOrganization", "shilu", "Shilu", &[]);
        if let Some(name) = &event.name {
            self.reference("TLCEvent", "event", name, &[]);
        }
        if let Some(venue) = event.venue {
            self.reference("TLCLocation", "venue", venue.of(&self.transcript.source.text), &[]);
        }
        for role in ROLES {
            self.reference("TLCRole", &format!("role.{}", role.word()), role.word(), &[]);
        }
        for (index, speaker) in self.transcript.speakers.iter().enumerate() {
            self.speaker(index, speaker);
        }
        let mut turns = self.transcript.items.iter().flat_map(|item| &item.turns);
        if turns.any(|turn| turn.speaker.is_none() && matches!(turn.role, Role::Question | Role::Answer)) {
            self.reference("TLCPerson", "nobody", "", &[]);
        }
        self.xml.close("references");
    }

    fn speaker(&mut self, index: usize, speaker: &Speaker) {
        let outlet = speaker.kind == SpeakerKind::Outlet;
        let tag = if outlet { "TLCOrganization" } else { "TLCPerson" };
        let aliases = speaker.aliases.join("\n");
        let own = [
            attr("shilu:kind", speaker.kind.word()),
            maybe("shilu:aliases", (!aliases.is_empty()).then_some(&*aliases)),
            maybe("shilu:organization", speaker.organization.as_deref()),
            maybe("shilu:country", speaker.country.as_deref()),
        ];
        self.reference(tag, &speaker_id(index, &speaker.id), &speaker.name, &own);
    }

    fn reference(&mut self, tag: &str, id: &str, shown: &str, own: &[Attr]) {
        let kind = tag.trim_start_matches("TLC").to_ascii_lowercase();
        let mut attributes =
            vec![attr("eId", id), attr("href", format!("/akn/ontology/{kind}/{id}")), attr("showAs", shown)];
        attributes.extend_from_slice(own);
        self.xml.empty(tag, &attributes);
    }

    fn preface(&mut self) {
        let headline = self.transcript.headline;
        let lines = [("kicker", headline.kicker), ("main", headline.main), ("sub", headline.sub)];
        if lines.iter().all(|(_, span)| span.is_none()) {
            return;
        }
        self.xml.open("preface", &[]);
        for (kind, span) in lines {
            let Some(span) = span else { continue };
            self.xml.line();
            self.xml.start("p", &[attr("class", kind)]);
            // Only the headline is the document's title.
            let title = kind == "main";
            if title {
                self.xml.start("docTitle", &[]);
            }
            self.runs(span);
            if title {
                self.xml.end("docTitle");
            }
            self.xml.end("p");
        }
        self.xml.close("preface");
    }

    fn item(&mut self, item: &Item) {
        let id = attr("eId", item.id());
        let tag = if item.kind == ItemKind::Exchange { "questions" } else { "debateSection" };
        match item.number() {
            Some(number) => {
                self.xml.open(tag, &[id]);
                self.xml.leaf("num", &[], &number.to_string());
            }
            None => self.xml.open(tag, &[id, attr("name", item.kind.word())]),
        }
        for (id, turn) in item.turns_with_ids() {
            self.turn(&id, turn);
        }
        self.xml.close(tag);
    }

    fn turn(&mut self, id: &str, turn: &Turn) {
        let speaker = turn.speaker.map(|spoken| spoken.speaker);
        let by = speaker.and_then(|index| Some((index, self.transcript.speakers.get(index)?)));
        let by = by.map(|(index, speaker)| format!("#{}", speaker_id(index, &speaker.id)));
        let tag = match turn.role {
            Role::Question => "question",
            Role::Answer => "answer",
            _ if by.is_some() => "speech",
            _ => "other",
        };
        if tag == "other" {
            self.xml.open(tag, &[attr("eId", id), attr("class", turn.role.word())]);
        } else {
            let by = attr("by", by.unwrap_or_else(|| "#nobody".to_owned()));
            self.xml.open(tag, &[attr("eId", id), by, attr("as", format!("#role.{}", turn.role.word()))]);
        }
        if let Some(label) = self.transcript.label_of(turn) {
            self.xml.leaf("from", &[], label);
        }
        for (n, paragraph) in turn.paragraphs.iter().enumerate() {
            self.paragraph(&format!("{id}.p{}", n + 1), paragraph);
        }
        // A speech wants a block; one without an id is none of ours.
        if turn.paragraphs.is_empty() {
            self.xml.empty("p", &[]);
        }
        self.xml.close(tag);
    }

    fn paragraph(&mut self, id: &str, paragraph: &Paragraph) {
        self.xml.line();
        self.xml.start("p", &[attr("eId", id), maybe("class", paragraph.scene.then_some("scene"))]);
        for (sentence, span) in parts(paragraph) {
            if let Some(n) = sentence {
                self.xml.start("inline", &[attr("eId", format!("{id}.s{n}")), attr("name", "sentence")]);
            }
            self.runs(span);
            if sentence.is_some() {
                self.xml.end("inline");
            }
        }
        self.xml.end("p");
    }

    fn runs(&mut self, span: Span) {
        for run in runs(self.transcript, span) {
            match run {
                Run::Words(words) => self.xml.text(words),
                Run::Scene(words) => {
                    self.xml.start("remark", &[attr("type", "sceneDescription")]);
                    self.xml.text(words);
                    self.xml.end("remark");
                }
                Run::Break { kind, blank } => {
                    let with = maybe("breakWith", blank.then_some(" "));
                    self.xml.point("eol", &[with, attr("shilu:kind", kind.word())]);
                }
            }
        }
    }
}
