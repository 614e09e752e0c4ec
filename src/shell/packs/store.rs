//! The packs of the data folder: each a folder with its document, its enclosed files and its versions.
//!
//! `packs/UUID/pack.json`, `packs/UUID/local.json`, `packs/UUID/files/SHA256`; the same under `trash/`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::fresh_id;
use super::history::HISTORY;

use crate::app::pack_file::{NEWER, PackFile, PackFileError};
use crate::app::pack_files::FileLink;
use crate::app::stored::{from_text, to_text};
use crate::app::versions::{VersionId, Why};
use crate::app::{Local, Moment, PackEntry, PackId, Shelf, StoreTask, StoredPack, TakenIn, When};
use crate::pack::contents::Sha256;
use crate::shell::data_dir::DataDir;
use crate::shell::files::{self, Existing, FileError};
use crate::shell::{now, when};

/// The document of a pack.
pub(super) const DOCUMENT: &str = "pack.json";
/// The random word of the data folder.
const WORD: &str = "program-word";
/// What belongs to this computer alone.
const LOCAL: &str = "local.json";
/// The enclosed files.
pub const FILES: &str = "files";
/// Copies of a damaged document that are kept.
const MAX_DAMAGED: u32 = 99;

/// Why something was not done with a pack.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the pack is no longer there")]
    NotThere,
    #[error("the pack cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("the pack is damaged: {0}")]
    Damaged(#[from] PackFileError),
    #[error("the pack is damaged: it holds signs that are no text")]
    NoText,
    #[error("the pack in that place is another one")]
    OtherPack,
    #[error("a pack with this id is there already")]
    Exists,
    #[error("{NEWER}")]
    Newer,
    #[error("another program has changed the pack meanwhile")]
    Changed,
    #[error("its last changes could not be saved yet")]
    Unsaved,
    #[error(transparent)]
    File(#[from] FileError),
    #[error("the pack could not be moved: {0}")]
    NotMoved(io::Error),
}

impl StoreError {
    /// Its kind, without the name of a file.
    pub fn kind(&self) -> String {
        match self {
            Self::Unreadable(error) | Self::NotMoved(error) => error.kind().to_string(),
            Self::File(error) => crate::shell::exports::file_kind(error),
            Self::NotThere => "not there".to_owned(),
            Self::Damaged(_) | Self::NoText => "damaged".to_owned(),
            Self::OtherPack => "another pack".to_owned(),
            Self::Exists => "exists".to_owned(),
            Self::Newer => "newer version".to_owned(),
            Self::Changed => "changed".to_owned(),
            Self::Unsaved => "unsaved".to_owned(),
        }
    }

    /// What a person can do, a whole sentence.
    pub fn remedy(&self) -> String {
        match self {
            Self::NotThere => "Look in the trash.".to_owned(),
            Self::Changed => "It was left as that program wrote it.".to_owned(),
            Self::Unsaved => "They are tried again; do it once they are saved.".to_owned(),
            Self::Damaged(_) | Self::NoText | Self::OtherPack | Self::Exists => "It was left as it is.".to_owned(),
            Self::Unreadable(_) | Self::NotMoved(_) => {
                "Close the program that holds it open, and try again.".to_owned()
            }
            Self::Newer => String::new(),
            Self::File(error) => format!("{}.", error.remedy()),
        }
    }
}

/// What became of a pack that was to be removed because it is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    Gone,
    Trashed,
    /// It is not empty.
    Stays,
}

/// The packs of a data folder.
#[derive(Clone, Debug)]
pub struct Store {
    data: DataDir,
    /// What the documents of packs were when this program read or wrote them last.
    known: Arc<Mutex<BTreeMap<PackId, Sha256>>>,
    word: Arc<OnceLock<String>>,
}

impl Store {
    pub fn new(data: DataDir) -> Self {
        Self { data, known: Arc::default(), word: Arc::default() }
    }

    /// A random word that tells this data folder from others, and nothing of the person or the computer.
    pub fn word(&self) -> &str {
        self.word.get_or_init(|| {
            let path = self.data.file(WORD);
            let kept = fs::read_to_string(&path).ok().map(|word| word.trim().to_owned());
            kept.filter(|word| !word.is_empty()).unwrap_or_else(|| {
                let word = fresh_id().to_string();
                if let Err(error) = files::write_file(&path, word.as_bytes(), Existing::Replace) {
                    log::warn!(
                        "the word of the data folder was not kept: {}",
                        crate::shell::exports::file_kind(&error)
                    );
                }
                word
            })
        })
    }

