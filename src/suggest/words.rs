//! The sentences of a proposal.

use std::collections::BTreeSet;

use crate::catalogue::{
    AudienceAssignment, AudienceId, Availability, Basis, Catalogue, RelationTarget, Resource, ResourceId,
};
use crate::suggest::{Ground, Proposed, rules};

/// An audience's name inside a sentence: "frontline border officials".
pub(super) fn audience(catalogue: &Catalogue, id: &AudienceId) -> String {
    let name = catalogue.audience(id).map_or(id.as_str(), |audience| audience.name.as_str());
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        // "ILO officers" keeps its capitals.
        (Some(_), Some(second)) if second.is_uppercase() => name.to_owned(),
        (Some(first), _) => first.to_lowercase().chain(name.chars().skip(1)).collect(),
        (None, _) => String::new(),
    }
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
    let resources: Vec<&Resource> = proposed.iter().map(|(_, resource)| *resource).collect();
    notes.extend(resources.iter().filter_map(|resource| superseded(catalogue, resource)));
    notes.extend(missing_companions(catalogue, proposed));
    notes.extend(to_get(catalogue, &resources));
    notes
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
fn missing_companions(catalogue: &Catalogue, proposed: &[(&Proposed, &Resource)]) -> Vec<String> {
    let chosen: BTreeSet<&ResourceId> = proposed.iter().map(|(item, _)| &item.id).collect();
    let companions = proposed.iter().filter(|(item, _)| item.basis == Ground::Companion);
    companions
        .flat_map(|(_, resource)| rules::companions(resource))
        .filter(|(target, _)| !chosen.contains(target))
        .filter_map(|(target, link)| {
            Some(format!("A companion is missing. {}", link.missing(&catalogue.resource(target)?.title)))
        })
        .collect()
}

/// How to get what is proposed, where that takes a step.
fn to_get(catalogue: &Catalogue, resources: &[&Resource]) -> Vec<String> {
    let email = &catalogue.contact.email;
    let titles = |availability: Availability| -> Vec<String> {
        resources.iter().filter(|it| it.availability == availability).map(|it| format!("“{}”", it.title)).collect()
    };
    let note = |availability: Availability, one: &str, several: &str| {
        let titles = titles(availability);
        let lead = if titles.len() == 1 { one } else { several };
        (!titles.is_empty()).then(|| format!("{}: {}.", lead.replace("{email}", email), titles.join(", ")))
    };
    [
        note(
            Availability::OnRequest,
            "1 is on request; ask the RSO at {email}",
            &format!("{} are on request; ask the RSO at {{email}}", titles(Availability::OnRequest).len()),
        ),
        note(
            Availability::Online,
            "1 is online only",
            &format!("{} are online only", titles(Availability::Online).len()),
        ),
        note(
            Availability::LiveSystem,
            "1 is a secure system, for partners",
            &format!("{} are secure systems, for partners", titles(Availability::LiveSystem).len()),
        ),
        note(
            Availability::NotStated,
            "For 1 the Tool Box does not say how to get it",
            &format!("For {} the Tool Box does not say how to get them", titles(Availability::NotStated).len()),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
