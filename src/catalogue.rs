//! The Tool Box as data: resources, categories, audiences and what is known of each.
//!
//! These types are the domain's nouns.
//! They hold what the Tool Box says word for word, and apart from it what was found elsewhere.
//! They know nothing of files: [`mod@file`] reads and writes them, [`check`] tells what is wrong with them.

pub mod check;
pub mod date;
pub mod file;
pub mod filter;
pub mod id;
pub mod search;
pub mod web;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use date::CivilDate;
pub use id::{AudienceId, CategoryId, IdError, ModuleId, ResourceId};
pub use web::is_web;

/// The whole Tool Box, in its own order.
///
/// Invariant: `resources` is grouped by category in the order of `categories`.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// The content's edition; the format's version is the file's business.
    pub edition: CivilDate,
    /// BCP 47 tag of the language that all plain texts are in.
    pub language: String,
    /// How old the source is, for example "RSO Tool Box, undated, about 2018 to 2019 by its contents".
    pub source_age: String,
    pub background: Background,
    pub categories: Vec<Category>,
    pub audiences: Vec<Audience>,
    pub contact: Contact,
    pub resources: Vec<Arc<Resource>>,
    /// Places by id, for [`Catalogue::resource`].
    pub lookup: Lookup,
}

/// Places of resources by id, found at the first question.
///
/// Holds nothing of its own: two are always equal, and a copy starts empty.
#[derive(Debug, Default)]
pub struct Lookup(OnceLock<BTreeMap<ResourceId, usize>>);

impl Clone for Lookup {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Lookup {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Catalogue {
    /// The resource of this id.
    pub fn resource(&self, id: &ResourceId) -> Option<&Arc<Resource>> {
        let resources = self.resources.iter().enumerate();
        let places = self.lookup.0.get_or_init(|| resources.rev().map(|(at, it)| (it.id.clone(), at)).collect());
        let found = places.get(id).and_then(|place| self.resources.get(*place)).filter(|it| &it.id == id);
        // Who changes the list afterwards still gets the right answer, only more slowly.
        found.or_else(|| self.resources.iter().find(|resource| &resource.id == id))
    }

    /// The category of this id.
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| &category.id == id)
    }

    /// The controlled audience of this id.
    pub fn audience(&self, id: &AudienceId) -> Option<&Audience> {
        self.audiences.iter().find(|audience| &audience.id == id)
    }

    /// The audience that an id, a name or another wording means: "Border officers".
    ///
    /// Case, accents, hyphens and spaces do not count. Ids and names go before other wordings.
    pub fn audience_by_wording(&self, wording: &str) -> Option<&Audience> {
        let wanted = search::fold::key(wording);
        if wanted.is_empty() {
            return None;
        }
        let means = |text: &str| search::fold::key(text) == wanted;
        let own = |audience: &&Audience| means(audience.id.as_str()) || means(&audience.name);
        let other = |audience: &&Audience| audience.also.iter().any(|wording| means(wording));
        self.audiences.iter().find(own).or_else(|| self.audiences.iter().find(other))
    }

    /// The resources of a category, in the catalogue's order.
    pub fn in_category<'a>(&'a self, id: &'a CategoryId) -> impl Iterator<Item = &'a Arc<Resource>> {
        self.resources.iter().filter(move |resource| &resource.category == id)
    }
}

/// What the Tool Box says of itself before its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    /// "Background and purpose".
    pub heading: String,
    pub paragraphs: Vec<BackgroundParagraph>,
}

/// One paragraph of the background, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackgroundParagraph {
    pub sentences: Vec<BackgroundSentence>,
    /// The numbered list that the last sentence introduces; empty where there is none.
    pub list: Vec<String>,
}

/// A sentence of the background, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackgroundSentence {
    pub text: String,
    pub about: SentenceScope,
}

/// Whether a sentence of the background holds for a selection too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceScope {
    /// True of a selection as well.
    Any,
    /// Only true of the whole Tool Box (its tables, its three broad categories): a pack leaves it out.
    WholeToolBox,
}

/// One of the Tool Box's tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    pub name: String,
}

/// A controlled audience, which the program filters and proposes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    pub id: AudienceId,
    pub name: String,
    /// Other wordings that mean the same.
    pub also: Vec<String>,
}

impl Audience {
    /// The name inside a sentence: "frontline border officials". A name that begins with capitals keeps them.
    pub fn in_sentence(&self) -> String {
        let mut letters = self.name.chars();
        match (letters.next(), letters.next()) {
            (Some(_), Some(second)) if second.is_uppercase() => self.name.clone(),
            (Some(first), _) => first.to_lowercase().chain(self.name.chars().skip(1)).collect(),
            (None, _) => String::new(),
        }
    }
}

