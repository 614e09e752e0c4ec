//! The PDF, read back and compared with its pack.

use proptest::prelude::*;
use rso_toolbox::catalogue::{Catalogue, CivilDate, ResourceId, file};
use rso_toolbox::export::{Body, Cancelled, ExportError, Exported, FontSet, Format, Steps, Unwatched, export, pdf};
use rso_toolbox::pack::build::{Options, build};
use rso_toolbox::pack::{Length, Pack, Paper, RowBody, guide};

use crate::pdf_reader::Pdf;

fn options(length: Length) -> Options {
    let mut options = Options::new(CivilDate::parse("2026-11-24").unwrap());
    "Toolbox for frontline border officials".clone_into(&mut options.title);
    "Border training centre".clone_into(&mut options.issued_by);
    options.prepared_for = Some("Land crossing".to_owned());
    options.message = Some("Prepared for the two-day course at the land crossing.".to_owned());
    options.length = length;
    options
}

/// A pack of the resources at these places of the catalogue.
fn pack_of(catalogue: &Catalogue, places: &[usize], options: &Options) -> Pack {
    let ids: Vec<ResourceId> = places.iter().map(|place| catalogue.resources[*place].id.clone()).collect();
    build(catalogue, &ids, options)
}

fn pack_of_all(length: Length, paper: Paper) -> Pack {
    let catalogue = file::built_in();
    let places: Vec<usize> = (0..catalogue.resources.len()).collect();
    pack_of(&catalogue, &places, &Options { paper, ..options(length) })
}

fn make(pack: &Pack) -> Exported {
    export(pack, Format::Pdf, &FontSet::default(), &Unwatched).expect("a PDF")
}

fn bytes(exported: &Exported) -> &[u8] {
    match &exported.body {
        Body::File(bytes) => bytes,
        Body::Folder(_) => panic!("a PDF is one file"),
    }
}

fn read(pack: &Pack) -> Pdf {
    Pdf::read(bytes(&make(pack)))
}

/// "3 TITLE", as bookmarks and headings have it.
fn entry_headings(pack: &Pack) -> Vec<String> {
    pack.entries().map(|entry| format!("{} {}", entry.number, entry.title)).collect()
}

/// Compares bookmarks and headings with the pack: these entries, in this order, and nothing else.
fn check_entries(pack: &Pack, pdf: &Pdf) {
    let mut expected = Vec::new();
    if pack.length != Length::List {
        expected.push((0, guide::HEADING.to_owned()));
    }
    for section in &pack.sections {
        expected.push((0, section.name.clone()));
        expected.extend(section.entries.iter().map(|entry| (1, format!("{} {}", entry.number, entry.title))));
    }
    expected.push((0, guide::CONTACT.to_owned()));
    let bookmarks: Vec<(usize, String)> = pdf.bookmarks().into_iter().map(|it| (it.depth, it.title)).collect();
    assert_eq!(bookmarks, expected);
    assert_eq!(pdf.structure().headings("H2"), entry_headings(pack));
}

#[test]
fn metadata_is_the_packs() {
    let pdf = read(&pack_of_all(Length::Compact, Paper::A4));
    assert_eq!(pdf.info("Title").as_deref(), Some("Toolbox for frontline border officials"));
    assert_eq!(pdf.info("Author").as_deref(), Some("Border training centre"));
    assert_eq!(pdf.info("CreationDate").as_deref(), Some("D:20261124000000Z"));
    assert_eq!(pdf.info("Keywords"), None);
    assert_eq!(pdf.language().as_deref(), Some("en"));
    assert!(pdf.is_marked());
    let xmp = pdf.xmp();
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "{xmp}");
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>") && xmp.contains("<pdfaid:conformance>A</pdfaid:conformance>"));
}

#[test]
fn a_full_list_takes_two_pages_and_compact_fourteen() {
    for (length, paper, most) in
        [(Length::List, Paper::A4, 2), (Length::List, Paper::Letter, 2), (Length::Compact, Paper::A4, 14)]
    {
        let pack = pack_of_all(length, paper);
        let exported = make(&pack);
        let pages = Pdf::read(bytes(&exported)).pages();
        assert!(pages <= most, "{length:?} {paper:?}: {pages} pages");
        assert_eq!(exported.pages, u32::try_from(pages).ok());
        assert_eq!(pdf::page_count(&pack, &FontSet::default()).unwrap(), exported.pages.unwrap());
        assert_eq!(exported.warnings, Vec::<String>::new());
    }
}

#[test]
fn each_length_holds_each_entry_once_in_reading_order() {
    for length in [Length::List, Length::Compact, Length::Full] {
        let pack = pack_of_all(length, Paper::A4);
        check_entries(&pack, &read(&pack));
    }
}

