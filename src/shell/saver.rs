//! Writes the data folder: the open pack at once, small files within half a second, each whole; and does what is asked
//! with other packs. One thread does it all in the order in which it was asked.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{Failure, Local, Outcome, PackFile, PackId, Revision, SavedFile, StoreTask, VersionsTask, When};
use crate::pack::contents::Sha256;

use super::data_dir::DataDir;
use super::desk::{self, Shared};
use super::exports::file_kind;
use super::files::{self, Existing, FileError};
use super::jobs::{self, Outbox};
use super::packs::store::{Store, StoreError};

/// How long a change that is not of the pack may wait for the next one.
const REST: Duration = Duration::from_millis(300);
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
    Small(Box<dyn FnOnce() -> String + Send>),
}

/// What is done in turn, after all that was to be written before.
pub enum Task {
    Store(StoreTask),
    Versions(VersionsTask),
}

struct Waiting {
    content: Content,
    due: Instant,
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
    data: DataDir,
    store: Store,
    outbox: Outbox,
    /// The office's details as this program read them or wrote them last.
    office: RefCell<Option<Sha256>>,
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
        let tools = Tools { data, store, outbox, office: RefCell::new(office) };
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
    pub fn save(&self, file: SavedFile, urgency: Urgency, text: impl FnOnce() -> String + Send + 'static) {
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
        self.desk.change(|desk| desk.tasks.push_back(asked));
    }

    fn put(&self, key: Key, urgency: Urgency, content: Content) {
        let now = Instant::now();
        self.desk.change(|desk| {
            let due = match urgency {
                Urgency::AtOnce => now,
                Urgency::Soon => desk.waiting.get(&key).map_or(now + REST, |waiting| waiting.due),
            };
            desk.waiting.insert(key, Waiting { content, due });
        });
    }

    /// Waits until everything is written; for the end of the program.
    pub fn finish(&mut self) {
        self.desk.change(|desk| desk.closing = true);
        desk::join(&mut self.thread, "save");
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.finish();
    }
}

/// What is to be done next, when its time has come; `None` at the end.
fn next(desk: &Shared<Desk>) -> Option<Next> {
    let mut held = desk.held();
    loop {
        let hurries = held.closing || !held.tasks.is_empty();
        let first = held.waiting.iter().min_by_key(|(_, waiting)| waiting.due).map(|(key, it)| (key.clone(), it.due));
        let now = Instant::now();
        match first {
            Some((key, due)) if hurries || due <= now => {
                let waiting = held.waiting.remove(&key);
                return waiting.map(|waiting| Next::Write(key, waiting.content));
            }
            Some((_, due)) => {
                held = desk.wait(held, Some(due - now));
            }
            None => match held.tasks.pop_front() {
                Some(task) => return Some(Next::Perform(task)),
                None if held.closing => return None,
                None => held = desk.wait(held, None),
            },
        }
    }
}

impl Tools {
    fn write(&self, key: Key, content: Content) {
        let outcome = match (key, content) {
            (Key::Pack(id), Content::Pack { pack, revision }) => match self.write_pack(*pack) {
                Ok(at) => Some(Outcome::PackSaved { id, revision, at }),
                Err(None) => Some(Outcome::PackChanged { id }),
                Err(Some(failure)) => Some(Outcome::PackNotSaved { id, failure }),
            },
            (Key::Local(id), Content::Local(local)) => {
                let written = jobs::caught("save", || self.store.write_local(&id, &local));
                let failure = written.and_then(|done| done.map_err(|error| failure("The pack", "local.json", &error)));
                failure.err().map(Outcome::Failed)
            }
            (Key::Small(file), Content::Small(text)) => {
                self.write_small(file, text).err().map(|failure| Outcome::SaveFailed { file, failure })
            }
            // The keys are made together with what they stand for.
            _ => None,
        };
        if let Some(Outcome::SaveFailed { failure, .. } | Outcome::PackNotSaved { failure, .. }) = &outcome {
            log::error!("{}", failure.details);
        }
        if let Some(outcome) = outcome {
            self.outbox.put(outcome);
        }
    }

    /// Errs with nothing where another program has changed the pack meanwhile.
    fn write_pack(&self, pack: PackFile) -> Result<When, Option<Failure>> {
        let written = jobs::caught("save", || self.store.write(pack))?;
        written.map_err(|error| match error {
            StoreError::Changed => None,
            error => Some(failure("The pack", "pack.json", &error)),
        })
    }

    fn write_small(&self, file: SavedFile, text: Box<dyn FnOnce() -> String + Send>) -> Result<(), Failure> {
        let path = self.data.file(file.name());
        let written = jobs::caught("save", || {
            let text = text();
            if file == SavedFile::Office {
                self.keep_elsewhere(text.as_bytes())?;
            }
            files::write_file(&path, text.as_bytes(), Existing::Replace)
        })?;
        written.map_err(|error| {
            let words = format!("{} could not be saved. {}.", what(file), error.remedy());
            Failure { words, details: format!("{}: {}", file.name(), file_kind(&error)) }
        })
    }

    /// The office's details may lie in a folder that several computers share: what another one wrote is kept beside.
    fn keep_elsewhere(&self, ours: &[u8]) -> Result<(), FileError> {
        let known = self.office.replace(Some(Sha256::of(ours)));
        let there = fs::read(self.data.file(SavedFile::Office.name())).unwrap_or_default();
        if there.is_empty() || there == ours || known.is_some_and(|known| known == Sha256::of(&there)) {
            return Ok(());
        }
        let names = (1..=MAX_ELSEWHERE).map(|number| self.data.file(&format!("office.elsewhere-{number}.json")));
        let Some(kept) = names.into_iter().find(|path| !path.exists()) else { return Ok(()) };
        files::write_file(&kept, &there, Existing::Keep)?;
        log::warn!("the office's details were changed elsewhere");
        self.outbox.put(Outcome::OfficeElsewhere { kept });
        Ok(())
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
        let done = match &task {
            StoreTask::Open(id) => jobs::caught("save", || {
                let count = self.store.take_in_beside(id);
                let stored = Box::new(self.store.open(id)?);
                let beside = (count > 0).then(|| Outcome::StatesBeside { pack: Box::new(stored.file.clone()), count });
                self.outbox.put(Outcome::PackOpened(stored));
                if let Some(beside) = beside {
                    self.outbox.put(beside);
                }
                Ok(())
            }),
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
            task => jobs::caught("save", || self.store.perform(task)),
        };
        let result = done.and_then(|done| done.map_err(|error| task_failure(&task, &error)));
        if let Err(failure) = &result {
            log::error!("{}", failure.details);
        }
        self.outbox.put(Outcome::StoreEnded { task, result });
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
