//! Makes a backup: reads each file of the data folder once, and lists at the end what was read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use zip::result::ZipError;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::app::backup::{Entry, MEDIA_TYPE, Manifest, Written, profile};
use crate::app::effect::SavedFile;
use crate::app::pack_file::PackFile;
use crate::app::stored::{Stored as _, to_text};
use crate::app::{LastExport, Local, Session, Settings, Shelf, When};
use crate::export::bundle::entry_options;
use crate::export::{Steps, name};
use crate::pack::contents::Sha256;
use crate::shell::data_dir::DataDir;
use crate::shell::exports::RECEIPTS;
use crate::shell::files::{self, Existing};
use crate::shell::packs::store::Store;

use super::{
    BackupError, DOCUMENT, LIST_NAME, LOCAL, MAX_DOCUMENT, MAX_ENTRIES, MAX_TEXT, OFFICE, RULES, SETTINGS, TYPE_NAME,
};

/// Text that is longer is stored as it is: packed, it could look like a trap.
const MAX_PACKED: u64 = 900_000;
/// Files of a pack that belong to a run of the program, not to the pack.
const OF_A_RUN: [&str; 2] = ["lock", "lock.json"];
/// How deep the folders of a pack are looked into.
const DEEPEST: usize = 3;

/// Where a file of the backup comes from.
enum Source {
    File(PathBuf),
    Text(String),
}

/// Makes a backup of a data folder as it was at that moment. The same folder and moment give the same bytes.
pub fn write(
    data: &DataDir,
    path: &Path,
    existing: Existing,
    now: When,
    steps: &dyn Steps,
) -> Result<Written, BackupError> {
    let mut gathered = Gathered::default();
    gathered.all(data)?;
    if gathered.files.len() + 2 > MAX_ENTRIES {
        return Err(BackupError::TooMany);
    }
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let mut manifest = Manifest { made: now.at, date: now.date, program, files: BTreeMap::new() };
    let mut trouble = None;
    let written = files::write_with(path, existing, |file| {
        fill(file, &gathered.files, &mut manifest, steps).map_err(|error| {
            let told = io::Error::other("the backup was not made");
            match error {
                NotFilled::Io(error) => error,
                NotFilled::Backup(error) => {
                    trouble = Some(error);
                    told
                }
            }
        })
    });
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    written?;
    let bytes = fs::metadata(path).map_or(0, |there| there.len());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Written { name, bytes, date: manifest.date, counts: manifest.counts(), told: gathered.told })
}

enum NotFilled {
    Io(io::Error),
    Backup(BackupError),
}

impl From<ZipError> for NotFilled {
    fn from(error: ZipError) -> Self {
        Self::Io(error.into())
    }
}

impl From<io::Error> for NotFilled {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn fill(
    file: &mut File,
    sources: &BTreeMap<String, Source>,
    manifest: &mut Manifest,
    steps: &dyn Steps,
) -> Result<(), NotFilled> {
    let plain = entry_options(DateTime::DEFAULT).compression_method(CompressionMethod::Stored);
    let packed = plain.compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(BufWriter::new(file));
    zip.start_file(TYPE_NAME, plain)?;
    zip.write_all(MEDIA_TYPE.as_bytes())?;
    let total = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    for (done, (name, source)) in (0..).zip(sources) {
        steps.step(done, total, "Making the backup").map_err(|cancelled| NotFilled::Backup(cancelled.into()))?;
        let bytes = read(name, source).map_err(NotFilled::Backup)?;
        let is_text = !name.contains("/files/") && bytes.len() as u64 <= MAX_PACKED;
        zip.start_file(name, if is_text { packed } else { plain })?;
        zip.write_all(&bytes)?;
        manifest.files.insert(name.clone(), Entry { bytes: bytes.len() as u64, sha256: Sha256::of(&bytes) });
    }
    let list = manifest.to_text();
    zip.start_file(LIST_NAME, if list.len() as u64 <= MAX_PACKED { packed } else { plain })?;
    zip.write_all(list.as_bytes())?;
    zip.finish()?.flush()?;
    Ok(())
}

fn read(name: &str, source: &Source) -> Result<Vec<u8>, BackupError> {
    let bytes = match source {
        Source::Text(text) => text.clone().into_bytes(),
        Source::File(path) => {
            fs::read(path).map_err(|source| BackupError::Unreadable { name: name.to_owned(), source })?
        }
    };
    let limit = if name.contains("/files/") { MAX_DOCUMENT } else { MAX_TEXT };
    if bytes.len() as u64 > limit {
        return Err(BackupError::TooLarge { name: name.to_owned(), limit });
    }
    Ok(bytes)
}

/// What goes into the backup, by its name there.
#[derive(Default)]
struct Gathered {
    files: BTreeMap<String, Source>,
    told: Vec<String>,
}

impl Gathered {
    fn all(&mut self, data: &DataDir) -> Result<(), BackupError> {
        let store = Store::new(data.clone());
        for (shelf, folder) in [(Shelf::Packs, "packs"), (Shelf::Trash, "trash"), (Shelf::Templates, "templates")] {
            let ids = store.ids(shelf).map_err(|source| unreadable(folder, source))?;
            for id in ids {
                let path = store.folder(shelf, &id);
                // Without its document a folder is no pack yet.
                if path.join(DOCUMENT).is_file() {
                    self.pack(&path, &format!("{folder}/{id}"))?;
                }
            }
        }
        self.folder(&data.file(RECEIPTS), RECEIPTS, 1)?;
        for name in [OFFICE, RULES] {
            if data.file(name).is_file() {
                self.files.insert(name.to_owned(), Source::File(data.file(name)));
            }
        }
        self.logos(data);
        if data.file(SETTINGS).is_file() {
            let settings = profile::shared_settings(data.peek::<Settings>(SETTINGS).write());
            self.files.insert(SETTINGS.to_owned(), Source::Text(format!("{settings:#}\n")));
        }
        if data.peek::<Session>(SavedFile::Session.name()).embedded.is_some() {
            self.told.push(
                "The pack of an earlier version is not in it yet. Open the program once, then make the backup again."
                    .to_owned(),
            );
        }
        Ok(())
    }

