//! What a reader does: clicking, typing, pasting, dropping files, composing Chinese, changing the settings.
//! Where WebDriver has no real gesture (clipboard, files, input methods) the events are synthetic.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use thirtyfour::TypingData;
use thirtyfour::common::command::Command;

use super::Page;

impl Page {
    /// Clicks an element as a reader would: it must be in view and uncovered.
    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.find(css).await?;
        element.click().await.with_context(|| format!("`{css}` cannot be clicked"))
    }

    /// Taps an element's middle with a finger. WebKitGTK makes a mouse of it.
    pub async fn tap(&self, css: &str) -> Result<()> {
        let script = "const element = document.querySelector(arguments[0]);
            element.scrollIntoView({ block: 'center' });
            const [{ left, top, width, height }] = element.getClientRects();
            return [Math.round(left + width / 2), Math.round(top + height / 2)]";
        let (x, y): (i64, i64) = self.run(script, &[json!(css)]).await?;
        let finger = json!([{ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": [
            { "type": "pointerMove", "duration": 0, "x": x, "y": y }, { "type": "pointerDown", "button": 0 },
            { "type": "pause", "duration": 40 }, { "type": "pointerUp", "button": 0 },
        ] }]);
        self.browser.cmd(Command::PerformActions(finger.into())).await?;
        Ok(())
    }

    /// Drags the mouse from one point of the page to another, in CSS px of the viewport.
    pub async fn drag(&self, (x, y): (i64, i64), (to_x, to_y): (i64, i64)) -> Result<()> {
        let steps = self.browser.action_chain().move_to(x, y).click_and_hold().move_to(to_x, to_y).release();
        Ok(steps.perform().await?)
    }

    /// Types into an element, key by key.
    pub async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        let element = self.find(css).await?;
        element.send_keys(text).await.with_context(|| format!("cannot type into `{css}`"))
    }

    /// Presses keys (see `thirtyfour::Key`) wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.browser.action_chain().send_keys(keys).perform().await?)
    }

    /// Pastes into an element what a clipboard with these types would bring: `("text/plain", "…")`.
    pub async fn paste(&self, css: &str, clipboard: &[(&str, &str)]) -> Result<()> {
        self.tell(PASTE, &[json!(css), json!(clipboard)]).await
    }

    /// Drops files on an element: name, media type, bytes.
    pub async fn drop_files(&self, css: &str, files: &[(&str, &str, &[u8])]) -> Result<()> {
        let files: Vec<Value> = files
            .iter()
            .map(|(name, kind, bytes)| json!({ "name": name, "type": kind, "bytes": BASE64_STANDARD.encode(bytes) }))
            .collect();
        self.tell(DROP, &[json!(css), json!(files)]).await
    }

    /// Writes with an input method: the text as it stands after each key (`z`, `zh`, `zhong`), then what is chosen.
    pub async fn compose(&self, css: &str, steps: &[&str], chosen: &str) -> Result<()> {
        self.tell(COMPOSE, &[json!(css), json!(steps), json!(chosen)]).await
    }

    /// Sends a `CustomEvent` to the window: the page's handles for tests.
    pub async fn signal(&self, event: &str, detail: Value) -> Result<()> {
        let script = "window.dispatchEvent(new CustomEvent(arguments[0], { detail: arguments[1] }))";
        self.tell(script, &[json!(event), detail]).await
    }

    /// Sets a setting (`ui`, `theme`, `size`) by its control, opening what hides it.
    pub async fn set(&self, setting: &str, value: &str) -> Result<()> {
        let control = format!("[data-set-{setting}=\"{value}\"]");
        let select = if setting == "ui" { "select#language" } else { "select:not(*)" };
        if self.count(&control).await? == 0 && self.count(select).await? > 0 {
            return self.click(&format!("{select} option[value=\"{value}\"]")).await;
        }
        if !self.find(&control).await?.is_displayed().await? {
            self.click("#settings").await?;
            let script = "return !!document.querySelector(arguments[0])?.checkVisibility()";
            self.wait_for("the settings are open", script, &[json!(control)]).await?;
        }
        self.click(&control).await
    }
}

const PASTE: &str = "
    const [css, clipboard] = arguments;
    const data = new DataTransfer();
    for (const [type, text] of clipboard) data.setData(type, text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    // WebKit leaves the data of a synthetic event empty.
    if (!event.clipboardData?.types.length) Object.defineProperty(event, 'clipboardData', { value: data });
    document.querySelector(css).dispatchEvent(event);";

const DROP: &str = "
    const [css, files] = arguments;
    const data = new DataTransfer();
    for (const { name, type, bytes } of files)
        data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type }));
    const target = document.querySelector(css);
    for (const kind of ['dragenter', 'dragover', 'drop']) {
        const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
        if (!event.dataTransfer?.files.length) Object.defineProperty(event, 'dataTransfer', { value: data });
        target.dispatchEvent(event);
    }";

/// As browsers do it: `input` comes with every key and says that it is composing; the last one comes after the end.
const COMPOSE: &str = "
    const [css, steps, chosen] = arguments;
    const field = document.querySelector(css);
    field.focus();
    const before = field.value;
    const send = (kind, data) => field.dispatchEvent(new CompositionEvent(kind, { data, bubbles: true, cancelable: true }));
    const write = (data, isComposing) => {
        field.value = before + data;
        field.dispatchEvent(new InputEvent('input', { data, isComposing, inputType: 'insertCompositionText', bubbles: true }));
    };
    send('compositionstart', '');
    for (const step of steps) { send('compositionupdate', step); write(step, true); }
    send('compositionupdate', chosen);
    write(chosen, true);
    send('compositionend', chosen);
    write(chosen, false);";