/// How to reach the office that offers the Tool Box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub office: String,
    /// The postal address, one part a line.
    pub address: Vec<String>,
    pub telephone: String,
    pub fax: String,
    pub email: String,
    pub website: String,
}

/// One row of the Tool Box.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    pub id: ResourceId,
    pub title: String,
    pub category: CategoryId,
    /// In small letters, for example "quick reference guide".
    pub kind: String,
    /// The Tool Box's summary, whole; where it has none, its first sentence, whole.
    pub summary: String,
    /// The Tool Box's further paragraphs. A training's summary is not repeated here.
    pub purpose: Vec<String>,
    /// Whom it is for, in the Tool Box's own words.
    pub readers: Readers,
    /// Whom it is for, in controlled audiences, each with the words that justify it.
    pub audiences: Vec<AudienceAssignment>,
    pub modules: Option<Modules>,
    pub delivery: Option<Delivery>,
    /// What comes with it ("Facilitator's Guide and training materials ..."), in the Tool Box's words.
    pub includes: Option<String>,
    /// The number of pages, where the text says one ("8 page").
    pub pages: Option<u32>,
    /// The Tool Box's own notes on its state, a sentence each.
    pub status: Vec<String>,
    pub availability: Availability,
    /// The words of the column "Resources available", for example "Policy Guide", "Link".
    pub available_words: Vec<String>,
    /// Where something about it was seen; never made up.
    pub addresses: Vec<Address>,
    pub handling: Handling,
    /// What a reader should know before relying on it; ours, with evidence.
    pub cautions: Vec<Caution>,
    pub relations: Vec<Relation>,
    /// Found outside the Tool Box; empty where nothing was found.
    pub publishers: Vec<Fact<String>>,
    pub year: Option<Fact<u16>>,
    pub languages: Vec<Fact<String>>,
}

impl Resource {
    /// What is known today of an address of the resource itself.
    pub fn address_state(&self) -> AddressState {
        let own = || self.addresses.iter().filter(|address| address.about == AddressAbout::Resource);
        if own().any(|address| address.leads_to == LeadsTo::File) {
            AddressState::File
        } else if own().next().is_some() {
            AddressState::Page
        } else {
            AddressState::None
        }
    }

    /// What replaces it, where something does.
    pub fn successor(&self) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.kind == RelationKind::SupersededBy)
    }
}

/// Whom a resource is for, in the Tool Box's own words; whole sentences or phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    pub primary: Vec<String>,
    pub secondary: Vec<String>,
}

/// That a resource is for an audience, and which words say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceAssignment {
    pub audience: AudienceId,
    pub basis: Basis,
    /// The Tool Box's words, letter for letter.
    pub quote: String,
}

/// What an assignment rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    Stated,
    StatedSecondary,
    StatedPurpose,
    /// "any official who ..."
    Wider,
}

impl Basis {
    /// The word of the file and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::StatedSecondary => "stated-secondary",
            Self::StatedPurpose => "stated-purpose",
            Self::Wider => "wider",
        }
    }
}

/// The parts of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    /// The Tool Box's words before the list: "Modules include:".
    pub lead: String,
    pub unit: ModuleUnit,
    pub items: Vec<Module>,
}

/// What the parts of a course are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleUnit {
    /// Not numbered by the source.
    Module,
    Session,
    Chapter,
    Part,
}

impl ModuleUnit {
    /// The word before the number, for example "Chapter".
    pub fn word(self) -> &'static str {
        match self {
            Self::Module => "Module",
            Self::Session => "Session",
            Self::Chapter => "Chapter",
            Self::Part => "Part",
        }
    }
}

/// One part of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    pub id: ModuleId,
    /// The source's number; `None` where the source does not number.
    pub number: Option<u32>,
    /// Without the number and without the count.
    pub title: String,
    /// "(4 modules)".
    pub module_count: Option<u32>,
}

/// How long a training takes, in the text's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Whole sentences of the Tool Box that say it.
    pub text: String,
    /// The length alone, a part of `text`, letter for letter, for example "5 day".
    pub lengths: Vec<String>,
}

/// How the Tool Box says that a resource is to be had. A closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter)]
pub enum Availability {
    Download,
    Online,
    LiveSystem,
    OnRequest,
    NotStated,
}

