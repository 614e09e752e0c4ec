//! Makes a backup: reads each file of the data folder once, and lists at the end what was read. The program goes on
//! meanwhile: packs are moved, documents enclosed and old versions thinned out.

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
use crate::app::{LastExport, Local, PackId, Session, Settings, Shelf, When};
use crate::export::bundle::entry_options;
use crate::export::{Steps, name};
use crate::pack::contents::Sha256;
use crate::shell::data_dir::DataDir;
use crate::shell::exports::RECEIPTS;
use crate::shell::files::{self, Existing};
use crate::shell::packs::history::HISTORY;
use crate::shell::packs::store::{FILES, Store};

use super::{
    BackupError, DOCUMENT, LIST_NAME, LOCAL, MAX_DOCUMENT, MAX_ENTRIES, MAX_TEXT, OFFICE, RULES, SETTINGS, TYPE_NAME,
};

/// Text that is longer is stored as it is: packed, it could look like a trap.
const MAX_PACKED: u64 = 900_000;
/// Files of a pack that belong to a run of the program, not to the pack.
const OF_A_RUN: [&str; 2] = ["lock", "lock.json"];
/// How deep the folders of a pack are looked into.
const DEEPEST: usize = 3;
/// How often it is looked for packs that are being moved.
const MOST_LOOKS: u32 = 5;

/// Where a file of the backup comes from.
enum Source {
    File(PathBuf),
    /// Read already.
    Bytes(Vec<u8>),
    /// A file in the folder of a pack, which may be on another shelf by the time it is read.
    Pack(Box<InPack>),
}

/// A file of a pack.
struct InPack {
    shelf: Shelf,
    id: PackId,
    /// Its path inside the folder.
    inside: String,
    title: String,
}

