//! Which entry stands where on the pages, read from the headings that the layout made.

use std::collections::BTreeMap;

use typst::foundations::{Content, NativeElement as _, Selector, StyleChain};
use typst::introspection::Introspector as _;
use typst::model::HeadingElem;
use typst_layout::PagedDocument;

use crate::pack::{Pack, PrintSize, ResourceId};

/// How the template names an entry's heading, before its number.
const ENTRY_LABEL: &str = "entry-";
/// A first heading above this line begins its page: only the running head and the kind stand before it.
const HEAD_PT: f64 = 100.0;
/// The same in large print, which has a larger margin and larger lines.
const LARGE_HEAD_PT: f64 = 126.0;
/// Headings below this level name the rows of an entry.
const ROWS_LEVEL: usize = 3;

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Place {
    /// From 0.
    pub page: usize,
    /// From the top of the page.
    pub y_pt: f64,
}

impl Place {
    /// Down the pages: hundredths of a point are more than anybody sees.
    fn order(self) -> (usize, i64) {
        (self.page, (self.y_pt * 100.0).round() as i64)
    }
}

/// The part of a page that an entry takes up, from its top.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub entry: ResourceId,
    pub from_pt: f64,
    pub to_pt: f64,
}

/// A heading of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub place: Place,
    pub words: String,
    /// The entry that begins with it.
    pub entry: Option<ResourceId>,
}

/// All headings but those of rows, in the order of the pages.
pub(super) struct Places {
    headings: Vec<Heading>,
    entries: BTreeMap<ResourceId, Place>,
    head_pt: f64,
}

impl Places {
    pub(super) fn of(document: &PagedDocument, pack: &Pack) -> Self {
        let ids: BTreeMap<u32, &ResourceId> = pack.entries().map(|entry| (entry.number, &entry.id)).collect();
        let found = document.introspector().query(&Selector::Elem(HeadingElem::ELEM, None));
        let mut headings: Vec<Heading> = found.iter().filter_map(|content| heading(document, content, &ids)).collect();
        headings.sort_by_key(|heading| heading.place.order());
        let entries = headings.iter().filter_map(|it| Some((it.entry.clone()?, it.place))).collect();
        let head_pt = if pack.print_size == PrintSize::Usual { HEAD_PT } else { LARGE_HEAD_PT };
        Self { headings, entries, head_pt }
    }

    pub(super) fn of_entry(&self, id: &ResourceId) -> Option<Place> {
        self.entries.get(id).copied()
    }

    pub(super) fn entry_at(&self, place: Place) -> Option<&ResourceId> {
        let before = self.headings.partition_point(|heading| heading.place <= place);
        self.headings.get(before.checked_sub(1)?)?.entry.as_ref()
    }

    /// The parts of a page that entries take up, from top to bottom.
    pub(super) fn areas(&self, page: usize, height_pt: f64) -> Vec<Area> {
        let first = self.headings(page).next().map_or(height_pt, |heading| heading.place.y_pt);
        let before = Place { page, y_pt: 0.0 };
        let going_on = (first > self.head_pt).then(|| (0.0, self.entry_at(before)));
        let begun = self.headings(page).map(|heading| (heading.place.y_pt, heading.entry.as_ref()));
        let parts: Vec<_> = going_on.into_iter().chain(begun).collect();
        let ends = parts.iter().skip(1).map(|(y_pt, _)| *y_pt).chain([height_pt]);
        parts
            .iter()
            .zip(ends)
            .filter_map(|((from_pt, entry), to_pt)| Some(Area { entry: (*entry)?.clone(), from_pt: *from_pt, to_pt }))
            .collect()
    }

    pub(super) fn headings(&self, page: usize) -> impl Iterator<Item = &Heading> {
        let start = self.headings.partition_point(|heading| heading.place.page < page);
        self.headings.iter().skip(start).take_while(move |heading| heading.place.page == page)
    }
}

fn heading(document: &PagedDocument, content: &Content, ids: &BTreeMap<u32, &ResourceId>) -> Option<Heading> {
    let element = content.to_packed::<HeadingElem>()?;
    if element.resolve_level(StyleChain::default()).get() >= ROWS_LEVEL {
        return None;
    }
    let position = document.introspector().as_ref().position(content.location()?)?;
    let name = content.label().map(|label| label.resolve().as_str().to_owned());
    let number = name.as_deref().and_then(|name| name.strip_prefix(ENTRY_LABEL)).and_then(|rest| rest.parse().ok());
    Some(Heading {
        place: Place { page: position.page.get() - 1, y_pt: position.point.y.to_pt() },
        words: element.body.plain_text().split_whitespace().collect::<Vec<_>>().join(" "),
        entry: number.and_then(|number: u32| ids.get(&number)).map(|id| (*id).clone()),
    })
}
