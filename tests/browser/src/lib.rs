//! The harness of the browser tests: three engines, one small web server a test, one page to talk to.
//! It knows W3C WebDriver and the hooks of the page (`data-app`, `data-set-ui` …); it knows nothing of the core.
//!
//! A test is a sentence and an async function of a [`Page`]:
//!
//! ```ignore
//! async fn the_title_names_the_conference(page: Page) -> Outcome {
//!     page.open("").await?;
//!     ensure!(page.run::<String>("return document.title", &[]).await?.contains("王毅"));
//!     Ok(())
//! }
//! ```
//!
//! Listed with [`sentences!`], it runs once in every engine, on an origin of its own (so storage and caches are empty),
//! and fails as well on any console error, CSP violation, missing file or request outside the page's folder.

mod driver;
mod engine;
mod fleet;
mod page;
mod places;
mod sentence;
mod session;
mod site;

pub use engine::Engine;
pub use fleet::main;
pub use page::{Page, Violation, Visit, Wait};
pub use places::{attacks, dist, screenshots};
pub use sentence::{Outcome, Sentence};
pub use site::{Site, digest};
