//! Citations of the conference behind a quotation, in the language of the interface. Knows the styles; knows no
//! clock: the day of looking something up is not ours to invent.

use super::quote::Quote;
use crate::export::names::iso;
use crate::messages::{self, Ui, quotes as say};

/// A style of citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// GB/T 7714—2015, the Chinese standard.
    Gb7714,
    /// APA, 7th edition.
    Apa,
    /// The Chicago Manual of Style, 17th edition, bibliography.
    Chicago,
    /// In words, for any reader.
    Plain,
}

impl Style {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Gb7714, Self::Apa, Self::Chicago, Self::Plain];
}

/// Writes a citation; what is unknown is left out.
pub fn cite(quote: &Quote, style: Style, ui: Ui) -> String {
    let source = Source {
        author: quote.speaker.as_deref(),
        title: quote.title.as_deref().or(quote.event.as_deref()),
        event: quote.event.as_deref().filter(|_| quote.title.is_some()),
        publisher: quote.credit.as_deref().map(publisher),
        link: quote.link.as_deref(),
        quote,
        ui,
    };
    match style {
        Style::Gb7714 => source.gb7714(),
        Style::Apa => source.apa(),
        Style::Chicago => source.chicago(),
        Style::Plain => source.plain(),
    }
}

/// Returns the publisher that a credit line names: 据新华社 → 新华社.
fn publisher(credit: &str) -> &str {
    let bare = credit.trim_matches(|c: char| c.is_whitespace() || "（）()【】".contains(c));
    let bare = ["据", "據", "来源：", "來源：", "来源:", "Source:"]
        .iter()
        .find_map(|lead| bare.strip_prefix(lead))
        .unwrap_or(bare);
    bare.trim_end_matches(['电', '電', '讯', '訊']).trim()
}

struct Source<'q> {
    author: Option<&'q str>,
    title: Option<&'q str>,
    event: Option<&'q str>,
    publisher: Option<&'q str>,
    link: Option<&'q str>,
    quote: &'q Quote,
    ui: Ui,
}

impl Source<'_> {
    /// `王毅. 题名[EB/OL]. (2025-03-07). 地址.` An inferred date stands in square brackets (§ 8.8).
    fn gb7714(&self) -> String {
        let kind = if self.link.is_some() { "[EB/OL]" } else { "[Z]" };
        let title = [self.title, self.event].into_iter().flatten().collect::<Vec<_>>().join("：");
        let mut parts: Vec<String> = self.author.map(str::to_owned).into_iter().collect();
        parts.push([&title, kind].concat());
        let date = self.quote.date.map(iso);
        let date = date.map(|date| if self.quote.is_inferred { format!("[{date}]") } else { date });
        match (self.publisher, date, self.link) {
            (Some(publisher), Some(date), Some(_)) => parts.push(format!("{publisher}, ({date})")),
            (None, Some(date), Some(_)) => parts.push(format!("({date})")),
            (Some(publisher), Some(date), None) => parts.push(format!("{publisher}, {date}")),
            (publisher, date, _) => parts.extend(publisher.map(str::to_owned).into_iter().chain(date)),
        }
        ended(parts, self.link)
    }

    /// `王毅. (2025, March 7). Title [Press conference transcript]. 新华社. Address`
    fn apa(&self) -> String {
        let date = self.quote.date.map(|day| match self.ui {
            Ui::En => format!("{}, {} {}", day.year(), day.month(), day.day()),
            ui => messages::date(day).to(ui).to_owned(),
        });
        let date = date.map(|date| if self.quote.is_inferred { format!("[{date}]") } else { date });
        let mut parts: Vec<String> = self.author.map(str::to_owned).into_iter().collect();
        parts.extend(date.map(|date| format!("({date})")));
        let kind = say::TRANSCRIPT;
        parts.push(format!("{} [{}]", self.title.unwrap_or_default(), kind.to(self.ui)).trim().to_owned());
        parts.extend(self.event.map(str::to_owned));
        parts.extend(self.publisher.map(str::to_owned));
        let text = parts.join(". ") + ".";
        self.link.map_or(text.clone(), |link| format!("{text} {link}"))
    }

    /// `王毅. “Title.” Press conference transcript, event, March 7, 2025. 新华社. Address.`
    fn chicago(&self) -> String {
        let date = self.quote.date.map(|day| match self.ui {
            Ui::En => format!("{} {}, {}", day.month(), day.day(), day.year()),
            ui => messages::date(day).to(ui).to_owned(),
        });
        let date = date.map(|date| if self.quote.is_inferred { format!("[{date}]") } else { date });
        let comma = if self.ui == Ui::En { ", " } else { "，" };
        let what = [Some(say::TRANSCRIPT.to(self.ui).to_owned()), self.event.map(str::to_owned), date];
        let mut parts: Vec<String> = self.author.map(str::to_owned).into_iter().collect();
        let title = match self.ui {
            Ui::En => self.title.map(|title| format!("“{title}”")),
            _ => self.title.map(|title| format!("《{title}》")),
        };
        parts.extend(title);
        parts.push(what.into_iter().flatten().collect::<Vec<_>>().join(comma));
        parts.extend(self.publisher.map(str::to_owned));
        ended(parts, self.link)
    }

    fn plain(&self) -> String {
        let comma = if self.ui == Ui::En { ", " } else { "，" };
        let date = self.quote.date.map(|day| {
            let inferred = messages::INFERRED;
            let inferred = if self.quote.is_inferred { inferred.to(self.ui) } else { "" };
            [messages::date(day).to(self.ui), inferred].concat()
        });
        let title =
            self.title.map(|title| if self.ui == Ui::En { format!("“{title}”") } else { format!("《{title}》") });
        let own = |text: Option<&str>| text.map(str::to_owned);
        let parts = [own(self.author), title, own(self.event), date, own(self.publisher), own(self.link)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(comma)
    }
}

fn ended(mut parts: Vec<String>, link: Option<&str>) -> String {
    parts.retain(|part| !part.is_empty());
    parts.extend(link.map(str::to_owned));
    parts.join(". ") + "."
}
