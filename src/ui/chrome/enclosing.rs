//! A document of the office's own on its way into the pack: dropped on a row, asked about, or typed as a path.

use std::path::{Path, PathBuf};

use egui::{Key, Rect, Stroke, StrokeKind, Ui};

use crate::app::{Command, DialogCommand, EnclosingCommand};
use crate::catalogue::ResourceId;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{Text, Type};

/// Packs have a way of their own into the window.
const PACK_ENDING: &str = "rsopack";

/// A half-typed path.
#[derive(Default)]
pub struct DocumentView {
    text: Option<String>,
}

impl DocumentView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        self.text = None;
    }
}

fn close() -> Command {
    Command::Dialog(DialogCommand::Close)
}

/// Call it for each row: while a document is held over the row, the row lights up.
pub fn over_row(ui: &Ui, cx: &mut ViewCx<'_>, id: &ResourceId, row: Rect) {
    let (held, dropped) = ui.input(|input| (!input.raw.hovered_files.is_empty(), !input.raw.dropped_files.is_empty()));
    let pointer = ui.ctx().pointer_latest_pos();
    let is_over = pointer.is_some_and(|at| row.contains(at) && ui.clip_rect().contains(at));
    if !(held || dropped) || !is_over {
        return;
    }
    cx.view.drop_row = Some(id.clone());
    let tokens = Tokens::of(ui.ctx());
    let edge = Stroke::new(tokens_edge(), tokens.accent);
    ui.painter().rect(row, 0.0, tokens.accent_soft, edge, StrokeKind::Inside);
    let words = Text::new("Enclose with this resource", Type::Label).color(tokens.accent);
    words.paint_in(ui, row.shrink2(egui::Vec2::new(space::WIDE, 0.0)));
}

fn tokens_edge() -> f32 {
    crate::ui::tokens::stroke::CHOSEN_BAR
}

/// Call it once a frame, after the rows: asks about a document that was dropped.
pub fn dropped_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    let over = cx.view.drop_row.take();
    let paths: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    let is_pack = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(PACK_ENDING));
    let mut documents = paths.into_iter().filter(|path| !is_pack(path));
    let Some(first) = documents.next() else { return };
    if documents.next().is_some() {
        cx.send(Command::Tell("A resource takes one document. Drop one at a time"));
        return;
    }
    let open = cx.state.browse.open_resource().filter(|id| cx.state.work.contains(id));
    match over.as_ref().or(open).or(cx.state.selected.as_ref()).cloned() {
        Some(id) => cx.send(Command::Enclosing(EnclosingCommand::Dropped(id, first))),
        None => cx.send(Command::Tell("Choose a resource of the pack first, then drop the document on it")),
    }
}

fn title(cx: &ViewCx<'_>, id: &ResourceId) -> String {
    cx.state.catalogue.resource(id).map(|resource| resource.title.clone()).unwrap_or_default()
}

/// Asks whether a dropped document goes with this resource: the pointer may have been elsewhere.
pub fn confirm_ui(ui: &Ui, cx: &mut ViewCx<'_>, id: &ResourceId, path: &Path) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = title(cx, id);
    let replaced = cx.state.work.item(id).and_then(|item| item.content.file.as_ref()).map(|file| file.name.clone());
    let (mut take, mut left) = (false, false);
    let answer = Dialog::new("enclose", "Enclose a document").width(size::DIALOG).show(
        ui.ctx(),
        |ui, _| {
            lead::labelled(ui, "Document", &name);
            lead::labelled(ui, "With", &title);
            if let Some(replaced) = &replaced {
                lead::hint(ui, &format!("It takes the place of “{replaced}”."));
            }
            lead::hint(ui, "A copy of it goes into the pack, and leaves beside the pages.");
        },
        |ui, dialog| {
            let button = Button::primary("Enclose").show(ui);
            if dialog.opened {
                button.request_focus();
            }
            take = button.clicked();
            left = Button::secondary("Cancel").show(ui).clicked();
        },
    );
    if take || left || answer.dismissed {
        cx.send(close());
    }
    if take {
        cx.send(Command::Enclosing(EnclosingCommand::Take(id.clone(), path.to_owned())));
    }
}

/// Where no dialog of the system answers: the path of the document.
pub fn path_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut DocumentView, id: &ResourceId) {
    let text = view.text.get_or_insert_with(String::new);
    let title = title(cx, id);
    let why = text.trim().is_empty().then_some("Type the path of the document");
    let (mut take, mut entered, mut left) = (false, false, false);
    let answer = Dialog::new("document", "Enclose a document").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            Text::new(&title, Type::BodyStrong).show(ui);
            let field = Field::new("Path of the document").help("No dialog of the system answered.");
            let response = field.focused(dialog.opened).show(ui, text);
            entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) && why.is_none();
        },
        |ui, _| {
            take = Button::primary("Enclose").unavailable(why).show(ui).clicked();
            left = Button::secondary("Cancel").show(ui).clicked();
        },
    );
    let path = PathBuf::from(text.trim());
    let take = take || entered;
    if take || left || answer.dismissed {
        cx.send(close());
    }
    if take {
        cx.send(Command::Enclosing(EnclosingCommand::Take(id.clone(), path)));
    }
}
