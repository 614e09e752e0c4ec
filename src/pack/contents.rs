//! What a pack is made of, in its order: sections, items, and what the office adds to each.
//!
//! Private notes are not among it, so that no output can hold one.

use std::collections::{BTreeMap, BTreeSet};

use super::rich::RichText;
use crate::catalogue::{Catalogue, CategoryId, ModuleId, ResourceId};

/// The arrangement that a pack is built from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub sections: Vec<ContentSection>,
}

/// Items under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentSection {
    /// `None` where the office made the section.
    pub category: Option<CategoryId>,
    /// Empty: the category's name.
    pub heading: String,
    pub introduction: RichText,
    pub items: Vec<ContentItem>,
}

/// A resource, and what the office adds to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentItem {
    pub id: ResourceId,
    /// To the reader; printed.
    pub note: String,
    /// The chosen parts of a course; `None` is the whole of it.
    pub modules: Option<BTreeSet<ModuleId>>,
    pub file: Option<EnclosedFile>,
    pub minutes: Minutes,
}

/// The times that the office gave a course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Minutes {
    /// For a course without parts.
    pub whole: Option<u32>,
    pub parts: BTreeMap<ModuleId, u32>,
}

/// A document that goes with the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnclosedFile {
    /// Its name when it was chosen, without folders.
    pub name: String,
    pub bytes: u64,
    pub sha256: Sha256,
}

/// Endings of files that run something when they are opened, or carry what does; mail systems refuse most of them.
const REFUSED_ENDINGS: &[&str] = &[
    "ade",
    "adp",
    "apk",
    "app",
    "appimage",
    "application",
    "appref-ms",
    "appx",
    "appxbundle",
    "bash",
    "bat",
    "bin",
    "cab",
    "chm",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "deb",
    "desktop",
    "diagcab",
    "dll",
    "dmg",
    "exe",
    "gadget",
    "hlp",
    "hta",
    "htm",
    "html",
    "img",
    "inf",
    "ins",
    "iso",
    "isp",
    "jar",
    "jnlp",
    "js",
    "jse",
    "ksh",
    "lib",
    "library-ms",
    "lnk",
    "mde",
    "mht",
    "mhtml",
    "mjs",
    "msc",
    "msh",
    "msi",
    "msix",
    "msixbundle",
    "msp",
    "mst",
    "nsh",
    "osx",
    "out",
    "pif",
    "pkg",
    "pl",
    "ps1",
    "psd1",
    "psm1",
    "py",
    "pyc",
    "pyw",
    "reg",
    "rpm",
    "run",
    "scf",
    "scr",
    "sct",
    "settingcontent-ms",
    "sh",
    "shb",
    "shtml",
    "svg",
    "svgz",
    "sys",
    "url",
    "vb",
    "vbe",
    "vbs",
    "vbscript",
    "vhd",
    "vhdx",
    "vxd",
    "webloc",
    "website",
    "workflow",
    "wsc",
    "wsf",
    "wsh",
    "xht",
    "xhtml",
    "xll",
    "zsh",
];

/// The ending, in small letters, for which no pack takes a file of this name; `None` where it may go out.
pub fn refused_ending(name: &str) -> Option<String> {
    // Windows drops full stops and blanks at the end of a name.
    let (_, ending) = name.trim_end_matches(|sign: char| sign == '.' || sign.is_whitespace()).rsplit_once('.')?;
    let ending: String = ending.chars().filter(|sign| !sign.is_control()).collect::<String>().trim().to_lowercase();
    REFUSED_ENDINGS.contains(&ending.as_str()).then_some(ending)
}

/// Whether a file of this name may be taken into a pack, and leave with it.
pub fn is_accepted_name(name: &str) -> bool {
    refused_ending(name).is_none()
}

/// The SHA-256 of a file's bytes: 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(String);

impl Sha256 {
    /// `None` where the text is no such sum.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |sign: u8| sign.is_ascii_digit() || (b'a'..=b'f').contains(&sign);
        (text.len() == 64 && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// The sum of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::Digest as _;
        use std::fmt::Write as _;
        let mut text = String::with_capacity(64);
        for byte in sha2::Sha256::digest(bytes) {
            // Writing into a string cannot fail.
            let _written = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ContentItem {
    /// A resource to which nothing was added.
    pub fn new(id: ResourceId) -> Self {
        Self { id, note: String::new(), modules: None, file: None, minutes: Minutes::default() }
    }
}

impl Contents {
    /// The selection grouped by category in the catalogue's order, the given order inside a category.
    ///
    /// An id that the catalogue does not know is left out, one given twice is taken once.
    pub fn grouped(catalogue: &Catalogue, selection: &[ResourceId]) -> Self {
        let mut seen = BTreeSet::new();
        let mut groups: BTreeMap<&CategoryId, Vec<ContentItem>> = BTreeMap::new();
        for id in selection {
            let Some(resource) = catalogue.resource(id) else { continue };
            if seen.insert(id) {
                groups.entry(&resource.category).or_default().push(ContentItem::new(id.clone()));
            }
        }
        let sections = catalogue.categories.iter().filter_map(|category| {
            let items = groups.remove(&category.id)?;
            Some(ContentSection { category: Some(category.id.clone()), items, ..ContentSection::default() })
        });
        Self { sections: sections.collect() }
    }

    /// All items in reading order.
    pub fn items(&self) -> impl Iterator<Item = &ContentItem> {
        self.sections.iter().flat_map(|section| section.items.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_not_taken() {
        for name in
            ["setup.exe", "SETUP.EXE", "a.pdf.js", "x.bat.", "y.cmd . ", "page.html", "z.msi\u{7}", "\u{202E}fdp.scr"]
        {
            assert!(!is_accepted_name(name), "{name}");
        }
        for name in ["Guide.pdf", "exe", "js", "Guide", "a.exe.pdf", "Tabelle.xlsx", "ক.docx", "course.zip", ""] {
            assert!(is_accepted_name(name), "{name}");
        }
    }

    #[test]
    fn a_sum_is_read_back() {
        let sum = Sha256::of(b"");
        assert_eq!(sum.as_str(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(Sha256::parse(sum.as_str()), Some(sum));
        assert_eq!(Sha256::parse("../../etc/passwd"), None);
        assert_eq!(Sha256::parse(&"E".repeat(64)), None);
    }
}
