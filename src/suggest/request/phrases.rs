//! The words of the rules, ready to be found in a text, longest first.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::catalogue::Catalogue;
use crate::catalogue::search::fold;
use crate::suggest::brief::{Choice, Connectivity, Medium, Purpose, Recipient, TimeAvailable, languages};
use crate::suggest::rules::table::{BriefField, Role, Table};

use super::answer::Found;
use super::tokens::{Token, stem};

/// Words that state a value of a field.
pub(super) struct Phrase {
    words: Vec<String>,
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
    /// The rules' ids for audiences that are not known.
    people: BTreeMap<Role, String>,
}

/// Names of languages by their first word: all words of a name, and the English name.
pub(super) type Names = BTreeMap<String, Vec<(Vec<String>, &'static str)>>;

/// So many words before a mark can deny it.
const DENIAL_REACH: usize = 3;
/// So many words before an asker can say that it is one.
const ASKER_REACH: usize = 6;

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
        let words = stems(words);
        let Some(first) = words.first().cloned() else { return };
        let known = self.fields.entry(first).or_default();
        // Whoever says it first keeps it: the catalogue's own wordings stand before those of the rules.
        if known.iter().any(|phrase| phrase.words == words && phrase.field == field) {
            return;
        }
        known.push(Phrase { words, field, code: code.to_owned(), label: label.to_owned(), rule: rule.to_owned() });
    }

    /// All phrases of fields in the text, in its order.
    pub(super) fn find(&self, tokens: &[Token]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if let Some(length) = self.role_at(Role::Nothing, tokens, at) {
                at += length;
                continue;
            }
            let Some(phrase) = self.field_at(tokens, at) else {
                at += 1;
                continue;
            };
            let length = phrase.words.len();
            if phrase.field != BriefField::Recipient || self.is_before(Role::AskerBefore, tokens, at, ASKER_REACH) {
                found.extend(Found::new(
                    tokens,
                    at..at + length,
                    phrase.field,
                    &phrase.code,
                    &phrase.label,
                    &phrase.rule,
                ));
            }
            at += length;
        }
        found
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

    /// Whether words of the role stand in the same sentence, among so many words before the place.
    fn is_before(&self, role: Role, tokens: &[Token], at: usize, reach: usize) -> bool {
        let sentence = tokens.get(at).map(|token| token.sentence);
        (at.saturating_sub(reach)..at).any(|start| {
            let same = tokens.get(start).map(|token| token.sentence) == sentence;
            same && self.role_at(role, tokens, start).is_some_and(|length| start + length <= at)
        })
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

    /// Marks what the text denies: "not for police", "no need for training".
    pub(super) fn deny(&self, tokens: &[Token], found: &mut [Found]) {
        let inside: BTreeSet<usize> = found.iter().flat_map(|it| it.tokens.clone()).collect();
        let mut before: Option<(usize, usize)> = None;
        for it in found {
            let at = it.tokens.start;
            let clause = tokens.get(at).map(|token| token.clause);
            let mut near = at.saturating_sub(DENIAL_REACH)..at;
            let is_said = near.any(|start| {
                let same = tokens.get(start).map(|token| token.clause) == clause;
                let length = self.role_at(Role::Negation, tokens, start).filter(|_| same && !inside.contains(&start));
                length.is_some_and(|length| start + length <= at)
            });
            // "not for police or coast guard": what is joined to it is denied as well.
            let is_joined = before.is_some_and(|(end, denied)| {
                let between = tokens.get(end..at).unwrap_or_default();
                Some(denied) == clause && between.iter().all(|token| matches!(token.key.as_str(), "or" | "nor" | "and"))
            });
            it.is_denied = is_said || is_joined;
            before = clause.filter(|_| it.is_denied).map(|clause| (it.tokens.end, clause));
        }
    }

    /// Finds people that no rule knows: "customs officers", "judges".
    pub(super) fn find_people(&self, text: &str, tokens: &[Token], found: &mut Vec<Found>) {
        let inside: BTreeSet<usize> = found.iter().flat_map(|it| it.tokens.clone()).collect();
        let mut add = |role: Role, range: Range<usize>| {
            let rule = self.people.get(&role).cloned().unwrap_or_default();
            let words: Vec<&str> =
                tokens.get(range.clone()).unwrap_or_default().iter().map(|token| token.key.as_str()).collect();
            let words = words.join(" ");
            if let Some(mut one) = Found::new(tokens, range, BriefField::Audience, &words, &words, &rule) {
                one.is_known = false;
                found.push(one);
            }
        };
        for at in 0..tokens.len() {
            if inside.contains(&at) {
                continue;
            }
            if self.role_at(Role::PeopleAlone, tokens, at).is_some() {
                add(Role::PeopleAlone, at..at + 1);
            } else if self.role_at(Role::People, tokens, at).is_some()
                && let Some(before) = at.checked_sub(1).filter(|before| !inside.contains(before))
                && self.is_kind_of_people(text, tokens, before, at)
            {
                add(Role::People, before..at + 1);
            }
        }
    }

    /// Whether the word before people says which: no number, no name, and not one that goes with any people.
    fn is_kind_of_people(&self, text: &str, tokens: &[Token], before: usize, at: usize) -> bool {
        let (Some(word), Some(people)) = (tokens.get(before), tokens.get(at)) else { return false };
        let shown = text.get(word.range.clone()).unwrap_or_default();
        let is_acronym = (2..=5).contains(&shown.len()) && shown.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_word = shown.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_uppercase());
        word.clause == people.clause
            && (is_word || is_acronym)
            && crate::suggest::propose::length::number(&word.key).is_none()
            && self.role_at(Role::PeoplePlain, tokens, before).is_none()
            && self.role_at(Role::Negation, tokens, before).is_none()
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
    fold::key(words).split(' ').filter(|word| !word.is_empty()).map(|word| stem(word).to_owned()).collect()
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
