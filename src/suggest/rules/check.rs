//! Reads a table, and tells what is wrong with it.

use std::collections::BTreeSet;

use super::table::{BriefField, Table};
use super::{MAX_BYTES, RulesProblem, VERSION};
use crate::catalogue::AudienceId;
use crate::catalogue::search::fold;
use crate::suggest::brief::{Choice, Connectivity, Medium, Purpose, Recipient, TimeAvailable, languages};

/// Reads a table that can be used as it is.
pub(super) fn read(text: &str) -> Result<Table, Vec<RulesProblem>> {
    if text.len() > MAX_BYTES {
        return Err(vec![whole(None, format!("The file is larger than {MAX_BYTES} bytes"), "Choose a table of rules")]);
    }
    let table: Table = serde_json::from_str(text).map_err(|error| vec![syntax(&error)])?;
    if table.version != VERSION {
        let problem = format!("The table has version {}, and this program knows version {VERSION}", table.version);
        return Err(vec![whole(None, problem, "Open it with a newer version of the program")]);
    }
    let problems = problems(&table);
    if problems.is_empty() { Ok(table) } else { Err(problems) }
}

fn whole(line: Option<usize>, problem: String, fix: &str) -> RulesProblem {
    RulesProblem { line, rule: String::new(), problem, fix: fix.to_owned() }
}

fn syntax(error: &serde_json::Error) -> RulesProblem {
    let told = error.to_string();
    let reason = told.split(" at line ").next().unwrap_or_default();
    if error.is_eof() {
        return whole(Some(error.line()), "The file ends in the middle".to_owned(), "Get the file again, whole");
    }
    let fix = "Mend this line, or begin again from a copy of the program’s own table";
    if error.is_data() {
        return whole(Some(error.line()), format!("A rule cannot be read: {reason}"), fix);
    }
    whole(Some(error.line()), format!("The file is not JSON: {reason}, column {}", error.column()), fix)
}

/// What the texts of notes can name.
const OF_NOTES: &[&str] = &["titles", "count", "email", "item", "newer", "relation", "language"];

/// A text of a rule with the names that it may have in braces.
pub(super) struct Template<'a> {
    pub(super) rule: &'a str,
    pub(super) text: &'a str,
    pub(super) may_have: &'static [&'static str],
}

fn problems(table: &Table) -> Vec<RulesProblem> {
    let mut problems = Vec::new();
    let mut tell = |rule: &str, problem: String, fix: &str| {
        problems.push(RulesProblem { line: None, rule: rule.to_owned(), problem, fix: fix.to_owned() });
    };
    let mut seen = BTreeSet::new();
    for id in table.ids() {
        if id.is_empty() {
            tell(id, "A rule has an empty id".to_owned(), "Give it an id of its own");
        } else if !seen.insert(id) {
            tell(id, format!("Two rules have the id “{id}”"), "Give one of them another id");
        }
    }
    for template in table.templates() {
        if let Some(name) = unknown_name(&template) {
            let problem = format!("“{{{name}}}” stands for nothing in this rule");
            let fix = format!("Use {}, or none", names(template.may_have));
            tell(template.rule, problem, &fix);
        }
        if template.text.trim().is_empty() {
            tell(template.rule, "A text of the rule is empty".to_owned(), "Write what is to be said");
        }
    }
    for (rule, words) in table.words() {
        if words.iter().any(|word| fold::key(word).is_empty()) {
            tell(rule, "A word of the rule is empty".to_owned(), "Write the word, or take it out");
        }
    }
    for rule in &table.readings {
        if let Some(allowed) = not_allowed(rule.field.0, &rule.value) {
            let problem = format!("“{}” is no value of “{}”", rule.value, rule.field.0.code());
            tell(&rule.id, problem, &allowed);
        }
    }
    for rule in &table.topics {
        if rule.words.is_empty() && rule.kinds.is_empty() {
            tell(&rule.id, "The rule names neither words nor kinds".to_owned(), "Add “words” or “kinds”");
        }
    }
    problems
}

