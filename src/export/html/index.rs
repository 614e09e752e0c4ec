//! What the search reads: every text of every entry, with the label that it stands under.

use serde_json::{Value, json};

use super::site::{Listed, Place, Site};
use super::writer::Json;
use crate::pack::{Entry, Row, RowBody, RowLabel};

/// The index of the pack, in reading order.
pub(super) fn index(site: &Site<'_>) -> Json {
    let entries = site.entries.iter().enumerate().map(|(index, Listed { section, entry })| {
        json!({
            "id": site.anchor(Place::Entry(index)),
            "category": section.key,
            "way": entry.get.availability.code(),
            "parts": if site.is_list() { short_parts(entry) } else { parts(entry) },
        })
    });
    Json::new(&Value::Array(entries.collect()))
}

/// What a list shows of an entry.
fn short_parts(entry: &Entry) -> Vec<Value> {
    let mut parts = vec![json!(["", entry.title]), json!(["", entry.kind]), json!(["", entry.get.words])];
    parts.extend(entry.newer.iter().map(|edition| json!(["Newer edition", edition.words])));
    let notes = entry.rows.iter().filter(|row| row.label == RowLabel::Note);
    parts.extend(notes.flat_map(|row| row_texts(row).into_iter().map(|text| json!([row.label.words(), text]))));
    parts
}

fn parts(entry: &Entry) -> Vec<Value> {
    let mut parts = short_parts(entry);
    parts.push(json!(["", entry.lead]));
    parts.extend(entry.cautions.iter().map(|caution| json!(["Caution", caution.text])));
    for row in entry.rows.iter().filter(|row| row.label != RowLabel::Note) {
        parts.extend(row_texts(row).into_iter().map(|text| json!([row.label.words(), text])));
    }
    parts
}

fn row_texts(row: &Row) -> Vec<String> {
    match &row.body {
        RowBody::Paragraphs(texts) => texts.clone(),
        RowBody::Modules(list) => list
            .items
            .iter()
            .map(|item| [item.label.as_str(), item.title.as_str()].join(" ").trim().to_owned())
            .collect(),
        RowBody::GoesWith(items) => items.iter().map(|item| item.title.clone()).collect(),
    }
}
