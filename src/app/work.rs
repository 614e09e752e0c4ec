//! The pack that is being put together: the part of the state that undo covers.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, CivilDate, Resource, ResourceId};
use crate::export::Format;
use crate::pack::{Length, Paper};

/// The most items that a pack holds.
pub const MAX_ITEMS: usize = 2_500;
/// The most letters in a title, a reader's name or an issuer's name.
pub const MAX_LINE: usize = 300;
/// The most letters in a message.
pub const MAX_MESSAGE: usize = 4_000;

/// Rises with each change of the pack, undone ones too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// The open pack.
///
/// Invariant: `items` holds nothing twice, and is grouped by category in the catalogue's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub title: String,
    pub prepared_for: String,
    pub issued_by: String,
    pub message: String,
    /// `None` is the day of the export.
    pub date: Option<CivilDate>,
    pub length: Length,
    pub paper: Paper,
    pub formats: BTreeSet<Format>,
    items: Vec<ResourceId>,
    /// The place of each item's category, rising; as long as `items`.
    groups: Vec<usize>,
    members: BTreeSet<ResourceId>,
    /// Items of an earlier session that the open catalogue does not have; kept, never shown in a pack.
    pub missing: Vec<ResourceId>,
}

impl Work {
    /// An empty pack.
    pub fn new() -> Self {
        Self { formats: BTreeSet::from([Format::Pdf]), ..Self::default() }
    }

    /// The items in the pack's order.
    pub fn items(&self) -> &[ResourceId] {
        &self.items
    }

    /// Whether a resource is in the pack.
    pub fn contains(&self, id: &ResourceId) -> bool {
        self.members.contains(id)
    }

    /// The place of a resource in the pack, from 0.
    pub fn position(&self, id: &ResourceId) -> Option<usize> {
        self.items.iter().position(|item| item == id)
    }

    /// Whether nothing was chosen or typed.
    pub fn is_blank(&self) -> bool {
        let typed = [&self.title, &self.prepared_for, &self.message];
        self.items.is_empty() && self.missing.is_empty() && typed.iter().all(|text| text.is_empty())
    }

    /// Takes items as an earlier session left them; what the catalogue does not have goes to `missing`.
    pub fn restore_items(&mut self, items: Vec<ResourceId>, catalogue: &Catalogue) {
        let order = Order::of(catalogue, items.len());
        let (here, missing): (Vec<_>, Vec<_>) = items.into_iter().partition(|id| order.group_of(id).is_some());
        self.missing = missing;
        self.set_items(here.into_iter().filter_map(|id| Some((order.group_of(&id)?, id))).collect());
    }

    /// Makes one change. An error changes nothing.
    pub fn apply(&mut self, edit: &Edit, catalogue: &Catalogue) -> Result<(), EditError> {
        match edit {
            Edit::Add(ids) => self.add(ids, catalogue)?,
            Edit::Accept { ids, title } => {
                self.add(ids, catalogue)?;
                if self.title.is_empty() {
                    self.title = shortened(title, MAX_LINE);
                }
            }
            Edit::Remove(id) => self.remove(id),
            Edit::Clear => {
                self.set_items(Vec::new());
                self.missing.clear();
            }
            Edit::Move { id, step } => self.move_by(id, *step)?,
            Edit::MoveTo { id, place } => self.move_to(id, *place)?,
            Edit::Title(text) => self.title = shortened(text, MAX_LINE),
            Edit::PreparedFor(text) => self.prepared_for = shortened(text, MAX_LINE),
            Edit::IssuedBy(text) => self.issued_by = shortened(text, MAX_LINE),
            Edit::Message(text) => self.message = shortened(text, MAX_MESSAGE),
            Edit::Date(date) => self.date = *date,
            Edit::Length(length) => self.length = *length,
            Edit::Paper(paper) => self.paper = *paper,
            Edit::Format { format, wanted } => self.choose_format(*format, *wanted),
        }
        Ok(())
    }

    fn add(&mut self, ids: &[ResourceId], catalogue: &Catalogue) -> Result<(), EditError> {
        let order = Order::of(catalogue, ids.len());
        let mut items: Vec<_> = self.groups.iter().copied().zip(self.items.iter().cloned()).collect();
        items.extend(ids.iter().filter_map(|id| Some((order.group_of(id)?, id.clone()))));
        let mut seen = BTreeSet::new();
        items.retain(|(_, id)| seen.insert(id.clone()));
        if items.len() > MAX_ITEMS {
            return Err(EditError::TooMany);
        }
        self.set_items(items);
        Ok(())
    }

    fn remove(&mut self, id: &ResourceId) {
        if let Some(place) = self.position(id) {
            self.items.remove(place);
            self.groups.remove(place);
            self.members.remove(id);
        }
    }

    /// Takes items with the places of their categories: grouped by category, in the given order inside one.
    fn set_items(&mut self, mut items: Vec<(usize, ResourceId)>) {
        let mut seen = BTreeSet::new();
        items.retain(|(_, id)| seen.insert(id.clone()));
        items.sort_by_key(|(group, _)| *group);
        self.members = seen;
        (self.groups, self.items) = items.into_iter().unzip();
    }

