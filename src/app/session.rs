//! Where the person was: the pack, the filters, the view. Kept at each change, so that a crash takes nothing.

use serde_json::{Map, Value, json};

use crate::app::browse::{Filters, View};
use crate::app::outgoing::LastExport;
use crate::app::settings::format_of;
use crate::app::stored::{self, Stored};
use crate::app::work::Work;
use crate::catalogue::{AudienceId, Availability, CategoryId, CivilDate, ResourceId};
use crate::pack::{Length, Paper};

/// What `session.json` keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    pub pack: PackDraft,
    pub filters: Filters,
    pub view: View,
    /// The open resource page; `None` is the list of resources.
    pub open: Option<ResourceId>,
    pub last_export: Option<LastExport>,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

/// The open pack without its invariants, as it stands in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PackDraft {
    pub title: String,
    pub prepared_for: String,
    pub issued_by: String,
    pub message: String,
    pub date: Option<CivilDate>,
    pub length: Length,
    pub paper: Paper,
    pub formats: std::collections::BTreeSet<crate::export::Format>,
    /// In order; those that the open catalogue does not have come last.
    pub items: Vec<ResourceId>,
    pub unknown: Map<String, Value>,
}

impl PackDraft {
    /// The pack as it is now.
    pub fn of(work: &Work, unknown: Map<String, Value>) -> Self {
        Self {
            title: work.title.clone(),
            prepared_for: work.prepared_for.clone(),
            issued_by: work.issued_by.clone(),
            message: work.message.clone(),
            date: work.date,
            length: work.length,
            paper: work.paper,
            formats: work.formats.clone(),
            items: work.items().iter().chain(&work.missing).cloned().collect(),
            unknown,
        }
    }

    /// The pack as it was, with what this catalogue has.
    pub fn restore(&self, catalogue: &crate::catalogue::Catalogue) -> Work {
        let mut work = Work::new();
        work.title.clone_from(&self.title);
        work.prepared_for.clone_from(&self.prepared_for);
        work.issued_by.clone_from(&self.issued_by);
        work.message.clone_from(&self.message);
        work.date = self.date;
        work.length = self.length;
        work.paper = self.paper;
        work.formats.clone_from(&self.formats);
        work.restore_items(self.items.clone(), catalogue);
        work
    }

    fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        let formats: Vec<&str> = self.formats.iter().map(|format| format.code()).collect();
        let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
        put("title", self.title.clone().into());
        put("prepared_for", self.prepared_for.clone().into());
        put("issued_by", self.issued_by.clone().into());
        put("message", self.message.clone().into());
        put("date", self.date.map(|date| date.to_string()).into());
        put("length", self.length.code().into());
        put("paper", self.paper.code().into());
        put("formats", formats.into());
        put("items", ids(self.items.iter().map(ResourceId::as_str)));
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let mut text = |key: &str| stored::take_text(&mut object, key).unwrap_or_default();
        let (title, prepared_for) = (text("title"), text("prepared_for"));
        let (issued_by, message) = (text("issued_by"), text("message"));
        let date = CivilDate::parse(&text("date"));
        let formats = stored::take_texts(&mut object, "formats");
        let items = stored::take_texts(&mut object, "items");
        Self {
            title,
            prepared_for,
            issued_by,
            message,
            date,
            length: stored::take_word(&mut object, "length", |length: &Length| length.code()).unwrap_or_default(),
            paper: stored::take_word(&mut object, "paper", |paper: &Paper| paper.code()).unwrap_or_default(),
            formats: formats.iter().filter_map(|word| format_of(word)).collect(),
            items: items.iter().filter_map(|id| ResourceId::new(id).ok()).collect(),
            unknown: object,
        }
    }
}

impl Stored for Session {
    fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        stored::put_version(&mut object);
        let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
        put("pack", self.pack.write());
        put(
            "filters",
            json!({
                "category": self.filters.category.as_ref().map(CategoryId::as_str),
                "audiences": ids(self.filters.audiences.iter().map(AudienceId::as_str)),
                "availability": ids(self.filters.availability.iter().map(|value| value.code())),
                "search": self.filters.search,
            }),
        );
        put("view", self.view.code().into());
        put("open", self.open.as_ref().map(ResourceId::as_str).into());
        put("last_export", self.last_export.as_ref().and_then(last_value).unwrap_or_default());
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let open = stored::take_text(&mut object, "open");
        let session = Self {
            pack: PackDraft::read(object.remove("pack").unwrap_or_default()),
            filters: read_filters(object.remove("filters").unwrap_or_default()),
            view: stored::take_word(&mut object, "view", |view: &View| view.code()).unwrap_or_default(),
            open: open.and_then(|id| ResourceId::new(&id).ok()),
            last_export: object.remove("last_export").and_then(read_last),
            unknown: Map::new(),
        };
        object.remove("version");
        Self { unknown: object, ..session }
    }
}

fn read_filters(value: Value) -> Filters {
    let mut object = stored::object(value);
    let audiences = stored::take_texts(&mut object, "audiences");
    let availability = stored::take_texts(&mut object, "availability");
    let known = |word: &String| <Availability as strum::IntoEnumIterator>::iter().find(|value| value.code() == word);
    Filters {
        category: stored::take_text(&mut object, "category").and_then(|id| CategoryId::new(&id).ok()),
        audiences: audiences.iter().filter_map(|id| AudienceId::new(id).ok()).collect(),
        availability: availability.iter().filter_map(known).collect(),
        search: stored::take_text(&mut object, "search").unwrap_or_default(),
    }
}

fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> Value {
    ids.collect::<Vec<_>>().into()
}

fn last_value(last: &LastExport) -> Option<Value> {
    Some(json!({ "date": last.date.to_string(), "path": last.path.to_str()?, "name": last.name }))
}

fn read_last(value: Value) -> Option<LastExport> {
    let mut object = stored::object(value);
    let date = CivilDate::parse(&stored::take_text(&mut object, "date")?)?;
    let path = stored::take_text(&mut object, "path")?.into();
    Some(LastExport { date, path, name: stored::take_text(&mut object, "name")? })
}
