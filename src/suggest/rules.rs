//! The rules of a proposal, as tables.
//!
//! 1. A resource whose own words name the audience is proposed; [`ASSIGNED`] says in which order and with what reason.
//! 2. What a proposed resource belongs to is proposed with it; [`COMPANIONS`] says by which relations. One step only:
//!    what belongs to a companion is named in the notes and left out.
//! 3. Everything else is left out, with the reason.

use crate::catalogue::{Basis, Catalogue, RelationKind, RelationTarget, ResourceId};

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
    /// `{item}` stands for the title of the proposed resource that carries the relation.
    pub reason: &'static str,
}

/// By the relation that the proposed resource carries.
pub const COMPANIONS: [CompanionRule; 4] = [
    CompanionRule { kind: RelationKind::GoesWith, reason: "Goes with {item}." },
    CompanionRule { kind: RelationKind::DrawsOn, reason: "{item} draws on it." },
    CompanionRule { kind: RelationKind::IsTrainedBy, reason: "Trains what {item} sets out." },
    CompanionRule { kind: RelationKind::SupersededBy, reason: "Newer edition of {item}." },
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
}

/// How `other` belongs to `item`, by each relation that `item` carries.
pub fn companion<'a>(
    catalogue: &'a Catalogue,
    item: &ResourceId,
    other: &'a ResourceId,
) -> impl Iterator<Item = Companion<'a>> {
    let carrier = catalogue.resource(item);
    carrier.into_iter().flat_map(move |carrier| {
        carrier.relations.iter().filter_map(move |relation| {
            let points = matches!(&relation.target, RelationTarget::Resource(target) if target == other);
            let rule = COMPANIONS.into_iter().find(|rule| rule.kind == relation.kind).filter(|_| points)?;
            Some(Companion { rule, item: &carrier.title, sentence: &relation.sentence })
        })
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
