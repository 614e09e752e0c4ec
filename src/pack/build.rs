//! From a catalogue, a selection and options to a [`Pack`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::request::{self, Asked};
use super::{
    BackgroundText, CautionText, Code, ContactBlock, Entry, GoesWith, HowToGet, Issuer, Length, Link, ModuleItem,
    ModuleList, NewerEdition, Pack, Paper, Row, RowBody, RowLabel, Scope, ScopeCategory, Section, words,
};
use crate::catalogue::{
    Address, AddressAbout, AddressLabel, AddressState, Availability, Background, Catalogue, Category, CivilDate,
    Contact, Delivery, Fact, Handling, LeadsTo, Modules, Readers, RelationKind, RelationTarget, Resource, ResourceId,
    SentenceScope, is_web,
};

/// What a person decides about a pack beside its resources.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Empty: [`words::UNTITLED`].
    pub title: String,
    pub prepared_for: Option<String>,
    /// Who hands it out; empty where nobody has been asked yet.
    pub issued_by: String,
    pub message: Option<String>,
    pub date: CivilDate,
    pub length: Length,
    pub paper: Paper,
    /// The contact block that the office has confirmed; else the Tool Box's stands, with a note.
    pub contact: Option<Contact>,
}

impl Options {
    /// Nothing decided but the date.
    pub fn new(date: CivilDate) -> Self {
        Self {
            title: String::new(),
            prepared_for: None,
            issued_by: String::new(),
            message: None,
            date,
            length: Length::default(),
            paper: Paper::default(),
            contact: None,
        }
    }
}

/// Lays the selection out: grouped by category in the catalogue's order, the given order inside a category.
///
/// An id that the catalogue does not know is left out, one given twice is taken once.
pub fn build(catalogue: &Catalogue, selection: &[ResourceId], options: &Options) -> Pack {
    let chosen = in_reading_order(catalogue, selection);
    let email = options.contact.as_ref().map_or(catalogue.contact.email.as_str(), |own| own.email.as_str());
    let cx = Cx {
        numbers: chosen.iter().zip(1..).map(|(place, number)| (&place.resource.id, number)).collect(),
        email,
        catalogue,
    };

    let sections = sections(catalogue, &cx, &chosen);
    let asked: Vec<Asked<'_>> = chosen.iter().map(|place| asked(place.resource, place.category)).collect();
    let places: Vec<(usize, usize)> = chosen.iter().map(|place| (place.table + 1, place.row + 1)).collect();
    Pack {
        title: line(&options.title).unwrap_or_else(|| words::UNTITLED.to_owned()),
        prepared_for: options.prepared_for.as_deref().and_then(line),
        issuer: issuer(&options.issued_by),
        message: options.message.as_deref().and_then(paragraph),
        date: options.date,
        language: catalogue.language.clone(),
        length: options.length,
        paper: options.paper,
        scope: scope(catalogue, &chosen),
        statements: words::statements(&words::Facts {
            chosen: chosen.len(),
            total: catalogue.resources.len(),
            source_age: &catalogue.source_age,
            edition: catalogue.edition,
            date: options.date,
            checks: &chosen
                .iter()
                .flat_map(|place| &place.resource.addresses)
                .map(|it| it.checked_on)
                .collect::<Vec<_>>(),
        }),
        background: background(&catalogue.background),
        sections,
        contact: contact(catalogue, options.contact.as_ref()),
        credit: credit(),
        request: request::for_all(email, &asked),
        code: request::code_for_all(email, &asked, &places),
    }
}

/// Who hands a pack out, in words: "Issued by" for the office itself, else "Put together by".
pub fn issuer(name: &str) -> Issuer {
    match line(name) {
        None => Issuer { name: String::new(), label: String::new(), line: String::new() },
        Some(name) if words::is_the_office(&name) => Issuer { label: "Issued by".to_owned(), line: name.clone(), name },
        Some(name) => {
            Issuer { label: "Put together by".to_owned(), line: format!("{name} from the RSO Tool Box"), name }
        }
    }
}

/// The entry of one resource by itself, as its page in the window shows it. Nothing is "in this pack" there.
///
/// Requests go to `email`: the office's own address where it has confirmed one.
pub fn entry_of(catalogue: &Catalogue, id: &ResourceId, email: &str) -> Option<Entry> {
    let resource = catalogue.resource(id)?;
    let category = catalogue.category(&resource.category)?;
    let cx = Cx { numbers: BTreeMap::new(), email, catalogue };
    Some(entry(&cx, resource, category, 1))
}

