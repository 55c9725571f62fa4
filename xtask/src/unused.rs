//! Takes out of the page what Leptos brings for servers and a browser never calls: the streams of `wasm-streams`,
//! which are alive only because they are exported. Knows wasm and its glue, knows no page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

use crate::steps::run_quietly;

/// What the names of the exports that nothing calls have in common.
const STREAMS: &str = "intounderlying";

/// Removes the streams' exports from the wasm file `before`, and what only they used; writes `after`.
pub fn without_streams(metadce: &Path, before: &Path, after: &Path, features: &[String]) -> Result<()> {
    let exports = exports(&fs::read(before)?)?;
    let kept: Vec<&String> = exports.iter().filter(|name| !name.contains(STREAMS)).collect();
    // The form of wasm-metadce: who is reached from outside, and what is exported under which name.
    let mut graph = vec![serde_json::json!({ "name": "outside", "root": true, "reaches": kept })];
    graph.extend(exports.iter().map(|name| serde_json::json!({ "name": name, "export": name })));
    let plan = before.with_extension("json");
    fs::write(&plan, serde_json::to_string(&graph)?)?;
    let mut command = Command::new("node");
    command.arg(metadce).arg(before).arg("-f").arg(&plan).arg("-o").arg(after).args(features);
    run_quietly(&mut command).map(drop)
}

/// Returns the names a module exports.
fn exports(wasm: &[u8]) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ExportSection(section) = payload.context("the wasm cannot be read")? {
            for export in section {
                names.insert(export?.name.to_owned());
            }
        }
    }
    Ok(names)
}

/// Removes the streams' classes from wasm-bindgen's glue, as it is written (methods are indented): nothing imports them.
pub fn without_stream_classes(glue: &str) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut inside = false;
    for line in glue.lines() {
        inside |= line.starts_with("export class IntoUnderlying");
        if !inside && !line.starts_with("if (Symbol.dispose) IntoUnderlying") {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= line != "}";
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_streams_leave_the_glue_and_nothing_else_does() {
        let glue = "export class IntoUnderlyingSink {\n    free() {\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.x = 1;\nfunction f() {\n}\n";
        assert_eq!(without_stream_classes(glue), "function f() {\n}\n");
    }
}
