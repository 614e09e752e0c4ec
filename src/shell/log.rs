//! The log: three files of 1 MB in the data folder.
//!
//! It says what the program did and where it failed.
//! No line holds a search word, a title, a message, a recipient or a folder name: only this program's own
//! lines are written, and they are made of constants, kinds of errors and numbers.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use log::{Level, LevelFilter, Log, Metadata, Record};

/// Its folder in the data folder.
pub(super) const FOLDER: &str = "log";
/// The size of one file.
const MAX_BYTES: u64 = 1_000_000;
/// The newest file, and those before it.
const NAMES: [&str; 3] = ["rso-toolbox.log", "rso-toolbox.1.log", "rso-toolbox.2.log"];

/// Set when the library of file dialogs says that no program answers.
static NO_DIALOG: AtomicBool = AtomicBool::new(false);

/// Whether the library of file dialogs has said since the last question that no program answers.
pub fn take_no_dialog() -> bool {
    NO_DIALOG.swap(false, Ordering::Relaxed)
}

/// Starts writing. A second call, or a folder that cannot be written, changes nothing.
pub fn install(folder: Option<PathBuf>) {
    let file = folder.as_deref().and_then(open);
    let logger = FileLog { state: Mutex::new(State { folder, file }) };
    if log::set_boxed_logger(Box::new(logger)).is_ok() {
        log::set_max_level(LevelFilter::Info);
    }
}

struct State {
    folder: Option<PathBuf>,
    file: Option<(File, u64)>,
}

struct FileLog {
    state: Mutex<State>,
}

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= Level::Info
    }

    fn log(&self, record: &Record<'_>) {
        if record.target().starts_with("rfd") {
            if record.level() == Level::Error && record.args().to_string().contains("zenity") {
                NO_DIALOG.store(true, Ordering::Relaxed);
            }
            return;
        }
        if !record.target().starts_with("rso_toolbox") {
            return;
        }
        let time = jiff::Timestamp::now();
        let line = format!("{time:.0} {} {}\n", record.level(), record.args());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.write(&line);
    }

    fn flush(&self) {}
}

impl State {
    fn write(&mut self, line: &str) {
        let Some((file, size)) = &mut self.file else { return };
        if file.write_all(line.as_bytes()).is_err() {
            self.file = None; // a full disk: the program goes on without a log
            return;
        }
        *size += line.len() as u64;
        if *size >= MAX_BYTES {
            self.file = self.folder.as_deref().and_then(turn);
        }
    }
}

fn open(folder: &Path) -> Option<(File, u64)> {
    fs::create_dir_all(folder).ok()?;
    let path = folder.join(NAMES[0]);
    let size = fs::metadata(&path).map_or(0, |metadata| metadata.len());
    if size >= MAX_BYTES {
        return turn(folder);
    }
    let file = OpenOptions::new().create(true).append(true).open(path).ok()?;
    Some((file, size))
}

/// Moves each file one place back and starts a new one.
fn turn(folder: &Path) -> Option<(File, u64)> {
    for pair in NAMES.windows(2).rev() {
        if let [newer, older] = pair {
            let (newer, older) = (folder.join(newer), folder.join(older));
            if newer.exists() {
                fs::rename(newer, older).ok()?;
            }
        }
    }
    let file = File::create(folder.join(NAMES[0])).ok()?;
    Some((file, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_files_of_one_megabyte_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State { folder: Some(folder.path().to_path_buf()), file: open(folder.path()) };
        let line = format!("{}\n", "x".repeat(9_999));
        for _ in 0..450 {
            state.write(&line);
        }
        let sizes: Vec<u64> = NAMES.iter().map(|name| fs::metadata(folder.path().join(name)).unwrap().len()).collect();
        assert_eq!(sizes, [500_000, 1_000_000, 1_000_000]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
