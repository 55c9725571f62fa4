//! The page as one file, `dist/shilu.html`: it opens from a folder, a stick or a mail and requests nothing.
//!
//! Takes the finished page and puts every file into it; the CSP then names each script and style sheet by its hash.
//! Knows what index.html looks like after `dist`, knows nothing of what the scripts do.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::base::Base;
use crate::files::{self, Files};
use crate::steps::{say, step};
use crate::{about, carry, dist, publish};

/// The file's name in `dist/`, which counts as no part of the page there.
pub const NAME: &str = "shilu.html";

const CSP: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// The most that the one file may weigh, in bytes: what a mail and a phone take without a thought.
pub const LIMIT: usize = 1_200_000;

/// Builds the page and writes it as one file. It may lie anywhere: of an address it says nothing.
pub fn single(base: Option<&Base>) -> Result<()> {
    dist::dist(base)?;
    step("the page as one file", || {
        let page = files::read(&files::dist(), &|name| name == NAME)?;
        let script = |name| fs::read_to_string(files::root().join("assets").join(name)).context(name);
        let html = join(&page, &[script("unpack.js")?, script("single.js")?].concat())?;
        fs::write(files::dist().join(NAME), &html).context("cannot write the file")?;
        say(&format!("  dist/{NAME}: {} bytes of {LIMIT} allowed", html.len()));
        ensure!(html.len() <= LIMIT, "dist/{NAME} weighs {} bytes too many", html.len() - LIMIT);
        Ok(())
    })
}

/// Puts the files of a page into its index.html; `start` is the script that takes the place of start.js.
fn join(page: &Files, start: &str) -> Result<String> {
    let html = &publish::without(text(page, "index.html")?);
    let glue = text(page, one(page, |name| name.starts_with("app-") && name.ends_with(".js"))?)?;
    let wasm = page.get(one(page, |name| name.starts_with("app-") && name.ends_with(".wasm"))?).context("no wasm")?;
    let css = text(page, one(page, |name| name.starts_with("style-") && name.ends_with(".css"))?)?;
    let icon = page.get("icon.svg").context("no icon")?;

    let style = Inline::new("style", "", css)?;
    let glue = Inline::new("script", " id=\"glue\"", &classic(glue)?)?;
    let start = script(&crate::bundle::without_comment_lines(start))?;
    // Inert: no browser runs this type.
    let wasm = carry::element("type=\"application/octet-stream\" id=\"wasm\"", &carry::lzma(wasm)?);

    // Inert, too: data that the page fetches when it needs it.
    let data: String = page
        .iter()
        .filter(|(name, _)| name.ends_with(".bin") || name.ends_with(".gz"))
        .map(|(name, bytes)| {
            carry::element(&format!("type=\"application/octet-stream\" data-name=\"{name}\""), bytes) + "\n"
        })
        .collect();

    let boot = script(
        html.split_once("<script>").and_then(|(_, rest)| rest.split_once("</script>")).context("no boot.js")?.0,
    )?;
    let html = swap(html, "<script>", "</script>", &boot.element)?;
    let html = swap(&html, "<link rel=\"stylesheet\"", "/>", &style.element)?;
    let icon = BASE64_STANDARD.encode(icon);
    let html = swap(
        &html,
        "<link rel=\"icon\"",
        ">",
        &format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">"),
    )?;
    let notices = text(page, about::NOTICES)?;
    let html = about::with_notices(&html, notices)?;
    let html = swap(&html, "<script type=\"module\"", "</script>", "")?;
    // A file is not installed.
    let html = swap(&html, crate::offline::LINKS, "", "")?;
    let program = format!("{wasm}\n{data}{}\n{}\n</body>", glue.element, start.element);
    let html = swap(&html, "</body>", "", &program)?;
    let policy = policy(&[&boot, &glue, &start], &style);
    let html = swap(&html, CSP, "\">", &format!("{CSP}{policy}\">"))?;
    // Where many lines were taken out, many empty ones remain.
    Ok(html.lines().filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect())
}

