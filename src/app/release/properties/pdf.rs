//! PDF: the document's information, its metadata (XMP), the writers of notes on its pages, names of files.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::{Found, MAX_PART_BYTES, Tells, text_of, utf16, xml};

/// A larger file is not looked into: it would take more memory than an old computer has.
const MAX_BYTES: usize = 128 * 1024 * 1024;
/// The most objects whose texts are looked at.
const MAX_OBJECTS: usize = 200_000;
/// The deepest nesting of arrays and dictionaries that is followed.
const MAX_DEPTH: usize = 16;

/// The information that names people and offices.
const INFORMATION: [(&[u8], Tells, &str); 3] = [
    (b"Author", Tells::Person, "Author"),
    (b"Manager", Tells::Person, "Manager"),
    (b"Company", Tells::Organisation, "Company"),
];

/// Elements of the metadata that name people and offices.
const METADATA: [(&str, Tells, &str); 6] = [
    ("creator", Tells::Person, "Author"),
    ("Author", Tells::Person, "Author"),
    ("Manager", Tells::Person, "Manager"),
    ("LastModifiedBy", Tells::Person, "Last changed by"),
    ("OwnerName", Tells::Person, "Owner"),
    ("Company", Tells::Organisation, "Company"),
];

pub(super) fn read(bytes: &[u8]) -> Result<Found, &'static str> {
    if bytes.len() > MAX_BYTES {
        return Err("it is too large");
    }
    let options = LoadOptions {
        filter: Some(without_streams),
        max_decompressed_size: Some(MAX_PART_BYTES * 4),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| "it is damaged or locked")?;
    if document.objects.is_empty() {
        return Err("it is damaged or locked");
    }
    // Of a locked document the texts are not readable, so that nothing could be said of them.
    if document.is_encrypted() {
        return Err("it is locked");
    }
    let mut found = Found::default();
    if let Some(information) = information(&document) {
        for (key, tells, name) in INFORMATION {
            if let Some(value) = text_at(&document, information, key) {
                found.add(tells, name, &value);
            }
        }
    }
    for object in document.objects.values().take(MAX_OBJECTS) {
        look_at(&document, object, 0, &mut found);
    }
    Ok(found)
}

/// Pictures, fonts and pages are not kept in memory: only metadata is read.
#[expect(clippy::unnecessary_wraps, reason = "the form that the reader asks for")]
fn without_streams(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && !is_named(&stream.dict, b"Type", &[b"Metadata", b"ObjStm", b"XRef"])
    {
        stream.content = Vec::new();
    }
    Some((id, object.clone()))
}

fn information(document: &Document) -> Option<&Dictionary> {
    let entry = document.trailer.get(b"Info").ok()?;
    match entry {
        Object::Reference(id) => document.get_object(*id).ok()?.as_dict().ok(),
        entry => entry.as_dict().ok(),
    }
}

fn look_at(document: &Document, object: &Object, depth: usize, found: &mut Found) {
    if depth > MAX_DEPTH {
        return;
    }
    match object {
        Object::String(bytes, _) => found.add_folder(&words(bytes)),
        Object::Array(items) => items.iter().for_each(|item| look_at(document, item, depth + 1, found)),
        Object::Dictionary(dictionary) => look_into(document, dictionary, depth, found),
        Object::Stream(stream) => {
            look_into(document, &stream.dict, depth, found);
            if is_named(&stream.dict, b"Type", &[b"Metadata"]) {
                let unpacked = stream.get_plain_content_with_limit(MAX_PART_BYTES);
                metadata(&text_of(unpacked.as_deref().unwrap_or(&stream.content)), found);
            }
        }
        _ => {}
    }
}

fn look_into(document: &Document, dictionary: &Dictionary, depth: usize, found: &mut Found) {
    const NOTES: [&[u8]; 14] = [
        b"Text",
        b"FreeText",
        b"Highlight",
        b"Underline",
        b"Squiggly",
        b"StrikeOut",
        b"Caret",
        b"Ink",
        b"Stamp",
        b"Line",
        b"Square",
        b"Circle",
        b"Polygon",
        b"FileAttachment",
    ];
    if is_named(dictionary, b"Subtype", &NOTES)
        && let Some(value) = text_at(document, dictionary, b"T")
    {
        found.add(Tells::Person, "Writer of a note on a page", &value);
    }
    for (_, value) in dictionary {
        look_at(document, value, depth + 1, found);
    }
}

/// What the metadata of any kind of file says.
pub(super) fn metadata(text: &str, found: &mut Found) {
    for (element, tells, name) in METADATA {
        for value in xml::elements(text, element).into_iter().chain(xml::attributes(text, element)) {
            found.add(tells, name, &value);
        }
    }
    for value in xml::elements(text, "filePath").into_iter().chain(xml::attributes(text, "filePath")) {
        found.add_folder(&value);
    }
    if !xml::elements(text, "GPSLatitude").is_empty() || !xml::attributes(text, "GPSLatitude").is_empty() {
        found.add(Tells::Place, "Place", "where the picture was taken");
    }
    found.add_folder(text);
}

fn is_named(dictionary: &Dictionary, key: &[u8], names: &[&[u8]]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name))
}

fn text_at(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    let value = dictionary.get(key).ok()?;
    let value = match value {
        Object::Reference(id) => document.get_object(*id).ok()?,
        value => value,
    };
    value.as_str().ok().map(words)
}

/// A text string of a PDF.
fn words(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        bytes => text_of(bytes),
    }
}