impl Availability {
    /// The word of the file and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Online => "online",
            Self::LiveSystem => "live-system",
            Self::OnRequest => "on-request",
            Self::NotStated => "not-stated",
        }
    }

    /// The word shown in lists, filters and on cards.
    pub fn label(self) -> &'static str {
        match self {
            Self::Download => "Listed as download",
            Self::Online => "Online",
            Self::LiveSystem => "Secure system",
            Self::OnRequest => "On request",
            Self::NotStated => "Not stated",
        }
    }
}

/// What is known today of an address of the resource itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddressState {
    None,
    Page,
    File,
}

impl AddressState {
    /// The word of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Page => "page",
            Self::File => "file",
        }
    }
}

/// A web address that was seen, with what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// `https:` or `http:` only; [`check`] refuses the rest.
    pub url: String,
    pub label: AddressLabel,
    /// What stands there, in our words ("UN Network on Migration catalogue entry").
    pub description: String,
    pub leads_to: LeadsTo,
    pub about: AddressAbout,
    /// When somebody last saw that it works; empty where nobody did.
    pub checked_on: Option<CivilDate>,
}

/// Whose page an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressLabel {
    Official,
    Partner,
    Former,
    Successor,
}

impl AddressLabel {
    /// The word of the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Partner => "partner",
            Self::Former => "former",
            Self::Successor => "successor",
        }
    }

    /// The words shown.
    pub fn words(self) -> &'static str {
        match self {
            Self::Official => "Official page",
            Self::Partner => "Partner’s page",
            Self::Former => "Former page, which may no longer answer",
            Self::Successor => "Page of the successor",
        }
    }
}

/// What opens at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    Page,
    File,
}

/// What an address is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressAbout {
    /// The resource itself.
    Resource,
    /// Something near it: its successor, the programme that it grew from.
    Related,
}

/// Who may have a resource. `NotStated` is never read as public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub enum Handling {
    Public,
    Officials,
    AskFirst,
    NotStated,
}

impl Handling {
    /// The word of the file and of the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Officials => "officials",
            Self::AskFirst => "ask-first",
            Self::NotStated => "not-stated",
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => "Public",
            Self::Officials => "For officials",
            Self::AskFirst => "Ask first",
            Self::NotStated => "Not stated",
        }
    }
}

/// A warning of ours, apart from the Tool Box's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// One short sentence: "Law as of 2015."
    pub text: String,
    /// Why we say so.
    pub evidence: String,
}

/// How one resource belongs to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub kind: RelationKind,
    pub target: RelationTarget,
    /// The sentence that says so.
    pub sentence: String,
    /// Whether the sentence is the Tool Box's; otherwise it is ours, from outside.
    pub said_by: SaidBy,
}

/// Kinds of relation, read from the resource that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RelationKind {
    GoesWith,
    DrawsOn,
    IsTrainedBy,
    SupersededBy,
}

impl RelationKind {
    /// The word of the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::GoesWith => "goes-with",
            Self::DrawsOn => "draws-on",
            Self::IsTrainedBy => "is-trained-by",
            Self::SupersededBy => "superseded-by",
        }
    }

    /// The words shown before the title.
    pub fn words(self) -> &'static str {
        match self {
            Self::GoesWith => "Goes with",
            Self::DrawsOn => "Draws on",
            Self::IsTrainedBy => "Is trained by",
            Self::SupersededBy => "Newer edition",
        }
    }
}

/// What a relation points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationTarget {
    Resource(ResourceId),
    /// Something that the Tool Box does not list, such as a later edition.
    Outside {
        title: String,
        year: Option<u16>,
        publisher: String,
    },
}

/// Whose words a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidBy {
    ToolBox,
    Outside,
}

/// Something found outside the Tool Box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    pub value: T,
    /// Where it was found, in words.
    pub source: String,
    /// What it dates or describes ("the first delivery"); empty where it is the resource itself.
    pub of: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_found_by_id_also_after_the_list_changed() {
        let mut catalogue = file::built_in();
        let last = catalogue.resources.last().unwrap().id.clone();
        assert_eq!(catalogue.resource(&last).unwrap().id, last);
        catalogue.resources.remove(0);
        assert_eq!(catalogue.resource(&last).unwrap().id, last);
        let renamed = ResourceId::new("renamed").unwrap();
        Arc::make_mut(catalogue.resources.last_mut().unwrap()).id = renamed.clone();
        assert!(catalogue.resource(&last).is_none());
        assert_eq!(catalogue.resource(&renamed).unwrap().id, renamed);
    }
}
