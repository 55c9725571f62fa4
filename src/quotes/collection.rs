//! The reader's own collection of quotations: keeping, ordering, notes, tags, removing with undo, and its exports.
//! Knows what a record is; knows no store, no clock and no screen.
//!
//! A record carries the selector and a copy of the words for the list; the words that count are those that the
//! selector finds. As in the [library](crate::library), a record that does not hold is counted and never repaired.

use super::quote::Quote;
use super::select::{Selector, digest};
use crate::export::{csv, markdown, names};
use crate::library::{Field, push_quoted};
use crate::view_state::Words;

/// What the exported file calls itself.
pub const FORMAT: &str = "shilu-quotes/1";
/// How long a note may be, and a tag, in characters.
const NOTE: usize = 4_000;
const TAG: usize = 40;
/// How many tags a quotation may have.
const TAGS: usize = 20;

/// A kept quotation. All but note, tags and position stay as they were kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its key: the document's name, the sentence and the digest of the words.
    pub key: String,
    /// Where its words are.
    pub selector: Selector,
    /// The words as shown when it was kept.
    pub text: String,
    /// Who says them.
    pub speaker: Option<String>,
    /// Who had asked.
    pub asked_by: Option<String>,
    /// The occasion.
    pub event: Option<String>,
    /// The day, `2025-03-07`.
    pub date: Option<String>,
    /// The credit line.
    pub credit: Option<String>,
    /// The address of the words.
    pub link: Option<String>,
    /// What the reader wrote to it.
    pub note: String,
    /// The reader's tags, in order, each once.
    pub tags: Vec<String>,
    /// Its place in the reader's order; gaps mean nothing.
    pub position: u64,
    /// When it was kept, in milliseconds since 1970.
    pub kept: u64,
}

impl Kept {
    /// Makes the record of a quotation; `selector` is that of its words.
    pub fn of(quote: &Quote, selector: Selector, now: u64) -> Self {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let words = digest(&super::letters::letters_of(&quote.text));
        Self {
            key: [part(&selector.doc), part(&selector.id), words].join("-"),
            selector,
            text: quote.text.clone(),
            speaker: quote.speaker.clone(),
            asked_by: quote.asked_by.clone(),
            event: quote.event.clone(),
            date: quote.date.map(names::iso),
            credit: quote.credit.clone(),
            link: quote.link.clone(),
            kept: now,
            ..Self::default()
        }
    }

    /// Reads a record; `None` where a field is missing or of another type.
    pub fn read(get: &dyn Fn(&str) -> Field) -> Option<Self> {
        let text = |key: &str| match get(key) {
            Field::Text(text) => Some(text),
            Field::Missing | Field::Number(_) | Field::Other => None,
        };
        let optional = |key: &str| match get(key) {
            Field::Missing => Some(None),
            Field::Text(text) => Some(Some(text)),
            Field::Number(_) | Field::Other => None,
        };
        let number = |key: &str| match get(key) {
            Field::Number(number) => Some(number),
            Field::Missing | Field::Text(_) | Field::Other => None,
        };
        Some(Self {
            key: text("key").filter(|key| !key.is_empty())?,
            selector: Selector {
                id: optional("id")?,
                doc: optional("doc")?,
                words: Words { exact: optional("exact")?, pre: optional("pre")?, post: optional("post")? },
                short: None,
            },
            text: text("text")?,
            speaker: optional("speaker")?,
            asked_by: optional("asked_by")?,
            event: optional("event")?,
            date: optional("date")?,
            credit: optional("credit")?,
            // It becomes a link: nothing but the web will do.
            link: optional("link")?.filter(|link| link.starts_with("https://") || link.starts_with("http://")),
            note: clean_note(&text("note")?),
            tags: clean_tags(&text("tags")?),
            position: number("position")?,
            kept: number("kept")?,
        })
    }

