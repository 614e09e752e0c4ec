//! One running program a data folder: a second start hands its arguments to the first and ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{ListenerOptions, Name, Stream};

use crate::app::Outcome;
use crate::export::bundle::sha256_hex;

use super::data_dir::DataDir;
use super::jobs::Outbox;

const LOCK: &str = "lock";
/// How long a second start waits for the first one's answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// What one start may say to another.
const MAX_MESSAGE_BYTES: u64 = 64 * 1024;
const ANSWER: &[u8] = b"here\n";

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

/// Takes the data folder, or finds who has it.
pub fn claim(data: &DataDir, arguments: &[String]) -> io::Result<Claim> {
    if let Some(lock) = hold(data)? {
        return Ok(Claim::First(lock));
    }
    match ask(data.root(), arguments) {
        Ok(()) => Ok(Claim::HandedOver),
        Err(err) => {
            log::warn!("the first run does not answer: {}", err.kind());
            Ok(Claim::Silent)
        }
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

/// Listens for second starts. Without a socket the program works all the same.
pub fn listen(data: &DataDir, outbox: Outbox) {
    let listener =
        socket_name(data.root()).and_then(|name| ListenerOptions::new().name(name).try_overwrite(true).create_sync());
    let listener = match listener {
        Ok(listener) => listener,
        Err(err) => return log::warn!("no socket for second starts: {}", err.kind()),
    };
    let listening = move || {
        for stream in listener.incoming().flatten() {
            let outbox = outbox.clone();
            // On a thread of its own: where reading knows no time limit, one that says nothing holds up no other.
            let hearing = move || match hear(stream) {
                Ok(arguments) => outbox.put(Outcome::StartedAgain { arguments }),
                Err(err) => log::warn!("a second start was not understood: {}", err.kind()),
            };
            if let Err(err) = thread::Builder::new().name("second start".to_owned()).spawn(hearing) {
                log::warn!("a second start was not heard: {}", err.kind());
            }
        }
    };
    if let Err(err) = thread::Builder::new().name("instance".to_owned()).spawn(listening) {
        log::warn!("nobody listens for second starts: {}", err.kind());
    }
}

/// Takes one message: a line of JSON.
fn hear(stream: Stream) -> io::Result<Vec<String>> {
    where_supported(stream.set_recv_timeout(Some(PATIENCE)))?;
    let mut line = String::new();
    let mut reader = BufReader::new(stream.take(MAX_MESSAGE_BYTES));
    reader.read_line(&mut line)?;
    let arguments = serde_json::from_str(&line)?;
    reader.get_mut().get_mut().write_all(ANSWER)?;
    Ok(arguments)
}

/// Hands the arguments over, and waits for the answer no longer than [`PATIENCE`].
fn ask(root: &Path, arguments: &[String]) -> io::Result<()> {
    let (root, arguments) = (root.to_path_buf(), arguments.to_vec());
    within(PATIENCE, move || hand_over(&root, &arguments))
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

fn hand_over(root: &Path, arguments: &[String]) -> io::Result<()> {
    let mut stream = Stream::connect(socket_name(root)?)?;
    where_supported(stream.set_recv_timeout(Some(PATIENCE)))?;
    where_supported(stream.set_send_timeout(Some(PATIENCE)))?;
    stream.write_all(format!("{}\n", serde_json::Value::from(arguments)).as_bytes())?;
    let mut answer = [0; ANSWER.len()];
    stream.read_exact(&mut answer)?;
    if answer == *ANSWER { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// A name of its own for each data folder; inside the folder where the system has sockets as files.
fn socket_name(root: &Path) -> io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericFilePath, GenericNamespaced, ToFsName as _, ToNsName as _};

    /// Systems refuse longer paths of sockets.
    const LONGEST: usize = 100;
    let inside = root.join("socket");
    if cfg!(unix) && inside.as_os_str().len() <= LONGEST {
        return inside.to_fs_name::<GenericFilePath>();
    }
    let hash = sha256_hex(root.as_os_str().as_encoded_bytes());
    let short = hash.get(..24).unwrap_or_default();
    format!("rso-toolbox-{short}").to_ns_name::<GenericNamespaced>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::jobs::Waker;

    #[test]
    fn a_second_start_hands_over_and_a_silent_first_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        let Claim::First(lock) = claim(&data, &[]).unwrap() else { panic!("not the first") };

        assert!(matches!(claim(&data, &[]).unwrap(), Claim::Silent));

        let (sender, receiver) = mpsc::channel();
        listen(&data, Outbox::new(sender, Waker::default()));
        let arguments = ["--catalogue".to_owned(), "ß\n.json".to_owned()];
        assert!(matches!(claim(&data, &arguments).unwrap(), Claim::HandedOver));
        let Ok(Outcome::StartedAgain { arguments: heard }) = receiver.recv_timeout(Duration::from_secs(10)) else {
            panic!("nothing was heard")
        };
        assert_eq!(heard, arguments);

        drop(lock);
        assert!(matches!(claim(&data, &[]).unwrap(), Claim::First(_)));
    }

    #[test]
    fn a_socket_without_time_limits_is_used_and_the_wait_ends_all_the_same() {
        where_supported(Err(io::ErrorKind::Unsupported.into())).unwrap();
        assert!(where_supported(Err(io::ErrorKind::NotConnected.into())).is_err());

        let (never, wait) = mpsc::channel::<()>();
        let given_up = within(Duration::from_millis(20), move || wait.recv().map_err(|_| io::ErrorKind::Other.into()));
        assert_eq!(given_up.unwrap_err().kind(), io::ErrorKind::TimedOut);
        drop(never);
        assert_eq!(within(PATIENCE, || Ok(7)).unwrap(), 7);
    }

    #[test]
    fn one_that_says_nothing_holds_up_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        let Claim::First(_lock) = claim(&data, &[]).unwrap() else { panic!("not the first") };
        let (sender, _receiver) = mpsc::channel();
        listen(&data, Outbox::new(sender, Waker::default()));
        let mute = Stream::connect(socket_name(data.root()).unwrap()).unwrap();
        let begun = std::time::Instant::now();
        assert!(matches!(claim(&data, &[]).unwrap(), Claim::HandedOver));
        assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
        drop(mute);
    }
}
