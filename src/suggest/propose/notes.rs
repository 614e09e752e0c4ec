//! What the person must know before using a proposal, as sentences.

use crate::catalogue::{AudienceId, Availability, RelationTarget, Resource};
use crate::pack::words::lists;
use crate::suggest::brief::{Choice as _, Connectivity, Medium};
use crate::suggest::rules::RulesName;
use crate::suggest::rules::table::{NoteAbout, NoteRule, State};
use crate::suggest::{AskerNote, MissingCompanion, Proposed};

use super::facts::Facts;
use super::text::{audience, fill, listed};

/// So many notes of a kind, and so many titles in a note, stand in words; the rest is counted.
const LISTED_MAX: usize = 10;

/// The category of trainings that a missing length matters for, as the rules of limits name it.
const TRAINING: &str = "training";

/// All notes, in a fixed order.
pub(super) fn of(
    facts: &Facts<'_>,
    proposed: &[(&Resource, Proposed)],
    missing: &[MissingCompanion],
    asker: Option<&AskerNote>,
    nothing_fits: Option<&str>,
) -> Vec<String> {
    let mut notes = Vec::new();
    if *facts.rules != RulesName::BuiltIn {
        notes.push(format!("Made with: {}.", facts.rules.words()));
    }
    let unknown = facts.audiences.iter().filter(|id| facts.catalogue.audience(id).is_none()).map(AudienceId::as_str);
    for wording in unknown.chain(facts.brief.not_understood.iter().map(String::as_str)) {
        notes.push(format!("The catalogue has no audience “{wording}”."));
    }
    if let Some(rule) = facts.named_by {
        let named = facts.audiences.first().map(|id| audience(facts.catalogue, id)).unwrap_or_default();
        notes.push(fill(&rule.note, &[("purpose", rule.purpose.0.code()), ("audience", &named)]));
    }
    notes.extend(nothing_fits.map(str::to_owned));
    for rule in &facts.table.notes {
        told(facts, rule, proposed, missing, &mut notes);
    }
    if let Some(asker) = asker {
        notes.extend([&asker.offer, &asker.officials_words].into_iter().filter(|words| !words.is_empty()).cloned());
    }
    notes
}

/// Why nothing is proposed, or only what fits the purpose and nobody who is named; nothing where something fits.
pub(super) fn nothing_fits(facts: &Facts<'_>, is_empty: bool, refused: usize) -> Option<String> {
    if facts.is_audience_unknown() && !facts.brief.not_understood.is_empty() {
        let named = titles(facts.brief.not_understood.iter().map(String::as_str));
        return Some(format!("Nothing in the catalogue fits {named}. Choose by hand."));
    }
    if !is_empty && !facts.is_audience_unknown() {
        return None;
    }
    let names: Vec<String> = facts.audiences.iter().map(|id| audience(facts.catalogue, id)).collect();
    Some(if refused > 0 {
        "Whatever fits is left out, each with its reason. Choose by hand.".to_owned()
    } else if !names.is_empty() {
        format!("No resource names {}. Choose by hand.", listed(&names, "or"))
    } else {
        "Choose at least one audience.".to_owned()
    })
}

fn told(
    facts: &Facts<'_>,
    rule: &NoteRule,
    proposed: &[(&Resource, Proposed)],
    missing: &[MissingCompanion],
    notes: &mut Vec<String>,
) {
    match rule.about.0 {
        NoteAbout::Superseded => {
            notes.extend(shortened(proposed.iter().filter_map(|(resource, _)| superseded(facts, rule, resource))));
        }
        NoteAbout::CompanionMissing => {
            notes.extend(shortened(missing.iter().map(|it| fill(&rule.one, &[("relation", &it.words)]))));
        }
        NoteAbout::LanguageUnknown => {
            for language in &facts.brief.languages {
                let without = |item: &Proposed| item.languages_unknown.contains(language);
                let without = proposed.iter().filter(|(_, item)| without(item)).map(|(_, item)| item.title.as_str());
                notes.extend(counted(facts, rule, &without.collect::<Vec<_>>(), language));
            }
        }
        about => {
            let fitting = proposed.iter().filter(|(resource, _)| is_about(facts, about, resource));
            notes.extend(counted(facts, rule, &fitting.map(|(_, item)| item.title.as_str()).collect::<Vec<_>>(), ""));
        }
    }
}

/// Whether a note about one thing is about this resource.
fn is_about(facts: &Facts<'_>, about: NoteAbout, resource: &Resource) -> bool {
    let not_enclosed = || facts.is(State::NotEnclosed, resource);
    let available = |availability| resource.availability == availability && not_enclosed();
    let no_internet = facts.brief.connectivity == Some(Connectivity::None);
    match about {
        NoteAbout::OnRequest => available(Availability::OnRequest),
        NoteAbout::Online => available(Availability::Online),
        NoteAbout::LiveSystem => available(Availability::LiveSystem),
        NoteAbout::NotStated => available(Availability::NotStated),
        NoteAbout::NotEnclosedNoInternet => no_internet && not_enclosed(),
        NoteAbout::NotEnclosedPaper => !no_internet && facts.brief.medium == Some(Medium::Paper) && not_enclosed(),
        NoteAbout::NoLength => resource.category.as_str() == TRAINING && facts.is(State::NoLength, resource),
        NoteAbout::Superseded | NoteAbout::CompanionMissing | NoteAbout::LanguageUnknown => false,
    }
}

fn counted(facts: &Facts<'_>, rule: &NoteRule, found: &[&str], language: &str) -> Option<String> {
    let template = match found.len() {
        0 => return None,
        1 => &rule.one,
        _ if rule.several.is_empty() => &rule.one,
        _ => &rule.several,
    };
    let titles = titles(found.iter().copied());
    let count = found.len().to_string();
    let names = [("titles", titles.as_str()), ("count", &count), ("email", facts.email), ("language", language)];
    Some(fill(template, &names))
}

/// The first titles, and how many more there are.
pub(super) fn titles<'a>(all: impl Iterator<Item = &'a str>) -> String {
    lists::shortened(all, LISTED_MAX, |title| format!("“{title}”")).join(", ")
}

fn shortened(notes: impl Iterator<Item = String>) -> Vec<String> {
    let mut notes = notes.fuse();
    let mut kept: Vec<String> = notes.by_ref().take(LISTED_MAX).collect();
    match notes.count() {
        0 => {}
        1 => kept.push("1 more note of this kind.".to_owned()),
        more => kept.push(format!("{more} more notes of this kind.")),
    }
    kept
}

fn superseded(facts: &Facts<'_>, rule: &NoteRule, resource: &Resource) -> Option<String> {
    let newer = match &resource.successor()?.target {
        RelationTarget::Outside { title, year: Some(year), .. } => format!("“{title}” ({year})"),
        RelationTarget::Outside { title, year: None, .. } => format!("“{title}”"),
        RelationTarget::Resource(id) => format!("“{}”", facts.catalogue.resource(id)?.title),
    };
    Some(fill(&rule.one, &[("newer", &newer), ("item", &resource.title)]))
}
