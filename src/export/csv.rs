//! CSV (RFC 4180): a row an exchange, for spreadsheets. No cell can be taken for a formula.

use super::names;
use super::text::line;
use crate::transcript::{Item, Role, Transcript, Turn};

/// The columns, in order.
const COLUMNS: [&str; 11] = [
    "id",
    "number",
    "date",
    "title",
    "asker_label",
    "asker",
    "asker_english",
    "asker_country",
    "question",
    "answerer",
    "answer",
];

/// What a cell must not begin with: spreadsheets read a formula there (OWASP, CSV Injection); those for Chinese and
/// Japanese take the full-width signs too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes the exchanges as CSV, with the byte order mark without which Excel takes UTF-8 for another encoding.
pub fn write(transcript: &Transcript) -> String {
    let mut csv = String::from("\u{FEFF}");
    record(&mut csv, &mut COLUMNS.map(str::to_owned).into_iter());
    for item in transcript.exchanges() {
        record(&mut csv, &mut row(transcript, item).into_iter());
    }
    csv
}

/// Adds a record. Written out here because a writer crate costs the page 20 KB for these lines (RFC 4180, § 2).
pub(crate) fn record(csv: &mut String, cells: &mut dyn Iterator<Item = String>) {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            csv.push(',');
        }
        let cell = safe(cell);
        if cell.contains([',', '"', '\r', '\n']) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

fn row(transcript: &Transcript, item: &Item) -> [String; COLUMNS.len()] {
    let first = |role| item.turns.iter().find(|turn| turn.role == role);
    let asker = first(Role::Question);
    let speaker = asker.and_then(|turn| transcript.speaker_of(turn));
    let answerer = first(Role::Answer).and_then(|turn| transcript.speaker_of(turn));
    let own = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        item.id(),
        item.number().map(|number| number.to_string()).unwrap_or_default(),
        transcript.event.date.as_ref().map(|date| names::iso(date.value)).unwrap_or_default(),
        transcript.headline.main.map(|span| transcript.shown(span).into_owned()).unwrap_or_default(),
        own(asker.and_then(|turn| transcript.label_of(turn))),
        own(speaker.map(|speaker| &*speaker.name)),
        own(speaker.and_then(|speaker| speaker.organization.as_deref())),
        own(speaker.and_then(|speaker| speaker.country.as_deref())),
        words(transcript, item.question()),
        own(answerer.map(|speaker| &*speaker.name)),
        words(transcript, item.answer()),
    ]
}

fn words(transcript: &Transcript, turns: &[Turn]) -> String {
    let paragraphs = turns.iter().flat_map(|turn| &turn.paragraphs);
    paragraphs.map(|paragraph| line(transcript, paragraph)).collect::<Vec<_>>().join("\n")
}

/// Sets an apostrophe before what a spreadsheet would compute.
pub(crate) fn safe(cell: String) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell }
}
