//! The pack as it stands in a file: the working form without its invariants.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::app::details::{Details, MAX_COPIES, MAX_TIME};
use crate::app::known::{self, KnownItems};
use crate::app::release::Answers;
use crate::app::settings::format_of;
use crate::app::stored;
use crate::app::work::{CLEARED, Clearance, FILE, Item, MINUTES, Section, SectionKey, Unknown, Work};
use crate::catalogue::{Catalogue, CategoryId, CivilDate, ModuleId, ResourceId};
use crate::pack::contents::{ContentItem, EnclosedFile, Minutes, Sha256};
use crate::pack::rich::{Mark, RichText, Style};
use crate::pack::timetable::{Available, TimeAvailable};

/// The open pack without its invariants, as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackDraft {
    pub details: Details,
    pub sections: Vec<Section>,
    pub removed: Vec<Arc<Item>>,
    /// Without a section: what the catalogue did not have when the file was written.
    pub loose: Vec<Arc<Item>>,
    /// What the catalogue said of the items when they came in, or last went out.
    pub known: Arc<KnownItems>,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

impl PackDraft {
    /// The pack as it is now.
    pub fn of(work: &Work, unknown: Map<String, Value>) -> Self {
        Self {
            details: work.details.clone(),
            sections: work.sections().to_vec(),
            removed: work.removed().to_vec(),
            loose: work.missing.clone(),
            known: Arc::clone(work.known()),
            unknown,
        }
    }

    /// The pack as it was, with what this catalogue has.
    pub fn restore(&self, catalogue: &Catalogue) -> Work {
        let mut work = Work::new();
        work.details = self.details.clone();
        work.remember(&self.known);
        work.restore(self.sections.clone(), self.removed.clone(), self.loose.clone(), catalogue);
        work
    }

    /// Every resource that the file names, in its order; what was taken out is not among them.
    pub fn items(&self) -> impl Iterator<Item = &ResourceId> {
        let sections = self.sections.iter().flat_map(|section| &section.items);
        sections.chain(&self.loose).map(|item| item.id())
    }

    /// Takes out what was answered and agreed to for one occasion, and its day: without one a pack bears the day on
    /// which it goes out.
    pub(crate) fn forget_occasion(&mut self) {
        self.forget_answers();
        self.details.date = None;
    }

    /// Takes out what was answered and agreed to; whether there was anything.
    pub(crate) fn forget_answers(&mut self) -> bool {
        let mut had_any = !std::mem::take(&mut self.details.release).is_blank();
        let items = self.sections.iter_mut().flat_map(|section| &mut section.items);
        for item in items.chain(&mut self.removed).chain(&mut self.loose) {
            if item.clearance.is_some() || item.unknown.contains_key(CLEARED) {
                let item = Arc::make_mut(item);
                item.clearance = None;
                item.unknown.remove(CLEARED);
                had_any = true;
            }
        }
        had_any
    }

    /// Takes out what no output holds.
    pub(crate) fn keep_what_goes_out(&mut self) {
        self.removed.clear();
        self.loose.clear();
        self.known = Arc::default();
        for item in self.sections.iter_mut().flat_map(|section| &mut section.items) {
            if !item.private.is_empty() || item.clearance.is_some() || !item.unknown.is_empty() {
                let item = Arc::make_mut(item);
                item.private.clear();
                item.clearance = None;
                item.unknown.clear();
            }
        }
    }

    /// Whether it holds nothing that a person would miss.
    pub fn is_blank(&self) -> bool {
        let nothing = self.sections.is_empty() && self.removed.is_empty() && self.loose.is_empty();
        nothing && self.details.is_blank() && self.unknown.is_empty()
    }

