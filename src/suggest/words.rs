//! The sentences of a proposal.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{
    Audience, AudienceAssignment, AudienceId, Basis, Catalogue, RelationTarget, Resource, ResourceId,
};
use crate::suggest::rules::ToGetRule;
use crate::suggest::{Ground, Proposed, rules};

/// An audience's name inside a sentence: "frontline border officials".
pub(super) fn audience(catalogue: &Catalogue, id: &AudienceId) -> String {
    catalogue.audience(id).map_or_else(|| id.to_string(), Audience::in_sentence)
}

/// "a, b and c".
fn listed(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}

/// Why a resource is left out.
pub(super) fn left_out(catalogue: &Catalogue, resource: &Resource, audiences: &[AudienceId]) -> String {
    let mut reason = if audiences.is_empty() {
        "No audience was chosen".to_owned()
    } else {
        names_others(catalogue, resource, audiences)
    };
    if resource.successor().is_some() {
        reason.push_str("; newer edition exists");
    }
    reason
}

fn names_others(catalogue: &Catalogue, resource: &Resource, audiences: &[AudienceId]) -> String {
    let wanted: Vec<String> = audiences.iter().map(|id| audience(catalogue, id)).collect();
    let wanted = listed(&wanted, "or");
    let with = |test: fn(&AudienceAssignment) -> bool| {
        let mut names: Vec<String> = Vec::new();
        for assignment in resource.audiences.iter().filter(|assignment| test(assignment)) {
            let name = audience(catalogue, &assignment.audience);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let stated = with(|it| matches!(it.basis, Basis::Stated | Basis::StatedSecondary));
    let purpose = with(|it| it.basis == Basis::StatedPurpose);
    let wider = with(|it| it.basis == Basis::Wider);
    if !stated.is_empty() {
        format!("Its text names {}, not {wanted}", listed(&stated, "and"))
    } else if !purpose.is_empty() {
        format!("Its text names no audience; its stated purpose concerns {}, not {wanted}", listed(&purpose, "and"))
    } else if !wider.is_empty() {
        format!("Its text names a wider audience that includes {}, not {wanted}", listed(&wider, "and"))
    } else {
        "Its text names no audience".to_owned()
    }
}

/// What the person should know, in a fixed order.
pub(super) fn notes(
    catalogue: &Catalogue,
    audiences: &[AudienceId],
    email: &str,
    proposed: &[(&Proposed, &Resource)],
) -> Vec<String> {
    let mut notes = Vec::new();
    for id in audiences.iter().filter(|id| catalogue.audience(id).is_none()) {
        notes.push(format!("The catalogue has no audience “{id}”."));
    }
    if audiences.is_empty() {
        notes.push("Choose at least one audience.".to_owned());
        return notes;
    }
    if proposed.is_empty() {
        let names: Vec<String> = audiences.iter().map(|id| audience(catalogue, id)).collect();
        notes.push(format!("No resource names {}. Choose by hand.", listed(&names, "or")));
    }
    notes.extend(shortened(proposed.iter().filter_map(|(_, resource)| superseded(catalogue, resource))));
    notes.extend(shortened(missing_companions(catalogue, proposed)));
    notes.extend(rules::TO_GET.iter().filter_map(|rule| to_get(email, rule, proposed)));
    notes
}

/// So many notes of a kind, and so many titles in a note, stand in words; the rest is counted.
const LISTED_MAX: usize = 10;

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

fn superseded(catalogue: &Catalogue, resource: &Resource) -> Option<String> {
    let title = &resource.title;
    Some(match &resource.successor()?.target {
        RelationTarget::Outside { title: newer, year: Some(year), .. } => {
            format!("Newer edition exists: “{newer}” ({year}). It takes the place of “{title}”.")
        }
        RelationTarget::Outside { title: newer, year: None, .. } => {
            format!("Newer edition exists: “{newer}”. It takes the place of “{title}”.")
        }
        RelationTarget::Resource(id) => {
            let newer = &catalogue.resource(id)?.title;
            format!("Newer edition exists: “{newer}”. It takes the place of “{title}”.")
        }
    })
}

/// What companions belong to, where that is not proposed itself.
fn missing_companions(catalogue: &Catalogue, proposed: &[(&Proposed, &Resource)]) -> impl Iterator<Item = String> {
    let chosen: BTreeSet<&ResourceId> = proposed.iter().map(|(item, _)| &item.id).collect();
    let titles: BTreeMap<&ResourceId, &str> =
        catalogue.resources.iter().map(|resource| (&resource.id, resource.title.as_str())).collect();
    let companions = proposed.iter().filter(|(item, _)| item.basis == Ground::Companion);
    companions
        .flat_map(|(_, resource)| rules::companions(resource))
        .filter(move |(target, _)| !chosen.contains(target))
        .filter_map(move |(target, link)| {
            Some(format!("A companion is missing. {}", link.missing(titles.get(target)?)))
        })
}

/// How to get what is proposed, where that takes a step.
fn to_get(email: &str, rule: &ToGetRule, proposed: &[(&Proposed, &Resource)]) -> Option<String> {
    let fitting = || proposed.iter().filter(|(_, resource)| resource.availability == rule.availability);
    let mut titles: Vec<String> =
        fitting().take(LISTED_MAX).map(|(_, resource)| format!("“{}”", resource.title)).collect();
    let lead = match fitting().count() {
        0 => return None,
        1 => rule.one.to_owned(),
        count => {
            if count > titles.len() {
                titles.push(format!("and {} more", count - titles.len()));
            }
            rule.several.replace("{count}", &count.to_string())
        }
    };
    Some(format!("{}: {}.", lead.replace("{email}", email), titles.join(", ")))
}
