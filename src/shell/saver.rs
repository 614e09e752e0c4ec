//! Writes the data folder: the open pack at once, small files within half a second, each whole; and does what is asked
//! with other packs. One thread does it all in the order in which it was asked.
//!
//! What could not be written, as on a full disk, is kept and tried again, whatever is open meanwhile.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{
    Failure, Local, Outcome, PackFile, PackId, Revision, SavedFile, Shelf, StoreTask, StoredPack, VersionsTask, When,
};
use crate::pack::contents::Sha256;

use super::data_dir::DataDir;
use super::desk::{self, Shared};
use super::exports::file_kind;
use super::files::{self, Existing, FileError};
use super::jobs::{self, Outbox};
use super::packs::store::{Forgotten, Store, StoreError};

/// How long a change that is not of the pack may wait for the next one.
const REST: Duration = Duration::from_millis(300);
/// What could not be written is tried again after so long, and after twice as long each time.
const AGAIN: Duration = Duration::from_secs(1);
const AGAIN_MAX: Duration = Duration::from_secs(30);
/// The most states of the office's details from elsewhere that are kept.
const MAX_ELSEWHERE: u32 = 99;

/// How soon something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Within half a second.
    Soon,
    AtOnce,
}

/// What can wait to be written; what waits is replaced by what is newer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Pack(PackId),
    Local(PackId),
    Small(SavedFile),
}

/// What is written. A text is made on the writing thread.
enum Content {
    Pack { pack: Box<PackFile>, revision: Revision },
    Local(Box<Local>),
    Small(Box<dyn Fn() -> String + Send>),
}

/// What is done in turn, after all that was to be written before.
pub enum Task {
    Store(StoreTask),
    Versions(VersionsTask),
}

struct Waiting {
    content: Content,
    due: Instant,
    /// It could not be written, also not when something was asked for last: nothing waits for it.
    tried: bool,
}

/// Why something was not written.
enum NotWritten {
    /// Another program has changed the pack meanwhile; what that one wrote stays.
    Changed,
    /// It is kept and tried again.
    Failed(Failure),
    /// A fault of ours, which would come again.
    Fault(Failure),
}

impl From<Failure> for NotWritten {
    fn from(fault: Failure) -> Self {
        Self::Fault(fault)
    }
}

/// What is known of something that could not be written.
struct Failing {
    rest: Duration,
    told: Failure,
}

#[derive(Default)]
struct Desk {
    waiting: BTreeMap<Key, Waiting>,
    tasks: VecDeque<Asked>,
    closing: bool,
}

/// What is done once all that was changed before is written.
enum Asked {
    Task(Task),
    /// Somebody waits for it.
    Tell(mpsc::Sender<()>),
}

/// What the thread does next.
enum Next {
    Write(Key, Content),
    Perform(Asked),
}

/// What the thread works with.
struct Tools {
    desk: Shared<Desk>,
    data: DataDir,
    store: Store,
    outbox: Outbox,
    /// The office's details as this program read them or wrote them last.
    office: RefCell<Option<Sha256>>,
    failing: RefCell<BTreeMap<Key, Failing>>,
}

