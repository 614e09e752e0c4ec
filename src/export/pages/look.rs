//! A number for all that is seen of a page, so that a page which did not change is not drawn again.
//!
//! Frames also hold what is never drawn: marks for structure, links, and how parts belong together.
//! Those change when a page before them does, so they are left out.

use std::hash::{Hash, Hasher};

use typst::layout::{Frame, FrameItem, Point};
use typst::utils::hash128;
use typst_layout::Page;

/// The look of a page.
pub(super) fn of(page: &Page) -> u128 {
    hash128(&(Seen(&page.frame), &page.fill))
}

struct Seen<'a>(&'a Frame);

impl Hash for Seen<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.size().hash(state);
        for (at, item) in self.0.items() {
            part(*at, item, state);
        }
        state.write_u8(u8::MAX);
    }
}

fn part<H: Hasher>(at: Point, item: &FrameItem, state: &mut H) {
    match item {
        FrameItem::Group(group) => (0_u8, at, group.transform, &group.clip, Seen(&group.frame)).hash(state),
        FrameItem::Text(text) => (1_u8, at, text).hash(state),
        FrameItem::Shape(shape, _) => (2_u8, at, shape).hash(state),
        FrameItem::Image(image, size, _) => (3_u8, at, image, size).hash(state),
        FrameItem::Link(..) | FrameItem::Tag(_) => {}
    }
}
