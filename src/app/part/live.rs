//! What follows the state: words, flags and views. One type each, so that the page carries the code that draws them once.

use leptos::prelude::AnyView;

/// Words that follow the state.
pub(crate) type Words = Box<dyn Fn() -> String + Send>;

/// A flag that follows the state.
pub(crate) type Flag = Box<dyn Fn() -> bool + Send>;

/// Views that follow the state.
pub(crate) type Views = Box<dyn Fn() -> Vec<AnyView> + Send>;

/// Makes views that follow the state.
pub(crate) fn views(views: impl Fn() -> Vec<AnyView> + Send + 'static) -> Views {
    Box::new(views)
}

/// Makes words that follow the state.
pub(crate) fn words(words: impl Fn() -> String + Send + 'static) -> Words {
    Box::new(words)
}

/// Makes a flag that follows the state.
pub(crate) fn flag(flag: impl Fn() -> bool + Send + 'static) -> Flag {
    Box::new(flag)
}
