//! What is kept of a fault in the program: a line in the log, and a report beside it.
//!
//! A report holds no text of a person: of the fault's own words it has only those that stand in the program itself.

use std::backtrace::Backtrace;
use std::cell::RefCell;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;

use super::data_dir::DataDir;

const BEGINNING: &str = "crash-";
const ENDING: &str = ".txt";
/// The most reports in the folder; the oldest go.
const MAX_KEPT: usize = 10;
/// The most reports of one run: what fails again and again must not drive out how it began.
const MAX_OF_RUN: u32 = 5;
/// The most reports within a second.
const MAX_OF_SECOND: u32 = 9;
/// Where a stack is endless its report is not.
const MAX_BYTES: usize = 200_000;

// Else a fault in a job would end the window, and nothing of a window's fault could be said.
const _: () = assert!(cfg!(panic = "unwind"), "a fault in a job must not end the program");

/// What this run knows for its reports.
#[derive(Debug)]
struct Reports {
    /// `None` where this run may write nothing.
    folder: Option<PathBuf>,
    /// What draws the window.
    drawn_by: Option<&'static str>,
    written: u32,
}

static REPORTS: Mutex<Reports> = Mutex::new(Reports { folder: None, drawn_by: None, written: 0 });

fn reports() -> MutexGuard<'static, Reports> {
    REPORTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is remembered of a fault on the thread that it happened on.
struct Seen {
    at: String,
    report: Option<PathBuf>,
}

thread_local! {
    static SEEN: RefCell<Option<Seen>> = const { RefCell::new(None) };
}

/// The window has ended with a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crash {
    /// What is kept of it.
    pub report: Option<PathBuf>,
}

/// From now on a fault is logged, and reported in this folder. Its own words may hold text of a pack: only the terminal
/// shows them.
pub fn watch(folder: Option<PathBuf>) {
    static ONCE: Once = Once::new();
    *reports() = Reports { folder, drawn_by: None, written: 0 };
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            note(info);
            usual(info);
        }));
    });
}

/// What draws the window is told in a report.
pub(super) fn drawn_by(renderer: &'static str) {
    reports().drawn_by = Some(renderer);
}

/// Runs the window. A fault in it ends here, with what there is to say of it.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Crash> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        drop(payload);
        Crash { report: take_seen().and_then(|seen| seen.report) }
    })
}

/// Where the last fault of this thread happened.
pub(super) fn take_place() -> Option<String> {
    take_seen().map(|seen| seen.at)
}

fn take_seen() -> Option<Seen> {
    SEEN.try_with(|seen| seen.try_borrow_mut().ok().and_then(|mut seen| seen.take())).ok().flatten()
}

/// The newest report that was written since a moment, as [`stamp`] writes it.
pub(super) fn newest_since(data: &DataDir, since: &str) -> Option<PathBuf> {
    let folder = data.file(super::log::FOLDER);
    let newest = kept(&folder).pop()?;
    (moment_of(&newest) >= Some(since)).then(|| folder.join(newest))
}

/// This moment, as the names of reports have it.
pub(super) fn stamp() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d-%H%M%S").to_string()
}

/// Logs a fault and writes its report. Nothing in here may fail: a fault during a fault ends the program at once.
fn note(info: &PanicHookInfo<'_>) {
    let at = info.location().map_or("an unknown place".to_owned(), ToString::to_string);
    log::error!("fault at {at}");
    // What is put together at run time may hold anything; what stands in the program holds no word of a person.
    let said = info.payload().downcast_ref::<&'static str>().copied();
    let report = report(&at, said);
    // A thread that is ending may have nothing to remember it in.
    SEEN.try_with(|seen| seen.try_borrow_mut().map(|mut seen| *seen = Some(Seen { at, report })).ok()).ok();
}

fn report(at: &str, said: Option<&str>) -> Option<PathBuf> {
    let (folder, drawn_by) = {
        let mut reports = reports();
        if reports.written >= MAX_OF_RUN {
            return None;
        }
        reports.written += 1;
        (reports.folder.clone()?, reports.drawn_by)
    };
    let text = text(at, said, drawn_by);
    match write(&folder, &stamp(), &text) {
        Ok(path) => Some(path),
        Err(err) => {
            log::warn!("the fault was not reported: {}", err.kind());
            None
        }
    }
}

