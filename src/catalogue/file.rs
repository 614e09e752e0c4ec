//! The file form of a catalogue: JSON, `"version": 1`, described by `assets/catalogue/toolbox.schema.json`.
//!
//! Reading is forgiving: whatever can be used is used, and every problem is told with what to do.
//! Writing is strict: a catalogue with errors is refused.
//! The parsed JSON is kept beside the catalogue, so that keys that this program does not know survive a write,
//! in their place.

mod bytes;
mod json;
mod lines;
mod later;
mod read;
mod read_resource;
mod values;
mod words;
mod write;

use serde_json::Value;

use crate::catalogue::Catalogue;
use crate::catalogue::check::{Problem, Severity};

pub use write::{WriteError, contact_value, resource_value, write};

/// The version of the format.
pub const VERSION: u64 = 1;
/// How large a catalogue file may be.
pub const MAX_BYTES: usize = 200_000_000;
/// The catalogue that comes with the program.
pub const BUILT_IN: &str = include_str!("../../assets/catalogue/toolbox.json");

/// The JSON that a catalogue was read from, with all that this program does not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub(crate) value: Value,
    /// Whether something of it could not be read, and would be lost by a write.
    pub(crate) damaged: bool,
}

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// All that could be used; empty where nothing could.
    pub catalogue: Catalogue,
    pub document: Document,
    /// Everything that is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

impl Parsed {
    /// Whether something had to be left out.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// The catalogue that comes with the program.
pub fn built_in() -> Catalogue {
    parse(BUILT_IN).catalogue
}

/// Reads a catalogue from the bytes of a file: UTF-8, with or without a byte order mark, or UTF-16 with one.
pub fn parse_bytes(bytes: &[u8]) -> Parsed {
    match bytes::text_of(bytes) {
        Ok((text, problem)) => {
            let mut parsed = parse(&text);
            parsed.problems.splice(0..0, problem);
            parsed
        }
        Err(problem) => unreadable(*problem),
    }
}

/// Reads a catalogue from text.
pub fn parse(text: &str) -> Parsed {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (value, twice) = match json::parse(text) {
        Ok(parsed) => parsed,
        Err(problem) => return unreadable(*problem),
    };
    let (catalogue, mut problems) = read::catalogue(&value, twice);
    lines::number(text, &mut problems);
    let damaged = problems.iter().any(|problem| problem.severity == Severity::Error);
    Parsed { catalogue, document: Document { value, damaged }, problems }
}

/// Nothing could be used, for one reason.
fn unreadable(problem: Problem) -> Parsed {
    let document = Document { value: Value::Null, damaged: true };
    Parsed { catalogue: read::nothing(), document, problems: vec![problem] }
}

/// A problem of the file as a whole.
fn whole_file(line: Option<usize>, problem: String, fix: &str) -> Box<Problem> {
    Box::new(Problem {
        severity: Severity::Error,
        resource: None,
        field: String::new(),
        line,
        problem,
        fix: fix.to_owned(),
        path: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_catalogue_has_no_problem() {
        let parsed = parse(BUILT_IN);
        assert_eq!(parsed.problems, []);
        assert_eq!(parsed.catalogue.resources.len(), 21);
        assert_eq!(crate::catalogue::check::check(&parsed.catalogue), []);
    }

    #[test]
    fn the_built_in_catalogue_is_written_as_it_is() {
        let parsed = parse(BUILT_IN);
        assert_eq!(write(&parsed.document, &parsed.catalogue).unwrap(), BUILT_IN);
    }
}
