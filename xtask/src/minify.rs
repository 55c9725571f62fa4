//! Makes scripts and style sheets smaller with esbuild, where Node is there to run it. Names and blank space go; what a
//! reader's browser does stays.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::files::Files;
use crate::node;
use crate::steps::say;

/// Minifies each script and style sheet of the page.
pub fn minify(page: &mut Files) -> Result<()> {
    let Some(folder) = node::package("esbuild", node::ESBUILD)? else {
        say("  no Node here: scripts and style sheets stay as they are written");
        return Ok(());
    };
    for (name, bytes) in page.iter_mut() {
        // A module's own names may go; a classic script's top level is everybody's.
        let words: &[&str] = match name.rsplit_once('.') {
            Some((_, "css")) => &["--loader=css"],
            Some(("boot" | "frame", "js")) => &["--loader=js"],
            Some((_, "js")) => &["--loader=js", "--format=esm"],
            _ => continue,
        };
        let mut command = Command::new("node");
        command.arg(folder.join("bin/esbuild")).args(["--minify", "--charset=utf8", "--target=es2022"]).args(words);
        *bytes = filter(&mut command, bytes).with_context(|| format!("cannot minify {name}"))?;
    }
    Ok(())
}

/// Runs a command with `input` on its standard input; returns what it prints.
fn filter(command: &mut Command, input: &[u8]) -> Result<Vec<u8>> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // esbuild reads everything before it writes: nobody waits for the other.
    child.stdin.take().context("no standard input")?.write_all(input)?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}
