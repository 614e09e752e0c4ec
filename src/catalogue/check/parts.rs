//! Rules for each part of a catalogue. Each says whether the part can be used.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checker, Here, Need, is_language_tag, relation_is_said, says};
use crate::catalogue::{
    Address, Audience, AudienceAssignment, AudienceId, Background, Catalogue, Category, CategoryId, Caution, Contact,
    Delivery, Fact, Modules, Relation, RelationTarget, Resource, ResourceId,
};

/// The ids that resources may refer to.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// Each id with the place of its resource in the catalogue.
    pub(crate) resources: BTreeMap<ResourceId, usize>,
    pub(crate) categories: BTreeSet<CategoryId>,
    pub(crate) audiences: BTreeSet<AudienceId>,
}

/// What came of adding to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    Good,
    /// Its words cannot be used; resources may still refer to it.
    Nameless,
    Twice,
}

impl Lists {
    /// Collects the ids of a catalogue, and checks its categories and audiences on the way.
    pub(crate) fn of(checker: &mut Checker, catalogue: &Catalogue) -> Self {
        let mut lists = Self::default();
        let top = Here::Top;
        let (categories, audiences) = (top.key("categories"), top.key("audiences"));
        for (index, category) in catalogue.categories.iter().enumerate() {
            lists.category(checker, category, categories.item(index));
        }
        for (index, audience) in catalogue.audiences.iter().enumerate() {
            lists.audience(checker, audience, audiences.item(index));
        }
        for (index, resource) in catalogue.resources.iter().enumerate() {
            lists.resources.entry(resource.id.clone()).or_insert(index);
        }
        lists
    }

    /// Adds a category, unless its id is taken.
    pub(crate) fn category(&mut self, checker: &mut Checker, category: &Category, here: Here<'_>) -> Listed {
        if !self.categories.insert(category.id.clone()) {
            checker.twice(here.key("id"), "category", category.id.as_str());
            return Listed::Twice;
        }
        if checker.text(here.key("name"), &category.name, Need::Required) { Listed::Good } else { Listed::Nameless }
    }

    /// Adds an audience, unless its id is taken.
    pub(crate) fn audience(&mut self, checker: &mut Checker, audience: &Audience, here: Here<'_>) -> Listed {
        if !self.audiences.insert(audience.id.clone()) {
            checker.twice(here.key("id"), "audience", audience.id.as_str());
            return Listed::Twice;
        }
        let named = checker.text(here.key("name"), &audience.name, Need::Required);
        if checker.texts(here.key("also"), &audience.also) && named { Listed::Good } else { Listed::Nameless }
    }

    /// The resource of this id.
    pub(crate) fn resource<'a>(&self, catalogue: &'a Catalogue, id: &ResourceId) -> Option<&'a Resource> {
        let place = self.resources.get(id)?;
        catalogue.resources.get(*place).map(AsRef::as_ref)
    }
}

/// What stands before all lists.
pub(crate) fn head(checker: &mut Checker, catalogue: &Catalogue) {
    let top = Here::Top;
    let tag = &catalogue.language;
    if !is_language_tag(tag) {
        checker.error(
            top.key("language"),
            format!("“{tag}” is not a language tag"),
            "Write a BCP 47 tag, for example \"en\"",
        );
    }
    checker.text(top.key("source_age"), &catalogue.source_age, Need::Required);
    if catalogue.categories.is_empty() {
        checker.error(top.key("categories"), "There is no category", "List at least one category with id and name");
    }
    if catalogue.resources.is_empty() {
        checker.warning(top.key("resources"), "There is no resource", "List at least one resource");
    }
}

/// What the Tool Box says of itself.
pub(crate) fn background(checker: &mut Checker, background: &Background, here: Here<'_>) -> bool {
    let mut good = checker.text(here.key("heading"), &background.heading, Need::Optional);
    let paragraphs = here.key("paragraphs");
    for (index, paragraph) in background.paragraphs.iter().enumerate() {
        let at = paragraphs.item(index);
        let sentences = at.key("sentences");
        for (place, sentence) in paragraph.sentences.iter().enumerate() {
            good &= checker.text(sentences.item(place).key("text"), &sentence.text, Need::Required);
        }
        good &= checker.texts(at.key("list"), &paragraph.list);
    }
    good
}

