//! From what is asked of quotations to what the page shows of them. Knows the corpus, and reads the letters of a
//! document when the first check wants them; which way the answer goes is none of its business.

use super::cards;
use super::places::{marks, take};
use crate::protocol::{Answered, Asking, Checked, Held, Piece, Standing, Suggested};
use crate::quotes::check::{Match, Passage, Transcripts, check};
use crate::quotes::cite::{Style, cite};
use crate::quotes::collection::Kept;
use crate::quotes::directive::text_directive;
use crate::quotes::quote::Quote;
use crate::quotes::suggest::suggest;
use crate::quotes::{Letters, Orphan, Selector, resolve};
use crate::search::{Corpus, Text};
use crate::text::Span;
use crate::transcript::Transcript;
use crate::view_state::ViewState;

/// How many suggestions are shown.
const SUGGESTED: usize = 12;

/// How many places of a passage are shown.
const PLACES: usize = 5;

/// The letters that were read, by the number of their document.
#[derive(Default)]
pub(super) struct Quoting {
    letters: Vec<Option<Letters>>,
}

impl Quoting {
    /// Answers; `None` where there is no such document.
    pub(super) fn answer(&mut self, corpus: &Corpus, asking: &Asking) -> Option<Answered> {
        Some(match asking {
            Asking::Take { n, from, to, base, ui } => {
                let text = text(corpus, *n)?;
                match take(text, from, to, base.as_deref()) {
                    Ok(quote) => Answered::Held(Box::new(taken(text, &quote, *ui))),
                    Err(fault) => Answered::Refused(fault),
                }
            }
            Asking::Check { text, only } => Answered::Checked(self.check(corpus, text, *only)),
            Asking::Suggest(n) => Answered::Suggested(suggested(text(corpus, *n)?)),
            Asking::Resolve { fragment, shown, everywhere } => {
                let selector = Selector::from_state(&ViewState::parse(fragment));
                match find(corpus, &selector, *shown, *everywhere) {
                    Ok((n, span)) => Answered::Resolved(n, marks(text(corpus, n)?, span)),
                    Err(orphan) => Answered::Orphan(orphan),
                }
            }
            Asking::Card { fragment, shown, kept, base, ui } => {
                let selector = Selector::from_state(&ViewState::parse(fragment));
                match find(corpus, &selector, *shown, true) {
                    Ok((n, span)) => match cards::material(text(corpus, n)?, span, kept, base.as_deref(), *ui) {
                        Ok(material) => Answered::Card(Box::new(material)),
                        Err(fault) => Answered::Refused(fault),
                    },
                    Err(orphan) => Answered::Orphan(orphan),
                }
            }
        })
    }

    fn check(&mut self, corpus: &Corpus, pasted: &str, only: Option<usize>) -> Vec<Checked> {
        let numbers: Vec<usize> = only.map_or_else(|| (0..corpus.len()).collect(), |n| vec![n]);
        self.letters.resize_with(corpus.len().max(self.letters.len()), || None);
        for n in &numbers {
            if let (Some(letters @ None), Some(text)) = (self.letters.get_mut(*n), text(corpus, *n)) {
                *letters = Some(Letters::of(text.transcript()));
            }
        }
        let numbers: Vec<usize> =
            numbers.into_iter().filter(|n| matches!(self.letters.get(*n), Some(Some(_)))).collect();
        let letters: Vec<&Letters> = numbers.iter().filter_map(|n| self.letters.get(*n)?.as_ref()).collect();
        let mut chosen = Chosen { corpus, numbers: &numbers };
        let passages = check(pasted, &letters, &mut chosen);
        passages.iter().map(|passage| chosen.tell(pasted, passage)).collect()
    }
}

/// The documents that are checked against.
struct Chosen<'c> {
    corpus: &'c Corpus,
    numbers: &'c [usize],
}

impl Transcripts for Chosen<'_> {
    fn transcript(&mut self, document: usize) -> Option<&Transcript> {
        Some(text(self.corpus, *self.numbers.get(document)?)?.transcript())
    }
}

