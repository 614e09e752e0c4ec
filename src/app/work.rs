//! The pack that is being put together: the part of the state that undo covers.

use std::collections::BTreeSet;

use crate::catalogue::{Catalogue, CivilDate, ResourceId};
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
        let known: BTreeSet<&ResourceId> = catalogue.resources.iter().map(|resource| &resource.id).collect();
        let (here, missing): (Vec<_>, Vec<_>) = items.into_iter().partition(|id| known.contains(id));
        self.missing = missing;
        self.set_items(here, catalogue);
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
                self.items.clear();
                self.members.clear();
                self.missing.clear();
            }
            Edit::Move { id, step } => self.move_by(id, *step, catalogue)?,
            Edit::MoveTo { id, place } => self.move_to(id, *place, catalogue)?,
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
        let mut items = self.items.clone();
        let mut seen = self.members.clone();
        items.extend(ids.iter().filter(|id| seen.insert((*id).clone())).cloned());
        if items.len() > MAX_ITEMS {
            return Err(EditError::TooMany);
        }
        self.set_items(items, catalogue);
        Ok(())
    }

    fn remove(&mut self, id: &ResourceId) {
        self.items.retain(|item| item != id);
        self.members.remove(id);
    }

    /// Groups by category and drops what the catalogue does not have, keeping the order inside a category.
    fn set_items(&mut self, items: Vec<ResourceId>, catalogue: &Catalogue) {
        let order = Places::of(catalogue);
        let mut placed: Vec<(usize, ResourceId)> =
            items.into_iter().filter_map(|id| order.category_of(&id).map(|place| (place, id))).collect();
        placed.sort_by_key(|(place, _)| *place);
        self.members = placed.iter().map(|(_, id)| id.clone()).collect();
        let mut seen = BTreeSet::new();
        self.items = placed.into_iter().map(|(_, id)| id).filter(|id| seen.insert(id.clone())).collect();
    }

    fn move_by(&mut self, id: &ResourceId, step: Step, catalogue: &Catalogue) -> Result<(), EditError> {
        let from = self.position(id).ok_or(EditError::NotInPack)?;
        let group = self.group_of(from, catalogue);
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
    fn move_to(&mut self, id: &ResourceId, place: usize, catalogue: &Catalogue) -> Result<(), EditError> {
        let from = self.position(id).ok_or(EditError::NotInPack)?;
        let group = self.group_of(from, catalogue);
        let place = place.clamp(group.start, group.end.saturating_sub(1));
        let item = self.items.remove(from);
        self.items.insert(place, item);
        Ok(())
    }

    /// The range of items that stand in the same category as the item of this place.
    pub fn group_of(&self, place: usize, catalogue: &Catalogue) -> std::ops::Range<usize> {
        let category = |at: usize| {
            self.items.get(at).and_then(|id| catalogue.resource(id)).map(|resource| resource.category.clone())
        };
        let own = category(place);
        let start = (0..place).rev().take_while(|at| category(*at) == own).last().unwrap_or(place);
        let end = (place..self.items.len()).take_while(|at| category(*at) == own).last().unwrap_or(place) + 1;
        start..end
    }

    fn choose_format(&mut self, format: Format, wanted: Wanted) {
        match wanted {
            Wanted::Yes => self.formats.insert(format),
            Wanted::No => self.formats.remove(&format),
        };
    }
}

/// The category of each resource, found once for many look-ups.
struct Places<'a> {
    of: std::collections::BTreeMap<&'a ResourceId, usize>,
}

impl<'a> Places<'a> {
    fn of(catalogue: &'a Catalogue) -> Self {
        let category = |id| catalogue.categories.iter().position(|category| &category.id == id);
        let rows = catalogue.resources.iter();
        Self { of: rows.filter_map(|resource| Some((&resource.id, category(&resource.category)?))).collect() }
    }

    fn category_of(&self, id: &ResourceId) -> Option<usize> {
        self.of.get(id).copied()
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