/// A resource with its place in the Tool Box.
#[derive(Clone, Copy)]
struct Place<'a> {
    resource: &'a Resource,
    category: &'a Category,
    /// The category's place, from 0.
    table: usize,
    /// The place inside the category, from 0.
    row: usize,
}

/// The chosen resources, each once, with their places.
fn in_reading_order<'a>(catalogue: &'a Catalogue, selection: &[ResourceId]) -> Vec<Place<'a>> {
    let mut wanted: BTreeSet<&ResourceId> = selection.iter().collect();
    let tables: BTreeMap<_, _> =
        catalogue.categories.iter().enumerate().map(|(table, category)| (&category.id, (table, category))).collect();
    let mut rows = vec![0; catalogue.categories.len()];
    let mut places = BTreeMap::new();
    for resource in catalogue.resources.iter().map(Arc::as_ref) {
        let Some(&(table, category)) = tables.get(&resource.category) else { continue };
        let Some(row) = rows.get_mut(table) else { continue };
        if wanted.remove(&resource.id) {
            places.insert(&resource.id, Place { resource, category, table, row: *row });
        }
        *row += 1;
    }
    let mut chosen: Vec<Place<'a>> = selection.iter().filter_map(|id| places.remove(id)).collect();
    chosen.sort_by_key(|place| place.table); // stable: the given order stays inside a category
    chosen
}

/// What every entry needs to know of the pack around it.
struct Cx<'a> {
    /// The number of each chosen resource.
    numbers: BTreeMap<&'a ResourceId, u32>,
    email: &'a str,
    catalogue: &'a Catalogue,
}

/// One line of typed text: control characters become spaces; nothing is left of blanks alone.
fn line(text: &str) -> Option<String> {
    let text: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Typed text that may have several lines.
fn paragraph(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let text: String = text.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn scope(catalogue: &Catalogue, chosen: &[Place<'_>]) -> Scope {
    let mut totals = BTreeMap::new();
    for resource in &catalogue.resources {
        *totals.entry(&resource.category).or_insert(0) += 1;
    }
    let categories = catalogue.categories.iter().enumerate().map(|(table, category)| {
        let mut rows: Vec<usize> = chosen.iter().filter(|place| place.table == table).map(|place| place.row).collect();
        rows.sort_unstable();
        ScopeCategory {
            id: category.id.clone(),
            name: category.name.clone(),
            total: totals.get(&category.id).copied().unwrap_or_default(),
            chosen: rows,
        }
    });
    Scope {
        catalogue_edition: catalogue.edition,
        source_age: catalogue.source_age.clone(),
        categories: categories.collect(),
        total: catalogue.resources.len(),
        chosen: chosen.len(),
    }
}

/// The background without the sentences that are only true of the whole Tool Box.
fn background(background: &Background) -> Vec<BackgroundText> {
    let holds = |about| about == SentenceScope::Any;
    let paragraphs = background.paragraphs.iter().map(|paragraph| {
        let kept = paragraph.sentences.iter().filter(|sentence| holds(sentence.about));
        let text: Vec<&str> = kept.map(|sentence| sentence.text.as_str()).collect();
        let list = if paragraph.sentences.last().is_some_and(|last| holds(last.about)) {
            paragraph.list.clone()
        } else {
            Vec::new()
        };
        BackgroundText { text: text.join(" "), list }
    });
    paragraphs.filter(|paragraph| !paragraph.text.is_empty()).collect()
}

fn contact(catalogue: &Catalogue, own: Option<&Contact>) -> ContactBlock {
    let shown = own.unwrap_or(&catalogue.contact);
    ContactBlock {
        office: shown.office.clone(),
        address: shown.address.clone(),
        telephone: shown.telephone.clone(),
        fax: shown.fax.clone(),
        email: shown.email.clone(),
        website: shown.website.clone(),
        note: if own.is_some() { String::new() } else { words::CONTACT_NOTE.to_owned() },
    }
}

fn credit() -> Vec<String> {
    vec![words::CREDIT.to_owned(), words::TERMS.to_owned()]
}

fn sections(catalogue: &Catalogue, cx: &Cx<'_>, chosen: &[Place<'_>]) -> Vec<Section> {
    let mut number = 0;
    chosen
        .chunk_by(|a, b| a.table == b.table)
        .filter_map(|places| {
            let first = places.first()?;
            let entries = places.iter().map(|place| {
                number += 1;
                entry(cx, place.resource, place.category, number)
            });
            Some(Section {
                category: first.category.id.clone(),
                place: first.table,
                name: first.category.name.clone(),
                entries: entries.collect(),
                total: catalogue.in_category(&first.category.id).count(),
            })
        })
        .collect()
}

fn asked<'a>(resource: &'a Resource, category: &Category) -> Asked<'a> {
    let available = words::availability(resource.availability, resource.address_state());
    Asked {
        id: resource.id.as_str(),
        title: &resource.title,
        about: format!("{}, {}; {available}", words::capital_first(&resource.kind), category.name),
    }
}