/// What could be written instead; nothing where the value may stand. An audience may be of another catalogue.
fn not_allowed(field: BriefField, value: &str) -> Option<String> {
    fn of<C: Choice>(value: &str) -> Option<String> {
        let is_known = C::codes().contains(&value);
        (!is_known).then(|| format!("Write one of “{}”", C::codes().join("”, “")))
    }
    match field {
        BriefField::Audience => AudienceId::new(value).err().map(|_| "Write an audience’s id".to_owned()),
        BriefField::Purpose => of::<Purpose>(value),
        BriefField::Time => of::<TimeAvailable>(value),
        BriefField::Connectivity => of::<Connectivity>(value),
        BriefField::Language => languages::known(value).is_none().then(|| "Write a language’s name".to_owned()),
        BriefField::Medium => of::<Medium>(value),
        BriefField::Recipient => of::<Recipient>(value),
    }
}

fn names(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    names.join(", ")
}

/// The first name in braces that the text may not have.
fn unknown_name(template: &Template<'_>) -> Option<String> {
    template.text.split('{').skip(1).find_map(|rest| {
        let name = rest.split('}').next().unwrap_or_default();
        (!template.may_have.contains(&name)).then(|| name.to_owned())
    })
}

impl Table {
    /// The ids of all rules, in the order of the table.
    fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        ids.extend(self.assigned.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.topics.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.companions.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.limits.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.times.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.purposes.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.sending.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.notes.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.asker.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.readings.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.lengths.iter().map(|rule| rule.id.as_str()));
        ids.extend(self.contexts.iter().map(|rule| rule.id.as_str()));
        ids
    }

    /// Keeps the rules whose id is wanted.
    pub(super) fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.assigned.retain(|rule| wanted(&rule.id));
        self.topics.retain(|rule| wanted(&rule.id));
        self.companions.retain(|rule| wanted(&rule.id));
        self.limits.retain(|rule| wanted(&rule.id));
        self.times.retain(|rule| wanted(&rule.id));
        self.purposes.retain(|rule| wanted(&rule.id));
        self.sending.retain(|rule| wanted(&rule.id));
        self.notes.retain(|rule| wanted(&rule.id));
        self.asker.retain(|rule| wanted(&rule.id));
        self.readings.retain(|rule| wanted(&rule.id));
        self.lengths.retain(|rule| wanted(&rule.id));
        self.contexts.retain(|rule| wanted(&rule.id));
    }

    fn templates(&self) -> Vec<Template<'_>> {
        let mut all: Vec<Template<'_>> = Vec::new();
        let mut add = |rule, text, may_have| all.push(Template { rule, text, may_have });
        for rule in &self.assigned {
            add(&rule.id, &rule.reason, &["audience"]);
        }
        for rule in &self.topics {
            add(&rule.id, &rule.reason, &[]);
        }
        for rule in &self.companions {
            add(&rule.id, &rule.reason, &["item"]);
            add(&rule.id, &rule.missing, &["item", "companion"]);
        }
        for rule in &self.limits {
            add(&rule.id, &rule.reason, &["lengths", "time", "others", "languages"]);
        }
        for rule in &self.purposes {
            add(&rule.id, &rule.note, &["purpose", "audience"]);
        }
        for rule in &self.sending {
            add(&rule.id, &rule.words, &[]);
        }
        for rule in &self.notes {
            add(&rule.id, &rule.one, OF_NOTES);
            if !rule.several.is_empty() {
                add(&rule.id, &rule.several, OF_NOTES);
            }
        }
        for rule in &self.asker {
            add(&rule.id, &rule.note, &["recipient", "sentence", "titles"]);
        }
        all
    }

    fn words(&self) -> impl Iterator<Item = (&str, &[String])> {
        let topics = self.topics.iter().map(|rule| (rule.id.as_str(), rule.words.as_slice()));
        let asker = self.asker.iter().map(|rule| (rule.id.as_str(), rule.words.as_slice()));
        let readings = self.readings.iter().map(|rule| (rule.id.as_str(), rule.words.as_slice()));
        let contexts = self.contexts.iter().map(|rule| (rule.id.as_str(), rule.words.as_slice()));
        topics.chain(asker).chain(readings).chain(contexts)
    }
}
