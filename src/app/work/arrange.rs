//! Items and sections in their order: adding, removing, moving.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::order::Order;
use super::{EditError, Item, MAX_ITEMS, MAX_SECTIONS, Section, SectionKey, Work};
use crate::app::details::{MAX_LINE, shortened};
use crate::app::edit::{SectionEdit, Step};
use crate::catalogue::{Catalogue, CategoryId, ResourceId};

impl Work {
    /// Takes an arrangement as a file has it. What the catalogue does not have goes to `missing`; nothing stands twice.
    pub fn restore(
        &mut self,
        sections: Vec<Section>,
        removed: Vec<Arc<Item>>,
        loose: Vec<Arc<Item>>,
        catalogue: &Catalogue,
    ) {
        let count = sections.iter().map(|section| section.items.len()).sum::<usize>() + loose.len();
        let order = Order::of(catalogue, count);
        let mut seen = BTreeSet::new();
        self.missing.clear();
        self.sections.clear();
        let mut homeless = Vec::new();
        for mut section in sections {
            if self.sections.iter().any(|own| own.key == section.key) {
                homeless.append(&mut section.items);
                continue;
            }
            let items = std::mem::take(&mut section.items);
            for item in items {
                let fits = match (&section.key, order.category_of(item.id())) {
                    (_, None) => {
                        self.missing.push(item);
                        continue;
                    }
                    (SectionKey::Own(_), Some(_)) => true,
                    (SectionKey::Category(own), Some(category)) => own == category,
                };
                if !fits {
                    homeless.push(item);
                } else if seen.insert(item.id().clone()) {
                    section.items.push(item);
                }
            }
            if section.is_kept() {
                self.sections.push(section);
            }
        }
        for item in homeless.into_iter().chain(loose) {
            match order.category_of(item.id()) {
                None => self.missing.push(item),
                Some(category) if seen.insert(item.id().clone()) => self.place(item, category, &order),
                Some(_) => {}
            }
        }
        self.removed = removed;
        self.refresh();
    }

    pub(super) fn add(&mut self, ids: &[ResourceId], catalogue: &Catalogue) -> Result<(), EditError> {
        let order = Order::of(catalogue, ids.len());
        let mut seen = BTreeSet::new();
        let new: Vec<(&ResourceId, &CategoryId)> = ids
            .iter()
            .filter(|id| !self.members.contains(id) && seen.insert(*id))
            .filter_map(|id| Some((id, order.category_of(id)?)))
            .collect();
        if self.order.len() + new.len() > MAX_ITEMS {
            return Err(EditError::TooMany);
        }
        let added: Vec<ResourceId> = new.iter().map(|(id, _)| (*id).clone()).collect();
        for (id, category) in new {
            let known = self.removed.iter().position(|item| item.id() == id).map(|at| self.removed.remove(at));
            self.place(known.unwrap_or_else(|| Arc::new(Item::new(id.clone()))), category, &order);
        }
        self.know(&added, catalogue);
        self.refresh();
        Ok(())
    }

    /// Puts an item at the end of its category's section, which is made where it is not there.
    fn place(&mut self, item: Arc<Item>, category: &CategoryId, order: &Order<'_>) {
        let key = SectionKey::Category(category.clone());
        if let Some(section) = self.sections.iter_mut().find(|section| section.key == key) {
            section.items.push(item);
            return;
        }
        // Among the sections of categories it stands where the catalogue has it.
        let place_of = |section: &Section| match &section.key {
            SectionKey::Category(id) => order.place(id),
            SectionKey::Own(_) => None,
        };
        let own = order.place(category);
        let after = self.sections.iter().rposition(|section| place_of(section).is_some_and(|place| Some(place) < own));
        let before = self.sections.iter().position(|section| place_of(section).is_some());
        let at = after.map(|at| at + 1).or(before).unwrap_or(0);
        self.sections.insert(at, Section { items: vec![item], ..Section::new(key) });
    }

    /// Also of what the catalogue no longer has.
    pub(super) fn remove(&mut self, id: &ResourceId) {
        let missing = self.missing.iter().position(|item| item.id() == id).map(|place| self.missing.remove(place));
        if let Some(item) = self.take(id).or(missing) {
            self.keep_removed(item);
            self.drop_empty();
            self.refresh();
        }
    }

