//! The quotation in hand: taken by a press, a selection or a key, shown, and copied.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, MouseEvent};

use super::{HAND, LINKED, home, place};
use crate::app::reader::{Reader, report};
use crate::app::state::hand::{Hand, Wanted};
use crate::browser::listen::Listener;
use crate::browser::selection::{self, Selected};
use crate::browser::task::{pause, spawn};
use crate::browser::{Refused, address, clipboard, highlight, page, sentences};
use crate::messages::{Message, finding, quotes, quoting as say};
use crate::protocol::{Answered, Asking, Held, Mark, Point, Request, Response, Suggested};
use crate::quotes::cite::Style;
use crate::quotes::quote::Fault;

/// How long a selection must rest before it counts, in milliseconds.
const SETTLED: i32 = 250;

/// What can be copied of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// The words with who said them, as plain text and HTML.
    Quotation,
    /// Markdown.
    Markdown,
    /// The link to exactly these words.
    Link,
    /// A citation.
    Citation(Style),
}

impl Copied {
    /// Returns what it is called.
    pub(crate) fn name(self) -> Message {
        match self {
            Self::Quotation => quotes::COPY,
            Self::Markdown => say::MARKDOWN,
            Self::Link => say::LINK,
            Self::Citation(style) => quotes::style(style),
        }
    }
}

/// What is in hand, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Holder {
    hand: StoredValue<Hand>,
    /// The quotation.
    pub(crate) taken: RwSignal<Option<Held>>,
    /// The panel is open.
    pub(crate) is_open: RwSignal<bool>,
    /// What the panel has to say.
    pub(crate) said: RwSignal<Option<Message>>,
    /// What is to be copied by hand, because the browser refuses.
    pub(crate) by_hand: RwSignal<String>,
    /// What is suggested; `None` while nobody looks.
    pub(crate) suggested: RwSignal<Option<Vec<Suggested>>>,
    /// Who had the focus before the toolbar.
    before: StoredValue<Option<web_sys::HtmlElement>, LocalStorage>,
    /// How often the selection changed, what it was when it last settled, and whether somebody is just drawing it.
    changed: StoredValue<usize>,
    settled: StoredValue<Option<Selected>>,
    is_drawing: StoredValue<bool>,
}

impl Holder {
    pub(super) fn new() -> Self {
        Self {
            hand: StoredValue::default(),
            taken: RwSignal::default(),
            is_open: RwSignal::default(),
            said: RwSignal::default(),
            by_hand: RwSignal::default(),
            suggested: RwSignal::default(),
            before: StoredValue::new_local(None),
            changed: StoredValue::default(),
            settled: StoredValue::default(),
            is_drawing: StoredValue::default(),
        }
    }

    /// Says what became of a deed.
    fn tell(self, said: Option<Message>, by_hand: &str) {
        self.said.set(said);
        if self.by_hand.with_untracked(|before| before != by_hand) {
            self.by_hand.set(by_hand.to_owned());
        }
    }
}

impl Reader {
    /// Listens to what is pressed and selected in the text.
    pub(crate) fn listen_to_hand(self) -> Vec<Result<Listener, Refused>> {
        let holder = self.quoting().holder;
        let article = || page::html_by_id("article").map(Into::into);
        let document = || page::document().map(Into::into);
        let drawing = move |is_drawing| {
            move |_| {
                let _ = holder.is_drawing.try_set_value(is_drawing);
                if !is_drawing {
                    self.select();
                }
            }
        };
        let mut all = vec![
            article().and_then(|article| Listener::on(article, "click", move |event| self.press_sentence(&event))),
            article().and_then(|article| {
                Listener::on(article, "mousedown", move |event| {
                    // The browser would select from wherever it was pressed before.
                    if is_shifted(&event) && holder.taken.with_untracked(Option::is_some) && !selection::is_there() {
                        event.prevent_default();
                    }
                })
            }),
            document().and_then(|document| Listener::on(document, "selectionchange", move |_| self.select())),
            document().and_then(|document| Listener::on(document, "pointerdown", drawing(true))),
        ];
        for end in ["pointerup", "pointercancel"] {
            all.push(document().and_then(|document| Listener::on(document, end, drawing(false))));
        }
        all
    }

    /// Takes the sentence that was pressed, or lets it go; what is selected by drawing is another matter.
    fn press_sentence(self, event: &Event) {
        if event.default_prevented() || selection::is_there() {
            return;
        }
        let Some(id) = sentences::at(event) else { return };
        let holder = self.quoting().holder;
        match holder.hand.with_value(|hand| hand.press(id, is_shifted(event))) {
            Some(wanted) => self.take(wanted, false),
            None => self.let_go(),
        }
    }

