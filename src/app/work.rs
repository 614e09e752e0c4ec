//! The pack that is being put together: the part of the state that undo covers.

mod arrange;
mod order;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::details::{Details, MAX_COPIES, MAX_LINE, MAX_MESSAGE, MAX_TIME, shortened};
use crate::app::edit::{Edit, ItemEdit, Wanted};
use crate::app::known::{Known, KnownItems};
use crate::catalogue::{Catalogue, CategoryId, CivilDate, ResourceId};
use crate::export::Format;
use crate::pack::contents::{ContentItem, ContentSection, Contents, EnclosedFile};
use crate::pack::rich::RichText;
use crate::pack::timetable::TimeAvailable;

/// The most items that a pack holds.
pub const MAX_ITEMS: usize = 2_500;
/// The most sections of the office's own.
pub const MAX_SECTIONS: usize = 100;

/// The keys of the parts of an item in its file.
pub(crate) const FILE: &str = "file";
pub(crate) const MINUTES: &str = "minutes";
pub(crate) const CLEARED: &str = "cleared";

/// Rises with each change of the pack, undone ones too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// The open pack.
///
/// Invariants: no resource stands in it twice; a section of a category holds resources of that category alone and is
/// not empty unless something was typed for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub details: Details,
    sections: Vec<Section>,
    /// Items that were taken out and had notes or a document; adding them again brings these back.
    removed: Vec<Arc<Item>>,
    /// Items that the open catalogue does not have; kept, never shown in a pack.
    pub missing: Vec<Arc<Item>>,
    /// What the catalogue said of the items when they came in, or last went out.
    known: Arc<KnownItems>,
    /// All items in reading order.
    order: Vec<ResourceId>,
    members: BTreeSet<ResourceId>,
}

/// Items under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub key: SectionKey,
    /// Empty: the category's name.
    pub heading: String,
    pub introduction: RichText,
    pub items: Vec<Arc<Item>>,
    /// Keys of its file that this version does not know.
    pub unknown: Unknown,
}

/// Which section.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKey {
    Category(CategoryId),
    /// A section of the office's own; numbers are never used again inside a pack.
    Own(u32),
}

/// A resource in the pack with all that the office added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What outputs show.
    pub content: ContentItem,
    /// For the office alone; in no output and no shared copy.
    pub private: String,
    pub clearance: Option<Clearance>,
    /// Keys of its file that this version does not know; those of its file, minutes and clearance under their names.
    pub unknown: Unknown,
}

/// What a later version added.
pub type Unknown = serde_json::Map<String, serde_json::Value>;

/// That somebody was asked and agreed; a role, never a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clearance {
    pub role: String,
    pub on: Option<CivilDate>,
}

impl Item {
    /// A resource to which nothing was added.
    pub fn new(id: ResourceId) -> Self {
        Self { content: ContentItem::new(id), private: String::new(), clearance: None, unknown: Unknown::new() }
    }

    /// The resource.
    pub fn id(&self) -> &ResourceId {
        &self.content.id
    }

    /// Whether something was added to it.
    pub fn has_additions(&self) -> bool {
        *self != Self::new(self.id().clone())
    }
}

impl Section {
    /// An empty section.
    pub fn new(key: SectionKey) -> Self {
        let introduction = RichText::default();
        Self { key, heading: String::new(), introduction, items: Vec::new(), unknown: Unknown::new() }
    }

    fn is_own(&self) -> bool {
        matches!(self.key, SectionKey::Own(_))
    }

    /// Whether it stays although nothing is in it.
    fn is_kept(&self) -> bool {
        let is_plain = self.heading.is_empty() && self.introduction.is_empty() && self.unknown.is_empty();
        !self.items.is_empty() || self.is_own() || !is_plain
    }
}

impl Work {
    /// An empty pack.
    pub fn new() -> Self {
        let mut work = Self::default();
        work.details.formats.insert(Format::Pdf);
        work
    }

    /// The resources in reading order.
    pub fn items(&self) -> &[ResourceId] {
        &self.order
    }

    /// The sections in their order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Items that were taken out and can be brought back with their notes.
    pub fn removed(&self) -> &[Arc<Item>] {
        &self.removed
    }

    /// What the catalogue said of the items when they came in, or last went out.
    pub fn known(&self) -> &Arc<KnownItems> {
        &self.known
    }

    /// Takes what was known of the items, as a file has it.
    pub(crate) fn remember(&mut self, known: &Arc<KnownItems>) {
        self.known = Arc::clone(known);
    }

