//! Pack files (`.rsopack`) of packs in the list: opening one, saving as one, sharing a copy, and not writing over others.

mod choosing;
mod opening;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::app::browse::Page;
use crate::app::dialog::{self, Dialog};
use crate::app::draft::PackDraft;
use crate::app::effect::{Effect, Failure};
use crate::app::enclosing::EnclosingCommand;
use crate::app::leaving;
use crate::app::notice::Notice;
use crate::app::pack_file::PackFile;
use crate::app::pack_id::PackId;
use crate::app::packs;
use crate::app::{AppState, Command, Mode, SaveState, outcome};
use crate::catalogue::ResourceId;
use crate::pack::EnclosedFile;
use crate::pack::contents::Sha256;

pub use choosing::proposed_name;
use choosing::{ask, chosen, open};
pub(crate) use choosing::{open_now, picked};
pub(crate) use opening::{listed, taken_in};

/// The ending of a pack file, without the dot.
pub const EXTENSION: &str = "rsopack";
/// The most pack files that are remembered.
pub const MAX_RECENT: usize = 8;

/// Said where another program has the file of a pack.
pub const HELD: &str = "Another copy of the program has this pack open. It opens to read; save a copy to change it.";

/// Said of a pack file where nothing can be kept.
pub const LOOKED_AT: &str =
    "Nothing can be kept here, so this file opens to read. Work on a copy, and save that as a file.";
/// Said where another program has written a pack in the data folder.
pub const CHANGED: &str = "Another program has changed this pack in the data folder. It was left as that program wrote \
                           it. What you see here is not saved there; work on a copy to keep it.";

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilePurpose {
    OpenPack,
    SavePack,
    SharePack,
}

/// Whether what stands at a chosen path may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// The system's dialog has asked.
    Agreed,
    Never,
}

/// What is asked about pack files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilesCommand {
    /// Asks for a file with the system's dialog.
    Ask(FilePurpose),
    /// A path was chosen or typed.
    Chosen {
        purpose: FilePurpose,
        path: PathBuf,
        overwrite: Overwrite,
    },
    Open(PathBuf),
    /// Files were dropped on the window, or given when the program was started; the last one is shown.
    OpenAll(Vec<PathBuf>),
    /// Writes the file of the open pack at once.
    Save,
    /// Makes a pack of the list from one that may only be read.
    Copy,
}

/// What the shell does with pack files, in the order in which it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum FileTask {
    /// Reads a pack file and takes its documents into the data folder.
    Open(PathBuf),
    /// Reads a pack file of which nothing goes into the data folder.
    Look(PathBuf),
    /// Writes a pack to a file that is its own from now on.
    SaveAs { pack: Box<PackFile>, path: PathBuf, overwrite: Overwrite },
    /// Writes a copy of a pack to a file of which this run keeps nothing: one that may not write into the data folder.
    SaveApart { pack: Box<PackFile>, from: PackId, path: PathBuf, overwrite: Overwrite },
    /// Writes a copy without what belongs to the office alone.
    Share { pack: Box<PackFile>, copy: PackId, path: PathBuf, overwrite: Overwrite },
    /// Notes that this is the file of a pack that holds what stands in it.
    Link { pack: PackId, link: FileLink },
    /// Takes hold of the file of a pack that was opened, where it has one.
    Hold(Box<PackFile>),
    /// Writes the file of a pack after some rest.
    Write(Box<PackFile>),
    /// Writes what waits.
    Flush,
    /// Writes what waits and lets the file go.
    Release,
    /// Takes the documents of a pack file, or of another pack, into a new pack.
    CopyDocuments { from: Source, to: PackId, documents: Vec<EnclosedFile> },
}

/// Where the file of a pack lies, and what we last read there or wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLink {
    pub path: PathBuf,
    pub sum: Sha256,
}

