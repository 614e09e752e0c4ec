//! The notes of an item on its row in the tray: marks on every row, their words on the chosen one.

use egui::{Pos2, Rect, Ui};

use crate::app::work::Item;
use crate::catalogue::ResourceId;
use crate::ui::cx::ViewCx;
use crate::ui::notes::notes;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::text;

/// A long note is cut after so many lines; its dialog and the page of the resource have it whole.
const MAX_ROWS: usize = 4;

/// The room that the notes of an item take on its row.
pub fn height(ui: &Ui, cx: &ViewCx<'_>, id: &ResourceId, width: f32) -> f32 {
    let Some(item) = cx.state.work.item(id) else { return 0.0 };
    notes(item).iter().map(|note| note.height(ui, width, MAX_ROWS) + space::TINY).sum()
}

/// Paints the notes below each other.
pub fn paint(ui: &Ui, cx: &ViewCx<'_>, id: &ResourceId, mut at: Pos2, width: f32) {
    let Some(item) = cx.state.work.item(id) else { return };
    for note in notes(item) {
        at.y += note.paint(ui, at, width, MAX_ROWS) + space::TINY;
    }
}

/// The width of the marks on a row.
pub fn marks_width(item: &Item) -> f32 {
    if notes(item).is_empty() { 0.0 } else { size::ICON_SMALL + space::TINY }
}

/// Paints a mark for each note at the right of a line.
pub fn paint_marks(ui: &Ui, item: &Item, line: Rect) {
    let tokens = Tokens::of(ui.ctx());
    let notes = notes(item);
    let step = size::ICON_SMALL + space::LINE;
    let mut center = Pos2::new(
        line.right() - size::ICON_SMALL / 2.0,
        line.center().y - step * (notes.len().saturating_sub(1)) as f32 / 2.0,
    );
    for note in notes {
        text::icon(ui, center.round(), note.icon, size::ICON_SMALL, tokens.text_weak);
        center.y += step;
    }
}
