//! Makes a proposal: what fits, what comes along, what lowers it, what is left out.

mod asker;
mod facts;
mod left_out;
pub(crate) mod length;
mod notes;
pub(crate) mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, RelationTarget, Resource, ResourceId};
use crate::suggest::rules::Rules;
use crate::suggest::rules::table::{AtMost, Table};
use crate::suggest::{CannotSend, Ground, LeftOut, MissingCompanion, Proposal, Proposed, Reason, Request, Tier};

use facts::Facts;
use text::fill;

/// Proposes resources for a request.
pub fn propose(request: &Request<'_>) -> Proposal {
    let facts = Facts::of(request);
    let resources = &request.catalogue.resources;
    let mut judged = Judged::default();
    for (place, resource) in resources.iter().enumerate() {
        if let Some(candidate) = candidate(&facts, resource) {
            judged.take(&facts, place, resource, candidate);
        }
    }
    for (place, resource, candidate) in companions(&facts, &judged) {
        judged.take(&facts, place, resource, candidate);
    }
    judged.proposed.sort_by_key(|it| (it.item.tier, !it.is_first, it.item.basis, it.place));
    let proposed: Vec<(&Resource, Proposed)> =
        judged.proposed.into_iter().filter_map(|it| Some((resources.get(it.place)?.as_ref(), it.item))).collect();
    let chosen: BTreeSet<&ResourceId> = proposed.iter().map(|(_, item)| &item.id).collect();
    let left_out = resources
        .iter()
        .filter(|resource| !chosen.contains(&resource.id))
        .map(|resource| {
            let refused = judged.refused.get(&resource.id).cloned();
            let Reason { words, quote } = refused.unwrap_or_else(|| left_out::reason(&facts, resource));
            LeftOut { id: resource.id.clone(), title: resource.title.clone(), reason: words, quote }
        })
        .collect();
    let missing = missing(&facts, &chosen, &proposed);
    let asker = asker::note(&facts, &proposed);
    let nothing_fits = notes::nothing_fits(&facts, proposed.is_empty(), judged.refused.len());
    let notes = notes::of(&facts, &proposed, &missing, asker.as_ref(), nothing_fits.as_deref());
    Proposal {
        proposed: proposed.into_iter().map(|(_, item)| item).collect(),
        left_out,
        missing,
        asker,
        nothing_fits,
        notes,
        rules: request.rules.name().clone(),
    }
}

/// What speaks for a resource, before anything that limits it.
struct Candidate {
    tier: Tier,
    basis: Ground,
    reasons: Vec<Reason>,
}

/// A proposed resource with what decides where it stands.
struct Placed {
    /// In the catalogue.
    place: usize,
    /// A rule puts it before the rest of its tier.
    is_first: bool,
    item: Proposed,
}

/// What became of the candidates.
#[derive(Default)]
struct Judged {
    proposed: Vec<Placed>,
    /// What would fit but for a rule, with that rule's reason.
    refused: BTreeMap<ResourceId, Reason>,
}

impl Judged {
    fn take(&mut self, facts: &Facts<'_>, place: usize, resource: &Resource, candidate: Candidate) {
        let Candidate { mut tier, basis, mut reasons } = candidate;
        let mut is_first = false;
        for rule in &facts.table.limits {
            let is_excepted = || rule.unless.as_ref().is_some_and(|unless| facts.holds(unless, resource, basis));
            if !facts.holds(&rule.when, resource, basis) || is_excepted() {
                continue;
            }
            is_first |= rule.first;
            let words = fill(&rule.reason, &facts.names_in_limits(resource).pairs());
            let reason = Reason { words, quote: facts.quote(rule.quote.0, resource) };
            match rule.at_most.map(|at_most| at_most.0) {
                Some(AtMost::LeftOut) => {
                    self.refused.insert(resource.id.clone(), reason);
                    return;
                }
                Some(AtMost::Useful) => tier = tier.max(Tier::Useful),
                Some(AtMost::Background) => tier = tier.max(Tier::Background),
                None => {}
            }
            reasons.push(reason);
        }
        let Some(first) = reasons.first() else { return };
        let item = Proposed {
            id: resource.id.clone(),
            title: resource.title.clone(),
            tier,
            quote: first.quote.clone(),
            reasons,
            basis,
            cannot_send: cannot_send(facts, resource),
            languages_unknown: facts.languages_unknown(resource),
        };
        self.proposed.push(Placed { place, is_first, item });
    }
}

