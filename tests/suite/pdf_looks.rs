//! Length, paper, ink, print size and cover: each a choice of its own, all together.

use rso_toolbox::export::pages::{Layout, Picture};
use rso_toolbox::export::{Body, FontSet, Unwatched, pdf};
use rso_toolbox::pack::{Cover, Ink, Length, Pack, Paper, PrintSize, RowBody, RowLabel, guide};
use strum::IntoEnumIterator as _;

use crate::pdf_filled::{filled, small};
use crate::pdf_reader::Pdf;

fn bytes(pack: &Pack) -> Vec<u8> {
    let exported = pdf::export(pack, &FontSet::default(), &Unwatched).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(exported.warnings, Vec::<String>::new());
    match exported.body {
        Body::File(bytes) => bytes,
        Body::Folder(_) => panic!("a PDF is one file"),
    }
}

/// Every look of a pack, with its name.
fn looks(pack: &Pack) -> Vec<(String, Pack)> {
    let mut looks = Vec::new();
    for (paper, ink) in Paper::iter().flat_map(|paper| Ink::iter().map(move |ink| (paper, ink))) {
        for (print_size, cover) in PrintSize::iter().flat_map(|size| Cover::iter().map(move |cover| (size, cover))) {
            let words = [pack.length.code(), paper.code(), ink.code(), print_size.code(), cover.code()];
            looks.push((words.join(" "), Pack { paper, ink, print_size, cover, ..pack.clone() }));
        }
    }
    looks
}

/// The pages, a pixel to a millimetre.
fn pictures(pack: &Pack) -> Vec<Picture> {
    let layout = Layout::of(pack, &FontSet::default()).unwrap();
    let draw = |page| {
        let (width, _) = layout.overview().size_pt(page).unwrap();
        layout.draw(page, (width / 72.0 * 25.4).round() as u32).unwrap()
    };
    (0..layout.overview().count()).map(draw).collect()
}

/// The colour at a place.
fn at(picture: &Picture, x: u32, y: u32) -> [u8; 3] {
    let start = (y * picture.width_px + x) as usize * 4;
    std::array::from_fn(|channel| picture.rgba[start + channel])
}

fn places(picture: &Picture) -> impl Iterator<Item = (u32, u32)> {
    let (width, height) = (picture.width_px, picture.height_px);
    (0..height).flat_map(move |y| (0..width).map(move |x| (x, y)))
}

#[test]
fn every_combination_is_made_and_holds_each_entry() {
    for length in Length::iter() {
        let mut pack = small(length);
        pack.foreword.truncate(1);
        for (name, pack) in looks(&pack) {
            let pdf = Pdf::read(&bytes(&pack));
            let entries: Vec<String> =
                pack.entries().map(|entry| format!("{} {}", entry.number, entry.title)).collect();
            assert_eq!(pdf.structure().headings("H2"), entries, "{name}");
            assert!(pdf.is_marked(), "{name}");
        }
    }
}

#[test]
fn nothing_stands_beyond_the_margins() {
    for length in Length::iter() {
        for (place, (name, pack)) in looks(&filled(length)).into_iter().enumerate() {
            // Each paper and size; the inks and covers in turn.
            if place % 5 != 0 {
                continue;
            }
            for (page, picture) in pictures(&pack).iter().enumerate() {
                let (right, bottom) = (picture.width_px - 19, picture.height_px - 6);
                let beyond = |(x, y): &(u32, u32)| *x < 21 || *x >= right || *y < 4 || *y >= bottom;
                let stain = places(picture).filter(beyond).find(|(x, y)| at(picture, *x, *y) != [255; 3]);
                assert_eq!(stain, None, "{name}, page {}", page + 1);
            }
        }
    }
}

#[test]
fn no_letter_of_large_print_is_smaller_than_it_says() {
    for (print_size, least) in [(PrintSize::Large16, 16.0), (PrintSize::Large18, 18.0)] {
        for length in Length::iter() {
            let pack = Pack { print_size, ..filled(length) };
            let pdf = Pdf::read(&bytes(&pack));
            for page in 1..=u32::try_from(pdf.pages()).unwrap() {
                let small = pdf.runs(page).into_iter().find(|run| run.size < least);
                assert!(small.is_none(), "{length:?} {print_size:?}, page {page}: {small:?}");
            }
        }
    }
}

#[test]
fn grey_pages_have_no_colour() {
    for ink in [Ink::Grey, Ink::Low] {
        for length in Length::iter() {
            let pack = Pack { ink, cover: Cover::Map, ..filled(length) };
            for (page, picture) in pictures(&pack).iter().enumerate() {
                let coloured = places(picture).find(|(x, y)| {
                    let [red, green, blue] = at(picture, *x, *y);
                    red != green || green != blue
                });
                assert_eq!(coloured, None, "{ink:?} {length:?}, page {}", page + 1);
            }
        }
    }
}

#[test]
fn low_ink_keeps_the_letter_and_draws_outlines() {
    let low = Pack { ink: Ink::Low, ..filled(Length::Full) };
    assert!(bytes(&low) == bytes(&Pack { cover: Cover::Map, ..low.clone() }));
    let ink_of = |pack: &Pack| -> u64 {
        let dark =
            |picture: &Picture| -> u64 { places(picture).map(|(x, y)| u64::from(255 - at(picture, x, y)[0])).sum() };
        pictures(pack).iter().map(dark).sum()
    };
    assert!(ink_of(&low) < ink_of(&Pack { ink: Ink::Grey, ..low.clone() }));
}

