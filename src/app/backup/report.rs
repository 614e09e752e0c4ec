//! What a backup came to, and what became of one that was brought in: in words and as JSON.

use serde_json::{Value, json};

use crate::catalogue::CivilDate;

use super::manifest::{Counts, Manifest};

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The name of the file, without its folder.
    pub name: String,
    pub bytes: u64,
    pub date: CivilDate,
    pub counts: Counts,
    /// What has to be said of what is in it.
    pub told: Vec<String>,
}

/// What became of each part of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The day of the backup.
    pub date: CivilDate,
    pub counts: Counts,
    lines: Vec<(Came, String)>,
}

/// What became of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter)]
pub enum Came {
    /// It was not here.
    In,
    /// Something else was here under the same id or name; both are here now.
    Beside,
    /// It is left out: what is here stays.
    Not,
    /// It was here, and is as it was.
    There,
}

impl Came {
    /// The heading over what became so.
    pub fn heading(self) -> &'static str {
        match self {
            Self::In => "Came in",
            Self::Beside => "Came in beside what is here",
            Self::Not => "Stays as it is here",
            Self::There => "Was here already",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::In => "came_in",
            Self::Beside => "kept_apart",
            Self::Not => "stays_as_here",
            Self::There => "there_already",
        }
    }
}

impl Report {
    /// Of a backup of which nothing was looked at yet.
    pub fn new(manifest: &Manifest) -> Self {
        Self { date: manifest.date, counts: manifest.counts(), lines: Vec::new() }
    }

    /// Notes what became of something.
    pub fn add(&mut self, came: Came, words: String) {
        self.lines.push((came, words));
    }

    /// What became so, in the order in which it was found.
    pub fn of(&self, came: Came) -> impl Iterator<Item = &str> {
        self.lines.iter().filter(move |(other, _)| *other == came).map(|(_, words)| words.as_str())
    }

    /// "From the backup of 26 November 2026: 3 came in, 1 beside what is here, 12 were here already."
    pub fn summary(&self) -> String {
        let count = |came| self.of(came).count();
        let were = if count(Came::There) == 1 { "was" } else { "were" };
        let mut parts = vec![format!("{} came in", count(Came::In))];
        if count(Came::Beside) > 0 {
            parts.push(format!("{} came in beside what is here", count(Came::Beside)));
        }
        if count(Came::Not) > 0 {
            parts.push(format!("{} stays as it is here", count(Came::Not)));
        }
        parts.push(format!("{} {were} here already", count(Came::There)));
        format!("From the backup of {}: {}. Nothing was overwritten.", self.date.long(), parts.join(", "))
    }

    /// As JSON.
    pub fn value(&self) -> Value {
        let mut value = json!({ "backup": self.date.to_string(), "held": self.counts.value() });
        if let Some(object) = value.as_object_mut() {
            for came in <Came as strum::IntoEnumIterator>::iter() {
                object.insert(came.code().to_owned(), self.of(came).collect::<Vec<_>>().into());
            }
        }
        value
    }
}

impl Written {
    /// "RSO Toolbox backup 2026-11-26.rsobackup: 3 packs, 2 enclosed documents"
    pub fn words(&self) -> String {
        format!("{}: {}", self.name, self.counts.words())
    }

    /// As JSON.
    pub fn value(&self) -> Value {
        json!({
            "file": self.name,
            "bytes": self.bytes,
            "date": self.date.to_string(),
            "holds": self.counts.value(),
            "notes": self.told,
        })
    }
}
