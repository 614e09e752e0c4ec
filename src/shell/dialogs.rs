//! Dialogs of the system. Where none answers, the window shows a path field instead.

use std::future::Future;
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use rfd::{AsyncFileDialog, FileHandle};

use crate::app::backup::EXTENSION as BACKUP;
use crate::app::backups::{BackupOutcome, Picking as Asked};
use crate::app::pack_files::EXTENSION;
use crate::app::{FilePurpose, Outcome, PackId};
use crate::catalogue::ResourceId;

use super::log::take_no_dialog;

/// A dialog that was made on the window's thread and is awaited in a job.
pub type Picking = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// A window that dialogs of the system belong to: they stay before it, and on most systems it waits for them.
pub trait Owner: Send + Sync {
    /// The dialog as its own.
    fn own(&self, dialog: AsyncFileDialog) -> AsyncFileDialog;
}

/// Makes dialogs of the system. Call it on the window's thread: some systems insist on it.
#[derive(Default)]
pub struct Dialogs {
    owner: Option<Weak<dyn Owner>>,
}

/// Shows a message of the system's own and waits until it is closed: for a start that ends without a window, where whoever
/// clicked an icon would see nothing at all. Where there is no screen, or nothing that shows messages, nothing happens.
pub fn alert(title: &str, words: &str) {
    if cfg!(target_os = "linux") && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none()) {
        return;
    }
    let message = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    message.set_title(title).set_description(words).show();
}

impl Dialogs {
    /// From now on dialogs belong to this window, for as long as it is there.
    pub fn belong_to(&mut self, owner: Weak<dyn Owner>) {
        self.owner = Some(owner);
    }

    fn titled(&self, title: &str) -> AsyncFileDialog {
        let dialog = AsyncFileDialog::new().set_title(title);
        match self.owner.as_ref().and_then(Weak::upgrade) {
            Some(owner) => owner.own(dialog),
            None => dialog,
        }
    }

    /// Asks for a folder.
    pub fn pick_folder(&self, start: Option<PathBuf>) -> Picking {
        let picking = in_folder(self.titled("Choose a folder"), start).pick_folder();
        Box::pin(async move { picking.await.map(|file| path(&file)) })
    }

    /// Asks for a document.
    pub fn pick_document(&self) -> Picking {
        let picking = self.titled("Enclose a document").pick_file();
        Box::pin(async move { picking.await.map(|file| path(&file)) })
    }

    /// Asks for a picture.
    pub fn pick_picture(&self) -> Picking {
        let dialog = self.titled("Choose a logo");
        let picking = dialog.add_filter("PNG, JPEG", &["png", "jpg", "jpeg"]).pick_file();
        Box::pin(async move { picking.await.map(|file| path(&file)) })
    }

    /// Asks for a pack file. The dialog asks itself whether one may be replaced.
    pub fn pick_file(&self, purpose: FilePurpose, start: Option<PathBuf>, name: &str) -> Picking {
        let title = match purpose {
            FilePurpose::OpenPack => "Open pack file",
            FilePurpose::SavePack => "Save pack as",
            FilePurpose::SharePack => "Save a copy to share",
        };
        let dialog = in_folder(self.titled(title).add_filter("Packs", &[EXTENSION]), start);
        if purpose == FilePurpose::OpenPack {
            let picking = dialog.pick_file();
            return Box::pin(async move { picking.await.map(|file| path(&file)) });
        }
        let picking = dialog.set_file_name(name).save_file();
        Box::pin(async move { picking.await.map(|file| path(&file)) })
    }

    /// Asks where a backup goes, or where one is.
    pub fn pick_backup(&self, asked: Asked) -> Picking {
        let titled = |title| self.titled(title).add_filter("RSO Toolbox backup", &[BACKUP]);
        match asked {
            Asked::New { folder, name } => {
                let picking = in_folder(titled("Back up"), folder).set_file_name(name).save_file();
                Box::pin(async move { picking.await.map(|file| path(&file)) })
            }
            Asked::Existing { folder } => {
                let picking = in_folder(titled("Bring in a backup"), folder).pick_file();
                Box::pin(async move { picking.await.map(|file| path(&file)) })
            }
        }
    }
}

fn in_folder(dialog: AsyncFileDialog, folder: Option<PathBuf>) -> AsyncFileDialog {
    match folder {
        Some(folder) if folder.is_dir() => dialog.set_directory(folder),
        _ => dialog,
    }
}

fn path(file: &FileHandle) -> PathBuf {
    file.path().to_path_buf()
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

/// Waits for the path of a pack file.
pub fn file_answer(picking: Picking, pack: PackId, purpose: FilePurpose) -> Outcome {
    take_no_dialog();
    match wait(picking) {
        Some(path) => Outcome::FilePicked { pack, purpose, path },
        None if take_no_dialog() => Outcome::NoFileDialog(purpose),
        None => Outcome::PickCancelled,
    }
}

/// Waits for the answer to [`Dialogs::pick_backup`].
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
