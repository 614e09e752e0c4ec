//! The embedded fonts, and which of them a text needs.
//!
//! Font files are read where they lie in the program; nothing is copied.
//! A file of another script is only opened once a character asks for it, which keeps a plain export small and quick.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, is_default_ignorable};

use crate::export::FontSet;

/// A family and its files: the regular one first, which decides what the family covers.
struct Family {
    name: &'static str,
    files: &'static [&'static [u8]],
    opened: OnceLock<Vec<Font>>,
}

macro_rules! family {
    ($name:literal, $($file:literal),+) => {
        Family {
            name: $name,
            files: &[$(include_bytes!(concat!("../../../assets/fonts/", $file))),+],
            opened: OnceLock::new(),
        }
    };
}

/// The families in the order in which a character is looked up.
static FAMILIES: [Family; 12] = [
    family!(
        "Source Sans 3",
        "source/SourceSans3-Regular.ttf",
        "source/SourceSans3-SemiBold.ttf",
        "source/SourceSans3-Italic.ttf"
    ),
    family!(
        "Source Serif 4",
        "source/SourceSerif4-Regular.ttf",
        "source/SourceSerif4-Medium.ttf",
        "source/SourceSerif4-SemiBold.ttf"
    ),
    family!("Noto Sans Thai", "noto/NotoSansThai-Regular.ttf", "noto/NotoSansThai-Bold.ttf"),
    family!("Noto Sans Khmer", "noto/NotoSansKhmer-Regular.ttf", "noto/NotoSansKhmer-Bold.ttf"),
    family!("Noto Sans Lao", "noto/NotoSansLao-Regular.ttf", "noto/NotoSansLao-Bold.ttf"),
    family!("Noto Sans Myanmar", "noto/NotoSansMyanmar-Regular.ttf", "noto/NotoSansMyanmar-Bold.ttf"),
    family!("Noto Sans Bengali", "noto/NotoSansBengali-Regular.ttf", "noto/NotoSansBengali-Bold.ttf"),
    family!("Noto Sans Sinhala", "noto/NotoSansSinhala-Regular.ttf", "noto/NotoSansSinhala-Bold.ttf"),
    family!("Noto Sans Tamil", "noto/NotoSansTamil-Regular.ttf", "noto/NotoSansTamil-Bold.ttf"),
    family!("Noto Sans Devanagari", "noto/NotoSansDevanagari-Regular.ttf", "noto/NotoSansDevanagari-Bold.ttf"),
    family!("Noto Sans Arabic", "noto/NotoSansArabic-Regular.ttf", "noto/NotoSansArabic-Bold.ttf"),
    family!("Noto Emoji", "noto/NotoEmoji-Regular.ttf"),
];

/// Source Sans and Source Serif are always there.
const ALWAYS: usize = 2;

impl Family {
    fn fonts(&self) -> &[Font] {
        self.opened.get_or_init(|| self.files.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect())
    }

    fn regular(&self) -> Option<&Font> {
        self.fonts().first()
    }
}

/// The bytes of a file, without copying them.
pub(super) struct Shared(pub(super) Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Looks characters up and remembers which fonts they needed.
pub struct FontShelf<'a> {
    set: &'a FontSet,
    opened: OnceLock<Vec<Font>>,
    used: BTreeSet<usize>,
    used_extra: BTreeSet<usize>,
}

impl<'a> FontShelf<'a> {
    /// The embedded fonts, and after them those of the set.
    pub fn new(set: &'a FontSet) -> Self {
        Self { set, opened: OnceLock::new(), used: (0..ALWAYS).collect(), used_extra: BTreeSet::new() }
    }

    fn extra(&self) -> &[Font] {
        self.opened.get_or_init(|| {
            let files = self.set.extra.iter();
            files.flat_map(|file| Font::iter(Bytes::new(Shared(Arc::clone(file))))).collect()
        })
    }

    /// Whether one font has all of these characters, which must be drawn together; that font is then used.
    ///
    /// Characters that are never drawn (joiners, marks of direction) ask for nothing.
    pub fn covers(&mut self, cluster: &str) -> bool {
        let has_all = |font: &Font| {
            let coverage = &font.info().coverage;
            cluster.chars().all(|sign| is_default_ignorable(sign) || coverage.contains(u32::from(sign)))
        };
        if let Some(place) = FAMILIES.iter().position(|family| family.regular().is_some_and(has_all)) {
            self.used.insert(place);
            return true;
        }
        let place = self.extra().iter().position(has_all);
        self.used_extra.extend(place);
        place.is_some()
    }

    /// Whether the plain sans serif has the character: what most texts are made of.
    pub fn is_plain(sign: char) -> bool {
        let plain = FAMILIES.first().and_then(Family::regular);
        plain.is_some_and(|font| font.info().coverage.contains(u32::from(sign)))
    }

    /// The names of the used families in the order of look-up, the serif left out.
    pub fn family_names(&self) -> Vec<String> {
        let embedded = FAMILIES
            .iter()
            .enumerate()
            .filter(|(place, family)| self.used.contains(place) && family.name != "Source Serif 4");
        let mut names: Vec<String> = embedded.map(|(_, family)| family.name.to_owned()).collect();
        for place in &self.used_extra {
            let name = self.extra().get(*place).map(|font| font.info().family.as_str().to_owned());
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names
    }

    /// The used fonts.
    pub fn fonts(&self) -> Vec<Font> {
        let embedded = self.used.iter().filter_map(|place| FAMILIES.get(*place)).flat_map(Family::fonts);
        let extra = self.used_extra.iter().filter_map(|place| self.extra().get(*place));
        embedded.chain(extra).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_font_opens_under_its_name() {
        for family in &FAMILIES {
            assert_eq!(family.fonts().len(), family.files.len(), "{}", family.name);
            for font in family.fonts() {
                assert_eq!(font.info().family, family.name);
            }
        }
    }

    #[test]
    fn only_needed_fonts_are_used() {
        let set = FontSet::default();
        let mut shelf = FontShelf::new(&set);
        assert!(shelf.covers("a") && shelf.covers("ễ"));
        assert_eq!(shelf.fonts().len(), 6);
        assert!(shelf.covers("ខ្មែ") && shelf.covers("🛂") && !shelf.covers("\u{1F9FF}x"));
        assert_eq!(shelf.family_names(), ["Source Sans 3", "Noto Sans Khmer", "Noto Emoji"]);
    }
}
