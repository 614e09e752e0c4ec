//! A pack as a document: the draft with its id, the day it was made and the version of the format.

use serde_json::{Map, Value};

use crate::app::draft::PackDraft;
use crate::app::moment::Moment;
use crate::app::pack_id::PackId;
use crate::app::stored;
use crate::app::work::Item;
use crate::catalogue::CivilDate;
use crate::pack::contents::EnclosedFile;
use crate::pack::words::counted;

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;

/// The key under which a pack that came in beside another one keeps what it is a copy of.
pub(crate) const FROM_BACKUP: &str = "from_backup";

/// Said where somebody wants to change a pack that a later version wrote.
pub const NEWER: &str = "This pack was made with a newer version. It opens to read; save a copy to change it.";

/// What `pack.json` holds.
#[derive(Clone, Debug, PartialEq)]
pub struct PackFile {
    /// The version that wrote it.
    pub version: u64,
    pub id: PackId,
    pub created: Option<CivilDate>,
    /// When it was last written.
    pub changed: Option<Moment>,
    pub draft: PackDraft,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

/// Why a text is no pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackFileError {
    #[error("the list of its contents ends in the middle")]
    Cut,
    #[error("the list of its contents cannot be read, line {line}")]
    Syntax { line: usize },
    #[error("the list of its contents lacks “{key}”")]
    Lacks { key: &'static str },
}

impl PackFile {
    /// A new document around a draft.
    pub fn new(id: PackId, created: CivilDate, draft: PackDraft) -> Self {
        Self { version: VERSION, id, created: Some(created), changed: None, draft, unknown: Map::new() }
    }

    /// Whether a later version wrote it, so that this one may not change it.
    pub fn is_newer(&self) -> bool {
        self.version > VERSION
    }

    /// As a JSON object.
    pub fn write(&self) -> Value {
        let mut object = Map::new();
        object.insert("version".to_owned(), self.version.into());
        object.insert("id".to_owned(), self.id.as_str().into());
        object.insert("created".to_owned(), self.created.map(|day| day.to_string()).into());
        if let Some(changed) = self.changed {
            object.insert("changed".to_owned(), changed.to_string().into());
        }
        object.insert("pack".to_owned(), self.draft.write());
        object.extend(self.unknown.clone());
        Value::Object(object)
    }

    /// The text of `pack.json`.
    pub fn to_text(&self) -> String {
        format!("{:#}\n", self.write())
    }

    /// Reads the text of `pack.json`.
    pub fn from_text(text: &str) -> Result<Self, PackFileError> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            if error.is_eof() { PackFileError::Cut } else { PackFileError::Syntax { line: error.line() } }
        })?;
        let mut object = stored::object(value);
        let version = object.remove("version").and_then(|version| version.as_u64());
        let version = version.filter(|version| *version > 0).ok_or(PackFileError::Lacks { key: "version" })?;
        let id = stored::take_text(&mut object, "id").and_then(|id| PackId::parse(&id));
        let id = id.ok_or(PackFileError::Lacks { key: "id" })?;
        let pack = object.remove("pack").filter(Value::is_object).ok_or(PackFileError::Lacks { key: "pack" })?;
        let created = stored::take_text(&mut object, "created").and_then(|day| CivilDate::parse(&day));
        let changed = stored::take_text(&mut object, "changed").and_then(|moment| Moment::parse(&moment));
        Ok(Self { version, id, created, changed, draft: PackDraft::read(pack), unknown: object })
    }

    /// Every document that belongs to it, those of removed items too.
    pub fn documents(&self) -> impl Iterator<Item = &EnclosedFile> {
        let draft = &self.draft;
        let items = draft.sections.iter().flat_map(|section| &section.items).chain(&draft.removed).chain(&draft.loose);
        items.filter_map(|item| item.content.file.as_ref())
    }

    /// A copy under another id without what belongs to the office alone, and what it left out, in words.
    pub fn shared(&self, id: PackId) -> (Self, Vec<String>) {
        let mut copy = Self { version: VERSION, id, unknown: Map::new(), ..self.clone() };
        let mut left_out = Vec::new();
        let draft = &mut copy.draft;
        // Nobody has looked at what this catalogue knows nothing of.
        let loose = std::mem::take(&mut draft.loose);
        if !loose.is_empty() {
            let what = counted(loose.len(), "resource", "resources");
            left_out.push(format!("{what} not in this catalogue, with note and document"));
        }
        let privates = draft.sections.iter().flat_map(|section| &section.items);
        let count = privates.filter(|item| !item.private.is_empty()).count();
        if count > 0 {
            left_out.push(counted(count, "private note", "private notes"));
        }
        let newer = self.unknown.keys().any(|key| key != FROM_BACKUP) || self.is_newer();
        let mut later = !std::mem::take(&mut draft.unknown).is_empty() || newer;
        for section in &mut draft.sections {
            later |= !std::mem::take(&mut section.unknown).is_empty();
        }
        let items = draft.sections.iter_mut().flat_map(|section| &mut section.items);
        let mut cleared = 0;
        for item in items {
            let item = std::sync::Arc::make_mut(item);
            item.private.clear();
            cleared += usize::from(item.clearance.take().is_some());
            later |= !std::mem::take(&mut item.unknown).is_empty();
        }
        if !std::mem::take(&mut draft.details.recipients).is_empty() {
            left_out.push("The recipients".to_owned());
        }
        if cleared > 0 {
            let what = counted(cleared, "clearance of an item", "clearances of items");
            left_out.push(format!("{what}, with role and day"));
        }
        if !std::mem::take(&mut draft.details.release).is_blank() {
            left_out.push("What was answered before it left, with roles and reasons".to_owned());
        }
        let removed = std::mem::take(&mut draft.removed);
        if !removed.is_empty() {
            left_out.push(counted(removed.len(), "removed item", "removed items"));
        }
        if later {
            left_out.push("What a newer version added".to_owned());
        }
        (copy, left_out)
    }

    /// Its items in reading order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.draft.sections.iter().flat_map(|section| &section.items).map(AsRef::as_ref)
    }
}
