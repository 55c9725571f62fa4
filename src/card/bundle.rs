//! Many files in one: a ZIP archive whose members are stored as they are. Knows ZIP (APPNOTE 6.3.10) and the names that
//! file systems allow; knows no card.
//!
//! Own code because of its weight in the page: rawzip's writer with its table of check sums is 30 KB after brotli.
//! Pictures are packed already.

use std::collections::BTreeSet;

use super::crc::crc32;
use crate::text::fold;

/// A name has at most so many characters.
const LONGEST_NAME: usize = 80;
/// What stands in a name's place where nothing of it is left.
const NAMELESS: &str = "card";
/// Names that Windows keeps for itself, whatever ending they have.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
/// 1 January 1980, 0:00 (§ 4.4.6): the first moment that the format knows. No clock is asked.
const DATE: [u8; 4] = [0, 0, 0x21, 0];
/// Version 2.0 is needed (§ 4.4.3); names are UTF-8 (§ 4.4.4, bit 11); stored (§ 4.4.5).
const NEEDED: [u8; 6] = [20, 0, 0, 8, 0, 0];

/// Returns one archive of all files, in order; the same files make the same bytes. `None` where it would be too large for
/// the plain form of the archive: 65,535 files, 4 GiB.
pub fn zip(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let count = u16::try_from(files.len()).ok().filter(|count| *count < u16::MAX)?;
    let mut taken = BTreeSet::new();
    let mut archive = Vec::with_capacity(files.iter().map(|(_, bytes)| bytes.len() + 256).sum());
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let name = unique(name, &mut taken);
        let at = u32::try_from(archive.len()).ok()?;
        let size = u32::try_from(bytes.len()).ok()?.to_le_bytes();
        let name_length = u16::try_from(name.len()).ok()?.to_le_bytes();
        // What the local header (§ 4.3.7) and the directory's (§ 4.3.12) have in common.
        let common = [&NEEDED[..], &DATE, &crc32(&[bytes]).to_le_bytes(), &size, &size, &name_length, &[0, 0]].concat();
        archive.extend([b"PK\x03\x04", &*common, name.as_bytes(), bytes].concat());
        // Made by version 2.0; no comment, first disk, no attributes.
        directory.extend([b"PK\x01\x02\x14\0", &*common, &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
    }
    let at = u32::try_from(archive.len()).ok()?.to_le_bytes();
    let size = u32::try_from(directory.len()).ok()?.to_le_bytes();
    archive.append(&mut directory);
    let count = count.to_le_bytes();
    // The end of the directory (§ 4.3.16).
    archive.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &at, &[0, 0]].concat());
    Some(archive)
}

/// Returns a name that any file system takes: no path, no mark that FAT refuses (Microsoft, Naming Files), nothing that
/// cannot be seen; Chinese stays. At most 80 characters, its ending kept.
pub fn safe(name: &str) -> String {
    let (stem, ending) = parts(name);
    fitted(&stem, &ending, "")
}

/// Returns a safe name that is none of those taken, whatever their case, width or script, and takes it.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, ending) = parts(name);
    let numbers = (2..).map(|n: u32| format!(" ({n})"));
    let mut names = std::iter::once(String::new()).chain(numbers).map(|number| fitted(&stem, &ending, &number));
    let is_free = |name: &String| taken.insert(name.chars().map(fold).collect());
    names.find(is_free).unwrap_or_default()
}

/// Takes a name apart and cleans both: what stands before the last point, and the point with what stands behind it.
fn parts(name: &str) -> (String, String) {
    let clean: String = name.chars().filter_map(allowed).collect();
    let is_ending =
        |ending: &&str| (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let (stem, ending) = match clean.rsplit_once('.').filter(|(_, ending)| is_ending(ending)) {
        Some((stem, ending)) => (stem, [".", ending].concat()),
        None => (&*clean, String::new()),
    };
    let stem = stem.trim_matches([' ', '.', '_', '\u{3000}']);
    let lower = stem.to_ascii_lowercase();
    // Whatever stands behind a point does not help: `nul.a.png` is the null device.
    let device = lower.split('.').next().unwrap_or_default().trim_end();
    let is_reserved = RESERVED.iter().any(|word| {
        device
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.chars().count() == 1 && !rest.contains(char::is_alphabetic))
    });
    match stem {
        "" => (NAMELESS.to_owned(), ending),
        _ if is_reserved => (["_", stem].concat(), ending),
        _ => (stem.to_owned(), ending),
    }
}

