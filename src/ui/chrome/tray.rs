//! The pack, always in sight: at the right, or as a bar at the bottom that opens it.

use egui::accesskit::Role;
use egui::{Align, Frame, Id, Layout, Margin, Rect, ScrollArea, Ui, Vec2, WidgetInfo};

use crate::app::{Action, Command, Mode, OutgoingCommand, Page, Revision, SaveState};
use crate::catalogue::ResourceId;
use crate::ui::chrome::cost;
use crate::ui::chrome::lead;
use crate::ui::chrome::tray_notes;
use crate::ui::chrome::tray_row::{self, Heights, RowPlace};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, map, size, space};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::mark::{self, MapRow};
use crate::ui::widgets::{Text, Type, frame, text};

/// Above so many items only the rows in sight are drawn, with their neighbours and the chosen one.
const DRAW_ALL: usize = 60;

/// Over the results the figures stand below the rows from so much room on; the bar below tells the first of them always.
const OPEN_FOOT_FROM: f32 = 320.0;

/// What the tray remembers between frames.
#[derive(Default)]
pub struct TrayView {
    /// Whether the pack is open above the bar.
    pub open: bool,
    /// The button of the bar that shows the pack.
    bar_button: Option<Id>,
    map: Option<PackMap>,
}

/// Which places of each category the pack takes: found again only where its items changed.
struct PackMap {
    revision: Revision,
    items: Vec<ResourceId>,
    chosen: Vec<Vec<usize>>,
}

/// The tray at the right of the window.
pub fn tray_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut TrayView) {
    name_region(ui);
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    head(ui, cx, view);
    frame::rule(ui);
    let foot_height = foot_height(ui, cx);
    let rows = Vec2::new(ui.available_width(), (ui.available_height() - foot_height).max(size::TRAY_ROW));
    ui.allocate_ui(rows, |ui| {
        ui.set_min_size(rows);
        rows_ui(ui, cx);
    });
    foot(ui, cx);
}

/// The tray as a bar at the bottom.
pub fn bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut TrayView) {
    name_region(ui);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        map_ui(ui, cx, view, map::COMPACT);
        Text::new(&in_pack_words(cx), Type::Label).live(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            cx.action_button(ui, Action::Export, export_kind(cx));
            let words = if view.open { "Hide pack" } else { "Show pack" };
            let button = Button::secondary(words).selected(view.open).show(ui);
            view.bar_button = Some(button.id);
            if button.clicked() {
                view.open = !view.open;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| cost::short_ui(ui, cx));
        });
    });
}

/// The whole pack over the results, where the tray is a bar.
pub fn open_pack_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut TrayView) {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    head(ui, cx, view);
    frame::rule(ui);
    if !cost::has_figures(cx.state) || ui.available_height() < OPEN_FOOT_FROM {
        return rows_ui(ui, cx);
    }
    let foot = 1.0 + cost_height(ui, cx) + 2.0 * space::SMALL;
    let rows = Vec2::new(ui.available_width(), (ui.available_height() - foot).max(size::TRAY_ROW));
    ui.allocate_ui(rows, |ui| {
        ui.set_min_size(rows);
        rows_ui(ui, cx);
    });
    frame::rule(ui);
    let margin = Margin::symmetric(space::LARGE as i8, space::SMALL as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| cost::column_ui(ui, cx));
}

/// The control that takes the keyboard when the tray is gone to: a row where rows are drawn, else the bar's button.
pub fn first_focus(cx: &ViewCx<'_>, view: &TrayView) -> Option<Id> {
    let state = cx.state;
    let row = || state.selected.as_ref().or_else(|| state.work.items().first()).map(tray_row::id);
    if !cx.layout.tray_is_bar {
        return row();
    }
    row().filter(|_| view.open).or(view.bar_button)
}

fn name_region(ui: &Ui) {
    ui.response().widget_info(|| WidgetInfo::labeled(Role::Region, true, "This pack"));
}

