//! From a catalogue, a selection and options to a [`Pack`].

mod timetable;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::contents::{ContentItem, Contents};
use super::request::{self, Asked};
use super::rich::RichText;
use super::{
    BackgroundText, CautionText, Code, ContactBlock, Cover, Entry, GoesWith, HowToGet, Ink, Issuer, Length, Link, Logo,
    ModuleItem, ModuleList, NewerEdition, OfficeTexts, Pack, Paper, PrintSize, Row, RowBody, RowLabel, Scope,
    ScopeCategory, Section, SectionCategory, words,
};
use crate::catalogue::{
    Address, AddressAbout, AddressLabel, AddressState, Availability, Background, Catalogue, Category, CategoryId,
    CivilDate, Contact, Delivery, Fact, Handling, LeadsTo, Module, ModuleId, Modules, Readers, RelationKind,
    RelationTarget, Resource, ResourceId, SentenceScope, is_web,
};

/// What a person decides about a pack beside its resources.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Empty: [`words::UNTITLED`].
    pub title: String,
    pub prepared_for: Option<String>,
    pub event: Option<String>,
    /// Who hands it out; empty where nobody has been asked yet.
    pub issued_by: String,
    pub message: Option<String>,
    pub date: CivilDate,
    /// BCP 47 tag of the language of the office's own texts; empty: the catalogue's.
    pub own_language: String,
    pub length: Length,
    pub paper: Paper,
    pub ink: Ink,
    pub print_size: PrintSize,
    pub cover: Cover,
    pub is_draft: bool,
    pub foreword: RichText,
    pub closing: RichText,
    /// The chosen parts of courses are printed with their times.
    pub has_timetable: bool,
    /// The minutes that the office has for them; the timetable says what is over or left.
    pub time_available: Option<u32>,
    /// The contact block that the office has confirmed; else the Tool Box's stands, with a note.
    pub contact: Option<Contact>,
    pub office: OfficeOptions,
}

/// What the office keeps once, as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficeOptions {
    pub logo: Option<Logo>,
    pub signature: String,
    pub disclaimer: String,
    /// A few letters that stand before the date in the foot.
    pub desk_mark: String,
    pub before_use: RichText,
}

impl Options {
    /// Nothing decided but the date.
    pub fn new(date: CivilDate) -> Self {
        Self {
            title: String::new(),
            prepared_for: None,
            event: None,
            issued_by: String::new(),
            message: None,
            date,
            own_language: String::new(),
            length: Length::default(),
            paper: Paper::default(),
            ink: Ink::default(),
            print_size: PrintSize::default(),
            cover: Cover::default(),
            is_draft: false,
            foreword: RichText::default(),
            closing: RichText::default(),
            has_timetable: false,
            time_available: None,
            contact: None,
            office: OfficeOptions::default(),
        }
    }
}

/// Lays a selection out: grouped by category in the catalogue's order, the given order inside a category.
///
/// An id that the catalogue does not know is left out, one given twice is taken once.
pub fn build(catalogue: &Catalogue, selection: &[ResourceId], options: &Options) -> Pack {
    build_contents(catalogue, &Contents::grouped(catalogue, selection), options)
}

/// Lays an arrangement out, in its order.
///
/// An id that the catalogue does not know is left out, one given twice is taken once.
pub fn build_contents(catalogue: &Catalogue, contents: &Contents, options: &Options) -> Pack {
    let chosen = places(catalogue, contents);
    let email = options.contact.as_ref().map_or(catalogue.contact.email.as_str(), |own| own.email.as_str());
    let cx = Cx {
        numbers: chosen.iter().zip(1..).map(|(place, number)| (&place.resource.id, number)).collect(),
        email,
        catalogue,
    };

    let sections = sections(&cx, contents, &chosen);
    let asked: Vec<Asked<'_>> = chosen.iter().map(|place| asked(place.resource, place.category)).collect();
    let places: Vec<(usize, usize)> = chosen.iter().map(|place| (place.table + 1, place.row + 1)).collect();
    Pack {
        title: line(&options.title).unwrap_or_else(|| words::UNTITLED.to_owned()),
        prepared_for: options.prepared_for.as_deref().and_then(line),
        event: options.event.as_deref().and_then(line),
        issuer: issuer(&options.issued_by),
        message: options.message.as_deref().and_then(paragraph),
        date: options.date,
        language: catalogue.language.clone(),
        own_language: line(&options.own_language).unwrap_or_else(|| catalogue.language.clone()),
        length: options.length,
        paper: options.paper,
        ink: options.ink,
        print_size: options.print_size,
        cover: options.cover,
        is_draft: options.is_draft,
        office: office_texts(&options.office),
        foreword: options.foreword.blocks(),
        closing: options.closing.blocks(),
        scope: scope(catalogue, &chosen),
        statements: words::statements(&facts(catalogue, options, &chosen, &sections)),
        background: background(&catalogue.background),
        timetable: options.has_timetable.then(|| timetable::of(&chosen, options.time_available)).flatten(),
        sections,
        contact: contact(catalogue, options.contact.as_ref()),
        credit: credit(),
        request: request::for_all(email, &asked),
        code: request::code_for_all(email, &asked, &places),
    }
}

