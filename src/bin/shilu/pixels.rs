//! The codes in a picture. Knows pixels; knows no link's meaning.

use std::io::Cursor;

use rqrr::PreparedImage;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};

/// A side of more pixels is not looked at: the largest card has 3,496.
const LONGEST_SIDE: usize = 10_000;

/// Why a picture's pixels cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoPixels {
    #[error("the picture is too large")]
    TooLarge,
    #[error("the picture cannot be read")]
    Broken,
}

/// Returns what the codes (QR) in a PNG, JPEG or WebP picture say, those that are dark on light first.
pub(super) fn codes(picture: &[u8]) -> Result<Vec<String>, NoPixels> {
    let mut gray = match picture {
        [0x89, b'P', b'N', b'G', ..] => from_png(picture),
        [0xFF, 0xD8, ..] => from_jpeg(picture),
        [b'R', b'I', b'F', b'F', ..] => from_webp(picture),
        _ => Err(NoPixels::Broken),
    }?;
    let mut codes = read(&gray);
    // A dark card may have a light code.
    gray.light.iter_mut().for_each(|light| *light = 255 - *light);
    codes.extend(read(&gray));
    Ok(codes)
}

/// A picture without its colours.
struct Gray {
    width: usize,
    height: usize,
    /// How light each pixel is, row by row.
    light: Vec<u8>,
}

impl Gray {
    /// Takes the colours away; what is transparent lies on white paper. `channels`: 1 gray, 3 red, green and blue; the
    /// even ones with opacity behind.
    fn of([width, height]: [usize; 2], pixels: &[u8], channels: usize) -> Result<Self, NoPixels> {
        let light = |pixel: &[u8]| {
            let (light, opacity) = match *pixel {
                [gray] => (gray, 255),
                [gray, opacity] => (gray, opacity),
                [r, g, b] => (luma(r, g, b), 255),
                [r, g, b, opacity] => (luma(r, g, b), opacity),
                _ => (255, 255),
            };
            let [light, opacity] = [light, opacity].map(u32::from);
            u8::try_from((light * opacity + 255 * (255 - opacity)) / 255).unwrap_or(255)
        };
        Ok(Self { width, height, light: pixels.chunks_exact(channels.max(1)).map(light).collect() })
    }
}

/// Returns how light a colour is (Rec. 709).
fn luma(r: u8, g: u8, b: u8) -> u8 {
    let [r, g, b] = [r, g, b].map(u32::from);
    u8::try_from((2126 * r + 7152 * g + 722 * b) / 10_000).unwrap_or(255)
}

/// Asks before anything is unpacked: a small file may unpack to a huge one.
fn bounded(width: usize, height: usize) -> Result<[usize; 2], NoPixels> {
    if width.max(height) > LONGEST_SIDE { Err(NoPixels::TooLarge) } else { Ok([width, height]) }
}

fn broken<T>(_: T) -> NoPixels {
    NoPixels::Broken
}

fn from_png(picture: &[u8]) -> Result<Gray, NoPixels> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(picture), png::Limits { bytes: 1 << 30 });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = reader.info().size();
    let size = bounded(width as usize, height as usize)?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(NoPixels::TooLarge)?];
    reader.next_frame(&mut pixels).map_err(broken)?;
    Gray::of(size, &pixels, reader.output_color_type().0.samples())
}

fn from_jpeg(picture: &[u8]) -> Result<Gray, NoPixels> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(picture), options);
    decoder.decode_headers().map_err(broken)?;
    let info = decoder.info().ok_or(NoPixels::Broken)?;
    let size = bounded(info.width.into(), info.height.into())?;
    let pixels = decoder.decode().map_err(broken)?;
    Gray::of(size, &pixels, decoder.output_colorspace().map_or(1, |space| space.num_components()))
}

fn from_webp(picture: &[u8]) -> Result<Gray, NoPixels> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(picture)).map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let size = bounded(width as usize, height as usize)?;
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(NoPixels::TooLarge)?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    Gray::of(size, &pixels, if decoder.has_alpha() { 4 } else { 3 })
}

fn read(gray: &Gray) -> Vec<String> {
    if gray.width == 0 || gray.height == 0 {
        return Vec::new();
    }
    let light = |x: usize, y: usize| gray.light.get(y * gray.width + x).copied().unwrap_or(255);
    let mut prepared = PreparedImage::prepare_from_greyscale(gray.width, gray.height, light);
    prepared.detect_grids().into_iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}
