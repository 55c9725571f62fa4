//! What the page around an embed asks for: its attributes, as they stand.

use crate::messages::Ui;

/// The attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Only this exchange.
    pub(super) exchange: Exchange,
    /// These words are marked.
    pub(super) quote: Option<String>,
    /// The interface's language.
    pub(super) ui: Ui,
    /// The address of a page that shows the same conference; links lead there.
    pub(super) home: Option<String>,
}

/// Which exchange is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Exchange {
    /// All of them.
    #[default]
    All,
    /// One.
    One(u32),
    /// Something that is no number.
    Nonsense,
}

impl Exchange {
    /// Reads the attribute.
    pub(super) fn read(value: Option<&str>) -> Self {
        match value.map(str::trim) {
            None | Some("") => Self::All,
            Some(figures) => figures.parse().map_or(Self::Nonsense, Self::One),
        }
    }
}

/// Returns the interface's language for a BCP 47 tag: the nearest of the three, English where there is none.
pub(super) fn ui(tag: Option<&str>) -> Ui {
    let tag = tag.unwrap_or_default().to_ascii_lowercase();
    let mut parts = tag.split('-');
    match parts.next() {
        Some("zh") if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => Ui::Hant,
        Some("zh" | "") | None => Ui::Hans,
        Some(_) => Ui::En,
    }
}
