//! `shilu pack`: transcripts put into a page that is one file. Knows where that page lies, and what may be written over.

use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::Args;
use shilu::messages::{Ui, packing};
use shilu::pack::{self, Carried};
use shilu::transcript::Transcript;

use crate::{Name, is_standard_input, open, read};

/// What is to be packed.
#[derive(Args)]
pub(crate) struct Wish {
    /// The transcripts' texts, or `-` for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The file to write, or `-` for standard output.
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Makes a page for an `<iframe>` instead: one transcript, without library and search across many.
    #[arg(long)]
    embed: bool,
    /// The page to fill; without it, shilu.html (or embed.html) beside the program, else in ./dist.
    #[arg(long)]
    page: Option<PathBuf>,
}

/// Why nothing was packed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("{0}")]
    NoPage(String),
    #[error("{0}: {1}")]
    Page(Name, pack::Fault),
    #[error("{0}: it is not UTF-8")]
    NotText(Name),
    #[error("--embed takes one transcript, not {0}")]
    Several(usize),
    #[error("{0}: it exists and is not a file, so it is not written over")]
    NoFile(Name),
    #[error("{0}: it would be written over itself")]
    Itself(Name),
}

/// Packs the transcripts; returns what is to be printed.
pub(crate) fn pack(wish: &Wish) -> Result<String, crate::Fault> {
    let to = &wish.output;
    may_be_written(wish).map_err(crate::Fault::Pack)?;
    let path = page(wish).map_err(crate::Fault::Pack)?;
    let page = String::from_utf8(read(&path)?).map_err(|_| crate::Fault::Pack(Fault::NotText(Name::of(&path))))?;
    let transcripts: Vec<Transcript> = wish.files.iter().map(|file| open(file)).collect::<Result<_, _>>()?;
    let names: Vec<String> = wish.files.iter().map(|file| name(file)).collect();
    let carried = names.iter().zip(&transcripts).map(|(name, transcript)| Carried { name, transcript });
    let html = pack::fill(&page, &carried.collect::<Vec<_>>());
    let html = html.map_err(|fault| crate::Fault::Pack(Fault::Page(Name::of(&path), fault)))?;
    // It goes alone: beside it lies no page that its links could lead to.
    let html = html.replacen(" data-home=\"./\"", " data-home=\"\"", 1);
    if is_standard_input(to) {
        return Ok(html);
    }
    fs::write(to, html).map_err(|error| crate::Fault::Save(Name::of(to), error))?;
    Ok(format!("{}\n", Name::of(to)))
}

/// Checks before anything is read that no work is lost: what is written over is a file, and none that is read here.
fn may_be_written(wish: &Wish) -> Result<(), Fault> {
    let to = &wish.output;
    if wish.embed && wish.files.len() > 1 {
        return Err(Fault::Several(wish.files.len()));
    }
    let Some(there) = to.canonicalize().ok().filter(|_| !is_standard_input(to)) else { return Ok(()) };
    if !there.is_file() {
        return Err(Fault::NoFile(Name::of(to)));
    }
    let mut read = wish.files.iter().chain(&wish.page).filter_map(|path| path.canonicalize().ok());
    if read.any(|path| path == there) { Err(Fault::Itself(Name::of(to))) } else { Ok(()) }
}

/// Returns where the page lies that is to be filled.
fn page(wish: &Wish) -> Result<PathBuf, Fault> {
    if let Some(page) = &wish.page {
        return Ok(page.clone());
    }
    let [name, made] =
        if wish.embed { ["embed.html", "cargo xtask dist"] } else { ["shilu.html", "cargo xtask dist --single"] };
    let beside = env::current_exe().ok().and_then(|program| Some(program.parent()?.join(name)));
    let places = beside.into_iter().chain([Path::new("dist").join(name)]);
    let is_output =
        |path: &Path| path.canonicalize().ok().zip(wish.output.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    match places.into_iter().find(|path| path.is_file()) {
        Some(path) if is_output(&path) => Err(Fault::Itself(Name::of(&path))),
        Some(path) => Ok(path),
        None => Err(Fault::NoPage(packing::no_page(name, made).to(language()).to_owned())),
    }
}

/// Returns what the page calls a file: nothing of the folder it lies in leaves the machine.
fn name(file: &Path) -> String {
    let name = file.file_name().filter(|_| !is_standard_input(file));
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Returns the language of the terminal, as POSIX has it (Base Definitions, § 8.2).
fn language() -> Ui {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
    let tag = set.map(|value| value.to_string_lossy().to_lowercase().replace('_', "-")).unwrap_or_default();
    match () {
        () if !tag.starts_with("zh") => Ui::En,
        () if ["tw", "hk", "mo", "hant"].iter().any(|part| tag.split(['-', '.', '@']).any(|one| one == *part)) => {
            Ui::Hant
        }
        () => Ui::Hans,
    }
}
