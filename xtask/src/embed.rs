//! The embed: its own small program, the element's script, the frame as one document, the folder for npm.
//!
//! Knows what the page's style sheets look like from inside a shadow root, and how the frame is put together; what an
//! embed does is written in `src/embed` and `assets/embed`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::bundle::without_comments;
use crate::files::{self, Files};
use crate::single::{Inline, classic, one, script, text};
use crate::steps::{cargo, run};
use crate::{carry, dist, prerender, tools};

/// What the element's script may weigh after brotli, before it loads the rest: 5 KB.
pub const LIGHTEST: usize = 5_000;

/// The style sheets of an embed, in the order of the page's.
const SHEETS: [&str; 5] = ["reset", "tokens", "base", "article", "embed"];

/// Where the names will stand that the content gives.
const NAMES: &str = "embed-0000000000000000";

/// Compiles the program; returns it with its glue, as wasm-bindgen writes them.
pub fn program() -> Result<Files> {
    let mut compile = cargo(["build", "--quiet", "--profile", "page", "--target", "wasm32-unknown-unknown"]);
    compile.args(["--locked", "--no-default-features", "--features", "embed", "--bin", "embed"]);
    run(compile.env("CARGO_ENCODED_RUSTFLAGS", dist::remapped_paths()))?;
    let wasm = files::target().join("wasm32-unknown-unknown/page/embed.wasm");
    let made = files::target().join("embed");
    let mut bind = Command::new(tools::program("wasm-bindgen"));
    bind.args(["--target", "web", "--no-typescript", "--out-name", NAMES, "--out-dir"]).arg(&made).arg(&wasm);
    run(&mut bind)?;
    files::read(&made, &|name| !name.starts_with(NAMES))
}

/// Adds what is written by hand: the element's script, its style, the script for pages with frames.
pub fn add_scripts(page: &mut Files) -> Result<()> {
    let [element, embed] = ["element.js", "embed.js"].map(asset);
    let embed = format!("{}\n{}", element?, embed?);
    page.insert("npm/embed.js".to_owned(), without_page(&embed)?.into_bytes());
    page.insert("embed.js".to_owned(), embed.into_bytes());
    page.insert("frame.js".to_owned(), asset("frame.js")?.into_bytes());
    page.insert(format!("{NAMES}.css"), style()?.into_bytes());
    Ok(())
}

/// Adds the frame and the folder for npm, once every file has its name.
pub fn finish(page: &mut Files, name: &str, transcript: &str) -> Result<()> {
    let frame = frame(page, name, transcript)?;
    page.insert("embed.html".to_owned(), frame.into_bytes());
    page.insert(name.to_owned(), transcript.as_bytes().to_vec());
    let mut package = Files::new();
    for (name, bytes) in page.iter().filter(|(name, _)| name.starts_with("embed-")) {
        package.insert(format!("npm/{name}"), bytes.clone());
    }
    for name in ["package.json", "embed.d.ts", "README.md"] {
        let path = files::root().join("assets/npm").join(name);
        package.insert(format!("npm/{name}"), fs::read(&path).with_context(|| format!("there is no {name}"))?);
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "NOTICES.md"] {
        package.insert(format!("npm/{name}"), fs::read(files::root().join(name))?);
    }
    page.append(&mut package);
    Ok(())
}

/// Tells whether a file is the element's: its script, program, glue or style.
fn is_program(name: &str) -> bool {
    name == "embed.js" || name.starts_with("embed-")
}

/// Tells whether a file of `dist/` is for other people's pages, and no part of ours.
pub fn is_for_others(name: &str) -> bool {
    is_program(name) || name == "embed.html" || name == "frame.js" || name.starts_with("npm/")
}

/// In the package there is no page beside the script for links to lead to.
fn without_page(embed: &str) -> Result<String> {
    const THERE: &str = "const page = here;";
    if embed.matches(THERE).count() != 1 {
        bail!("embed.js does not say which page lies beside it");
    }
    Ok(embed.replacen(THERE, "const page = undefined;", 1))
}

