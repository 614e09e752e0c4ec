//! The application core: all that the window can show, and the only way in which it changes.
//!
//! [`AppState`] is read by views; [`dispatch`] applies a [`Command`] and describes what else has to happen as
//! [`Effect`]s; the shell performs them and sends [`Outcome`]s back as commands.
//! Nothing here knows a file, a thread, a clock or the toolkit.

pub mod action;
pub mod backup;
pub mod backups;
pub mod browse;
pub mod changing;
pub mod clock;
pub mod command;
pub mod cost;
pub mod details;
pub mod dialog;
pub mod draft;
pub mod drawing;
pub mod edit;
pub mod effect;
pub mod enclosing;
pub mod giving;
pub mod history;
pub mod known;
pub mod leaving;
pub mod local;
pub mod moment;
pub mod notice;
pub mod office;
pub mod outgoing;
pub mod pack_file;
pub mod pack_files;
pub mod pack_id;
pub mod packing;
pub mod packs;
pub mod preferences;
pub mod preview;
pub mod proposing;
pub mod release;
pub mod session;
pub mod settings;
pub mod stored;
pub mod system_look;
pub mod templates;
pub mod times;
pub mod versions;
pub mod work;
mod outcome;

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::backup::LastBackup;
use crate::app::known::Change;
use crate::app::system_look::SystemLook;
use crate::catalogue::{Catalogue, Contact, ResourceId};
use crate::pack::Request;
use crate::pack::words;
use crate::suggest::rules::Rules;

pub use action::{Action, Menu};
pub use backups::{BackupCommand, BackupOutcome, Backups};
pub use browse::{Browse, BrowseCommand, Chip, Filters, Group, Page, View};
pub use changing::ChangeCommand;
pub use clock::Clock;
pub use command::{Command, dispatch};
pub use cost::Cost;
pub use details::Details;
pub use dialog::{Dialog, DialogCommand, HelpTopic, NoteKind, RequestFor, TextOf};
pub use draft::PackDraft;
pub use drawing::Drawing;
pub use edit::{Edit, ItemEdit, SectionEdit, Step, Wanted};
pub use effect::{Clipboard, Effect, Failure, Outcome, Region, SavedFile, WindowEffect};
pub use enclosing::EnclosingCommand;
pub use giving::GivingCommand;
pub use history::History;
pub use leaving::{Leaving, Unkept};
pub use local::Local;
pub use moment::{Moment, When};
pub use notice::{Notice, NoticeAction, NoticeId, Notices, Tone};
pub use office::{Office, OfficeDraft};
pub use outgoing::{
    Existing, Finished, IfExists, Lacking, LastExport, Line, Outgoing, OutgoingCommand, OutgoingId, Recipe, Stage,
};
pub use pack_file::PackFile;
pub use pack_files::{FileAnswer, FilePurpose, FileTask, FilesCommand, OwnFile};
pub use pack_id::PackId;
pub use packing::PackingCommand;
pub use packs::{Listing, PackEntry, Packs, PacksCommand, Shelf, StoreTask, StoredPack, TakenIn, Then};
pub use preferences::PreferenceCommand;
pub use preview::{Drawn, LaidOut, Looked, MAX_LAID_OUT, PageZoom, Preview, PreviewCommand};
pub use proposing::{Proposing, ProposingCommand, QuestionNumber, Reading};
pub use release::{Leave, LookOver, LookedOver, Release, ReleaseCommand, ReleaseEdit};
pub use session::Session;
pub use settings::{Renderer, Settings, Theme, WindowPlace};
pub use templates::{TemplateCommand, Templates};
pub use versions::{
    VersionEntry, VersionId, VersionList, Versions, VersionsAnswer, VersionsCommand, VersionsTask, Why,
};
pub use work::{Clearance, Item, Revision, Section, SectionKey, Work};

/// All that the window can show.
pub struct AppState {
    pub catalogue: Arc<Catalogue>,
    pub browse: Browse,
    /// All packs, and which one is open.
    pub packs: Packs,
    /// The pack file that the open pack has.
    pub own_file: OwnFile,
    /// Earlier versions of the open pack.
    pub versions: Versions,
    /// The open pack: what undo covers.
    pub work: Work,
    pub revision: Revision,
    pub history: History,
    /// The chosen row of the tray.
    pub selected: Option<ResourceId>,
    pub preview: Preview,
    pub saved: SaveState,
    pub proposing: Proposing,
    pub outgoing: Outgoing,
    /// The resources whose documents are being taken into the pack.
    pub enclosing: Vec<ResourceId>,
    pub backups: Backups,
    pub templates: Templates,
    /// What has changed since the open pack was made, as it was last looked for.
    pub changes: Vec<Change>,
    /// What the check before a pack leaves knows.
    pub release: Release,
    /// The last one is on top.
    pub dialogs: Vec<Dialog>,
    /// The request that is shown, while its dialog is open.
    pub request: Option<Request>,
    pub notices: Notices,
    pub settings: Settings,
    pub office: Office,
    /// By what proposals are made: the program's own rules, or the office's changed copy.
    pub rules: Arc<Rules>,
    pub mode: Mode,
    pub clock: Clock,
    /// What the system asks of all programs.
    pub system: SystemLook,
    /// Who draws the window.
    pub drawing: Drawing,
    /// The window closes, whatever is gone with it.
    is_ending: bool,
    /// The person's folder for documents.
    documents: Option<PathBuf>,
    session_unknown: serde_json::Map<String, serde_json::Value>,
}

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Start {
    pub catalogue: Arc<Catalogue>,
    pub session: Session,
    /// The pack that was open; `None` is an empty one.
    pub pack: Option<StoredPack>,
    /// Random: ids of new packs are made from it.
    pub seed: [u8; 16],
    pub settings: Settings,
    pub office: Office,
    pub rules: Arc<Rules>,
    pub mode: Mode,
    pub clock: Clock,
    pub drawing: Drawing,
    pub documents: Option<PathBuf>,
    pub last_backup: LastBackup,
    /// Words of this computer, such as the user's name.
    pub private_words: Vec<String>,
    /// What has to be said at once: a damaged file, a catalogue with problems.
    pub notices: Vec<Notice>,
    /// Pack files to open, in order.
    pub opens: Vec<PathBuf>,
}

