//! Pack to data for the template: a JSON object, never Typst source.
//!
//! Decides here whatever needs a look at a text (direction, glyphs, size of a title, columns of a list),
//! so that the template only sets what it is given.

mod entry;
mod front;
mod map;
mod own;
pub mod qr;
pub mod text;
mod timetable;

use std::sync::Arc;

use image::DynamicImage;
use serde_json::{Map, Value, json};
use typst::text::Font;

use super::typst_world::fonts::FontShelf;
use super::{FontSet, documents};
use crate::brand::{self, PaperPalette, Rgb};
use crate::pack::{Availability, Code, Cover, Ink, Length, Logo, Pack, Paper, PrintSize, Section, is_web, words};
use text::{Preparer, Room};

/// Openers and a page for the contents stand from this many entries on.
const OPENERS_MIN: usize = 12;
/// The contents fit on the cover up to this many entries.
const COVER_CONTENTS_MAX: usize = 12;
/// The same in large print.
const LARGE_COVER_CONTENTS_MAX: usize = 4;
/// A text of more letters may go on over the page, with two lines at least on each side.
const UNBROKEN_LETTERS_MAX: usize = 900;
/// The same in large print, where so much takes the third of a page.
const LARGE_UNBROKEN_LETTERS_MAX: usize = 400;
/// More letters never fit the two lines that a running head has room for.
const HEAD_LETTERS_MAX: usize = 400;
/// The width of a code beside large print.
const LARGE_CODE_MM: f64 = 30.0;
/// A title of more letters is not repeated whole in bookmarks and metadata: PDF/A allows strings of 32,767 bytes.
const STRING_LETTERS_MAX: usize = 4_000;

/// What a layout needs of a pack.
pub struct Prepared {
    pub json: String,
    pub fonts: Vec<Font>,
    /// A PNG file.
    pub logo: Option<Arc<Vec<u8>>>,
    /// Of the document, for its metadata. Kept out of the layout, which would all depend on it.
    pub title: String,
    pub author: String,
    /// Characters that no font has.
    pub missing: Vec<char>,
}

/// What every part of the data needs to know of the pages.
#[derive(Clone, Copy)]
struct Look {
    length: Length,
    /// How many figures the numbers of enclosed documents have.
    digits: usize,
    /// The least width of a code.
    code_mm: f64,
}

/// Makes a pack's data.
pub fn prepare(pack: &Pack, set: &FontSet) -> Prepared {
    let look = Look {
        length: pack.length,
        digits: documents::digits(pack),
        code_mm: if is_large(pack) { LARGE_CODE_MM } else { 0.0 },
    };
    let mut preparer = Preparer::new(FontShelf::new(set));
    preparer.is_large = is_large(pack);
    let mut data = head(pack, &mut preparer);
    data.insert("front".to_owned(), front::front(pack, &mut preparer));
    data.insert("contact".to_owned(), front::contact(pack, look, &mut preparer));
    data.insert("timetable".to_owned(), timetable::timetable(pack, &mut preparer));
    let sections = pack.sections.iter().map(|it| section(it, look, &mut preparer)).collect();
    data.insert("sections".to_owned(), Value::Array(sections));
    data.insert("fonts".to_owned(), json!(preparer.shelf.family_names()));
    let title = shortened(&preparer.plain(&pack.title));
    Prepared {
        json: Value::Object(data).to_string(),
        fonts: preparer.shelf.fonts(),
        logo: pack.office.logo.as_ref().map(|logo| logo_in(pack.ink, logo)),
        title: if title.trim().is_empty() { words::UNTITLED.to_owned() } else { title },
        author: shortened(&preparer.plain(&pack.issuer.name)),
        missing: preparer.missing().collect(),
    }
}

