//! Names, colours and sizes that the window, the PDF and the web pages share.
//!
//! `assets/tokens.json` is their source; a test compares every value here with it.

/// The program's name, as it stands in the window, in files and in documents' metadata.
pub const PROGRAM: &str = "RSO Toolbox";

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// As `#RRGGBB`.
    pub fn hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }

    /// Contrast with another colour by WCAG 2: from 1 (same) to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The grey of the same lightness.
    #[must_use]
    pub fn grey(self) -> Self {
        let light = self.luminance();
        let channel = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        let level = (channel * 255.0).round() as u8;
        Self(level, level, level)
    }

    /// Relative luminance by WCAG 2, 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

/// The colours of the window and of the web pages, by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    pub topbar: Rgb,
    pub on_topbar: Rgb,
    pub on_topbar_weak: Rgb,
    pub base: Rgb,
    pub chrome: Rgb,
    pub surface: Rgb,
    pub sunken: Rgb,
    pub hover: Rgb,
    pub line: Rgb,
    pub line_strong: Rgb,
    pub map_line: Rgb,
    pub text: Rgb,
    pub text_weak: Rgb,
    pub accent: Rgb,
    pub accent_hover: Rgb,
    pub accent_soft: Rgb,
    pub on_accent: Rgb,
    pub danger: Rgb,
    pub danger_soft: Rgb,
    pub on_danger: Rgb,
    pub warn: Rgb,
    pub warn_soft: Rgb,
    pub ok: Rgb,
    pub ok_soft: Rgb,
    pub hit: Rgb,
    pub policy: Rgb,
    pub policy_soft: Rgb,
    pub toolkit: Rgb,
    pub toolkit_soft: Rgb,
    pub training: Rgb,
    pub training_soft: Rgb,
}

