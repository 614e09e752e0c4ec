//! What has changed since a pack was made, each change to take or to leave.

use egui::{Id, Ui};

use crate::app::changing::ChangeCommand;
use crate::app::known::Change;
use crate::app::{Command, DialogCommand};
use crate::ui::cx::ViewCx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::frame::{Tone, note_box};
use crate::ui::widgets::{Text, Type};

/// More changes are shown once these are decided.
const MAX_SHOWN: usize = 50;

fn ask(command: ChangeCommand) -> Command {
    Command::Change(command)
}

/// Draws the list.
pub fn changes_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    let (mut sent, mut buttons) = (Vec::new(), Vec::new());
    let answer = Dialog::new("changes", "What has changed since").width(size::DIALOG).show(
        ui.ctx(),
        |ui, _| {
            if state.changes.is_empty() {
                Text::new("Nothing is left to decide: the pack has everything as the Tool Box has it now.", Type::Body)
                    .live(ui);
                return;
            }
            Text::new(
                "The pack always shows a resource as the Tool Box has it now. Decide for each whether it stays.",
                Type::Body,
            )
            .show(ui);
            for change in state.changes.iter().take(MAX_SHOWN) {
                change_ui(ui, change, &mut sent);
            }
            if state.changes.len() > MAX_SHOWN {
                let more = format!("and {} more", state.changes.len() - MAX_SHOWN);
                Text::new(&more, Type::Small).show(ui);
            }
        },
        |ui, dialog| {
            let close = Button::secondary("Close").show(ui);
            if dialog.opened || state.changes.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            if close.clicked() {
                buttons.push(Command::Dialog(DialogCommand::Close));
            }
            if state.changes.len() > 1 && Button::secondary("Keep all as they are now").show(ui).clicked() {
                buttons.push(ask(ChangeCommand::KeepAll));
            }
        },
    );
    sent.append(&mut buttons);
    if answer.dismissed {
        sent.push(Command::Dialog(DialogCommand::Close));
    }
    cx.send_all(sent);
}

fn change_ui(ui: &mut Ui, change: &Change, sent: &mut Vec<Command>) {
    note_box(ui, Tone::Warn, Icon::ClockCounterClockwise, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        Text::new(&change.title, Type::BodyStrong).heading(ui, 2);
        Text::new(&change.words, Type::LabelPlain).show(ui);
        ui.push_id(Id::unique(("change", change.id.as_str())), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::Vec2::splat(space::SMALL);
                let button = |ui: &mut Ui, words: &str, name: &str| {
                    Button::secondary(words).small().name(&format!("{name}: {}", change.title)).show(ui).clicked()
                };
                if let Some(newer) = &change.newer
                    && button(ui, "Take it instead", "Take the newer edition instead")
                {
                    sent.push(ask(ChangeCommand::Take { id: change.id.clone(), newer: newer.clone() }));
                }
                if button(ui, "Keep it", "Keep it") {
                    sent.push(ask(ChangeCommand::Keep(change.id.clone())));
                }
                if button(ui, "Take it out", "Take it out") {
                    sent.push(ask(ChangeCommand::TakeOut(change.id.clone())));
                }
            });
        });
    });
}
