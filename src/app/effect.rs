//! Effects: work that the core describes and the shell performs.
//! Outcomes: what came of it, sent back as a command.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::backups::{BackupOutcome, Picking};
use crate::app::local::Local;
use crate::app::moment::When;
use crate::app::office::Office;
use crate::app::outgoing::{Existing, Finished, OutgoingId, Recipe, Request};
use crate::app::pack_file::PackFile;
use crate::app::pack_files::{FileAnswer, FilePurpose, FileTask};
use crate::app::pack_id::PackId;
use crate::app::packs::{PackEntry, StoreTask, StoredPack, TakenIn};
use crate::app::preview::{Drawn, LaidOut, Looked};
use crate::app::proposing::{Asked, Pasted, QuestionNumber, Reading};
use crate::app::release::{LookOver, LookedOver};
use crate::app::session::Session;
use crate::app::settings::Settings;
use crate::app::system_look::SystemLook;
use crate::app::templates::Starter;
use crate::app::versions::{VersionsAnswer, VersionsTask};
use crate::app::work::Revision;
use crate::catalogue::search::Index;
use crate::catalogue::{Catalogue, ResourceId};
use crate::export::{FontSet, Format};
use crate::pack::{EnclosedFile, Logo};
use crate::suggest::Proposal;
use crate::suggest::rules::Rules;

/// Work outside the core.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Asks which colours and how much movement the system wants.
    AskSystem,
    /// Makes the search index.
    BuildIndex(Arc<Catalogue>),
    /// Makes a proposal.
    Propose(Asked),
    /// Reads a pasted text.
    ReadRequest(Pasted),
    /// Keeps which pack is open, the filters and the place.
    SaveSession(Box<Session>),
    /// Keeps the open pack, at once.
    SavePack {
        pack: Box<PackFile>,
        revision: Revision,
    },
    /// Keeps what belongs to a pack on this computer alone.
    SaveLocal {
        id: PackId,
        local: Box<Local>,
    },
    /// Reads the list of packs.
    ListPacks,
    /// Does something with packs that are not open.
    Store(StoreTask),
    /// Does something with pack files.
    Files(FileTask),
    /// Does something with versions of a pack.
    Versions(VersionsTask),
    /// Makes starters from the catalogue's audiences.
    MakeStarters {
        catalogue: Arc<Catalogue>,
        rules: Arc<Rules>,
        email: String,
    },
    /// Asks with the system's dialog where a backup goes, or where one is.
    PickBackup(Picking),
    /// Makes a backup once all that was changed is written.
    MakeBackup(PathBuf),
    /// Brings a backup in once all that was changed is written.
    BringInBackup(PathBuf),
    CancelBackup,
    SaveSettings(Box<Settings>),
    SaveOffice(Box<Office>),
    /// Lays the pack out; only the newest is wanted.
    LayOutPages {
        revision: Revision,
        recipe: Box<Recipe>,
    },
    /// Draws these pages, now and after each layout; only the newest wish counts.
    LookAtPages(Looked),
    /// Looks into documents and pages before a pack leaves.
    LookOver(Box<LookOver>),
    /// Makes files.
    Export(Box<Request>),
    CancelExport(OutgoingId),
    /// Makes a PDF in the data folder and opens it in the system's reader.
    Print(Box<Recipe>),
    /// Puts a text on the clipboard.
    Copy(Clipboard),
    /// Opens an `https:` or `http:` address in the browser.
    OpenAddress(String),
    /// Opens a `mailto:` address in the mail program.
    OpenMail(String),
    OpenFile(PathBuf),
    ShowInFolder(PathBuf),
    /// Asks for a folder with the system's dialog.
    PickFolder {
        start: Option<PathBuf>,
    },
    /// Asks for a picture with the system's dialog, and keeps it as the office's logo.
    PickLogo,
    /// Keeps a picture as the office's logo.
    TakeLogo(PathBuf),
    RemoveLogo,
    /// Asks for a document with the system's dialog.
    PickDocument {
        pack: PackId,
        item: ResourceId,
    },
    /// Takes a document into the folder of a pack.
    TakeFile {
        pack: PackId,
        item: ResourceId,
        path: PathBuf,
    },
    /// Makes a copy of a picture in the folder of a pack, without its properties.
    CleanFile {
        pack: PackId,
        item: ResourceId,
        file: EnclosedFile,
    },
    /// Asks for a pack file with the system's dialog.
    PickFile {
        /// The open pack.
        pack: PackId,
        purpose: FilePurpose,
        start: Option<PathBuf>,
        name: String,
    },
    OpenDataFolder,
    /// Forgets that the graphics card failed at a start.
    TryGraphicsAgain,
    /// Looks among the system's fonts for these characters, which no font of the window has.
    FindFonts(Vec<char>),
    /// Done by the window itself.
    Window(WindowEffect),
}

