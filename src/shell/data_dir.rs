//! The data folder: where it is, and how its small files are read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::app::Notice;
use crate::app::stored::{self, Stored};

/// A file of this name beside the program keeps the data there too.
const PORTABLE_MARK: &str = "portable.txt";
/// Copies of a damaged file that are kept.
const MAX_DAMAGED: u32 = 99;

/// How long a file that could not be read is left alone before it is tried once more: a scanner may hold it.
const REST: Duration = Duration::from_millis(100);

/// What was found of a small file.
#[derive(Debug)]
pub struct Kept<T> {
    /// As it was kept, or the default.
    pub value: T,
    /// What has to be said of it.
    pub notice: Option<Notice>,
    /// Whether the file may be written. One that could neither be read nor set aside would be lost by that.
    pub writable: bool,
}

impl<T> Kept<T> {
    fn whole(value: T) -> Self {
        Self { value, notice: None, writable: true }
    }
}

/// Why there is no data folder.
#[derive(Debug, thiserror::Error)]
pub enum DataDirError {
    #[error("the system names no folder for the data of programs; give one with --data-dir")]
    NoHome,
    #[error("the data folder {} cannot be made; give another one with --data-dir", path.display())]
    NotMade { path: PathBuf, source: io::Error },
}

/// The folder that holds settings, selection, receipts and log.
#[derive(Clone, Debug)]
pub struct DataDir {
    root: PathBuf,
}

impl DataDir {
    /// Finds the folder and makes it: the given one, or `data` beside a portable program, or the system's own place.
    pub fn open(given: Option<&Path>) -> Result<Self, DataDirError> {
        let root = match given {
            Some(given) => given.to_path_buf(),
            None => portable().or_else(own_place).ok_or(DataDirError::NoHome)?,
        };
        let made = fs::create_dir_all(&root).and_then(|()| fs::canonicalize(&root));
        match made {
            Ok(root) => Ok(Self { root }),
            Err(err) if given.is_none() && portable().is_some() && is_write_protected(&err) => Ok(Self { root }),
            Err(source) => Err(DataDirError::NotMade { path: root_of(given), source }),
        }
    }

    /// Whether the folder belongs to a portable program, which may lie on a medium that cannot be written.
    pub fn is_portable(&self) -> bool {
        portable().is_some_and(|beside| beside == self.root || fs::canonicalize(beside).is_ok_and(|it| it == self.root))
    }

    /// The folder where it is there already; nothing is made. For a run that only reads.
    pub fn existing(given: Option<&Path>) -> Option<Self> {
        let root = root_of(given);
        root.is_dir().then_some(Self { root })
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file of the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// A folder inside, made where it is missing.
    pub fn folder(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.root.join(name);
        fs::create_dir_all(&path)?;
        Ok(path)
    }

    /// Reads a small file. A damaged one is set aside, never overwritten, and said.
    pub fn read<T: Stored + Default>(&self, name: &str) -> Kept<T> {
        let path = self.file(name);
        let read = fs::read(&path).or_else(|err| {
            if err.kind() == io::ErrorKind::NotFound {
                return Err(err);
            }
            thread::sleep(REST);
            fs::read(&path)
        });
        match read {
            Ok(bytes) => match std::str::from_utf8(&bytes).ok().and_then(stored::from_text) {
                Some(value) => Kept::whole(value),
                None => self.set_aside(name, "is damaged"),
            },
            Err(err) if err.kind() == io::ErrorKind::NotFound => Kept::whole(T::default()),
            Err(err) => {
                log::error!("{name} cannot be read: {}", err.kind());
                self.set_aside(name, "cannot be read")
            }
        }
    }

    /// Reads a small file for a run that writes nothing.
    pub fn peek<T: Stored + Default>(&self, name: &str) -> T {
        let text = fs::read_to_string(self.file(name));
        text.ok().and_then(|text| stored::from_text(&text)).unwrap_or_default()
    }

    /// Gives a damaged file another name.
    fn set_aside<T: Default>(&self, name: &str, what: &str) -> Kept<T> {
        let free = (1..=MAX_DAMAGED).map(|number| format!("{name}.damaged-{number}"));
        let aside = free.into_iter().find(|aside| !self.file(aside).exists());
        let moved = aside.filter(|aside| fs::rename(self.file(name), self.file(aside)).is_ok());
        log::error!("{name} {what}");
        let words = match &moved {
            Some(aside) => format!("{name} {what}. It was kept as {aside}, and the program starts without it."),
            None => format!("{name} {what} and cannot be moved. It stays, so nothing that you change here is kept."),
        };
        let notice = Notice::failure(words, format!("{name} {what}; moved aside: {}", moved.is_some()));
        Kept { value: T::default(), notice: Some(notice), writable: moved.is_some() }
    }
}

/// Whether it was the medium, or the rights on it, that kept a file from being written.
pub fn is_write_protected(error: &io::Error) -> bool {
    use io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem};
    // Where the folder could not be made, no file can be either.
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem | NotFound)
}

fn root_of(given: Option<&Path>) -> PathBuf {
    given.map(Path::to_path_buf).or_else(portable).or_else(own_place).unwrap_or_default()
}

fn portable() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let beside = program.parent()?;
    beside.join(PORTABLE_MARK).is_file().then(|| beside.join("data"))
}

fn own_place() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "rso-toolbox").map(|dirs| dirs.data_local_dir().to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;

    #[test]
    fn a_damaged_file_is_set_aside_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        for number in 1..=2 {
            fs::copy(env!("CARGO_MANIFEST_DIR").to_owned() + "/Cargo.toml", data.file("settings.json")).unwrap();
            let kept = data.read::<Settings>("settings.json");
            assert_eq!(kept.value, Settings::default());
            let aside = format!("settings.json.damaged-{number}");
            assert!(kept.writable && kept.notice.unwrap().words.contains(&aside));
            assert!(data.file(&aside).exists() && !data.file("settings.json").exists());
        }
    }

    #[test]
    fn a_file_that_cannot_be_moved_is_not_written_either() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        fs::create_dir(data.file("settings.json")).unwrap();
        for number in 1..=MAX_DAMAGED {
            fs::create_dir(data.file(&format!("settings.json.damaged-{number}"))).unwrap();
        }
        let kept = data.read::<Settings>("settings.json");
        assert!(!kept.writable && data.file("settings.json").exists());
        assert!(kept.notice.unwrap().words.contains("cannot be read and cannot be moved"));
        let absent = data.read::<Settings>("office.json");
        assert!(absent.writable && absent.notice.is_none());
    }
}
