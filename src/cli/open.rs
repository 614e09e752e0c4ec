//! The catalogue and the office that a call works with, and what its arguments name in them.

use std::io::Write;
use std::path::Path;

use super::trouble::Trouble;
use super::{Cx, Failure, guess};
use crate::app::effect::SavedFile;
use crate::app::office::Office;
use crate::catalogue::check::{Problem, Severity};
use crate::catalogue::file::{self, Parsed};
use crate::catalogue::{AudienceId, Catalogue, CategoryId, Resource, ResourceId};
use crate::shell::data_dir::DataDir;
use crate::shell::logo;

/// No catalogue of ours is larger; anything beyond is not read into memory.
const LIMIT_BYTES: u64 = file::MAX_BYTES as u64;

impl<O: Write, E: Write> Cx<'_, O, E> {
    /// The catalogue to work with. What could not be used of it is told on the side.
    pub(super) fn open(&mut self) -> Result<Catalogue, Failure> {
        let Some(path) = self.catalogue.clone() else {
            return Ok(file::built_in());
        };
        let Parsed { catalogue, problems, .. } = read(&path)?;
        let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        let Some(first) = errors.first() else {
            return Ok(catalogue);
        };
        if catalogue.resources.is_empty() {
            let place = first
                .line
                .map_or_else(|| path.display().to_string(), |line| format!("{}, line {line}", path.display()));
            return Err(Trouble::could_not(first.problem.clone(), place, first.fix.clone()).into());
        }
        let count = match errors.len() {
            1 => "1 error".to_owned(),
            many => format!("{many} errors"),
        };
        self.note(&format!(
            "note: {} has {count}; what could be read is used. The command `check` tells them all.",
            path.display()
        ))?;
        Ok(catalogue)
    }

    /// What the office has set for itself; nothing where it has not, or where that cannot be read.
    pub(super) fn office(&self) -> Office {
        let data = DataDir::existing(self.data_dir.as_deref());
        let read = |data: DataDir| {
            let mut office: Office = data.peek(SavedFile::Office.name());
            office.texts.logo = logo::load(&data);
            office
        };
        data.map(read).unwrap_or_default()
    }
}

/// Reads a catalogue file, with everything that is wrong with it.
pub(super) fn read(path: &Path) -> Result<Parsed, Trouble> {
    let cannot = |error: &std::io::Error| {
        let what = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such catalogue file".to_owned(),
            _ => format!("the catalogue file cannot be read: {error}"),
        };
        Trouble::could_not(what, path.display().to_string(), "Give the path of a catalogue file")
    };
    let size = std::fs::metadata(path).map_err(|error| cannot(&error))?.len();
    if size > LIMIT_BYTES {
        let what = format!("the catalogue file is larger than {} MB", LIMIT_BYTES / 1_000_000);
        return Err(Trouble::could_not(what, path.display().to_string(), "Split it into several catalogues"));
    }
    Ok(file::parse_bytes(&std::fs::read(path).map_err(|error| cannot(&error))?))
}

/// The resource that an argument names.
pub(super) fn resource<'a>(catalogue: &'a Catalogue, typed: &str, argument: &str) -> Result<&'a Resource, Trouble> {
    let found = ResourceId::new(typed).ok().and_then(|id| catalogue.resource(&id));
    found.map(AsRef::as_ref).ok_or_else(|| {
        let known = catalogue.resources.iter().map(|resource| resource.id.as_str());
        unknown("resource", typed, argument, guess::nearest(typed, known), "`rso-toolbox list` shows the ids")
    })
}

/// The category that an argument names.
pub(super) fn category(catalogue: &Catalogue, typed: &str, argument: &str) -> Result<CategoryId, Trouble> {
    let same = |name: &str| name.to_lowercase() == typed.to_lowercase();
    let found = catalogue.categories.iter().find(|it| it.id.as_str() == typed || same(&it.name));
    found.map(|it| it.id.clone()).ok_or_else(|| {
        let known: Vec<&str> = catalogue.categories.iter().map(|it| it.id.as_str()).collect();
        let help = format!("Choose one of {}", known.join(", "));
        unknown("category", typed, argument, guess::nearest(typed, known.into_iter()), &help)
    })
}

/// The audiences that arguments name, each once, in the order given.
pub(super) fn audiences(catalogue: &Catalogue, typed: &[String], argument: &str) -> Result<Vec<AudienceId>, Trouble> {
    let mut found: Vec<AudienceId> = Vec::new();
    for word in typed {
        let id = catalogue.audience_by_wording(word).map(|it| it.id.clone()).ok_or_else(|| {
            let known = catalogue.audiences.iter().flat_map(|it| {
                [it.id.as_str(), it.name.as_str()].into_iter().chain(it.also.iter().map(String::as_str))
            });
            unknown("audience", word, argument, guess::nearest(word, known), "`rso-toolbox audiences` shows them all")
        })?;
        if !found.contains(&id) {
            found.push(id);
        }
    }
    Ok(found)
}

fn unknown(noun: &str, typed: &str, argument: &str, near: Option<&str>, help: &str) -> Trouble {
    let remedy = near.map_or_else(|| help.to_owned(), |near| format!("{help}; perhaps “{near}” is meant"));
    Trouble::wrong(format!("the catalogue has no {noun} “{typed}”"), argument, remedy)
}
