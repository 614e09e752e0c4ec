//! The PDF's cover, running head and file name with long titles, long messages, and names of the other direction.

use rso_toolbox::catalogue::{CivilDate, file};
use rso_toolbox::export::{Body, FontSet, Format, Unwatched, export, name};
use rso_toolbox::pack::build::{Options, build};
use rso_toolbox::pack::{Length, Pack, Paper, guide, words};

use crate::pdf_reader::Pdf;

const TITLE: &str = "Toolbox for frontline border officials, their trainers and their managers at the land crossings, \
    sea ports and airports of the whole region, with policy guides, toolkits and training materials for the first \
    hours, the first days and the long work of protecting people who were smuggled or trafficked, second edition";
const MESSAGE: &str = "Prepared for the two-day course at the land crossing. It holds what the trainers asked for \
    after the first course, and what the officials said they had missed on their way back. Read the first part \
    before the course begins, and bring the printed pages along.";
const OFFICE: &str = "مكتب الدعم الإقليمي RSO 2026";

/// A pack of the first twelve resources, whose contents stand on the cover.
fn pack(title: &str, message: &str, length: Length) -> Pack {
    pack_of(12, title, message, length)
}

fn pack_of(count: usize, title: &str, message: &str, length: Length) -> Pack {
    let catalogue = file::built_in();
    let mut options = Options::new(CivilDate::parse("2026-11-24").unwrap());
    title.clone_into(&mut options.title);
    "Border training centre".clone_into(&mut options.issued_by);
    options.prepared_for = Some("Land crossing".to_owned());
    options.message = Some(message.to_owned());
    options.length = length;
    let ids: Vec<_> = catalogue.resources.iter().take(count).map(|it| it.id.clone()).collect();
    build(&catalogue, &ids, &options)
}

fn read(pack: &Pack) -> Pdf {
    let exported = export(pack, Format::Pdf, &FontSet::default(), &Unwatched).expect("a PDF");
    let Body::File(bytes) = &exported.body else { panic!("one file") };
    Pdf::read(bytes)
}

/// As many letters of the title, ending with a whole word.
fn title(letters: usize) -> &'static str {
    let start = TITLE.get(..letters).unwrap_or(TITLE);
    start.rsplit_once(' ').map_or(start, |(words, _)| words)
}

/// How many pages stand before "How to use this toolbox".
fn cover_pages(pdf: &Pdf) -> u32 {
    let first = pdf.bookmarks().remove(0);
    assert_eq!(first.title, guide::HEADING);
    first.page - 1
}

/// A page's letters without spaces, as lines end anywhere.
fn letters(pdf: &Pdf, page: u32) -> String {
    packed(&pdf.page_text(page))
}

fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_cover_with_a_long_title_is_one_page() {
    for length in [Length::Compact, Length::Full] {
        for paper in [Paper::A4, Paper::Letter] {
            for size in [60, 100, 180, 300] {
                let pack = Pack { paper, ..pack(title(size), MESSAGE, length) };
                let pdf = read(&pack);
                assert_eq!(cover_pages(&pdf), 1, "{length:?} {paper:?} {size}");
                let page = letters(&pdf, 1);
                for text in [title(size), MESSAGE, "Land crossing", &pack.statements.describes, &pack.statements.age] {
                    assert!(page.contains(&packed(text)), "{length:?} {paper:?} {size}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_long_title_is_set_smaller() {
    let sizes = [60, 100, 180, 300].map(|size| {
        let runs = read(&pack(title(size), "A message.", Length::Compact)).runs(1);
        runs.iter().map(|run| run.size).fold(0.0, f32::max) as u32
    });
    assert_eq!(sizes, [34, 28, 22, 18]);
}

#[test]
fn a_list_with_a_long_title_takes_two_pages() {
    for size in [60, 100, 140, 180, 221, 300] {
        let pack = pack_of(21, title(size), "Prepared for the two-day course at the land crossing.", Length::List);
        assert_eq!(read(&pack).pages(), 2, "{size}");
    }
}

#[test]
fn a_cover_that_runs_on_keeps_the_statements_with_the_contents() {
    let mut ran_on = 0;
    for paragraphs in 1..=15 {
        let message = vec![MESSAGE; paragraphs].join("\n");
        let pack = pack(title(300), &message, Length::Compact);
        let pdf = read(&pack);
        let pages = cover_pages(&pdf);
        ran_on += usize::from(pages > 1);
        let last = letters(&pdf, pages);
        assert!(last.contains(&packed(&pack.statements.age)), "{paragraphs} paragraphs");
        for entry in pack.entries() {
            assert!(last.contains(&packed(&entry.title)), "{paragraphs} paragraphs: {}", entry.title);
        }
    }
    assert!(ran_on > 5, "no cover ran on");
}

#[test]
fn the_running_head_holds_the_whole_title_or_none() {
    for (size, length, stands) in [
        (60, Length::Compact, true),
        (120, Length::Full, true),
        (180, Length::Compact, true),
        (300, Length::Compact, false),
        (300, Length::Full, false),
    ] {
        let pack = pack(title(size), MESSAGE, length);
        let pdf = read(&pack);
        let (whole, start) = (packed(title(size)), packed(title(40)));
        for page in 2..=u32::try_from(pdf.pages()).unwrap() {
            let text = letters(&pdf, page);
            assert_eq!(text.contains(&whole), stands, "{size} {length:?}, page {page}");
            assert_eq!(text.contains(&start), stands, "{size} {length:?}, page {page}");
            assert!(!text.contains('…'), "{size} {length:?}, page {page}");
        }
    }
}

/// The lines of a page, each from left to right, without spaces; letters of the other direction as one star.
fn lines(pdf: &Pdf, page: u32) -> Vec<String> {
    let mut runs = pdf.runs(page);
    runs.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    let lines = runs.chunk_by(|a, b| (a.base - b.base).abs() < 0.1);
    let starred = |text: String| {
        let shown = text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '\u{2066}'..='\u{2069}'));
        let mut signs: Vec<char> =
            shown.map(|sign| if sign > '\u{590}' && sign < '\u{2000}' { '*' } else { sign }).collect();
        signs.dedup_by(|a, b| *a == '*' && *b == '*');
        signs.into_iter().collect()
    };
    lines.map(|line| starred(line.iter().map(|run| run.text.as_str()).collect())).collect()
}

#[test]
fn a_label_stands_before_its_name_in_the_other_direction() {
    for (length, prepared, issued) in [
        (Length::List, "PreparedforRSO2026*", "PuttogetherfromtheRSOToolBoxbyRSO2026*"),
        (Length::Compact, "PreparedforRSO2026*", "RSO2026*"),
        (Length::Full, "PreparedforRSO2026*", "RSO2026*"),
    ] {
        let mut pack = pack("Toolbox", MESSAGE, length);
        pack.prepared_for = Some(OFFICE.to_owned());
        OFFICE.clone_into(&mut pack.issuer.name);
        words::PUT_TOGETHER_BY.clone_into(&mut pack.issuer.label);
        // From left to right: the label, the name from its end to its beginning, and what follows it.
        let lines = lines(&read(&pack), 1);
        assert!(lines.iter().any(|line| line.contains(prepared)), "{length:?}: {lines:#?}");
        assert!(lines.iter().any(|line| line.contains(issued)), "{length:?}: {lines:#?}");
    }
}

#[test]
fn a_shortened_file_name_ends_with_a_whole_word() {
    let eighty = "Toolbox for frontline border officials at the land crossings of the whole region";
    assert_eq!(eighty.len(), 80);
    assert_eq!(name::safe(&format!("{eighty} and beyond")), eighty);
    let cut = "Toolbox for frontline border officials at the land crossings of the whole";
    assert_eq!(name::safe(&format!("{eighty}s and beyond")), cut);
    assert_eq!(name::proposed(&format!("{eighty}s and beyond"), Format::Pdf), format!("{cut}.pdf"));
    // Without a space in the second half the name is cut where the room ends.
    let word = "x".repeat(90);
    assert_eq!(name::safe(&format!("A {word}")), format!("A {}", &word[..78]));
    assert_eq!(name::safe(&format!("{} {word}", "y".repeat(40))), "y".repeat(40));
    // Letters of three bytes reach the limit in bytes first.
    let thai = format!("{} {}", "ก".repeat(50), "ข".repeat(20));
    assert_eq!(name::safe(&thai), "ก".repeat(50));
}
