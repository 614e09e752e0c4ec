//! Which pages there are, what they are called, and how one is reached from another.

use std::collections::BTreeMap;
use std::ops::Range;

use super::address::Address;
use crate::export::Document;
use crate::pack::{Entry, Length, Pack, ResourceId, Section, Timetable, words};

/// The longest part of a file name that is taken from an id; the whole path stays short on every system.
const SLUG_LIMIT: usize = 48;

/// From here on a page of the folder lists only what stands near it, or each page would grow with the pack.
const CONTENTS_LIMIT: usize = 60;

/// How many entries before and after it such a page lists.
const CONTENTS_NEAR: usize = 8;

/// The page that is opened first.
pub(super) const START: &str = "START-HERE.html";

/// The stylesheet of the folder.
pub(super) const SHEET: &str = "assets/pack.css";

/// The licences of fonts and icons.
pub(super) const LICENCES: &str = "assets/licences.txt";

/// How the pages are handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A page for each entry.
    Folder,
    /// Everything on one page.
    OnePage,
}

/// A place that a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// The office's foreword, on the start page.
    Foreword,
    /// What the office wants read first, on the start page.
    BeforeUse,
    Guide,
    /// The entry of this index, in reading order.
    Entry(usize),
    Timetable,
    /// The office's last words, on the start page.
    Closing,
    Contact,
}

/// The pages of a pack.
pub(super) struct Site<'a> {
    pub(super) pack: &'a Pack,
    pub(super) form: Form,
    pub(super) entries: Vec<Listed<'a>>,
    by_id: BTreeMap<&'a ResourceId, usize>,
    documents: BTreeMap<&'a ResourceId, &'a Document>,
    /// The folder that the documents are in, beside the start page.
    documents_folder: String,
}

/// An entry with the section that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) section: &'a Section,
    pub(super) entry: &'a Entry,
}

impl<'a> Site<'a> {
    pub(super) fn new(pack: &'a Pack, form: Form, documents: &'a [Document], documents_folder: String) -> Self {
        let sections = pack.sections.iter();
        let entries: Vec<Listed<'a>> =
            sections.flat_map(|section| section.entries.iter().map(move |entry| Listed { section, entry })).collect();
        let by_id = entries.iter().enumerate().map(|(index, listed)| (&listed.entry.id, index)).collect();
        let documents = documents.iter().map(|document| (&document.id, document)).collect();
        Self { pack, form, entries, by_id, documents, documents_folder }
    }

