//! What is listed on the page of all packs, found again only where something changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Id;

use crate::app::{AppState, Listing, PackEntry, PackId, Revision, Shelf, When};
use crate::catalogue::CivilDate;
use crate::pack::words;

/// One of the lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Packs,
    Files,
    Trash,
}

impl Part {
    /// By its place in the control.
    pub fn of(place: usize) -> Self {
        match place {
            0 => Self::Packs,
            1 => Self::Files,
            _ => Self::Trash,
        }
    }
}

/// How many stand in each list, whatever is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub packs: usize,
    pub files: usize,
    pub trash: usize,
}

/// A row of a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The same wherever it stands.
    pub id: Id,
    pub of: Of,
    /// The title, or the name of the file.
    pub first: String,
    /// What else is known of it.
    pub facts: String,
}

/// What a row is of.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    Pack(PackEntry),
    File(PathBuf),
}

impl Row {
    /// Whether it is the open pack.
    pub fn is_open(&self, state: &AppState) -> bool {
        matches!(&self.of, Of::Pack(entry) if state.is_open(&entry.id))
    }

    fn of_pack(state: &AppState, entry: PackEntry) -> Self {
        let id = Id::unique(("pack row", entry.id.as_str(), entry.shelf == Shelf::Trash));
        let (first, facts) = (entry.shown_title().to_owned(), facts(state, &entry));
        Self { id, of: Of::Pack(entry), first, facts }
    }

    fn of_file(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = path.parent().unwrap_or(path).to_string_lossy().into_owned();
        Self { id: Id::unique(("pack file row", path)), of: Of::File(path.to_path_buf()), first: name, facts: folder }
    }
}

/// The rows of the chosen list.
#[derive(Default)]
pub struct List {
    made_for: Option<MadeFor>,
    pub rows: Vec<Row>,
    pub counts: Counts,
}

#[derive(PartialEq)]
struct MadeFor {
    listing: Listed,
    recent: Vec<PathBuf>,
    open: (Option<PackId>, Option<When>, Revision),
    today: CivilDate,
    part: Part,
    search: String,
}

/// A list of packs that is the same where it is the very same.
struct Listed(Option<Arc<[PackEntry]>>);

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
}

impl List {
    /// Finds the rows where something changed.
    pub fn prepare(&mut self, state: &AppState, part: Part, search: &str) {
        let listing = match &state.packs.listing {
            Listing::Ready(entries) => Some(Arc::clone(entries)),
            Listing::Reading | Listing::Failed(_) => None,
        };
        let wanted = MadeFor {
            listing: Listed(listing),
            recent: state.settings.recent.clone(),
            open: (state.is_listed().then(|| state.packs.open.id.clone()), state.packs.open.changed, state.revision),
            today: state.clock.today,
            part,
            search: search.to_owned(),
        };
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let count = |shelf| state.packs.entries().iter().filter(|entry| entry.shelf == shelf).count();
        self.counts = Counts { packs: count(Shelf::Packs), files: wanted.recent.len(), trash: count(Shelf::Trash) };
        let on = |shelf| {
            let entries = state.packs.entries().iter().filter(move |entry| entry.shelf == shelf);
            let entries = entries.map(|entry| as_now(state, entry)).filter(|entry| entry.is_found_by(search));
            entries.map(|entry| Row::of_pack(state, entry)).collect()
        };
        self.rows = match part {
            Part::Packs => on(Shelf::Packs),
            Part::Files => wanted.recent.iter().map(|path| Row::of_file(path)).collect(),
            Part::Trash => on(Shelf::Trash),
        };
        self.made_for = Some(wanted);
    }
}

/// Of the open pack what stands in the window.
fn as_now(state: &AppState, entry: &PackEntry) -> PackEntry {
    let mut entry = entry.clone();
    if state.is_open(&entry.id) {
        entry.title.clone_from(&state.work.details.title);
        entry.prepared_for.clone_from(&state.work.details.prepared_for);
        entry.items = state.work.items().to_vec();
        entry.changed = state.packs.open.changed.or(entry.changed);
    }
    entry
}

/// "Open now, 7 resources, changed today at 14:32, for Border training centre".
fn facts(state: &AppState, entry: &PackEntry) -> String {
    if let Some(trouble) = &entry.trouble {
        return words::capital_first(trouble);
    }
    let count = words::resources(entry.items.len());
    let open = state.is_open(&entry.id).then(|| "Open now".to_owned());
    let changed = entry.changed.map(|changed| format!("changed {}", changed.words(state.clock.today)));
    let readers = Some(entry.prepared_for.trim()).filter(|readers| !readers.is_empty());
    let parts = [open, Some(count), changed, readers.map(|readers| format!("for {readers}"))];
    words::capital_first(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
