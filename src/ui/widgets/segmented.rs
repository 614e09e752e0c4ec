//! A segmented control: one of a few, all in sight.

use egui::accesskit::Role;
use egui::{FocusDirection, Key, Rect, Sense, StrokeKind, Ui, Vec2, WidgetInfo};

use super::focus;
use super::text::{self, Text, Type};
use crate::ui::icons::Icon;
use crate::ui::tokens::{self, Tokens, radius, size, space};

/// A segment: its icon and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    pub icon: Option<Icon>,
    pub words: &'a str,
}

/// Shows the control, and says which segment was pressed or reached by arrow keys.
#[must_use]
pub fn segmented(ui: &mut Ui, name: &str, segments: &[Segment<'_>], chosen: usize) -> Option<usize> {
    let tokens = Tokens::of(ui.ctx());
    let pad = (size::CONTROL - 30.0) / 2.0;
    let widths: Vec<f32> = segments.iter().map(|segment| segment_width(ui, segment)).collect();
    let total = widths.iter().sum::<f32>() + 2.0 * pad;
    let (well, group) = ui.allocate_exact_size(Vec2::new(total, size::CONTROL), Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, name));
    let edge = if tokens.high_contrast { tokens.rule() } else { egui::Stroke::NONE };
    ui.painter().rect(well, tokens::corners(radius::MEDIUM), tokens.sunken, edge, StrokeKind::Inside);
    let mut picked = None;
    let mut left = well.left() + pad;
    let ids: Vec<_> = (0..segments.len()).map(|index| group.id.with(index)).collect();
    for (index, (segment, width)) in segments.iter().zip(&widths).enumerate() {
        let rect = Rect::from_min_size(egui::Pos2::new(left, well.top() + pad), Vec2::new(*width, 30.0));
        left += width;
        let id = group.id.with(index);
        let response = ui.interact(rect.expand2(Vec2::new(0.0, pad)), id, Sense::click());
        let on = index == chosen;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, segment.words));
        if response.clicked() && !on {
            picked = Some(index);
        }
        if response.has_focus()
            && let Some(next) = arrow_target(ui, index, segments.len())
        {
            picked = Some(next);
            if let Some(id) = ids.get(next) {
                ui.memory_mut(|memory| memory.request_focus(*id));
            }
        }
        paint_segment(ui, rect, segment, on, response.hovered());
        focus::ring(ui, &response, rect, radius::SMALL);
    }
    picked
}

fn segment_width(ui: &Ui, segment: &Segment<'_>) -> f32 {
    let icon = if segment.icon.is_some() { size::ICON + space::SMALL } else { 0.0 };
    Text::new(segment.words, Type::Label).width(ui).ceil() + icon + 2.0 * space::MEDIUM
}

fn paint_segment(ui: &Ui, rect: Rect, segment: &Segment<'_>, on: bool, hovered: bool) {
    let tokens = Tokens::of(ui.ctx());
    let color = if on || hovered { tokens.text } else { tokens.text_weak };
    if on {
        ui.painter().rect(rect, tokens::corners(radius::SMALL), tokens.surface, tokens.edge(), StrokeKind::Inside);
    }
    let mut inner = rect.shrink2(Vec2::new(space::MEDIUM, 0.0));
    if let Some(icon) = segment.icon {
        text::icon(ui, inner.left_center() + Vec2::new(size::ICON / 2.0, 0.0), icon, size::ICON, color);
        *inner.left_mut() += size::ICON + space::SMALL;
    }
    Text::new(segment.words, Type::Label).color(color).paint_in(ui, inner.expand2(Vec2::new(0.5, 0.0)));
}

/// Where the arrow keys lead from a segment; the key then moves nothing else.
fn arrow_target(ui: &Ui, index: usize, count: usize) -> Option<usize> {
    let (back, forth) = ui.input(|input| {
        (
            input.key_pressed(Key::ArrowLeft) || input.key_pressed(Key::ArrowUp),
            input.key_pressed(Key::ArrowRight) || input.key_pressed(Key::ArrowDown),
        )
    });
    if !back && !forth {
        return None;
    }
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    let next = if forth { index + 1 } else { index.checked_sub(1)? };
    (next < count).then_some(next)
}
