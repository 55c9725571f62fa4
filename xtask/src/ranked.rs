//! What the search and its peers took in Chromium, as rows of the report. Knows no browser.

use crate::peers::{Found, within};
use crate::report::{Peer, Report, Row};

/// Adds the rows: of `found`, the first two are ours (the engine's answer, and until drawn). The times of each begin with
/// `ones` queries of one character. What is said of each peer, and the notes, stand in the first row alone.
pub fn report(
    report: &mut Report,
    found: &[Found],
    absent: &[(String, String)],
    notes: &[String],
    work: &str,
    ones: usize,
) {
    let (ours, theirs) = found.split_at(found.len().min(found.iter().take_while(|one| is_ours(one)).count()));
    let peers = |row: Row, figure: &dyn Fn(&Found) -> f64| {
        let ran = theirs.iter().map(|one| Peer::ran(&one.name, figure(one)));
        let absent = absent.iter().map(|(name, why)| Peer::missing(name, why));
        Row { peers: ran.chain(absent).collect(), ..row }
    };
    let Some(first) = ours.first() else {
        return report.skip("search", "Shilu's page did not run in Chromium; why is told above");
    };
    let work_and_notes = [&[work.to_owned()], notes].concat().join("; ");
    let row = Row::new("search", "until the first search", work_and_notes, first.ready, "ms").memory(first.memory);
    let mut row = peers(row, &|one| one.ready);
    for (peer, one) in row.peers.iter_mut().zip(theirs) {
        peer.memory = one.memory.is_finite().then_some(one.memory);
        peer.note = Some(format!("recall {:.2}, precision {:.2}", one.recall, one.precision));
    }
    report.add(row);
    for (of, name) in ours.iter().zip(["the engine's answer", "until drawn"]) {
        for (length, is_one) in [("one character", true), ("2 to 8 characters", false)] {
            for (share, called) in [(0.5, "p50"), (0.95, "p95")] {
                let figure = |one: &Found| {
                    let (short, long) = one.times.split_at(ones.min(one.times.len()));
                    within(if is_one { short } else { long }, share)
                };
                let row = Row::new("search", format!("{length}, {name}, {called}"), work, figure(of), "ms");
                report.add(peers(row, &figure));
            }
        }
    }
}

fn is_ours(one: &Found) -> bool {
    one.name.starts_with("Shilu")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_stands_beside_its_peers() {
        let found = |name: &str, times: [f64; 2]| Found {
            name: name.into(),
            ready: 1.0,
            memory: 5.0,
            times: times.to_vec(),
            recall: 1.0,
            precision: 0.5,
        };
        let all = [found("Shilu: a", [2.0, 4.0]), found("Shilu: b", [6.0, 8.0]), found("other", [1.0, 2.0])];
        let mut told = Report::default();
        report(&mut told, &all, &[("third".into(), "no binary".into())], &["a note".into()], "3 MB", 1);
        assert_eq!(told.rows.len(), 9);
        let figure = |what: &str| told.rows.iter().find(|row| row.what.starts_with(what)).and_then(|row| row.ours);
        assert_eq!(figure("one character, the engine's answer, p50"), Some(2.0));
        assert_eq!(figure("2 to 8 characters, until drawn, p95"), Some(8.0));
        assert_eq!(told.rows[0].work, "3 MB; a note");
        assert_eq!(told.rows[0].peers[0].note.as_deref(), Some("recall 1.00, precision 0.50"));
        let peers = &told.rows[1].peers;
        assert_eq!((peers[0].value, peers[1].value), (Some(1.0), None));
        assert_eq!(peers[1].reason.as_deref(), Some("no binary"));
    }
}
