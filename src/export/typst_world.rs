//! The closed world that the template is laid out in: its own files, one pack's data, a fixed set of fonts.
//!
//! There is no disk, no network and no clock in it.
//! The template is the only code; a pack comes in as JSON, which the template reads and never evaluates.

pub mod fonts;

use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};

use fonts::Shared;

/// The template's files; the first is where the layout begins.
const TEMPLATES: [(&str, &str); 9] = [
    ("/pack.typ", include_str!("../../assets/templates/pack.typ")),
    ("/style.typ", include_str!("../../assets/templates/style.typ")),
    ("/front.typ", include_str!("../../assets/templates/front.typ")),
    ("/entry.typ", include_str!("../../assets/templates/entry.typ")),
    ("/compact.typ", include_str!("../../assets/templates/compact.typ")),
    ("/list.typ", include_str!("../../assets/templates/list.typ")),
    ("/timetable.typ", include_str!("../../assets/templates/timetable.typ")),
    ("/closing.typ", include_str!("../../assets/templates/closing.typ")),
    ("/contents.typ", include_str!("../../assets/templates/contents.typ")),
];

/// The icons that the template shows.
const ICONS: [(&str, &str); 8] = [
    ("/icons/download-simple.svg", include_str!("../../assets/icons/svg/download-simple.svg")),
    ("/icons/globe-simple.svg", include_str!("../../assets/icons/svg/globe-simple.svg")),
    ("/icons/plugs-connected.svg", include_str!("../../assets/icons/svg/plugs-connected.svg")),
    ("/icons/envelope-simple.svg", include_str!("../../assets/icons/svg/envelope-simple.svg")),
    ("/icons/minus-circle.svg", include_str!("../../assets/icons/svg/minus-circle.svg")),
    ("/icons/clock-counter-clockwise.svg", include_str!("../../assets/icons/svg/clock-counter-clockwise.svg")),
    ("/icons/file-text.svg", include_str!("../../assets/icons/svg/file-text.svg")),
    ("/icons/warning.svg", include_str!("../../assets/icons/svg/warning.svg")),
];

/// Where the template finds the pack.
const DATA: &str = "/pack.json";
/// Where the template finds the office's logo, if there is one.
const LOGO: &str = "/logo.png";

/// What every layout shares; made once.
struct Fixed {
    library: LazyHash<Library>,
    sources: Vec<Source>,
    icons: Vec<(FileId, Bytes)>,
    data: Option<FileId>,
    logo: Option<FileId>,
}

static FIXED: LazyLock<Fixed> = LazyLock::new(|| Fixed {
    library: LazyHash::new(Library::default()),
    sources: TEMPLATES
        .iter()
        .filter_map(|(path, text)| Some(Source::new(file_id(path)?, (*text).to_owned())))
        .collect(),
    icons: ICONS.iter().filter_map(|(path, svg)| Some((file_id(path)?, Bytes::from_string(*svg)))).collect(),
    data: file_id(DATA),
    logo: file_id(LOGO),
});

/// The identity of a file of this world.
fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One pack, ready to be laid out.
pub struct PackWorld {
    data: Bytes,
    logo: Option<Bytes>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl PackWorld {
    /// A world with these data and these fonts, and nothing else.
    pub fn new(json: String, fonts: Vec<Font>) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { data: Bytes::from_string(json), logo: None, book, fonts }
    }

    /// The same with a logo, a PNG file.
    #[must_use]
    pub fn with_logo(self, logo: Option<Arc<Vec<u8>>>) -> Self {
        Self { logo: logo.map(|png| Bytes::new(Shared(png))), ..self }
    }

    /// Where in the template something stands: "/entry.typ:12: ".
    pub fn place(&self, span: DiagSpan) -> Option<String> {
        let id = span.id()?;
        let start = self.range(span)?.start;
        let line = self.source(id).ok()?.lines().byte_to_line(start)?;
        Some(format!("{}:{}: ", id.get().vpath().get_with_slash(), line + 1))
    }

    fn missing(id: FileId) -> FileError {
        FileError::NotFound(id.get().vpath().get_without_slash().into())
    }
}

impl World for PackWorld {
    fn library(&self) -> &LazyHash<Library> {
        &FIXED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        FIXED.sources.first().map_or_else(|| Source::detached("").id(), Source::id)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        FIXED.sources.iter().find(|source| source.id() == id).cloned().ok_or_else(|| Self::missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if FIXED.data == Some(id) {
            return Ok(self.data.clone());
        }
        if FIXED.logo == Some(id) {
            return self.logo.clone().ok_or_else(|| Self::missing(id));
        }
        let icon = FIXED.icons.iter().find(|(icon, _)| *icon == id);
        icon.map(|(_, bytes)| bytes.clone()).ok_or_else(|| Self::missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// There is no clock: the pack carries its date.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
