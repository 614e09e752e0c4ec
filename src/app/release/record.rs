//! What a person answered before the pack left: who gets it, and who agreed to what.
//!
//! It belongs to the pack and to the kept receipt. No output and no shared copy holds it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::app::details::{MAX_LINE, MAX_MESSAGE, shortened};
use crate::app::stored;
use crate::app::work::{Clearance, Work};
use crate::catalogue::{CivilDate, Handling, ResourceId};
use crate::pack::contents::Sha256;

/// Who gets the pack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumIter)]
pub enum Reader {
    /// Nobody outside the office.
    Office,
    #[default]
    Outside,
}

impl Reader {
    /// The word of the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Outside => "outside",
        }
    }

    /// The words shown.
    pub fn words(self) -> &'static str {
        match self {
            Self::Office => "Inside the office",
            Self::Outside => "Someone outside",
        }
    }
}

/// The answers of the check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub reader: Reader,
    pub handling: Option<HandlingAnswer>,
    /// Documents whose properties may leave as they are.
    pub kept: BTreeMap<Sha256, Clearance>,
    pub cleared: Option<PackClearance>,
}

/// That items which are not public may go to someone outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandlingAnswer {
    /// Of whoever confirmed it; never a name.
    pub role: String,
    pub reason: String,
    pub on: Option<CivilDate>,
    /// For whom, as [`readers`] tells it.
    pub to: String,
    /// For which items, each as it was then.
    pub items: BTreeMap<ResourceId, Confirmed>,
}

/// What was confirmed of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The document that went with it.
    pub document: Option<Sha256>,
    /// What the catalogue said of it.
    pub handling: Handling,
}

/// That a second person agreed to the pack as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackClearance {
    pub by: Clearance,
    /// Of all that goes out: another pack needs another clearance.
    pub of: Sha256,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReleaseEdit {
    Reader(Reader),
    Handling(Option<HandlingAnswer>),
    /// `None` takes it back.
    Keep {
        document: Sha256,
        by: Option<Clearance>,
    },
    Cleared(Option<PackClearance>),
}

impl ReleaseEdit {
    /// What undo calls it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Reader(_) => "change of who gets it",
            Self::Handling(_) => "confirmation of handling",
            Self::Keep { .. } => "decision on file properties",
            Self::Cleared(_) => "clearance",
        }
    }
}

impl Answers {
    pub(crate) fn apply(&mut self, edit: &ReleaseEdit) {
        match edit {
            ReleaseEdit::Reader(reader) => self.reader = *reader,
            ReleaseEdit::Handling(answer) => self.handling = answer.clone().map(HandlingAnswer::shortened),
            ReleaseEdit::Keep { document, by: Some(by) } => {
                self.kept.insert(document.clone(), by.clone());
            }
            ReleaseEdit::Keep { document, by: None } => drop(self.kept.remove(document)),
            ReleaseEdit::Cleared(cleared) => self.cleared.clone_from(cleared),
        }
    }

    /// Whether nothing was answered.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn write(&self) -> Value {
        let kept: Map<String, Value> =
            self.kept.iter().map(|(sum, by)| (sum.as_str().to_owned(), clearance_value(by))).collect();
        let mut object = Map::new();
        object.insert("reader".to_owned(), self.reader.code().into());
        if let Some(answer) = &self.handling {
            object.insert("handling".to_owned(), answer.write());
        }
        if !kept.is_empty() {
            object.insert("kept".to_owned(), kept.into());
        }
        if let Some(PackClearance { by, of }) = &self.cleared {
            object.insert("cleared".to_owned(), json!({ "by": clearance_value(by), "of": of.as_str() }));
        }
        Value::Object(object)
    }

    /// Never fails: what cannot be read was not answered.
    pub(crate) fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let reader = stored::take_word(&mut object, "reader", |it: &Reader| it.code()).unwrap_or_default();
        let kept = stored::object(object.remove("kept").unwrap_or_default());
        let kept = kept.into_iter().filter_map(|(sum, by)| Some((Sha256::parse(&sum)?, read_clearance(by))));
        let cleared = object.remove("cleared").and_then(|value| {
            let mut object = stored::object(value);
            let of = Sha256::parse(&stored::take_text(&mut object, "of")?)?;
            Some(PackClearance { by: read_clearance(object.remove("by")?), of })
        });
        let handling = object.remove("handling").map(HandlingAnswer::read);
        Self { reader, handling, kept: kept.collect(), cleared }
    }
}

