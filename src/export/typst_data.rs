//! Pack to data for the template: a JSON object, never Typst source.
//!
//! Decides here whatever needs a look at a text (direction, glyphs, size of a title, columns of a list),
//! so that the template only sets what it is given.

pub mod qr;
pub mod text;

use serde_json::{Map, Value, json};
use typst::text::Font;

use super::FontSet;
use super::typst_world::fonts::FontShelf;
use crate::brand;
use crate::pack::{
    Availability, CautionText, Code, Entry, GoesWith, HowToGet, Issuer, Length, Link, ModuleList, NewerEdition, Pack,
    Paper, Row, RowBody, Section, guide, is_web, words,
};
use text::{Preparer, Room};

/// Openers and a page for the contents stand from this many entries on.
const OPENERS_MIN: usize = 12;
/// The contents fit on the cover up to this many entries.
const COVER_CONTENTS_MAX: usize = 12;
/// A text of more letters may go on over the page, with two lines at least on each side.
const UNBROKEN_LETTERS_MAX: usize = 240;
/// An entry of more lines is set closer, so that it stays on its page where it can.
const LONG_ENTRY_LINES: usize = 30;
/// From more letters on, the title on the cover is one step smaller each time.
const COVER_TITLE_STEPS: [usize; 3] = [80, 140, 220];
/// More letters never fit the two lines that a running head has room for.
const HEAD_LETTERS_MAX: usize = 400;
/// A title of more letters is not repeated whole in bookmarks and metadata: PDF/A allows strings of 32,767 bytes.
const STRING_LETTERS_MAX: usize = 4_000;

/// What a layout needs of a pack.
pub struct Prepared {
    pub json: String,
    pub fonts: Vec<Font>,
    /// Characters that no font has.
    pub missing: Vec<char>,
}

/// Makes a pack's data.
pub fn prepare(pack: &Pack, set: &FontSet) -> Prepared {
    let mut preparer = Preparer::new(FontShelf::new(set));
    let mut data = head(pack, &mut preparer);
    data.insert("front".to_owned(), front(pack, &mut preparer));
    data.insert("contact".to_owned(), contact(pack, &mut preparer));
    let sections = pack.sections.iter().map(|it| section(it, pack.length, &mut preparer)).collect();
    data.insert("sections".to_owned(), Value::Array(sections));
    data.insert("fonts".to_owned(), json!(preparer.shelf.family_names()));
    Prepared {
        json: Value::Object(data).to_string(),
        fonts: preparer.shelf.fonts(),
        missing: preparer.missing().collect(),
    }
}