impl Chosen<'_> {
    fn tell(&self, pasted: &str, passage: &Passage) -> Checked {
        let standing = |found: &Match| {
            let n = *self.numbers.get(found.document)?;
            let text = text(self.corpus, n)?;
            let transcript = text.transcript();
            let speaker = found.speaker.and_then(|speaker| transcript.speakers.get(speaker));
            Some(Standing {
                n,
                marks: marks(text, found.span),
                speaker: speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
                exchange: exchange_at(transcript, found.span),
                pieces: pieces(transcript, found),
            })
        };
        Checked {
            words: passage.at.of(pasted).to_owned(),
            verdict: passage.verdict,
            warnings: passage.warnings.clone(),
            places: passage.matches.iter().take(PLACES).filter_map(standing).collect(),
        }
    }
}

pub(super) fn text(corpus: &Corpus, n: usize) -> Option<&Text> {
    corpus.text(u32::try_from(n).ok()?)
}

fn taken(text: &Text, quote: &Quote, ui: crate::messages::Ui) -> Held {
    let transcript = text.transcript();
    let whole = quote.spans.iter().copied().reduce(Span::join).unwrap_or_default();
    let selector = Selector::of(transcript, whole);
    let fragment = selector.clone().into_state().to_string();
    Held {
        kept: Kept::of(quote, selector, 0),
        marks: marks(text, whole),
        role: Some(quote.role),
        exchange: quote.exchange.unwrap_or_default() as usize,
        is_inferred: quote.is_inferred,
        language: quote.language.to_owned(),
        attribution: quote.attribution(ui),
        plain: quote.plain(ui),
        html: quote.html(ui),
        markdown: quote.markdown(ui),
        citations: Style::ALL.map(|style| cite(quote, style, ui)).into(),
        fragment,
        short: Selector::short_of(transcript, whole).into_state().to_string(),
        directive: text_directive(transcript, whole).unwrap_or_default(),
    }
}

fn suggested(text: &Text) -> Vec<Suggested> {
    let transcript = text.transcript();
    let one = |suggestion: crate::quotes::suggest::Suggestion| {
        let span = suggestion.span;
        let quote = Quote::of(transcript, &[span], None).ok()?;
        Some(Suggested {
            mark: marks(text, span).into_iter().next()?,
            words: quote.text,
            speaker: quote.speaker.unwrap_or_default(),
            exchange: quote.exchange.unwrap_or_default() as usize,
            reasons: suggestion.reasons,
        })
    };
    suggest(transcript, SUGGESTED).into_iter().filter_map(one).collect()
}

/// Finds the place of a link: in the document that it names, else in the one that is shown, else in the others.
pub(super) fn find(
    corpus: &Corpus,
    selector: &Selector,
    shown: usize,
    everywhere: bool,
) -> Result<(usize, Span), Orphan> {
    let is_named = |n: usize| {
        let named = text(corpus, n).map(|text| crate::article::doc(text.transcript()));
        named.is_some() && named == selector.doc
    };
    let at = |n: usize| resolve(text(corpus, n).ok_or(Orphan::NoPlace)?.transcript(), selector).map(|span| (n, span));
    if selector.doc.is_none() || is_named(shown) {
        return at(shown);
    }
    if let Some(named) = (0..corpus.len()).find(|n| is_named(*n)) {
        return at(named);
    }
    let here = at(shown);
    if here.is_ok() || !everywhere {
        return here;
    }
    // In two copies the words stand equally: the one that was opened first has them.
    (0..corpus.len()).filter(|n| *n != shown).find_map(|n| at(n).ok()).ok_or(here.err().unwrap_or(Orphan::Gone))
}

pub(super) fn exchange_at(transcript: &Transcript, span: Span) -> usize {
    let holds = |item: &&crate::transcript::Item| {
        let mut paragraphs = item.turns.iter().flat_map(|turn| &turn.paragraphs);
        paragraphs.any(|paragraph| paragraph.span.start <= span.start && span.start < paragraph.span.end)
    };
    transcript.items.iter().find(holds).and_then(|item| item.number()).unwrap_or_default() as usize
}

