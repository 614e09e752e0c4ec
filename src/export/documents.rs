//! The documents that leave with a pack: read, compared with their sums, named.
//!
//! A document goes out as it was enclosed, or nothing goes out at all.

use std::sync::Arc;

use super::{ExportError, Steps, name};
use crate::pack::contents::refused_ending;
use crate::pack::{EnclosedFile, Entry, Pack, ResourceId, Sha256};

/// The folder of documents in a folder of pages.
pub const FOLDER: &str = "documents";

/// Where the bytes of enclosed documents are.
pub trait Files {
    /// The bytes that had this sum when they were enclosed; whether they still have it is looked at by the export.
    fn read(&self, sha256: &Sha256) -> Result<Arc<Vec<u8>>, ReadError>;
}

/// Why the bytes of a document are not to be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("it is no longer there")]
    Missing,
    /// In the words of the system, which name no path.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// Nothing is enclosed.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _sha256: &Sha256) -> Result<Arc<Vec<u8>>, ReadError> {
        Err(ReadError::Missing)
    }
}

/// Why a document keeps a pack from going out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("it is not as it was when it was enclosed")]
    Changed,
    #[error("files that end in .{0} can run a program, and mail systems refuse them")]
    Program(String),
}

/// A document on its way out. Its bytes have the sum that they had when they were enclosed.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The entry's number.
    pub entry: u32,
    pub id: ResourceId,
    /// The entry's title.
    pub title: String,
    /// "02 Title.pdf".
    pub name: String,
    pub sha256: Sha256,
    pub bytes: Arc<Vec<u8>>,
}

impl DocumentFault {
    /// What a person can do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Read(_) | Self::Changed => "Enclose the document again, or take it out of the pack",
            Self::Program(_) => "Enclose it as a PDF, or take it out of the pack",
        }
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({}, {} bytes)", self.name, self.bytes.len())
    }
}

impl Document {
    /// "PDF, 1.2 MB".
    pub fn kind(&self) -> String {
        let size = crate::pack::words::size(self.bytes.len() as u64);
        match name::ending(&self.name) {
            Some(ending) => format!("{}, {size}", ending.to_uppercase()),
            None => size,
        }
    }
}

/// The names under which the documents of a pack leave, with their sizes; nothing is read.
pub fn names(pack: &Pack) -> Vec<(String, u64)> {
    let digits = digits(pack);
    enclosed(pack).map(|(entry, file)| (named(entry, file, digits), file.bytes)).collect()
}

/// The documents of a pack in reading order, each looked at. Errs at the first that is not as it was.
pub(super) fn taken(pack: &Pack, files: &dyn Files, steps: &dyn Steps) -> Result<Vec<Document>, ExportError> {
    let (digits, total) = (digits(pack), enclosed(pack).count() as u32);
    let mut documents = Vec::new();
    for (entry, file) in enclosed(pack) {
        steps.step(documents.len() as u32, total, "Enclosed documents")?;
        let fault = |fault| ExportError::Document { entry: entry.title.clone(), fault };
        if let Some(ending) = refused_ending(&file.name) {
            return Err(fault(DocumentFault::Program(ending)));
        }
        let bytes = files.read(&file.sha256).map_err(|error| fault(error.into()))?;
        if bytes.len() as u64 != file.bytes || Sha256::of(&bytes) != file.sha256 {
            return Err(fault(DocumentFault::Changed));
        }
        documents.push(Document {
            entry: entry.number,
            id: entry.id.clone(),
            title: entry.title.clone(),
            name: named(entry, file, digits),
            sha256: file.sha256.clone(),
            bytes,
        });
    }
    Ok(documents)
}

fn enclosed(pack: &Pack) -> impl Iterator<Item = (&Entry, &EnclosedFile)> {
    pack.entries().filter_map(|entry| Some((entry, entry.enclosed.as_ref()?)))
}

/// How many digits each number has, so that the names stand in the pack's order.
pub(super) fn digits(pack: &Pack) -> usize {
    pack.entries().count().to_string().len().max(2)
}

/// "02 Title.pdf".
pub(super) fn named(entry: &Entry, file: &EnclosedFile, digits: usize) -> String {
    name::document(&format!("{:0digits$}", entry.number), &entry.title, &file.name)
}
