//! What the rules ask of a resource and a request.

use std::collections::BTreeSet;

use crate::catalogue::search::fold;
use crate::catalogue::{AudienceId, Availability, Basis, Catalogue, Resource, ResourceId};
use crate::suggest::brief::{Brief, Choice as _, Purpose, TimeAvailable};
use crate::suggest::rules::code::Word;
use crate::suggest::rules::table::{PurposeRule, QuoteOf, State, Table, TimeRule, TopicRule, When};
use crate::suggest::{Ground, Request};

use super::length::{self, Fit};
use super::text::{Wanted, audience, listed, quoted, sentences};

/// The request, ready to be asked.
pub(super) struct Facts<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) table: &'a Table,
    pub(super) enclosed: &'a BTreeSet<ResourceId>,
    pub(super) email: &'a str,
    pub(super) rules: &'a crate::suggest::rules::RulesName,
    /// In its one form.
    pub(super) brief: Brief,
    /// Those that are asked for, in the catalogue's order.
    pub(super) audiences: Vec<AudienceId>,
    /// The rule that named the audience, where none was stated.
    pub(super) named_by: Option<&'a PurposeRule>,
    time: Option<&'a TimeRule>,
    /// The topics of the purpose, each with its words as they are compared.
    topics: Vec<(&'a TopicRule, Vec<Wanted>)>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(request: &Request<'a>) -> Self {
        let catalogue = request.catalogue;
        let table = request.rules.table();
        let brief = request.brief.normalised(catalogue);
        let no_audience = brief.audience.is_empty() && brief.not_understood.is_empty();
        let named = |rule: &&PurposeRule| Some(rule.purpose.0) == brief.purpose;
        let own =
            |rule: &PurposeRule| AudienceId::new(&rule.audience).ok().filter(|id| catalogue.audience(id).is_some());
        let named = table.purposes.iter().find(named).filter(|_| no_audience);
        let named = named.and_then(|rule| Some((rule, own(rule)?)));
        let audiences = named.as_ref().map_or_else(|| brief.audience.clone(), |(_, id)| vec![id.clone()]);
        let topics = table.topics.iter().filter(|rule| Some(rule.purpose.0) == brief.purpose);
        Self {
            catalogue,
            table,
            enclosed: request.enclosed,
            email: request.email,
            rules: request.rules.name(),
            audiences,
            named_by: named.map(|(rule, _)| rule),
            time: table.times.iter().find(|rule| Some(rule.time.0) == brief.time),
            topics: topics.map(|rule| (rule, rule.words.iter().map(|word| Wanted::new(word)).collect())).collect(),
            brief,
        }
    }

    /// The topics of the purpose that a resource fits, each with the words of the resource that say so.
    pub(super) fn topics(&self, resource: &Resource) -> Vec<(&'a TopicRule, String)> {
        let mut found = Vec::new();
        for (rule, words) in &self.topics {
            let texts = std::iter::once(&resource.summary).chain(&resource.purpose).chain([&resource.title]);
            let mut all = texts.flat_map(|text| sentences(text));
            let sentence = all.find(|sentence| words.iter().any(|word| word.is_in(sentence)));
            let kind = || rule.kinds.iter().any(|kind| same(kind, &resource.kind)).then_some(resource.summary.as_str());
            if let Some(quote) = sentence.or_else(kind) {
                found.push((*rule, quote.to_owned()));
            }
        }
        found
    }

    /// Whether everything that a rule asks for holds.
    pub(super) fn holds(&self, when: &When, resource: &Resource, basis: Ground) -> bool {
        let brief = &self.brief;
        asked(&when.purpose, brief.purpose)
            && asked(&when.connectivity, brief.connectivity)
            && asked(&when.medium, brief.medium)
            && asked(&when.recipient, brief.recipient)
            && asked(&when.availability, Some(resource.availability))
            && asked(&when.basis, if let Ground::Assigned(basis) = basis { Some(basis) } else { None })
            && (when.category.is_empty() || when.category.iter().any(|id| id == resource.category.as_str()))
            && (when.kind.is_empty() || when.kind.iter().any(|kind| same(kind, &resource.kind)))
            && (when.reader.is_empty() || is_read_by(resource, &when.reader))
            && when.is.iter().all(|state| self.is(state.0, resource))
    }

    pub(super) fn is(&self, state: State, resource: &Resource) -> bool {
        match state {
            State::NotEnclosed => !self.enclosed.contains(&resource.id),
            State::Superseded => resource.successor().is_some(),
            State::WrittenForOthers => !self.others(resource).is_empty(),
            State::OffTopic => !self.topics.is_empty() && self.topics(resource).is_empty(),
            State::TrainingAsked => self.is_training_asked(),
            State::TooLong => self.fit(resource) == Some(Fit::TooLong),
            State::LengthFits => self.fit(resource) == Some(Fit::Fits),
            State::LengthUnclear => self.fit(resource) == Some(Fit::Unclear),
            State::NoLength => self.is_time_stated() && lengths(resource).is_empty(),
            State::LanguageKnown => !self.languages_known(resource).is_empty(),
            State::AudienceUnknown => self.is_audience_unknown(),
        }
    }

    /// The time of a request is that of a training, unless another purpose is stated.
    fn is_training_asked(&self) -> bool {
        self.brief.purpose.map_or_else(|| self.is_time_stated(), |purpose| purpose == Purpose::Train)
    }

    /// Whether audiences are named, and the catalogue has none of them.
    pub(super) fn is_audience_unknown(&self) -> bool {
        let is_named = !self.audiences.is_empty() || !self.brief.not_understood.is_empty();
        is_named && !self.audiences.iter().any(|id| self.catalogue.audience(id).is_some())
    }

    fn is_time_stated(&self) -> bool {
        self.brief.time.is_some_and(|time| time != TimeAvailable::NotStated)
    }

    fn fit(&self, resource: &Resource) -> Option<Fit> {
        length::best(lengths(resource), self.time?)
    }

    /// The audiences that the resource names as its readers, where none of them is asked for.
    fn others(&self, resource: &Resource) -> Vec<String> {
        let stated = || resource.audiences.iter().filter(|it| it.basis == Basis::Stated);
        if stated().any(|it| self.audiences.contains(&it.audience)) {
            return Vec::new();
        }
        let mut names: Vec<String> = Vec::new();
        for name in stated().map(|it| audience(self.catalogue, &it.audience)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Languages that are asked for and that it is known in.
    fn languages_known(&self, resource: &Resource) -> Vec<String> {
        self.brief.languages.iter().filter(|it| is_known_in(resource, it)).cloned().collect()
    }

    /// Languages that are asked for and that nobody knows it in.
    pub(super) fn languages_unknown(&self, resource: &Resource) -> Vec<String> {
        self.brief.languages.iter().filter(|it| !is_known_in(resource, it)).cloned().collect()
    }

    /// What the reasons of limits can name.
    pub(super) fn names_in_limits(&self, resource: &Resource) -> NamesInLimits {
        NamesInLimits {
            lengths: listed(&quoted(lengths(resource)), "or"),
            time: self.brief.time.map_or("", |time| time.code()).to_owned(),
            others: listed(&self.others(resource), "and"),
            languages: listed(&self.languages_known(resource), "and"),
        }
    }

    /// The catalogue's words behind a limit, letter for letter.
    pub(super) fn quote(&self, of: QuoteOf, resource: &Resource) -> String {
        let found = match of {
            QuoteOf::Available if resource.availability == Availability::NotStated => None,
            QuoteOf::Available => {
                let label = resource.availability.label();
                let said = Wanted::new(label);
                let mut words = resource.available_words.iter().map(|words| without_address(words));
                words.find(|words| said.is_in(words)).or_else(|| naming(resource, label)).map(str::to_owned)
            }
            QuoteOf::Delivery => resource.delivery.as_ref().map(|delivery| delivery.text.clone()),
            QuoteOf::Successor => resource.successor().map(|relation| relation.sentence.clone()),
            QuoteOf::Readers => readers(resource).first().map(|text| (*text).to_owned()),
            QuoteOf::Kind => naming(resource, &resource.kind).map(str::to_owned),
            QuoteOf::Nothing => None,
            QuoteOf::Language => {
                let mut facts = resource.languages.iter();
                let asked = |language: &str| self.brief.languages.iter().any(|it| same(it, language));
                facts.find(|fact| asked(&fact.value)).map(|fact| fact.source.clone())
            }
        };
        found.unwrap_or_default()
    }
}

/// The first sentence that has the words together, else the first of them that any sentence has: a course may call
/// itself training.
fn naming<'a>(resource: &'a Resource, words: &str) -> Option<&'a str> {
    let named = |words: &str| {
        let wanted = Wanted::new(words);
        let texts = std::iter::once(&resource.summary).chain(&resource.purpose).chain([&resource.title]);
        texts.flat_map(|text| sentences(text)).find(|sentence| wanted.is_in(sentence))
    };
    named(words).or_else(|| words.split(' ').find_map(named))
}