fn entry(cx: &Cx<'_>, resource: &Resource, category: &Category, number: u32) -> Entry {
    Entry {
        number,
        id: resource.id.clone(),
        kind: words::capital_first(&resource.kind),
        title: resource.title.clone(),
        newer: newer_edition_of(cx.catalogue, resource),
        cautions: resource
            .cautions
            .iter()
            .map(|caution| CautionText { text: caution.text.clone(), evidence: caution.evidence.clone() })
            .collect(),
        lead: resource.summary.clone(),
        rows: rows(cx, resource),
        get: get(cx.email, resource, category),
        handling: known_handling(resource),
    }
}

fn known_handling(resource: &Resource) -> Option<Handling> {
    (resource.handling != Handling::NotStated).then_some(resource.handling)
}

/// What replaces a resource, where something does, in the words of its entry.
pub fn newer_edition_of(catalogue: &Catalogue, resource: &Resource) -> Option<NewerEdition> {
    let successor = resource.successor()?;
    let (title, year, publisher) = match &successor.target {
        RelationTarget::Outside { title, year, publisher } => (title.clone(), *year, publisher.clone()),
        RelationTarget::Resource(id) => match catalogue.resource(id) {
            Some(newer) => {
                (newer.title.clone(), newer.year.as_ref().map(|year| year.value), together(&newer.publishers))
            }
            None => (id.to_string(), None, String::new()),
        },
    };
    Some(NewerEdition {
        words: words::newer_edition(&title, year),
        publisher,
        evidence: successor.sentence.clone(),
        links: links(resource, |address| address.label == AddressLabel::Successor),
    })
}

fn rows(cx: &Cx<'_>, resource: &Resource) -> Vec<Row> {
    let paragraphs = |texts: Vec<String>| (!texts.is_empty()).then_some(RowBody::Paragraphs(texts));
    let bodies = [
        (RowLabel::For, paragraphs(readers(&resource.readers))),
        (RowLabel::Purpose, paragraphs(resource.purpose.clone())),
        (RowLabel::Modules, resource.modules.as_ref().map(|modules| RowBody::Modules(module_list(modules)))),
        (RowLabel::Time, paragraphs(resource.delivery.iter().map(|delivery| time(resource, delivery)).collect())),
        (RowLabel::Includes, paragraphs(resource.includes.iter().cloned().collect())),
        (RowLabel::GoesWith, goes_with(cx, resource)),
        (RowLabel::Published, paragraphs(published(resource))),
        (RowLabel::Languages, paragraphs(vec![languages(resource)])),
        (RowLabel::Status, paragraphs(resource.status.clone())),
        (
            RowLabel::Handling,
            paragraphs(known_handling(resource).iter().map(|value| value.label().to_owned()).collect()),
        ),
    ];
    bodies.into_iter().filter_map(|(label, body)| body.map(|body| Row { label, body })).collect()
}

/// Primary before secondary; told apart in words only where there are both.
fn readers(readers: &Readers) -> Vec<String> {
    let both = !readers.primary.is_empty() && !readers.secondary.is_empty();
    let named = |label: &str, text: &String| {
        if both && !text.to_lowercase().starts_with(&label.to_lowercase()) {
            format!("{label}: {text}")
        } else {
            words::capital_first(text)
        }
    };
    let primary = readers.primary.iter().map(|text| named("Primary", text));
    primary.chain(readers.secondary.iter().map(|text| named("Secondary", text))).collect()
}

/// The sentences on the length; where summary or purpose say them already, the length alone, quoted.
fn time(resource: &Resource, delivery: &Delivery) -> String {
    let says = |text: &String| text.contains(&delivery.text);
    let place = if says(&resource.summary) {
        "In the summary"
    } else if resource.purpose.iter().any(says) {
        "In the purpose"
    } else {
        return delivery.text.clone();
    };
    match delivery.lengths.as_slice() {
        [] => delivery.text.clone(),
        lengths => {
            format!("{place}: {}", lengths.iter().map(|length| format!("“{length}”")).collect::<Vec<_>>().join("; "))
        }
    }
}