/// How to reach the office.
pub(crate) fn contact(checker: &mut Checker, contact: &Contact, here: Here<'_>) -> bool {
    let mut good = checker.texts(here.key("address"), &contact.address);
    for (key, text) in [("office", &contact.office), ("telephone", &contact.telephone), ("fax", &contact.fax)] {
        good &= checker.text(here.key(key), text, Need::Optional);
    }
    if !contact.website.is_empty() {
        good &= checker.url(here.key("website"), &contact.website);
    }
    let email = contact.email.as_str();
    let parts = email.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "@.-_+".contains(sign);
    if !email.is_empty() && (parts.is_none() || !email.chars().all(plain) || email.matches('@').count() != 1) {
        good = checker.error(
            here.key("email"),
            format!("“{email}” is not an e-mail address"),
            "Write one plain address, for example info@example.org",
        );
    }
    good
}

/// A whole resource but its relations and the uniqueness of its id.
pub(crate) fn resource(checker: &mut Checker, resource: &Resource, lists: &Lists, here: Here<'_>) {
    words(checker, resource, lists, here);
    if let Some(parts) = &resource.modules {
        modules(checker, parts, here.key("modules"));
    }
    if let Some(time) = &resource.delivery {
        delivery(checker, time, here.key("delivery"));
    }
    let mut seen = BTreeSet::new();
    let audiences = here.key("audiences");
    for (index, one) in resource.audiences.iter().enumerate() {
        assignment(checker, resource, one, lists, &mut seen, audiences.item(index));
    }
    let addresses = here.key("addresses");
    for (index, one) in resource.addresses.iter().enumerate() {
        address(checker, one, addresses.item(index));
    }
    let cautions = here.key("cautions");
    for (index, one) in resource.cautions.iter().enumerate() {
        caution(checker, one, cautions.item(index));
    }
    for (key, facts) in [("publishers", &resource.publishers), ("languages", &resource.languages)] {
        let list = here.key(key);
        for (index, one) in facts.iter().enumerate() {
            fact(checker, one, list.item(index));
        }
    }
    if let Some(year) = &resource.year {
        sourced(checker, &year.source, &year.of, here.key("year"));
    }
}

/// The words that a resource cannot do without.
pub(crate) fn words(checker: &mut Checker, resource: &Resource, lists: &Lists, here: Here<'_>) -> bool {
    let mut good = true;
    for (key, text) in [("title", &resource.title), ("kind", &resource.kind), ("summary", &resource.summary)] {
        good &= checker.text(here.key(key), text, Need::Required);
    }
    if !lists.categories.contains(&resource.category) {
        good = checker.error(
            here.key("category"),
            format!("There is no category “{}”", resource.category),
            "Use the id of a category of this file, or add the category",
        );
    }
    let readers = here.key("readers");
    for (here, texts) in [
        (here.key("purpose"), &resource.purpose),
        (readers.key("primary"), &resource.readers.primary),
        (readers.key("secondary"), &resource.readers.secondary),
        (here.key("status"), &resource.status),
        (here.key("available_words"), &resource.available_words),
    ] {
        good &= checker.texts(here, texts);
    }
    if let Some(includes) = &resource.includes {
        good &= checker.text(here.key("includes"), includes, Need::Required);
    }
    good
}

/// The parts of a course.
pub(crate) fn modules(checker: &mut Checker, modules: &Modules, here: Here<'_>) -> bool {
    let mut good = checker.text(here.key("lead"), &modules.lead, Need::Optional);
    let items = here.key("items");
    if modules.items.is_empty() {
        good = checker.error(items, "There is no module", "List the modules, or remove the field");
    }
    for (index, item) in modules.items.iter().enumerate() {
        good &= checker.text(items.item(index).key("title"), &item.title, Need::Required);
    }
    good
}