    /// The office's logo, as a PNG.
    pub fn logo(&self) -> Option<Vec<u8>> {
        crate::shell::logo::load(&self.data).map(|logo| logo.png.to_vec())
    }

    /// The folder of a pack; it need not be there.
    pub fn folder(&self, on: Shelf, id: &PackId) -> PathBuf {
        self.shelf(on).join(id.as_str())
    }

    /// The folder of the enclosed files of a pack that can be worked on; it need not be there.
    pub fn files(&self, id: &PackId) -> PathBuf {
        self.folder(Shelf::Packs, id).join(FILES)
    }

    fn shelf(&self, on: Shelf) -> PathBuf {
        self.data.file(on.folder())
    }

    /// Whether a pack lies there: a folder without a document is none.
    pub fn has(&self, on: Shelf, id: &PackId) -> bool {
        self.folder(on, id).join(DOCUMENT).exists()
    }

    /// Reads a pack.
    pub fn read(&self, on: Shelf, id: &PackId) -> Result<StoredPack, StoreError> {
        let folder = self.folder(on, id);
        let file = read_document(&folder.join(DOCUMENT))?;
        if file.id != *id {
            return Err(StoreError::OtherPack);
        }
        let changed = file.changed.or_else(|| written_at(&folder.join(DOCUMENT))).map(when);
        let file = PackFile { changed: None, ..file };
        Ok(StoredPack { file, local: read_local(&folder), changed })
    }

    /// Reads a pack to be changed: [`Store::write`] refuses where somebody else changes it meanwhile.
    pub fn open(&self, id: &PackId) -> Result<StoredPack, StoreError> {
        let sum = self.sum(id);
        let stored = self.read(Shelf::Packs, id)?;
        self.know(id, sum);
        Ok(stored)
    }

    fn sum(&self, id: &PackId) -> Option<Sha256> {
        fs::read(self.folder(Shelf::Packs, id).join(DOCUMENT)).ok().map(|bytes| Sha256::of(&bytes))
    }

    fn know(&self, id: &PackId, sum: Option<Sha256>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match sum {
            Some(sum) => drop(known.insert(id.clone(), sum)),
            None => drop(known.remove(id)),
        }
    }