/// Returns a character that a name may hold in the place of this one.
fn allowed(c: char) -> Option<char> {
    match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => Some('_'),
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        // What cannot be seen, and what turns the direction of writing (UAX #9) or hides an ending.
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' => None,
        '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' => None,
        '\u{E0000}'..='\u{E0FFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

/// Puts a name together that is not too long.
fn fitted(stem: &str, ending: &str, number: &str) -> String {
    let room = LONGEST_NAME.saturating_sub(ending.chars().count() + number.chars().count());
    let stem: String = stem.chars().take(room).collect();
    [stem.trim_end_matches([' ', '.', '\u{3000}']), number, ending].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads an archive with another program's reader.
    fn unzip(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
        let zip = rawzip::ZipArchive::from_slice(archive).unwrap();
        zip.entries()
            .map(|entry| {
                let entry = entry.unwrap();
                let name = String::from_utf8(entry.file_path().as_ref().to_vec()).unwrap();
                let bytes = zip.get_entry(entry.wayfinder()).unwrap().data().to_vec();
                assert_eq!(entry.crc32(), rawzip::crc32(&bytes));
                (name, bytes)
            })
            .collect()
    }

    #[test]
    fn files_are_stored_as_they_are() {
        let archive = zip(&[("王毅：中俄关系.png", b"\x89PNG"), ("b.svg", b"<svg/>"), ("empty.txt", b"")]).unwrap();
        let expect = [("王毅：中俄关系.png", &b"\x89PNG"[..]), ("b.svg", b"<svg/>"), ("empty.txt", b"")];
        assert_eq!(unzip(&archive), expect.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
        assert!(unzip(&zip(&[]).unwrap()).is_empty());
    }

    #[test]
    fn the_same_name_twice_is_numbered_whatever_its_case() {
        let archive = zip(&[("甲.png", b"1"), ("甲.PNG", b"2"), ("甲.png", b"3"), ("甲 (2).png", b"4")]).unwrap();
        let names: Vec<String> = unzip(&archive).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["甲.png", "甲 (2).PNG", "甲 (3).png", "甲 (2) (2).png"]);
    }

    #[test]
    fn names_are_safe() {
        for (name, expect) in [
            ("王毅：“台湾从来不是一个国家”.png", "王毅：“台湾从来不是一个国家”.png"),
            ("../../etc/passwd", "etc_passwd"),
            ("C:\\a*b?.svg", "C__a_b.svg"),
            ("", "card"),
            (".png", "card.png"),
            ("...", "card"),
            ("nul.png", "_nul.png"),
            ("COM1", "_COM1"),
            ("con.a.png", "_con.a.png"),
            ("constant.png", "constant.png"),
            ("a\u{202E}gnp.exe", "agnp.exe"),
            ("a\0b\nc.png", "ab c.png"),
            ("a. .png", "a.png"),
        ] {
            assert_eq!(safe(name), expect, "{name:?}");
        }
        let long = safe(&["中".repeat(200), ".png".to_owned()].concat());
        assert_eq!((long.chars().count(), long.ends_with("中.png")), (80, true));
    }

    #[test]
    fn the_same_files_make_the_same_bytes() {
        let files: [(&str, &[u8]); 2] = [("a.png", b"1"), ("b.png", b"2")];
        assert_eq!(zip(&files), zip(&files));
    }

    proptest! {
        #[test]
        fn any_names_become_safe_and_different_ones(
            names in proptest::collection::vec("[\\PC\0/.: \u{202E}aA.png]{0,100}", 1..8),
        ) {
            let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
            let read = unzip(&zip(&files).unwrap());
            prop_assert_eq!(read.len(), names.len());
            let different: BTreeSet<String> = read.iter().map(|(name, _)| name.chars().map(fold).collect()).collect();
            prop_assert_eq!(different.len(), names.len());
            for (name, _) in read {
                prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST_NAME, "{}", name);
                let refused = ['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\u{202E}'];
                prop_assert!(!name.contains(refused), "{}", name);
                prop_assert!(!name.starts_with('.') && !name.ends_with('.') && !name.ends_with(' '));
            }
        }
    }
}