    /// The document of an entry, where it is enclosed.
    pub(super) fn document(&self, entry: &Entry) -> Option<&'a Document> {
        self.documents.get(&entry.id).copied()
    }

    /// Whether any document is enclosed, so that each entry has to say whether its own is.
    pub(super) fn has_documents(&self) -> bool {
        !self.documents.is_empty()
    }

    /// A link from a page to a document.
    pub(super) fn document_link(&self, from: Place, document: &Document) -> Address {
        let root = if self.form == Form::OnePage { "" } else { to_root(from) };
        Address::file(root, &[&self.documents_folder, "/", &document.name].concat())
    }

    /// Where a document lies, in words.
    pub(super) fn document_place(&self, document: &Document) -> String {
        words::enclosed_at(&document.name, &self.documents_folder)
    }

    /// The timetable, where there is one.
    pub(super) fn timetable(&self) -> Option<&'a Timetable> {
        self.pack.timetable.as_ref()
    }

    /// The language of the office's own texts, where it is not that of the page.
    pub(super) fn own_language(&self) -> Option<&'a str> {
        let (own, page) = (self.pack.own_language.as_str(), self.pack.language.as_str());
        Some(own).filter(|own| !own.eq_ignore_ascii_case(page) && is_language(own))
    }

    /// The place of a resource, where the pack holds it.
    pub(super) fn place_of(&self, id: &ResourceId) -> Option<Place> {
        self.by_id.get(id).copied().map(Place::Entry)
    }

    /// Whether entries say no more than how to get them.
    pub(super) fn is_list(&self) -> bool {
        self.pack.length == Length::List
    }

    /// The file that a place of the folder form is written to.
    pub(super) fn file(&self, place: Place) -> String {
        let after = self.entries.len() + 1;
        let last = after + usize::from(self.timetable().is_some());
        let digits = last.to_string().len().max(2);
        let (number, slug) = match place {
            Place::Start => return START.to_owned(),
            Place::Foreword | Place::BeforeUse | Place::Closing => return [START, "#", &self.anchor(place)].concat(),
            Place::Guide => (0, "how-to-use"),
            Place::Timetable => (after, "timetable"),
            Place::Contact => (last, "getting-in-touch"),
            Place::Entry(index) => (index + 1, self.slug(index)),
        };
        format!("pages/{number:0digits$}_{slug}.html")
    }

    /// The places that have a page of their own in the folder form, in reading order.
    pub(super) fn pages(&self) -> Vec<Place> {
        let timetable = self.timetable().map(|_| Place::Timetable);
        let entries = (0..self.entries.len()).map(Place::Entry);
        let first = [Place::Start, Place::Guide].into_iter();
        first.chain(entries).chain(timetable).chain([Place::Contact]).collect()
    }

    /// A link from one place to another.
    pub(super) fn link(&self, from: Place, to: Place) -> Address {
        let is_here = from == Place::Start && matches!(to, Place::Foreword | Place::BeforeUse | Place::Closing);
        Address::inside(match self.form {
            Form::Folder if !is_here => [to_root(from), &self.file(to)].concat().replace("../pages/", ""),
            Form::Folder | Form::OnePage => ["#", &self.anchor(to)].concat(),
        })
    }

    /// A link from a page to a file beside it.
    pub(super) fn link_to_file(from: Place, path: &str) -> Address {
        Address::inside([to_root(from), path].concat())
    }

    /// A link to a category on the start page.
    pub(super) fn link_to_category(&self, from: Place, section: &Section) -> Address {
        let anchor = ["#", &category_anchor(section)].concat();
        Address::inside(match (self.form, from) {
            (Form::OnePage, _) | (_, Place::Start) => anchor,
            _ => [to_root(from), START, &anchor].concat(),
        })
    }

    /// The entries that the contents of a page list: all, or in a large pack those near it.
    pub(super) fn shown_in_contents(&self, here: Place) -> Range<usize> {
        let count = self.entries.len();
        match here {
            _ if self.form == Form::OnePage || count <= CONTENTS_LIMIT => 0..count,
            Place::Entry(index) => index.saturating_sub(CONTENTS_NEAR)..count.min(index + CONTENTS_NEAR + 1),
            _ => 0..0,
        }
    }

    /// The name of a place on a page.
    pub(super) fn anchor(&self, place: Place) -> String {
        match place {
            Place::Start => "start".to_owned(),
            Place::Foreword => "foreword".to_owned(),
            Place::BeforeUse => "before-use".to_owned(),
            Place::Guide => "how-to-use".to_owned(),
            Place::Timetable => "timetable".to_owned(),
            Place::Closing => "closing-words".to_owned(),
            Place::Contact => "contact".to_owned(),
            Place::Entry(index) => {
                ["r-", self.entries.get(index).map_or("", |listed| listed.entry.id.as_str())].concat()
            }
        }
    }

    /// An id as part of a file name, cut between words and not after a small one.
    fn slug(&self, index: usize) -> &'a str {
        let id = self.entries.get(index).map_or("", |listed| listed.entry.id.as_str());
        let Some(cut) = id.get(..=SLUG_LIMIT) else { return id };
        let mut slug = cut.rsplit_once('-').map_or(cut, |(words, _)| words);
        while let Some((words, _)) = slug.rsplit_once('-').filter(|(_, last)| last.len() <= 3) {
            slug = words;
        }
        slug.get(..SLUG_LIMIT).unwrap_or(slug)
    }
}

/// Whether a tag names a language, as browsers and screen readers take it.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_alphanumeric());
    (2..=3).contains(&first.len()) && first.bytes().all(|sign| sign.is_ascii_alphabetic()) && parts.all(is_part)
}

/// The name of a category on the start page.
pub(super) fn category_anchor(section: &Section) -> String {
    ["c-", &section.key].concat()
}

/// The way from a page to the folder that holds everything.
fn to_root(from: Place) -> &'static str {
    match from {
        Place::Start => "",
        _ => "../",
    }
}