/// The words before an address: it may no longer be the office's, and the notes name the one to write to.
fn without_address(words: &str) -> &str {
    let Some((before, _)) = words.split_once('@') else { return words };
    before.trim_end_matches(|sign: char| !sign.is_whitespace()).trim_end()
}

/// The values of the names that the reasons of limits can have.
pub(super) struct NamesInLimits {
    lengths: String,
    time: String,
    others: String,
    languages: String,
}

impl NamesInLimits {
    pub(super) fn pairs(&self) -> [(&str, &str); 4] {
        [("lengths", &self.lengths), ("time", &self.time), ("others", &self.others), ("languages", &self.languages)]
    }
}

/// A list that asks for nothing holds; otherwise one of its values must be the stated one.
fn asked<T: PartialEq>(wanted: &[Word<T>], stated: Option<T>) -> bool {
    wanted.is_empty() || stated.is_some_and(|stated| wanted.iter().any(|word| word.0 == stated))
}

/// Whether its text names one of these audiences as its readers.
fn is_read_by(resource: &Resource, audiences: &[String]) -> bool {
    let stated = resource.audiences.iter().filter(|it| it.basis == Basis::Stated);
    stated.into_iter().any(|it| audiences.iter().any(|id| id == it.audience.as_str()))
}

/// Whether two wordings differ only in case, accents and hyphens.
fn same(one: &str, other: &str) -> bool {
    fold::key(one) == fold::key(other)
}

/// What was found of a part of it ("the study guide") says nothing of the whole.
fn is_known_in(resource: &Resource, language: &str) -> bool {
    resource.languages.iter().any(|fact| fact.of.is_empty() && same(&fact.value, language))
}

/// The stated lengths.
pub(super) fn lengths(resource: &Resource) -> &[String] {
    resource.delivery.as_ref().map_or(&[], |delivery| delivery.lengths.as_slice())
}

/// Whom it is for, in the Tool Box's own words: its readers, else what its assignments rest on.
pub(super) fn readers(resource: &Resource) -> Vec<&str> {
    let own = resource.readers.primary.iter().chain(&resource.readers.secondary);
    let own: Vec<&str> = own.map(String::as_str).collect();
    if own.is_empty() { resource.audiences.iter().map(|it| it.quote.as_str()).collect() } else { own }
}
