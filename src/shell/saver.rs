//! Writes the small files of the data folder, each whole, within half a second of a change.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{Failure, Outcome, Revision, SavedFile, Urgency};

use super::data_dir::DataDir;
use super::exports::file_kind;
use super::files::{self, Existing};
use super::jobs::{self, Outbox};

/// How long a change that is not of the pack may wait for the next one.
const REST: Duration = Duration::from_millis(300);

/// Makes the text of a file; done on the writing thread.
type Text = Box<dyn FnOnce() -> String + Send>;

struct Waiting {
    text: Text,
    revision: Revision,
    due: Instant,
}

#[derive(Default)]
struct Desk {
    waiting: BTreeMap<SavedFile, Waiting>,
    closing: bool,
}

/// The writing thread. Dropping it writes what waits.
pub struct Saver {
    desk: Arc<(Mutex<Desk>, Condvar)>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Saver {
    /// Starts the thread.
    pub fn start(data: DataDir, outbox: Outbox) -> Self {
        let desk = Arc::new((Mutex::new(Desk::default()), Condvar::new()));
        let at = Arc::clone(&desk);
        let thread = thread::Builder::new().name("save".to_owned()).spawn(move || {
            while let Some((file, waiting)) = next(&at) {
                write(&data, &outbox, file, waiting);
            }
        });
        Self { desk, thread: thread.ok() }
    }

    /// Writes a file soon; what waited for the same file is dropped.
    pub fn save(
        &self,
        file: SavedFile,
        revision: Revision,
        urgency: Urgency,
        text: impl FnOnce() -> String + Send + 'static,
    ) {
        let now = Instant::now();
        let mut desk = locked(&self.desk.0);
        let due = match urgency {
            Urgency::AtOnce => now,
            Urgency::Soon => desk.waiting.get(&file).map_or(now + REST, |waiting| waiting.due),
        };
        desk.waiting.insert(file, Waiting { text: Box::new(text), revision, due });
        self.desk.1.notify_all();
    }

    /// Waits until everything is written; for the end of the program.
    pub fn finish(&mut self) {
        locked(&self.desk.0).closing = true;
        self.desk.1.notify_all();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("the saving thread ended with a fault");
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.finish();
    }
}

fn locked(desk: &Mutex<Desk>) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next file to write, when its time has come; `None` at the end.
fn next(desk: &(Mutex<Desk>, Condvar)) -> Option<(SavedFile, Waiting)> {
    let mut held = locked(&desk.0);
    loop {
        let first = held.waiting.iter().min_by_key(|(_, waiting)| waiting.due).map(|(file, it)| (*file, it.due));
        let now = Instant::now();
        match first {
            None if held.closing => return None,
            None => held = desk.1.wait(held).unwrap_or_else(PoisonError::into_inner),
            Some((file, due)) if held.closing || due <= now => {
                return held.waiting.remove(&file).map(|waiting| (file, waiting));
            }
            Some((_, due)) => {
                held = desk.1.wait_timeout(held, due - now).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }
}

fn write(data: &DataDir, outbox: &Outbox, file: SavedFile, waiting: Waiting) {
    let Waiting { text, revision, .. } = waiting;
    let path = data.file(file.name());
    let written = jobs::caught("save", || files::write_file(&path, text().as_bytes(), Existing::Replace));
    let outcome = match written {
        Ok(Ok(())) => Outcome::Saved { file, revision },
        Ok(Err(err)) => {
            let words = format!("{} could not be saved. {}.", what(file), err.remedy());
            let failure = Failure { words, details: format!("{}: {}", file.name(), file_kind(&err)) };
            Outcome::SaveFailed { file, failure }
        }
        Err(failure) => Outcome::SaveFailed { file, failure },
    };
    if let Outcome::SaveFailed { failure, .. } = &outcome {
        log::error!("{}", failure.details);
    }
    outbox.put(outcome);
}

/// What a file holds, for people.
fn what(file: SavedFile) -> &'static str {
    match file {
        SavedFile::Session => "The pack",
        SavedFile::Settings => "The settings",
        SavedFile::Office => "The office’s details",
    }
}
