//! An embed as it stands on the screen. Knows its shadow root and nothing around it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CompositionEvent, Element, Event, HtmlElement, HtmlInputElement, InputEvent, KeyboardEvent};

use super::pointing::{Pressed, pressed, selected};
use super::wanted::{Exchange, Wanted, ui};
use super::{frame, marks};
use crate::browser::listen::Listener;
use crate::browser::{Refused, build, clipboard};
use crate::embed::conference::{Conference, Found, Taken, exchange_of};
use crate::messages::{Message, embed, finding};
use crate::protocol::{Drawing, Point};
use crate::quotes::Orphan;

/// An embed. Dropping it removes its listeners; its elements go with the shadow root.
pub(super) struct View {
    inside: Rc<Inside>,
    _listeners: Vec<Listener>,
}

struct Inside {
    /// The element around everything, within the shadow root.
    root: HtmlElement,
    /// Tells the page around it: what kind of thing, and the details.
    tell: Function,
    conference: Conference,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    wanted: Wanted,
    /// Whether the reader asked for the whole conference.
    is_whole: bool,
    /// Whether it has been drawn.
    is_drawn: bool,
    /// The exchange that is shown, where it is one.
    shown: Option<u32>,
    found: Found,
    /// Which of what is found is the current one.
    at: usize,
    held: Option<Taken>,
}

impl View {
    /// Prepares a view; [`View::set`] with `show` draws it.
    pub(super) fn new(root: HtmlElement, conference: Conference, tell: Function) -> Result<Self, Refused> {
        let inside = Rc::new(Inside { root, tell, conference, state: RefCell::default() });
        let listen = |event: &'static str, call: fn(&Rc<Inside>, &Event)| {
            let weak: Weak<Inside> = Rc::downgrade(&inside);
            Listener::on(inside.root.clone().into(), event, move |event| {
                if let Some(inside) = weak.upgrade() {
                    call(&inside, &event);
                }
            })
        };
        let listeners = vec![
            listen("click", Inside::click)?,
            listen("pointerup", |inside, _| inside.select())?,
            listen("keyup", |inside, _| inside.select())?,
            listen("keydown", Inside::key)?,
            listen("input", Inside::typed)?,
            listen("compositionend", Inside::typed)?,
        ];
        Ok(Self { inside, _listeners: listeners })
    }

    /// Takes an attribute; `None` where it is taken away. What is not known is passed over.
    pub(super) fn set(&self, name: &str, value: Option<String>) {
        if let Err(error) = self.inside.set(name, value) {
            web_sys::console::warn_1(&error.to_string().into());
        }
    }
}

impl Inside {
    fn set(&self, name: &str, value: Option<String>) -> Result<(), Refused> {
        let is_drawn = {
            let mut state = self.state.borrow_mut();
            match name {
                "exchange" => state.wanted.exchange = Exchange::read(value.as_deref()),
                "quote" => state.wanted.quote = value.clone().filter(|words| !words.trim().is_empty()),
                "home" => state.wanted.home.clone_from(&value),
                "lang" => state.wanted.ui = ui(value.as_deref()),
                _ => {}
            }
            if matches!(name, "exchange" | "quote") {
                state.is_whole = false;
            }
            state.is_drawn
        };
        match name {
            "lang" => self.speak(),
            "theme" | "hide" | "sandboxed" => {
                Ok(self.root.set_attribute(&["data-", name].concat(), &value.unwrap_or_default())?)
            }
            "show" => self.draw(),
            "exchange" | "quote" if is_drawn => self.text(),
            "home" if is_drawn => self.foot(),
            _ => Ok(()),
        }
    }

    /// Draws everything.
    fn draw(&self) -> Result<(), Refused> {
        let tree = frame::frame(self.conference.outline(), self.conference.exchanges());
        self.root.append_child(&build::build(&Drawing::from(&tree))?)?;
        self.state.borrow_mut().is_drawn = true;
        self.speak()?;
        self.text()
    }

    /// Says everything in the language that is wanted.
    fn speak(&self) -> Result<(), Refused> {
        let ui = self.state.borrow().wanted.ui;
        self.root.set_attribute("data-ui", ui.tag())?;
        self.root.set_attribute("lang", ui.tag())?;
        if let Some(field) = self.find(".q") {
            field.set_attribute("aria-label", embed::FIND.to(ui))?;
            field.set_attribute("placeholder", embed::FIND.to(ui))?;
        }
        Ok(())
    }

