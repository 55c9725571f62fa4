//! Elements for views that have many of them: of one type each, so that the page carries the code that draws them once.
//!
//! What makes them is behind a pointer and never inlined: a view of forty pieces is then a list of short calls.

use leptos::html::custom;
use leptos::prelude::*;

use super::live::{Flag, Words};

/// An element with words and children in it.
pub(crate) struct Piece(Box<Parts>);

#[derive(Default)]
struct Parts {
    tag: &'static str,
    class: Option<&'static str>,
    id: Option<String>,
    role: Option<&'static str>,
    index: Option<&'static str>,
    label: Option<Words>,
    language: Option<Words>,
    pressed: Option<Words>,
    hidden: Option<Flag>,
    words: Option<Words>,
    children: Vec<AnyView>,
}

/// Makes an element.
#[inline(never)]
pub(crate) fn piece(tag: &'static str) -> Piece {
    Piece(Box::new(Parts { tag, ..Parts::default() }))
}

/// Makes a button of a class, with words on it.
#[inline(never)]
pub(crate) fn button(class: &'static str, words: Words) -> Piece {
    piece("button").class(class).words(words)
}

/// Makes a button that is a deed: words that can be pressed.
#[inline(never)]
pub(crate) fn deed(id: &'static str, words: Words) -> Piece {
    button("deed", words).id(id)
}

/// Makes a group of choices under its name.
#[inline(never)]
pub(crate) fn scope(name: Words, choices: Vec<AnyView>) -> AnyView {
    piece("div").class("scope").role("group").label(name).children(choices).draw()
}

impl Piece {
    /// Gives it a class.
    #[inline(never)]
    pub(crate) fn class(mut self, class: &'static str) -> Self {
        self.0.class = Some(class);
        self
    }

    /// Gives it an id.
    #[inline(never)]
    pub(crate) fn id(mut self, id: &str) -> Self {
        self.0.id = Some(id.to_owned());
        self
    }

    /// Gives it a role.
    #[inline(never)]
    pub(crate) fn role(mut self, role: &'static str) -> Self {
        self.0.role = Some(role);
        self
    }

    /// Sets its place in the order of Tab: `0`, or `-1` for what is reached otherwise.
    #[inline(never)]
    pub(crate) fn index(mut self, index: &'static str) -> Self {
        self.0.index = Some(index);
        self
    }

    /// Names it for those who do not see it.
    #[inline(never)]
    pub(crate) fn label(mut self, label: Words) -> Self {
        self.0.label = Some(label);
        self
    }

    /// Says in which language it is.
    #[inline(never)]
    pub(crate) fn language(mut self, tag: Words) -> Self {
        self.0.language = Some(tag);
        self
    }

    /// Says whether its choice is in force.
    #[inline(never)]
    pub(crate) fn pressed(mut self, pressed: Flag) -> Self {
        self.0.pressed = Some(Box::new(move || pressed().to_string()));
        self
    }

    /// Hides it while something holds.
    #[inline(never)]
    pub(crate) fn hidden(mut self, hidden: Flag) -> Self {
        self.0.hidden = Some(hidden);
        self
    }

    /// Writes words into it that follow the state.
    #[inline(never)]
    pub(crate) fn words(mut self, words: Words) -> Self {
        self.0.words = Some(words);
        self
    }

    /// Writes words into it that stay.
    #[inline(never)]
    pub(crate) fn text(self, text: &str) -> Self {
        let text = text.to_owned();
        self.words(Box::new(move || text.clone()))
    }

    /// Puts a view into it.
    #[inline(never)]
    pub(crate) fn child(mut self, child: AnyView) -> Self {
        self.0.children.push(child);
        self
    }

    /// Puts views into it.
    #[inline(never)]
    pub(crate) fn children(mut self, children: Vec<AnyView>) -> Self {
        self.0.children.extend(children);
        self
    }

    /// Makes the view.
    #[inline(never)]
    pub(crate) fn draw(self) -> AnyView {
        let parts = *self.0;
        custom(parts.tag)
            .attr("class", parts.class)
            .attr("id", parts.id)
            .attr("role", parts.role)
            .attr("tabindex", parts.index)
            .attr("aria-label", parts.label)
            .attr("lang", parts.language)
            .attr("hidden", parts.hidden)
            .child((parts.words, parts.children))
            .into_any()
    }

    /// Makes the view of a button; `act` is done when it is pressed.
    #[inline(never)]
    pub(crate) fn act(self, act: Box<dyn Fn()>) -> AnyView {
        let parts = *self.0;
        view! {
            <button
                class=parts.class id=parts.id type="button" tabindex=parts.index aria-label=parts.label
                aria-pressed=parts.pressed hidden=parts.hidden on:click=move |_| act()
            >
                {parts.words}
                {parts.children}
            </button>
        }
        .into_any()
    }
}

/// A view that follows the state.
#[inline(never)]
pub(crate) fn follow(views: Box<dyn Fn() -> Vec<AnyView> + Send>) -> AnyView {
    views.into_any()
}
