//! The stylesheet: colours and fonts of the brand before the rules of the template.

use super::policy::base64;
use crate::brand::{DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, Palette};
use crate::brand::{LARGE_TYPE, LARGER_TYPE, PAPER_TYPE};
use crate::pack::PrintSize;

/// The rules; they name colours by role and spell none.
const RULES: &str = include_str!("../../../assets/templates/pack.css");

/// Stands at the head of every stylesheet, because the fonts inside must not go without it.
const NOTICE: &str = "/* Fonts: RSO Sans and RSO Serif, made from Source Sans 3 and Source Serif 4, \
                      © Adobe, SIL Open Font License 1.1. Icons: Phosphor, © Phosphor Icons, MIT License. */\n";

/// Family, weight and file of each font.
const FONTS: &[(&str, u16, &[u8])] = &[
    ("RSO Sans", 400, include_bytes!("../../../assets/fonts/web/rso-sans-400.woff2")),
    ("RSO Sans", 600, include_bytes!("../../../assets/fonts/web/rso-sans-600.woff2")),
    ("RSO Serif", 400, include_bytes!("../../../assets/fonts/web/rso-serif-400.woff2")),
    ("RSO Serif", 500, include_bytes!("../../../assets/fonts/web/rso-serif-500.woff2")),
    ("RSO Serif", 600, include_bytes!("../../../assets/fonts/web/rso-serif-600.woff2")),
];

/// Licences of what the pages carry.
pub(super) fn licences() -> String {
    let fonts = include_str!("../../../assets/fonts/web/OFL.txt");
    let icons = include_str!("../../../assets/icons/LICENSE-Phosphor");
    ["Fonts: RSO Sans, RSO Serif\n\n", fonts.trim_end(), "\n\n\nIcons: Phosphor\n\n", icons.trim_end(), "\n"].concat()
}

/// Sizes on paper and their lines, in points: usual, and the two steps of large print, in which nothing is smaller than
/// the running text.
const PRINT: [(&str, [(f64, f64); 3]); 8] = [
    ("body", [PAPER_TYPE.body, LARGE_TYPE.body, LARGER_TYPE.body]),
    ("small", [(10.5, 14.5), LARGE_TYPE.body, LARGER_TYPE.body]),
    ("lead", [(12.0, 17.0), (18.0, 25.0), (20.0, 28.0)]),
    ("heading", [(13.0, 16.0), LARGE_TYPE.heading, LARGER_TYPE.heading]),
    ("part", [(15.0, 19.0), (21.0, 27.0), (24.0, 30.0)]),
    ("entry", [(16.0, 20.0), (22.0, 28.0), (25.0, 32.0)]),
    ("title", [(18.0, 22.0), (23.0, 29.0), (26.0, 33.0)]),
    ("display", [PAPER_TYPE.display, LARGE_TYPE.display, LARGER_TYPE.display]),
];
/// Labels stand above what they are of where letters are large.
const LARGE_ROWS: &str = "@media print{.row,.modules.numbered li{display:block}\
    .ways li{grid-template-columns:20px minmax(0,1fr)}.ways span{grid-column:2}}\n";

/// The whole stylesheet, with the sizes that the pack is printed in.
pub(super) fn sheet(size: PrintSize) -> String {
    let mut sheet = String::from(NOTICE);
    colours(&mut sheet, "", &LIGHT);
    colours(&mut sheet, "(prefers-color-scheme: dark)", &DARK);
    colours(&mut sheet, "(prefers-contrast: more)", &HIGH_CONTRAST_LIGHT);
    colours(&mut sheet, "(prefers-contrast: more) and (prefers-color-scheme: dark)", &HIGH_CONTRAST_DARK);
    print_sizes(&mut sheet, size);
    sheet.push_str(RULES);
    if size != PrintSize::Usual {
        sheet.push_str(LARGE_ROWS);
    }
    for (family, weight, bytes) in FONTS {
        let weight = weight.to_string();
        for part in ["@font-face{font-family:\"", family, "\";font-weight:", &weight, ";font-display:swap;"] {
            sheet.push_str(part);
        }
        for part in ["src:url(data:font/woff2;base64,", &base64(bytes), ") format(\"woff2\")}\n"] {
            sheet.push_str(part);
        }
    }
    // Some checkers hash a style element without the line end at its end.
    sheet.truncate(sheet.trim_end().len());
    sheet
}

fn print_sizes(sheet: &mut String, size: PrintSize) {
    let step = match size {
        PrintSize::Usual => 0,
        PrintSize::Large16 => 1,
        PrintSize::Large18 => 2,
    };
    sheet.push_str(":root{");
    for (name, sizes) in PRINT {
        let Some((size, line)) = sizes.get(step) else { continue };
        let (size, line) = (size.to_string(), line.to_string());
        for part in ["--print-", name, ":", &size, "pt;--print-", name, "-line:", &line, "pt;"] {
            sheet.push_str(part);
        }
    }
    sheet.push_str("}\n");
}

/// The colours of a palette by role, for screens of a kind; paper keeps the light ones.
fn colours(sheet: &mut String, screens: &str, palette: &Palette) {
    if !screens.is_empty() {
        for part in ["@media screen and ", screens, "{"] {
            sheet.push_str(part);
        }
    }
    sheet.push_str(":root{");
    for (role, colour) in palette.roles() {
        for part in ["--", role, ":", &colour.hex(), ";"] {
            sheet.push_str(part);
        }
    }
    sheet.push_str(if screens.is_empty() { "}\n" } else { "}}\n" });
}
