//! The icon as pixels, from its one source, assets/icon.svg. Knows of SVG what that file needs: one rounded rectangle and
//! straight strokes. The same bytes on every machine: it draws without vector instructions.

use anyhow::{Context, Result, bail, ensure};
use tiny_skia::{Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Stroke, Transform};

/// How an icon meets the edges of its square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// As it is drawn, with round corners on nothing.
    Rounded,
    /// Colour to the edges, the mark so much smaller: the system cuts the corners as it likes.
    Full(f32),
}

/// A shape of the source: what it fills or strokes, its colour, and the width of its stroke.
struct Piece {
    path: Path,
    paint: Paint<'static>,
    stroke: Option<Stroke>,
}

/// Draws the icon so many pixels wide and returns it as PNG.
pub fn png(svg: &str, size: u16, shape: Shape) -> Result<Vec<u8>> {
    let (side, pieces) = read(svg)?;
    let mut picture = Pixmap::new(size.into(), size.into()).context("an icon without pixels")?;
    let scale = f32::from(size) / side;
    let (mark, middle) = match shape {
        Shape::Rounded => (scale, 0.0),
        Shape::Full(part) => (scale * part, f32::from(size) * (1.0 - part) / 2.0),
    };
    for Piece { path, paint, stroke } in &pieces {
        match (stroke, shape) {
            (Some(stroke), _) => {
                let placed = Transform::from_row(mark, 0.0, 0.0, mark, middle, middle);
                picture.stroke_path(path, paint, stroke, placed, None);
            }
            (None, Shape::Full(_)) => picture.fill(colour(paint)?),
            (None, Shape::Rounded) => {
                picture.fill_path(path, paint, FillRule::Winding, Transform::from_scale(scale, scale), None);
            }
        }
    }
    picture.encode_png().context("cannot write an icon")
}

fn colour(paint: &Paint) -> Result<Color> {
    match paint.shader {
        tiny_skia::Shader::SolidColor(colour) => Ok(colour),
        _ => bail!("the ground of the icon is not of one colour"),
    }
}

/// Reads the source: how many units its side has, and its shapes in their order.
fn read(svg: &str) -> Result<(f32, Vec<Piece>)> {
    let mut side = None;
    let mut pieces = Vec::new();
    for element in svg.split('<').filter(|element| !element.is_empty() && !element.starts_with('/')) {
        let text = |name: &str| {
            let (_, rest) = element.split_once(&format!(" {name}=\""))?;
            rest.split_once('"').map(|(value, _)| value)
        };
        let number = |name: &str| -> Result<f32> {
            text(name).and_then(|value| value.parse().ok()).with_context(|| format!("no {name} in <{element}"))
        };
        let paint = |name: &str| -> Result<Paint<'static>> {
            let mut paint = Paint { anti_alias: true, ..Paint::default() };
            let [r, g, b] = rgb(text(name).with_context(|| format!("no {name} in <{element}"))?)?;
            paint.set_color_rgba8(r, g, b, 255);
            Ok(paint)
        };
        if element.starts_with("svg ") {
            let sides = text("viewBox").and_then(|sides| sides.strip_prefix("0 0 ")).context("no viewBox")?;
            side = sides.split_once(' ').filter(|(width, height)| width == height).and_then(|(w, _)| w.parse().ok());
        } else if element.starts_with("rect ") {
            let path = rounded(number("width")?, number("height")?, number("rx")?)?;
            pieces.push(Piece { path, paint: paint("fill")?, stroke: None });
        } else if element.starts_with("path ") {
            ensure!(text("stroke-linecap") == Some("round"), "only round ends are known: <{element}");
            let stroke = Stroke { width: number("stroke-width")?, line_cap: LineCap::Round, ..Stroke::default() };
            let path = lines(text("d").context("a path without d")?)?;
            pieces.push(Piece { path, paint: paint("stroke")?, stroke: Some(stroke) });
        } else {
            bail!("the icon has a shape that is not known: <{element}");
        }
    }
    Ok((side.context("the icon is no square")?, pieces))
}

fn rgb(hex: &str) -> Result<[u8; 3]> {
    let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6).and_then(|d| u32::from_str_radix(d, 16).ok());
    let [_, r, g, b] = digits.with_context(|| format!("{hex} is no colour"))?.to_be_bytes();
    Ok([r, g, b])
}

