//! A row of the page of all packs: the map of what is in it, its facts, what can be done with it.

use egui::{FocusDirection, Key, Modifiers, Popup, Pos2, Rect, Ui, UiBuilder, Vec2};

use crate::app::{Action, Command, FilesCommand, PackEntry, PacksCommand, Shelf, Then, VersionsCommand};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, map, size, space};
use crate::ui::views::packs::list::{Of, Row};
use crate::ui::widgets::button::{Button, Kind};
use crate::ui::widgets::dialog::return_focus_to;
use crate::ui::widgets::frame;
use crate::ui::widgets::mark::{self, MapRow};
use crate::ui::widgets::row::{ListRow, MenuRow};

/// The room that the map of a row takes.
const MAP_ROOM: f32 = 130.0;

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub place: usize,
    /// How many rows fit in sight.
    pub a_page: usize,
    pub rect: Rect,
}

fn ask(command: PacksCommand) -> Command {
    Command::Packs(command)
}

/// Draws a row; its keys lead to the others.
pub fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, row: &Row, at: Place, rows: &[Row]) {
    let tokens = Tokens::of(ui.ctx());
    let rect = at.rect;
    ui.painter().rect_filled(rect, 0.0, tokens.surface);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let verb = Button::secondary(verb(&row.of)).small().beside();
    let verb_width = verb.wanted_width(ui);
    let is_pack = matches!(row.of, Of::Pack(_));
    let list_row = ListRow {
        id: row.id,
        first: &row.first,
        second: &row.facts,
        name: &format!("{}, {}", row.first, row.facts),
        chosen: cx.view.packs.chosen == Some(row.id),
        margin: space::MEDIUM,
        room: if is_pack { MAP_ROOM } else { 0.0 },
        after: verb_width + size::HIT_MIN + 2.0 * space::SMALL,
    };
    let response = ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| list_row.show(ui)).inner;
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(at.place + 1);
        node.set_size_of_set(rows.len());
    });
    if let Of::Pack(entry) = &row.of
        && entry.trouble.is_none()
    {
        paint_map(ui, cx, entry, rect);
    }
    if cx.view.packs.wanted == Some(row.id) {
        cx.view.packs.wanted = None;
        response.request_focus();
        ui.scroll_to_rect(rect, None);
    }
    if response.clicked() || response.gained_focus() {
        cx.view.packs.chosen = Some(row.id);
        response.request_focus();
    }
    if response.double_clicked() {
        cx.send(usual(&row.of));
    }
    // While a menu is open the keys are the menu's.
    if response.has_focus() && !Popup::is_any_open(ui.ctx()) {
        keys(ui, cx, row, at, rows);
    }
    buttons_ui(ui, cx, row, rect, verb, verb_width);
    if frame::menu_of_row(ui, &response, |ui| menu_ui(ui, cx, row)) {
        return_focus_to(ui.ctx(), row.id);
    }
}

/// What Enter and a double click do.
fn usual(of: &Of) -> Command {
    match of {
        Of::Pack(entry) if entry.shelf == Shelf::Trash => ask(PacksCommand::Restore(entry.id.clone())),
        Of::Pack(entry) => ask(PacksCommand::Open(entry.id.clone())),
        Of::File(path) => Command::Files(FilesCommand::Open(path.clone())),
    }
}

fn verb(of: &Of) -> &'static str {
    match of {
        Of::Pack(entry) if entry.shelf == Shelf::Trash => "Restore",
        Of::Pack(_) | Of::File(_) => "Open",
    }
}

/// Why a pack cannot be opened now.
fn closed(cx: &ViewCx<'_>, of: &Of) -> Option<&'static str> {
    let damaged = match of {
        Of::Pack(entry) if entry.shelf == Shelf::Trash => return None,
        Of::Pack(entry) => entry.trouble.as_ref().map(|_| "It cannot be read"),
        Of::File(_) => None,
    };
    cx.state.may_switch().err().or(damaged)
}

fn keys(ui: &Ui, cx: &mut ViewCx<'_>, row: &Row, at: Place, rows: &[Row]) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let step = if pressed(Key::PageDown) {
        Some((at.place + at.a_page).min(rows.len().saturating_sub(1)))
    } else if pressed(Key::PageUp) {
        Some(at.place.saturating_sub(at.a_page))
    } else {
        lead::list_step(ui, at.place, rows.len())
    };
    if let Some(next) = step.and_then(|step| rows.get(step)) {
        go_to(ui, cx, next);
    }
    if pressed(Key::Enter) {
        cx.send(closed(cx, &row.of).map_or_else(|| usual(&row.of), Command::Tell));
    }
    let Of::Pack(entry) = &row.of else { return };
    if entry.shelf != Shelf::Packs {
        return;
    }
    if pressed(Key::F2) && entry.trouble.is_none() {
        cx.send(ask(PacksCommand::AskTitle(entry.id.clone())));
    } else if pressed(Key::Delete) {
        let next = rows.get(at.place + 1).or_else(|| rows.get(at.place.checked_sub(1)?));
        if let Some(next) = next {
            go_to(ui, cx, next);
        }
        cx.send(ask(PacksCommand::MoveToTrash(entry.id.clone())));
    }
}

