//! Earlier versions of a pack: when one is kept, which go again, and going back to one.

mod difference;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::dialog::{self, Dialog};
use crate::app::draft::PackDraft;
use crate::app::effect::{Effect, Failure};
use crate::app::moment::{Moment, When};
use crate::app::notice::Notice;
use crate::app::pack_file::PackFile;
use crate::app::pack_id::PackId;
use crate::app::packs::{self, PacksCommand, Then};
use crate::app::{AppState, Command, outcome};

pub use difference::difference;

/// The most versions that a pack keeps.
pub const MAX_VERSIONS: usize = 200;
/// So many of the newest stay, however close together they are.
const NEWEST: usize = 100;
/// After so much work a version is kept by itself.
const WORK_MS: u64 = 600_000;
/// By what rule versions go, as it is said to people.
pub const RULE: &str = "The newest 100 stay, of older ones the last of each day, at most 200 in all. \
                        What you kept yourself and what came from another computer go last.";
/// Said in the place of a comparison.
const UNREADABLE: &str = "The pack as it is now cannot be read. It is kept beside the version that you bring back.";
/// What undo calls going back.
const RETURN: &str = "return to an earlier version";

/// Why a version was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Why {
    Opened,
    Worked,
    Exported,
    /// Somebody asked for it.
    Kept,
    /// An earlier version, or what stood in its file, took its place.
    Before,
    /// A sync program had it beside the pack, because two computers wrote it at once.
    Beside,
}

impl Why {
    /// The word that the file's name has for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Worked => "worked",
            Self::Exported => "exported",
            Self::Kept => "kept",
            Self::Before => "before",
            Self::Beside => "beside",
        }
    }

    /// The words shown.
    pub fn words(self) -> &'static str {
        match self {
            Self::Opened => "as it was opened",
            Self::Worked => "after ten minutes of work",
            Self::Exported => "as it was exported",
            Self::Kept => "kept by you",
            Self::Before => "before another state took its place",
            Self::Beside => "found beside the pack, from another computer",
        }
    }

    /// Whether it stays however old it is.
    fn stays(self) -> bool {
        matches!(self, Self::Kept | Self::Beside)
    }

    /// Whether it is kept although the newest version has the same contents.
    fn says_more_than(self, newest: Self) -> bool {
        matches!(self, Self::Exported | Self::Kept) && self != newest
    }
}

/// Tells the versions of one pack apart. Older ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId {
    pub at: Moment,
    pub why: Why,
}

impl VersionId {
    /// The name of its file, without the ending: "20261124T143205Z-opened".
    pub fn name(self) -> String {
        let at: String = self.at.to_string().chars().filter(|sign| !matches!(sign, '-' | ':')).collect();
        format!("{at}-{}", self.why.code())
    }

    /// Reads what [`VersionId::name`] writes, nothing else.
    pub fn parse(name: &str) -> Option<Self> {
        let (at, code) = name.split_once('-')?;
        let why = <Why as strum::IntoEnumIterator>::iter().find(|why| why.code() == code)?;
        let part = |from: usize, to: usize| at.get(from..to);
        let (date, time) = (part(0, 8)?, part(8, 16)?);
        let text = format!(
            "{}-{}-{}{}:{}:{}",
            date.get(..4)?,
            date.get(4..6)?,
            date.get(6..)?,
            time.get(..3)?,
            time.get(3..5)?,
            time.get(5..)?
        );
        let id = Self { at: Moment::parse(&text)?, why };
        (id.name() == name).then_some(id)
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionEntry {
    pub id: VersionId,
    pub at: When,
    pub title: String,
    pub count: usize,
}

/// That other states of a pack were found beside it.
pub fn told_beside(pack: &PackFile, count: usize) -> Notice {
    let title = packs::shown(&pack.draft.details.title);
    let words = match count {
        1 => format!("A sync program had another state of “{title}” beside it. It is an earlier version now."),
        _ => format!("A sync program had {count} other states of “{title}” beside it. They are earlier versions now."),
    };
    let show = Command::Versions(VersionsCommand::AskOf(pack.id.clone()));
    Notice::warning(words).with("Earlier versions…", show)
}

/// Whether a version is worth keeping beside the newest one.
pub fn is_worth(draft: &PackDraft, why: Why, newest: Option<(&PackDraft, Why)>) -> bool {
    match newest {
        _ if draft.is_blank() => false,
        Some((newest, of)) => newest != draft || why.says_more_than(of),
        None => true,
    }
}

/// Which versions go, by [`RULE`].
pub fn thinned(versions: &[VersionId]) -> Vec<VersionId> {
    let mut all = versions.to_vec();
    all.sort_unstable_by(|one, other| other.cmp(one));
    let mut days = BTreeSet::new();
    let mut gone = Vec::new();
    let mut stay = Vec::new();
    for (place, id) in all.into_iter().enumerate() {
        let is_last_of_day = days.insert(id.at.day());
        if place < NEWEST || id.why.stays() || is_last_of_day { stay.push(id) } else { gone.push(id) }
    }
    while stay.len() > MAX_VERSIONS {
        let older = stay.get(NEWEST..).unwrap_or_default();
        let oldest = older.iter().rposition(|id| !id.why.stays()).map(|at| NEWEST + at);
        let oldest = oldest.unwrap_or(stay.len() - 1);
        gone.push(stay.remove(oldest));
    }
    gone
}

/// The versions of the open pack, or of another one of the list while its dialog is open.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The pack whose versions are listed; `None` is the open one.
    pub other: Option<PackId>,
    pub listing: VersionList,
    pub chosen: Option<VersionId>,
    /// What has changed since the chosen one; `None` while it is being read.
    pub since: Option<Arc<[String]>>,
    /// When the last one was kept.
    kept_ms: u64,
    /// The pack as it is being exported.
    exporting: Option<Box<PackFile>>,
}

/// The versions as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum VersionList {
    #[default]
    Reading,
    /// The newest one first.
    Ready(Arc<[VersionEntry]>),
    Failed(Failure),
}

