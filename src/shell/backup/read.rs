//! Reads a backup. All of it is looked through, and each file compared with its sum, before anything is taken from it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use zip::ZipArchive;

use crate::app::backup::{Entry, MEDIA_TYPE, Manifest, ManifestError};
use crate::app::{PackId, Shelf};
use crate::export::{Steps, name};
use crate::pack::contents::Sha256;
use crate::shell::exports::RECEIPTS;
use crate::shell::packs::container::{NotRead, counted, within};

use super::{
    BackupError, DOCUMENT, LIST_NAME, MAX_DOCUMENT, MAX_ENTRIES, MAX_TEXT, MAX_WHOLE, OFFICE, OFFICE_FOLDER, RULES,
    SETTINGS, TYPE_NAME,
};

/// Within so many bytes of its end a zip says how many entries it has.
const TAIL: u64 = 66_000;
/// How deep the folders of a pack go.
const DEEPEST: usize = 4;

/// A backup that was looked through.
pub(super) struct Backup {
    zip: ZipArchive<BufReader<File>>,
    pub(super) manifest: Manifest,
}

/// Where a file of a backup belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Inside the folder of a pack.
    Pack {
        shelf: Shelf,
        id: PackId,
        inside: String,
    },
    Record {
        name: String,
    },
    Logo,
    Rules,
    Office,
    Settings,
    /// Of a later version.
    Unknown,
}

impl Place {
    /// Errs where the name would lead to another place on some system.
    fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        if path.len() > 500 || parts.iter().any(|part| part.starts_with('.') || name::trouble(part).is_some()) {
            return None;
        }
        let shelf = |folder: &str| match folder {
            "packs" => Some(Shelf::Packs),
            "trash" => Some(Shelf::Trash),
            "templates" => Some(Shelf::Templates),
            _ => None,
        };
        Some(match parts.as_slice() {
            [folder, id, inside @ ..] if shelf(folder).is_some() => {
                let (shelf, id) = (shelf(folder)?, PackId::parse(id)?);
                if inside.is_empty() || inside.len() > DEEPEST {
                    return None;
                }
                Self::Pack { shelf, id, inside: inside.join("/") }
            }
            [RECEIPTS, name] => Self::Record { name: (*name).to_owned() },
            [OFFICE] => Self::Office,
            [RULES] => Self::Rules,
            [SETTINGS] => Self::Settings,
            [OFFICE_FOLDER, name] if name.starts_with("logo.") => Self::Logo,
            _ => Self::Unknown,
        })
    }
}