    /// Draws the text: what is wanted of it, with its quotation marked.
    fn text(&self) -> Result<(), Refused> {
        let (wanted, is_whole) = {
            let state = self.state.borrow();
            (state.wanted.clone(), state.is_whole)
        };
        let asked = match wanted.exchange {
            Exchange::One(number) => Some(number).filter(|number| self.conference.has(*number)),
            _ => None,
        };
        let is_missing = wanted.exchange != Exchange::All && asked.is_none();
        let mut said = is_missing.then_some(("exchange", embed::NO_EXCHANGE));
        let mut shown = asked;
        let mut quoted = Vec::new();
        if let Some(words) = &wanted.quote {
            match self.conference.quoted(words, asked) {
                Ok((number, marks)) => {
                    shown = shown.or(number);
                    quoted = marks;
                }
                Err(Orphan::Ambiguous) => said = Some(("quote", embed::QUOTED_TWICE)),
                Err(_) => said = Some(("quote", embed::NOT_QUOTED)),
            }
        }
        if is_whole {
            shown = None;
        }
        {
            let mut state = self.state.borrow_mut();
            (state.shown, state.found, state.at, state.held) = (shown, Found::default(), 0, None);
        }
        if let (Some(place), Some(article)) = (self.find(".text"), self.conference.article(shown)) {
            place.set_text_content(None);
            place.append_child(&build::build(&Drawing::from(&article))?)?;
        }
        marks::show(&self.root, "quoted", &quoted)?;
        match shown {
            Some(number) => self.root.set_attribute("data-exchange", &number.to_string())?,
            None => self.root.remove_attribute("data-exchange")?,
        }
        self.say(said.as_ref().map(|(_, message)| message));
        if let Some((kind, message)) = said {
            self.tell_error(kind, &message);
        }
        self.seek(true)?;
        self.hold(None)?;
        self.foot()
    }

    /// Shows what leads on.
    fn foot(&self) -> Result<(), Refused> {
        let state = self.state.borrow();
        if let Some(whole) = self.find(".whole") {
            whole.set_hidden(state.shown.is_none() || self.conference.exchanges() < 2);
        }
        if let Some(link) = self.find(".home") {
            link.set_hidden(state.wanted.home.is_none());
            if let Some(home) = &state.wanted.home {
                let place = state.shown.map(|number| format!("#x{number}")).unwrap_or_default();
                link.set_attribute("href", &[home, place.as_str()].concat())?;
            }
        }
        Ok(())
    }

    fn click(inside: &Rc<Self>, event: &Event) {
        let done = match pressed(event) {
            Pressed::Place(id) => {
                // The address is the host's: the browser must not follow.
                event.prevent_default();
                inside.go(&id);
                Ok(())
            }
            Pressed::Button(button) => inside.press(&button),
            Pressed::Sentence(id) if selected(&inside.root).is_none() => {
                let end = Point { block: id.clone(), at: Point::END };
                inside.take(&Point { block: id, at: 0 }, &end)
            }
            _ => Ok(()),
        };
        if let Err(error) = done {
            web_sys::console::warn_1(&error.to_string().into());
        }
    }

    fn press(self: &Rc<Self>, button: &Element) -> Result<(), Refused> {
        let classes = button.class_list();
        if classes.contains("before") {
            self.step(false)
        } else if classes.contains("after") {
            self.step(true)
        } else if classes.contains("whole") {
            let number = self.state.borrow().shown;
            self.state.borrow_mut().is_whole = true;
            self.text()?;
            if let Some(number) = number {
                self.go(&format!("x{number}"));
            }
            Ok(())
        } else if classes.contains("away") {
            self.hold(None)
        } else if classes.contains("copy") || classes.contains("link") {
            self.copy(classes.contains("link"));
            Ok(())
        } else {
            Ok(())
        }
    }

