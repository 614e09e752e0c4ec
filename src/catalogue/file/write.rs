//! A catalogue to JSON, into the document that it was read from.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value, json};

use super::words::{ABOUTS, LEADS, SAYERS, SCOPES, UNITS, word};
use super::{Document, VERSION};
use crate::catalogue::check::{Problem, Severity, check};
use crate::catalogue::{Address, Background, Catalogue, Contact, Fact, Modules, Relation, RelationTarget, Resource};

/// Why a catalogue is not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The catalogue has errors.
    #[error("the catalogue has {} errors", .0.len())]
    Errors(Vec<Problem>),
    /// What could not be read of the file would be lost.
    #[error("the file was not read whole, and writing it would lose what could not be read")]
    DamagedDocument,
    /// JSON could not be made.
    #[error("the catalogue cannot be put into JSON")]
    Json,
}

/// The text of the file: the catalogue's values in the document's order, with all keys that are not the catalogue's.
///
/// `Document::default()` makes a new file.
pub fn write(document: &Document, catalogue: &Catalogue) -> Result<String, WriteError> {
    if document.damaged {
        return Err(WriteError::DamagedDocument);
    }
    let mut errors = check(catalogue);
    errors.retain(|problem| problem.severity == Severity::Error);
    if !errors.is_empty() {
        return Err(WriteError::Errors(errors));
    }
    let mut value = document.value.clone();
    merge(&mut value, whole(catalogue));
    let mut text = serde_json::to_string_pretty(&value).map_err(|_| WriteError::Json)?;
    text.push('\n');
    Ok(text)
}

/// Puts a new value in the place of an old one, keeping what the new one does not speak of.
fn merge(old: &mut Value, new: Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in new {
                merge_key(old, key, value);
            }
        }
        (Value::Array(old), Value::Array(new)) if new.iter().any(Value::is_object) => {
            *old = merged_list(std::mem::take(old), new);
        }
        (old, new) => *old = without_blanks(new),
    }
}

/// The new items in their order, each put into the old one that it stands for: the one of the same name,
/// else, in a list of the same length, the one in the same place, unless that names another thing.
fn merged_list(old: Vec<Value>, new: Vec<Value>) -> Vec<Value> {
    let same_length = old.len() == new.len();
    let mut by_name: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (place, item) in old.iter().enumerate() {
        if let Some(name) = name(item) {
            by_name.entry(name).or_default().push_back(place);
        }
    }
    let mut old: Vec<Option<Value>> = old.into_iter().map(Some).collect();
    let mut take = |place: usize| old.get_mut(place).and_then(Option::take);
    let named: Vec<Option<Value>> = new
        .iter()
        .map(|item| name(item).and_then(|name| by_name.get_mut(&name)?.pop_front()).and_then(&mut take))
        .collect();
    let mut merged = Vec::with_capacity(new.len());
    for (place, (item, found)) in new.into_iter().zip(named).enumerate() {
        let mut value =
            found.or_else(|| take(place).filter(|old| same_length && !names_a_thing(old))).unwrap_or(Value::Null);
        merge(&mut value, item);
        merged.push(value);
    }
    merged
}

fn merge_key(old: &mut Map<String, Value>, key: String, value: Value) {
    match old.get_mut(&key) {
        Some(Value::Null) | None if is_blank(&value) => {}
        Some(_) if value.is_null() => drop(old.shift_remove(&key)),
        Some(there) => merge(there, value),
        None => drop(old.insert(key, without_blanks(value))),
    }
}

/// Keys that say which thing an object is about.
const THINGS: [&str; 6] = ["id", "url", "audience", "resource", "outside", "value"];
/// Keys that tell objects apart and may change while the object stays the same.
const WORDS: [&str; 2] = ["title", "text"];

/// What tells one object of a list from the others.
fn name(value: &Value) -> Option<String> {
    let mut keys = THINGS.iter().chain(&WORDS);
    keys.find_map(|key| value.get(key).map(|found| format!("{key} {}", found.get("title").unwrap_or(found))))
}

/// Whether what is kept beside an object is about that thing and no other.
fn names_a_thing(value: &Value) -> bool {
    THINGS.iter().any(|key| value.get(key).is_some())
}

/// Whether leaving a value out says the same.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.values().all(is_blank),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn without_blanks(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let full = map.into_iter().filter(|(_, value)| !is_blank(value));
            Value::Object(full.map(|(key, value)| (key, without_blanks(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_blanks).collect()),
        other => other,
    }
}

