//! One browser, kept for many tests. It knows how to begin, to be cleared between tests, and to end.

use std::time::Duration;

use anyhow::{Context, Result};
use thirtyfour::{Capabilities, TimeoutConfiguration, WebDriver};
use tokio::time::timeout;

use crate::driver::Driver;
use crate::engine::Engine;

/// How long one WebDriver command may take; the page's own waits are much shorter.
const COMMAND: Duration = Duration::from_secs(50);
/// How long loading a page may take.
const LOAD: Duration = Duration::from_secs(20);
/// How long a script may take.
pub(crate) const SCRIPT: Duration = Duration::from_secs(20);
/// How long ending may take before it is done by force.
const GOODBYE: Duration = Duration::from_secs(8);

/// A window in which CSS pixels are device pixels: 1280 × 900 of page, where the engine lets it.
pub(crate) const WINDOW: (u32, u32) = (1280, 900);

/// A browser session and the driver behind it.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) browser: WebDriver,
    driver: Driver,
}

impl Session {
    /// Starts driver and browser.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let driver = Driver::start(engine).await?;
        let capabilities: Capabilities = serde_json::from_value(engine.capabilities())?;
        let browser = WebDriver::builder(driver.address(), capabilities)
            .request_timeout(COMMAND)
            .connect()
            .await
            .with_context(|| format!("{} gives no session", engine.driver()))?;
        let timeouts = TimeoutConfiguration::new(Some(SCRIPT), Some(LOAD), Some(Duration::ZERO));
        browser.update_timeouts(timeouts).await?;
        let session = Self { engine, browser, driver };
        session.size_window().await?;
        Ok(session)
    }

    /// Leaves the last test's page; false when the browser no longer answers and a new one is needed.
    pub(crate) async fn clear(&self) -> bool {
        let leave = async {
            self.browser.enter_default_frame().await?;
            self.browser.goto("about:blank").await
        };
        matches!(timeout(GOODBYE, leave).await, Ok(Ok(())))
    }

    /// Ends browser and driver.
    pub(crate) async fn end(self) {
        // The driver is killed next; a browser that did not say goodbye loses its pipe and ends, too.
        let _ = timeout(GOODBYE, self.browser.clone().quit()).await;
        self.driver.stop().await;
    }

    /// Makes the page, not the window with its frame, as large as wanted.
    async fn size_window(&self) -> Result<()> {
        let (width, height) = WINDOW;
        self.browser.set_window_rect(0, 0, width, height).await?;
        let inner = self.browser.execute("return [innerWidth, innerHeight]", vec![]).await?;
        let (inner_width, inner_height): (u32, u32) = inner.convert()?;
        let (more_width, more_height) = (width.saturating_sub(inner_width), height.saturating_sub(inner_height));
        if more_width + more_height > 0 {
            self.browser.set_window_rect(0, 0, width + more_width, height + more_height).await?;
        }
        Ok(())
    }
}
