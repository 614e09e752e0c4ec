//! Audiences become a proposal with its reasons.
//!
//! Rules over fields and words, never over resource ids; [`rules`] holds them as a table.
//! Where the text is silent, so is the proposal. The same catalogue and audiences give the same answer.

pub mod rules;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{AudienceId, Basis, Catalogue, Resource, ResourceId};

use rules::Companion;

/// What is proposed for some audiences, and what is not.
///
/// Every resource of the catalogue stands in exactly one of the two lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// By what they rest on, the firmest first, then in the catalogue's order; companions last.
    pub proposed: Vec<Proposed>,
    /// In the catalogue's order.
    pub left_out: Vec<LeftOut>,
    /// Sentences that the person should know before using the proposal.
    pub notes: Vec<String>,
}

/// A resource that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub id: ResourceId,
    pub title: String,
    /// At least one.
    pub reasons: Vec<String>,
    /// The catalogue's words that the reasons rest on, letter for letter.
    pub quote: String,
    pub basis: Ground,
}

/// A resource that is not proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub id: ResourceId,
    pub title: String,
    pub reason: String,
}

/// What a proposal rests on; the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The resource's own words about its audience.
    Assigned(Basis),
    /// It belongs to something that is proposed.
    Companion,
}

impl Ground {
    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assigned(basis) => basis.code(),
            Self::Companion => "companion",
        }
    }
}

/// Proposes resources for audiences; several mean either.
///
/// The order and number of times in which they are given do not matter. Notes send people to `email`: the office's
/// own address where it has confirmed one.
pub fn suggest(catalogue: &Catalogue, audiences: &[AudienceId], email: &str) -> Proposal {
    let audiences = &in_order(catalogue, audiences);
    let places: BTreeMap<&ResourceId, usize> =
        catalogue.resources.iter().enumerate().map(|(place, resource)| (&resource.id, place)).collect();
    let resource_of = |item: &Proposed| places.get(&item.id).and_then(|place| catalogue.resources.get(*place));
    let mut proposed: Vec<Proposed> =
        catalogue.resources.iter().filter_map(|resource| assigned(catalogue, resource, audiences)).collect();
    proposed.sort_by_key(|item| item.basis);
    let carriers: Vec<&Resource> = proposed.iter().filter_map(resource_of).map(|resource| &**resource).collect();
    let companions = companions(catalogue, &places, &carriers);
    proposed.extend(companions);
    let chosen: BTreeSet<&ResourceId> = proposed.iter().map(|item| &item.id).collect();
    let left_out = catalogue
        .resources
        .iter()
        .filter(|resource| !chosen.contains(&resource.id))
        .map(|resource| LeftOut {
            id: resource.id.clone(),
            title: resource.title.clone(),
            reason: words::left_out(catalogue, resource, audiences),
        })
        .collect();
    let with_resources: Vec<(&Proposed, &Resource)> =
        proposed.iter().filter_map(|item| Some((item, &**resource_of(item)?))).collect();
    let notes = words::notes(catalogue, audiences, email, &with_resources);
    Proposal { proposed, left_out, notes }
}

/// Each audience once, in the catalogue's order; those that it does not have come last.
fn in_order(catalogue: &Catalogue, audiences: &[AudienceId]) -> Vec<AudienceId> {
    let unique: BTreeSet<&AudienceId> = audiences.iter().collect();
    let mut ordered: Vec<AudienceId> = unique.into_iter().cloned().collect();
    let place = |id: &AudienceId| catalogue.audiences.iter().position(|audience| &audience.id == id);
    ordered.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
    ordered
}

/// The resource, if its own words name one of the audiences.
fn assigned(catalogue: &Catalogue, resource: &Resource, audiences: &[AudienceId]) -> Option<Proposed> {
    let mut fitting: Vec<_> = resource.audiences.iter().filter(|it| audiences.contains(&it.audience)).collect();
    fitting.sort_by_key(|assignment| assignment.basis);
    let first = *fitting.first()?;
    let mut reasons = Vec::new();
    for assignment in fitting {
        let rule = rules::for_basis(assignment.basis);
        let mut reason = rule.reason.replace("{audience}", &words::audience(catalogue, &assignment.audience));
        if assignment.quote != first.quote {
            // The quote beside the reasons is the first one's; another reason brings its own.
            reason = format!("{}: “{}”", reason.trim_end_matches('.'), assignment.quote);
        }
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Some(Proposed {
        id: resource.id.clone(),
        title: resource.title.clone(),
        reasons,
        quote: first.quote.clone(),
        basis: Ground::Assigned(first.basis),
    })
}

/// What belongs to something that its own words propose, in the catalogue's order.
fn companions(catalogue: &Catalogue, places: &BTreeMap<&ResourceId, usize>, carriers: &[&Resource]) -> Vec<Proposed> {
    let proposed: BTreeSet<&ResourceId> = carriers.iter().map(|carrier| &carrier.id).collect();
    let mut links: BTreeMap<usize, Vec<Companion<'_>>> = BTreeMap::new();
    for (target, companion) in carriers.iter().flat_map(|carrier| rules::companions(carrier)) {
        if let Some(place) = places.get(target).filter(|_| !proposed.contains(target)) {
            links.entry(*place).or_default().push(companion);
        }
    }
    let item = |(place, links): (usize, Vec<Companion<'_>>)| {
        let resource = catalogue.resources.get(place)?;
        Some(Proposed {
            id: resource.id.clone(),
            title: resource.title.clone(),
            reasons: links.iter().map(Companion::reason).collect(),
            quote: links.first()?.sentence.to_owned(),
            basis: Ground::Companion,
        })
    };
    links.into_iter().filter_map(item).collect()
}
