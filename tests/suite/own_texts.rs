//! Whatever an office says in a pack stands in every output of it, in every length.

use std::io::{Cursor, Read as _};

use rso_toolbox::export::{Body, FontSet, Format, Unwatched, export};
use rso_toolbox::pack::rich::Block;
use rso_toolbox::pack::{Length, Pack, RowBody, RowLabel, text, words};
use strum::IntoEnumIterator as _;

use crate::html_reader::read;
use crate::pdf_filled::filled;
use crate::pdf_reader::Pdf;

/// Texts in their paragraphs and the items of their lists; an address may stand behind the words of a link.
fn of_blocks(blocks: &[Block]) -> Vec<String> {
    let lines = |block: &Block| match block {
        Block::Paragraph(spans) => spans.clone(),
        Block::List { items, .. } => items.concat(),
    };
    blocks.iter().flat_map(lines).map(|span| span.text).collect()
}

/// Everything in a pack that is the office's own: what it typed, and what it chose or entered, in words.
fn of_office(pack: &Pack) -> Vec<String> {
    let mut said =
        vec![pack.title.clone(), pack.issuer.name.clone(), words::DRAFT.to_owned(), "BK-2026-014".to_owned()];
    said.extend(pack.prepared_for.iter().chain(&pack.event).chain(&pack.message).cloned());
    said.extend(pack.office.signature.iter().chain(&pack.office.disclaimer).cloned());
    for blocks in [&pack.foreword, &pack.office.before_use, &pack.closing] {
        said.extend(of_blocks(blocks));
    }
    for section in &pack.sections {
        said.push(section.name.clone());
        said.extend(of_blocks(&section.introduction));
    }
    for row in pack.entries().flat_map(|entry| &entry.rows) {
        match &row.body {
            RowBody::Paragraphs(texts) if row.label == RowLabel::Note => {
                said.push(row.label.words().to_owned());
                said.extend(texts.iter().cloned());
            }
            RowBody::Modules(list) if !list.chosen.is_empty() => {
                said.push(list.chosen.clone());
                said.extend(list.items.iter().flat_map(|item| [item.label.clone(), item.title.clone()]));
            }
            _ => {}
        }
    }
    let timetable = pack.timetable.as_ref().unwrap();
    said.push(timetable.sum.clone());
    said.extend(timetable.lines.iter().map(|line| line.title.clone()));
    let minutes = timetable.lines.iter().filter_map(|line| line.minutes);
    said.extend(minutes.map(|minutes| words::duration(u64::from(minutes))));
    said
}

/// Without spaces, as lines end anywhere.
fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn made(pack: &Pack, format: Format) -> Vec<u8> {
    match export(pack, format, &FontSet::default(), &Unwatched).unwrap().body {
        Body::File(bytes) => bytes,
        Body::Folder(_) => panic!("one file"),
    }
}

/// The letters of each output, by its name.
fn outputs(pack: &Pack) -> Vec<(&'static str, String)> {
    let pdf = Pdf::read(&made(pack, Format::Pdf));
    let pages: String = (1..=u32::try_from(pdf.pages()).unwrap()).map(|page| pdf.page_text(page)).collect();
    let mut zip = zip::ZipArchive::new(Cursor::new(made(pack, Format::HtmlZip))).unwrap();
    let mut web = String::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        if entry.name().unwrap().ends_with(".html") {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            web.push_str(&read(&bytes).named("body")[0].text());
        }
    }
    let one = read(&made(pack, Format::HtmlFile)).named("body")[0].text();
    let copied = text::of_pack(pack);
    let html = read(format!("<!DOCTYPE html>\n<html>{}</html>", copied.html).as_bytes()).text();
    vec![
        ("PDF", pages),
        ("web pages in a zip", web),
        ("one web page", one),
        ("copied text", copied.plain),
        ("copied text with its looks", html),
    ]
}

#[test]
fn all_that_the_office_says_stands_in_every_output_and_length() {
    for length in Length::iter() {
        let mut pack = filled(length);
        // No document is enclosed: who gets web pages without theirs is told so elsewhere.
        for entry in pack.sections.iter_mut().flat_map(|section| &mut section.entries) {
            entry.enclosed = None;
        }
        let said = of_office(&pack);
        assert!(said.iter().filter(|text| text.as_str() == RowLabel::Note.words()).count() > 3, "{said:#?}");
        for (output, text) in outputs(&pack) {
            let text = packed(&text);
            for words in &said {
                assert!(text.contains(&packed(words)), "{length:?}, {output}: {words}");
            }
            let notes = text.matches(&packed("Used on the first morning.")).count();
            let wanted = said.iter().filter(|words| words.starts_with("Used on the first morning.")).count();
            assert!(notes >= wanted, "{length:?}, {output}: {notes} of {wanted} notes");
        }
    }
}
