//! The pack files of packs in the list: read into the data folder, written after some rest, never over another's change.
//!
//! A thread of its own does it: what is written to a slow disk holds up neither the window nor the saving of packs.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::container::{Container, ContainerError, LOGO};
use super::hold::{self, Hold, Taken};
use super::store::{FILES, Store, StoreError};
use super::{PackError, bytes_of, read_bytes, write_whole};
use crate::app::pack_files::{FileAnswer, FileLink, FileTask, LetGo, Overwrite, Source};
use crate::app::{Failure, Outcome, PackDraft, PackFile, PackId, Shelf};
use crate::pack::EnclosedFile;
use crate::pack::contents::Sha256;
use crate::shell::desk::{self, Shared};
use crate::shell::files::{self, Existing};
use crate::shell::jobs::{self, Outbox};

/// After the last change the file is written once nothing was changed for so long.
const REST: Duration = Duration::from_secs(10);

#[derive(Default)]
struct Desk {
    tasks: VecDeque<FileTask>,
    /// The pack as it is to be written.
    waiting: Option<(Box<PackFile>, Instant)>,
    /// When it was last said that the file is held.
    beat: Option<Instant>,
    closing: bool,
}

enum Next {
    Perform(FileTask),
    Write(Box<PackFile>),
    Beat,
    End,
}

/// The thread. Dropping it writes what waits.
pub struct Filing {
    desk: Shared<Desk>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Filing {
    /// Starts the thread.
    pub fn start(store: Store, outbox: Outbox) -> Self {
        let desk = Shared::<Desk>::default();
        let at = desk.clone();
        let mut clerk = Clerk { store, outbox, hold: None };
        let work = move || {
            loop {
                match next(&at) {
                    Next::Perform(task) => clerk.perform(task),
                    Next::Write(pack) => clerk.write_waiting(&pack),
                    Next::Beat => clerk.beat(),
                    Next::End => break,
                }
            }
        };
        Self { desk, thread: thread::Builder::new().name("pack files".to_owned()).spawn(work).ok() }
    }

    /// Does something with pack files, in the order in which it was asked.
    pub fn perform(&self, task: FileTask) {
        self.desk.change(|desk| match task {
            // What waits is replaced by what is newer; its rest begins again.
            FileTask::Write(pack) => {
                let before = desk.waiting.replace((pack, Instant::now() + REST)).map(|(before, _)| before);
                let is_same = |before: &PackFile| desk.waiting.as_ref().is_some_and(|(pack, _)| pack.id == before.id);
                if let Some(other) = before.filter(|before| !is_same(before)) {
                    desk.tasks.push_back(FileTask::Write(other));
                }
            }
            // It says where what waits is written.
            task @ FileTask::Link { .. } => desk.tasks.push_front(task),
            task => desk.tasks.push_back(task),
        });
    }

    /// Writes what waits; for the end of the program.
    pub fn finish(&mut self) {
        self.desk.change(|desk| desk.closing = true);
        desk::join(&mut self.thread, "pack files");
    }
}

impl Drop for Filing {
    fn drop(&mut self) {
        self.finish();
    }
}

fn next(desk: &Shared<Desk>) -> Next {
    let mut held = desk.held();
    loop {
        let now = Instant::now();
        if let Some(link) = held.tasks.pop_front_if(|task| matches!(task, FileTask::Link { .. })) {
            return Next::Perform(link);
        }
        let hurries = held.closing || !held.tasks.is_empty();
        if held.waiting.as_ref().is_some_and(|(_, due)| hurries || *due <= now)
            && let Some((pack, _)) = held.waiting.take()
        {
            return Next::Write(pack);
        }
        if let Some(task) = held.tasks.pop_front() {
            return Next::Perform(task);
        }
        if held.closing {
            return Next::End;
        }
        let since = held.beat.map_or(hold::BEAT, |at| now.duration_since(at));
        if since >= hold::BEAT {
            held.beat = Some(now);
            return Next::Beat;
        }
        let until_beat = hold::BEAT.saturating_sub(since);
        let rest = held.waiting.as_ref().map_or(until_beat, |(_, due)| due.duration_since(now).min(until_beat));
        held = desk.wait(held, Some(rest));
    }
}

/// Why a file was not written although it is ours.
enum NotWritten {
    LetGo(LetGo),
    /// It is not there, as on a memory stick that is not plugged in.
    Absent,
    Error(PackError),
}

impl From<PackError> for NotWritten {
    fn from(error: PackError) -> Self {
        Self::Error(error)
    }
}

/// What the thread works with.
struct Clerk {
    store: Store,
    outbox: Outbox,
    /// The file of the open pack.
    hold: Option<(PackId, Hold)>,
}

impl Clerk {
    fn beat(&mut self) {
        if let Some((_, hold)) = &self.hold
            && hold.is_ours()
            && let Err(error) = hold.beat()
        {
            log::warn!("the pack file cannot be reached: {}", error.kind());
        }
    }

