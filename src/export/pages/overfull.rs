//! Pages on which something does not fit: words that reach past the edge, entries that take more than their page.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::Page;

use super::Layout;
use super::places::Place;
use crate::pack::{Length, Pack, PrintSize, ResourceId};

/// No words of ours come so near to the edge of the paper.
const EDGE_MM: f64 = 9.0;
/// So many pages of large print hold what one page holds in usual size.
const LARGE_PAGES: usize = 3;
/// The deepest nesting of groups that is followed.
const MAX_DEPTH: usize = 64;

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overfull {
    /// Where it begins, from 0.
    pub page: usize,
    /// The entry that stands there.
    pub entry: Option<ResourceId>,
    /// How many pages the entry takes where it should take fewer; 1: words reach past the edge of this page.
    pub pages: usize,
}

impl Layout {
    /// What does not fit, from the first page on; `pack` is the one that was laid out.
    pub fn overfull(&self, pack: &Pack) -> Vec<Overfull> {
        let mut found = Vec::new();
        for (number, page) in self.document.pages().iter().enumerate() {
            if let Some(height) = past_edge(page) {
                let entry = self.overview.entry_at(Place { page: number, y_pt: height.to_pt() }).cloned();
                found.push(Overfull { page: number, entry, pages: 1 });
            }
        }
        if pack.length == Length::Full {
            found.extend(self.long_entries(pack));
        }
        found.sort_by_key(|overfull| overfull.page);
        found
    }

    /// In the full length each entry has a page of its own, or as many as large print needs for what a page holds.
    fn long_entries(&self, pack: &Pack) -> Vec<Overfull> {
        let starts: Vec<(&ResourceId, usize)> =
            pack.entries().filter_map(|entry| Some((&entry.id, self.overview.place_of(&entry.id)?.page))).collect();
        let most = match pack.print_size {
            PrintSize::Usual => 1,
            PrintSize::Large16 | PrintSize::Large18 => LARGE_PAGES,
        };
        let mut long = Vec::new();
        for (id, page) in &starts {
            // The next heading of any kind ends it: of an entry, a section, what closes the pack.
            let later =
                (*page + 1..self.overview.count()).find(|later| self.overview.headings(*later).next().is_some());
            let pages = later.unwrap_or(*page + 1) - page;
            if pages > most {
                long.push(Overfull { page: *page, entry: Some((*id).clone()), pages });
            }
        }
        long
    }
}

/// The place of the first words that reach past the edge, from the top.
fn past_edge(page: &Page) -> Option<Abs> {
    let edge = Abs::mm(EDGE_MM);
    let inside = page.frame.size().x - edge;
    first_past(&page.frame, Transform::identity(), inside, 0)
}

fn first_past(frame: &Frame, placed: Transform, inside: Abs, depth: usize) -> Option<Abs> {
    if depth > MAX_DEPTH {
        return None;
    }
    frame.items().find_map(|(at, item)| match item {
        FrameItem::Group(group) => {
            let placed = placed.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
            first_past(&group.frame, placed, inside, depth + 1)
        }
        FrameItem::Text(text) => {
            let end = Point::new(at.x + text.width(), at.y).transform(placed);
            (end.x > inside).then_some(end.y)
        }
        _ => None,
    })
}
