//! The choices under the outline: what the exchanges are about, who asks and who answers, each with its count.

use leptos::prelude::*;

use crate::app::part::live::{flag, views, words};
use crate::app::reader::Reader;
use crate::messages::finding::{HERE, WHERE, everywhere};
use crate::messages::{named, topics as say};
use crate::protocol::{Facet, Group};

/// How many choices a group offers at first.
const FEW: usize = 8;

/// All groups.
#[component]
pub(in crate::app) fn Facets() -> impl IntoView {
    let reader = Reader::here();
    let chooser = reader.chooser();
    let has_none = move || chooser.drawn(|filtering| filtering.facets.facets.is_empty());
    let has_choices = move || chooser.drawn(|filtering| !filtering.filter.choices.is_empty());
    view! {
        <section aria-labelledby="facets.title" hidden=flag(has_none)>
            <p class="ways">
                <span id="facets.title">{reader.words(say::FILTER)}</span>
                <button class="deed" id="clear-facets" type="button" hidden=flag(move || !has_choices()) on:click=move |_| reader.clear_choices()>
                    {reader.words(say::CLEAR)}
                </button>
            </p>
            {views(move || places(reader))}
            {views(move || groups(reader))}
            {views(move || keywords(reader))}
            <button class="deed" id="own-lexicon" type="button" hidden=flag(move || !chooser.has_lexicon.get()) on:click=move |_| reader.own_lexicon()>
                {reader.words(say::OWN_LEXICON)}
            </button>
            <span id="passed-over" hidden=true>{reader.words(say::HIDDEN)}</span>
        </section>
    }
}

/// A word that says whether it is in force.
fn choice(id: String, label: AnyView, is_on: bool, choose: Box<dyn Fn()>) -> AnyView {
    view! { <button type="button" id=id aria-pressed=is_on.to_string() on:click=move |_| choose()>{label}</button> }
        .into_any()
}

fn row(name: String, choices: Vec<AnyView>) -> AnyView {
    view! { <div class="switch" role="group" aria-label=name>{choices}</div> }.into_any()
}

/// Where exchanges are chosen, once there is more than one conference.
fn places(reader: Reader) -> Vec<AnyView> {
    let (listed, _) = reader.listed();
    let is_everywhere = reader.chooser().drawn(|filtering| filtering.filter.everywhere);
    let place = |all: bool, label: String| {
        let id = if all { "facets-everywhere" } else { "facets-here" };
        choice(id.to_owned(), label.into_any(), is_everywhere == all, Box::new(move || reader.choose_everywhere(all)))
    };
    let places = || vec![place(false, reader.say(&HERE)), place(true, reader.say(&everywhere(listed.len())))];
    if listed.len() > 1 { vec![row(reader.say(&WHERE), places())] } else { Vec::new() }
}

fn groups(reader: Reader) -> Vec<AnyView> {
    let facets = reader.chooser().drawn(|filtering| filtering.facets.facets.clone());
    let unfolded = reader.chooser().unfolded.get();
    let mut groups = Vec::new();
    for group in Group::ALL {
        let own: Vec<Facet> = facets.iter().filter(|facet| facet.group == group).cloned().collect();
        if !own.is_empty() {
            groups.push(draw(reader, group, own, unfolded.contains(&group)));
        }
    }
    groups
}

