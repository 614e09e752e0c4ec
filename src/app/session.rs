//! Where the person was: which pack, the filters, the view. Kept at each change, so that a crash takes nothing.

use serde_json::{Map, Value, json};

use crate::app::browse::{Filters, View};
use crate::app::draft::PackDraft;
use crate::app::local;
use crate::app::outgoing::LastExport;
use crate::app::pack_id::PackId;
use crate::app::stored::{self, Stored};
use crate::catalogue::{AudienceId, Availability, CategoryId, ResourceId};

/// What `session.json` keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// The open pack; `None` where nothing says which.
    pub pack: Option<PackId>,
    /// The pack itself, in a file of a version that had only one. It is read and never written.
    pub embedded: Option<Embedded>,
    pub filters: Filters,
    pub view: View,
    /// The open resource page; `None` is the list of resources.
    pub open: Option<ResourceId>,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

/// The one pack of an earlier version.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedded {
    pub draft: PackDraft,
    pub last_export: Option<LastExport>,
}

impl Stored for Session {
    fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        stored::put_version(&mut object);
        let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
        put("pack", self.pack.as_ref().map(PackId::as_str).into());
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
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let open = stored::take_text(&mut object, "open");
        let (pack, embedded) = read_pack(&mut object);
        let session = Self {
            pack,
            embedded,
            filters: read_filters(object.remove("filters").unwrap_or_default()),
            view: stored::take_word(&mut object, "view", |view: &View| view.code()).unwrap_or_default(),
            open: open.and_then(|id| ResourceId::new(&id).ok()),
            unknown: Map::new(),
        };
        object.remove("version");
        Self { unknown: object, ..session }
    }
}

fn read_pack(object: &mut Map<String, Value>) -> (Option<PackId>, Option<Embedded>) {
    let last_export = object.remove("last_export").and_then(local::read_last);
    match object.remove("pack") {
        Some(Value::String(id)) => (PackId::parse(&id), None),
        Some(draft @ Value::Object(_)) => (None, Some(Embedded { draft: PackDraft::read(draft), last_export })),
        _ => (None, None),
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