/// Where documents are copied from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    File(PathBuf),
    Pack(PackId),
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq)]
pub enum FileAnswer {
    /// A pack file was read. Without a link where its folder cannot be written.
    Opened {
        file: Box<PackFile>,
        path: PathBuf,
        link: Option<FileLink>,
    },
    /// The file of a pack in the list is as this program left it.
    AsLeft {
        file: Box<PackFile>,
        path: PathBuf,
    },
    /// A pack file that may only be read; nothing of it is in the data folder.
    ReadOnly {
        file: Box<PackFile>,
        path: PathBuf,
    },
    /// The pack has this file.
    Saved {
        pack: PackId,
        path: PathBuf,
    },
    /// A copy of the pack was written that stays as it is.
    SavedApart {
        pack: PackId,
        draft: Box<PackDraft>,
        path: PathBuf,
    },
    /// The file of the pack that was opened is ours.
    Held {
        pack: PackId,
        path: PathBuf,
        /// It holds an older state of the pack.
        is_behind: bool,
    },
    /// The file is not there, as on a memory stick that is not plugged in. It stays the pack's own.
    Absent {
        pack: PackId,
        path: PathBuf,
    },
    /// What waited was written.
    Written(PackId),
    Shared {
        path: PathBuf,
        left_out: Vec<String>,
    },
    /// Nothing was written: the data folder no longer has a document of the pack as it was.
    Lost {
        what: String,
        item: ResourceId,
        name: String,
    },
    /// The file is not written any more.
    LetGo {
        pack: PackId,
        path: PathBuf,
        why: LetGo,
    },
    Done,
}

/// Why a pack has lost its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetGo {
    /// Somebody else has written it.
    Changed,
    /// Another program has it open.
    Held,
}

/// The file of the open pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFile {
    /// `None` where the pack lies in the data folder alone.
    pub path: Option<PathBuf>,
    /// Whether changes wait to be written to it.
    pub waits: bool,
    /// What was read there is shown, and is not yet in the list: until it is, nothing is written to the file.
    pub(crate) opened: Option<FileLink>,
    /// It is not there now, and that was said.
    pub(crate) absent: bool,
    /// The pack may only be read, and lies in this file.
    pub(crate) foreign: Option<PathBuf>,
    /// Another program has the pack, and how; it may only be read.
    pub(crate) held: Option<&'static str>,
    /// What a run that keeps nothing has saved as a file elsewhere.
    pub(crate) apart: Option<Box<PackDraft>>,
}

/// A name to save a pack under: "Training of border officers.rsopack".
pub fn file_name(title: &str) -> String {
    format!("{}.{EXTENSION}", crate::export::name::safe(title))
}

/// Whether a path is that of a pack file.
pub fn is_pack_file(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|ending| ending.eq_ignore_ascii_case(EXTENSION))
}

/// The path with the ending that lets a double-click open it.
pub fn with_ending(path: PathBuf) -> PathBuf {
    if is_pack_file(&path) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(EXTENSION);
    path.with_file_name(name)
}

fn shown_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(crate) fn apply(state: &mut AppState, command: FilesCommand) -> Vec<Effect> {
    match command {
        FilesCommand::Ask(purpose) => ask(state, purpose),
        FilesCommand::Chosen { purpose, path, overwrite } => chosen(state, purpose, path, overwrite),
        FilesCommand::Open(path) => open(state, vec![path]),
        FilesCommand::OpenAll(paths) => open(state, paths),
        FilesCommand::Save if state.own_file.path.is_none() => ask(state, FilePurpose::SavePack),
        FilesCommand::Save => save(state),
        FilesCommand::Copy => copy(state),
    }
}

/// What waits is written at once. Where the file is still not there, that is said again.
fn save(state: &mut AppState) -> Vec<Effect> {
    state.own_file.absent = false;
    if state.own_file.opened.is_some() {
        state.own_file.waits = true;
        return Vec::new();
    }
    let pack = Box::new(state.pack_file());
    vec![Effect::Files(FileTask::Write(pack)), Effect::Files(FileTask::Flush)]
}

