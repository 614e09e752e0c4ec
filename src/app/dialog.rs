//! The dialogs, one above the other; the topmost has the focus.

use std::path::PathBuf;

use crate::app::AppState;
use crate::app::browse::Page;
use crate::app::effect::Effect;
use crate::app::giving;
use crate::app::leaving::Leaving;
use crate::app::pack_files::FilePurpose;
use crate::app::pack_id::PackId;
use crate::app::release::Leave;
use crate::app::work::SectionKey;
use crate::catalogue::ResourceId;

/// A dialog with what it is about. What is half typed stays in its view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    Export,
    /// The written request, in full, to copy or to send.
    Request(RequestFor),
    /// "Propose a pack for…".
    Propose,
    /// The office's contact block.
    Contact,
    About,
    /// "Find an action".
    Palette,
    Shortcuts,
    /// Files of these names are there: Replace or Keep both.
    Replace,
    /// Shows the newer edition before an older one is added.
    Superseded(ResourceId),
    /// The two notes on a resource in the pack; the named one has the keyboard.
    Notes(ResourceId, NoteKind),
    /// A text of the office's own in the pack.
    Text(TextOf),
    /// What the office keeps once: name, logo, texts.
    Office,
    /// The facts of the pack as a whole.
    Details,
    /// Which parts of a course are in the pack.
    Modules(ResourceId),
    /// How long the trainings take; the named resource has the keyboard.
    Times(Option<ResourceId>),
    /// Which documents go out with the pack.
    Documents,
    /// Whether a dropped document goes with a resource.
    Enclose(ResourceId, PathBuf),
    /// The path of a document, where no dialog of the system answers.
    DocumentField(ResourceId),
    /// The heading of a section; `None` is a new one.
    Section(Option<SectionKey>),
    /// To which section a resource goes.
    MoveToSection(ResourceId),
    /// Where no dialog of the system answers.
    FolderField,
    /// The path of a picture as the logo, where no dialog of the system answers, or where one rather types.
    LogoField,
    Help(HelpTopic),
    /// Who draws the window.
    Drawing,
    /// All messages of this run.
    Messages,
    /// What the last export made.
    WhatWentOut,
    /// The check before the pack leaves.
    Release(Leave),
    /// A path to type for a pack file, where no dialog of the system answers.
    FileField(FilePurpose),
    /// What a copy to share left out.
    Shared {
        path: PathBuf,
        left_out: Vec<String>,
    },
    /// Earlier versions of the open pack.
    Versions,
    /// Starters and the office's own templates.
    Templates,
    /// Under which name the open pack becomes a template.
    SaveTemplate,
    /// What has changed since the pack was made.
    Changes,
    /// Where a backup goes, and what came of it.
    BackUp,
    /// Which backup is brought in, and what came of it.
    BringIn,
    /// Another title for a pack of the list.
    RenamePack(PackId),
    /// What becomes of the open pack, of which something would be gone.
    Leaving(Leaving),
}

impl Dialog {
    /// Whether it speaks of the open pack, and so goes when another one takes its place.
    pub(crate) fn is_about_the_open_pack(&self) -> bool {
        match self {
            Self::Export
            | Self::Replace
            | Self::Superseded(_)
            | Self::Notes(..)
            | Self::Text(_)
            | Self::Details
            | Self::Modules(_)
            | Self::Times(_)
            | Self::Documents
            | Self::Enclose(..)
            | Self::DocumentField(_)
            | Self::Section(_)
            | Self::MoveToSection(_)
            | Self::WhatWentOut
            | Self::Release(_)
            | Self::FileField(FilePurpose::SavePack | FilePurpose::SharePack)
            | Self::Shared { .. }
            | Self::Versions
            | Self::SaveTemplate
            | Self::Leaving(_)
            | Self::Changes => true,
            Self::Request(_)
            | Self::Propose
            | Self::Contact
            | Self::About
            | Self::Palette
            | Self::Shortcuts
            | Self::Office
            | Self::FolderField
            | Self::LogoField
            | Self::Help(_)
            | Self::Drawing
            | Self::Messages
            | Self::FileField(FilePurpose::OpenPack)
            | Self::Templates
            | Self::BackUp
            | Self::BringIn
            | Self::RenamePack(_) => false,
        }
    }
}

/// Whom a request asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestFor {
    Resource(ResourceId),
    /// Some of the pack.
    Items(Vec<ResourceId>),
    Pack,
}

/// Which text of the office's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextOf {
    Foreword,
    Closing,
    /// That of a section.
    Introduction(SectionKey),
}

