//! Exports: what is asked for, how far it is, what came of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::AppState;
use crate::app::dialog::{self, Dialog};
use crate::app::effect::{Effect, Failure};
use crate::catalogue::{Catalogue, CivilDate, ResourceId};
use crate::export::Format;
use crate::pack::Pack;
use crate::pack::build::{self, Options};

/// Tells exports of this run apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutgoingId(pub u64);

/// All that a pack is built from; built off the window's thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    pub catalogue: Arc<Catalogue>,
    pub items: Vec<ResourceId>,
    pub options: Options,
}

impl Recipe {
    /// The pack.
    pub fn build(&self) -> Pack {
        build::build(&self.catalogue, &self.items, &self.options)
    }
}

/// An export as the shell gets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: OutgoingId,
    pub recipe: Recipe,
    pub folder: PathBuf,
    pub files: Vec<WantedFile>,
    pub if_exists: IfExists,
}

/// One file or folder to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedFile {
    pub format: Format,
    /// With its ending, safe on every system.
    pub name: String,
}

/// What to do where something of that name is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfExists {
    Ask,
    Replace,
    /// Takes the next free name: "Toolbox (2).pdf".
    KeepBoth,
}

/// Something that stands where a file should go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Existing {
    pub format: Format,
    pub name: String,
    pub saved_on: Option<CivilDate>,
    /// A folder that holds something which we did not make is never replaced.
    pub replaceable: bool,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The file; of a folder the page to open.
    pub path: PathBuf,
    /// Its name, for people.
    pub name: String,
    pub bytes: u64,
    pub pages: Option<u32>,
    /// What the person must read.
    pub warnings: Vec<String>,
}

/// How far one format is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    Working { done: u32, total: u32, doing: String },
    Done(Finished),
    Failed(Failure),
    Cancelled,
}

/// One format of the running or last export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub format: Format,
    pub stage: Stage,
}

/// The running or last export.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    pub lines: Vec<Line>,
    /// Something was asked for that cannot be done yet: the words under the fields show.
    pub tried: bool,
    /// The last receipt, as a file in the data folder.
    pub receipt: Option<PathBuf>,
    /// What was measured in the last run, in words.
    pub said: Vec<String>,
    /// When the last export ended in this run of the program.
    pub last: Option<(CivilDate, Finished)>,
    running: Option<OutgoingId>,
    next: u64,
    question: Option<(Request, Vec<Existing>)>,
}

impl Outgoing {
    /// Whether files are being made.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// What stands in the way, while "Replace or keep both" is asked.
    pub fn existing(&self) -> &[Existing] {
        self.question.as_ref().map_or(&[], |(_, existing)| existing)
    }

    pub(crate) fn forget_question(&mut self) {
        if self.question.take().is_some() {
            self.lines.clear();
        }
    }
}

/// What the export dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutgoingCommand {
    /// Opens the dialog.
    Ask,
    Start,
    Cancel,
    /// The answer to "Replace?".
    Answer(IfExists),
    /// Asks for a folder with the system's dialog.
    ChooseFolder,
    Folder(PathBuf),
    Open(PathBuf),
    ShowInFolder(PathBuf),
    Print,
}

pub(crate) fn apply(state: &mut AppState, command: OutgoingCommand) -> Vec<Effect> {
    match command {
        OutgoingCommand::Ask => {
            dialog::open(state, Dialog::Export);
            Vec::new()
        }
        OutgoingCommand::Open(path) => vec![Effect::OpenFile(path)],
        OutgoingCommand::ShowInFolder(path) => vec![Effect::ShowInFolder(path)],
        OutgoingCommand::ChooseFolder => vec![Effect::PickFolder { start: state.export_folder().cloned() }],
        _ => Vec::new(),
    }
}
