//! The list of what a backup holds, with a sum for each file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::app::moment::Moment;
use crate::app::stored;
use crate::catalogue::CivilDate;
use crate::pack::contents::Sha256;

/// The version of the format that this program writes.
const VERSION: u64 = 1;

/// `manifest.json`, the last entry of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    pub made: Moment,
    /// The day on which it was made, where it was made.
    pub date: CivilDate,
    /// The version of the program.
    pub program: String,
    /// Every other file but the media type, by its name.
    pub files: BTreeMap<String, Entry>,
}

/// How a file was when the backup was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub bytes: u64,
    pub sha256: Sha256,
}

/// Why a text is no such list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    #[error("its list of files cannot be read")]
    Unreadable,
    #[error("it was made with a newer version of the program")]
    Newer,
}

/// How much of each kind a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub packs: usize,
    pub in_trash: usize,
    pub templates: usize,
    /// Earlier states of packs.
    pub versions: usize,
    /// Files enclosed in packs.
    pub documents: usize,
    /// What went out: one for each export.
    pub records: usize,
}

impl Manifest {
    /// As a text.
    pub fn to_text(&self) -> String {
        let counts = self.counts();
        let files = self
            .files
            .iter()
            .map(|(path, entry)| json!({ "path": path, "bytes": entry.bytes, "sha256": entry.sha256.as_str() }));
        let value = json!({
            "version": VERSION,
            "made": self.made.to_string(),
            "date": self.date.to_string(),
            "program": self.program,
            "counts": counts.value(),
            "files": files.collect::<Vec<_>>(),
        });
        format!("{value:#}\n")
    }

    /// Reads it; whatever the text is, nothing but a whole list comes of it.
    pub fn from_text(text: &str) -> Result<Self, ManifestError> {
        let value: Value = serde_json::from_str(text).map_err(|_text| ManifestError::Unreadable)?;
        let mut object = stored::object(value);
        match object.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(version) if version > VERSION => return Err(ManifestError::Newer),
            _ => return Err(ManifestError::Unreadable),
        }
        read(&mut object).ok_or(ManifestError::Unreadable)
    }

    /// How much of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        let mut records = BTreeSet::new();
        for path in self.files.keys() {
            let parts: Vec<&str> = path.split('/').collect();
            match parts.as_slice() {
                ["packs", _, "pack.json"] => counts.packs += 1,
                ["trash", _, "pack.json"] => counts.in_trash += 1,
                ["templates", _, "pack.json"] => counts.templates += 1,
                ["packs" | "trash", _, "history", ..] => counts.versions += 1,
                ["packs" | "trash" | "templates", _, "files", _] => counts.documents += 1,
                ["receipts", name] => {
                    records.insert(name.rsplit_once('.').map_or(*name, |(stem, _)| stem));
                }
                _ => {}
            }
        }
        counts.records = records.len();
        counts
    }
}

fn read(object: &mut Map<String, Value>) -> Option<Manifest> {
    let made = Moment::parse(&stored::take_text(object, "made")?)?;
    let date = CivilDate::parse(&stored::take_text(object, "date")?)?;
    let program = stored::take_text(object, "program").unwrap_or_default();
    let Some(Value::Array(list)) = object.remove("files") else { return None };
    let mut files = BTreeMap::new();
    for value in list {
        let mut file = stored::object(value);
        let entry = Entry {
            bytes: file.get("bytes")?.as_u64()?,
            sha256: Sha256::parse(&stored::take_text(&mut file, "sha256")?)?,
        };
        if files.insert(stored::take_text(&mut file, "path")?, entry).is_some() {
            return None;
        }
    }
    Some(Manifest { made, date, program, files })
}

impl Counts {
    /// As JSON.
    pub fn value(&self) -> Value {
        json!({
            "packs": self.packs,
            "trash": self.in_trash,
            "templates": self.templates,
            "versions": self.versions,
            "documents": self.documents,
            "records": self.records,
        })
    }

    /// "3 packs, 1 pack in the trash, 2 documents"; only what there is.
    pub fn words(&self) -> String {
        let parts = [
            (self.packs, "pack", "packs"),
            (self.in_trash, "pack in the trash", "packs in the trash"),
            (self.versions, "earlier version", "earlier versions"),
            (self.documents, "enclosed document", "enclosed documents"),
            (self.templates, "template", "templates"),
            (self.records, "record of what went out", "records of what went out"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if parts.is_empty() { "no pack yet".to_owned() } else { parts.join(", ") }
    }
}
