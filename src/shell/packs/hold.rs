//! Holding a pack file: a small file beside it says that a program has it open, so that no second one writes it.
//!
//! It holds a random word and nothing of the person or the computer. It is written again every few seconds; one that
//! was not for long was left by a program that ended, and is taken over. How old it is is told by the clock of the
//! disk that it lies on: those of two computers may differ.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often the file is written again.
pub const BEAT: Duration = Duration::from_secs(15);
/// A file that was not written for so long is taken over.
pub const STALE: Duration = Duration::from_secs(90);
const ENDING: &str = ".lock";

/// What came of taking hold.
#[derive(Debug)]
pub enum Taken {
    Ours(Hold),
    /// Another program has the file.
    Theirs,
    /// Nothing can be written beside it.
    Refused,
}

/// Held until it is dropped.
#[derive(Debug)]
pub struct Hold {
    path: PathBuf,
    word: String,
}

/// Takes hold of a pack file. `word` is that of this data folder, which no two programs have at a time.
pub fn take(pack: &Path, word: &str) -> Taken {
    take_after(pack, word, STALE)
}

fn take_after(pack: &Path, word: &str, stale: Duration) -> Taken {
    let path = beside(pack);
    let hold = Hold { path: path.clone(), word: word.to_owned() };
    match OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(word.as_bytes()))
    {
        Ok(()) => return Taken::Ours(hold),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(_) => return Taken::Refused,
    }
    if !hold.is_ours() && !is_stale(&path, word, stale) {
        return Taken::Theirs;
    }
    match hold.beat() {
        Ok(()) if hold.is_ours() => Taken::Ours(hold),
        _ => Taken::Refused,
    }
}

/// Whether another program than that of `word` has the file now.
pub fn is_held_by_another(pack: &Path, word: &str) -> bool {
    let path = beside(pack);
    path.exists() && fs::read(&path).is_ok_and(|found| found != word.as_bytes()) && !is_stale(&path, word, STALE)
}

impl Hold {
    /// Says that the file is still held.
    pub fn beat(&self) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).truncate(true).open(&self.path)?;
        file.write_all(self.word.as_bytes())
    }

    /// Whether nobody has taken it over.
    pub fn is_ours(&self) -> bool {
        fs::read(&self.path).is_ok_and(|found| found == self.word.as_bytes())
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if self.is_ours()
            && let Err(error) = fs::remove_file(&self.path)
        {
            log::warn!("a lock was not removed: {}", error.kind());
        }
    }
}

/// `.Partners.rsopack.lock` beside `Partners.rsopack`.
fn beside(pack: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(pack.file_name().unwrap_or_default());
    name.push(ENDING);
    pack.with_file_name(name)
}

/// A fresh file beside it tells what time it is there.
fn is_stale(lock: &Path, word: &str, stale: Duration) -> bool {
    let probe = lock.with_extension(format!("{}.part", word.get(..8).unwrap_or("probe")));
    let made = OpenOptions::new().create(true).truncate(true).write(true).open(&probe);
    let now = made.and_then(|file| file.metadata()?.modified());
    fs::remove_file(&probe).ok();
    let written = fs::metadata(lock).and_then(|there| there.modified());
    let age = now.ok().zip(written.ok()).and_then(|(now, written)| now.duration_since(written).ok());
    age.is_some_and(|age| age > stale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_program_has_the_file_and_a_left_one_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let pack = folder.path().join("Partners.rsopack");
        let Taken::Ours(first) = take(&pack, "first-word") else { panic!("not taken") };
        assert!(matches!(take(&pack, "other-word"), Taken::Theirs));
        assert!(is_held_by_another(&pack, "other-word") && !is_held_by_another(&pack, "first-word"));
        std::thread::sleep(Duration::from_millis(30));
        assert!(matches!(take_after(&pack, "other-word", Duration::ZERO), Taken::Ours(_)), "it is stale at once");
        assert!(!first.is_ours());
        drop(first);
        let Taken::Ours(again) = take(&pack, "first-word") else { panic!("not taken") };
        // As after a run that was killed: the same data folder takes its own up again.
        std::mem::forget(again);
        assert!(matches!(take(&pack, "first-word"), Taken::Ours(_)));
        assert!(!beside(&pack).exists(), "let go");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left lying about");
        assert!(matches!(take(&folder.path().join("absent/Partners.rsopack"), "w"), Taken::Refused));
    }
}