/// Cuts the words of a place where the quotation differs from them.
fn pieces(transcript: &Transcript, found: &Match) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = found.span.start;
    let same = |from: u32, to: u32, pieces: &mut Vec<Piece>| {
        let source = transcript.shown(Span { start: from, end: to.max(from) }).into_owned();
        if !source.is_empty() {
            pieces.push(Piece { kind: None, source, quoted: String::new() });
        }
    };
    for difference in &found.differences {
        same(at, difference.span.start, &mut pieces);
        pieces.push(Piece {
            kind: Some(difference.kind),
            source: difference.source.clone(),
            quoted: difference.quoted.clone(),
        });
        at = at.max(difference.span.end);
    }
    same(at, found.span.end, &mut pieces);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::messages::Ui;
    use crate::protocol::{Document, Mark, Point, Request, Response};
    use crate::quotes::check::{Kind, Verdict};
    use crate::quotes::quote::Fault;
    use crate::text::decode::EncodingRs;

    const HOME: &str = include_str!("../../transcripts/zh_wang_yi_20250307.txt");
    const COPY: &str = "外交部長記者會\n\n塔斯社記者：請問中俄關係？\n\n王毅：中俄關係不會變。\n世界\n很大。\n";

    fn open(texts: &[&str]) -> Engine {
        let mut engine = Engine::new(Box::new(EncodingRs));
        for text in texts {
            let document = Document { text: (*text).to_owned(), ..Document::default() };
            engine.handle(Request::Take(document), &[]);
        }
        engine
    }

    fn ask(engine: &mut Engine, asking: Asking) -> Answered {
        // Through bytes and back, as a worker's message goes.
        let request = Request::Quotes(asking);
        let request = Request::from_bytes(&request.to_bytes()).unwrap();
        match Response::from_bytes(&engine.handle(request, &[]).to_bytes()) {
            Response::Quoted(answered) => answered,
            other => panic!("no answer: {other:?}"),
        }
    }

    fn point(block: &str, at: usize) -> Point {
        Point { block: block.to_owned(), at }
    }

    fn take(engine: &mut Engine, from: Point, to: Point) -> Answered {
        let base = Some("https://example.org/".to_owned());
        ask(engine, Asking::Take { n: 0, from, to, base, ui: Ui::Hans })
    }

    fn taken(answered: Answered) -> Held {
        match answered {
            Answered::Held(taken) => *taken,
            other => panic!("nothing is taken: {other:?}"),
        }
    }

    #[test]
    fn a_sentence_is_taken_whole_with_everything_that_is_known_of_it() {
        let mut engine = open(&[HOME]);
        let id = "x2a1.p1.s1";
        let taken = taken(take(&mut engine, point(id, 0), point(id, Point::END)));
        assert_eq!(taken.kept.speaker.as_deref(), Some("王毅"));
        assert_eq!(taken.kept.asked_by.as_deref(), Some("塔斯社记者"));
        assert_eq!((taken.exchange, taken.is_inferred), (2, true));
        assert_eq!(taken.kept.date.as_deref(), Some("2025-03-07"));
        assert!(taken.plain.contains(&taken.kept.text) && taken.html.contains("<figure>"), "{}", taken.html);
        assert_eq!(taken.citations.len(), 4);
        assert!(taken.fragment.starts_with("x2a1.p1.s1&doc=df04523f&exact="), "{}", taken.fragment);
        assert!(taken.directive.starts_with(":~:text="), "{}", taken.directive);
        assert_eq!(taken.marks.first().map(|mark| (mark.block.as_str(), mark.from)), Some(("x2a1.p1", 0)));
    }

    #[test]
    fn words_are_taken_as_they_are_selected() {
        let mut engine = open(&["主持\n\n路透社记者：请问？\n\n毛宁：\u{20000}甲乙丙。丁戊己。\n"]);
        let taken = taken(take(&mut engine, point("x1a1.p1", 3), point("x1a1.p1", 7)));
        assert_eq!(taken.kept.text, "乙丙。丁");
        assert_eq!(taken.marks, [Mark { block: "x1a1.p1".into(), from: 3, to: 7 }]);
    }

    #[test]
    fn every_sentence_leads_back_to_itself() {
        let mut engine = open(&[HOME]);
        let transcript = crate::transcript::parse(HOME);
        for item in transcript.items.iter().filter(|item| item.kind != ItemKind::Heading) {
            for (turn, said) in item.turns_with_ids() {
                for (p, paragraph) in said.paragraphs.iter().enumerate() {
                    for s in 0..paragraph.sentences.len() {
                        let id = format!("{turn}.p{}.s{}", p + 1, s + 1);
                        let taken = taken(take(&mut engine, point(&id, 0), point(&id, Point::END)));
                        let resolve = Asking::Resolve { fragment: taken.fragment, shown: 0, everywhere: true };
                        assert_eq!(ask(&mut engine, resolve), Answered::Resolved(0, taken.marks.clone()), "{id}");
                        let (first, last) = (taken.marks.first().unwrap(), taken.marks.last().unwrap());
                        let (from, to) = (point(&first.block, first.from), point(&last.block, last.to));
                        assert_eq!(super::tests::taken(take(&mut engine, from, to)).kept, taken.kept, "{id}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_taken_across_turns() {
        let mut engine = open(&[HOME]);
        let across = take(&mut engine, point("x2q1.p1", 0), point("x2a1.p1", 4));
        assert_eq!(across, Answered::Refused(Fault::SeveralTurns));
        let nothing = take(&mut engine, point("x2q1.p1", 2), point("x2q1.p1", 2));
        assert_eq!(nothing, Answered::Refused(Fault::Empty));
        assert_eq!(take(&mut engine, point("x99", 0), point("x99", 2)), Answered::Refused(Fault::Empty));
    }

    #[test]
    fn a_check_says_where_and_in_what_it_differs() {
        let mut engine = open(&[HOME, COPY]);
        let text = "王毅说：“中俄关系会变。”".to_owned();
        let Answered::Checked(checked) = ask(&mut engine, Asking::Check { text, only: Some(1) }) else {
            panic!("nothing is checked")
        };
        let [passage] = checked.as_slice() else { panic!("{checked:?}") };
        assert_eq!((passage.verdict, passage.words.as_str()), (Verdict::Altered, "中俄关系会变。"));
        let place = passage.places.first().unwrap();
        assert_eq!((place.n, place.speaker.as_str(), place.exchange), (1, "王毅", 1));
        assert!(
            place.pieces.iter().any(|piece| piece.kind == Some(Kind::Missing) && piece.source == "不"),
            "{place:?}"
        );
        let source: String = place.pieces.iter().map(|piece| piece.source.as_str()).collect();
        assert!(source.starts_with("中俄關係不會變"), "{source}");
        assert_eq!(place.marks.first().map(|mark| mark.block.as_str()), Some("x1a1.p1"));
    }

    #[test]
    fn a_check_of_everything_finds_it_in_any_document() {
        let mut engine = open(&[COPY, HOME]);
        for (only, verdict) in [(Some(0), Verdict::Absent), (None, Verdict::Verbatim)] {
            let text = "“不是你赢我输，而是和合共生”“以中国的确定性稳住不确定的世界”".to_owned();
            let Answered::Checked(checked) = ask(&mut engine, Asking::Check { text, only }) else { panic!() };
            assert_eq!(checked.last().map(|passage| passage.verdict), Some(verdict), "{checked:?}");
        }
    }

    #[test]
    fn suggestions_are_shown_with_their_reasons() {
        let mut engine = open(&[HOME]);
        let Answered::Suggested(all) = ask(&mut engine, Asking::Suggest(0)) else { panic!("nothing is suggested") };
        assert_eq!(all.len(), SUGGESTED);
        assert!(all.iter().any(|one| one.words.contains("以中国的确定性稳住不确定的世界")));
        for one in all {
            assert!(!one.reasons.is_empty());
            let Mark { block, from, to } = one.mark;
            let taken = taken(take(&mut engine, point(&block, from), point(&block, to)));
            assert_eq!((taken.kept.text, taken.exchange), (one.words, one.exchange));
        }
    }

    #[test]
    fn a_link_to_another_document_finds_it_among_the_open_ones_or_says_that_it_does_not() {
        let mut engine = open(&[HOME, "主持\n\n路透社记者：请问？\n\n毛宁：没有评论。\n"]);
        let id = "x2a1.p1.s1";
        let fragment = taken(take(&mut engine, point(id, 0), point(id, Point::END))).fragment;
        let mut resolve = |fragment: &str, everywhere| {
            ask(&mut engine, Asking::Resolve { fragment: fragment.into(), shown: 1, everywhere })
        };
        assert!(matches!(resolve(&fragment, false), Answered::Resolved(0, _)));
        // A copy of other bytes.
        let copy = fragment.replace("doc=df04523f", "doc=00000000");
        assert!(matches!(resolve(&copy, true), Answered::Resolved(0, _)));
        assert_eq!(resolve(&copy, false), Answered::Orphan(Orphan::Gone));
        assert_eq!(resolve("x1a1.p1.s1&doc=00000000", true), Answered::Orphan(Orphan::NoPlace));
    }
}
