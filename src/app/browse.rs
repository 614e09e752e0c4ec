//! What of the catalogue is shown: page, filters, search, view.

use std::sync::Arc;

use crate::app::AppState;
use crate::app::effect::{Effect, Region, WindowEffect};
use crate::catalogue::{AudienceId, Availability, Catalogue, CategoryId, ResourceId};

/// The most pages that "Back" remembers.
const MAX_BACK: usize = 50;

/// The search index of the open catalogue.
pub struct Index;

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
}

/// What is asked for by ticking; several audiences mean either, and so do several ways to get it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    pub category: Option<CategoryId>,
    pub audiences: Vec<AudienceId>,
    pub availability: Vec<Availability>,
}

impl Filters {
    /// Whether everything is let through.
    pub fn is_empty(&self) -> bool {
        self.category.is_none() && self.audiences.is_empty() && self.availability.is_empty()
    }
}

/// The browsing part of the state.
#[derive(Default)]
pub struct Browse {
    pub filters: Filters,
    pub query: String,
    pub view: View,
    pub page: Page,
    /// Ready a moment after the start; a search before then shows everything that the filters let through.
    pub index: Option<Arc<Index>>,
    pub results: Results,
    back: Vec<Page>,
}

/// What the filters and the search let through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Places in `catalogue.resources`: in the catalogue's order, or by rank while something is searched.
    pub shown: Vec<usize>,
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
    ClearFilters,
    View(View),
    /// Opens a page; "Back" returns.
    Open(Page),
    Back,
    /// The resource before or after the open one, in the order of the results.
    Previous,
    Next,
}

/// One thing that hides resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chip {
    Query,
    Category,
    Audience(AudienceId),
    Availability(Availability),
}

impl Browse {
    /// As an earlier session left it.
    pub(crate) fn restored(filters: Filters, query: String, view: View) -> Self {
        Self { filters, query, view, ..Self::default() }
    }

    /// Where "Back" leads.
    pub fn back_to(&self) -> Option<&Page> {
        self.back.last()
    }

    /// The open resource.
    pub fn open_resource(&self) -> Option<&ResourceId> {
        match &self.page {
            Page::Resource(id) => Some(id),
            Page::Resources => None,
        }
    }

    /// The resource that stands `by` places from the open one in the results.
    pub fn neighbour(&self, catalogue: &Catalogue, by: isize) -> Option<ResourceId> {
        let open = self.open_resource()?;
        let ids = |place: &usize| catalogue.resources.get(*place).map(|resource| &resource.id);
        let at = self.results.shown.iter().position(|place| ids(place) == Some(open))?;
        let place = self.results.shown.get(at.checked_add_signed(by)?)?;
        ids(place).cloned()
    }

    /// Finds the results again after a change.
    pub fn refresh(&mut self, catalogue: &Catalogue) {
        let shown = catalogue.resources.iter().enumerate().filter(|(_, resource)| {
            let filters = &self.filters;
            filters.category.as_ref().is_none_or(|category| category == &resource.category)
                && (filters.audiences.is_empty()
                    || resource.audiences.iter().any(|own| filters.audiences.contains(&own.audience)))
                && (filters.availability.is_empty() || filters.availability.contains(&resource.availability))
        });
        self.results = Results { shown: shown.map(|(place, _)| place).collect() };
    }

    fn open(&mut self, page: Page) {
        if page != self.page {
            self.back.push(std::mem::replace(&mut self.page, page));
            if self.back.len() > MAX_BACK {
                self.back.remove(0);
            }
        }
    }
}

/// Applies a change of what is shown.
pub(crate) fn apply(state: &mut AppState, command: BrowseCommand) -> Vec<Effect> {
    let browse = &mut state.browse;
    match command {
        BrowseCommand::Query(query) => {
            browse.query = query;
            browse.page = Page::Resources;
        }
        BrowseCommand::Category(category) => {
            browse.filters.category = category;
            browse.open(Page::Resources);
        }
        BrowseCommand::ToggleAudience(audience) => toggle(&mut browse.filters.audiences, audience),
        BrowseCommand::ToggleAvailability(availability) => toggle(&mut browse.filters.availability, availability),
        BrowseCommand::Drop(chip) => drop_chip(browse, &chip),
        BrowseCommand::ClearFilters => {
            browse.filters = Filters::default();
            browse.query.clear();
        }
        BrowseCommand::View(view) => browse.view = view,
        BrowseCommand::Open(page) => browse.open(page),
        BrowseCommand::Back => browse.page = browse.back.pop().unwrap_or_default(),
        BrowseCommand::Previous => step(state, -1),
        BrowseCommand::Next => step(state, 1),
    }
    state.browse.refresh(&state.catalogue);
    Vec::new()
}

/// Puts the cursor into the search field.
pub(crate) fn find(state: &mut AppState) -> Vec<Effect> {
    state.browse.open(Page::Resources);
    vec![Effect::Window(WindowEffect::Focus(Region::Search))]
}

fn step(state: &mut AppState, by: isize) {
    if let Some(id) = state.browse.neighbour(&state.catalogue, by) {
        state.browse.page = Page::Resource(id);
    }
}

fn drop_chip(browse: &mut Browse, chip: &Chip) {
    match chip {
        Chip::Query => browse.query.clear(),
        Chip::Category => browse.filters.category = None,
        Chip::Audience(audience) => browse.filters.audiences.retain(|own| own != audience),
        Chip::Availability(availability) => browse.filters.availability.retain(|own| own != availability),
    }
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, value: T) {
    match chosen.iter().position(|own| *own == value) {
        Some(place) => drop(chosen.remove(place)),
        None => chosen.push(value),
    }
}
