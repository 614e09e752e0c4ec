//! A backup: all that an office keeps in one file, and how one is brought into another data folder.
//!
//! Nothing that is there is overwritten: what is the same stays, what differs comes in beside it, once.

pub mod copies;
pub mod manifest;
pub mod profile;
pub mod report;

use crate::app::stored::{self, Stored};
use crate::catalogue::CivilDate;
use serde_json::{Map, Value};

pub use manifest::{Counts, Entry, Manifest, ManifestError};
pub use profile::Profile;
pub use report::{Came, Report, Written};

/// What the first entry of the file says.
pub const MEDIA_TYPE: &str = "application/vnd.rso-toolbox.backup+zip";
/// The ending of the file, without the dot.
pub const EXTENSION: &str = "rsobackup";

/// The name that is proposed for a backup of that day.
pub fn proposed_name(today: CivilDate) -> String {
    format!("RSO Toolbox backup {today}.{EXTENSION}")
}

/// What a backup came to that was brought in.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub report: Report,
    /// For whoever keeps the office's details.
    pub profile: Profile,
}

/// How the file says when the last backup was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastBackup {
    pub date: Option<CivilDate>,
    /// When one was brought in: what stands in it is kept already.
    pub brought_in: Option<CivilDate>,
    /// Keys of the file that this version does not know.
    unknown: Map<String, Value>,
}

impl LastBackup {
    /// Its name in the data folder.
    pub const FILE: &str = "backup.json";

    /// A backup was made on that day.
    #[must_use]
    pub fn on(self, date: CivilDate) -> Self {
        Self { date: Some(date), ..self }
    }

    /// A backup was brought in on that day.
    #[must_use]
    pub fn brought_in_on(self, date: CivilDate) -> Self {
        Self { brought_in: Some(date), ..self }
    }
}

impl Stored for LastBackup {
    fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        stored::put_version(&mut object);
        object.insert("last".to_owned(), self.date.map(|date| date.to_string()).into());
        if let Some(date) = self.brought_in {
            object.insert("brought_in".to_owned(), date.to_string().into());
        }
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        object.remove("version");
        let mut day = |key: &str| stored::take_text(&mut object, key).and_then(|day| CivilDate::parse(&day));
        let (date, brought_in) = (day("last"), day("brought_in"));
        Self { date, brought_in, unknown: object }
    }
}
