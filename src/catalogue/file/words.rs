//! The words of the format for closed sets, for reading and for writing.

use crate::catalogue::{
    AddressAbout, AddressLabel, Availability, Basis, Handling, LeadsTo, ModuleUnit, RelationKind, SaidBy, SentenceScope,
};

/// A closed set: each value with its word.
pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const SCOPES: Words<SentenceScope> =
    &[("any", SentenceScope::Any), ("whole-tool-box", SentenceScope::WholeToolBox)];

pub(super) const BASES: Words<Basis> = &[
    ("stated", Basis::Stated),
    ("stated-secondary", Basis::StatedSecondary),
    ("stated-purpose", Basis::StatedPurpose),
    ("wider", Basis::Wider),
];

pub(super) const UNITS: Words<ModuleUnit> = &[
    ("module", ModuleUnit::Module),
    ("session", ModuleUnit::Session),
    ("chapter", ModuleUnit::Chapter),
    ("part", ModuleUnit::Part),
];

pub(super) const AVAILABILITIES: Words<Availability> = &[
    ("download", Availability::Download),
    ("online", Availability::Online),
    ("live-system", Availability::LiveSystem),
    ("on-request", Availability::OnRequest),
    ("not-stated", Availability::NotStated),
];

pub(super) const HANDLINGS: Words<Handling> = &[
    ("public", Handling::Public),
    ("officials", Handling::Officials),
    ("ask-first", Handling::AskFirst),
    ("not-stated", Handling::NotStated),
];

pub(super) const LABELS: Words<AddressLabel> = &[
    ("official", AddressLabel::Official),
    ("partner", AddressLabel::Partner),
    ("former", AddressLabel::Former),
    ("successor", AddressLabel::Successor),
];

pub(super) const LEADS: Words<LeadsTo> = &[("page", LeadsTo::Page), ("file", LeadsTo::File)];

pub(super) const ABOUTS: Words<AddressAbout> =
    &[("resource", AddressAbout::Resource), ("related", AddressAbout::Related)];

pub(super) const RELATIONS: Words<RelationKind> = &[
    ("goes-with", RelationKind::GoesWith),
    ("draws-on", RelationKind::DrawsOn),
    ("is-trained-by", RelationKind::IsTrainedBy),
    ("superseded-by", RelationKind::SupersededBy),
];

pub(super) const SAYERS: Words<SaidBy> = &[("tool-box", SaidBy::ToolBox), ("outside", SaidBy::Outside)];

/// The word of a value.
pub(super) fn word<T: Copy + PartialEq>(set: Words<T>, value: T) -> &'static str {
    set.iter().find(|(_, one)| *one == value).map_or("", |(word, _)| word)
}

/// The letter of a module's id.
pub(super) fn letter(unit: ModuleUnit) -> char {
    match unit {
        ModuleUnit::Module => 'm',
        ModuleUnit::Session => 's',
        ModuleUnit::Chapter => 'c',
        ModuleUnit::Part => 'p',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_domain() {
        assert!(AVAILABILITIES.iter().all(|(word, value)| *word == value.code()));
        assert!(HANDLINGS.iter().all(|(word, value)| *word == value.code()));
        assert!(BASES.iter().all(|(word, value)| *word == value.code()));
        assert!(LABELS.iter().all(|(word, value)| *word == value.code()));
        assert!(RELATIONS.iter().all(|(word, value)| *word == value.code()));
        assert_eq!(word(UNITS, ModuleUnit::Part), "part");
    }
}
