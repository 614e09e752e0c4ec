//! The written request, in full: to copy, or to send with a mail program.

use egui::{Frame, Margin, Ui};

use crate::app::{Command, DialogCommand, GivingCommand};
use crate::ui::chrome::lead;
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type};

/// Draws the dialog.
pub fn request_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    let Some(request) = cx.state.request.clone() else {
        cx.send(Command::Dialog(DialogCommand::Close));
        return;
    };
    let note = cx.state.contact_note();
    let mut sent = Vec::new();
    let close = Command::Dialog(DialogCommand::Close);
    let dialog = Dialog::new("request", "Ask the RSO").width(size::DIALOG);
    let answer = dialog.show(
        ui.ctx(),
        |ui, _| {
            let tokens = Tokens::of(ui.ctx());
            lead::labelled(ui, "To", &request.to);
            lead::labelled(ui, "Subject", &request.subject);
            let ground = Frame::new()
                .fill(tokens.base)
                .stroke(tokens.rule())
                .corner_radius(tokens::corners(radius::MEDIUM))
                .inner_margin(Margin::same(space::MEDIUM as i8));
            ground.show(ui, |ui| {
                ui.set_width(ui.available_width());
                Text::new(&request.body, Type::LabelPlain).show(ui);
            });
            if !note.is_empty() {
                lead::icon_line(ui, Icon::Info, tokens.text_weak, note, Type::Small);
            }
            lead::hint(ui, "Nothing is sent from here: copy the text, or let your mail program open it.");
        },
        |ui, dialog| {
            let copy = Button::primary("Copy as text").icon(Icon::Copy).show(ui);
            if dialog.opened {
                copy.request_focus();
            }
            if copy.clicked() {
                sent.push(Command::Giving(GivingCommand::CopyRequest));
            }
            if Button::secondary("Open in mail program").show(ui).clicked() {
                sent.push(Command::Giving(GivingCommand::Mail));
            }
            if Button::secondary("Close").show(ui).clicked() {
                sent.push(close.clone());
            }
        },
    );
    if answer.dismissed {
        sent.push(close);
    }
    cx.send_all(sent);
}
