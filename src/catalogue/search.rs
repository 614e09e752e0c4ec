//! Search over all text of all resources, as it is typed.
//!
//! What is found, exactly:
//! - All words of the query, in any field and order; each may be the beginning of a word. Case, accents of Latin
//!   letters, hyphens and signs do not count. In scripts without spaces a word may stand in mid-sentence.
//! - A word that stands nowhere as typed forgives one typing error ([`forgive`] says which). Where each word is known
//!   but no resource holds all of them, every word forgives one.
//!
//! Order: what is held as typed before what is forgiven; then title, kind and audience, summary, the rest; then whole
//! words before beginnings; then the catalogue's order. So the same query gives the same answer every time.
//!
//! [`Index::build`] is pure and may run on any thread.

pub mod fields;
pub mod fold;
pub mod forgive;
mod query;
pub mod runs;
pub mod vocabulary;

use std::collections::HashMap;
use std::ops::Range;

use crate::catalogue::Catalogue;
use crate::catalogue::search::fields::each_text;
use crate::catalogue::search::fold::{Cutter, Script};
use crate::catalogue::search::forgive::forgiven_words;
use crate::catalogue::search::query::Part;
use crate::catalogue::search::runs::Runs;
use crate::catalogue::search::vocabulary::{Posting, Postings, Vocabulary};

pub use fields::Field;
pub use query::{QUERY_WORDS_MAX, Query, Snippet};

/// A catalogue's words and where they stand. Holds no reference to the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Index {
    resources: usize,
    vocabulary: Vocabulary,
    postings: Postings,
    runs: Runs,
}

/// What a query found.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    query: Query,
    places: Vec<u32>,
}

impl Hits {
    /// How many resources were found.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Places in the catalogue, the best first.
    pub fn places(&self) -> &[u32] {
        &self.places
    }

    /// What was looked for, and which errors were forgiven: it highlights and cuts snippets.
    pub fn query(&self) -> &Query {
        &self.query
    }
}

impl Index {
    /// Reads all text of a catalogue.
    pub fn build(catalogue: &Catalogue) -> Self {
        let mut builder = Builder::default();
        let mut cutter = Cutter::default();
        for (place, resource) in catalogue.resources.iter().enumerate() {
            each_text(catalogue, resource, &mut |field, text| {
                cutter.cut(text, &mut |piece| match piece.script {
                    Script::Spaced => builder.add(piece.letters, place as u32, field.tier()),
                    Script::Unspaced => builder.runs.add(place as u32, field.tier(), piece.letters),
                });
            });
        }
        builder.finish(catalogue.resources.len())
    }

    /// How many resources were read.
    pub fn len(&self) -> usize {
        self.resources
    }

    /// Whether no resource was read.
    pub fn is_empty(&self) -> bool {
        self.resources == 0
    }

    /// How many bytes the index holds.
    pub fn bytes(&self) -> usize {
        self.vocabulary.bytes() + self.postings.bytes() + self.runs.bytes()
    }

    /// Finds and ranks. An empty query finds everything, in the catalogue's order.
    pub fn search(&self, text: &str) -> Hits {
        let mut query = Query::parse(text);
        for part in &mut query.parts {
            part.forgiving = part.may_forgive() && self.exact(part).is_empty();
        }
        let mut places = self.rank(&query);
        if places.is_empty() && query.forgive_all() {
            places = self.rank(&query);
        }
        Hits { query, places }
    }

    /// The words that begin as the part does.
    fn exact(&self, part: &Part) -> Range<usize> {
        let stem: String = part.letters.iter().collect();
        self.vocabulary.beginning_with(&stem, 0..self.vocabulary.len())
    }

    fn rank(&self, query: &Query) -> Vec<u32> {
        let mut totals = vec![0_u16; self.resources];
        let mut classes = vec![Class::NONE; self.resources];
        for part in &query.parts {
            classes.fill(Class::NONE);
            self.classify(part, &mut classes);
            for (total, class) in totals.iter_mut().zip(&classes) {
                *total = if class.0 == Class::NONE.0 { NOT_FOUND } else { total.saturating_add(class.cost()) };
            }
        }
        in_order_of(&totals)
    }