    fn perform(&mut self, task: FileTask) {
        if let FileTask::Write(pack) = task {
            return self.write_waiting(&pack);
        }
        let what = what(&task);
        let done = jobs::caught("save", || self.try_to(task));
        let answer = done.and_then(|done| done.or_else(|error| told_to_window(&what, error)));
        if let Err(failure) = &answer {
            log::error!("{}", failure.details);
        }
        if answer != Ok(FileAnswer::Done) {
            self.outbox.put(Outcome::Files(answer));
        }
    }

    fn try_to(&mut self, task: FileTask) -> Result<FileAnswer, PackError> {
        match task {
            FileTask::Open(path) => self.open(&path),
            FileTask::Look(path) => look(&path),
            FileTask::SaveAs { pack, path, overwrite } => self.save_as(&pack, &path, overwrite),
            FileTask::SaveApart { pack, from, path, overwrite } => self.save_apart(*pack, &from, path, overwrite),
            FileTask::Share { pack, copy, path, overwrite } => self.share(&pack, copy, path, overwrite),
            FileTask::Link { pack, link } => {
                self.store.keep_link(&pack, &link)?;
                Ok(FileAnswer::Done)
            }
            FileTask::Hold(pack) => self.take_up(&pack),
            // What waited was written before this task's turn came.
            FileTask::Flush | FileTask::Write(_) => Ok(FileAnswer::Done),
            FileTask::Release => {
                self.hold = None;
                Ok(FileAnswer::Done)
            }
            FileTask::CopyDocuments { from, to, documents } => self.copy_documents(&from, &to, &documents),
        }
    }

    /// Reads a pack file. Its documents go into the data folder; its list is taken in by whoever saves packs.
    fn open(&mut self, path: &Path) -> Result<FileAnswer, PackError> {
        let path = whole(path)?;
        let bytes = read_bytes(&path)?;
        let container = Container::from_bytes(&bytes)?;
        let file = Box::new(container.file);
        if file.is_newer() {
            return Ok(FileAnswer::ReadOnly { file, path });
        }
        let is_held = self.hold.as_ref().is_some_and(|(id, _)| *id == file.id);
        let taken = if is_held { None } else { Some(hold::take(&path, self.word())) };
        if let Some(Taken::Theirs) = taken {
            return Ok(FileAnswer::ReadOnly { file, path });
        }
        let id = file.id.clone();
        if self.store.has(Shelf::Trash, &id) && !self.store.has(Shelf::Packs, &id) {
            self.store.perform(&crate::app::StoreTask::Restore(id.clone())).map_err(|error| stored(&error))?;
        }
        for (sum, bytes) in &container.documents {
            self.put_document(&id, sum, bytes)?;
        }
        let is_own = !matches!(taken, Some(Taken::Refused));
        if let Some(Taken::Ours(hold)) = taken {
            self.hold = Some((id, hold));
        }
        let sum = Sha256::of(&bytes);
        let is_as_left = self.store.link(&file.id).is_some_and(|link| link.path == path && link.sum == sum);
        if is_as_left && self.store.read(Shelf::Packs, &file.id).is_ok() {
            return Ok(FileAnswer::AsLeft { file, path });
        }
        // The link comes once the pack is in the list: a program that is killed before has the file of another state.
        let link = is_own.then(|| FileLink { path: path.clone(), sum });
        Ok(FileAnswer::Opened { file, path, link })
    }

    fn save_as(&mut self, pack: &PackFile, path: &Path, overwrite: Overwrite) -> Result<FileAnswer, PackError> {
        let bytes = bytes_of(&self.container(&pack.id, pack, self.own_container(&pack.id))?)?;
        if hold::is_held_by_another(path, self.word()) {
            return Err(PackError::Held);
        }
        write_whole(path, &bytes, existing(overwrite))?;
        let path = whole(path)?;
        self.hold = None;
        if let Taken::Ours(hold) = hold::take(&path, self.word()) {
            self.hold = Some((pack.id.clone(), hold));
        }
        self.store.keep_link(&pack.id, &FileLink { path: path.clone(), sum: Sha256::of(&bytes) })?;
        Ok(FileAnswer::Saved { pack: pack.id.clone(), path })
    }

