//! Category marks and the map: which places of the Tool Box a pack takes.

use egui::accesskit::Role;
use egui::{Color32, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::brand;
use crate::ui::tokens::{Tokens, stroke};

/// A category as the map draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapRow<'a> {
    pub name: &'a str,
    /// How many resources the category has.
    pub total: usize,
    /// Places of the chosen ones, from 0, rising.
    pub chosen: &'a [usize],
}

/// Beyond so many resources in a category, outlines are dropped and the marks alone stand.
const OUTLINES_MAX: usize = 14;

/// Paints the mark of a category, by the category's place, with its upper left corner here.
pub fn mark(ui: &Ui, at: Pos2, size: f32, place: usize) {
    mark_in(ui, at, size, place, Tokens::of(ui.ctx()).mark(place));
}

/// Paints a mark in a colour.
pub fn mark_in(ui: &Ui, at: Pos2, size: f32, place: usize, color: Color32) {
    let origin = at.round();
    for (x, y, width, height) in brand::mark_rects(place) {
        let part = |units: u8| (f32::from(units) * size / 10.0).round();
        let (left, top) = (part(*x), part(*y));
        let (right, bottom) = (part(x + width), part(y + height));
        // Level bars keep one height, wherever rounding puts their edges.
        let bottom = if *height < 10 { top + part(*height).max(1.0) } else { bottom };
        let rect = Rect::from_min_max(origin + Vec2::new(left, top), origin + Vec2::new(right, bottom));
        ui.painter().rect_filled(rect, 0.0, color);
    }
}

/// The words of the map: "Policy Guides & Frameworks 1 of 6, …".
pub fn map_words(rows: &[MapRow<'_>]) -> String {
    let parts: Vec<_> = rows.iter().map(|row| format!("{} {} of {}", row.name, row.chosen.len(), row.total)).collect();
    parts.join(", ")
}

/// How much room a map takes.
pub fn map_size(rows: &[MapRow<'_>], cell: f32, gap: f32) -> Vec2 {
    let longest = rows.iter().map(|row| shown_cells(row).min(OUTLINES_MAX)).max().unwrap_or(0) as f32;
    let lines: usize = rows.iter().map(|row| shown_cells(row).div_ceil(OUTLINES_MAX).max(1)).sum();
    let lines = lines as f32;
    Vec2::new((longest * (cell + gap) - gap).max(0.0), (lines * (cell + gap) - gap).max(0.0))
}

fn shown_cells(row: &MapRow<'_>) -> usize {
    if row.total > OUTLINES_MAX { row.chosen.len() } else { row.total }
}

/// Shows the map; `(cell, gap)` are those of [`crate::ui::tokens::map`].
pub fn map(ui: &mut Ui, rows: &[MapRow<'_>], (cell, gap): (f32, f32)) -> Response {
    let (rect, response) = ui.allocate_exact_size(map_size(rows, cell, gap), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, map_words(rows)));
    if ui.is_rect_visible(rect) {
        paint_map(ui, rect.min, rows, (cell, gap));
    }
    response
}

/// Paints the map with its upper left corner here.
pub fn paint_map(ui: &Ui, at: Pos2, rows: &[MapRow<'_>], (cell, gap): (f32, f32)) {
    let tokens = Tokens::of(ui.ctx());
    let outline = Stroke::new(stroke::LINE, tokens.map_line);
    let mut top = at.y;
    for (place, row) in rows.iter().enumerate() {
        let dropped = row.total > OUTLINES_MAX;
        let cells = shown_cells(row);
        for index in 0..cells {
            let (line, column) = (index / OUTLINES_MAX, index % OUTLINES_MAX);
            let corner = Pos2::new(at.x + column as f32 * (cell + gap), top + line as f32 * (cell + gap));
            if dropped || row.chosen.binary_search(&index).is_ok() {
                mark(ui, corner, cell, place);
            } else {
                let square = Rect::from_min_size(corner.round(), Vec2::splat(cell));
                ui.painter().rect_stroke(square, 0.0, outline, StrokeKind::Inside);
            }
        }
        top += cells.div_ceil(OUTLINES_MAX).max(1) as f32 * (cell + gap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_says_what_it_shows() {
        let rows = [
            MapRow { name: "Policy Guides & Frameworks", total: 6, chosen: &[5] },
            MapRow { name: "Toolkits & Operational Support", total: 9, chosen: &[1, 3, 4, 8] },
        ];
        assert_eq!(map_words(&rows), "Policy Guides & Frameworks 1 of 6, Toolkits & Operational Support 4 of 9");
        assert_eq!(map_size(&rows, 10.0, 3.0), Vec2::new(9.0 * 13.0 - 3.0, 23.0));
    }

    #[test]
    fn a_big_category_keeps_its_marks_alone() {
        let chosen: Vec<usize> = (0..20).collect();
        let rows = [MapRow { name: "Many", total: 500, chosen: &chosen }];
        assert_eq!(map_size(&rows, 10.0, 3.0), Vec2::new(14.0 * 13.0 - 3.0, 23.0));
    }
}
