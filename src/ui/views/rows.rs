//! The results laid out in rows: headings, cards side by side, or list rows. Made when something changed, not a frame.

use egui::Rangef;

use crate::ui::tokens::{size, space};
use crate::ui::views::shelf::Shelf;

/// The height of a heading.
const HEADING: f32 = 40.0;

/// One row of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The category at this place begins, with so many shown.
    Heading { category: usize, shown: usize },
    /// The results from `first`, `count` of them.
    Items { first: usize, count: usize },
}

/// What a layout was made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key {
    pub generation: u64,
    /// 0 is the list.
    pub columns: usize,
    pub has_headings: bool,
}

/// Where to go from an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Left,
    Right,
    Up,
    Down,
    First,
    Last,
    PageUp,
    PageDown,
}

/// All rows with their upper edges.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    key: Key,
    list: Vec<Row>,
    tops: Vec<f32>,
    height: f32,
    shown: usize,
}

impl Rows {
    /// Makes the rows again where the key differs.
    pub fn update(&mut self, key: Key, shown: &[u32], homes: &Shelf) {
        if self.key == key && self.shown == shown.len() {
            return;
        }
        *self = Self { key, shown: shown.len(), ..Self::default() };
        // Without a heading the first row keeps its distance from what stands above.
        self.height = if key.has_headings || key.columns == 0 { 0.0 } else { space::MEDIUM };
        let mut start = 0;
        while start < shown.len() {
            let end = if key.has_headings { group_end(shown, start, homes) } else { shown.len() };
            if key.has_headings {
                let category = shown.get(start).map_or(0, |place| homes.spot(*place as usize).category);
                self.push(Row::Heading { category, shown: end - start }, HEADING, 0.0);
            }
            self.push_items(start..end);
            start = end;
        }
        self.height += if key.columns == 0 { space::SMALL } else { space::WIDE };
    }

    fn push_items(&mut self, range: std::ops::Range<usize>) {
        let columns = self.key.columns.max(1);
        let (height, gap) =
            if self.key.columns == 0 { (size::LIST_ROW, 0.0) } else { (size::CARD_HEIGHT, space::MEDIUM) };
        for first in range.clone().step_by(columns) {
            let before = if first == range.start { 0.0 } else { gap };
            self.push(Row::Items { first, count: columns.min(range.end - first) }, height, before);
        }
    }

    fn push(&mut self, row: Row, height: f32, gap: f32) {
        self.tops.push(self.height + gap);
        self.list.push(row);
        self.height += gap + height;
    }

    /// The height of everything.
    pub fn height(&self) -> f32 {
        self.height
    }

    /// The rows that a stretch of the whole touches, with their upper edges.
    pub fn within(&self, stretch: Rangef) -> impl Iterator<Item = (Row, f32)> {
        let first = self.tops.partition_point(|top| *top < stretch.min - size::CARD_HEIGHT);
        let last = self.tops.partition_point(|top| *top <= stretch.max);
        let rows = self.list.get(first..last).unwrap_or_default();
        let tops = self.tops.get(first..last).unwrap_or_default();
        rows.iter().copied().zip(tops.iter().copied())
    }

    /// The row that holds a result, with its upper edge.
    pub fn row_of(&self, position: usize) -> Option<(Row, f32)> {
        self.index_of(position).and_then(|index| Some((*self.list.get(index)?, *self.tops.get(index)?)))
    }

    /// Positions rise with the rows; a heading counts as what follows it.
    fn index_of(&self, position: usize) -> Option<usize> {
        let (mut low, mut high) = (0, self.list.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let first = match self.list.get(middle)? {
                Row::Items { first, count } if (*first..*first + *count).contains(&position) => return Some(middle),
                Row::Items { first, .. } => *first,
                Row::Heading { .. } => match self.list.get(middle + 1)? {
                    Row::Items { first, .. } => *first,
                    Row::Heading { .. } => return None,
                },
            };
            if first <= position {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        None
    }

    /// The result that an arrow key leads to.
    pub fn step(&self, position: usize, way: Way, rows_a_page: usize) -> usize {
        let last = self.shown.saturating_sub(1);
        let target = match way {
            Way::Left => position.checked_sub(1),
            Way::Right => Some(position + 1),
            Way::First => Some(0),
            Way::Last => Some(last),
            Way::Up => self.vertical(position, -1, 1),
            Way::Down => self.vertical(position, 1, 1),
            Way::PageUp => self.vertical(position, -1, rows_a_page),
            Way::PageDown => self.vertical(position, 1, rows_a_page),
        };
        target.unwrap_or(position).min(last)
    }

    /// So many rows up or down, in the same column where the row has it.
    fn vertical(&self, position: usize, by: isize, times: usize) -> Option<usize> {
        let mut index = self.index_of(position)?;
        let Some(Row::Items { first, .. }) = self.list.get(index) else { return None };
        let column = position - first;
        let mut target = position;
        for _ in 0..times.max(1) {
            let mut next = index.checked_add_signed(by);
            while let Some(Row::Heading { .. }) = next.and_then(|next| self.list.get(next)) {
                next = next.and_then(|next| next.checked_add_signed(by));
            }
            let Some((next, Row::Items { first, count })) = next.and_then(|next| Some((next, *self.list.get(next)?)))
            else {
                break;
            };
            index = next;
            target = first + column.min(count.saturating_sub(1));
        }
        Some(target)
    }
}

fn group_end(shown: &[u32], start: usize, homes: &Shelf) -> usize {
    let category = |at: usize| shown.get(at).map(|place| homes.spot(*place as usize).category);
    let group = category(start);
    (start..shown.len()).find(|at| category(*at) != group).unwrap_or(shown.len())
}