    /// Nothing of it is noted in the data folder, which is another run's, or cannot be written.
    fn save_apart(&self, file: PackFile, from: &PackId, path: PathBuf, on: Overwrite) -> Result<FileAnswer, PackError> {
        // Whoever has the file is another program, though it may work on the same data folder.
        if hold::is_held_by_another(&path, "") {
            return Err(PackError::Held);
        }
        super::create(&path, &self.apart(from, &file)?, existing(on))?;
        Ok(FileAnswer::SavedApart { pack: from.clone(), draft: Box::new(file.draft), path })
    }

    fn share(&self, pack: &PackFile, copy: PackId, path: PathBuf, on: Overwrite) -> Result<FileAnswer, PackError> {
        let (file, mut left_out) = pack.shared(copy);
        if !self.store.version_ids(&pack.id).map_err(|error| stored(&error))?.is_empty() {
            left_out.push("Earlier versions".to_owned());
        }
        super::create(&path, &self.apart(&pack.id, &file)?, existing(on))?;
        Ok(FileAnswer::Shared { path, left_out })
    }

    /// A pack was opened from the list. What its file holds has to be what we last wrote there.
    fn take_up(&mut self, pack: &PackFile) -> Result<FileAnswer, PackError> {
        let is_here = self.store.has(Shelf::Packs, &pack.id);
        if !is_here && !self.store.has(Shelf::Trash, &pack.id) {
            // Nothing of the pack is here: what is shown under its id is empty, and would empty the file.
            self.store.forget_link(&pack.id);
        }
        let Some(link) = self.store.link(&pack.id).filter(|_| is_here) else { return Ok(FileAnswer::Done) };
        let (id, path) = (pack.id.clone(), link.path.clone());
        if self.hold.as_ref().is_some_and(|(held, _)| *held == id) {
            return Ok(FileAnswer::Held { pack: id, path, is_behind: false });
        }
        let let_go = |why| Ok(FileAnswer::LetGo { pack: id.clone(), path: path.clone(), why });
        let taken = hold::take(&path, self.word());
        if let Taken::Theirs = taken {
            return let_go(LetGo::Held);
        }
        let there = match self.compared(&link, pack) {
            Ok(there) => there,
            Err(NotWritten::LetGo(why)) => {
                self.store.forget_link(&id);
                return let_go(why);
            }
            Err(NotWritten::Absent) => return Ok(FileAnswer::Absent { pack: id, path }),
            Err(NotWritten::Error(error)) => return Err(error),
        };
        self.store.keep_link(&id, &FileLink { sum: Sha256::of(&there), ..link })?;
        if let Taken::Ours(hold) = taken {
            self.hold = Some((id.clone(), hold));
        }
        let is_behind = Container::from_bytes(&there).is_ok_and(|there| is_behind(there.file.draft, &pack.draft));
        Ok(FileAnswer::Held { pack: id, path, is_behind })
    }

    /// Writes the file of a pack, if it has one.
    fn write_waiting(&mut self, pack: &PackFile) {
        let Some(link) = self.store.link(&pack.id) else { return };
        let (id, path) = (pack.id.clone(), link.path.clone());
        let done = jobs::caught("save", || self.write(link, pack));
        let answer = match done {
            Ok(Ok(())) => Ok(FileAnswer::Written(id)),
            Ok(Err(NotWritten::LetGo(why))) => {
                self.hold = None;
                self.store.forget_link(&id);
                Ok(FileAnswer::LetGo { pack: id, path, why })
            }
            Ok(Err(NotWritten::Absent)) => Ok(FileAnswer::Absent { pack: id, path }),
            Ok(Err(NotWritten::Error(error))) => told_to_window("The pack’s file could not be written", error),
            Err(fault) => Err(fault),
        };
        if let Err(failure) = &answer {
            log::error!("{}", failure.details);
        }
        self.outbox.put(Outcome::Files(answer));
    }

