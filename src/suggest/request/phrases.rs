//! The words of the rules, ready to be found in a text, longest first.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalogue::Catalogue;
use crate::catalogue::search::fold;
use crate::suggest::brief::{Choice, Connectivity, Medium, Purpose, Recipient, TimeAvailable, languages};
use crate::suggest::rules::table::{BriefField, Role, Table};

use super::answer::Found;
use super::people;
use super::tokens::{Token, stem};

/// Words that state a value of a field.
pub(super) struct Phrase {
    words: Vec<String>,
    /// The same with the endings of the plural.
    keys: Vec<String>,
    field: BriefField,
    /// A code of the field, or an audience's id.
    pub(super) code: String,
    /// In the words of the form.
    label: String,
    rule: String,
}

/// All phrases of the rules and of the catalogue.
pub(super) struct Phrases {
    /// By their first word, the longest first.
    fields: BTreeMap<String, Vec<Phrase>>,
    roles: BTreeMap<Role, BTreeMap<String, Vec<Vec<String>>>>,
    /// The rule that lets names of languages state a language, and those names by their first word.
    pub(super) languages: Option<(String, Names)>,
    /// The rules' ids.
    people: BTreeMap<Role, String>,
}

/// Names of languages by their first word: all words of a name, and the English name.
pub(super) type Names = BTreeMap<String, Vec<(Vec<String>, &'static str)>>;

impl Phrases {
    pub(super) fn of(catalogue: &Catalogue, table: &Table) -> Self {
        let mut phrases =
            Self { fields: BTreeMap::new(), roles: BTreeMap::new(), languages: None, people: BTreeMap::new() };
        for rule in &table.contexts {
            match rule.role.0 {
                Role::CatalogueWordings => phrases.add_wordings(catalogue, &rule.id),
                Role::LanguageNames => phrases.languages = Some((rule.id.clone(), names())),
                role => {
                    phrases.people.insert(role, rule.id.clone());
                    let known = phrases.roles.entry(role).or_default();
                    for words in rule.words.iter().map(|words| stems(words)) {
                        let Some(first) = words.first().cloned() else { continue };
                        known.entry(first).or_default().push(words);
                    }
                }
            }
        }
        for rule in &table.readings {
            let label = match rule.field.0 {
                BriefField::Audience => {
                    let known = catalogue.audiences.iter().find(|audience| audience.id.as_str() == rule.value);
                    known.map(|audience| audience.name.clone())
                }
                field => label(field, &rule.value),
            };
            let Some(label) = label else { continue };
            for words in &rule.words {
                phrases.add(words, rule.field.0, &rule.value, &label, &rule.id);
            }
        }
        for known in phrases.fields.values_mut() {
            known.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        phrases
    }

    fn add_wordings(&mut self, catalogue: &Catalogue, rule: &str) {
        for audience in &catalogue.audiences {
            let id = audience.id.as_str();
            for words in [id, &audience.name].into_iter().chain(audience.also.iter().map(String::as_str)) {
                self.add(words, BriefField::Audience, id, &audience.name, rule);
            }
        }
    }

    fn add(&mut self, words: &str, field: BriefField, code: &str, label: &str, rule: &str) {
        let keys: Vec<String> = keys(words).collect();
        let words = stems(words);
        let Some(first) = words.first().cloned() else { return };
        let known = self.fields.entry(first).or_default();
        // Whoever says it first keeps it: the catalogue's own wordings stand before those of the rules.
        if known.iter().any(|phrase| phrase.words == words && phrase.field == field) {
            return;
        }
        known.push(Phrase {
            words,
            keys,
            field,
            code: code.to_owned(),
            label: label.to_owned(),
            rule: rule.to_owned(),
        });
    }

    /// All phrases of fields in the text, in its order.
    pub(super) fn find(&self, text: &str, tokens: &[Token]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let other = self.of_another_sense(tokens);
        let mut understood = BTreeSet::new();
        let mut at = 0;
        while at < tokens.len() {
            let known = tokens.get(at).and_then(|token| self.fields.get(token.stem()));
            let mut standing = known.into_iter().flatten().filter(|phrase| {
                stands_at(&phrase.words, tokens, at) && (at..at + phrase.words.len()).all(|it| !other.contains(&it))
            });
            let Some(phrase) = standing.next() else {
                at += 1;
                continue;
            };
            let range = at..at + phrase.words.len();
            at = range.end;
            let is_understood = |place: usize| understood.contains(&place);
            // Several of them are people, and who asks is one.
            let is_one = || {
                phrase
                    .keys
                    .iter()
                    .zip(range.clone())
                    .all(|(key, place)| tokens.get(place).is_some_and(|it| &it.key == key))
            };
            let is_asker = || {
                is_one() && people::is_stated_by(Role::AskerBefore, (text, tokens), range.start, self, &is_understood)
            };
            if phrase.field != BriefField::Recipient || is_asker() {
                if phrase.field == BriefField::Audience {
                    understood.extend(range.clone());
                }
                let Phrase { field, code, label, rule, .. } = phrase;
                found.extend(Found::new(tokens, range, *field, code, label, rule));
            }
        }
        found
    }

    /// Words that mean something else than those of a field that stand among them: "in due course".
    fn of_another_sense(&self, tokens: &[Token]) -> BTreeSet<usize> {
        let lengths = |at: usize| {
            [Role::Nothing, Role::OtherSense].into_iter().filter_map(move |role| self.role_at(role, tokens, at)).max()
        };
        (0..tokens.len()).flat_map(|at| at..at + lengths(at).unwrap_or(0)).collect()
    }

    fn field_at(&self, tokens: &[Token], at: usize) -> Option<&Phrase> {
        let known = self.fields.get(tokens.get(at)?.stem())?;
        known.iter().find(|phrase| stands_at(&phrase.words, tokens, at))
    }

    /// How many words of the role begin here; the most that do.
    pub(super) fn role_at(&self, role: Role, tokens: &[Token], at: usize) -> Option<usize> {
        let known = self.roles.get(&role)?.get(tokens.get(at)?.stem())?;
        known.iter().filter(|words| stands_at(words, tokens, at)).map(Vec::len).max()
    }

    /// Whether words of the role end right before the place, whatever stands there.
    pub(super) fn ends_at(&self, role: Role, tokens: &[Token], at: usize) -> bool {
        (at.saturating_sub(4)..at).any(|start| self.role_at(role, tokens, start) == Some(at - start))
    }

    /// The id of the rule that has the role.
    pub(super) fn rule_of(&self, role: Role) -> String {
        self.people.get(&role).cloned().unwrap_or_default()
    }

    /// Whether words of the role end right before the place, in its clause.
    pub(super) fn is_right_before(&self, role: Role, tokens: &[Token], at: usize) -> bool {
        let clause = tokens.get(at).map(|token| token.clause);
        (at.saturating_sub(4)..at).any(|start| {
            let same = tokens.get(start).map(|token| token.clause) == clause;
            same && self.role_at(role, tokens, start) == Some(at - start)
        })
    }

    /// Whether a rule understands words that begin here.
    pub(super) fn knows(&self, tokens: &[Token], at: usize) -> bool {
        self.field_at(tokens, at).is_some() || self.role_at(Role::PeopleAlone, tokens, at).is_some()
    }

    /// The words without those of some roles at either end; empty where there are no others.
    pub(super) fn without_ends(&self, roles: &[Role], tokens: &[Token], words: Range<usize>) -> Range<usize> {
        let mut told = words.start..words.start;
        let mut at = words.start;
        while at < words.end {
            let lengths = roles.iter().filter_map(|role| self.role_at(*role, tokens, at));
            let length = lengths.filter(|length| at + length <= words.end).max();
            if length.is_none() {
                told = if told.is_empty() { at..at + 1 } else { told.start..at + 1 };
            }
            at += length.unwrap_or(1);
        }
        told
    }
}

/// Whether the words stand at a place, without a comma between them.
fn stands_at(words: &[String], tokens: &[Token], at: usize) -> bool {
    let Some(here) = tokens.get(at..at + words.len()) else { return false };
    let clause = here.first().map(|token| token.clause);
    here.iter().zip(words).all(|(token, word)| token.stem() == word && Some(token.clause) == clause)
}

/// The words of a phrase as they are compared.
fn stems(words: &str) -> Vec<String> {
    keys(words).map(|word| stem(&word).to_owned()).collect()
}

fn keys(words: &str) -> impl Iterator<Item = String> {
    let key = fold::key(words);
    let words: Vec<String> = key.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

fn names() -> Names {
    let mut names = Names::new();
    for (wording, name) in languages::wordings() {
        let words: Vec<String> = fold::key(wording).split(' ').map(str::to_owned).collect();
        let Some(first) = words.first().cloned() else { continue };
        names.entry(first).or_default().push((words, name));
    }
    names
}

/// The words of the form for a code.
pub(super) fn label(field: BriefField, code: &str) -> Option<String> {
    fn of<C: Choice>(code: &str) -> Option<String> {
        C::from_code(code).map(|value| value.label().to_owned())
    }
    match field {
        BriefField::Purpose => of::<Purpose>(code),
        BriefField::Time => of::<TimeAvailable>(code),
        BriefField::Connectivity => of::<Connectivity>(code),
        BriefField::Medium => of::<Medium>(code),
        BriefField::Recipient => of::<Recipient>(code),
        BriefField::Audience | BriefField::Language => Some(code.to_owned()),
    }
}
