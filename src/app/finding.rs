//! The search at work: from what is typed to marks in the text. Knows the engine's door and the marks, draws no view.

use leptos::prelude::*;

use super::reader::{Reader, report};
use super::state::finding::{Finding, LINES};
use crate::browser::highlight::{self, Place};
use crate::browser::task::spawn;
use crate::browser::{address, asset, download, page};
use crate::messages::{Message, finding as words};
use crate::protocol::{Line, Mark, Request, Response, Row};
use crate::search::Key;

/// How many hits are marked at once: WebKit slows with their number.
const LIVE: usize = 200;

/// The names of the marks, in the style sheet too.
const FOUND: &str = "shilu-found";
const HERE: &str = "shilu-here";

/// The search, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Finder {
    /// What is wanted and what was found. Nobody follows it: a view follows what it draws of it, below.
    finding: StoredValue<Finding>,
    /// What stands in the field.
    pub(crate) typed: RwSignal<String>,
    /// Rises whenever something else is to be drawn.
    drawn: RwSignal<usize>,
    /// The number of the hit that the reader is at, and how many there are.
    pub(crate) position: RwSignal<(usize, usize)>,
    /// Keywords in context, while they are shown, and what they are sorted by.
    pub(crate) rows: RwSignal<Option<(Vec<Row>, Key)>>,
    /// The list of hits is put away.
    pub(crate) is_away: RwSignal<bool>,
    /// Who had the focus before the field.
    before: StoredValue<Option<web_sys::HtmlElement>, LocalStorage>,
    /// The table of how characters are read has been asked for.
    has_pinyin: StoredValue<bool>,
}

impl Finder {
    pub(super) fn new() -> Self {
        let mut finding = Finding::default();
        finding.search.pinyin = true;
        Self {
            finding: StoredValue::new(finding),
            typed: RwSignal::default(),
            drawn: RwSignal::default(),
            position: RwSignal::default(),
            rows: RwSignal::default(),
            is_away: RwSignal::default(),
            before: StoredValue::new_local(None),
            has_pinyin: StoredValue::new(false),
        }
    }
}

impl Finder {
    /// Looks at what is to be drawn, and follows it.
    pub(crate) fn drawn<T>(self, look: impl FnOnce(&Finding) -> T) -> T {
        self.drawn.track();
        self.finding.with_value(look)
    }

    /// Tells whether anything is searched for, and follows it.
    pub(crate) fn is_wanted(self) -> bool {
        !self.typed.with(|typed| typed.trim().is_empty())
    }

    /// Tells the same without following it.
    pub(crate) fn is_wanted_now(self) -> bool {
        self.finding.with_value(Finding::is_wanted)
    }

    /// Changes it; `None` when the page is gone.
    fn change<T>(self, change: impl FnOnce(&mut Finding) -> T) -> Option<T> {
        let (result, typed, position) = self.finding.try_update_value(|finding| {
            let result = change(finding);
            (result, finding.search.query.clone(), finding.position())
        })?;
        if self.typed.with_untracked(|before| *before != typed) {
            self.typed.set(typed);
        }
        if self.position.get_untracked() != position {
            self.position.set(position);
        }
        Some(result)
    }
}

impl Reader {
    /// Looks for what is typed.
    pub(crate) fn type_query(self, typed: String) {
        // Where a composition ends, some browsers tell twice of the same words.
        if self.finder().finding.with_value(|finding| finding.search.query != typed) {
            // What was asked for last is on top.
            self.let_go();
            self.search(|finding| finding.search.query = typed);
        }
    }

    /// Changes what is wanted and looks for it.
    pub(crate) fn search(self, change: impl FnOnce(&mut Finding)) {
        let finder = self.finder();
        let was_wanted = finder.is_wanted_now();
        let place = page::in_sight();
        finder.change(change);
        if finder.is_away.get_untracked() {
            finder.is_away.set(false);
        }
        // The text makes way for the list.
        if let Some(place) = place.filter(|_| finder.is_wanted_now() != was_wanted) {
            page::hold(place);
        }
        self.tell_address();
        self.seek(true);
    }

    /// Shows more lines.
    pub(crate) fn more_lines(self) {
        self.finder().change(|finding| finding.search.limit += 3 * LINES);
        self.seek(false);
    }

    /// Writes into the address what is wanted, without a step in the history.
    pub(super) fn tell_address(self) {
        let fragment = self.change(|state| {
            self.finder().finding.with_value(|finding| finding.tell(&mut state.address));
            self.chooser().tell(&mut state.address);
            state.address.to_string()
        });
        report(address::replace(&fragment.unwrap_or_default()));
    }

    /// Takes what the address says.
    pub(super) fn seek_addressed(self) {
        let address = self.ask(|state| state.address.clone()).unwrap_or_default();
        let finder = self.finder();
        let mut wanted = finder.finding.get_value();
        wanted.take(&address);
        if finder.finding.with_value(|finding| finding.search != wanted.search) {
            finder.change(|finding| *finding = wanted);
            spawn(async move {
                self.seek_now(true).await;
                // The hits have taken their room beside the text: the place of the address must not have gone for it.
                if let Some(id) = address.id {
                    page::keep_in_view(&id);
                }
            });
        }
    }

    /// Asks the engine. `anew`: not only for more of the same.
    fn seek(self, anew: bool) {
        spawn(self.seek_now(anew));
    }