impl Palette {
    /// Every role with its name in `tokens.json`, in the file's order.
    pub fn roles(&self) -> [(&'static str, Rgb); 31] {
        [
            ("topbar", self.topbar),
            ("on_topbar", self.on_topbar),
            ("on_topbar_weak", self.on_topbar_weak),
            ("base", self.base),
            ("chrome", self.chrome),
            ("surface", self.surface),
            ("sunken", self.sunken),
            ("hover", self.hover),
            ("line", self.line),
            ("line_strong", self.line_strong),
            ("map_line", self.map_line),
            ("text", self.text),
            ("text_weak", self.text_weak),
            ("accent", self.accent),
            ("accent_hover", self.accent_hover),
            ("accent_soft", self.accent_soft),
            ("on_accent", self.on_accent),
            ("danger", self.danger),
            ("danger_soft", self.danger_soft),
            ("on_danger", self.on_danger),
            ("warn", self.warn),
            ("warn_soft", self.warn_soft),
            ("ok", self.ok),
            ("ok_soft", self.ok_soft),
            ("hit", self.hit),
            ("policy", self.policy),
            ("policy_soft", self.policy_soft),
            ("toolkit", self.toolkit),
            ("toolkit_soft", self.toolkit_soft),
            ("training", self.training),
            ("training_soft", self.training_soft),
        ]
    }

    /// The colour of a category's mark, by the category's place; the marks repeat after three.
    pub fn mark(&self, place: usize) -> Rgb {
        match place % 3 {
            0 => self.policy,
            1 => self.toolkit,
            _ => self.training,
        }
    }
}

/// `color.light` of the tokens.
pub const LIGHT: Palette = Palette {
    topbar: Rgb(0x12, 0x30, 0x3A),
    on_topbar: Rgb(0xFF, 0xFF, 0xFF),
    on_topbar_weak: Rgb(0xB9, 0xCB, 0xD0),
    base: Rgb(0xF5, 0xF6, 0xF3),
    chrome: Rgb(0xEA, 0xEE, 0xEB),
    surface: Rgb(0xFF, 0xFF, 0xFF),
    sunken: Rgb(0xDF, 0xE5, 0xE2),
    hover: Rgb(0xF0, 0xF3, 0xF1),
    line: Rgb(0xD2, 0xD9, 0xD6),
    line_strong: Rgb(0x75, 0x82, 0x7F),
    map_line: Rgb(0xB4, 0xBF, 0xBB),
    text: Rgb(0x14, 0x22, 0x2A),
    text_weak: Rgb(0x47, 0x56, 0x5B),
    accent: Rgb(0x0A, 0x5A, 0x6E),
    accent_hover: Rgb(0x08, 0x49, 0x5A),
    accent_soft: Rgb(0xDC, 0xEB, 0xEE),
    on_accent: Rgb(0xFF, 0xFF, 0xFF),
    danger: Rgb(0xA3, 0x28, 0x1B),
    danger_soft: Rgb(0xF9, 0xE6, 0xE2),
    on_danger: Rgb(0xFF, 0xFF, 0xFF),
    warn: Rgb(0x74, 0x48, 0x00),
    warn_soft: Rgb(0xFB, 0xEF, 0xD5),
    ok: Rgb(0x1B, 0x5F, 0x36),
    ok_soft: Rgb(0xE1, 0xF0, 0xE5),
    hit: Rgb(0xFF, 0xE6, 0x9C),
    policy: Rgb(0x27, 0x32, 0x6E),
    policy_soft: Rgb(0xE6, 0xE8, 0xF3),
    toolkit: Rgb(0x96, 0x40, 0x6F),
    toolkit_soft: Rgb(0xF6, 0xE6, 0xEE),
    training: Rgb(0xB1, 0x71, 0x0C),
    training_soft: Rgb(0xFA, 0xED, 0xD3),
};

/// `color.dark` of the tokens.
pub const DARK: Palette = Palette {
    topbar: Rgb(0x0A, 0x12, 0x14),
    on_topbar: Rgb(0xF1, 0xF6, 0xF5),
    on_topbar_weak: Rgb(0xA3, 0xB4, 0xB6),
    base: Rgb(0x10, 0x19, 0x1C),
    chrome: Rgb(0x0C, 0x14, 0x17),
    surface: Rgb(0x19, 0x25, 0x2A),
    sunken: Rgb(0x0A, 0x12, 0x14),
    hover: Rgb(0x20, 0x30, 0x36),
    line: Rgb(0x2D, 0x3B, 0x40),
    line_strong: Rgb(0x74, 0x86, 0x8B),
    map_line: Rgb(0x43, 0x54, 0x5A),
    text: Rgb(0xE9, 0xEF, 0xED),
    text_weak: Rgb(0xAA, 0xB9, 0xBB),
    accent: Rgb(0x74, 0xC4, 0xD6),
    accent_hover: Rgb(0x93, 0xD4, 0xE3),
    accent_soft: Rgb(0x15, 0x38, 0x3F),
    on_accent: Rgb(0x06, 0x22, 0x2A),
    danger: Rgb(0xF2, 0x9A, 0x8B),
    danger_soft: Rgb(0x3D, 0x1E, 0x1A),
    on_danger: Rgb(0x2B, 0x0B, 0x06),
    warn: Rgb(0xEB, 0xBF, 0x67),
    warn_soft: Rgb(0x36, 0x2A, 0x12),
    ok: Rgb(0x84, 0xCD, 0xA0),
    ok_soft: Rgb(0x16, 0x30, 0x21),
    hit: Rgb(0x5C, 0x4A, 0x12),
    policy: Rgb(0x70, 0x80, 0xDC),
    policy_soft: Rgb(0x23, 0x2A, 0x4B),
    toolkit: Rgb(0xD8, 0x8B, 0xB5),
    toolkit_soft: Rgb(0x3A, 0x22, 0x31),
    training: Rgb(0xF0, 0xC4, 0x6C),
    training_soft: Rgb(0x38, 0x2B, 0x12),
};

/// `color.high_contrast_light` of the tokens.
pub const HIGH_CONTRAST_LIGHT: Palette = Palette {
    topbar: Rgb(0xFF, 0xFF, 0xFF),
    on_topbar: Rgb(0x00, 0x00, 0x00),
    on_topbar_weak: Rgb(0x1A, 0x1A, 0x1A),
    base: Rgb(0xFF, 0xFF, 0xFF),
    chrome: Rgb(0xFF, 0xFF, 0xFF),
    surface: Rgb(0xFF, 0xFF, 0xFF),
    sunken: Rgb(0xFF, 0xFF, 0xFF),
    hover: Rgb(0xFF, 0xFF, 0xFF),
    line: Rgb(0x59, 0x59, 0x59),
    line_strong: Rgb(0x00, 0x00, 0x00),
    map_line: Rgb(0x59, 0x59, 0x59),
    text: Rgb(0x00, 0x00, 0x00),
    text_weak: Rgb(0x1A, 0x1A, 0x1A),
    accent: Rgb(0x00, 0x43, 0x5A),
    accent_hover: Rgb(0x00, 0x2B, 0x3B),
    accent_soft: Rgb(0xFF, 0xFF, 0xFF),
    on_accent: Rgb(0xFF, 0xFF, 0xFF),
    danger: Rgb(0x7E, 0x12, 0x08),
    danger_soft: Rgb(0xFF, 0xFF, 0xFF),
    on_danger: Rgb(0xFF, 0xFF, 0xFF),
    warn: Rgb(0x57, 0x33, 0x00),
    warn_soft: Rgb(0xFF, 0xFF, 0xFF),
    ok: Rgb(0x0B, 0x45, 0x23),
    ok_soft: Rgb(0xFF, 0xFF, 0xFF),
    hit: Rgb(0xFF, 0xF0, 0x4D),
    policy: Rgb(0x1B, 0x24, 0x66),
    policy_soft: Rgb(0xFF, 0xFF, 0xFF),
    toolkit: Rgb(0x7A, 0x2A, 0x57),
    toolkit_soft: Rgb(0xFF, 0xFF, 0xFF),
    training: Rgb(0x7A, 0x4A, 0x00),
    training_soft: Rgb(0xFF, 0xFF, 0xFF),
};

/// `color.high_contrast_dark` of the tokens.
pub const HIGH_CONTRAST_DARK: Palette = Palette {
    topbar: Rgb(0x00, 0x00, 0x00),
    on_topbar: Rgb(0xFF, 0xFF, 0xFF),
    on_topbar_weak: Rgb(0xE6, 0xE6, 0xE6),
    base: Rgb(0x00, 0x00, 0x00),
    chrome: Rgb(0x00, 0x00, 0x00),
    surface: Rgb(0x00, 0x00, 0x00),
    sunken: Rgb(0x00, 0x00, 0x00),
    hover: Rgb(0x00, 0x00, 0x00),
    line: Rgb(0xA6, 0xA6, 0xA6),
    line_strong: Rgb(0xFF, 0xFF, 0xFF),
    map_line: Rgb(0xA6, 0xA6, 0xA6),
    text: Rgb(0xFF, 0xFF, 0xFF),
    text_weak: Rgb(0xE6, 0xE6, 0xE6),
    accent: Rgb(0x8F, 0xE3, 0xF5),
    accent_hover: Rgb(0xC4, 0xF1, 0xFA),
    accent_soft: Rgb(0x00, 0x00, 0x00),
    on_accent: Rgb(0x00, 0x00, 0x00),
    danger: Rgb(0xFF, 0xB3, 0xA6),
    danger_soft: Rgb(0x00, 0x00, 0x00),
    on_danger: Rgb(0x00, 0x00, 0x00),
    warn: Rgb(0xFF, 0xD2, 0x7A),
    warn_soft: Rgb(0x00, 0x00, 0x00),
    ok: Rgb(0x9E, 0xE6, 0xB8),
    ok_soft: Rgb(0x00, 0x00, 0x00),
    hit: Rgb(0x4A, 0x3A, 0x00),
    policy: Rgb(0xA9, 0xB4, 0xFF),
    policy_soft: Rgb(0x00, 0x00, 0x00),
    toolkit: Rgb(0xF2, 0xA9, 0xD0),
    toolkit_soft: Rgb(0x00, 0x00, 0x00),
    training: Rgb(0xFF, 0xD9, 0x8A),
    training_soft: Rgb(0x00, 0x00, 0x00),
};

/// The colours of printed pages, by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperPalette {
    pub surface: Rgb,
    pub text: Rgb,
    pub text_weak: Rgb,
    pub line: Rgb,
    pub line_strong: Rgb,
    pub tint: Rgb,
    pub link: Rgb,
    pub policy: Rgb,
    pub toolkit: Rgb,
    pub training: Rgb,
}

