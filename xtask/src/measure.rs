//! The parser measured on transcripts that are no part of the project: the score against hand-made readings, the survey
//! of the corpus. Knows the command line's words; says `skipped:` where texts or Python are not here.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;

use crate::files;
use crate::steps::{run_quietly, say};
use crate::tally::Tally;
use crate::tools::on_path;

/// The least share of exchanges found (F1), of askers named as printed and of paragraphs counted right.
const SCORES: [(&str, f64); 3] = [("exchange F1", 0.99), ("asker", 0.98), ("paragraphs", 0.97)];
/// The least F1 in each file.
const F1_OF_A_FILE: f64 = 0.95;

/// Runs what needs the built command line: the schemas, the score, the survey.
pub fn measure(tally: &mut Tally, texts: &Path) {
    let shilu = files::target().join("release/shilu");
    schemas(tally, &shilu);
    let (scorer, gold) = (texts.join("tools/score.py"), texts.join("golden/exchanges.json"));
    if !on_path("python3") {
        tally.skip("score against hand-made readings", "there is no python3");
    } else if !(scorer.is_file() && gold.is_file()) {
        tally.skip("score against hand-made readings", "there are none in $SHILU_TEXTS");
    } else {
        tally.check("score against hand-made readings", || score(&scorer, &gold, &texts.join("transcripts"), &shilu));
    }
    let corpus = corpus(texts);
    if corpus.is_empty() {
        tally.skip("survey of the corpus", "there is none in $SHILU_TEXTS");
    } else {
        tally.check("survey of the corpus", || corpus.iter().try_for_each(|file| survey(file, &shilu)));
    }
}

/// Validates the exports against the official schemas of Akoma Ntoso and TEI.
fn schemas(tally: &mut Tally, shilu: &Path) {
    const NAME: &str = "schemas of Akoma Ntoso and TEI";
    if !on_path("python3") {
        return tally.skip(NAME, "there is no python3");
    }
    let mut command = Command::new("python3");
    command.arg(files::root().join("tests/schemas.py")).arg(shilu);
    let printed = run_quietly(&mut command);
    match printed.as_ref().ok().and_then(|printed| printed.lines().find_map(|line| line.strip_prefix("skipped: "))) {
        Some(why) => tally.skip(NAME, why),
        None => {
            tally.check(NAME, || printed.map(|printed| say(printed.trim_end())));
        }
    }
}

fn score(scorer: &Path, gold: &Path, transcripts: &Path, shilu: &Path) -> Result<()> {
    let mut command = Command::new("python3");
    command.arg(scorer).arg(gold).arg(transcripts).arg(shilu).args(["export", "--format", "json"]);
    let printed = run_quietly(&mut command)?;
    say(printed.trim_end());
    is_good_enough(&printed)
}

fn is_good_enough(printed: &str) -> Result<()> {
    let last = printed.lines().last().context("no score")?;
    for (name, least) in SCORES {
        let value = last.split(name).nth(1).and_then(|rest| rest.split_whitespace().next()).context(name)?;
        ensure!(value.parse::<f64>()? >= least, "{name} is {value}, at least {least} is wanted");
    }
    for line in printed.lines().filter(|line| line.contains(" gold ") && line.contains(" hit ")) {
        let number = |name: &str| -> Option<f64> {
            line.split(name).nth(1).and_then(|rest| rest.split_whitespace().next()).and_then(|word| word.parse().ok())
        };
        let (gold, given, hit) = (number(" gold "), number(" given "), number(" hit "));
        let (Some(gold), Some(given), Some(hit)) = (gold, given, hit) else { continue };
        ensure!(gold + given == 0.0 || 2.0 * hit / (gold + given) >= F1_OF_A_FILE, "too few in {line}");
    }
    ensure!(!printed.contains(" FAILED "), "the command line failed");
    Ok(())
}

/// Returns the files of the corpus.
pub fn corpus(texts: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(texts.join("corpus")).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.to_string_lossy().ends_with(".jsonl.gz")).collect()
}

/// Surveys one file of the corpus; the report is left in `target/survey` for a person to read.
fn survey(file: &Path, shilu: &Path) -> Result<()> {
    let mut lines = Vec::new();
    GzDecoder::new(fs::File::open(file)?).read_to_end(&mut lines)?;
    let folder = files::target().join("survey");
    fs::create_dir_all(&folder)?;
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let plain = folder.join(&name);
    fs::write(&plain, lines)?;
    let report = run_quietly(Command::new(shilu).arg("survey").arg(&plain))?;
    let last = report.lines().last().context("the survey says nothing")?;
    fs::write(folder.join(format!("{name}.txt")), &report)?;
    say(&format!("  {last}; where: {}", folder.join(format!("{name}.txt")).display()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "a.txt    gold  12 given  12 hit  12 asker  12 paragraphs  12\n\
        exchange F1 0.9960  asker 1.0000  paragraphs 0.9900  (12 of 12 gold, 12 given)\n";

    #[test]
    fn a_score_is_read_and_judged() {
        assert!(is_good_enough(GOOD).is_ok());
        assert!(is_good_enough(&GOOD.replace("0.9960", "0.9890")).is_err());
        assert!(is_good_enough(&GOOD.replace("asker 1.0000", "asker 0.9700")).is_err());
        assert!(is_good_enough(&GOOD.replace("hit  12", "hit  11")).is_err());
        assert!(is_good_enough("b.txt FAILED KeyError: x\n").is_err());
    }
}
