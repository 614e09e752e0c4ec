//! The request as JSON: the keys `audience`, `purpose`, `time`, `connectivity`, `languages`, `medium`, `recipient`.
//!
//! Reading takes a name or a tag in any case. An audience that nothing means is no error, since the request was
//! written by somebody else; a value that is not one of a closed choice is, since something else was meant by it.

use serde_json::{Map, Value, json};

use super::{Brief, Choice, MAX_LISTED, languages};
use crate::catalogue::{AudienceId, Catalogue};

/// Every key of the file form, in its order.
const KEYS: [&str; 7] = ["audience", "purpose", "time", "connectivity", "languages", "medium", "recipient"];

/// No wording of a request is longer, in letters.
const MAX_WORDING: usize = 500;

/// What came of reading a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadBrief {
    pub brief: Brief,
    /// What the file says beside, and what was not drawn upon, as sentences.
    pub notes: Vec<String>,
}

/// A value that the request cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefProblem {
    /// The key that it is about; empty for the whole.
    pub key: String,
    /// What is wrong, in one sentence.
    pub problem: String,
    /// What to do, in one sentence.
    pub fix: String,
}

impl Brief {
    /// The file form; only what is stated is written.
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        let audience: Vec<&str> = self
            .audience
            .iter()
            .map(AudienceId::as_str)
            .chain(self.not_understood.iter().map(String::as_str))
            .collect();
        object.insert("audience".to_owned(), json!(audience));
        put(&mut object, self.purpose);
        put(&mut object, self.time);
        put(&mut object, self.connectivity);
        object.insert("languages".to_owned(), json!(self.languages));
        put(&mut object, self.medium);
        put(&mut object, self.recipient);
        Value::Object(object)
    }

    /// Reads the file form. The audiences are understood by the catalogue's ids, names and other wordings.
    pub fn from_json(value: &Value, catalogue: &Catalogue) -> Result<ReadBrief, Vec<BriefProblem>> {
        let Value::Object(object) = value else {
            let problem = "The request must be one object in { }".to_owned();
            return Err(vec![BriefProblem { key: String::new(), problem, fix: keys_are() }]);
        };
        let mut problems = Vec::new();
        let mut notes = Vec::new();
        let mut brief = Self {
            purpose: choice(object, &mut problems),
            time: choice(object, &mut problems),
            connectivity: choice(object, &mut problems),
            medium: choice(object, &mut problems),
            recipient: choice(object, &mut problems),
            ..Self::default()
        };
        for wording in texts(object, "audience", &mut problems) {
            match catalogue.audience_by_wording(&wording) {
                Some(audience) => brief.audience.push(audience.id.clone()),
                None => brief.not_understood.push(wording),
            }
        }
        brief.languages = texts(object, "languages", &mut problems).iter().map(|it| languages::name(it)).collect();
        for key in object.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            notes.push(format!("The request has a key “{}”, which says nothing here.", shortened(key)));
        }
        if problems.is_empty() { Ok(ReadBrief { brief: brief.normalised(catalogue), notes }) } else { Err(problems) }
    }
}

fn put<C: Choice>(object: &mut Map<String, Value>, value: Option<C>) {
    if let Some(value) = value {
        object.insert(C::KEY.to_owned(), json!(value.code()));
    }
}

fn keys_are() -> String {
    format!("Use the keys {}", KEYS.join(", "))
}

/// One of a closed choice; nothing where the key is missing or null.
fn choice<C: Choice>(object: &Map<String, Value>, problems: &mut Vec<BriefProblem>) -> Option<C> {
    let allowed =
        || format!("Write one of {}", C::codes().iter().map(|code| format!("“{code}”")).collect::<Vec<_>>().join(", "));
    match object.get(C::KEY) {
        None | Some(Value::Null) => None,
        Some(Value::String(typed)) => {
            let found = C::from_code(typed);
            if found.is_none() {
                let problem = format!("“{}” cannot be “{}”", C::KEY, shortened(typed));
                problems.push(BriefProblem { key: C::KEY.to_owned(), problem, fix: allowed() });
            }
            found
        }
        Some(other) => {
            let problem = format!("“{}” must be a text in quotation marks, not {}", C::KEY, name(other));
            problems.push(BriefProblem { key: C::KEY.to_owned(), problem, fix: allowed() });
            None
        }
    }
}

