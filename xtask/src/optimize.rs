//! Makes the wasm smaller with Binaryen's `wasm-opt`, where Node is there to run it.
//!
//! Without Node the page is the same and works the same, only heavier; the build says which it was.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::files::Files;
use crate::node;
use crate::steps::{run, say};
use crate::unused;

/// What every browser of 2023 knows. Never `--all-features`: that writes imports no browser loads.
const FEATURES: [&str; 8] = [
    "bulk-memory",
    "bulk-memory-opt",
    "nontrapping-float-to-int",
    "sign-ext",
    "mutable-globals",
    "reference-types",
    "multivalue",
    "simd",
];

/// Twice for size, with a look at what values can occur in between, over control flow laid out anew: tried, the smallest
/// after brotli. Low memory is unused because the stack lies there, and no pointer into its last kilobyte is ever offset.
const PASSES: [&str; 8] =
    ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "--gufa", "-Oz", "--strip-debug", "--strip-producers"];

/// Returns `wasm-opt`, installing it where npm is there.
pub fn prepare() -> Result<Option<PathBuf>> {
    if !node::is_here() {
        return Ok(None);
    }
    Ok(node::package("binaryen", node::BINARYEN)?.map(|folder| folder.join("bin/wasm-opt")))
}

/// Says how the wasm is treated, as a part of what decides a build.
pub fn name(wasm_opt: Option<&PathBuf>) -> String {
    wasm_opt.map_or_else(|| "no wasm-opt".to_owned(), |_| format!("wasm-opt {}", node::BINARYEN))
}

/// Makes each wasm file smaller.
pub fn optimize(files: &mut Files, wasm_opt: Option<&PathBuf>) -> Result<()> {
    let Some(wasm_opt) = wasm_opt else {
        say("  no Node here: the wasm stays as the compiler made it, a little heavier");
        return Ok(());
    };
    let folder = crate::files::target().join("wasm-opt");
    fs::create_dir_all(&folder)?;
    let [before, used, after] = ["before.wasm", "used.wasm", "after.wasm"].map(|name| folder.join(name));
    for (name, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".wasm")) {
        fs::write(&before, &*bytes)?;
        let features = FEATURES.map(|feature| format!("--enable-{feature}"));
        unused::without_streams(&wasm_opt.with_file_name("wasm-metadce"), &before, &used, &features)?;
        let mut command = Command::new("node");
        command.arg(wasm_opt).arg(&used).arg("-o").arg(&after).args(PASSES);
        command.arg("--strip-target-features").args(features);
        run(&mut command)?;
        let smaller = fs::read(&after)?;
        say(&format!("  {name}: {} → {} bytes", bytes.len(), smaller.len()));
        *bytes = smaller;
    }
    Ok(())
}