/// A task was done, or could not be.
pub(crate) fn answered(state: &mut AppState, answer: Result<FileAnswer, Failure>) -> Vec<Effect> {
    match answer {
        Ok(FileAnswer::Opened { file, path, link }) => return opening::opened(state, *file, &path, link),
        Ok(FileAnswer::AsLeft { file, path }) => return opening::as_left(state, &file, path),
        Ok(FileAnswer::ReadOnly { file, path }) => return opening::show_foreign(state, *file, path),
        Ok(FileAnswer::Saved { pack, path }) => {
            remember(state, &path);
            let words = format!("Saved as {}. Changes are written there too.", shown_name(&path));
            if state.packs.open.id == pack {
                state.own_file = OwnFile { path: Some(path.clone()), ..OwnFile::default() };
            }
            state.say(Notice::done(words).with("Show in folder", show(path)));
            return leaving::saved(state);
        }
        Ok(FileAnswer::SavedApart { pack, draft, path }) => {
            let words = format!("Saved as {}. Later changes are not written there.", shown_name(&path));
            state.say(Notice::done(words).with("Show in folder", show(path)));
            if state.packs.open.id == pack {
                state.own_file.apart = Some(draft);
            }
            return leaving::saved(state);
        }
        // Said of the file that the pack had before.
        Ok(FileAnswer::Held { .. } | FileAnswer::Absent { .. }) if state.own_file.opened.is_some() => {}
        Ok(FileAnswer::Held { pack, path, is_behind }) if state.packs.open.id == pack => {
            state.own_file = OwnFile { path: Some(path), ..OwnFile::default() };
            let file = is_behind.then(|| state.pack_file());
            return file.and_then(|file| changed(state, &file)).into_iter().collect();
        }
        Ok(FileAnswer::Absent { pack, path }) if state.packs.open.id == pack => absent(state, path),
        Ok(FileAnswer::Written(pack)) if state.packs.open.id == pack => written(state),
        Ok(FileAnswer::Shared { path, left_out }) => dialog::open(state, Dialog::Shared { path, left_out }),
        Ok(FileAnswer::Lost { what, item, name }) => lost(state, &what, &item, &name),
        Ok(FileAnswer::LetGo { pack, path, why }) => let_go(state, &pack, path, why),
        Ok(FileAnswer::Held { .. } | FileAnswer::Absent { .. } | FileAnswer::Written(_) | FileAnswer::Done) => {}
        Err(failure) => outcome::fail(state, failure),
    }
    Vec::new()
}

fn show(path: PathBuf) -> Command {
    Command::Outgoing(crate::app::OutgoingCommand::ShowInFolder(path))
}

/// Says why the open pack may only be read, where the page of the pack does not say it.
pub(crate) fn tell_read_only(state: &mut AppState, why: &'static str) {
    if state.browse.page != Page::Pack {
        state.say(Notice::warning(why).with("Work on a copy", Command::Files(FilesCommand::Copy)));
    }
}

/// What a person works on from now on is in the list and has another id.
fn copy(state: &mut AppState) -> Vec<Effect> {
    if state.mode == Mode::ReadOnly {
        state.say(Notice::information(state.mode.words()));
        return Vec::new();
    }
    if state.packs.open.changeable().is_ok() && !state.is_held() {
        return vec![];
    }
    let pack = state.pack_file();
    let from = match &state.own_file.foreign {
        Some(path) => Source::File(path.clone()),
        None => Source::Pack(pack.id.clone()),
    };
    let documents: Vec<EnclosedFile> = pack.documents().cloned().collect();
    if state.mode == Mode::Unkept && !documents.is_empty() {
        state.say(Notice::information("Its documents cannot be kept here, so no copy of it can be made"));
        return Vec::new();
    }
    let (to, forgot) = packs::become_copy(state);
    let mut words = format!("This is a copy now: “{}”", packs::shown(&state.work.details.title));
    if forgot {
        words = format!("{words}. {}", opening::FORGOTTEN);
    }
    state.say(Notice::done(words));
    let mut effects = vec![Effect::Files(FileTask::Release)];
    if !documents.is_empty() {
        effects.push(Effect::Files(FileTask::CopyDocuments { from, to, documents }));
    }
    effects
}

/// The pack keeps its file, and is tried again whenever it is saved.
fn absent(state: &mut AppState, path: PathBuf) {
    let name = shown_name(&path);
    let was_said = state.own_file.absent;
    state.own_file = OwnFile { path: Some(path), waits: true, absent: true, ..OwnFile::default() };
    if !was_said {
        let words =
            format!("The file {name} is not there now; the pack is kept in the program. Save again when it is back.");
        let save_as = Command::Files(FilesCommand::Ask(FilePurpose::SavePack));
        state.say(Notice::warning(words).with("Save as…", save_as));
    }
}

