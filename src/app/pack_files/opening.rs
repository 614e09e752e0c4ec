//! What comes of opening a pack file: it is taken into the list, or shown to be read.

use std::path::{Path, PathBuf};

use super::{CHANGED, FileLink, FileTask, HELD, LOOKED_AT, OwnFile, changed, remember, tell_read_only};
use crate::app::draft::PackDraft;
use crate::app::effect::Effect;
use crate::app::notice::Notice;
use crate::app::pack_file::{NEWER, PackFile};
use crate::app::packs::{self, Shelf, StoreTask, StoredPack, TakenIn};
use crate::app::versions::{self, VersionsCommand, Why};
use crate::app::{AppState, Command, Local, Mode, SaveState};

/// Said where opening a pack file has changed the pack.
const AS_IN_THE_FILE: &str = "The file held something else. The pack is as in the file now.";
/// Said where the answers of another office or another pack were taken out.
pub(super) const FORGOTTEN: &str = "What was answered before it left is asked again here.";
/// What undo calls it.
const OPENING: &str = "opening of the file";

/// What lies in the data folder under this id is never lost: it is kept as a version first.
pub(super) fn opened(state: &mut AppState, file: PackFile, path: &Path, link: Option<FileLink>) -> Vec<Effect> {
    remember(state, path);
    packs::leave_list(state);
    if link.is_none() {
        let words = "Its folder cannot be written, so the file stays as it is. Changes are kept in the list of packs.";
        state.say(Notice::information(words));
    }
    // What may only be read, and what nothing was written of yet, is not in the list although it is shown.
    if !state.is_open(&file.id) || state.packs.open.changed.is_none() {
        state.packs.wait_for(&file.id);
        return vec![Effect::Store(StoreTask::TakeIn { file: Box::new(file), link })];
    }
    let mut effects = Vec::new();
    let mut is_listed = state.saved == SaveState::Saved;
    if PackDraft::of(&state.work, file.draft.unknown.clone()) != file.draft {
        effects.extend(versions::keep(state, Why::Before));
        is_listed &= !versions::bring_in(state, &file.draft, OPENING);
        state.say(Notice::information(AS_IN_THE_FILE).with("Undo", Command::Undo));
    }
    if let Some(link) = link {
        state.own_file = OwnFile { path: Some(path.to_path_buf()), opened: Some(link), ..OwnFile::default() };
    }
    if is_listed {
        effects.extend(listed(state));
    }
    effects
}

/// What was done since the file was written is in the list alone, which therefore counts; the file follows.
pub(super) fn as_left(state: &mut AppState, file: &PackFile, path: PathBuf) -> Vec<Effect> {
    remember(state, &path);
    packs::leave_list(state);
    if !state.is_open(&file.id) {
        state.packs.wait_for(&file.id);
        return vec![Effect::Store(StoreTask::Open(file.id.clone()))];
    }
    if state.own_file.opened.is_some() || state.own_file.held == Some(CHANGED) {
        return Vec::new();
    }
    state.own_file = OwnFile { path: Some(path), absent: state.own_file.absent, ..OwnFile::default() };
    let now = state.pack_file();
    let is_behind = file.draft.write() != now.draft.write();
    is_behind.then(|| changed(state, &now)).flatten().into_iter().collect()
}

/// A pack file was taken into the list. What stood there comes back with one step, or as an earlier version.
pub(crate) fn taken_in(state: &mut AppState, taken: &TakenIn) -> Vec<Effect> {
    let (stored, before) = (&taken.stored, taken.before.as_ref());
    let effects = packs::opened(state, stored);
    if taken.forgot {
        tell_forgotten(state, &stored.file);
    }
    let Some(before) = before.filter(|before| !before.is_blank()) else { return effects };
    let id = &stored.file.id;
    if *id != state.packs.open.id {
        let title = packs::shown(&stored.file.draft.details.title);
        let words = format!("“{title}” was something else in the list. It is as in the file now.");
        let versions = Command::Versions(VersionsCommand::AskOf(id.clone()));
        state.say(Notice::information(words).with("Earlier versions…", versions));
        return effects;
    }
    let before = before.restore(&state.catalogue);
    if before != state.work {
        state.history.record(OPENING, None, before, state.clock.now_ms);
        state.say(
            Notice::information(AS_IN_THE_FILE)
                .with("Undo", Command::Undo)
                .with("Earlier versions…", Command::Versions(VersionsCommand::Ask)),
        );
    }
    effects
}

/// Who gets it, who agreed and who confirmed is said by each office for itself.
fn tell_forgotten(state: &mut AppState, file: &PackFile) {
    let title = packs::shown(&file.draft.details.title);
    state.say(Notice::information(format!("“{title}” comes from elsewhere. {FORGOTTEN}")));
}

/// The open pack is in the list as it is shown: the file that it was read from is its own from now on.
pub(crate) fn listed(state: &mut AppState) -> Vec<Effect> {
    let Some(link) = state.own_file.opened.take() else { return Vec::new() };
    let file = state.pack_file();
    let follows = if state.own_file.waits { changed(state, &file) } else { None };
    std::iter::once(Effect::Files(FileTask::Link { pack: file.id, link })).chain(follows).collect()
}

/// Shows a pack that is not in the list and cannot be changed.
pub(super) fn show_foreign(state: &mut AppState, mut file: PackFile, path: PathBuf) -> Vec<Effect> {
    remember(state, &path);
    let why = match state.mode {
        _ if file.is_newer() => NEWER,
        Mode::Unkept => LOOKED_AT,
        Mode::Usual | Mode::ReadOnly => HELD,
    };
    let is_listed = state.packs.entry(&file.id).is_some_and(|entry| entry.shelf == Shelf::Packs);
    if !is_listed && file.draft.forget_answers() {
        tell_forgotten(state, &file);
    }
    let stored = StoredPack { file, local: Local::default(), changed: None };
    let effects = packs::show_stored(state, &stored);
    state.own_file = OwnFile { foreign: Some(path), held: Some(why), ..OwnFile::default() };
    // That nothing can be changed in such a run was said at its start.
    if state.mode != Mode::ReadOnly {
        tell_read_only(state, why);
    }
    effects
}
