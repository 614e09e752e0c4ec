//! Dialogs of the system. Where none answers, the window shows a path field instead.

use std::future::Future;
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use crate::app::backup::EXTENSION as BACKUP;
use crate::app::backups::{BackupOutcome, Picking as Asked};
use crate::app::pack_files::EXTENSION;
use crate::app::{FilePurpose, Outcome, PackId};
use crate::catalogue::ResourceId;

use super::log::take_no_dialog;

/// A dialog that was made on the window's thread and is awaited in a job.
pub type Picking = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// Shows a message of the system's own and waits until it is closed: for a start that ends without a window, where whoever
/// clicked an icon would see nothing at all. Where there is no screen, or nothing that shows messages, nothing happens.
pub fn alert(title: &str, words: &str) {
    if cfg!(target_os = "linux") && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none()) {
        return;
    }
    let message = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    message.set_title(title).set_description(words).show();
}

/// Makes a dialog that asks for a folder. Call it on the window's thread: some systems insist on it.
pub fn pick_folder(start: Option<PathBuf>) -> Picking {
    let mut dialog = rfd::AsyncFileDialog::new().set_title("Choose a folder");
    if let Some(start) = start {
        dialog = dialog.set_directory(start);
    }
    let picking = dialog.pick_folder();
    Box::pin(async move { picking.await.map(|folder| folder.path().to_path_buf()) })
}

/// Makes a dialog that asks for a document. Call it on the window's thread.
pub fn pick_document() -> Picking {
    let picking = rfd::AsyncFileDialog::new().set_title("Enclose a document").pick_file();
    Box::pin(async move { picking.await.map(|file| file.path().to_path_buf()) })
}

/// Makes a dialog that asks for a picture. Call it on the window's thread.
pub fn pick_picture() -> Picking {
    let dialog = rfd::AsyncFileDialog::new().set_title("Choose a logo");
    let picking = dialog.add_filter("PNG, JPEG", &["png", "jpg", "jpeg"]).pick_file();
    Box::pin(async move { picking.await.map(|file| file.path().to_path_buf()) })
}

/// Waits for a picture; without one, what is to be said.
pub fn picture_answer(picking: Picking) -> Result<PathBuf, Box<Outcome>> {
    take_no_dialog();
    match wait(picking) {
        Some(path) => Ok(path),
        None if take_no_dialog() => Err(Box::new(Outcome::NoLogoDialog)),
        None => Err(Box::new(Outcome::PickCancelled)),
    }
}

/// Waits for the document that is to go with a resource.
pub fn document_answer(picking: Picking, pack: PackId, item: ResourceId) -> Outcome {
    take_no_dialog();
    match wait(picking) {
        Some(path) => Outcome::DocumentPicked { pack, item, path },
        None if take_no_dialog() => Outcome::NoDocumentDialog { item },
        None => Outcome::PickCancelled,
    }
}

/// Makes a dialog that asks for a pack file. Call it on the window's thread. It asks itself whether one may be replaced.
pub fn pick_file(purpose: FilePurpose, start: Option<PathBuf>, name: &str) -> Picking {
    let title = match purpose {
        FilePurpose::OpenPack => "Open pack file",
        FilePurpose::SavePack => "Save pack as",
        FilePurpose::SharePack => "Save a copy to share",
    };
    let mut dialog = rfd::AsyncFileDialog::new().set_title(title).add_filter("Packs", &[EXTENSION]);
    if let Some(start) = start {
        dialog = dialog.set_directory(start);
    }
    if purpose == FilePurpose::OpenPack {
        let picking = dialog.pick_file();
        return Box::pin(async move { picking.await.map(|file| file.path().to_path_buf()) });
    }
    let picking = dialog.set_file_name(name).save_file();
    Box::pin(async move { picking.await.map(|file| file.path().to_path_buf()) })
}

/// Waits for the path of a pack file.
pub fn file_answer(picking: Picking, pack: PackId, purpose: FilePurpose) -> Outcome {
    take_no_dialog();
    match wait(picking) {
        Some(path) => Outcome::FilePicked { pack, purpose, path },
        None if take_no_dialog() => Outcome::NoFileDialog(purpose),
        None => Outcome::PickCancelled,
    }
}

/// Makes a dialog that asks where a backup goes, or where one is. Call it on the window's thread.
pub fn pick_backup(asked: Asked) -> Picking {
    let dialog = rfd::AsyncFileDialog::new().add_filter("RSO Toolbox backup", &[BACKUP]);
    let in_folder = |dialog: rfd::AsyncFileDialog, folder: Option<PathBuf>| match folder {
        Some(folder) if folder.is_dir() => dialog.set_directory(folder),
        _ => dialog,
    };
    let path = |file: rfd::FileHandle| file.path().to_path_buf();
    match asked {
        Asked::New { folder, name } => {
            let picking = in_folder(dialog.set_title("Back up"), folder).set_file_name(name).save_file();
            Box::pin(async move { picking.await.map(path) })
        }
        Asked::Existing { folder } => {
            let picking = in_folder(dialog.set_title("Bring in a backup"), folder).pick_file();
            Box::pin(async move { picking.await.map(path) })
        }
    }
}

/// Waits for the answer to [`pick_backup`].
pub fn backup_answer(picking: Picking) -> Outcome {
    take_no_dialog();
    match wait(picking) {
        Some(path) => Outcome::Backup(BackupOutcome::Picked(Some(path))),
        None if take_no_dialog() => Outcome::Backup(BackupOutcome::Picked(None)),
        None => Outcome::PickCancelled,
    }
}

/// Waits for the answer. The thread sleeps meanwhile.
pub fn answer(picking: Picking) -> Outcome {
    take_no_dialog();
    match wait(picking) {
        Some(folder) => Outcome::FolderPicked(folder),
        None if take_no_dialog() => Outcome::NoDialog,
        None => Outcome::PickCancelled,
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub(super) fn wait<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}
