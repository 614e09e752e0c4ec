//! Packs of a backup beside packs that are there: which are the same, and what a pack is called that comes in beside.
//!
//! A copy that came in beside another pack keeps the sum of what it was a copy of. So wherever it is brought, it is
//! known for that pack, and two folders that are brought into each other again and again stay as they are.

use serde_json::{Value, json};

use crate::app::details::{MAX_LINE, shortened};
use crate::app::pack_file::{FROM_BACKUP, PackFile};
use crate::app::pack_id::PackId;
use crate::app::stored;
use crate::catalogue::CivilDate;
use crate::pack::contents::Sha256;

/// A pack as backups compare it: without when it was written and what it was a copy of.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// As a text of the same form, whatever program wrote it.
    text: String,
    id: PackId,
    origin: Option<Origin>,
}

/// What a pack is a copy of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin {
    id: PackId,
    /// Of what it is a copy of.
    sum: Sha256,
    /// Of the copy; another sum tells that it was changed since.
    copy: Sha256,
}

impl Compared {
    /// Reads the text of a `pack.json`.
    pub fn read(text: &str) -> Option<Self> {
        let mut file = PackFile::from_text(text).ok()?;
        let origin = file.unknown.remove(FROM_BACKUP).and_then(Origin::read);
        file.changed = None;
        Some(Self { text: file.to_text(), id: file.id, origin })
    }

    /// The sum of all that a person would miss.
    pub fn sum(&self) -> Sha256 {
        Sha256::of(self.text.as_bytes())
    }

    /// Whether nothing differs that a person would miss.
    pub fn is_same(&self, other: &Self) -> bool {
        self.text == other.text
    }

    /// The pack that it is a copy of, and the sum that this one had, where the copy was not changed since.
    pub fn copied_from(&self) -> Option<(&PackId, &Sha256)> {
        let origin = self.origin.as_ref().filter(|origin| origin.copy == self.sum())?;
        Some((&origin.id, &origin.sum))
    }

    /// The id under which it stands beside a pack of its own id: always the same one.
    pub fn id_beside(&self) -> PackId {
        PackId::of(format!("{} {}", self.id, self.sum().as_str()).as_bytes())
    }
}

impl Origin {
    fn read(value: Value) -> Option<Self> {
        let mut object = stored::object(value);
        let mut sum = |key: &str| stored::take_text(&mut object, key).and_then(|sum| Sha256::parse(&sum));
        let (sum, copy) = (sum("sum")?, sum("copy")?);
        Some(Self { id: PackId::parse(&stored::take_text(&mut object, "id")?)?, sum, copy })
    }
}

/// The text of a pack that stands beside the one of its id. What a later version wrote into it stays.
pub fn beside(text: &str, compared: &Compared, date: CivilDate) -> Option<String> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    let (id, title) = (compared.id_beside(), value.get("pack")?.get("title").and_then(Value::as_str));
    let title = title_beside(title.unwrap_or_default(), date);
    value.as_object_mut()?.insert("id".to_owned(), id.as_str().into());
    value.get_mut("pack")?.as_object_mut()?.insert("title".to_owned(), title.into());
    value.as_object_mut()?.remove(FROM_BACKUP);
    let copy = Compared::read(&value.to_string())?.sum();
    let origin = json!({ "id": compared.id.as_str(), "sum": compared.sum().as_str(), "copy": copy.as_str() });
    value.as_object_mut()?.insert(FROM_BACKUP.to_owned(), origin);
    Some(format!("{value:#}\n"))
}

/// "Partners (from the backup of 26 November 2026)".
pub fn title_beside(title: &str, date: CivilDate) -> String {
    let end = format!("(from the backup of {})", date.long());
    let room = MAX_LINE.saturating_sub(end.chars().count() + 1);
    format!("{} {end}", shortened(title.trim(), room)).trim_start().to_owned()
}
