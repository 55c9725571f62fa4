//! What the page knows, and how it changes. Plain structs: every handler calls one method of these.

pub mod aloud;
pub mod filtering;
pub mod finding;
pub mod hand;
pub mod session;
pub mod studio;

use crate::messages::{self, Message, Ui};
use crate::view_state::ViewState;
use session::Session;

/// All that the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The open transcripts.
    pub session: Session,
    /// What the reader chose for good.
    pub preferences: Preferences,
    /// What the address says.
    pub address: ViewState,
    /// Where the reader is.
    pub reading: Reading,
    /// What the page has to say.
    pub said: Option<Message>,
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// To no place in particular.
    Nowhere,
    /// To a place that stands.
    Place {
        /// Its id.
        id: String,
        /// Whether the page scrolls there by itself: browsers follow a bare id only.
        scroll: bool,
    },
    /// To words, or into another transcript: the engine knows where they stand, if they do.
    Sought,
    /// To a place that is missing: the page says so.
    Missing,
}

impl State {
    /// Goes where an address says; `stands` tells whether an id is in the text.
    pub fn arrive(&mut self, fragment: &str, stands: impl Fn(&str) -> bool) -> Arrival {
        self.address = ViewState::parse(fragment);
        self.said = None;
        let open = self.session.facts().map(|facts| &facts.doc);
        let is_elsewhere = self.address.doc.is_some() && self.address.doc.as_ref() != open;
        let has_words = self.address.words.exact.is_some() || self.address.short.is_some();
        if has_words || is_elsewhere && self.address.id.is_some() {
            return Arrival::Sought;
        }
        let Some(id) = self.address.id.clone() else { return Arrival::Nowhere };
        if !stands(&id) {
            self.said = Some(messages::NO_SUCH_PLACE);
            return Arrival::Missing;
        }
        Arrival::Place { id, scroll: self.address.says_more_than_a_place() }
    }

    /// Shows another transcript: the place in the old one means nothing in it.
    pub fn show(&mut self, n: usize) {
        self.session.show(n);
        (self.address, self.reading, self.said) = Default::default();
    }

    /// Takes a choice; `keep` stores it, and where it cannot, the page says so.
    pub fn choose<E>(&mut self, choice: Choice, keep: impl FnOnce(&str, &str) -> Result<(), E>) {
        self.preferences.take(choice);
        self.said = keep(choice.key(), choice.value()).is_err().then_some(messages::NOT_KEPT);
    }
}

/// What the reader chose for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The language of the interface.
    pub ui: Ui,
    /// Light or dark.
    pub theme: Theme,
    /// The size of the text.
    pub size: Size,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The size of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 90 %.
    Small,
    /// 100 %.
    #[default]
    Medium,
    /// 115 %.
    Large,
    /// 132 %.
    Largest,
}

/// One choice in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A language.
    Ui(Ui),
    /// Light or dark.
    Theme(Theme),
    /// A size.
    Size(Size),
}

impl Choice {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 10] = [
        Self::Ui(Ui::Hans),
        Self::Ui(Ui::Hant),
        Self::Ui(Ui::En),
        Self::Theme(Theme::Auto),
        Self::Theme(Theme::Light),
        Self::Theme(Theme::Dark),
        Self::Size(Size::Small),
        Self::Size(Size::Medium),
        Self::Size(Size::Large),
        Self::Size(Size::Largest),
    ];

    /// Returns the name under which it is stored, and the root's `data-` attribute.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ui(_) => "ui",
            Self::Theme(_) => "theme",
            Self::Size(_) => "size",
        }
    }

    /// Returns its value there.
    pub fn value(self) -> &'static str {
        match self {
            Self::Ui(ui) => ui.tag(),
            Self::Theme(Theme::Auto) => "auto",
            Self::Theme(Theme::Light) => "light",
            Self::Theme(Theme::Dark) => "dark",
            Self::Size(Size::Small) => "s",
            Self::Size(Size::Medium) => "m",
            Self::Size(Size::Large) => "l",
            Self::Size(Size::Largest) => "xl",
        }
    }
}

impl Preferences {
    /// Reads them from a store; what is missing or unknown is as usual.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let mut preferences = Self::default();
        for choice in Choice::ALL {
            if get(choice.key()).is_some_and(|value| value == choice.value()) {
                preferences.take(choice);
            }
        }
        preferences
    }

    /// Takes a choice.
    pub fn take(&mut self, choice: Choice) {
        match choice {
            Choice::Ui(ui) => self.ui = ui,
            Choice::Theme(theme) => self.theme = theme,
            Choice::Size(size) => self.size = size,
        }
    }

    /// Tells whether a choice is the one in force.
    pub fn has(&self, choice: Choice) -> bool {
        let mut taken = *self;
        taken.take(choice);
        taken == *self
    }
}

