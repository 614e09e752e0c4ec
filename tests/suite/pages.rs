//! The laid-out pages: the same as the PDF's, with pictures that change only where a page does.

use rso_toolbox::catalogue::{CivilDate, ResourceId, file};
use rso_toolbox::export::pages::{Layout, MAX_SIDE_PX, Place};
use rso_toolbox::export::{Body, FontSet, Format, Unwatched, export};
use rso_toolbox::pack::build::{Options, build_contents};
use rso_toolbox::pack::{Contents, Length, Pack, Paper, PrintSize, guide};

use crate::pdf_reader::Pdf;

fn pack(items: usize, length: Length, paper: Paper, note: &str) -> Pack {
    let catalogue = file::built_in();
    let ids: Vec<ResourceId> = catalogue.resources.iter().take(items).map(|it| it.id.clone()).collect();
    let mut contents = Contents::grouped(&catalogue, &ids);
    let last = contents.sections.iter_mut().flat_map(|section| &mut section.items).next_back();
    note.clone_into(&mut last.expect("an item").note);
    let mut options = Options::new(CivilDate::parse("2026-11-24").unwrap());
    "Toolbox for frontline border officials".clone_into(&mut options.title);
    build_contents(&catalogue, &contents, &Options { length, paper, ..options })
}

fn layout(pack: &Pack) -> Layout {
    Layout::of(pack, &FontSet::default()).expect("pages")
}

#[test]
fn what_is_seen_is_what_goes_out() {
    for length in [Length::List, Length::Compact, Length::Full] {
        for paper in [Paper::A4, Paper::Letter] {
            let pack = pack(21, length, paper, "");
            let seen = layout(&pack);
            let exported = export(&pack, Format::Pdf, &FontSet::default(), &Unwatched).expect("a PDF");
            assert_eq!(Some(seen.overview().count()), exported.pages.map(|pages| pages as usize));
            let Body::File(bytes) = exported.body else { panic!("a PDF is one file") };
            assert!(seen.pdf(&pack).expect("a PDF") == bytes, "{length:?} on {paper:?}: another PDF");
        }
    }
}

#[test]
fn every_entry_is_found_where_the_pdf_has_it() {
    for length in [Length::List, Length::Compact, Length::Full] {
        let pack = pack(21, length, Paper::A4, "");
        let seen = layout(&pack);
        let pdf = Pdf::read(&seen.pdf(&pack).expect("a PDF"));
        let marks = pdf.bookmarks();
        let mut before = Place { page: 0, y_pt: -1.0 };
        for entry in pack.entries() {
            let place = seen.overview().place_of(&entry.id).expect("a place");
            assert!(place > before, "{}: not after the one before it", entry.title);
            before = place;
            let title = format!("{} {}", entry.number, entry.title);
            let mark = marks.iter().find(|mark| mark.title == title).expect("a bookmark");
            assert_eq!(place.page + 1, mark.page as usize, "{title}");
            let below = Place { y_pt: place.y_pt + 10.0, ..place };
            assert_eq!(seen.overview().entry_at(place), Some(&entry.id));
            assert_eq!(seen.overview().entry_at(below), Some(&entry.id));
            let words = |page| seen.overview().headings(page).map(|it| it.words.clone()).collect::<Vec<_>>();
            assert!(words(place.page).contains(&title), "{:?}", words(place.page));
        }
    }
}