#[test]
fn the_map_says_in_words_what_it_shows() {
    let pack = Pack { cover: Cover::Map, ..small(Length::Compact) };
    let pdf = Pdf::read(&bytes(&pack));
    let cover: String = pdf.page_text(1).split_whitespace().collect();
    for category in pack.scope.categories.iter().filter(|category| !category.chosen.is_empty()) {
        let words = format!("{} {} of {}", category.name, category.chosen.len(), category.total);
        let words: String = words.split_whitespace().collect();
        assert!(cover.contains(&words), "{words}");
    }
    let tree = pdf.structure();
    assert!(tree.headings("H1").contains(&guide::CONTENTS.to_owned()));
    let figures = tree.all().into_iter().filter(|node| node.kind == "Figure");
    assert!(figures.map(|node| &node.alt).all(|alt| alt.starts_with("Logo of ") || alt.starts_with("QR code: ")));
}

#[test]
fn the_same_look_gives_the_same_bytes() {
    for length in Length::iter() {
        let pack = Pack { cover: Cover::Map, ink: Ink::Grey, print_size: PrintSize::Large16, ..filled(length) };
        assert!(bytes(&pack) == bytes(&pack), "{length:?}");
    }
}

/// Packs with everything filled: many entries, few whose contents stand on the cover, and few with what is read first.
fn filled_packs() -> Vec<Pack> {
    let first_section = |mut pack: Pack| {
        pack.sections.truncate(1);
        let entries = pack.sections[0].entries.len() as u32;
        pack.timetable.iter_mut().for_each(|table| table.lines.retain(|line| line.entry <= entries));
        pack
    };
    vec![filled(Length::Compact), first_section(small(Length::Compact)), first_section(filled(Length::Compact))]
}

#[test]
fn the_cover_of_large_print_is_one_page_with_everything_filled() {
    let mut moved = 0;
    for pack in filled_packs() {
        for (name, look) in looks(&pack) {
            let pdf = Pdf::read(&bytes(&look));
            assert_eq!(pdf.bookmarks()[0].page, 2, "{name}: the foreword follows the cover");
            let cover: String = pdf.page_text(1).split_whitespace().collect();
            let holds = |text: &str| cover.contains(&text.split_whitespace().collect::<String>());
            for text in [&look.title, &look.statements.age, &look.issuer.name, &look.office.signature[1]] {
                assert!(holds(text), "{name}: {text}");
            }
            // Where the contents do not fit the cover, they have a page of their own.
            let has_page = pdf.structure().headings("H1").contains(&guide::CONTENTS.to_owned());
            assert_eq!(has_page, !look.entries().all(|entry| holds(&entry.title)), "{name}");
            let could = look.entries().count() <= 4 && look.office.before_use.is_empty() && look.cover == Cover::Letter;
            moved += usize::from(has_page && could);
        }
    }
    assert!(moved > 0, "no contents had to move");
}

#[test]
fn entries_of_a_large_list_stand_apart() {
    let mut pack = Pack { print_size: PrintSize::Large16, ..filled(Length::List) };
    pack.sections.iter_mut().for_each(|section| section.introduction.clear());
    let pdf = Pdf::read(&bytes(&pack));
    let mut seen = 0;
    for page in 1..=u32::try_from(pdf.pages()).unwrap() {
        let mut runs = pdf.runs(page);
        runs.sort_by(|a, b| b.base.total_cmp(&a.base));
        let lines: Vec<(f32, f32)> = runs
            .chunk_by(|a, b| (a.base - b.base).abs() < 0.5)
            .map(|line| (line[0].base, line.iter().map(|run| run.size).fold(0.0, f32::max)))
            .collect();
        // Titles alone have 17 points; what stands above one is the last line of the entry before it.
        for pair in lines.windows(2).filter(|pair| (pair[0].1, pair[1].1) == (16.0, 17.0)) {
            let gap = pair[0].0 - pair[1].0;
            assert!(gap > 36.0, "page {page}: {gap} points");
            seen += 1;
        }
    }
    assert!(seen >= 5, "{seen} entries");
}

#[test]
fn large_print_takes_the_pages_that_it_needs() {
    for print_size in PrintSize::iter() {
        let mut pack = Pack { print_size, ..filled(Length::Full) };
        let overfull = |pack: &Pack| Layout::of(pack, &FontSet::default()).unwrap().overfull(pack);
        let found = overfull(&pack);
        // One of them is long for its page.
        assert!(found.len() <= 1 && (print_size == PrintSize::Usual || found.is_empty()), "{print_size:?}: {found:?}");
        let entry = &mut pack.sections[0].entries[0];
        let note = entry.rows.iter_mut().find(|row| row.label == RowLabel::Note).unwrap();
        note.body = RowBody::Paragraphs(vec!["A long note to the reader. ".repeat(140); 2]);
        let id = entry.id.clone();
        let found = overfull(&pack);
        assert!(found.iter().any(|it| it.entry.as_ref() == Some(&id)), "{print_size:?}: {found:?}");
    }
}
