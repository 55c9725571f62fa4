//! What follows the state: words and flags. One type each, so that the page carries the code that draws them once.

/// Words that follow the state.
pub(crate) type Words = Box<dyn Fn() -> String + Send>;

/// A flag that follows the state.
pub(crate) type Flag = Box<dyn Fn() -> bool + Send>;

/// Makes words that follow the state.
pub(crate) fn words(words: impl Fn() -> String + Send + 'static) -> Words {
    Box::new(words)
}

/// Makes a flag that follows the state.
pub(crate) fn flag(flag: impl Fn() -> bool + Send + 'static) -> Flag {
    Box::new(flag)
}
