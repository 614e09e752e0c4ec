//! Where each resource stands in the Tool Box, found once for a catalogue.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Resource, ResourceId};

/// A place in the Tool Box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The category's place, from 0.
    pub category: usize,
    /// The place inside the category, from 0.
    pub row: usize,
}

/// The places of all resources.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    spots: Vec<Spot>,
    totals: Vec<usize>,
    by_id: BTreeMap<ResourceId, usize>,
}

impl Shelf {
    pub fn new(catalogue: &Catalogue) -> Self {
        let tables: BTreeMap<_, _> =
            catalogue.categories.iter().enumerate().map(|(place, category)| (&category.id, place)).collect();
        let mut totals = vec![0; catalogue.categories.len()];
        let mut place_of = |resource: &Resource| {
            let category = tables.get(&resource.category).copied().unwrap_or_default();
            let row = totals.get_mut(category).map_or(0, |total: &mut usize| {
                *total += 1;
                *total - 1
            });
            Spot { category, row }
        };
        let spots = catalogue.resources.iter().map(|resource| place_of(resource)).collect();
        let by_id =
            catalogue.resources.iter().enumerate().map(|(place, resource)| (resource.id.clone(), place)).collect();
        Self { spots, totals, by_id }
    }

    /// Where the resource at this place of the catalogue stands.
    pub fn spot(&self, place: usize) -> Spot {
        self.spots.get(place).copied().unwrap_or_default()
    }

    /// Where a resource stands.
    pub fn spot_of(&self, id: &ResourceId) -> Option<Spot> {
        self.place(id).map(|place| self.spot(place))
    }

    /// The place of a resource in the catalogue.
    pub fn place(&self, id: &ResourceId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// How many resources a category has.
    pub fn total(&self, category: usize) -> usize {
        self.totals.get(category).copied().unwrap_or_default()
    }

    /// The places that chosen items take in each category, rising.
    pub fn chosen(&self, items: &[ResourceId]) -> Vec<Vec<usize>> {
        let mut chosen = vec![Vec::new(); self.totals.len()];
        for spot in items.iter().filter_map(|id| self.spot_of(id)) {
            if let Some(rows) = chosen.get_mut(spot.category) {
                rows.push(spot.row);
            }
        }
        for rows in &mut chosen {
            rows.sort_unstable();
        }
        chosen
    }
}
