//! The house's own tool: `cargo xtask setup | serve | dist | test | bench | fuzz`.
//!
//! Knows processes, files and the network; knows the core only as the printer of the first page.

mod about;
mod base;
mod bench;
mod browsers;
mod bundle;
mod cards;
mod carry;
mod chromium;
mod dist;
#[cfg(test)]
mod documents;
mod embed;
mod fallback;
mod files;
mod fuzz;
mod icon;
mod lighthouse;
mod load;
mod measure;
mod minify;
mod node;
mod notices;
mod offline;
mod optimize;
mod pagefind;
mod peers;
mod pictures;
mod prerender;
mod publish;
mod ranked;
mod report;
mod row;
mod serve;
mod setup;
mod single;
mod size;
mod steps;
mod subjects;
mod tables;
mod tally;
mod test;
#[cfg(test)]
mod tidy;
mod tools;
mod unused;
mod words;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N]  builds the page and serves it on 127.0.0.1
cargo xtask test              runs everything CI runs; installs the browsers it lacks where it can
cargo xtask dist              builds the page into dist/
cargo xtask dist --single     builds the page as one file, dist/shilu.html, that opens without a server
cargo xtask dist --base URL   … for that address: canonical link, Open Graph, oEmbed, a small page for each exchange; also with --single
cargo xtask bench             measures everything below and writes target/bench/report.md and .json (some minutes)
cargo xtask bench parse       measures the parser beside two yardsticks, and its growth
cargo xtask bench words       measures topics and segmentation over the corpus, alone and in Chromium
cargo xtask bench topics      the second half of that
cargo xtask bench search      measures the search, alone and in Chromium beside its peers from npm
cargo xtask bench peers       the second half of that
cargo xtask bench cards       measures the setting of cards, alone and in Chromium beside its peers from npm
cargo xtask bench check       measures the check of quotations, and the suggestions, over the corpus
cargo xtask bench load        measures transfer sizes and the load, in Chromium beside a plain page and Pagefind's
cargo xtask lighthouse        runs Lighthouse on the page, served compressed
cargo xtask fuzz [SECONDS]    runs each fuzz target, 600 seconds unless told otherwise
cargo xtask setup             installs what the others need, and nothing else
cargo xtask tables FOLDER     makes the tables of characters anew; src/data/README.md says from what
cargo xtask eval topics       measures topics against labels made by a careful reader
cargo xtask words             builds the dictionary of the page into target/words.gz
cargo xtask notices           writes NOTICES.md from what the page and the command line contain";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["serve"] => serve::serve(None),
        ["serve", "--port", port] => port.parse().map_err(Into::into).and_then(|port| serve::serve(Some(port))),
        ["dist"] => dist::dist(None).and_then(|()| size::report(&files::dist())),
        ["dist", "--single"] => single::single(None),
        ["dist", "--base", base] => {
            base::Base::of(base).and_then(|base| dist::dist(Some(&base))).and_then(|()| size::report(&files::dist()))
        }
        ["dist", "--single", "--base", base] | ["dist", "--base", base, "--single"] => {
            base::Base::of(base).and_then(|base| single::single(Some(&base)))
        }
        ["test"] => return test::test(),
        ["bench"] => bench::all(),
        ["bench", "parse"] => bench::alone("parse", bench::parse),
        ["bench", "words"] => bench::alone("topics", bench::words),
        ["bench", "topics"] => bench::alone("topics", subjects::subjects),
        ["bench", "search"] => bench::alone("search", bench::search),
        ["bench", "cards"] => bench::alone("cards", bench::cards),
        ["bench", "check"] => bench::alone("check", bench::check),
        ["bench", "peers"] => bench::alone("search", peers::peers),
        ["bench", "load"] => bench::alone("load", load::load),
        ["bench", rest @ ..] => bench::parse_with(rest),
        ["lighthouse"] => lighthouse::lighthouse(),
        ["fuzz"] => fuzz::all(600),
        ["fuzz", seconds] => seconds.parse().map_err(Into::into).and_then(fuzz::all),
        ["setup"] => setup::setup(),
        ["tables", folder] => tables::write(folder.as_ref()),
        ["notices"] => notices::write(),
        ["words"] => words::write(),
        ["eval", "topics"] => bench::eval_topics(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(anyhow::anyhow!("there is no such command. The commands are:\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