    /// Returns its fields by name: what [`Kept::read`] reads.
    pub fn fields(&self) -> [(&'static str, Field); 17] {
        let text = |text: &str| Field::Text(text.to_owned());
        [
            ("key", text(&self.key)),
            ("id", self.selector.id.clone().into()),
            ("doc", self.selector.doc.clone().into()),
            ("exact", self.selector.words.exact.clone().into()),
            ("pre", self.selector.words.pre.clone().into()),
            ("post", self.selector.words.post.clone().into()),
            ("text", text(&self.text)),
            ("speaker", self.speaker.clone().into()),
            ("asked_by", self.asked_by.clone().into()),
            ("event", self.event.clone().into()),
            ("date", self.date.clone().into()),
            ("credit", self.credit.clone().into()),
            ("link", self.link.clone().into()),
            ("note", text(&self.note)),
            ("tags", text(&self.tags.join("\n"))),
            ("position", Field::Number(self.position)),
            ("kept", Field::Number(self.kept)),
        ]
    }
}

/// Returns a note as it is kept.
pub fn clean_note(typed: &str) -> String {
    let kept: String = typed.replace('\r', "").chars().filter(|c| !c.is_control() || *c == '\n').take(NOTE).collect();
    kept.trim().to_owned()
}

/// Returns tags as they are kept, from lines or words between commas.
pub fn clean_tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(['\n', ',', '，', '、', ';', '；']) {
        let tag = tag.replace(char::is_control, " ");
        let tag: String = tag.trim().trim_start_matches('#').chars().take(TAG).collect();
        if !tag.is_empty() && !tags.contains(&tag) && tags.len() < TAGS {
            tags.push(tag);
        }
    }
    tags
}

/// What the reader keeps, in the reader's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collection {
    quotes: Vec<Kept>,
    removed: Vec<(usize, Kept)>,
    broken: usize,
}

impl Collection {
    /// Takes in what a store holds, a record or `None` for one that does not hold.
    pub fn load(&mut self, records: impl IntoIterator<Item = Option<Kept>>) {
        *self = Self::default();
        for record in records {
            match record {
                Some(record) if self.get(&record.key).is_none() => self.quotes.push(record),
                Some(_) => {}
                None => self.broken += 1,
            }
        }
        let order = |a: &Kept, b: &Kept| a.position.cmp(&b.position).then_with(|| a.key.cmp(&b.key));
        crate::order::order(&mut self.quotes, order);
    }

    /// Keeps a quotation at the end; one that is there already stays where and as it is. Tells whether it is new.
    pub fn keep(&mut self, kept: Kept) -> bool {
        let is_new = self.get(&kept.key).is_none();
        if is_new {
            self.quotes.push(kept);
            self.number();
        }
        is_new
    }

    /// Moves a quotation to a place in the order, counted from 0.
    pub fn move_to(&mut self, key: &str, place: usize) {
        if let Some(from) = self.place(key) {
            let kept = self.quotes.remove(from);
            self.quotes.insert(place.min(self.quotes.len()), kept);
            self.number();
        }
    }

    /// Changes the note of a quotation.
    pub fn annotate(&mut self, key: &str, note: &str) {
        if let Some(kept) = self.quotes.iter_mut().find(|kept| kept.key == key) {
            kept.note = clean_note(note);
        }
    }

    /// Changes the tags of a quotation, typed as one line.
    pub fn tag(&mut self, key: &str, typed: &str) {
        if let Some(kept) = self.quotes.iter_mut().find(|kept| kept.key == key) {
            kept.tags = clean_tags(typed);
        }
    }

    /// Removes one quotation, or all. What was removed before cannot come back after that.
    pub fn remove(&mut self, key: Option<&str>) {
        let all = std::mem::take(&mut self.quotes).into_iter().enumerate();
        let (removed, kept) = all.partition(|(_, kept)| key.is_none_or(|key| kept.key == key));
        self.removed = removed;
        self.quotes = Vec::from_iter(kept).into_iter().map(|(_, kept): (usize, Kept)| kept).collect();
        self.number();
    }

    /// Brings back what was removed last, where it was.
    pub fn undo(&mut self) {
        for (place, kept) in std::mem::take(&mut self.removed) {
            if self.get(&kept.key).is_none() {
                self.quotes.insert(place.min(self.quotes.len()), kept);
            }
        }
        self.number();
    }

