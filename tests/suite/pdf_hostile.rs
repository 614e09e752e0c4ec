//! Texts that want to break the page: markup, long words, all scripts, in every field.

use rso_toolbox::catalogue::{CivilDate, file};
use rso_toolbox::export::{Body, FontSet, Unwatched, pdf};
use rso_toolbox::pack::build::{Options, build};
use rso_toolbox::pack::rich::{Block, ListKind, Span};
use rso_toolbox::pack::{
    EnclosedFile, Length, Pack, Row, RowBody, RowLabel, Section, Sha256, Timetable, TimetableLine,
};

use crate::pdf_reader::Pdf;

/// Entries with modules, with a newer edition, with relations, with a caution.
fn pack(length: Length) -> Pack {
    let catalogue = file::built_in();
    let mut options = Options::new(CivilDate::parse("2026-11-24").unwrap());
    "Office".clone_into(&mut options.issued_by);
    options.prepared_for = Some("Readers".to_owned());
    options.message = Some("Message".to_owned());
    options.length = length;
    let with_modules = catalogue.resources.iter().find(|it| it.modules.is_some()).unwrap();
    let superseded = catalogue.resources.iter().find(|it| it.successor().is_some()).unwrap();
    let related = catalogue.resources.iter().find(|it| it.relations.len() > 1).unwrap();
    let cautioned = catalogue.resources.iter().find(|it| !it.cautions.is_empty()).unwrap();
    let ids: Vec<_> = [with_modules, superseded, related, cautioned].map(|it| it.id.clone()).to_vec();
    let mut pack = build(&catalogue, &ids, &options);
    add_office(&mut pack);
    pack
}

/// Everything that an office can add.
fn add_office(pack: &mut Pack) {
    let span = |strong, emphasis, link: Option<&str>| Span {
        text: "Words".to_owned(),
        strong,
        emphasis,
        link: link.map(str::to_owned),
    };
    let line = vec![span(false, false, None), span(true, true, None), span(false, true, Some("https://example.org/"))];
    let lists = [ListKind::Bulleted, ListKind::Numbered]
        .map(|kind| Block::List { kind, items: vec![line.clone(), line.clone()] });
    let blocks: Vec<Block> = [Block::Paragraph(line)].into_iter().chain(lists).collect();
    pack.event = Some("Event".to_owned());
    pack.is_draft = true;
    pack.foreword.clone_from(&blocks);
    pack.closing.clone_from(&blocks);
    pack.office.before_use.clone_from(&blocks);
    pack.office.signature = vec!["Name".to_owned(), "Role".to_owned()];
    pack.office.disclaimer = vec!["Disclaimer".to_owned()];
    let lines = [(1, None), (1, Some(45)), (2, Some(90))].map(|(entry, minutes)| TimetableLine {
        entry,
        title: "Part".to_owned(),
        minutes,
    });
    pack.timetable = Some(Timetable { lines: lines.to_vec(), sum: "Sum".to_owned() });
    for section in &mut pack.sections {
        section.introduction.clone_from(&blocks);
        for entry in &mut section.entries {
            let note = RowBody::Paragraphs(vec!["Note".to_owned()]);
            entry.rows.push(Row { label: RowLabel::Note, body: note });
            let file = EnclosedFile { name: "file.pdf".to_owned(), bytes: 1, sha256: Sha256::of(b"") };
            entry.enclosed = Some(file);
        }
    }
    let own = Section {
        key: "section-9".to_owned(),
        category: None,
        name: "Name".to_owned(),
        introduction: blocks,
        entries: Vec::new(),
    };
    pack.sections.insert(1, own);
    // Entries of a section of the office's own carry their category's mark.
    if let Some(entries) = pack.sections.first_mut().map(|section| std::mem::take(&mut section.entries)) {
        let first = Section { key: "section-8".to_owned(), category: None, entries, ..pack.sections[0].clone() };
        pack.sections.insert(0, first);
    }
}

