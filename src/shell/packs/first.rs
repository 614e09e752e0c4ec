//! Which pack is open at the start, and what has to be said of it.

use crate::app::session::Embedded;
use crate::app::stored::to_text;
use crate::app::versions;
use crate::app::{Local, Mode, Notice, PackDraft, PackFile, PackId, SavedFile, Session, Shelf, StoredPack};
use crate::shell::data_dir::DataDir;
use crate::shell::files::{self, Existing};
use crate::shell::today;

use super::store::{Store, StoreError};

/// What was found.
#[derive(Debug, Default)]
pub struct First {
    /// `None` is an empty pack.
    pub pack: Option<StoredPack>,
    pub notices: Vec<Notice>,
    /// Whether the earlier version's pack stands in the session file alone, which may then not be written.
    pub is_stuck: bool,
}

/// Finds the pack that was open. The one pack of an earlier version becomes a pack of the list.
pub fn find(store: &Store, data: &DataDir, session: &mut Session, mode: Mode) -> First {
    if let Some(embedded) = session.embedded.take() {
        return move_over(store, data, session, embedded, mode);
    }
    if let Some(id) = session.pack.clone() {
        let count = if mode == Mode::Usual { store.take_in_beside(&id) } else { 0 };
        match store.open(&id) {
            Ok(stored) => {
                let notices = (count > 0).then(|| versions::told_beside(&stored.file, count));
                return First { notices: notices.into_iter().collect(), pack: Some(stored), ..First::default() };
            }
            // It was begun and nothing was put into it yet.
            Err(StoreError::NotThere) if !store.has(Shelf::Trash, &id) => return First::default(),
            Err(StoreError::NotThere) => session.pack = None,
            Err(error) => return damaged(store, session, &error, mode),
        }
    }
    newest(store, session)
}

/// Where nothing says which pack was open, the last changed one is.
fn newest(store: &Store, session: &mut Session) -> First {
    let entries = store.list().unwrap_or_default();
    let newest = entries.iter().find(|entry| entry.shelf == Shelf::Packs && entry.trouble.is_none());
    let pack = newest.and_then(|entry| store.open(&entry.id).ok());
    session.pack = pack.as_ref().map(|stored| stored.file.id.clone());
    First { pack, ..First::default() }
}

fn damaged(store: &Store, session: &mut Session, error: &StoreError, mode: Mode) -> First {
    log::error!("the open pack cannot be read: {}", error.kind());
    session.pack = None;
    let words = format!(
        "The pack that was open last cannot be opened: {error}. {} It stays in the list of packs.",
        error.remedy()
    );
    let notice = Notice::failure(words, format!("pack: {}", error.kind()));
    let mut first = if mode.is_read_only() { First::default() } else { newest(store, session) };
    first.notices.push(notice);
    first
}

/// The same text gives the same id: where the program ends in the middle of this, the next start does it once more and
/// nothing stands in the list twice.
fn move_over(store: &Store, data: &DataDir, session: &mut Session, embedded: Embedded, mode: Mode) -> First {
    let Embedded { draft, last_export } = embedded;
    let id = PackId::of(draft.write().to_string().as_bytes());
    let local = Local { last_export, ..Local::default() };
    let is_blank = draft.is_blank();
    if draft == PackDraft::default() {
        return First::default();
    }
    let file = PackFile::new(id.clone(), today(), draft);
    session.pack = Some(id.clone());
    if is_blank || mode.is_read_only() {
        return First { pack: Some(StoredPack { file, local, changed: None }), ..First::default() };
    }
    let written = match store.open(&id) {
        Ok(stored) => Ok(stored),
        Err(_) => store.write(file.clone()).and_then(|at| {
            store.write_local(&id, &local)?;
            Ok(StoredPack { file: file.clone(), local: local.clone(), changed: Some(at) })
        }),
    };
    let kept = written.and_then(|stored| {
        let path = data.file(SavedFile::Session.name());
        files::write_file(&path, to_text(session).as_bytes(), Existing::Replace)?;
        Ok(stored)
    });
    match kept {
        Ok(stored) => First { pack: Some(stored), ..First::default() },
        Err(error) => {
            log::error!("the pack was not moved into the list: {}", error.kind());
            let words = "The pack could not be moved into the list of packs. Nothing that you change here is kept.";
            let notice = Notice::failure(words, format!("move: {}", error.kind()));
            let pack = Some(StoredPack { file, local, changed: None });
            First { pack, notices: vec![notice], is_stuck: true }
        }
    }
}