/// What holds for the whole document.
fn head(pack: &Pack, preparer: &mut Preparer<'_>) -> Map<String, Value> {
    let count = pack.entries().count();
    let (language, region) = language_of(&pack.language);
    let (own_language, own_region) = language_of(&pack.own_language);
    let is_own_other = own_language != language;
    let value = json!({
        "lang": language,
        "region": region,
        "own_lang": is_own_other.then_some(own_language),
        "own_region": own_region,
        "draft": pack.is_draft.then_some(words::DRAFT),
        "paper": match pack.paper { Paper::A4 => "a4", Paper::Letter => "us-letter" },
        "length": pack.length.code(),
        "openers": pack.length == Length::Full && count >= OPENERS_MIN,
        "cover_contents": has_cover_contents(pack, count),
        "ink": pack.ink.code(),
        "print_step": match pack.print_size { PrintSize::Usual => 0, PrintSize::Large16 => 1, PrintSize::Large18 => 2 },
        "type": sizes(pack.print_size),
        "map": has_map(pack).then(|| map::map(pack, preparer)),
        "head": running_head(&pack.title, preparer),
        "foot": preparer.text(&pack.statements.foot, Room::Text),
        "colours": colours(pack.ink),
        "marks": (0..3).map(brand::mark_rects).collect::<Vec<_>>(),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn is_large(pack: &Pack) -> bool {
    pack.print_size != PrintSize::Usual
}

/// The map takes ink.
fn has_map(pack: &Pack) -> bool {
    pack.cover == Cover::Map && pack.ink != Ink::Low
}

/// What has to be read before use stands before the contents, so those are then no part of the cover.
fn has_cover_contents(pack: &Pack, count: usize) -> bool {
    let most = if is_large(pack) { LARGE_COVER_CONTENTS_MAX } else { COVER_CONTENTS_MAX };
    count <= most && pack.office.before_use.is_empty() && !has_map(pack)
}

/// The colours of the pages; greys of the same lightness, unless they are to have colour.
fn colours(ink: Ink) -> Value {
    let weak = if ink == Ink::Low { brand::PAPER.text } else { brand::PAPER.text_weak };
    let palette = PaperPalette { text_weak: weak, ..brand::PAPER };
    let shown = |colour: Rgb| if ink == Ink::Colour { colour } else { colour.grey() };
    Value::Object(
        palette.roles().iter().map(|(role, colour)| ((*role).to_owned(), Value::from(shown(*colour).hex()))).collect(),
    )
}

fn sizes(size: PrintSize) -> Value {
    let sizes = match size {
        PrintSize::Usual => brand::PAPER_TYPE,
        PrintSize::Large16 => brand::LARGE_TYPE,
        PrintSize::Large18 => brand::LARGER_TYPE,
    };
    Value::Object(sizes.roles().iter().map(|(role, points)| ((*role).to_owned(), json!(points))).collect())
}

/// The logo as a PNG file; in greys, unless the pages are to have colour. One that is no picture stays as it is.
fn logo_in(ink: Ink, logo: &Logo) -> Arc<Vec<u8>> {
    let grey = || {
        let picture = image::load_from_memory_with_format(&logo.png, image::ImageFormat::Png).ok()?;
        let mut png = std::io::Cursor::new(Vec::new());
        DynamicImage::from(picture.to_luma_alpha8()).write_to(&mut png, image::ImageFormat::Png).ok()?;
        Some(Arc::new(png.into_inner()))
    };
    if ink == Ink::Colour { Arc::clone(&logo.png) } else { grey().unwrap_or_else(|| Arc::clone(&logo.png)) }
}

fn section(section: &Section, look: Look, preparer: &mut Preparer<'_>) -> Value {
    // An introduction of the office's own counts nothing.
    let count = if section.entries.is_empty() { String::new() } else { section.count() };
    json!({
        "key": section.key,
        "place": section.place(),
        "name": heading(&section.name, Room::Title, preparer),
        "head": running_head(&section.name, preparer),
        "count": count,
        "count_words": if section.category.is_some() { format!("{count} resources") } else { count },
        "introduction": own::blocks(&section.introduction, preparer),
        "entries": section.entries.iter().map(|it| entry::entry(it, &section.key, look, preparer)).collect::<Vec<_>>(),
    })
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
        "whole": stays_whole(text, preparer),
    })
}

/// Whether a text is short enough to stay on one page.
fn stays_whole(text: &str, preparer: &Preparer<'_>) -> bool {
    let most = if preparer.is_large { LARGE_UNBROKEN_LETTERS_MAX } else { UNBROKEN_LETTERS_MAX };
    text.chars().nth(most).is_none()
}

/// A code with its words; nothing where it would not fit on paper.
fn code_of(code: &Code, look: Look, preparer: &mut Preparer<'_>) -> Value {
    qr::draw(&code.payload).map_or(Value::Null, |drawn| {
        json!({
            "svg": drawn.svg,
            "size": drawn.size_mm.max(look.code_mm),
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
fn language_of(tag: &str) -> (String, Option<String>) {
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
