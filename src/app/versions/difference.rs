//! What has changed between two states of a pack, in words.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::app::details::Details;
use crate::app::draft::PackDraft;
use crate::app::release::Answers;
use crate::app::work::{Item, Section, SectionKey};
use crate::catalogue::{Catalogue, CivilDate, ResourceId};
use crate::pack::rich::RichText;
use crate::pack::timetable::Available;
use crate::suggest::brief::languages;

/// Said of what no other line tells, such as notes on resources that were taken out.
const SOMETHING: &str = "Something else has changed";

/// What has changed from `then` to `now`, a line each; empty where nothing has.
pub fn difference(then: &PackDraft, now: &PackDraft, catalogue: &Catalogue) -> Vec<String> {
    let mut lines = Lines { catalogue, lines: Vec::new() };
    lines.details(&then.details, &now.details);
    lines.sections(&then.sections, &now.sections);
    lines.items(then, now);
    if lines.lines.is_empty() && kept(then, catalogue) != kept(now, catalogue) {
        lines.say(SOMETHING.to_owned());
    }
    lines.lines
}

/// All that is kept of a pack, whatever program wrote it.
fn kept(draft: &PackDraft, catalogue: &Catalogue) -> Value {
    PackDraft::of(&draft.restore(catalogue), Map::new()).write()
}

struct Lines<'a> {
    catalogue: &'a Catalogue,
    lines: Vec<String>,
}

/// Where an item stands.
struct Place<'a> {
    key: Option<&'a SectionKey>,
    at: usize,
    item: &'a Item,
}

