//! The three engines: what each is called, what it needs on this machine, with which capabilities it is asked for.
//! It starts nothing.

use std::fmt;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::places;

/// A browser engine that the page must work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Chromium, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, through WebKitWebDriver on a virtual screen: the nearest to Safari that Linux has.
    WebKit,
}

impl Engine {
    /// All engines, in the order in which their tests are listed.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Returns the name used in test names and file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Returns the name of the driver's program.
    pub(crate) fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    /// Returns what this machine lacks to run the engine, or nothing.
    pub(crate) fn missing(self) -> Option<String> {
        let browser = match self {
            Self::Chromium => chromium().is_none().then_some("chromium"),
            Self::Firefox => firefox().is_none().then_some("firefox"),
            Self::WebKit => (!has_screen()).then_some("a screen (Xvfb, or DISPLAY)"),
        };
        let driver = places::program(self.driver()).is_none().then(|| self.driver());
        let lacks: Vec<_> = browser.into_iter().chain(driver).collect();
        (!lacks.is_empty()).then(|| format!("{self} needs {}, which is not here", lacks.join(" and ")))
    }

    /// Returns the capabilities of a new session, as W3C WebDriver's `alwaysMatch`.
    pub(crate) fn capabilities(self) -> Value {
        // A test may hold back a file that the load event waits for, so what "ready" means, the page says itself.
        // Even with `eager`, WebKit's driver makes commands wait for that event now and then.
        let strategy = if self == Self::WebKit { "none" } else { "eager" };
        let mut wanted = json!({ "pageLoadStrategy": strategy, "unhandledPromptBehavior": "dismiss" });
        let (key, options) = match self {
            Self::Chromium => ("goog:chromeOptions", json!({ "binary": chromium(), "args": CHROMIUM_ARGS })),
            Self::Firefox => {
                ("moz:firefoxOptions", json!({ "binary": firefox(), "args": ["-headless"], "prefs": quiet_firefox() }))
            }
            Self::WebKit => match mini_browser() {
                Some(binary) => ("webkitgtk:browserOptions", json!({ "binary": binary, "args": ["--automation"] })),
                None => return wanted,
            },
        };
        wanted[key] = options;
        wanted
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// `--no-sandbox` for containers, where tests run as root; the pipe makes Chromium end when its driver does;
/// scroll bars are hidden so that a width is a width, as on a phone.
const CHROMIUM_ARGS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
    "--window-size=1280,900",
];

fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(places::program)
}

fn firefox() -> Option<PathBuf> {
    ["firefox-esr", "firefox"].into_iter().find_map(places::program)
}

/// Keeps Firefox from asking its maker for anything while a test counts requests.
fn quiet_firefox() -> Value {
    json!({
        "app.update.auto": false,
        "browser.shell.checkDefaultBrowser": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "toolkit.telemetry.enabled": false,
    })
}

fn has_screen() -> bool {
    places::program("Xvfb").is_some() || std::env::var_os("DISPLAY").is_some()
}

/// Finds the browser that Debian, Fedora and Arch put beside the library; without it the driver uses its own default.
fn mini_browser() -> Option<PathBuf> {
    let libraries = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec", "/usr/lib"];
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0"];
    libraries
        .into_iter()
        .flat_map(|library| versions.map(|version| PathBuf::from(library).join(version).join("MiniBrowser")))
        .find(|file| file.is_file())
}