fn facts(catalogue: &Catalogue, options: &Options, chosen: &[Place<'_>], sections: &[Section]) -> words::Facts {
    let addresses = chosen.iter().flat_map(|place| &place.resource.addresses);
    words::Facts {
        chosen: chosen.len(),
        enclosed: chosen.iter().filter(|place| place.item.file.is_some()).count(),
        total: catalogue.resources.len(),
        source_age: catalogue.source_age.clone(),
        edition: catalogue.edition,
        date: options.date,
        desk_mark: line(&options.office.desk_mark).unwrap_or_default(),
        added: added(sections, options.length),
        checks: addresses.map(|address| address.checked_on).collect(),
    }
}

/// The labels under which entries of this length say something that is not of the Tool Box.
fn added(sections: &[Section], length: Length) -> Vec<&'static str> {
    let entries = || sections.iter().flat_map(|section| &section.entries);
    let mut labels = Vec::new();
    labels.extend(entries().any(|entry| entry.newer.is_some()).then_some("Newer edition"));
    labels.extend(entries().any(|entry| !entry.cautions.is_empty()).then_some("Caution"));
    for label in [RowLabel::Published, RowLabel::Languages, RowLabel::Handling] {
        let is_shown = |row: &Row| row.label == label && (length != Length::List || row.is_always_shown());
        labels.extend(entries().any(|entry| entry.rows.iter().any(is_shown)).then_some(label.words()));
    }
    labels
}

fn office_texts(office: &OfficeOptions) -> OfficeTexts {
    let lines = |text: &str| paragraph(text).map_or_else(Vec::new, |text| filled_lines(&text));
    OfficeTexts {
        logo: office.logo.clone(),
        signature: lines(&office.signature),
        disclaimer: lines(&office.disclaimer),
        before_use: office.before_use.blocks(),
    }
}

fn filled_lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Who hands a pack out, in words: "Issued by" for the office itself, else "Put together from the RSO Tool Box by".
pub fn issuer(name: &str) -> Issuer {
    match line(name) {
        None => Issuer { name: String::new(), label: String::new() },
        Some(name) if words::is_the_office(&name) => Issuer { label: words::ISSUED_BY.to_owned(), name },
        Some(name) => Issuer { label: words::PUT_TOGETHER_BY.to_owned(), name },
    }
}

/// The entry of one resource by itself, as its page in the window shows it. Nothing is "in this pack" there.
///
/// Requests go to `email`: the office's own address where it has confirmed one.
pub fn entry_of(catalogue: &Catalogue, id: &ResourceId, email: &str) -> Option<Entry> {
    let resource = catalogue.resource(id)?;
    let table = catalogue.categories.iter().position(|category| category.id == resource.category)?;
    let category = catalogue.categories.get(table)?;
    let cx = Cx { numbers: BTreeMap::new(), email, catalogue };
    let item = ContentItem::new(id.clone());
    Some(entry(&cx, &Place { resource, category, item: &item, section: 0, table, row: 0 }, 1))
}

/// A chosen resource with its place in the Tool Box and in the pack.
#[derive(Clone, Copy)]
struct Place<'a> {
    resource: &'a Resource,
    category: &'a Category,
    item: &'a ContentItem,
    /// The section's place in the contents, from 0.
    section: usize,
    /// The category's place, from 0.
    table: usize,
    /// The place inside the category, from 0.
    row: usize,
}

/// The chosen resources in reading order, each once, with their places.
fn places<'a>(catalogue: &'a Catalogue, contents: &'a Contents) -> Vec<Place<'a>> {
    let mut wanted = BTreeMap::new();
    let mut order = 0_usize;
    for (section, held) in contents.sections.iter().enumerate() {
        for item in &held.items {
            wanted.entry(&item.id).or_insert((order, section, item));
            order += 1;
        }
    }
    let tables: BTreeMap<_, _> =
        catalogue.categories.iter().enumerate().map(|(table, category)| (&category.id, (table, category))).collect();
    let mut rows = vec![0; catalogue.categories.len()];
    let mut chosen = Vec::new();
    for resource in catalogue.resources.iter().map(Arc::as_ref) {
        let Some(&(table, category)) = tables.get(&resource.category) else { continue };
        let Some(row) = rows.get_mut(table) else { continue };
        if let Some((order, section, item)) = wanted.remove(&resource.id) {
            chosen.push((order, Place { resource, category, item, section, table, row: *row }));
        }
        *row += 1;
    }
    chosen.sort_by_key(|(order, _)| *order);
    chosen.into_iter().map(|(_, place)| place).collect()
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

fn sections(cx: &Cx<'_>, contents: &Contents, chosen: &[Place<'_>]) -> Vec<Section> {
    let mut number = 0;
    let mut own = 0;
    let mut sections = Vec::new();
    for (at, held) in contents.sections.iter().enumerate() {
        let here = chosen.iter().filter(|place| place.section == at);
        let entries: Vec<Entry> = here
            .map(|place| {
                number += 1;
                entry(cx, place, number)
            })
            .collect();
        let introduction = held.introduction.blocks();
        if entries.is_empty() && introduction.is_empty() {
            continue;
        }
        let category = held.category.as_ref().and_then(|id| section_category(cx.catalogue, id));
        own += usize::from(category.is_none());
        let named = category.as_ref().and_then(|known| cx.catalogue.category(&known.id));
        let name = line(&held.heading).or_else(|| named.map(|category| category.name.clone()));
        sections.push(Section {
            key: category.as_ref().map_or_else(|| format!("section-{own}"), |category| category.id.to_string()),
            category,
            name: name.unwrap_or_else(|| words::SECTION_UNTITLED.to_owned()),
            introduction,
            entries,
        });
    }
    sections
}