    fn pack(&mut self, path: &Path, name: &str) -> Result<(), BackupError> {
        self.folder(path, name, DEEPEST)?;
        let text = fs::read_to_string(path.join(DOCUMENT)).ok();
        match text.and_then(|text| PackFile::from_text(&text).ok()) {
            None => self.told.push(format!("A pack is damaged; it is in the backup as it is: {name}")),
            Some(file) => {
                let lacks = |sum: &str| !self.files.contains_key(&format!("{name}/files/{sum}"));
                let lacking: Vec<&str> = file
                    .documents()
                    .filter(|document| lacks(document.sha256.as_str()))
                    .map(|document| document.name.as_str())
                    .collect();
                let title = crate::app::packs::shown(&file.draft.details.title).to_owned();
                let told = lacking.iter().map(|document| {
                    format!("The document “{document}” of “{title}” is no longer here, so it is not in the backup")
                });
                self.told.extend(told);
            }
        }
        if let Ok(text) = fs::read_to_string(path.join(LOCAL))
            && let Some(local) = crate::app::stored::from_text::<Local>(&text)
        {
            self.files.insert(format!("{name}/{LOCAL}"), Source::Text(to_text(&without_folders(&local))));
        }
        Ok(())
    }

    /// All files of a folder, down to so many levels.
    fn folder(&mut self, path: &Path, name: &str, levels: usize) -> Result<(), BackupError> {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(source) => return Err(unreadable(name, source)),
        };
        for entry in entries {
            let entry = entry.map_err(|source| unreadable(name, source))?;
            let kind = entry.file_type().map_err(|source| unreadable(name, source))?;
            let own = entry.file_name().to_string_lossy().into_owned();
            // What begins with a dot is half written.
            if own.starts_with('.') || own == LOCAL || OF_A_RUN.contains(&own.as_str()) {
                continue;
            }
            let inside = format!("{name}/{own}");
            if name::trouble(&own).is_some() {
                self.told.push(format!("Left out, because of its name: {inside}"));
            } else if kind.is_dir() && levels > 1 {
                self.folder(&entry.path(), &inside, levels - 1)?;
            } else if kind.is_file() {
                self.files.insert(inside, Source::File(entry.path()));
            }
        }
        Ok(())
    }

    fn logos(&mut self, data: &DataDir) {
        for name in super::logos(data) {
            self.files.insert(name.clone(), Source::File(data.file(&name)));
        }
    }
}

/// When a pack went out and under which name stays known; where it lay on this computer does not.
fn without_folders(local: &Local) -> Local {
    let last = local.last_export.clone();
    Local { last_export: last.map(|last| LastExport { path: last.name.clone().into(), ..last }), ..Local::default() }
}

fn unreadable(name: &str, source: io::Error) -> BackupError {
    BackupError::Unreadable { name: name.to_owned(), source }
}
