//! Outputs: a [`Pack`] becomes a PDF or web pages, in memory.
//!
//! Back-ends see a pack and the brand, never a catalogue.
//! They return bytes with warnings; only the shell writes files.
//! The same pack, format and fonts give the same bytes.

pub mod bundle;
pub mod documents;
pub mod html;
pub mod name;
pub mod pages;
pub mod pdf;
pub mod receipt;
pub mod typst_data;
pub mod typst_world;

use std::sync::Arc;

use crate::pack::Pack;

pub use bundle::Bundle;
pub use documents::{Document, DocumentFault, Files, NoFiles};

/// What can be made from a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Format {
    Pdf,
    /// A folder of web pages.
    HtmlFolder,
    /// The same folder, zipped.
    HtmlZip,
    /// One self-contained web page.
    HtmlFile,
}

impl Format {
    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::HtmlFolder => "html",
            Self::HtmlZip => "html-zip",
            Self::HtmlFile => "html-file",
        }
    }

    /// Whether enclosed documents stand in a folder beside the file, not inside it.
    pub fn has_documents_beside(self) -> bool {
        match self {
            Self::Pdf | Self::HtmlFile => true,
            Self::HtmlFolder | Self::HtmlZip => false,
        }
    }

    /// The ending of the file, without the dot; empty for a folder.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::HtmlFolder => "",
            Self::HtmlZip => "zip",
            Self::HtmlFile => "html",
        }
    }
}

/// The work was no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// How a back-end reports how far it is, and learns that it should stop.
pub trait Steps {
    /// Call between steps. Errs once the work is no longer wanted, so that `?` ends it.
    fn step(&self, done: u32, total: u32, doing: &str) -> Result<(), Cancelled>;
}

/// Nobody is waiting: every step is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Steps for Unwatched {
    fn step(&self, _done: u32, _total: u32, _doing: &str) -> Result<(), Cancelled> {
        Ok(())
    }
}

/// Fonts beyond the embedded ones, as file contents; the shell finds them on the system.
///
/// Shared, because such files are large and are read by the layout as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FontSet {
    pub extra: Vec<Arc<Vec<u8>>>,
}

/// What an export is made from beside the pack.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    pub fonts: &'a FontSet,
    pub files: &'a dyn Files,
    /// The name of the file that is made, with its ending: the folder of documents beside it is called after it.
    pub name: &'a str,
}

/// What an export made.
#[derive(Clone, Debug)]
pub struct Exported {
    pub body: Body,
    /// The documents that are enclosed, in reading order; in a folder or zip they are inside, under [`documents::FOLDER`].
    pub documents: Vec<Document>,
    /// The folder of documents beside a single file, with the list of what is in it.
    pub beside: Option<Bundle>,
    /// Sentences that the person must read, for example which characters no font has.
    pub warnings: Vec<String>,
    /// Pages of paper, where the format has them.
    pub pages: Option<u32>,
}

impl Exported {
    /// Something whose words are all covered.
    fn of(body: Body) -> Self {
        Self { body, documents: Vec::new(), beside: None, warnings: Vec::new(), pages: None }
    }
}

/// One file, or a folder of files.
#[derive(Clone, Debug)]
pub enum Body {
    File(Vec<u8>),
    Folder(Bundle),
}

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A document that is enclosed cannot go out as it is.
    #[error("the document of “{entry}” did not go out: {fault}")]
    Document { entry: String, fault: DocumentFault },
    /// Our fault: the template or the engine refused; the details name no text of the pack.
    #[error("the pages could not be laid out")]
    Layout { details: String },
    /// Our fault: the archive could not be put together.
    #[error("the archive could not be put together")]
    Archive { details: String },
}

/// Makes one format of a pack that encloses no document.
pub fn export(pack: &Pack, format: Format, fonts: &FontSet, steps: &dyn Steps) -> Result<Exported, ExportError> {
    export_with(pack, format, &Sources { fonts, files: &NoFiles, name: "" }, steps)
}

/// Makes one format of a pack, with the documents that are enclosed in it.
pub fn export_with(
    pack: &Pack,
    format: Format,
    sources: &Sources<'_>,
    steps: &dyn Steps,
) -> Result<Exported, ExportError> {
    let documents = documents::taken(pack, sources.files, steps)?;
    let made = match format {
        Format::Pdf => pdf::export(pack, sources.fonts, steps)?,
        Format::HtmlFolder => html::export_folder(pack, &documents, steps)?,
        Format::HtmlZip => html::export_zip(pack, &documents, steps)?,
        Format::HtmlFile => html::export_file(pack, &documents, sources.name, steps)?,
    };
    let beside = (format.has_documents_beside() && !documents.is_empty()).then(|| {
        let mut bundle = Bundle::default();
        bundle.push_documents("", &documents);
        bundle.push_manifest(pack.date);
        bundle
    });
    Ok(Exported { documents, beside, ..made })
}
