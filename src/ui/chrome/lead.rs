//! Small parts that several dialogs share.

use egui::{Align, Key, Layout, Modifiers, Ui, Vec2};

use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::{Text, Type, text};

/// An icon, and words that wrap beside it.
pub fn icon_line(ui: &mut Ui, icon: Icon, color: egui::Color32, words: &str, style: Type) {
    beside_icon(ui, icon, color, style.line(), |ui| {
        Text::new(words, style).show(ui);
    });
}

/// An icon in a line of this height, and anything beside it.
pub fn beside_icon(ui: &mut Ui, icon: Icon, color: egui::Color32, line: f32, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::ICON, line), egui::Sense::hover());
        text::icon(ui, rect.center(), icon, size::ICON, color);
        let room = Vec2::new(ui.available_width(), 0.0);
        ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
            ui.set_width(room.x);
            ui.spacing_mut().item_spacing.y = space::LINE;
            content(ui);
        });
    });
}

/// A name in weight over what belongs to it.
pub fn labelled(ui: &mut Ui, label: &str, words: &str) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::LINE;
        Text::new(label, Type::Label).show(ui);
        Text::new(words, Type::LabelPlain).show(ui);
    });
}

/// A hint in the weak colour.
pub fn hint(ui: &mut Ui, words: &str) {
    let tokens = Tokens::of(ui.ctx());
    Text::new(words, Type::Small).color(tokens.text_weak).show(ui);
}

/// Which row of a list an arrow key, Home or End asks for.
pub fn list_step(ui: &Ui, place: usize, count: usize) -> Option<usize> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let step = if pressed(Key::ArrowDown) {
        Some(place + 1)
    } else if pressed(Key::ArrowUp) {
        place.checked_sub(1)
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        count.checked_sub(1)
    } else {
        None
    };
    let step = step.filter(|step| *step < count);
    if step.is_some() {
        ui.ctx().request_repaint();
    }
    step
}
