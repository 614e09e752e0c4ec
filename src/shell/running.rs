//! Whether the last run ended by itself: a file that stands in the data folder while the program runs.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::thread;

use super::crash;
use super::data_dir::DataDir;
use crate::pack::contents::Sha256;

const FILE: &str = "running";

/// Stands in the data folder until this is dropped; a run that is killed drops nothing.
#[derive(Debug)]
pub struct Running {
    path: PathBuf,
    mark: String,
}

/// What was found at the start.
#[derive(Debug)]
pub struct Began {
    pub running: Option<Running>,
    /// The last run was killed, or the power went.
    pub after_a_crash: bool,
    /// A run on another computer has not ended here: it was killed, or has the folder still, as a shared one.
    pub elsewhere: bool,
    /// What the last run has reported of a fault, where it ended in one.
    pub report: Option<PathBuf>,
}

impl Running {
    /// Notes that the program runs.
    pub fn begin(data: &DataDir) -> Began {
        Self::begin_on(data, &computer())
    }

    fn begin_on(data: &DataDir, computer: &str) -> Began {
        let path = data.file(FILE);
        let before = fs::read_to_string(&path).ok();
        let mut lines = before.as_deref().unwrap_or_default().lines();
        let (began, on) = (lines.next(), lines.next());
        let elsewhere = on.is_some_and(|on| on != computer);
        let after_a_crash = !elsewhere && path.exists();
        // Without the moment of its start nobody knows which of the reports are its own.
        let report = began.filter(|began| !began.is_empty()).and_then(|began| crash::newest_since(data, began));
        let mark = format!("{}\n{computer}\n", crash::stamp());
        let made = File::create(&path).and_then(|mut file| file.write_all(mark.as_bytes()));
        if let Err(error) = &made {
            log::warn!("it was not noted that the program runs: {}", error.kind());
        }
        Began { running: made.is_ok().then(|| Self { path, mark }), after_a_crash, elsewhere, report }
    }
}

impl Drop for Running {
    /// Everything is written and the program ends. One that ends by a fault leaves its mark.
    fn drop(&mut self) {
        // What another computer has noted since is its own.
        if thread::panicking() || fs::read_to_string(&self.path).is_ok_and(|mark| mark != self.mark) {
            return;
        }
        if let Err(error) = fs::remove_file(&self.path) {
            log::warn!("it was not noted that the program ends: {}", error.kind());
        }
    }
}

/// A word that tells computers apart and names none.
fn computer() -> String {
    let name = gethostname::gethostname();
    Sha256::of(name.as_encoded_bytes()).as_str().chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::log;
    use std::panic::{self, AssertUnwindSafe};

    #[test]
    fn a_run_on_another_computer_is_known_and_keeps_its_mark() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        let there = Running::begin_on(&data, "there");
        assert!(!there.elsewhere && !there.after_a_crash);
        let here = Running::begin_on(&data, "here");
        assert!(here.elsewhere && !here.after_a_crash);
        drop(there.running);
        assert!(data.file(FILE).exists(), "the mark of the other one stays");
        std::mem::forget(here.running);
        let again = Running::begin_on(&data, "here");
        assert!(again.after_a_crash && !again.elsewhere);
        drop(again.running);
        assert!(!data.file(FILE).exists());
    }

    #[test]
    fn a_run_that_ends_by_a_fault_is_known_at_the_next_start_with_its_report() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        let report = |name: &str| {
            let path = data.folder(log::FOLDER).unwrap().join(name);
            File::create(&path).map(|_| path).unwrap()
        };
        report("crash-2001-01-01-000000.txt");
        let began = Running::begin(&data);
        assert!(!began.after_a_crash && began.report.is_none());
        let running = began.running;
        let ended = panic::catch_unwind(AssertUnwindSafe(move || {
            let _running = running;
            panic!("the window has a fault");
        }));
        assert!(ended.is_err());
        let began = Running::begin(&data);
        assert!(began.after_a_crash && began.report.is_none(), "an older report is of an older run");

        drop(panic::catch_unwind(AssertUnwindSafe(move || {
            let _running = began.running;
            panic!("again");
        })));
        let new = report("crash-2999-01-01-000000.txt");
        let began = Running::begin(&data);
        assert_eq!((began.after_a_crash, began.report), (true, Some(new)));
        drop(began.running);
        let began = Running::begin(&data);
        assert_eq!((began.after_a_crash, began.report), (false, None), "it was told, and the last run ended by itself");
    }
}
