//! The command line's door: files in, a format out. Knows arguments, files and exit codes; everything else is the core.
//!
//! Exit 0: done. 1: the file could not be read; one line on standard error says why. 2: the arguments are wrong.

#[path = "shilu/card.rs"]
mod card;
#[path = "shilu/card_check.rs"]
mod card_check;
#[path = "shilu/pack.rs"]
mod pack;
#[path = "shilu/pixels.rs"]
mod pixels;
#[path = "shilu/search.rs"]
mod search;
#[path = "shilu/sources.rs"]
mod sources;

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use sha2::{Digest, Sha256};
use shilu::export::names::iso;
use shilu::export::{self, Format, json};
use shilu::import;
use shilu::quotes::{self, Letters};
use shilu::text::decode::{DecodeError, EncodingRs, decode};
use shilu::topics::{Lexicon, LexiconError, assign};
use shilu::transcript::{Diagnostic, DiagnosticKind, Transcript, parse};

/// A reader for press-conference transcripts.
#[derive(Parser)]
#[command(name = "shilu", version)]
struct Arguments {
    #[command(subcommand)]
    order: Order,
}

#[derive(Subcommand)]
enum Order {
    /// Reads a transcript and prints it in another format.
    Export {
        /// The format to print.
        #[arg(long, short, value_enum, default_value_t = Format::Json)]
        format: Format,
        /// The transcript's text, or `-` for standard input.
        file: PathBuf,
    },
    /// Reads an exported file and prints it as JSON.
    Import {
        /// The format of the file; without it, the content tells.
        #[arg(long, short, value_enum)]
        format: Option<Exported>,
        /// The exported file, or `-` for standard input.
        file: PathBuf,
    },
    /// Searches transcripts: words, "exact words", -excluded words, 提问: 回答: 标题: 媒体: (question: answer: title: outlet:).
    Search {
        /// What to look for.
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// Transcripts, folders of them, or `.jsonl` and `.jsonl.gz` files with a `text` and a `date` on each line.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Prints JSON, with spans in code points of the source.
        #[arg(long)]
        json: bool,
        /// Prints keywords in context as a table.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// The order of the hits; without it the best first, with --json or --csv as they stand in the files.
        #[arg(long, value_enum)]
        order: Option<search::Sorted>,
        /// Prints at most this many hits; all are counted.
        #[arg(long)]
        limit: Option<usize>,
    },
    /// Reads a transcript and prints what its exchanges are about, with the words that show it.
    Topics {
        /// Prints JSON instead of a line for each topic.
        #[arg(long)]
        json: bool,
        /// A lexicon to add to the built-in one (in the form of src/data/lexicon.txt).
        #[arg(long, value_name = "FILE")]
        lexicon: Option<PathBuf>,
        /// The transcript's text, or `-` for standard input.
        file: PathBuf,
    },
    /// Checks whether quotations, or the words of a card, are in transcripts exactly as quoted.
    #[command(group(clap::ArgGroup::new("checked").required(true).args(["quote", "card"])))]
    Check {
        /// The quotation, or a text with quotations in it.
        #[arg(long)]
        quote: Option<String>,
        /// A card: a PNG or an SVG that Shilu made, or a picture of one with its QR code.
        #[arg(long)]
        card: Option<PathBuf>,
        /// The transcripts' texts, or `-` for standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prints the sentences of a transcript that are likely to be quoted.
    Quotes {
        /// How many to print.
        #[arg(long, default_value_t = 12)]
        top: usize,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
        /// The transcript's text, or `-` for standard input.
        file: PathBuf,
    },
    /// Sets a sentence as a card.
    Card(card::Wish),
    /// Packs transcripts into one page that opens by a double click: the first is shown, the others are open beside it.
    Pack(pack::Wish),
    /// Reads many transcripts and lists what looks wrong in them.
    Survey {
        /// A folder of texts, or a `.jsonl` or `.jsonl.gz` file with a `text` and a `date` on each line.
        texts: PathBuf,
    },
}

/// A format that can be read back.
#[derive(Clone, Copy, ValueEnum)]
enum Exported {
    Json,
    Akn,
    Tei,
}

/// Why an order was not carried out.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("{0}: {1}")]
    Read(Name, io::Error),
    #[error("{0}: {1}")]
    Decode(Name, DecodeError),
    #[error("{0}: {1}")]
    Import(Name, import::Error),
    #[error("{0}: {1}")]
    Lexicon(Name, LexiconError),
    #[error("{0}")]
    Card(card::Fault),
    #[error("{0}")]
    Pack(pack::Fault),
    #[error("{0}: {1}")]
    Check(Name, card_check::Unreadable),
    #[error("{0}: {1}")]
    Save(Name, io::Error),
    #[error("cannot write: {0}")]
    Write(io::Error),
}

