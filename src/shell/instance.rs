//! One running program a data folder: a second start hands its arguments to the first and ends.
//!
//! There is no moment at which a start finds nobody: the first run listens as soon as it has the data folder, a start that
//! is not answered tries again for a while, and one whose arguments the window did not take any more opens itself.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream};

use crate::export::bundle::sha256_hex;

use super::data_dir::DataDir;
use super::desk::Shared;
use super::jobs::Waker;

const LOCK: &str = "lock";
/// What one start may say to another.
const MAX_MESSAGE_BYTES: u64 = 64 * 1024;
/// So often a start tries again, and a first run whose name is not free yet.
const AGAIN: Duration = Duration::from_millis(50);
/// So long a first run tries to get its name: the run before may be ending.
const NAME_PATIENCE: Duration = Duration::from_secs(10);
/// So long a start waits to hear that the window has taken what it brought. A window that is not drawn, or not there
/// yet, takes it later.
const TAKEN: Duration = Duration::from_secs(1);

/// How long a start tries to reach the first run.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// Where nobody answers.
    silent: Duration,
    /// Where the first run is ending, and writes what was changed.
    ending: Duration,
}

const PATIENCE: Patience = Patience { silent: Duration::from_secs(2), ending: Duration::from_secs(15) };

/// What a start found.
#[derive(Debug)]
pub enum Claim {
    /// This is the only run on the data folder. Keep the lock until the end.
    First(Lock),
    /// The first run has taken over.
    HandedOver,
    /// Another run holds the data folder and does not answer.
    Silent,
}

/// Held as long as the program runs; the system takes it back, after a crash too.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// What the first run says to a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Here,
    Ending,
}

impl Answer {
    fn line(self) -> [u8; 5] {
        match self {
            Self::Here => *b"here\n",
            Self::Ending => *b"ends\n",
        }
    }
}

/// Takes the data folder, or finds who has it.
pub fn claim(data: &DataDir, arguments: &[String]) -> io::Result<Claim> {
    claim_within(data, arguments, PATIENCE)
}

fn claim_within(data: &DataDir, arguments: &[String], patience: Patience) -> io::Result<Claim> {
    let begun = Instant::now();
    loop {
        if let Some(lock) = hold(data)? {
            return Ok(Claim::First(lock));
        }
        let patience = match ask(data.root(), arguments, patience.silent) {
            Ok(Answer::Here) => return Ok(Claim::HandedOver),
            Ok(Answer::Ending) => patience.ending,
            Err(_) => patience.silent,
        };
        if begun.elapsed() >= patience {
            return Ok(Claim::Silent);
        }
        thread::sleep(AGAIN);
    }
}

/// Takes the data folder where nobody has it.
pub fn hold(data: &DataDir) -> io::Result<Option<Lock>> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(data.file(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(err)) => Err(err),
    }
}

/// What second starts have brought.
#[derive(Debug, Default)]
struct Brought {
    /// Not taken by the window yet, in the order in which it came.
    waiting: BTreeMap<u64, Vec<String>>,
    last: u64,
    /// The window closes and takes nothing more.
    closed: bool,
}

/// Where second starts are heard until the window closes. Dropping it closes it.
pub struct Door {
    brought: Shared<Brought>,
}

impl Door {
    /// What was brought since the last call; nothing once it is closed.
    pub fn take(&self) -> Vec<Vec<String>> {
        let mut taken = BTreeMap::new();
        self.brought.change(|brought| {
            if !brought.closed {
                taken = std::mem::take(&mut brought.waiting);
            }
        });
        taken.into_values().collect()
    }

    /// From now on a start is told to wait for the end of this run. What was brought and not taken was not answered either.
    pub fn close(&self) {
        self.brought.change(|brought| brought.closed = true);
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.close();
    }
}

/// Lays down what a start brought and waits until the window has taken it.
fn bring(brought: &Shared<Brought>, arguments: Vec<String>, waker: &Waker) -> Answer {
    let mut number = 0;
    brought.change(|brought| {
        brought.last += 1;
        number = brought.last;
        brought.waiting.insert(number, arguments);
    });
    waker.wake();
    let until = Instant::now() + TAKEN;
    let mut held = brought.held();
    loop {
        if !held.waiting.contains_key(&number) {
            return Answer::Here;
        }
        if held.closed {
            held.waiting.remove(&number);
            return Answer::Ending;
        }
        let rest = until.saturating_duration_since(Instant::now());
        if rest.is_zero() {
            return Answer::Here;
        }
        held = brought.wait(held, Some(rest));
    }
}

/// Listens for second starts. Without a socket the program works all the same.
pub fn listen(data: &DataDir, waker: Waker) -> Door {
    let brought = Shared::<Brought>::default();
    let door = Door { brought: brought.clone() };
    // At once, so that no start finds nobody.
    let bound = bind(data.root());
    let root = data.root().to_path_buf();
    let listening = move || match bound.or_else(|_| bind_again(&root)) {
        Ok(listener) => hear_all(&listener, &brought, &waker),
        Err(err) => log::warn!("no socket for second starts: {}", err.kind()),
    };
    if let Err(err) = thread::Builder::new().name("instance".to_owned()).spawn(listening) {
        log::warn!("nobody listens for second starts: {}", err.kind());
    }
    door
}