#[test]
fn full_gives_each_entry_its_own_page() {
    let pdf = read(&pack_of_all(Length::Full, Paper::A4));
    let pages: Vec<u32> = pdf.bookmarks().iter().filter(|it| it.depth == 1).map(|it| it.page).collect();
    assert!(pages.windows(2).all(|pair| pair[0] < pair[1]), "{pages:?}");
    // An opener stands before the first entry of its category.
    let openers: Vec<u32> = pdf
        .bookmarks()
        .windows(2)
        .filter(|pair| pair[0].depth < pair[1].depth)
        .map(|pair| pair[1].page - pair[0].page)
        .collect();
    assert_eq!(openers, [1, 1, 1]);
}

#[test]
fn structure_follows_the_pack() {
    let pack = pack_of_all(Length::Compact, Paper::A4);
    let tree = read(&pack).structure();
    // Row labels: those of the pack, and how to get it, for each entry.
    let labels: Vec<String> = pack
        .entries()
        .flat_map(|entry| entry.rows.iter().map(|row| row.label.words()).chain(["How to get it"]))
        .map(str::to_owned)
        .collect();
    assert_eq!(tree.headings("H3"), labels);
    let mut categories: Vec<String> = vec![guide::HEADING.to_owned(), guide::CONTENTS.to_owned()];
    categories.extend(pack.sections.iter().map(|section| section.name.clone()));
    categories.push(guide::CONTACT.to_owned());
    assert_eq!(tree.headings("H1"), categories);

    let tables = pack.entries().flat_map(|entry| &entry.rows).filter(
        |row| matches!(&row.body, RowBody::Modules(list) if list.items.iter().any(|item| !item.count.is_empty())),
    );
    assert_eq!(tree.count("Table"), tables.count(), "only modules with counts are tables");
    assert!(tree.count("TH") >= 3 * tree.count("Table"));
    assert!(tree.count("TOC") >= 1);
    // How to use it, and the contact, are named too.
    assert_eq!(tree.count("TOCI"), 2 + pack.sections.len() + pack.entries().count());
    assert!(tree.count("L") > 0 && tree.count("Link") > 0);
}

#[test]
fn codes_have_their_address_as_alternative_text() {
    let pack = pack_of_all(Length::Full, Paper::A4);
    let tree = read(&pack).structure();
    let codes: Vec<String> =
        tree.all().iter().filter(|node| node.kind == "Figure").map(|node| node.alt.clone()).collect();
    let mut expected: Vec<String> = pack
        .entries()
        .filter_map(|entry| entry.get.code.as_ref())
        .map(|code| format!("QR code: {}", code.payload))
        .collect();
    expected.extend(pack.code.iter().map(|code| format!("QR code: {}", code.payload)));
    assert_eq!(codes, expected);
}

#[test]
fn links_lead_to_the_packs_addresses_only() {
    let pack = pack_of_all(Length::Compact, Paper::A4);
    let pdf = read(&pack);
    let addresses = pdf.addresses();
    for entry in pack.entries() {
        for link in entry.get.links.iter().chain(&entry.get.related) {
            assert!(addresses.contains(&link.url), "{} is not live", link.url);
        }
    }
    assert!(addresses.iter().all(|it| ["https://", "http://", "mailto:"].iter().any(|scheme| it.starts_with(scheme))));
    assert!(!pdf.has_any(&["JS", "JavaScript", "Launch", "EmbeddedFiles", "OpenAction", "AA"]));
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let pack = pack_of_all(Length::Full, Paper::Letter);
    assert!(bytes(&make(&pack)) == bytes(&make(&pack)));
}

struct StopAt(u32);

impl Steps for StopAt {
    fn step(&self, done: u32, _total: u32, _doing: &str) -> Result<(), Cancelled> {
        if done >= self.0 { Err(Cancelled) } else { Ok(()) }
    }
}

#[test]
fn it_stops_at_each_step_when_it_is_no_longer_wanted() {
    let pack = pack_of(&file::built_in(), &[0], &options(Length::List));
    for step in 0..=3 {
        let stopped = export(&pack, Format::Pdf, &FontSet::default(), &StopAt(step));
        assert!(matches!(stopped, Err(ExportError::Cancelled(_))), "step {step}");
    }
}

#[test]
fn an_empty_pack_and_a_pack_of_one_are_made() {
    let catalogue = file::built_in();
    for length in [Length::List, Length::Compact, Length::Full] {
        for places in [&[][..], &[8]] {
            let pack = pack_of(
                &catalogue,
                places,
                &Options { issued_by: String::new(), prepared_for: None, ..options(length) },
            );
            check_entries(&pack, &read(&pack));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_what_was_chosen(
        places in proptest::sample::subsequence((0..21).collect::<Vec<usize>>(), 1..=21).prop_shuffle(),
        length in proptest::sample::select(vec![Length::List, Length::Compact, Length::Full]),
    ) {
        let catalogue = file::built_in();
        let pack = pack_of(&catalogue, &places, &options(length));
        prop_assert_eq!(pack.entries().count(), places.len());
        check_entries(&pack, &read(&pack));
    }
}