impl Versions {
    /// All that are known; empty while they are being read.
    pub fn entries(&self) -> &[VersionEntry] {
        match &self.listing {
            VersionList::Ready(entries) => entries,
            VersionList::Reading | VersionList::Failed(_) => &[],
        }
    }
}

/// What is asked about versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionsCommand {
    /// Opens the list of the open pack.
    Ask,
    /// Opens the list of this pack, which need not be the open one.
    AskOf(PackId),
    /// Keeps the pack as it is now.
    Keep,
    /// Compares this one with the pack as it is now.
    Choose(VersionId),
    /// Makes the pack again what it was. Another pack than the open one is opened for it.
    Return(VersionId),
}

/// What the shell does with versions, in the order in which it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum VersionsTask {
    Keep {
        pack: Box<PackFile>,
        why: Why,
    },
    List(PackId),
    Read {
        pack: PackId,
        version: VersionId,
    },
    /// Keeps the pack as it is, and reads the version only then.
    Return {
        now: Box<PackFile>,
        to: VersionId,
    },
}

impl VersionsTask {
    /// Whether it changes what the data folder keeps.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Keep { .. } | Self::Return { .. })
    }

    /// The pack that it is about.
    pub fn pack(&self) -> &PackId {
        match self {
            Self::Keep { pack, .. } => &pack.id,
            Self::List(pack) | Self::Read { pack, .. } => pack,
            Self::Return { now, .. } => &now.id,
        }
    }
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq)]
pub enum VersionsAnswer {
    Kept(Why),
    Listed(Arc<[VersionEntry]>),
    /// `now` is the pack as it lies in the data folder.
    Read {
        version: VersionId,
        draft: Box<PackDraft>,
        now: Box<PackDraft>,
    },
    Returned {
        to: VersionId,
        draft: Box<PackDraft>,
    },
}

pub(crate) fn apply(state: &mut AppState, command: VersionsCommand) -> Vec<Effect> {
    let pack = state.versions_of().clone();
    let task = match command {
        VersionsCommand::Ask => return ask(state, None),
        VersionsCommand::AskOf(id) => return ask(state, Some(id).filter(|id| !state.is_open(id))),
        VersionsCommand::Keep => return keep(state, Why::Kept).into_iter().collect(),
        VersionsCommand::Choose(version) => {
            state.versions.chosen = Some(version);
            state.versions.since = None;
            VersionsTask::Read { pack, version }
        }
        VersionsCommand::Return(to) => {
            let entry = state.versions.entries().iter().find(|entry| entry.id == to).cloned();
            if let (Some(id), Some(to)) = (state.versions.other.clone(), entry) {
                return packs::apply(state, PacksCommand::OpenTo { id, then: Then::Return(Box::new(to)) });
            }
            if let Err(why) = state.unchangeable() {
                state.say(Notice::information(why));
                return Vec::new();
            }
            VersionsTask::Return { now: Box::new(state.pack_file()), to }
        }
    };
    vec![Effect::Versions(task)]
}

fn ask(state: &mut AppState, other: Option<PackId>) -> Vec<Effect> {
    state.versions.other = other;
    state.versions.listing = VersionList::Reading;
    state.versions.chosen = None;
    dialog::open(state, Dialog::Versions);
    vec![Effect::Versions(VersionsTask::List(state.versions_of().clone()))]
}

/// The pack was opened to bring this version back.
pub(crate) fn return_to(state: &mut AppState, entry: VersionEntry) -> Vec<Effect> {
    let to = entry.id;
    // Its line says when that was.
    state.versions.listing = VersionList::Ready(Arc::new([entry]));
    apply(state, VersionsCommand::Return(to))
}

/// Keeps the open pack as it is now.
pub(crate) fn keep(state: &mut AppState, why: Why) -> Option<Effect> {
    let pack = state.pack_file();
    keep_that(state, pack, why)
}

