//! The hits: a list with what stands around each, beside the text or, where there is no room, over its foot.

use leptos::prelude::*;

use crate::app::finding::{partial, pieces};
use crate::app::part::live::{Words, flag, views, words};
use crate::app::reader::Reader;
use crate::app::state::finding::Finding;
use crate::messages::{Message, finding as say, named, topics};
use crate::protocol::{Line, Search};
use crate::search::{Field, Key};

/// Whose words can be chosen.
const FIELDS: [Option<Field>; 3] = [None, Some(Field::Question), Some(Field::Answer)];

/// The panel, while something is searched for.
#[component]
pub(super) fn Found() -> impl IntoView {
    let reader = Reader::here();
    let finder = reader.finder();
    // Once for each change of its own, not for every letter.
    let is_shown = Memo::new(move |_| finder.is_wanted() && !finder.is_away.get());
    let counted = move || {
        let (is_answered, everywhere, (_, here), all) = finder
            .drawn(|finding| (finding.is_answered, finding.search.everywhere, finding.position(), finding.count()));
        if !is_answered {
            return String::new();
        }
        reader.say(&if everywhere && all > 0 { say::counts(here, all) } else { say::count(all) })
    };
    let dropped = move || finder.drawn(partial).map(|said| reader.say(&said)).unwrap_or_default();
    let has_more = move || finder.drawn(Finding::has_more);
    let has_rows = move || finder.drawn(|finding| finding.found.count > 0);
    let is_narrowed = move || finder.drawn(|finding| !finding.search.choices.is_empty());
    // As in the field: Escape ends the search.
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            reader.end_search();
        }
    };
    view! {
        <section
            class="found" id="found" tabindex="-1" aria-label=reader.words(say::HITS) hidden=flag(move || !is_shown.get())
            on:keydown=on_key
        >
            <p class="ways">
                <span id="counted">{words(counted)}</span>
                <button
                    class="deed" id="in-context" type="button" hidden=flag(move || !has_rows())
                    on:click=move |_| reader.concordance(Key::Right)
                >
                    {reader.words(say::CONCORDANCE)}
                </button>
                <button class="step" id="away" type="button" aria-label=reader.words(say::CLOSE) on:click=move |_| finder.is_away.set(true)>"×"</button>
            </p>
            <div class="scopes">{views(move || if is_shown.get() { scopes(reader) } else { Vec::new() })}</div>
            <p class="aside" id="within" hidden=flag(move || !is_narrowed())>{reader.words(topics::WITHIN)}</p>
            <p class="aside" id="partial">{words(dropped)}</p>
            <ol class="hits" id="hits">{views(move || if is_shown.get() { lines(reader) } else { Vec::new() })}</ol>
            <button class="deed" id="more" type="button" hidden=flag(move || !has_more()) on:click=move |_| reader.more_lines()>
                {reader.words(say::MORE)}
            </button>
        </section>
    }
}

/// One choice of several: a word that says whether it is in force.
fn choice(label: Words, is_on: bool, choose: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" aria-pressed=is_on.to_string() on:click=move |_| choose()>{label}</button> }
        .into_any()
}

fn row(name: String, choices: Vec<AnyView>) -> AnyView {
    view! { <div class="scope" role="group" aria-label=name.clone()><span class="aside">{name.clone()}</span>{choices}</div> }
        .into_any()
}