    fn write(&mut self, link: FileLink, pack: &PackFile) -> Result<(), NotWritten> {
        let there = self.compared(&link, pack);
        let is_lost = || self.hold.as_ref().is_some_and(|(id, hold)| *id == pack.id && !hold.is_ours());
        // Where the file is not there, what says that it is ours is not there either.
        if !matches!(there, Err(NotWritten::Absent)) && is_lost() {
            return Err(NotWritten::LetGo(LetGo::Held));
        }
        there?;
        // Its file was not there when the pack was opened.
        if self.hold.is_none() {
            match hold::take(&link.path, self.store.word()) {
                Taken::Ours(hold) => self.hold = Some((pack.id.clone(), hold)),
                Taken::Theirs => return Err(NotWritten::LetGo(LetGo::Held)),
                Taken::Refused => {}
            }
        }
        let bytes = bytes_of(&self.container(&pack.id, pack, own_container(&link.path))?)?;
        write_whole(&link.path, &bytes, Existing::Replace)?;
        self.store.keep_link(&pack.id, &FileLink { sum: Sha256::of(&bytes), ..link }).map_err(PackError::from)?;
        Ok(())
    }

    /// What stands in the file, where it is ours: as we wrote it, or with the same contents as the pack. A run that was
    /// killed may have written it and not have noted that.
    fn compared(&self, link: &FileLink, pack: &PackFile) -> Result<Vec<u8>, NotWritten> {
        let bytes = match read_bytes(&link.path) {
            Ok(bytes) => bytes,
            Err(PackError::NotThere) => return Err(NotWritten::Absent),
            Err(error) => return Err(error.into()),
        };
        let is_ours = Sha256::of(&bytes) == link.sum
            || Container::from_bytes(&bytes).is_ok_and(|there| {
                let known = self.store.read(Shelf::Packs, &pack.id).map(|stored| stored.file.draft);
                there.file.id == pack.id
                    && (there.file.draft == pack.draft || known.is_ok_and(|it| it == there.file.draft))
            });
        if is_ours { Ok(bytes) } else { Err(NotWritten::LetGo(LetGo::Changed)) }
    }

    /// A pack with the documents that it names, as they lie in its folder, also in the trash; what is missing there or
    /// was changed is taken from the file that the pack has. What was taken out of the pack goes without a document that
    /// is nowhere: nobody can mend that.
    fn container(&self, id: &PackId, file: &PackFile, own: Option<Container>) -> Result<Container, PackError> {
        let (mut own, mut others) = own.map(|own| (own.documents, own.others)).unwrap_or_default();
        others.extend(self.store.logo().map(|png| (LOGO.to_owned(), png)));
        let mut read = |sum: &Sha256| {
            let places = [Shelf::Packs, Shelf::Trash].map(|shelf| self.store.folder(shelf, id).join(FILES));
            let found = places.iter().find_map(|place| read_document(place, sum));
            found.or_else(|| own.remove(sum))
        };
        let (mut file, mut documents) = (file.clone(), BTreeMap::new());
        for item in file.draft.sections.iter().flat_map(|section| &section.items).chain(&file.draft.loose) {
            if let Some(document) = &item.content.file {
                let lost = || PackError::Lost { item: item.id().clone(), name: document.name.clone() };
                documents.insert(document.sha256.clone(), read(&document.sha256).ok_or_else(lost)?);
            }
        }
        for item in &mut file.draft.removed {
            let Some(document) = item.content.file.clone() else { continue };
            match read(&document.sha256) {
                Some(bytes) => drop(documents.insert(document.sha256, bytes)),
                None if documents.contains_key(&document.sha256) => {}
                None => Arc::make_mut(item).content.file = None,
            }
        }
        Ok(Container { file, documents, others })
    }

    /// The same for a file that is not the pack's own: what a later version keeps in that one does not go along.
    fn apart(&self, id: &PackId, file: &PackFile) -> Result<Container, PackError> {
        let mut container = self.container(id, file, self.own_container(id))?;
        container.others.retain(|name, _| name == LOGO);
        Ok(container)
    }

    fn own_container(&self, id: &PackId) -> Option<Container> {
        self.store.link(id).and_then(|link| own_container(&link.path))
    }

    /// What is there already stays, unless it was damaged.
    fn put_document(&self, id: &PackId, sum: &Sha256, bytes: &[u8]) -> Result<(), PackError> {
        let folder = self.store.folder(Shelf::Packs, id).join(FILES);
        if read_document(&folder, sum).is_some() {
            return Ok(());
        }
        fs::create_dir_all(&folder).map_err(PackError::Unreadable)?;
        Ok(files::write_file(&folder.join(sum.as_str()), bytes, Existing::Replace)?)
    }

