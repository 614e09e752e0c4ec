//! What the catalogue said of a resource when it came into a pack, and what has changed since.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::app::stored;
use crate::app::work::Work;
use crate::catalogue::{Catalogue, CivilDate, RelationTarget, Resource, ResourceId};
use crate::pack::build;
use crate::pack::contents::Sha256;

/// Said of what the catalogue no longer has.
const GONE: &str = "It is no longer in the Tool Box, so the pack cannot show it.";

/// What was known of each resource.
pub type KnownItems = BTreeMap<ResourceId, Known>;

/// What the catalogue said of a resource. Only sums are kept: they tell that something changed, and that is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Of the catalogue.
    pub edition: CivilDate,
    title: String,
    text: String,
    /// How it is to be had, and what was found of it.
    facts: String,
    /// Who may have it. Packs of earlier versions of the program do not know this and what follows.
    handling: Option<String>,
    cautions: Option<String>,
    /// Whom it is for, and what it goes with.
    ties: Option<String>,
    /// Whether a newer edition was known then.
    newer: bool,
    /// Somebody keeps it although the catalogue no longer has it.
    gone: bool,
}

/// Something that is not as it was when the resource came into the pack, or last went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub id: ResourceId,
    pub title: String,
    /// What changed, as a sentence.
    pub words: String,
    /// The newer edition, where the catalogue has it and the pack does not.
    pub newer: Option<ResourceId>,
}

impl Known {
    /// What the catalogue says today.
    pub fn of(resource: &Resource, edition: CivilDate) -> Self {
        Self {
            edition,
            title: sum([resource.title.as_str()]),
            text: sum(text_of(resource)),
            facts: sum(facts_of(resource).iter().map(String::as_str)),
            handling: Some(sum([resource.handling.code()])),
            cautions: Some(sum(cautions_of(resource))),
            ties: Some(sum(ties_of(resource).iter().map(String::as_str))),
            newer: resource.successor().is_some(),
            gone: false,
        }
    }

    /// That the catalogue no longer has it is known, too.
    pub(crate) fn gone(known: Option<&Self>, edition: CivilDate) -> Self {
        let empty = Self {
            edition,
            title: String::new(),
            text: String::new(),
            facts: String::new(),
            handling: None,
            cautions: None,
            ties: None,
            newer: false,
            gone: true,
        };
        known.map_or(empty, |known| Self { gone: true, ..known.clone() })
    }

    pub(crate) fn value(&self) -> Value {
        let mut value = json!({
            "edition": self.edition.to_string(),
            "title": self.title,
            "text": self.text,
            "facts": self.facts,
            "newer": self.newer,
        });
        for (key, sum) in [("handling", &self.handling), ("cautions", &self.cautions), ("ties", &self.ties)] {
            if let (Some(object), Some(sum)) = (value.as_object_mut(), sum) {
                object.insert(key.to_owned(), sum.clone().into());
            }
        }
        if let (Some(object), true) = (value.as_object_mut(), self.gone) {
            object.insert("gone".to_owned(), true.into());
        }
        value
    }

    pub(crate) fn read(value: Value) -> Option<Self> {
        let mut object = stored::object(value);
        let newer = object.get("newer").and_then(Value::as_bool).unwrap_or_default();
        let gone = object.get("gone").and_then(Value::as_bool).unwrap_or_default();
        let mut text = |key: &str| stored::take_text(&mut object, key);
        let edition = CivilDate::parse(&text("edition")?)?;
        let (handling, cautions, ties) = (text("handling"), text("cautions"), text("ties"));
        let (title, facts) = (text("title")?, text("facts")?);
        Some(Self { edition, title, text: text("text")?, facts, handling, cautions, ties, newer, gone })
    }

