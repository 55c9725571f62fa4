//! Counting tests: the steps of a run, and what the test programs inside them say of theirs.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::steps::{say, shown, step};

/// What has been counted so far.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Tests that hold.
    pub passed: u64,
    /// Tests that do not.
    pub failed: u64,
    /// Tests that were not run, or said that they could not be.
    pub skipped: u64,
    /// The steps that failed, by name.
    pub failures: Vec<String>,
    /// How long each step took.
    pub times: Vec<(String, f64)>,
    /// Tests that said `skipped:` and whose program, which takes them for passed, has not summed up yet.
    excused: u64,
}

impl Tally {
    /// Runs a step that counts as one test; returns whether it held.
    pub fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let began = Instant::now();
        let held = step(name, work).is_ok();
        self.times.push((name.to_owned(), began.elapsed().as_secs_f64()));
        if held {
            self.passed += 1;
        } else {
            self.failed += 1;
            self.failures.push(name.to_owned());
        }
        held
    }

    /// Runs a test program and adds what it counted.
    pub fn tests(&mut self, name: &str, command: &mut Command) {
        let began = Instant::now();
        let mut counted = Self::default();
        if step(name, || counted.listen(command)).is_err() {
            self.failures.push(name.to_owned());
            // A program that did not come to its tests, or died among them, is one failure.
            counted.failed = counted.failed.max(1);
        }
        self.times.push((name.to_owned(), began.elapsed().as_secs_f64()));
        self.passed += counted.passed;
        self.failed += counted.failed;
        self.skipped += counted.skipped;
    }

    /// Counts a step that cannot be done here, saying why.
    pub fn skip(&mut self, name: &str, why: &str) {
        say(&format!("▸ {name}\n  skipped: {why}"));
        self.skipped += 1;
    }

    fn listen(&mut self, command: &mut Command) -> Result<()> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot start `{}`", shown(command)))?;
        let out = child.stdout.take().context("no output to listen to")?;
        self.read(out)?;
        let status = child.wait()?;
        if !status.success() {
            bail!("`{}` ended with {status}", shown(command));
        }
        Ok(())
    }

    fn read(&mut self, out: impl Read) -> Result<()> {
        for line in BufReader::new(out).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            say(&line);
            self.count(&line);
        }
        Ok(())
    }

    /// Counts what a line of a test program says.
    fn count(&mut self, line: &str) {
        if let Some((_, numbers)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) {
            for part in numbers.split(';') {
                let mut words = part.split_whitespace();
                let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
                match words.next() {
                    Some("passed") => {
                        self.passed += number.saturating_sub(self.excused);
                        self.skipped += std::mem::take(&mut self.excused);
                    }
                    Some("failed") => self.failed += number,
                    Some("ignored") => self.skipped += number,
                    _ => {}
                }
            }
        } else if line.starts_with("skipped:") {
            self.excused += 1;
        }
    }

    /// Prints what took long and what failed, and as the very last line the numbers.
    pub fn report(&self) {
        say("");
        for (name, seconds) in &self.times {
            say(&format!("{seconds:>8.1} s  {name}"));
        }
        for name in &self.failures {
            say(&format!("FAILED: {name}"));
        }
        say(&format!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_test_programs_are_added_up() {
        let printed = "running 4 tests\n\
            skipped: no Firefox here\n\
            test a ... ok\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out; finished in 0.00s\n";
        let mut tally = Tally::default();
        tally.read(printed.as_bytes()).unwrap();
        assert_eq!((tally.passed, tally.failed, tally.skipped), (3, 2, 2));
    }

    #[test]
    fn a_step_that_fails_is_one_failed_test() {
        let mut tally = Tally::default();
        assert!(!tally.check("this fails on purpose", || bail!("as it should")));
        assert!(tally.check("this holds", || Ok(())));
        assert_eq!((tally.passed, tally.failed, tally.skipped), (1, 1, 0));
    }
}
