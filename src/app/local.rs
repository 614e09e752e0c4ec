//! What is kept of a pack on this computer alone: it names files and folders, so it is never in the pack itself.

use serde_json::{Map, Value, json};

use crate::app::outgoing::LastExport;
use crate::app::stored::{self, Stored};
use crate::catalogue::CivilDate;

/// What `local.json` beside a pack keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Local {
    pub last_export: Option<LastExport>,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

impl Stored for Local {
    fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        stored::put_version(&mut object);
        let last = self.last_export.as_ref().and_then(last_value).unwrap_or_default();
        object.insert("last_export".to_owned(), last);
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        object.remove("version");
        let last_export = object.remove("last_export").and_then(read_last);
        Self { last_export, unknown: object }
    }
}

fn last_value(last: &LastExport) -> Option<Value> {
    Some(json!({ "date": last.date.to_string(), "path": last.path.to_str()?, "name": last.name }))
}

/// Reads the last export; sessions of earlier versions had it too.
pub(crate) fn read_last(value: Value) -> Option<LastExport> {
    let mut object = stored::object(value);
    let date = CivilDate::parse(&stored::take_text(&mut object, "date")?)?;
    let path = stored::take_text(&mut object, "path")?.into();
    Some(LastExport { date, path, name: stored::take_text(&mut object, "name")? })
}