    /// Puts another resource in the place of an item, with its notes; the document belongs to the one that goes.
    pub(super) fn replace(
        &mut self,
        id: &ResourceId,
        with: &ResourceId,
        catalogue: &Catalogue,
    ) -> Result<(), EditError> {
        let old = self.item(id).cloned().ok_or(EditError::NotInPack)?;
        if self.contains(with) {
            self.remove(id);
            return Ok(());
        }
        if catalogue.resource(with).is_none() {
            return Err(EditError::NotInPack);
        }
        let (section, place) = self.find(id).ok_or(EditError::NotInPack)?;
        let home = self.sections.get(section).map(|section| section.key.clone()).ok_or(EditError::NoSection)?;
        self.remove(id);
        self.add(std::slice::from_ref(with), catalogue)?;
        if self.sections.iter().any(|section| section.key == home) {
            // One of another category stays in the section of its own.
            self.move_to_section(with, &home, Some(place), catalogue).ok();
        }
        if let Some((section, at)) = self.find(with)
            && let Some(item) = self.sections.get_mut(section).and_then(|section| section.items.get_mut(at))
            && !item.has_additions()
        {
            let item = Arc::make_mut(item);
            item.content.note.clone_from(&old.content.note);
            item.private.clone_from(&old.private);
        }
        Ok(())
    }

    pub(super) fn clear(&mut self) {
        for section in std::mem::take(&mut self.sections) {
            for item in section.items {
                self.keep_removed(item);
            }
        }
        self.missing.clear();
        self.refresh();
    }

    fn keep_removed(&mut self, item: Arc<Item>) {
        if item.has_additions() {
            self.removed.retain(|other| other.id() != item.id());
            self.removed.push(item);
        }
    }

    fn take(&mut self, id: &ResourceId) -> Option<Arc<Item>> {
        let (section, place) = self.find(id)?;
        Some(self.sections.get_mut(section)?.items.remove(place))
    }

    /// The section of an item and its place there.
    fn find(&self, id: &ResourceId) -> Option<(usize, usize)> {
        self.sections
            .iter()
            .enumerate()
            .find_map(|(at, section)| section.items.iter().position(|item| item.id() == id).map(|place| (at, place)))
    }

    pub(super) fn move_by(&mut self, id: &ResourceId, step: Step) -> Result<(), EditError> {
        let (section, place) = self.find(id).ok_or(EditError::NotInPack)?;
        let items = &mut self.sections.get_mut(section).ok_or(EditError::NoSection)?.items;
        match step {
            Step::Up if place == 0 => return Err(EditError::FirstOfSection),
            Step::Down if place + 1 >= items.len() => return Err(EditError::LastOfSection),
            Step::Up => items.swap(place, place - 1),
            Step::Down => items.swap(place, place + 1),
        }
        self.refresh();
        Ok(())
    }

    /// Puts an item where it shall stand afterwards; kept inside its section where the other one does not take it.
    pub(super) fn move_to(&mut self, id: &ResourceId, place: usize) -> Result<(), EditError> {
        let from = self.position(id).ok_or(EditError::NotInPack)?;
        let (own, _) = self.find(id).ok_or(EditError::NotInPack)?;
        let group = self.group_of(from);
        let target = self.order.get(place).and_then(|other| self.find(other)).map_or(own, |(section, _)| section);
        let is_free = |at: usize| self.sections.get(at).is_some_and(Section::is_own);
        // Between sections it goes by itself only where both are the office's own.
        let target = if is_free(target) && is_free(own) { target } else { own };
        let item = self.take(id).ok_or(EditError::NotInPack)?;
        let start = self.sections.iter().take(target).map(|section| section.items.len()).sum::<usize>();
        let section = self.sections.get_mut(target).ok_or(EditError::NoSection)?;
        let inside = if target == own { place.clamp(group.start, group.end.saturating_sub(1)) } else { place };
        section.items.insert(inside.saturating_sub(start).min(section.items.len()), item);
        self.refresh();
        Ok(())
    }