    /// What the catalogue says of these items today is known now, also that it no longer has one.
    pub(crate) fn know(&mut self, ids: &[ResourceId], catalogue: &Catalogue) {
        for id in ids {
            let today = match catalogue.resource(id) {
                Some(resource) => Known::of(resource, catalogue.edition),
                None if self.lacks(id) => Known::gone(self.known.get(id), catalogue.edition),
                None => continue,
            };
            if self.known.get(id) != Some(&today) {
                Arc::make_mut(&mut self.known).insert(id.clone(), today);
            }
        }
    }

    /// An item with all that was added to it.
    pub fn item(&self, id: &ResourceId) -> Option<&Arc<Item>> {
        self.sections.iter().flat_map(|section| &section.items).find(|item| item.id() == id)
    }

    /// All items in reading order, with what was added to them.
    pub fn all_items(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.sections.iter().flat_map(|section| section.items.iter())
    }

    /// Whether a resource is in the pack.
    pub fn contains(&self, id: &ResourceId) -> bool {
        self.members.contains(id)
    }

    /// Whether the pack keeps it although the open catalogue does not have it.
    fn lacks(&self, id: &ResourceId) -> bool {
        self.missing.iter().any(|item| item.id() == id)
    }

    /// The place of a resource in the pack, from 0.
    pub fn position(&self, id: &ResourceId) -> Option<usize> {
        self.order.iter().position(|item| item == id)
    }

    /// How many items go out with their document.
    pub fn enclosed(&self) -> usize {
        self.all_items().filter(|item| item.content.file.is_some()).count()
    }

    /// How many bytes the documents have that go out with the pack.
    pub fn enclosed_bytes(&self) -> u64 {
        self.all_items().filter_map(|item| item.content.file.as_ref()).map(|file| file.bytes).sum()
    }

    /// Whether nothing was chosen or typed.
    pub fn is_blank(&self) -> bool {
        self.order.is_empty() && self.missing.is_empty() && self.sections.is_empty() && self.details.is_blank()
    }

    /// The arrangement that outputs are built from: nothing private is in it.
    pub fn contents(&self) -> Contents {
        let sections = self.sections.iter().map(|section| ContentSection {
            category: match &section.key {
                SectionKey::Category(id) => Some(id.clone()),
                SectionKey::Own(_) => None,
            },
            heading: section.heading.clone(),
            introduction: section.introduction.clone(),
            items: section.items.iter().map(|item| item.content.clone()).collect(),
        });
        Contents { sections: sections.collect() }
    }

    /// Makes one change. An error changes nothing.
    pub fn apply(&mut self, edit: &Edit, catalogue: &Catalogue) -> Result<(), EditError> {
        match edit {
            Edit::Add(ids) => self.add(ids, catalogue)?,
            Edit::Accept { ids, title, time } => {
                self.add(ids, catalogue)?;
                self.details.time.stated = time.or(self.details.time.stated);
                // Who says how much time there is gets a timetable; its times are left for the office to fill in.
                self.details.has_timetable |= time.is_some_and(|time| time != TimeAvailable::NotStated);
                if self.details.title.is_empty() {
                    self.details.title = shortened(title, MAX_LINE);
                }
            }
            Edit::Remove(id) => self.remove(id),
            Edit::Replace { id, with } => self.replace(id, with, catalogue)?,
            Edit::Know(ids) => {
                let is_own = |id: &&ResourceId| self.contains(id) || self.lacks(id);
                let own: Vec<ResourceId> = ids.iter().filter(is_own).cloned().collect();
                self.know(&own, catalogue);
            }
            Edit::Clear => self.clear(),
            Edit::Move { id, step } => self.move_by(id, *step)?,
            Edit::MoveTo { id, place } => self.move_to(id, *place)?,
            Edit::MoveToSection { id, key, place } => self.move_to_section(id, key, *place, catalogue)?,
            Edit::Item { id, change } => self.change_item(id, change)?,
            Edit::AddSection(heading) => self.add_section(heading)?,
            Edit::Section { key, change } => self.change_section(key, change, catalogue)?,
            Edit::Cleared { ids, by } => self.clear_items(ids, by)?,
            other => self.details.apply(other),
        }
        Ok(())
    }

    fn change_item(&mut self, id: &ResourceId, change: &ItemEdit) -> Result<(), EditError> {
        let items = self.sections.iter_mut().flat_map(|section| &mut section.items);
        let item = items.into_iter().find(|item| item.id() == id).ok_or(EditError::NotInPack)?;
        if matches!(change, ItemEdit::Modules(Some(chosen)) if chosen.is_empty()) {
            return Err(EditError::NoModule);
        }
        Arc::make_mut(item).apply(change);
        Ok(())
    }

