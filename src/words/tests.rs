//! A small dictionary, packed and read again.
#![allow(clippy::unwrap_used)]

use super::*;

const LINES: &str = "台湾 5000 ns\n问题 9000 n\n中国 90000 ns\n外交 3000 n\n外交部 2000 nt\n部 800 n\n元首 700 n\n";

fn words(own: &[&str]) -> Words {
    Words::load(&pack(LINES, own).unwrap()).unwrap()
}

fn cut(words: &Words, text: &str) -> Vec<String> {
    let mut from = 0;
    let piece = |end: u32| text.get(std::mem::replace(&mut from, end as usize)..end as usize).unwrap().to_owned();
    words.cut(text).into_iter().map(piece).collect()
}

#[test]
fn a_text_is_cut_into_its_words() {
    assert_eq!(cut(&words(&[]), "中国外交部问题"), ["中国", "外交部", "问题"]);
    assert_eq!(cut(&words(&[]), ""), Vec::<String>::new());
}

#[test]
fn ones_own_words_come_out_whole() {
    assert_eq!(cut(&words(&[]), "元首外交"), ["元首", "外交"]);
    assert_eq!(cut(&words(&["元首外交"]), "中国元首外交"), ["中国", "元首外交"]);
}

#[test]
fn a_traditional_text_is_cut_as_a_simplified_one() {
    assert_eq!(cut(&words(&[]), "臺灣問題！"), ["臺灣", "問題", "！"]);
    assert_eq!(cut(&words(&[]), "𠀀台湾"), ["𠀀", "台湾"]);
}

#[test]
fn frequencies_come_back_within_a_tenth() {
    let words = words(&[]);
    for (word, frequency) in [("台湾", 5000.0), ("中国", 90000.0), ("部", 800.0)] {
        let read = f64::from(words.frequency(word).unwrap());
        assert!((read / frequency - 1.0).abs() < 0.1, "{word} {read}");
    }
    assert_eq!(words.frequency("美国"), None);
    assert_eq!(words.len(), 7);
}

#[test]
fn damaged_bytes_are_refused() {
    let packed = pack(LINES, &[]).unwrap();
    assert_eq!(Words::load(b"PK").err(), Some(Unreadable::Mark));
    for length in 8..packed.len() {
        let _ = Words::load(&packed[..length]);
    }
    assert_eq!(Words::load(&packed[..20]).err(), Some(Unreadable::Table));
    assert!(pack("台湾 viel\n", &[]).is_err());
}