    /// Looks at what is selected, as soon as it rests.
    fn select(self) {
        let holder = self.quoting().holder;
        let Some(changed) = holder.changed.try_update_value(|changed| {
            *changed += 1;
            *changed
        }) else {
            return;
        };
        if !selection::is_there() {
            // The same words may be selected anew.
            holder.settled.set_value(None);
        }
        spawn(async move {
            pause(SETTLED).await;
            let is_last = holder.changed.try_get_value() == Some(changed);
            if !is_last || holder.is_drawing.get_value() {
                return;
            }
            let selected = selection::selected();
            let before = holder.settled.try_update_value(|settled| settled.replace(selected.clone())).flatten();
            if before.as_ref() == Some(&selected) {
                return;
            }
            match selected {
                Selected::Words((from, at), (to, end)) => {
                    let point = |block, at| Point { block, at };
                    self.take(Wanted::Words(point(from, at), point(to, end)), false);
                }
                Selected::Other => self.let_go(),
                Selected::Nothing => {}
            }
        });
    }

    /// Takes what stands at a mark of the text that is shown.
    pub(crate) fn take_mark(self, mark: &Mark) {
        let point = |at| Point { block: mark.block.clone(), at };
        self.show_place(&mark.block);
        self.take(Wanted::Words(point(mark.from), point(mark.to)), false);
        report(highlight::reveal(place(mark)));
    }

    /// Takes the sentence that is read now, and gives the focus to its tools.
    pub(crate) fn pick(self) {
        let block = page::block_in_sight();
        let Some(id) = sentences::first(block.as_deref()).or_else(|| sentences::first(None)) else { return };
        let holder = self.quoting().holder;
        let standing = page::focused().filter(|element| element.closest("#hand").is_ok_and(|hand| hand.is_none()));
        if standing.is_some() {
            holder.before.set_value(standing);
        }
        self.take(Wanted::sentence(id), true);
    }

    /// Goes to the sentence beside, or extends to it.
    pub(crate) fn step(self, back: bool, extends: bool) {
        let holder = self.quoting().holder;
        let first = holder.taken.with_untracked(|taken| taken.as_ref()?.kept.selector.id.clone());
        let wanted = holder
            .hand
            .with_value(|hand| hand.step(back, extends, first, sentences::beside, sentences::are_in_one_turn));
        if let Some(wanted) = wanted {
            self.take(wanted, true);
        }
    }

    /// Asks for what is in hand again: something around the words has changed.
    pub(crate) fn take_again(self) {
        let wanted = self.quoting().holder.hand.with_value(|hand| hand.wanted().cloned());
        if let Some(wanted) = wanted {
            self.take(wanted, false);
        }
    }

    /// Takes something in hand. `by_key`: the tools get the focus, and what is in hand is said and brought into view.
    fn take(self, wanted: Wanted, by_key: bool) {
        let holder = self.quoting().holder;
        let (from, to) = wanted.points(sentences::is_after);
        let (before, asked) =
            holder.hand.try_update_value(|hand| (hand.clone(), hand.want(Some(wanted)))).unwrap_or_default();
        spawn(async move {
            let (Some(n), Some(door)) = (self.ask(|state| state.session.shown()), self.engine()) else { return };
            let ui = self.language();
            let ask = |base| {
                let asking = Asking::Take { n, from: from.clone(), to: to.clone(), base, ui };
                door.ask(Request::Quotes(asking), None)
            };
            let mut answer = ask(address::base()).await;
            // Neither the page nor the transcript has an address on the web: the reader may have said where it is.
            let has_no_link = matches!(&answer, Response::Quoted(Answered::Held(taken)) if taken.kept.link.is_none());
            if has_no_link && let Some(home) = home::told() {
                answer = ask(Some(home)).await;
            }
            if holder.hand.try_with_value(|hand| hand.waits_for(asked)) != Some(true) {
                return;
            }
            match answer {
                Response::Quoted(Answered::Held(taken)) => self.hold(*taken, by_key),
                Response::Quoted(Answered::Refused(Fault::SeveralTurns))
                    if matches!(before.wanted(), Some(Wanted::Sentences { .. })) && !selection::is_there() =>
                {
                    // What was in hand stays there.
                    holder.hand.set_value(before);
                    holder.tell(Some(quotes::fault(Fault::SeveralTurns)), "");
                }
                _ => self.let_go(),
            }
        });
    }

