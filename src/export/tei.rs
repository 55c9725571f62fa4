//! TEI P5 in the manner of ParlaMint: utterances `u` of segments and sentences, printed labels as speaker notes.
//!
//! Broken paragraphs become `lb break="no"`; a question and its answers are joined by `relation`s.

use super::names::{self, Named};
use super::runs::{Run, parts, runs};
use super::xml::{Attr, Xml, attr, maybe, speaker_id};
use crate::text::Span;
use crate::transcript::{Event, Item, Paragraph, RepairKind, Role, Speaker, SpeakerKind, Transcript, Turn};

/// The namespace of TEI.
pub const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";
/// What roles there are, in the order of the taxonomy.
const ROLES: [Role; 5] = [Role::Question, Role::Answer, Role::Statement, Role::Moderator, Role::Scene];

/// Writes the transcript as TEI.
pub fn write(transcript: &Transcript) -> String {
    let mut tei = Tei { transcript, xml: Xml::new() };
    tei.document();
    tei.xml.finish()
}

struct Tei<'t> {
    transcript: &'t Transcript,
    xml: Xml,
}

impl Tei<'_> {
    fn document(&mut self) {
        self.xml.open("TEI", &[attr("xmlns", NAMESPACE), attr("xml:lang", self.transcript.language)]);
        self.xml.open("teiHeader", &[]);
        self.file();
        self.encoding();
        self.profile();
        self.xml.close("teiHeader");
        self.xml.open("text", &[]);
        self.xml.open("body", &[]);
        self.heads();
        for item in &self.transcript.items {
            self.item(item);
        }
        // A body wants a block, even when there is nothing to say (TEI P5, `body`).
        if self.transcript.items.is_empty() {
            self.xml.empty("div", &[]);
        }
        self.xml.close("body");
        self.xml.close("text");
        self.xml.close("TEI");
    }

    fn file(&mut self) {
        let source = &self.transcript.source;
        let main = self.transcript.headline.main.map(|span| self.transcript.shown(span)).unwrap_or_default();
        self.xml.open("fileDesc", &[]);
        self.xml.open("titleStmt", &[]);
        self.xml.leaf("title", &[attr("type", "main")], &main);
        self.xml.close("titleStmt");
        self.xml.open("publicationStmt", &[]);
        self.xml.leaf("p", &[], "Written by Shilu from the source described below.");
        self.xml.close("publicationStmt");
        self.xml.open("sourceDesc", &[]);
        self.xml.open("bibl", &[]);
        if let Some(credit) = source.credit {
            self.xml.leaf("publisher", &[], credit.of(&source.text));
        }
        if let Some(url) = &source.url {
            self.xml.leaf("idno", &[attr("type", "URI")], url);
        }
        self.xml.leaf("idno", &[attr("type", "SHA-256")], &self.transcript.sha256());
        self.xml.close("bibl");
        self.xml.close("sourceDesc");
        self.xml.close("fileDesc");
    }

    fn encoding(&mut self) {
        self.xml.open("encodingDesc", &[]);
        self.xml.open("classDecl", &[]);
        self.xml.open("taxonomy", &[attr("xml:id", "role")]);
        for role in ROLES {
            self.xml.open("category", &[attr("xml:id", format!("role.{}", role.word()))]);
            self.xml.leaf("catDesc", &[], role.word());
            self.xml.close("category");
        }
        self.xml.close("taxonomy");
        self.xml.close("classDecl");
        self.xml.close("encodingDesc");
    }

    fn profile(&mut self) {
        self.xml.open("profileDesc", &[]);
        if self.transcript.event != Event::default() {
            self.xml.open("settingDesc", &[]);
            self.setting();
            self.xml.close("settingDesc");
        }
        if !self.transcript.speakers.is_empty() {
            self.xml.open("particDesc", &[]);
            self.xml.open("listPerson", &[]);
            for (index, speaker) in self.transcript.speakers.iter().enumerate() {
                self.speaker(index, speaker);
            }
            self.relations();
            self.xml.close("listPerson");
            self.xml.close("particDesc");
        }
        self.xml.open("langUsage", &[]);
        self.xml.empty("language", &[attr("ident", self.transcript.language)]);
        self.xml.close("langUsage");
        self.xml.close("profileDesc");
    }

    fn setting(&mut self) {
        let (event, text) = (&self.transcript.event, &self.transcript.source.text);
        self.xml.open("setting", &[]);
        if let Some(name) = &event.name {
            self.xml.leaf("name", &[attr("type", "event")], name);
        }
        if let Some(venue) = event.venue {
            self.xml.leaf("name", &[attr("type", "place")], venue.of(text));
        }
        if let Some(date) = &event.date {
            let inferred = date.basis.is_some();
            self.xml.line();
            self.xml.start(
                "date",
                &[attr("when", names::iso(date.value)), maybe("evidence", inferred.then_some("internal"))],
            );
            self.xml.text(date.printed.of(text));
            if let Some(basis) = &date.basis {
                self.xml.start("note", &[attr("type", "basis")]);
                self.xml.text(basis);
                self.xml.end("note");
            }
            self.xml.end("date");
        }
        self.xml.close("setting");
    }

    fn speaker(&mut self, index: usize, speaker: &Speaker) {
        let outlet = speaker.kind == SpeakerKind::Outlet;
        let (tag, name) = if outlet { ("org", "orgName") } else { ("person", "persName") };
        let id = attr("xml:id", speaker_id(index, &speaker.id));
        self.xml.open(tag, &[id, attr("role", speaker.kind.word())]);
        self.xml.leaf(name, &[], &speaker.name);
        for alias in &speaker.aliases {
            self.xml.leaf(name, &[attr("type", "alias")], alias);
        }
        match &speaker.organization {
            Some(english) if outlet => self.xml.leaf(name, &[attr("xml:lang", "en")], english),
            Some(body) => self.xml.leaf("affiliation", &[], body),
            None => {}
        }
        if let Some(country) = &speaker.country {
            self.xml.empty(if outlet { "country" } else { "nationality" }, &[attr("key", country)]);
        }
        self.xml.close(tag);
    }

    /// The headline's lines, as the text prints them.
    fn heads(&mut self) {
        let headline = self.transcript.headline;
        let lines = [("kicker", headline.kicker), ("main", headline.main), ("sub", headline.sub)];
        for (kind, span) in lines {
            if let Some(span) = span {
                self.xml.line();
                self.xml.start("head", &[attr("type", kind)]);
                self.runs(span);
                self.xml.end("head");
            }
        }
    }

    fn item(&mut self, item: &Item) {
        let number = item.number().map(|number| number.to_string());
        let id = attr("xml:id", item.id());
        self.xml.open("div", &[attr("type", item.kind.word()), maybe("n", number.as_deref()), id]);
        for (id, turn) in item.turns_with_ids() {
            self.turn(&id, turn, item.number().is_some());
        }
        self.xml.close("div");
    }

    fn turn(&mut self, id: &str, turn: &Turn, in_exchange: bool) {
        if let Some(label) = self.transcript.label_of(turn) {
            self.xml.leaf("note", &[attr("type", "speaker")], label);
        }
        // Nobody is printed: a lead or a credit line is no utterance.
        let tag = if turn.speaker.is_some() || in_exchange { "u" } else { "ab" };
        let role = attr("ana", format!("#role.{}", turn.role.word()));
        let speaker = turn.speaker.map(|spoken| spoken.speaker);
        let who = speaker.and_then(|index| Some((index, self.transcript.speakers.get(index)?)));
        let who = who.map(|(index, speaker)| format!("#{}", speaker_id(index, &speaker.id)));
        self.xml.open(tag, &[attr("xml:id", id), maybe("who", who.as_deref()), role]);
        for (n, paragraph) in turn.paragraphs.iter().enumerate() {
            self.paragraph(&format!("{id}.p{}", n + 1), paragraph);
        }
        self.xml.close(tag);
    }

    fn paragraph(&mut self, id: &str, paragraph: &Paragraph) {
        let (tag, kind): (_, Attr) =
            if paragraph.scene { ("note", attr("type", "comment")) } else { ("seg", ("type", None)) };
        self.xml.line();
        self.xml.start(tag, &[kind, attr("xml:id", id)]);
        for (sentence, span) in parts(paragraph) {
            if let Some(n) = sentence {
                self.xml.start("s", &[attr("xml:id", format!("{id}.s{n}"))]);
            }
            self.runs(span);
            if sentence.is_some() {
                self.xml.end("s");
            }
        }
        self.xml.end(tag);
    }

    fn runs(&mut self, span: Span) {
        for run in runs(self.transcript, span) {
            match run {
                Run::Words(words) => self.xml.text(words),
                Run::Scene(words) => {
                    self.xml.start("note", &[attr("type", "comment")]);
                    self.xml.text(words);
                    self.xml.end("note");
                }
                Run::Break { kind, blank } => {
                    // ParlaMint has no word for it: TEI's own default is a break in the layout.
                    let wrap = (kind == RepairKind::Wrap).then_some("wrap");
                    self.xml.point("lb", &[maybe("type", wrap), attr("break", if blank { "yes" } else { "no" })]);
                }
            }
        }
    }

    /// Joins the question turns of each exchange to its answer turns. TEI wants relations in a list of its header.
    fn relations(&mut self) {
        let pairs: Vec<_> = self.transcript.exchanges().filter_map(question_and_answer).collect();
        if pairs.is_empty() {
            return;
        }
        self.xml.open("listRelation", &[attr("type", "questionAnswer")]);
        for (questions, answers) in pairs {
            let ends = [attr("name", "questionAnswer"), attr("active", questions), attr("passive", answers)];
            self.xml.empty("relation", &ends);
        }
        self.xml.close("listRelation");
    }
}

/// Returns pointers to an exchange's question turns and answer turns, where there are both.
fn question_and_answer(exchange: &Item) -> Option<(String, String)> {
    let of = |role| {
        let ids = exchange.turns_with_ids().filter(move |(_, turn)| turn.role == role);
        let pointers = ids.map(|(id, _)| format!("#{id}")).collect::<Vec<_>>().join(" ");
        (!pointers.is_empty()).then_some(pointers)
    };
    of(Role::Question).zip(of(Role::Answer))
}