    pub(super) fn move_to_section(
        &mut self,
        id: &ResourceId,
        key: &SectionKey,
        place: Option<usize>,
        catalogue: &Catalogue,
    ) -> Result<(), EditError> {
        let order = Order::of(catalogue, 1);
        let category = order.category_of(id).ok_or(EditError::NotInPack)?;
        if matches!(key, SectionKey::Category(other) if other != category) {
            return Err(EditError::OtherCategory);
        }
        let is_there = self.sections.iter().any(|section| section.key == *key);
        if !is_there && matches!(key, SectionKey::Own(_)) {
            return Err(EditError::NoSection);
        }
        let (from, _) = self.find(id).ok_or(EditError::NotInPack)?;
        if place.is_none() && self.sections.get(from).is_some_and(|section| section.key == *key) {
            return Ok(());
        }
        let item = self.take(id).ok_or(EditError::NotInPack)?;
        match self.sections.iter_mut().find(|section| section.key == *key) {
            Some(section) => {
                let last = section.items.len();
                section.items.insert(place.map_or(last, |place| place.min(last)), item);
            }
            None => self.place(item, category, &order),
        }
        self.drop_empty();
        self.refresh();
        Ok(())
    }

    pub(super) fn add_section(&mut self, heading: &str) -> Result<(), EditError> {
        let numbers = self.sections.iter().filter_map(|section| match section.key {
            SectionKey::Own(number) => Some(number),
            SectionKey::Category(_) => None,
        });
        let (count, last) = numbers.fold((0, 0), |(count, last), number| (count + 1, last.max(number)));
        if count >= MAX_SECTIONS {
            return Err(EditError::TooManySections);
        }
        let section = Section::new(SectionKey::Own(last + 1));
        self.sections.push(Section { heading: shortened(heading, MAX_LINE), ..section });
        Ok(())
    }

    pub(super) fn change_section(
        &mut self,
        key: &SectionKey,
        change: &SectionEdit,
        catalogue: &Catalogue,
    ) -> Result<(), EditError> {
        let at = self.sections.iter().position(|section| section.key == *key).ok_or(EditError::NoSection)?;
        let last = self.sections.len().saturating_sub(1);
        match change {
            SectionEdit::Move(Step::Up) if at == 0 => return Err(EditError::FirstSection),
            SectionEdit::Move(Step::Down) if at == last => return Err(EditError::LastSection),
            SectionEdit::Move(Step::Up) => self.sections.swap(at, at - 1),
            SectionEdit::Move(Step::Down) => self.sections.swap(at, at + 1),
            SectionEdit::Remove => self.remove_section(at, catalogue),
            SectionEdit::Heading(text) => {
                if let Some(section) = self.sections.get_mut(at) {
                    section.heading = shortened(text, MAX_LINE);
                }
            }
            SectionEdit::Introduction(text) => {
                if let Some(section) = self.sections.get_mut(at) {
                    section.introduction = text.clone();
                }
            }
        }
        self.drop_empty();
        self.refresh();
        Ok(())
    }

    fn remove_section(&mut self, at: usize, catalogue: &Catalogue) {
        let section = self.sections.remove(at);
        let order = Order::of(catalogue, section.items.len());
        for item in section.items {
            match order.category_of(item.id()).cloned() {
                Some(category) => self.place(item, &category, &order),
                None => self.missing.push(item),
            }
        }
    }

    fn drop_empty(&mut self) {
        self.sections.retain(Section::is_kept);
    }

    /// The range of items that stand in the same section as the item of this place.
    pub fn group_of(&self, place: usize) -> std::ops::Range<usize> {
        let mut start = 0;
        for section in &self.sections {
            let end = start + section.items.len();
            if place < end {
                return start..end;
            }
            start = end;
        }
        place..place
    }

    /// Follows the sections.
    fn refresh(&mut self) {
        self.order = self.sections.iter().flat_map(|section| &section.items).map(|item| item.id().clone()).collect();
        self.members = self.order.iter().cloned().collect();
        let is_gone = |id: &ResourceId| !self.members.contains(id) && !self.missing.iter().any(|item| item.id() == id);
        if self.known.keys().any(is_gone) {
            let kept = self.known.iter().filter(|(id, _)| !is_gone(id));
            self.known = Arc::new(kept.map(|(id, known)| (id.clone(), known.clone())).collect());
        }
    }
}