    fn hold(self, taken: Held, by_key: bool) {
        let holder = self.quoting().holder;
        report(highlight::show(LINKED, [].into_iter()));
        report(highlight::show(HAND, taken.marks.iter().map(place)));
        let first = taken.marks.first().cloned();
        let words = taken.kept.text.clone();
        let sight = page::in_sight();
        holder.tell(None, "");
        holder.taken.set(Some(taken));
        let was_open = holder.is_open.get_untracked();
        holder.is_open.set(true);
        if by_key {
            report(page::set_text("heard", &self.said(&say::in_hand(&words))));
        }
        spawn(self.quoting().collector.begin());
        spawn(async move {
            // The text makes way for the panel.
            if let Some(sight) = sight.filter(|_| !was_open) {
                page::hold(sight);
            }
            let Some(mark) = first else { return };
            if !by_key {
                // Not even a press may hide what it takes.
                return report(highlight::uncover(place(&mark), "hand"));
            }
            report(highlight::reveal(place(&mark)));
            if !page::is_within("hand-tools") {
                page::focus("copy-quote");
            }
        });
    }

    /// Lets go what is in hand, and puts the panel away. The focus goes back to who had it.
    pub(crate) fn let_go(self) {
        let holder = self.quoting().holder;
        holder.hand.update_value(|hand| {
            hand.want(None);
        });
        report(highlight::show(HAND, [].into_iter()));
        let had_focus = page::is_within("hand");
        let sight = page::in_sight();
        holder.tell(None, "");
        holder.suggested.set(None);
        if holder.taken.with_untracked(Option::is_some) {
            holder.taken.set(None);
        }
        if holder.is_open.get_untracked() {
            holder.is_open.set(false);
            spawn(async move { sight.into_iter().for_each(page::hold) });
        }
        let before = holder.before.try_update_value(Option::take).flatten();
        if had_focus {
            match before {
                // An element that is gone takes no focus.
                Some(element) => drop(element.focus()),
                None => page::focus("quotes"),
            }
        }
    }

    /// Opens the panel, or puts it away.
    pub(crate) fn toggle_hand(self) {
        let holder = self.quoting().holder;
        if holder.is_open.get_untracked() {
            return self.let_go();
        }
        holder.is_open.set(true);
        spawn(async { page::focus("hand") });
    }

    /// Copies something of what is in hand.
    pub(crate) fn copy(self, what: Copied) {
        let holder = self.quoting().holder;
        let Some(taken) = holder.taken.get_untracked() else { return };
        spawn(async move {
            let text = match what {
                Copied::Quotation => taken.plain,
                Copied::Markdown => taken.markdown,
                Copied::Link => taken.kept.link.unwrap_or_default(),
                Copied::Citation(style) => {
                    let at = Style::ALL.iter().position(|one| *one == style).unwrap_or_default();
                    taken.citations.into_iter().nth(at).unwrap_or_default()
                }
            };
            let done = match what {
                Copied::Quotation => clipboard::write_both(&text, &taken.html).await,
                _ => clipboard::write(&text).await,
            };
            match done {
                Ok(()) => {
                    let said = if what == Copied::Quotation { finding::COPIED } else { say::copied(&what.name()) };
                    report(page::set_text("heard", &self.said(&said)));
                    holder.tell(Some(said), "");
                }
                Err(_) => {
                    holder.tell(Some(say::NOT_COPIED), &text);
                    leptos::task::tick().await;
                    page::select_area("by-hand");
                }
            }
        });
    }

    /// Shows what is suggested of the text that is shown, or puts it away.
    pub(crate) fn suggest(self) {
        let holder = self.quoting().holder;
        if holder.suggested.with_untracked(Option::is_some) {
            return holder.suggested.set(None);
        }
        spawn(async move {
            let (Some(n), Some(door)) = (self.ask(|state| state.session.shown()), self.engine()) else { return };
            let asking = Request::Quotes(Asking::Suggest(n));
            if let Response::Quoted(Answered::Suggested(all)) = door.ask(asking, None).await {
                holder.suggested.set(Some(all));
            }
        });
    }

    /// The keys of the toolbar: up and down change the sentence, left and right the tool.
    pub(crate) fn on_tool_key(self, event: &KeyboardEvent) {
        let key = event.key();
        match key.as_str() {
            "ArrowUp" | "ArrowDown" => self.step(key == "ArrowUp", event.shift_key()),
            _ if page::rove("hand-tools", &key) => {}
            _ => return,
        }
        event.prevent_default();
    }

    /// The keys of the page: Alt+S takes the sentence that is read, Escape lets it go.
    pub(crate) fn on_hand_key(self, event: &KeyboardEvent) {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        if event.alt_key() && !event.ctrl_key() && !event.meta_key() && event.code() == "KeyS" {
            event.prevent_default();
            self.pick();
        } else if event.key() == "Escape" && self.quoting().holder.is_open.get_untracked() && !page::is_covered() {
            self.let_go();
        }
    }
}

fn is_shifted(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_some_and(MouseEvent::shift_key)
}
