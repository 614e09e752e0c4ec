//! Tells what is wrong with a catalogue: every problem, where it is, and what to do.
//!
//! [`check`] looks at a catalogue that is already in memory.
//! The reader of the file form asks the same rules while it reads, so that nothing is checked in two ways.

pub(crate) mod parts;
mod place;
mod text;

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, RelationTarget, Resource, SaidBy};

pub(crate) use place::Here;
pub use place::Step;
pub(crate) use text::{Need, is_language_tag, trouble_in_text};

/// How many resources a catalogue may hold.
pub const MAX_RESOURCES: usize = 100_000;
/// How many problems are told one by one; beyond that they are only counted.
pub const MAX_PROBLEMS: usize = 10_000;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something could not be used, and is left out.
    Error,
    /// Everything is used, but somebody should look at it.
    Warning,
}

impl Severity {
    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One thing that is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// The id of the resource that it is in; `None` outside a resource, and for one whose id cannot be read.
    pub resource: Option<String>,
    /// Where in the resource, or where in the file: `audiences[0].quote`. Empty for the whole file.
    pub field: String,
    /// From 1; `None` where the catalogue was not read from text.
    pub line: Option<usize>,
    /// What is wrong, as a sentence.
    pub problem: String,
    /// What to do, as a sentence.
    pub fix: String,
    /// The way to the value from the top of the file.
    pub path: Vec<Step>,
}

/// Everything that is wrong with a catalogue. Empty for a good one.
pub fn check(catalogue: &Catalogue) -> Vec<Problem> {
    let mut checker = Checker::default();
    let top = Here::Top;
    parts::head(&mut checker, catalogue);
    parts::background(&mut checker, &catalogue.background, top.key("background"));
    parts::contact(&mut checker, &catalogue.contact, top.key("contact"));
    let lists = parts::Lists::of(&mut checker, catalogue);
    let resources = top.key("resources");
    if catalogue.resources.len() > MAX_RESOURCES {
        checker.too_many_resources(resources);
    }
    let mut ids = BTreeSet::new();
    for (index, resource) in catalogue.resources.iter().enumerate() {
        let here = resources.item(index);
        checker.resource = Some(resource.id.to_string());
        if !ids.insert(&resource.id) {
            checker.twice(here.key("id"), "resource", resource.id.as_str());
        }
        parts::resource(&mut checker, resource, &lists, here);
        for (place, relation) in resource.relations.iter().enumerate() {
            let target = match &relation.target {
                RelationTarget::Resource(id) => lists.resource(catalogue, id),
                RelationTarget::Outside { .. } => None,
            };
            let relation_here = here.key("relations");
            parts::relation(&mut checker, resource, relation, target, relation_here.item(place));
        }
    }
    checker.resource = None;
    grouped(&mut checker, catalogue);
    checker.into_problems()
}

/// Warns where a resource does not stand with its category, as the catalogue's own order asks.
fn grouped(checker: &mut Checker, catalogue: &Catalogue) {
    let place = |resource: &Resource| catalogue.categories.iter().position(|category| category.id == resource.category);
    let top = Here::Top;
    let resources = top.key("resources");
    let mut highest = None;
    for (index, resource) in catalogue.resources.iter().enumerate() {
        let own = place(resource);
        if own < highest {
            checker.resource = Some(resource.id.to_string());
            checker.ungrouped(resources.item(index).key("category"), resource.category.as_str());
        }
        highest = highest.max(own);
    }
    checker.resource = None;
}

/// Collects problems.
#[derive(Default)]
pub(crate) struct Checker {
    problems: Vec<Problem>,
    untold: usize,
    /// The resource that is being looked at.
    pub(crate) resource: Option<String>,
}

