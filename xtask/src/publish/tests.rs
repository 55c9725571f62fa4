//! What a page says of itself at an address: whole, absolute, escaped, and gone where there is none.

use super::*;

const HEAD: &str = "<!doctype html><head>\n<title>a</title>\n</head><body></body>";
/// A conference whose headline, asker and words would end what they are put into.
const HOSTILE: &str = "</title><script>alert(1)</script>\"'><b onclick=x>&amp;\n\n路透社记者：\"><img src=x onerror=1>中美关系如何？\n\n\
    王毅：我们从不“</script>”<!-- 合作才能共赢，对抗只能共输 --> \"\n\n法新社记者：再问一次？\n\n王毅：谢谢。\n";

fn published(text: &str, has_pictures: bool) -> Files {
    let html = shilu::pack::fill(
        "<!doctype html><html lang=\"\"><head>\n<title></title>\n</head><body><article class=\"transcript\"></article>\
         <script type=\"application/json\" id=\"source\"></script></body></html>",
        &[shilu::pack::Carried { name: "a", transcript: &parse(text) }],
    );
    let files = [("index.html", html.unwrap()), ("style-1.css", String::new())];
    let mut page: Files = files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect();
    let base = Base::of("https://example.org/shilu").unwrap();
    let draw = |cards: &[&Card]| Ok(cards.iter().filter(|_| has_pictures).map(|_| b"\x89PNG".to_vec()).collect());
    write(&mut page, &base, text, draw).unwrap();
    page
}

fn wang_yi() -> String {
    std::fs::read_to_string(crate::files::root().join("transcripts").join(crate::dist::TRANSCRIPT)).unwrap()
}

fn text(page: &Files, name: &str) -> String {
    String::from_utf8(page.get(name).unwrap_or_else(|| panic!("there is no {name}")).clone()).unwrap()
}

/// Returns the values of an attribute in the head, unescaped.
fn values(html: &str, before: &str) -> Vec<String> {
    let head = html.split_once("</head>").unwrap().0;
    let value = |rest: &str| rest.split_once('"').unwrap().0.to_owned();
    let unescaped =
        |text: String| text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    head.split(before).skip(1).map(value).map(unescaped).collect()
}

#[test]
fn each_exchange_has_a_page_that_says_whose_question_it_is_and_about_what() {
    let page = published(&wang_yi(), true);
    let names: Vec<&str> = page.keys().map(String::as_str).filter(|name| name.starts_with("x/")).collect();
    assert_eq!(names.len(), 21, "{names:?}");
    let html = text(&page, "x/2/index.html");
    let title = "塔斯社：中俄关系 · 坚守人间正道 把握时代潮流 · 实录";
    assert!(html.contains(&format!("<title>{title}</title>")), "{html}");
    assert_eq!(values(&html, "property=\"og:title\" content=\""), [title]);
    let [description] = &values(&html, "name=\"description\" content=\"")[..] else { panic!("{html}") };
    assert!(description.starts_with("中俄关系每年都会被问到") && description.chars().count() <= 161, "{description}");
    assert!(html.contains("id=\"x2a1.p1.s1\"") && !html.contains("id=\"x3\"") && html.contains("href=\"../../#x2\""));
    assert!(html.contains("href=\"../../style-1.css\"") && html.contains("在全文中阅读"), "{html}");
    let titles: std::collections::BTreeSet<_> = (1..=7)
        .map(|n| values(&text(&page, &format!("x/{n}/index.html")), "property=\"og:title\" content=\""))
        .collect();
    assert_eq!(titles.len(), 7, "{titles:?}");
}

#[test]
fn the_small_pages_run_nothing() {
    for text_ in [wang_yi(), HOSTILE.to_owned()] {
        let page = published(&text_, true);
        let html = text(&page, "x/1/index.html");
        assert!(!html.contains("<script") && !html.contains("unsafe") && !html.contains("style=\""), "{html}");
        assert!(
            html.contains("content=\"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"),
            "{html}"
        );
    }
}

