//! What printed pages owe their reader: entries that hold together, what must be known in each length, each thing once.

use rso_toolbox::catalogue::{CivilDate, ResourceId, file};
use rso_toolbox::export::{Body, FontSet, Format, Unwatched, export};
use rso_toolbox::pack::build::{Options, build};
use rso_toolbox::pack::{Entry, Handling, Length, Pack, Paper, RowBody, guide, text, words};
use strum::IntoEnumIterator as _;

use crate::pdf_filled::small;
use crate::pdf_office::{packed, pages, read};

fn pack_of(places: impl Iterator<Item = usize>, length: Length, paper: Paper) -> Pack {
    let catalogue = file::built_in();
    let ids: Vec<ResourceId> = places.map(|place| catalogue.resources[place].id.clone()).collect();
    build(&catalogue, &ids, &Options { length, paper, ..Options::new(CivilDate::parse("2026-11-24").unwrap()) })
}

fn paragraphs(entry: &Entry) -> impl Iterator<Item = &String> {
    let of_rows = entry.rows.iter().flat_map(|row| match &row.body {
        RowBody::Paragraphs(texts) => texts.iter().collect::<Vec<_>>(),
        RowBody::Modules(list) => list.items.iter().map(|item| &item.title).collect(),
        RowBody::GoesWith(_) => Vec::new(),
    });
    std::iter::once(&entry.lead).chain(of_rows)
}

#[test]
fn no_sentence_goes_on_over_a_page() {
    for paper in Paper::iter() {
        let pack = pack_of(0..21, Length::Compact, paper);
        let pages = pages(&read(&pack));
        for text in pack.entries().flat_map(paragraphs) {
            assert!(pages.iter().any(|page| page.contains(&packed(text))), "{paper:?}: {text}");
        }
    }
}

#[test]
fn entries_of_a_small_pack_hold_together() {
    for first in [0, 7, 14] {
        let pack = pack_of(first..first + 7, Length::Compact, Paper::A4);
        let pages = pages(&read(&pack));
        for entry in pack.entries() {
            let parts = paragraphs(entry).chain([&entry.title, &entry.get.words]);
            let parts: Vec<String> = parts.map(|text| packed(text)).collect();
            let holds = |page: &String| parts.iter().all(|part| page.contains(part));
            assert!(pages.iter().any(holds), "{}", entry.title);
        }
    }
}

#[test]
fn cautions_and_handling_stand_in_each_length() {
    for length in Length::iter() {
        let pack = pack_of(0..21, length, Paper::A4);
        let text = pages(&read(&pack)).concat();
        let cautions: Vec<&str> = pack.entries().flat_map(|it| &it.cautions).map(|it| it.text.as_str()).collect();
        assert!(cautions.len() > 5);
        for caution in &cautions {
            let (told, wanted) = (text.matches(&packed(caution)).count(), cautions.iter().filter(|it| it == &caution));
            assert_eq!(told, wanted.count(), "{length:?}: {caution}");
        }
        let asked = pack.entries().filter(|entry| entry.handling == Some(Handling::AskFirst)).count();
        assert!(asked > 2 && text.matches("Askfirst").count() == asked, "{length:?}");
    }
}

/// The one web page, without what it is searched by.
fn web_text(pack: &Pack) -> String {
    let exported = export(pack, Format::HtmlFile, &FontSet::default(), &Unwatched).unwrap();
    let Body::File(bytes) = exported.body else { panic!("one file") };
    let page = String::from_utf8(bytes).unwrap();
    page.split("<script").map(|part| part.split_once("</script>").map_or(part, |(_, after)| after)).collect()
}

#[test]
fn cautions_and_handling_stand_on_web_pages_of_each_length() {
    for length in Length::iter() {
        let text = web_text(&pack_of([3, 6].into_iter(), length, Paper::A4));
        for words in ["Law as of 2015.", "Handling", "Ask first"] {
            assert!(text.contains(words), "{length:?}: {words}");
        }
    }
}

#[test]
fn a_sentence_that_tells_of_a_companion_is_said_once() {
    let pack = pack_of([3].into_iter(), Length::Full, Paper::A4);
    let sentence = "The Framework is supported by a set of Guidelines";
    let copied = text::of_pack(&pack);
    assert_eq!(web_text(&pack).matches(sentence).count(), 1);
    assert_eq!(copied.plain.matches(sentence).count(), 1);
    assert_eq!(copied.html.matches(sentence).count(), 1);
}

#[test]
fn how_to_use_tells_only_of_what_occurs() {
    let names = |pack: &Pack| guide::ways(pack).iter().map(|way| way.name).collect::<Vec<_>>();
    let pack = pack_of([3].into_iter(), Length::Compact, Paper::A4);
    assert_eq!(names(&pack), ["On request"]);
    let text = pages(&read(&pack)).concat();
    assert!(!text.contains("Awebsite.") && !text.contains("Asecuresystem"), "{text}");
    assert!(!web_text(&pack).contains("A website. It needs a connection."));
    assert!(!pack.statements.added.contains("Newer edition") && pack.statements.added.contains("Caution"));
    assert_eq!(names(&pack_of(0..21, Length::Compact, Paper::A4)).len(), 5);
    assert_eq!(names(&pack_of(0..0, Length::Compact, Paper::A4)).len(), 0);

    let download = |places: &[usize]| {
        let pack = pack_of(places.iter().copied(), Length::Compact, Paper::A4);
        guide::ways(&pack)[0].words.clone()
    };
    assert_eq!(download(&[0]), "Its entry gives the address.");
    assert_eq!(download(&[4]), "No address is known. Ask the RSO.");
    assert!(download(&[0, 4]).ends_with("Where none is known, ask the RSO."));
}

/// The least distance of a text's letters from the left edge.
fn left_of(pack: &Pack, page: u32, wanted: &str) -> f32 {
    let runs = read(pack).runs(page);
    let found = runs.iter().filter(|run| run.text.contains(wanted)).map(|run| run.left);
    found.min_by(f32::total_cmp).unwrap_or_else(|| panic!("{wanted} is not on page {page}"))
}

#[test]
fn a_title_has_the_direction_of_its_letters() {
    for length in Length::iter() {
        let mut pack = small(length);
        "Toolbox".clone_into(&mut pack.title);
        pack.event = None;
        let left = left_of(&pack, 1, "Toolbox");
        "ar".clone_into(&mut pack.own_language);
        assert!((left_of(&pack, 1, "Toolbox") - left).abs() < 0.1, "{length:?}");
    }
}

#[test]
fn a_timetable_says_whose_its_times_are_and_what_is_left() {
    let catalogue = file::built_in();
    let mut contents = crate::pdf_filled::contents(&catalogue);
    contents.sections.iter_mut().flat_map(|section| &mut section.items).for_each(|item| item.file = None);
    for length in Length::iter() {
        let options = Options { time_available: Some(120), ..crate::pdf_filled::options(length) };
        let pack = rso_toolbox::pack::build::build_contents(&catalogue, &contents, &options);
        let sum = &pack.timetable.as_ref().unwrap().sum;
        assert_eq!(sum, "3 hours entered; 10 parts have no time yet. That is 1 hour more than 2 hours.");
        let text = pages(&read(&pack)).concat();
        for words in ["Time set by this office", sum] {
            assert!(text.contains(&packed(words)), "{length:?}: {words}");
            assert!(web_text(&pack).contains(words), "{length:?}: {words}");
        }
        let copied = text::of_pack(&pack).plain;
        assert!(copied.contains(sum.as_str()) && copied.contains(words::NO_TIME), "{copied}");
    }
}