impl Start {
    /// A first start on this catalogue.
    pub fn fresh(catalogue: Arc<Catalogue>, clock: Clock) -> Self {
        Self {
            catalogue,
            session: Session::default(),
            pack: None,
            seed: [0; 16],
            settings: Settings::default(),
            office: Office::default(),
            rules: Arc::new(Rules::built_in().clone()),
            mode: Mode::default(),
            clock,
            drawing: Drawing::default(),
            documents: None,
            last_backup: LastBackup::default(),
            private_words: Vec::new(),
            notices: Vec::new(),
            opens: Vec::new(),
        }
    }
}

/// Whether this run may write into the data folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    #[default]
    Usual,
    /// Another run holds the data folder and does not answer: packs are as that run has them.
    ReadOnly,
    /// Nothing can be written there, or a file there can neither be read nor set aside: what is changed is gone at the
    /// end, unless it is saved as a file.
    Unkept,
}

impl Mode {
    /// Whether nothing is saved.
    pub fn is_read_only(self) -> bool {
        self != Self::Usual
    }

    /// Why nothing is saved.
    pub fn words(self) -> &'static str {
        match self {
            Self::Usual | Self::ReadOnly => packs::READ_ONLY,
            Self::Unkept => packs::UNKEPT,
        }
    }
}

/// Whether the pack is on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    #[default]
    Saved,
    Saving,
    Failed,
}

/// What is written to the data folder.
pub(crate) struct Kept {
    pack: PackFile,
    local: Local,
    session: Session,
    settings: Settings,
    office: Office,
}

impl AppState {
    /// The state at the start, and what has to be done first.
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let session = start.session;
        let stored = start.pack.as_ref();
        let mut state = Self {
            packs: Packs::new(stored, session.pack, start.seed, start.clock.today),
            work: stored.map(|stored| stored.file.draft.restore(&start.catalogue)).unwrap_or_default(),
            own_file: OwnFile::default(),
            versions: Versions::default(),
            browse: Browse::restored(&start.catalogue, session.filters, session.view),
            catalogue: start.catalogue,
            revision: Revision::default(),
            history: History::default(),
            selected: None,
            preview: Preview::default(),
            saved: SaveState::default(),
            proposing: Proposing::default(),
            outgoing: Outgoing::restored(stored.and_then(|stored| stored.local.last_export.clone())),
            enclosing: Vec::new(),
            backups: Backups::new(start.last_backup),
            templates: Templates::default(),
            changes: Vec::new(),
            release: Release::new(start.private_words),
            dialogs: Vec::new(),
            request: None,
            notices: Notices::default(),
            settings: start.settings,
            office: start.office,
            rules: start.rules,
            mode: start.mode,
            clock: start.clock,
            system: SystemLook::default(),
            drawing: start.drawing,
            is_ending: false,
            documents: start.documents,
            session_unknown: session.unknown,
        };
        if start.pack.is_none() {
            state.work = state.fresh_work();
        }
        if let Some(id) = session.open.filter(|id| state.catalogue.resource(id).is_some()) {
            browse::show(&mut state, Page::Resource(id));
        }
        state.browse.refresh(&state.catalogue);
        for notice in start.notices {
            state.say(notice);
        }
        let mut effects = vec![Effect::AskSystem, Effect::BuildIndex(Arc::clone(&state.catalogue)), Effect::ListPacks];
        effects.extend(state.lay_out());
        effects.extend(versions::keep(&mut state, Why::Opened));
        effects.extend(pack_files::switched(&mut state));
        changing::offer(&mut state);
        effects.extend(pack_files::apply(&mut state, FilesCommand::OpenAll(start.opens)));
        if state.mode.is_read_only() {
            effects.retain(|effect| !effect.is_save());
        }
        (state, effects)
    }

    /// The dialog that has the focus.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialogs.last()
    }

    /// The contact details that packs carry now.
    pub fn contact(&self) -> &Contact {
        self.office.contact_or(&self.catalogue)
    }

    /// Where exports go.
    pub fn export_folder(&self) -> Option<&PathBuf> {
        self.settings.export_folder.as_ref().or(self.documents.as_ref())
    }

    /// "7 resources, nothing else. The documents are not enclosed; the entries say how to get them."
    pub fn scope_words(&self) -> String {
        match self.work.items().len() {
            0 => "No resources yet".to_owned(),
            count => words::scope(count, self.work.enclosed()),
        }
    }

    /// All that a pack of the chosen items is built from.
    pub fn recipe(&self) -> Recipe {
        Recipe::of(Arc::clone(&self.catalogue), &self.work, self.clock.today, &self.office)
    }

    /// Says something at the edge of the window.
    pub(crate) fn say(&mut self, notice: Notice) {
        self.notices.push(notice, self.clock.now_ms);
    }

    pub(crate) fn kept(&self) -> Kept {
        Kept {
            pack: self.pack_file(),
            local: self.local(),
            session: Session {
                pack: self.is_listed().then(|| self.packs.open.id.clone()),
                embedded: None,
                filters: self.browse.filters.clone(),
                view: self.browse.view,
                open: self.browse.open_resource().cloned(),
                unknown: self.session_unknown.clone(),
            },
            settings: self.settings.clone(),
            office: self.office.clone(),
        }
    }
}
