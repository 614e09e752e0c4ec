//! Typed looks into JSON. Each tells a problem where the value is not what it should be.

use serde_json::{Map, Value};

use super::words::Words;
use crate::catalogue::check::{Checker, Here};
use crate::catalogue::{CivilDate, IdError};

/// An object of the file, with its place.
#[derive(Clone, Copy)]
pub(super) struct Object<'a> {
    pub(super) map: &'a Map<String, Value>,
    pub(super) here: Here<'a>,
}

/// How a JSON value is called.
fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Tells that a value is of the wrong sort.
fn wrong(checker: &mut Checker, here: Here<'_>, wanted: &str, found: &Value) {
    let problem = format!("Here must be {wanted}, not {}", name(found));
    checker.error(here, problem, format!("Write {wanted}"));
}

/// Tells that a value is not there.
fn missing(checker: &mut Checker, here: Here<'_>, wanted: &str) {
    checker.error(here, "The field is missing", format!("Add it, with {wanted}"));
}

/// Takes a value as an object.
pub(super) fn object<'a>(checker: &mut Checker, value: &'a Value, here: Here<'a>) -> Option<Object<'a>> {
    if let Value::Object(map) = value {
        return Some(Object { map, here });
    }
    wrong(checker, here, "an object in { }", value);
    None
}

impl<'a> Object<'a> {
    /// The value of a key; nothing where it is not there or null.
    fn get(self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    /// A text that may be missing; then it is empty.
    pub(super) fn text(&self, checker: &mut Checker, key: &str) -> String {
        match self.get(key) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => {
                wrong(checker, self.here.key(key), "a text in quotation marks", other);
                String::new()
            }
            None => String::new(),
        }
    }

    /// A text that must be there.
    pub(super) fn needed_text(&self, checker: &mut Checker, key: &str) -> Option<&'a str> {
        match self.get(key) {
            Some(Value::String(text)) => return Some(text),
            Some(other) => wrong(checker, self.here.key(key), "a text in quotation marks", other),
            None => missing(checker, self.here.key(key), "a text in quotation marks"),
        }
        None
    }

    /// An identifier that must be there.
    pub(super) fn id<T>(&self, checker: &mut Checker, key: &str, make: fn(&str) -> Result<T, IdError>) -> Option<T> {
        let text = self.needed_text(checker, key)?;
        match make(text) {
            Ok(id) => Some(id),
            Err(error) => {
                let fix = "Use 1 to 64 of the signs a to z, 0 to 9 and -, for example \"policy-guide-1\"";
                checker.error(self.here.key(key), format!("“{text}” is no identifier: {error}"), fix);
                None
            }
        }
    }

    /// A word of a closed set that must be there.
    pub(super) fn word<T: Copy>(&self, checker: &mut Checker, key: &str, set: Words<T>) -> Option<T> {
        let text = self.needed_text(checker, key)?;
        let value = set.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if value.is_none() {
            let words: Vec<String> = set.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            let fix = format!("Use one of {}", words.join(", "));
            checker.error(self.here.key(key), format!("“{text}” is not one of the words that may stand here"), fix);
        }
        value
    }

    /// A word of a closed set; `usual` where it is missing or cannot be read.
    pub(super) fn word_or<T: Copy>(&self, checker: &mut Checker, key: &str, set: Words<T>, usual: T) -> T {
        if self.get(key).is_none() {
            return usual;
        }
        self.word(checker, key, set).unwrap_or(usual)
    }

    /// A whole number that may be missing.
    pub(super) fn number<T: TryFrom<u64>>(&self, checker: &mut Checker, key: &str) -> Option<T> {
        let value = self.get(key)?;
        let number = value.as_u64().and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            let here = self.here.key(key);
            checker.error(here, "Here must be a small whole number", "Write a number without quotation marks");
        }
        number
    }

    /// A day that may be missing; an empty text is no day.
    pub(super) fn day(&self, checker: &mut Checker, key: &str) -> Option<CivilDate> {
        let text = self.text(checker, key);
        if text.is_empty() {
            return None;
        }
        let day = CivilDate::parse(&text);
        if day.is_none() {
            let here = self.here.key(key);
            checker.error(here, format!("“{text}” is not a day"), "Write it as \"2026-11-24\", or leave it out");
        }
        day
    }

    /// The items of a list; none where it is missing.
    pub(super) fn list(&self, checker: &mut Checker, key: &str) -> &'a [Value] {
        match self.get(key) {
            Some(Value::Array(items)) => items,
            Some(other) => {
                wrong(checker, self.here.key(key), "a list in [ ]", other);
                &[]
            }
            None => &[],
        }
    }

    /// A list of texts; what is no text is left out.
    pub(super) fn texts(&self, checker: &mut Checker, key: &str) -> Vec<String> {
        let here = self.here.key(key);
        let mut texts = Vec::new();
        for (index, value) in self.list(checker, key).iter().enumerate() {
            match value {
                Value::String(text) => texts.push(text.clone()),
                other => wrong(checker, here.item(index), "a text in quotation marks", other),
            }
        }
        texts
    }

    /// Reads the items of a list of objects, each with its place; those that `read` refuses are left out.
    pub(super) fn items<T>(
        &self,
        checker: &mut Checker,
        key: &str,
        mut read: impl FnMut(&mut Checker, Object<'_>) -> Option<T>,
    ) -> Vec<T> {
        let here = self.here.key(key);
        let mut items = Vec::new();
        for (index, value) in self.list(checker, key).iter().enumerate() {
            let at = here.item(index);
            if let Some(inner) = object(checker, value, at) {
                items.extend(read(checker, inner));
            }
        }
        items
    }

    /// Reads an object that may be missing.
    pub(super) fn inner<T>(
        &self,
        checker: &mut Checker,
        key: &str,
        read: impl FnOnce(&mut Checker, Object<'_>) -> Option<T>,
    ) -> Option<T> {
        let here = self.here.key(key);
        let inner = object(checker, self.get(key)?, here)?;
        read(checker, inner)
    }
}
