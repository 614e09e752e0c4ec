//! The two notes on a resource in the pack: one that is printed, one that never leaves the office.

use egui::{Id, Ui};

use crate::app::details::MAX_MESSAGE;
use crate::app::{Command, DialogCommand, Edit, ItemEdit, NoteKind};
use crate::catalogue::ResourceId;
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::notes;
use crate::ui::tokens::size;
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{Text, Type};

/// Draws the dialog; what is typed is in the pack at once. `first` has the keyboard.
pub fn notes_ui(ui: &Ui, cx: &mut ViewCx<'_>, id: &ResourceId, first: NoteKind) {
    let Some(item) = cx.state.work.item(id).cloned() else { return };
    let title = cx.state.catalogue.resource(id).map(|resource| resource.title.clone()).unwrap_or_default();
    let mut sent = Vec::new();
    let mut done = false;
    let answer = Dialog::new("notes", "Notes").width(size::DIALOG).show(
        ui.ctx(),
        |ui, dialog| {
            Text::new(&title, Type::BodyStrong).show(ui);
            for kind in NoteKind::BOTH {
                let mut text = notes::typed(&item, kind).to_owned();
                let field =
                    Field::new(kind.label()).icon(notes::icon(kind)).help(kind.goes()).lines(4).limit(MAX_MESSAGE);
                // Each resource has fields of its own, so that cursor and marked words are not those of another.
                let field = field.id(Id::unique(("note", id.as_str(), kind.label())));
                if field.focused(dialog.opened && kind == first).show(ui, &mut text).changed() {
                    let change = match kind {
                        NoteKind::Reader => ItemEdit::Note(text),
                        NoteKind::Private => ItemEdit::Private(text),
                    };
                    sent.push(Command::Edit(Edit::Item { id: id.clone(), change }));
                }
            }
            lead::hint(ui, "What you type is kept at once.");
        },
        |ui, _| done = Button::primary("Done").show(ui).clicked(),
    );
    if done || answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}