impl HandlingAnswer {
    /// Whether it says who and why.
    pub fn is_whole(&self) -> bool {
        !self.role.trim().is_empty() && !self.reason.trim().is_empty()
    }

    fn shortened(self) -> Self {
        Self { role: shortened(&self.role, MAX_LINE), reason: shortened(&self.reason, MAX_MESSAGE), ..self }
    }

    fn write(&self) -> Value {
        let item = |it: &Confirmed| json!({ "document": it.document.as_ref().map(Sha256::as_str), "handling": it.handling.code() });
        let items: Map<String, Value> = self.items.iter().map(|(id, it)| (id.to_string(), item(it))).collect();
        let on = self.on.map(|on| on.to_string());
        json!({ "role": self.role, "reason": self.reason, "on": on, "to": self.to, "items": items })
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let items = stored::object(object.remove("items").unwrap_or_default());
        let items = items.into_iter().filter_map(|(id, item)| {
            let mut item = stored::object(item);
            let handling = stored::take_word(&mut item, "handling", |it: &Handling| it.code())?;
            let document = stored::take_text(&mut item, "document").and_then(|sum| Sha256::parse(&sum));
            Some((ResourceId::new(&id).ok()?, Confirmed { document, handling }))
        });
        Self {
            items: items.collect(),
            role: stored::take_text(&mut object, "role").unwrap_or_default(),
            to: stored::take_text(&mut object, "to").unwrap_or_default(),
            reason: stored::take_text(&mut object, "reason").unwrap_or_default(),
            on: stored::take_text(&mut object, "on").and_then(|day| CivilDate::parse(&day)),
        }
    }
}

/// Whom a pack is for: an answer for some readers says nothing of others.
pub fn readers(work: &Work) -> String {
    let details = &work.details;
    format!("{}\n{}", details.prepared_for.trim(), details.recipients.trim()).trim().to_owned()
}

/// "Programme manager, on 24 November 2026".
pub(crate) fn by_words(by: &Clearance) -> String {
    match by.on {
        Some(on) => format!("{}, on {}", by.role, on.long()),
        None => by.role.clone(),
    }
}

fn clearance_value(by: &Clearance) -> Value {
    json!({ "role": by.role, "on": by.on.map(|on| on.to_string()) })
}

fn read_clearance(value: Value) -> Clearance {
    let mut object = stored::object(value);
    let role = stored::take_text(&mut object, "role").unwrap_or_default();
    Clearance { role, on: stored::take_text(&mut object, "on").and_then(|day| CivilDate::parse(&day)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_back() {
        let by = Clearance { role: "Programme manager".to_owned(), on: CivilDate::new(2026, 11, 24) };
        let sum = Sha256::of(b"a document");
        let id = ResourceId::new("x").unwrap();
        let mut answers = Answers::default();
        for edit in [
            ReleaseEdit::Reader(Reader::Office),
            ReleaseEdit::Handling(Some(HandlingAnswer {
                role: by.role.clone(),
                reason: "They train with it".to_owned(),
                on: by.on,
                to: "A school".to_owned(),
                items: [(id, Confirmed { document: Some(sum.clone()), handling: Handling::AskFirst })].into(),
            })),
            ReleaseEdit::Keep { document: sum.clone(), by: Some(by.clone()) },
            ReleaseEdit::Cleared(Some(PackClearance { by, of: sum })),
        ] {
            answers.apply(&edit);
        }
        assert_eq!(Answers::read(answers.write()), answers);
        assert_eq!(Answers::read(Value::Null), Answers::default());
        assert!(Answers::default().is_blank() && !answers.is_blank());
    }
}
