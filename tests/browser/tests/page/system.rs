//! The system: an installed page is named, has icons, and takes what other programs share with it or open with it.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};

use crate::gestures::{OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, in_english, lists, shows, shows_home};
use crate::offline::installed;

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_shared_text_is_opened_once,
        a_shared_file_is_opened,
        a_shared_address_is_asked_about,
        a_file_opens_from_the_system,
        the_manifests_are_whole,
    ]
}

/// Shares as the system does: a form that is posted to the page, from a page without a policy.
async fn share(page: &Page, fields: &Value, file: Option<(&str, &str)>) -> Outcome {
    page.browser().goto(page.site().elsewhere()).await?;
    let script = "const [fields, file, action] = arguments;
        if (location.pathname !== '/__test/blank') return false;
        const form = document.createElement('form');
        Object.assign(form, { action, method: 'POST', enctype: 'multipart/form-data' });
        const put = (name, type) => form.appendChild(Object.assign(document.createElement('input'), { name, type }));
        for (const name in fields) put(name, 'hidden').value = fields[name];
        const files = new DataTransfer();
        if (file) files.items.add(new File([file[1]], file[0], { type: 'text/plain' }));
        put('files', 'file').files = files.files;
        document.body.append(form);
        setTimeout(() => form.submit());
        return true";
    let arguments = [fields.clone(), json!(file), json!(page.site().address("?shared"))];
    page.wait_for("it is shared", script, &arguments).await?;
    page.wait_until_ready().await
}

async fn a_shared_text_is_opened_once(page: Page) -> Outcome {
    installed(&page).await?;
    // Not even a server is needed.
    let length = "return history.length";
    share(&page, &json!({ "title": "记者会", "text": SHORT, "url": "" }), None).await?;
    shows(&page, SHORT_TITLE).await?;
    let before: usize = page.run(length, &[]).await?;
    let more: String = page.run("return location.search", &[]).await?;
    ensure!(more.is_empty(), "the address says {more}");
    page.reload().await?;
    shows_home(&page).await?;
    ensure!(page.run::<usize>(length, &[]).await? == before, "there is a step in the history");
    Ok(())
}

async fn a_shared_file_is_opened(page: Page) -> Outcome {
    installed(&page).await?;
    share(&page, &json!({ "title": "", "text": "", "url": "" }), Some(("a.txt", OTHER))).await?;
    shows(&page, OTHER_TITLE).await
}

async fn a_shared_address_is_asked_about(page: Page) -> Outcome {
    installed(&page).await?;
    for fields in [
        json!({ "url": "https://a.example/b.txt", "text": "" }),
        json!({ "text": "一场记者会 https://a.example/b.txt", "title": "一场记者会" }),
    ] {
        share(&page, &fields, None).await?;
        let script = "return document.querySelector('#leave .address')?.textContent === 'https://a.example/b.txt'";
        page.wait_for("it is asked about", script, &[]).await.with_context(|| fields.to_string())?;
        shows_home(&page).await?;
    }
    Ok(())
}

async fn a_file_opens_from_the_system(page: Page) -> Outcome {
    let launched = "Object.defineProperty(self, 'launchQueue', { value: { setConsumer(call) {
        const file = (name, text) => ({ getFile: async () => new File([text], name) });
        call({ files: [file('a.txt', FIRST), file('b.txt', SECOND)] });
        call({});
    } } });";
    let launched = launched.replace("FIRST", &json!(SHORT).to_string()).replace("SECOND", &json!(OTHER).to_string());
    page.site().insert(&launched);
    page.open("").await?;
    shows(&page, SHORT_TITLE).await?;
    lists(&page, "listed", &["坚守人间正道 把握时代潮流", SHORT_TITLE, OTHER_TITLE]).await
}

async fn the_manifests_are_whole(page: Page) -> Outcome {
    for (ui, name, short) in [("zh-Hans", "manifest.webmanifest", "实录"), ("en", "manifest.en.webmanifest", "Shilu")]
    {
        if ui == "en" {
            in_english(&page, "").await?;
        } else {
            page.open("").await?;
        }
        let script = "const { href } = document.querySelector('link[rel=manifest]');
            const size = (src) => new Promise((done, failed) => {
                const image = new Image();
                image.onload = () => done(`${image.naturalWidth}x${image.naturalHeight}`);
                image.onerror = () => failed(new Error(src));
                image.src = src;
            });
            return fetch(href).then((one) => one.json()).then(async (manifest) => {
                const sizes = [];
                for (const { src, sizes: said } of manifest.icons) sizes.push([said, await size(src)]);
                return [href, manifest, sizes, await size(document.querySelector('link[rel=apple-touch-icon]').href)];
            })";
        let (href, manifest, sizes, apple): (String, Value, Vec<(String, String)>, String) =
            page.run(script, &[]).await?;
        ensure!(href == page.site().address(name) && manifest["short_name"] == short, "{ui} has {href}: {manifest}");
        ensure!(sizes.iter().all(|(said, is)| said == "any" || said == is) && sizes.len() == 4, "the icons: {sizes:?}");
        ensure!(apple == "180x180", "Apple's is {apple}");
        let actions =
            [&manifest["file_handlers"][0]["action"], &manifest["share_target"]["action"], &manifest["start_url"]];
        ensure!(actions == ["./", "./?shared", "./"], "it leads to {actions:?}");
    }
    Ok(())
}