impl Lines<'_> {
    fn say(&mut self, line: String) {
        self.lines.push(line);
    }

    fn title(&self, id: &ResourceId) -> String {
        let title = self.catalogue.resource(id).map(|resource| resource.title.as_str());
        format!("“{}”", title.unwrap_or(id.as_str()))
    }

    fn heading(&self, section: &Section) -> String {
        let category = match &section.key {
            SectionKey::Category(id) if section.heading.is_empty() => {
                self.catalogue.categories.iter().find(|it| it.id == *id).map(|it| it.name.as_str())
            }
            _ => None,
        };
        match category.unwrap_or(&section.heading) {
            "" => "without a heading".to_owned(),
            heading => format!("“{heading}”"),
        }
    }

    /// A short text with its words, old and new.
    fn short(&mut self, what: &str, then: &str, now: &str) {
        match (then, now) {
            _ if then == now => {}
            ("", now) => self.say(format!("{what} “{now}” was added")),
            (then, "") => self.say(format!("{what} “{then}” was removed")),
            (then, now) => self.say(format!("{what}: “{then}” became “{now}”")),
        }
    }

    /// A long text, without its words.
    fn long<T: PartialEq>(&mut self, what: &str, then: &T, now: &T, is_empty: impl Fn(&T) -> bool) {
        match (is_empty(then), is_empty(now)) {
            _ if then == now => {}
            (true, _) => self.say(format!("{what} was added")),
            (_, true) => self.say(format!("{what} was removed")),
            _ => self.say(format!("{what} was changed")),
        }
    }

    fn choice<T: PartialEq>(&mut self, what: &str, then: &T, now: &T) {
        self.long(what, then, now, |_| false);
    }

    fn details(&mut self, then: &Details, now: &Details) {
        self.short("Title", &then.title, &now.title);
        self.short("Prepared for", &then.prepared_for, &now.prepared_for);
        self.short("Event", &then.event, &now.event);
        self.short("Issued by", &then.issued_by, &now.issued_by);
        self.short("Language", &languages::of_tag(&then.language), &languages::of_tag(&now.language));
        let date = |details: &Details| details.date.map(CivilDate::long).unwrap_or_default();
        self.short("Date", &date(then), &date(now));
        self.long("The list of recipients", &then.recipients, &now.recipients, String::is_empty);
        self.long("The message", &then.message, &now.message, String::is_empty);
        self.long("The foreword", &then.foreword, &now.foreword, RichText::is_empty);
        self.long("The closing text", &then.closing, &now.closing, RichText::is_empty);
        self.choice("The length", &then.length, &now.length);
        self.choice("The paper", &then.paper, &now.paper);
        self.choice("The ink", &then.ink, &now.ink);
        self.choice("The print size", &then.print_size, &now.print_size);
        self.choice("The cover", &then.cover, &now.cover);
        self.choice("The draft mark", &then.is_draft, &now.is_draft);
        self.choice("The timetable", &then.has_timetable, &now.has_timetable);
        self.long("The time available", &then.time, &now.time, |time| *time == Available::default());
        self.choice("The number of copies", &then.copies, &now.copies);
        self.choice("What is made", &then.formats, &now.formats);
        self.long("What was answered in the check", &then.release, &now.release, Answers::is_blank);
    }

    /// Sections of the office's own, and what was typed for any of them.
    fn sections(&mut self, then: &[Section], now: &[Section]) {
        let find = |all: &[Section], key: &SectionKey| all.iter().position(|section| section.key == *key);
        let blank = |key: &SectionKey| Section::new(key.clone());
        for section in now {
            let before = find(then, &section.key).and_then(|at| then.get(at));
            let is_new = before.is_none() && matches!(section.key, SectionKey::Own(_));
            if is_new {
                self.say(format!("Section {} was added", self.heading(section)));
            }
            let before = before.cloned().unwrap_or_else(|| blank(&section.key));
            if before.heading != section.heading && !is_new {
                self.say(format!("Section {} became {}", self.heading(&before), self.heading(section)));
            }
            let what = format!("The introduction of section {}", self.heading(section));
            self.long(&what, &before.introduction, &section.introduction, RichText::is_empty);
        }
        for section in then.iter().filter(|section| find(now, &section.key).is_none()) {
            if matches!(section.key, SectionKey::Own(_)) || !section.introduction.is_empty() {
                self.say(format!("Section {} was removed", self.heading(section)));
            }
        }
        let places: Vec<usize> = now.iter().filter_map(|section| find(then, &section.key)).collect();
        if !places.is_sorted() {
            self.say("The sections stand in another order".to_owned());
        }
    }

    fn items(&mut self, then: &PackDraft, now: &PackDraft) {
        let (before, after) = (places(then), places(now));
        let known: BTreeMap<&ResourceId, &Place<'_>> = before.iter().map(|place| (place.item.id(), place)).collect();
        let still: BTreeMap<&ResourceId, &Place<'_>> = after.iter().map(|place| (place.item.id(), place)).collect();
        for place in after.iter().filter(|place| !known.contains_key(place.item.id())) {
            self.say(format!("Added: {}", self.title(place.item.id())));
        }
        for place in before.iter().filter(|place| !still.contains_key(place.item.id())) {
            self.say(format!("Removed: {}", self.title(place.item.id())));
        }
        // Inside a section only those are called moved that stand out of the order of all the others.
        let mut stayed: BTreeMap<Option<&SectionKey>, Vec<(usize, &ResourceId)>> = BTreeMap::new();
        for place in &after {
            match known.get(place.item.id()) {
                Some(before) if before.key == place.key => {
                    stayed.entry(place.key).or_default().push((before.at, place.item.id()));
                }
                Some(_) => self.say(format!("Moved to another section: {}", self.title(place.item.id()))),
                None => {}
            }
        }
        for (_, order) in stayed {
            for id in out_of_order(&order) {
                self.say(format!("Moved: {}", self.title(id)));
            }
        }
        for place in &after {
            if let Some(before) = known.get(place.item.id()) {
                self.item(before.item, place.item);
            }
        }
    }

    fn item(&mut self, then: &Item, now: &Item) {
        let title = self.title(now.id());
        let (before, after) = (&then.content, &now.content);
        self.long(&format!("The note on {title}"), &before.note, &after.note, String::is_empty);
        self.long(&format!("The private note on {title}"), &then.private, &now.private, String::is_empty);
        match (&before.file, &after.file) {
            (None, Some(file)) => self.say(format!("The document “{}” of {title} was enclosed", file.name)),
            (Some(file), None) => self.say(format!("The document “{}” of {title} was taken out", file.name)),
            (Some(old), Some(new)) if old != new => {
                self.say(format!("The document of {title}: “{}” became “{}”", old.name, new.name));
            }
            _ => {}
        }
        self.choice(&format!("The choice of parts of {title}"), &before.modules, &after.modules);
        self.choice(&format!("A time of {title}"), &before.minutes, &after.minutes);
        self.choice(&format!("The clearance of {title}"), &then.clearance, &now.clearance);
    }
}

fn places(draft: &PackDraft) -> Vec<Place<'_>> {
    let inside =
        draft.sections.iter().flat_map(|section| section.items.iter().map(move |item| (Some(&section.key), item)));
    let loose = draft.loose.iter().map(|item| (None, item));
    inside.chain(loose).enumerate().map(|(at, (key, item))| Place { key, at, item }).collect()
}

/// The fewest that have to be taken out so that the rest stands in rising order.
fn out_of_order<'a>(order: &[(usize, &'a ResourceId)]) -> Vec<&'a ResourceId> {
    // The last place of the best rising row of each length, and before which one each stands.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let value = |at: usize| order.get(at).map_or(0, |(place, _)| *place);
    for at in 0..order.len() {
        let length = ends.partition_point(|end| value(*end) < value(at));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stay = vec![false; order.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(stays) = stay.get_mut(at) {
            *stays = true;
        }
        next = before.get(at).copied().flatten();
    }
    order.iter().zip(stay).filter(|(_, stays)| !stays).map(|((_, id), _)| *id).collect()
}