    /// Writes a pack whole, stamped with this moment.
    pub fn write(&self, file: PackFile) -> Result<When, StoreError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&file.id).cloned();
        if known.is_some() && self.sum(&file.id).is_some_and(|sum| Some(sum) != known) {
            return Err(StoreError::Changed);
        }
        let at = now();
        let stamped = PackFile { changed: Some(at.at), ..file };
        let text = stamped.to_text();
        self.put(&stamped.id, DOCUMENT, &text)?;
        self.know(&stamped.id, Some(Sha256::of(text.as_bytes())));
        Ok(at)
    }

    /// Writes what belongs to this computer alone, where the pack itself is there.
    pub fn write_local(&self, id: &PackId, local: &Local) -> Result<(), StoreError> {
        if self.has(Shelf::Packs, id) { self.put(id, LOCAL, &to_text(local)) } else { Ok(()) }
    }

    fn put(&self, id: &PackId, name: &str, text: &str) -> Result<(), StoreError> {
        let folder = self.folder(Shelf::Packs, id);
        let made = fs::create_dir_all(&folder);
        made.map_err(|source| FileError::Other { path: folder.clone(), source })?;
        Ok(files::write_file(&folder.join(name), text.as_bytes(), Existing::Replace)?)
    }

    /// Every pack, the last changed one first; those in the trash too.
    pub fn list(&self) -> io::Result<Vec<PackEntry>> {
        let mut entries = Vec::new();
        for shelf in [Shelf::Packs, Shelf::Trash] {
            entries.extend(self.ids(shelf)?.iter().filter_map(|id| self.entry(shelf, id)));
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.changed.map(|changed| changed.at)));
        Ok(entries)
    }

    /// The packs on a shelf, in a stable order. What has no id for a name is none of ours.
    pub fn ids(&self, on: Shelf) -> io::Result<Vec<PackId>> {
        let folder = match fs::read_dir(self.shelf(on)) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut ids = Vec::new();
        for entry in folder {
            ids.extend(entry?.file_name().to_str().and_then(PackId::parse));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// One line of the list; `None` where the folder holds nothing, as after a run that was killed.
    pub(super) fn entry(&self, on: Shelf, id: &PackId) -> Option<PackEntry> {
        let folder = self.folder(on, id);
        let blank = |trouble: Option<String>| PackEntry {
            id: id.clone(),
            title: String::new(),
            prepared_for: String::new(),
            items: Vec::new(),
            created: None,
            changed: written_at(&folder.join(DOCUMENT)).map(when),
            last_export: None,
            shelf: on,
            trouble,
        };
        match self.read(on, id) {
            Ok(stored) => Some(PackEntry {
                title: stored.file.draft.details.title.clone(),
                prepared_for: stored.file.draft.details.prepared_for.clone(),
                items: stored.file.draft.items().cloned().collect(),
                created: stored.file.created,
                changed: stored.changed,
                last_export: stored.local.last_export.map(|last| last.date),
                ..blank(None)
            }),
            Err(StoreError::NotThere) => None,
            Err(error) => Some(blank(Some(error.to_string()))),
        }
    }

    /// Does what was asked with packs that are not open.
    pub fn perform(&self, task: &StoreTask) -> Result<(), StoreError> {
        self.perform_with(task, &|| {})
    }

    /// The same; between two documents that are copied, something else has its turn.
    pub fn perform_with(&self, task: &StoreTask, between: &dyn Fn()) -> Result<(), StoreError> {
        match task {
            StoreTask::Open(id) => self.read(Shelf::Packs, id).map(drop),
            StoreTask::Duplicate { from, to, title, now } => {
                let file = match now {
                    Some(now) => (**now).clone(),
                    None => self.read(Shelf::Packs, from)?.file,
                };
                self.duplicate(file, to, title, between)
            }
            StoreTask::Rename { id, title } => self.rename(id, title),
            StoreTask::Trash(id) => self.transfer(id, Shelf::Packs, Shelf::Trash),
            StoreTask::Restore(id) => self.transfer(id, Shelf::Trash, Shelf::Packs),
            StoreTask::TakeIn { file, link } => self.take_in(file, link.as_ref()).map(drop),
            StoreTask::Mend { id, to } => self.mend(id, to.id).map(drop),
            StoreTask::Forget(id) => self.forget(id).map(drop),
            StoreTask::SaveTemplate { from, to, title } => self.save_template(from, to, title, between),
            StoreTask::FromTemplate { from, to } => self.begin_from(from, to, between),
            StoreTask::TrashTemplate(id) => self.transfer(id, Shelf::Templates, Shelf::Trash),
        }
    }

    /// What stands under this id is kept as a version first, and answered where it is something else. Where nothing
    /// does, the answers of another office are left out. The link comes last.
    pub fn take_in(&self, file: &PackFile, link: Option<&FileLink>) -> Result<TakenIn, StoreError> {
        let (mut file, mut forgot) = (file.clone(), false);
        let before = match self.open(&file.id) {
            Ok(stored) => Some(stored.file),
            Err(StoreError::NotThere) => {
                self.know(&file.id, None);
                forgot = file.draft.forget_answers();
                None
            }
            Err(error) => {
                if self.set_aside(&file.id).is_none() {
                    return Err(error);
                }
                None
            }
        };
        let is_there = before.as_ref().is_some_and(|before| before.draft == file.draft);
        let before = before.filter(|_| !is_there);
        if let Some(before) = &before {
            self.keep_version(before, Why::Before)?;
        }
        if !is_there {
            self.write(file.clone())?;
        }
        if let Some(link) = link {
            self.keep_link(&file.id, link)?;
        }
        Ok(TakenIn { stored: self.open(&file.id)?, before: before.map(|before| before.draft), forgot })
    }

    /// Makes a pack that cannot be read again what one of its versions holds.
    pub fn mend(&self, id: &PackId, to: VersionId) -> Result<StoredPack, StoreError> {
        let file = changeable(self.version(id, to)?)?;
        if file.id != *id {
            return Err(StoreError::OtherPack);
        }
        Ok(self.take_in(&file, None)?.stored)
    }

    /// The copy has the documents, and neither the versions nor the places of the other one, nor what was answered for
    /// its occasion, nor its day.
    fn duplicate(&self, file: PackFile, to: &PackId, title: &str, between: &dyn Fn()) -> Result<(), StoreError> {
        let mut file = changeable(file)?;
        let from = std::mem::replace(&mut file.id, to.clone());
        file.created = Some(crate::shell::today());
        file.draft.forget_occasion();
        title.clone_into(&mut file.draft.details.title);
        self.copy((Shelf::Packs, &from), Shelf::Packs, file, between)
    }

    fn rename(&self, id: &PackId, title: &str) -> Result<(), StoreError> {
        let mut file = changeable(self.open(id)?.file)?;
        title.clone_into(&mut file.draft.details.title);
        self.write(file).map(drop)
    }

    fn transfer(&self, id: &PackId, from: Shelf, to: Shelf) -> Result<(), StoreError> {
        if !self.has(from, id) {
            return Err(StoreError::NotThere);
        }
        if self.has(to, id) {
            return Err(StoreError::Exists);
        }
        fs::create_dir_all(self.shelf(to)).map_err(StoreError::NotMoved)?;
        let (source, target) = (self.folder(from, id), self.folder(to, id));
        if target.exists() {
            join(&target, &source).map_err(StoreError::NotMoved)?;
        }
        fs::rename(source, target).map_err(StoreError::NotMoved)
    }

    /// Only what holds nothing is removed, whatever was thought of it. What was emptied and has earlier versions goes
    /// to the trash with them.
    pub fn forget(&self, id: &PackId) -> Result<Forgotten, StoreError> {
        let stored = match self.read(Shelf::Packs, id) {
            Ok(stored) => stored,
            Err(StoreError::NotThere) => return Ok(Forgotten::Gone),
            Err(error) => return Err(error),
        };
        if !stored.file.draft.is_blank() || stored.file.is_newer() {
            return Ok(Forgotten::Stays);
        }
        if !self.version_ids(id)?.is_empty() {
            self.transfer(id, Shelf::Packs, Shelf::Trash)?;
            return Ok(Forgotten::Trashed);
        }
        fs::remove_dir_all(self.folder(Shelf::Packs, id)).map_err(StoreError::NotMoved)?;
        Ok(Forgotten::Gone)
    }

    /// Gives a damaged document another name; the name that it has now.
    pub fn set_aside(&self, id: &PackId) -> Option<String> {
        let folder = self.folder(Shelf::Packs, id);
        let names = (1..=MAX_DAMAGED).map(|number| format!("{DOCUMENT}.damaged-{number}"));
        let free = names.into_iter().find(|name| !folder.join(name).exists())?;
        fs::rename(folder.join(DOCUMENT), folder.join(&free)).ok().map(|()| free)
    }

    /// Removes what a killed run left half written.
    pub fn clear_leftovers(&self) {
        for shelf in [Shelf::Packs, Shelf::Trash, Shelf::Templates] {
            for id in self.ids(shelf).unwrap_or_default() {
                let folder = self.folder(shelf, &id);
                files::clear_temporary(&folder);
                files::clear_temporary(&folder.join(FILES));
                files::clear_temporary(&folder.join(HISTORY));
            }
        }
    }
}

/// Moves what lies in a folder without a document, as what was still at work when its pack went away leaves one, into
/// the pack's own. What the pack has already stays as it is there.
fn join(left: &Path, own: &Path) -> io::Result<()> {
    for entry in fs::read_dir(left)? {
        let entry = entry?;
        let target = own.join(entry.file_name());
        if !target.exists() {
            fs::rename(entry.path(), target)?;
        } else if entry.file_type()?.is_dir() {
            join(&entry.path(), &target)?;
        }
    }
    fs::remove_dir_all(left)
}

pub(super) fn changeable(file: PackFile) -> Result<PackFile, StoreError> {
    if file.is_newer() { Err(StoreError::Newer) } else { Ok(file) }
}

pub(super) fn read_document(path: &Path) -> Result<PackFile, StoreError> {
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => StoreError::NotThere,
        _ => StoreError::Unreadable(error),
    })?;
    let text = String::from_utf8(bytes).map_err(|_text| StoreError::NoText)?;
    Ok(PackFile::from_text(&text)?)
}

/// A file that cannot be read is as good as none: nothing of the pack is in it.
fn read_local(folder: &Path) -> Local {
    fs::read_to_string(folder.join(LOCAL)).ok().and_then(|text| from_text(&text)).unwrap_or_default()
}

fn written_at(path: &Path) -> Option<Moment> {
    let written = fs::metadata(path).and_then(|there| there.modified()).ok()?;
    jiff::Timestamp::try_from(written).ok().map(|at| Moment(at.as_second()))
}