/// The row has the keyboard in the next frame.
fn go_to(ui: &Ui, cx: &mut ViewCx<'_>, row: &Row) {
    cx.view.packs.wanted = Some(row.id);
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    ui.ctx().request_repaint();
}

fn paint_map(ui: &Ui, cx: &ViewCx<'_>, entry: &PackEntry, rect: Rect) {
    let shelf = &cx.view.shelf;
    let chosen = shelf.chosen(&entry.items);
    let rows: Vec<MapRow<'_>> = (cx.state.catalogue.categories.iter().zip(&chosen).enumerate())
        .map(|(place, (category, chosen))| MapRow { name: &category.name, total: shelf.total(place), chosen })
        .collect();
    let (cell, gap) = map::TRAY;
    let wanted = mark::map_size(&rows, cell, gap);
    // A map of a large catalogue does not fit in a row; the count says it.
    if wanted.x <= MAP_ROOM - space::SMALL && wanted.y <= rect.height() - space::SMALL {
        let at = Pos2::new(rect.left() + space::MEDIUM, rect.center().y - wanted.y / 2.0);
        mark::paint_map(ui, at, &rows, (cell, gap));
    }
}

/// What is usual, and a menu with the rest; by key the row itself does the same.
fn buttons_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, row: &Row, rect: Rect, verb: Button<'_>, width: f32) {
    let right = rect.right() - space::MEDIUM;
    let center = Pos2::new(right - size::HIT_MIN / 2.0, rect.center().y);
    let more = Rect::from_center_size(center, Vec2::splat(size::HIT_MIN));
    let left = if has_menu(&row.of) { more.left() - space::SMALL } else { right };
    let place = Rect::from_center_size(Pos2::new(left - width / 2.0, center.y), Vec2::new(width, size::CONTROL_SMALL));
    let name = format!("{}: {}", self::verb(&row.of), row.first);
    let verb = verb.name(&name).unavailable(closed(cx, &row.of));
    if verb.show_at(ui, place, row.id.with("usual")).clicked() {
        cx.send(usual(&row.of));
    }
    if !has_menu(&row.of) {
        return;
    }
    let name = format!("More for {}", row.first);
    let button = Button::icon_only(Kind::Secondary, Icon::DotsThree, &name).small().beside().tooltip("More", "");
    let button = button.show_at(ui, more, row.id.with("more"));
    if frame::menu_of_button(ui, &button, |ui| menu_ui(ui, cx, row)) {
        return_focus_to(ui.ctx(), row.id);
    }
}

fn has_menu(of: &Of) -> bool {
    matches!(of, Of::Pack(entry) if entry.shelf == Shelf::Packs)
}

/// Draws the rows of the menu; true where something was asked for.
fn menu_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, row: &Row) -> bool {
    let before = cx.sent();
    ui.set_width(size::MENU - 2.0 * space::TINY);
    ui.spacing_mut().item_spacing.y = 0.0;
    let closed = closed(cx, &row.of);
    let usual_row = MenuRow { unavailable: closed, ..menu_row(Icon::FolderOpen, verb(&row.of), "Enter") };
    if pressed(ui, &usual_row) {
        cx.send(usual(&row.of));
    }
    if let Of::Pack(entry) = &row.of
        && has_menu(&row.of)
    {
        pack_rows(ui, cx, entry);
    }
    cx.sent() > before
}

/// What can be done with a pack of the list.
fn pack_rows(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &PackEntry) {
    let damaged = entry.trouble.as_ref().map(|_| "It cannot be read");
    let id = || entry.id.clone();
    let mut row = |ui: &mut Ui, row: MenuRow<'_>, unavailable: Option<&str>, command: Command| {
        if pressed(ui, &MenuRow { unavailable, ..row }) {
            cx.send(command);
        }
    };
    row(ui, menu_row(Icon::NotePencil, "Rename…", "F2"), damaged, ask(PacksCommand::AskTitle(id())));
    row(ui, menu_row(Icon::Copy, "Duplicate", ""), damaged, ask(PacksCommand::Duplicate(id())));
    frame::rule(ui);
    let versions = menu_row(Icon::ClockCounterClockwise, Action::EarlierVersions.label(), "");
    // They are what is left where the pack itself cannot be read.
    row(ui, versions, None, Command::Versions(VersionsCommand::AskOf(id())));
    let share = menu_row(Icon::Export, Action::ShareCopy.label(), "");
    row(ui, share, damaged, ask(PacksCommand::OpenTo { id: id(), then: Then::Share }));
    frame::rule(ui);
    row(ui, menu_row(Icon::Trash, "Move to trash", "Delete"), None, ask(PacksCommand::MoveToTrash(id())));
}

fn menu_row<'a>(icon: Icon, words: &'a str, shortcut: &'a str) -> MenuRow<'a> {
    MenuRow { icon: Some(icon), shortcut, ..MenuRow::new(words) }
}

fn pressed(ui: &mut Ui, row: &MenuRow<'_>) -> bool {
    row.show(ui).clicked() && row.unavailable.is_none()
}