fn whole(catalogue: &Catalogue) -> Value {
    let categories: Vec<Value> =
        catalogue.categories.iter().map(|one| json!({ "id": one.id.as_str(), "name": one.name })).collect();
    let audiences: Vec<Value> = catalogue
        .audiences
        .iter()
        .map(|one| json!({ "id": one.id.as_str(), "name": one.name, "also": one.also }))
        .collect();
    json!({
        "version": VERSION,
        "edition": catalogue.edition.to_string(),
        "language": catalogue.language,
        "source_age": catalogue.source_age,
        "background": background(&catalogue.background),
        "categories": categories,
        "audiences": audiences,
        "contact": contact_value(&catalogue.contact),
        "resources": catalogue.resources.iter().map(|one| resource_value(one)).collect::<Vec<_>>(),
    })
}

fn background(background: &Background) -> Value {
    let paragraphs: Vec<Value> = background
        .paragraphs
        .iter()
        .map(|paragraph| {
            let sentences: Vec<Value> = paragraph
                .sentences
                .iter()
                .map(|one| json!({ "text": one.text, "about": word(SCOPES, one.about) }))
                .collect();
            json!({ "sentences": sentences, "list": paragraph.list })
        })
        .collect();
    json!({ "heading": background.heading, "paragraphs": paragraphs })
}

/// Contact details as the file has them.
pub fn contact_value(contact: &Contact) -> Value {
    json!({
        "office": contact.office,
        "address": contact.address,
        "telephone": contact.telephone,
        "fax": contact.fax,
        "email": contact.email,
        "website": contact.website,
    })
}

/// A resource as the file has it.
pub fn resource_value(resource: &Resource) -> Value {
    let audiences: Vec<Value> = resource
        .audiences
        .iter()
        .map(|one| json!({ "audience": one.audience.as_str(), "basis": one.basis.code(), "quote": one.quote }))
        .collect();
    let cautions: Vec<Value> =
        resource.cautions.iter().map(|one| json!({ "text": one.text, "evidence": one.evidence })).collect();
    let delivery = resource.delivery.as_ref().map(|one| json!({ "text": one.text, "lengths": one.lengths }));
    let year = resource.year.as_ref();
    json!({
        "id": resource.id.as_str(),
        "title": resource.title,
        "category": resource.category.as_str(),
        "kind": resource.kind,
        "summary": resource.summary,
        "purpose": resource.purpose,
        "readers": { "primary": resource.readers.primary, "secondary": resource.readers.secondary },
        "audiences": audiences,
        "modules": resource.modules.as_ref().map(modules),
        "delivery": delivery,
        "includes": resource.includes,
        "pages": resource.pages,
        "status": resource.status,
        "availability": resource.availability.code(),
        "available_words": resource.available_words,
        "handling": resource.handling.code(),
        "addresses": resource.addresses.iter().map(address).collect::<Vec<_>>(),
        "cautions": cautions,
        "relations": resource.relations.iter().map(relation).collect::<Vec<_>>(),
        "publishers": resource.publishers.iter().map(fact).collect::<Vec<_>>(),
        "year": year.map(|one| json!({ "value": one.value, "source": one.source, "of": one.of })),
        "languages": resource.languages.iter().map(fact).collect::<Vec<_>>(),
    })
}

fn modules(modules: &Modules) -> Value {
    let items: Vec<Value> = modules
        .items
        .iter()
        .map(|one| json!({ "number": one.number, "title": one.title, "module_count": one.module_count }))
        .collect();
    json!({ "lead": modules.lead, "unit": word(UNITS, modules.unit), "items": items })
}

fn address(address: &Address) -> Value {
    json!({
        "url": address.url,
        "label": address.label.code(),
        "description": address.description,
        "leads_to": word(LEADS, address.leads_to),
        "about": word(ABOUTS, address.about),
        "checked_on": address.checked_on.map(|day| day.to_string()),
    })
}

fn relation(relation: &Relation) -> Value {
    let (resource, outside) = match &relation.target {
        RelationTarget::Resource(id) => (Some(id.as_str()), None),
        RelationTarget::Outside { title, year, publisher } => {
            (None, Some(json!({ "title": title, "year": year, "publisher": publisher })))
        }
    };
    json!({
        "kind": relation.kind.code(),
        "resource": resource,
        "outside": outside,
        "sentence": relation.sentence,
        "said_by": word(SAYERS, relation.said_by),
    })
}

fn fact(fact: &Fact<String>) -> Value {
    json!({ "value": fact.value, "source": fact.source, "of": fact.of })
}