/// Whom a note on a resource in the pack is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    Reader,
    Private,
}

impl NoteKind {
    pub const BOTH: [Self; 2] = [Self::Reader, Self::Private];

    /// What it is called, which says what becomes of it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reader => "Note to the reader",
            Self::Private => "Private, never printed",
        }
    }

    /// Where it goes.
    pub fn goes(self) -> &'static str {
        match self {
            Self::Reader => "Printed, as “Note from the office”",
            Self::Private => "In no output and no shared copy",
        }
    }
}

/// The screen that help is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub enum HelpTopic {
    Resources,
    Resource,
    Pack,
    Propose,
    Export,
    Request,
    Contact,
}

impl HelpTopic {
    /// The heading of the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Resources => "Find resources",
            Self::Resource => "The page of a resource",
            Self::Pack => "The pack",
            Self::Propose => "Propose a pack",
            Self::Export => "Export and print",
            Self::Request => "Ask the RSO",
            Self::Contact => "Contact details",
        }
    }
}

/// Opening and closing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogCommand {
    Open(Dialog),
    /// Closes the topmost one; what was typed into the pack stays.
    Close,
}

pub(crate) fn apply(state: &mut AppState, command: DialogCommand) -> Vec<Effect> {
    match command {
        DialogCommand::Open(dialog) => open(state, dialog),
        DialogCommand::Close => close(state),
    }
    Vec::new()
}

/// Opens a dialog on top; one that is open already comes to the top.
pub(crate) fn open(state: &mut AppState, dialog: Dialog) {
    state.dialogs.retain(|open| *open != dialog && *open != Dialog::Palette);
    if let Dialog::Request(about) = &dialog {
        state.request = giving::request(state, about);
    }
    state.dialogs.push(dialog);
}

pub(crate) fn close(state: &mut AppState) {
    match state.dialogs.pop() {
        Some(Dialog::Replace) => state.outgoing.forget_question(),
        Some(Dialog::Export) => state.outgoing.forget_typed(),
        Some(Dialog::Propose) => state.proposing.forget(),
        Some(Dialog::Request(_)) => state.request = None,
        _ => {}
    }
}

pub(crate) fn close_all(state: &mut AppState, dialog: &Dialog) {
    state.dialogs.retain(|open| open != dialog);
}

/// Closes what is about a resource or a section that is no longer in the pack.
pub(crate) fn close_for_removed(state: &mut AppState) {
    let AppState { dialogs, work, .. } = state;
    dialogs.retain(|dialog| match dialog {
        Dialog::Notes(id, _)
        | Dialog::MoveToSection(id)
        | Dialog::Modules(id)
        | Dialog::Times(Some(id))
        | Dialog::Enclose(id, _)
        | Dialog::DocumentField(id) => work.contains(id),
        Dialog::Section(Some(key)) | Dialog::Text(TextOf::Introduction(key)) => {
            work.sections().iter().any(|section| section.key == *key)
        }
        _ => true,
    });
}

/// The help page for what is on the screen.
pub(crate) fn help_topic(state: &AppState) -> HelpTopic {
    match state.dialogs.iter().rev().find(|dialog| **dialog != Dialog::Palette) {
        Some(Dialog::Export | Dialog::Release(_) | Dialog::Replace | Dialog::FolderField | Dialog::WhatWentOut) => {
            HelpTopic::Export
        }
        Some(Dialog::Request(_)) => HelpTopic::Request,
        Some(Dialog::Propose) => HelpTopic::Propose,
        Some(Dialog::Contact | Dialog::Office | Dialog::LogoField) => HelpTopic::Contact,
        Some(
            Dialog::Changes
            | Dialog::Templates
            | Dialog::SaveTemplate
            | Dialog::BackUp
            | Dialog::BringIn
            | Dialog::Superseded(_)
            | Dialog::RenamePack(_)
            | Dialog::Leaving(_)
            | Dialog::Versions
            | Dialog::FileField(_)
            | Dialog::Shared { .. }
            | Dialog::Notes(..)
            | Dialog::Section(_)
            | Dialog::MoveToSection(_)
            | Dialog::Text(_)
            | Dialog::Details
            | Dialog::Modules(_)
            | Dialog::Times(_)
            | Dialog::Documents
            | Dialog::Enclose(..)
            | Dialog::DocumentField(_),
        ) => HelpTopic::Pack,
        _ if matches!(state.browse.page, Page::Pack | Page::Packs) => HelpTopic::Pack,
        _ if state.browse.open_resource().is_some() => HelpTopic::Resource,
        _ => HelpTopic::Resources,
    }
}
