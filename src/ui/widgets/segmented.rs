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

/// How large a control is: of the whole, of a segment, and the room at the sides of its words.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Measures {
    height: f32,
    inner: f32,
    padding: f32,
}

const USUAL: Measures = Measures { height: size::CONTROL, inner: 30.0, padding: space::MEDIUM };
/// Four of them, a box and the place fit beside each other in a window of 1366.
const SMALL: Measures = Measures { height: 34.0, inner: 28.0, padding: 7.0 };

impl Measures {
    /// Between the edge of the well and its segments.
    fn rim(self) -> f32 {
        (self.height - self.inner) / 2.0
    }

    fn segment_width(self, ui: &Ui, segment: &Segment<'_>) -> f32 {
        let icon = if segment.icon.is_some() { size::ICON + space::SMALL } else { 0.0 };
        Text::new(segment.words, Type::Label).width(ui).ceil() + icon + 2.0 * self.padding
    }

    fn width(self, ui: &Ui, segments: &[Segment<'_>]) -> f32 {
        segments.iter().map(|segment| self.segment_width(ui, segment)).sum::<f32>() + 2.0 * self.rim()
    }
}

/// Shows the control, and says which segment was pressed or reached by arrow keys.
#[must_use]
pub fn segmented(ui: &mut Ui, name: &str, segments: &[Segment<'_>], chosen: usize) -> Option<usize> {
    show(ui, (name, &[]), segments, chosen, USUAL)
}

/// The same, a little smaller: for a bar that holds several. `spoken` are the names of the segments where their words
/// are short; those that it does not hold have their words as names.
#[must_use]
pub fn segmented_small(
    ui: &mut Ui,
    name: &str,
    segments: &[Segment<'_>],
    spoken: &[&str],
    chosen: usize,
) -> Option<usize> {
    show(ui, (name, spoken), segments, chosen, SMALL)
}

/// How wide the small one will be.
pub fn small_width(ui: &Ui, segments: &[Segment<'_>]) -> f32 {
    SMALL.width(ui, segments)
}

fn show(
    ui: &mut Ui,
    (name, spoken): (&str, &[&str]),
    segments: &[Segment<'_>],
    chosen: usize,
    measures: Measures,
) -> Option<usize> {
    let tokens = Tokens::of(ui.ctx());
    let rim = measures.rim();
    let room = Vec2::new(measures.width(ui, segments), measures.height);
    let (well, group) = ui.allocate_exact_size(room, Sense::hover());
    group.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, name));
    let edge = if tokens.high_contrast { tokens.rule() } else { egui::Stroke::NONE };
    ui.painter().rect(well, tokens::corners(radius::MEDIUM), tokens.sunken, edge, StrokeKind::Inside);
    let mut picked = None;
    let mut left = well.left() + rim;
    let ids: Vec<_> = (0..segments.len()).map(|index| group.id.with(index)).collect();
    for (index, segment) in segments.iter().enumerate() {
        let width = measures.segment_width(ui, segment);
        let rect = Rect::from_min_size(egui::Pos2::new(left, well.top() + rim), Vec2::new(width, measures.inner));
        left += width;
        let id = group.id.with(index);
        let response = ui.interact(rect.expand2(Vec2::new(0.0, rim)), id, Sense::click());
        let on = index == chosen;
        let heard = spoken.get(index).copied().unwrap_or(segment.words);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, heard));
        if response.clicked() && !on {
            picked = Some(index);
        }
        // The next one has the keyboard in this frame already: one key is one step.
        if picked.is_none()
            && response.has_focus()
            && let Some(next) = arrow_target(ui, index, segments.len())
        {
            picked = Some(next);
            if let Some(id) = ids.get(next) {
                ui.memory_mut(|memory| memory.request_focus(*id));
            }
        }
        paint_segment(ui, rect, segment, on, response.hovered(), measures.padding);
        focus::ring(ui, &response, rect, radius::SMALL);
    }
    picked
}

fn paint_segment(ui: &Ui, rect: Rect, segment: &Segment<'_>, on: bool, hovered: bool, padding: f32) {
    let tokens = Tokens::of(ui.ctx());
    let color = if on || hovered { tokens.text } else { tokens.text_weak };
    if on {
        ui.painter().rect(rect, tokens::corners(radius::SMALL), tokens.surface, tokens.edge(), StrokeKind::Inside);
    }
    let mut inner = rect.shrink2(Vec2::new(padding, 0.0));
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