/// Where the reader is: the exchange that crosses the line of sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    crossing: Vec<String>,
    current: Option<String>,
}

impl Reading {
    /// Takes in which items now cross the line of sight and which no longer do.
    pub fn see(&mut self, items: impl IntoIterator<Item = (String, bool)>) {
        for (id, crosses) in items {
            self.crossing.retain(|crossing| *crossing != id);
            if crosses {
                self.crossing.push(id);
            }
        }
        // White space between two items changes nothing.
        if let Some(last) = self.crossing.iter().max_by_key(|id| ordinal(id)) {
            self.current = Some(last.clone());
        }
    }

    /// Returns the id of the item that is read.
    pub fn current(&self) -> Option<&str> {
        self.current.as_deref()
    }
}

fn ordinal(id: &str) -> u32 {
    id.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Facts;

    fn open() -> State {
        let home = Facts { doc: "df04523f".into(), ..Facts::default() };
        State { session: Session::new(Some(home)), ..State::default() }
    }

    #[test]
    fn a_bare_id_is_left_to_the_browser_to_scroll_to() {
        let arrival = open().arrive("#x2a1.p3.s1", |_| true);
        assert_eq!(arrival, Arrival::Place { id: "x2a1.p3.s1".into(), scroll: false });
    }

    #[test]
    fn an_id_with_more_is_scrolled_to() {
        let arrival = open().arrive("#x2&doc=df04523f&q=a", |_| true);
        assert_eq!(arrival, Arrival::Place { id: "x2".into(), scroll: true });
    }

    #[test]
    fn a_link_to_words_or_to_another_document_is_left_to_the_engine() {
        let mut state = open();
        assert_eq!(state.arrive("#x2&doc=00000000", |_| true), Arrival::Sought);
        assert_eq!(state.arrive("#x2&doc=df04523f&exact=%E7%94%B2", |_| true), Arrival::Sought);
        assert_eq!(state.arrive("#x2&doc=df04523f&w=7k2m0q", |_| true), Arrival::Sought);
        assert!(matches!(state.arrive("#x2&doc=df04523f", |_| true), Arrival::Place { .. }));
    }

    #[test]
    fn a_missing_place_is_said_and_the_next_address_clears_it() {
        let mut state = open();
        assert_eq!(state.arrive("#x99", |_| false), Arrival::Missing);
        assert_eq!(state.said, Some(messages::NO_SUCH_PLACE));
        assert_eq!(state.arrive("", |_| true), Arrival::Nowhere);
        assert_eq!(state.said, None);
    }

    #[test]
    fn opening_keeps_the_preferences_and_forgets_the_place() {
        let mut state = open();
        state.choose(Choice::Theme(Theme::Dark), |_, _| Ok::<_, ()>(()));
        state.reading.see([("x2".into(), true)]);
        state.session.list(1, Facts::default());
        state.show(1);
        assert_eq!(state.preferences.theme, Theme::Dark);
        assert_eq!(state.reading.current(), None);
    }

    #[test]
    fn a_choice_that_is_not_kept_still_holds_and_is_said() {
        let mut state = open();
        state.choose(Choice::Ui(Ui::En), |_, _| Err(()));
        assert_eq!(state.preferences.ui, Ui::En);
        assert_eq!(state.said, Some(messages::NOT_KEPT));
    }

    #[test]
    fn every_choice_is_read_as_it_was_kept() {
        for choice in Choice::ALL {
            let read = Preferences::read(|key| (key == choice.key()).then(|| choice.value().to_owned()));
            assert!(read.has(choice), "{choice:?}");
        }
        assert_eq!(Preferences::read(|_| Some("purple".into())), Preferences::default());
    }

    #[test]
    fn of_two_exchanges_on_the_line_the_later_is_read() {
        let mut reading = Reading::default();
        reading.see([("x9".into(), true), ("x10".into(), true)]);
        assert_eq!(reading.current(), Some("x10"));
        reading.see([("x10".into(), false)]);
        assert_eq!(reading.current(), Some("x9"));
        reading.see([("x9".into(), false)]);
        assert_eq!(reading.current(), Some("x9"), "between two exchanges the last one stays");
    }
}
