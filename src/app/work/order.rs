//! Finds the places of resources' categories. For a few resources a large catalogue is not read into a table.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, CategoryId, Resource, ResourceId};

pub(super) struct Order<'a> {
    catalogue: &'a Catalogue,
    table: Option<BTreeMap<&'a ResourceId, usize>>,
}

impl<'a> Order<'a> {
    /// More look-ups than this are worth a table.
    const FEW: usize = 8;

    pub(super) fn of(catalogue: &'a Catalogue, lookups: usize) -> Self {
        let mut order = Self { catalogue, table: None };
        if lookups > Self::FEW {
            let rows = catalogue.resources.iter();
            order.table = Some(rows.filter_map(|row| Some((&row.id, order.place_of(row)?))).collect());
        }
        order
    }

    /// The category of a resource.
    pub(super) fn category_of(&self, id: &ResourceId) -> Option<&'a CategoryId> {
        let place = match &self.table {
            Some(table) => table.get(id).copied(),
            None => self.catalogue.resource(id).and_then(|resource| self.place_of(resource)),
        };
        place.and_then(|place| self.catalogue.categories.get(place)).map(|category| &category.id)
    }

    /// The place of a category in the catalogue.
    pub(super) fn place(&self, id: &CategoryId) -> Option<usize> {
        self.catalogue.categories.iter().position(|category| &category.id == id)
    }

    fn place_of(&self, resource: &Resource) -> Option<usize> {
        self.place(&resource.category)
    }
}
