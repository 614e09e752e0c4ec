//! The rules of a proposal, as tables.
//!
//! 1. A resource whose own words name the audience is proposed; [`ASSIGNED`] says in which order and with what reason.
//! 2. What a proposed resource belongs to is proposed with it; [`COMPANIONS`] says by which relations. One step only:
//!    what belongs to a companion is named in the notes and left out.
//! 3. Everything else is left out, with the reason.
//! 4. What must be known before the proposal is used is noted; [`TO_GET`] says it of how to get things.

use crate::catalogue::{Availability, Basis, RelationKind, RelationTarget, Resource, ResourceId};

/// How an assignment proposes its resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssignedRule {
    pub basis: Basis,
    /// `{audience}` stands for the audience's name.
    pub reason: &'static str,
}

/// From the firmest to the loosest.
pub const ASSIGNED: [AssignedRule; 4] = [
    AssignedRule { basis: Basis::Stated, reason: "Its text names {audience}." },
    AssignedRule { basis: Basis::StatedSecondary, reason: "Its text names {audience} as a secondary audience." },
    AssignedRule { basis: Basis::StatedPurpose, reason: "Its stated purpose concerns {audience}." },
    AssignedRule { basis: Basis::Wider, reason: "Its text names a wider audience that includes {audience}." },
];

/// How a relation of a proposed resource proposes what it points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompanionRule {
    pub kind: RelationKind,
    /// Why the companion is proposed; `{item}` stands for the title of what carries the relation.
    pub reason: &'static str,
    /// The same where the companion is not proposed; `{companion}` stands for its title.
    pub missing: &'static str,
}

/// By the relation that the proposed resource carries.
pub const COMPANIONS: [CompanionRule; 4] = [
    CompanionRule {
        kind: RelationKind::GoesWith,
        reason: "Goes with “{item}”.",
        missing: "“{item}” goes with “{companion}”.",
    },
    CompanionRule {
        kind: RelationKind::DrawsOn,
        reason: "“{item}” draws on it.",
        missing: "“{item}” draws on “{companion}”.",
    },
    CompanionRule {
        kind: RelationKind::IsTrainedBy,
        reason: "Training for “{item}”.",
        missing: "“{companion}” is the training for “{item}”.",
    },
    CompanionRule {
        kind: RelationKind::SupersededBy,
        reason: "Newer edition of “{item}”.",
        missing: "“{companion}” is the newer edition of “{item}”.",
    },
];

/// What is noted of proposed resources that take a step to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToGetRule {
    pub availability: Availability,
    /// `{email}` stands for the office's address.
    pub one: &'static str,
    /// `{count}` stands for how many there are.
    pub several: &'static str,
}

/// In the order of the notes. What is listed as download needs no note: its row says whether an address is known.
pub const TO_GET: [ToGetRule; 4] = [
    ToGetRule {
        availability: Availability::OnRequest,
        one: "1 is on request; ask the RSO at {email}",
        several: "{count} are on request; ask the RSO at {email}",
    },
    ToGetRule { availability: Availability::Online, one: "1 is online only", several: "{count} are online only" },
    ToGetRule {
        availability: Availability::LiveSystem,
        one: "1 is a secure system, for partners",
        several: "{count} are secure systems, for partners",
    },
    ToGetRule {
        availability: Availability::NotStated,
        one: "For 1 the Tool Box does not say how to get it",
        several: "For {count} the Tool Box does not say how to get them",
    },
];

/// The rule of a basis.
pub fn for_basis(basis: Basis) -> AssignedRule {
    let [stated, secondary, purpose, wider] = ASSIGNED;
    match basis {
        Basis::Stated => stated,
        Basis::StatedSecondary => secondary,
        Basis::StatedPurpose => purpose,
        Basis::Wider => wider,
    }
}

/// That a resource belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Companion<'a> {
    rule: CompanionRule,
    /// The title of the resource that carries the relation.
    item: &'a str,
    /// The sentence that says so.
    pub sentence: &'a str,
}

impl Companion<'_> {
    /// Why it is proposed.
    pub fn reason(&self) -> String {
        self.rule.reason.replace("{item}", self.item)
    }

    /// The relation in words, where the companion of this title is not proposed.
    pub fn missing(&self, companion: &str) -> String {
        // The parts of the sentence are put together in order, so that a title with braces stays as it is.
        let parts = self.rule.missing.split_inclusive('}');
        parts
            .map(|part| match part.split_once('{') {
                Some((before, "item}")) => format!("{before}{}", self.item),
                Some((before, "companion}")) => format!("{before}{companion}"),
                _ => part.to_owned(),
            })
            .collect()
    }
}

/// What belongs to the carrier, by each of its relations: the target and how it belongs.
pub fn companions(carrier: &Resource) -> impl Iterator<Item = (&ResourceId, Companion<'_>)> {
    carrier.relations.iter().filter_map(|relation| {
        let RelationTarget::Resource(target) = &relation.target else { return None };
        let rule = COMPANIONS.into_iter().find(|rule| rule.kind == relation.kind)?;
        Some((target, Companion { rule, item: &carrier.title, sentence: &relation.sentence }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_basis_has_its_rule() {
        for rule in ASSIGNED {
            assert_eq!(for_basis(rule.basis), rule);
        }
        assert!(ASSIGNED.is_sorted_by_key(|rule| rule.basis));
    }
}
