//! Bytes as text that HTML keeps: seven bits a letter, an eighth more than the bytes (base64 takes a third). What must be
//! small is LZMA besides. Knows what assets/unpack.js reads; knows nothing of what is carried.

use std::io::Write;

use anyhow::{Context, Result};
use lzma_rust2::{LzmaOptions, LzmaWriter};

/// The sevens that no text could be trusted to carry: NUL and CR, which HTML changes; `<` and `&`, which mean something;
/// what editors, mail and terminals take for an order, blank or line end. Each stands with the seven after it in one
/// letter of two bytes, U+0100 + 128 × its place here + that seven: so it costs nothing. The same list is in unpack.js.
const BARRED: [u8; 12] = [0, 8, 9, 10, 11, 12, 13, 26, 27, 38, 60, 127];

/// Returns an element that no browser runs and that carries bytes.
pub fn element(attributes: &str, bytes: &[u8]) -> String {
    format!("<script {attributes} data-bytes=\"{}\">{}</script>", bytes.len(), text(bytes))
}

/// Writes bytes as text.
fn text(bytes: &[u8]) -> String {
    let mut sevens = sevens(bytes);
    let mut text = String::with_capacity(bytes.len() * 8 / 7 + 2);
    while let Some(seven) = sevens.next() {
        match BARRED.iter().zip(2..).find(|(barred, _)| **barred == seven) {
            None => text.push(char::from(seven)),
            Some((_, place)) => {
                let letter = place << 7 | u32::from(sevens.next().unwrap_or_default());
                text.extend(char::from_u32(letter));
            }
        }
    }
    text
}

/// Cuts bytes into seven bits each, the highest first.
fn sevens(bytes: &[u8]) -> impl Iterator<Item = u8> {
    let (mut bytes, mut held, mut bits) = (bytes.iter(), 0_u16, 0);
    std::iter::from_fn(move || {
        if bits < 7 {
            match bytes.next() {
                Some(byte) => (held, bits) = (held << 8 | u16::from(*byte), bits + 8),
                None if bits == 0 => return None,
                None => (held, bits) = (held << (7 - bits), 7),
            }
        }
        bits -= 7;
        Some((held >> bits & 127) as u8)
    })
}

/// Packs bytes as a file `.lzma`: of what unpack.js can read, the smallest.
pub fn lzma(bytes: &[u8]) -> Result<Vec<u8>> {
    // Code is not aligned, and what a byte means depends on the one before it: tried on the page's wasm.
    let options =
        LzmaOptions { lc: 4, lp: 0, pb: 0, nice_len: LzmaOptions::NICE_LEN_MAX, ..LzmaOptions::with_preset(9) };
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64)).context("lzma")?;
    writer.write_all(bytes)?;
    writer.finish().context("lzma")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;
    use std::process::Command;

    /// What unpack.js does.
    fn unpacked(text: &str, length: usize) -> Vec<u8> {
        let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
        for letter in text.chars().map(u32::from) {
            let first = (letter > 127).then(|| u32::from(BARRED[(letter as usize >> 7) - 2]));
            for seven in first.into_iter().chain([letter & 127]) {
                (held, bits) = (held << 7 | seven, bits + 7);
                if bits > 7 {
                    bits -= 8;
                    bytes.push((held >> bits) as u8);
                }
            }
        }
        bytes.truncate(length);
        bytes
    }

    /// Bytes of every kind: each byte beside each, and lengths that leave every rest.
    fn samples() -> Vec<Vec<u8>> {
        let pairs = (0..=u16::MAX).flat_map(u16::to_be_bytes).collect();
        let short = (0..40).flat_map(|length| [vec![0; length], vec![0xFF; length], (0..length as u8).collect()]);
        // A generator of Lehmer's: the same numbers on every machine.
        let next = |seed: &u32| Some((u64::from(*seed) * 48271 % 0x7FFF_FFFF) as u32);
        let noise = std::iter::successors(Some(1_u32), next).map(|seed| (seed >> 8) as u8).take(100_000).collect();
        let words = "中俄关系成熟坚韧稳定".repeat(300).into_bytes();
        [vec![pairs, noise, words], short.collect()].concat()
    }

    #[test]
    fn bytes_come_back_and_cost_an_eighth_more() {
        for bytes in samples() {
            let text = text(&bytes);
            assert_eq!(unpacked(&text, bytes.len()), bytes);
            assert!(text.len() <= bytes.len() * 8 / 7 + 3, "{} of {}", text.len(), bytes.len());
            let is_barred = |c: char| c.is_ascii() && BARRED.contains(&(c as u8)) || ('\u{7f}'..='\u{ff}').contains(&c);
            assert!(!text.contains(is_barred));
        }
    }

    #[test]
    fn the_page_bars_the_same_sevens() {
        let script = std::fs::read_to_string(files::root().join("assets/unpack.js")).unwrap();
        assert!(script.contains(&format!("const BARRED = {BARRED:?};")));
    }

    #[test]
    fn the_page_s_script_reads_what_is_packed() {
        if !crate::node::is_here() {
            return println!("skipped: there is no Node; the browsers' sentences about the one file say the same");
        }
        let folder = files::target().join("carry");
        std::fs::create_dir_all(&folder).unwrap();
        let unpack = std::fs::read_to_string(files::root().join("assets/unpack.js")).unwrap();
        let cases = samples().into_iter().filter(|bytes| !bytes.is_empty()).map(|bytes| {
            let (plain, packed) = (bytes.clone(), lzma(&bytes).unwrap());
            serde_json::json!([plain, text(&plain), packed.len(), text(&packed)])
        });
        let cases = serde_json::Value::from(cases.collect::<Vec<_>>());
        std::fs::write(folder.join("cases.json"), cases.to_string()).unwrap();
        let ask = "for (const [n, [want, plain, length, packed]] of require('./cases.json').entries()) {
            const read = (text, bytes) => unpack({ textContent: text, dataset: { bytes } });
            for (const got of [read(plain, want.length), unlzma(read(packed, length))])
                if (Buffer.compare(Buffer.from(want), Buffer.from(got))) throw new Error(`case ${n}`);
        }";
        std::fs::write(folder.join("cases.cjs"), unpack + ask).unwrap();
        let done = Command::new("node").arg("cases.cjs").current_dir(&folder).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}
