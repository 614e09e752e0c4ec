//! How far something is: name, "page 9 of 14", a bar, Cancel.

use egui::accesskit::{Live, Role};
use egui::{Rect, Sense, Ui, Vec2, WidgetInfo};

use super::button::Button;
use super::text::{Text, Type};
use crate::ui::tokens::{self, Tokens, size, space};

/// Shows the row. `done` is from 0 to 1; where the length is not known there is no bar. True when cancelled.
#[must_use]
pub fn progress_row(ui: &mut Ui, name: &str, words: &str, done: Option<f32>, can_cancel: bool) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 52.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_live(Live::Polite);
        node.set_value(words);
        if let Some(done) = done {
            node.set_numeric_value(f64::from(done.clamp(0.0, 1.0)) * 100.0);
        }
    });
    let top = Rect::from_min_size(rect.min, Vec2::new(rect.width(), 24.0));
    let taken = Text::new(words, Type::Small).color(tokens.text_weak).paint_right(ui, top);
    let mut left = top;
    *left.right_mut() = taken.left() - space::SMALL;
    Text::new(name, Type::Label).paint_in(ui, left);
    let mut bar = Rect::from_min_size(egui::Pos2::new(rect.left(), rect.top() + 24.0), Vec2::new(rect.width(), 28.0));
    let mut cancelled = false;
    if can_cancel {
        let button = Button::secondary("Cancel").small();
        let width = button.wanted_width(ui);
        let place = Rect::from_min_max(egui::Pos2::new(bar.right() - width, bar.top()), bar.max);
        cancelled = button.show_at(ui, place, response.id.with("cancel")).clicked();
        *bar.right_mut() -= width + space::MEDIUM;
    }
    if let Some(done) = done {
        let track = Rect::from_center_size(bar.center(), Vec2::new(bar.width(), size::PROGRESS));
        let corners = tokens::corners(size::PROGRESS / 2.0);
        let edge = if tokens.high_contrast { tokens.rule() } else { egui::Stroke::NONE };
        ui.painter().rect(track, corners, tokens.sunken, edge, egui::StrokeKind::Inside);
        let mut filled = track;
        filled.set_width(track.width() * done.clamp(0.0, 1.0));
        ui.painter().rect_filled(filled, corners, tokens.accent);
    }
    cancelled
}