/// Makes a backup of a data folder. The same folder and moment give the same bytes.
///
/// The program goes on meanwhile: each pack is in it as its document was at the beginning, and what went before it was
/// read is told.
pub fn write(
    data: &DataDir,
    path: &Path,
    existing: Existing,
    now: When,
    steps: &dyn Steps,
) -> Result<Written, BackupError> {
    let store = Store::new(data.clone());
    let Gathered { files: sources, mut told } = gather(data, &store, steps)?;
    if sources.len() + 2 > MAX_ENTRIES {
        return Err(BackupError::TooMany);
    }
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let mut manifest = Manifest { made: now.at, date: now.date, program, files: BTreeMap::new() };
    let mut trouble = None;
    let written = files::write_with(path, existing, |file| {
        let mut filling = Filling { store: &store, manifest: &mut manifest, told: &mut told };
        filling.fill(file, &sources, steps).map_err(|error| {
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
    Ok(Written { name, bytes, date: manifest.date, counts: manifest.counts(), told })
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

/// What is noted while the backup is written.
struct Filling<'a> {
    store: &'a Store,
    manifest: &'a mut Manifest,
    told: &'a mut Vec<String>,
}

impl Filling<'_> {
    fn fill(
        &mut self,
        file: &mut File,
        sources: &BTreeMap<String, Source>,
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
            let Some(bytes) = self.read(name, source).map_err(NotFilled::Backup)? else {
                self.tell_gone(name, source);
                continue;
            };
            let is_text = !name.contains("/files/") && bytes.len() as u64 <= MAX_PACKED;
            zip.start_file(name, if is_text { packed } else { plain })?;
            zip.write_all(&bytes)?;
            let entry = Entry { bytes: bytes.len() as u64, sha256: Sha256::of(&bytes) };
            self.manifest.files.insert(name.clone(), entry);
        }
        let list = self.manifest.to_text();
        zip.start_file(LIST_NAME, if list.len() as u64 <= MAX_PACKED { packed } else { plain })?;
        zip.write_all(list.as_bytes())?;
        zip.finish()?.flush()?;
        Ok(())
    }

    /// The bytes of a file; `None` where it is gone by now.
    fn read(&self, name: &str, source: &Source) -> Result<Option<Vec<u8>>, BackupError> {
        let read = match source {
            Source::Bytes(bytes) => Some(bytes.clone()),
            Source::File(path) => there(fs::read(path)).map_err(|source| unreadable(name, source))?,
            Source::Pack(file) => self.read_wherever_it_is(file).map_err(|source| unreadable(name, source))?,
        };
        let limit = if name.contains("/files/") { MAX_DOCUMENT } else { MAX_TEXT };
        match read {
            Some(bytes) if bytes.len() as u64 > limit => Err(BackupError::TooLarge { name: name.to_owned(), limit }),
            read => Ok(read),
        }
    }

    /// A pack goes to the trash and comes back: it is looked for where it was last, too.
    fn read_wherever_it_is(&self, file: &InPack) -> io::Result<Option<Vec<u8>>> {
        for shelf in [file.shelf, Shelf::Packs, Shelf::Trash, file.shelf] {
            let path = self.store.folder(shelf, &file.id).join(&file.inside);
            if let Some(bytes) = there(fs::read(path))? {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    fn tell_gone(&mut self, name: &str, source: &Source) {
        let while_made = "while the backup was made, so it is not in it";
        let line = match source {
            Source::Pack(file) if file.inside.starts_with(HISTORY) => {
                format!("Older versions of “{}” went while the backup was made, so they are not in it", file.title)
            }
            Source::Pack(file) if file.inside.starts_with(FILES) => {
                format!("A document of “{}” went {while_made}", file.title)
            }
            Source::Pack(_) | Source::File(_) | Source::Bytes(_) => format!("“{name}” went {while_made}"),
        };
        if !self.told.contains(&line) {
            self.told.push(line);
        }
    }
}

/// `None` where there is no such file.
fn there(read: io::Result<Vec<u8>>) -> io::Result<Option<Vec<u8>>> {
    match read {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Looks for all that goes in. Where packs were moved between the shelves meanwhile, one may have been missed or met
/// twice: then it is done again.
fn gather(data: &DataDir, store: &Store, steps: &dyn Steps) -> Result<Gathered, BackupError> {
    for _ in 0..MOST_LOOKS {
        let before = on_shelves(store)?;
        let mut gathered = Gathered::default();
        gathered.all(data, store, &before, steps)?;
        if on_shelves(store)? == before {
            return Ok(gathered);
        }
    }
    let source = io::Error::other("packs are being moved");
    Err(unreadable(Shelf::Packs.folder(), source))
}

fn on_shelves(store: &Store) -> Result<Vec<(Shelf, PackId)>, BackupError> {
    let mut all = Vec::new();
    for shelf in [Shelf::Packs, Shelf::Trash, Shelf::Templates] {
        let ids = store.ids(shelf).map_err(|source| unreadable(shelf.folder(), source))?;
        all.extend(ids.into_iter().map(|id| (shelf, id)));
    }
    Ok(all)
}

/// What goes into the backup, by its name there.
#[derive(Default)]
struct Gathered {
    files: BTreeMap<String, Source>,
    told: Vec<String>,
}

impl Gathered {
    fn all(
        &mut self,
        data: &DataDir,
        store: &Store,
        packs: &[(Shelf, PackId)],
        steps: &dyn Steps,
    ) -> Result<(), BackupError> {
        let total = u32::try_from(packs.len()).unwrap_or(u32::MAX);
        for (done, (shelf, id)) in (0..).zip(packs) {
            steps.step(done, total, "Looking through the packs")?;
            self.pack(store, *shelf, id)?;
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
            self.files.insert(SETTINGS.to_owned(), Source::Bytes(format!("{settings:#}\n").into_bytes()));
        }
        if data.peek::<Session>(SavedFile::Session.name()).embedded.is_some() {
            self.told.push(
                "The pack of an earlier version is not in it yet. Open the program once, then make the backup again."
                    .to_owned(),
            );
        }
        Ok(())
    }

    /// The document is read first and goes in as it was then: what it names was put there before it.
    fn pack(&mut self, store: &Store, on: Shelf, id: &PackId) -> Result<(), BackupError> {
        let (path, name) = (store.folder(on, id), format!("{}/{id}", on.folder()));
        let place = format!("{name}/{DOCUMENT}");
        // Without its document a folder is no pack yet.
        if !path.join(DOCUMENT).is_file() {
            return Ok(());
        }
        let read = there(fs::read(path.join(DOCUMENT))).map_err(|source| unreadable(&place, source))?;
        let Some(document) = read else { return Ok(()) };
        let mut inside = Gathered::default();
        inside.folder(&path, &name, DEEPEST)?;
        let file = str::from_utf8(&document).ok().and_then(|text| PackFile::from_text(text).ok());
        let title = file.as_ref().map_or("", |file| file.draft.details.title.as_str());
        let title = crate::app::packs::shown(title).to_owned();
        let prefix = format!("{name}/");
        for own in inside.files.into_keys().filter(|own| *own != place) {
            let inside = own.strip_prefix(&prefix).unwrap_or_default().to_owned();
            let of = InPack { shelf: on, id: id.clone(), inside, title: title.clone() };
            self.files.insert(own, Source::Pack(Box::new(of)));
        }
        self.told.append(&mut inside.told);
        match file {
            None => self.told.push(format!("A pack is damaged; it is in the backup as it is: {name}")),
            Some(file) => {
                let lacks = |sum: &str| !self.files.contains_key(&format!("{name}/files/{sum}"));
                let lacking = file.documents().filter(|document| lacks(document.sha256.as_str()));
                let told = lacking.map(|document| {
                    let document = &document.name;
                    format!("The document “{document}” of “{title}” is no longer here, so it is not in the backup")
                });
                self.told.extend(told);
            }
        }
        self.files.insert(place, Source::Bytes(document));
        if let Ok(text) = fs::read_to_string(path.join(LOCAL))
            && let Some(local) = crate::app::stored::from_text::<Local>(&text)
        {
            self.files.insert(format!("{name}/{LOCAL}"), Source::Bytes(to_text(&without_folders(&local)).into_bytes()));
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