fn head(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut TrayView) {
    let tokens = Tokens::of(ui.ctx());
    Frame::new().inner_margin(Margin::symmetric(space::LARGE as i8, space::MEDIUM as i8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::LINE);
        ui.horizontal(|ui| {
            Text::new("This pack", Type::Small).color(tokens.text_weak).show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| saved(ui, cx));
            text::live_only(ui, "pack count", &count_words(cx));
        });
        let title = cx.state.work.details.title.trim();
        if title.is_empty() {
            Text::new("No title yet", Type::Heading).color(tokens.text_weak).heading(ui, 2);
        } else {
            Text::new(title, Type::Heading).rows(3).heading(ui, 2);
        }
        ui.add_space(space::PARAGRAPH);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            map_ui(ui, cx, view, map::TRAY);
            ui.spacing_mut().item_spacing.x = space::TINY;
            Text::new(&cx.state.work.items().len().to_string(), Type::SmallStrong).show(ui);
            let of = format!("of {}", cx.state.catalogue.resources.len());
            Text::new(&of, Type::Small).color(tokens.text_weak).show(ui);
        });
    });
}

/// For screen readers: what the last step did, and how much is in the pack now.
fn count_words(cx: &ViewCx<'_>) -> String {
    let done = match cx.state.history.undo_label() {
        Some("add") => "Added. ",
        Some("remove") => "Removed. ",
        _ => "",
    };
    format!("{done}{}", in_pack_words(cx))
}

fn in_pack_words(cx: &ViewCx<'_>) -> String {
    format!("{} of {} in this pack", cx.state.work.items().len(), cx.state.catalogue.resources.len())
}

/// Whether everything is kept.
pub fn saved(ui: &mut Ui, cx: &ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let (icon, words, color) = match cx.state.saved {
        _ if cx.state.mode == Mode::Unkept => (Icon::WarningCircle, "Not kept", tokens.warn),
        _ if cx.state.mode.is_read_only() => (Icon::LockSimple, "Read only", tokens.warn),
        SaveState::Saved if cx.state.unchangeable().is_err() => (Icon::LockSimple, "Read only", tokens.warn),
        SaveState::Saved => (Icon::Check, "Saved", tokens.text_weak),
        SaveState::Saving => (Icon::ArrowsClockwise, "Saving", tokens.text_weak),
        SaveState::Failed => (Icon::WarningCircle, "Not saved", tokens.danger),
    };
    ui.spacing_mut().item_spacing.x = space::TINY;
    Text::new(words, Type::Small).color(color).live(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(size::ICON_SMALL), egui::Sense::hover());
    text::icon(ui, rect.center(), icon, size::ICON_SMALL, color);
}

/// The map of the pack; its accessible name says the same in words.
pub fn map_ui(ui: &mut Ui, cx: &ViewCx<'_>, view: &mut TrayView, cells: (f32, f32)) {
    let (revision, items) = (cx.state.revision, cx.state.work.items());
    let known = view.map.take().filter(|map| map.revision == revision || map.items == items);
    let map = view.map.insert(match known {
        Some(map) => PackMap { revision, ..map },
        None => PackMap { revision, items: items.to_vec(), chosen: cx.view.shelf.chosen(items) },
    });
    let rows: Vec<MapRow<'_>> = (cx.state.catalogue.categories.iter().zip(&map.chosen).enumerate())
        .map(|(place, (category, chosen))| MapRow { name: &category.name, total: cx.view.shelf.total(place), chosen })
        .collect();
    mark::map(ui, &rows, cells);
}

fn rows_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let items = cx.state.work.items();
    if items.is_empty() {
        empty(ui, cx);
        return;
    }
    let selected = cx.state.selected.as_ref().and_then(|id| cx.state.work.position(id));
    let notes = cx
        .state
        .selected
        .as_ref()
        .map_or(0.0, |id| tray_notes::height(ui, cx, id, tray_row::notes_width(ui.available_width())));
    let heights = Heights { chosen: selected, notes };
    ScrollArea::vertical().id_salt("tray rows").auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
        let origin = ui.min_rect().min;
        let width = ui.available_width();
        let whole = heights.top_of(items.len());
        ui.set_height(whole);
        let bar = if whole > viewport.height() { size::SCROLL_BAR } else { 0.0 };
        let mut target = None;
        for place in drawn_rows(heights, items.len(), viewport) {
            let Some(id) = items.get(place) else { continue };
            let (top, height) = (heights.top_of(place), heights.of(place));
            let rect = Rect::from_min_size(origin + Vec2::new(0.0, top), Vec2::new(width, height));
            let row = RowPlace { rect, place, count: items.len(), chosen: selected == Some(place), heights, bar };
            target = tray_row::row_ui(ui, cx, id, row).or(target);
        }
        tray_row::paint_drop(ui, cx, target.as_ref(), heights, (origin, width));
    });
}