    /// Copies what is in hand, or its link.
    fn copy(self: &Rc<Self>, is_link: bool) {
        let Some(held) = self.state.borrow().held.clone() else { return };
        let inside = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            let copied = match held.link.filter(|_| is_link) {
                Some(link) => clipboard::write(&link).await,
                None => clipboard::write_both(&held.plain, &held.html).await,
            };
            if let Some(inside) = inside.upgrade() {
                let said = if copied.is_ok() { finding::COPIED } else { embed::NOT_COPIED };
                inside.say(Some(&said));
            }
        });
    }

    /// Goes to a place of the text, because the reader asked for it.
    fn go(&self, id: &str) {
        if let Some(place) = marks::within(&self.root, id) {
            place.scroll_into_view();
            self.tell("navigate", &[("id", id.into()), ("exchange", number(exchange_of(id)))]);
            self.tell("reveal", &[("top", place.get_bounding_client_rect().top().into())]);
        }
    }

    fn key(inside: &Rc<Self>, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_field = event.composed_path().get(0).is_instance_of::<HtmlInputElement>();
        let done = match key.key().as_str() {
            "Enter" if is_field && !key.is_composing() => inside.step(!key.shift_key()),
            "Escape" if !is_field => inside.hold(None),
            _ => Ok(()),
        };
        if let Err(error) = done {
            web_sys::console::warn_1(&error.to_string().into());
        }
    }

    fn typed(inside: &Rc<Self>, event: &Event) {
        let is_composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
        if is_composing && !event.is_instance_of::<CompositionEvent>() {
            return;
        }
        if let Err(error) = inside.seek(false) {
            web_sys::console::warn_1(&error.to_string().into());
        }
    }

    /// Looks for what is typed; `again` where the text has changed under it.
    fn seek(&self, again: bool) -> Result<(), Refused> {
        let field = self.find(".q").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let typed = field.map(|field| field.value()).unwrap_or_default();
        if again && typed.is_empty() {
            return self.count();
        }
        let shown = self.state.borrow().shown;
        let found = self.conference.find(&typed, shown);
        marks::show(&self.root, "found", &found.marks)?;
        {
            let mut state = self.state.borrow_mut();
            (state.found, state.at) = (found, 0);
        }
        self.count()
    }

    /// Says how many there are and which of them is the current one.
    fn count(&self) -> Result<(), Refused> {
        let state = self.state.borrow();
        let typed = self.find(".q").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let is_empty = typed.is_none_or(|field| field.value().trim().is_empty());
        if let Some(position) = self.find(".position") {
            let count = state.found.count;
            let words = if is_empty {
                String::new()
            } else if count == 0 {
                "0".to_owned()
            } else {
                format!("{} / {count}", state.at + 1)
            };
            position.set_text_content(Some(&words));
        }
        for step in [".step.before", ".step.after"] {
            if let Some(step) = self.find(step) {
                step.set_hidden(state.found.marks.len() < 2);
            }
        }
        Ok(())
    }

    /// Goes to the next of what is found, or the one before.
    fn step(&self, forward: bool) -> Result<(), Refused> {
        let (at, mark) = {
            let mut state = self.state.borrow_mut();
            let count = state.found.marks.len();
            if count == 0 {
                return Ok(());
            }
            state.at = if forward { (state.at + 1) % count } else { (state.at + count - 1) % count };
            (state.at, state.found.marks.get(state.at).cloned())
        };
        self.count()?;
        let state = self.state.borrow();
        if let Some(standing) = self.find("mark.here") {
            standing.class_list().remove_1("here")?;
        }
        if let Some(element) = marks::first(&self.root, "found", at, &state.found.marks) {
            element.class_list().add_1("here")?;
            element.scroll_into_view();
            self.tell("reveal", &[("top", element.get_bounding_client_rect().top().into())]);
        }
        if let Some(mark) = mark {
            self.tell(
                "navigate",
                &[("id", mark.block.as_str().into()), ("exchange", number(exchange_of(&mark.block)))],
            );
        }
        Ok(())
    }

    /// Takes into hand what is selected.
    fn select(&self) {
        if let Some((from, to)) = selected(&self.root)
            && let Err(error) = self.take(&from, &to)
        {
            web_sys::console::warn_1(&error.to_string().into());
        }
    }

    /// Takes words into hand, and tells the page around.
    fn take(&self, from: &Point, to: &Point) -> Result<(), Refused> {
        let (home, ui) = {
            let state = self.state.borrow();
            (state.wanted.home.clone(), state.wanted.ui)
        };
        let Ok(taken) = self.conference.take(from, to, home.as_deref(), ui) else { return Ok(()) };
        if self.state.borrow().held.as_ref() == Some(&taken) {
            return Ok(());
        }
        self.tell(
            "quote",
            &[
                ("id", taken.id.as_str().into()),
                ("exact", taken.exact.as_str().into()),
                ("attribution", taken.attribution.as_str().into()),
                ("link", taken.link.as_deref().map_or(JsValue::NULL, JsValue::from)),
            ],
        );
        self.hold(Some(taken))
    }

    /// Shows what is in hand.
    fn hold(&self, taken: Option<Taken>) -> Result<(), Refused> {
        let marked = taken.as_ref().map(|taken| taken.marks.clone()).unwrap_or_default();
        // Wrapping what is being selected would end the selection: that shows by itself.
        let is_selected = selected(&self.root).is_some();
        marks::show(&self.root, "held", if is_selected { &[] } else { &marked })?;
        if let Some(hand) = self.find(".hand") {
            hand.set_hidden(taken.is_none());
        }
        if let (Some(source), Some(taken)) = (self.find(".hand .source"), &taken) {
            source.set_text_content(Some(&taken.attribution));
        }
        if let Some(link) = self.find(".hand .link") {
            link.set_hidden(taken.as_ref().is_none_or(|taken| taken.link.is_none()));
        }
        self.state.borrow_mut().held = taken;
        Ok(())
    }

    /// Says something to the reader.
    fn say(&self, message: Option<&Message>) {
        let ui = self.state.borrow().wanted.ui;
        if let Some(said) = self.find(".said") {
            said.set_text_content(message.map(|message| message.to(ui)));
        }
    }

    fn tell_error(&self, kind: &str, message: &Message) {
        let ui = self.state.borrow().wanted.ui;
        self.tell("error", &[("kind", kind.into()), ("message", message.to(ui).into())]);
    }

    /// Tells the page around. What its listeners do is their business.
    fn tell(&self, kind: &str, details: &[(&str, JsValue)]) {
        let detail = Object::new();
        for (name, value) in details {
            // A plain object takes any property.
            let _ = Reflect::set(&detail, &(*name).into(), value);
        }
        let _ = self.tell.call2(&JsValue::UNDEFINED, &kind.into(), &detail);
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).ok()??.dyn_into().ok()
    }
}

fn number(exchange: Option<u32>) -> JsValue {
    exchange.map_or(JsValue::NULL, JsValue::from)
}
