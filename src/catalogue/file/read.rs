//! JSON to a catalogue, leaving out what cannot be used.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::read_resource::{self, Unbound};
use super::values::{self, Object};
use super::words::SCOPES;
use super::{VERSION, later};
use crate::catalogue::check::parts::Listed;
use crate::catalogue::check::{Checker, Here, MAX_RESOURCES, Problem, Step, is_language_tag, parts};
use crate::catalogue::{
    Audience, AudienceId, Background, BackgroundParagraph, BackgroundSentence, Catalogue, Category, CategoryId,
    CivilDate, Contact, Lookup, Relation, RelationTarget, Resource, SentenceScope,
};

/// A catalogue without anything in it.
pub(super) fn nothing() -> Catalogue {
    Catalogue {
        edition: CivilDate::FIRST,
        language: "en".to_owned(),
        source_age: String::new(),
        background: Background::default(),
        categories: Vec::new(),
        audiences: Vec::new(),
        contact: Contact::default(),
        resources: Vec::new(),
        lookup: Lookup::default(),
    }
}

/// All that can be used of a file; `twice` are the keys that were there before.
pub(super) fn catalogue(value: &Value, twice: Vec<Vec<Step>>) -> (Catalogue, Vec<Problem>) {
    let mut checker = Checker::default();
    let mut catalogue = nothing();
    if let Some(file) = values::object(&mut checker, value, Here::Top) {
        version(&mut checker, file);
        head(&mut checker, file, &mut catalogue);
        let mut lists = parts::Lists::default();
        catalogue.categories =
            file.items(&mut checker, "categories", |checker, item| category(checker, item, &mut lists));
        catalogue.audiences =
            file.items(&mut checker, "audiences", |checker, item| audience(checker, item, &mut lists));
        resources(&mut checker, file, &mut lists, &mut catalogue);
        parts::head(&mut checker, &catalogue);
        if !is_language_tag(&catalogue.language) {
            "en".clone_into(&mut catalogue.language);
        }
    }
    let mut problems = checker.into_problems();
    problems.extend(twice.into_iter().map(|path| duplicate_key(value, path)));
    problems.sort_by_cached_key(|problem| order(value, &problem.path));
    (catalogue, problems)
}

/// A category. One without a usable name is called by its id, so that its resources stay.
fn category(checker: &mut Checker, item: Object<'_>, lists: &mut parts::Lists) -> Option<Category> {
    let id = item.id(checker, "id", CategoryId::new)?;
    let name = item.needed_text(checker, "name").map_or_else(|| id.to_string(), str::to_owned);
    let category = Category { id, name };
    match lists.category(checker, &category, item.here) {
        Listed::Good => Some(category),
        Listed::Nameless => Some(Category { name: category.id.to_string(), ..category }),
        Listed::Twice => None,
    }
}

/// An audience. One without usable words is called by its id, so that what refers to it stays.
fn audience(checker: &mut Checker, item: Object<'_>, lists: &mut parts::Lists) -> Option<Audience> {
    let id = item.id(checker, "id", AudienceId::new)?;
    let name = item.needed_text(checker, "name").map_or_else(|| id.to_string(), str::to_owned);
    let audience = Audience { id, name, also: item.texts(checker, "also") };
    match lists.audience(checker, &audience, item.here) {
        Listed::Good => Some(audience),
        Listed::Nameless => Some(Audience { name: audience.id.to_string(), also: Vec::new(), ..audience }),
        Listed::Twice => None,
    }
}

/// Where a path stands in the file, for sorting: the place of each step among its neighbours.
fn order(top: &Value, path: &[Step]) -> Vec<usize> {
    let mut value = Some(top);
    let mut places = Vec::with_capacity(path.len());
    for step in path {
        let (place, inner) = match (step, value) {
            (Step::Item(index), Some(Value::Array(items))) => (*index, items.get(*index)),
            (Step::Key(key) | Step::Again(key), Some(Value::Object(map))) => {
                (map.keys().position(|one| one == key).unwrap_or(map.len()), map.get(key))
            }
            _ => (0, None),
        };
        places.push(place);
        value = inner;
    }
    places
}

/// That a key stands twice in one object. The first is used.
fn duplicate_key(top: &Value, path: Vec<Step>) -> Problem {
    let mut checker = Checker::default();
    if let [Step::Key(key), Step::Item(index), ..] = path.as_slice()
        && key == "resources"
    {
        let resource = top.get("resources").and_then(|list| list.get(*index));
        checker.resource = resource.and_then(|one| one.get("id")).and_then(Value::as_str).map(str::to_owned);
    }
    checker.again(path)
}

/// Tells a version that this program does not know. The file is read all the same.
fn version(checker: &mut Checker, file: Object<'_>) {
    let here = file.here.key("version");
    match file.map.get("version") {
        None | Some(Value::Null) => {
            checker.error(here, "The version of the format is missing", "Add \"version\": 1");
        }
        Some(found) if found.as_u64() == Some(VERSION) => {}
        Some(found) if found.as_u64().is_some_and(|number| number > VERSION) => {
            let problem = format!("The file has version {found} of the format; this program knows {VERSION}");
            checker.error(here, problem, "Use a newer program; what is shown may not be all");
        }
        Some(found) => {
            checker.error(here, format!("There is no version {found} of the format"), "Write \"version\": 1");
        }
    }
}

