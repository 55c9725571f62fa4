//! A sheet as SVG. Knows marks; knows no typography.
//!
//! Only `<text>`, `<rect>` and groups are used: what is in a `foreignObject` loses its fonts in some browsers. Every
//! character stands where the sheet says.

use super::sheet::{Mark, Run, Sheet};

/// Writes a sheet as SVG: `<title>` says what it shows, `<metadata id="shilu-card">` proves it.
pub fn write(sheet: &Sheet) -> String {
    let mut out = String::with_capacity(4096);
    let (width, height) = (sheet.width.to_string(), sheet.height.to_string());
    for piece in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
        &width,
        "\" height=\"",
        &height,
        "\" viewBox=\"0 0 ",
        &width,
        " ",
        &height,
        "\" role=\"img\" xml:lang=\"",
    ] {
        out.push_str(piece);
    }
    escape(&sheet.language, &mut out);
    out.push_str("\" xml:space=\"preserve\">\n<title>");
    escape(&sheet.alt, &mut out);
    out.push_str("</title>\n<metadata id=\"shilu-card\">");
    escape(&sheet.proof.to_json(), &mut out);
    out.push_str("</metadata>\n");
    let mut last: Option<&Run> = None;
    for mark in &sheet.marks {
        match mark {
            Mark::Fill { x, y, width, height, color } => {
                close(&mut last, &mut out);
                out.push_str("<rect x=\"");
                px(*x, &mut out);
                attribute("y", *y, &mut out);
                attribute("width", *width, &mut out);
                attribute("height", *height, &mut out);
                out.push_str("\" fill=\"");
                out.push_str(&color.hex());
                out.push_str("\"/>\n");
            }
            Mark::Run(run) => {
                if !last.is_some_and(|before| is_alike(before, run)) {
                    close(&mut last, &mut out);
                    open(run, &sheet.language, &mut out);
                }
                write_run(run, &mut out);
                last = Some(run);
            }
        }
    }
    close(&mut last, &mut out);
    out.push_str("</svg>\n");
    out
}

fn is_alike(a: &Run, b: &Run) -> bool {
    a.face == b.face && a.weight == b.weight && a.size == b.size && a.color == b.color && a.is_words == b.is_words
}

fn open(run: &Run, language: &str, out: &mut String) {
    out.push_str(if run.is_words { "<g class=\"words\"" } else { "<g" });
    for (name, value) in [
        (" font-family=\"", run.face.stack(language)),
        ("\" font-weight=\"", run.weight.number()),
        ("\" fill=\"", &run.color.hex()),
        ("\" font-size=\"", ""),
    ] {
        out.push_str(name);
        out.push_str(value);
    }
    px(run.size, out);
    out.push_str("\">\n");
}

fn close(last: &mut Option<&Run>, out: &mut String) {
    if last.take().is_some() {
        out.push_str("</g>\n");
    }
}

fn write_run(run: &Run, out: &mut String) {
    let (first, rest) = match run.at.split_first() {
        Some((first, rest)) => (*first, rest),
        None => return,
    };
    out.push_str("<text x=\"");
    for (n, at) in run.at.iter().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        px(at[0], out);
    }
    out.push_str("\" y=\"");
    px(first[1], out);
    // The baseline stays where nothing else is said; along it, each character says where it stands.
    if rest.iter().any(|at| at[1] != first[1]) {
        for at in rest {
            out.push(' ');
            px(at[1], out);
        }
    }
    if run.turned {
        out.push_str("\" transform=\"rotate(90 ");
        px(first[0], out);
        out.push(' ');
        px(first[1], out);
        out.push(')');
    }
    out.push_str("\">");
    escape(&run.text, out);
    out.push_str("</text>\n");
}

fn attribute(name: &str, value: f32, out: &mut String) {
    out.push_str("\" ");
    out.push_str(name);
    out.push_str("=\"");
    px(value, out);
}

/// Writes a length in px, to a tenth.
fn px(value: f32, out: &mut String) {
    let tenths = (value * 10.0).round() as i32;
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    out.push_str(&(tenths / 10).to_string());
    if !tenths.is_multiple_of(10) {
        out.push('.');
        out.extend(char::from_digit(tenths % 10, 10));
    }
}

/// Writes text so that no character of it is markup; what XML 1.0 cannot hold becomes U+FFFD.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
}
