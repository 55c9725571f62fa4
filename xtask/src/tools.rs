//! The tools the page is built and tested with: pinned, in `target/tools`, reused while the version fits.

use std::fs;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::files;
use crate::steps::{cargo, run, run_quietly, step};

/// The last trunk that rustc 1.95 builds.
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const CARGO_FUZZ: &str = "0.13.2";
const WASM: &str = "wasm32-unknown-unknown";

/// A program from crates.io.
struct Tool {
    krate: &'static str,
    program: &'static str,
    version: String,
    /// More words for `cargo install`.
    words: &'static [&'static str],
    /// How long it takes on two cores.
    takes: &'static str,
}

/// Installs what building the page needs.
pub fn for_dist() -> Result<()> {
    wasm_target()?;
    ensure(&[
        Tool {
            krate: "trunk",
            program: "trunk",
            version: TRUNK.to_owned(),
            words: &["--locked", "--no-default-features"],
            takes: "5 minutes",
        },
        // Without --locked: its lock file names a release of webpki-roots that not every registry serves.
        Tool {
            krate: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: locked_version("wasm-bindgen")?,
            words: &[],
            takes: "2 minutes",
        },
    ])
}

/// Installs the driver of Firefox, which Debian does not package.
pub fn geckodriver() -> Result<()> {
    let version = GECKODRIVER.to_owned();
    let words = &["--locked"];
    ensure(&[Tool { krate: "geckodriver", program: "geckodriver", version, words, takes: "2 minutes" }])
}

/// Installs what builds and runs the fuzz targets.
pub fn cargo_fuzz() -> Result<()> {
    let version = CARGO_FUZZ.to_owned();
    let words = &["--locked"];
    ensure(&[Tool { krate: "cargo-fuzz", program: "cargo-fuzz", version, words, takes: "1 minute" }])
}

/// Returns the folder of the programs.
pub fn bin() -> PathBuf {
    files::tools().join("bin")
}

/// Returns a program in that folder.
pub fn program(name: &str) -> PathBuf {
    bin().join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Returns PATH with the project's own tools first.
pub fn path() -> Result<std::ffi::OsString> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(std::iter::once(bin()).chain(std::env::split_paths(&before)))?)
}

/// Returns whether a program can be found on PATH.
pub fn on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).any(|folder| folder.join(&name).is_file())
}

/// Returns the versions that decide what a build looks like.
pub fn versions() -> Result<String> {
    let rustc = run_quietly(Command::new("rustc").arg("--version"))?;
    Ok(format!("{rustc}trunk {TRUNK}\n"))
}

/// Sees that cargo has a component (clippy, rustfmt).
pub fn component(name: &str, word: &str) -> Result<()> {
    if run_quietly(&mut cargo([word, "--version"])).is_ok() {
        return Ok(());
    }
    step(&format!("rustup component add {name}"), || run(Command::new("rustup").args(["component", "add", name])))
        .with_context(|| format!("cargo {word} is missing: install {name}"))
}

fn ensure(wanted: &[Tool]) -> Result<()> {
    let missing: Vec<&Tool> = wanted.iter().filter(|tool| !is_there(tool)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    for tool in missing {
        let name = format!("installing {} {} into target/tools, once, about {}", tool.krate, tool.version, tool.takes);
        step(&name, || install(tool))?;
    }
    // The intermediate files weigh 2 GB and are of no more use.
    let _ = fs::remove_dir_all(build_folder());
    Ok(())
}

fn is_there(tool: &Tool) -> bool {
    run_quietly(Command::new(program(tool.program)).arg("--version"))
        .is_ok_and(|printed| printed.split_whitespace().any(|word| word == tool.version))
}

fn build_folder() -> PathBuf {
    files::tools().join("build")
}

fn install(tool: &Tool) -> Result<()> {
    let mut command = cargo(["install", tool.krate, "--version", &format!("={}", tool.version), "--force"]);
    command.args(tool.words).arg("--root").arg(files::tools()).arg("--target-dir").arg(build_folder());
    if !std::io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    // Half the time of the crates' own release profiles; these programs only shuffle files about.
    command
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run(&mut command)?;
    if !is_there(tool) {
        bail!("{} was installed, but `{} --version` does not say {}", tool.krate, tool.program, tool.version);
    }
    Ok(())
}

fn wasm_target() -> Result<()> {
    let sysroot = run_quietly(Command::new("rustc").args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    step(&format!("rustup target add {WASM}"), || run(Command::new("rustup").args(["target", "add", WASM])))
        .with_context(|| format!("Rust lacks the target {WASM}: add it with rustup, or install your system's package"))
}

/// Returns the version of a crate in Cargo.lock.
pub fn locked_version(name: &str) -> Result<String> {
    let lock = fs::read_to_string(files::root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    version_in(&lock, name).with_context(|| format!("Cargo.lock does not name {name}"))
}

fn version_in(lock: &str, name: &str) -> Option<String> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_decides_which_wasm_bindgen_is_installed() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }
}