/// The resource, if its own words name one of the audiences or fit the purpose.
fn candidate(facts: &Facts<'_>, resource: &Resource) -> Option<Candidate> {
    let mut found: Option<Candidate> = None;
    let mut fitting: Vec<_> = resource.audiences.iter().filter(|it| facts.audiences.contains(&it.audience)).collect();
    fitting.sort_by_key(|assignment| assignment.basis);
    for assignment in fitting {
        let Some(rule) = facts.table.assigned.iter().find(|rule| rule.basis.0 == assignment.basis) else { continue };
        let words = fill(&rule.reason, &[("audience", &text::audience(facts.catalogue, &assignment.audience))]);
        let reason = Reason { words, quote: assignment.quote.clone() };
        let basis = Ground::Assigned(assignment.basis);
        let found = found.get_or_insert(Candidate { tier: rule.tier.0, basis, reasons: Vec::new() });
        found.tier = found.tier.min(rule.tier.0);
        if !found.reasons.contains(&reason) {
            found.reasons.push(reason);
        }
    }
    for (rule, quote) in facts.topics(resource) {
        let basis = Ground::Purpose;
        let found = found.get_or_insert(Candidate { tier: rule.tier.0, basis, reasons: Vec::new() });
        found.tier = found.tier.min(rule.tier.0);
        found.reasons.push(Reason { words: rule.reason.clone(), quote });
    }
    found
}

/// What belongs to something that is proposed, in the catalogue's order.
fn companions<'a>(facts: &Facts<'a>, judged: &Judged) -> Vec<(usize, &'a Resource, Candidate)> {
    let resources = &facts.catalogue.resources;
    let known: BTreeSet<&ResourceId> =
        judged.proposed.iter().map(|it| &it.item.id).chain(judged.refused.keys()).collect();
    let places: BTreeMap<&ResourceId, usize> =
        resources.iter().enumerate().map(|(place, resource)| (&resource.id, place)).collect();
    let mut found: BTreeMap<usize, Candidate> = BTreeMap::new();
    let mut carriers: Vec<(usize, Ground)> = judged.proposed.iter().map(|it| (it.place, it.item.basis)).collect();
    carriers.sort_by_key(|(place, basis)| (*basis, *place));
    for carrier in carriers.iter().filter_map(|(place, _)| resources.get(*place)) {
        for relation in &carrier.relations {
            let RelationTarget::Resource(target) = &relation.target else { continue };
            let rule = facts.table.companions.iter().find(|rule| rule.relation.0 == relation.kind);
            let Some((rule, place)) = rule.zip(places.get(target).filter(|_| !known.contains(target))) else {
                continue;
            };
            let words = fill(&rule.reason, &[("item", &carrier.title)]);
            let reason = Reason { words, quote: relation.sentence.clone() };
            let basis = Ground::Companion;
            let entry = found.entry(*place).or_insert(Candidate { tier: rule.tier.0, basis, reasons: Vec::new() });
            entry.tier = entry.tier.min(rule.tier.0);
            entry.reasons.push(reason);
        }
    }
    found.into_iter().filter_map(|(place, it)| Some((place, resources.get(place)?.as_ref(), it))).collect()
}

/// What belongs to something proposed and is not proposed itself, in the order of the proposal.
fn missing(
    facts: &Facts<'_>,
    chosen: &BTreeSet<&ResourceId>,
    proposed: &[(&Resource, Proposed)],
) -> Vec<MissingCompanion> {
    let resources = proposed.iter().map(|(resource, _)| *resource);
    missing_from(facts.table, facts.catalogue, chosen, resources)
}

/// What belongs to resources and is not among them, in their order.
pub fn companions_missing(rules: &Rules, catalogue: &Catalogue, ids: &[ResourceId]) -> Vec<MissingCompanion> {
    let resources = ids.iter().filter_map(|id| catalogue.resource(id)).map(AsRef::as_ref);
    missing_from(rules.table(), catalogue, &ids.iter().collect(), resources)
}

fn missing_from<'a>(
    table: &Table,
    catalogue: &Catalogue,
    chosen: &BTreeSet<&ResourceId>,
    resources: impl Iterator<Item = &'a Resource>,
) -> Vec<MissingCompanion> {
    let mut missing = Vec::new();
    for resource in resources {
        for relation in &resource.relations {
            let RelationTarget::Resource(target) = &relation.target else { continue };
            let rule = table.companions.iter().find(|rule| rule.relation.0 == relation.kind);
            let (Some(rule), Some(companion)) = (rule, catalogue.resource(target)) else { continue };
            if chosen.contains(target) {
                continue;
            }
            missing.push(MissingCompanion {
                item: resource.id.clone(),
                item_title: resource.title.clone(),
                companion: companion.id.clone(),
                companion_title: companion.title.clone(),
                relation: relation.kind,
                words: fill(&rule.missing, &[("item", &resource.title), ("companion", &companion.title)]),
                sentence: relation.sentence.clone(),
            });
        }
    }
    missing
}

fn cannot_send(facts: &Facts<'_>, resource: &Resource) -> Option<CannotSend> {
    if facts.enclosed.contains(&resource.id) {
        return None;
    }
    let address = resource.address_state();
    let rule = facts.table.sending.iter().find(|rule| {
        rule.availability.0 == resource.availability
            && (rule.address.is_empty() || rule.address.iter().any(|state| state.0 == address))
            && (!rule.needs_file || facts.brief.needs_files())
    })?;
    Some(CannotSend { what: rule.what.0, words: rule.words.clone() })
}
