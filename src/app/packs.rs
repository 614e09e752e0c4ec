//! The list of packs, and which of them is open.

mod ended;

use std::sync::Arc;

use crate::app::browse::{self, Page};
use crate::app::changing;
use crate::app::details::{MAX_LINE, shortened};
use crate::app::dialog::{self, Dialog};
use crate::app::draft::PackDraft;
use crate::app::edit::Edit;
use crate::app::effect::{Effect, Failure};
use crate::app::history::History;
use crate::app::leaving::{self, Leaving};
use crate::app::local::Local;
use crate::app::moment::When;
use crate::app::notice::Notice;
use crate::app::outgoing::LastExport;
use crate::app::pack_file::{NEWER, PackFile};
use crate::app::pack_files::{self, FileLink, FileTask, OwnFile};
use crate::app::pack_id::{FreshIds, PackId};
use crate::app::release::{self, Leave, ReleaseCommand};
use crate::app::templates;
use crate::app::versions::{self, VersionEntry, Why};
use crate::app::work::Work;
use crate::app::{AppState, SaveState, packing};
use crate::catalogue::search::fold;
use crate::catalogue::{CivilDate, ResourceId};

pub(crate) use ended::task_ended;

/// What stands where a pack has no title.
pub const NO_TITLE: &str = "No title yet";
/// Said where the list would be changed by a run that may not write.
pub const READ_ONLY: &str = "Nothing can be changed here: another run of the program has the data folder";
/// Said where nothing can be written into the data folder.
pub const UNKEPT: &str = "Nothing that you change here is kept: the data folder cannot be written. Save the pack as a \
                          file to keep it";
/// Said where another pack is asked for while files are being made.
pub const EXPORTING: &str = "An export is running";

/// Above so many packs their page has a search.
pub const SEARCH_FROM: usize = 8;

/// The list of packs, and which of them is open.
#[derive(Clone, Debug)]
pub struct Packs {
    pub open: OpenPack,
    pub listing: Listing,
    /// The order of the list that stands there.
    listed: u64,
    /// The pack that is being read to be opened.
    opening: Option<PackId>,
    /// What is done once it is open.
    then: Option<Then>,
    ids: FreshIds,
}

/// What is known of the open pack beside its contents.
#[derive(Clone, Debug)]
pub struct OpenPack {
    pub id: PackId,
    /// When it was last written; `None` where it was not yet.
    pub changed: Option<When>,
    /// The document with nothing in its draft but what this version does not know.
    head: PackFile,
    local_unknown: serde_json::Map<String, serde_json::Value>,
    /// As it is on disk, in the step in which it took another one's place.
    shown_as: Option<(PackFile, Local)>,
}

/// The packs of the data folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Listing {
    #[default]
    Reading,
    /// The last changed one first.
    Ready(Arc<[PackEntry]>),
    Failed(Failure),
}

/// One pack of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct PackEntry {
    pub id: PackId,
    /// May be empty.
    pub title: String,
    pub prepared_for: String,
    /// For the map and the count.
    pub items: Vec<ResourceId>,
    /// The day on which it was made.
    pub created: Option<CivilDate>,
    pub changed: Option<When>,
    pub last_export: Option<CivilDate>,
    pub shelf: Shelf,
    /// Why it cannot be opened.
    pub trouble: Option<String>,
}

/// Where a pack lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    Packs,
    Trash,
    Templates,
}

impl Shelf {
    /// Its folder in the data folder.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Packs => "packs",
            Self::Trash => "trash",
            Self::Templates => "templates",
        }
    }
}

/// A pack as it was read from the data folder.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPack {
    pub file: PackFile,
    pub local: Local,
    pub changed: Option<When>,
}

/// What came of taking in a pack file.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenIn {
    pub stored: StoredPack,
    /// What stood in the list, where it was something else.
    pub before: Option<PackDraft>,
    /// It was not in the list, and held answers of another office, which were left out.
    pub forgot: bool,
}