/// In Full an entry begins its page, whatever the size of the print: no part of it is the entry's before it.
#[test]
fn the_head_of_a_page_is_of_the_entry_that_begins_there() {
    for print_size in [PrintSize::Usual, PrintSize::Large16, PrintSize::Large18] {
        let mut pack = pack(4, Length::Full, Paper::A4, "");
        pack.print_size = print_size;
        let seen = layout(&pack);
        for entry in pack.entries() {
            let page = seen.overview().place_of(&entry.id).expect("a place").page;
            let areas = seen.overview().areas(page);
            assert_eq!(areas.first().map(|area| &area.entry), Some(&entry.id), "{print_size:?}, {}", entry.title);
        }
    }
    for print_size in [PrintSize::Usual, PrintSize::Large18] {
        // Where one goes on from the page before, the head is of that one.
        let mut pack = pack(21, Length::Compact, Paper::A4, "");
        pack.print_size = print_size;
        let seen = layout(&pack);
        let going_on = (1..seen.overview().count()).filter(|page| {
            let areas = seen.overview().areas(*page);
            areas.first().is_some_and(|area| {
                area.from_pt == 0.0 && seen.overview().place_of(&area.entry).is_some_and(|place| place.page < *page)
            })
        });
        assert!(going_on.count() > 0, "{print_size:?}");
    }
}

#[test]
fn no_entry_stands_on_the_cover_or_in_what_closes_the_pack() {
    let pack = pack(3, Length::Compact, Paper::A4, "");
    let seen = layout(&pack);
    assert_eq!(seen.overview().entry_at(Place { page: 0, y_pt: 400.0 }), None);
    let all: Vec<_> = (0..seen.overview().count()).flat_map(|page| seen.overview().headings(page)).collect();
    let closing = all.iter().rfind(|heading| heading.words == guide::CONTACT).expect("the contact part");
    assert_eq!(seen.overview().entry_at(Place { y_pt: closing.place.y_pt + 20.0, ..closing.place }), None);
    assert_eq!(seen.overview().entry_at(Place { page: seen.overview().count(), y_pt: 0.0 }), None);
    assert_eq!(all.iter().filter(|heading| heading.entry.is_some()).count(), 3);
}

#[test]
fn a_picture_is_as_wide_as_asked_up_to_the_limit() {
    let seen = layout(&pack(1, Length::Compact, Paper::A4, ""));
    for wanted in [1, 84, 640, 1_300] {
        let picture = seen.draw(0, wanted).expect("a picture");
        assert_eq!(picture.width_px, wanted);
        assert_eq!(picture.rgba.len(), picture.width_px as usize * picture.height_px as usize * 4);
        assert!(picture.rgba.chunks(4).all(|pixel| pixel[3] == u8::MAX), "something shows through the paper");
    }
    let picture = seen.draw(0, 640).expect("a picture");
    assert!((f64::from(picture.height_px) / 640.0 - 297.0 / 210.0).abs() < 0.01);
    let dark = picture.rgba.chunks(4).filter(|pixel| pixel[0] < 100).count();
    assert!(dark > 500, "{dark} dark pixels: nothing is written on the cover");
    let widest = seen.draw(0, u32::MAX).expect("a picture");
    assert!(widest.width_px <= MAX_SIDE_PX && widest.height_px <= MAX_SIDE_PX);
    assert!(
        seen.draw(seen.overview().count(), 640).is_none() && seen.overview().size_pt(seen.overview().count()).is_none()
    );
}

#[test]
fn only_pages_that_changed_have_another_look() {
    let before = layout(&pack(21, Length::Compact, Paper::A4, ""));
    let after = layout(&pack(21, Length::Compact, Paper::A4, "Used on the first morning."));
    let changed: Vec<usize> = (0..after.overview().count())
        .filter(|page| before.overview().look(*page) != after.overview().look(*page))
        .collect();
    assert!(!changed.is_empty(), "a note is seen");
    assert!(changed.len() <= 2, "a note in the last entry changed the pages {changed:?}");
    for page in 0..after.overview().count() {
        let same = before.draw(page, 400).map(|it| it.rgba) == after.draw(page, 400).map(|it| it.rgba);
        assert_eq!(same, !changed.contains(&page), "page {page}");
    }
    assert_eq!(after.overview().look(after.overview().count()), None);
}

#[test]
fn the_same_pack_looks_the_same() {
    let looks = |seen: &Layout| (0..seen.overview().count()).map(|page| seen.overview().look(page)).collect::<Vec<_>>();
    let pack = pack(21, Length::Full, Paper::Letter, "A note");
    assert_eq!(looks(&layout(&pack)), looks(&layout(&pack)));
}
