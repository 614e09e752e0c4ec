//! Small drawings inside the page: icons, the marks of categories, the map.

use super::writer::{Attr, Page, attr, class, id};
use crate::brand;
use crate::pack::{Availability, Scope};

/// The cell and the gap of the map, in pixels.
const CELL: u32 = 22;
const GAP: u32 = 8;

/// From here on a row of the map wraps.
const MAP_COLUMNS: usize = 14;

/// An icon that stands beside its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    Caution,
    Copy,
    Document,
    Download,
    Envelope,
    Filter,
    Globe,
    MinusCircle,
    Newer,
    Next,
    OpenAddress,
    Previous,
    Search,
    System,
    Unfold,
}

impl Icon {
    /// The icon of a way to get a resource.
    pub(super) fn of(availability: Availability) -> Self {
        match availability {
            Availability::Download => Self::Download,
            Availability::Online => Self::Globe,
            Availability::LiveSystem => Self::System,
            Availability::OnRequest => Self::Envelope,
            Availability::NotStated => Self::MinusCircle,
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Caution => include_str!("../../../assets/icons/svg/warning.svg"),
            Self::Copy => include_str!("../../../assets/icons/svg/copy.svg"),
            Self::Document => include_str!("../../../assets/icons/svg/file-text.svg"),
            Self::Download => include_str!("../../../assets/icons/svg/download-simple.svg"),
            Self::Envelope => include_str!("../../../assets/icons/svg/envelope-simple.svg"),
            Self::Filter => include_str!("../../../assets/icons/svg/funnel-simple.svg"),
            Self::Globe => include_str!("../../../assets/icons/svg/globe-simple.svg"),
            Self::MinusCircle => include_str!("../../../assets/icons/svg/minus-circle.svg"),
            Self::Newer => include_str!("../../../assets/icons/svg/clock-counter-clockwise.svg"),
            Self::Next => include_str!("../../../assets/icons/svg/caret-right.svg"),
            Self::OpenAddress => include_str!("../../../assets/icons/svg/arrow-square-out.svg"),
            Self::Previous => include_str!("../../../assets/icons/svg/caret-left.svg"),
            Self::Search => include_str!("../../../assets/icons/svg/magnifying-glass.svg"),
            Self::System => include_str!("../../../assets/icons/svg/plugs-connected.svg"),
            Self::Unfold => include_str!("../../../assets/icons/svg/caret-down.svg"),
        }
    }

    /// What stands between the file's outer tags.
    fn inside(self) -> &'static str {
        let after = self.source().split_once('>').map_or("", |(_, rest)| rest);
        after.trim_end().strip_suffix("</svg>").unwrap_or("")
    }
}

/// Draws an icon of this many pixels.
pub(super) fn icon(page: &mut Page, icon: Icon, size: u32) {
    let size = size.to_string();
    let attrs = [
        class("icon"),
        attr("viewBox", "0 0 256 256"),
        attr("width", size.as_str()),
        attr("height", size.as_str()),
        attr("fill", "currentColor"),
        attr("aria-hidden", "true"),
    ];
    page.element("svg", &attrs, |page| page.drawing(icon.inside()));
}

/// The class that gives a mark its colour.
fn mark_class(place: usize) -> &'static str {
    ["mark policy", "mark toolkit", "mark training"].get(place % 3).copied().unwrap_or("mark")
}

/// Draws the mark of a category, on whole pixels at 12, 16 and 20.
pub(super) fn mark(page: &mut Page, place: usize, size: u32) {
    let text = size.to_string();
    let view = ["0 0 ", &text, " ", &text].concat();
    let attrs = [
        class(mark_class(place)),
        attr("viewBox", view.as_str()),
        attr("width", text.as_str()),
        attr("height", text.as_str()),
        attr("aria-hidden", "true"),
    ];
    page.element("svg", &attrs, |page| mark_rects(page, place, 0, 0, size));
}