    /// As a JSON object.
    pub fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        let details = &self.details;
        let formats: Vec<&str> = details.formats.iter().map(|format| format.code()).collect();
        let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
        put("title", details.title.clone().into());
        put("prepared_for", details.prepared_for.clone().into());
        put("event", details.event.clone().into());
        put("recipients", details.recipients.clone().into());
        put("language", details.language.clone().into());
        put("issued_by", details.issued_by.clone().into());
        put("message", details.message.clone().into());
        put("date", details.date.map(|date| date.to_string()).into());
        put("length", details.length.code().into());
        put("paper", details.paper.code().into());
        put("ink", details.ink.code().into());
        put("print_size", details.print_size.code().into());
        put("cover", details.cover.code().into());
        put("draft", details.is_draft.into());
        put("foreword", rich_value(&details.foreword));
        put("closing", rich_value(&details.closing));
        put("timetable", details.has_timetable.into());
        put("time_stated", details.time.stated.map(TimeAvailable::words).into());
        put("time_available", details.time.entered.into());
        put("copies", details.copies.into());
        put("formats", formats.into());
        if !details.release.is_blank() {
            put("release", details.release.write());
        }
        put("sections", self.sections.iter().map(section_value).collect());
        put("removed", items_value(&self.removed));
        put("missing", items_value(&self.loose));
        put("known", known::value(&self.known, self.items()));
        Value::Object(object)
    }

    /// Never fails: what cannot be read takes its default.
    pub fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let mut text = |key: &str| stored::take_text(&mut object, key).unwrap_or_default();
        let mut details = Details {
            title: text("title"),
            prepared_for: text("prepared_for"),
            event: text("event"),
            recipients: text("recipients"),
            language: text("language"),
            issued_by: text("issued_by"),
            message: text("message"),
            date: CivilDate::parse(&text("date")),
            ..Details::default()
        };
        let object = &mut object;
        details.length = stored::take_word(object, "length", |it: &crate::pack::Length| it.code()).unwrap_or_default();
        details.paper = stored::take_word(object, "paper", |it: &crate::pack::Paper| it.code()).unwrap_or_default();
        details.ink = stored::take_word(object, "ink", |it: &crate::pack::Ink| it.code()).unwrap_or_default();
        details.print_size =
            stored::take_word(object, "print_size", |it: &crate::pack::PrintSize| it.code()).unwrap_or_default();
        details.cover = stored::take_word(object, "cover", |it: &crate::pack::Cover| it.code()).unwrap_or_default();
        details.is_draft = take_bool(object, "draft");
        details.has_timetable = take_bool(object, "timetable");
        let entered = object.remove("time_available").and_then(|time| u32::try_from(time.as_u64()?).ok());
        details.time = Available {
            stated: stored::take_word(object, "time_stated", |time: &TimeAvailable| time.words()),
            entered: entered.map(|minutes| minutes.min(MAX_TIME)),
        };
        details.foreword = read_rich(object.remove("foreword"));
        details.closing = read_rich(object.remove("closing"));
        let copies = object.remove("copies").and_then(|copies| u32::try_from(copies.as_u64()?).ok());
        details.copies = copies.unwrap_or(1).clamp(1, MAX_COPIES);
        details.formats = stored::take_texts(object, "formats").iter().filter_map(|word| format_of(word)).collect();
        details.release = object.remove("release").map(Answers::read).unwrap_or_default();
        let sections = take_list(object, "sections").into_iter().filter_map(read_section).collect();
        let removed = read_items(object.remove("removed"));
        let mut loose = read_items(object.remove("missing"));
        // Before packs had sections, a file held a list of ids.
        let ids = stored::take_texts(object, "items");
        loose.extend(ids.iter().filter_map(|id| ResourceId::new(id).ok()).map(Item::new).map(Arc::new));
        let known = Arc::new(known::read(object.remove("known").unwrap_or_default()));
        Self { details, sections, removed, loose, known, unknown: std::mem::take(object) }
    }
}

