//! What the office adds to a pack, on paper.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rso_toolbox::export::{Body, Exported, FontSet, Unwatched, pdf};
use rso_toolbox::pack::{Length, Logo, Pack, guide, words};
use rso_toolbox::shell::files::{Existing, write_file};
use strum::IntoEnumIterator as _;

use crate::pdf_filled::{BEFORE_USE, FOREWORD, filled, small};
use crate::pdf_reader::Pdf;

fn export_pdf(pack: &Pack) -> Exported {
    pdf::export(pack, &FontSet::default(), &Unwatched).expect("a PDF")
}

fn bytes(exported: &Exported) -> &[u8] {
    match &exported.body {
        Body::File(bytes) => bytes,
        Body::Folder(_) => panic!("a PDF is one file"),
    }
}

pub(crate) fn read(pack: &Pack) -> Pdf {
    let exported = export_pdf(pack);
    assert_eq!(exported.warnings, Vec::<String>::new());
    Pdf::read(bytes(&exported))
}

/// Kept to be looked at, and to be shown to other checkers.
fn keep(name: &str, bytes: &[u8]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    write_file(&folder.join(name), bytes, Existing::Replace).unwrap();
}

/// A text without spaces, as lines end anywhere.
pub(crate) fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}

pub(crate) fn pages(pdf: &Pdf) -> Vec<String> {
    (1..=u32::try_from(pdf.pages()).unwrap()).map(|page| packed(&pdf.page_text(page))).collect()
}

/// The headings of the whole document in reading order.
fn parts(pack: &Pack) -> Vec<&str> {
    let sections = pack.sections.iter().map(|section| section.name.as_str());
    let before = (!pack.office.before_use.is_empty()).then_some(guide::BEFORE_USE);
    let first = [guide::FOREWORD].into_iter().chain(before);
    let last = [guide::TIMETABLE, guide::CLOSING, guide::CONTACT];
    if pack.length == Length::List {
        return first.chain(sections).chain(last).collect();
    }
    let contents = before.map(|_| guide::CONTENTS);
    first.chain([guide::HEADING]).chain(contents).chain(sections).chain(last).collect()
}

#[test]
fn parts_stand_in_their_order() {
    for length in Length::iter() {
        for (name, pack) in [("filled", filled(length)), ("small", small(length))] {
            let exported = export_pdf(&pack);
            keep(&format!("{name}-{}.pdf", length.code()), bytes(&exported));
            let pdf = Pdf::read(bytes(&exported));
            let tree = pdf.structure();
            assert_eq!(tree.headings("H1"), parts(&pack), "{name} {length:?}");
            let entries: Vec<String> =
                pack.entries().map(|entry| format!("{} {}", entry.number, entry.title)).collect();
            assert_eq!(tree.headings("H2"), entries, "{name} {length:?}");
            let bookmarks: Vec<String> =
                pdf.bookmarks().into_iter().filter(|it| it.depth == 0).map(|it| it.title).collect();
            let named: Vec<&str> = parts(&pack).into_iter().filter(|name| *name != guide::CONTENTS).collect();
            assert_eq!(bookmarks, named, "{name} {length:?}");
        }
    }
}

#[test]
fn all_that_the_office_wrote_is_printed() {
    for length in Length::iter() {
        let pack = filled(length);
        let text = pages(&read(&pack)).concat();
        let sum = pack.timetable.as_ref().map(|table| table.sum.clone()).unwrap();
        let mut said = vec![
            "Training for new officers, Bangkok",
            "Head of training",
            "It is no legal advice.",
            "Two guides for the first morning.",
            "What the afternoon is for",
            "Tell us what you used, and what you missed.",
            "Time set by this office",
            "Chapter 1: Basic of border control",
            "45 minutes",
            "4 of the 13 documents are enclosed; the others are not.",
            "The documents of 1, 4, 6 and 11 are enclosed; those of 2, 3, 5, 7 to 10, 12 and 13 are not.",
            "Enclosed: 01 Privacy and Data Protection Laws of Bali Process Member States.pdf, 1.2 MB",
            &sum,
        ];
        said.extend(FOREWORD.lines().map(|line| line.trim_start_matches(|sign: char| "•123. ".contains(sign))));
        said.extend(BEFORE_USE.lines());
        said.extend(["Used on the first morning.", "Bring your copy.", "3 of 5 chapters, chosen by the office."]);
        if length != Length::List {
            said.push(words::ENCLOSED_WHERE);
        }
        for words in said {
            assert!(text.contains(&packed(words)), "{length:?}: {words}");
        }
    }
}

