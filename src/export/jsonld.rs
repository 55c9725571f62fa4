//! JSON-LD for search engines and archives: a schema.org `Article` of `Question`s, `Answer`s and `Quotation`s.
//!
//! Not an `FAQPage`: nobody wrote these answers to be looked up, and search engines want that type for nothing else.
//! `<` never stands in it, so that it can be set into a page's `script` element as it is.

use serde_json::{Value, json};

use super::names;
use super::text::line;
use crate::transcript::{Item, ItemKind, Role, Speaker, SpeakerKind, Transcript, Turn};

/// Writes the transcript as JSON-LD, on one line.
pub fn write(transcript: &Transcript) -> String {
    let headline = transcript.headline;
    let shown = |span| transcript.shown(span).into_owned();
    let source = &transcript.source;
    let article = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": headline.main.map(shown),
        "alternativeHeadline": headline.kicker.or(headline.sub).map(shown),
        "inLanguage": transcript.language,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": transcript.sha256()},
        "creditText": source.credit.map(|span| span.of(&source.text)),
        "isBasedOn": source.url,
        "about": event(transcript),
        "hasPart": transcript.items.iter().flat_map(|item| part(transcript, item)).collect::<Vec<_>>(),
    });
    pruned(article).to_string().replace('<', "\\u003c")
}

fn event(transcript: &Transcript) -> Value {
    let event = &transcript.event;
    let place = event.venue.map(|span| span.of(&transcript.source.text));
    let date = event.date.as_ref();
    if event.name.is_none() && place.is_none() && date.is_none() {
        return Value::Null;
    }
    // schema.org has no word for an inferred date: it is said in words.
    let basis =
        date.and_then(|date| date.basis.as_ref().map(|basis| (date.printed.of(&transcript.source.text), basis)));
    json!({
        "@type": "Event",
        "name": event.name,
        "startDate": date.map(|date| names::iso(date.value)),
        "description": basis.map(|(printed, basis)| format!("startDate is inferred from “{printed}” and “{basis}”")),
        "location": place.map(|name| json!({"@type": "Place", "name": name})),
    })
}

/// An exchange is one question with its answers; of anything else, each turn with a speaker is a quotation.
fn part(transcript: &Transcript, item: &Item) -> Vec<Value> {
    if item.kind != ItemKind::Exchange {
        let spoken = item.turns_with_ids().filter(|(_, turn)| turn.speaker.is_some());
        return spoken.map(|(id, turn)| quotation(transcript, &id, turn)).collect();
    }
    let turns: Vec<_> = item.turns_with_ids().collect();
    let asked: Vec<_> = turns.iter().filter(|(_, turn)| turn.role == Role::Question).collect();
    let text = asked.iter().map(|(_, turn)| words(transcript, turn)).collect::<Vec<_>>().join("\n");
    let answers: Vec<_> = turns
        .iter()
        .filter(|(_, turn)| turn.role == Role::Answer)
        .map(|(id, turn)| {
            let author = author(transcript, turn);
            json!({"@type": "Answer", "@id": format!("#{id}"), "text": words(transcript, turn), "author": author})
        })
        .collect();
    vec![json!({
        "@type": "Question",
        "@id": format!("#{}", item.id()),
        "position": item.number(),
        "text": text,
        "author": asked.first().map(|(_, turn)| author(transcript, turn)),
        "answerCount": answers.len(),
        "acceptedAnswer": answers,
    })]
}

fn quotation(transcript: &Transcript, id: &str, turn: &Turn) -> Value {
    json!({
        "@type": "Quotation",
        "@id": format!("#{id}"),
        "text": words(transcript, turn),
        "creator": author(transcript, turn),
    })
}

fn words(transcript: &Transcript, turn: &Turn) -> String {
    turn.paragraphs.iter().map(|paragraph| line(transcript, paragraph)).collect::<Vec<_>>().join("\n")
}

fn author(transcript: &Transcript, turn: &Turn) -> Value {
    transcript.speaker_of(turn).map_or(Value::Null, person)
}

/// An outlet's reporter asks for the outlet; anybody else is a person, perhaps a nameless one.
fn person(speaker: &Speaker) -> Value {
    let outlet = speaker.kind == SpeakerKind::Outlet;
    let country = speaker.country.as_ref().map(|code| json!({"@type": "Country", "identifier": code}));
    if outlet {
        let english = &speaker.organization;
        return json!({
            "@type": "NewsMediaOrganization", "name": speaker.name, "alternateName": english,
            "location": country,
        });
    }
    let body = speaker.organization.as_ref().map(|name| json!({"@type": "Organization", "name": name}));
    json!({"@type": "Person", "name": speaker.name, "worksFor": body, "nationality": country})
}

/// Leaves out what is not known: schema.org has no null.
fn pruned(value: Value) -> Value {
    let empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    match value {
        Value::Object(map) => {
            map.into_iter().map(|(key, value)| (key, pruned(value))).filter(|(_, value)| !empty(value)).collect()
        }
        Value::Array(list) => list.into_iter().map(pruned).collect(),
        other => other,
    }
}
