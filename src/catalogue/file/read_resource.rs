//! JSON to one resource.

use std::collections::BTreeSet;

use super::later;
use super::values::Object;
use super::words::{ABOUTS, AVAILABILITIES, BASES, HANDLINGS, LABELS, LEADS, RELATIONS, SAYERS, UNITS, letter};
use crate::catalogue::check::{Checker, Need, parts};
use crate::catalogue::{
    Address, AddressAbout, AudienceAssignment, AudienceId, CategoryId, Caution, Delivery, Fact, Handling, LeadsTo,
    Module, ModuleId, ModuleUnit, Modules, Readers, Relation, RelationTarget, Resource, ResourceId,
};

/// A resource whose relations are not read yet, with its place in the file.
pub(super) struct Unbound {
    pub(super) resource: Resource,
    pub(super) place: usize,
}

/// One resource but its relations; nothing where its words cannot be used.
pub(super) fn read(checker: &mut Checker, item: Object<'_>, lists: &parts::Lists) -> Option<Resource> {
    // All are asked before any is given up, so that all problems are told at once.
    let id = item.id(checker, "id", ResourceId::new);
    let category = item.id(checker, "category", CategoryId::new);
    let title = item.needed_text(checker, "title");
    let kind = item.needed_text(checker, "kind");
    let summary = item.needed_text(checker, "summary");
    let availability = item.word(checker, "availability", AVAILABILITIES);
    let readers = item.inner(checker, "readers", |checker, readers| {
        Some(Readers { primary: readers.texts(checker, "primary"), secondary: readers.texts(checker, "secondary") })
    });
    let (purpose, status) = (item.texts(checker, "purpose"), item.texts(checker, "status"));
    let available_words = item.texts(checker, "available_words");
    let includes = Some(item.text(checker, "includes")).filter(|text| !text.is_empty());
    if id.is_none() || category.is_none() || availability.is_none() || [title, kind, summary].contains(&None) {
        // It is left out, so nothing looks at its texts later.
        for (key, text) in [("title", title), ("kind", kind), ("summary", summary)] {
            text.map(|text| checker.text(item.here.key(key), text, Need::Required));
        }
    }
    let id = id?;
    let modules = item.inner(checker, "modules", |checker, item| modules(checker, item, &id));
    let mut resource = Resource {
        id,
        title: title?.to_owned(),
        category: category?,
        kind: kind?.to_owned(),
        summary: summary?.to_owned(),
        purpose,
        readers: readers.unwrap_or_default(),
        audiences: Vec::new(),
        modules,
        delivery: item.inner(checker, "delivery", delivery),
        includes,
        pages: item.number(checker, "pages"),
        status,
        availability: availability?,
        available_words,
        addresses: Vec::new(),
        handling: item.word_or(checker, "handling", HANDLINGS, Handling::NotStated),
        cautions: Vec::new(),
        relations: Vec::new(),
        publishers: Vec::new(),
        year: None,
        languages: Vec::new(),
    };
    if !parts::words(checker, &resource, lists, item.here) {
        return None;
    }
    beside_the_words(checker, item, lists, &mut resource);
    Some(resource)
}

/// What rests on the words, or was found elsewhere. Each part that cannot be used is left out by itself.
fn beside_the_words(checker: &mut Checker, item: Object<'_>, lists: &parts::Lists, resource: &mut Resource) {
    let mut seen = BTreeSet::new();
    resource.audiences = item.items(checker, "audiences", |checker, item| {
        let one = AudienceAssignment {
            audience: item.id(checker, "audience", AudienceId::new)?,
            basis: item.word(checker, "basis", BASES)?,
            quote: item.needed_text(checker, "quote")?.to_owned(),
        };
        parts::assignment(checker, resource, &one, lists, &mut seen, item.here).then_some(one)
    });
    resource.addresses = item.items(checker, "addresses", |checker, item| {
        let one = Address {
            url: item.needed_text(checker, "url")?.to_owned(),
            label: item.word(checker, "label", LABELS)?,
            description: item.needed_text(checker, "description")?.to_owned(),
            leads_to: item.word_or(checker, "leads_to", LEADS, LeadsTo::Page),
            about: item.word_or(checker, "about", ABOUTS, AddressAbout::Related),
            checked_on: item.day(checker, "checked_on"),
        };
        parts::address(checker, &one, item.here).then_some(one)
    });
    resource.cautions = item.items(checker, "cautions", |checker, item| {
        let one = Caution {
            text: item.needed_text(checker, "text")?.to_owned(),
            evidence: item.needed_text(checker, "evidence")?.to_owned(),
        };
        parts::caution(checker, &one, item.here).then_some(one)
    });
    resource.publishers = item.items(checker, "publishers", fact);
    resource.languages = item.items(checker, "languages", fact);
    resource.year = item.inner(checker, "year", |checker, item| {
        let source = item.needed_text(checker, "source")?.to_owned();
        let of = item.text(checker, "of");
        let fits = parts::sourced(checker, &source, &of, item.here);
        item.number(checker, "value").filter(|_| fits).map(|value| Fact { value, source, of })
    });
    later::editions(checker, item);
    later::translations(checker, item);
}

fn fact(checker: &mut Checker, item: Object<'_>) -> Option<Fact<String>> {
    let one = Fact {
        value: item.needed_text(checker, "value")?.to_owned(),
        source: item.needed_text(checker, "source")?.to_owned(),
        of: item.text(checker, "of"),
    };
    parts::fact(checker, &one, item.here).then_some(one)
}

fn delivery(checker: &mut Checker, item: Object<'_>) -> Option<Delivery> {
    let one = Delivery { text: item.needed_text(checker, "text")?.to_owned(), lengths: item.texts(checker, "lengths") };
    parts::delivery(checker, &one, item.here).then_some(one)
}

fn modules(checker: &mut Checker, item: Object<'_>, resource: &ResourceId) -> Option<Modules> {
    let unit = item.word_or(checker, "unit", UNITS, ModuleUnit::Module);
    let mut place = 0;
    let items = item.items(checker, "items", |checker, item| {
        place += 1;
        let number = item.number(checker, "number");
        Some(Module {
            id: ModuleId::new(resource, letter(unit), number.unwrap_or(place)),
            number,
            title: item.needed_text(checker, "title")?.to_owned(),
            module_count: item.number(checker, "module_count"),
        })
    });
    let one = Modules { lead: item.text(checker, "lead"), unit, items };
    parts::modules(checker, &one, item.here).then_some(one)
}

/// One relation; whether its target is there is another's question.
pub(super) fn relation(checker: &mut Checker, item: Object<'_>) -> Option<Relation> {
    let kind = item.word(checker, "kind", RELATIONS)?;
    let sentence = item.needed_text(checker, "sentence")?.to_owned();
    let said_by = item.word(checker, "said_by", SAYERS)?;
    let outside = item.inner(checker, "outside", |checker, item| {
        Some(RelationTarget::Outside {
            title: item.needed_text(checker, "title")?.to_owned(),
            year: item.number(checker, "year"),
            publisher: item.text(checker, "publisher"),
        })
    });
    let target = match outside {
        Some(target) => target,
        None if item.map.contains_key("outside") => return None,
        None => RelationTarget::Resource(item.id(checker, "resource", ResourceId::new)?),
    };
    Some(Relation { kind, target, sentence, said_by })
}
