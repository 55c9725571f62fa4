//! What a page needs at an address of its own: canonical, Open Graph, oEmbed, and a small page for each exchange, so that
//! a link to it has its own title, description and picture. Written with `--base` only, and never mixed with a page without.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use shilu::article::{self, About, Node};
use shilu::messages::{Ui, packing};
use shilu::pack;
use shilu::topics::{Lexicon, TopicRole, assign, composed};
use shilu::transcript::{Item, Transcript, parse};

use crate::base::Base;
use crate::chromium::Chromium;
use crate::files::Files;
use crate::pictures::{self, Card, SIZE};
use crate::steps::say;

/// Around what is put into the head of index.html, so that it can be taken out again for the one file.
const MARKS: [&str; 2] = ["<!--published-->", "<!--/published-->"];

/// The small pages run nothing, and load their style sheet and icon only.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The size of the `<iframe>` in an oEmbed document, in CSS px.
const FRAME: [u32; 2] = [720, 480];

/// The most characters of a description, and of the words that stand for a topic where there is none.
const DESCRIPTION: usize = 160;
const BEGINNING: usize = 24;

/// Adds everything to a finished page; `text` is the transcript that it shows.
pub fn publish(page: &mut Files, base: &Base, text: &str) -> Result<()> {
    write(page, base, text, |cards| match Chromium::missing() {
        None => pictures::draw(cards),
        Some(missing) => {
            say(&format!("  the exchanges' pages get no pictures: {missing} is not here"));
            Ok(Vec::new())
        }
    })
}

/// Does so; `draw` makes a picture of each card, or none at all.
fn write(page: &mut Files, base: &Base, text: &str, draw: impl FnOnce(&[&Card]) -> Result<Vec<Vec<u8>>>) -> Result<()> {
    let transcript = parse(text);
    let lexicon = Lexicon::built_in();
    let about = About { lexicon, topics: &assign(&transcript, lexicon) };
    let ui = Ui::from_tag(transcript.language).unwrap_or(Ui::En);
    let cards: Vec<_> = transcript
        .exchanges()
        .filter_map(|item| Some((item.ordinal, pictures::card(&transcript, item, &base.join(""), ui)?)))
        .collect();
    let pictures = draw(&cards.iter().map(|(_, card)| card).collect::<Vec<_>>())?;
    let style = page
        .keys()
        .find(|name| name.starts_with("style-") && name.ends_with(".css"))
        .context("the page has no style sheet")?
        .clone();
    let mut first = None;
    for item in transcript.exchanges() {
        let folder = format!("x/{}/", item.ordinal);
        let card = cards.iter().zip(&pictures).find(|((number, _), _)| *number == item.ordinal);
        let picture = card.map(|((_, card), png)| {
            page.insert(format!("{folder}card.png"), png.clone());
            Picture { address: base.join(&format!("{folder}card.png")), alt: card.alt().to_owned() }
        });
        let about_it = Told {
            title: title(&transcript, item, &about, ui),
            description: description(&transcript, item),
            address: base.join(&folder),
            frame: base.join(&format!("embed.html#exchange={}", item.ordinal)),
            kind: "article",
            language: transcript.language,
            picture,
        };
        page.insert(format!("{folder}oembed.json"), oembed(&about_it, base)?.into_bytes());
        page.insert(
            format!("{folder}index.html"),
            small(&transcript, item, &about, &about_it, ui, &style).into_bytes(),
        );
        first = first.or(about_it.picture);
    }
    let whole = Told {
        title: pack::title(&transcript),
        description: pack::description(&transcript),
        address: base.join(""),
        frame: base.join("embed.html"),
        kind: "website",
        language: transcript.language,
        picture: first,
    };
    page.insert("oembed.json".to_owned(), oembed(&whole, base)?.into_bytes());
    let html = page.get("index.html").and_then(|html| std::str::from_utf8(html).ok()).context("no index.html")?;
    ensure!(html.matches("</head>").count() == 1, "index.html has no head, or two");
    let html = html.replacen("</head>", &format!("{}{}{}\n</head>", MARKS[0], whole.head(), MARKS[1]), 1);
    page.insert("index.html".to_owned(), html.into_bytes());
    Ok(())
}

/// Takes out of index.html what [`publish`] put into its head: the one file may lie anywhere.
pub fn without(html: &str) -> String {
    let [begin, end] = MARKS;
    let parts = html.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    parts.map_or_else(|| html.to_owned(), |(before, after)| format!("{before}{}", after.trim_start_matches('\n')))
}

/// What is told of a page to those who only see its link.
struct Told {
    title: String,
    description: String,
    /// Where it lies, absolute.
    address: String,
    /// What an `<iframe>` of it shows.
    frame: String,
    /// Open Graph's type.
    kind: &'static str,
    language: &'static str,
    picture: Option<Picture>,
}

struct Picture {
    address: String,
    alt: String,
}

