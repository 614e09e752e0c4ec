//! The embedded fonts: two Source families, the icons, and Noto for the scripts of the region.
//!
//! The Noto files are part of the program but are only read once a character of their script is shown,
//! so that a window in English starts as fast and as small as without them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use egui::epaint::text::{FallbackRequest, FontInsert, FontPriority, FontProvider, InsertFontFamily};
use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::export::FontSet;

/// Running text and controls.
pub const SANS: &str = "sans";
/// Labels and whatever carries weight in the program's own words.
pub const SANS_SEMIBOLD: &str = "sans_semibold";
/// Display titles.
pub const SERIF_MEDIUM: &str = "serif_medium";
/// Headings and card titles.
pub const SERIF_SEMIBOLD: &str = "serif_semibold";
/// Icons.
pub const ICONS: &str = "icons";
/// Filled icons.
pub const ICONS_FILL: &str = "icons_fill";

macro_rules! font {
    ($path:literal) => {
        include_bytes!(concat!("../../assets/", $path))
    };
}

const FILES: [(&str, &[u8]); 6] = [
    (SANS, font!("fonts/source/SourceSans3-Regular.ttf")),
    (SANS_SEMIBOLD, font!("fonts/source/SourceSans3-SemiBold.ttf")),
    (SERIF_MEDIUM, font!("fonts/source/SourceSerif4-Medium.ttf")),
    (SERIF_SEMIBOLD, font!("fonts/source/SourceSerif4-SemiBold.ttf")),
    (ICONS, font!("icons/RSOIcons-Regular.ttf")),
    (ICONS_FILL, font!("icons/RSOIcons-Fill.ttf")),
];

/// A script: its name, the characters that are drawn from its font, and the font in both weights.
struct Script {
    name: &'static str,
    ranges: &'static [(u32, u32)],
    regular: &'static [u8],
    bold: &'static [u8],
}

const SCRIPTS: [Script; 9] = [
    Script {
        name: "thai",
        ranges: &[(0x0E00, 0x0E7F)],
        regular: font!("fonts/noto/NotoSansThai-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansThai-Bold.ttf"),
    },
    Script {
        name: "lao",
        ranges: &[(0x0E80, 0x0EFF)],
        regular: font!("fonts/noto/NotoSansLao-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansLao-Bold.ttf"),
    },
    Script {
        name: "khmer",
        ranges: &[(0x1780, 0x17FF), (0x19E0, 0x19FF)],
        regular: font!("fonts/noto/NotoSansKhmer-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansKhmer-Bold.ttf"),
    },
    Script {
        name: "myanmar",
        ranges: &[(0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)],
        regular: font!("fonts/noto/NotoSansMyanmar-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansMyanmar-Bold.ttf"),
    },
    Script {
        name: "bengali",
        ranges: &[(0x0980, 0x09FF)],
        regular: font!("fonts/noto/NotoSansBengali-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansBengali-Bold.ttf"),
    },
    Script {
        name: "sinhala",
        ranges: &[(0x0D80, 0x0DFF), (0x111E0, 0x111FF)],
        regular: font!("fonts/noto/NotoSansSinhala-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansSinhala-Bold.ttf"),
    },
    Script {
        name: "tamil",
        ranges: &[(0x0B80, 0x0BFF)],
        regular: font!("fonts/noto/NotoSansTamil-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansTamil-Bold.ttf"),
    },
    Script {
        name: "devanagari",
        ranges: &[(0x0900, 0x097F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF)],
        regular: font!("fonts/noto/NotoSansDevanagari-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansDevanagari-Bold.ttf"),
    },
    Script {
        name: "arabic",
        ranges: &[(0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)],
        regular: font!("fonts/noto/NotoSansArabic-Regular.ttf"),
        bold: font!("fonts/noto/NotoSansArabic-Bold.ttf"),
    },
];

const EMOJI: &[u8] = font!("fonts/noto/NotoEmoji-Regular.ttf");

/// Characters that were drawn and that no font of the window has, each once.
#[derive(Clone, Debug, Default)]
pub struct Missing(Arc<Mutex<BTreeSet<char>>>);

/// More characters are not looked for at once.
const MISSING_MAX: usize = 4_096;

impl Missing {
    fn note(&self, sign: char) {
        let mut signs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if signs.len() < MISSING_MAX && !sign.is_control() && !sign.is_whitespace() {
            signs.insert(sign);
        }
    }

    /// Those that were noted since the last call.
    pub fn take(&self) -> Vec<char> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}

/// Gives the window its fonts. Characters that none of them has are noted in the answer.
pub fn install(ctx: &Context) -> Missing {
    let missing = Missing::default();
    ctx.set_fonts(definitions());
    ctx.set_font_providers(vec![Arc::new(Scripts), Arc::new(Noter(missing.clone()))]);
    missing
}

