//! The list of packs as a dialog: open, rename, duplicate, to the trash and back.

use egui::{Id, Key, Modifiers, Pos2, Rect, Response, Ui};

use crate::app::details::MAX_LINE;
use crate::app::{AppState, Command, DialogCommand, Listing, PackEntry, PackId, PacksCommand, Shelf};
use crate::ui::chrome::{lead, pack_files};
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{map, size, space};
use crate::ui::views::shelf::Shelf as Places;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::mark::{self, MapRow};
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{Text, Type};

/// The room that the map of a row takes.
const MAP_ROOM: f32 = 84.0;

/// What the dialogs remember between frames.
#[derive(Default)]
pub struct PacksView {
    chosen: Option<PackId>,
    /// The row that has to take the keyboard.
    wanted: Option<PackId>,
    title: Option<String>,
}

impl PacksView {
    /// The list was closed.
    pub fn forget(&mut self) {
        self.chosen = None;
        self.wanted = None;
    }

    /// The question for a title was closed.
    pub fn forget_title(&mut self) {
        self.title = None;
    }
}

fn ask(command: PacksCommand) -> Command {
    Command::Packs(command)
}

/// Draws the list.
pub fn packs_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut PacksView) {
    let state = cx.state;
    let places = &cx.view.shelf;
    let entries = entries(state);
    if view.chosen.as_ref().is_none_or(|chosen| !entries.iter().any(|entry| entry.id == *chosen)) {
        view.chosen = entries.first().map(|entry| entry.id.clone());
    }
    let chosen = entries.iter().find(|entry| view.chosen.as_ref() == Some(&entry.id));
    let (mut sent, mut buttons) = (Vec::new(), Vec::new());
    let answer = Dialog::new("packs", "Packs").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            if dialog.opened {
                view.wanted.clone_from(&view.chosen);
            }
            body(ui, state, places, &entries, view, &mut sent);
            pack_files::recent_ui(ui, state, &mut sent);
        },
        |ui, dialog| {
            let close = foot(ui, state, chosen, &mut buttons);
            if dialog.opened && entries.is_empty() {
                close.request_focus();
            }
        },
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

/// All packs, then the trash; of the open one what stands in the window.
fn entries(state: &AppState) -> Vec<PackEntry> {
    let mut entries: Vec<PackEntry> = state.packs.entries().to_vec();
    if let Some(open) = entries.iter_mut().find(|entry| entry.id == state.packs.open.id) {
        open.title.clone_from(&state.work.details.title);
        open.prepared_for.clone_from(&state.work.details.prepared_for);
        open.items = state.work.items().to_vec();
        open.changed = state.packs.open.changed.or(open.changed);
    }
    entries.sort_by_key(|entry| entry.shelf);
    entries
}

fn body(
    ui: &mut Ui,
    state: &AppState,
    places: &Places,
    entries: &[PackEntry],
    view: &mut PacksView,
    sent: &mut Vec<Command>,
) {
    match &state.packs.listing {
        Listing::Reading => lead::hint(ui, "Reading the list"),
        Listing::Failed(failure) => {
            Text::new(&failure.words, Type::Body).show(ui);
        }
        Listing::Ready(_) if entries.is_empty() => {
            lead::hint(ui, "No pack yet. What you put together is kept here by itself.");
        }
        Listing::Ready(_) => {}
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let in_trash = entries.iter().filter(|entry| entry.shelf == Shelf::Trash).count();
    for (place, entry) in entries.iter().enumerate() {
        let begins = place.checked_sub(1).and_then(|before| entries.get(before)).map(|before| before.shelf);
        if entry.shelf == Shelf::Trash && begins != Some(Shelf::Trash) {
            ui.add_space(space::LARGE);
            Text::new(&format!("Trash, {in_trash}"), Type::Label).heading(ui, 2);
            ui.add_space(space::TINY);
        }
        let response = row(ui, state, places, entry, view.chosen.as_ref() == Some(&entry.id));
        if view.wanted.as_ref() == Some(&entry.id) {
            response.request_focus();
            view.wanted = None;
        }
        if response.clicked() || response.gained_focus() {
            view.chosen = Some(entry.id.clone());
            response.request_focus();
        }
        if response.double_clicked() {
            sent.push(usual(entry));
        }
        if response.has_focus() {
            keys(ui, entries, place, view, sent);
        }
    }
}

/// What Enter and a double click do.
fn usual(entry: &PackEntry) -> Command {
    match entry.shelf {
        Shelf::Packs | Shelf::Templates => ask(PacksCommand::Open(entry.id.clone())),
        Shelf::Trash => ask(PacksCommand::Restore(entry.id.clone())),
    }
}

fn keys(ui: &Ui, entries: &[PackEntry], place: usize, view: &mut PacksView, sent: &mut Vec<Command>) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let Some(entry) = entries.get(place) else { return };
    let step = lead::list_step(ui, place, entries.len());
    view.wanted = step.and_then(|step| entries.get(step)).map(|next| next.id.clone()).or(view.wanted.take());
    if pressed(Key::Enter) {
        sent.push(usual(entry));
    } else if pressed(Key::F2) && entry.shelf == Shelf::Packs {
        sent.push(ask(PacksCommand::AskTitle(entry.id.clone())));
    } else if pressed(Key::Delete) && entry.shelf == Shelf::Packs {
        view.wanted =
            entries.get(place + 1).or(place.checked_sub(1).and_then(|at| entries.get(at))).map(|it| it.id.clone());
        sent.push(ask(PacksCommand::MoveToTrash(entry.id.clone())));
    }
}

