//! The rules of a proposal, read from a table.
//!
//! 1. A resource whose own words name the audience is proposed (`assigned`), as is one that fits the purpose (`topics`).
//! 2. What a proposed resource belongs to is proposed with it (`companions`). One step only: what belongs to a
//!    companion is named in the notes and left out.
//! 3. `limits` lower what needs a step first or stands beside the purpose, put first what is made for the purpose, and
//!    leave out what cannot be used.
//! 4. Everything else is left out, with the reason.
//! 5. What must be known before the proposal is used is noted (`notes`, `sending`, `asker`).
//!
//! The table knows fields and words of a catalogue, never a resource. The program's own stands in
//! `assets/rules/proposal.json`; an office may keep a changed copy, which every proposal made with it names.

mod check;
pub mod code;
mod lines;
pub mod table;

use std::sync::{Arc, LazyLock};

use code::Coded;
pub use lines::RuleLine;
use table::Table;

/// The version of the format.
pub const VERSION: u64 = 1;
/// No table is larger.
pub const MAX_BYTES: usize = 2_000_000;
/// The table that comes with the program.
pub const BUILT_IN: &str = include_str!("../../assets/rules/proposal.json");

static OWN: LazyLock<Rules> = LazyLock::new(|| Rules::parse(BUILT_IN, "").unwrap_or_default());

/// Whose rules a proposal was made by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RulesName {
    #[default]
    BuiltIn,
    /// An office's changed copy, by its name.
    Changed(String),
}

impl RulesName {
    /// The words of the window and of the command line.
    pub fn words(&self) -> String {
        match self {
            Self::BuiltIn => "The program’s own rules".to_owned(),
            Self::Changed(name) => format!("The office’s changed rules “{name}”"),
        }
    }
}

/// Rules that were read and found to be whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    table: Arc<Table>,
    name: RulesName,
}

/// Why a table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesProblem {
    /// From 1; `None` where it is not one line's fault.
    pub line: Option<usize>,
    /// The rule's id; empty where it is none's.
    pub rule: String,
    /// What is wrong, as a sentence.
    pub problem: String,
    /// What to do, as a sentence.
    pub fix: String,
}

impl Rules {
    /// The program's own.
    pub fn built_in() -> &'static Self {
        &OWN
    }

    /// Reads a table. `file` names it where its own name does not tell it from the program's.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<RulesProblem>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let table = check::read(text)?;
        let name = if text == BUILT_IN {
            RulesName::BuiltIn
        } else {
            // Any other text may be a changed table, so that it is named, even where its changes are spaces alone.
            let own = table.name.trim();
            let is_told_apart = !own.is_empty() && own != OWN_NAME;
            RulesName::Changed(if is_told_apart || file.is_empty() { own } else { file }.to_owned())
        };
        Ok(Self { table: Arc::new(table), name })
    }

    /// What they are called.
    pub fn name(&self) -> &RulesName {
        &self.name
    }

    /// The rules themselves.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Each rule as one sentence, in the order in which they are applied.
    pub fn lines(&self) -> Vec<RuleLine> {
        lines::of(&self.table)
    }

    /// The same rules without one of them, as an office's changed copy.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        let mut table = (*self.table).clone();
        table.retain(|rule| rule != id);
        Self { table: Arc::new(table), name: RulesName::Changed(format!("without {id}")) }
    }
}

/// What the program's own table calls itself.
const OWN_NAME: &str = "Rules of RSO Toolbox";

/// The words of a list of values: "online or live-system".
fn either<T: Coded>(values: &[code::Word<T>]) -> String {
    let words: Vec<String> = values.iter().map(|value| value.0.word().to_owned()).collect();
    crate::suggest::propose::text::listed(&words, "or")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_own_table_is_whole() {
        let own = Rules::parse(BUILT_IN, "").unwrap();
        assert_eq!(&own, Rules::built_in());
        assert_eq!(own.name(), &RulesName::BuiltIn);
        assert_eq!(own.table().name, OWN_NAME);
        assert!(own.lines().len() > 50);
    }

    #[test]
    fn a_changed_copy_is_named() {
        let named = BUILT_IN.replace(OWN_NAME, "Rules of the training unit");
        let changed = Rules::parse(&named, "rules.json").unwrap();
        assert_eq!(changed.name(), &RulesName::Changed("Rules of the training unit".to_owned()));
        let unnamed = Rules::parse(&format!("{BUILT_IN} "), "rules.json").unwrap();
        assert_eq!(unnamed.name().words(), "The office’s changed rules “rules.json”");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let problem = |from: &str, to: &str| Rules::parse(&BUILT_IN.replacen(from, to, 1), "").unwrap_err().remove(0);
        let wrong_word = problem("\"basis\": \"wider\"", "\"basis\": \"broad\"");
        assert_eq!(wrong_word.line, Some(9));
        assert!(wrong_word.problem.contains("“broad”") && wrong_word.problem.contains("“wider”"), "{wrong_word:?}");
        assert_eq!(problem("\"id\": \"wider\"", "\"id\": \"stated\"").rule, "stated");
        assert!(problem("names {audience}.", "names {audiences}.").problem.contains("{audiences}"));
        assert!(problem("\"version\": 1", "\"version\": 2").fix.contains("newer version"));
        assert!(problem("\"tier\": \"background\"", "\"teir\": \"background\"").problem.contains("teir"));
        assert!(Rules::parse("{", "").unwrap_err().remove(0).line.is_some());
    }
}
