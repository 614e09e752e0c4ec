//! A pack in which everything that an office can fill is filled.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use rso_toolbox::catalogue::{Catalogue, CivilDate, Resource, file};
use rso_toolbox::pack::build::{OfficeOptions, Options, build_contents};
use rso_toolbox::pack::contents::{ContentItem, ContentSection, Contents, Minutes};
use rso_toolbox::pack::rich::{Mark, RichText, Style};
use rso_toolbox::pack::{EnclosedFile, Length, Logo, Pack, Sha256};

pub(crate) const FOREWORD: &str = "Dear colleague,\nThis toolbox holds what you asked for on the phone, and a little \
    more. Read it in this order:\n1. the policy guide, before the course\n2. the quick reference guides, on the first \
    morning\n3. the curriculum, when you plan your own course\nBring along:\n• this print\n• a pen\nWe look forward to \
    meeting you in Bangkok.";
pub(crate) const BEFORE_USE: &str = "Whoever may be a victim is first of all looked after. Ask whether the person is \
    safe, and whom they would like to call.\nRefer people by the procedure of your own country; the numbers stand on \
    the last page of your handbook.\nWhat a person tells you stays between the two of you and those who need to know.";
const CLOSING: &str = "Tell us what you used, and what you missed.\nThank you.";
const INTRODUCTION: &str = "Two guides for the first morning. Everyone at the table should have read them before \
    the interviews are practised.";

/// Marks the first place of these words.
fn mark(text: &str, words: &str, style: Style) -> Mark {
    let start = text.find(words).unwrap();
    Mark { range: start..start + words.len(), style }
}

pub(crate) fn foreword() -> RichText {
    let marks = vec![
        mark(FOREWORD, "before the course", Style::Strong),
        mark(FOREWORD, "a little", Style::Emphasis),
        mark(FOREWORD, "meeting you in Bangkok", Style::Link("https://example.org/course?id=7".to_owned())),
    ];
    RichText::new(FOREWORD, marks)
}

/// A wide logo with two colours and see-through corners.
pub(crate) fn logo() -> Logo {
    let picture = image::RgbaImage::from_fn(500, 150, |x, y| {
        let is_corner = !(40..=460).contains(&x) && !(40..=110).contains(&y);
        let alpha = if is_corner { 0 } else { 255 };
        if (x / 50 + y / 50) % 2 == 0 { image::Rgba([29, 122, 146, alpha]) } else { image::Rgba([20, 40, 60, alpha]) }
    });
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    Logo { png: Arc::new(png.into_inner()), width_px: 500, height_px: 150 }
}

pub(crate) fn options(length: Length) -> Options {
    let mut options = Options::new(CivilDate::parse("2026-11-24").unwrap());
    "Toolbox for frontline border officials".clone_into(&mut options.title);
    "Border training centre".clone_into(&mut options.issued_by);
    options.prepared_for = Some("Land crossing".to_owned());
    options.event = Some("Training for new officers, Bangkok".to_owned());
    options.message = Some("Prepared for the two-day course at the land crossing.".to_owned());
    options.length = length;
    options.is_draft = true;
    options.has_timetable = true;
    options.foreword = foreword();
    options.closing = RichText::plain(CLOSING);
    options.office = OfficeOptions {
        logo: Some(logo()),
        signature: "Somchai Jaidee\nHead of training".to_owned(),
        disclaimer: "This toolbox is given for information. It is no legal advice.".to_owned(),
        desk_mark: "BK-2026-014".to_owned(),
        before_use: RichText::plain(BEFORE_USE),
    };
    options
}

/// With a note, a file and times; of a course every other part.
fn item(resource: &Resource, place: usize) -> ContentItem {
    let mut item = ContentItem::new(resource.id.clone());
    if place == 0 {
        "Used on the first morning.\nBring your copy.".clone_into(&mut item.note);
        let sha256 = Sha256::of(resource.title.as_bytes());
        item.file = Some(EnclosedFile { name: "scan 3.PDF".to_owned(), bytes: 1_234_567, sha256 });
    }
    if let Some(modules) = &resource.modules {
        let ids: Vec<_> = modules.items.iter().map(|module| module.id.clone()).step_by(2).collect();
        item.minutes = Minutes { whole: Some(90), parts: ids.iter().take(1).map(|id| (id.clone(), 45)).collect() };
        item.modules = (!ids.is_empty()).then(|| ids.into_iter().collect::<BTreeSet<_>>());
    }
    item
}

/// Sections of the office's own around those of the categories.
pub(crate) fn contents(catalogue: &Catalogue) -> Contents {
    let all: Vec<&Resource> = catalogue.resources.iter().map(AsRef::as_ref).collect();
    let own = |heading: &str, items: &[&Resource]| ContentSection {
        heading: heading.to_owned(),
        introduction: RichText::plain(INTRODUCTION),
        items: items.iter().enumerate().map(|(place, resource)| item(resource, place)).collect(),
        ..ContentSection::default()
    };
    let category = |place: usize, items: &[&Resource]| ContentSection {
        category: Some(catalogue.categories[place].id.clone()),
        ..own("", items)
    };
    let of = |place: usize| -> Vec<&Resource> {
        all.iter().copied().filter(|it| it.category == catalogue.categories[place].id).collect()
    };
    let (guides, kits, courses) = (of(0), of(1), of(2));
    Contents {
        sections: vec![
            own("On the first morning", &[kits[0], courses[1], guides[2]]),
            category(0, &guides[..2]),
            own("What the afternoon is for", &[]),
            category(1, &kits[1..6]),
            category(2, &courses[2..5]),
        ],
    }
}

/// Everything filled, 13 resources.
pub(crate) fn filled(length: Length) -> Pack {
    let catalogue = file::built_in();
    build_contents(&catalogue, &contents(&catalogue), &options(length))
}

/// The same with the first section alone, whose contents would stand on the cover.
pub(crate) fn small(length: Length) -> Pack {
    let catalogue = file::built_in();
    let mut contents = contents(&catalogue);
    contents.sections.truncate(3);
    let mut options = options(length);
    options.office.before_use = RichText::default();
    build_contents(&catalogue, &contents, &options)
}
