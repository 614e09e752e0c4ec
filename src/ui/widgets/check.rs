//! Boxes to tick, with their words.

use egui::accesskit::Role;
use egui::{Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::focus;
use super::text::{self, Text, Type};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};

/// A box with its words. The caller acts on `clicked()`.
pub fn check(ui: &mut Ui, ticked: bool, words: &str) -> Response {
    let label = Text::new(words, Type::LabelPlain);
    let indent = size::CHECK + space::SMALL;
    let galley = label.layout(ui, ui.available_width() - indent - space::TINY);
    let height = galley.size().y.max(size::HIT_MIN);
    let width = indent + galley.size().x + space::TINY;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, words));
    let at = Pos2::new(rect.left() + indent, (rect.center().y - galley.size().y / 2.0).round());
    text::paint_galley(ui, at, galley);
    focus::ring(ui, &response, rect, radius::SMALL);
    if ui.is_rect_visible(rect) {
        paint_box(ui, box_center(rect), ticked, response.hovered());
    }
    response
}

/// How wide a box with its words is where they stand in one line.
pub fn width(ui: &Ui, words: &str) -> f32 {
    size::CHECK + space::SMALL + Text::new(words, Type::LabelPlain).width(ui).ceil() + space::TINY
}

fn box_center(rect: Rect) -> Pos2 {
    Pos2::new(rect.left() + size::CHECK / 2.0, rect.center().y.round())
}

/// Paints the box alone, in the middle of a point.
pub fn paint_box(ui: &Ui, center: Pos2, ticked: bool, hovered: bool) {
    let tokens = Tokens::of(ui.ctx());
    let rect = Rect::from_center_size(center, Vec2::splat(size::CHECK)).shrink(1.0);
    let corners = tokens::corners(2.0);
    if ticked {
        ui.painter().rect_filled(rect, corners, tokens.accent);
        let [a, b, c] = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.32)]
            .map(|(x, y)| rect.min + Vec2::new(x * rect.width(), y * rect.height()));
        ui.painter().line(vec![a, b, c], Stroke::new(2.0, tokens.on_accent));
    } else {
        let color = if hovered { tokens.text } else { tokens.line_strong };
        let edge = Stroke::new(stroke::STRONG, color);
        ui.painter().rect(rect, corners, tokens.surface, edge, StrokeKind::Inside);
    }
}

/// A row that opens or closes what lies below: a caret, words in the accent colour.
pub fn disclosure(ui: &mut Ui, open: bool, words: &str) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let height = size::ROW;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::DisclosureTriangle, true, words));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(open));
    if response.hovered() {
        ui.painter().rect_filled(rect, tokens::corners(radius::SMALL), tokens.sunken);
    }
    let inner = rect.shrink2(Vec2::new(space::SMALL, 0.0));
    let icon = if open { Icon::CaretUp } else { Icon::CaretDown };
    text::icon(ui, inner.left_center() + Vec2::new(size::ICON / 2.0, 0.0), icon, size::ICON, tokens.accent);
    let mut words_area = inner;
    *words_area.left_mut() += size::ICON + space::SMALL;
    Text::new(words, Type::LabelPlain).color(tokens.accent).paint_in(ui, words_area);
    focus::ring_inside(ui, &response, rect, radius::SMALL);
    response
}