/// The places of the rows to draw: one more at either end takes the keyboard on, the chosen one keeps it.
fn drawn_rows(heights: Heights, count: usize, viewport: Rect) -> impl Iterator<Item = usize> {
    let near = if count <= DRAW_ALL {
        0..count
    } else {
        let last = heights.place_at(viewport.bottom()) + 2;
        heights.place_at(viewport.top()).saturating_sub(1)..last.min(count)
    };
    // Without a chosen row the first one takes the keyboard.
    let kept = Some(heights.chosen.unwrap_or(0));
    let above = kept.filter(|place| *place < near.start);
    let below = kept.filter(|place| *place >= near.end);
    above.into_iter().chain(near).chain(below)
}

/// What fills an empty pack.
pub fn empty(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let tokens = Tokens::of(ui.ctx());
    ScrollArea::vertical().id_salt("tray steps").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin::same(space::LARGE as i8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::new(space::MEDIUM, space::MEDIUM);
            lead::hint(ui, "A pack is what you hand out: the resources that you choose, as a PDF or as web pages.");
            Text::new("The pack is empty. Three steps fill it:", Type::LabelPlain).show(ui);
            let steps = [
                ("1", "Find resources", "Search, or tick whom they are for."),
                ("2", "Add them with +", "Or have a pack proposed for an audience."),
                ("3", "Export", "As a PDF, or as web pages that open without internet."),
            ];
            for (number, title, words) in steps {
                ui.horizontal_top(|ui| {
                    Text::new(number, Type::Heading).color(tokens.text_weak).show(ui);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = space::LINE;
                        Text::new(title, Type::Label).show(ui);
                        Text::new(words, Type::Small).color(tokens.text_weak).show(ui);
                    });
                });
            }
            cx.action_button(ui, Action::Propose, Kind::Secondary);
        });
    });
}

fn foot_height(ui: &Ui, cx: &ViewCx<'_>) -> f32 {
    let last = if cx.state.outgoing.last.is_some() { 32.0 } else { 0.0 };
    let cost = if cost::has_figures(cx.state) { cost_height(ui, cx) + space::SMALL } else { 0.0 };
    1.0 + space::MEDIUM + cost + last + size::CONTROL + space::LARGE
}

fn cost_height(ui: &Ui, cx: &ViewCx<'_>) -> f32 {
    cost::column_height(ui, cx.state, ui.available_width() - 2.0 * space::LARGE)
}

fn foot(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    frame::rule(ui);
    let margin = Margin { left: 16, right: 16, top: space::MEDIUM as i8, bottom: space::LARGE as i8 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::TINY);
        if cost::has_figures(cx.state) {
            cost::column_ui(ui, cx);
            ui.add_space(space::SMALL - space::TINY);
        }
        last_export(ui, cx);
        ui.horizontal(|ui| {
            let arrange = Button::secondary("Arrange").name("Arrange this pack");
            cx.styled_action(ui, Action::ThisPack, arrange);
            let (kind, width) = (export_kind(cx), ui.available_width());
            cx.wide_action_button(ui, Action::Export, kind, width);
        });
    });
}

fn last_export(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(last) = cx.state.outgoing.last.clone() else { return };
    ui.horizontal(|ui| {
        ui.set_height(size::CONTROL_SMALL);
        cost_line(ui, Icon::Receipt, &format!("Last export on {}", day_words(last.date)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = format!("Open {}", last.name);
            if Button::quiet("Open").small().name(&name).show(ui).clicked() {
                cx.send(Command::Outgoing(OutgoingCommand::Open(last.path)));
            }
        });
    });
}

/// Day and month; the year is that of the receipt.
fn day_words(day: crate::catalogue::CivilDate) -> String {
    let long = day.long();
    long.rsplit_once(' ').map_or(long.clone(), |(day, _)| day.to_owned())
}

fn cost_line(ui: &mut Ui, icon: Icon, words: &str) {
    ui.spacing_mut().interact_size.y = Type::Small.line();
    ui.horizontal(|ui| {
        let tokens = Tokens::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON_SMALL, Type::Small.line()), egui::Sense::hover());
        text::icon(ui, rect.center(), icon, size::ICON_SMALL, tokens.text_weak);
        Text::new(words, Type::Small).show(ui);
    });
}

/// On the page of a resource the loud button is "Add to pack", where nothing was found it is the way back.
fn export_kind(cx: &ViewCx<'_>) -> Kind {
    let nothing_found = cx.state.browse.found.places.is_empty();
    match cx.state.browse.page {
        Page::Resources if !nothing_found => Kind::Primary,
        _ => Kind::Secondary,
    }
}
