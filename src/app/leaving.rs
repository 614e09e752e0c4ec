//! Leaving a pack for another one: where it stays is said, and what would be gone is asked for first.

use std::path::PathBuf;

use crate::app::command::Command;
use crate::app::dialog::{self, Dialog};
use crate::app::effect::{Effect, WindowEffect};
use crate::app::notice::Notice;
use crate::app::pack_files::{self, CHANGED, FilesCommand};
use crate::app::pack_id::PackId;
use crate::app::packs::{self, PacksCommand, Then, shown};
use crate::app::{AppState, Mode, SaveState, proposing, templates};
use crate::catalogue::AudienceId;

/// What was asked for that puts another pack in the place of the open one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// An empty pack.
    New,
    /// An empty pack, and the form for a request.
    FromRequest,
    /// A pack from a starter.
    Begin(AudienceId),
    Open {
        id: PackId,
        then: Option<Then>,
    },
    Files(Vec<PathBuf>),
    /// The end of the program.
    End,
}

/// Why changes of the open pack are kept nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The data folder cannot be written.
    Nowhere,
    /// The last changes could not be written.
    NotSaved,
    /// Another program has changed the pack.
    Changed,
}

impl Unkept {
    /// What would be lost and how it can be kept.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nowhere => {
                "The data folder cannot be written. What you changed is gone once another pack takes its place or the \
                 window closes, unless you save it as a file."
            }
            Self::NotSaved => {
                "The last changes could not be saved yet. They are tried again for as long as the program runs, and are \
                 gone if it ends before. Save the pack as a file to be sure of them."
            }
            Self::Changed => {
                "Another program has changed this pack in the data folder. Your last changes are gone once another \
                 pack takes its place or the window closes, unless you work on a copy."
            }
        }
    }
}

impl AppState {
    /// Why something would be gone with the open pack; `None` where all of it is kept.
    pub fn unkept(&self) -> Option<Unkept> {
        if self.work.is_blank() || !self.is_listed() {
            return None;
        }
        match self.mode {
            Mode::Unkept if self.history.undo_label().is_some() && !self.is_saved_apart() => Some(Unkept::Nowhere),
            Mode::Usual if self.saved == SaveState::Failed && self.own_file.held == Some(CHANGED) => {
                Some(Unkept::Changed)
            }
            // Its file holds all of it.
            Mode::Usual if self.own_file.path.is_some() && !self.own_file.waits => None,
            Mode::Usual if self.saved == SaveState::Failed => Some(Unkept::NotSaved),
            Mode::Usual | Mode::ReadOnly | Mode::Unkept => None,
        }
    }

    /// Whether it is asked first what becomes of the open pack, where the window is to close.
    pub fn asks_before_the_end(&self) -> bool {
        !self.is_ending && self.unkept().is_some()
    }

    fn is_saved_apart(&self) -> bool {
        self.own_file.apart.as_deref() == Some(&self.pack_file().draft)
    }
}

/// Asks what becomes of the open pack where something of it would be gone; whether it did.
pub(crate) fn asks(state: &mut AppState, wanted: impl FnOnce() -> Leaving) -> bool {
    let is_unkept = state.unkept().is_some();
    if is_unkept {
        state.dialogs.retain(|dialog| !matches!(dialog, Dialog::Leaving(_)));
        dialog::open(state, Dialog::Leaving(wanted()));
    }
    is_unkept
}

/// Whether the open pack gives way at once; else it is said why not, or asked what becomes of it.
pub(crate) fn gives_way(state: &mut AppState, wanted: impl FnOnce() -> Leaving) -> bool {
    if let Err(why) = state.may_switch() {
        state.say(Notice::information(why));
        return false;
    }
    !asks(state, wanted)
}

/// Does what was asked for, whatever is lost with it.
pub(crate) fn leave(state: &mut AppState, wanted: Leaving) -> Vec<Effect> {
    dialog::close_all(state, &Dialog::Leaving(wanted.clone()));
    if wanted != Leaving::End
        && let Err(why) = state.may_switch()
    {
        state.say(Notice::information(why));
        return Vec::new();
    }
    match wanted {
        Leaving::New => packs::start_new(state),
        Leaving::FromRequest => proposing::begin_from_request(state),
        Leaving::Begin(audience) => templates::begin_from(state, &audience),
        Leaving::Open { id, then } => packs::open_now(state, id, then),
        Leaving::Files(paths) => pack_files::open_now(state, paths),
        Leaving::End => {
            state.is_ending = true;
            vec![Effect::Window(WindowEffect::Close)]
        }
    }
}

/// The pack was saved as a file: what the question stood before is done now.
pub(crate) fn saved(state: &mut AppState) -> Vec<Effect> {
    let asked = state.dialogs.iter().find_map(|dialog| match dialog {
        Dialog::Leaving(wanted) => Some(wanted.clone()),
        _ => None,
    });
    match asked.filter(|_| state.unkept().is_none()) {
        Some(wanted) => leave(state, wanted),
        None => Vec::new(),
    }
}

/// Where the open pack stays that gives way to an empty one; `None` where it holds nothing, or stays nowhere as it is.
pub(crate) fn stays(state: &AppState) -> Option<Notice> {
    if state.work.is_blank() {
        return None;
    }
    let title = shown(&state.work.details.title);
    if let Some(path) = &state.own_file.foreign {
        let again = Command::Files(FilesCommand::Open(path.clone()));
        return Some(Notice::done(format!("“{title}” stays in its file")).with("Open it again", again));
    }
    let is_in_list = match state.mode {
        Mode::Unkept => state.packs.open.changed.is_some() && state.history.undo_label().is_none(),
        Mode::Usual | Mode::ReadOnly => state.saved != SaveState::Failed,
    };
    let again = Command::Packs(PacksCommand::Open(state.packs.open.id.clone()));
    let notice = || Notice::done(format!("“{title}” stays in the list of packs")).with("Open it again", again);
    is_in_list.then(notice)
}
