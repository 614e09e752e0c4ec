//! A large catalogue for tests and figures: the Tool Box many times over, with changed words.
//!
//! The same count and seed give the same catalogue. The first copy is the Tool Box itself.

use std::sync::Arc;

use rso_toolbox::catalogue::{
    AudienceAssignment, Catalogue, Delivery, Module, ModuleId, Modules, Readers, Relation, RelationTarget, Resource,
    ResourceId,
};

/// So many made-up words take the place of the Tool Box's.
const MADE_UP_WORDS: u64 = 20_000;

/// Of ten words of a copy so many are changed.
const CHANGED_OF_TEN: u64 = 3;

/// A catalogue with `count` resources.
pub(crate) fn multiplied(original: &Catalogue, count: usize, seed: u64) -> Catalogue {
    let size = original.resources.len().max(1);
    let mut copies: Vec<(usize, Arc<Resource>)> = Vec::with_capacity(count);
    for number in 0..count {
        let resource = &original.resources[number % size];
        let place =
            original.categories.iter().position(|category| category.id == resource.category).unwrap_or_default();
        let copy = number / size;
        let changed =
            if copy == 0 { resource.clone() } else { Arc::new(Copier { seed, copy: copy as u64 }.resource(resource)) };
        copies.push((place, changed));
    }
    // Categories stay together, as in every catalogue; the order inside is that of the copies.
    copies.sort_by_key(|(place, _)| *place);
    Catalogue { resources: copies.into_iter().map(|(_, resource)| resource).collect(), ..original.clone() }
}

/// A generator of numbers (SplitMix64): the same on every machine and for ever.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}

/// Changes words; the same word of the same copy changes in the same way, so that quotes stay in their text.
struct Copier {
    seed: u64,
    copy: u64,
}

impl Copier {
    fn resource(&self, resource: &Resource) -> Resource {
        let id = self.id(&resource.id);
        let text = |text: &String| self.text(text);
        let texts = |texts: &[String]| texts.iter().map(text).collect::<Vec<_>>();
        Resource {
            title: text(&resource.title),
            summary: text(&resource.summary),
            purpose: texts(&resource.purpose),
            readers: Readers {
                primary: texts(&resource.readers.primary),
                secondary: texts(&resource.readers.secondary),
            },
            audiences: resource
                .audiences
                .iter()
                .map(|it| AudienceAssignment { quote: text(&it.quote), ..it.clone() })
                .collect(),
            modules: resource.modules.as_ref().map(|modules| self.modules(&id, modules)),
            delivery: resource
                .delivery
                .as_ref()
                .map(|delivery| Delivery { text: text(&delivery.text), lengths: texts(&delivery.lengths) }),
            includes: resource.includes.as_ref().map(text),
            status: texts(&resource.status),
            relations: resource.relations.iter().map(|relation| self.relation(relation)).collect(),
            id,
            ..resource.clone()
        }
    }

    fn id(&self, id: &ResourceId) -> ResourceId {
        let end = format!("-{}", self.copy);
        let kept = id.as_str().len().min(64 - end.len());
        ResourceId::new(&format!("{}{end}", &id.as_str()[..kept])).unwrap_or_else(|_| id.clone())
    }

    fn modules(&self, id: &ResourceId, modules: &Modules) -> Modules {
        let item = |(place, module): (usize, &Module)| Module {
            id: ModuleId::new(id, 'm', place as u32 + 1),
            title: self.text(&module.title),
            ..module.clone()
        };
        Modules { items: modules.items.iter().enumerate().map(item).collect(), ..modules.clone() }
    }

    fn relation(&self, relation: &Relation) -> Relation {
        let target = match &relation.target {
            RelationTarget::Resource(id) => RelationTarget::Resource(self.id(id)),
            outside @ RelationTarget::Outside { .. } => outside.clone(),
        };
        Relation { target, sentence: self.text(&relation.sentence), ..relation.clone() }
    }

    fn text(&self, text: &str) -> String {
        let mut changed = String::with_capacity(text.len() + text.len() / 4);
        for word in text.split_inclusive(|sign: char| !sign.is_alphanumeric()) {
            let letters = word.trim_end_matches(|sign: char| !sign.is_alphanumeric());
            match self.made_up(letters) {
                Some(other) => changed.push_str(&other),
                None => changed.push_str(letters),
            }
            changed.push_str(&word[letters.len()..]);
        }
        changed
    }

    /// Another word in place of this one, or none.
    fn made_up(&self, word: &str) -> Option<String> {
        let mut numbers = Numbers(self.seed ^ self.copy.wrapping_mul(0xA076_1D64_78BD_642F));
        for sign in word.chars().flat_map(char::to_lowercase) {
            numbers.0 ^= u64::from(sign);
            numbers.next();
        }
        if word.chars().count() < 4 || numbers.below(10) >= CHANGED_OF_TEN {
            return None;
        }
        let mut number = Numbers(numbers.below(MADE_UP_WORDS));
        let mut made: String = (0..2 + number.below(3)).map(|_| syllable(&mut number)).collect();
        if word.chars().next().is_some_and(char::is_uppercase) {
            made[..1].make_ascii_uppercase();
        }
        Some(made)
    }
}

fn syllable(number: &mut Numbers) -> String {
    const BEGIN: [&str; 16] = ["b", "c", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "st", "tr", "v"];
    const MIDDLE: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "io"];
    const END: [&str; 8] = ["", "", "n", "r", "s", "l", "nt", "c"];
    let mut one = |parts: &[&'static str]| parts[number.below(parts.len() as u64) as usize];
    [one(&BEGIN), one(&MIDDLE), one(&END)].concat()
}