/// How long a training takes.
pub(crate) fn delivery(checker: &mut Checker, delivery: &Delivery, here: Here<'_>) -> bool {
    let mut good = checker.text(here.key("text"), &delivery.text, Need::Required);
    let lengths = here.key("lengths");
    for (index, length) in delivery.lengths.iter().enumerate() {
        let at = lengths.item(index);
        good &= checker.text(at, length, Need::Required);
        if !delivery.text.contains(length.as_str()) {
            good = checker.error(
                at,
                format!("The words “{length}” do not stand in the text about delivery"),
                "Take the words letter for letter from the field “text” beside it",
            );
        }
    }
    good
}

/// That a resource is for an audience. The resource's own texts must be there already.
pub(crate) fn assignment(
    checker: &mut Checker,
    resource: &Resource,
    assignment: &AudienceAssignment,
    lists: &Lists,
    seen: &mut BTreeSet<AudienceId>,
    here: Here<'_>,
) -> bool {
    let id = &assignment.audience;
    if !lists.audiences.contains(id) {
        return checker.error(
            here.key("audience"),
            format!("There is no audience “{id}”"),
            "Use the id of an audience of this file, or add the audience",
        );
    }
    if !seen.insert(id.clone()) {
        return checker.twice(here.key("audience"), "audience", id.as_str());
    }
    let quote = here.key("quote");
    if !checker.text(quote, &assignment.quote, Need::Required) {
        return false;
    }
    if says(resource, &assignment.quote) {
        return true;
    }
    checker.error(
        quote,
        "The quoted words do not stand in the resource’s own text",
        "Quote letter for letter the words that say whom it is for, or remove the audience",
    )
}

/// A web address.
pub(crate) fn address(checker: &mut Checker, address: &Address, here: Here<'_>) -> bool {
    let opens = checker.url(here.key("url"), &address.url);
    checker.text(here.key("description"), &address.description, Need::Required) && opens
}

/// A warning of ours.
pub(crate) fn caution(checker: &mut Checker, caution: &Caution, here: Here<'_>) -> bool {
    let said = checker.text(here.key("text"), &caution.text, Need::Required);
    checker.text(here.key("evidence"), &caution.evidence, Need::Required) && said
}

/// Something found outside the Tool Box, in words.
pub(crate) fn fact(checker: &mut Checker, fact: &Fact<String>, here: Here<'_>) -> bool {
    let said = checker.text(here.key("value"), &fact.value, Need::Required);
    sourced(checker, &fact.source, &fact.of, here) && said
}

/// That a fact says where it was found.
pub(crate) fn sourced(checker: &mut Checker, source: &str, of: &str, here: Here<'_>) -> bool {
    let found = checker.text(here.key("source"), source, Need::Required);
    checker.text(here.key("of"), of, Need::Optional) && found
}

/// How one resource belongs to another; `target` is the other one, where the catalogue has it.
pub(crate) fn relation(
    checker: &mut Checker,
    resource: &Resource,
    relation: &Relation,
    target: Option<&Resource>,
    here: Here<'_>,
) -> bool {
    match &relation.target {
        RelationTarget::Resource(id) if *id == resource.id => {
            return checker.error(
                here.key("resource"),
                "The resource points at itself",
                "Point at the other resource, or remove the relation",
            );
        }
        RelationTarget::Resource(id) if target.is_none() => {
            return checker.error(
                here.key("resource"),
                format!("There is no resource “{id}”, or it could not be read"),
                "Use the id of a resource of this file, or remove the relation",
            );
        }
        RelationTarget::Outside { title, publisher, .. } => {
            let outside = here.key("outside");
            let named = checker.text(outside.key("title"), title, Need::Required);
            if !checker.text(outside.key("publisher"), publisher, Need::Optional) || !named {
                return false;
            }
        }
        RelationTarget::Resource(_) => {}
    }
    let sentence = here.key("sentence");
    if !checker.text(sentence, &relation.sentence, Need::Required) {
        return false;
    }
    if relation_is_said(resource, target, &relation.sentence, relation.said_by) {
        return true;
    }
    checker.error(
        sentence,
        "The sentence stands neither in this resource’s text nor in the other’s",
        "Quote the Tool Box’s sentence letter for letter, or set \"said_by\" to \"outside\"",
    )
}
