//! Word, Excel, PowerPoint and OpenDocument files: zip containers with their properties in XML.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{Found, MAX_PART_BYTES, Tells, text_of, xml};

/// A file with more parts of these kinds is not looked into.
const MAX_PARTS: usize = 2_000;
/// A container with more entries is not looked into.
const MAX_ENTRIES: usize = 20_000;

/// Properties in the first two parts of an Office file, and in an OpenDocument file.
const PROPERTIES: [(&str, Tells, &str); 7] = [
    ("creator", Tells::Person, "Author"),
    ("initial-creator", Tells::Person, "Author"),
    ("lastModifiedBy", Tells::Person, "Last changed by"),
    ("printed-by", Tells::Person, "Printed by"),
    ("Manager", Tells::Person, "Manager"),
    ("Company", Tells::Organisation, "Company"),
    ("HyperlinkBase", Tells::Folder, "Folder"),
];

/// Attributes that name who changed or commented something.
const WRITERS: [&str; 3] = ["author", "userId", "displayName"];

/// Where such attributes stand.
const WITH_WRITERS: [&str; 8] = [
    "word/comments.xml",
    "word/document.xml",
    "word/people.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "ppt/commentAuthors.xml",
    "ppt/authors.xml",
    "xl/persons/person.xml",
];

pub(super) fn read(bytes: &[u8]) -> Result<Found, &'static str> {
    const DAMAGED: &str = "it is damaged";
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    if archive.len() > MAX_ENTRIES {
        return Err("it holds too many parts");
    }
    let is_office = archive.index_for_name("[Content_Types].xml").is_some();
    if !is_office && archive.index_for_name("meta.xml").is_none() {
        return Err("it holds other files, which are not read here");
    }
    let names = archive.file_names().flatten().map(std::borrow::Cow::into_owned);
    let names: Vec<String> = names.filter(|name| is_wanted(name)).collect();
    if names.len() > MAX_PARTS {
        return Err("it holds too many parts");
    }
    let mut found = Found::default();
    for name in &names {
        let part = archive.by_name(name).map_err(|_| DAMAGED)?;
        let mut packed = Vec::new();
        part.take(MAX_PART_BYTES as u64 + 1).read_to_end(&mut packed).map_err(|_| DAMAGED)?;
        if packed.len() > MAX_PART_BYTES {
            return Err("a part of it is too long to be read");
        }
        look_at(name, &text_of(&packed), &mut found);
    }
    Ok(found)
}

fn is_wanted(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let is_xml = ending == "xml" || ending == "rels";
    let is_property = name.starts_with("docProps/") || name == "meta.xml";
    let holds_folders = ending == "rels" || ["word/settings.xml", "xl/workbook.xml", "settings.xml"].contains(&name);
    is_xml && (is_property || holds_folders || has_writers(name) || holds_comments(name) || is_open_text(name))
}

fn has_writers(name: &str) -> bool {
    WITH_WRITERS.contains(&name) || name.starts_with("word/header") || name.starts_with("word/footer")
}

/// The parts of an OpenDocument file with its changes and comments.
fn is_open_text(name: &str) -> bool {
    ["content.xml", "styles.xml"].contains(&name)
}

fn holds_comments(name: &str) -> bool {
    name.starts_with("xl/comments") || name.starts_with("xl/threadedComments")
}

fn look_at(name: &str, text: &str, found: &mut Found) {
    if name.starts_with("docProps/") || name == "meta.xml" {
        for (element, tells, words) in PROPERTIES {
            for value in xml::elements(text, element) {
                found.add(tells, words, &value);
            }
        }
    }
    if has_writers(name) {
        for attribute in WRITERS {
            for value in xml::attributes(text, attribute) {
                found.add(Tells::Person, "Writer of a change or comment", &value);
            }
        }
        if name.starts_with("ppt/") {
            for value in xml::attributes(text, "name") {
                found.add(Tells::Person, "Writer of a change or comment", &value);
            }
        }
    } else if holds_comments(name) || is_open_text(name) {
        let element = if is_open_text(name) { "creator" } else { "author" };
        for value in xml::elements(text, element) {
            found.add(Tells::Person, "Writer of a change or comment", &value);
        }
    }
    for attribute in ["Target", "url", "val", "href"] {
        for value in xml::attributes(text, attribute) {
            found.add_folder(&value);
        }
    }
    if name.starts_with("docProps/") {
        for value in xml::elements(text, "lpwstr").into_iter().chain(xml::elements(text, "Template")) {
            found.add_folder(&value);
        }
    }
}
