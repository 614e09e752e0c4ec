//! All resources: title, search, filters in force, and the results as cards or as a list.

use egui::{Align, Frame, Id, Layout as Direction, Margin, Rect, Ui, UiBuilder, Vec2};

use crate::app::{Action, BrowseCommand, Command, Page, Region, View};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::regions;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::views::{chips, due, empty, grid};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::segmented::{Segment, segmented};
use crate::ui::widgets::text::{Text, Type, live_only};
use crate::ui::widgets::{field, frame};

/// What the search looks through.
const HINT: &str = "Search titles, summaries, modules and audiences";
/// In place of a count while a search waits for its index.
pub(super) const WAITING: &str = "Search is getting ready";

/// The search field's identity, for the focus.
pub fn search_id() -> Id {
    Id::unique("search")
}

/// The button that opens the filters in windows where they have no place.
pub fn filters_id() -> Id {
    Id::unique("filters button")
}

/// The page of all resources.
pub fn browse_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, rect: Rect) {
    let tokens = Tokens::of(ui.ctx());
    let margin = cx.layout.margin;
    let head = Rect::from_min_max(rect.min, egui::Pos2::new(rect.right(), rect.bottom()));
    let used = regions::show(ui, Region::Search, head, |ui| {
        let inner = Margin { left: margin as i8, right: margin as i8, top: 0, bottom: 0 };
        Frame::new()
            .inner_margin(inner)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
                ui.add_space(if cx.layout.has_title { space::LARGE } else { space::SMALL });
                if cx.layout.has_title {
                    title_line(ui, cx);
                }
                due::due_line(ui, cx);
                search_line(ui, cx);
                chips::chips_line(ui, cx);
            })
            .response
            .rect
    });
    live_only(ui, "hits", &shown_words(cx));
    let top = used.bottom() + if cx.layout.prefers_list { space::SMALL } else { 0.0 };
    let below = Rect::from_min_max(egui::Pos2::new(rect.left(), top), rect.max);
    if cx.layout.prefers_list {
        ui.painter().hline(below.x_range(), below.top() - 0.5, tokens.rule());
    }
    regions::show(ui, Region::Results, below, |ui| {
        if cx.state.browse.found.places.is_empty() {
            empty::empty_ui(ui, cx);
        } else {
            grid::results_ui(ui, cx);
        }
    });
    // The search stands above the results: its own rectangle is what it used.
    regions::show(ui, Region::Search, used, |_| ());
}

/// "5 of 21 shown"; while the search is not ready nothing is said of what it finds.
pub fn shown_words(cx: &ViewCx<'_>) -> String {
    if cx.state.browse.is_waiting() {
        return WAITING.to_owned();
    }
    format!("{} of {} shown", cx.state.browse.found.places.len(), cx.state.browse.found.counts.total)
}

/// The words of the display title.
pub fn title_words(cx: &ViewCx<'_>) -> String {
    let category = cx.state.browse.filters.category.as_ref().and_then(|id| cx.state.catalogue.category(id));
    category.map_or_else(|| "All resources".to_owned(), |category| category.name.clone())
}

fn title_line(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), size::CONTROL), egui::Sense::hover());
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Direction::right_to_left(Align::Center)), |ui| {
        view_control(ui, cx);
        let words = title_words(cx);
        ui.with_layout(Direction::left_to_right(Align::Center), |ui| {
            Text::new(&words, Type::Display).rows(1).heading(ui, 1);
        });
    });
}

