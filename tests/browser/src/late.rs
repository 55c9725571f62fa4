//! What came too late, as opposed to what was wrong: nothing was seen that contradicts the sentence.

use std::fmt;

use anyhow::Error;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::WebDriverError;

/// A wait that was in vain; what for, and what was seen last.
#[derive(Debug)]
pub(crate) struct Late(pub(crate) String);

impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Late {}

/// Tells whether a failure is one of time only: a wait in vain, or a script that the driver gave up.
pub(crate) fn is_late(why: &Error) -> bool {
    let gave_up = |error: &WebDriverError| {
        matches!(error.as_inner(), WebDriverErrorInner::ScriptTimeout(_) | WebDriverErrorInner::Timeout(_))
    };
    why.chain().any(|cause| cause.is::<Late>() || cause.downcast_ref().is_some_and(gave_up))
}
