//! What of the catalogue is shown: page, filters, search, view.

use std::sync::Arc;

use crate::app::AppState;
use crate::app::effect::{Effect, Region, WindowEffect};
use crate::catalogue::filter::{Facets, Found};
use crate::catalogue::search::{Hits, Index};
use crate::catalogue::{AudienceId, Availability, Catalogue, CategoryId, ResourceId};
use crate::pack::Entry;
use crate::pack::build;

pub use crate::catalogue::filter::{Chip, Filters, Group};

/// The most pages that "Back" remembers.
const MAX_BACK: usize = 50;

/// How the resources are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum View {
    #[default]
    Cards,
    List,
}

impl View {
    /// The word of the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::List => "list",
        }
    }
}

/// What the main part of the window shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    Resources,
    Resource(ResourceId),
    /// The pack: its sections to be arranged, and its pages.
    Pack,
    /// All packs, the pack files that were opened last, and the trash.
    Packs,
}

/// The browsing part of the state.
#[derive(Default)]
pub struct Browse {
    /// With the search, as typed.
    pub filters: Filters,
    pub view: View,
    pub page: Page,
    /// Ready a moment after the start; a search before then shows what the filters let through.
    pub index: Option<Arc<Index>>,
    /// What the search found, to highlight; `None` where nothing is looked for.
    pub hits: Option<Hits>,
    /// What shows, with the counts of the sidebar.
    pub found: Found,
    /// Rises when `found` changes: for what views keep.
    pub generation: u64,
    /// The entry of the open page.
    pub entry: Option<Arc<Entry>>,
    /// Where the open resource stands in the results, from 0; `None` where they do not show it.
    pub at: Option<usize>,
    facets: Facets,
    back: Vec<Page>,
}

/// A change of what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrowseCommand {
    Query(String),
    /// `None` is all resources.
    Category(Option<CategoryId>),
    ToggleAudience(AudienceId),
    ToggleAvailability(Availability),
    /// Takes one chip away.
    Drop(Chip),
    /// Takes the filters of one group away.
    ClearGroup(Group),
    /// Takes everything away that hides something, the search too.
    ClearFilters,
    View(View),
    /// Opens a page; "Back" returns.
    Open(Page),
    Back,
    /// The resource before or after the open one, in the order of the results.
    Previous,
    Next,
}

impl Browse {
    /// As an earlier session left it.
    pub(crate) fn restored(catalogue: &Catalogue, mut filters: Filters, view: View) -> Self {
        filters.keep_known(catalogue);
        Self { filters, view, facets: Facets::build(catalogue), ..Self::default() }
    }

    /// Where "Back" leads.
    pub fn back_to(&self) -> Option<&Page> {
        self.back.last()
    }

    /// The open resource.
    pub fn open_resource(&self) -> Option<&ResourceId> {
        match &self.page {
            Page::Resource(id) => Some(id),
            Page::Resources | Page::Pack | Page::Packs => None,
        }
    }

    /// The resource that stands `by` places from the open one in the results.
    pub fn neighbour(&self, catalogue: &Catalogue, by: isize) -> Option<ResourceId> {
        let place = self.found.places.get(self.at?.checked_add_signed(by)?)?;
        catalogue.resources.get(*place as usize).map(|resource| resource.id.clone())
    }

    /// Whether a search waits for its index.
    pub fn is_waiting(&self) -> bool {
        self.index.is_none() && !self.filters.search.trim().is_empty()
    }

    /// Finds again after a change of the filters or of the index.
    pub(crate) fn refresh(&mut self, catalogue: &Catalogue) {
        let wanted = !self.filters.search.trim().is_empty();
        self.hits = self.index.as_ref().filter(|_| wanted).map(|index| index.search(&self.filters.search));
        self.found = self.facets.find(&self.filters, self.hits.as_ref());
        self.generation += 1;
        self.find_open(catalogue);
    }

    /// Once for a page and its results, not once a frame.
    fn find_open(&mut self, catalogue: &Catalogue) {
        self.at = self.open_resource().and_then(|open| {
            let is_open = |place: &u32| catalogue.resources.get(*place as usize).is_some_and(|it| &it.id == open);
            self.found.places.iter().position(is_open)
        });
    }
}

/// Shows a page; "Back" does not learn of it.
pub(crate) fn show(state: &mut AppState, page: Page) {
    state.browse.page = page;
    state.browse.find_open(&state.catalogue);
    renew_entry(state);
}

/// Makes the entry of the open page, with the contact details that hold now.
pub(crate) fn renew_entry(state: &mut AppState) {
    let AppState { browse, catalogue, office, .. } = state;
    let email = &office.contact_or(catalogue).email;
    let entry = browse.open_resource().and_then(|id| build::entry_of(catalogue, id, email));
    browse.entry = entry.map(Arc::new);
}

/// Opens a page; "Back" returns.
pub(crate) fn open(state: &mut AppState, page: Page) {
    let browse = &mut state.browse;
    if page != browse.page {
        browse.back.push(browse.page.clone());
        if browse.back.len() > MAX_BACK {
            browse.back.remove(0);
        }
        show(state, page);
    }
}

/// Applies a change of what is shown.
pub(crate) fn apply(state: &mut AppState, command: BrowseCommand) -> Vec<Effect> {
    let browse = &mut state.browse;
    let before = browse.filters.clone();
    let was = browse.page.clone();
    match command {
        BrowseCommand::Query(query) => {
            browse.filters.search = query;
            open(state, Page::Resources);
        }
        BrowseCommand::Category(category) => {
            browse.filters.category = category;
            open(state, Page::Resources);
        }
        BrowseCommand::ToggleAudience(audience) => browse.filters.toggle_audience(&audience),
        BrowseCommand::ToggleAvailability(availability) => browse.filters.toggle_availability(availability),
        BrowseCommand::Drop(chip) => browse.filters.remove(&chip),
        BrowseCommand::ClearGroup(group) => browse.filters.clear_group(group),
        BrowseCommand::ClearFilters => browse.filters.clear(),
        BrowseCommand::View(view) => browse.view = view,
        BrowseCommand::Open(page) => open(state, page),
        BrowseCommand::Back => {
            let page = browse.back.pop().unwrap_or_default();
            show(state, page);
        }
        BrowseCommand::Previous => step(state, -1),
        BrowseCommand::Next => step(state, 1),
    }
    if state.browse.filters != before {
        state.browse.refresh(&state.catalogue);
    }
    if state.browse.page == Page::Packs && was != Page::Packs { vec![Effect::ListPacks] } else { Vec::new() }
}

/// Puts the cursor into the search field: that of the packs where their page has one, else that of the resources.
pub(crate) fn find(state: &mut AppState) -> Vec<Effect> {
    if state.browse.page != Page::Packs || !state.packs.is_searchable() {
        open(state, Page::Resources);
    }
    vec![Effect::Window(WindowEffect::Focus(Region::Search))]
}

/// Goes to a neighbour of the open resource; "Back" still leads to where the first one was opened.
fn step(state: &mut AppState, by: isize) {
    if let Some(id) = state.browse.neighbour(&state.catalogue, by) {
        show(state, Page::Resource(id));
    }
}