fn scopes(reader: Reader) -> Vec<AnyView> {
    let finder = reader.finder();
    let (search, years, outlets, spelled) = finder.drawn(|finding| {
        let found = &finding.found;
        (finding.search.clone(), found.years.clone(), found.outlets.clone(), found.spelled.clone())
    });
    let (listed, _) = reader.listed();
    let name = |message: Message| reader.say(&message);
    let set = move |change: Box<dyn Fn(&mut Search)>| move || reader.search(|finding| change(&mut finding.search));
    let fixed = |message: Message, is_on: bool, change: Box<dyn Fn(&mut Search)>| {
        choice(reader.words(message), is_on, set(change))
    };
    let mut rows = Vec::new();
    let meant = finder.drawn(|finding| finding.found.topics.clone());
    if !meant.is_empty() {
        let topics = meant.into_iter().map(|(id, [hans, hant, en], n)| {
            counted_choice(name(named(hans, hant, en)), n, false, move || reader.choose_topic(&id))
        });
        rows.push(row(name(topics::ABOUT), topics.collect()));
    }
    let fields = FIELDS.map(|field| {
        let message = field.map_or(say::ANYBODY, say::field);
        fixed(message, search.field == field, Box::new(move |search| search.field = field))
    });
    rows.push(row(name(say::WHOSE), fields.into()));
    if listed.len() > 1 {
        let places = [(false, say::HERE), (true, say::everywhere(listed.len()))];
        let places = places.map(|(all, message)| {
            fixed(message, search.everywhere == all, Box::new(move |search| search.everywhere = all))
        });
        rows.push(row(name(say::WHERE), places.into()));
    }
    if search.everywhere {
        let orders = [(false, say::BEST), (true, say::NEWEST)];
        let orders = orders.map(|(newest, message)| {
            fixed(message, search.newest == newest, Box::new(move |search| search.newest = newest))
        });
        rows.push(row(name(say::ORDER), orders.into()));
        let years: Vec<AnyView> = years
            .into_iter()
            .map(|(year, n)| {
                let is_on = search.years.contains(&year);
                counted_choice(year.to_string(), n, is_on, set(Box::new(move |search| toggle(&mut search.years, year))))
            })
            .collect();
        rows.push(row(name(say::YEARS), years));
        let outlets: Vec<AnyView> = outlets
            .into_iter()
            .take(12)
            .map(|(id, called, n)| {
                let is_on = search.outlets.contains(&id);
                counted_choice(called, n, is_on, set(Box::new(move |search| toggle(&mut search.outlets, id.clone()))))
            })
            .collect();
        rows.push(row(name(say::OUTLETS), outlets));
    }
    if !spelled.is_empty() {
        let mut choices = vec![fixed(say::PINYIN, search.pinyin, Box::new(|search| search.pinyin = !search.pinyin))];
        let named = spelled.into_iter().take(6);
        choices.extend(named.map(|(word, n)| {
            let query = word.clone();
            counted_choice(word, n, false, set(Box::new(move |search| search.query.clone_from(&query))))
        }));
        rows.push(row(name(say::PINYIN), choices));
    }
    rows
}

fn counted_choice(label: String, n: usize, is_on: bool, choose: impl Fn() + 'static) -> AnyView {
    let label = [&label, " ", &n.to_string()].concat();
    choice(words(move || label.clone()), is_on, choose)
}

fn toggle<T: PartialEq>(all: &mut Vec<T>, one: T) {
    match all.iter().position(|other| *other == one) {
        Some(at) => drop(all.remove(at)),
        None => all.push(one),
    }
}

/// The lines, under the name of their conference where there are several.
fn lines(reader: Reader) -> Vec<AnyView> {
    let (lines, counts, everywhere) = reader
        .finder()
        .drawn(|finding| (finding.found.lines.clone(), finding.found.conferences.clone(), finding.search.everywhere));
    let (listed, _) = reader.listed();
    let mut drawn = Vec::new();
    let mut before = None;
    let mut spelled = false;
    for one in lines {
        if one.is_spelled && !spelled {
            spelled = true;
            drawn.push(view! { <li class="group">{reader.words(say::PINYIN)}</li> }.into_any());
        }
        if everywhere && before != Some(one.n) {
            let title = listed.get(one.n).map(|facts| reader.title(facts)).unwrap_or_default();
            let date = listed.get(one.n).and_then(|facts| facts.date.clone()).unwrap_or_default();
            let count = counts.iter().find(|(n, _)| *n == one.n).map(|(_, count)| *count);
            let count = count.map(|count| reader.say(&say::count(count))).unwrap_or_default();
            let facts = [date, count].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            drawn.push(view! { <li class="group">{title}<span class="facts">{facts}</span></li> }.into_any());
            before = Some(one.n);
        }
        drawn.push(line(reader, one));
    }
    drawn
}

fn line(reader: Reader, line: Line) -> AnyView {
    let marked = pieces(&line).into_iter().map(|(words, is_found)| match is_found {
        true => view! { <mark>{words}</mark> }.into_any(),
        false => words.into_any(),
    });
    let marked: Vec<AnyView> = marked.collect();
    let number = if line.exchange > 0 { line.exchange.to_string() } else { String::new() };
    let who = match (line.speaker.is_empty(), line.asker.is_empty()) {
        (false, false) => [&line.speaker, " → ", &line.asker].concat(),
        _ => [line.speaker, line.asker].concat(),
    };
    let (n, mark) = (line.n, line.mark);
    view! {
        <li>
            <button class="hit" type="button" on:click=move |_| reader.go_to_line(n, mark.clone())>
                <span class="who"><span class="number">{number}</span>{who}</span>
                <span class="words">{marked}</span>
            </button>
        </li>
    }
    .into_any()
}
