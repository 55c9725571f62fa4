//! Colours of cards. Text has a contrast of at least 7:1, characters on the accent 4.5:1 (WCAG 2.2, 1.4.6 and 1.4.3).

use super::{Template, named};
use crate::card::sheet::Color;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    /// Ink on paper.
    #[default]
    Light,
    /// Paper's colour on ink's.
    Dark,
}
named!(Shade: Light = "light", Dark = "dark");

/// The one colour beside ink and paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accent {
    /// 朱.
    #[default]
    Vermilion,
    /// 靛.
    Indigo,
    /// 松绿.
    Pine,
    /// 赭.
    Ochre,
    /// 墨: none.
    Ink,
}
named!(Accent: Vermilion = "vermilion", Indigo = "indigo", Pine = "pine", Ochre = "ochre", Ink = "ink");

impl Accent {
    fn color(self, is_dark: bool) -> Color {
        Color(match (self, is_dark) {
            (Self::Vermilion, false) => 0xA8_32_1F,
            (Self::Vermilion, true) => 0xE0_7A_62,
            (Self::Indigo, false) => 0x23_4B_7A,
            (Self::Indigo, true) => 0x8F_B3_DE,
            (Self::Pine, false) => 0x2B_5D_44,
            (Self::Pine, true) => 0x88_C0_9F,
            (Self::Ochre, false) => 0x7C_50_12,
            (Self::Ochre, true) => 0xD9_AE_63,
            (Self::Ink, false) => 0x1D_1B_18,
            (Self::Ink, true) => 0xE8_E4_DA,
        })
    }
}

/// The colours of one card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inks {
    /// The ground.
    pub paper: Color,
    /// The words.
    pub ink: Color,
    /// What is said about them.
    pub quiet: Color,
    /// Hairlines: no text.
    pub hairline: Color,
    /// The one colour: rules, the seal.
    pub accent: Color,
    /// Characters on the accent.
    pub on_accent: Color,
    /// Whether the ground is dark.
    pub is_dark: bool,
}

impl Inks {
    /// Returns the colours of a template in a shade.
    pub fn of(template: Template, shade: Shade, accent: Accent) -> Self {
        let is_dark = shade == Shade::Dark || template == Template::Night;
        let (paper, ink, quiet, hairline) = match (template, shade) {
            (Template::Night, Shade::Light) => (0x1B_27_33, 0xF1_EC_E0, 0xC3_C6_C4, 0x4A_58_66),
            (Template::Night, Shade::Dark) => (0x0F_10_12, 0xEC_E7_DB, 0xB9_B5_AC, 0x3A_3B_3F),
            (Template::Seal, Shade::Light) => (0xF6_F1_E4, 0x1D_1B_18, 0x4F_4A_41, 0xB9_AE_98),
            (Template::Bold, Shade::Light) => (0xFF_FF_FD, 0x14_13_11, 0x4E_4B_47, 0xCF_CB_C4),
            (_, Shade::Light) => (0xFB_FA_F6, 0x1D_1B_18, 0x4F_4B_45, 0xC9_C3_B6),
            (_, Shade::Dark) => (0x17_18_1A, 0xE8_E4_DA, 0xB8_B3_A8, 0x4A_49_46),
        };
        let accent = accent.color(is_dark);
        let paper = Color(paper);
        Self {
            paper,
            ink: Color(ink),
            quiet: Color(quiet),
            hairline: Color(hairline),
            accent,
            on_accent: paper,
            is_dark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_text_has_a_contrast_of_seven_and_the_seal_of_four_and_a_half() {
        for &template in Template::ALL {
            for &shade in Shade::ALL {
                for &accent in Accent::ALL {
                    let inks = Inks::of(template, shade, accent);
                    for text in [inks.ink, inks.quiet] {
                        let contrast = text.contrast(inks.paper);
                        assert!(contrast >= 7.0, "{template:?} {shade:?} {}: {contrast}", text.hex());
                    }
                    let contrast = inks.on_accent.contrast(inks.accent);
                    assert!(contrast >= 4.5, "{template:?} {shade:?} {accent:?}: {contrast}");
                }
            }
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((Color(0).contrast(Color(0xFF_FF_FF)) - 21.0).abs() < 0.01);
        assert!((Color(0x77_77_77).contrast(Color(0xFF_FF_FF)) - 4.48).abs() < 0.01);
        assert_eq!(Color(0xA8_32_1F).hex(), "#a8321f");
    }
}