/// What is asked of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PacksCommand {
    /// Shows the list, read again.
    Ask,
    /// An empty pack; the open one stays in the list.
    New,
    Open(PackId),
    /// Opens a pack and goes on with it.
    OpenTo {
        id: PackId,
        then: Then,
    },
    Duplicate(PackId),
    /// Asks for another title.
    AskTitle(PackId),
    Rename {
        id: PackId,
        title: String,
    },
    MoveToTrash(PackId),
    Restore(PackId),
}

/// What is done with a pack that is opened for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Brings this version of it back.
    Return(Box<VersionEntry>),
    /// Looks at what would leave with a copy to share, and asks where that goes.
    Share,
}

/// What the shell does with packs that are not open, in the order in which it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum StoreTask {
    Open(PackId),
    Duplicate {
        from: PackId,
        to: PackId,
        title: String,
        /// The open pack as it is now: what is changed afterwards is written before the task's turn comes.
        now: Option<Box<PackFile>>,
    },
    Rename {
        id: PackId,
        title: String,
    },
    Trash(PackId),
    Restore(PackId),
    /// Takes the contents of a pack file in, which is the pack's own then where there is a link, and opens the pack.
    TakeIn {
        file: Box<PackFile>,
        link: Option<FileLink>,
    },
    /// Puts an earlier version in the place of a document that cannot be read, which is kept beside it, and opens the
    /// pack.
    Mend {
        id: PackId,
        to: Box<VersionEntry>,
    },
    /// Removes a pack that holds nothing; one that has earlier versions goes to the trash.
    Forget(PackId),
    /// Makes a template of a pack.
    SaveTemplate {
        from: PackId,
        to: PackId,
        title: String,
    },
    /// Makes a pack of a template.
    FromTemplate {
        from: PackId,
        to: PackId,
    },
    TrashTemplate(PackId),
}

impl PacksCommand {
    fn writes(&self) -> bool {
        !matches!(self, Self::Ask | Self::New | Self::Open(_) | Self::OpenTo { then: Then::Share, .. })
    }
}

impl PackEntry {
    /// The title, or that there is none.
    pub fn shown_title(&self) -> &str {
        shown(&self.title)
    }

    /// Whether title or readers hold each word that is looked for, whatever the case and the accents.
    pub fn is_found_by(&self, search: &str) -> bool {
        let texts = [fold::key(&self.title), fold::key(&self.prepared_for)];
        let mut words = search.split_whitespace().map(fold::key).filter(|word| !word.is_empty());
        words.all(|word| texts.iter().any(|text| text.contains(&word)))
    }
}

/// A title, or that there is none.
pub fn shown(title: &str) -> &str {
    if title.trim().is_empty() { NO_TITLE } else { title.trim() }
}

impl OpenPack {
    /// Errs with the reason where the pack may only be read.
    pub fn changeable(&self) -> Result<(), &'static str> {
        if self.head.is_newer() { Err(NEWER) } else { Ok(()) }
    }

    fn of(stored: &StoredPack) -> Self {
        let unknown = stored.file.draft.unknown.clone();
        let draft = PackDraft { unknown, ..PackDraft::default() };
        let head = PackFile { draft, changed: None, ..stored.file.clone() };
        let local_unknown = stored.local.unknown.clone();
        Self { id: stored.file.id.clone(), changed: stored.changed, head, local_unknown, shown_as: None }
    }

    fn new(id: PackId, today: CivilDate) -> Self {
        let head = PackFile::new(id.clone(), today, PackDraft::default());
        Self { id, changed: None, head, local_unknown: serde_json::Map::new(), shown_as: None }
    }
}

impl Packs {
    /// At the start: the pack that was open then, or an empty one.
    pub(crate) fn new(stored: Option<&StoredPack>, id: Option<PackId>, seed: [u8; 16], today: CivilDate) -> Self {
        let mut ids = FreshIds::new(seed);
        let open = match stored {
            Some(stored) => OpenPack::of(stored),
            None => OpenPack::new(id.unwrap_or_else(|| ids.next_id()), today),
        };
        Self { open, listing: Listing::default(), listed: 0, opening: None, then: None, ids }
    }