/// The writing thread. Dropping it writes what waits.
pub struct Saver {
    desk: Shared<Desk>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Saver {
    /// Starts the thread.
    pub fn start(data: DataDir, store: Store, outbox: Outbox) -> Self {
        let desk = Shared::<Desk>::default();
        let at = desk.clone();
        let office = fs::read(data.file(SavedFile::Office.name())).ok().map(|bytes| Sha256::of(&bytes));
        let (office, failing) = (RefCell::new(office), RefCell::default());
        let tools = Tools { desk: desk.clone(), data, store, outbox, office, failing };
        let thread = thread::Builder::new().name("save".to_owned()).spawn(move || {
            while let Some(next) = next(&at) {
                match next {
                    Next::Write(key, content) => tools.write(key, content),
                    Next::Perform(Asked::Task(Task::Store(task))) => tools.perform(task),
                    Next::Perform(Asked::Task(Task::Versions(task))) => tools.versions(&task),
                    Next::Perform(Asked::Tell(waiting)) => drop(waiting.send(())),
                }
            }
        });
        Self { desk, thread: thread.ok() }
    }

    /// Writes a small file soon; what waited for the same file is dropped.
    pub fn save(&self, file: SavedFile, urgency: Urgency, text: impl Fn() -> String + Send + 'static) {
        self.put(Key::Small(file), urgency, Content::Small(Box::new(text)));
    }

    /// Writes a pack at once.
    pub fn save_pack(&self, pack: PackFile, revision: Revision) {
        self.put(Key::Pack(pack.id.clone()), Urgency::AtOnce, Content::Pack { pack: Box::new(pack), revision });
    }

    /// Writes what belongs to a pack on this computer alone.
    pub fn save_local(&self, id: PackId, local: Local) {
        self.put(Key::Local(id), Urgency::AtOnce, Content::Local(Box::new(local)));
    }

    /// Does something with packs once all that was changed before is written.
    pub fn perform(&self, task: Task) {
        self.ask(Asked::Task(task));
    }

    /// What says when all that was changed before is written.
    pub fn settled(&self) -> mpsc::Receiver<()> {
        let (sender, receiver) = mpsc::channel();
        self.ask(Asked::Tell(sender));
        receiver
    }

    fn ask(&self, asked: Asked) {
        self.desk.change(|desk| {
            desk.tasks.push_back(asked);
            desk.try_again();
        });
    }

    fn put(&self, key: Key, urgency: Urgency, content: Content) {
        let now = Instant::now();
        self.desk.change(|desk| {
            let due = match urgency {
                Urgency::AtOnce => now,
                Urgency::Soon => desk.waiting.get(&key).map_or(now + REST, |waiting| waiting.due.min(now + REST)),
            };
            desk.waiting.insert(key, Waiting { content, due, tried: false });
        });
    }

    /// Waits until everything is written; for the end of the program. What could not be written is tried once more.
    pub fn finish(&mut self) {
        self.desk.change(|desk| {
            desk.closing = true;
            desk.try_again();
        });
        desk::join(&mut self.thread, "save");
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Desk {
    /// What could not be written is tried once more before what was asked for.
    fn try_again(&mut self) {
        self.waiting.values_mut().for_each(|waiting| waiting.tried = false);
    }

    /// Takes what is to be written first, whose time has come; else how long the first one rests.
    fn take(&mut self, hurries: bool) -> Result<(Key, Content), Option<Duration>> {
        let now = Instant::now();
        let is_due = |waiting: &Waiting| waiting.due <= now || (hurries && !waiting.tried);
        let due = self.waiting.iter().filter(|(_, waiting)| is_due(waiting));
        let due = due.min_by_key(|(_, waiting)| waiting.due).map(|(key, _)| key.clone());
        match due.and_then(|key| self.waiting.remove_entry(&key)) {
            Some((key, waiting)) => Ok((key, waiting.content)),
            None => Err(self.waiting.values().map(|waiting| waiting.due - now).min()),
        }
    }
}

/// What is to be done next, when its time has come; `None` at the end.
fn next(desk: &Shared<Desk>) -> Option<Next> {
    let mut held = desk.held();
    loop {
        let hurries = held.closing || !held.tasks.is_empty();
        let rest = match held.take(hurries) {
            Ok((key, content)) => return Some(Next::Write(key, content)),
            Err(rest) => rest,
        };
        match held.tasks.pop_front() {
            Some(task) => return Some(Next::Perform(task)),
            None if held.closing => return None,
            None => held = desk.wait(held, rest),
        }
    }
}

impl Tools {
    /// Writes what is to be written by now.
    fn write_due(&self) {
        loop {
            let due = self.desk.held().take(false);
            match due {
                Ok((key, content)) => self.write(key, content),
                Err(_rest) => return,
            }
        }
    }

    fn write(&self, key: Key, content: Content) {
        let written = match (&key, &content) {
            (Key::Pack(id), Content::Pack { pack, revision }) => self.write_pack(pack).map(|at| {
                let (id, revision) = (id.clone(), *revision);
                Some(Outcome::PackSaved { id, revision, at })
            }),
            (Key::Local(id), Content::Local(local)) => self.write_local(id, local).map(|()| None),
            (Key::Small(file), Content::Small(text)) => self.write_small(*file, text).map(|()| None),
            // The keys are made together with what they stand for.
            _ => Ok(None),
        };
        let outcome = match written {
            Ok(outcome) => {
                self.failing.borrow_mut().remove(&key);
                outcome
            }
            Err(NotWritten::Changed) => {
                self.failing.borrow_mut().remove(&key);
                if let Key::Pack(id) = key { Some(Outcome::PackChanged { id }) } else { None }
            }
            Err(NotWritten::Fault(failure)) => not_written(&key, Some(failure)),
            Err(NotWritten::Failed(failure)) => {
                let (rest, is_told) = self.fails(&key, &failure);
                let outcome = not_written(&key, (!is_told).then_some(failure));
                let again = Waiting { content, due: Instant::now() + rest, tried: true };
                // What has changed meanwhile is newer.
                self.desk.change(|desk| {
                    desk.waiting.entry(key).or_insert(again);
                });
                outcome
            }
        };
        if let Some(outcome) = outcome {
            self.outbox.put(outcome);
        }
    }

    /// How long it rests until it is tried again, and whether it was told that it fails.
    fn fails(&self, key: &Key, failure: &Failure) -> (Duration, bool) {
        let mut failing = self.failing.borrow_mut();
        let known = failing.get(key);
        let rest = known.map_or(AGAIN, |known| (known.rest * 2).min(AGAIN_MAX));
        let is_told = known.is_some_and(|known| known.told == *failure);
        if !is_told {
            log::error!("{}", failure.details);
        }
        failing.insert(key.clone(), Failing { rest, told: failure.clone() });
        (rest, is_told)
    }

    fn write_pack(&self, pack: &PackFile) -> Result<When, NotWritten> {
        jobs::caught("save", || self.store.write(pack.clone()))?.map_err(|error| match error {
            StoreError::Changed => NotWritten::Changed,
            error => NotWritten::Failed(failure("The pack", "pack.json", &error)),
        })
    }

    fn write_local(&self, id: &PackId, local: &Local) -> Result<(), NotWritten> {
        let written = jobs::caught("save", || self.store.write_local(id, local))?;
        written.map_err(|error| NotWritten::Failed(failure("The pack", "local.json", &error)))
    }

    fn write_small(&self, file: SavedFile, text: &(dyn Fn() -> String + Send)) -> Result<(), NotWritten> {
        let path = self.data.file(file.name());
        let written = jobs::caught("save", || {
            let text = text();
            if file == SavedFile::Office {
                self.keep_elsewhere(text.as_bytes())?;
            }
            files::write_file(&path, text.as_bytes(), Existing::Replace)?;
            if file == SavedFile::Office {
                self.office.replace(Some(Sha256::of(text.as_bytes())));
            }
            Ok(())
        })?;
        written.map_err(|error: FileError| {
            let words = format!("{} could not be saved. {}.", what(file), error.remedy());
            NotWritten::Failed(Failure { words, details: format!("{}: {}", file.name(), file_kind(&error)) })
        })
    }

    /// The office's details may lie in a folder that several computers share: what another one wrote is kept beside.
    fn keep_elsewhere(&self, ours: &[u8]) -> Result<(), FileError> {
        let there = fs::read(self.data.file(SavedFile::Office.name())).unwrap_or_default();
        let sum = Some(Sha256::of(&there));
        if there.is_empty() || there == ours || *self.office.borrow() == sum {
            return Ok(());
        }
        let names = (1..=MAX_ELSEWHERE).map(|number| self.data.file(&format!("office.elsewhere-{number}.json")));
        let Some(kept) = names.into_iter().find(|path| !path.exists()) else { return Ok(()) };
        files::write_file(&kept, &there, Existing::Keep)?;
        self.office.replace(sum);
        log::warn!("the office's details were changed elsewhere");
        self.outbox.put(Outcome::OfficeElsewhere { kept });
        Ok(())
    }

    /// The newest state of a pack that could not be written yet.
    fn unsaved(&self, id: &PackId) -> Option<PackFile> {
        match self.desk.held().waiting.get(&Key::Pack(id.clone()))? {
            Waiting { content: Content::Pack { pack, .. }, .. } => Some(PackFile::clone(pack)),
            _ => None,
        }
    }

    fn versions(&self, task: &VersionsTask) {
        let done = jobs::caught("save", || self.store.perform_versions(task));
        let answer = done.and_then(|done| done.map_err(|error| versions_failure(task, &error)));
        if let Err(failure) = &answer {
            log::error!("{}", failure.details);
        }
        self.outbox.put(Outcome::Versions { pack: task.pack().clone(), answer });
    }

    fn perform(&self, task: StoreTask) {
        let mut done_as = None;
        let done = match &task {
            StoreTask::Open(id) => jobs::caught("save", || {
                if let Some(file) = self.unsaved(id) {
                    let local = self.store.read(Shelf::Packs, id).map(|stored| stored.local).unwrap_or_default();
                    self.outbox.put(Outcome::UnsavedOpened(Box::new(StoredPack { file, local, changed: None })));
                    return Ok(());
                }
                let count = self.store.take_in_beside(id);
                let stored = Box::new(self.store.open(id)?);
                let beside = (count > 0).then(|| Outcome::StatesBeside { pack: Box::new(stored.file.clone()), count });
                self.outbox.put(Outcome::PackOpened(stored));
                if let Some(beside) = beside {
                    self.outbox.put(beside);
                }
                Ok(())
            }),
            StoreTask::TakeIn { file, .. } if self.unsaved(&file.id).is_some() => Ok(Err(StoreError::Unsaved)),
            StoreTask::TakeIn { file, link } => jobs::caught("save", || {
                let taken = self.store.take_in(file, link.as_ref())?;
                self.outbox.put(Outcome::PackTakenIn(Box::new(taken)));
                Ok(())
            }),
            StoreTask::Mend { id, to } => jobs::caught("save", || {
                let stored = Box::new(self.store.mend(id, to.id)?);
                self.outbox.put(Outcome::PackOpened(stored));
                Ok(())
            }),
            StoreTask::Forget(id) => jobs::caught("save", || {
                if self.store.forget(id)? == Forgotten::Trashed {
                    done_as = Some(StoreTask::Trash(id.clone()));
                }
                Ok(())
            }),
            task => jobs::caught("save", || match about(task) {
                Some(id) if self.unsaved(id).is_some() => Err(StoreError::Unsaved),
                // What is changed while large documents are copied does not wait for them.
                _ => self.store.perform_with(task, &|| self.write_due()),
            }),
        };
        let result = done.and_then(|done| done.map_err(|error| task_failure(&task, &error)));
        if let Err(failure) = &result {
            log::error!("{}", failure.details);
        }
        // An emptied pack that went to the trash is told as any other.
        self.outbox.put(Outcome::StoreEnded { task: done_as.unwrap_or(task), result });
    }
}

/// The pack that a task reads or moves as it lies in the data folder.
fn about(task: &StoreTask) -> Option<&PackId> {
    match task {
        StoreTask::Rename { id, .. } | StoreTask::Trash(id) => Some(id),
        StoreTask::Duplicate { from, .. } | StoreTask::SaveTemplate { from, .. } => Some(from),
        _ => None,
    }
}

/// What is said where something was not written; without a failure where that was said before.
fn not_written(key: &Key, failure: Option<Failure>) -> Option<Outcome> {
    match key {
        Key::Pack(id) => Some(Outcome::PackNotSaved { id: id.clone(), failure }),
        Key::Local(_) => failure.map(Outcome::Failed),
        Key::Small(file) => failure.map(|failure| Outcome::SaveFailed { file: *file, failure }),
    }
}

fn failure(what: &str, name: &str, error: &StoreError) -> Failure {
    let words = format!("{what} could not be saved. {}", error.remedy());
    Failure { words, details: format!("{name}: {}", error.kind()) }
}

fn task_failure(task: &StoreTask, error: &StoreError) -> Failure {
    let (what, name) = match task {
        StoreTask::Open(_) | StoreTask::TakeIn { .. } => ("The pack was not opened", "open"),
        StoreTask::Duplicate { .. } => ("The pack was not duplicated", "duplicate"),
        StoreTask::Rename { .. } => ("The pack was not renamed", "rename"),
        StoreTask::Trash(_) => ("The pack was not moved to the trash", "trash"),
        StoreTask::Restore(_) => ("The pack was not brought back", "restore"),
        StoreTask::SaveTemplate { .. } => ("The template was not made", "save template"),
        StoreTask::FromTemplate { .. } => ("No pack was made of the template", "from template"),
        StoreTask::TrashTemplate(_) => ("The template was not moved to the trash", "trash template"),
        StoreTask::Mend { .. } => ("The version was not brought back", "mend"),
        StoreTask::Forget(_) => ("The empty pack was not removed", "forget"),
    };
    let words = format!("{what}: {error}. {}", error.remedy());
    Failure { words: words.trim_end().to_owned(), details: format!("{name} of a pack: {}", error.kind()) }
}

fn versions_failure(task: &VersionsTask, error: &StoreError) -> Failure {
    let (what, name) = match task {
        VersionsTask::Keep { .. } => ("No version was kept", "keep"),
        VersionsTask::List(_) => ("The versions cannot be listed", "list"),
        VersionsTask::Read { .. } => ("The version cannot be read", "read"),
        VersionsTask::Return { .. } => ("The pack stays as it is", "return"),
    };
    let words = format!("{what}: {error}. {}", error.remedy());
    Failure { words: words.trim_end().to_owned(), details: format!("{name} of a version: {}", error.kind()) }
}

/// What a file holds, for people.
fn what(file: SavedFile) -> &'static str {
    match file {
        SavedFile::Session => "Which pack is open",
        SavedFile::Settings => "The settings",
        SavedFile::Office => "The office’s details",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Edit, ItemEdit, PackDraft, Work};
    use crate::catalogue::file::built_in;
    use crate::pack::EnclosedFile;
    use crate::shell::packs::store::FILES;
    use crate::shell::today;

    /// As where a person types on while a pack with large documents is duplicated.
    #[test]
    fn what_is_changed_while_documents_are_copied_is_written_before_they_are_all_there() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        let store = Store::new(data.clone());
        let (sender, receiver) = mpsc::channel();
        let tools = Tools {
            desk: Shared::default(),
            data,
            store: store.clone(),
            outbox: Outbox::new(sender, jobs::Waker::default()),
            office: RefCell::default(),
            failing: RefCell::default(),
        };
        let (catalogue, mut work) = (built_in(), Work::new());
        let item = catalogue.resources[0].id.clone();
        let enclosed = EnclosedFile { name: "a.pdf".to_owned(), bytes: 4, sha256: Sha256::of(b"%PDF") };
        work.apply(&Edit::Add(vec![item.clone()]), &catalogue).unwrap();
        work.apply(&Edit::Item { id: item, change: ItemEdit::Enclose(Some(enclosed.clone())) }, &catalogue).unwrap();
        let pack = |name: &[u8], work: &Work| {
            PackFile::new(PackId::of(name), today(), PackDraft::of(work, serde_json::Map::new()))
        };
        let (from, open, to) = (pack(b"from", &work), pack(b"open", &Work::new()), PackId::of(b"to"));
        store.write(from.clone()).unwrap();
        let files = store.folder(Shelf::Packs, &from.id).join(FILES);
        fs::create_dir(&files).unwrap();
        files::write_file(&files.join(enclosed.sha256.as_str()), b"%PDF", Existing::Keep).unwrap();

        let content = Content::Pack { pack: Box::new(open.clone()), revision: Revision(7) };
        let waiting = Waiting { content, due: Instant::now(), tried: false };
        tools.desk.change(|desk| drop(desk.waiting.insert(Key::Pack(open.id.clone()), waiting)));
        tools.perform(StoreTask::Duplicate { from: from.id, to: to.clone(), title: String::new(), now: None });
        let told: Vec<Outcome> = receiver.try_iter().collect();
        assert!(
            matches!(told[..], [Outcome::PackSaved { .. }, Outcome::StoreEnded { result: Ok(()), .. }]),
            "{told:?}"
        );
        assert!(store.files(&to).join(enclosed.sha256.as_str()).exists());
    }
}
