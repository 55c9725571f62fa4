//! How the page looks and whether everybody can use it: places, pictures, axe.

use std::fmt;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::json;

use super::Page;
use crate::engine::Engine;
use crate::places;
use crate::session::SCRIPT;

/// How long axe may take: it looks at every sentence.
const AXE_TIME: Duration = Duration::from_secs(40);

/// Something axe-core finds fault with.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    /// The rule's name.
    pub id: String,
    /// What the rule wants.
    pub help: String,
    /// Where it is broken, at most some of the places: selector and reason.
    pub nodes: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.id, self.help, self.nodes.join(" | "))
    }
}

impl Page {
    /// Asks for axe-core in the pages opened from now on.
    pub fn with_axe(&self) -> Result<()> {
        let axe = places::axe();
        ensure!(axe.is_file(), "axe-core is not at {} (SHILU_AXE): npm install axe-core", axe.display());
        self.site.with_axe();
        Ok(())
    }

    /// Lets axe-core judge the page as it stands; the page must have been opened after [`Page::with_axe`].
    pub async fn violations(&self) -> Result<Vec<Violation>> {
        self.browser.set_script_timeout(AXE_TIME).await?;
        let answer = self.browser.execute_async(AXE, vec![]).await.context("axe cannot run");
        self.browser.set_script_timeout(SCRIPT).await?;
        let answer = answer?;
        answer.convert().with_context(|| format!("axe said {}", answer.json()))
    }

    /// Returns left, top, right, bottom of an element, in CSS px of the viewport.
    pub async fn place(&self, css: &str) -> Result<[f64; 4]> {
        let script =
            "const { left, top, right, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
            return [left, top, right, bottom]";
        self.run(script, &[json!(css)]).await
    }

    /// Returns width and height of the viewport in CSS px.
    pub async fn viewport(&self) -> Result<(f64, f64)> {
        self.run("return [document.documentElement.clientWidth, innerHeight]", &[]).await
    }

    /// Makes Chromium show a screen of this size in CSS px, at a scale; the test's end undoes it.
    pub async fn emulate(&self, (width, height): (u32, u32), scale: f64) -> Result<()> {
        ensure!(self.engine == Engine::Chromium, "only Chromium can show another screen");
        self.is_emulating.store(true, Ordering::Relaxed);
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.chromium("Emulation.setDeviceMetricsOverride", screen).await.map(drop)
    }

    pub(crate) async fn undo_emulation(&self) {
        if self.is_emulating.swap(false, Ordering::Relaxed) {
            // If it fails, so will the clearing of the session, and a new one is started.
            let _ = self.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await;
        }
    }

    /// Writes a picture of what can be seen; in Chromium at the emulated scale.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        if self.engine == Engine::Chromium {
            let answer = self.chromium("Page.captureScreenshot", json!({ "format": "png" })).await?;
            let png = BASE64_STANDARD.decode(answer["data"].as_str().context("no picture")?)?;
            return std::fs::write(file, png).with_context(|| format!("cannot write {}", file.display()));
        }
        Ok(self.browser.screenshot(file).await?)
    }

    async fn chromium(&self, command: &str, arguments: serde_json::Value) -> Result<serde_json::Value> {
        self.browser.cdp().send_raw(command, arguments).await.with_context(|| command.to_owned())
    }
}

/// Every rule axe has, best practices too. At most four places a rule: the message is read by a person.
const AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) => ({
            id, help,
            nodes: nodes.slice(0, 4).map((node) => `${node.target.join(' ')} — ${node.failureSummary.replace(/\\s+/g, ' ')}`)
                .concat(nodes.length > 4 ? [`and ${nodes.length - 4} more`] : []),
        }))),
        (why) => done(String(why)),
    );";
