//! The jobs of the window: a backup is made, or brought in, while the window goes on.

use std::path::{Path, PathBuf};

use crate::app::backups::BackupOutcome;
use crate::app::{Failure, Outcome};
use crate::shell::data_dir::DataDir;
use crate::shell::exports::file_kind;
use crate::shell::files::{Existing, FileError};
use crate::shell::jobs::JobCx;
use crate::shell::{now, today};

use super::BackupError;

/// Names that are tried beside one that is taken.
const MAX_NUMBER: u32 = 999;

/// Makes a backup; beside a file of that name it gets a number.
pub fn make(data: &DataDir, path: &Path, cx: &JobCx) {
    let steps = watched(cx);
    let mut result = Err(BackupError::Cancelled);
    for path in names(path) {
        result = super::write(data, &path, Existing::Keep, now(), &steps).map(|written| (written, path));
        if !matches!(result, Err(BackupError::File(FileError::Exists { .. }))) {
            break;
        }
    }
    let came = match result {
        Ok((mut written, path)) => {
            if super::note(data, &written).is_err() {
                written.told.push("That this backup was made could not be noted in the data folder.".to_owned());
            }
            if super::is_inside(data, &path) {
                written.told.push("It lies in the data folder itself. Copy it to another disk.".to_owned());
            }
            BackupOutcome::Made { written, path }
        }
        Err(error) => failed("The backup was not made", &error),
    };
    cx.put(Outcome::Backup(came));
}

/// Brings a backup in.
pub fn bring_in(data: &DataDir, path: &Path, cx: &JobCx) {
    let came = match super::bring_in(data, path, &watched(cx)) {
        Ok(brought) => {
            // Without the note the program asks for a backup earlier than it has to.
            if let Err(error) = super::note_brought_in(data, today()) {
                log::warn!("that a backup was brought in was not noted: {}", file_kind(&error));
            }
            BackupOutcome::BroughtIn(Box::new(brought))
        }
        Err(error) => failed("The backup was not brought in", &error),
    };
    cx.put(Outcome::Backup(came));
}

fn watched(cx: &JobCx) -> JobCx {
    cx.telling(|done, total, doing| Outcome::Backup(BackupOutcome::Progress { done, total, doing: doing.to_owned() }))
}

fn failed(what: &str, error: &BackupError) -> BackupOutcome {
    if matches!(error, BackupError::Cancelled) {
        return BackupOutcome::Cancelled;
    }
    log::error!("backup: {}", error.kind());
    let remedy = error.remedy();
    let remedy = if remedy.is_empty() { remedy } else { format!(" {remedy}.") };
    BackupOutcome::Failed(Failure {
        words: format!("{what}: {error}.{remedy}"),
        details: format!("backup: {}", error.kind()),
    })
}

/// The name, then the same with numbers.
fn names(path: &Path) -> impl Iterator<Item = PathBuf> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    let numbered = (2..=MAX_NUMBER).map(move |number| format!("{stem} ({number}){ending}"));
    let path = path.to_owned();
    std::iter::once(path.clone()).chain(numbered.map(move |name| path.with_file_name(name)))
}
