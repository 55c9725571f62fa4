//! jieba's dictionary and a list of one's own words → the packed dictionary. Runs where the page is built, not in it.

use std::collections::BTreeMap;

use jieba_rs::Jieba;

use super::unpack::{MARK, class};
use crate::text::fold;

/// The longest word, in characters: what is longer is a sentence.
const LONGEST: usize = 16;

/// Packs a dictionary: `lines` hold a word and its frequency each (further fields are passed over), `own` are words
/// that must come out whole. Words are folded; of those that fold alike the more frequent counts.
///
/// # Errors
/// The first line whose frequency is no number.
pub fn pack(lines: &str, own: &[&str]) -> Result<Vec<u8>, String> {
    let mut words: BTreeMap<Vec<char>, u32> = BTreeMap::new();
    for line in lines.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(frequency)) = (fields.next(), fields.next()) else { continue };
        let frequency: u32 = frequency.parse().map_err(|_| line.to_owned())?;
        put(&mut words, word, frequency);
    }
    let own: Vec<String> = own.iter().map(|word| word.chars().map(fold).collect()).collect();
    for (word, frequency) in suggested(&words, &own) {
        put(&mut words, &word, frequency);
    }
    Ok(write(&words))
}

fn put(words: &mut BTreeMap<Vec<char>, u32>, word: &str, frequency: u32) {
    let letters: Vec<char> = word.chars().map(fold).collect();
    // What UTF-16 needs two units for is no word of a press conference.
    if letters.len() <= LONGEST && letters.iter().all(|letter| letter.len_utf16() == 1 && !letter.is_whitespace()) {
        let known = words.entry(letters).or_default();
        *known = frequency.max(*known);
    }
}

/// Returns one's own words with the least frequency that keeps each whole, a class above what jieba suggests, because
/// packing rounds.
fn suggested(words: &BTreeMap<Vec<char>, u32>, own: &[String]) -> Vec<(String, u32)> {
    let mut jieba = Jieba::empty();
    for (word, frequency) in words {
        let word: String = word.iter().collect();
        jieba.add_word(&word, Some(*frequency as usize), None);
    }
    let mut suggested = Vec::new();
    for word in own {
        let least = u32::try_from(jieba.suggest_freq(word)).unwrap_or(u32::MAX);
        suggested.push((word.clone(), least.saturating_mul(4) / 3 + 1));
    }
    suggested
}

fn write(words: &BTreeMap<Vec<char>, u32>) -> Vec<u8> {
    let (mut shared, mut further, mut classes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut lows, mut highs) = (Vec::new(), Vec::new());
    let mut before: &[char] = &[];
    for (word, frequency) in words {
        let alike = word.iter().zip(before).take_while(|(a, b)| a == b).count();
        let rest = word.get(alike..).unwrap_or_default();
        // At most LONGEST.
        shared.push(alike as u8);
        further.push(rest.len() as u8);
        classes.push(class(*frequency));
        for letter in rest {
            let [low, high] = (u32::from(*letter) as u16).to_le_bytes();
            lows.push(low);
            highs.push(high);
        }
        before = word;
    }
    let count = u32::try_from(words.len()).unwrap_or_default().to_le_bytes();
    [MARK.as_slice(), &count, &shared, &further, &classes, &lows, &highs].concat()
}
