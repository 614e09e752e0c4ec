//! Pack files (`.rsopack`): read with limits, written whole, never over somebody else's change.

mod beside;
pub mod container;
pub mod filing;
pub mod first;
pub mod history;
pub mod hold;
mod link;
pub mod store;
mod templates;

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::app::PackDraft;
use crate::app::pack_file::{NEWER, PackFile};
use crate::app::pack_id::{FreshIds, PackId};
use crate::app::release::properties;
use crate::catalogue::ResourceId;
use crate::pack::contents::{EnclosedFile, Sha256, refused_ending};
use crate::shell::files::{self, Existing, FileError};

pub use container::{Container, ContainerError, LOGO, MAX_DOCUMENT, MAX_WHOLE};

/// The ending of a pack file, without the dot.
pub const EXTENSION: &str = crate::app::pack_files::EXTENSION;

/// A pack file as it was read.
#[derive(Clone, Debug)]
pub struct OpenedPack {
    pub container: Container,
    path: PathBuf,
    /// Of the whole file, to notice that somebody else has written it since.
    sum: Sha256,
}

/// Why a pack file was not read or not written.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("there is no such pack file")]
    NotThere,
    #[error("the pack file cannot be read: {0}")]
    Unreadable(io::Error),
    #[error(transparent)]
    Content(#[from] ContainerError),
    #[error("{NEWER}")]
    Newer,
    #[error("somebody else has changed the pack file meanwhile; it was left as it is")]
    Changed,
    #[error("another copy of the program has the pack file open")]
    Held,
    /// The data folder no longer has a document, as where something else has removed it.
    #[error("the document “{name}” of “{item}” is missing in the data folder, or was changed there")]
    Lost { item: ResourceId, name: String },
    #[error(transparent)]
    File(#[from] FileError),
}

impl PackError {
    /// Its kind, without the name of a file.
    pub fn kind(&self) -> String {
        match self {
            Self::NotThere => "not there".to_owned(),
            Self::Unreadable(error) => error.kind().to_string(),
            Self::Content(_) => "content".to_owned(),
            Self::Newer => "newer version".to_owned(),
            Self::Changed => "changed".to_owned(),
            Self::Held => "held".to_owned(),
            Self::Lost { .. } => "lost document".to_owned(),
            Self::File(error) => crate::shell::exports::file_kind(error),
        }
    }

    /// What a person can do.
    pub fn remedy(&self) -> String {
        match self {
            Self::NotThere => "Give the path of a pack file (.rsopack)".to_owned(),
            Self::Unreadable(_) => "Close the program that holds it open, or copy it to another folder".to_owned(),
            Self::Content(ContainerError::NotAPack) => "Choose a file that ends in .rsopack".to_owned(),
            Self::Content(ContainerError::TooLarge { .. } | ContainerError::TooMany) => {
                "Enclose fewer or smaller documents".to_owned()
            }
            Self::Content(_) => "Get the file again from whoever made it".to_owned(),
            Self::Newer => "Get the newer version of this program, or save a copy with `pack share`".to_owned(),
            Self::Changed => "Do it again; the changed pack is read first".to_owned(),
            Self::Held => "Close it there, or save under another name".to_owned(),
            Self::Lost { .. } => "Enclose it again".to_owned(),
            Self::File(error) => error.remedy(),
        }
    }
}

/// A new pack that is in no file yet.
pub fn fresh(draft: PackDraft) -> PackFile {
    PackFile::new(fresh_id(), crate::shell::today(), draft)
}

/// An id for a pack.
pub fn fresh_id() -> PackId {
    FreshIds::new(seed()).next_id()
}

/// Something that no other run of the program has.
pub fn seed() -> [u8; 16] {
    uuid::Uuid::new_v4().into_bytes()
}

/// Reads a pack file.
pub fn read(path: &Path) -> Result<OpenedPack, PackError> {
    let bytes = read_bytes(path)?;
    let container = Container::from_bytes(&bytes)?;
    Ok(OpenedPack { container, path: path.to_owned(), sum: Sha256::of(&bytes) })
}

/// Writes a pack to a file of its own; not over one that another copy of the program has open.
pub fn create(path: &Path, container: &Container, existing: Existing) -> Result<(), PackError> {
    // The file that a link leads to is the one that is held.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if existing == Existing::Replace && target.exists() && hold::is_held_by_another(&target, "") {
        return Err(PackError::Held);
    }
    write_whole(path, &bytes_of(container)?, existing)
}

/// Writes the bytes of a pack file, and removes what a run that was killed while it did so left beside it.
fn write_whole(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), PackError> {
    files::write_file(path, bytes, existing)?;
    files::clear_left_of(path);
    Ok(())
}

impl OpenedPack {
    /// Errs where a later version wrote it.
    pub fn changeable(self) -> Result<Self, PackError> {
        if self.container.file.is_newer() { Err(PackError::Newer) } else { Ok(self) }
    }

