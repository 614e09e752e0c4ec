//! Small files of the data folder: read forgivingly, written whole, with what a later version added.

use serde_json::{Map, Value};

/// The version of every small file.
const VERSION: u32 = 1;

/// Something that is kept as a JSON object in the data folder.
pub trait Stored: Sized {
    /// As an object with its version and every key that was not understood.
    fn write(&self) -> Value;

    /// Never fails: what cannot be read takes its default.
    fn read(value: Value) -> Self;
}

/// The text of a stored file.
pub fn to_text(stored: &impl Stored) -> String {
    format!("{:#}\n", stored.write())
}

/// Reads the text of a stored file; `None` where it is no JSON object and has to be set aside.
pub fn from_text<T: Stored>(text: &str) -> Option<T> {
    match serde_json::from_str(text).ok()? {
        value @ Value::Object(_) => Some(T::read(value)),
        _ => None,
    }
}

pub(crate) fn put_version(object: &mut Map<String, Value>) {
    object.insert("version".to_owned(), VERSION.into());
}

pub(crate) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

pub(crate) fn take_text(object: &mut Map<String, Value>, key: &str) -> Option<String> {
    match object.remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

pub(crate) fn take_texts(object: &mut Map<String, Value>, key: &str) -> Vec<String> {
    match object.remove(key) {
        Some(Value::Array(list)) => list.into_iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    }
}

/// The value of an enum by the word that the file has for it.
pub(crate) fn take_word<T: strum::IntoEnumIterator>(
    object: &mut Map<String, Value>,
    key: &str,
    code: impl Fn(&T) -> &'static str,
) -> Option<T> {
    let word = take_text(object, key)?;
    T::iter().find(|value| code(value) == word)
}
