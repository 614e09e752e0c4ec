//! Backups on disk: one is written whole, and looked through whole before anything of it is taken over.

pub mod job;
mod merge;
mod read;
mod records;
mod write;

use std::fs;
use std::io;
use std::path::Path;

use crate::app::backup::{LastBackup, ManifestError, Written};
use crate::app::stored::to_text;
use crate::catalogue::CivilDate;
use crate::export::{Cancelled, name};
use crate::shell::data_dir::DataDir;
use crate::shell::files::{self, Existing, FileError};

pub use merge::{bring_in, clear_unfinished};
pub use write::write;

/// The most entries of a backup.
const MAX_ENTRIES: usize = 60_000;
/// The most bytes of a document, and of everything else that is one file.
const MAX_DOCUMENT: u64 = 200_000_000;
const MAX_TEXT: u64 = 20_000_000;
/// The most bytes of all of it, unpacked.
const MAX_WHOLE: u64 = 20_000_000_000;

const TYPE_NAME: &str = "mimetype";
const LIST_NAME: &str = "manifest.json";
const DOCUMENT: &str = "pack.json";
const LOCAL: &str = "local.json";
const RULES: &str = "rules.json";
const OFFICE: &str = "office.json";
/// The folder of the office's logo.
const OFFICE_FOLDER: &str = "office";
const SETTINGS: &str = "settings.json";

/// Why a backup was not made or not brought in.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("there is no such file")]
    NotThere,
    #[error("it is not a backup of this program")]
    NotABackup,
    #[error("the backup ends in the middle, or was damaged on its way")]
    Damaged,
    #[error("the backup is damaged: {0}")]
    List(ManifestError),
    #[error("the backup was made with a newer version of this program")]
    Newer,
    #[error("the backup is damaged: “{name}” is missing or not as it was")]
    NotAsListed { name: String },
    #[error("the backup holds something that no backup has: “{name}”")]
    BadEntry { name: String },
    #[error("the backup holds more than {MAX_ENTRIES} files")]
    TooMany,
    #[error("the backup is too large: {name} goes beyond {} MB", limit / 1_000_000)]
    TooLarge { name: String, limit: u64 },
    #[error("“{name}” in it is packed so tightly that it may be made to fill a computer’s memory; it was not unpacked")]
    Packed { name: String },
    #[error("“{name}” cannot be read: {source}")]
    Unreadable { name: String, source: io::Error },
    #[error("it was stopped")]
    Cancelled,
    #[error(transparent)]
    File(#[from] FileError),
}

impl From<Cancelled> for BackupError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl BackupError {
    /// What a person can do, without a full stop.
    pub fn remedy(&self) -> String {
        match self {
            Self::NotThere => "Choose a backup of this program".to_owned(),
            Self::NotABackup => "Choose a file that ends in .rsobackup".to_owned(),
            Self::Damaged | Self::List(_) | Self::NotAsListed { .. } => {
                "Copy it again from where it was kept, or choose an earlier one".to_owned()
            }
            Self::BadEntry { .. } | Self::Packed { .. } => "Do not use this file; choose another backup".to_owned(),
            Self::Newer => "Get the newer version of this program first".to_owned(),
            Self::TooMany | Self::TooLarge { .. } => "Enclose fewer or smaller documents".to_owned(),
            Self::Unreadable { .. } => "Close the program that holds it open, and try again".to_owned(),
            Self::Cancelled => String::new(),
            Self::File(error) => error.remedy(),
        }
    }

    /// Its kind, without the name of a file.
    pub fn kind(&self) -> String {
        match self {
            Self::NotThere => "not there".to_owned(),
            Self::NotABackup => "no backup".to_owned(),
            Self::Damaged | Self::List(_) | Self::NotAsListed { .. } => "damaged".to_owned(),
            Self::BadEntry { .. } => "bad entry".to_owned(),
            Self::Packed { .. } => "packed too tightly".to_owned(),
            Self::Newer => "newer version".to_owned(),
            Self::TooMany | Self::TooLarge { .. } => "too large".to_owned(),
            Self::Unreadable { source, .. } => source.kind().to_string(),
            Self::Cancelled => "cancelled".to_owned(),
            Self::File(error) => crate::shell::exports::file_kind(error),
        }
    }
}

/// When the last backup of this data folder was made.
pub fn last(data: &DataDir) -> LastBackup {
    data.peek(LastBackup::FILE)
}

/// Notes that one was made.
pub fn note(data: &DataDir, written: &Written) -> Result<(), FileError> {
    keep_last(data, &last(data).on(written.date))
}

/// Notes that one was brought in.
pub fn note_brought_in(data: &DataDir, today: CivilDate) -> Result<(), FileError> {
    keep_last(data, &last(data).brought_in_on(today))
}

fn keep_last(data: &DataDir, last: &LastBackup) -> Result<(), FileError> {
    files::write_file(&data.file(LastBackup::FILE), to_text(last).as_bytes(), Existing::Replace)
}

/// The names of the office's logo in the data folder; one at most.
fn logos(data: &DataDir) -> Vec<String> {
    let entries = fs::read_dir(data.file(OFFICE_FOLDER)).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names = names.filter(|name| name.starts_with("logo.") && name::trouble(name).is_none());
    names.map(|name| format!("{OFFICE_FOLDER}/{name}")).collect()
}

/// Whether a path lies inside the data folder, where a backup would be lost together with what it was made of.
pub fn is_inside(data: &DataDir, path: &Path) -> bool {
    let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
    parent.is_some_and(|parent| parent.starts_with(data.root()))
}
