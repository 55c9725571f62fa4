//! Somebody's own transcripts as one file: what `shilu pack` writes opens from a folder and has them all.

use anyhow::{Context, ensure};
use serde_json::json;
use sha2::{Digest, Sha256};
use shilu::pack::{Carried, fill};
use shilu::transcript::{Transcript, parse};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};

use crate::gestures::{OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, lists, shows, write_query};
use crate::searching::choose;
use crate::single::{built, open, watched};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_packed_file_shows_the_first_and_lists_the_others,
        a_packed_file_is_searched_as_a_whole,
        a_link_leads_into_any_of_the_packed_transcripts,
        a_packed_file_knows_each_transcript_by_the_bytes_it_came_in,
        what_is_packed_is_never_markup,
    ]
}

/// Reads a transcript as it would come out of a file in GB18030.
fn from_gb18030(text: &str) -> Transcript {
    let (bytes, ..) = encoding_rs::GB18030.encode(text);
    let mut transcript = parse(text);
    transcript.source.digest = Some(Sha256::digest(&bytes).into());
    transcript.source.encoding = "gb18030";
    transcript
}

/// Packs transcripts under names and opens the file.
async fn packed(page: &Page, name: &str, texts: &[(&str, Transcript)], fragment: &str) -> Outcome {
    let carried: Vec<Carried> = texts.iter().map(|(name, transcript)| Carried { name, transcript }).collect();
    let html = fill(&built()?, &carried)?;
    open(page, &watched(&html, name, page.engine())?, fragment).await
}

fn both() -> [(&'static str, Transcript); 2] {
    [("a.txt", parse(SHORT)), ("b.txt", parse(OTHER))]
}

async fn a_packed_file_shows_the_first_and_lists_the_others(page: Page) -> Outcome {
    packed(&page, "lists", &both(), "").await?;
    shows(&page, SHORT_TITLE).await?;
    let outline = page.count("#outline > ol > li").await?;
    ensure!(outline == 2, "the outline has {outline} entries");
    lists(&page, "listed", &[SHORT_TITLE, OTHER_TITLE]).await?;
    page.click("#listed > li:nth-child(2) button").await?;
    shows(&page, OTHER_TITLE).await?;
    lists(&page, "listed", &[SHORT_TITLE, OTHER_TITLE]).await?;
    page.click("#listed > li:nth-child(1) button").await?;
    shows(&page, SHORT_TITLE).await
}

async fn a_packed_file_is_searched_as_a_whole(page: Page) -> Outcome {
    packed(&page, "search", &both(), "").await?;
    write_query(&page, "平稳").await?;
    choose(&page, "已打开的 2 场").await?;
    page.wait_for("it is found", "return document.querySelectorAll('#hits > li:not(.group)').length === 1", &[])
        .await
        .map(drop)
}

async fn a_link_leads_into_any_of_the_packed_transcripts(page: Page) -> Outcome {
    let both = both();
    let doc: String = both[1].1.sha256().chars().take(8).collect();
    packed(&page, "link", &both, &format!("#x1a1.p1.s1&doc={doc}")).await?;
    shows(&page, OTHER_TITLE).await?;
    let marked = "return document.querySelector('#article .current')?.id === 'x1a1.p1.s1'";
    page.wait_for("its sentence is marked", marked, &[]).await.map(drop)
}

async fn a_packed_file_knows_each_transcript_by_the_bytes_it_came_in(page: Page) -> Outcome {
    let texts = [("a.txt", from_gb18030(SHORT)), ("b.txt", from_gb18030(OTHER))];
    let docs: Vec<String> = texts.iter().map(|(_, text)| text.sha256().chars().take(8).collect()).collect();
    packed(&page, "bytes", &texts, "").await?;
    let shown = "return document.querySelector('#article > article').dataset.doc === arguments[0]";
    page.wait_for("the first is shown", shown, &[json!(docs[0])]).await?;
    lists(&page, "listed", &[SHORT_TITLE, OTHER_TITLE]).await?;
    for (n, doc) in docs.iter().enumerate().rev() {
        page.click(&format!("#listed > li:nth-child({}) button", n + 1)).await?;
        page.wait_for(&format!("{n} is shown"), shown, &[json!(doc)]).await?;
        // The lists go with the sheet, which closes when another is shown.
        lists(&page, "listed", &[SHORT_TITLE, OTHER_TITLE]).await?;
    }
    Ok(())
}

async fn what_is_packed_is_never_markup(page: Page) -> Outcome {
    let hostile = "</script><script>window.broken = 1</script><img src=x onerror=broken=1>\n\n记者：</article><!--？\n\n\
        王毅：</title><style>:root { --broken: 1 }</style>\u{2028}&amp;\n";
    let transcript = parse(hostile);
    packed(&page, "hostile", &[(hostile, transcript.clone()), ("b", parse(OTHER))], "").await?;
    // It has no headline: it goes by the name of its file.
    lists(&page, "listed", &[hostile, OTHER_TITLE]).await?;
    let script = "const style = getComputedStyle(document.documentElement).getPropertyValue('--broken');
        const added = document.querySelectorAll('article :is(script, img, style)').length;
        const [first] = JSON.parse(document.getElementById('source').textContent);
        return [!window.broken && !style && !added, first.text]";
    let (is_whole, text): (bool, String) = page.run(script, &[]).await?;
    ensure!(is_whole, "something of it was run");
    ensure!(text == hostile, "it carries {text:?}");
    page.content("article").await.context("there is no article").map(drop)
}