    /// An id that no pack has yet.
    pub(crate) fn fresh_id(&mut self) -> PackId {
        self.ids.next_id()
    }

    /// A pack will be read, and shown then.
    pub(crate) fn wait_for(&mut self, id: &PackId) {
        self.opening = Some(id.clone());
    }

    /// Whether there are so many that one looks for one.
    pub fn is_searchable(&self) -> bool {
        self.entries().len() > SEARCH_FROM
    }

    /// An entry of the list.
    pub fn entry(&self, id: &PackId) -> Option<&PackEntry> {
        self.entries().iter().find(|entry| entry.id == *id)
    }

    /// All entries; empty while they are being read.
    pub fn entries(&self) -> &[PackEntry] {
        match &self.listing {
            Listing::Ready(entries) => entries,
            Listing::Reading | Listing::Failed(_) => &[],
        }
    }
}

impl AppState {
    /// The open pack as it is written.
    pub(crate) fn pack_file(&self) -> PackFile {
        let head = &self.packs.open.head;
        PackFile { draft: PackDraft::of(&self.work, head.draft.unknown.clone()), ..head.clone() }
    }

    /// What is kept of the open pack on this computer alone.
    pub(crate) fn local(&self) -> Local {
        Local { last_export: self.outgoing.last.clone(), unknown: self.packs.open.local_unknown.clone() }
    }

    /// As the pack was when it took another one's place in this step.
    pub(crate) fn taken_as(&mut self) -> Option<(PackFile, Local)> {
        self.packs.open.shown_as.take()
    }

    /// Whether this pack of the list is the open one. A file that may only be read may hold another state of it.
    pub fn is_open(&self, id: &PackId) -> bool {
        *id == self.packs.open.id && self.is_listed()
    }

    /// Whether another pack can be opened now, else why not.
    pub(crate) fn may_switch(&self) -> Result<(), &'static str> {
        if self.outgoing.is_running() { Err(EXPORTING) } else { Ok(()) }
    }
}

pub(crate) fn apply(state: &mut AppState, command: PacksCommand) -> Vec<Effect> {
    if state.mode.is_read_only() && command.writes() {
        state.say(Notice::information(state.mode.words()));
        return Vec::new();
    }
    match command {
        PacksCommand::Ask => {
            browse::open(state, Page::Packs);
            return vec![Effect::ListPacks];
        }
        PacksCommand::New if leaving::asks(state, || Leaving::New) => {}
        PacksCommand::New => return start_new(state),
        PacksCommand::Open(id) => return open(state, id, None),
        PacksCommand::OpenTo { id, then } => return open(state, id, Some(then)),
        PacksCommand::Duplicate(id) => return duplicate(state, id),
        PacksCommand::AskTitle(id) => dialog::open(state, Dialog::RenamePack(id)),
        PacksCommand::Rename { id, title } => return rename(state, id, &title),
        PacksCommand::MoveToTrash(id) => return move_to_trash(state, id),
        PacksCommand::Restore(id) => return vec![Effect::Store(StoreTask::Restore(id))],
    }
    Vec::new()
}

/// An empty pack with what is remembered; the one that was open stays where it is.
pub(crate) fn start_new(state: &mut AppState) -> Vec<Effect> {
    if let Err(why) = state.may_switch() {
        state.say(Notice::information(why));
        return Vec::new();
    }
    let stays = leaving::stays(state);
    let mut effects = leave(state);
    let open = OpenPack::new(state.packs.ids.next_id(), state.clock.today);
    let work = state.fresh_work();
    show(state, open, work, None);
    effects.push(Effect::Files(FileTask::Release));
    leave_list(state);
    if let Some(notice) = stays {
        state.say(notice);
    }
    effects
}

/// From the list the window goes to the pack that is open now.
pub(crate) fn leave_list(state: &mut AppState) {
    if state.browse.page == Page::Packs {
        browse::open(state, Page::Pack);
    }
}

