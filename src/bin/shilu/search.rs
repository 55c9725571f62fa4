//! `shilu search`: a query over files, as JSON, as a table of keywords in context, or for a person's eyes.
//!
//! Exact hits are counted and listed; pinyin and partial matches come under keys of their own.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use clap::ValueEnum;
use serde_json::{Value, json};
use shilu::search::{Corpus, Hit, Key, Order, Pinyin, Query, Results, Scope, Wish, rows, snippet, sort, table};
use shilu::text::Offsets;
use shilu::transcript::Transcript;

/// How characters are read.
const PINYIN: &[u8] = include_bytes!("../../data/pinyin.bin");
/// So many hits are shown to a person.
const SHOWN: usize = 20;
/// So many characters stand on each side of a hit.
const AROUND: usize = 30;

/// In which form results are printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Csv,
    Plain,
}

/// In which order hits come.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Sorted {
    /// As they stand in the files.
    Given,
    /// The newest conference first.
    Newest,
    /// The best first.
    Best,
    /// By what stands before the keyword (with --csv).
    Left,
    /// By what stands after the keyword (with --csv).
    Right,
    /// By who said it (with --csv).
    Speaker,
}

/// What is searched: where it stands, the date its record gives, and the transcript.
pub(super) type Source = (String, Option<time::Date>, Transcript);

/// Returns what is printed for a query.
pub(super) fn answer(
    typed: &str,
    sources: Vec<Source>,
    form: Form,
    sorted: Option<Sorted>,
    limit: Option<usize>,
) -> String {
    let (mut corpus, mut files) = (Corpus::default(), Vec::new());
    for ((file, date, transcript), number) in sources.into_iter().zip(0..) {
        files.push(file);
        corpus.add(number, Arc::new(transcript), date);
    }
    let order = match sorted {
        Some(Sorted::Newest) => Order::Newest,
        Some(Sorted::Best) => Order::Best,
        None if form == Form::Plain => Order::Best,
        _ => Order::Given,
    };
    let limit = limit.unwrap_or(if form == Form::Plain { SHOWN } else { usize::MAX });
    let wish = Wish { order, limit, boundaries: None };
    let (query, scope) = (Query::read(typed), Scope::default());
    let results = corpus.search(&query, &scope, wish);
    let spelled =
        || Pinyin::read(PINYIN).map(|pinyin| corpus.spelled(&query, &scope, wish, &pinyin)).unwrap_or_default();
    let mut print = Print { corpus: &corpus, files: &files, offsets: BTreeMap::new() };
    match form {
        Form::Csv => {
            let mut rows = rows(&corpus, &results.hits, AROUND);
            match sorted {
                Some(Sorted::Left) => sort(&mut rows, Key::Left),
                Some(Sorted::Right) => sort(&mut rows, Key::Right),
                Some(Sorted::Speaker) => sort(&mut rows, Key::Speaker),
                Some(Sorted::Newest) => sort(&mut rows, Key::Conference),
                _ => {}
            }
            table(&rows)
        }
        Form::Json => {
            let partial = results.partial.as_ref().map(|partial| {
                json!({
                    "kept": partial.kept, "dropped": partial.dropped, "apart": partial.apart,
                    "count": partial.found.count, "hits": print.list(&partial.found.hits),
                })
            });
            let answer = json!({
                "count": results.count, "hits": print.list(&results.hits),
                "pinyin": print.list(&spelled().results.hits), "partial": partial,
            });
            answer.to_string()
        }
        Form::Plain => {
            let mut out = print.plain(&results);
            if let Some(partial) = &results.partial {
                let (kept, dropped) = (partial.kept.join(", "), partial.dropped.join(", "));
                let how = if partial.apart { "only in different exchanges" } else { "together" };
                let without = if dropped.is_empty() { String::new() } else { format!(", without {dropped}") };
                let _ = write!(out, "\n{kept} {how}{without}: {}", print.plain(&partial.found));
            }
            let spelled = spelled();
            if spelled.results.count > 0 {
                let words: Vec<_> = spelled.words.iter().take(SHOWN).map(|(word, n)| format!("{word} {n}")).collect();
                let _ = write!(out, "\nread as pinyin ({}): {}", words.join(", "), print.plain(&spelled.results));
            }
            out
        }
    }
}

/// Prints hits.
struct Print<'c> {
    corpus: &'c Corpus,
    files: &'c [String],
    offsets: BTreeMap<u32, Offsets<'c>>,
}

impl Print<'_> {
    fn file(&self, hit: &Hit) -> &str {
        self.files.get(hit.conference as usize).map_or("", String::as_str)
    }

    fn list(&mut self, hits: &[Hit]) -> Vec<Value> {
        let one = |hit: &Hit| {
            let text = self.corpus.text(hit.conference)?;
            let offsets = self.offsets.entry(hit.conference);
            let span = offsets.or_insert_with(|| Offsets::new(&text.transcript().source.text)).span(hit.span);
            Some(json!({ "file": self.file(hit), "sentence": hit.sentence, "span": span }))
        };
        hits.iter().filter_map(one).collect()
    }

    fn plain(&self, results: &Results) -> String {
        let conferences = results.conferences.len();
        let mut out = format!("{} in {conferences} of {} files\n", results.count, self.files.len());
        for hit in &results.hits {
            let Some(text) = self.corpus.text(hit.conference) else { continue };
            let found = snippet(text, hit, &[], AROUND);
            let asked = if found.asker.is_empty() { String::new() } else { format!(" → {}", found.asker) };
            let mut words = found.words;
            // From the end, so that the first insertion leaves the second place where it is.
            words.insert(found.hit.end as usize, '】');
            words.insert(found.hit.start as usize, '【');
            let [before, after] = [found.cut_before, found.cut_after].map(|cut| if cut { "…" } else { "" });
            let _ = writeln!(out, "{}  {}  {}{asked}", self.file(hit), hit.sentence, found.speaker);
            let _ = writeln!(out, "    {before}{words}{after}");
        }
        if (results.hits.len() as u32) < results.count && !results.hits.is_empty() {
            let _ = writeln!(out, "the first {} of {}", results.hits.len(), results.count);
        }
        out
    }
}