/// The rectangles of a mark, each edge on a whole pixel and equal parts of equal size.
fn mark_rects(page: &mut Page, place: usize, left: u32, top: u32, size: u32) {
    let scaled = |units: u8| (u32::from(units) * size + 5) / 10;
    for &(x, y, width, height) in brand::mark_rects(place) {
        // A bar that ends at the far edge is set from there, so that both bars stay alike.
        let (width, height) = (scaled(width), scaled(height).max(1));
        let from_left = if u32::from(x) == 6 { size - width } else { scaled(x) };
        let from_top = match y {
            0 => 0,
            8 => size - height,
            _ => (size - height) / 2,
        };
        let number = |value: u32| value.to_string();
        page.element(
            "rect",
            &[
                attr("x", number(left + from_left)),
                attr("y", number(top + from_top)),
                attr("width", number(width)),
                attr("height", number(height)),
            ],
            |_| {},
        );
    }
}

/// Draws the map: what is in the pack, at its places, a row a category; never an empty square.
pub(super) fn map(page: &mut Page, scope: &Scope) {
    let wraps = scope.categories.iter().any(|category| category.total > MAP_COLUMNS);
    let mut top = 0;
    let mut columns = 0;
    let mut squares: Vec<(usize, u32, u32)> = Vec::new();
    for (place, category) in scope.categories.iter().enumerate() {
        let mut rows = 1;
        for (index, &chosen) in category.chosen.iter().enumerate() {
            let at = if wraps { index } else { chosen };
            let (row, column) = (at / MAP_COLUMNS, at % MAP_COLUMNS);
            columns = columns.max(column + 1);
            rows = rows.max(row + 1);
            squares.push((place, column as u32 * (CELL + GAP), top + row as u32 * (CELL + GAP)));
        }
        top += rows as u32 * (CELL + GAP);
    }
    let (width, height) = (columns as u32 * (CELL + GAP), top);
    if squares.is_empty() {
        return;
    }
    let (width, height) = ((width - GAP).to_string(), (height - GAP).to_string());
    let view = ["0 0 ", &width, " ", &height].concat();
    let label = map_words(scope);
    let attrs: [Attr<'_>; 7] = [
        id("map"),
        class("map"),
        attr("viewBox", view.as_str()),
        attr("width", width.as_str()),
        attr("height", height.as_str()),
        attr("role", "img"),
        attr("aria-label", label.as_str()),
    ];
    page.element("svg", &attrs, |page| {
        for (place, left, top) in squares {
            page.element("g", &[class(mark_class(place))], |page| mark_rects(page, place, left, top, CELL));
        }
    });
}

/// What the map shows, in words.
fn map_words(scope: &Scope) -> String {
    let parts: Vec<String> = scope
        .categories
        .iter()
        .map(|category| [category.name.as_str(), " ", &count_of(category.chosen.len(), category.total)].concat())
        .collect();
    parts.join(", ")
}

/// "4 of 9".
pub(super) fn count_of(some: usize, all: usize) -> String {
    [some.to_string(), " of ".to_owned(), all.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_read_whole() {
        for icon in [
            Icon::Caution,
            Icon::Copy,
            Icon::Download,
            Icon::Envelope,
            Icon::Filter,
            Icon::Globe,
            Icon::MinusCircle,
            Icon::Newer,
            Icon::Next,
            Icon::OpenAddress,
            Icon::Previous,
            Icon::Search,
            Icon::System,
            Icon::Unfold,
        ] {
            let inside = icon.inside();
            assert!(inside.starts_with("<path d=\"") && inside.ends_with("/>"), "{inside}");
        }
    }

    #[test]
    fn marks_lie_on_whole_pixels() {
        let mut page = Page::default();
        mark(&mut page, 1, 12);
        mark(&mut page, 2, 12);
        let text = String::from_utf8(page.finish()).unwrap();
        for rect in [
            r#"x="0" y="0" width="5" height="12""#,
            r#"x="7" y="0" width="5" height="12""#,
            r#"x="0" y="5" width="12" height="2""#,
            r#"x="0" y="10" width="12" height="2""#,
        ] {
            assert!(text.contains(rect), "{rect} in {text}");
        }
    }
}