impl Checker {
    /// All that was found, in the order of the catalogue.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        if self.untold > 0 {
            let untold = self.untold;
            self.problems.push(Problem {
                severity: Severity::Warning,
                resource: None,
                field: String::new(),
                line: None,
                problem: format!("There are {untold} more problems, which are not told one by one"),
                fix: "Mend those that are told, and check again".to_owned(),
                path: Vec::new(),
            });
        }
        self.problems
    }

    /// Tells something that cannot be used. Always `false`, so that a rule can end with it.
    pub(crate) fn error(&mut self, here: Here<'_>, problem: impl Into<String>, fix: impl Into<String>) -> bool {
        self.tell(Severity::Error, here, problem.into(), fix.into());
        false
    }

    /// Tells something that should be looked at.
    pub(crate) fn warning(&mut self, here: Here<'_>, problem: impl Into<String>, fix: impl Into<String>) {
        self.tell(Severity::Warning, here, problem.into(), fix.into());
    }

    fn tell(&mut self, severity: Severity, here: Here<'_>, problem: String, fix: String) {
        if self.problems.len() >= MAX_PROBLEMS {
            self.untold += 1;
            return;
        }
        let path = here.path();
        let field = self.field(&path);
        self.problems.push(Problem {
            severity,
            resource: self.resource.clone(),
            field,
            line: None,
            problem,
            fix,
            path,
        });
    }

    /// That an id is used a second time.
    pub(crate) fn twice(&mut self, here: Here<'_>, what: &str, id: &str) -> bool {
        self.error(
            here,
            format!("The {what} “{id}” is there twice"),
            format!("Give the second {what} an id of its own, or remove it"),
        )
    }

    /// That a key stands a second time in its object; the path ends there.
    pub(crate) fn again(mut self, path: Vec<Step>) -> Problem {
        let key = match path.last() {
            Some(Step::Key(key) | Step::Again(key)) => key.as_str(),
            _ => "",
        };
        Problem {
            severity: Severity::Error,
            field: self.field(&path),
            problem: format!("The key “{key}” is there twice; the first is used"),
            fix: "Remove one of the two".to_owned(),
            resource: self.resource.take(),
            line: None,
            path,
        }
    }

    /// A path inside the resource that is being looked at, else inside the file.
    fn field(&self, path: &[Step]) -> String {
        match path {
            [Step::Key(key), Step::Item(_), rest @ ..] if key == "resources" && self.resource.is_some() => {
                place::written(rest)
            }
            whole => place::written(whole),
        }
    }

    /// That the catalogue is larger than it may be.
    pub(crate) fn too_many_resources(&mut self, here: Here<'_>) -> bool {
        self.error(
            here,
            format!("There are more than {MAX_RESOURCES} resources"),
            "Split the catalogue into several files".to_owned(),
        )
    }

    /// That a resource stands among those of another category.
    pub(crate) fn ungrouped(&mut self, here: Here<'_>, category: &str) {
        self.warning(
            here,
            format!("The resource does not stand with the others of the category “{category}”; it is shown with them"),
            "Move it to the others of its category",
        );
    }
}

/// The Tool Box's texts of a resource, which quotes are taken from.
pub(crate) fn own_texts(resource: &Resource) -> impl Iterator<Item = &str> {
    let readers = resource.readers.primary.iter().chain(&resource.readers.secondary);
    let modules = resource.modules.iter().flat_map(|modules| {
        std::iter::once(modules.lead.as_str()).chain(modules.items.iter().map(|item| item.title.as_str()))
    });
    [resource.title.as_str(), resource.summary.as_str()]
        .into_iter()
        .chain(resource.purpose.iter().chain(readers).map(String::as_str))
        .chain(resource.delivery.iter().map(|delivery| delivery.text.as_str()))
        .chain(resource.includes.as_deref())
        .chain(resource.status.iter().map(String::as_str))
        .chain(modules)
}

/// Whether words stand in a resource's own texts, letter for letter.
pub(crate) fn says(resource: &Resource, words: &str) -> bool {
    own_texts(resource).any(|text| text.contains(words))
}

/// Whether the sentence of a relation stands in the resource's texts or in the target's.
pub(crate) fn relation_is_said(resource: &Resource, target: Option<&Resource>, words: &str, by: SaidBy) -> bool {
    by == SaidBy::Outside || says(resource, words) || target.is_some_and(|other| says(other, words))
}