/// A row of two lines, with the map of what is in it. Out of sight it only takes its room.
fn row(ui: &mut Ui, state: &AppState, places: &Places, entry: &PackEntry, chosen: bool) -> Response {
    let facts = facts(state, entry);
    let response = ListRow {
        id: Id::unique(("pack row", entry.id.as_str(), entry.shelf == Shelf::Trash)),
        first: entry.shown_title(),
        second: &facts,
        name: &format!("{}, {facts}", entry.shown_title()),
        chosen,
        margin: space::SMALL,
        room: MAP_ROOM,
    }
    .show(ui);
    if ui.is_rect_visible(response.rect) {
        paint_map(ui, state, places, entry, response.rect);
    }
    response
}

fn paint_map(ui: &Ui, state: &AppState, places: &Places, entry: &PackEntry, rect: Rect) {
    let chosen = places.chosen(&entry.items);
    let rows: Vec<MapRow<'_>> = (state.catalogue.categories.iter().zip(&chosen).enumerate())
        .map(|(place, (category, chosen))| MapRow { name: &category.name, total: places.total(place), chosen })
        .collect();
    let (cell, gap) = map::COMPACT;
    let wanted = mark::map_size(&rows, cell, gap);
    // A map of a large catalogue does not fit in a row; the count says it.
    if wanted.x <= MAP_ROOM - space::SMALL && wanted.y <= rect.height() - space::SMALL {
        let at = Pos2::new(rect.left() + space::SMALL, rect.center().y - wanted.y / 2.0);
        mark::paint_map(ui, at, &rows, (cell, gap));
    }
}

/// "Open now, 7 resources, changed today at 14:32, for Border training centre".
fn facts(state: &AppState, entry: &PackEntry) -> String {
    if let Some(trouble) = &entry.trouble {
        return trouble.clone();
    }
    let mut parts = Vec::new();
    if entry.id == state.packs.open.id {
        parts.push("Open now".to_owned());
    }
    parts.push(match entry.items.len() {
        0 => "no resources".to_owned(),
        1 => "1 resource".to_owned(),
        many => format!("{many} resources"),
    });
    parts.extend(entry.changed.map(|changed| format!("changed {}", changed.words(state.clock.today))));
    if !entry.prepared_for.trim().is_empty() {
        parts.push(format!("for {}", entry.prepared_for.trim()));
    }
    parts.join(", ")
}

fn foot(ui: &mut Ui, state: &AppState, chosen: Option<&PackEntry>, sent: &mut Vec<Command>) -> Response {
    let nothing = chosen.is_none().then_some("Choose a pack first");
    let damaged = chosen.and_then(|entry| entry.trouble.as_ref()).map(|_| "It cannot be read");
    let button = |ui: &mut Ui, button: Button<'_>, why: Option<&str>| button.unavailable(why).show(ui).clicked();
    let mut asked = None;
    if chosen.is_some_and(|entry| entry.shelf == Shelf::Trash) {
        if button(ui, Button::primary("Restore"), None) {
            asked = Some(PacksCommand::Restore as fn(PackId) -> PacksCommand);
        }
    } else {
        let open = state.may_switch().err().or(nothing).or(damaged);
        if button(ui, Button::primary("Open"), open) {
            asked = Some(PacksCommand::Open);
        }
        if button(ui, Button::secondary("Rename…"), nothing.or(damaged)) {
            asked = Some(PacksCommand::AskTitle);
        }
        if button(ui, Button::secondary("Duplicate"), nothing.or(damaged)) {
            asked = Some(PacksCommand::Duplicate);
        }
        if button(ui, Button::secondary("Move to trash"), nothing) {
            asked = Some(PacksCommand::MoveToTrash);
        }
    }
    if let (Some(asked), Some(entry)) = (asked, chosen) {
        sent.push(ask(asked(entry.id.clone())));
    }
    let close = Button::secondary("Close").show(ui);
    if close.clicked() {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    close
}

/// Asks for another title.
pub fn rename_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut PacksView, id: &PackId) {
    let state = cx.state;
    let is_open = *id == state.packs.open.id;
    let known = || {
        let entry = state.packs.entry(id).map(|entry| entry.title.clone());
        if is_open { state.work.details.title.clone() } else { entry.unwrap_or_default() }
    };
    let title = view.title.get_or_insert_with(known);
    let (mut pressed, mut entered, mut cancelled) = (false, false, false);
    let answer = Dialog::new("rename", "Rename pack").show(
        ui.ctx(),
        |ui, dialog| {
            let field = Field::new("Title").help("It is printed on the cover.").limit(MAX_LINE).focused(dialog.opened);
            let response = field.show(ui, title);
            entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        },
        |ui, _| {
            pressed = Button::primary("Rename").show(ui).clicked();
            cancelled = Button::secondary("Cancel").show(ui).clicked();
        },
    );
    if pressed || entered {
        cx.send(ask(PacksCommand::Rename { id: id.clone(), title: title.clone() }));
    } else if answer.dismissed || cancelled {
        cx.send(Command::Dialog(DialogCommand::Close));
    }
}
