//! Which pixels a triangle covers: of two that share an edge, each pixel along it belongs to exactly one.

use std::ops::Range;

use egui::Pos2;

/// One side of a triangle. What it says of a pixel depends on nothing but its ends and the pixel, and is the opposite of
/// what the same side says that is walked the other way: so neither a hole nor a pixel drawn twice is left between two
/// triangles, however rounding falls.
pub(super) struct Side {
    /// Its upper end; of two at one height the left one.
    from: [f64; 2],
    to: [f64; 2],
    is_reversed: bool,
}

impl Side {
    pub(super) fn new(from: Pos2, to: Pos2) -> Self {
        let is_reversed = (to.y, to.x) < (from.y, from.x);
        let (first, last) = if is_reversed { (to, from) } else { (from, to) };
        let exact = |at: Pos2| [f64::from(at.x), f64::from(at.y)];
        Self { from: exact(first), to: exact(last), is_reversed }
    }

    /// Whether the middle of a pixel lies to its left; what lies on it belongs to the side that goes up, or right.
    fn holds(&self, x: usize, y: usize) -> bool {
        let [left, top] = self.from;
        let [right, bottom] = self.to;
        let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
        let turn = (right - left) * (y - top) - (bottom - top) * (x - left);
        let is_flat = bottom <= top;
        match (self.is_reversed, is_flat) {
            (false, false) => turn > 0.0,
            (true, false) => turn <= 0.0,
            (false, true) => turn >= 0.0,
            (true, true) => turn < 0.0,
        }
    }

    /// Cuts from a row of pixels what it does not hold.
    fn cut(&self, row: &mut Range<usize>, y: usize) {
        let [left, top] = self.from;
        let [right, bottom] = self.to;
        if bottom <= top {
            if !self.holds(row.start, y) {
                row.end = row.start;
            }
            return;
        }
        // Near the crossing; the last pixels are found by trying.
        let crossing = left + (y as f64 + 0.5 - top) / (bottom - top) * (right - left);
        let near = crossing.max(0.0) as usize;
        if self.is_reversed {
            row.start = row.start.max(near.saturating_sub(2));
            while row.start < row.end && !self.holds(row.start, y) {
                row.start += 1;
            }
        } else {
            row.end = row.end.min(near + 2);
            while row.end > row.start && !self.holds(row.end - 1, y) {
                row.end -= 1;
            }
        }
    }
}

/// The pixels of a row that lie within all three sides.
pub(super) fn span(sides: &[Side; 3], columns: Range<usize>, y: usize) -> Range<usize> {
    let mut row = columns;
    for side in sides {
        side.cut(&mut row, y);
    }
    if row.start < row.end { row } else { 0..0 }
}