impl Backup {
    /// Looks through a file. Whatever it is, nothing is written and nothing runs.
    pub(super) fn open(path: &Path, steps: &dyn Steps) -> Result<Self, BackupError> {
        let told = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => BackupError::NotThere,
            _ => BackupError::Unreadable { name: "the file".to_owned(), source: error },
        };
        if fs::metadata(path).map_err(told)?.is_dir() {
            return Err(BackupError::NotABackup);
        }
        let mut file = File::open(path).map_err(told)?;
        let (mut start, mut tail) = ([0; 2], Vec::new());
        if file.read_exact(&mut start).is_err() || start != *b"PK" {
            return Err(BackupError::NotABackup);
        }
        let length = file.metadata().map_err(told)?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL))).map_err(told)?;
        file.read_to_end(&mut tail).map_err(told)?;
        file.rewind().map_err(told)?;
        let zip = ZipArchive::new(BufReader::new(file)).map_err(|_zip| BackupError::Damaged)?;
        if zip.len() > MAX_ENTRIES {
            return Err(BackupError::TooMany);
        }
        // The reader keeps one of two entries of the same name; the zip's own count tells that there were two.
        if counted(&tail) != Some(zip.len()) {
            return Err(BackupError::Damaged);
        }
        Self::looked_through(zip, steps)
    }

    fn looked_through(mut zip: ZipArchive<BufReader<File>>, steps: &dyn Steps) -> Result<Self, BackupError> {
        let names = names(&mut zip)?;
        let is_ours = zip.len() > 1 && names.contains(TYPE_NAME) && names.contains(LIST_NAME);
        if !is_ours || bytes(&mut zip, TYPE_NAME, MAX_TEXT)? != MEDIA_TYPE.as_bytes() {
            return Err(BackupError::NotABackup);
        }
        let list = String::from_utf8(bytes(&mut zip, LIST_NAME, MAX_TEXT)?).map_err(|_text| BackupError::Damaged)?;
        let manifest = Manifest::from_text(&list).map_err(|error| match error {
            ManifestError::Newer => BackupError::Newer,
            ManifestError::Unreadable => BackupError::List(error),
        })?;
        let is_listed = |name: &str| manifest.files.contains_key(name) || [TYPE_NAME, LIST_NAME].contains(&name);
        if let Some(name) = names.iter().find(|name| !is_listed(name)) {
            return Err(BackupError::BadEntry { name: name.clone() });
        }
        let mut backup = Self { zip, manifest };
        backup.check_places()?;
        let files: Vec<String> = backup.manifest.files.keys().cloned().collect();
        let total = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let mut whole = 0;
        for (done, name) in (0..).zip(&files) {
            steps.step(done, total, "Looking through the backup")?;
            whole += backup.bytes(name)?.len() as u64;
            if whole > MAX_WHOLE {
                return Err(BackupError::TooLarge { name: "the whole of it".to_owned(), limit: MAX_WHOLE });
            }
        }
        Ok(backup)
    }

    /// Every file has a place, none stands where another one's folder has to be, and every pack has its document.
    fn check_places(&self) -> Result<(), BackupError> {
        let files = &self.manifest.files;
        for path in files.keys() {
            let bad = || BackupError::BadEntry { name: path.clone() };
            let mut folder = path.as_str();
            while let Some((parent, _)) = folder.rsplit_once('/') {
                if files.contains_key(parent) {
                    return Err(bad());
                }
                folder = parent;
            }
            if let Place::Pack { shelf, id, .. } = Place::of(path).ok_or_else(bad)?
                && !files.contains_key(&format!("{}/{id}/{DOCUMENT}", shelf.folder()))
            {
                return Err(bad());
            }
        }
        Ok(())
    }

    /// The files by their places.
    pub(super) fn places(&self) -> impl Iterator<Item = (Place, &str, &Entry)> {
        self.manifest.files.iter().filter_map(|(path, entry)| Some((Place::of(path)?, path.as_str(), entry)))
    }

    /// A file, compared with its sum.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, BackupError> {
        let not_as_listed = || BackupError::NotAsListed { name: name.to_owned() };
        let entry = self.manifest.files.get(name).ok_or_else(not_as_listed)?;
        let limit = if name.contains("/files/") { MAX_DOCUMENT } else { MAX_TEXT };
        let bytes = bytes(&mut self.zip, name, limit)?;
        if bytes.len() as u64 != entry.bytes || Sha256::of(&bytes) != entry.sha256 {
            return Err(not_as_listed());
        }
        Ok(bytes)
    }

    /// A file as text; `None` where it is none.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, BackupError> {
        Ok(String::from_utf8(self.bytes(name)?).ok())
    }
}

/// The names of all entries. Two that are one on some system are refused.
fn names(zip: &mut ZipArchive<BufReader<File>>) -> Result<BTreeSet<String>, BackupError> {
    let mut names = BTreeSet::new();
    let mut folded = BTreeSet::new();
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|_zip| BackupError::Damaged)?;
        let name = entry.name().map_err(|_zip| BackupError::Damaged)?.into_owned();
        if !folded.insert(name.to_lowercase()) {
            return Err(BackupError::BadEntry { name });
        }
        names.insert(name);
    }
    Ok(names)
}

/// An entry within the limits.
fn bytes(zip: &mut ZipArchive<BufReader<File>>, name: &str, limit: u64) -> Result<Vec<u8>, BackupError> {
    let mut entry = zip.by_name(name).map_err(|error| match error {
        zip::result::ZipError::FileNotFound => BackupError::NotAsListed { name: name.to_owned() },
        _ => BackupError::Damaged,
    })?;
    within(&mut entry, limit).map_err(|trouble| match trouble {
        NotRead::TooLarge => BackupError::TooLarge { name: name.to_owned(), limit },
        NotRead::Packed => BackupError::Packed { name: name.to_owned() },
        NotRead::Broken => BackupError::NotAsListed { name: name.to_owned() },
    })
}
