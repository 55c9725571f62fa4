//! A record: what is kept beside a text, field by field. Knows no store and no file.

/// How long a title may be, in characters.
const TITLE: usize = 200;

/// What is kept of a transcript beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its key: the SHA-256 of its source, 64 hexadecimal digits.
    pub digest: String,
    /// The name of its file.
    pub name: String,
    /// Its headline, or what the reader calls it.
    pub title: String,
    /// The day of the conference, `2025-03-07`.
    pub date: Option<String>,
    /// How many exchanges it has.
    pub exchanges: u64,
    /// What its bytes were decoded from.
    pub encoding: String,
    /// Where it was fetched.
    pub url: Option<String>,
    /// The block where the reader stopped.
    pub place: Option<String>,
    /// When it was last opened, in milliseconds since 1970.
    pub opened: u64,
    /// How long its text is, in bytes of UTF-8.
    pub bytes: u64,
}

/// The value of a field, as a store or a file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Nothing, or `null`.
    Missing,
    /// A text.
    Text(String),
    /// A whole number from 0 to 2⁵³.
    Number(u64),
    /// Anything else.
    Other,
}

impl Field {
    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Missing | Self::Number(_) | Self::Other => None,
        }
    }

    fn number(self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(number),
            Self::Missing | Self::Text(_) | Self::Other => None,
        }
    }

    /// Returns a text that may be missing; `None` where there is something else.
    fn optional(self) -> Option<Option<String>> {
        match self {
            Self::Missing => Some(None),
            other => other.text().map(Some),
        }
    }
}

impl From<Option<String>> for Field {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Missing, Self::Text)
    }
}

impl Record {
    /// Reads a record; `None` where a field is missing or of another type.
    pub fn read(get: &dyn Fn(&str) -> Field) -> Option<Self> {
        let digest = get("digest").text()?;
        if digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return None;
        }
        Some(Self {
            digest,
            name: get("name").text()?,
            title: clean_title(&get("title").text()?),
            date: get("date").optional()?,
            exchanges: get("exchanges").number()?,
            encoding: get("encoding").text()?,
            // A link is made of it: nothing but the web will do.
            url: get("url").optional()?.filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            place: get("place").optional()?,
            opened: get("opened").number()?,
            bytes: get("bytes").number()?,
        })
    }

    /// Returns its fields by name: what [`Record::read`] reads.
    pub fn fields(&self) -> [(&'static str, Field); 10] {
        [
            ("digest", Field::Text(self.digest.clone())),
            ("name", Field::Text(self.name.clone())),
            ("title", Field::Text(self.title.clone())),
            ("date", self.date.clone().into()),
            ("exchanges", Field::Number(self.exchanges)),
            ("encoding", Field::Text(self.encoding.clone())),
            ("url", self.url.clone().into()),
            ("place", self.place.clone().into()),
            ("opened", Field::Number(self.opened)),
            ("bytes", Field::Number(self.bytes)),
        ]
    }

    /// Returns what the list calls it: its title, else the name of its file.
    pub fn shown(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
}

/// What changes in a record while it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The reader calls it something else.
    Title(String),
    /// The reader stopped at another block.
    Place(Option<String>),
    /// It is opened again.
    Opened(u64),
}

impl Change {
    /// Returns the field that it changes, and the value.
    pub fn field(&self) -> (&'static str, Field) {
        match self {
            Self::Title(title) => ("title", Field::Text(title.clone())),
            Self::Place(place) => ("place", place.clone().into()),
            Self::Opened(opened) => ("opened", Field::Number(*opened)),
        }
    }

    /// Changes a record.
    pub fn apply(self, record: &mut Record) {
        match self {
            Self::Title(title) => record.title = title,
            Self::Place(place) => record.place = place,
            Self::Opened(opened) => record.opened = opened,
        }
    }
}

/// Returns a title as it is kept: on one line, without blank space at its ends, no longer than a list can show.
pub fn clean_title(typed: &str) -> String {
    let line = typed.replace(char::is_control, " ");
    let title: String = line.trim().chars().take(TITLE).collect();
    title.trim_end().to_owned()
}

/// Returns the day that a record's date names, where it is one.
pub fn day(date: &str) -> Option<time::Date> {
    let mut parts = date.split('-').map(|part| part.parse::<u16>().ok());
    let (year, month, number) = (parts.next()??, parts.next()??, parts.next()??);
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    time::Date::from_calendar_date(year.into(), month, u8::try_from(number).ok()?).ok()
}