fn draw(reader: Reader, group: Group, facets: Vec<Facet>, is_unfolded: bool) -> AnyView {
    let (choices, name) = (reader.chooser().choices(), reader.say(&say::group(group)));
    let is_long = facets.len() > FEW;
    let how = (choices.count(group) > 1 && group != Group::Outlet).then(|| {
        let wants_all = choices.all.contains(&group);
        let ways = [(false, say::ANY), (true, say::ALL)].map(|(all, message)| {
            let id = [if all { "all-" } else { "any-" }, group.key()].concat();
            choice(id, reader.say(&message).into_any(), wants_all == all, Box::new(move || reader.want_all(group, all)))
        });
        row(reader.say(&say::HOW), ways.into())
    });
    let mut entries = Vec::new();
    for (n, facet) in facets.into_iter().enumerate() {
        let is_on = choices.has(group, &facet.id);
        if is_unfolded || n < FEW || is_on {
            entries.push(entry(reader, facet, is_on));
        }
    }
    let label = if is_unfolded { say::FEWER } else { say::MORE };
    let more = is_long.then(|| {
        let fold = move |_| {
            reader.chooser().unfolded.update(|unfolded| match unfolded.iter().position(|one| *one == group) {
                Some(at) => drop(unfolded.remove(at)),
                None => unfolded.push(group),
            });
        };
        let id = ["more-", group.key()].concat();
        view! {
            <button class="deed more" id=id type="button" aria-expanded=is_unfolded.to_string() on:click=fold>
                {reader.say(&label)}
                <span class="unseen">{[" · ", &name].concat()}</span>
            </button>
        }
        .into_any()
    });
    view! {
        <div class="facet" role="group" aria-label=name.clone() data-group=group.key()>
            <p>{name.clone()}</p>
            {how}
            <ul>{entries}</ul>
            {more}
        </div>
    }
    .into_any()
}

fn entry(reader: Reader, facet: Facet, is_on: bool) -> AnyView {
    let Facet { group, id, names, country, count } = facet;
    let say = |[hans, hant, en]: [String; 3]| reader.say(&named(hans, hant, en));
    let country = Some(say(country)).filter(|country| !country.is_empty());
    let country = country.map(|country| view! { <span class="country">{[" ", &country].concat()}</span> }.into_any());
    let label = view! {
        <span>{say(names)}{country}</span>
        <span class="count">{[" ", &count.to_string()].concat()}</span>
    };
    let button = ["facet-", &id].concat();
    let entry = choice(button, label.into_any(), is_on, Box::new(move || reader.toggle(group, &id)));
    view! { <li>{entry}</li> }.into_any()
}

/// Words that set the conference apart: pressed, they are searched for.
fn keywords(reader: Reader) -> Vec<AnyView> {
    let words = reader.chooser().keywords.get();
    let name = reader.say(&say::KEYWORDS);
    let entry = |(word, count): (String, usize)| {
        let label = view! { <span lang="zh">{word.clone()}</span><span class="count">{[" ", &count.to_string()].concat()}</span> };
        view! {
            <li><button type="button" on:click=move |_| reader.seek_word(word.clone())>{label.into_any()}</button></li>
        }
        .into_any()
    };
    if words.is_empty() {
        return Vec::new();
    }
    let entries: Vec<AnyView> = words.into_iter().map(entry).collect();
    let group = view! {
        <div class="facet" id="keywords" role="group" aria-label=name.clone()>
            <p>{name.clone()}</p>
            <ul>{entries}</ul>
        </div>
    };
    vec![group.into_any()]
}

/// What stands above the text while something is chosen: how much is shown, and the way back.
#[component]
pub(in crate::app) fn Filtered() -> impl IntoView {
    let reader = Reader::here();
    let chooser = reader.chooser();
    let has_choices = move || chooser.drawn(|filtering| !filtering.filter.choices.is_empty());
    let showing = move || {
        let (shown, all) = chooser.drawn(|filtering| filtering.showing());
        if has_choices() { reader.say(&say::showing(shown, all)) } else { String::new() }
    };
    let none = move || {
        let is_none = chooser.drawn(|filtering| filtering.showing().0 == 0 && filtering.facets.here > 0);
        if has_choices() && is_none { reader.say(&say::NONE) } else { String::new() }
    };
    view! {
        <div class="ways" data-on=words(move || has_choices().to_string())>
            <p role="status"><span id="showing">{words(showing)}</span>" "<span id="none">{words(none)}</span></p>
            <button class="deed" id="clear-choices" type="button" hidden=flag(move || !has_choices()) on:click=move |_| reader.clear_choices()>
                {reader.words(say::CLEAR)}
            </button>
        </div>
    }
}
