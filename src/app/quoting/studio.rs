//! The studio: a quotation becomes a card, as it is seen and as it is handed out. The words come from the engine; the page
//! sets them with the fonts that it has.

use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlCanvasElement, KeyboardEvent, Url};

use super::home;
use crate::app::reader::{Reader, report};
use crate::app::state::studio::{Composed, toggle};
use crate::browser::canvas::{self, Ruler};
use crate::browser::task::{pause, spawn};
use crate::browser::{Refused, address, clipboard, download, page, share};
use crate::card::design::{Choice, Part};
use crate::card::{Design, Sheet, bundle, compose, svg};
use crate::messages::{Message, studio as say};
use crate::protocol::{Answered, Asking, Judged, Material, Request, Response};

/// How many characters of the words a file is named after.
const NAMED: usize = 16;

/// The studio, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Studio {
    /// What is chosen.
    pub(crate) design: RwSignal<Design>,
    /// The words.
    pub(crate) material: RwSignal<Material>,
    /// The clauses that are kept; all where there are none.
    pub(crate) kept: RwSignal<Vec<usize>>,
    /// What came of it.
    pub(crate) composed: RwSignal<Composed>,
    /// Pixels of the picture for each CSS px.
    pub(crate) scale: RwSignal<u32>,
    /// What there is to say.
    pub(crate) said: RwSignal<Option<Message>>,
    /// The picture, which the reader can press for long.
    pub(crate) picture: RwSignal<String>,
    /// The system shares pictures.
    pub(crate) shares: RwSignal<bool>,
    /// How many cards of the collection are made, and of how many.
    pub(crate) made: RwSignal<Option<(usize, usize)>>,
    /// What is found out about a card that was opened.
    pub(crate) judged: RwSignal<Option<Judged>>,
    /// A card that was among the files that are being read.
    pub(crate) opened: StoredValue<Option<Judged>>,
    fragment: StoredValue<String>,
    asked: StoredValue<usize>,
    blob: StoredValue<Option<Blob>, LocalStorage>,
    is_cancelled: StoredValue<bool>,
}

impl Studio {
    pub(super) fn new() -> Self {
        Self {
            design: RwSignal::default(),
            material: RwSignal::default(),
            kept: RwSignal::default(),
            composed: RwSignal::default(),
            scale: RwSignal::new(1),
            said: RwSignal::default(),
            picture: RwSignal::default(),
            shares: RwSignal::default(),
            made: RwSignal::default(),
            judged: RwSignal::default(),
            opened: StoredValue::default(),
            fragment: StoredValue::default(),
            asked: StoredValue::default(),
            blob: StoredValue::new_local(None),
            is_cancelled: StoredValue::default(),
        }
    }

    /// Begins to draw; returns what the drawing must bring back.
    fn begin(self) -> usize {
        self.asked
            .try_update_value(|asked| {
                *asked += 1;
                *asked
            })
            .unwrap_or_default()
    }

    fn is_last(self, asked: usize) -> bool {
        self.asked.try_get_value() == Some(asked)
    }

    fn show(self, png: Option<Blob>) {
        let address = png.as_ref().and_then(|png| Url::create_object_url_with_blob(png).ok()).unwrap_or_default();
        let before = self.picture.try_get_untracked().unwrap_or_default();
        self.picture.try_set(address);
        if !before.is_empty() {
            // A picture that is gone already is what was wanted.
            let _ = Url::revoke_object_url(&before);
        }
        self.blob.try_set_value(png);
    }
}

impl Reader {
    /// Opens the studio with what is in hand.
    pub(crate) fn make_card(self) {
        let fragment = self.quoting().holder.taken.with_untracked(|taken| Some(taken.as_ref()?.fragment.clone()));
        if let Some(fragment) = fragment {
            self.open_studio(fragment);
        }
    }

    /// Opens the studio with the words that an address says.
    pub(crate) fn open_studio(self, fragment: String) {
        let studio = self.quoting().studio;
        studio.fragment.set_value(fragment);
        studio.kept.set(Vec::new());
        studio.composed.set(Composed::default());
        studio.said.set(None);
        studio.design.update(|design| design.split = false);
        page::show_dialog("studio");
        self.fetch_words();
    }

    /// Asks for the words, and sets them.
    fn fetch_words(self) {
        let studio = self.quoting().studio;
        spawn(async move {
            let (fragment, kept) = (studio.fragment.get_value(), studio.kept.get_untracked());
            match self.material(fragment, kept).await {
                Some(material) => {
                    studio.material.try_set(material);
                    self.set_card();
                }
                None => {
                    studio.said.try_set(Some(say::NO_WORDS));
                }
            }
        });
    }