    fn differs(&self, today: &Self) -> Option<String> {
        if self.gone {
            return Some("It is in the Tool Box again.".to_owned());
        }
        // What was not known then has not changed.
        let differ = |known: Option<&str>, today: Option<&str>| known.is_some() && known != today;
        let parts: Vec<&str> = [
            (self.title != today.title).then_some("its title"),
            (self.text != today.text).then_some("its text"),
            (self.facts != today.facts).then_some("how it is to be had, or what is known of it"),
            differ(self.handling.as_deref(), today.handling.as_deref()).then_some("who may have it"),
            differ(self.cautions.as_deref(), today.cautions.as_deref()).then_some("its cautions"),
            differ(self.ties.as_deref(), today.ties.as_deref()).then_some("whom it is for, or what it goes with"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let since = self.edition.long();
        match parts.as_slice() {
            [] => None,
            [one] => Some(format!("Changed since the edition of {since}: {one}.")),
            [rest @ .., last] => Some(format!("Changed since the edition of {since}: {} and {last}.", rest.join(", "))),
        }
    }
}

/// As it stands in a file: only of what is in the pack.
pub(crate) fn value<'a>(known: &KnownItems, items: impl Iterator<Item = &'a ResourceId>) -> Value {
    let parts: Map<String, Value> = items.filter_map(|id| Some((id.to_string(), known.get(id)?.value()))).collect();
    Value::Object(parts)
}

pub(crate) fn read(value: Value) -> KnownItems {
    let parts = stored::object(value).into_iter();
    parts.filter_map(|(id, value)| Some((ResourceId::new(&id).ok()?, Known::read(value)?))).collect()
}

/// What has changed since the resources of a pack came into it, or last went out; in reading order, and after them what
/// the catalogue no longer has.
pub fn changes(work: &Work, catalogue: &Catalogue) -> Vec<Change> {
    let items = work.items().iter().filter_map(|id| catalogue.resource(id));
    let changed = items.filter_map(|resource| change(work, catalogue, resource));
    let ids = work.missing.iter().map(|item| item.id());
    let gone = ids.filter(|id| work.known().get(*id).is_none_or(|known| !known.gone)).map(|id| Change {
        id: id.clone(),
        title: id.to_string(),
        words: GONE.to_owned(),
        newer: None,
    });
    changed.chain(gone).collect()
}

fn change(work: &Work, catalogue: &Catalogue, resource: &Resource) -> Option<Change> {
    let known = work.known().get(&resource.id);
    let today = Known::of(resource, catalogue.edition);
    let (id, title) = (resource.id.clone(), resource.title.clone());
    if today.newer && known.is_none_or(|known| !known.newer) {
        let words = build::newer_edition_of(catalogue, resource).map(|newer| newer.words).unwrap_or_default();
        let newer = match &resource.successor()?.target {
            RelationTarget::Resource(newer) => Some(newer.clone()),
            RelationTarget::Outside { .. } => None,
        };
        let newer = newer.filter(|newer| catalogue.resource(newer).is_some() && !work.contains(newer));
        return Some(Change { id, title, words, newer });
    }
    let words = known?.differs(&today)?;
    Some(Change { id, title, words, newer: None })
}

/// Sixteen digits of a sum are enough to tell two texts of one resource apart.
fn sum<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let whole = parts.into_iter().collect::<Vec<_>>().join("\u{1F}");
    Sha256::of(whole.as_bytes()).as_str().chars().take(16).collect()
}

fn text_of(resource: &Resource) -> Vec<&str> {
    let lists = [&resource.purpose, &resource.readers.primary, &resource.readers.secondary, &resource.status];
    let modules = resource.modules.iter().flat_map(|modules| &modules.items).map(|module| module.title.as_str());
    let delivery = resource.delivery.iter().map(|delivery| delivery.text.as_str());
    let own = [resource.kind.as_str(), resource.summary.as_str()];
    let includes = resource.includes.iter().map(String::as_str);
    let lists = lists.into_iter().flat_map(|list| list.iter().map(String::as_str).chain(["\u{1E}"]));
    own.into_iter()
        .chain(lists)
        .chain(modules)
        .chain(["\u{1E}"])
        .chain(delivery)
        .chain(["\u{1E}"])
        .chain(includes)
        .collect()
}

fn facts_of(resource: &Resource) -> Vec<String> {
    let addresses = resource.addresses.iter().map(|address| address.url.clone());
    let year = resource.year.iter().map(|year| year.value.to_string());
    let languages = resource.languages.iter().map(|language| language.value.clone());
    let publishers = resource.publishers.iter().map(|publisher| publisher.value.clone());
    let words = resource.available_words.iter().cloned();
    let end = || ["\u{1E}".to_owned()].into_iter();
    let had = [resource.availability.code().to_owned()].into_iter().chain(words).chain(end());
    had.chain(addresses).chain(end()).chain(year).chain(languages).chain(end()).chain(publishers).collect()
}

fn cautions_of(resource: &Resource) -> impl Iterator<Item = &str> {
    resource.cautions.iter().flat_map(|caution| [caution.text.as_str(), caution.evidence.as_str()])
}

/// Without the words that say so: where they alone change, it is the text that has changed.
fn ties_of(resource: &Resource) -> Vec<String> {
    let audiences = resource
        .audiences
        .iter()
        .flat_map(|assignment| [assignment.audience.to_string(), assignment.basis.code().to_owned()]);
    let relations = resource.relations.iter().flat_map(|relation| {
        let target = match &relation.target {
            RelationTarget::Resource(id) => id.to_string(),
            RelationTarget::Outside { title, year, publisher } => {
                format!("{title}, {}, {publisher}", year.map(|year| year.to_string()).unwrap_or_default())
            }
        };
        [relation.kind.code().to_owned(), target]
    });
    audiences.chain(["\u{1E}".to_owned()]).chain(relations).collect()
}