/// What stands before the lists.
fn head(checker: &mut Checker, file: Object<'_>, catalogue: &mut Catalogue) {
    if file.needed_text(checker, "edition").is_some()
        && let Some(edition) = file.day(checker, "edition")
    {
        catalogue.edition = edition;
    }
    file.needed_text(checker, "language").unwrap_or("en").clone_into(&mut catalogue.language);
    catalogue.source_age = file.text(checker, "source_age");
    let background = file.inner(checker, "background", |checker, item| {
        let background = Background {
            heading: item.text(checker, "heading"),
            paragraphs: item.items(checker, "paragraphs", |checker, item| Some(paragraph(checker, item))),
        };
        parts::background(checker, &background, item.here).then_some(background)
    });
    catalogue.background = background.unwrap_or_default();
    let contact = file.inner(checker, "contact", |checker, item| {
        let contact = Contact {
            office: item.text(checker, "office"),
            address: item.texts(checker, "address"),
            telephone: item.text(checker, "telephone"),
            fax: item.text(checker, "fax"),
            email: item.text(checker, "email"),
            website: item.text(checker, "website"),
        };
        parts::contact(checker, &contact, item.here).then_some(contact)
    });
    catalogue.contact = contact.unwrap_or_default();
    later::layer(checker, file);
}

fn paragraph(checker: &mut Checker, item: Object<'_>) -> BackgroundParagraph {
    BackgroundParagraph {
        sentences: item.items(checker, "sentences", |checker, item| {
            Some(BackgroundSentence {
                text: item.needed_text(checker, "text")?.to_owned(),
                about: item.word_or(checker, "about", SCOPES, SentenceScope::Any),
            })
        }),
        list: item.texts(checker, "list"),
    }
}

/// Reads the resources, then ties their relations, then sorts them by category.
fn resources(checker: &mut Checker, file: Object<'_>, lists: &mut parts::Lists, catalogue: &mut Catalogue) {
    let mut listed = file.list(checker, "resources");
    let here = file.here.key("resources");
    if listed.len() > MAX_RESOURCES {
        checker.too_many_resources(here);
        listed = listed.get(..MAX_RESOURCES).unwrap_or_default();
    }
    let mut unbound: Vec<Unbound> = Vec::with_capacity(listed.len());
    let mut named = BTreeSet::new();
    for (index, value) in listed.iter().enumerate() {
        let name = value.get("id").and_then(Value::as_str);
        checker.resource = name.map(str::to_owned);
        let at = here.item(index);
        if let Some(name) = name.filter(|name| !named.insert(*name)) {
            checker.twice(at.key("id"), "resource", name);
        }
        let Some(read) = values::object(checker, value, at).and_then(|item| read_resource::read(checker, item, lists))
        else {
            continue;
        };
        if lists.resources.contains_key(&read.id) {
            continue;
        }
        lists.resources.insert(read.id.clone(), unbound.len());
        unbound.push(Unbound { resource: read, place: index });
    }
    let relations = tie(checker, here, listed, lists, &unbound);
    let grouped = in_their_group(&unbound, catalogue);
    for one in unbound.iter().filter(|one| !grouped.contains(&one.place)) {
        checker.resource = Some(one.resource.id.to_string());
        checker.ungrouped(here.item(one.place).key("category"), one.resource.category.as_str());
    }
    checker.resource = None;
    for (one, tied) in unbound.iter_mut().zip(relations) {
        one.resource.relations = tied;
    }
    let mut resources: Vec<Resource> = unbound.into_iter().map(|one| one.resource).collect();
    let order = |id: &CategoryId| catalogue.categories.iter().position(|category| category.id == *id);
    resources.sort_by_cached_key(|resource| order(&resource.category));
    catalogue.resources = resources.into_iter().map(Arc::new).collect();
}

/// The places of those resources that stand with their category already.
fn in_their_group(unbound: &[Unbound], catalogue: &Catalogue) -> BTreeSet<usize> {
    let mut highest = None;
    let mut places = BTreeSet::new();
    for one in unbound {
        let own = catalogue.categories.iter().position(|category| category.id == one.resource.category);
        if own >= highest {
            places.insert(one.place);
            highest = own;
        }
    }
    places
}

/// The relations of each resource, now that all resources are there.
fn tie(
    checker: &mut Checker,
    here: Here<'_>,
    listed: &[Value],
    lists: &parts::Lists,
    unbound: &[Unbound],
) -> Vec<Vec<Relation>> {
    let mut all = Vec::with_capacity(unbound.len());
    for one in unbound {
        let at = here.item(one.place);
        checker.resource = Some(one.resource.id.to_string());
        let item = listed.get(one.place).and_then(Value::as_object).map(|map| Object { map, here: at });
        let tied = item.map(|item| {
            item.items(checker, "relations", |checker, item| {
                let relation = read_resource::relation(checker, item)?;
                let target = match &relation.target {
                    RelationTarget::Resource(id) => lists.resources.get(id).and_then(|place| unbound.get(*place)),
                    RelationTarget::Outside { .. } => None,
                };
                let target = target.map(|other| &other.resource);
                parts::relation(checker, &one.resource, &relation, target, item.here).then_some(relation)
            })
        });
        all.push(tied.unwrap_or_default());
    }
    all
}
