//! "Enclose documents": which resources of the pack go out with their document, and the way to enclose the others.

use egui::{Align, Layout, Ui, Vec2};

use crate::app::{AppState, Command, DialogCommand, EnclosingCommand, Item};
use crate::pack::words;
use crate::ui::chrome::{enclosing, lead};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type, frame};

/// So many rows are drawn at first, and with each "Show more".
const STEP: usize = 50;
/// The room of the buttons of a row.
const BUTTONS: f32 = 200.0;

/// How many rows are shown.
pub struct DocumentsView {
    shown: usize,
}

impl Default for DocumentsView {
    fn default() -> Self {
        Self { shown: STEP }
    }
}

impl DocumentsView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Draws the dialog. A document can be dropped on its row, too.
pub fn documents_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut DocumentsView) {
    // What was dropped lands in this dialog, not on what is under it.
    cx.view.drop_row = None;
    let mut done = false;
    let answer = Dialog::new("documents", "Enclose documents").width(size::DIALOG_WIDE).steady().show(
        ui.ctx(),
        |ui, dialog| body(ui, cx, view, dialog.opened),
        |ui, _| done = Button::primary("Done").show(ui).clicked(),
    );
    if done || answer.dismissed {
        cx.send(Command::Dialog(DialogCommand::Close));
    }
}

fn body(ui: &mut Ui, cx: &mut ViewCx<'_>, view: &mut DocumentsView, opened: bool) {
    let state = cx.state;
    let (all, with) = (state.work.items().len(), state.work.enclosed());
    Text::new(&words::enclosed(all, with), Type::BodyStrong).live(ui);
    let what = "Choose the file of each, or drop it on its row. A copy goes into the pack, and leaves beside the pages \
                under the number and title of its resource.";
    lead::hint(ui, what);
    let open = state.work.all_items().position(|item| item.content.file.is_none());
    for (place, item) in state.work.all_items().take(view.shown).enumerate() {
        frame::rule(ui);
        let row = ui.scope(|ui| row_ui(ui, cx, place, item, opened && open == Some(place)));
        enclosing::over_row(ui, cx, item.id(), row.response.rect.expand(space::TINY));
    }
    let rest = all.saturating_sub(view.shown);
    if rest > 0 && Button::secondary(&format!("Show {} more", rest.min(STEP))).small().show(ui).clicked() {
        view.shown += STEP;
    }
}

/// The resource with the state of its document on the left, what can be done on the right.
fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, place: usize, item: &Item, focus: bool) {
    let state = cx.state;
    let title = state.catalogue.resource(item.id()).map_or(item.id().as_str(), |resource| resource.title.as_str());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let room = Vec2::new((ui.available_width() - BUTTONS - space::LARGE).max(BUTTONS), 0.0);
        ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
            ui.set_width(room.x);
            ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::LINE);
            Text::new(&format!("{}  {title}", place + 1), Type::Label).rows(2).show(ui);
            document_ui(ui, state, item);
        });
        ui.add_space(space::LARGE);
        let room = Vec2::new(ui.available_width(), size::CONTROL_SMALL);
        ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            buttons_ui(ui, cx, item, title, focus);
        });
    });
}

fn document_ui(ui: &mut Ui, state: &AppState, item: &Item) {
    let tokens = Tokens::of(ui.ctx());
    match &item.content.file {
        _ if state.enclosing.contains(item.id()) => {
            lead::icon_line(ui, Icon::HardDrives, tokens.text_weak, "Enclosing a document", Type::Small);
        }
        Some(file) => {
            let words = format!("Enclosed: {}, {}", file.name, words::size(file.bytes));
            lead::icon_line(ui, Icon::CheckCircle, tokens.ok, &words, Type::Small);
        }
        None => lead::icon_line(ui, Icon::MinusCircle, tokens.text_weak, "Not enclosed", Type::Small),
    }
}

fn buttons_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, item: &Item, title: &str, focus: bool) {
    let why = cx.state.unchangeable().err();
    let button = |ui: &mut Ui, words: &str| {
        let name = format!("{words}: {title}");
        Button::secondary(words).small().name(&name).unavailable(why).show(ui)
    };
    let has_file = item.content.file.is_some();
    let choose = button(ui, if has_file { "Replace…" } else { "Choose file…" });
    if focus {
        choose.request_focus();
    }
    let remove = has_file && button(ui, "Remove").clicked();
    if choose.clicked() {
        cx.send(Command::Enclosing(EnclosingCommand::Choose(item.id().clone())));
    }
    if remove {
        cx.send(Command::Enclosing(EnclosingCommand::Remove(item.id().clone())));
    }
}
