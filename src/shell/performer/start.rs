//! The start: the data folder is taken, and what is kept there is read.

use std::path::PathBuf;
use std::sync::Arc;

use super::Shell;
use crate::app::{self, Command, Mode, Notice, Office, OutgoingCommand};
use crate::app::{SavedFile, Session, Settings, Start, StoredPack};
use crate::catalogue::Catalogue;
use crate::shell::data_dir::{DataDir, DataDirError, is_write_protected};
use crate::shell::instance::{self, Claim, Lock};
use crate::shell::packs::{self, first};
use crate::shell::performer::Perform as _;
use crate::shell::running::{Began, Running};
use crate::shell::{backup, crash, log, logo, rules, today};
use crate::suggest::rules::Rules;

/// What a start of the window came to.
pub enum Opened {
    /// Show the window.
    Window(Box<Ready>),
    /// The program runs already and comes to the front. End.
    HandedOver,
}

/// What the window starts with, and the shell that performs its effects.
pub struct Ready {
    pub start: Start,
    pub shell: Shell,
}

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    #[error("the data folder cannot be used: {0}")]
    Lock(std::io::Error),
}

/// What the window is started with.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub catalogue: Arc<Catalogue>,
    pub data_dir: Option<PathBuf>,
    /// Pack files to open, in order.
    pub packs: Vec<PathBuf>,
    /// For the first run, where this is the second start.
    pub arguments: Vec<String>,
    /// What has to be said at once.
    pub notices: Vec<Notice>,
}

/// Takes the data folder and reads what is kept there. Call it before the window is made.
pub fn open(wanted: Wanted) -> Result<Opened, StartError> {
    let data = DataDir::open(wanted.data_dir.as_deref())?;
    let held = match instance::claim(&data, &wanted.arguments) {
        Ok(Claim::HandedOver) => return Ok(Opened::HandedOver),
        Ok(Claim::First(lock)) => Held::Ours(lock),
        Ok(Claim::Silent) => Held::Elsewhere,
        Err(error) if data.is_portable() && is_write_protected(&error) => Held::Protected,
        Err(error) => return Err(StartError::Lock(error)),
    };
    let folder = matches!(held, Held::Ours(_)).then(|| data.file(log::FOLDER));
    log::install(folder.clone());
    crash::watch(folder);
    ::log::info!("{} {} started", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    Ok(Opened::Window(Box::new(ready(wanted, data, held))))
}

/// Said where a run on another computer has not ended in this data folder.
const ELSEWHERE: &str = "This data folder was in use on another computer, and was not closed there. If it is open there \
                         still, close it there first: one computer at a time keeps your work together.";

/// Whose the data folder is.
enum Held {
    Ours(Lock),
    /// Another run has it and does not answer.
    Elsewhere,
    /// It lies on a medium that cannot be written.
    Protected,
}

impl Held {
    /// Why nothing is kept.
    fn words(&self) -> Option<&'static str> {
        match self {
            Self::Ours(_) => None,
            Self::Elsewhere => Some(
                "RSO Toolbox is open already and does not answer. This window shows what is kept; nothing can be changed \
                 here.",
            ),
            Self::Protected => Some(
                "This copy lies where nothing can be written. You can look and export; nothing else that you do is kept.",
            ),
        }
    }
}

fn ready(wanted: Wanted, data: DataDir, held: Held) -> Ready {
    let mut notices = wanted.notices;
    let unkept = held.words();
    let (lock, mode) = match held {
        Held::Ours(lock) => (Some(lock), Mode::Usual),
        Held::Elsewhere => (None, Mode::ReadOnly),
        Held::Protected => (None, Mode::Unkept),
    };
    let mut shell = Shell::new(data, lock);
    let mut session = shell.read::<Session>(SavedFile::Session, mode);
    let settings = shell.read::<Settings>(SavedFile::Settings, mode);
    let mut office = shell.read::<Office>(SavedFile::Office, mode);
    office.value.texts.logo = logo::load(shell.data());
    let first = first::find(&shell.store, shell.data(), &mut session.value, mode);
    notices.extend([session.notice, settings.notice, office.notice].into_iter().flatten());
    let (rules, told) = rules::read(shell.data());
    notices.extend(told.map(|told| Notice::warning(&told)));
    notices.extend(first.notices);
    let writable = !first.is_stuck && session.writable && settings.writable && office.writable;
    if let Some(words) = unkept {
        notices.push(Notice::warning(words));
    } else {
        let began = Running::begin(shell.data());
        notices.extend(came_back(&began, first.pack.as_ref()));
        notices.extend(began.elsewhere.then(|| Notice::warning(ELSEWHERE)));
        shell.running = began.running;
        shell.clear_leftovers();
    }
    let documents = directories::UserDirs::new();
    let documents = documents.and_then(|dirs| dirs.document_dir().or(Some(dirs.home_dir())).map(PathBuf::from));
    let start = Start {
        catalogue: wanted.catalogue,
        session: session.value,
        pack: first.pack,
        seed: packs::seed(),
        settings: settings.value,
        office: office.value,
        rules: Arc::new(rules.unwrap_or_else(|| Rules::built_in().clone())),
        mode: if mode == Mode::Usual && !writable { Mode::Unkept } else { mode },
        clock: shell.clock(),
        drawing: app::Drawing::default(),
        documents,
        last_backup: backup::last(shell.data()),
        private_words: shell.around.private.clone(),
        notices,
        opens: wanted.packs,
    };
    Ready { start, shell }
}

/// What is said after a run that was ended in the middle.
fn came_back(began: &Began, pack: Option<&StoredPack>) -> Option<Notice> {
    let stored = pack.filter(|_| began.after_a_crash);
    let mut words = stored.map(|stored| {
        let title = stored.file.draft.details.title.trim();
        let name = if title.is_empty() { "Your pack".to_owned() } else { format!("Your pack “{title}”") };
        let when = stored.changed.map_or_else(|| "before".to_owned(), |when| when.words(today()));
        let when = when.strip_prefix("today ").unwrap_or(&when);
        format!("{name} came back as it was {when}.")
    });
    let Some(report) = &began.report else { return words.map(Notice::information) };
    let name = report.file_name().unwrap_or_default().to_string_lossy();
    let fault = format!("RSO Toolbox ended because of a fault in it; {name} says where.");
    words = Some(words.map_or_else(|| fault.clone(), |words| format!("{words} {fault}")));
    let show = Command::Outgoing(OutgoingCommand::ShowInFolder(report.clone()));
    words.map(|words| Notice::information(words).with("Show in folder", show))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_the_last_run_is_named_and_its_folder_opens() {
        let report = PathBuf::from("log").join("crash-2026-11-24-101500.txt");
        let began = Began { running: None, after_a_crash: true, elsewhere: false, report: Some(report.clone()) };
        let told = came_back(&began, None).unwrap();
        assert_eq!(told.words, "RSO Toolbox ended because of a fault in it; crash-2026-11-24-101500.txt says where.");
        assert_eq!(told.actions[0].command, Command::Outgoing(OutgoingCommand::ShowInFolder(report)));
        let killed = Began { report: None, ..began };
        assert_eq!(came_back(&killed, None), None, "nothing was open, and nobody knows why it ended");
    }
}
