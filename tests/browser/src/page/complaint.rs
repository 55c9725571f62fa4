//! What every test must satisfy: no error, no policy violation, no request outside the page's folder.

use std::sync::PoisonError;
use std::time::Duration;

use tokio::time::timeout;

use super::Page;
use crate::places;
use crate::site::{FOLDER, HARNESS, Report};

/// How long a browser that may hang is asked for after a test.
const LAST_WORDS: Duration = Duration::from_secs(8);

impl Page {
    /// Says that complaints with this text in them belong to the test (a panic on order, a file refused on purpose).
    pub fn excuse(&self, text: &str) {
        self.excused.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }

    /// Returns everything the page did that it should not have done, except what the test has excused.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let mut reports = self.site.reports();
        let seen = timeout(LAST_WORDS, self.run::<(Vec<Report>, Vec<String>)>(LISTEN, &[])).await;
        // A page without scripts, or one that is gone, has nothing to add.
        let (here, foreign) = seen.ok().and_then(Result::ok).unwrap_or_default();
        for report in here {
            if !reports.contains(&report) {
                reports.push(report);
            }
        }
        let excused = self.excused.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let reported = reports.iter().map(|report| format!("{}: {}", report.kind, report.text));
        let own = [self.site.address(""), self.site.harness("")];
        let foreign = foreign
            .into_iter()
            .filter(|name| !own.iter().any(|own| name.starts_with(own)) && !name.starts_with("data:"))
            .filter(|name| !name.starts_with("blob:"))
            .map(|name| format!("a resource outside {FOLDER} and {HARNESS}: {name}"));
        reported
            .chain(foreign)
            .chain(self.site.improper_requests())
            .filter(|complaint| !excused.iter().any(|text| complaint.contains(text)))
            .collect()
    }

    /// Takes a picture of a failed test and says where the page stood.
    pub(crate) async fn describe(&self, name: &str) -> String {
        let file = places::failures().join(format!("{name}-{}.png", self.engine));
        let look = async {
            let address = self.run::<String>("return location.href", &[]).await.unwrap_or_default();
            let picture = self.browser.screenshot(&file).await;
            let shown = picture.map_or_else(|why| format!("no picture: {why}"), |()| file.display().to_string());
            format!("at {address}; {shown}")
        };
        timeout(LAST_WORDS, look).await.unwrap_or_else(|_| "the browser does not answer".to_owned())
    }
}

const LISTEN: &str = "return [window.__probe?.reports ?? [],
    performance.getEntriesByType('resource').map((entry) => entry.name)]";
