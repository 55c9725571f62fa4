//! The three browsers and their drivers: finds them, and installs them where the system is Debian's kind.

use std::path::Path;
use std::process::Command;
use std::thread::JoinHandle;

use anyhow::{Result, bail};

use crate::node;
use crate::steps::{run_quietly, say, step};
use crate::tools::on_path;

/// What the browser tests need: what it is, the Debian packages that bring it, how to see whether it is there.
const NEEDS: [Need; 7] = [
    Need { what: "Chromium", packages: &["chromium"], is_there: || on_path("chromium") },
    Need { what: "chromedriver", packages: &["chromium-driver"], is_there: || on_path("chromedriver") },
    Need { what: "Firefox", packages: &["firefox-esr"], is_there: || on_path("firefox-esr") || on_path("firefox") },
    Need { what: "WebKitGTK's driver", packages: &["webkit2gtk-driver"], is_there: || on_path("WebKitWebDriver") },
    Need { what: "a virtual screen", packages: &["xvfb", "xauth", "dbus"], is_there: || on_path("xvfb-run") },
    // Song and sans, so that screenshots show Chinese and lines break as a reader's do.
    Need { what: "Noto CJK fonts", packages: &["fonts-noto-cjk"], is_there: || has_font("Noto Serif CJK SC") },
    // Kai, the voice of the questions.
    Need { what: "a Kai font", packages: &["fonts-arphic-ukai"], is_there: || has_font("AR PL UKai CN") },
];

/// npm brings axe-core and Binaryen; Debian's package brings Node too.
const NPM: Need = Need { what: "Node and npm", packages: &["nodejs", "npm"], is_there: node::is_here };

/// Something the tests need from the system.
struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    is_there: fn() -> bool,
}

/// Installs in the background what is missing, so that compiling can go on.
pub fn install_in_background() -> JoinHandle<Result<()>> {
    std::thread::spawn(install)
}

/// Installs what is missing; an error says what is still missing and what to install.
pub fn install() -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages).copied().collect();
    let list = packages.join(" ");
    if on_path("apt-get") {
        // A refusal is reported below, as what is still missing then.
        let _ = step(&format!("apt-get install {list}"), || apt(&packages));
    }
    let still: Vec<&str> = missing.iter().filter(|need| !(need.is_there)()).map(|need| need.what).collect();
    if !still.is_empty() {
        bail!("missing: {}. On Debian: apt-get install {list}", still.join(", "));
    }
    Ok(())
}

fn missing() -> Vec<&'static Need> {
    NEEDS.iter().chain(std::iter::once(&NPM)).filter(|need| !(need.is_there)()).collect()
}

fn apt(packages: &[&str]) -> Result<()> {
    run_quietly(apt_get().arg("update"))?;
    run_quietly(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages))?;
    say("  the packages of the system are installed");
    Ok(())
}

/// Makes an apt-get that asks nothing: as root, or with sudo where sudo asks for no password.
fn apt_get() -> Command {
    let is_root = run_quietly(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
    if !is_root {
        command.args(["--non-interactive", "apt-get"]);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn has_font(family: &str) -> bool {
    // Before fontconfig is installed there is nothing to ask, and nothing to find.
    run_quietly(Command::new("fc-list").arg(family)).is_ok_and(|found| !found.trim().is_empty())
        || (!on_path("fc-list") && Path::new("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc").exists())
}
