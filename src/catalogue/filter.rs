//! Filters over the catalogue: what shows, how many each filter would leave, and which filter hides the hits.
//!
//! Within a group several mean either; between groups all must fit.

mod nothing;

use std::collections::BTreeSet;

use strum::IntoEnumIterator as _;

use crate::catalogue::search::Hits;
use crate::catalogue::{AudienceId, Availability, Catalogue, CategoryId};

pub use nothing::{Nothing, nothing};

/// What is filtered by. Nothing set shows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    pub category: Option<CategoryId>,
    /// Several mean either.
    pub audiences: Vec<AudienceId>,
    /// Several mean either.
    pub availability: Vec<Availability>,
    /// As typed.
    pub search: String,
}

/// One filter that is set, to be shown and taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chip {
    Category(CategoryId),
    Audience(AudienceId),
    Availability(Availability),
}

/// The words of a chip: "For" weak, then "Trainers".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChipWords {
    pub lead: &'static str,
    pub value: String,
}

impl Filters {
    /// The filters that are set, in the order in which they are shown. The search stands in its own field.
    pub fn chips(&self) -> Vec<Chip> {
        let category = self.category.iter().cloned().map(Chip::Category);
        let audiences = self.audiences.iter().cloned().map(Chip::Audience);
        let availability = self.availability.iter().copied().map(Chip::Availability);
        category.chain(audiences).chain(availability).collect()
    }

    /// The words of one of [`Self::chips`].
    pub fn chip_words(&self, catalogue: &Catalogue, chip: &Chip) -> ChipWords {
        match chip {
            Chip::Category(id) => ChipWords {
                lead: "In",
                value: catalogue.category(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
            },
            Chip::Audience(id) => ChipWords {
                lead: if self.audiences.first() == Some(id) { "For" } else { "or" },
                value: catalogue.audience(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
            },
            Chip::Availability(value) => ChipWords {
                lead: if self.availability.first() == Some(value) { "To get" } else { "or" },
                value: value.label().to_owned(),
            },
        }
    }

    /// Takes one filter away.
    pub fn remove(&mut self, chip: &Chip) {
        match chip {
            Chip::Category(id) => {
                if self.category.as_ref() == Some(id) {
                    self.category = None;
                }
            }
            Chip::Audience(id) => self.audiences.retain(|other| other != id),
            Chip::Availability(value) => self.availability.retain(|other| other != value),
        }
    }

    /// Ticks an audience, or unticks it.
    pub fn toggle_audience(&mut self, id: &AudienceId) {
        let before = self.audiences.len();
        self.audiences.retain(|other| other != id);
        if self.audiences.len() == before {
            self.audiences.push(id.clone());
        }
    }

    /// Ticks an availability, or unticks it.
    pub fn toggle_availability(&mut self, value: Availability) {
        let before = self.availability.len();
        self.availability.retain(|other| *other != value);
        if self.availability.len() == before {
            self.availability.push(value);
        }
    }

    /// Takes away what this catalogue does not have: it would hide everything, and no control could show it.
    pub fn keep_known(&mut self, catalogue: &Catalogue) {
        self.category = self.category.take().filter(|id| catalogue.category(id).is_some());
        self.audiences.retain(|id| catalogue.audience(id).is_some());
    }

    /// Takes away every filter of a group.
    pub fn clear_group(&mut self, group: Group) {
        match group {
            Group::Category => self.category = None,
            Group::Audience => self.audiences.clear(),
            Group::Availability => self.availability.clear(),
        }
    }

    /// Takes everything away, the search too.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The groups in which something is set.
    pub fn groups(&self) -> Vec<Group> {
        let category = self.category.as_ref().map(|_| Group::Category);
        let audience = (!self.audiences.is_empty()).then_some(Group::Audience);
        let availability = (!self.availability.is_empty()).then_some(Group::Availability);
        [category, audience, availability].into_iter().flatten().collect()
    }
}

/// A kind of filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Category,
    Audience,
    Availability,
}

/// What filters ask about each resource, in columns, so that a large catalogue is filtered between two frames.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    categories: Vec<CategoryId>,
    audiences: Vec<AudienceId>,
    rows: Vec<Row>,
    /// The audiences of all rows, one row after the other, as places in `audiences`.
    assigned: Vec<u16>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    category: u16,
    availability: Availability,
    assigned_end: u32,
}

/// What shows, and how many each filter would leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Places in the catalogue: the best first where something is looked for, else in the catalogue's order.
    pub places: Vec<u32>,
    pub counts: Counts,
    /// Where nothing shows although the search finds something.
    pub hidden: Option<Hidden>,
}

/// How many resources show with a choice in one group, all other groups and the search staying as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many the catalogue holds.
    pub total: usize,
    /// How many the search finds, whatever the filters.
    pub found: usize,
    /// With every category.
    pub all_categories: usize,
    /// One a category, in the catalogue's order.
    pub categories: Vec<usize>,
    /// One an audience, in the catalogue's order.
    pub audiences: Vec<usize>,
    /// One an availability, in the order of its values.
    pub availability: Vec<(Availability, usize)>,
}

/// What the filters hide, and which of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Places of what the search finds, the best first.
    pub places: Vec<u32>,
    /// The groups that are set, each with how many would show if it alone were cleared.
    pub groups: Vec<(Group, usize)>,
}