    /// Returns how many an undo would bring back.
    pub fn undoable(&self) -> usize {
        self.removed.len()
    }

    /// Returns the quotations in the reader's order.
    pub fn quotes(&self) -> &[Kept] {
        &self.quotes
    }

    /// Returns the quotation with a key.
    pub fn get(&self, key: &str) -> Option<&Kept> {
        self.quotes.iter().find(|kept| kept.key == key)
    }

    /// Returns all tags in use, sorted.
    pub fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = self.quotes.iter().flat_map(|kept| &kept.tags).map(String::as_str).collect();
        crate::order::order(&mut tags, Ord::cmp);
        tags.dedup();
        tags
    }

    /// Returns how many records in the store do not hold.
    pub fn broken(&self) -> usize {
        self.broken
    }

    fn place(&self, key: &str) -> Option<usize> {
        self.quotes.iter().position(|kept| kept.key == key)
    }

    fn number(&mut self) {
        for (kept, position) in self.quotes.iter_mut().zip(0..) {
            kept.position = position;
        }
    }

    /// Writes all as Markdown: a block quotation each, with its note and tags below.
    pub fn markdown(&self) -> String {
        let mut blocks = Vec::new();
        for kept in &self.quotes {
            let from: Vec<&str> = [&kept.speaker, &kept.event, &kept.date, &kept.credit]
                .into_iter()
                .filter_map(|p| p.as_deref())
                .collect();
            let caption = markdown::escape(&from.join("，"));
            let caption = match &kept.link {
                Some(link) => {
                    format!("[{caption}](<{}>)", link.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C"))
                }
                None => caption,
            };
            blocks.push(format!("> {}\n>\n> ——{caption}", markdown::escape(&kept.text)));
            let note = kept.note.lines().map(markdown::escape).filter(|line| !line.is_empty());
            blocks.extend(note);
            if !kept.tags.is_empty() {
                let tags: Vec<String> = kept.tags.iter().map(|tag| markdown::escape(&format!("#{tag}"))).collect();
                blocks.push(tags.join(" "));
            }
        }
        let mut text = blocks.join("\n\n");
        text.push('\n');
        text
    }

    /// Writes all as JSON: `{"format":"shilu-quotes/1","quotes":[…]}`.
    pub fn json(&self) -> String {
        let mut out = String::from("{\"format\":");
        push_quoted(&mut out, FORMAT);
        out.push_str(",\"quotes\":[");
        for (n, kept) in self.quotes.iter().enumerate() {
            out.push_str(if n == 0 { "\n{" } else { ",\n{" });
            for (m, (key, field)) in kept.fields().into_iter().enumerate() {
                if m > 0 {
                    out.push(',');
                }
                push_quoted(&mut out, key);
                out.push(':');
                match field {
                    Field::Text(text) => push_quoted(&mut out, &text),
                    Field::Number(number) => out.push_str(&number.to_string()),
                    Field::Missing | Field::Other => out.push_str("null"),
                }
            }
            out.push('}');
        }
        out.push_str("\n]}\n");
        out
    }

    /// Writes all as CSV (RFC 4180), a row a quotation. No cell can be taken for a formula.
    pub fn csv(&self) -> String {
        let columns = ["text", "speaker", "asked_by", "event", "date", "credit", "link", "note", "tags"];
        let mut out = String::from("\u{FEFF}");
        row(&mut out, columns.map(str::to_owned));
        for kept in &self.quotes {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            row(
                &mut out,
                [
                    kept.text.clone(),
                    part(&kept.speaker),
                    part(&kept.asked_by),
                    part(&kept.event),
                    part(&kept.date),
                    part(&kept.credit),
                    part(&kept.link),
                    kept.note.clone(),
                    kept.tags.join(" "),
                ],
            );
        }
        out
    }
}

fn row(out: &mut String, cells: [String; 9]) {
    for (n, cell) in cells.into_iter().enumerate() {
        if n > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&csv::safe(cell).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}