    async fn material(self, fragment: String, kept: Vec<usize>) -> Option<Material> {
        let (shown, door) = (self.ask(|state| state.session.shown())?, self.engine()?);
        let base = address::base().or_else(home::told);
        let asking = Asking::Card { fragment, shown, kept, base, ui: self.language() };
        match door.ask(Request::Quotes(asking), None).await {
            Response::Quoted(Answered::Card(material)) => Some(*material),
            _ => None,
        }
    }

    /// Chooses how the card looks.
    pub(crate) fn choose_card(self, choice: Choice, word: &str) {
        self.quoting().studio.design.update(|design| choice.choose(design, word));
        self.set_card();
    }

    /// Shows a part of what stands beside the words, or leaves it out.
    pub(crate) fn toggle_part(self, part: Part) {
        self.quoting().studio.design.update(|design| {
            let shown = part.of(design);
            *shown = !*shown;
        });
        self.set_card();
    }

    /// Makes the picture so many times as fine.
    pub(crate) fn choose_scale(self, scale: u32) {
        self.quoting().studio.scale.set(scale);
        self.set_card();
    }

    /// Spreads words that do not fit over numbered cards.
    pub(crate) fn spread_card(self) {
        self.quoting().studio.design.update(|design| design.split = true);
        self.set_card();
    }

    /// Leaves a clause out, or takes it in again.
    pub(crate) fn toggle_clause(self, clause: usize) {
        let studio = self.quoting().studio;
        let count = studio.material.with_untracked(|material| material.clauses.len());
        studio.kept.update(|kept| *kept = toggle(kept, clause, count));
        self.fetch_words();
    }

    /// Shows the numbered card beside.
    pub(crate) fn turn_card(self, back: bool) {
        self.quoting().studio.composed.update(|composed| composed.turn(back));
        self.paint_card();
    }

    /// Sets the words, and paints them.
    fn set_card(self) {
        let studio = self.quoting().studio;
        let design = Design { ui: self.language(), ..studio.design.get_untracked() };
        let composed = studio.material.with_untracked(|material| {
            Ruler::new(&material.matter.language).map(|ruler| compose(&material.matter, &design, &ruler))
        });
        match composed {
            Ok(composed) => studio.composed.update(|standing| standing.take(composed)),
            Err(refused) => report(Err(refused)),
        }
        self.paint_card();
    }

    fn paint_card(self) {
        let studio = self.quoting().studio;
        let asked = studio.begin();
        spawn(async move {
            // The canvas may come into the page only now.
            tick().await;
            let Some(sheet) = studio.composed.with_untracked(|composed| composed.shown().cloned()) else {
                return studio.show(None);
            };
            let scale = studio.scale.get_untracked();
            let painted = async {
                let canvas: HtmlCanvasElement =
                    page::html_by_id("card-canvas")?.dyn_into().map_err(|_| "there is no canvas")?;
                canvas::paint(&canvas, &sheet, scale)?;
                picture(&canvas, &sheet).await
            };
            match painted.await {
                // Somebody chose something else meanwhile.
                _ if !studio.is_last(asked) => {}
                Ok(png) => {
                    studio.shares.try_set(share::takes(&file_name(&sheet, "png"), &png));
                    studio.show(Some(png));
                }
                Err(refused) => {
                    report(Err(refused));
                    studio.said.try_set(Some(say::NO_PICTURE));
                }
            }
        });
    }

    /// Hands the shown card out as a file.
    pub(crate) fn save_card(self, ending: &'static str) {
        let studio = self.quoting().studio;
        let Some(sheet) = studio.composed.with_untracked(|composed| composed.shown().cloned()) else { return };
        let name = file_name(&sheet, ending);
        if ending == "svg" {
            return report(download::save(&name, "image/svg+xml", &svg::write(&sheet)));
        }
        if let Some(png) = studio.blob.get_value() {
            report(download::save_blob(&name, &png));
        }
    }

    /// Puts the picture on the clipboard.
    pub(crate) fn copy_card(self) {
        let studio = self.quoting().studio;
        let Some(png) = studio.blob.get_value() else { return };
        spawn(async move {
            let done = clipboard::write_picture(&png).await.is_ok();
            self.say_card(if done { say::COPIED } else { say::NOT_COPIED });
        });
    }

    /// Puts what the picture says on the clipboard.
    pub(crate) fn copy_alt(self) {
        let studio = self.quoting().studio;
        let Some(alt) = studio.composed.with_untracked(|composed| Some(composed.shown()?.alt.clone())) else { return };
        spawn(async move {
            let done = clipboard::write(&alt).await.is_ok();
            self.say_card(if done { say::ALT_COPIED } else { say::NOT_COPIED });
        });
    }