impl Told {
    /// Prints the elements of the head: canonical (RFC 6596), Open Graph (ogp.me), oEmbed's discovery (oEmbed 1.0, § 4).
    fn head(&self) -> String {
        let link = |rel: &'static str, href: &str| Node::new("link").with("rel", rel).with("href", href.to_owned());
        let oembed = link("alternate", &format!("{}oembed.json", self.address));
        let mut nodes = vec![
            link("canonical", &self.address),
            oembed.with("type", "application/json+oembed").with("title", self.title.clone()),
            open_graph("og:title", &self.title),
            open_graph("og:description", &self.description),
            open_graph("og:url", &self.address),
            open_graph("og:type", self.kind),
            open_graph("og:site_name", "实录"),
            open_graph("og:locale", &self.language.replace("zh-Hans", "zh_CN").replace("zh-Hant", "zh_TW")),
        ];
        if let Some(Picture { address, alt }) = &self.picture {
            let [width, height] = SIZE.map(|side| side.to_string());
            nodes.push(open_graph("og:image", address));
            nodes.push(open_graph("og:image:type", "image/png"));
            nodes.push(open_graph("og:image:width", &width));
            nodes.push(open_graph("og:image:height", &height));
            nodes.push(open_graph("og:image:alt", alt));
        }
        let card = if self.picture.is_some() { "summary_large_image" } else { "summary" };
        nodes.push(Node::new("meta").with("name", "twitter:card").with("content", card));
        nodes.iter().flat_map(|node| ["\n".to_owned(), node.to_html()]).collect()
    }
}

fn open_graph(property: &'static str, content: &str) -> Node {
    Node::new("meta").with("property", property).with("content", content.to_owned())
}

/// Writes an oEmbed document (oEmbed 1.0, § 2.3.4.4, the rich type).
fn oembed(told: &Told, base: &Base) -> Result<String> {
    let [width, height] = FRAME;
    let frame = Node::new("iframe")
        .with("src", told.frame.clone())
        .with("width", width.to_string())
        .with("height", height.to_string())
        .with("sandbox", "allow-scripts")
        .with("loading", "lazy")
        .with("title", told.title.clone());
    let mut document = json!({
        "version": "1.0",
        "type": "rich",
        "title": told.title,
        "provider_name": "实录",
        "provider_url": base.join(""),
        "html": frame.to_html(),
        "width": width,
        "height": height,
    });
    if let Some(picture) = &told.picture {
        document["thumbnail_url"] = Value::from(picture.address.as_str());
        document["thumbnail_width"] = Value::from(SIZE[0]);
        document["thumbnail_height"] = Value::from(SIZE[1]);
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// Prints the page of an exchange: its own words in the page's dress, no script, and the way to the whole.
fn small(transcript: &Transcript, item: &Item, about: &About, told: &Told, ui: Ui, style: &str) -> String {
    let text = |text: &str| Node::text(text).to_html();
    let meta = |name: &'static str, content: &str| {
        Node::new("meta").with("name", name).with("content", content.to_owned()).to_html()
    };
    // As an entry of the outline, whose dress it wears.
    let whole = Node::new("span").with("class", "who").children(article::said(&packing::IN_FULL));
    let whole = Node::new("a").with("href", format!("../../#{}", item.id())).child(whole);
    let outline = Node::new("ol").child(Node::new("li").child(whole));
    let [policy, description] =
        [POLICY, &told.description].map(|value| Node::text(value).to_html().replace('"', "&quot;"));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\" data-ui=\"{tag}\" data-theme=\"auto\" data-size=\"m\">\n<head>\n\
         <meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         {viewport}\n{scheme}\n<title>{title}</title>\n\
         <meta name=\"description\" content=\"{description}\">\n\
         <link rel=\"stylesheet\" href=\"../../{style}\">\n\
         <link rel=\"icon\" href=\"../../icon.svg\" type=\"image/svg+xml\">{head}\n</head>\n<body>\n\
         <header id=\"bar\"><p class=\"name\"><span lang=\"zh-Hans\">实录</span></p></header>\n\
         <div id=\"desk\">\n<nav id=\"outline\">{outline}</nav>\n<main id=\"article\">{article}</main>\n</div>\n\
         </body>\n</html>\n",
        tag = ui.tag(),
        viewport = meta("viewport", "width=device-width, initial-scale=1, viewport-fit=cover"),
        scheme = meta("color-scheme", "light dark"),
        title = text(&told.title),
        head = told.head(),
        outline = outline.to_html(),
        article = article::excerpt(transcript, item, about).to_html(),
    )
}

/// Returns who asks, and about what: the primary topics, else the question's first words; then of which conference.
fn title(transcript: &Transcript, item: &Item, about: &About, ui: Ui) -> String {
    let topics = about.topics.iter().find(|topics| topics.number == item.ordinal);
    let topics = topics.map(|topics| composed(&topics.topics, about.lexicon)).unwrap_or_default();
    let primary = topics.iter().filter(|topic| topic.role == TopicRole::Primary);
    let names: Vec<String> = primary.map(|topic| topic.name(about.lexicon, ui.tag())).collect();
    let [comma, colon] = if ui == Ui::En { [", ", ": "] } else { ["、", "："] };
    let asked = item.question().iter().flat_map(|turn| &turn.paragraphs).find(|paragraph| !paragraph.scene);
    let matter = match (names.is_empty(), asked) {
        (true, Some(paragraph)) => shortened(&transcript.shown(paragraph.span), BEGINNING),
        _ => names.join(comma),
    };
    let asker = article::asker(transcript, item, ui);
    let colon = if matter.is_empty() { "" } else { colon };
    [&asker, colon, &matter, " · ", &pack::title(transcript)].concat()
}

/// Returns how the answer begins; of an exchange without one, the question.
fn description(transcript: &Transcript, item: &Item) -> String {
    let turns = item.answer().iter().chain(item.question());
    let words = turns.flat_map(|turn| &turn.paragraphs).find(|paragraph| !paragraph.scene);
    words.map(|paragraph| shortened(&transcript.shown(paragraph.span), DESCRIPTION)).unwrap_or_default()
}

/// Returns the first characters of a text on one line; … says that there are more.
fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((at, _)) => line.get(..at).unwrap_or_default().trim_end().to_owned() + "…",
        None => line,
    }
}

#[cfg(test)]
#[path = "publish/tests.rs"]
mod tests;