fn bind(root: &Path) -> io::Result<Listener> {
    first_of(names(root), |name| ListenerOptions::new().name(name).try_overwrite(true).create_sync())
}

fn connect(root: &Path) -> io::Result<Stream> {
    first_of(names(root), Stream::connect)
}

/// What comes of the first name that works, else of the last.
fn first_of<T>(names: Vec<Name<'static>>, mut with: impl FnMut(Name<'static>) -> io::Result<T>) -> io::Result<T> {
    let mut failed = io::ErrorKind::Unsupported.into();
    for name in names {
        match with(name) {
            Ok(done) => return Ok(done),
            Err(err) => failed = err,
        }
    }
    Err(failed)
}

/// A run that is just ending may have the name still, although it has given the data folder back.
fn bind_again(root: &Path) -> io::Result<Listener> {
    let until = Instant::now() + NAME_PATIENCE;
    loop {
        thread::sleep(AGAIN);
        match bind(root) {
            Err(_) if Instant::now() < until => {}
            done => return done,
        }
    }
}

fn hear_all(listener: &Listener, brought: &Shared<Brought>, waker: &Waker) {
    for stream in listener.incoming().flatten() {
        let (brought, waker) = (brought.clone(), waker.clone());
        // On a thread of its own: where reading knows no time limit, one that says nothing holds up no other.
        let hearing = move || {
            if let Err(err) = hear(stream, &brought, &waker) {
                log::warn!("a second start was not understood: {}", err.kind());
            }
        };
        if let Err(err) = thread::Builder::new().name("second start".to_owned()).spawn(hearing) {
            log::warn!("a second start was not heard: {}", err.kind());
        }
    }
}

/// Takes one message, a line of JSON, and answers.
fn hear(stream: Stream, brought: &Shared<Brought>, waker: &Waker) -> io::Result<()> {
    where_supported(stream.set_recv_timeout(Some(PATIENCE.silent)))?;
    let mut line = String::new();
    let mut reader = BufReader::new(stream.take(MAX_MESSAGE_BYTES));
    reader.read_line(&mut line)?;
    let answer = bring(brought, serde_json::from_str(&line)?, waker);
    reader.get_mut().get_mut().write_all(&answer.line())
}

/// Hands the arguments over, and waits for the answer no longer than this.
fn ask(root: &Path, arguments: &[String], patience: Duration) -> io::Result<Answer> {
    let (root, arguments) = (root.to_path_buf(), arguments.to_vec());
    within(patience, move || hand_over(&root, &arguments, patience))
}

/// Does `work` on a thread of its own and gives it up after a while. The thread of one that was given up ends with it,
/// or with the program.
fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().name("hand over".to_owned()).spawn(move || sender.send(work()).ok())?;
    match receiver.recv_timeout(patience) {
        Ok(done) => done,
        Err(RecvTimeoutError::Timeout) => Err(io::ErrorKind::TimedOut.into()),
        Err(RecvTimeoutError::Disconnected) => Err(io::ErrorKind::BrokenPipe.into()),
    }
}

/// Setting a time limit of a socket. The pipes of Windows have none; there whoever waits has a limit of its own.
fn where_supported(set: io::Result<()>) -> io::Result<()> {
    match set {
        Err(err) if err.kind() == io::ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}

fn hand_over(root: &Path, arguments: &[String], patience: Duration) -> io::Result<Answer> {
    let mut stream = connect(root)?;
    where_supported(stream.set_recv_timeout(Some(patience)))?;
    where_supported(stream.set_send_timeout(Some(patience)))?;
    stream.write_all(format!("{}\n", serde_json::Value::from(arguments)).as_bytes())?;
    let mut line = [0; 5];
    stream.read_exact(&mut line)?;
    [Answer::Here, Answer::Ending]
        .into_iter()
        .find(|answer| answer.line() == line)
        .ok_or(io::ErrorKind::InvalidData.into())
}

/// The names under which the run on a data folder is reached, the first one before the others: inside the folder where
/// the system has sockets as files, and one of its own for where the disk has none, as a stick with FAT.
fn names(root: &Path) -> Vec<Name<'static>> {
    use interprocess::local_socket::{GenericFilePath, GenericNamespaced, ToFsName as _, ToNsName as _};

    /// Systems refuse longer paths of sockets.
    const LONGEST: usize = 100;
    let inside = root.join("socket");
    let has_files = cfg!(unix) && inside.as_os_str().len() <= LONGEST;
    let inside = has_files.then(|| inside.to_fs_name::<GenericFilePath>());
    let hash = sha256_hex(root.as_os_str().as_encoded_bytes());
    let short = hash.get(..24).unwrap_or_default();
    let apart = format!("rso-toolbox-{short}").to_ns_name::<GenericNamespaced>();
    inside.into_iter().chain([apart]).flatten().collect()
}

#[cfg(test)]
mod tests;