    /// Writes it where it was read. A file that is not as it was read stays.
    pub fn save(mut self) -> Result<(), PackError> {
        if self.container.file.is_newer() {
            return Err(PackError::Newer);
        }
        self.container.tidy();
        let bytes = bytes_of(&self.container)?;
        // The file that a link leads to is written, not the link.
        let path = fs::canonicalize(&self.path).map_err(PackError::Unreadable)?;
        if hold::is_held_by_another(&path, "") {
            return Err(PackError::Held);
        }
        if Sha256::of(&read_bytes(&path)?) != self.sum {
            return Err(PackError::Changed);
        }
        write_whole(&path, &bytes, Existing::Replace)
    }
}

/// The bytes to write; a pack that could not be read again is not written.
fn bytes_of(container: &Container) -> Result<Vec<u8>, PackError> {
    let too_large = || ContainerError::TooLarge { name: "the whole of it".to_owned(), limit: MAX_WHOLE };
    let bytes = container.to_bytes()?;
    if bytes.len() as u64 > MAX_WHOLE { Err(too_large().into()) } else { Ok(bytes) }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, PackError> {
    let told = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => PackError::NotThere,
        _ => PackError::Unreadable(error),
    };
    if fs::metadata(path).map_err(told)?.is_dir() {
        return Err(ContainerError::NotAPack.into());
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MAX_WHOLE + 1).read_to_end(&mut bytes)).map_err(told)?;
    if bytes.len() as u64 > MAX_WHOLE {
        return Err(ContainerError::TooLarge { name: "the file".to_owned(), limit: MAX_WHOLE }.into());
    }
    Ok(bytes)
}

/// Why a document was not taken into a pack.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    #[error("there is no such file")]
    NotThere,
    #[error("it is a folder; a pack takes single files")]
    Folder,
    #[error("it is empty")]
    Empty,
    #[error("it is larger than {} MB", MAX_DOCUMENT / 1_000_000)]
    TooLarge,
    #[error("files that end in .{0} can run a program, and no pack takes them")]
    Program(String),
    #[error("its name cannot be used on every system")]
    BadName,
    #[error("no copy without its properties can be made of it")]
    NotCleaned,
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    #[error(transparent)]
    File(#[from] FileError),
}

impl TakeError {
    /// Its kind, without the name of a file.
    pub fn kind(&self) -> String {
        match self {
            Self::Unreadable(error) => error.kind().to_string(),
            Self::File(error) => crate::shell::exports::file_kind(error),
            Self::NotThere => "not there".to_owned(),
            Self::Folder => "folder".to_owned(),
            Self::Empty => "empty".to_owned(),
            Self::TooLarge => "too large".to_owned(),
            Self::Program(_) => "program".to_owned(),
            Self::BadName => "name".to_owned(),
            Self::NotCleaned => "not cleaned".to_owned(),
        }
    }
}

/// Copies a document into the folder of a pack's documents, where it is called by its sum.
pub fn enclose(path: &Path, folder: &Path) -> Result<EnclosedFile, TakeError> {
    let (file, bytes) = take(path)?;
    let target = folder.join(file.sha256.as_str());
    let made = fs::create_dir_all(folder);
    made.map_err(|source| FileError::Other { path: folder.to_owned(), source })?;
    // The same document may be there already; one that was damaged meanwhile is mended so.
    files::write_file(&target, &bytes, Existing::Replace)?;
    Ok(file)
}

/// Puts a copy of a picture without its properties beside it, under the same name for people.
pub fn enclose_cleaned(file: &EnclosedFile, folder: &Path) -> Result<EnclosedFile, TakeError> {
    let bytes = fs::read(folder.join(file.sha256.as_str())).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => TakeError::NotThere,
        _ => TakeError::Unreadable(error),
    })?;
    let copy = if Sha256::of(&bytes) == file.sha256 { properties::cleaned(&bytes) } else { None };
    let copy = copy.ok_or(TakeError::NotCleaned)?;
    let sha256 = Sha256::of(&copy);
    files::write_file(&folder.join(sha256.as_str()), &copy, Existing::Replace)?;
    Ok(EnclosedFile { name: file.name.clone(), bytes: copy.len() as u64, sha256 })
}

/// Takes a document from this computer. Where it lay is kept nowhere.
pub fn take(path: &Path) -> Result<(EnclosedFile, Vec<u8>), TakeError> {
    let told = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => TakeError::NotThere,
        _ => TakeError::Unreadable(error),
    };
    let there = fs::metadata(path).map_err(told)?;
    let name = path.file_name().and_then(|name| name.to_str()).ok_or(TakeError::BadName)?;
    if !there.is_file() {
        return Err(TakeError::Folder);
    }
    if let Some(ending) = refused_ending(name) {
        return Err(TakeError::Program(ending));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MAX_DOCUMENT + 1).read_to_end(&mut bytes)).map_err(told)?;
    match bytes.len() as u64 {
        0 => Err(TakeError::Empty),
        size if size > MAX_DOCUMENT => Err(TakeError::TooLarge),
        size => Ok((EnclosedFile { name: name.to_owned(), bytes: size, sha256: Sha256::of(&bytes) }, bytes)),
    }
}