    /// Hands the picture to the share sheet.
    pub(crate) fn share_card(self) {
        let studio = self.quoting().studio;
        let Some(sheet) = studio.composed.with_untracked(|composed| composed.shown().cloned()) else { return };
        let Some(png) = studio.blob.get_value() else { return };
        // Whoever thinks better of it has not failed.
        spawn(async move { drop(share::share(&file_name(&sheet, "png"), &png).await) });
    }

    fn say_card(self, said: Message) {
        self.quoting().studio.said.try_set(Some(said));
    }

    /// The keys of the studio: A copies what the picture says, as long as nobody types.
    pub(crate) fn on_studio_key(self, event: &KeyboardEvent) {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.is_composing();
        if is_plain && event.key().eq_ignore_ascii_case("a") {
            event.prevent_default();
            self.copy_alt();
        }
    }

    /// Makes a card of every quotation of the collection, in one file.
    pub(crate) fn make_all_cards(self) {
        let studio = self.quoting().studio;
        let fragments: Vec<String> = self.quoting().collector.collection.with_untracked(|all| {
            all.quotes().iter().map(|kept| kept.selector.clone().into_state().to_string()).collect()
        });
        studio.is_cancelled.set_value(false);
        studio.made.set(Some((0, fragments.len())));
        let told = self.quoting().collector.said;
        spawn(async move {
            let made = self.all_cards(&fragments).await;
            studio.made.try_set(None);
            told.try_set(match made {
                Ok(None) => Some(say::CANCELLED),
                Ok(Some(lost)) => Some(say::all_made(fragments.len().saturating_sub(lost), lost)),
                Err(refused) => {
                    report(Err(refused));
                    Some(say::NO_PICTURE)
                }
            });
        });
    }

    /// Wants no more cards.
    pub(crate) fn cancel_cards(self) {
        self.quoting().studio.is_cancelled.set_value(true);
    }

    /// Returns of how many quotations the words are not here; `None` where the reader did not want to wait.
    async fn all_cards(self, fragments: &[String]) -> Result<Option<usize>, Refused> {
        let studio = self.quoting().studio;
        let design = Design { ui: self.language(), split: true, ..studio.design.get_untracked() };
        let scale = studio.scale.get_untracked();
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        let mut lost = 0;
        for (n, fragment) in fragments.iter().enumerate() {
            let material = self.material(fragment.clone(), Vec::new()).await;
            let sheets = match &material {
                Some(material) => compose(&material.matter, &design, &Ruler::new(&material.matter.language)?).ok(),
                None => None,
            };
            lost += usize::from(sheets.is_none());
            for sheet in sheets.unwrap_or_default() {
                let canvas = canvas::canvas()?;
                canvas::paint(&canvas, &sheet, scale)?;
                let number = (files.len() + 1).to_string();
                let png = with_proof(canvas::png(&canvas).await?, &sheet);
                files.push(([&number, " ", &file_name(&sheet, "png")].concat(), png));
            }
            studio.made.try_set(Some((n + 1, fragments.len())));
            // The page stays alive.
            pause(0).await;
            if studio.is_cancelled.try_get_value() != Some(false) {
                return Ok(None);
            }
        }
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        if let Some(zip) = bundle::zip(&files).filter(|_| !files.is_empty()) {
            download::save_blob("shilu-cards.zip", &download::bytes("application/zip", &zip)?)?;
        }
        Ok(Some(lost))
    }

    /// Shows what is found out about a card that was opened.
    pub(crate) fn show_judged(self, judged: Judged) {
        self.quoting().studio.judged.set(Some(judged));
        page::show_dialog("judged");
    }

    /// Goes to the words of the card.
    pub(crate) fn go_to_judged(self) {
        let Some(judged) = self.quoting().studio.judged.get_untracked() else { return };
        page::close_dialog("judged");
        if !judged.marks.is_empty() {
            self.go_to_marks(judged.n, judged.marks);
        }
    }
}

/// Returns what is painted as a PNG that carries its proof.
async fn picture(canvas: &HtmlCanvasElement, sheet: &Sheet) -> Result<Blob, Refused> {
    download::bytes("image/png", &with_proof(canvas::png(canvas).await?, sheet))
}

fn with_proof(png: Vec<u8>, sheet: &Sheet) -> Vec<u8> {
    // A canvas makes whole PNGs; where one did not, the picture is worth having without its proof.
    sheet.proof.into_png(&png).unwrap_or(png)
}

/// Names a file after who says what.
fn file_name(sheet: &Sheet, ending: &str) -> String {
    let words: String = sheet.lines.concat().chars().take(NAMED).collect();
    bundle::safe(&[&words, ".", ending].concat())
}
