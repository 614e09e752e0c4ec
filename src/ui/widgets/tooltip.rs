//! Tooltips: name, then shortcut; after half a second, at once on focus.

use egui::{Frame, Margin, Popup, Response, Tooltip, Ui};

use super::text::{Text, Type};
use crate::ui::tokens::{self, Tokens, radius, size, space};

/// Shows words beside a control while it is pointed at or has the keyboard's focus.
pub fn tooltip(response: &Response, words: &str, shortcut: &str) {
    let mut tip = Tooltip::for_enabled(response);
    // What is scrolled out of sight has no place to speak from.
    if response.has_focus() && response.interact_rect.is_positive() && !Popup::is_any_open(&response.ctx) {
        tip.popup = tip.popup.open(true);
    }
    show(tip, response, words, shortcut);
}

/// Shows words now, for example why a control that was pressed does nothing.
pub fn tooltip_now(response: &Response, words: &str) {
    show(Tooltip::for_widget(response), response, words, "");
}

fn show(mut tip: Tooltip<'_>, response: &Response, words: &str, shortcut: &str) {
    let tokens = Tokens::of(&response.ctx);
    let frame = Frame::new()
        .fill(tokens.text)
        .corner_radius(tokens::corners(radius::SMALL))
        .inner_margin(Margin::symmetric(space::SMALL as i8, space::TINY as i8));
    tip.popup = tip.popup.frame(frame).gap(space::SMALL);
    tip.show(|ui| content(ui, words, shortcut));
}

fn content(ui: &mut Ui, words: &str, shortcut: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.set_max_width(size::TOOLTIP);
    ui.horizontal(|ui| {
        let width = ui.available_width();
        let galley = Text::new(words, Type::Small).color(tokens.surface).layout(ui, width);
        ui.add(egui::Label::new(galley).selectable(false));
        if !shortcut.is_empty() {
            let faint = if tokens.dark { tokens.map_line } else { tokens.line };
            let galley = Text::new(shortcut, Type::Small).color(faint).layout(ui, width);
            ui.add(egui::Label::new(galley).selectable(false));
        }
    });
}