fn fill_blocks(blocks: &mut [Block], text: &str) {
    let set = |spans: &mut Vec<Span>| spans.iter_mut().for_each(|span| text.clone_into(&mut span.text));
    for block in blocks {
        match block {
            Block::Paragraph(spans) => set(spans),
            Block::List { items, .. } => items.iter_mut().for_each(set),
        }
    }
}

/// Puts a text into every field that the office adds.
fn fill_office(pack: &mut Pack, text: &str) {
    let set = |field: &mut String| text.clone_into(field);
    pack.event.iter_mut().for_each(set);
    pack.office.signature.iter_mut().for_each(set);
    pack.office.disclaimer.iter_mut().for_each(set);
    set(&mut pack.statements.foot);
    for blocks in [&mut pack.foreword, &mut pack.closing, &mut pack.office.before_use] {
        fill_blocks(blocks, text);
    }
    if let Some(timetable) = &mut pack.timetable {
        timetable.lines.iter_mut().for_each(|line| set(&mut line.title));
    }
    for section in &mut pack.sections {
        fill_blocks(&mut section.introduction, text);
        for entry in &mut section.entries {
            entry.enclosed.iter_mut().for_each(|file| set(&mut file.name));
            for row in &mut entry.rows {
                if let RowBody::Modules(list) = &mut row.body {
                    set(&mut list.chosen);
                }
            }
        }
    }
}

/// Puts a text into every field that a person or a catalogue fills.
fn fill(pack: &mut Pack, text: &str) {
    fill_office(pack, text);
    fill_plain(pack, text);
}

/// The same without what the office adds.
fn fill_plain(pack: &mut Pack, text: &str) {
    let set = |field: &mut String| text.clone_into(field);
    set(&mut pack.title);
    set(&mut pack.issuer.name);
    pack.prepared_for.iter_mut().for_each(set);
    pack.message.iter_mut().for_each(set);
    pack.background.iter_mut().for_each(|it| set(&mut it.text));
    pack.credit.iter_mut().for_each(set);
    pack.contact.address.iter_mut().for_each(set);
    for field in
        [&mut pack.contact.office, &mut pack.contact.telephone, &mut pack.contact.fax, &mut pack.contact.website]
    {
        set(field);
    }
    for section in &mut pack.sections {
        set(&mut section.name);
        for entry in &mut section.entries {
            set(&mut entry.kind);
            set(&mut entry.title);
            set(&mut entry.lead);
            for caution in &mut entry.cautions {
                set(&mut caution.text);
                set(&mut caution.evidence);
            }
            if let Some(newer) = &mut entry.newer {
                set(&mut newer.words);
                set(&mut newer.publisher);
                set(&mut newer.evidence);
            }
            for link in entry.get.links.iter_mut().chain(&mut entry.get.related) {
                set(&mut link.label);
            }
            for row in &mut entry.rows {
                match &mut row.body {
                    RowBody::Paragraphs(texts) => texts.iter_mut().for_each(set),
                    RowBody::Modules(list) => {
                        set(&mut list.lead);
                        list.items.iter_mut().for_each(|item| {
                            set(&mut item.title);
                            set(&mut item.label);
                        });
                    }
                    RowBody::GoesWith(items) => items.iter_mut().for_each(|item| {
                        set(&mut item.title);
                        set(&mut item.sentence);
                    }),
                }
            }
        }
    }
}

/// Makes the PDF in each length; gives the headings of its entries and the warnings.
fn check(text: &str) -> Vec<String> {
    let mut warnings = Vec::new();
    for length in [Length::List, Length::Compact, Length::Full] {
        let mut pack = pack(length);
        fill(&mut pack, text);
        let exported =
            pdf::export(&pack, &FontSet::default(), &Unwatched).unwrap_or_else(|error| panic!("{length:?}: {error:?}"));
        let Body::File(bytes) = &exported.body else { panic!("one file") };
        let pdf = Pdf::read(bytes);
        assert_eq!(pdf.structure().headings("H2").len(), pack.entries().count(), "{length:?}");
        assert!(!pdf.has_any(&["JS", "JavaScript", "Launch", "EmbeddedFiles", "OpenAction", "AA"]));
        warnings = exported.warnings;
    }
    warnings
}