fn written(state: &mut AppState) {
    state.own_file.waits = false;
    if std::mem::take(&mut state.own_file.absent) {
        let name = state.own_file.path.as_deref().map(shown_name).unwrap_or_default();
        state.say(Notice::done(format!("{name} is there again, and holds all changes")));
    }
}

/// Something else has removed or changed it, as a virus scanner does.
fn lost(state: &mut AppState, what: &str, item: &ResourceId, name: &str) {
    let title = state.catalogue.resource(item).map_or(item.as_str(), |resource| resource.title.as_str());
    let words = format!(
        "{what}: the document “{name}” of “{title}” is missing in the data folder, or was changed there. Enclose it again."
    );
    let again = Command::Enclosing(EnclosingCommand::Choose(item.clone()));
    let notice = Notice::warning(words);
    state.say(if state.work.contains(item) { notice.with("Enclose again…", again) } else { notice });
}

fn let_go(state: &mut AppState, pack: &PackId, path: PathBuf, why: LetGo) {
    let name = shown_name(&path);
    if state.packs.open.id == *pack {
        state.own_file = OwnFile { held: (why == LetGo::Held).then_some(HELD), ..OwnFile::default() };
    }
    let save_as = Command::Files(FilesCommand::Ask(FilePurpose::SavePack));
    let notice = match why {
        LetGo::Changed => Notice::warning(format!(
            "{name} was changed outside of this window and was left as it is. Your pack is whole in the list of packs."
        ))
        .with("Open the file", Command::Files(FilesCommand::Open(path)))
        .with("Save as…", save_as),
        LetGo::Held => Notice::warning(HELD).with("Work on a copy", Command::Files(FilesCommand::Copy)),
    };
    state.say(notice);
}

fn remember(state: &mut AppState, path: &Path) {
    let recent = &mut state.settings.recent;
    recent.retain(|known| known != path);
    recent.insert(0, path.to_path_buf());
    recent.truncate(MAX_RECENT);
}

impl AppState {
    /// Whether the open pack may only be read because another program has its file.
    pub(crate) fn is_held(&self) -> bool {
        self.own_file.held.is_some() || self.own_file.foreign.is_some()
    }

    /// Why the open pack stays as it is, if it does.
    pub(crate) fn unchangeable(&self) -> Result<(), &'static str> {
        if self.mode == Mode::ReadOnly {
            return Err(self.mode.words());
        }
        self.packs.open.changeable()?;
        if self.is_held() { Err(self.own_file.held.unwrap_or(HELD)) } else { Ok(()) }
    }

    /// Whether the open pack is one of the list.
    pub(crate) fn is_listed(&self) -> bool {
        self.own_file.foreign.is_none()
    }
}

/// Another pack was opened, or the first one: its file, if it has one, is taken hold of.
pub(crate) fn switched(state: &mut AppState) -> Vec<Effect> {
    state.own_file = OwnFile::default();
    let file = Box::new(state.pack_file());
    vec![Effect::Files(FileTask::Release), Effect::Files(FileTask::Hold(file))]
}

/// The pack has changed; its file follows.
pub(crate) fn changed(state: &mut AppState, pack: &PackFile) -> Option<Effect> {
    state.own_file.path.as_ref()?;
    state.own_file.waits = true;
    if state.own_file.opened.is_some() {
        return None;
    }
    Some(Effect::Files(FileTask::Write(Box::new(pack.clone()))))
}

/// The open pack is not as this program left it in the data folder, as where two computers share the folder.
pub(crate) fn changed_elsewhere(state: &mut AppState, id: &PackId) {
    if state.packs.open.id != *id || !state.is_listed() {
        return;
    }
    // More than one change may have been on its way.
    state.saved = SaveState::Failed;
    if state.own_file.held.replace(CHANGED) != Some(CHANGED) {
        tell_read_only(state, CHANGED);
    }
}