/// A list of texts; one text alone is a list of one.
fn texts(object: &Map<String, Value>, key: &str, problems: &mut Vec<BriefProblem>) -> Vec<String> {
    let mut wrong = |problem: String| {
        let fix = format!("Write a list of texts: \"{key}\": [\"…\"]");
        problems.push(BriefProblem { key: key.to_owned(), problem, fix });
        Vec::new()
    };
    match object.get(key) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(list)) if list.len() > MAX_LISTED => {
            wrong(format!("“{key}” has {} entries, more than {MAX_LISTED}", list.len()))
        }
        Some(Value::Array(list)) => {
            let mut texts = Vec::new();
            for entry in list {
                match entry {
                    Value::String(text) if text.chars().count() <= MAX_WORDING => texts.push(text.clone()),
                    Value::String(_) => {
                        return wrong(format!("“{key}” has an entry of more than {MAX_WORDING} letters"));
                    }
                    other => return wrong(format!("“{key}” must be a list of texts; one of them is {}", name(other))),
                }
            }
            texts
        }
        Some(other) => wrong(format!("“{key}” must be a list of texts, not {}", name(other))),
    }
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

/// A text that somebody else wrote, short enough for a sentence.
fn shortened(text: &str) -> String {
    const LETTERS: usize = 80;
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::file::built_in;
    use crate::suggest::brief::{Connectivity, Medium, Purpose, Recipient, TimeAvailable};

    #[test]
    fn a_request_is_read_as_it_was_written() {
        let catalogue = built_in();
        let value = json!({
            "audience": ["Border officers", "astronauts", "police"], "purpose": "train", "time": "2 to 3 days",
            "connectivity": "none", "languages": ["th", "english", "Klingon"], "medium": "paper", "recipient": "ngo",
        });
        let ReadBrief { brief, notes } = Brief::from_json(&value, &catalogue).unwrap();
        let audience: Vec<&str> = brief.audience.iter().map(AudienceId::as_str).collect();
        assert_eq!(audience, ["frontline-border-officials", "law-enforcement"]);
        assert_eq!(brief.not_understood, ["astronauts"]);
        assert_eq!(brief.languages, ["English", "Klingon", "Thai"]);
        assert_eq!(
            (brief.purpose, brief.time, brief.connectivity, brief.medium, brief.recipient),
            (
                Some(Purpose::Train),
                Some(TimeAvailable::TwoToThreeDays),
                Some(Connectivity::None),
                Some(Medium::Paper),
                Some(Recipient::Ngo)
            )
        );
        assert!(notes.is_empty());
        assert_eq!(Brief::from_json(&brief.to_json(), &catalogue).unwrap().brief, brief);
    }

    #[test]
    fn what_is_wrong_names_key_value_and_what_is_allowed() {
        let catalogue = built_in();
        let value = json!({"purpose": "teach", "time": 3, "audience": {"a": 1}, "languages": [1], "from": "x"});
        let problems = Brief::from_json(&value, &catalogue).unwrap_err();
        let keys: Vec<&str> = problems.iter().map(|it| it.key.as_str()).collect();
        assert_eq!(keys, ["purpose", "time", "audience", "languages"]);
        assert_eq!(problems[0].problem, "“purpose” cannot be “teach”");
        assert!(problems[0].fix.contains("“brief policy makers”, “train”"), "{}", problems[0].fix);
        assert!(Brief::from_json(&json!([]), &catalogue).is_err());
        let read = Brief::from_json(&json!({"deadline": "x", "time": null}), &catalogue).unwrap();
        assert_eq!(read.notes, ["The request has a key “deadline”, which says nothing here."]);
        assert!(read.brief.is_empty());
    }
}
