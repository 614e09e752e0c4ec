//! `show`: all that is known of a resource.

use std::io::Write;

use super::args::Form;
use super::{Cx, Failure, open};
use crate::catalogue::file;
use crate::pack::{build, text};

impl<O: Write, E: Write> Cx<'_, O, E> {
    pub(super) fn show(&mut self, id: &str, form: Form) -> Result<u8, Failure> {
        let catalogue = self.open()?;
        let resource = open::resource(&catalogue, id, "show")?;
        if form == Form::Json {
            let mut whole = file::resource_value(resource);
            if let Some(keys) = whole.as_object_mut() {
                keys.insert("address".to_owned(), resource.address_state().code().into());
            }
            return self.print_json(&whole);
        }
        if let Some(entry) = build::entry_of(&catalogue, &resource.id, &self.office().contact_or(&catalogue).email) {
            for line in text::of_entry(&entry).plain.lines() {
                self.line(line)?;
            }
        }
        Ok(0)
    }
}
