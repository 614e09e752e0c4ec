//! Entries as data: what stands in their head, their rows, and how each is to be had.

use serde_json::{Value, json};

use super::text::{self, Preparer, Room};
use super::{Look, UNBROKEN_LETTERS_MAX, code_of, heading, icon, mail_link, paragraph, web_link};
use crate::export::documents;
use crate::pack::{
    CautionText, EnclosedFile, Entry, GoesWith, Length, Link, ModuleList, NewerEdition, Row, RowBody, RowLabel, words,
};

/// An entry of more lines is set closer, so that it stays on its page where it can.
const LONG_ENTRY_LINES: usize = 30;
/// About how many letters a line of the text column takes.
const LINE_LETTERS: usize = 74;
/// The last rows of an entry are held together up to so many letters, about half a page.
const TAIL_LETTERS_MAX: usize = 26 * LINE_LETTERS;
/// The same in large print.
const LARGE_TAIL_LETTERS_MAX: usize = 12 * LINE_LETTERS;
/// So many parts of a course are held together.
const UNBROKEN_MODULES_MAX: usize = 8;

/// An entry under the section with this key.
pub(super) fn entry(entry: &Entry, section: &str, look: Look, preparer: &mut Preparer<'_>) -> Value {
    let letters = entry.title.chars().count();
    let mut value = json!({
        "number": entry.number,
        "section": section,
        "place": entry.place,
        "kind": preparer.text(&entry.kind, Room::Text),
        "title": heading(&entry.title, Room::Title, preparer),
        "cautions": entry.cautions.iter().map(|it| caution(it, preparer)).collect::<Vec<_>>(),
        "size": if letters > 110 { "longest" } else if letters > 80 { "long" } else { "normal" },
        "get": get(entry, look, preparer),
    });
    if look.length == Length::List {
        value["newer_words"] =
            entry.newer.as_ref().map_or(Value::Null, |newer| preparer.text(&newer.words, Room::Text));
        value["handling"] = entry.handling.map_or(Value::Null, |it| Value::from(words::handling(it)));
        // What the office says of an entry, or chose of it, stands in a list too.
        value["rows"] = entry.rows.iter().filter(|row| row.is_of_office()).map(|it| row(it, entry, preparer)).collect();
    } else {
        value["newer"] = entry.newer.as_ref().map_or(Value::Null, |it| newer(it, preparer));
        value["lead"] = paragraph(&entry.lead, preparer);
        value["lead_long"] = Value::from(entry.lead.chars().count() > 180);
        value["long"] = Value::from(lines(entry) >= LONG_ENTRY_LINES);
        value["rows"] = entry.rows.iter().map(|it| row(it, entry, preparer)).collect();
        let tail = tail(entry);
        value["tail"] = Value::from(tail.len());
        let most = if preparer.is_large { LARGE_TAIL_LETTERS_MAX } else { TAIL_LETTERS_MAX };
        value["tail_whole"] = Value::from(letters_of_tail(entry, tail) <= most);
    }
    value
}

/// The last rows of an entry, which say whose it is; how to get it follows them.
fn tail(entry: &Entry) -> &[Row] {
    let is_of_tail = |row: &&Row| {
        matches!(row.label, RowLabel::Published | RowLabel::Languages | RowLabel::Status | RowLabel::Handling)
    };
    let count = entry.rows.iter().rev().take_while(is_of_tail).count();
    entry.rows.get(entry.rows.len() - count..).unwrap_or_default()
}

/// About how many letters those rows take with how to get it; a line begun counts as a whole one.
fn letters_of_tail(entry: &Entry, tail: &[Row]) -> usize {
    let of = |text: &str| text.chars().count().div_ceil(LINE_LETTERS) * LINE_LETTERS;
    let row = |row: &Row| match &row.body {
        RowBody::Paragraphs(texts) => texts.iter().map(|text| of(text)).sum(),
        RowBody::Modules(_) | RowBody::GoesWith(_) => 0_usize,
    };
    let links = entry.get.links.iter().chain(&entry.get.related);
    let links: usize = links.map(|link| of(&link.url) + of(&link.label)).sum();
    tail.iter().map(row).sum::<usize>() + links + 5 * LINE_LETTERS
}

/// About how many lines an entry takes on a page of its own, title and way to get it left out.
fn lines(entry: &Entry) -> usize {
    let of = |text: &String| text.chars().count().div_ceil(LINE_LETTERS);
    let row = |row: &Row| match &row.body {
        RowBody::Paragraphs(texts) => texts.iter().map(of).sum::<usize>(),
        RowBody::Modules(list) => 1 + list.items.iter().map(|item| of(&item.title)).sum::<usize>(),
        RowBody::GoesWith(items) => 2 * items.len(),
    };
    let newer = entry.newer.as_ref().map_or(0, |_| 8);
    entry.rows.iter().map(|it| row(it) + 1).sum::<usize>() + of(&entry.lead) + 2 * entry.cautions.len() + newer
}