fn section_category(catalogue: &Catalogue, id: &CategoryId) -> Option<SectionCategory> {
    let place = catalogue.categories.iter().position(|category| &category.id == id)?;
    Some(SectionCategory { id: id.clone(), place, total: catalogue.in_category(id).count() })
}

fn asked<'a>(resource: &'a Resource, category: &Category) -> Asked<'a> {
    let available = words::availability(resource.availability, resource.address_state());
    Asked {
        id: resource.id.as_str(),
        title: &resource.title,
        about: format!("{}, {}; {available}", words::capital_first(&resource.kind), category.name),
    }
}

fn entry(cx: &Cx<'_>, place: &Place<'_>, number: u32) -> Entry {
    let Place { resource, category, item, table, .. } = *place;
    Entry {
        number,
        id: resource.id.clone(),
        category: category.id.clone(),
        place: table,
        kind: words::capital_first(&resource.kind),
        title: resource.title.clone(),
        newer: newer_edition_of(cx.catalogue, resource),
        cautions: resource
            .cautions
            .iter()
            .map(|caution| CautionText { text: caution.text.clone(), evidence: caution.evidence.clone() })
            .collect(),
        lead: resource.summary.clone(),
        rows: rows(cx, resource, item),
        get: get(cx.email, resource, category),
        enclosed: item.file.clone(),
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

fn rows(cx: &Cx<'_>, resource: &Resource, item: &ContentItem) -> Vec<Row> {
    let paragraphs = |texts: Vec<String>| (!texts.is_empty()).then_some(RowBody::Paragraphs(texts));
    let bodies = [
        (RowLabel::For, paragraphs(readers(&resource.readers))),
        (RowLabel::Purpose, paragraphs(resource.purpose.clone())),
        (RowLabel::Modules, resource.modules.as_ref().map(|modules| RowBody::Modules(module_list(modules, item)))),
        (RowLabel::Time, paragraphs(resource.delivery.iter().map(|delivery| time(resource, delivery)).collect())),
        (RowLabel::Includes, paragraphs(resource.includes.iter().cloned().collect())),
        (RowLabel::GoesWith, goes_with(cx, resource)),
        (RowLabel::Note, paragraphs(paragraph(&item.note).map_or_else(Vec::new, |note| filled_lines(&note)))),
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

/// The parts of a course that the office chose, or all of them where it chose none; never more than was chosen.
fn chosen_modules<'a>(modules: &'a Modules, item: &'a ContentItem) -> impl Iterator<Item = &'a Module> {
    let wanted = item.modules.as_ref();
    modules.items.iter().filter(move |module| wanted.is_none_or(|wanted| wanted.contains(&module.id)))
}

/// How many parts were chosen that the catalogue no longer has.
fn lost_modules(modules: &Modules, item: &ContentItem) -> usize {
    let is_there = |id: &&ModuleId| modules.items.iter().any(|module| module.id == **id);
    item.modules.as_ref().map_or(0, |wanted| wanted.iter().filter(|id| !is_there(id)).count())
}

fn module_list(modules: &Modules, item: &ContentItem) -> ModuleList {
    let items: Vec<ModuleItem> = chosen_modules(modules, item)
        .map(|module| ModuleItem {
            label: module_label(modules, module),
            title: module.title.clone(),
            count: module.module_count.map_or_else(String::new, words::modules),
        })
        .collect();
    let counts = (items.len(), modules.items.len(), lost_modules(modules, item));
    let chosen = words::chosen_parts(counts, modules.unit);
    ModuleList { lead: modules.lead.clone(), unit: modules.unit, items, chosen }
}

/// "Session 3"; empty where the source does not number.
pub(super) fn module_label(modules: &Modules, module: &Module) -> String {
    module.number.map_or_else(String::new, |number| format!("{} {number}", modules.unit.word()))
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