/// A rectangle at the origin with circular corners.
fn rounded(width: f32, height: f32, radius: f32) -> Result<Path> {
    // How far the handles of a quarter of a circle reach.
    let handle = radius * (1.0 - 0.552_284_8);
    let mut path = PathBuilder::new();
    path.move_to(radius, 0.0);
    path.line_to(width - radius, 0.0);
    path.cubic_to(width - handle, 0.0, width, handle, width, radius);
    path.line_to(width, height - radius);
    path.cubic_to(width, height - handle, width - handle, height, width - radius, height);
    path.line_to(radius, height);
    path.cubic_to(handle, height, 0.0, height - handle, 0.0, height - radius);
    path.line_to(0.0, radius);
    path.cubic_to(0.0, handle, handle, 0.0, radius, 0.0);
    path.close();
    path.finish().context("an empty rectangle")
}

/// Reads the data of a path that knows `M x y`, `h x` and `v y`.
fn lines(data: &str) -> Result<Path> {
    let mut path = PathBuilder::new();
    let (mut x, mut y) = (0.0, 0.0);
    let mut rest = data;
    while let Some(command) = rest.chars().next() {
        let after = &rest[command.len_utf8()..];
        let (numbers, next) = after.split_at(after.find(char::is_alphabetic).unwrap_or(after.len()));
        let numbers: Vec<f32> = numbers.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        match (command, numbers.as_slice()) {
            ('M', [to_x, to_y]) => {
                (x, y) = (*to_x, *to_y);
                path.move_to(x, y);
            }
            ('h', [by]) => {
                x += by;
                path.line_to(x, y);
            }
            ('v', [by]) => {
                y += by;
                path.line_to(x, y);
            }
            _ => bail!("{command} with {numbers:?} is not known in a path"),
        }
        rest = next;
    }
    path.finish().context("an empty path")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(size: u16, shape: Shape) -> Pixmap {
        let svg = std::fs::read_to_string(crate::files::root().join("assets/icon.svg")).unwrap();
        Pixmap::decode_png(&png(&svg, size, shape).unwrap()).unwrap()
    }

    fn alpha(picture: &Pixmap, x: u32, y: u32) -> u8 {
        picture.pixel(x, y).unwrap().alpha()
    }

    #[test]
    fn the_corners_are_round_or_full_as_wanted() {
        let round = drawn(192, Shape::Rounded);
        assert_eq!((round.width(), round.height()), (192, 192));
        assert_eq!((alpha(&round, 0, 0), alpha(&round, 96, 0), alpha(&round, 96, 96)), (0, 255, 255));
        let full = drawn(192, Shape::Full(0.8));
        assert!(
            (0..192).all(|n| alpha(&full, n, 0) == 255 && alpha(&full, 0, n) == 255 && alpha(&full, n, 191) == 255)
        );
    }

    /// W3C App Manifest, "Icon masks": what matters lies in a circle of 40 % of the width round the middle.
    #[test]
    fn the_mark_lies_within_the_safe_zone() {
        let size = 512;
        let icon = drawn(size, Shape::Full(0.8));
        let ground = icon.pixel(0, 0).unwrap();
        let middle = f32::from(size) / 2.0;
        let mut marked = 0;
        for (n, pixel) in (0u16..).zip(icon.pixels().chunks(size.into())).flat_map(|(y, row)| {
            (0u16..)
                .zip(row)
                .map(move |(x, pixel)| ((f32::from(x) + 0.5 - middle).hypot(f32::from(y) + 0.5 - middle), pixel))
        }) {
            if *pixel != ground {
                marked += 1;
                assert!(n <= f32::from(size) * 0.4, "a mark {n} px from the middle");
            }
        }
        assert!(marked > 10_000, "only {marked} pixels are marked");
    }

    #[test]
    fn a_shape_that_is_not_known_is_an_error() {
        assert!(png("<svg viewBox=\"0 0 32 32\"><circle r=\"3\"/></svg>", 32, Shape::Rounded).is_err());
        assert!(lines("M1 2q3 4").is_err());
    }
}