/// The title of the first entry as it is read out, without its number.
fn title_of(text: &str) -> String {
    let mut pack = pack(Length::Compact);
    fill(&mut pack, text);
    let exported = pdf::export(&pack, &FontSet::default(), &Unwatched).unwrap();
    let Body::File(bytes) = &exported.body else { panic!("one file") };
    let title = Pdf::read(bytes).structure().headings("H2").remove(0);
    title.strip_prefix("1 ").unwrap().to_owned()
}

#[test]
fn markup_is_text() {
    for text in [
        "#panic(\"x\") #import \"/pack.typ\": * $x^2$ *b* _i_ `raw` = Heading <label> @ref // comment /* */",
        "<script>alert(1)</script> <img src=x onerror=alert(1)> &amp; ]]> {{x}} ${x} %s \\n \\u{41}",
        "'\"“”‘’«» -- --- ... ~ \\ / | ^ ` \"]}\u{a0}x",
        "= Title\n- item\n+ item\n/ term: x\n#set page(width: 1pt)",
    ] {
        check(text);
    }
    let text = "#panic(\"x\") $x^2$ *b* -- \"q\" <label>";
    assert_eq!(title_of(text), text);
}

#[test]
fn scripts_of_the_region_have_glyphs() {
    let scripts = "ภาษาไทย ភាសាខ្មែរ ພາສາລາວ မြန်မာဘာသာ বাংলা සිංහල தமிழ் हिन्दी العربية فارسی اردو tiếng Việt Türkçe 🛂🧿";
    assert_eq!(check(scripts), Vec::<String>::new());
    assert_eq!(title_of(scripts), scripts);
}

#[test]
fn right_to_left_texts_are_made() {
    for text in ["مجموعة أدوات للمسؤولين عن الحدود 2026 (RSO)", "اردو میں ایک عنوان، Link 12", "راهنمای سریع"]
    {
        assert_eq!(check(text), Vec::<String>::new());
    }
}

#[test]
fn bidi_and_invisible_characters_do_no_harm() {
    let text = "a\u{202E}b\u{202C}c \u{2066}d\u{2069} e\u{200B}f\u{200D}g\u{200E}h\u{FEFF}i\u{AD}j\u{2060}k\u{FE0F}\u{61C} ❤\u{FE0F} \u{2028}x";
    check(text);
    check("\u{200B}");
    check("\u{202E}\u{202E}\u{202E}");
}

#[test]
fn characters_without_a_glyph_are_written_as_numbers_and_named() {
    let warnings = check("漢字 \u{E000} \u{10FFFF} \u{0} \u{7} 𒀀 ก\u{301}\u{10A60}");
    assert_eq!(warnings.len(), 1);
    for code in ["U+6F22", "U+5B57", "U+E000", "U+10FFFF", "U+0000", "U+0007", "U+12000", "U+10A60"] {
        assert!(warnings[0].contains(code), "{code} is not named: {}", warnings[0]);
    }
    assert_eq!(title_of("漢 x"), "[U+6F22] x");
    let mut pack = pack(Length::List);
    fill(&mut pack, "漢");
    assert_eq!(pdf::uncovered(&pack), ['漢']);
}

#[test]
fn long_words_long_paragraphs_and_nothing_at_all_are_made() {
    check(&"W".repeat(300));
    check(&"ملك".repeat(100));
    check(&"ក".repeat(300));
    check("");
    check(" ");
}

#[test]
fn ten_thousand_words_are_made() {
    let text = "word ".repeat(10_000);
    let mut pack = pack(Length::Compact);
    fill_plain(&mut pack, text.trim());
    let exported = pdf::export(&pack, &FontSet::default(), &Unwatched).unwrap();
    assert!(exported.pages.unwrap() > 100);
}
