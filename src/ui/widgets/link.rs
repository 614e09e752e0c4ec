//! Links: underlined words in the accent colour.

use egui::accesskit::Role;
use egui::{CursorIcon, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo};

use super::focus;
use super::text::{Text, Type};
use crate::ui::tokens::{Tokens, radius, stroke};

/// A link that wraps. The caller acts on `clicked()`; nothing is opened from here.
pub fn link(ui: &mut Ui, words: &str, style: Type) -> Response {
    named_link(ui, words, words, style)
}

/// A link with a name of its own ("Open UNODC page, in the browser").
pub fn named_link(ui: &mut Ui, words: &str, name: &str, style: Type) -> Response {
    rows_link(ui, words, name, style, usize::MAX)
}

/// A link that is cut at the end of its line, with its whole words as its name.
pub fn one_line_link(ui: &mut Ui, words: &str, name: &str, style: Type) -> Response {
    rows_link(ui, words, name, style, 1)
}

fn rows_link(ui: &mut Ui, words: &str, name: &str, style: Type, rows: usize) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let galley = Text::new(words, style).color(tokens.accent).rows(rows).layout(ui, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    if ui.is_rect_visible(rect) {
        let width = if response.hovered() { 2.0 } else { stroke::LINE };
        // Below the letters, as in print: four points under the baseline.
        for row in &galley.rows {
            let line = row.rect().translate(rect.min.to_vec2());
            let y = underline_at(&line);
            ui.painter().hline(line.x_range(), y, Stroke::new(width, tokens.accent));
        }
        super::text::paint_galley(ui, rect.min, galley);
    }
    focus::ring(ui, &response, rect, radius::SMALL);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn underline_at(line: &Rect) -> f32 {
    let bottom = Pos2::new(line.left(), line.bottom());
    (bottom.y - 2.0).round() + 0.5
}
