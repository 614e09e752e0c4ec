//! The office that works with this program: its name on packs, and its contact details once confirmed.

use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::app::command::Command;
use crate::app::draft::{read_rich, rich_value};
use crate::app::notice::Notice;
use crate::app::outgoing::OutgoingCommand;
use crate::app::stored::{self, Stored};
use crate::catalogue::file::contact_value;
use crate::catalogue::{Catalogue, CivilDate, Contact};
use crate::pack::build::OfficeOptions;

/// The most letters of a desk mark: it stands in the foot of each page.
pub const MAX_DESK_MARK: usize = 8;

/// Keys of the file whose values are printed. The name of the office is the pack's own once it is printed.
const PRINTED: [&str; 5] = ["contact", "signature", "disclaimer", "desk_mark", "before_use"];

/// Why a desk mark cannot be kept; an empty one is none.
pub fn desk_mark_trouble(mark: &str) -> Option<&'static str> {
    let fits = |sign: char| sign.is_alphanumeric() || sign == '-';
    (!mark.trim().chars().all(fits)).then_some("Letters, digits and hyphens only, for example BK or BK-2.")
}

/// That the office's details were changed elsewhere, and where the other state is.
pub(crate) fn told_elsewhere(kept: PathBuf) -> Notice {
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    let words = format!(
        "The office’s details were changed elsewhere, as on another computer with this data folder. Those that you see \
         here are kept; the others were set aside as {name}."
    );
    Notice::warning(words).with("Show in folder", Command::Outgoing(OutgoingCommand::ShowInFolder(kept)))
}

/// What somebody writes of the office, to be kept all at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficeDraft {
    pub issued_by: String,
    pub texts: OfficeOptions,
    pub second_person: bool,
}

/// What `office.json` keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    /// Asked at the first export, kept, never preset.
    pub issued_by: String,
    /// The contact block that somebody of the office has confirmed; `None` is the Tool Box's.
    pub contact: Option<Contact>,
    /// When it was confirmed last.
    pub contact_confirmed: Option<CivilDate>,
    /// A second person has to clear each pack.
    pub second_person: bool,
    /// The role by which something was decided last; never a name.
    pub role: String,
    /// What is printed on each pack.
    pub texts: OfficeOptions,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

impl Office {
    /// Takes what was written. The logo is chosen by itself and stays; a desk mark that cannot be kept leaves the old one.
    pub(crate) fn take(&mut self, draft: OfficeDraft) {
        let OfficeDraft { issued_by, texts, second_person } = draft;
        let trimmed = |text: &str| text.trim().to_owned();
        let mark = match desk_mark_trouble(&texts.desk_mark) {
            None => trimmed(&texts.desk_mark),
            Some(_) => self.texts.desk_mark.clone(),
        };
        self.texts = OfficeOptions {
            logo: self.texts.logo.take(),
            signature: trimmed(&texts.signature),
            disclaimer: trimmed(&texts.disclaimer),
            desk_mark: mark,
            before_use: texts.before_use,
        };
        self.issued_by = trimmed(&issued_by);
        self.second_person = second_person;
    }

    /// What is kept, to be changed.
    pub fn draft(&self) -> OfficeDraft {
        let Self { issued_by, texts, second_person, .. } = self.clone();
        OfficeDraft { issued_by, texts, second_person }
    }

    /// What is printed on each pack beside the logo, as JSON.
    pub(crate) fn printed_value(&self) -> Value {
        let mut value = self.write();
        if let Some(object) = value.as_object_mut() {
            object.retain(|key, _| PRINTED.contains(&key.as_str()));
        }
        value
    }

    /// Whether the same is printed of it.
    pub(crate) fn prints_as(&self, other: &Self) -> bool {
        self.contact == other.contact && self.texts == other.texts
    }

    /// Whether the contact details were confirmed by the office.
    pub fn is_confirmed(&self) -> bool {
        self.contact.is_some()
    }

    /// The contact details to give out: the office's own, else those of the Tool Box.
    pub fn contact_or<'a>(&'a self, catalogue: &'a Catalogue) -> &'a Contact {
        self.contact.as_ref().unwrap_or(&catalogue.contact)
    }
}

impl Stored for Office {
    fn write(&self) -> Value {
        let mut object = self.unknown.clone();
        stored::put_version(&mut object);
        object.insert("issued_by".to_owned(), self.issued_by.clone().into());
        object.insert("contact".to_owned(), self.contact.as_ref().map_or(Value::Null, contact_value));
        let confirmed = self.contact_confirmed.map(|on| on.to_string());
        object.insert("contact_confirmed".to_owned(), confirmed.into());
        object.insert("second_person".to_owned(), self.second_person.into());
        object.insert("role".to_owned(), self.role.clone().into());
        object.insert("signature".to_owned(), self.texts.signature.clone().into());
        object.insert("disclaimer".to_owned(), self.texts.disclaimer.clone().into());
        object.insert("desk_mark".to_owned(), self.texts.desk_mark.clone().into());
        object.insert("before_use".to_owned(), rich_value(&self.texts.before_use));
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let issued_by = stored::take_text(&mut object, "issued_by").unwrap_or_default();
        let contact = match object.remove("contact") {
            Some(Value::Object(contact)) => Some(read_contact(contact)),
            _ => None,
        };
        let contact_confirmed = stored::take_text(&mut object, "contact_confirmed");
        let contact_confirmed = contact_confirmed.and_then(|day| CivilDate::parse(&day));
        let second_person = object.remove("second_person").and_then(|wanted| wanted.as_bool()).unwrap_or_default();
        let role = stored::take_text(&mut object, "role").unwrap_or_default();
        let texts = OfficeOptions {
            logo: None,
            signature: stored::take_text(&mut object, "signature").unwrap_or_default(),
            disclaimer: stored::take_text(&mut object, "disclaimer").unwrap_or_default(),
            desk_mark: stored::take_text(&mut object, "desk_mark").unwrap_or_default(),
            before_use: read_rich(object.remove("before_use")),
        };
        object.remove("version");
        Self { issued_by, contact, contact_confirmed, second_person, role, texts, unknown: object }
    }
}

fn read_contact(mut object: Map<String, Value>) -> Contact {
    let mut text = |key: &str| stored::take_text(&mut object, key).unwrap_or_default();
    let (office, telephone, fax) = (text("office"), text("telephone"), text("fax"));
    let (email, website) = (text("email"), text("website"));
    let address = stored::take_texts(&mut object, "address");
    Contact { office, address, telephone, fax, email, website }
}