impl Effect {
    /// Whether it changes what the data folder keeps.
    pub(crate) fn is_save(&self) -> bool {
        match self {
            Self::SaveSession(_)
            | Self::SavePack { .. }
            | Self::SaveLocal { .. }
            | Self::SaveSettings(_)
            | Self::SaveOffice(_)
            | Self::TryGraphicsAgain
            | Self::BringInBackup(_) => true,
            Self::Store(task) => !matches!(task, StoreTask::Open(_)),
            Self::Versions(task) => task.writes(),
            Self::Files(task) => {
                !matches!(task, FileTask::Look(_) | FileTask::Share { .. } | FileTask::SaveApart { .. })
            }
            _ => false,
        }
    }
}

/// What only the window can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowEffect {
    Focus(Region),
    /// Goes round the regions: top bar, sidebar, search, results, tray.
    FocusNextRegion,
    FocusPreviousRegion,
    /// Comes to the front, because the program was started a second time.
    Raise,
    Close,
}

/// A part of the window that can hold the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub enum Region {
    TopBar,
    Sidebar,
    Search,
    Results,
    Tray,
}

/// A text for the clipboard, plain and formatted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clipboard {
    pub plain: String,
    /// An HTML fragment; empty where there is none.
    pub html: String,
    /// What was copied, for the message: "Copied as text".
    pub said: String,
}