fn open(state: &mut AppState, id: PackId, then: Option<Then>) -> Vec<Effect> {
    if state.is_open(&id) {
        leave_list(state);
        return go_on(state, then);
    }
    if !leaving::gives_way(state, || Leaving::Open { id: id.clone(), then: then.clone() }) {
        return Vec::new();
    }
    open_now(state, id, then)
}

/// Whatever is lost with the open pack.
pub(crate) fn open_now(state: &mut AppState, id: PackId, then: Option<Then>) -> Vec<Effect> {
    state.packs.opening = Some(id.clone());
    let is_damaged = state.packs.entry(&id).is_some_and(|entry| entry.trouble.is_some());
    match then {
        Some(Then::Return(to)) if is_damaged => return vec![Effect::Store(StoreTask::Mend { id, to })],
        then => state.packs.then = then,
    }
    vec![Effect::Store(StoreTask::Open(id))]
}

/// What was asked for with the pack that is open now.
fn go_on(state: &mut AppState, then: Option<Then>) -> Vec<Effect> {
    match then {
        Some(Then::Return(to)) => versions::return_to(state, *to),
        Some(Then::Share) => release::desk::apply(state, ReleaseCommand::Ask(Leave::Share)),
        None => Vec::new(),
    }
}

/// A pack was read. One that is no longer waited for is dropped.
pub(crate) fn opened(state: &mut AppState, stored: &StoredPack) -> Vec<Effect> {
    if state.packs.opening.as_ref() != Some(&stored.file.id) {
        return Vec::new();
    }
    let then = state.packs.then.take();
    let mut effects = show_stored(state, stored);
    if let Err(why) = state.packs.open.changeable() {
        pack_files::tell_read_only(state, why);
    }
    effects.extend(versions::keep(state, Why::Opened));
    effects.extend(pack_files::switched(state));
    changing::offer(state);
    effects.extend(go_on(state, then));
    effects
}

/// A pack was read from what could not be written of it: it is written as soon as that can be.
pub(crate) fn opened_unsaved(state: &mut AppState, stored: &StoredPack) -> Vec<Effect> {
    let effects = opened(state, stored);
    if state.is_open(&stored.file.id) {
        state.packs.open.shown_as = None;
    }
    effects
}

/// Puts a pack that was read in the place of the open one.
pub(crate) fn show_stored(state: &mut AppState, stored: &StoredPack) -> Vec<Effect> {
    let mut effects = leave(state);
    effects.push(Effect::Files(FileTask::Release));
    let work = stored.file.draft.restore(&state.catalogue);
    show(state, OpenPack::of(stored), work, stored.local.last_export.clone());
    leave_list(state);
    effects
}

/// What is open is a pack of the list under another id from now on. What was answered for the other one's occasion is
/// left out; answers whether there was any.
pub(crate) fn become_copy(state: &mut AppState) -> (PackId, bool) {
    let mut draft = state.pack_file().draft;
    let forgot = draft.forget_answers();
    let mut work = draft.restore(&state.catalogue);
    let title = work.details.title.trim();
    if !title.is_empty() {
        work.details.title = free_title(state, title);
    }
    let id = state.packs.ids.next_id();
    show(state, OpenPack::new(id.clone(), state.clock.today), work, None);
    state.packs.open.shown_as = None;
    (id, forgot)
}

/// Whether the last changes of the open pack could not be written and are tried again.
fn is_kept_in_memory(state: &AppState) -> bool {
    state.saved == SaveState::Failed && state.own_file.held.is_none()
}

/// What is done about a pack that is no longer open: an empty one is not kept.
fn leave(state: &mut AppState) -> Vec<Effect> {
    let is_blank = state.work.is_blank() && state.work.removed().is_empty();
    let id = state.packs.open.id.clone();
    if is_kept_in_memory(state) {
        let title = shown(&state.work.details.title);
        let words = format!("“{title}” could not be saved yet. It is tried again for as long as the program runs.");
        let again = crate::app::Command::Packs(PacksCommand::Open(id.clone()));
        state.say(Notice::warning(words).with("Open it again", again));
    }
    if is_blank && !state.mode.is_read_only() && state.packs.open.changed.is_some() {
        vec![Effect::Store(StoreTask::Forget(id)), Effect::ListPacks]
    } else {
        vec![Effect::ListPacks]
    }
}