/// Puts the frame together: the text printed, the program and its style inside.
fn frame(page: &Files, name: &str, transcript: &str) -> Result<String> {
    let wasm = page.get(one(page, |name| is_program(name) && name.ends_with(".wasm"))?).context("no wasm")?;
    let glue = text(page, one(page, |name| name.starts_with("embed-") && name.ends_with(".js"))?)?;
    let css = text(page, one(page, |name| name.starts_with("embed-") && name.ends_with(".css"))?)?;
    let style = Inline::new("style", "", css)?;
    let glue = Inline::new("script", " id=\"glue\"", &classic(glue)?)?;
    let element = crate::bundle::without_comment_lines(&asset("element.js")?);
    let unpack = fs::read_to_string(files::root().join("assets/unpack.js")).context("unpack.js")?;
    let [unpack, framed] = [unpack, asset("framed.js")?].map(|text| crate::bundle::without_comment_lines(&text));
    let start = script(&[&element, "\n", &unpack, &framed].concat())?;
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        glue.hash, start.hash, style.hash
    );
    let wasm = carry::element("type=\"application/octet-stream\" id=\"wasm\"", &carry::lzma(wasm)?);
    let program = format!("{wasm}\n{}\n{}", glue.element, start.element);
    let mut html = asset("embed.html")?;
    for (marker, words) in [
        ("Content-Security-Policy\" content=\"", ["Content-Security-Policy\" content=\"", &policy].concat()),
        ("<!--style-->", style.element),
        ("<!--program-->", program),
    ] {
        if html.matches(marker).count() != 1 {
            bail!("embed.html holds {marker} {} times instead of once", html.matches(marker).count());
        }
        html = html.replacen(marker, &words, 1);
    }
    let html = prerender::prerender(&html, name, transcript)?;
    // Where many lines were taken out, many empty ones remain; a hash knows of none.
    Ok(html.lines().filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect())
}

fn asset(name: &str) -> Result<String> {
    let path = files::root().join("assets/embed").join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn style() -> Result<String> {
    let folder = files::root().join("style");
    let read =
        |name: &str| -> Result<String> { Ok(fs::read_to_string(folder.join(Path::new(name).with_extension("css")))?) };
    let sheets = SHEETS.map(read).into_iter().collect::<Result<Vec<_>>>()?;
    Ok(for_a_shadow_root(&without_comments(&sheets.concat())))
}

/// Returns a style sheet of the page as it holds in a shadow root: the element around everything is the root, the
/// container is the window, and lengths are CSS px, because `rem` is the host's.
fn for_a_shadow_root(css: &str) -> String {
    let css = css.replace(":root", ".shilu").replace("body {", ".shilu {");
    let css = css.replace("  body, h1", "  h1").replace("body, h1", "h1");
    in_px(&css.replace("@media (width <", "@container (width <"))
}

/// Writes every length in rem as CSS px, sixteen to one.
fn in_px(css: &str) -> String {
    let mut rest = css;
    let mut written = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("rem") {
        let start = before.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + 1);
        let (words, figures) = before.split_at(start);
        written.push_str(words);
        match figures.parse::<f64>() {
            Ok(number) => written.push_str(&format!("{}px", number * 16.0)),
            Err(_) => written.extend([figures, "rem"]),
        }
        rest = after;
    }
    written + rest
}

#[cfg(test)]
mod doc;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_of_the_page_holds_in_a_shadow_root() {
        let css = ":root { --a: 0.25rem; --b: max(13px, 1rem) }\nbody { margin: 0 }\n\
                   @media (width < 56rem) { :root[data-theme=\"dark\"] { --c: 2rem } }\n.rem { x: y }\n";
        let expect = ".shilu { --a: 4px; --b: max(13px, 16px) }\n.shilu { margin: 0 }\n\
                      @container (width < 896px) { .shilu[data-theme=\"dark\"] { --c: 32px } }\n.rem { x: y }\n";
        assert_eq!(for_a_shadow_root(css), expect);
    }

    #[test]
    fn no_length_of_the_embed_depends_on_the_host_and_no_rule_on_its_root() {
        let css = style().unwrap();
        let rem = css.match_indices("rem").filter(|(at, _)| css[..*at].ends_with(|c: char| c.is_ascii_digit()));
        assert_eq!(rem.count(), 0);
        for of_the_host in [":root", "\nhtml", "\nbody"] {
            assert!(!css.contains(of_the_host), "{of_the_host}");
        }
    }

    #[test]
    fn the_package_has_no_page_beside_it() {
        assert!(without_page(&asset("embed.js").unwrap()).unwrap().contains("const page = undefined;"));
        assert!(without_page("const x = 1;").is_err());
    }

    #[test]
    fn what_is_for_others_is_told_from_the_page() {
        for name in ["embed.js", "embed-1c0ffee123456789_bg.wasm", "embed.html", "frame.js", "npm/package.json"] {
            assert!(is_for_others(name), "{name}");
        }
        assert!(!is_for_others("index.html") && !is_for_others("app-1c0ffee123456789.js"));
    }
}
