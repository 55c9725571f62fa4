//! Files that a person chooses, drops or pastes; a folder counts as the files in it. Reads none of them.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, Event, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry, HtmlInputElement,
};

use super::Refused;

/// What was dropped, before any folder in it has been looked into.
#[derive(Debug, Default)]
pub struct Dropped {
    files: Vec<File>,
    folders: Vec<FileSystemEntry>,
}

/// Returns the files that were chosen in a field, and empties it, so that the same can be chosen again.
pub fn chosen(event: &Event) -> Vec<File> {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = field.files().map(|files| Array::from(&files).iter().filter_map(file).collect()).unwrap_or_default();
    field.set_value("");
    sorted(files)
}

fn file(value: wasm_bindgen::JsValue) -> Option<File> {
    value.dyn_into().ok()
}

/// Tells whether files hover over the page, or something else.
pub fn hover(transfer: &DataTransfer) -> bool {
    transfer.types().includes(&"Files".into(), 0)
}

impl Dropped {
    /// Takes out what a drop or a paste brings. Later the browser hides it.
    pub fn of(transfer: &DataTransfer) -> Self {
        let mut dropped = Self::default();
        let items = transfer.items();
        for item in (0..items.length()).filter_map(|n| items.get(n)) {
            match item.webkit_get_as_entry().ok().flatten().filter(FileSystemEntry::is_directory) {
                Some(folder) => dropped.folders.push(folder),
                None => dropped.files.extend(item.get_as_file().ok().flatten()),
            }
        }
        dropped
    }

    /// Tells whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }

    /// Returns all files, those in the folders too, in the order of their names.
    pub async fn files(self) -> Result<Vec<File>, Refused> {
        let (mut files, mut entries) = (self.files, self.folders);
        while let Some(entry) = entries.pop() {
            // What begins with a full stop is the system's own.
            if entry.name().starts_with('.') {
                continue;
            }
            if entry.is_directory() {
                let reader = entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader();
                entries.extend(all(&reader).await?);
            } else {
                let entry: FileSystemFileEntry = entry.unchecked_into();
                let found = called_back(|done, failed| {
                    entry.file_with_callback_and_callback(done, failed);
                    Ok(())
                })
                .await?;
                files.extend(file(found));
            }
        }
        Ok(sorted(files))
    }
}

/// Returns all that is in a folder: it comes in portions, the last of which is empty.
async fn all(reader: &FileSystemDirectoryReader) -> Result<Vec<FileSystemEntry>, Refused> {
    let mut entries = Vec::new();
    loop {
        let next = called_back(|done, failed| reader.read_entries_with_callback_and_callback(done, failed)).await?;
        let portion = Array::from(&next);
        if portion.length() == 0 {
            return Ok(entries);
        }
        entries.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn called_back(
    call: impl FnOnce(&Function, &Function) -> Result<(), wasm_bindgen::JsValue>,
) -> Result<wasm_bindgen::JsValue, Refused> {
    let (mut call, mut outcome) = (Some(call), Ok(()));
    let promise = Promise::new(&mut |done, failed| {
        if let Some(call) = call.take() {
            outcome = call(&done, &failed);
        }
    });
    outcome?;
    Ok(JsFuture::from(promise).await?)
}

fn sorted(mut files: Vec<File>) -> Vec<File> {
    files.retain(|file| !file.name().starts_with('.'));
    files.sort_by_cached_key(File::name);
    files
}
