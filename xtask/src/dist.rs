//! The page: Trunk builds it into `target/trunk`, and this makes `dist/` of that.
//!
//! Same input, same bytes; a second run with nothing changed returns at once.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::base::Base;
use crate::files::{self, Files};
use crate::steps::{cargo, run, run_quietly, say, step};
use crate::{about, bundle, embed, minify, offline, optimize, prerender, publish, single, tools, unused, words};

/// The text that the page shows when nothing else is opened.
pub const TRANSCRIPT: &str = "zh_wang_yi_20250307.txt";

/// What lies at the top of the project and does not change the page.
const BESIDE_THE_POINT: [&str; 17] = [
    ".ci",
    ".git",
    ".github",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "benches",
    "dist",
    "docs",
    "fuzz",
    "node_modules",
    "target",
    "tests",
];

/// Builds `dist/` unless it is up to date; for an address where one is known.
pub fn dist(base: Option<&Base>) -> Result<()> {
    let _lock = lock()?;
    tools::for_dist()?;
    let wasm_opt = optimize::prepare()?;
    let inputs = inputs(&format!("{} {base:?}", optimize::name(wasm_opt.as_ref())))?;
    if is_fresh(&inputs) {
        say("▸ dist/ is up to date");
        return Ok(());
    }
    step("building the page with trunk", trunk)?;
    let embed = step("building the embed", embed::program)?;
    step("finishing dist/", || {
        let mut page = files::read(&built(), &|_| false)?;
        page.extend(embed);
        optimize::optimize(&mut page, wasm_opt.as_ref())?;
        let mut page = finish(page)?;
        if let Some(base) = base {
            publish::publish(&mut page, base, &transcript()?)?;
        }
        offline::add(&mut page)?;
        files::replace(&files::dist(), &page)?;
        fs::write(stamp(), format!("{inputs}\n{}", files::digest_all(&page))).context("cannot write the stamp")
    })
}

/// Waits until no other build of the page is going on here: Trunk cannot share its folders.
fn lock() -> Result<fs::File> {
    fs::create_dir_all(files::root().join("target"))?;
    let file = fs::File::create(files::root().join("target/page.lock")).context("cannot make a lock")?;
    if file.try_lock().is_err() {
        say("▸ another build of the page is going on: waiting for it");
        file.lock().context("cannot wait for the other build")?;
    }
    Ok(file)
}

/// Returns where Trunk puts what it builds.
fn built() -> PathBuf {
    files::root().join("target/trunk")
}

/// Returns the file that says what `dist/` was made of, and what it then was.
fn stamp() -> PathBuf {
    files::root().join("target/page.stamp")
}

fn is_fresh(inputs: &str) -> bool {
    let Ok(page) = files::read(&files::dist(), &|name| name == single::NAME) else { return false };
    fs::read_to_string(stamp()).is_ok_and(|then| then == format!("{inputs}\n{}", files::digest_all(&page)))
}

/// Returns a digest of all that decides what the page is.
fn inputs(how: &str) -> Result<String> {
    let sources = files::read(&files::root(), &|name| BESIDE_THE_POINT.contains(&name))?;
    Ok(files::digest(format!("{}\n{how}\n{}", files::digest_all(&sources), tools::versions()?).as_bytes()))
}

fn trunk() -> Result<()> {
    // Trunk works offline, so that it downloads no tools of its own; the crates must be here before.
    run_quietly(&mut cargo(["fetch", "--locked"]))?;
    let mut command = std::process::Command::new(tools::program("trunk"));
    command.arg("build").current_dir(files::root()).env("PATH", tools::path()?);
    command.env("CARGO_ENCODED_RUSTFLAGS", remapped_paths());
    if std::env::var_os("NO_COLOR").is_some() {
        // Trunk takes NO_COLOR for a switch of its own and stumbles over `1`.
        command.env("NO_COLOR", "true");
    }
    run(&mut command)
}

/// Returns the compiler's flags: vectors for the search, and those with which a panic's place is told by the project's and the registry's paths, not this machine's: the
/// same wasm on every machine, and no name of a home folder in it.
pub(crate) fn remapped_paths() -> String {
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = std::env::home_dir().unwrap_or_default();
    let registry = cargo.unwrap_or_else(|| home.join(".cargo")).join("registry/src");
    // Each registry has a folder of its own in there; a path that is no folder is passed over.
    let folders = fs::read_dir(&registry).into_iter().flatten().flatten().map(|entry| entry.path());
    let remaps = folders.map(|folder| (folder, "crates")).chain([(files::root(), "shilu")]);
    let flags = remaps.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    // The search is three times as fast; every browser of 2023 has it.
    flags.chain(["-Ctarget-feature=+simd128".to_owned()]).collect::<Vec<_>>().join("\u{1f}")
}

