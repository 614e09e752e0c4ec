//! Another title for a pack of the list.

use egui::{Key, Ui};

use crate::app::details::MAX_LINE;
use crate::app::{Command, DialogCommand, PackId, PacksCommand};
use crate::ui::cx::ViewCx;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;

/// What the dialog remembers between frames.
#[derive(Default)]
pub struct RenameView {
    title: Option<String>,
}

impl RenameView {
    /// The dialog was closed.
    pub fn forget(&mut self) {
        self.title = None;
    }
}

/// Asks for another title.
pub fn rename_ui(ui: &Ui, cx: &mut ViewCx<'_>, view: &mut RenameView, id: &PackId) {
    let state = cx.state;
    let is_open = state.is_open(id);
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
        cx.send(Command::Packs(PacksCommand::Rename { id: id.clone(), title: title.clone() }));
    } else if answer.dismissed || cancelled {
        cx.send(Command::Dialog(DialogCommand::Close));
    }
}
