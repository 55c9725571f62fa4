//! Where things lie in the project, and reading folders. Knows paths, knows no purpose.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Files by their path relative to a folder, with `/` between the parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Returns the top of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Returns where the page is built to.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Returns where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Returns where the project's own tools are installed: never globally, never elsewhere.
pub fn tools() -> PathBuf {
    root().join("target/tools")
}

/// Reads a folder with all that is in it, except the paths that `skip` names.
pub fn read(folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Files> {
    let mut files = Files::new();
    walk(folder, "", skip, &mut files)?;
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, skip: &dyn Fn(&str) -> bool, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if skip(&name) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(&path, &format!("{name}/"), skip, files)?;
        } else if path.is_file() {
            let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.insert(name, bytes);
        }
    }
    Ok(())
}

/// Makes a folder hold exactly these files.
pub fn replace(folder: &Path, files: &Files) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Returns SHA-256 in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns one digest of all names and contents.
pub fn digest_all(files: &Files) -> String {
    let list: String = files.iter().map(|(name, bytes)| format!("{} {name}\n", digest(bytes))).collect();
    digest(list.as_bytes())
}