    fn clear_items(&mut self, ids: &[ResourceId], by: &Clearance) -> Result<(), EditError> {
        if !ids.iter().all(|id| self.contains(id)) {
            return Err(EditError::NotInPack);
        }
        ids.iter().try_for_each(|id| self.change_item(id, &ItemEdit::Clear(Some(by.clone()))))
    }
}

impl Item {
    fn apply(&mut self, change: &ItemEdit) {
        match change {
            ItemEdit::Note(text) => self.content.note = shortened(text, MAX_MESSAGE),
            ItemEdit::Private(text) => self.private = shortened(text, MAX_MESSAGE),
            ItemEdit::Modules(modules) => self.content.modules.clone_from(modules),
            ItemEdit::Enclose(file) => {
                // What a later version knew of the other file is not true of this one.
                self.unknown.remove(FILE);
                let is_other = |was: &EnclosedFile| file.as_ref().is_some_and(|file| file.sha256 != was.sha256);
                if self.content.file.as_ref().is_some_and(is_other) {
                    // Another document was not cleared.
                    self.clearance = None;
                    self.unknown.remove(CLEARED);
                }
                self.content.file.clone_from(file);
            }
            ItemEdit::Minutes { part: None, minutes } => self.content.minutes.whole = *minutes,
            ItemEdit::Minutes { part: Some(part), minutes: Some(minutes) } => {
                self.content.minutes.parts.insert(part.clone(), *minutes);
            }
            ItemEdit::Minutes { part: Some(part), minutes: None } => {
                self.content.minutes.parts.remove(part);
            }
            ItemEdit::Clear(clearance) => {
                self.unknown.remove(CLEARED);
                self.clearance.clone_from(clearance);
            }
        }
    }
}

impl Details {
    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Title(text) => self.title = shortened(text, MAX_LINE),
            Edit::PreparedFor(text) => self.prepared_for = shortened(text, MAX_LINE),
            Edit::Event(text) => self.event = shortened(text, MAX_LINE),
            Edit::Recipients(text) => self.recipients = shortened(text, MAX_MESSAGE),
            Edit::Language(tag) => self.language = shortened(tag, MAX_LINE),
            Edit::IssuedBy(text) => self.issued_by = shortened(text, MAX_LINE),
            Edit::Message(text) => self.message = shortened(text, MAX_MESSAGE),
            Edit::Date(date) => self.date = *date,
            Edit::Length(length) => self.length = *length,
            Edit::Paper(paper) => self.paper = *paper,
            Edit::Ink(ink) => self.ink = *ink,
            Edit::PrintSize(size) => self.print_size = *size,
            Edit::Cover(cover) => self.cover = *cover,
            Edit::Draft(wanted) => self.is_draft = wanted.is_yes(),
            Edit::Foreword(text) => self.foreword = text.clone(),
            Edit::Closing(text) => self.closing = text.clone(),
            Edit::Timetable(wanted) => self.has_timetable = wanted.is_yes(),
            Edit::TimeAvailable(minutes) => self.time.entered = minutes.map(|minutes| minutes.min(MAX_TIME)),
            Edit::Copies(copies) => self.copies = (*copies).clamp(1, MAX_COPIES),
            Edit::Release(edit) => self.release.apply(edit),
            Edit::Format { format, wanted: Wanted::Yes } => drop(self.formats.insert(*format)),
            Edit::Format { format, wanted: Wanted::No } => drop(self.formats.remove(format)),
            // The rest is about the items.
            _ => {}
        }
    }
}

/// Why the pack stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("a pack holds at most {MAX_ITEMS} resources")]
    TooMany,
    #[error("a pack holds at most {MAX_SECTIONS} sections of its own")]
    TooManySections,
    #[error("this resource is not in the pack")]
    NotInPack,
    #[error("this section is not in the pack")]
    NoSection,
    #[error("a section of a category holds resources of that category alone")]
    OtherCategory,
    #[error("at least one part of a course stays; to leave the course out, remove it from the pack")]
    NoModule,
    #[error("it is the first of its section")]
    FirstOfSection,
    #[error("it is the last of its section")]
    LastOfSection,
    #[error("it is the first section")]
    FirstSection,
    #[error("it is the last section")]
    LastSection,
    #[error("{0}")]
    ReadOnly(&'static str),
}
