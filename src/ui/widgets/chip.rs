//! Chips: a filter in force, a choice, and the tag of an audience.

use egui::accesskit::Role;
use egui::{Key, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::focus;
use super::text::{self, Text, Type};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space, stroke};

/// How wide a filter's chip is where there is room.
pub fn chip_width(ui: &Ui, lead: &str, value: &str) -> f32 {
    let lead_width =
        if lead.is_empty() { 0.0 } else { Text::new(lead, Type::LabelPlain).width(ui).ceil() + space::PARAGRAPH };
    lead_width + Text::new(value, Type::LabelPlain).width(ui).ceil() + size::ICON_CHIP + space::SMALL * 3.0
}

/// A filter in force: "For Trainers ×". True when it was pressed, or Delete was: it goes.
#[must_use]
pub fn filter_chip(ui: &mut Ui, lead: &str, value: &str, max_width: f32) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let lead_text = Text::new(lead, Type::LabelPlain).color(tokens.text_weak);
    let value_text = Text::new(value, Type::LabelPlain);
    let lead_width = if lead.is_empty() { 0.0 } else { lead_text.width(ui).ceil() + space::PARAGRAPH };
    let width = chip_width(ui, lead, value).min(max_width);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::CONTROL_SMALL), Sense::click());
    let name = format!("Remove filter: {lead} {value}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() { tokens.sunken } else { tokens.accent_soft };
        ui.painter().rect(rect, tokens::corners(radius::SMALL), fill, tokens.edge(), StrokeKind::Inside);
        let mut inner = rect.shrink2(Vec2::new(space::SMALL, 0.0));
        let cross = inner.right_center() - Vec2::new(size::ICON_CHIP / 2.0, 0.0);
        text::icon(ui, cross, Icon::X, size::ICON_CHIP, tokens.text);
        *inner.right_mut() -= size::ICON_CHIP + space::SMALL;
        if !lead.is_empty() {
            lead_text.paint_in(ui, inner);
            *inner.left_mut() += lead_width;
        }
        value_text.paint_in(ui, inner.expand2(Vec2::new(0.5, 0.0)));
    }
    focus::ring(ui, &response, rect, radius::SMALL);
    let deleted = response.has_focus() && ui.input(|input| input.key_pressed(Key::Delete));
    super::tooltip::tooltip(&response, "Remove this filter", "Delete");
    response.clicked() || deleted
}

/// One of several choices, of which some are taken.
pub fn choice_chip(ui: &mut Ui, words: &str, chosen: bool) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let style = if chosen { Type::Label } else { Type::LabelPlain };
    let label = Text::new(words, style);
    let check = if chosen { size::ICON_CHIP + space::TINY } else { 0.0 };
    let width = label.width(ui).ceil() + check + space::MEDIUM * 2.0;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::CONTROL_SMALL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, words));
    let (fill, edge) = match (chosen, response.hovered()) {
        (true, _) => (tokens.accent_soft, Stroke::new(stroke::STRONG, tokens.accent)),
        (false, true) => (tokens.hover, tokens.edge()),
        (false, false) => (tokens.surface, tokens.edge()),
    };
    ui.painter().rect(rect, tokens::corners(radius::SMALL), fill, edge, StrokeKind::Inside);
    let mut inner = rect.shrink2(Vec2::new(space::MEDIUM, 0.0));
    if chosen {
        let center = inner.left_center() + Vec2::new(size::ICON_CHIP / 2.0, 0.0);
        text::icon(ui, center, Icon::Check, size::ICON_CHIP, tokens.accent);
        *inner.left_mut() += check;
    }
    label.paint_in(ui, inner.expand2(Vec2::new(0.5, 0.0)));
    focus::ring(ui, &response, rect, radius::SMALL);
    response
}

/// How wide a tag is.
pub fn tag_width(ui: &Ui, words: &str) -> f32 {
    Text::new(words, Type::Small).width(ui).ceil() + space::SMALL * 2.0
}

/// Paints the tag of an audience, which cannot be pressed, with its upper left corner here.
pub fn paint_tag(ui: &Ui, at: Pos2, words: &str, max_width: f32) -> Rect {
    let tokens = Tokens::of(ui.ctx());
    let rect = Rect::from_min_size(at, Vec2::new(tag_width(ui, words).min(max_width), size::TAG));
    ui.painter().rect(rect, tokens::corners(radius::SMALL), tokens.base, tokens.rule(), StrokeKind::Inside);
    let inner = rect.shrink2(Vec2::new(space::SMALL - 0.5, 0.0));
    Text::new(words, Type::Small).paint_in(ui, inner);
    rect
}
