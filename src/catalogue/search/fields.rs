//! All text of a resource that is searched, field by field.

use crate::catalogue::{AddressState, Availability, Catalogue, Handling, Module, ModuleUnit, RelationTarget, Resource};

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Field {
    Title,
    Kind,
    /// A controlled audience that the resource is for.
    Audience,
    /// Another wording of such an audience.
    Wording,
    Summary,
    Purpose,
    Readers,
    Modules,
    Delivery,
    Includes,
    Status,
    Availability,
    Category,
    Relation,
    Successor,
    Caution,
    Publisher,
    Year,
    Language,
    Address,
    Handling,
}

/// The number of tiers that [`Field::tier`] tells apart.
pub const TIERS: u8 = 4;

impl Field {
    /// How much a hit weighs: title before kind and audience before summary before the rest.
    pub fn tier(self) -> u8 {
        match self {
            Self::Title => 0,
            Self::Kind | Self::Audience | Self::Wording => 1,
            Self::Summary => 2,
            _ => TIERS - 1,
        }
    }

    /// The words before a snippet of this field: "In its purpose".
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "In its title",
            Self::Kind => "Its kind",
            Self::Audience => "For",
            Self::Wording => "For, in other words",
            Self::Summary => "In its summary",
            Self::Purpose => "In its purpose",
            Self::Readers => "In whom it is for",
            Self::Modules => "In its modules",
            Self::Delivery => "In its time",
            Self::Includes => "In what it includes",
            Self::Status => "In its status",
            Self::Availability => "In how to get it",
            Self::Category => "Its category",
            Self::Relation => "In what it goes with",
            Self::Successor => "In its newer edition",
            Self::Caution => "In its caution",
            Self::Publisher => "Published by",
            Self::Year => "Its year",
            Self::Language => "In its languages",
            Self::Address => "In its addresses",
            Self::Handling => "Its handling",
        }
    }
}

/// Gives every text of a resource with its field, in the order of the fields.
pub fn each_text(catalogue: &Catalogue, resource: &Resource, each: &mut dyn FnMut(Field, &str)) {
    each(Field::Title, &resource.title);
    each(Field::Kind, &resource.kind);
    let audiences = || resource.audiences.iter().filter_map(|assigned| catalogue.audience(&assigned.audience));
    for audience in audiences() {
        each(Field::Audience, &audience.name);
    }
    for wording in audiences().flat_map(|audience| &audience.also) {
        each(Field::Wording, wording);
    }
    each(Field::Summary, &resource.summary);
    all(Field::Purpose, &resource.purpose, each);
    all(Field::Readers, &resource.readers.primary, each);
    all(Field::Readers, &resource.readers.secondary, each);
    if let Some(modules) = &resource.modules {
        each(Field::Modules, &modules.lead);
        for module in &modules.items {
            each_module(modules.unit, module, each);
        }
    }
    if let Some(delivery) = &resource.delivery {
        each(Field::Delivery, &delivery.text);
    }
    all(Field::Includes, resource.includes.as_slice(), each);
    if let Some(pages) = resource.pages {
        each(Field::Includes, &format!("{pages} pages"));
    }
    all(Field::Status, &resource.status, each);
    each(Field::Availability, resource.availability.label());
    if resource.availability == Availability::Download {
        each(Field::Availability, address_words(resource.address_state()));
    }
    all(Field::Availability, &resource.available_words, each);
    if let Some(category) = catalogue.category(&resource.category) {
        each(Field::Category, &category.name);
    }
    each_found_elsewhere(resource, each);
}

fn each_found_elsewhere(resource: &Resource, each: &mut dyn FnMut(Field, &str)) {
    for relation in &resource.relations {
        match &relation.target {
            RelationTarget::Resource(_) => each(Field::Relation, &relation.sentence),
            RelationTarget::Outside { title, year, publisher } => {
                each(Field::Successor, title);
                each(Field::Successor, publisher);
                if let Some(year) = year {
                    each(Field::Successor, &year.to_string());
                }
                each(Field::Successor, &relation.sentence);
            }
        }
    }
    for caution in &resource.cautions {
        each(Field::Caution, &caution.text);
        each(Field::Caution, &caution.evidence);
    }
    for publisher in &resource.publishers {
        each(Field::Publisher, &publisher.value);
    }
    if let Some(year) = &resource.year {
        each(Field::Year, &year.value.to_string());
    }
    for language in &resource.languages {
        each(Field::Language, &language.value);
    }
    for address in &resource.addresses {
        each(Field::Address, &address.description);
    }
    if resource.handling != Handling::NotStated {
        each(Field::Handling, resource.handling.label());
    }
}

fn all(field: Field, texts: &[String], each: &mut dyn FnMut(Field, &str)) {
    for text in texts {
        each(field, text);
    }
}

/// A part of a course as it is shown: with its number and how many modules it has.
fn each_module(unit: ModuleUnit, module: &Module, each: &mut dyn FnMut(Field, &str)) {
    let number = module.number.map(|number| format!("{} {number}: ", unit.word())).unwrap_or_default();
    let count = module.module_count.map(|count| format!(" ({count} modules)")).unwrap_or_default();
    each(Field::Modules, &format!("{number}{}{count}", module.title));
}

fn address_words(state: AddressState) -> &'static str {
    match state {
        AddressState::None => "no address known",
        AddressState::Page => "page known",
        AddressState::File => "file known",
    }
}