    fn move_by(&mut self, id: &ResourceId, step: Step) -> Result<(), EditError> {
        let from = self.position(id).ok_or(EditError::NotInPack)?;
        let group = self.group_of(from);
        match step {
            Step::Up if from == group.start => Err(EditError::FirstOfCategory),
            Step::Down if from + 1 >= group.end => Err(EditError::LastOfCategory),
            Step::Up => {
                self.items.swap(from, from - 1);
                Ok(())
            }
            Step::Down => {
                self.items.swap(from, from + 1);
                Ok(())
            }
        }
    }

    /// Puts an item where it shall stand afterwards; kept inside the item's category.
    fn move_to(&mut self, id: &ResourceId, place: usize) -> Result<(), EditError> {
        let from = self.position(id).ok_or(EditError::NotInPack)?;
        let group = self.group_of(from);
        let place = place.clamp(group.start, group.end.saturating_sub(1));
        let item = self.items.remove(from);
        self.items.insert(place, item);
        Ok(())
    }

    /// The range of items that stand in the same category as the item of this place.
    pub fn group_of(&self, place: usize) -> std::ops::Range<usize> {
        match self.groups.get(place) {
            None => place..place,
            Some(own) => {
                let start = self.groups.partition_point(|group| group < own);
                start..self.groups.partition_point(|group| group <= own)
            }
        }
    }

    fn choose_format(&mut self, format: Format, wanted: Wanted) {
        match wanted {
            Wanted::Yes => self.formats.insert(format),
            Wanted::No => self.formats.remove(&format),
        };
    }
}

/// Finds the places of resources' categories. For a few resources a large catalogue is not read into a table.
struct Order<'a> {
    catalogue: &'a Catalogue,
    table: Option<BTreeMap<&'a ResourceId, usize>>,
}

impl<'a> Order<'a> {
    /// More look-ups than this are worth a table.
    const FEW: usize = 8;

    fn of(catalogue: &'a Catalogue, lookups: usize) -> Self {
        let mut order = Self { catalogue, table: None };
        if lookups > Self::FEW {
            let rows = catalogue.resources.iter();
            order.table = Some(rows.filter_map(|row| Some((&row.id, order.place_of(row)?))).collect());
        }
        order
    }

    fn group_of(&self, id: &ResourceId) -> Option<usize> {
        match &self.table {
            Some(table) => table.get(id).copied(),
            None => self.catalogue.resource(id).and_then(|resource| self.place_of(resource)),
        }
    }

    fn place_of(&self, resource: &Resource) -> Option<usize> {
        self.catalogue.categories.iter().position(|category| category.id == resource.category)
    }
}

/// One change of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Add(Vec<ResourceId>),
    /// Adds what was proposed; the title is taken where the pack has none.
    Accept {
        ids: Vec<ResourceId>,
        title: String,
    },
    Remove(ResourceId),
    Clear,
    Move {
        id: ResourceId,
        step: Step,
    },
    /// `place` is where the item stands afterwards.
    MoveTo {
        id: ResourceId,
        place: usize,
    },
    Title(String),
    PreparedFor(String),
    IssuedBy(String),
    Message(String),
    Date(Option<CivilDate>),
    Length(Length),
    Paper(Paper),
    Format {
        format: Format,
        wanted: Wanted,
    },
}

impl Edit {
    /// What undo calls it: "Undo rename".
    pub fn label(&self) -> &'static str {
        match self {
            Self::Add(_) => "add",
            Self::Accept { .. } => "add of proposal",
            Self::Remove(_) => "remove",
            Self::Clear => "remove all",
            Self::Move { .. } | Self::MoveTo { .. } => "move",
            Self::Title(_) => "rename",
            Self::PreparedFor(_) => "change of “Prepared for”",
            Self::IssuedBy(_) => "change of “Issued by”",
            Self::Message(_) => "change of message",
            Self::Date(_) => "change of date",
            Self::Length(_) => "change of length",
            Self::Paper(_) => "change of paper",
            Self::Format { .. } => "change of format",
        }
    }

    /// Edits with the same key that follow each other within a second are one step.
    pub fn merge_key(&self) -> Option<&'static str> {
        match self {
            Self::Title(_) | Self::PreparedFor(_) | Self::IssuedBy(_) | Self::Message(_) => Some(self.label()),
            _ => None,
        }
    }
}

/// A neighbouring place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
}

/// The two states of a box to tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Yes,
    No,
}

impl From<bool> for Wanted {
    fn from(wanted: bool) -> Self {
        if wanted { Self::Yes } else { Self::No }
    }
}

/// Why the pack stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("a pack holds at most {MAX_ITEMS} resources")]
    TooMany,
    #[error("this resource is not in the pack")]
    NotInPack,
    #[error("this is the first of its category; a pack keeps the Tool Box’s order of categories")]
    FirstOfCategory,
    #[error("this is the last of its category; a pack keeps the Tool Box’s order of categories")]
    LastOfCategory,
}

/// The first `most` letters.
fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