/// What a file is called in a message: on one line, whatever its name holds.
#[derive(Debug)]
struct Name(String);

impl Name {
    fn of(path: &Path) -> Self {
        Self(if is_standard_input(path) { "standard input".to_owned() } else { path.display().to_string() })
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0
            .chars()
            .try_for_each(|c| if c.is_control() { write!(f, "{}", c.escape_default()) } else { write!(f, "{c}") })
    }
}

fn main() -> ExitCode {
    let done = match Arguments::parse().order {
        Order::Export { format, file } => open(&file).map(|transcript| match format {
            Format::Json => json::write_pretty(&transcript),
            other => other.write(&transcript),
        }),
        Order::Import { format, file } => take_in(&file, format).map(|transcript| json::write_pretty(&transcript)),
        Order::Search { query, files, json, csv, order, limit } => sources::sources(&files).map(|sources| {
            let form = match () {
                () if json => search::Form::Json,
                () if csv => search::Form::Csv,
                () => search::Form::Plain,
            };
            search::answer(&query, sources, form, order, limit)
        }),
        Order::Topics { json, lexicon, file } => topics(&file, lexicon.as_deref(), json),
        Order::Check { quote: _, card: Some(card), files, json } => check_card(&card, &files, json),
        Order::Check { quote, card: None, files, json } => check(&quote.unwrap_or_default(), &files, json),
        Order::Quotes { top, json, file } => open(&file).map(|transcript| {
            let suggestions = quotes::suggest::suggest(&transcript, top);
            let print = if json { quotes::report::suggestions_json } else { quotes::report::suggestions_lines };
            print(&transcript, &suggestions)
        }),
        Order::Card(wish) => cards(&wish),
        Order::Pack(wish) => pack::pack(&wish),
        Order::Survey { texts } => report(&texts),
    };
    match done.and_then(|text| print(&text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // Nobody may be reading there either.
            let _ = writeln!(io::stderr(), "shilu: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Reads a file as a transcript.
fn open(file: &Path) -> Result<Transcript, Fault> {
    let bytes = read(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let decoded = decode(&bytes, &name, &EncodingRs).map_err(|error| Fault::Decode(Name::of(file), error))?;
    let mut transcript = parse(&decoded.text);
    transcript.source.digest = Some(Sha256::digest(&bytes).into());
    transcript.source.encoding = decoded.encoding.label();
    let known = transcript.diagnostics.iter().any(|diagnostic| diagnostic.kind == DiagnosticKind::Undecodable);
    let undecodable = decoded.undecodable.iter().filter(|_| !known);
    let diagnostics = undecodable.map(|&span| Diagnostic { kind: DiagnosticKind::Undecodable, span });
    transcript.diagnostics.extend(diagnostics);
    Ok(transcript)
}

/// Prints the topics: as JSON, or a line a topic (number, role, id, name, words).
fn topics(file: &Path, own: Option<&Path>, json: bool) -> Result<String, Fault> {
    let transcript = open(file)?;
    let read_own = own.map(|path| {
        let text = read(path)?;
        Lexicon::with(&String::from_utf8_lossy(&text)).map_err(|error| Fault::Lexicon(Name::of(path), error))
    });
    let own = read_own.transpose()?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::built_in());
    if json {
        return Ok(export::topics::write_pretty(&transcript, lexicon));
    }
    let mut lines = String::new();
    for topics in assign(&transcript, lexicon) {
        for topic in &topics.topics {
            let Some(subject) = lexicon.subject(topic.subject) else { continue };
            let mut words: Vec<_> = topic.evidence.iter().map(|span| transcript.shown(*span)).collect();
            words.dedup();
            let (number, role, words) = (topics.number, topic.role.word(), words.join("、"));
            lines.push_str(&format!("{number}\t{role}\t{}\t{}\t{words}\n", subject.id, subject.name("zh-Hans")));
        }
    }
    Ok(lines)
}

/// Makes cards: printed one after the other, or each into its file, whose name is printed.
fn cards(wish: &card::Wish) -> Result<String, Fault> {
    let cards = card::make(wish, &open(&wish.file)?).map_err(Fault::Card)?;
    let Some(path) = &wish.output else { return Ok(cards.concat()) };
    let mut written = String::new();
    for (card, number) in cards.iter().zip(1..) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let path =
            if cards.len() > 1 { path.with_file_name(format!("{stem}-{number}.{ending}")) } else { path.clone() };
        std::fs::write(&path, card).map_err(|error| Fault::Save(Name::of(&path), error))?;
        written.push_str(&format!("{}\n", Name::of(&path)));
    }
    Ok(written)
}

/// Checks quotations against transcripts.
fn check(quote: &str, files: &[PathBuf], is_json: bool) -> Result<String, Fault> {
    let transcripts = files.iter().map(|file| open(file)).collect::<Result<Vec<_>, _>>()?;
    let letters: Vec<Letters> = transcripts.iter().map(Letters::of).collect();
    let passages = quotes::check::check(quote, &letters.iter().collect::<Vec<_>>(), &mut transcripts.as_slice());
    let names: Vec<String> = files.iter().map(|file| Name::of(file).to_string()).collect();
    let print = if is_json { quotes::report::check_json } else { quotes::report::check_lines };
    Ok(print(quote, &passages, &names, &transcripts))
}

/// Checks a card against transcripts.
fn check_card(card: &Path, files: &[PathBuf], is_json: bool) -> Result<String, Fault> {
    let claim = card_check::claim(&read(card)?).map_err(|error| Fault::Check(Name::of(card), error))?;
    let transcripts = files.iter().map(|file| open(file)).collect::<Result<Vec<_>, _>>()?;
    let names: Vec<String> = files.iter().map(|file| Name::of(file).to_string()).collect();
    let report = card_check::Report::of(claim.as_ref(), &names, &transcripts);
    Ok(if is_json { report.json() } else { report.lines() })
}

/// Surveys a folder or a file of JSON lines: a line an oddity, then the counts.
fn report(texts: &Path) -> Result<String, Fault> {
    let (mut lines, mut read_ones, mut exchanges, mut odd) = (String::new(), 0, 0, 0);
    let mut look = |name: &str, transcript: &Transcript| {
        let found = shilu::survey::survey(transcript);
        read_ones += 1;
        exchanges += transcript.exchanges().count();
        odd += usize::from(!found.is_empty());
        for oddity in found {
            lines.push_str(&format!("{name}\t{}\t{}\n", oddity.place, oddity.what));
        }
    };
    for (name, date, transcript) in sources::sources(&[texts.to_owned()])? {
        look(&date.map_or(name, iso), &transcript);
    }
    Ok(format!("{lines}{read_ones} transcripts, {exchanges} exchanges, {odd} with something that looks wrong\n"))
}

/// Reads an exported file.
fn take_in(file: &Path, format: Option<Exported>) -> Result<Transcript, Fault> {
    let bytes = read(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let read = match format.unwrap_or_else(|| guess(text)) {
        Exported::Json => import::json::read(text),
        Exported::Akn => import::akn::read(text),
        Exported::Tei => import::tei::read(text),
    };
    read.map_err(|error| Fault::Import(Name::of(file), error))
}

/// Tells the formats apart by what they must begin with.
fn guess(text: &str) -> Exported {
    let names = |tag| text.contains(tag) && text.trim_start().starts_with('<');
    match () {
        () if names("<akomaNtoso") => Exported::Akn,
        () if names("<TEI") => Exported::Tei,
        () => Exported::Json,
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = if is_standard_input(file) {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut opened| opened.read_to_end(&mut bytes))
    };
    read.map(|_| bytes).map_err(|error| Fault::Read(Name::of(file), error))
}

fn is_standard_input(file: &Path) -> bool {
    file == Path::new("-")
}

fn print(text: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    let line_end = if text.ends_with('\n') { "" } else { "\n" };
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(line_end.as_bytes())).and_then(|()| out.flush()) {
        // Whoever reads has read enough (`| head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(Fault::Write),
    }
}
