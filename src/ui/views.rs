//! The views: what fills the middle of the window, and the filters beside it.

pub mod browse;
pub mod card;
pub mod chips;
pub mod due;
pub mod empty;
pub mod grid;
pub mod list;
pub mod pack;
pub mod packs;
pub mod pages;
pub mod resource;
pub mod resource_facts;
pub mod resource_text;
pub mod rows;
pub mod shelf;
pub mod sidebar;

use egui::Ui;

use crate::app::{AppState, BrowseCommand, Command, Outcome, Page, Region, View};
use crate::catalogue::ResourceId;
use crate::ui::cx::ViewCx;
use crate::ui::regions;
use crate::ui::tokens::Tokens;
use card::CardHits;
use pack::PackView;
use packs::PacksView;
use rows::Rows;
use shelf::Shelf;

/// What no undo needs: caches, open panels, the item that the arrow keys are on.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "panels open independently of each other")]
pub struct ViewState {
    /// What was derived was derived for this generation of the results.
    generation: Option<u64>,
    pub shelf: Shelf,
    /// How many are shown in each category.
    pub groups: Vec<usize>,
    pub rows: Rows,
    pub pack: PackView,
    pub packs: PacksView,
    /// The row of the pack over which a document is held.
    pub drop_row: Option<ResourceId>,
    /// The place in the results that the arrow keys are on.
    pub current: Option<usize>,
    /// A result that is to be scrolled into sight.
    pub moved: Option<usize>,
    /// The results are to be scrolled to their beginning.
    pub to_top: bool,
    /// The sidebar is open as a panel.
    pub filters_open: bool,
    /// It was so in the last frame.
    pub filters_shown: bool,
    /// There is more of the sidebar than is in sight.
    pub filters_scroll: bool,
    /// All audiences are shown, not the first six.
    pub audiences_open: bool,
    /// The resource whose page was shown last.
    pub page: Option<ResourceId>,
    /// The last thing that a person did, they did by a key.
    pub by_keyboard: bool,
    /// The pages of the pack: where they are scrolled to.
    pub pages: pages::PagesView,
    /// Cards were asked for where the list is the usual.
    pub cards_asked: bool,
}

impl ViewState {
    /// For a window that opens.
    pub fn new(state: &AppState) -> Self {
        Self { shelf: Shelf::new(&state.catalogue), ..Self::default() }
    }

    /// What the view itself learns from a command.
    pub fn before(&mut self, command: &Command) {
        self.pack.before(command);
        if let Command::Browse(BrowseCommand::View(view)) = command {
            self.cards_asked = *view == View::Cards;
        }
        if matches!(command, Command::Finished(Outcome::FontsFound(_))) {
            self.pack.forget_sizes();
        }
    }

    /// What the search found in the texts of a resource.
    pub fn hits(&self, state: &AppState, place: usize) -> CardHits {
        let Some(hits) = state.browse.hits.as_ref() else { return CardHits::default() };
        let Some(resource) = state.catalogue.resources.get(place) else { return CardHits::default() };
        let query = hits.query();
        let snippet = query.snippet(&state.catalogue, resource).map(|snippet| {
            let lead = format!("{}: “", snippet.label());
            let moved = |range: &std::ops::Range<usize>| range.start + lead.len()..range.end + lead.len();
            let ranges = snippet.ranges.iter().map(moved).collect();
            (format!("{lead}{}”", snippet.text), ranges)
        });
        CardHits { title: query.ranges(&resource.title), summary: query.ranges(&resource.summary), snippet }
    }

    /// Derives what the frame needs, where the results changed.
    pub fn prepare(&mut self, state: &AppState) {
        let generation = Some(state.browse.generation);
        if self.generation == generation {
            return;
        }
        self.generation = generation;
        self.current = None;
        self.to_top = true;
        self.groups = vec![0; state.catalogue.categories.len()];
        for place in &state.browse.found.places {
            if let Some(count) = self.groups.get_mut(self.shelf.spot(*place as usize).category) {
                *count += 1;
            }
        }
    }
}

/// From a page back to the results, the keyboard goes to the card that was opened.
fn return_focus(ui: &Ui, cx: &mut ViewCx<'_>) {
    let Some(place) = cx.view.page.take().and_then(|id| cx.view.shelf.place(&id)) else { return };
    let position = cx.state.browse.found.places.iter().position(|shown| *shown as usize == place);
    if let (true, Some(position)) = (cx.view.by_keyboard, position) {
        cx.view.current = Some(position);
        cx.view.moved = Some(position);
        ui.memory_mut(|memory| memory.request_focus(grid::item_id(place)));
    }
}

/// Whether keys or the pointer were used last.
fn notice_input(ui: &Ui, cx: &mut ViewCx<'_>) {
    let (key, pointer) = ui.input(|input| {
        let key = input.events.iter().any(|event| matches!(event, egui::Event::Key { pressed: true, .. }));
        (key, input.pointer.any_pressed())
    });
    if key || pointer {
        cx.view.by_keyboard = key;
    }
}

/// Sidebar, and the page that is open.
pub fn main_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    notice_input(ui, cx);
    let tokens = Tokens::of(ui.ctx());
    ui.painter().rect_filled(cx.layout.main, 0.0, tokens.base);
    match cx.layout.sidebar {
        Some(rect) => sidebar::docked_ui(ui, cx, rect),
        None => regions::absent(ui.ctx(), Region::Sidebar),
    }
    let main = cx.layout.main;
    if cx.state.browse.page != Page::Pack {
        cx.view.pack.left();
        pages::not_shown(cx);
    }
    if cx.state.browse.page != Page::Packs {
        cx.view.packs.left();
    }
    match &cx.state.browse.page {
        Page::Pack => return pack::pack_ui(ui, cx),
        Page::Packs => return packs::packs_ui(ui, cx),
        Page::Resources => {
            return_focus(ui, cx);
            browse::browse_ui(ui, cx, main);
        }
        Page::Resource(_) => {
            regions::absent(ui.ctx(), Region::Search);
            regions::show(ui, Region::Results, main, |ui| resource::resource_ui(ui, cx));
        }
    }
    if cx.layout.sidebar.is_none() {
        sidebar::panel_ui(ui, cx);
    }
}
