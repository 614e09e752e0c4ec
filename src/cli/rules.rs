//! The rules of a proposal: those that a call names, those of the office, else the program's own.

use std::io::Write;
use std::path::Path;

use super::trouble::Trouble;
use super::{Cx, Failure, reading};
use crate::shell::data_dir::DataDir;
use crate::shell::rules as kept;
use crate::suggest::rules::{MAX_BYTES, Rules, RulesProblem};

impl<O: Write, E: Write> Cx<'_, O, E> {
    /// The rules to propose by, and what has to be said of them. Rules that were named must be whole; the office's
    /// own are told as a note where they are not, and the program's own are used.
    pub(super) fn rules(&mut self, named: Option<&Path>) -> Result<(Rules, Vec<String>), Failure> {
        if let Some(path) = named {
            let text = reading::text(path, "a table of rules", MAX_BYTES)?;
            let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let rules = Rules::parse(&text, &file).map_err(|problems| wrong(path, &problems))?;
            return Ok((rules, Vec::new()));
        }
        let (rules, note) =
            DataDir::existing(self.data_dir.as_deref()).map(|data| kept::read(&data)).unwrap_or_default();
        if let Some(note) = &note {
            self.note(&format!("note: {note}"))?;
        }
        Ok((rules.unwrap_or_else(|| Rules::built_in().clone()), note.into_iter().collect()))
    }
}

fn wrong(path: &Path, problems: &[RulesProblem]) -> Trouble {
    let place = reading::place(path);
    let Some(first) = problems.first() else {
        return Trouble::could_not("the rules cannot be used", place, "Choose another table of rules");
    };
    let line = first.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let rule = if first.rule.is_empty() { String::new() } else { format!(", rule “{}”", first.rule) };
    let more = match problems.len() {
        0 | 1 => String::new(),
        2 => " (and 1 more problem)".to_owned(),
        many => format!(" (and {} more problems)", many - 1),
    };
    Trouble::could_not(format!("{}{more}", first.problem), format!("{place}{line}{rule}"), first.fix.clone())
}
