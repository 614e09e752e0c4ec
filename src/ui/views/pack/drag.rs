//! Dragging a resource: where it may land, and where it would.

use egui::{CursorIcon, Rect, Response, Stroke, StrokeKind, Ui, Vec2};

use crate::app::work::SectionKey;
use crate::app::{Command, Edit};
use crate::catalogue::ResourceId;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{self, Tokens, radius, space, stroke};
use crate::ui::views::pack::lines::{Line, Lines};
use crate::ui::widgets::{Text, Type, text};

/// So near to an edge the list scrolls.
const EDGE: f32 = 28.0;
/// By so much a frame.
const STEP: f32 = 8.0;

/// A row that is held by the pointer.
#[derive(Clone, Debug)]
pub struct Held {
    id: ResourceId,
    dropped: bool,
}

/// A place between two rows.
#[derive(Clone, Debug, PartialEq)]
struct Slot {
    y: f32,
    key: SectionKey,
    /// The place inside the section as it stands now; `None` is its end.
    place: Option<usize>,
}

/// Whether a row is held now.
pub fn held(id: &ResourceId, response: &Response) -> Option<Held> {
    let is_held = response.dragged() || response.drag_stopped();
    is_held.then(|| Held { id: id.clone(), dropped: response.drag_stopped() })
}

/// Shows where the held row would land, and puts it there when it is let go.
pub fn drop_ui(ui: &Ui, cx: &mut ViewCx<'_>, lines: &Lines, held: &Held, list: Rect) {
    ui.set_cursor_icon(CursorIcon::Grabbing);
    let Some(pointer) = ui.ctx().pointer_interact_pos().or_else(|| ui.ctx().pointer_latest_pos()) else { return };
    let slots = slots(cx, lines, &held.id);
    let y = pointer.y - list.top();
    let Some(slot) = slots.into_iter().min_by(|one, other| (one.y - y).abs().total_cmp(&(other.y - y).abs())) else {
        return;
    };
    if held.dropped {
        cx.send(landing(cx, &held.id, slot));
        return;
    }
    let clip = ui.clip_rect();
    let scroll = if pointer.y < clip.top() + EDGE {
        STEP
    } else if pointer.y > clip.bottom() - EDGE {
        -STEP
    } else {
        0.0
    };
    if scroll != 0.0 {
        ui.scroll_with_delta(Vec2::new(0.0, scroll));
        ui.ctx().request_repaint();
    }
    let tokens = Tokens::of(ui.ctx());
    ui.painter().hline(list.x_range(), list.top() + slot.y, Stroke::new(2.0, tokens.accent));
    let Some(resource) = cx.state.catalogue.resource(&held.id) else { return };
    let width = (list.width() - space::LARGE - tokens::size::SCROLL_BAR).min(tokens::size::SECTIONS);
    let words = Text::new(&resource.title, Type::LabelPlain).rows(2).layout(ui, width - 2.0 * space::LARGE);
    let size = Vec2::new(width, words.size().y + space::LARGE);
    let floating = Rect::from_min_size(egui::pos2(list.left() + space::SMALL, pointer.y - size.y / 2.0).round(), size);
    let corners = tokens::corners(radius::SMALL);
    ui.painter().add(tokens.overlay().as_shape(floating, corners));
    let edge = Stroke::new(stroke::LINE, tokens.accent);
    ui.painter().rect(floating, corners, tokens.surface, edge, StrokeKind::Inside);
    text::paint_galley(ui, floating.min + Vec2::new(space::LARGE, space::SMALL), words);
}

/// Where a resource may land: in its category's section and in sections of the office's own.
fn slots(cx: &ViewCx<'_>, lines: &Lines, id: &ResourceId) -> Vec<Slot> {
    let sections = cx.state.work.sections();
    let category = cx.state.catalogue.resource(id).map(|resource| &resource.category);
    let takes = |at: usize| match sections.get(at).map(|section| &section.key) {
        Some(SectionKey::Category(own)) => category == Some(own),
        Some(SectionKey::Own(_)) => true,
        None => false,
    };
    let mut slots = Vec::new();
    for placed in &lines.placed {
        let (section, y, place) = match placed.line {
            Line::Section(at) => (at, placed.bottom(), None),
            Line::Item { section, place, .. } => (section, placed.bottom(), Some(place + 1)),
            Line::Add => continue,
        };
        let Some(held) = sections.get(section).filter(|_| takes(section)) else { continue };
        // Below a heading is the first place; of a folded or an empty section it is the only one.
        let is_open = placed_items(lines, section);
        let place = place.or(is_open.then_some(0));
        slots.push(Slot { y, key: held.key.clone(), place });
    }
    slots
}

fn placed_items(lines: &Lines, at: usize) -> bool {
    lines.placed.iter().any(|placed| matches!(placed.line, Line::Item { section, .. } if section == at))
}

fn landing(cx: &ViewCx<'_>, id: &ResourceId, slot: Slot) -> Command {
    let sections = cx.state.work.sections();
    let target = sections.iter().find(|section| section.key == slot.key);
    let own = target.and_then(|section| section.items.iter().position(|item| item.id() == id));
    // The row leaves its own place first: what stood below it has moved up then.
    let place = slot.place.map(|place| if own.is_some_and(|own| own < place) { place - 1 } else { place });
    Command::Edit(Edit::MoveToSection { id: id.clone(), key: slot.key, place })
}