#[test]
fn what_is_not_filled_has_no_heading() {
    for length in Length::iter() {
        let mut pack = filled(length);
        pack.office.before_use.clear();
        pack.foreword.clear();
        pack.closing.clear();
        pack.timetable = None;
        pack.office.disclaimer.clear();
        let text = pages(&read(&pack)).concat();
        for words in [guide::BEFORE_USE, guide::FOREWORD, guide::CLOSING, guide::TIMETABLE, guide::DISCLAIMER] {
            assert!(!text.contains(&packed(words)), "{length:?}: {words}");
        }
    }
}

#[test]
fn each_page_of_a_draft_says_so() {
    for length in Length::iter() {
        let draft = small(length);
        assert!(pages(&read(&draft)).iter().all(|page| page.contains(words::DRAFT)), "{length:?}");
        let last = Pack { is_draft: false, ..draft };
        assert!(!pages(&read(&last)).iter().any(|page| page.contains(words::DRAFT)), "{length:?}");
    }
}

#[test]
fn the_logo_has_words() {
    for length in Length::iter() {
        let figures = |pack: &Pack| -> Vec<String> {
            read(pack)
                .structure()
                .all()
                .iter()
                .filter(|node| node.kind == "Figure")
                .map(|node| node.alt.clone())
                .collect()
        };
        let mut pack = small(length);
        assert_eq!(figures(&pack)[0], "Logo of Border training centre");
        pack.office.logo = None;
        assert!(figures(&pack).iter().all(|words| words.starts_with("QR code: ")));
    }
}

#[test]
fn a_logo_that_is_no_picture_is_left_out_and_named() {
    let mut pack = small(Length::Compact);
    pack.office.logo = Some(Logo { png: Arc::new(b"no picture".to_vec()), width_px: 10, height_px: 10 });
    let exported = export_pdf(&pack);
    assert_eq!(exported.warnings, ["The logo cannot be read as a picture, so the PDF does not show it."]);
    assert!(Pdf::read(bytes(&exported)).structure().all().iter().all(|node| !node.alt.starts_with("Logo")));
}

#[test]
fn lists_emphasis_and_links_of_the_office_are_structure() {
    let mut pack = small(Length::List);
    pack.sections.truncate(1);
    pack.sections[0].entries.clear();
    pack.timetable = None;
    let pdf = read(&pack);
    let tree = pdf.structure();
    assert_eq!((tree.count("L"), tree.count("LI")), (2, 5));
    assert!(pdf.addresses().contains(&"https://example.org/course?id=7".to_owned()));
    let sizes: Vec<usize> = ["Strong", "Em"].map(|kind| tree.count(kind)).to_vec();
    assert_eq!(sizes, [1, 1]);
}

#[test]
fn times_are_a_table_with_heads() {
    let pack = small(Length::List);
    let tree = read(&pack).structure();
    let tables: Vec<_> = tree.all().into_iter().filter(|node| node.kind == "Table").collect();
    assert_eq!(tables.len(), 1);
    let titles: BTreeSet<u32> = pack.timetable.iter().flat_map(|table| &table.lines).map(|line| line.entry).collect();
    assert_eq!(tables[0].count("TH"), 3 + 2 * titles.len(), "of the columns, and of each course its number and title");
    let lines = pack.timetable.as_ref().map_or(0, |table| table.lines.len());
    assert!(tables[0].count("TR") > lines);
}

#[test]
fn words_of_the_office_have_its_language() {
    let pack = Pack { own_language: "th-TH".to_owned(), ..small(Length::Compact) };
    let pdf = read(&pack);
    assert_eq!(pdf.language().as_deref(), Some("en"));
    assert!(pdf.languages().iter().any(|tag| tag == "th-TH"), "{:?}", pdf.languages());
    let pack = Pack { own_language: "en".to_owned(), ..pack };
    assert!(read(&pack).languages().iter().all(|tag| tag.starts_with("en")));
}
