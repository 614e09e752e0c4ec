//! What can be done with one resource of the pack, as a menu.

use egui::{Response, Ui};

use crate::app::edit::Step;
use crate::app::work::Item;
use crate::app::{Command, Dialog, DialogCommand, Edit, EnclosingCommand, GivingCommand, NoteKind, PreviewCommand};
use crate::catalogue::ResourceId;
use crate::ui::chrome::sections::targets;
use crate::ui::chrome::tray_row;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::notes;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::dialog::return_focus_to;
use crate::ui::widgets::frame;
use crate::ui::widgets::row::MenuRow;

/// The menu of a row, by right click and by key.
pub fn of_row(ui: &Ui, cx: &mut ViewCx<'_>, item: &ResourceId, place: usize, response: &Response) {
    let pressed = frame::menu_of_row(ui, response, |ui| rows_ui(ui, cx, item, place));
    keep_focus(ui, item, pressed);
}

/// The row has the keyboard again when what was asked for is done.
fn keep_focus(ui: &Ui, item: &ResourceId, pressed: bool) {
    if pressed {
        return_focus_to(ui.ctx(), tray_row::id(item));
    }
}

/// The menu below a button.
pub fn of_button(ui: &Ui, cx: &mut ViewCx<'_>, item: &ResourceId, place: usize, button: &Response) {
    let pressed = frame::menu_of_button(ui, button, |ui| rows_ui(ui, cx, item, place));
    keep_focus(ui, item, pressed);
}

/// Why the row at a place cannot go up, and why it cannot go down.
pub fn limits(cx: &ViewCx<'_>, place: usize) -> (Option<&'static str>, Option<&'static str>) {
    let group = cx.state.work.group_of(place);
    let first = (place == group.start).then_some("It is the first of its section");
    let last = (place + 1 == group.end).then_some("It is the last of its section");
    (first, last)
}

/// Draws the rows; true where something was asked for.
fn rows_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, id: &ResourceId, place: usize) -> bool {
    let Some(item) = cx.state.work.item(id).cloned() else { return false };
    let before = cx.sent();
    ui.set_width(size::MENU - 2.0 * space::TINY);
    ui.spacing_mut().item_spacing.y = 0.0;
    moving(ui, cx, id, place);
    frame::rule(ui);
    additions(ui, cx, &item);
    frame::rule(ui);
    if row(Icon::FileText, "Open", "Enter").show(ui).clicked() {
        tray_row::open(cx, id);
    }
    if row(Icon::BookOpen, "Show on the pages", "").show(ui).clicked() {
        cx.send(Command::Preview(PreviewCommand::Show(id.clone())));
    }
    if row(Icon::Copy, "Copy as text", "").show(ui).clicked() {
        cx.send(Command::Giving(GivingCommand::CopyResource(id.clone())));
    }
    if row(Icon::X, "Remove", "Delete").show(ui).clicked() {
        tray_row::remove(cx, id);
    }
    cx.sent() > before
}

fn row<'a>(icon: Icon, words: &'a str, shortcut: &'a str) -> MenuRow<'a> {
    MenuRow { icon: Some(icon), shortcut, ..MenuRow::new(words) }
}

fn open(dialog: Dialog) -> Command {
    Command::Dialog(DialogCommand::Open(dialog))
}

fn moving(ui: &mut Ui, cx: &mut ViewCx<'_>, id: &ResourceId, place: usize) {
    let (first, last) = limits(cx, place);
    let up = MenuRow { unavailable: first, ..row(Icon::CaretUp, "Move up", "Alt ↑") };
    if up.show(ui).clicked() && first.is_none() {
        cx.send(Command::Edit(Edit::Move { id: id.clone(), step: Step::Up }));
    }
    let down = MenuRow { unavailable: last, ..row(Icon::CaretDown, "Move down", "Alt ↓") };
    if down.show(ui).clicked() && last.is_none() {
        cx.send(Command::Edit(Edit::Move { id: id.clone(), step: Step::Down }));
    }
    let nowhere = targets(cx.state, id).is_empty().then_some("There is no other section that takes it");
    let section = MenuRow { unavailable: nowhere, ..row(Icon::ListBullets, "Move to section…", "") };
    if section.show(ui).clicked() && nowhere.is_none() {
        cx.send(open(Dialog::MoveToSection(id.clone())));
    }
}

/// What the office adds: notes, parts of a course, how long it takes, a document.
fn additions(ui: &mut Ui, cx: &mut ViewCx<'_>, item: &Item) {
    let id = item.id().clone();
    for (kind, words) in [(NoteKind::Reader, "Note to the reader…"), (NoteKind::Private, "Private note…")] {
        if row(notes::icon(kind), words, "").show(ui).clicked() {
            cx.send(open(Dialog::Notes(id.clone(), kind)));
        }
    }
    let parts = cx.state.catalogue.resource(&id).and_then(|resource| resource.modules.as_ref());
    if let Some(parts) = parts.filter(|parts| !parts.items.is_empty()) {
        let words = format!("{}…", parts_words(parts.unit));
        if row(Icon::ListNumbers, &words, "").show(ui).clicked() {
            cx.send(open(Dialog::Modules(id.clone())));
        }
    }
    if row(Icon::Timer, "Time…", "").show(ui).clicked() {
        cx.send(open(Dialog::Times(Some(id.clone()))));
    }
    let has_file = item.content.file.is_some();
    let words = if has_file { "Replace the enclosed document…" } else { "Enclose a document…" };
    if row(Icon::FileText, words, "").show(ui).clicked() {
        cx.send(Command::Enclosing(EnclosingCommand::Choose(id.clone())));
    }
    if has_file && row(Icon::MinusCircle, "Remove the enclosed document", "").show(ui).clicked() {
        cx.send(Command::Enclosing(EnclosingCommand::Remove(id)));
    }
}

/// What the parts of a course are called, with a capital.
pub fn parts_words(unit: crate::catalogue::ModuleUnit) -> &'static str {
    match unit {
        crate::catalogue::ModuleUnit::Module => "Modules",
        crate::catalogue::ModuleUnit::Session => "Sessions",
        crate::catalogue::ModuleUnit::Chapter => "Chapters",
        crate::catalogue::ModuleUnit::Part => "Parts",
    }
}
