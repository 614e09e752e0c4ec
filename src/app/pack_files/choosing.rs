//! Which pack file: asked for, chosen, and opened or written.

use std::path::{Path, PathBuf};

use crate::app::dialog::{self, Dialog};
use crate::app::effect::Effect;
use crate::app::leaving::{self, Leaving};
use crate::app::notice::Notice;
use crate::app::pack_file::PackFile;
use crate::app::pack_files::{
    FilePurpose, FileTask, FilesCommand, HELD, Overwrite, file_name, is_pack_file, with_ending,
};
use crate::app::pack_id::PackId;
use crate::app::packs::{self, PacksCommand, Shelf};
use crate::app::release::{self, Leave, ReleaseCommand};
use crate::app::{AppState, Command};

pub(crate) fn ask(state: &AppState, purpose: FilePurpose) -> Vec<Effect> {
    let start = state.own_file.path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    let start = start.or_else(|| state.export_folder().cloned());
    let pack = state.packs.open.id.clone();
    vec![Effect::PickFile { pack, purpose, start, name: proposed_name(state, purpose) }]
}

/// A path was chosen in the system's dialog. While it was open, another pack may have taken the place of that one.
pub(crate) fn picked(state: &mut AppState, pack: &PackId, purpose: FilePurpose, path: PathBuf) -> Vec<Effect> {
    if purpose == FilePurpose::OpenPack || *pack == state.packs.open.id {
        return chosen(state, purpose, path, Overwrite::Agreed);
    }
    let mut notice = Notice::warning("Nothing was written: the file was chosen for a pack that is no longer open");
    if state.packs.entry(pack).is_some_and(|entry| entry.shelf == Shelf::Packs) {
        notice = notice.with("Open it again", Command::Packs(PacksCommand::Open(pack.clone())));
    }
    state.say(notice);
    Vec::new()
}

/// The name that a file gets unless another is chosen.
pub fn proposed_name(state: &AppState, purpose: FilePurpose) -> String {
    match purpose {
        FilePurpose::OpenPack => String::new(),
        FilePurpose::SavePack => file_name(packs::shown(&state.work.details.title)),
        FilePurpose::SharePack => file_name(&format!("{} (copy to share)", packs::shown(&state.work.details.title))),
    }
}

pub(crate) fn chosen(state: &mut AppState, purpose: FilePurpose, path: PathBuf, overwrite: Overwrite) -> Vec<Effect> {
    dialog::close_all(state, &Dialog::FileField(purpose));
    // Who agreed to replace a file has seen another name than that which gets the ending now.
    let overwrite = if is_pack_file(&path) { overwrite } else { Overwrite::Never };
    let pack = Box::new(state.pack_file());
    let task = match purpose {
        FilePurpose::OpenPack => return open(state, vec![path]),
        FilePurpose::SavePack if state.mode.is_read_only() => {
            let from = pack.id.clone();
            let pack = Box::new(PackFile { id: state.packs.fresh_id(), changed: None, ..*pack });
            FileTask::SaveApart { pack, from, path: with_ending(path), overwrite }
        }
        FilePurpose::SavePack => {
            if state.is_held() {
                state.say(Notice::information(HELD).with("Work on a copy", Command::Files(FilesCommand::Copy)));
                return Vec::new();
            }
            FileTask::SaveAs { pack, path: with_ending(path), overwrite }
        }
        FilePurpose::SharePack => {
            if state.is_stopped(Leave::Share) {
                return release::desk::apply(state, ReleaseCommand::Ask(Leave::Share));
            }
            let copy = state.packs.fresh_id();
            FileTask::Share { pack, copy, path: with_ending(path), overwrite }
        }
    };
    vec![Effect::Files(task)]
}

pub(crate) fn open(state: &mut AppState, paths: Vec<PathBuf>) -> Vec<Effect> {
    if paths.is_empty() || !leaving::gives_way(state, || Leaving::Files(paths.clone())) {
        return Vec::new();
    }
    open_now(state, paths)
}

/// Each comes into the list of packs; only one can be the open one. What is not named as a pack goes first, so that it
/// is told and a pack is shown.
pub(crate) fn open_now(state: &mut AppState, mut paths: Vec<PathBuf>) -> Vec<Effect> {
    paths.sort_by_key(|path| is_pack_file(path));
    if state.mode.is_read_only() {
        return look(state, paths);
    }
    let others = paths.iter().rev().skip(1).filter(|path| is_pack_file(path)).count();
    let words = match others {
        0 => None,
        1 => Some("The other pack file goes into the list of packs".to_owned()),
        others => Some(format!("The {others} other pack files go into the list of packs")),
    };
    if let Some(words) = words {
        state.say(Notice::information(words).with("All packs", Command::Packs(PacksCommand::Ask)));
    }
    paths.into_iter().map(|path| Effect::Files(FileTask::Open(path))).collect()
}

/// A run that writes nothing into the data folder shows the last one as it is.
fn look(state: &mut AppState, mut paths: Vec<PathBuf>) -> Vec<Effect> {
    let last = paths.pop();
    if !paths.is_empty() {
        state.say(Notice::information("Of several files the last one is shown: nothing can be put into the list here"));
    }
    last.map(|path| Effect::Files(FileTask::Look(path))).into_iter().collect()
}