fn section_value(section: &Section) -> Value {
    let mut object = section.unknown.clone();
    match &section.key {
        SectionKey::Category(id) => object.insert("category".to_owned(), id.as_str().into()),
        SectionKey::Own(number) => object.insert("number".to_owned(), (*number).into()),
    };
    object.insert("heading".to_owned(), section.heading.clone().into());
    object.insert("introduction".to_owned(), rich_value(&section.introduction));
    object.insert("items".to_owned(), items_value(&section.items));
    Value::Object(object)
}

fn read_section(value: Value) -> Option<Section> {
    let mut object = stored::object(value);
    let number = object.remove("number").and_then(|number| u32::try_from(number.as_u64()?).ok());
    let key = match (stored::take_text(&mut object, "category"), number) {
        (Some(id), _) => SectionKey::Category(CategoryId::new(&id).ok()?),
        (None, Some(number)) => SectionKey::Own(number),
        (None, None) => return None,
    };
    Some(Section {
        key,
        heading: stored::take_text(&mut object, "heading").unwrap_or_default(),
        introduction: read_rich(object.remove("introduction")),
        items: read_items(object.remove("items")),
        unknown: object,
    })
}

fn items_value(items: &[Arc<Item>]) -> Value {
    items.iter().map(|item| item_value(item)).collect()
}

/// What nothing was added to is its id alone.
fn item_value(item: &Item) -> Value {
    let ContentItem { id, note, modules, file, minutes } = &item.content;
    if !item.has_additions() {
        return id.as_str().into();
    }
    let mut object = item.unknown.clone();
    let mut put = |key: &str, value: Value| match (object.get_mut(key), value) {
        // What a later version knows of a part stands there already.
        (Some(Value::Object(known)), Value::Object(mut part)) => known.append(&mut part),
        (_, value) => drop(object.insert(key.to_owned(), value)),
    };
    put("id", id.as_str().into());
    if !note.is_empty() {
        put("note", note.clone().into());
    }
    if !item.private.is_empty() {
        put("private", item.private.clone().into());
    }
    if let Some(modules) = modules {
        put("modules", modules.iter().map(ModuleId::as_str).collect::<Vec<_>>().into());
    }
    if let Some(file) = file {
        put(FILE, json!({ "name": file.name, "bytes": file.bytes, "sha256": file.sha256.as_str() }));
    }
    if *minutes != Minutes::default() {
        let parts: Map<String, Value> =
            minutes.parts.iter().map(|(part, minutes)| (part.to_string(), (*minutes).into())).collect();
        put(MINUTES, json!({ "whole": minutes.whole, "parts": parts }));
    }
    if let Some(Clearance { role, on }) = &item.clearance {
        put(CLEARED, json!({ "role": role, "on": on.map(|on| on.to_string()) }));
    }
    Value::Object(object)
}

fn read_items(value: Option<Value>) -> Vec<Arc<Item>> {
    let Some(Value::Array(list)) = value else { return Vec::new() };
    list.into_iter().filter_map(read_item).map(Arc::new).collect()
}

fn read_item(value: Value) -> Option<Item> {
    let mut object = match value {
        Value::String(id) => return ResourceId::new(&id).ok().map(Item::new),
        value => stored::object(value),
    };
    let mut item = Item::new(ResourceId::new(&stored::take_text(&mut object, "id")?).ok()?);
    item.content.note = stored::take_text(&mut object, "note").unwrap_or_default();
    item.private = stored::take_text(&mut object, "private").unwrap_or_default();
    if object.contains_key("modules") {
        let modules = stored::take_texts(&mut object, "modules");
        let ids: BTreeSet<ModuleId> = modules.iter().filter_map(|id| ModuleId::parse(id)).collect();
        item.content.modules = Some(ids);
    }
    let mut parts = Unknown::new();
    item.content.file = read_part(&mut object, FILE, &mut parts, read_file);
    item.content.minutes =
        read_part(&mut object, MINUTES, &mut parts, |part| Some(read_minutes(part))).unwrap_or_default();
    item.clearance = read_part(&mut object, CLEARED, &mut parts, |part| Some(read_clearance(part)));
    object.append(&mut parts);
    item.unknown = object;
    Some(item)
}

