//! Pictures for the tests: with the code of a link in a corner, as a card's picture has it.

use shilu::card::code;

/// How a picture is written.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Png,
    WebP,
}

const WIDTH: u32 = 320;
const HEIGHT: u32 = 240;

/// Draws a picture with the code of a link, `module` px a module: dark on light, or the other way round. What is light is
/// transparent, which a PNG keeps.
pub(crate) fn with_code(link: Option<&str>, module: u32, is_dark: bool, kind: Kind) -> Vec<u8> {
    let code = link.map(|link| code::modules(link).unwrap()).unwrap_or_default();
    let at = |n: u32| n.checked_sub(4 * module).map(|n| (n / module) as usize);
    let is_ink = |x: u32, y: u32| {
        let module = at(x).zip(at(y)).and_then(|(x, y)| code.get(y)?.get(x).copied()).unwrap_or_default();
        module != is_dark
    };
    let places = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
    let pixels: Vec<u8> =
        places.flat_map(|(x, y)| if is_ink(x, y) { [168, 50, 31, 255] } else { [9, 9, 9, 0] }).collect();
    let mut bytes = Vec::new();
    match kind {
        Kind::Png => {
            let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
            encoder.set_color(png::ColorType::Rgba);
            encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
        }
        Kind::WebP => {
            let encoder = image_webp::WebPEncoder::new(&mut bytes);
            encoder.encode(&pixels, WIDTH, HEIGHT, image_webp::ColorType::Rgba8).unwrap();
        }
    }
    bytes
}
