//! Work off the window's thread: named threads that report, can be cancelled, and never take the program down.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{Failure, Outcome};
use crate::export::{Cancelled, Steps};

use super::crash;

/// Progress is told at most this often.
const PROGRESS_EVERY: Duration = Duration::from_millis(50);

/// Tells the window that an outcome waits. The window sets how, once it is there.
#[derive(Clone, Default)]
pub struct Waker(Arc<OnceLock<Box<dyn Fn() + Send + Sync>>>);

impl Waker {
    /// Sets how the window is woken; the first one stays.
    pub fn set(&self, wake: impl Fn() + Send + Sync + 'static) {
        if self.0.set(Box::new(wake)).is_err() {
            log::warn!("the window was set to be woken twice");
        }
    }

    /// Wakes the window.
    pub fn wake(&self) {
        if let Some(wake) = self.0.get() {
            wake();
        }
    }
}

/// Where outcomes are put down.
#[derive(Clone)]
pub struct Outbox {
    sender: Sender<Outcome>,
    waker: Waker,
}

impl Outbox {
    /// Outcomes go to `sender`.
    pub fn new(sender: Sender<Outcome>, waker: Waker) -> Self {
        Self { sender, waker }
    }

    /// Puts an outcome down and wakes the window. After the window has gone it is dropped.
    pub fn put(&self, outcome: Outcome) {
        if self.sender.send(outcome).is_ok() {
            self.waker.wake();
        }
    }
}

/// Makes an outcome of how far a job is.
type Tell = Box<dyn Fn(u32, u32, &str) -> Outcome + Send + Sync>;

/// Whether a job is wanted, and whether it is past the point of no return.
#[derive(Debug, Default)]
struct Wanted {
    cancelled: AtomicBool,
    /// A result is being written: what is written now stays.
    writing: Mutex<bool>,
}

impl Wanted {
    fn is_writing(&self) -> MutexGuard<'_, bool> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that the writing is over when it goes, with a fault too.
struct Written<'a>(&'a Wanted);

impl Drop for Written<'_> {
    fn drop(&mut self) {
        *self.0.is_writing() = false;
    }
}

/// What a running job may do beside its work.
pub struct JobCx {
    wanted: Arc<Wanted>,
    outbox: Outbox,
    last_told: Mutex<Option<Instant>>,
    /// Makes an outcome of progress; `None` where nobody looks.
    tell: Option<Tell>,
}

impl JobCx {
    /// Puts an outcome down.
    pub fn put(&self, outcome: Outcome) {
        self.outbox.put(outcome);
    }

    /// Whether the work is no longer wanted.
    pub fn is_cancelled(&self) -> bool {
        self.wanted.cancelled.load(Ordering::Relaxed)
    }

    /// Writes a result, unless the job was cancelled before. A cancel that comes later leaves it.
    pub fn write<T>(&self, write: impl FnOnce() -> T) -> Result<T, Cancelled> {
        {
            let mut writing = self.wanted.is_writing();
            if self.is_cancelled() {
                return Err(Cancelled);
            }
            *writing = true;
        }
        let _done = Written(&self.wanted);
        Ok(write())
    }

    /// The same job, telling its progress in another way.
    #[must_use]
    pub fn telling(&self, tell: impl Fn(u32, u32, &str) -> Outcome + Send + Sync + 'static) -> Self {
        Self {
            wanted: Arc::clone(&self.wanted),
            outbox: self.outbox.clone(),
            last_told: Mutex::new(None),
            tell: Some(Box::new(tell)),
        }
    }
}

impl Steps for JobCx {
    fn step(&self, done: u32, total: u32, doing: &str) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            return Err(Cancelled);
        }
        let Some(tell) = &self.tell else { return Ok(()) };
        let mut last = self.last_told.lock().unwrap_or_else(PoisonError::into_inner);
        if done >= total || last.is_none_or(|at| at.elapsed() >= PROGRESS_EVERY) {
            *last = Some(Instant::now());
            self.outbox.put(tell(done, total, doing));
        }
        Ok(())
    }
}

/// A running job. Dropping it cancels it, and waits where a result is being written.
#[derive(Debug)]
pub struct Job {
    wanted: Arc<Wanted>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Job {
    /// Asks the job to stop at its next step. Whether it is sure that nothing more is written.
    pub fn cancel(&self) -> bool {
        let writing = self.wanted.is_writing();
        self.wanted.cancelled.store(true, Ordering::Relaxed);
        !*writing
    }

    /// Whether its thread has ended.
    pub fn is_over(&self) -> bool {
        self.thread.as_ref().is_none_or(thread::JoinHandle::is_finished)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if !self.cancel()
            && let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("a job ended with a fault");
        }
    }
}