impl Facets {
    /// Reads the columns of a catalogue.
    pub fn build(catalogue: &Catalogue) -> Self {
        let mut facets = Self {
            categories: catalogue.categories.iter().map(|category| category.id.clone()).collect(),
            audiences: catalogue.audiences.iter().map(|audience| audience.id.clone()).collect(),
            rows: Vec::with_capacity(catalogue.resources.len()),
            assigned: Vec::new(),
        };
        for resource in &catalogue.resources {
            let ids: BTreeSet<usize> =
                resource.audiences.iter().filter_map(|it| facets.audience(&it.audience)).collect();
            facets.assigned.extend(ids.into_iter().map(|id| id as u16));
            facets.rows.push(Row {
                category: facets.category(&resource.category).map_or(u16::MAX, |place| place as u16),
                availability: resource.availability,
                assigned_end: facets.assigned.len() as u32,
            });
        }
        facets
    }

    fn category(&self, id: &CategoryId) -> Option<usize> {
        self.categories.iter().position(|other| other == id)
    }

    fn audience(&self, id: &AudienceId) -> Option<usize> {
        self.audiences.iter().position(|other| other == id)
    }

    fn assigned(&self, place: usize) -> &[u16] {
        let end = |row: &Row| row.assigned_end as usize;
        let start = place.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, end);
        let end = self.rows.get(place).map_or(start, end);
        self.assigned.get(start..end).unwrap_or_default()
    }

    /// Filters and counts. `hits` is what the search found; `None` where nothing is looked for.
    pub fn find(&self, filters: &Filters, hits: Option<&Hits>) -> Found {
        let wanted = Wanted::new(self, filters);
        let mut tally = Tally::new(self);
        let mut places = Vec::new();
        let mut look = |place: u32| {
            let Some(row) = self.rows.get(place as usize) else { return };
            let fits = wanted.fits(*row, self.assigned(place as usize));
            tally.count(*row, self.assigned(place as usize), fits);
            if fits.all() {
                places.push(place);
            }
        };
        match hits {
            Some(hits) => hits.places().iter().copied().for_each(&mut look),
            None => (0..self.rows.len() as u32).for_each(&mut look),
        }
        let hidden = (places.is_empty() && tally.found > 0).then(|| Hidden {
            places: hits.map_or_else(|| (0..self.rows.len() as u32).collect(), |hits| hits.places().to_vec()),
            groups: filters.groups().into_iter().map(|group| (group, tally.without(group))).collect(),
        });
        Found { places, counts: tally.counts(self.rows.len()), hidden }
    }
}

/// The filters as places in the columns.
struct Wanted {
    category: Option<u16>,
    /// One an audience; empty where none is asked for.
    audiences: Vec<bool>,
    availability: Vec<Availability>,
}

/// Which groups a resource fits.
#[derive(Clone, Copy)]
struct Fits {
    category: bool,
    audience: bool,
    availability: bool,
}

impl Fits {
    fn all(self) -> bool {
        self.category && self.audience && self.availability
    }
}

impl Wanted {
    fn new(facets: &Facets, filters: &Filters) -> Self {
        // A category that the catalogue does not have fits nothing: no row is in it.
        let category =
            filters.category.as_ref().map(|id| facets.category(id).map_or(u16::MAX - 1, |place| place as u16));
        let mut audiences = Vec::new();
        if !filters.audiences.is_empty() {
            audiences = facets.audiences.iter().map(|id| filters.audiences.contains(id)).collect();
            audiences.push(false);
        }
        Self { category, audiences, availability: filters.availability.clone() }
    }

    fn fits(&self, row: Row, assigned: &[u16]) -> Fits {
        let asked = |id: &u16| self.audiences.get(usize::from(*id)).copied().unwrap_or_default();
        Fits {
            category: self.category.is_none_or(|category| category == row.category),
            audience: self.audiences.is_empty() || assigned.iter().any(asked),
            availability: self.availability.is_empty() || self.availability.contains(&row.availability),
        }
    }
}

/// Counts while the resources pass.
struct Tally {
    found: usize,
    categories: Vec<usize>,
    audiences: Vec<usize>,
    availability: Vec<(Availability, usize)>,
    without_category: usize,
    without_audience: usize,
    without_availability: usize,
}

impl Tally {
    fn new(facets: &Facets) -> Self {
        Self {
            found: 0,
            categories: vec![0; facets.categories.len()],
            audiences: vec![0; facets.audiences.len()],
            availability: Availability::iter().map(|value| (value, 0)).collect(),
            without_category: 0,
            without_audience: 0,
            without_availability: 0,
        }
    }

    fn count(&mut self, row: Row, assigned: &[u16], fits: Fits) {
        self.found += 1;
        if fits.audience && fits.availability {
            self.without_category += 1;
            if let Some(count) = self.categories.get_mut(usize::from(row.category)) {
                *count += 1;
            }
        }
        if fits.category && fits.availability {
            self.without_audience += 1;
            for id in assigned {
                if let Some(count) = self.audiences.get_mut(usize::from(*id)) {
                    *count += 1;
                }
            }
        }
        if fits.category && fits.audience {
            self.without_availability += 1;
            for (value, count) in &mut self.availability {
                *count += usize::from(*value == row.availability);
            }
        }
    }

    fn without(&self, group: Group) -> usize {
        match group {
            Group::Category => self.without_category,
            Group::Audience => self.without_audience,
            Group::Availability => self.without_availability,
        }
    }

    fn counts(self, total: usize) -> Counts {
        Counts {
            total,
            found: self.found,
            all_categories: self.without_category,
            categories: self.categories,
            audiences: self.audiences,
            availability: self.availability,
        }
    }
}