/// What came of an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    IndexBuilt(IndexBuilt),
    /// What is proposed for the audiences of that question.
    Proposed {
        number: QuestionNumber,
        proposal: Arc<Proposal>,
    },
    /// What was understood of a pasted text.
    RequestRead {
        number: QuestionNumber,
        reading: Arc<Reading>,
    },
    /// No proposal came of that question.
    ProposalFailed {
        number: QuestionNumber,
        failure: Failure,
    },
    /// A pack was written as it was at that revision. Newer changes may wait still.
    PackSaved {
        id: PackId,
        revision: Revision,
        at: When,
    },
    /// A pack could not be written; it is kept in memory and tried again.
    PackNotSaved {
        id: PackId,
        /// `None` where it was said before.
        failure: Option<Failure>,
    },
    /// A pack to be shown.
    PackOpened(Box<StoredPack>),
    /// A pack to be shown whose newest state is not in the data folder, because it could not be written.
    UnsavedOpened(Box<StoredPack>),
    /// Other states of that pack were found beside it, and are earlier versions now.
    StatesBeside {
        pack: Box<PackFile>,
        count: usize,
    },
    /// The office's details were not as this program left them; what stood there was kept there.
    OfficeElsewhere {
        kept: PathBuf,
    },
    /// A pack file was taken into the list, and is to be shown where it is waited for.
    PackTakenIn(Box<TakenIn>),
    /// What the system wants of all programs.
    SystemLook(SystemLook),
    StartersMade(Arc<[Starter]>),
    /// What came of a backup.
    Backup(BackupOutcome),
    PacksListed {
        /// Rises with each time that the list is read.
        order: u64,
        listed: Result<Arc<[PackEntry]>, Failure>,
    },
    /// Something was done with packs that are not open, or could not be.
    StoreEnded {
        task: StoreTask,
        result: Result<(), Failure>,
    },
    /// What was asked about pack files.
    Files(Result<FileAnswer, Failure>),
    /// A pack in the data folder is not as this program left it; it was not written.
    PackChanged {
        id: PackId,
    },
    /// A path was chosen with the system's dialog, which was opened for that pack.
    FilePicked {
        pack: PackId,
        purpose: FilePurpose,
        path: PathBuf,
    },
    /// The same as [`Outcome::NoDialog`], for a pack file.
    NoFileDialog(FilePurpose),
    /// What was asked of the versions of that pack.
    Versions {
        pack: PackId,
        answer: Result<VersionsAnswer, Failure>,
    },
    /// A small file could not be written; what it keeps is in memory and is tried again.
    SaveFailed {
        file: SavedFile,
        failure: Failure,
    },
    /// The pages of a pack, with the pictures of those in sight.
    PagesLaidOut(LaidOut),
    PageDrawn(Drawn),
    /// The bytes that the PDF of that revision has.
    PdfMeasured {
        revision: Revision,
        bytes: u64,
    },
    PagesFailed {
        revision: Revision,
        failure: Failure,
    },
    /// What documents and pages say.
    LookedOver(LookedOver),
    /// Files of these names are there; nothing was made yet.
    Exists {
        id: OutgoingId,
        existing: Vec<Existing>,
    },
    Progress {
        id: OutgoingId,
        format: Format,
        done: u32,
        total: u32,
        doing: String,
    },
    Exported {
        id: OutgoingId,
        format: Format,
        finished: Box<Finished>,
    },
    ExportFailed {
        id: OutgoingId,
        format: Format,
        failure: Failure,
    },
    ExportCancelled {
        id: OutgoingId,
    },
    /// The export stopped because of a fault of ours.
    ExportFaulty {
        id: OutgoingId,
        failure: Failure,
    },
    /// All formats are through.
    ExportEnded {
        id: OutgoingId,
    },
    /// What went out was noted in the data folder, or could not be.
    ReceiptKept {
        id: OutgoingId,
        kept: Result<PathBuf, Failure>,
    },
    /// The PDF stands in the system's reader, or could not be made.
    Printed(Result<(), Failure>),
    Copied {
        said: String,
    },
    FolderPicked(PathBuf),
    PickCancelled,
    /// No dialog of the system answers: a path field has to do.
    NoDialog,
    DocumentPicked {
        pack: PackId,
        item: ResourceId,
        path: PathBuf,
    },
    /// The office's logo was taken, or could not be.
    LogoTaken(Result<Logo, Failure>),
    /// The same as [`Outcome::NoDialog`], for the logo.
    NoLogoDialog,
    /// The same as [`Outcome::NoDialog`], for a document.
    NoDocumentDialog {
        item: ResourceId,
    },
    /// A document lies in the folder of its pack, or could not be taken.
    DocumentTaken {
        pack: PackId,
        item: ResourceId,
        result: Result<EnclosedFile, Failure>,
    },
    /// Something did not work; nothing is lost.
    Failed(Failure),
    /// Fonts of the system for characters of the window; the window takes them.
    FontsFound(FontsFound),
    /// The program was started again; the first window comes to the front.
    StartedAgain {
        arguments: Vec<String>,
    },
    /// The system ends the program, as at a log-off.
    SystemEnds,
}

/// A ready search index.
#[derive(Clone)]
pub struct IndexBuilt {
    pub index: Arc<Index>,
}

impl PartialEq for IndexBuilt {
    /// The same index, not an equal one: it is large.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.index, &other.index)
    }
}

impl std::fmt::Debug for IndexBuilt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IndexBuilt")
    }
}

/// The contents of fonts of the system.
#[derive(Clone, Default, PartialEq)]
pub struct FontsFound {
    pub fonts: FontSet,
}

impl std::fmt::Debug for FontsFound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FontsFound")
    }
}

/// A small file of the data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SavedFile {
    Session,
    Settings,
    Office,
}

impl SavedFile {
    /// Its name in the data folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session.json",
            Self::Settings => "settings.json",
            Self::Office => "office.json",
        }
    }
}

/// Something that did not work, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened and what to do, for the person.
    pub words: String,
    /// For "Copy details" and the log: never a title, a message, a recipient or a folder name.
    pub details: String,
}
