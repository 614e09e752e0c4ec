//! The changes that a person makes to the open pack; each is a step that undo takes back.

use std::collections::BTreeSet;

use crate::app::release::ReleaseEdit;
use crate::app::work::{Clearance, SectionKey};
use crate::catalogue::{CivilDate, ModuleId, ResourceId};
use crate::export::Format;
use crate::pack::rich::RichText;
use crate::pack::timetable::TimeAvailable;
use crate::pack::{Cover, EnclosedFile, Ink, Length, Paper, PrintSize};

/// One change of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Add(Vec<ResourceId>),
    /// Adds what was proposed; the title is taken where the pack has none.
    Accept {
        ids: Vec<ResourceId>,
        title: String,
        /// The time that the request states.
        time: Option<TimeAvailable>,
    },
    Remove(ResourceId),
    /// Puts a newer edition in the place of an older one.
    Replace {
        id: ResourceId,
        with: ResourceId,
    },
    /// What the catalogue says of these today is what the pack goes by.
    Know(Vec<ResourceId>),
    Clear,
    Move {
        id: ResourceId,
        step: Step,
    },
    /// `place` is where the item stands afterwards, in reading order over the whole pack.
    MoveTo {
        id: ResourceId,
        place: usize,
    },
    /// `place` is where the item stands in the section afterwards; `None` is its end.
    MoveToSection {
        id: ResourceId,
        key: SectionKey,
        place: Option<usize>,
    },
    Item {
        id: ResourceId,
        change: ItemEdit,
    },
    /// A section of the office's own, at the end.
    AddSection(String),
    Section {
        key: SectionKey,
        change: SectionEdit,
    },
    /// Items that are on request here were cleared by one answer.
    Cleared {
        ids: Vec<ResourceId>,
        by: Clearance,
    },
    Title(String),
    PreparedFor(String),
    Event(String),
    Recipients(String),
    Language(String),
    IssuedBy(String),
    Message(String),
    Date(Option<CivilDate>),
    Length(Length),
    Paper(Paper),
    Ink(Ink),
    PrintSize(PrintSize),
    Cover(Cover),
    Draft(Wanted),
    Foreword(RichText),
    Closing(RichText),
    Timetable(Wanted),
    /// The time that there is for the trainings, in minutes; `None` empties it.
    TimeAvailable(Option<u32>),
    Copies(u32),
    /// An answer of the check before the pack leaves.
    Release(ReleaseEdit),
    Format {
        format: Format,
        wanted: Wanted,
    },
}

/// One change of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemEdit {
    /// To the reader; printed.
    Note(String),
    /// For the office alone; in no output.
    Private(String),
    /// The chosen parts of a course; `None` is the whole of it.
    Modules(Option<BTreeSet<ModuleId>>),
    Enclose(Option<EnclosedFile>),
    /// The length of a part, or without one of the whole; `None` empties it.
    Minutes {
        part: Option<ModuleId>,
        minutes: Option<u32>,
    },
    Clear(Option<Clearance>),
}

/// One change of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionEdit {
    /// Empty: the category's name.
    Heading(String),
    Introduction(RichText),
    Move(Step),
    /// Its items go back to the sections of their categories.
    Remove,
}

impl Edit {
    /// What undo calls it: "Undo rename".
    pub fn label(&self) -> &'static str {
        match self {
            Self::Add(_) => "add",
            Self::Accept { .. } => "add of proposal",
            Self::Remove(_) => "remove",
            Self::Replace { .. } => "newer edition",
            Self::Know(_) => "keeping",
            Self::Clear => "remove all",
            Self::Move { .. } | Self::MoveTo { .. } | Self::MoveToSection { .. } => "move",
            Self::Item { change, .. } => change.label(),
            Self::AddSection(_) => "new section",
            Self::Section { change, .. } => change.label(),
            Self::Cleared { .. } => "clearance",
            Self::Title(_) => "rename",
            Self::PreparedFor(_) => "change of “Prepared for”",
            Self::Event(_) => "change of event",
            Self::Recipients(_) => "change of recipients",
            Self::Language(_) => "change of language",
            Self::IssuedBy(_) => "change of “Issued by”",
            Self::Message(_) => "change of message",
            Self::Date(_) => "change of date",
            Self::Length(_) => "change of length",
            Self::Paper(_) => "change of paper",
            Self::Ink(_) => "change of ink",
            Self::PrintSize(_) => "change of print size",
            Self::Cover(_) => "change of cover",
            Self::Draft(_) => "change of draft mark",
            Self::Foreword(_) => "change of foreword",
            Self::Closing(_) => "change of closing text",
            Self::Timetable(_) => "change of timetable",
            Self::TimeAvailable(_) => "change of time available",
            Self::Copies(_) => "change of copies",
            Self::Release(edit) => edit.label(),
            Self::Format { .. } => "change of format",
        }
    }

    /// Edits with the same key that follow each other within a second are one step.
    pub fn merge_key(&self) -> Option<String> {
        match self {
            Self::Title(_)
            | Self::PreparedFor(_)
            | Self::Event(_)
            | Self::Recipients(_)
            | Self::IssuedBy(_)
            | Self::Message(_)
            | Self::TimeAvailable(_)
            | Self::Foreword(_)
            | Self::Closing(_) => Some(self.label().to_owned()),
            Self::Item { id, change: ItemEdit::Note(_) | ItemEdit::Private(_) } => {
                Some(format!("{} {id}", self.label()))
            }
            Self::Item { id, change: ItemEdit::Minutes { part, .. } } => {
                let of = part.as_ref().map_or(id.as_str(), |part| part.as_str());
                Some(format!("{} {of}", self.label()))
            }
            Self::Section { key, change: SectionEdit::Heading(_) | SectionEdit::Introduction(_) } => {
                Some(format!("{} {key:?}", self.label()))
            }
            _ => None,
        }
    }
}

impl ItemEdit {
    fn label(&self) -> &'static str {
        match self {
            Self::Note(_) => "change of note",
            Self::Private(_) => "change of private note",
            Self::Modules(_) => "choice of modules",
            Self::Enclose(Some(_)) => "enclosing of a document",
            Self::Enclose(None) => "removal of a document",
            Self::Minutes { .. } => "change of time",
            Self::Clear(_) => "clearance",
        }
    }
}

impl SectionEdit {
    fn label(&self) -> &'static str {
        match self {
            Self::Heading(_) => "rename of section",
            Self::Introduction(_) => "change of introduction",
            Self::Move(_) => "move of section",
            Self::Remove => "removal of section",
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

impl Wanted {
    /// Whether it is ticked.
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

impl From<bool> for Wanted {
    fn from(wanted: bool) -> Self {
        if wanted { Self::Yes } else { Self::No }
    }
}