fn transcript() -> Result<String> {
    let path = files::root().join("transcripts").join(TRANSCRIPT);
    fs::read_to_string(path).with_context(|| format!("cannot read transcripts/{TRANSCRIPT}"))
}

/// Turns what Trunk built into what is served.
fn finish(mut page: Files) -> Result<Files> {
    let text = transcript()?;
    for (name, bytes) in page.iter_mut().filter(|(name, _)| name.ends_with(".js") && around_hash(name).is_some()) {
        let script = std::str::from_utf8(bytes).with_context(|| format!("{name} is no UTF-8"))?;
        *bytes = bundle::without_comment_lines(&unused::without_stream_classes(script)).into_bytes();
    }
    let html = page.remove("index.html").context("Trunk wrote no index.html")?;
    let html = String::from_utf8(html).context("index.html is no UTF-8")?;
    let html = bundle::bundle(&mut page, &about::put(&html)?)?;
    page.insert(about::NOTICES.to_owned(), about::notices()?);
    embed::add_scripts(&mut page)?;
    minify::minify(&mut page)?;
    page.insert("words.bin".to_owned(), words::build()?);
    let boot = page.remove("boot.js").context("there is no boot.js")?;
    let html = single::with_boot(&html, std::str::from_utf8(&boot).context("boot.js is no UTF-8")?)?;
    page.insert("index.html".to_owned(), prerender::prerender(&html, TRANSCRIPT, &text)?.into_bytes());
    let mut page = rename_by_content(page)?;
    embed::finish(&mut page, TRANSCRIPT, &text)?;
    Ok(page)
}

/// Names each file that Trunk gave a hash by the hash of what it holds now, so that caches may keep it for ever.
fn rename_by_content(mut page: Files) -> Result<Files> {
    // The order of who names whom: the glue names the wasm, index.html all of them.
    for ending in [".wasm", ".css", ".js"] {
        let names: Vec<String> = page.keys().filter(|name| name.ends_with(ending)).cloned().collect();
        for old in names {
            let Some((stem, tail)) = around_hash(&old) else { continue };
            let Some(bytes) = page.remove(&old) else { continue };
            let new = format!("{stem}-{:.16}{tail}", files::digest(&bytes));
            page.insert(new.clone(), bytes);
            rename_mentions(&mut page, &old, &new)?;
        }
    }
    Ok(page)
}

fn rename_mentions(page: &mut Files, old: &str, new: &str) -> Result<()> {
    for (name, bytes) in page.iter_mut().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".js")) {
        let text = std::str::from_utf8(bytes).with_context(|| format!("{name} is no UTF-8"))?;
        if text.contains(old) {
            if around_hash(name).is_some_and(|(_, tail)| new.ends_with(tail)) {
                bail!("{name} and {new} name each other: neither can be named by its content");
            }
            *bytes = text.replace(old, new).into_bytes();
        }
    }
    Ok(())
}

/// Splits `app-0123456789abcdef_bg.wasm` into `app` and `_bg.wasm`; `None` for a name without hash.
fn around_hash(name: &str) -> Option<(&str, &str)> {
    let (stem, rest) = name.rsplit_once('-')?;
    let hash = rest.find(|c: char| !c.is_ascii_hexdigit())?;
    (hash >= 8).then(|| (stem, rest.get(hash..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_a_name_is_found() {
        assert_eq!(around_hash("app-1c0ffee123456789_bg.wasm"), Some(("app", "_bg.wasm")));
        assert_eq!(around_hash("reset-0badcafe.css"), Some(("reset", ".css")));
        assert_eq!(around_hash("boot.js"), None);
        assert_eq!(around_hash("two-words.js"), None);
    }

    #[test]
    fn files_are_named_by_what_they_hold_and_named_so_by_the_others() {
        let glue = "app-0123456789abcdef.js";
        let wasm = "app-0123456789abcdef_bg.wasm";
        let page = Files::from([
            (wasm.to_owned(), b"\0asm".to_vec()),
            (glue.to_owned(), format!("load('{wasm}')").into_bytes()),
            ("boot.js".to_owned(), b"1".to_vec()),
            ("index.html".to_owned(), format!("<script data-wasm={wasm} data-glue={glue}>").into_bytes()),
        ]);
        let page = rename_by_content(page).unwrap();
        let names: Vec<&str> = page.keys().map(String::as_str).collect();
        let new_wasm = format!("app-{:.16}_bg.wasm", files::digest(b"\0asm"));
        let new_glue = format!("app-{:.16}.js", files::digest(format!("load('{new_wasm}')").as_bytes()));
        assert!(names.contains(&new_wasm.as_str()) && names.contains(&new_glue.as_str()) && names.contains(&"boot.js"));
        let html = format!("<script data-wasm={new_wasm} data-glue={new_glue}>");
        assert_eq!(page.get("index.html").map(Vec::as_slice), Some(html.as_bytes()));
    }
}