    /// Notes for each resource how well it holds a part.
    fn classify(&self, part: &Part, classes: &mut [Class]) {
        let mut note = |place: u32, class: Class| {
            if let Some(best) = classes.get_mut(place as usize) {
                best.0 = best.0.min(class.0);
            }
        };
        if part.script == Script::Unspaced {
            self.runs.each_with(&part.letters, &mut |run| note(run.place, Class::beginning(run.tier)));
            return;
        }
        let exact = self.exact(part);
        let bytes: usize = part.letters.iter().map(|letter| letter.len_utf8()).sum();
        let whole = exact.start + usize::from(!exact.is_empty() && self.vocabulary.word(exact.start).len() == bytes);
        for posting in self.postings.of(exact.start..whole) {
            note(posting.place(), Class::whole(posting.tier()));
        }
        for posting in self.postings.of(whole..exact.end) {
            note(posting.place(), Class::beginning(posting.tier()));
        }
        if part.forgiving {
            for words in forgiven_words(&self.vocabulary, &part.letters) {
                for posting in self.postings.of(words) {
                    note(posting.place(), Class::forgiven(posting.tier()));
                }
            }
        }
    }
}

/// The total of a resource that lacks a word.
const NOT_FOUND: u16 = u16::MAX;

/// More than all the words of a query can cost without forgiving.
const FORGIVEN_COST: u16 = 128;

/// How well a resource holds a word; less is better.
#[derive(Clone, Copy, Debug)]
struct Class(u8);

impl Class {
    const NONE: Self = Self(u8::MAX);

    fn whole(tier: u8) -> Self {
        Self(tier * 2)
    }

    fn beginning(tier: u8) -> Self {
        Self(tier * 2 + 1)
    }

    fn forgiven(tier: u8) -> Self {
        Self(tier * 2 + 8)
    }

    fn cost(self) -> u16 {
        u16::from(self.0 & 7) + u16::from(self.0 >> 3) * FORGIVEN_COST
    }
}

/// The places of what was found, by their total and then by their place: one pass to count, one to lay out.
fn in_order_of(totals: &[u16]) -> Vec<u32> {
    let worst = totals.iter().copied().filter(|total| *total != NOT_FOUND).max();
    let Some(worst) = worst else { return Vec::new() };
    let mut next = vec![0_usize; usize::from(worst) + 2];
    for total in totals {
        if let Some(count) = next.get_mut(usize::from(*total) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut next {
        sum += *count;
        *count = sum;
    }
    let mut places = vec![0_u32; sum];
    for (place, total) in totals.iter().enumerate() {
        let Some(at) = next.get_mut(usize::from(*total)) else { continue };
        if let Some(slot) = places.get_mut(*at).filter(|_| *total != NOT_FOUND) {
            *slot = place as u32;
        }
        *at += 1;
    }
    places
}

/// Collects words with their places before they are sorted.
#[derive(Default)]
struct Builder {
    /// Each word with its number in `lists`.
    words: HashMap<Box<str>, u32>,
    lists: Vec<Vec<Posting>>,
    runs: Runs,
    word: String,
}

impl Builder {
    fn add(&mut self, letters: &[char], place: u32, tier: u8) {
        self.word.clear();
        self.word.extend(letters);
        let number = if let Some(number) = self.words.get(self.word.as_str()) {
            *number
        } else {
            let number = self.lists.len() as u32;
            self.words.insert(Box::from(self.word.as_str()), number);
            self.lists.push(Vec::new());
            number
        };
        let Some(list) = self.lists.get_mut(number as usize) else { return };
        match list.last_mut() {
            // Fields come by tier, so the first posting of a resource is its weightiest.
            Some(previous) if previous.place() == place => {}
            _ => list.push(Posting::new(place, tier)),
        }
    }

    fn finish(mut self, resources: usize) -> Index {
        self.runs.finish();
        let mut words: Vec<(Box<str>, u32)> = self.words.into_iter().collect();
        words.sort_unstable();
        let total = self.lists.iter().map(Vec::len).sum();
        let vocabulary = Vocabulary::new(words.iter().map(|(word, _)| &**word));
        let mut lists = self.lists;
        let sorted =
            words.iter().map(|(_, number)| lists.get_mut(*number as usize).map(std::mem::take).unwrap_or_default());
        let postings = Postings::new(sorted, total);
        Index { resources, vocabulary, postings, runs: self.runs }
    }
}

#[cfg(test)]
mod tests;
