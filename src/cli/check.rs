//! `check`: everything that is wrong with a catalogue.

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::Form;
use super::{Cx, Failure, open};
use crate::catalogue::check::{Problem, Severity};
use crate::catalogue::file;

impl<O: Write, E: Write> Cx<'_, O, E> {
    /// Exit code 1 where there is an error; warnings alone leave it at 0.
    pub(super) fn check(&mut self, given: Option<PathBuf>, form: Form) -> Result<u8, Failure> {
        let path = given.or_else(|| self.catalogue.clone());
        let parsed = match &path {
            Some(path) => open::read(path)?,
            None => file::parse(file::BUILT_IN),
        };
        let name = path.map_or_else(|| "The built-in catalogue".to_owned(), |path| path.display().to_string());
        let errors = parsed.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        if form == Form::Json {
            self.print_json(&Value::Array(parsed.problems.iter().map(as_json).collect()))?;
        } else {
            for problem in &parsed.problems {
                self.problem(&name, problem)?;
            }
            self.line(&summary(&name, errors, parsed.problems.len() - errors, parsed.catalogue.resources.len()))?;
        }
        Ok(u8::from(errors > 0))
    }

    fn problem(&mut self, name: &str, problem: &Problem) -> Result<(), Failure> {
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        self.line(&format!("{}: {name}{line}: {}", problem.severity.code(), problem.problem))?;
        let place = [problem.resource.as_deref().unwrap_or_default(), &problem.field];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        if !place.is_empty() {
            self.line(&format!("  where: {}", place.join(", ")))?;
        }
        self.line(&format!("  what to do: {}", problem.fix))
    }
}

fn as_json(problem: &Problem) -> Value {
    json!({
        "severity": problem.severity.code(),
        "resource": problem.resource,
        "field": problem.field,
        "line": problem.line,
        "problem": problem.problem,
        "fix": problem.fix,
    })
}

fn summary(name: &str, errors: usize, warnings: usize, resources: usize) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    format!(
        "{name}: {}, {}, {}",
        count(resources, "resource", "resources"),
        count(errors, "error", "errors"),
        count(warnings, "warning", "warnings")
    )
}