fn text(at: &str, said: Option<&str>, drawn_by: Option<&str>) -> String {
    use std::env::consts::{ARCH, OS};

    let thread = thread::current();
    // Without symbols only the distances from a known place tell which function it was.
    let anchor = watch as *const ();
    let mut text = format!(
        "{} {}: fault in the program\n\ntime: {:.0}\nsystem: {OS} {ARCH}\nwindow drawn by: {}\nthread: {}\nplace: {at}\n\
         words: {}\n\nstack (shell::crash::watch is at {anchor:p}):\n{:#}\n",
        crate::brand::PROGRAM,
        env!("CARGO_PKG_VERSION"),
        jiff::Timestamp::now(),
        drawn_by.unwrap_or("nothing yet"),
        thread.name().unwrap_or("without a name"),
        said.unwrap_or("left out, for they may hold text of a pack"),
        Backtrace::force_capture(),
    );
    text.truncate(text.floor_char_boundary(MAX_BYTES));
    text
}

/// Writes a report, and removes the oldest ones.
fn write(folder: &Path, stamp: &str, text: &str) -> io::Result<PathBuf> {
    for old in kept(folder).iter().rev().skip(MAX_KEPT - 1) {
        // One that cannot be removed stays.
        fs::remove_file(folder.join(old)).ok();
    }
    for number in 1..=MAX_OF_SECOND {
        let name = if number == 1 { stamp.to_owned() } else { format!("{stamp}-{number}") };
        let path = folder.join(format!("{BEGINNING}{name}{ENDING}"));
        match OpenOptions::new().create_new(true).write(true).open(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).map(|()| path),
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            Err(err) => return Err(err),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The names of the reports in a folder, the oldest first.
fn kept(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut kept: Vec<String> = names.filter(|name| moment_of(name).is_some()).collect();
    kept.sort_by(|one, other| moment_of(one).cmp(&moment_of(other)));
    kept
}

/// The moment in the name of a report.
fn moment_of(name: &str) -> Option<&str> {
    name.strip_prefix(BEGINNING)?.strip_suffix(ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_ten_reports_are_kept_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("crash-log")).unwrap();
        for day in 10..=25 {
            write(folder.path(), &format!("2026-11-{day}-120000"), "text").unwrap();
        }
        let twice = write(folder.path(), "2026-11-25-120000", "text").unwrap();
        assert!(twice.ends_with("crash-2026-11-25-120000-2.txt"), "{twice:?}");
        let kept = kept(folder.path());
        assert_eq!((kept.len(), kept[0].as_str()), (MAX_KEPT, "crash-2026-11-17-120000.txt"), "{kept:?}");
        assert_eq!(kept.last().map(String::as_str), Some("crash-2026-11-25-120000-2.txt"));
        assert!(folder.path().join("crash-log").exists(), "what is no report stays");
    }

    #[test]
    fn a_report_that_cannot_be_written_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(&folder.path().join("gone"), "2026-11-25-120000", "text").is_err());
        for _ in 0..MAX_OF_SECOND {
            write(folder.path(), "2026-11-25-120000", "text").unwrap();
        }
        assert!(write(folder.path(), "2026-11-25-120000", "text").is_err());
    }

    /// The one test that watches: what is watched is the same for all threads.
    #[test]
    fn a_fault_of_the_window_ends_in_a_report_without_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDir::open(Some(folder.path())).unwrap();
        let log = data.folder(crate::shell::log::FOLDER).unwrap();
        watch(Some(log.clone()));
        drawn_by("soft");
        let before = stamp();
        let title = "Secret title".to_owned();
        let run = |work: Box<dyn FnOnce() + Send>| {
            let window = thread::Builder::new().name("the window".to_owned()).spawn(move || guarded(work)).unwrap();
            window.join().unwrap().unwrap_err().report.unwrap()
        };
        let report = run(Box::new(move || panic!("no page for {title}")));
        let text = fs::read_to_string(&report).unwrap();
        for part in [
            concat!("RSO Toolbox ", env!("CARGO_PKG_VERSION"), ": fault"),
            std::env::consts::OS,
            "drawn by: soft\n",
            "thread: the window\n",
            "place: src",
            "words: left out",
            "shell::crash::watch is at 0x",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("Secret"), "{text}");
        assert!(text.lines().count() > 12, "no stack: {text}");
        assert!(report.starts_with(&log));
        assert!(newest_since(&data, &before).is_some() && newest_since(&data, "2999-01-01-000000").is_none());

        let report = run(Box::new(|| panic!("a page has no sheet")));
        assert!(fs::read_to_string(&report).unwrap().contains("words: a page has no sheet\n"));

        assert_eq!(guarded(|| 7), Ok(7));
        drop(folder);
        let unsaid = panic::catch_unwind(|| panic!("nowhere to write"));
        assert!(unsaid.is_err() && take_seen().unwrap().report.is_none());
        watch(None);
    }
}