/// Puts `boot.js` into a page and its hash into the policy: the first paint waits for one file less.
pub(crate) fn with_boot(html: &str, boot: &str) -> Result<String> {
    let boot = script(boot)?;
    let html = swap(html, "<script src=\"boot.js\"", "</script>", &boot.element)?;
    swap(&html, "script-src 'self' ", "", &format!("script-src 'self' {} ", boot.hash))
}

/// Says what the one file may do: run what it carries, and load nothing.
fn policy(scripts: &[&Inline], style: &Inline) -> String {
    let scripts: Vec<&str> = scripts.iter().map(|script| script.hash.as_str()).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; worker-src blob:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default",
        scripts.join(" "),
        style.hash
    )
}

/// An element that carries its content, and how a CSP names it.
pub(crate) struct Inline {
    pub(crate) element: String,
    pub(crate) hash: String,
}

impl Inline {
    pub(crate) fn new(tag: &str, attributes: &str, content: &str) -> Result<Self> {
        // Lines without content are dropped from the page at the end, and a hash would miss them.
        let content: String = content.lines().filter(|line| !line.is_empty()).flat_map(|line| ["\n", line]).collect();
        let low = content.to_ascii_lowercase();
        ensure!(!low.contains("<!--") && !low.contains(&format!("</{tag}")), "a {tag} would end within its content");
        let content = format!("{content}\n");
        let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(&content)));
        Ok(Self { element: format!("<{tag}{attributes}>{content}</{tag}>"), hash })
    }
}

pub(crate) fn script(content: &str) -> Result<Inline> {
    Inline::new("script", "", content)
}

/// Turns wasm-bindgen's module, as it is written or minified, into a classic script that makes `shilu`: the page runs it,
/// and so does a blob worker, which may be no module on file://.
pub(crate) fn classic(module: &str) -> Result<String> {
    let (body, exports) = module.rsplit_once("export").context("the glue exports nothing")?;
    let names = exports.trim().strip_prefix('{').and_then(|rest| rest.trim_end_matches(';').strip_suffix('}'));
    let names = names.context("the glue does not end with its exports")?.split(',').map(str::trim);
    let mut fields = String::new();
    for name in names {
        let (inside, outside) = name.split_once(" as ").unwrap_or((name, name));
        fields.push_str(&format!("{outside}: {inside}, "));
    }
    ensure!(fields.contains("default: ") && fields.contains("initSync: "), "the glue exports {fields}");
    let mut script = String::from("const shilu = (() => {\n\"use strict\";\n");
    for line in body.lines() {
        if line.starts_with("import") {
            bail!("the glue imports something: {line}");
        }
        // The address is never used: the wasm is at hand.
        let line = line.strip_prefix("export ").unwrap_or(line).replace("import.meta.url", "location.href");
        script.push_str(&line);
        script.push('\n');
    }
    ensure!(!script.contains("import(") && !script.contains("import.meta"), "the glue imports something late");
    script.push_str(&format!("return {{ {fields}}};\n}})();"));
    Ok(script)
}

/// Replaces what stands from `begin` to `end`, both included, by `by`; it must be there once.
fn swap(html: &str, begin: &str, end: &str, by: &str) -> Result<String> {
    ensure!(html.matches(begin).count() == 1, "index.html holds {begin} {} times", html.matches(begin).count());
    let (before, rest) = html.split_once(begin).context("just counted")?;
    let (_, after) = rest.split_once(end).with_context(|| format!("{begin} does not end with {end}"))?;
    Ok(format!("{before}{by}{after}"))
}

pub(crate) fn one(page: &Files, is_it: impl Fn(&str) -> bool) -> Result<&str> {
    let mut found = page.keys().filter(|name| is_it(name));
    match (found.next(), found.next()) {
        (Some(name), None) => Ok(name),
        (first, second) => bail!("one file was wanted, found {first:?} and {second:?}"),
    }
}

