//! What stands below each other on the page of the pack, and how tall each line is.

use std::collections::BTreeMap;

use egui::Ui;

use crate::app::Revision;
use crate::app::work::SectionKey;
use crate::catalogue::ResourceId;
use crate::ui::chrome::tray_notes;
use crate::ui::cx::ViewCx;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::{Text, Type};

/// The least height of a row.
const ROW: f32 = 46.0;
/// The least height of a heading.
const HEADING: f32 = 37.0;
/// What the first words of an introduction add to it.
pub const INTRODUCTION: f32 = 21.0;
/// The row that leads to the resources.
const ADD: f32 = 44.0;
/// What the chosen row has beside title and notes: its controls and the room about them.
const CONTROLS: f32 = 3.0 * space::SMALL + space::TINY + size::CONTROL_SMALL;

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of the section at this place.
    Section(usize),
    Item {
        section: usize,
        /// The place inside the section.
        place: usize,
        /// The place in the whole pack.
        nth: usize,
    },
    /// "Add resources".
    Add,
}

/// A line with its place, from the upper edge of the first one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    pub line: Line,
    pub top: f32,
    pub height: f32,
}

impl Placed {
    pub fn bottom(&self) -> f32 {
        self.top + self.height
    }
}

/// Lines, and what they were laid out for.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    made_for: Option<MadeFor>,
    pub placed: Vec<Placed>,
    /// The heights of rows that are not chosen, for one width, and the room that marks take of each.
    rows: BTreeMap<ResourceId, (f32, f32)>,
}

#[derive(Clone, Debug, PartialEq)]
struct MadeFor {
    revision: Revision,
    width: f32,
    scale: f32,
    chosen: Option<ResourceId>,
    folded: Vec<SectionKey>,
}

impl Lines {
    /// Fonts came: everything is measured again.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Lays the lines out where something changed.
    pub fn prepare(&mut self, ui: &Ui, cx: &ViewCx<'_>, width: f32, folded: &[SectionKey]) {
        let wanted = MadeFor {
            revision: cx.state.revision,
            width,
            scale: ui.ctx().pixels_per_point(),
            chosen: cx.state.selected.clone(),
            folded: folded.to_vec(),
        };
        let known = self.made_for.as_ref();
        if known == Some(&wanted) {
            return;
        }
        let is_other = |known: &MadeFor| (known.width, known.scale) != (wanted.width, wanted.scale);
        if known.is_none_or(is_other) {
            self.rows.clear();
        }
        self.placed = self.lay_out(ui, cx, &wanted);
        self.made_for = Some(wanted);
    }

    fn lay_out(&mut self, ui: &Ui, cx: &ViewCx<'_>, wanted: &MadeFor) -> Vec<Placed> {
        let mut placed = Vec::new();
        let (mut top, mut nth) = (0.0, 0);
        for (at, section) in cx.state.work.sections().iter().enumerate() {
            let heading = heading_height(ui, &super::heading_of(cx, section), wanted.width);
            let height = if section.introduction.is_empty() { heading } else { heading + INTRODUCTION };
            placed.push(Placed { line: Line::Section(at), top, height });
            top += height;
            let is_folded = wanted.folded.contains(&section.key);
            for (place, item) in section.items.iter().enumerate() {
                if !is_folded {
                    let height = self.row_height(ui, cx, item.id(), wanted);
                    placed.push(Placed { line: Line::Item { section: at, place, nth }, top, height });
                    top += height;
                }
                nth += 1;
            }
        }
        placed.push(Placed { line: Line::Add, top, height: ADD });
        placed
    }

    fn row_height(&mut self, ui: &Ui, cx: &ViewCx<'_>, id: &ResourceId, wanted: &MadeFor) -> f32 {
        let width = words_width(wanted.width);
        let title = |style, width| {
            let title = cx.state.catalogue.resource(id).map_or("", |resource| resource.title.as_str());
            Text::new(title, style).layout(ui, width).size().y.ceil()
        };
        if wanted.chosen.as_ref() == Some(id) {
            return title(Type::Label, width) + tray_notes::height(ui, cx, id, width).ceil() + CONTROLS;
        }
        let marks = cx.state.work.item(id).map_or(0.0, |item| tray_notes::marks_width(item));
        if let Some((height, known)) = self.rows.get(id)
            && (known - marks).abs() < f32::EPSILON
        {
            return *height;
        }
        let height = (title(Type::LabelPlain, width - marks) + space::SMALL).max(ROW);
        self.rows.insert(id.clone(), (height, marks));
        height
    }

    /// How tall all of it is.
    pub fn height(&self) -> f32 {
        self.placed.last().map_or(0.0, Placed::bottom)
    }

    /// The line at this height.
    pub fn at(&self, y: f32) -> usize {
        self.placed.partition_point(|placed| placed.bottom() <= y)
    }
}

/// The room for a title in a row of this width; the scroll bar always has its own.
pub fn words_width(row: f32) -> f32 {
    let left = words_left();
    (row - left - size::HIT_MIN - space::LARGE - size::SCROLL_BAR).max(80.0)
}

/// Where titles begin.
pub fn words_left() -> f32 {
    size::HANDLE + space::TINY + size::MARK + space::SMALL
}

/// The room for a heading in a line of this width.
pub fn heading_width(row: f32) -> f32 {
    (row - size::HANDLE - space::SMALL - 2.0 * size::HIT_MIN - space::LARGE - size::SCROLL_BAR).max(80.0)
}

fn heading_height(ui: &Ui, heading: &str, width: f32) -> f32 {
    let words = Text::new(heading, Type::Heading).layout(ui, heading_width(width)).size().y;
    (words + space::MEDIUM).max(HEADING).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_where_it_stands() {
        let placed = |top, height| Placed { line: Line::Add, top, height };
        let lines =
            Lines { placed: vec![placed(0.0, 37.0), placed(37.0, 46.0), placed(83.0, 44.0)], ..Lines::default() };
        assert_eq!([-3.0, 0.0, 36.9, 37.0, 82.0, 83.0, 126.0, 500.0].map(|y| lines.at(y)), [0, 0, 0, 1, 1, 2, 2, 3]);
        assert!((lines.height() - 127.0).abs() < 0.01);
    }
}
