//! `shilu pack`, as a person runs it: what is written, what is not written over, what is said where something is missing.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io::Write};

const WANG_YI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/transcripts/zh_wang_yi_20250307.txt");
const PAGE: &str = "<!doctype html><html lang=\"\"><head><title></title></head><body><article class=\"transcript\"></article>\
    <script type=\"application/json\" id=\"source\"></script><script>run()</script></body></html>\n";
const OTHER: &str = "商务部召开例行新闻发布会\n\n彭博社记者：出口情况如何？\n\n何咏前：出口保持平稳。\n";

/// A folder of its own for each test, with a page to fill and a transcript in GB18030.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pack").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("dist")).unwrap();
    fs::write(folder.join("dist/shilu.html"), PAGE).unwrap();
    fs::write(folder.join("b.txt"), encoding_rs::GB18030.encode(OTHER).0).unwrap();
    folder
}

fn pack(folder: &Path, words: &[&str], language: &str, input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shilu"));
    command.arg("pack").args(words).current_dir(folder).env("LC_ALL", language);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn refuses(folder: &Path, words: &[&str], said: &str) {
    let output = pack(folder, words, "C", b"");
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{words:?}: {error}");
    assert!(error.lines().count() == 1 && error.starts_with("shilu: ") && error.contains(said), "{error}");
    assert!(output.stdout.is_empty());
}

#[test]
fn transcripts_are_put_into_the_page_that_lies_in_dist() {
    let folder = folder("dist");
    let output = pack(&folder, &[WANG_YI, "b.txt", "-o", "conference.html"], "C", b"");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "conference.html\n", "{output:?}");
    let html = fs::read_to_string(folder.join("conference.html")).unwrap();
    assert!(
        html.contains("<title>坚守人间正道 把握时代潮流 · 实录</title>")
            && html.ends_with("run()</script></body></html>\n")
    );
    assert_eq!(html.matches("class=\"item exchange\"").count(), 7);
    // The others are carried, with what they were as files, and no word of the folder they lay in.
    assert!(
        html.contains("\"name\":\"b.txt\"")
            && html.contains("\"encoding\":\"gb18030\"")
            && html.contains("出口保持平稳")
    );
    assert!(!html.contains(env!("CARGO_MANIFEST_DIR")), "{html:.200}");
    assert_eq!(fs::read_to_string(folder.join("dist/shilu.html")).unwrap(), PAGE, "the page to fill was changed");
}

#[test]
fn a_page_is_named_and_goes_to_standard_output() {
    let folder = folder("named");
    fs::write(folder.join("page.html"), PAGE).unwrap();
    fs::remove_file(folder.join("dist/shilu.html")).unwrap();
    let output = pack(&folder, &["-", "--embed", "--page", "page.html", "-o", "-"], "C", OTHER.as_bytes());
    let html = String::from_utf8(output.stdout).unwrap();
    assert!(
        html.starts_with("<!doctype html>") && html.contains("\"name\":\"\"") && html.ends_with("</html>\n"),
        "{html}"
    );
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3, "something was written");
}

#[test]
fn what_is_no_transcript_is_refused_in_the_words_of_the_other_commands() {
    let folder = folder("refused");
    fs::write(folder.join("a.pdf"), "%PDF-1.7\n").unwrap();
    fs::write(folder.join("a.png"), b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR").unwrap();
    for (file, said) in [("a.pdf", "PDF"), ("a.png", "picture"), ("none.txt", "none.txt: "), ("dist", "dist: ")] {
        refuses(&folder, &["b.txt", file, "-o", "out.html"], said);
        assert!(!folder.join("out.html").exists(), "{file}");
    }
    fs::write(folder.join("page.html"), "<html lang=\"a\"><title></title></html>").unwrap();
    refuses(&folder, &["b.txt", "--page", "page.html", "-o", "out.html"], "page.html: it is not a page of Shilu");
    fs::write(folder.join("page.html"), b"\xFF").unwrap();
    refuses(&folder, &["b.txt", "--page", "page.html", "-o", "out.html"], "page.html: it is not UTF-8");
    refuses(&folder, &["b.txt", "b.txt", "--embed", "-o", "out.html"], "--embed takes one transcript, not 2");
}

#[test]
fn only_a_file_is_written_over_and_none_that_is_read() {
    let folder = folder("over");
    fs::write(folder.join("out.html"), "old").unwrap();
    assert!(pack(&folder, &["b.txt", "-o", "out.html"], "C", b"").status.success());
    assert_ne!(fs::read_to_string(folder.join("out.html")).unwrap(), "old");
    refuses(&folder, &["b.txt", "-o", "dist"], "dist: it exists and is not a file, so it is not written over");
    for itself in ["b.txt", "dist/shilu.html", "dist/../dist/shilu.html"] {
        refuses(&folder, &["b.txt", "-o", itself], "it would be written over itself");
    }
    refuses(&folder, &["b.txt", "-o", "none/out.html"], "none/out.html: ");
    assert_eq!(fs::read_to_string(folder.join("dist/shilu.html")).unwrap(), PAGE);
}

#[test]
fn a_missing_page_is_said_in_the_reader_s_language_with_the_way_to_it() {
    let folder = folder("missing");
    for (language, words) in [
        ("C", "There is no embed.html here. Make it with cargo xtask dist and"),
        ("de_DE.UTF-8", "There is no embed.html here."),
        ("zh_CN.UTF-8", "这里没有 embed.html。"),
        ("zh_TW.UTF-8", "這裡沒有 embed.html。"),
    ] {
        let output = pack(&folder, &["b.txt", "--embed", "-o", "out.html"], language, b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && said.contains(words), "{language}: {said}");
    }
    fs::remove_file(folder.join("dist/shilu.html")).unwrap();
    refuses(
        &folder,
        &["b.txt", "-o", "out.html"],
        "There is no shilu.html here. Make it with cargo xtask dist --single",
    );
    let output = pack(&folder, &["b.txt"], "C", b"");
    assert_eq!(output.status.code(), Some(2), "an output must be named");
}