/// Reads a part of an item; what is not known of it stays under its name.
fn read_part<T>(
    object: &mut Map<String, Value>,
    key: &str,
    unknown: &mut Unknown,
    read: impl FnOnce(&mut Map<String, Value>) -> Option<T>,
) -> Option<T> {
    let whole = object.remove(key).filter(|whole| !whole.is_null())?;
    let mut part = stored::object(whole.clone());
    let Some(value) = read(&mut part) else {
        unknown.insert(key.to_owned(), whole);
        return None;
    };
    if !part.is_empty() {
        unknown.insert(key.to_owned(), part.into());
    }
    Some(value)
}

fn read_file(object: &mut Map<String, Value>) -> Option<EnclosedFile> {
    let bytes = object.remove("bytes").and_then(|bytes| bytes.as_u64())?;
    let sha256 = Sha256::parse(&stored::take_text(object, "sha256")?)?;
    Some(EnclosedFile { name: stored::take_text(object, "name")?, bytes, sha256 })
}

fn read_minutes(object: &mut Map<String, Value>) -> Minutes {
    let number = |value: &Value| value.as_u64().and_then(|minutes| u32::try_from(minutes).ok());
    let parts: BTreeMap<ModuleId, u32> = stored::object(object.remove("parts").unwrap_or_default())
        .iter()
        .filter_map(|(part, minutes)| Some((ModuleId::parse(part)?, number(minutes)?)))
        .collect();
    Minutes { whole: object.remove("whole").as_ref().and_then(number), parts }
}

fn read_clearance(object: &mut Map<String, Value>) -> Clearance {
    let role = stored::take_text(object, "role").unwrap_or_default();
    Clearance { role, on: stored::take_text(object, "on").and_then(|day| CivilDate::parse(&day)) }
}

/// A text with its formatting, as ranges of bytes.
pub(crate) fn rich_value(rich: &RichText) -> Value {
    if rich.marks().is_empty() {
        return rich.text().into();
    }
    let marks = rich.marks().iter().map(|mark| {
        let (from, to) = (mark.range.start, mark.range.end);
        match &mark.style {
            Style::Strong => json!({ "from": from, "to": to, "style": "strong" }),
            Style::Emphasis => json!({ "from": from, "to": to, "style": "emphasis" }),
            Style::Link(url) => json!({ "from": from, "to": to, "link": url }),
        }
    });
    json!({ "text": rich.text(), "marks": marks.collect::<Vec<_>>() })
}

/// Never fails: what cannot be read is left out.
pub(crate) fn read_rich(value: Option<Value>) -> RichText {
    let mut object = match value {
        Some(Value::String(text)) => return RichText::plain(&text),
        Some(value) => stored::object(value),
        None => return RichText::default(),
    };
    let text = stored::take_text(&mut object, "text").unwrap_or_default();
    let marks = take_list(&mut object, "marks").into_iter().filter_map(read_mark).collect();
    RichText::new(&text, marks)
}

fn read_mark(value: Value) -> Option<Mark> {
    let mut object = stored::object(value);
    let place = |object: &Map<String, Value>, key: &str| object.get(key)?.as_u64().map(|at| at as usize);
    let range = place(&object, "from")?..place(&object, "to")?;
    let style = match (stored::take_text(&mut object, "link"), stored::take_text(&mut object, "style")) {
        (Some(url), _) => Style::Link(url),
        (None, Some(word)) if word == "strong" => Style::Strong,
        (None, Some(word)) if word == "emphasis" => Style::Emphasis,
        _ => return None,
    };
    Some(Mark { range, style })
}

fn take_list(object: &mut Map<String, Value>, key: &str) -> Vec<Value> {
    match object.remove(key) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    }
}

fn take_bool(object: &mut Map<String, Value>, key: &str) -> bool {
    object.remove(key).and_then(|value| value.as_bool()).unwrap_or_default()
}
