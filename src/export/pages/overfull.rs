//! Pages on which something does not fit: words that reach past the edge, entries that take more than their page.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};

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
            if let Some(height) = past_edge(&page.frame) {
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

/// The place of the first words that reach past an edge, from the top. Words from right to left reach past the left one.
fn past_edge(page: &Frame) -> Option<Abs> {
    let edge = Abs::mm(EDGE_MM);
    let inside = Inside { left: edge, right: page.width() - edge, bottom: page.height() - edge };
    first_past(page, Transform::identity(), &inside, 0)
}

/// Where words may stand.
struct Inside {
    left: Abs,
    right: Abs,
    bottom: Abs,
}

impl Inside {
    fn holds(&self, point: Point) -> bool {
        point.x >= self.left && point.x <= self.right && point.y <= self.bottom
    }
}

fn first_past(frame: &Frame, placed: Transform, inside: &Inside, depth: usize) -> Option<Abs> {
    if depth > MAX_DEPTH {
        return None;
    }
    frame.items().find_map(|(at, item)| match item {
        FrameItem::Group(group) => {
            let placed = placed.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
            first_past(&group.frame, placed, inside, depth + 1)
        }
        FrameItem::Text(text) => {
            let ends = [*at, Point::new(at.x + text.width(), at.y)].map(|end| end.transform(placed));
            ends.into_iter().find(|end| !inside.holds(*end)).map(|end| end.y)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;
    use typst::layout::{Em, Size};
    use typst::syntax::Span;
    use typst::text::{Font, FontVariant, FontVariations, Glyph, Lang, TextItem};
    use typst::visualize::Color;

    use super::*;

    /// A page of A4 with one line of 100 mm, in a group of its own.
    fn page(left_mm: f64, baseline_mm: f64) -> Frame {
        let font = include_bytes!("../../../assets/fonts/source/SourceSans3-Regular.ttf");
        let font = Font::new(Bytes::new(font.as_slice()), 0).unwrap();
        let size = Abs::mm(5.0);
        let glyph = Glyph {
            id: 1,
            x_advance: Em::new(20.0),
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range: 0..1,
            span: (Span::detached(), 0),
        };
        let text = TextItem {
            font: font.instantiate(FontVariant::default(), size, &FontVariations::default()),
            size,
            fill: Color::BLACK.into(),
            stroke: None,
            lang: Lang::ENGLISH,
            region: None,
            text: "x".into(),
            glyphs: vec![glyph],
        };
        let mut line = Frame::hard(Size::new(Abs::mm(100.0), Abs::mm(5.0)));
        line.push(Point::zero(), FrameItem::Text(text));
        let mut page = Frame::hard(Size::new(Abs::mm(210.0), Abs::mm(297.0)));
        page.push_frame(Point::new(Abs::mm(left_mm), Abs::mm(baseline_mm)), line);
        page
    }

    #[test]
    fn words_past_an_edge_are_found_on_each_side() {
        assert_eq!(past_edge(&page(50.0, 100.0)), None);
        for (left, baseline) in [(105.0, 100.0), (5.0, 100.0), (-20.0, 100.0), (50.0, 290.0)] {
            let found = past_edge(&page(left, baseline)).map(Abs::to_mm);
            assert!(found.is_some_and(|mm| (mm - baseline).abs() < 0.01), "{left} {baseline}: {found:?}");
        }
    }
}