fn search_line(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let (mut middle, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), size::CONTROL), egui::Sense::hover());
    if cx.layout.sidebar.is_none() {
        let filters = &cx.state.browse.filters;
        let count = filters.audiences.len() + filters.availability.len() + usize::from(filters.category.is_some());
        let words = if count == 0 { "Filters".to_owned() } else { format!("Filters, {count}") };
        let button = Button::secondary(&words).icon(Icon::FunnelSimple).selected(cx.view.filters_open);
        let (place, rest) = middle.split_left_right_at_x(middle.left() + button.wanted_width(ui));
        let response = button.show_at(ui, place, filters_id());
        regions::entry(ui.ctx(), Region::Sidebar, response.id);
        if response.clicked() {
            cx.view.filters_open = !cx.view.filters_open;
        }
        middle = rest.with_min_x(place.right() + space::SMALL);
    }
    if !cx.layout.has_title {
        let width = view_width(ui, cx);
        let place = middle.with_min_x(middle.right() - width);
        middle.set_right(place.left() - space::SMALL);
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| view_control(ui, cx));
    }
    ui.scope_builder(UiBuilder::new().max_rect(middle), |ui| search_field(ui, cx));
}

fn search_field(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let mut query = cx.state.browse.filters.search.clone();
    let hits = hit_words(cx);
    let answer = field::search_field(ui, search_id(), &mut query, HINT, &hits);
    regions::entry(ui.ctx(), Region::Search, answer.response.id);
    if answer.cleared {
        cx.send(Command::Browse(BrowseCommand::Query(String::new())));
    } else if answer.response.changed() {
        cx.send(Command::Browse(BrowseCommand::Query(query)));
    }
    let down = ui.input(|input| input.key_pressed(egui::Key::ArrowDown) || input.key_pressed(egui::Key::Enter));
    if (answer.response.has_focus() || answer.response.lost_focus()) && down {
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        regions::focus(ui.ctx(), Region::Results);
    }
}

fn hit_words(cx: &ViewCx<'_>) -> String {
    if cx.state.browse.is_waiting() {
        return WAITING.to_owned();
    }
    match cx.state.browse.found.places.len() {
        0 => "No resource".to_owned(),
        1 => "1 resource".to_owned(),
        count => format!("{count} resources"),
    }
}

/// The view that is shown in this window.
pub fn view(cx: &ViewCx<'_>) -> View {
    cx.layout.view(cx.state.browse.view, cx.view.cards_asked)
}

fn view_width(ui: &Ui, cx: &ViewCx<'_>) -> f32 {
    if cx.layout.menus_folded { view_button(view(cx)).wanted_width(ui) } else { size::SEGMENTED }
}

fn view_button(view: View) -> Button<'static> {
    let words = match view {
        View::Cards => "View: cards",
        View::List => "View: list",
    };
    Button::secondary(words).trailing(Icon::CaretDown)
}

/// Cards or list: a segmented control, or a drop-down where room is short.
fn view_control(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let view = view(cx);
    if cx.layout.menus_folded {
        let response = view_button(view).show(ui);
        let popup = egui::Popup::menu(&response).frame(frame::menu_frame(Tokens::of(ui.ctx())));
        popup.show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for action in [Action::Cards, Action::List] {
                cx.action_row(ui, action, None, None);
            }
        });
        return;
    }
    let segments = [
        Segment { icon: Some(Icon::SquaresFour), words: "Cards" },
        Segment { icon: Some(Icon::ListBullets), words: "List" },
    ];
    match segmented(ui, "View", &segments, usize::from(view == View::List)) {
        Some(0) => cx.send(Command::Browse(BrowseCommand::View(View::Cards))),
        Some(_) => cx.send(Command::Browse(BrowseCommand::View(View::List))),
        None => {}
    }
}

/// Opens the page of a resource.
pub fn open_resource(cx: &mut ViewCx<'_>, place: usize) {
    if let Some(resource) = cx.state.catalogue.resources.get(place) {
        let page = Page::Resource(resource.id.clone());
        cx.send(Command::Browse(BrowseCommand::Open(page)));
    }
}

/// "Propose a pack for…", where the page has room for it.
pub fn propose_button(ui: &mut Ui, cx: &mut ViewCx<'_>) -> egui::Response {
    let button = Button::new(Kind::Secondary, Action::Propose.label()).small();
    cx.styled_action(ui, Action::Propose, button)
}