    /// Asks the engine, and marks what it finds.
    pub(super) async fn seek_now(self, anew: bool) {
        let finder = self.finder();
        let shown = self.ask(|state| state.session.shown()).unwrap_or_default();
        let asked = finder.change(|finding| {
            finding.search.shown = shown;
            finding.search.choices = self.chooser().choices();
            (finding.ask(anew), finding.is_wanted().then(|| finding.search.clone()))
        });
        if finder.rows.with_untracked(Option::is_some) {
            finder.rows.set(None);
        }
        let Some((asked, Some(search))) = asked else {
            finder.drawn.update(|drawn| *drawn += 1);
            return self.mark_found();
        };
        let Some(door) = self.engine() else { return };
        if search.query.contains(|c: char| c.is_ascii_alphabetic()) && !finder.has_pinyin.get_value() {
            finder.has_pinyin.set_value(true);
            // Without the table there is no pinyin, and everything else.
            let loading = door.clone();
            spawn(async move {
                if let Some(table) = asset::pinyin().await {
                    loading.ask(Request::Pinyin, Some(table)).await;
                    // More may have been typed since.
                    self.seek(false);
                }
            });
        }
        let Response::Found(found) = door.ask(Request::Search(search), None).await else { return };
        if finder.change(|finding| finding.answer(asked, found, nearest)) == Some(true) {
            finder.drawn.update(|drawn| *drawn += 1);
            self.reveal(finder.change(Finding::catch_up).flatten());
            let said =
                finder.finding.with_value(|finding| partial(finding).unwrap_or_else(|| words::count(finding.count())));
            report(page::set_text("heard", &self.said(&said)));
        }
    }

    /// Marks the hits in the text.
    fn mark_found(self) {
        self.finder().finding.with_value(|finding| {
            // Where marks are elements, one of these would cut one of those in two.
            report(highlight::show(HERE, [].into_iter()));
            report(highlight::show(FOUND, finding.around(LIVE).iter().map(place)));
            let current = finding.mark();
            report(highlight::show(HERE, current.iter().map(place)));
        });
    }

    /// Goes to the next hit, or the one before.
    pub(crate) fn walk_found(self, back: bool) {
        let mark = self.finder().change(|finding| finding.walk(back)).flatten();
        self.reveal(mark);
    }

    /// Goes to a hit, in another document too.
    pub(crate) fn go_to_line(self, n: usize, mark: Mark) {
        spawn(async move {
            if self.ask(|state| state.session.shown()) != Some(n) {
                self.draw(n, false).await;
            }
            self.finder().change(|finding| finding.go_to(&mark));
            self.reveal(Some(mark));
        });
    }

    fn reveal(self, mark: Option<Mark>) {
        self.mark_found();
        if let Some(mark) = mark {
            report(highlight::reveal(place(&mark)));
        }
    }

    /// Gives the focus to the field, and remembers who had it.
    pub(crate) fn begin_search(self) {
        let standing = page::focused().filter(|element| element.id() != "q");
        if standing.is_some() {
            self.finder().before.set_value(standing);
        }
        report(page::set("finder", "open"));
        page::focus_and_select("q");
    }

    /// Takes the search away, and gives the focus back.
    pub(crate) fn end_search(self) {
        self.search(|finding| finding.search.query = String::new());
        report(page::set("finder", "shut"));
        let before = self.finder().before.try_update_value(Option::take).flatten();
        match before {
            // An element that is gone takes no focus.
            Some(element) => drop(element.focus()),
            None => page::blur(),
        }
    }

    /// Shows the hits as keywords in context.
    pub(crate) fn concordance(self, key: Key) {
        let search = self.finder().finding.with_value(|finding| finding.search.clone());
        spawn(async move {
            let Some(door) = self.engine() else { return };
            if let Response::Rows(rows) = door.ask(Request::Concordance(search, key), None).await {
                self.finder().rows.set(Some((rows, key)));
                page::show_dialog("concordance");
            }
        });
    }

    /// Saves the keywords in context as a table.
    pub(crate) fn save_table(self, key: Key) {
        let search = self.finder().finding.with_value(|finding| finding.search.clone());
        spawn(async move {
            let Some(door) = self.engine() else { return };
            let name = [search.query.trim(), ".csv"]
                .concat()
                .replace(['/', '\\', ':', '"', '*', '?', '<', '>', '|'].as_slice(), " ");
            if let Response::Written(table) = door.ask(Request::Table(search, key), None).await {
                report(download::save(&name, "text/csv", &table));
            }
        });
    }
}

/// Returns the number of the first hit that the reader has not passed.
fn nearest(marks: &[Mark]) -> usize {
    // Where the article begins, the first one is the nearest: nothing need be measured.
    if page::is_at_top() {
        return 0;
    }
    let is_passed = |mark: &Mark| highlight::top(place(mark)).is_none_or(|top| top < 0.0);
    let first = marks.partition_point(is_passed);
    if first < marks.len() { first } else { 0 }
}

fn place(mark: &Mark) -> Place<'_> {
    Place { block: &mark.block, from: mark.from, to: mark.to }
}

/// Returns what is said of a query that stands nowhere as a whole.
pub(super) fn partial(finding: &Finding) -> Option<Message> {
    let found = &finding.found;
    (!found.kept.is_empty()).then(|| words::partial(&found.kept, &found.dropped))
}

/// Returns the words of a line, cut into what is found and what stands around it.
pub(super) fn pieces(line: &Line) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for &(from, to) in &line.found {
        let from = from.max(at);
        if let (Some(before), Some(found)) = (line.words.get(at..from), line.words.get(from..to)) {
            pieces.push((before.to_owned(), false));
            pieces.push((found.to_owned(), true));
            at = to;
        }
    }
    pieces.push((line.words.get(at..).unwrap_or_default().to_owned(), false));
    pieces.retain(|(words, _)| !words.is_empty());
    pieces
}
