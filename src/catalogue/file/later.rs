//! What the format has room for and this program does not use yet: editions, translations, layers.
//!
//! They are kept as they are; what is plainly wrong in them is told as a warning.

use serde_json::Value;

use super::values::Object;
use crate::catalogue::check::{Checker, Here, Need, is_language_tag, trouble_in_text};

/// Whether a text is a SHA-256 in small letters.
fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|sign| matches!(sign, '0'..='9' | 'a'..='f'))
}

/// Warns of a value that is there and does not fit.
fn fits(checker: &mut Checker, here: Here<'_>, value: Option<&Value>, wanted: &str, good: fn(&Value) -> bool) {
    if let Some(value) = value.filter(|value| !value.is_null())
        && !good(value)
    {
        checker.warning(here, format!("Here should be {wanted}; it is kept, and not used"), format!("Write {wanted}"));
    }
}

/// `editions` of a resource: language, year, official or not, what replaces it, its document file.
pub(super) fn editions(checker: &mut Checker, item: Object<'_>) {
    let list = item.here.key("editions");
    let value = item.map.get("editions");
    fits(checker, list, value, "a list of objects", |value| {
        value.as_array().is_some_and(|items| items.iter().all(Value::is_object))
    });
    for (index, edition) in value.and_then(Value::as_array).into_iter().flatten().enumerate() {
        let here = list.item(index);
        fits(checker, here.key("language"), edition.get("language"), "a language tag", |value| {
            value.as_str().is_some_and(is_language_tag)
        });
        fits(checker, here.key("year"), edition.get("year"), "a year", Value::is_u64);
        fits(checker, here.key("official"), edition.get("official"), "true or false", Value::is_boolean);
        fits(checker, here.key("replaced_by"), edition.get("replaced_by"), "a text", Value::is_string);
        let Some(document) = edition.get("document") else { continue };
        let here = here.key("document");
        fits(checker, here.key("file"), document.get("file"), "the name of a file, without a folder", |value| {
            value
                .as_str()
                .is_some_and(|name| !name.is_empty() && !name.contains(['/', '\\', ':', '\0']) && name != "..")
        });
        fits(checker, here.key("sha256"), document.get("sha256"), "64 of the signs 0 to 9 and a to f", |value| {
            value.as_str().is_some_and(is_sha256)
        });
    }
}

/// `translations.TAG.FIELD` of a resource.
pub(super) fn translations(checker: &mut Checker, item: Object<'_>) {
    let here = item.here.key("translations");
    let value = item.map.get("translations");
    fits(checker, here, value, "an object with a language tag for each language", |value| {
        value.as_object().is_some_and(|map| map.iter().all(|(tag, fields)| is_language_tag(tag) && fields.is_object()))
    });
    for (tag, fields) in value.and_then(Value::as_object).into_iter().flatten() {
        let language = here.key(tag);
        for (field, text) in fields.as_object().into_iter().flatten() {
            fits(checker, language.key(field), Some(text), "a text or a list of texts", is_words);
        }
    }
}

/// Whether a value is a text, or a list of them, without unfit characters.
fn is_words(value: &Value) -> bool {
    match value {
        Value::String(text) => trouble_in_text(text, Need::Required).is_none(),
        Value::Array(texts) => texts.iter().all(|text| text.is_string() && is_words(text)),
        _ => false,
    }
}

/// `layer` of a file: the file lies beside a supplied catalogue and adds to it.
pub(super) fn layer(checker: &mut Checker, file: Object<'_>) {
    let here = file.here.key("layer");
    fits(checker, here, file.map.get("layer"), "an object", Value::is_object);
}