impl PaperPalette {
    /// Every role with its name in `tokens.json`, in the file's order.
    pub fn roles(&self) -> [(&'static str, Rgb); 10] {
        [
            ("surface", self.surface),
            ("text", self.text),
            ("text_weak", self.text_weak),
            ("line", self.line),
            ("line_strong", self.line_strong),
            ("tint", self.tint),
            ("link", self.link),
            ("policy", self.policy),
            ("toolkit", self.toolkit),
            ("training", self.training),
        ]
    }
}

/// `color.paper` of the tokens.
pub const PAPER: PaperPalette = PaperPalette {
    surface: Rgb(0xFF, 0xFF, 0xFF),
    text: Rgb(0x14, 0x22, 0x2A),
    text_weak: Rgb(0x47, 0x56, 0x5B),
    line: Rgb(0xB9, 0xC2, 0xBF),
    line_strong: Rgb(0x75, 0x82, 0x7F),
    tint: Rgb(0xF1, 0xF3, 0xF1),
    link: Rgb(0x0A, 0x5A, 0x6E),
    policy: Rgb(0x27, 0x32, 0x6E),
    toolkit: Rgb(0x96, 0x40, 0x6F),
    training: Rgb(0xB1, 0x71, 0x0C),
};

/// A size of letters and the height of their line, in points.
pub type Points = (f64, f64);

/// The sizes of printed pages, by role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaperType {
    pub cover: Points,
    pub display: Points,
    pub heading: Points,
    pub body: Points,
    pub label: Points,
    pub small: Points,
}

