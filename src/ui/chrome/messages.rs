//! Lists to read: messages of this run, keys, and what went out.

use egui::accesskit::Role;
use egui::{Ui, WidgetInfo};
use strum::IntoEnumIterator as _;

use crate::app::notice::Notice;
use crate::app::{Command, DialogCommand, Menu, OutgoingCommand};
use crate::ui::chrome::lead;
use crate::ui::chrome::notices;
use crate::ui::cx::ViewCx;
use crate::ui::keymap;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::{Text, Type, frame};

fn close() -> Command {
    Command::Dialog(DialogCommand::Close)
}

/// A dialog that is only read: its one button closes it and has the keyboard.
pub fn reading(ui: &Ui, cx: &mut ViewCx<'_>, dialog: &Dialog<'_>, body: impl FnOnce(&mut Ui, &mut ViewCx<'_>)) {
    let mut pressed = false;
    let answer = dialog.show(
        ui.ctx(),
        |ui, _| body(ui, cx),
        |ui, dialog| {
            let button = Button::secondary("Close").show(ui);
            if dialog.opened {
                button.request_focus();
            }
            pressed = button.clicked();
        },
    );
    if answer.dismissed || pressed {
        cx.send(close());
    }
}

/// All messages of this run, newest first.
pub fn messages_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    reading(ui, cx, &Dialog::new("messages", "Messages").width(size::DIALOG), |ui, cx| {
        let kept: Vec<Notice> = cx.state.notices.kept().cloned().collect();
        if kept.is_empty() {
            lead::hint(ui, "No messages yet");
        }
        for (place, notice) in kept.iter().enumerate() {
            if place > 0 {
                frame::rule(ui);
            }
            ui.push_id(notice.id.0, |ui| notices::notice_content(ui, cx, notice));
        }
    });
}

/// All keys, menu by menu, and those that stand in no menu.
pub fn shortcuts_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    reading(ui, cx, &Dialog::new("shortcuts", "Keys").width(size::DIALOG), |ui, _| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        for menu in Menu::iter() {
            Text::new(menu.label(), Type::Label).heading(ui, 2);
            for action in menu.actions().filter(|action| action.shortcut().is_some()) {
                key_row(ui, action.label(), &keymap::words(action));
            }
        }
        Text::new("On cards, rows and the pack", Type::Label).heading(ui, 2);
        let others = [
            ("Move between cards or rows", "Arrow keys"),
            ("Open", "Enter"),
            ("Add to pack, or remove", "Space"),
            ("Remove from pack", "Delete"),
            ("Menu of a row of the pack", "Shift F10"),
            ("Next control", "Tab"),
            ("Close, or clear the search", "Escape"),
        ];
        for (words, keys) in others {
            key_row(ui, words, keys);
        }
    });
}

fn key_row(ui: &mut Ui, words: &str, keys: &str) {
    let tokens = Tokens::of(ui.ctx());
    let room = egui::Vec2::new(ui.available_width(), size::CONTROL_SMALL);
    let (rect, response) = ui.allocate_exact_size(room, egui::Sense::hover());
    let heard = format!("{words}: {keys}");
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &heard));
    let keys = Text::new(keys, Type::LabelPlain).color(tokens.text_weak).paint_right(ui, rect);
    let left = rect.with_max_x(keys.left() - space::SMALL);
    Text::new(words, Type::LabelPlain).paint_in(ui, left);
}

/// What the last export made, whole.
pub fn what_went_out_ui(ui: &Ui, cx: &mut ViewCx<'_>) {
    reading(ui, cx, &Dialog::new("what went out", "What went out").width(size::DIALOG), |ui, cx| {
        let receipts: Vec<String> = cx.state.outgoing.finished().map(|finished| finished.receipt.to_text()).collect();
        for (place, text) in receipts.iter().enumerate() {
            if place > 0 {
                frame::rule(ui);
            }
            Text::new(text, Type::LabelPlain).show(ui);
        }
        ui.add_space(space::SMALL);
        if cx.state.outgoing.receipt.is_some() && Button::secondary("Open as a file").small().show(ui).clicked() {
            cx.send(Command::Outgoing(OutgoingCommand::OpenReceipt));
        }
    });
}