fn newer(newer: &NewerEdition, preparer: &mut Preparer<'_>) -> Value {
    json!({
        "words": preparer.text(&newer.words, Room::Text),
        "publisher": preparer.text(&newer.publisher, Room::Text),
        "evidence": preparer.text(&newer.evidence, Room::Text),
        "links": links(&newer.links, preparer),
    })
}

fn caution(caution: &CautionText, preparer: &mut Preparer<'_>) -> Value {
    json!({ "text": preparer.text(&caution.text, Room::Text), "evidence": preparer.text(&caution.evidence, Room::Text) })
}

fn row(row: &Row, entry: &Entry, preparer: &mut Preparer<'_>) -> Value {
    let label = row.label.words();
    match &row.body {
        RowBody::Paragraphs(texts) => {
            let texts: Vec<Value> = texts.iter().map(|it| paragraph(it, preparer)).collect();
            json!({ "label": label, "paragraphs": texts, "own": row.label == RowLabel::Note })
        }
        RowBody::Modules(list) => json!({ "label": label, "modules": modules(list, preparer) }),
        RowBody::GoesWith(items) => {
            json!({ "label": label, "goes": items.iter().map(|it| goes_with(it, entry, preparer)).collect::<Vec<_>>() })
        }
    }
}

/// Parts with counts become a table, others a list; in two columns where all are short and at least four.
fn modules(list: &ModuleList, preparer: &mut Preparer<'_>) -> Value {
    const COLUMN_LETTERS_MAX: usize = 80;
    let table = list.items.iter().any(|item| !item.count.is_empty());
    let numbered = list.items.iter().any(|item| !item.label.is_empty());
    let short = !numbered && list.items.iter().all(|item| item.title.chars().count() <= COLUMN_LETTERS_MAX);
    let two = !table && short && list.items.len() >= 4;
    let letters: usize = list.items.iter().map(|item| item.title.chars().count()).sum();
    let items: Vec<Value> = list
        .items
        .iter()
        .map(|item| {
            json!({
                "label": preparer.text(&item.label, Room::Text),
                "title": preparer.text(&item.title, Room::Text),
                "count": preparer.text(&item.count, Room::Text),
            })
        })
        .collect();
    json!({
        "lead": preparer.text(&list.lead, Room::Text),
        "chosen": preparer.text(&list.chosen, Room::Text),
        "unit": list.unit.word(),
        "table": table,
        "numbered": numbered,
        "two": two,
        "whole": two || list.items.len() <= UNBROKEN_MODULES_MAX && letters <= UNBROKEN_LETTERS_MAX,
        "items": items,
    })
}

fn goes_with(item: &GoesWith, entry: &Entry, preparer: &mut Preparer<'_>) -> Value {
    // The entry's own words are not said twice.
    let said = entry.says(&item.sentence);
    json!({
        "relation": item.relation,
        "title": preparer.isolated(&item.title, Room::Text),
        "sentence": if said { Value::Null } else { preparer.text(&item.sentence, Room::Text) },
        "number": item.target.as_ref().map(|(number, _)| *number),
    })
}

fn get(entry: &Entry, look: Look, preparer: &mut Preparer<'_>) -> Value {
    let get = &entry.get;
    let code = get.code.as_ref().filter(|_| look.length == Length::Full).map(|code| code_of(code, look, preparer));
    json!({
        "enclosed": entry.enclosed.as_ref().map(|file| enclosed(entry, file, look, preparer)),
        "icon": icon(get.availability),
        "words": preparer.text(&get.words, Room::Text),
        "links": links(&get.links, preparer),
        "related": links(&get.related, preparer),
        "ask": preparer.text(&get.ask, Room::Text),
        "email": preparer.text(&get.request.to, Room::Text),
        "mailto": get.request.mailto().or_else(|| mail_link(&get.request.to)),
        "code": code,
    })
}

/// The document that came with the pack, by the name that it has there.
fn enclosed(entry: &Entry, file: &EnclosedFile, look: Look, preparer: &mut Preparer<'_>) -> Value {
    let name = documents::named(entry, file, look.digits);
    let words = words::enclosed_file(&text::isolate(&name), file.bytes);
    json!({ "words": preparer.text(&words, Room::Text), "where": words::ENCLOSED_WHERE })
}

fn links(links: &[Link], preparer: &mut Preparer<'_>) -> Vec<Value> {
    let value = |link: &Link, preparer: &mut Preparer<'_>| {
        json!({
            "url": web_link(&link.url),
            "address": preparer.text(&link.url, Room::Address),
            "label": preparer.text(&link.label, Room::Text),
            "whose": preparer.text(link.label.split([':', ',']).next().unwrap_or_default(), Room::Text),
            // The statements say that addresses were not checked; here stands only what was.
            "checked": if link.checked == words::NOT_CHECKED { Value::Null } else { preparer.text(&link.checked, Room::Text) },
        })
    };
    links.iter().map(|link| value(link, preparer)).collect()
}