#[test]
fn every_address_in_a_head_is_absolute_and_exists() {
    let page = published(&wang_yi(), true);
    let base = "https://example.org/shilu/";
    for (name, here) in [("index.html", ""), ("x/2/index.html", "x/2/")] {
        let html = text(&page, name);
        assert_eq!(values(&html, "rel=\"canonical\" href=\""), [format!("{base}{here}")]);
        assert_eq!(values(&html, "property=\"og:url\" content=\""), [format!("{base}{here}")]);
        let oembed = values(&html, "rel=\"alternate\" href=\"");
        assert_eq!(oembed, [format!("{base}{here}oembed.json")]);
        assert!(html.contains("type=\"application/json+oembed\""));
        let image = values(&html, "property=\"og:image\" content=\"");
        for address in oembed.iter().chain(&image) {
            assert!(page.contains_key(address.strip_prefix(base).unwrap()), "{address}");
        }
        let [alt] = &values(&html, "property=\"og:image:alt\" content=\"")[..] else { panic!("{html}") };
        assert!(alt.contains("王毅"), "{alt}");
        assert_eq!(values(&html, "name=\"twitter:card\" content=\""), ["summary_large_image"]);
        let size =
            ["width", "height"].map(|side| values(&html, &format!("property=\"og:image:{side}\" content=\"")).concat());
        assert_eq!(size, ["1200", "630"]);
    }
}

/// oEmbed 1.0, § 2.3.4: what every document must have, and what a rich one must have.
#[test]
fn oembed_documents_are_whole() {
    for (text_, has_pictures) in [(wang_yi(), true), (HOSTILE.to_owned(), false)] {
        let page = published(&text_, has_pictures);
        for (name, frame) in [("oembed.json", "embed.html"), ("x/1/oembed.json", "embed.html#exchange=1")] {
            let document: Value = serde_json::from_str(&text(&page, name)).unwrap();
            assert_eq!((document["version"].as_str(), document["type"].as_str()), (Some("1.0"), Some("rich")));
            assert!(document["width"].is_u64() && document["height"].is_u64() && document["title"].is_string());
            assert_eq!(document["provider_url"], "https://example.org/shilu/");
            let html = document["html"].as_str().unwrap();
            let begins = format!(
                "<iframe src=\"https://example.org/shilu/{frame}\" width=\"720\" height=\"480\" sandbox=\"allow-scripts\" loading=\"lazy\" title=\""
            );
            assert!(html.starts_with(&begins) && html.ends_with("\"></iframe>"), "{html}");
            assert_eq!(
                (html.matches('<').count(), html.matches('>').count(), html.matches('"').count()),
                (2, 2, 12),
                "{html}"
            );
            // All three of a thumbnail, or none.
            let thumbnail = ["url", "width", "height"].map(|key| document.get(format!("thumbnail_{key}")).is_some());
            assert_eq!(thumbnail, [has_pictures; 3]);
        }
    }
}

#[test]
fn a_hostile_title_stays_a_title() {
    let page = published(HOSTILE, true);
    for name in ["index.html", "x/1/index.html"] {
        let html = text(&page, name);
        let head = html.split_once("</head>").unwrap().0;
        assert!(!head.contains("<script") && !head.contains("<b ") && !head.contains("<img"), "{head}");
        let titles = values(&html, "property=\"og:title\" content=\"");
        assert!(titles.concat().contains("</title><script>alert(1)</script>\"'><b onclick=x>"), "{titles:?}");
        // Every tag of the head is closed, and every quote has its other.
        assert!(
            head.lines().filter(|line| line.starts_with("<meta") || line.starts_with("<link")).all(|line| {
                line.matches('"').count() % 2 == 0 && line.matches('<').count() == line.matches('>').count()
            }),
            "{head}"
        );
    }
}

#[test]
fn without_chromium_there_are_pages_and_no_word_of_pictures() {
    let page = published(&wang_yi(), false);
    assert!(!page.keys().any(|name| name.ends_with(".png")));
    for name in ["index.html", "x/2/index.html"] {
        let html = text(&page, name);
        assert!(!html.contains("og:image") && html.contains("name=\"twitter:card\" content=\"summary\""), "{html}");
    }
}

#[test]
fn what_was_put_into_the_head_is_taken_out_again() {
    let page = published(&wang_yi(), true);
    let html = text(&page, "index.html");
    let plain = without(&html);
    assert!(html.contains("example.org") && !plain.contains("example.org") && !plain.contains("<!--"), "{plain}");
    assert_eq!(without(HEAD), HEAD);
    assert!(plain.contains("<title>坚守人间正道 把握时代潮流 · 实录</title>\n</head>"), "{plain}");
}