/// What holds for the whole document.
fn head(pack: &Pack, preparer: &mut Preparer<'_>) -> Map<String, Value> {
    let count = pack.entries().count();
    let (language, region) = language(&pack.language);
    let title = shortened(&preparer.plain(&pack.title));
    let value = json!({
        "metadata_title": if title.trim().is_empty() { words::UNTITLED } else { &title },
        "author": shortened(&preparer.plain(&pack.issuer.name)),
        "lang": language,
        "region": region,
        "paper": match pack.paper { Paper::A4 => "a4", Paper::Letter => "us-letter" },
        "length": pack.length.code(),
        "openers": pack.length == Length::Full && count >= OPENERS_MIN,
        "cover_contents": count <= COVER_CONTENTS_MAX,
        "head": running_head(&pack.title, preparer),
        "foot": preparer.text(&pack.statements.foot, Room::Text),
        "colours": colours(),
        "marks": (0..3).map(brand::mark_rects).collect::<Vec<_>>(),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn colours() -> Value {
    let roles = brand::PAPER.roles();
    Value::Object(roles.iter().map(|(role, colour)| ((*role).to_owned(), Value::from(colour.hex()))).collect())
}

/// Title, statements, background: what stands before the entries.
fn front(pack: &Pack, preparer: &mut Preparer<'_>) -> Value {
    let statements = &pack.statements;
    let mut say = |text: &str| preparer.text(text, Room::Text);
    let categories: Vec<Value> = pack
        .scope
        .categories
        .iter()
        .map(|category| json!({ "name": say(&category.name), "count": format!("{} of {}", category.chosen.len(), category.total) }))
        .collect();
    let names: Vec<&str> = pack.scope.categories.iter().map(|category| category.name.as_str()).collect();
    let background: Vec<Value> = pack
        .background
        .iter()
        .map(|paragraph| {
            // A list that names the categories shows their marks and what the pack takes of each.
            let is_scope = !paragraph.list.is_empty() && paragraph.list.iter().eq(&names);
            let list: Vec<Value> = paragraph.list.iter().map(|item| say(item)).collect();
            json!({ "text": say(&paragraph.text), "list": list, "scope": is_scope })
        })
        .collect();
    let ways: Vec<Value> = guide::ways(&pack.contact)
        .iter()
        .map(|way| json!({ "icon": icon(way.availability), "name": way.name, "words": say(&way.words) }))
        .collect();
    json!({
        "issuer_label": say(&pack.issuer.label),
        "message": pack.message.as_deref().map(|text| text.split('\n').filter(|line| !line.trim().is_empty()).map(&mut say).collect::<Vec<_>>()),
        "date": say(&pack.date.long()),
        "describes": say(&statements.describes),
        "enclosed": say(&statements.enclosed),
        "age": say(&statements.age),
        "checked": say(&statements.checked),
        "inside": say(&statements.inside),
        "put_together": say(&statements.put_together),
        "added": say(&statements.added),
        "categories": categories,
        "background": background,
        "ways": ways,
        "guide": {
            "heading": guide::HEADING, "lead": guide::LEAD, "inside": guide::INSIDE, "ways": guide::WAYS,
            "background": guide::BACKGROUND, "age": guide::AGE, "contact": guide::CONTACT, "contents": guide::CONTENTS,
        },
        "issuer": issuer(&pack.issuer, preparer),
        "prepared_for": pack.prepared_for.as_deref().map(|text| preparer.isolated(text, Room::Text)),
        "title": heading(&pack.title, Room::Cover, preparer),
        "title_step": COVER_TITLE_STEPS.iter().filter(|most| pack.title.chars().nth(**most).is_some()).count(),
    })
}

/// Who hands the pack out. The name has its own direction; what the line adds to it has the document's.
fn issuer(issuer: &Issuer, preparer: &mut Preparer<'_>) -> Value {
    let added = issuer.line.strip_prefix(issuer.name.as_str()).filter(|added| !added.is_empty());
    match added {
        Some(added) => preparer.text(&format!("{}{added}", text::isolate(&issuer.name)), Room::Text),
        None => preparer.isolated(&issuer.line, Room::Text),
    }
}

fn contact(pack: &Pack, preparer: &mut Preparer<'_>) -> Value {
    let block = &pack.contact;
    let code = pack.code.as_ref().map(|code| code_of(code, preparer));
    let website = preparer.text(&block.website, Room::Address);
    let mut say = |text: &str| preparer.text(text, Room::Text);
    json!({
        "office": say(&block.office),
        "address": block.address.iter().map(|line| say(line)).collect::<Vec<_>>(),
        "telephone": say(&block.telephone),
        "fax": say(&block.fax),
        "email": say(&block.email),
        "mailto": mail_link(&block.email),
        "website": website,
        "website_url": web_link(&block.website),
        "note": say(&block.note),
        "credit": pack.credit.iter().map(|line| say(line)).collect::<Vec<_>>(),
        "code": code,
    })
}

fn section(section: &Section, length: Length, preparer: &mut Preparer<'_>) -> Value {
    json!({
        "key": section.key,
        "place": section.place(),
        "name": heading(&section.name, Room::Title, preparer),
        "head": running_head(&section.name, preparer),
        "count": section.count(),
        "count_words": section.category.as_ref().map_or_else(|| section.count(), |_| format!("{} resources", section.count())),
        "entries": section.entries.iter().map(|it| entry(it, &section.key, length, preparer)).collect::<Vec<_>>(),
    })
}

fn entry(entry: &Entry, section: &str, length: Length, preparer: &mut Preparer<'_>) -> Value {
    let letters = entry.title.chars().count();
    let mut value = json!({
        "number": entry.number,
        "section": section,
        "place": entry.place,
        "kind": preparer.text(&entry.kind, Room::Text),
        "title": heading(&entry.title, Room::Title, preparer),
        "size": if letters > 110 { "longest" } else if letters > 80 { "long" } else { "normal" },
        "get": get(&entry.get, length, preparer),
    });
    if length != Length::List {
        value["newer"] = entry.newer.as_ref().map_or(Value::Null, |it| newer(it, preparer));
        value["cautions"] = entry.cautions.iter().map(|it| caution(it, preparer)).collect();
        value["lead"] = paragraph(&entry.lead, preparer);
        value["lead_long"] = Value::from(entry.lead.chars().count() > 180);
        value["long"] = Value::from(lines(entry) >= LONG_ENTRY_LINES);
        value["rows"] = entry.rows.iter().map(|it| row(it, entry, preparer)).collect();
        value["handling"] = entry.handling.map_or(Value::Null, |it| Value::from(it.label()));
    } else if let Some(newer) = &entry.newer {
        value["newer_words"] = preparer.text(&newer.words, Room::Text);
    }
    value
}

/// About how many lines an entry takes on a page of its own, title and way to get it left out.
fn lines(entry: &Entry) -> usize {
    let of = |text: &String| text.chars().count().div_ceil(74);
    let row = |row: &Row| match &row.body {
        RowBody::Paragraphs(texts) => texts.iter().map(of).sum::<usize>(),
        RowBody::Modules(list) => 1 + list.items.iter().map(|item| of(&item.title)).sum::<usize>(),
        RowBody::GoesWith(items) => 2 * items.len(),
    };
    let newer = entry.newer.as_ref().map_or(0, |_| 8);
    entry.rows.iter().map(|it| row(it) + 1).sum::<usize>() + of(&entry.lead) + 2 * entry.cautions.len() + newer
}

/// A heading: its words, and, where they are too many for a bookmark, where the bookmark ends.
fn heading(text: &str, room: Room, preparer: &mut Preparer<'_>) -> Value {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = shortened(&text);
    let rest = text.strip_prefix(short.as_str()).unwrap_or_default();
    json!({
        "text": preparer.text(if short.is_empty() { "–" } else { &short }, room),
        "rest": if rest.is_empty() { Value::Null } else { preparer.text(rest, room) },
    })
}

/// A paragraph, and whether it may be broken between two pages.
fn paragraph(text: &str, preparer: &mut Preparer<'_>) -> Value {
    json!({
        "text": preparer.text(text, Room::Text),
        "whole": text.chars().nth(UNBROKEN_LETTERS_MAX).is_none(),
    })
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
            json!({ "label": label, "paragraphs": texts.iter().map(|it| paragraph(it, preparer)).collect::<Vec<_>>() })
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
        "unit": list.unit.word(),
        "table": table,
        "numbered": numbered,
        "two": !table && short && list.items.len() >= 4,
        "items": items,
    })
}

fn goes_with(item: &GoesWith, entry: &Entry, preparer: &mut Preparer<'_>) -> Value {
    // The entry's own words are not said twice.
    let said = says(entry, &item.sentence);
    json!({
        "relation": item.relation,
        "title": preparer.isolated(&item.title, Room::Text),
        "sentence": if said { Value::Null } else { preparer.text(&item.sentence, Room::Text) },
        "number": item.target.as_ref().map(|(number, _)| *number),
    })
}

/// Whether a sentence stands in the entry's summary or in one of its paragraphs.
fn says(entry: &Entry, sentence: &str) -> bool {
    let in_row = |row: &Row| match &row.body {
        RowBody::Paragraphs(texts) => texts.iter().any(|text| text.contains(sentence)),
        RowBody::Modules(_) | RowBody::GoesWith(_) => false,
    };
    entry.lead.contains(sentence) || entry.rows.iter().any(in_row)
}

fn get(get: &HowToGet, length: Length, preparer: &mut Preparer<'_>) -> Value {
    let code = get.code.as_ref().filter(|_| length == Length::Full).map(|code| code_of(code, preparer));
    json!({
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

/// A code with its words; nothing where it would not fit on paper.
fn code_of(code: &Code, preparer: &mut Preparer<'_>) -> Value {
    qr::draw(&code.payload).map_or(Value::Null, |drawn| {
        json!({
            "svg": drawn.svg,
            "size": drawn.size_mm,
            "alt": format!("QR code: {}", preparer.plain(&code.payload)),
            "words": preparer.text(&code.words, Room::Text),
        })
    })
}

/// The icon of a way to get a resource.
fn icon(availability: Availability) -> &'static str {
    match availability {
        Availability::Download => "download-simple",
        Availability::Online => "globe-simple",
        Availability::LiveSystem => "plugs-connected",
        Availability::OnRequest => "envelope-simple",
        Availability::NotStated => "minus-circle",
    }
}

/// An address that may be live; anything but the web and mail stays words.
fn web_link(url: &str) -> Option<String> {
    let mail = url.starts_with("mailto:") && !url.chars().any(char::is_control);
    ((mail || is_web(url)) && url.len() <= STRING_LETTERS_MAX).then(|| url.to_owned())
}

fn mail_link(address: &str) -> Option<String> {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "@.-_+".contains(sign);
    (address.contains('@') && address.chars().all(plain)).then(|| format!("mailto:{address}"))
}

/// Language and region of a BCP 47 tag, as the layout takes them.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let letters = |part: &&str| part.chars().all(|sign| sign.is_ascii_alphabetic());
    let language = parts.next().filter(letters).filter(|part| matches!(part.len(), 2 | 3)).unwrap_or("en");
    let region = parts.filter(letters).find(|part| part.len() == 2);
    (language.to_ascii_lowercase(), region.map(str::to_ascii_uppercase))
}

/// As much of a text as a string of a PDF/A may hold, cut at a space.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(STRING_LETTERS_MAX) {
        None => text.to_owned(),
        Some((end, _)) => {
            let start = text.get(..end).unwrap_or_default();
            start.rsplit_once(' ').map_or(start, |(whole, _)| whole).to_owned()
        }
    }
}

/// A text for the running head; nothing where it is too long for it anyway. It is never shortened.
fn running_head(text: &str, preparer: &mut Preparer<'_>) -> Value {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().nth(HEAD_LETTERS_MAX).is_some() {
        return Value::Null;
    }
    preparer.isolated(&text, Room::Text)
}
