//! The office that works with this program: its name on packs, and its contact details once confirmed.

use serde_json::{Map, Value};

use crate::app::stored::{self, Stored};
use crate::catalogue::file::contact_value;
use crate::catalogue::{Catalogue, Contact};

/// What `office.json` keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    /// Asked at the first export, kept, never preset.
    pub issued_by: String,
    /// The contact block that somebody of the office has confirmed; `None` is the Tool Box's.
    pub contact: Option<Contact>,
    /// Keys of the file that this version does not know.
    pub unknown: Map<String, Value>,
}

impl Office {
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
        Value::Object(object)
    }

    fn read(value: Value) -> Self {
        let mut object = stored::object(value);
        let issued_by = stored::take_text(&mut object, "issued_by").unwrap_or_default();
        let contact = match object.remove("contact") {
            Some(Value::Object(contact)) => Some(read_contact(contact)),
            _ => None,
        };
        object.remove("version");
        Self { issued_by, contact, unknown: object }
    }
}

fn read_contact(mut object: Map<String, Value>) -> Contact {
    let mut text = |key: &str| stored::take_text(&mut object, key).unwrap_or_default();
    let (office, telephone, fax) = (text("office"), text("telephone"), text("fax"));
    let (email, website) = (text("email"), text("website"));
    let address = stored::take_texts(&mut object, "address");
    Contact { office, address, telephone, fax, email, website }
}
