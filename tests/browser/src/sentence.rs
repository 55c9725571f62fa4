//! What a test is: a sentence, the engines it must hold in, and the function that shows it.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::engine::Engine;
use crate::page::Page;

/// How a test ends: well, or with the reason why not.
pub type Outcome = anyhow::Result<()>;

type Body = Arc<dyn Fn(Page) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync>;

/// A test that runs once in each of its engines.
#[derive(Clone)]
pub struct Sentence {
    pub(crate) name: String,
    pub(crate) engines: Vec<Engine>,
    pub(crate) body: Body,
}

impl Sentence {
    /// Makes a sentence that must hold in every engine.
    pub fn new<F, R>(name: impl Into<String>, body: F) -> Self
    where
        F: Fn(Page) -> R + Send + Sync + 'static,
        R: Future<Output = Outcome> + Send + 'static,
    {
        Self { name: name.into(), engines: Engine::ALL.to_vec(), body: Arc::new(move |page| Box::pin(body(page))) }
    }

    /// Limits the sentence to the engines that can show it.
    #[must_use]
    pub fn only(mut self, engines: &[Engine]) -> Self {
        self.engines = engines.to_vec();
        self
    }
}

/// Lists async functions as sentences by their names; one that is not listed is dead code, and the compiler says so.
#[macro_export]
macro_rules! sentences {
    ($($name:ident),* $(,)?) => { vec![$($crate::Sentence::new(stringify!($name), $name)),*] };
}
