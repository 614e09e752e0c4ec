//! Text to JSON, noticing keys that are there twice.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{MAX_BYTES, whole_file};
use crate::catalogue::check::{Here, Problem, Step};

/// The whole text as JSON, and the way to each key that was there before.
pub(super) fn parse(text: &str) -> Result<(Value, Vec<Vec<Step>>), Box<Problem>> {
    if text.len() > MAX_BYTES {
        let problem = format!("The file is larger than {MAX_BYTES} bytes");
        return Err(whole_file(None, problem, "Split the catalogue into several files"));
    }
    if text.trim().is_empty() {
        return Err(whole_file(None, "The file is empty".to_owned(), "Choose a catalogue file"));
    }
    let twice = RefCell::new(Vec::new());
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Part { here: Here::Top, twice: &twice }.deserialize(&mut reader);
    let value = read.and_then(|value| reader.end().map(|()| value)).map_err(|error| syntax(&error))?;
    if !value.is_object() {
        let problem = "The file is JSON, but no catalogue: a catalogue is one object in { }".to_owned();
        return Err(whole_file(Some(1), problem, "Choose a catalogue file"));
    }
    Ok((value, twice.into_inner()))
}

/// Says in plain words why a text is no JSON.
fn syntax(error: &serde_json::Error) -> Box<Problem> {
    let whole = error.to_string();
    let reason = whole.split(" at line ").next().unwrap_or_default();
    if error.is_eof() {
        let problem = "The file ends in the middle".to_owned();
        return whole_file(Some(error.line()), problem, "Get the file again; it was not copied whole");
    }
    if reason.starts_with("recursion limit") {
        let problem = "Lists and objects are nested too deeply".to_owned();
        return whole_file(
            Some(error.line()),
            problem,
            "Choose a catalogue file; none is nested deeper than 127 levels",
        );
    }
    let problem = format!("The file is not JSON: {reason}, column {}", error.column());
    whole_file(Some(error.line()), problem, "Mend this place, or choose another file")
}

/// Reads one value and remembers where it stands.
struct Part<'a> {
    here: Here<'a>,
    twice: &'a RefCell<Vec<Vec<Step>>>,
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Part { here: self.here.item(items.len()), twice: self.twice })? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            let here = self.here.key(&key);
            let value = object.next_value_seed(Part { here, twice: self.twice })?;
            if map.contains_key(&key) {
                let mut path = self.here.path();
                path.push(Step::Again(key));
                self.twice.try_borrow_mut().map_err(A::Error::custom)?.push(path);
            } else {
                map.insert(key, value);
            }
        }
        Ok(Value::Object(map))
    }
}
