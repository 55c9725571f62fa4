//! The canvas: measures text and paints sheets. Knows marks and pixels; knows no quotation.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::f64::consts::FRAC_PI_2;

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use super::{Refused, page};
use crate::card::Sheet;
use crate::card::face::{Face, Measure, Weight};
use crate::card::sheet::Mark;

/// The size at which widths are measured, in CSS px: they grow with the size.
const SIZE: f32 = 100.0;

/// Measures with the fonts that will draw.
pub struct Ruler {
    context: CanvasRenderingContext2d,
    language: String,
    widths: RefCell<BTreeMap<(Face, Weight, String), f32>>,
}

impl Ruler {
    /// Makes a ruler for words of a language (BCP 47).
    pub fn new(language: &str) -> Result<Self, Refused> {
        let canvas = canvas()?;
        canvas.set_lang(language);
        Ok(Self { context: context(&canvas)?, language: language.to_owned(), widths: RefCell::default() })
    }
}

impl Measure for Ruler {
    fn advance(&self, text: &str, face: Face, weight: Weight, size: f32) -> f32 {
        let mut widths = self.widths.borrow_mut();
        let width = widths.entry((face, weight, text.to_owned())).or_insert_with(|| {
            self.context.set_font(&font(face, weight, SIZE, &self.language));
            // A canvas that measures nothing draws nothing either.
            self.context.measure_text(text).map_or(0.0, |metrics| metrics.width() as f32)
        });
        *width * size / SIZE
    }
}

/// Makes a canvas that is not in the page.
pub fn canvas() -> Result<HtmlCanvasElement, Refused> {
    Ok(page::document()?.create_element("canvas")?.unchecked_into())
}

/// Paints a sheet, every CSS px of it as `scale` × `scale` pixels.
pub fn paint(canvas: &HtmlCanvasElement, sheet: &Sheet, scale: u32) -> Result<(), Refused> {
    canvas.set_width(sheet.width * scale);
    canvas.set_height(sheet.height * scale);
    canvas.set_lang(&sheet.language);
    let context = context(canvas)?;
    let scale = f64::from(scale);
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)?;
    let mut standing = String::new();
    for mark in &sheet.marks {
        match mark {
            Mark::Fill { x, y, width, height, color } => {
                context.set_fill_style_str(&color.hex());
                context.fill_rect(f64::from(*x), f64::from(*y), f64::from(*width), f64::from(*height));
            }
            Mark::Run(run) => {
                let font = font(run.face, run.weight, run.size, &sheet.language);
                // Setting a font costs more than drawing a character.
                if font != standing {
                    context.set_font(&font);
                    standing = font;
                }
                context.set_fill_style_str(&run.color.hex());
                match run.at.as_slice() {
                    [[x, y]] if run.turned => {
                        context.save();
                        context.translate(f64::from(*x), f64::from(*y))?;
                        context.rotate(FRAC_PI_2)?;
                        context.fill_text(&run.text, 0.0, 0.0)?;
                        context.restore();
                    }
                    [[x, y]] => context.fill_text(&run.text, f64::from(*x), f64::from(*y))?,
                    places => {
                        let mut buffer = [0; 4];
                        for (c, [x, y]) in run.text.chars().zip(places) {
                            context.fill_text(c.encode_utf8(&mut buffer), f64::from(*x), f64::from(*y))?;
                        }
                    }
                }
            }
        }
    }
    Ok(())
}

/// Returns what is painted as a PNG.
pub async fn png(canvas: &HtmlCanvasElement) -> Result<Vec<u8>, Refused> {
    let mut asked = Ok(());
    let promise = Promise::new(&mut |resolve, _| asked = canvas.to_blob(&resolve));
    asked?;
    let blob: Blob = JsFuture::from(promise).await?.dyn_into().map_err(|_| "the canvas gives no picture")?;
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await?.unchecked_into();
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, Refused> {
    Ok(canvas.get_context("2d")?.ok_or("there is no canvas")?.unchecked_into())
}

fn font(face: Face, weight: Weight, size: f32, language: &str) -> String {
    [weight.number(), " ", &size.to_string(), "px ", face.stack(language)].concat()
}