/// Puts a pack in the place of the open one. Undo belongs to a pack.
fn show(state: &mut AppState, open: OpenPack, work: Work, last_export: Option<LastExport>) {
    state.packs.open = open;
    state.packs.opening = None;
    state.packs.then = None;
    state.work = work;
    state.history = History::default();
    state.selected = None;
    state.preview.close(state.revision);
    state.saved = SaveState::Saved;
    state.outgoing.switch(last_export);
    versions::switched(state);
    state.own_file = OwnFile::default();
    state.packs.open.shown_as = Some((state.pack_file(), state.local()));
    state.dialogs.retain(|dialog| !dialog.is_about_the_open_pack());
}

fn duplicate(state: &mut AppState, from: PackId) -> Vec<Effect> {
    let is_open = state.is_open(&from);
    if is_open && state.packs.open.changed.is_none() && state.work.is_blank() {
        state.say(Notice::information("The pack is empty"));
        return Vec::new();
    }
    let title = if is_open { Some(&state.work.details.title) } else { state.packs.entry(&from).map(|it| &it.title) };
    let title = title.map(|title| title.trim()).filter(|title| !title.is_empty());
    let title = title.map(|title| free_title(state, title)).unwrap_or_default();
    let to = state.packs.ids.next_id();
    let now = is_open.then(|| Box::new(state.pack_file()));
    vec![Effect::Store(StoreTask::Duplicate { from, to, title, now })]
}

/// "Partners (copy)", "Partners (copy 2)": a title that no other pack has.
fn free_title(state: &AppState, title: &str) -> String {
    let is_free = |wanted: &str| {
        state.work.details.title.trim() != wanted
            && state.packs.entries().iter().all(|entry| entry.title.trim() != wanted)
    };
    let copies = (1_u32..).map(|number| match number {
        1 => format!("{title} (copy)"),
        many => format!("{title} (copy {many})"),
    });
    let free = copies.take(1_000).find(|wanted| is_free(wanted));
    shortened(&free.unwrap_or_else(|| title.to_owned()), MAX_LINE)
}

fn rename(state: &mut AppState, id: PackId, title: &str) -> Vec<Effect> {
    dialog::close_all(state, &Dialog::RenamePack(id.clone()));
    let title = shortened(title.trim(), MAX_LINE);
    if state.is_open(&id) {
        state.history.end_merging();
        packing::edit(state, &Edit::Title(title));
        state.history.end_merging();
        return Vec::new();
    }
    vec![Effect::Store(StoreTask::Rename { id, title })]
}

fn move_to_trash(state: &mut AppState, id: PackId) -> Vec<Effect> {
    if !state.is_open(&id) {
        return vec![Effect::Store(StoreTask::Trash(id))];
    }
    if let Err(why) = state.may_switch() {
        state.say(Notice::information(why));
        return Vec::new();
    }
    if state.packs.open.changed.is_none() && state.saved == SaveState::Saved {
        state.say(Notice::information("The pack is empty"));
        return Vec::new();
    }
    let open = OpenPack::new(state.packs.ids.next_id(), state.clock.today);
    let work = state.fresh_work();
    show(state, open, work, None);
    vec![Effect::Files(FileTask::Release), Effect::Store(StoreTask::Trash(id))]
}

/// The list was read. Two that are read at once may end the other way round: the older one says nothing new.
pub(crate) fn listed(state: &mut AppState, order: u64, listed: Result<Arc<[PackEntry]>, Failure>) {
    if order < state.packs.listed {
        return;
    }
    state.packs.listed = order;
    state.packs.listing = match listed {
        Ok(entries) => Listing::Ready(templates::listed(state, &entries)),
        Err(failure) => Listing::Failed(failure),
    };
}
