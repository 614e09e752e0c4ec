//! Why nothing shows, in words.

use crate::catalogue::filter::{Chip, Filters, Found, Group};
use crate::catalogue::{Audience, AudienceId, Catalogue};

/// What an empty result says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nothing {
    /// "A filter hides the one match".
    pub heading: String,
    /// Whole sentences that name the filters.
    pub text: String,
}

/// Why nothing shows, in words; `None` where something does.
pub fn nothing(catalogue: &Catalogue, filters: &Filters, found: &Found) -> Option<Nothing> {
    if !found.places.is_empty() {
        return None;
    }
    let search = filters.search.trim();
    let Some(hidden) = &found.hidden else {
        return Some(Nothing {
            heading: format!("No resource holds “{search}”"),
            text: "Check the spelling, or clear the search.".to_owned(),
        });
    };
    let many = hidden.groups.len() > 1;
    let heading = match (search.is_empty(), many, hidden.places.len()) {
        (true, false, _) => "The filter leaves nothing".to_owned(),
        (true, true, _) => "The filters leave nothing together".to_owned(),
        (false, false, 1) => "A filter hides the one match".to_owned(),
        (false, false, count) => format!("A filter hides all {count} matches"),
        (false, true, 1) => "Filters hide the one match".to_owned(),
        (false, true, count) => format!("Filters hide all {count} matches"),
    };
    let mut sentences = Vec::new();
    if !search.is_empty() {
        sentences.push(match hidden.places.len() {
            1 => format!("“{search}” is found in one resource."),
            count => format!("“{search}” is found in {count} resources."),
        });
    }
    match hidden.groups.as_slice() {
        [(group, _)] if !search.is_empty() => {
            let one = hidden.places.len() == 1;
            sentences.push(only_filter(catalogue, filters, *group, one));
        }
        groups => {
            sentences.extend(groups.iter().map(|(group, freed)| one_of_filters(catalogue, filters, *group, *freed)));
        }
    }
    Some(Nothing { heading, text: sentences.join(" ") })
}

/// Why the one group that is set leaves the hits out.
fn only_filter(catalogue: &Catalogue, filters: &Filters, group: Group, one: bool) -> String {
    let values = values(catalogue, filters, group);
    match (group, one) {
        (Group::Category, true) => format!("It is not in {values}, so that filter leaves it out."),
        (Group::Category, false) => format!("None of them is in {values}, so that filter leaves them out."),
        (Group::Audience, true) => format!("Its text does not name {values}, so that filter leaves it out."),
        (Group::Audience, false) => format!("None of their texts names {values}, so that filter leaves them out."),
        (Group::Availability, true) => format!("How to get it is not “{values}”, so that filter leaves it out."),
        (Group::Availability, false) => {
            format!("How to get them is not “{values}”, so that filter leaves them out.")
        }
    }
}

/// What one of several groups hides.
fn one_of_filters(catalogue: &Catalogue, filters: &Filters, group: Group, freed: usize) -> String {
    let values = values(catalogue, filters, group);
    let filter = match group {
        Group::Category => format!("“In {values}”"),
        Group::Audience => format!("“For {values}”"),
        Group::Availability => format!("“{values}”"),
    };
    match freed {
        0 => format!("Without {filter} alone, nothing shows either."),
        1 => format!("Without {filter}, 1 shows."),
        count => format!("Without {filter}, {count} show."),
    }
}

/// What a group is set to: "frontline border officials or trainers".
fn values(catalogue: &Catalogue, filters: &Filters, group: Group) -> String {
    let audience = |id: &AudienceId| catalogue.audience(id).map_or_else(|| id.to_string(), Audience::in_sentence);
    let value = |chip: &Chip| match chip {
        Chip::Audience(id) => audience(id),
        Chip::Category(_) | Chip::Availability(_) => filters.chip_words(catalogue, chip).value,
    };
    let chips = filters.chips();
    chips.iter().filter(|chip| group_of(chip) == group).map(value).collect::<Vec<_>>().join(" or ")
}

fn group_of(chip: &Chip) -> Group {
    match chip {
        Chip::Category(_) => Group::Category,
        Chip::Audience(_) => Group::Audience,
        Chip::Availability(_) => Group::Availability,
    }
}