pub(crate) fn text<'f>(page: &'f Files, name: &str) -> Result<&'f str> {
    let bytes = page.get(name).with_context(|| format!("the page has no {name}"))?;
    std::str::from_utf8(bytes).with_context(|| format!("{name} is no UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">\n\
        <script>1;\n\n2;</script>\n<link rel=\"stylesheet\" href=\"./style-1.css\"/>\n\
        <link rel=\"icon\" href=\"icon.svg\">\n<script type=\"module\" src=\"./start.js\"></script>\n\
        \n\
        <link rel=\"manifest\" href=\"manifest.webmanifest\"><link rel=\"apple-touch-icon\" href=\"icon-180.png\"></head>\n<body>\n<p><a href=\"NOTICES.txt\">Notices</a></p>\n</body>\n";
    const GLUE: &str =
        "export function f() {\nreturn import.meta.url;\n}\nexport { initSync, __wbg_init as default };\n";

    fn page(glue: &str) -> Files {
        let files = [("index.html", PAGE), ("style-1.css", "a { margin: 0 }\n")];
        let more = [("icon.svg", "<svg/>"), ("NOTICES.txt", "a <b>"), ("app-1.js", glue), ("app-2_bg.wasm", "\0asm")];
        files.into_iter().chain(more).map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_comes_before_the_first_paint_stands_in_the_page_and_its_policy() {
        let html = "<meta content=\"script-src 'self' 'wasm-unsafe-eval'\"><script src=\"boot.js\"></script>";
        let html = with_boot(html, "1;\n\n2;").unwrap();
        let hash = BASE64_STANDARD.encode(Sha256::digest("\n1;\n2;\n"));
        let policy = format!("script-src 'self' 'sha256-{hash}' 'wasm-unsafe-eval'");
        assert_eq!(html, format!("<meta content=\"{policy}\"><script>\n1;\n2;\n</script>"));
    }

    #[test]
    fn one_file_names_no_other() {
        let html = join(&page(GLUE), "// why\nshilu.start();\n").unwrap();
        assert!(!html.contains("src=\"") && !html.contains("href=\"./") && !html.contains("import.meta"), "{html}");
        assert!(html.contains("href=\"data:image/svg+xml;base64,PHN2Zy8+\""), "{html}");
    }

    #[test]
    fn each_script_and_style_is_named_by_its_hash_and_nothing_is_unsafe() {
        let html = join(&page(GLUE), "shilu.start();").unwrap();
        let (_, policy) = html.split_once(CSP).unwrap();
        let (policy, _) = policy.split_once("\">").unwrap();
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'self'"), "{policy}");
        let mut rest = html.as_str();
        let mut count = 0;
        while let Some(at) =
            ["<script>", "<script id=\"glue\">", "<style>"].iter().filter_map(|tag| rest.find(tag)).min()
        {
            let (_, after) = rest.split_at(at);
            let (_, after) = after.split_once('>').unwrap();
            let (content, after) = after.split_once("</s").unwrap();
            let hash = BASE64_STANDARD.encode(Sha256::digest(content));
            assert!(policy.contains(&format!("'sha256-{hash}'")), "{content}");
            (rest, count) = (after, count + 1);
        }
        assert_eq!(count, 4);
    }

    #[test]
    fn minified_glue_is_a_module_too() {
        let script =
            classic("function a(){}async function b(){c(import.meta.url)}export{a as initSync,b as default};\n")
                .unwrap();
        assert!(script.contains("c(location.href)}\nreturn { initSync: a, default: b, };"), "{script}");
    }

    #[test]
    fn glue_that_loads_something_is_refused() {
        let more = format!("import * as a from './snippet.js';\n{GLUE}");
        assert!(join(&page(&more), "").is_err());
        let ending = GLUE.replacen("f() {", "f() { '</script>'", 1);
        assert!(join(&page(&ending), "").is_err());
    }
}