fn module_list(modules: &Modules) -> ModuleList {
    let items = modules.items.iter().map(|module| ModuleItem {
        label: module.number.map_or_else(String::new, |number| format!("{} {number}", modules.unit.word())),
        title: module.title.clone(),
        count: module.module_count.map_or_else(String::new, words::modules),
    });
    ModuleList { lead: modules.lead.clone(), unit: modules.unit, items: items.collect() }
}

fn goes_with(cx: &Cx<'_>, resource: &Resource) -> Option<RowBody> {
    let related = resource.relations.iter().filter(|relation| relation.kind != RelationKind::SupersededBy);
    let items = related.map(|relation| {
        let (title, target) = match &relation.target {
            RelationTarget::Outside { title, .. } => (title.clone(), None),
            RelationTarget::Resource(id) => (
                cx.catalogue.resource(id).map_or_else(|| id.to_string(), |other| other.title.clone()),
                cx.numbers.get(id).map(|number| (*number, id.clone())),
            ),
        };
        GoesWith { relation: relation.kind.words().to_owned(), title, target, sentence: relation.sentence.clone() }
    });
    let items: Vec<GoesWith> = items.collect();
    (!items.is_empty()).then_some(RowBody::GoesWith(items))
}

/// Facts of the resource itself, drawn together; those that date something near it say so.
fn together(facts: &[Fact<String>]) -> String {
    let named: Vec<String> = facts.iter().map(|fact| of(&fact.value, &fact.of)).collect();
    named.join("; ")
}

fn of(value: &str, of: &str) -> String {
    if of.is_empty() { value.to_owned() } else { format!("{value} ({of})") }
}

fn published(resource: &Resource) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    if !resource.publishers.is_empty() {
        parts.push(together(&resource.publishers));
    }
    if let Some(year) = &resource.year {
        parts.push(of(&year.value.to_string(), &year.of));
    }
    if parts.is_empty() { Vec::new() } else { vec![parts.join(", ")] }
}

fn languages(resource: &Resource) -> String {
    if resource.languages.is_empty() {
        return words::LANGUAGES_NOT_STATED.to_owned();
    }
    let named: Vec<String> = resource.languages.iter().map(|fact| of(&fact.value, &fact.of)).collect();
    named.join(", ")
}

fn links(resource: &Resource, wanted: impl Fn(&Address) -> bool) -> Vec<Link> {
    let chosen = resource.addresses.iter().filter(|address| wanted(address) && is_web(&address.url));
    chosen
        .map(|address| Link {
            url: address.url.clone(),
            label: words::address_label(address),
            checked: words::address_checked(address.checked_on),
        })
        .collect()
}

fn get(email: &str, resource: &Resource, category: &Category) -> HowToGet {
    let (availability, address) = (resource.availability, resource.address_state());
    let superseded = resource.successor().is_some();
    let asked = asked(resource, category);
    HowToGet {
        availability,
        address,
        words: words::availability(availability, address).to_owned(),
        links: links(resource, |it| it.about == AddressAbout::Resource),
        // The successor's pages stand with the newer edition.
        related: links(resource, |it| {
            it.about == AddressAbout::Related && !(superseded && it.label == AddressLabel::Successor)
        }),
        ask: words::ask(availability, address).to_owned(),
        request: request::for_one(email, &asked),
        code: Some(code(email, resource, &asked)),
    }
}

/// A code for the file, or the page where it can be had; else for the written request. Never for a page that may be gone.
fn code(email: &str, resource: &Resource, asked: &Asked<'_>) -> Code {
    let own = || resource.addresses.iter().filter(|it| it.about == AddressAbout::Resource && is_web(&it.url));
    let file = own().find(|it| it.leads_to == LeadsTo::File);
    let page = own().find(|it| matches!(it.label, AddressLabel::Official | AddressLabel::Partner));
    let opened = match (resource.availability, resource.address_state()) {
        (Availability::Download | Availability::Online, AddressState::File) => file.or(page),
        (Availability::Download | Availability::Online, AddressState::Page) => page,
        _ => None,
    };
    match opened {
        Some(it) => Code { payload: it.url.clone(), words: words::code_opens(it.label, it.leads_to).to_owned() },
        None => request::code_for_one(email, asked),
    }
}
