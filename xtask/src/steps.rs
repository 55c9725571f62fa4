//! Saying what is being done and how long it took; running commands. Knows no step in particular.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// Runs a step: prints its name, then the time it took or that it failed.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(&format!("▸ {name}"));
    let began = Instant::now();
    let done = work();
    let seconds = began.elapsed().as_secs_f64();
    match &done {
        Ok(_) => say(&format!("  {seconds:.1} s")),
        Err(error) => say(&format!("  FAILED after {seconds:.1} s: {error:#}")),
    }
    done
}

/// Prints a line at once: a log that is read while it grows must not lag.
pub fn say(line: &str) {
    if cfg!(test) {
        // What the tests of xtask say would be taken for what xtask says.
        return;
    }
    let mut out = std::io::stdout().lock();
    // A closed pipe is no reason to stop building.
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// Runs a command with its output shown.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs a command and keeps its output; on failure the error carries what it printed.
pub fn run_quietly(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}\n{printed}{complaint}", shown(command), output.status);
    }
    Ok(printed)
}

/// Returns a command as a person would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", command.get_program().to_string_lossy())
}

/// Makes a cargo command at the top of the project. The cargo that runs us, so that the toolchain is the same.
pub fn cargo<'w>(words: impl IntoIterator<Item = &'w str>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(crate::files::root());
    command
}
