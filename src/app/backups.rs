//! Backups in the window: asking where, how far one is, and what came of it.

use std::path::{Path, PathBuf};

use crate::app::backup::{Brought, LastBackup, Report, Written, proposed_name};
use crate::app::browse;
use crate::app::dialog::{self, Dialog};
use crate::app::effect::{Effect, Failure};
use crate::app::moment;
use crate::app::notice::Notice;
use crate::app::{AppState, Shelf, outcome};
use crate::catalogue::CivilDate;

/// After so many days without a backup the program says so.
pub const MAX_DAYS: i64 = 30;

/// What the window knows of backups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backups {
    pub last: LastBackup,
    /// What the dialog says.
    pub stage: Stage,
    /// Where the last backup of this run went, or came from.
    folder: Option<PathBuf>,
    /// Chosen with the system's dialog; the field takes it once.
    pub chosen: Option<PathBuf>,
}

/// How far a backup is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// Nothing was asked for yet.
    #[default]
    Asking,
    Working {
        done: u32,
        total: u32,
        doing: String,
    },
    Failed(Failure),
    Made {
        written: Written,
        path: PathBuf,
    },
    BroughtIn(Report),
}

/// What is asked of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupCommand {
    /// Opens the dialog to make one.
    Ask,
    /// Opens the dialog to bring one in.
    AskToBringIn,
    /// Asks with the system's dialog where it goes, or where it is.
    Pick(Picking),
    Make(PathBuf),
    BringIn(PathBuf),
    Cancel,
}

/// What the system's dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picking {
    /// A name for a new file.
    New { folder: Option<PathBuf>, name: String },
    /// A file that is there.
    Existing { folder: Option<PathBuf> },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum BackupOutcome {
    /// `None` where no dialog of the system answers.
    Picked(Option<PathBuf>),
    Progress {
        done: u32,
        total: u32,
        doing: String,
    },
    Made {
        written: Written,
        path: PathBuf,
    },
    BroughtIn(Box<Brought>),
    Failed(Failure),
    Cancelled,
}

impl Backups {
    /// At the start.
    pub(crate) fn new(last: LastBackup) -> Self {
        Self { last, ..Self::default() }
    }

    /// Whether one is being made or brought in.
    pub fn is_working(&self) -> bool {
        matches!(self.stage, Stage::Working { .. })
    }
}

impl AppState {
    /// Where a backup of today would go; `None` where no folder is known.
    pub fn backup_path(&self) -> Option<PathBuf> {
        let folder = self.backups.folder.as_ref().or(self.documents.as_ref()).or(self.settings.export_folder.as_ref());
        folder.map(|folder| folder.join(proposed_name(self.clock.today)))
    }

    /// That it is time for a backup, in words, once the last one that was made or brought in, else the first pack, is
    /// old enough.
    pub fn backup_due(&self) -> Option<String> {
        if self.mode.is_read_only() || self.backups.is_working() {
            return None;
        }
        let days = |since: CivilDate| moment::days_between(since, self.clock.today);
        let LastBackup { date: made, brought_in, .. } = self.backups.last;
        if let Some(last) = made.max(brought_in) {
            let since = days(last);
            let words = if made == Some(last) {
                format!("The last backup was made {since} days ago.")
            } else {
                format!("A backup was brought in {since} days ago, and none was made since.")
            };
            return (since >= MAX_DAYS).then_some(words);
        }
        let of_packs = self.packs.entries().iter().filter(|entry| entry.shelf == Shelf::Packs);
        let first = of_packs.filter_map(|entry| entry.created).min()?;
        (days(first) >= MAX_DAYS)
            .then(|| format!("The first pack is {} days old, and no backup was made yet.", days(first)))
    }
}

pub(crate) fn apply(state: &mut AppState, command: BackupCommand) -> Vec<Effect> {
    match command {
        BackupCommand::Ask => ask(state, Dialog::BackUp),
        BackupCommand::AskToBringIn => ask(state, Dialog::BringIn),
        BackupCommand::Pick(picking) => return vec![Effect::PickBackup(picking)],
        BackupCommand::Make(path) => return begin(state, &path.clone(), Effect::MakeBackup(path)),
        BackupCommand::BringIn(_) if state.mode.is_read_only() => state.say(Notice::information(state.mode.words())),
        BackupCommand::BringIn(path) => return begin(state, &path.clone(), Effect::BringInBackup(path)),
        BackupCommand::Cancel => return vec![Effect::CancelBackup],
    }
    Vec::new()
}

fn ask(state: &mut AppState, wanted: Dialog) {
    if !state.backups.is_working() {
        state.backups.stage = Stage::Asking;
        state.backups.chosen = None;
    }
    dialog::close_all(state, &Dialog::BackUp);
    dialog::close_all(state, &Dialog::BringIn);
    dialog::open(state, wanted);
}

fn begin(state: &mut AppState, path: &Path, effect: Effect) -> Vec<Effect> {
    if state.backups.is_working() {
        return Vec::new();
    }
    state.backups.folder = path.parent().map(PathBuf::from);
    state.backups.stage = Stage::Working { done: 0, total: 0, doing: "Beginning".to_owned() };
    vec![effect]
}

/// Takes what came of it.
pub(crate) fn take(state: &mut AppState, came: BackupOutcome) -> Vec<Effect> {
    match came {
        BackupOutcome::Picked(Some(path)) => state.backups.chosen = Some(path),
        BackupOutcome::Picked(None) => {
            state.say(Notice::information("No dialog of the system answers here. Type the whole path into the field."));
        }
        BackupOutcome::Progress { done, total, doing } if state.backups.is_working() => {
            state.backups.stage = Stage::Working { done, total, doing };
        }
        BackupOutcome::Progress { .. } => {}
        BackupOutcome::Made { written, path } => {
            state.backups.last = std::mem::take(&mut state.backups.last).on(written.date);
            state.backups.stage = Stage::Made { written, path };
        }
        BackupOutcome::BroughtIn(brought) => {
            let Brought { mut report, profile } = *brought;
            profile.fill(&mut state.office, &mut state.settings, &mut report);
            state.backups.last = std::mem::take(&mut state.backups.last).brought_in_on(state.clock.today);
            state.backups.stage = Stage::BroughtIn(report);
            // The office's contact details stand in the entry that is shown.
            browse::renew_entry(state);
            return vec![Effect::ListPacks];
        }
        BackupOutcome::Failed(failure) => {
            state.backups.stage = Stage::Failed(failure.clone());
            let is_seen = state.dialogs.iter().any(|open| matches!(open, Dialog::BackUp | Dialog::BringIn));
            if !is_seen {
                outcome::fail(state, failure);
            }
            return vec![Effect::ListPacks];
        }
        BackupOutcome::Cancelled => {
            state.backups.stage = Stage::Asking;
            return vec![Effect::ListPacks];
        }
    }
    Vec::new()
}