/// Takes fonts of the system, after those of the window. A file that is no font is left out.
pub fn add_found(ctx: &Context, found: &FontSet) {
    let families = || {
        [SANS, SANS_SEMIBOLD, SERIF_MEDIUM, SERIF_SEMIBOLD]
            .map(|name| InsertFontFamily { family: FontFamily::Name(name.into()), priority: FontPriority::Lowest })
    };
    for bytes in found.extra.iter().filter(|bytes| ttf_parser::Face::parse(bytes, 0).is_ok()) {
        // A name of its own for each file: the same file found twice is taken once.
        let name = format!("system {} {:?}", bytes.len(), bytes.get(..16));
        ctx.add_font(FontInsert::new(&name, FontData::from_owned(bytes.to_vec()), families().to_vec()));
    }
}

/// Is asked last: notes what nothing has.
struct Noter(Missing);

impl FontProvider for Noter {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.0.note(request.cluster.chars().next()?);
        None
    }
}

/// The six families that every screen uses.
fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FILES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec![SANS.to_owned()]);
    }
    fonts
}

/// Finds the font of a script once one of its characters is to be drawn.
struct Scripts;

impl FontProvider for Scripts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let sign = u32::from(request.cluster.chars().next()?);
        let bold = matches!(request.family, FontFamily::Name(name)
            if [SANS_SEMIBOLD, SERIF_SEMIBOLD].contains(&&**name));
        let of_script = |script: &Script| {
            let (name, bytes) = if bold { ("bold", script.bold) } else { ("regular", script.regular) };
            (format!("{} {name}", script.name), bytes)
        };
        let holds = |script: &&Script| script.ranges.iter().any(|(first, last)| (*first..=*last).contains(&sign));
        let (name, bytes) = SCRIPTS
            .iter()
            .find(holds)
            .map(of_script)
            .or_else(|| is_symbol(sign).then(|| ("emoji".to_owned(), EMOJI)))?;
        let family = InsertFontFamily { family: request.family.clone(), priority: FontPriority::Lowest };
        Some(FontInsert::new(&name, FontData::from_static(bytes), vec![family]))
    }
}

/// Whether a character may be in the emoji font.
fn is_symbol(sign: u32) -> bool {
    matches!(sign, 0x2190..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0xFE0F | 0x1F000..=0x1FAFF | 0xA9 | 0xAE)
}

/// Whether a text holds a script with tall marks, whose lines need a quarter more height.
pub fn is_tall(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|sign| {
            matches!(u32::from(sign),
                0x0600..=0x06FF | 0x0750..=0x077F | 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_has_is_noted_once() {
        let ctx = Context::default();
        let missing = install(&ctx);
        let draw = || {
            ctx.run_ui(egui::RawInput::default(), |ui| {
                let font = egui::FontId::new(16.0, FontFamily::Name(SANS.into()));
                let galley = ui.painter().layout_no_wrap("漢字 abc".to_owned(), font, crate::ui::tokens::CLEAR);
                assert!(galley.size().x > 10.0);
            })
            .drop_without_applying_deltas();
        };
        draw();
        assert_eq!(missing.take(), ['字', '漢']);
        draw();
        assert!(missing.take().is_empty());
        // A file that is no font changes nothing.
        add_found(&ctx, &FontSet { extra: vec![Arc::new(b"no font".to_vec())] });
        draw();
    }

    /// What is laid out without a missing glyph: a glyph that nothing has stops the pass.
    #[test]
    fn scripts_of_the_region_have_fonts() {
        let ctx = Context::default();
        ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Panic);
        install(&ctx);
        let samples = [
            "Tiếng Việt, Bahasa, Ślōķa",
            "สวัสดี ทดสอบ",
            "ສະບາຍດີ",
            "សួស្តី កម្ពុជា",
            "မြန်မာဘာသာ",
            "বাংলা ভাষা",
            "සිංහල",
            "தமிழ்",
            "हिन्दी",
            "العربية اردو",
            "📄 → ✓",
        ];
        let families = [SANS, SANS_SEMIBOLD, SERIF_MEDIUM, SERIF_SEMIBOLD];
        ctx.run_ui(egui::RawInput::default(), |ui| {
            for family in families {
                for sample in samples {
                    let font = egui::FontId::new(16.0, FontFamily::Name(family.into()));
                    let galley = ui.painter().layout_no_wrap(sample.to_owned(), font, crate::ui::tokens::CLEAR);
                    assert!(galley.size().x > 10.0, "{family}: {sample}");
                }
            }
        })
        .drop_without_applying_deltas();
    }
}