impl PaperType {
    /// Every role with its name in `tokens.json`, in the file's order.
    pub fn roles(&self) -> [(&'static str, Points); 6] {
        [
            ("cover", self.cover),
            ("display", self.display),
            ("heading", self.heading),
            ("body", self.body),
            ("label", self.label),
            ("small", self.small),
        ]
    }
}

/// `type.pdf_pt` of the tokens.
pub const PAPER_TYPE: PaperType = PaperType {
    cover: (34.0, 39.0),
    display: (22.0, 26.0),
    heading: (13.0, 16.25),
    body: (11.0, 15.6),
    label: (10.5, 13.0),
    small: (10.5, 13.0),
};

/// `type.pdf_large_print_pt` of the tokens.
pub const LARGE_TYPE: PaperType = PaperType {
    cover: (36.0, 42.0),
    display: (26.0, 32.0),
    heading: (19.0, 25.0),
    body: (16.0, 24.0),
    label: (16.0, 21.0),
    small: (16.0, 21.0),
};

/// `type.pdf_large_print_18_pt` of the tokens.
pub const LARGER_TYPE: PaperType = PaperType {
    cover: (40.0, 46.0),
    display: (29.0, 36.0),
    heading: (21.0, 28.0),
    body: (18.0, 27.0),
    label: (18.0, 24.0),
    small: (18.0, 24.0),
};

/// A rectangle of a category mark on a grid of ten units: x, y, width, height.
pub type MarkRect = (u8, u8, u8, u8);

/// The mark of a category, by the category's place: one block, two upright bars, three level bars.
pub fn mark_rects(place: usize) -> &'static [MarkRect] {
    match place % 3 {
        0 => &[(0, 0, 10, 10)],
        1 => &[(0, 0, 4, 10), (6, 0, 4, 10)],
        _ => &[(0, 0, 10, 2), (0, 4, 10, 2), (0, 8, 10, 2)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> serde_json::Value {
        serde_json::from_str(include_str!("../assets/tokens.json")).unwrap()
    }

    fn compare(roles: &[(&str, Rgb)], name: &str) {
        let tokens = tokens();
        let table = tokens["color"][name].as_object().unwrap();
        let ours: Vec<_> = roles.iter().map(|(role, colour)| ((*role).to_owned(), colour.hex())).collect();
        let theirs: Vec<_> =
            table.iter().map(|(role, colour)| (role.clone(), colour.as_str().unwrap().to_owned())).collect();
        assert_eq!(ours, theirs, "{name}");
    }

    #[test]
    fn colours_are_those_of_the_tokens() {
        compare(&LIGHT.roles(), "light");
        compare(&DARK.roles(), "dark");
        compare(&HIGH_CONTRAST_LIGHT.roles(), "high_contrast_light");
        compare(&HIGH_CONTRAST_DARK.roles(), "high_contrast_dark");
        compare(&PAPER.roles(), "paper");
    }

    #[test]
    fn sizes_are_those_of_the_tokens() {
        let tokens = tokens();
        for (name, sizes) in
            [("pdf_pt", PAPER_TYPE), ("pdf_large_print_pt", LARGE_TYPE), ("pdf_large_print_18_pt", LARGER_TYPE)]
        {
            let table = tokens["type"][name].as_object().unwrap();
            let number = |role: &serde_json::Value, key: &str| role[key].as_f64().unwrap();
            let theirs: Vec<_> =
                table.iter().map(|(role, it)| (role.as_str(), (number(it, "size"), number(it, "line")))).collect();
            assert_eq!(sizes.roles().to_vec(), theirs, "{name}");
        }
    }

    /// L* 23, 40 and 53 by CIE 1976: three marks that differ in grey too.
    #[test]
    fn marks_differ_in_grey() {
        let lightness = [PAPER.policy, PAPER.toolkit, PAPER.training].map(|colour| {
            assert!((colour.grey().luminance() - colour.luminance()).abs() < 0.004);
            (116.0 * colour.grey().luminance().cbrt() - 16.0).round() as u8
        });
        assert_eq!(lightness, [23, 40, 53]);
    }

    /// WCAG 2.2: 4.5 for text (1.4.3), 3 for marks and edges (1.4.11). High contrast: 7 (1.4.6) and 4.5, also for the
    /// edges that only divide.
    #[test]
    fn colours_have_contrast() {
        let mut low = Vec::new();
        for (palette, of_text, of_mark) in
            [(LIGHT, 4.5, 3.0), (DARK, 4.5, 3.0), (HIGH_CONTRAST_LIGHT, 7.0, 4.5), (HIGH_CONTRAST_DARK, 7.0, 4.5)]
        {
            let surfaces = [palette.base, palette.chrome, palette.surface, palette.accent_soft];
            let dividing: &[Rgb] = if of_mark > 3.0 { &[palette.line, palette.map_line] } else { &[] };
            let marks = [palette.policy, palette.toolkit, palette.training, palette.line_strong];
            for ground in surfaces {
                for text in [palette.text, palette.text_weak, palette.accent] {
                    low.extend((text.contrast(ground) < of_text).then_some((text, ground)));
                }
                for mark in marks.iter().chain(dividing) {
                    low.extend((mark.contrast(ground) < of_mark).then_some((*mark, ground)));
                }
            }
            let pairs = [
                (palette.on_topbar, palette.topbar),
                (palette.on_topbar_weak, palette.topbar),
                (palette.on_accent, palette.accent),
                (palette.on_accent, palette.accent_hover),
                (palette.on_danger, palette.danger),
                (palette.danger, palette.danger_soft),
                (palette.danger, palette.surface),
                (palette.warn, palette.warn_soft),
                (palette.warn, palette.surface),
                (palette.ok, palette.ok_soft),
                (palette.ok, palette.surface),
                (palette.text, palette.hit),
            ];
            low.extend(pairs.into_iter().filter(|(text, ground)| text.contrast(*ground) < of_text));
        }
        assert!(low.is_empty(), "{low:?}");
    }

    /// What stands apart by its ground alone elsewhere has an edge or a line there.
    #[test]
    fn high_contrast_has_no_soft_fills() {
        for palette in [HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK] {
            let is_ground =
                |role: &str| role.ends_with("_soft") || ["base", "chrome", "sunken", "hover"].contains(&role);
            let grounds: Vec<_> = palette.roles().into_iter().filter(|(role, _)| is_ground(role)).collect();
            assert_eq!(grounds.len(), 11, "{grounds:?}");
            assert!(grounds.iter().all(|(_, colour)| *colour == palette.surface), "{grounds:?}");
        }
    }
}