    /// What is missing is told once all others are there.
    fn copy_documents(&self, from: &Source, to: &PackId, wanted: &[EnclosedFile]) -> Result<FileAnswer, PackError> {
        let container = match from {
            Source::File(path) => Some(Container::from_bytes(&read_bytes(path)?)?),
            Source::Pack(_) => None,
        };
        let mut lacking = None;
        for document in wanted {
            let bytes = match (from, &container) {
                (_, Some(container)) => container.documents.get(&document.sha256).cloned(),
                (Source::Pack(id), _) => read_document(&self.store.files(id), &document.sha256),
                (Source::File(_), None) => None,
            };
            match bytes {
                Some(bytes) => self.put_document(to, &document.sha256, &bytes)?,
                None => lacking = Some(ContainerError::Document { name: document.name.clone() }),
            }
        }
        lacking.map_or(Ok(FileAnswer::Done), |lacking| Err(lacking.into()))
    }

    /// Says whose program this is, to others that want the same file.
    fn word(&self) -> &str {
        self.store.word()
    }
}

/// Reads a pack file and takes nothing of it in.
fn look(path: &Path) -> Result<FileAnswer, PackError> {
    let path = whole(path)?;
    let file = Box::new(Container::from_bytes(&read_bytes(&path)?)?.file);
    Ok(FileAnswer::ReadOnly { file, path })
}

/// Whether a file has to follow its pack. Answers of another office that were left out when it was opened are no change:
/// opening alone writes nothing.
fn is_behind(mut there: PackDraft, pack: &PackDraft) -> bool {
    let pack = pack.write();
    there.write() != pack && !(there.forget_answers() && there.write() == pack)
}

/// The whole path of a file that is there; what a link leads to, so that the link stays one.
fn whole(path: &Path) -> Result<PathBuf, PackError> {
    // Windows makes names of it that other programs do not take.
    let whole = if cfg!(windows) { std::path::absolute(path) } else { fs::canonicalize(path) };
    whole.map_err(told)
}

/// The file that a pack has: entries that this version does not know are kept, and its documents mend others.
fn own_container(path: &Path) -> Option<Container> {
    read_bytes(path).ok().and_then(|bytes| Container::from_bytes(&bytes).ok())
}

/// A document of this folder, where it is as it was.
fn read_document(folder: &Path, sum: &Sha256) -> Option<Vec<u8>> {
    fs::read(folder.join(sum.as_str())).ok().filter(|bytes| Sha256::of(bytes) == *sum)
}

fn told(error: std::io::Error) -> PackError {
    if error.kind() == std::io::ErrorKind::NotFound { PackError::NotThere } else { PackError::Unreadable(error) }
}

fn stored(error: &StoreError) -> PackError {
    PackError::Unreadable(std::io::Error::other(error.to_string()))
}

fn existing(overwrite: Overwrite) -> Existing {
    match overwrite {
        Overwrite::Agreed => Existing::Replace,
        Overwrite::Never => Existing::Keep,
    }
}

fn what(task: &FileTask) -> String {
    let words = match task {
        // One of several may be meant.
        FileTask::Open(path) | FileTask::Look(path) => {
            return format!("“{}” was not opened", path.file_name().unwrap_or_default().to_string_lossy());
        }
        FileTask::SaveAs { .. } | FileTask::SaveApart { .. } | FileTask::Share { .. } => "The pack was not saved",
        FileTask::Link { .. } | FileTask::Hold(_) | FileTask::Write(_) | FileTask::Flush | FileTask::Release => {
            "The pack’s file could not be used"
        }
        FileTask::CopyDocuments { .. } => "The documents were not copied",
    };
    words.to_owned()
}

/// The window knows what the item is called whose document is lost.
fn told_to_window(what: &str, error: PackError) -> Result<FileAnswer, Failure> {
    if let PackError::Lost { item, name } = error {
        log::error!("pack file: a document is lost");
        return Ok(FileAnswer::Lost { what: what.to_owned(), item, name });
    }
    Err(failure(what, &error))
}

fn failure(what: &str, error: &PackError) -> Failure {
    Failure { words: format!("{what}: {error}. {}.", error.remedy()), details: format!("pack file: {}", error.kind()) }
}
