//! What a backup says of the office itself. It fills what is empty here and overwrites nothing.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::app::office::Office;
use crate::app::settings::Settings;
use crate::app::stored::{self, Stored as _};
use crate::export::Format;
use crate::pack::Logo;

use super::report::{Came, Report};

/// What is to be taken over into the office's details and settings, by whoever keeps them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub office: Option<Office>,
    /// The logo, where it came in: it lies in a file of its own.
    pub logo: Option<Logo>,
    pub settings: Option<Value>,
}

/// The keys of the settings that are the office's, not this computer's.
const SHARED: [&str; 4] = ["length", "paper", "ink", "formats"];

/// The settings that go into a backup: those of the window, its place and the folders of this computer do not.
pub fn shared_settings(settings: Value) -> Value {
    let mut object = stored::object(settings);
    object.retain(|key, _| SHARED.contains(&key.as_str()));
    stored::put_version(&mut object);
    Value::Object(object)
}

impl Profile {
    /// Fills what is empty, and notes what became of each part.
    pub fn fill(&self, office: &mut Office, settings: &mut Settings, report: &mut Report) {
        if let Some(theirs) = &self.office {
            fill_office(office, theirs, report);
        }
        if let Some(logo) = &self.logo {
            office.texts.logo = Some(logo.clone());
        }
        if let Some(theirs) = &self.settings {
            fill_settings(settings, theirs, report);
        }
    }
}

fn fill_office(ours: &mut Office, theirs: &Office, report: &mut Report) {
    part("The office’s name", &mut ours.issued_by, &theirs.issued_by, &String::new(), report);
    fill_contact(ours, theirs, report);
    part("That a second person clears each pack", &mut ours.second_person, &theirs.second_person, &false, report);
    part("The role of whoever answers the check", &mut ours.role, &theirs.role, &String::new(), report);
    let texts = (&mut ours.texts, &theirs.texts);
    part("The office’s signature", &mut texts.0.signature, &texts.1.signature, &String::new(), report);
    part("The office’s disclaimer", &mut texts.0.disclaimer, &texts.1.disclaimer, &String::new(), report);
    part("The office’s desk mark", &mut texts.0.desk_mark, &texts.1.desk_mark, &String::new(), report);
    let nothing = crate::pack::rich::RichText::default();
    part("“Before you use this toolbox”", &mut texts.0.before_use, &texts.1.before_use, &nothing, report);
    for (key, value) in &theirs.unknown {
        ours.unknown.entry(key.clone()).or_insert_with(|| value.clone());
    }
}

/// The contact details and the day on which they were confirmed are one.
fn fill_contact(ours: &mut Office, theirs: &Office, report: &mut Report) {
    if ours.contact == theirs.contact {
        ours.contact_confirmed = ours.contact_confirmed.or(theirs.contact_confirmed);
    }
    if part("The office’s contact details", &mut ours.contact, &theirs.contact, &None, report) == Some(Came::In) {
        ours.contact_confirmed = theirs.contact_confirmed;
    }
}

fn fill_settings(ours: &mut Settings, theirs: &Value, report: &mut Report) {
    let chosen = |settings: &Settings| (settings.length, settings.paper, settings.ink, settings.formats.clone());
    let theirs = Settings::read(theirs.clone());
    let usual = chosen(&Settings::default());
    let mut here = chosen(ours);
    part("The usual length, paper, ink and formats", &mut here, &chosen(&theirs), &usual, report);
    let formats: &BTreeSet<Format> = &here.3;
    (ours.length, ours.paper, ours.ink) = (here.0, here.1, here.2);
    ours.formats.clone_from(formats);
}

/// Answers what became of it; `None` where there is nothing to take.
fn part<T: Clone + PartialEq>(what: &str, ours: &mut T, theirs: &T, empty: &T, report: &mut Report) -> Option<Came> {
    if theirs == empty {
        return None;
    }
    let came = if ours == theirs {
        Came::There
    } else if ours == empty {
        ours.clone_from(theirs);
        Came::In
    } else {
        Came::Not
    };
    report.add(came, what.to_owned());
    Some(came)
}

/// Reads the parts of a backup that are about the office.
pub fn read(office: Option<&str>, settings: Option<&str>) -> Profile {
    let object = |text: &str| serde_json::from_str::<Map<String, Value>>(text).ok().map(Value::Object);
    Profile { office: office.and_then(stored::from_text), logo: None, settings: settings.and_then(object) }
}