/// Starts a job. A fault in it becomes the outcome that `faulty` makes of it.
pub fn start(
    name: &'static str,
    outbox: &Outbox,
    work: impl FnOnce(&JobCx) + Send + 'static,
    faulty: impl FnOnce(Failure) -> Outcome + Send + 'static,
) -> Job {
    let wanted = Arc::new(Wanted::default());
    let cx = JobCx { wanted: Arc::clone(&wanted), outbox: outbox.clone(), last_told: Mutex::new(None), tell: None };
    let run = move || {
        if let Err(failure) = caught(name, || work(&cx)) {
            cx.put(faulty(failure));
        }
    };
    match thread::Builder::new().name(name.to_owned()).spawn(run) {
        Ok(thread) => Job { wanted, thread: Some(thread) },
        Err(err) => {
            log::error!("the job {name} could not be started: {}", err.kind());
            outbox.put(Outcome::Failed(Failure {
                words: "The computer is too busy to do this now. Close other programs and try again.".to_owned(),
                details: format!("job {name}: {}", err.kind()),
            }));
            Job { wanted, thread: None }
        }
    }
}

/// Runs work whose fault must not go further.
pub fn caught<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        drop(payload);
        let at = crash::take_place().unwrap_or_else(|| "an unknown place".to_owned());
        Failure {
            words: format!("{} stopped because of a fault in the program. Your pack is safe.", said(name)),
            details: format!("{} {}: fault in {name} at {at}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        }
    })
}

/// A job's name for people.
fn said(name: &str) -> &'static str {
    match name {
        "export" => "Export",
        "print" => "Print",
        "pages" => "Laying out the pages",
        "proposal" => "The proposal",
        "index" => "Preparing the search",
        "save" => "Saving",
        _ => "Something",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    fn outbox() -> (Outbox, mpsc::Receiver<Outcome>) {
        let (sender, receiver) = mpsc::channel();
        (Outbox::new(sender, Waker::default()), receiver)
    }

    #[test]
    fn a_fault_becomes_an_outcome_without_its_words() {
        let (outbox, receiver) = outbox();
        let _job = start("export", &outbox, |_| panic!("secret title"), Outcome::Failed);
        let Ok(Outcome::Failed(failure)) = receiver.recv_timeout(Duration::from_secs(10)) else { panic!("no outcome") };
        assert!(failure.words.starts_with("Export stopped because of a fault"), "{failure:?}");
        assert!(!failure.details.contains("secret") && !failure.words.contains("secret"), "{failure:?}");
    }

    /// As when the window is closed during an export: what is being written is written to its end.
    #[test]
    fn a_dropped_job_that_writes_is_waited_for() {
        let (outbox, _receiver) = outbox();
        let (begun, begins) = mpsc::channel();
        let written = Arc::new(AtomicBool::new(false));
        let at = Arc::clone(&written);
        let work = move |cx: &JobCx| {
            let write = || {
                begun.send(()).unwrap();
                thread::sleep(Duration::from_millis(100));
                at.store(true, Ordering::Relaxed);
            };
            cx.write(write).unwrap();
        };
        let job = start("export", &outbox, work, Outcome::Failed);
        begins.recv_timeout(Duration::from_secs(10)).unwrap();
        drop(job);
        assert!(written.load(Ordering::Relaxed));
    }

    #[test]
    fn a_dropped_job_learns_it_at_its_next_step() {
        let (outbox, receiver) = outbox();
        let (go, wait) = mpsc::channel::<()>();
        let job = start(
            "export",
            &outbox,
            move |cx| {
                wait.recv().unwrap();
                let failure = |words: &str| Failure { words: words.to_owned(), details: String::new() };
                let words = if cx.step(1, 2, "").is_err() { "stopped" } else { "went on" };
                cx.put(Outcome::Failed(failure(words)));
            },
            Outcome::Failed,
        );
        drop(job);
        go.send(()).unwrap();
        let Ok(Outcome::Failed(failure)) = receiver.recv_timeout(Duration::from_secs(10)) else { panic!("no outcome") };
        assert_eq!(failure.words, "stopped");
    }
}