/// Keeps the open pack as it was a moment ago.
fn keep_that(state: &mut AppState, pack: PackFile, why: Why) -> Option<Effect> {
    state.versions.kept_ms = state.clock.now_ms;
    let is_ours = !pack.is_newer() && !pack.draft.is_blank() && !state.mode.is_read_only();
    is_ours.then(|| Effect::Versions(VersionsTask::Keep { pack: Box::new(pack), why }))
}

/// Another pack took the open one's place.
pub(crate) fn switched(state: &mut AppState) {
    state.versions = Versions { kept_ms: state.clock.now_ms, ..Versions::default() };
}

/// The pack changes after ten minutes of work: what it was before this change is kept.
pub(crate) fn worked(state: &mut AppState, before: &PackFile) -> Option<Effect> {
    let is_due = state.clock.now_ms.saturating_sub(state.versions.kept_ms) >= WORK_MS;
    is_due.then(|| keep_that(state, before.clone(), Why::Worked))?
}

/// An export begins: should it come to something, this is what went out.
pub(crate) fn export_begins(state: &mut AppState) {
    state.versions.exporting = Some(Box::new(state.pack_file()));
}

/// A file was made.
pub(crate) fn exported(state: &mut AppState) -> Option<Effect> {
    let pack = state.versions.exporting.take()?;
    keep_that(state, *pack, Why::Exported)
}

/// A task was done, or could not be.
pub(crate) fn answered(state: &mut AppState, pack: &PackId, answer: Result<VersionsAnswer, Failure>) -> Vec<Effect> {
    let is_open = state.is_open(pack);
    let is_listed = state.dialogs.contains(&Dialog::Versions) && pack == state.versions_of();
    if !is_open && !is_listed {
        return Vec::new();
    }
    match answer {
        Ok(VersionsAnswer::Kept(why)) => {
            if why == Why::Kept {
                state.say(Notice::done("This version is kept").with("Show", Command::Versions(VersionsCommand::Ask)));
            }
            if is_listed {
                return vec![Effect::Versions(VersionsTask::List(pack.clone()))];
            }
        }
        Ok(VersionsAnswer::Listed(_) | VersionsAnswer::Read { .. }) if pack != state.versions_of() => {}
        Ok(VersionsAnswer::Listed(entries)) => state.versions.listing = VersionList::Ready(entries),
        Ok(VersionsAnswer::Read { version, draft, now }) if state.versions.chosen == Some(version) => {
            if !is_open && state.packs.entry(pack).is_some_and(|entry| entry.trouble.is_some()) {
                state.versions.since = Some(Arc::new([UNREADABLE.to_owned()]));
                return Vec::new();
            }
            // What was just changed in the open pack may not be on disk yet.
            let now = if is_open { PackDraft::of(&state.work, serde_json::Map::new()) } else { *now };
            state.versions.since = Some(difference(&draft, &now, &state.catalogue).into());
        }
        Ok(VersionsAnswer::Returned { to, draft }) if is_open => return returned(state, to, &draft),
        Ok(VersionsAnswer::Read { .. } | VersionsAnswer::Returned { .. }) => {}
        Err(failure) if is_listed && state.versions.listing == VersionList::Reading => {
            state.versions.listing = VersionList::Failed(failure);
        }
        Err(failure) => outcome::fail(state, failure),
    }
    Vec::new()
}

impl AppState {
    /// The pack whose versions are listed.
    fn versions_of(&self) -> &PackId {
        self.versions.other.as_ref().unwrap_or(&self.packs.open.id)
    }

    /// Why the chosen version cannot be brought back now.
    pub fn may_return(&self) -> Result<(), &'static str> {
        if self.versions.other.is_some() { self.may_switch() } else { self.unchangeable() }
    }
}

/// One step that undo takes back.
fn returned(state: &mut AppState, to: VersionId, draft: &PackDraft) -> Vec<Effect> {
    dialog::close_all(state, &Dialog::Versions);
    state.versions.kept_ms = state.clock.now_ms;
    let when = state.versions.entries().iter().find(|entry| entry.id == to).map(|entry| entry.at);
    let when = when.map_or_else(|| "then".to_owned(), |when| when.words(state.clock.today));
    if !bring_in(state, draft, RETURN) {
        state.say(Notice::information(format!("The pack is as it was {when} already")));
        return Vec::new();
    }
    state.say(Notice::done(format!("The pack is again as it was {when}")).with("Undo", Command::Undo));
    Vec::new()
}

/// Puts another state of the pack in the place of this one, as one step; false where it is the same.
pub(crate) fn bring_in(state: &mut AppState, draft: &PackDraft, label: &'static str) -> bool {
    let before = state.work.clone();
    state.work = draft.restore(&state.catalogue);
    if state.work == before {
        return false;
    }
    state.selected = None;
    state.history.end_merging();
    state.history.record(label, None, before, state.clock.now_ms);
    true
}
