//! Tooltips: name, then shortcut; after half a second, at once on focus.

use egui::{Frame, Margin, Popup, RectAlign, Response, Tooltip, Ui};

use super::text::{Text, Type};
use crate::ui::tokens::{self, Tokens, radius, size, space};

/// Shows words below a control while it is pointed at or has the keyboard's focus.
pub fn tooltip(response: &Response, words: &str, shortcut: &str) {
    show(on_focus_too(response), response, words, shortcut);
}

/// The same at the left of a row, so that the rows below stay in sight.
pub fn tooltip_at_left(response: &Response, words: &str, shortcut: &str) {
    let mut tip = on_focus_too(response);
    tip.popup = tip.popup.align(RectAlign::LEFT);
    show(tip, response, words, shortcut);
}

/// For what says the same in its own words: the keys, and only while it is pointed at.
pub fn tooltip_on_hover(response: &Response, words: &str, shortcut: &str) {
    show(Tooltip::for_enabled(response), response, words, shortcut);
}

fn on_focus_too(response: &Response) -> Tooltip<'_> {
    let mut tip = Tooltip::for_enabled(response);
    // What is scrolled out of sight has no place to speak from.
    if response.has_focus() && response.interact_rect.is_positive() && !Popup::is_any_open(&response.ctx) {
        tip.popup = tip.popup.open(true);
    }
    tip
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
            let faint = match (tokens.high_contrast, tokens.dark) {
                (true, _) => tokens.surface,
                (false, true) => tokens.map_line,
                (false, false) => tokens.line,
            };
            let galley = Text::new(shortcut, Type::Small).color(faint).layout(ui, width);
            ui.add(egui::Label::new(galley).selectable(false));
        }
    });
}
